"""Photos on the real encrypted base: nothing without an agreement, nothing left once withdrawn."""

from __future__ import annotations

import logging
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import ExifTags, Image
from sqlalchemy import text

from app.core import logging as journal
from app.core.clock import FixedClock
from app.core.errors import AppError, EntreeInvalide, RegleMetier
from app.core.paths import Paths
from app.core.settings import Settings
from app.core.suivi import Annule, SuiviMuet
from app.domain.attachements import AccordPhoto, NatureAttachement
from app.domain.fusion import Cote
from app.services import acces, annulation, attachements, images, menages, personnes, photos
from app.services.acces import Machine
from app.services.photos import (
    Accord,
    AjouterPhotos,
    Collee,
    CorrigerPhoto,
    EnregistrerCopie,
    LirePhoto,
    LireVignettes,
    PhotoFiche,
    PreparerPhotos,
    RetirerAccord,
    RetirerPhoto,
)
from app.services.securite.coffre_format import coffre_de
from app.services.securite.enveloppe import ParametresKdf
from db.models import Contenu, Personne, Photo
from db.uow import UnitOfWork
from tests import factories
from tests.integration.securite import canari
from tests.integration.securite.conftest import Lieu, lieu, modele  # noqa: F401 - fixtures

PHRASE = "tarte orage velours 4821 canard marine"


def image(graine: int = 1, largeur: int = 500, hauteur: int = 400) -> bytes:
    """A JPEG no other equals, with a position and an owner inside."""
    hasard = random.Random(graine)
    dessin = Image.frombytes(
        "RGB", (largeur // 4, hauteur // 4), hasard.randbytes(largeur * hauteur // 16 * 3)
    )
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = canari.CANARI
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLatitude] = "N", (50.0, 24.0, 12.5)
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:11:02 10:20:30"
    sortie = BytesIO()
    dessin.resize((largeur, hauteur)).save(sortie, "JPEG", exif=exif)
    return sortie.getvalue()


def reduite(graine: int = 1) -> images.ImageReduite:
    return images.reduire(Collee(image(graine), f"photo{graine}.jpg"))


class Foyer:
    """A household with a pigeon loft, and its titulaire."""

    def __init__(self, uow: UnitOfWork, nom: str = "Wójcik") -> None:
        self.uow = uow
        self.menage_id = factories.menage(uow, nom)
        with uow.lecture() as session:
            self.personne_id: UUID = (
                session.query(Personne.id).filter_by(menage_id=self.menage_id).scalar()
            )
        note = attachements.noter(
            attachements.NoterAttachement(
                self.menage_id, NatureAttachement.AMENAGEMENT, "Le pigeonnier"
            ),
            uow,
        )
        assert note.principal is not None
        self.attachement_id = note.principal

    def ajouter(self, *graines: int, accord: Accord | None = None) -> photos.Changes:
        """Photos with the agreement of the titulaire."""
        return photos.ajouter(
            AjouterPhotos(
                self.attachement_id,
                tuple(reduite(g) for g in graines),
                accord or Accord(self.personne_id),
                "vu du jardin",
            ),
            self.uow,
        )

    def photos(self) -> tuple[PhotoFiche, ...]:
        lus = attachements.lire(attachements.LireAttachements(self.menage_id), self.uow)
        return tuple(p for a in lus for p in a.photos)

    def contenus(self) -> int:
        with self.uow.lecture() as session:
            return session.query(Contenu.id).count()


@pytest.fixture
def foyer(uow: UnitOfWork) -> Foyer:
    return Foyer(uow)


def annuler(uow: UnitOfWork, fait: photos.Changes) -> photos.Changes:
    assert fait.operation is not None
    return annulation.annuler(annulation.AnnulerOperation(fait.operation), uow)


