"""The illustrated guide: what it shows, in which languages, what it refuses."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import MappingProxyType
from uuid import UUID

import pytest
from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from pypdf import PdfReader

import resources
from app.core import i18n
from app.core.errors import EntreeInvalide
from app.domain.prises_en_main import EtatPointMontre, MomentPriseEnMain
from app.domain.prises_en_main_liste import DESSINS, ListePrise
from app.services import documents, prises_en_main
from app.services.documents import ImprimerGuide, LireLanguesGuide, TailleGuide, guide_langues
from app.services.documents.dessins_logement import dessin
from app.services.documents.polices import jeu_large
from app.services.documents.traits import COTE, Trait
from app.services.prises_en_main import PointTenu, PrevoirPrise, TenirPrise
from db.models import Envoi
from db.uow import UnitOfWork
from tests import factories

EN = "Do not block the window grilles"
FR = "Ne bouchez pas les grilles des fenêtres"


@pytest.fixture
def langues_livrees(tmp_path: Path) -> Iterator[Path]:
    """The shipped catalogues, in a folder where a test may add one."""
    dossier = tmp_path / "locale"
    shutil.copytree(resources.chemin("locale"), dossier)
    i18n.installer("fr", dossier)
    yield dossier
    i18n.installer("fr", resources.chemin("locale"))


def _ajouter(dossier: Path, langue: str, textes: dict[str, str]) -> None:
    """A catalogue in a further language, as a translator would hand it over."""
    catalogue = Catalog(locale=langue)
    for source, traduit in textes.items():
        catalogue.add(source, traduit)
    ou = dossier / langue / "LC_MESSAGES"
    ou.mkdir(parents=True)
    with (ou / "voyette.mo").open("wb") as sortie:
        write_mo(sortie, catalogue)


def _sources(liste: ListePrise, prefixe: str) -> dict[str, str]:
    points = [p for p in liste.points if p.guide]
    return {t: f"{prefixe} {n}" for n, p in enumerate(points) for t in (p.fr, p.dire_fr)}


def _texte(fichier: Path) -> str:
    pages = PdfReader(fichier).pages
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


def _imprimer(uow: UnitOfWork, menage: UUID, ou: Path, **choix: object) -> documents.GuideImprime:
    return documents.imprimer_guide(ImprimerGuide(menage, ou / "guide.pdf", **choix), uow)  # type: ignore[arg-type]  # choices of the command


def test_le_guide_en_francais_dit_tous_les_points(uow: UnitOfWork, tmp_path: Path) -> None:
    menage = factories.menage(uow)
    fait = _imprimer(uow, menage, tmp_path)
    dit = _texte(fait.fichier)
    liste = uow.accompagnement.liste_prise_en_main
    for point in liste.points:
        assert re.sub(r"\s+", " ", point.fr) in dit.replace("\u00a0", " ")
    assert "Wójcik Jadwiga" in dit
    assert "Qui appeler" in dit
    assert EN not in dit
    assert (fait.langues, fait.points) == ("fr", len(liste.points))
    with uow.lecture() as session:
        envoi = session.get(Envoi, fait.envoi_id)
        assert envoi is not None
        assert (envoi.quoi, envoi.destinataire) == ("guides", "menage")


def test_deux_langues_se_suivent_point_par_point(
    uow: UnitOfWork, tmp_path: Path, langues_livrees: Path
) -> None:
    assert langues_livrees.is_dir()
    menage = factories.menage(uow, langue="anglais")
    assert documents.langues_du_guide(LireLanguesGuide(menage), uow).proposee == "en"
    fait = _imprimer(uow, menage, tmp_path, langue="en")
    dit = _texte(fait.fichier)
    assert dit.index(FR) < dit.index(EN) < dit.index("Régler le thermostat")
    assert fait.langues == "fr, en"


def test_aucune_lettre_sous_quatorze_points(uow: UnitOfWork, tmp_path: Path) -> None:
    menage = factories.menage(uow)
    for taille, minimum in ((TailleGuide.GRANDE, 14), (TailleGuide.TRES_GRANDE, 19)):
        tailles: list[float] = []

        def lu(texte: str, _cm: object, _tm: object, _police: object, corps: float) -> None:
            # Signs inside drawings (19°, kWh, 112) are looked at, not read.
            if re.search(r"[^\W\d_]{2,}", texte.replace("kWh", "")):
                tailles.append(corps)  # noqa: B023 - used within the turn

        for page in PdfReader(_imprimer(uow, menage, tmp_path, taille=taille).fichier).pages:
            page.extract_text(visitor_text=lu)
        assert len(tailles) > 50
        assert min(tailles) >= minimum


def test_rien_ne_depasse_de_la_page(uow: UnitOfWork, tmp_path: Path, langues_livrees: Path) -> None:
    assert langues_livrees.is_dir()
    menage = factories.menage(uow, "Kowalska-Vandenbroucke", "Jadwiga et Stanisław")
    police = jeu_large().normale  # a little narrower than the bold cut: never a false alarm
    for taille in TailleGuide:
        fins: list[tuple[float, str]] = []

        def lu(texte: str, _cm: object, tm: list[float], _police: object, corps: float) -> None:
            for ligne in texte.split("\n"):
                fins.append((tm[4] + police.largeur(ligne.strip(), corps), ligne))  # noqa: B023

        fait = _imprimer(uow, menage, tmp_path, taille=taille, langue="en")
        for page in PdfReader(fait.fichier).pages:
            page.extract_text(visitor_text=lu)
        assert max(fins)[0] <= 595.28 - 42 + 0.5, max(fins)


def test_ce_qui_ne_concerne_pas_le_menage_n_y_est_pas(uow: UnitOfWork, tmp_path: Path) -> None:
    menage = factories.menage(uow)
    jour = date(2026, 11, 24)
    prise = prises_en_main.prevoir(PrevoirPrise(menage, MomentPriseEnMain.RETOUR, jour), uow)
    assert prise.principal is not None
    sans = PointTenu("coupure_gaz", EtatPointMontre.SANS_OBJET)
    prises_en_main.tenir(TenirPrise(prise.principal, jour, (sans,)), uow)
    dit = _texte(_imprimer(uow, menage, tmp_path).fichier)
    assert "Fermer le gaz" not in dit
    assert "Fermer l’eau" in dit


def test_une_langue_ajoutee_par_un_catalogue_suffit(
    uow: UnitOfWork, tmp_path: Path, langues_livrees: Path
) -> None:
    menage = factories.menage(uow, langue="polonais, français")
    avant = documents.langues_du_guide(LireLanguesGuide(menage), uow)
    assert avant.proposee is None
    assert "polonais" in avant.dire
    liste = uow.accompagnement.liste_prise_en_main
    _ajouter(langues_livrees, "pl", _sources(liste, "Zażółć"))
    apres = documents.langues_du_guide(LireLanguesGuide(menage), uow)
    assert (apres.proposee, apres.dire) == ("pl", "")
    dit = _texte(_imprimer(uow, menage, tmp_path, langue="pl").fichier)
    assert "Zażółć 0" in dit
    assert FR in dit


def test_un_catalogue_inacheve_le_dit_et_ne_s_imprime_pas(
    uow: UnitOfWork, tmp_path: Path, langues_livrees: Path
) -> None:
    menage = factories.menage(uow, langue="polonais")
    liste = uow.accompagnement.liste_prise_en_main
    textes = _sources(liste, "Zażółć")
    del textes[liste.points[0].fr]
    _ajouter(langues_livrees, "pl", textes)
    dit = documents.langues_du_guide(LireLanguesGuide(menage), uow)
    assert dit.proposee is None
    assert "1 point" in dit.dire
    with pytest.raises(EntreeInvalide, match=r"guide\.langue"):
        _imprimer(uow, menage, tmp_path, langue="pl")
    assert not (tmp_path / "guide.pdf").exists()


def test_l_arabe_se_lit_de_droite_a_gauche(
    uow: UnitOfWork, tmp_path: Path, langues_livrees: Path
) -> None:
    menage = factories.menage(uow, langue="arabe")
    textes = _sources(uow.accompagnement.liste_prise_en_main, "لا تسد النوافذ")
    _ajouter(langues_livrees, "ar", {**textes, "Ventilation": "التهوية"})
    assert guide_langues.de_droite_a_gauche("ar")
    fait = _imprimer(uow, menage, tmp_path, langue="ar")
    dit = _texte(fait.fichier)
    assert "ﺍﻟﻨﻮﺍﻓﺬ" in dit  # each letter shaped by its neighbours
    assert "ﺍﻟﺘﻬﻮﻳﺔ" in dit  # titles of parts too


def test_une_ecriture_que_nos_caracteres_ignorent_est_refusee(
    uow: UnitOfWork, tmp_path: Path, langues_livrees: Path
) -> None:
    menage = factories.menage(uow, langue="tamoul")
    _ajouter(langues_livrees, "ta", _sources(uow.accompagnement.liste_prise_en_main, "காகிதம்"))
    with pytest.raises(EntreeInvalide, match=r"guide\.ecriture"):
        _imprimer(uow, menage, tmp_path, langue="ta")
    assert not (tmp_path / "guide.pdf").exists()


def test_les_mots_d_une_equipe_valent_un_catalogue(uow: UnitOfWork) -> None:
    (point, *_autres) = uow.accompagnement.liste_prise_en_main.points
    traduit = replace(
        point,
        titres=MappingProxyType({"pl": "Kartka"}),
        dits=MappingProxyType({"pl": "Przyłóż kartkę."}),
    )
    assert guide_langues.dire(point, "pl") is None
    dit = guide_langues.dire(traduit, "pl")
    assert dit is not None
    assert dit.titre == "Kartka"


@pytest.mark.parametrize(
    ("parlees", "code"),
    [
        ("polonais, français", "pl"),
        ("français", None),
        ("Arabe", "ar"),
        ("turc et français", "tr"),
        ("pl", "pl"),
        ("patois", None),
        (None, None),
    ],
)
def test_les_langues_parlees_se_reconnaissent(parlees: str | None, code: str | None) -> None:
    assert guide_langues.premiere(parlees) == code


@pytest.mark.parametrize("nom", DESSINS)
def test_chaque_dessin_tient_dans_son_carre(nom: str) -> None:
    fait = dessin(nom)
    assert len(fait) > 5
    for trait in (t for t in fait if isinstance(t, Trait)):
        for _code, nombres in trait.pas:
            assert all(-10 <= n <= COTE + 6 for n in nombres), (nom, nombres)


def test_un_dessin_inconnu_ne_dessine_rien() -> None:
    assert dessin("licorne") == ()
