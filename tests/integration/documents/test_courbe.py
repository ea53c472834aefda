"""The curve of feelings and the contact card on paper, and what the bailleur never gets."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from app.domain.partage import Destinataire
from app.services import catalogues, contacts, menages
from app.services.contacts import AjouterContact
from app.services.documents import ImprimerFiches, imprimer_fiches
from app.services.documents.courbe import dessiner_courbe
from app.services.documents.entete import carte_contact
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.partage import expurger, lecteur
from app.services.documents.styles import style_de
from app.services.documents.vocabulaire import Libelles
from db.models import Ressenti
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.donnees import lieu, menage_complet
from tests.integration.documents.test_partage import extraire

JOUR = date(2026, 11, 24)
CANARI = "canarite"


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    """A household in the middle of its journey whose feelings go from hope to anger."""
    id_ = menage_complet(uow, lieu(uow), visites=0)
    lignes = [
        Ressenti(id=uow.ids.new(), menage_id=id_, jour=JOUR - timedelta(days=il_y_a), code=code,
                 intensite=force)
        for il_y_a, code, force in ((80, "espoir", 4), (40, "inquietude", None), (4, "colere", 5))
    ]  # fmt: skip
    factories.ecrire(uow, *lignes)
    return id_


def fiche(uow: UnitOfWork, menage_id: UUID, pour: Destinataire) -> menages.FicheMenage:
    """The sheet as that reader may receive it."""
    lue = menages.fiche(menages.LireFiche(menage_id), uow)
    return expurger(lue, lecteur(lue, pour))


def dessiner(uow: UnitOfWork, menage_id: UUID, pour: Destinataire, sortie: Path) -> bool:
    document = Document(style_de(pour), "essai", datetime(2026, 11, 24, tzinfo=UTC))
    feuillet = Feuillet(document, Cartouche("Cité", "24 nov.", "pied"))
    vue = fiche(uow, menage_id, pour)
    fait = dessiner_courbe(
        feuillet, vue.ressentis, vue.faits, Libelles(catalogues.charger()),
        jour=vue.jour, sejours=vue.occupations,
    )  # fmt: skip
    feuillet.clore()
    with sortie.open("wb") as flux:
        document.enregistrer(flux)
    return fait


def encre(pdf: Path) -> float:
    """The share of the page that is not white; fails when anything is coloured."""
    brut = subprocess.run(
        ["pdftoppm", "-r", "40", str(pdf)], capture_output=True, check=True
    ).stdout
    entete = re.match(rb"P6\n(\d+) (\d+)\n255\n", brut)
    assert entete is not None
    pixels = brut[entete.end() :]
    assert all(pixels[i] == pixels[i + 1] == pixels[i + 2] for i in range(0, len(pixels), 3))
    gris = pixels[::3]
    return sum(1 for p in gris if p < 200) / len(gris)


@pytest.mark.parametrize("pour", [Destinataire.EQUIPE, Destinataire.MENAGE])
def test_the_curve_is_black_on_white_and_told_in_words(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path, pour: Destinataire
) -> None:
    pdf = tmp_path / "courbe.pdf"
    assert dessiner(uow, menage_id, pour, pdf)
    texte = extraire(pdf).replace("\u00a0", " ")
    assert "De plus en plus difficile depuis le jeu. 15 oct. : colère." in texte
    for mot in ("◔ avant", "◑ pendant", "départ", "bien", "neutre", "difficile", "nov."):
        assert mot in texte, mot
    assert encre(pdf) > 0.01


def test_the_bailleur_gets_no_curve(uow: UnitOfWork, menage_id: UUID, tmp_path: Path) -> None:
    pdf = tmp_path / "courbe.pdf"
    assert not dessiner(uow, menage_id, Destinataire.BAILLEUR, pdf)
    assert "colère" not in extraire(pdf)


def test_no_feeling_reaches_the_bailleur_s_sheet(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path
) -> None:
    """Canary: a word only a feeling holds is on the team's sheet, never on the bailleur's."""
    factories.ecrire(
        uow,
        Ressenti(id=uow.ids.new(), menage_id=menage_id, jour=JOUR, code=CANARI, intensite=5),
    )
    vus = {}
    for pour in Destinataire:
        sortie = tmp_path / f"{pour.value}.pdf"
        imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=(menage_id,)), uow)
        vus[pour] = extraire(sortie).lower()
    assert CANARI in vus[Destinataire.EQUIPE]
    for mot in (CANARI, "colère", "inquiétude", "espoir", "de plus en plus"):
        assert mot not in vus[Destinataire.BAILLEUR], mot


def test_one_day_is_a_sentence(uow: UnitOfWork, tmp_path: Path) -> None:
    seul = factories.menage(uow)
    factories.ecrire(uow, Ressenti(id=uow.ids.new(), menage_id=seul, jour=JOUR, code="joie"))
    assert dessiner(uow, seul, Destinataire.EQUIPE, tmp_path / "c.pdf")
    texte = extraire(tmp_path / "c.pdf")
    assert "Dit une fois, le mar. 24 nov. : joie." in texte
    assert "neutre" not in texte
    assert not dessiner(uow, factories.menage(uow), Destinataire.EQUIPE, tmp_path / "d.pdf")


@pytest.fixture
def cite_id(uow: UnitOfWork, menage_id: UUID) -> UUID:
    """Its estate, with a contact for each of three subjects, two of them the same office."""
    cite = menages.fiche(menages.LireFiche(menage_id), uow).cite
    assert cite is not None
    guichet = {"organisme": "Mairie de Rouvroy", "telephone": "03 21 55 55 55"}
    for champs in (
        {"sujet": "travaux", "nom": "Karim Exemple", "organisme": "Bailleur fictif",
         "telephone": "06 01 02 03 04", "disponible": "lun.–ven. 9 h–12 h"},
        {"sujet": "rue_reseaux"} | guichet,
        {"sujet": "droits"} | guichet,
        {"sujet": "loyer", "nom": "Ancien", "telephone": "03 21 66 66 66",
         "depuis": date(2020, 1, 1), "jusqu": date(2026, 1, 1)},
    ):  # fmt: skip
        contacts.ajouter(AjouterContact(cite.id, champs), uow)
    return cite.id


@pytest.mark.usefixtures("cite_id")
@pytest.mark.parametrize("pour", list(Destinataire))
def test_the_contact_card_says_whom_to_call_for_what(
    uow: UnitOfWork, menage_id: UUID, tmp_path: Path, pour: Destinataire
) -> None:
    sortie = tmp_path / "fiche.pdf"
    imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=(menage_id,)), uow)
    texte = re.sub(r"\s", "", extraire(sortie))  # lines are cut where they must
    for ligne in (
        "Travaux dans le logement : Karim Exemple (Bailleur fictif), 06 01 02 03 04,"
        " lun.–ven. 9 h–12 h",
        "Rue, réseaux, espaces publics ; Droits, aides, démarches : Mairie de Rouvroy,",
    ):
        assert ligne.replace(" ", "") in texte
    assert "Ancien" not in texte


@pytest.mark.usefixtures("cite_id")
def test_the_household_reads_one_contact_a_line(uow: UnitOfWork, menage_id: UUID) -> None:
    mots = Libelles(catalogues.charger())

    def lignes(pour: Destinataire) -> list[str]:
        return [texte for texte, _gras in carte_contact(fiche(uow, menage_id, pour), pour, mots)[1]]

    assert sum("Karim Exemple" in ligne or "Mairie" in ligne
               for ligne in lignes(Destinataire.MENAGE)) == 2  # fmt: skip
    assert sum("Karim Exemple" in ligne and "Mairie" in ligne
               for ligne in lignes(Destinataire.EQUIPE)) == 1  # fmt: skip