def test_a_photo_is_kept_small_with_its_agreement(foyer: Foyer, uow: UnitOfWork) -> None:
    foyer.ajouter(1, accord=Accord(foyer.personne_id, AccordPhoto.PUBLIC, date(2026, 11, 3)))
    (photo,) = foyer.photos()
    assert (photo.accord, photo.accord_le, photo.accord_de) == (
        AccordPhoto.PUBLIC,
        date(2026, 11, 3),
        "Jadwiga Wójcik",
    )
    assert (photo.largeur, photo.hauteur, photo.prise_le) == (500, 400, date(2026, 11, 2))
    octets = photos.image(LirePhoto(photo.id), uow)
    assert photo.taille == len(octets)
    assert Image.open(BytesIO(octets)).size == (500, 400)
    vignette = photos.vignettes(LireVignettes((photo.id,)), uow)[photo.id]
    assert Image.open(BytesIO(vignette)).size == (240, 192)


def test_without_an_agreement_nothing_is_stored(foyer: Foyer, uow: UnitOfWork) -> None:
    etranger = Foyer(uow, "Benali").personne_id
    for accord, code in (
        (Accord(None), "photo.accord_manque"),
        (Accord(etranger), "attachement.autre_menage"),
        (Accord(foyer.personne_id, le=date(2026, 11, 25)), "photo.accord_futur"),
    ):
        with pytest.raises(EntreeInvalide) as refus:
            foyer.ajouter(1, accord=accord)
        assert refus.value.code == code
    assert (foyer.photos(), foyer.contenus()) == ((), 0)


def test_withdrawing_the_agreement_erases_for_good(foyer: Foyer, uow: UnitOfWork) -> None:
    ajout = foyer.ajouter(1, 2)
    premiere, seconde = foyer.photos()
    retrait = photos.retirer_accord(RetirerAccord(premiere.id), uow)
    assert foyer.photos() == (seconde,)
    assert foyer.contenus() == 2
    with pytest.raises(RegleMetier, match=r"annulation\.photo_effacee"):
        annuler(uow, retrait)
    with pytest.raises(RegleMetier, match="annulation"):
        annuler(uow, ajout)
    with pytest.raises(RegleMetier, match=r"photo\.effacee"):
        photos.image(LirePhoto(premiere.id), uow)
    assert photos.vignettes(LireVignettes((premiere.id,)), uow) == {}
    assert (foyer.photos(), foyer.contenus()) == ((seconde,), 2)


def test_taking_a_photo_away_can_be_undone(foyer: Foyer, uow: UnitOfWork) -> None:
    foyer.ajouter(1)
    avant = foyer.photos()
    octets = photos.image(LirePhoto(avant[0].id), uow)
    retrait = photos.retirer(RetirerPhoto(avant[0].id), uow)
    assert foyer.photos() == ()
    photos.purger_orphelins(uow)  # too early: it may still be undone
    annuler(uow, retrait)
    assert foyer.photos() == avant
    assert photos.image(LirePhoto(avant[0].id), uow) == octets


def test_bytes_nobody_refers_to_are_erased_a_week_later(
    foyer: Foyer, uow: UnitOfWork, clock: FixedClock
) -> None:
    foyer.ajouter(1)
    annulation_ajout = annuler(uow, foyer.ajouter(2))
    retrait = photos.retirer(RetirerPhoto(foyer.photos()[0].id), uow)
    foyer.ajouter(3)
    assert (foyer.contenus(), photos.purger_orphelins(uow)) == (6, 0)
    clock.instant += timedelta(days=8)
    assert photos.purger_orphelins(uow) == 4
    assert (foyer.contenus(), photos.purger_orphelins(uow)) == (2, 0)
    for fait in (retrait, annulation_ajout):
        with pytest.raises(RegleMetier, match=r"annulation\.photo_effacee"):
            annuler(uow, fait)
    (reste,) = foyer.photos()
    assert photos.image(LirePhoto(reste.id), uow)


