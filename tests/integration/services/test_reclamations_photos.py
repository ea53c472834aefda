"""Photos of defects: kept once, shown or not to whoever repairs, gone for good when asked."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image

from app.core.clock import FixedClock
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.suivi import SuiviMuet
from app.services import photos, reclamations
from app.services.images import ImageReduite
from app.services.reclamations import (
    AjouterPhotos,
    CorrigerPhoto,
    LirePhoto,
    LireVignettes,
    PreparerPhotos,
    RetirerPhoto,
)
from db.uow import UnitOfWork
from tests.integration.services._reclamations import (
    annuler,
    etat_de_la_base,
    lignes,
    ouvrir,
    principal,
)


def _fichier(dossier: Path, graine: int) -> Path:
    hasard = random.Random(graine)
    image = Image.frombytes("RGB", (60, 40), hasard.randbytes(7200)).resize((600, 400))
    sortie = BytesIO()
    image.save(sortie, "JPEG")
    chemin = dossier / f"photo{graine}.jpg"
    chemin.write_bytes(sortie.getvalue())
    return chemin


def _preparees(
    uow: UnitOfWork, dossier: Path, *graines: int, reclamation_id: UUID | None = None
) -> tuple[ImageReduite, ...]:
    sources = tuple(_fichier(dossier, g) for g in graines)
    lues = reclamations.preparer_photos(PreparerPhotos(sources, reclamation_id), uow, SuiviMuet())
    assert lues.refus == ()
    return lues.images


def _ids(uow: UnitOfWork) -> list[UUID]:
    return [UUID(i) for (i,) in lignes(uow, "SELECT id FROM photo_defaut ORDER BY id")]


def test_une_photo_se_garde_se_lit_et_se_corrige(uow: UnitOfWork, tmp_path: Path) -> None:
    id_ = ouvrir(uow)
    images = _preparees(uow, tmp_path, 1, 2)
    fait = reclamations.ajouter_photos(
        AjouterPhotos(id_, images, "  Le volet ", date(2026, 11, 23), montrable=False), uow
    )
    assert principal(fait) == id_
    premiere, seconde = _ids(uow)
    assert reclamations.lire_photo(LirePhoto(premiere), uow) == images[0].octets
    assert reclamations.lire_vignettes(LireVignettes((premiere, seconde)), uow) == {
        premiere: images[0].vignette,
        seconde: images[1].vignette,
    }
    assert (
        lignes(uow, "SELECT legende, prise_le, montrable, largeur FROM photo_defaut")
        == [("Le volet", "2026-11-23", 0, 600)] * 2
    )
    reclamations.corriger_photo(CorrigerPhoto(premiere, "Gond cassé"), uow)
    assert lignes(uow, "SELECT legende, prise_le, montrable FROM photo_defaut ORDER BY id")[0] == (
        "Gond cassé",
        None,
        1,
    )
    assert reclamations.corriger_photo(CorrigerPhoto(premiere, "Gond cassé"), uow).operation is None


def test_la_meme_photo_deux_fois_est_refusee(uow: UnitOfWork, tmp_path: Path) -> None:
    id_ = ouvrir(uow)
    (image,) = _preparees(uow, tmp_path, 1)
    with pytest.raises(RegleMetier, match=r"defaut\.photo_deja"):
        reclamations.ajouter_photos(AjouterPhotos(id_, (image, image)), uow)
    reclamations.ajouter_photos(AjouterPhotos(id_, (image,)), uow)
    with pytest.raises(RegleMetier, match=r"defaut\.photo_deja"):
        reclamations.ajouter_photos(AjouterPhotos(id_, (image,)), uow)
    sources = (_fichier(tmp_path, 1), _fichier(tmp_path, 2), _fichier(tmp_path, 2))
    lues = reclamations.preparer_photos(PreparerPhotos(sources, id_), uow, SuiviMuet())
    assert len(lues.images) == 1
    assert [erreur.code for _nom, erreur in lues.refus] == ["defaut.photo_deja"] * 2
    # In another complaint the same photo may be useful.
    reclamations.ajouter_photos(AjouterPhotos(ouvrir(uow), (image,)), uow)


def test_une_photo_de_demain_est_refusee(uow: UnitOfWork, tmp_path: Path) -> None:
    id_ = ouvrir(uow)
    images, demain = _preparees(uow, tmp_path, 1), date(2026, 11, 25)
    with pytest.raises(EntreeInvalide, match=r"defaut\.photo_futur"):
        reclamations.ajouter_photos(AjouterPhotos(id_, images, prise_le=demain), uow)
    reclamations.ajouter_photos(AjouterPhotos(id_, images), uow)
    with pytest.raises(EntreeInvalide, match=r"defaut\.photo_futur"):
        reclamations.corriger_photo(CorrigerPhoto(_ids(uow)[0], prise_le=demain), uow)


def test_retiree_elle_revient_effacee_elle_ne_revient_pas(uow: UnitOfWork, tmp_path: Path) -> None:
    id_ = ouvrir(uow)
    reclamations.ajouter_photos(AjouterPhotos(id_, _preparees(uow, tmp_path, 1)), uow)
    (photo_id,) = _ids(uow)
    avant = etat_de_la_base(uow)
    annuler(uow, reclamations.retirer_photo(RetirerPhoto(photo_id), uow))
    assert etat_de_la_base(uow) == avant
    assert reclamations.lire_photo(LirePhoto(photo_id), uow)
    effacee = reclamations.retirer_photo(RetirerPhoto(photo_id, effacer=True), uow)
    assert lignes(uow, "SELECT count(*) FROM contenu") == [(0,)]
    with pytest.raises(RegleMetier, match=r"annulation\.photo_effacee"):
        annuler(uow, effacee)
    for action in (
        lambda: reclamations.lire_photo(LirePhoto(photo_id), uow),
        lambda: reclamations.retirer_photo(RetirerPhoto(photo_id), uow),
        lambda: reclamations.corriger_photo(CorrigerPhoto(photo_id), uow),
    ):
        with pytest.raises(RegleMetier, match=r"photo\.effacee"):
            action()
    assert reclamations.lire_vignettes(LireVignettes((photo_id,)), uow) == {}


def test_la_purge_connait_les_photos_de_defauts(
    uow: UnitOfWork, tmp_path: Path, clock: FixedClock
) -> None:
    id_ = ouvrir(uow)
    reclamations.ajouter_photos(AjouterPhotos(id_, _preparees(uow, tmp_path, 1, 2)), uow)
    assert photos.purger_orphelins(uow) == 0  # both are in use
    retiree = reclamations.retirer_photo(RetirerPhoto(_ids(uow)[0]), uow)
    assert photos.purger_orphelins(uow) == 0  # it can still be undone
    clock.instant = datetime(2026, 12, 24, 14, tzinfo=UTC)
    assert photos.purger_orphelins(uow) == 2  # the photo and its thumbnail
    assert reclamations.lire_photo(LirePhoto(_ids(uow)[0]), uow)
    with pytest.raises(RegleMetier, match=r"annulation\.photo_effacee"):
        annuler(uow, retiree)


def test_ajouter_des_photos_s_annule(uow: UnitOfWork, tmp_path: Path) -> None:
    id_ = ouvrir(uow)
    avant = etat_de_la_base(uow)
    fait = reclamations.ajouter_photos(AjouterPhotos(id_, _preparees(uow, tmp_path, 1)), uow)
    annuler(uow, fait)
    assert etat_de_la_base(uow) == avant