def test_closing_erases_what_was_let_go_before_it_backs_up(
    tmp_path: Path, paths: Paths, clock: FixedClock
) -> None:
    machine = Machine(paths, Settings(paths.config / "r.json"), clock, ParametresKdf(64, 1, 1))
    servie, _cle = acces.creer(tmp_path / "a.voyette", "Sofia Exemple", PHRASE, machine)
    foyer = Foyer(servie.uow)
    foyer.ajouter(1, 2)
    photos.retirer(RetirerPhoto(foyer.photos()[0].id), servie.uow)
    clock.instant += timedelta(days=8)
    assert servie.fermer(sauvegarder=True) is None
    (copie,) = servie.dossier_sauvegardes.rglob("*.voyette")
    for base in (servie.chemin, copie):
        shutil.copyfile(base, tmp_path / "relue.voyette")
        shutil.copyfile(coffre_de(servie.chemin), coffre_de(tmp_path / "relue.voyette"))
        relue = acces.ouvrir(tmp_path / "relue.voyette", PHRASE, machine)
        with relue.uow.lecture() as session:
            assert session.query(Contenu.id).count() == 2
        relue.fermer()


def test_taking_an_attachment_away_takes_its_photos_and_brings_them_back(
    foyer: Foyer, uow: UnitOfWork
) -> None:
    foyer.ajouter(1, 2)
    avant = foyer.photos()
    fait = attachements.retirer(attachements.RetirerAttachement(foyer.attachement_id), uow)
    assert foyer.photos() == ()
    annuler(uow, fait)
    assert foyer.photos() == avant


def test_the_same_photo_twice_is_noticed(foyer: Foyer, uow: UnitOfWork) -> None:
    foyer.ajouter(1)
    for graines in ((1,), (2, 2)):
        with pytest.raises(RegleMetier, match=r"photo\.deja"):
            foyer.ajouter(*graines)
    assert len(foyer.photos()) == 1
    lot = tuple(Collee(image(n), f"{n}.jpg") for n in (1, 2, 2))
    preparees = photos.preparer(PreparerPhotos(foyer.menage_id, lot), uow, SuiviMuet())
    assert [i.fichier for i in preparees.images] == ["2.jpg"]
    assert [(nom, e.code) for nom, e in preparees.refus] == [
        ("1.jpg", "photo.deja"),
        ("2.jpg", "photo.deja"),
    ]
    voisins = Foyer(uow, "Benali")
    voisins.ajouter(1)
    assert len(voisins.photos()) == 1


def test_stopping_a_batch_leaves_nothing(foyer: Foyer, uow: UnitOfWork) -> None:
    class Arrete(SuiviMuet):
        def avance(self, fait: int, total: int, texte: str = "") -> None:
            if fait == 2:
                raise Annule

    lot = tuple(Collee(image(n), f"{n}.jpg") for n in range(3))
    with pytest.raises(Annule):
        photos.preparer(PreparerPhotos(foyer.menage_id, lot), uow, Arrete())
    assert foyer.contenus() == 0


def test_an_agreement_may_reach_less_far(foyer: Foyer, uow: UnitOfWork) -> None:
    foyer.ajouter(1, accord=Accord(foyer.personne_id, AccordPhoto.PUBLIC))
    (photo,) = foyer.photos()
    commande = CorrigerPhoto(
        photo.id,
        Accord(foyer.personne_id, AccordPhoto.DOSSIER, photo.accord_le),
        "le pigeonnier en mai",
        photo.prise_le,
    )
    assert photos.corriger(commande, uow).operation is not None
    assert photos.corriger(commande, uow).operation is None
    (photo,) = foyer.photos()
    assert (photo.accord, photo.legende) == (AccordPhoto.DOSSIER, "le pigeonnier en mai")


def test_merging_two_households_keeps_their_photos(foyer: Foyer, uow: UnitOfWork) -> None:
    foyer.ajouter(1)
    autre = Foyer(uow, "Wojcik")
    autre.ajouter(1, 2)
    commande = menages.FusionnerMenages(
        foyer.menage_id,
        autre.menage_id,
        personnes=((foyer.personne_id, autre.personne_id),),
        deux_logements=True,
        choix={"nom": Cote.GARDE},
    )
    fait = menages.fusionner(commande, uow)
    reunies = foyer.photos()
    assert len(reunies) == 3
    assert {p.accord_de_id for p in reunies} == {foyer.personne_id}
    assert len(photos.vignettes(LireVignettes(tuple(p.id for p in reunies)), uow)) == 3
    annuler(uow, fait)
    assert (len(foyer.photos()), len(autre.photos())) == (1, 2)


def test_the_person_who_agreed_may_leave_the_record(foyer: Foyer, uow: UnitOfWork) -> None:
    personnes.ajouter(personnes.AjouterPersonne(foyer.menage_id, {"nom": "Wójcik"}), uow)
    foyer.ajouter(1)
    personnes.retirer(personnes.RetirerPersonne(foyer.personne_id), uow)
    (photo,) = foyer.photos()
    assert (photo.accord_de_id, photo.accord_de) == (None, None)


def test_a_copy_is_written_only_when_asked_and_logged(
    foyer: Foyer, uow: UnitOfWork, tmp_path: Path
) -> None:
    foyer.ajouter(1)
    (photo,) = foyer.photos()
    ecrite = photos.enregistrer_copie(EnregistrerCopie(photo.id, tmp_path / "s" / "copie"), uow)
    assert ecrite == tmp_path / "s" / "copie.jpg"
    assert ecrite.read_bytes() == photos.image(LirePhoto(photo.id), uow)
    assert [p.name for p in ecrite.parent.iterdir()] == ["copie.jpg"]
    with uow.lecture() as session:
        assert session.execute(text("SELECT quoi FROM envoi")).scalars().all() == ["photo"]
    fichier = tmp_path / "fichier"
    fichier.write_text("")
    with pytest.raises(AppError):
        photos.enregistrer_copie(EnregistrerCopie(photo.id, fichier / "x.jpg"), uow)


@pytest.fixture
def journaux(tmp_path: Path) -> Iterator[logging.Logger]:
    yield journal.installer(tmp_path / "journaux")
    journal.fermer()


def test_nothing_of_a_photo_lies_readable_on_the_disk(
    lieu: Lieu,  # noqa: F811 - a fixture
    tmp_path: Path,
    journaux: logging.Logger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Base, pending writes, backups, temporary files, logs: not one piece of the image."""
    from app.services.securite.sauvegarde import sauvegarder_a_la_fermeture

    temporaire = tmp_path / "tmp"
    temporaire.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporaire))
    monkeypatch.setattr("tempfile.tempdir", None)
    ouverte = lieu.ouvrir()
    foyer = Foyer(ouverte.uow)
    foyer.ajouter(1, 2)
    journaux.warning("une journée ordinaire")
    gardes = [photos.image(LirePhoto(p.id), ouverte.uow) for p in foyer.photos()]
    gardes += photos.vignettes(
        LireVignettes(tuple(p.id for p in foyer.photos())), ouverte.uow
    ).values()
    # What is hunted: the start of any JPEG of ours, and pieces of what each one shows.
    pieces = {g[:24] for g in gardes} | {g[n : n + 16] for g in gardes for n in (700, len(g) // 2)}
    assert all(p in b"".join(gardes) for p in pieces)
    sauvegarder_a_la_fermeture(lieu.base, lieu.cle, tmp_path / "sauvegardes", lieu.clock)

    def trouvees() -> list[str]:
        fichiers = [p for p in tmp_path.rglob("*") if p.is_file()]
        assert len(fichiers) >= 5
        return [f.name for f in fichiers for p in pieces if p in f.read_bytes()]

    assert Path(f"{lieu.base}-wal").stat().st_size > 0
    assert trouvees() == []
    ouverte.fermer()
    assert trouvees() == []
    assert canari.traces(canari.CANARI, tmp_path) == []
    assert list(temporaire.iterdir()) == []


def test_the_journal_never_holds_the_bytes(foyer: Foyer, uow: UnitOfWork) -> None:
    foyer.ajouter(1)
    photos.retirer_accord(RetirerAccord(foyer.photos()[0].id), uow)
    with uow.lecture() as session:
        tables = set(session.execute(text("SELECT DISTINCT table_nom FROM journal")).scalars())
        gros = session.execute(
            text("SELECT max(length(avant) + length(apres)) FROM journal")
        ).scalar()
        assert session.query(Photo.id).count() == 0
    assert "photo" in tables
    assert "contenu" not in tables
    assert gros is None or gros < 4000
