"""Sheets of réserves and of inventories, on the real base: what they say, to whom, logged."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core.errors import AppError
from app.domain.accompagnement import Partenaire
from app.domain.partage import Destinataire
from app.domain.receptions import ResultatReception
from app.services import documents, receptions
from app.services import etats_des_lieux as inventaires
from app.services.documents import ImprimerEtatDesLieux, ImprimerReserves, ParReserves
from app.services.etats_des_lieux import (
    ElementNote,
    EtatElement,
    ModifierEtat,
    MomentEtatDesLieux,
    NoterElements,
    OuvrirEtat,
)
from app.services.receptions import ListerReserves, NoterReserve, Recevoir
from db.models import Consentement, Envoi, Responsable
from db.uow import UnitOfWork
from tests import factories

LE, RETOUR = date(2026, 5, 4), date(2026, 11, 20)


def texte(fichier: Path) -> str:
    """Every word of the PDF, blanks made one."""
    pages = PdfReader(fichier).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


class Papiers:
    """Two homes with réserves, a contractor, a household in the first."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.cite = factories.cite(uow, nom="Cité des Papiers")
        self.logements = [
            factories.logement(uow, cite_id=self.cite, numero=n, chambres=1) for n in ("2", "4")
        ]
        self.menage = factories.menage(uow, logement_id=self.logements[0])
        self.menuisier = uow.ids.new()
        factories.ecrire(
            uow,
            Responsable(
                id=self.menuisier, genre="entreprise", nom="Bois du Nord", lot="menuiseries",
                telephone="0321000000",
            ),
        )  # fmt: skip
        for logement in self.logements:
            recue = receptions.recevoir(
                Recevoir(LE, ResultatReception.AVEC_RESERVES, (logement,)), uow
            ).principal
            assert recue is not None
            for qui in (self.menuisier, None):
                receptions.noter_reserve(
                    NoterReserve(
                        recue, "menuiseries", "le volet frotte", None, "sejour", None, qui
                    ),
                    uow,
                )

    def reserves(self, par: ParReserves, sortie: Path) -> documents.ImpressionReserves:
        return documents.imprimer_reserves(
            ImprimerReserves(ListerReserves(self.cite), par, sortie), self.uow
        )

    def envois(self) -> list[tuple[str, str, int]]:
        with self.uow.lecture() as session:
            return [(e.quoi, e.destinataire, e.nb_lignes) for e in session.scalars(select(Envoi))]


@pytest.fixture
def papiers(uow: UnitOfWork) -> Papiers:
    return Papiers(uow)


def test_une_feuille_par_entreprise_sans_nom_de_menage(papiers: Papiers, tmp_path: Path) -> None:
    fait = papiers.reserves(ParReserves.RESPONSABLE, tmp_path)
    assert (fait.feuilles, fait.reserves) == (2, 4)
    lu = texte(fait.fichier)
    for attendu in (
        "Bois du Nord (menuiseries)",
        "03 21 00 00 00",
        "Sans responsable désigné",
        "2 Rue de Stockholm",
        "garantie : 04/05/2027",
        "Le volet frotte (vue le 04/05/2026)",
        "Date et signature",
        "☐",
    ):
        assert attendu in lu, attendu
    assert "Wójcik" not in lu
    assert papiers.envois() == [("reserves", "bailleur", 4)]


def test_une_feuille_par_logement_commence_sur_un_recto(papiers: Papiers, tmp_path: Path) -> None:
    fait = papiers.reserves(ParReserves.LOGEMENT, tmp_path / "r.pdf")
    assert (fait.fichier.name, fait.feuilles, fait.pages) == ("r.pdf", 2, 3)
    assert "à désigner" in texte(fait.fichier)


def test_celles_d_un_menage_qui_refuse_restent_ici(papiers: Papiers, tmp_path: Path) -> None:
    refus = Consentement(
        id=papiers.uow.ids.new(),
        menage_id=papiers.menage,
        partenaire=Partenaire.BAILLEUR,
        accorde=False,
        donne_le=LE,
    )
    factories.ecrire(papiers.uow, refus)
    fait = papiers.reserves(ParReserves.LOGEMENT, tmp_path)
    assert (fait.reserves, fait.retenues) == (2, 2)
    lu = texte(fait.fichier)
    assert "4 Rue de Stockholm" in lu
    assert "2 Rue de Stockholm" not in lu


def test_rien_a_imprimer_ne_laisse_pas_de_fichier(papiers: Papiers, tmp_path: Path) -> None:
    receptions.lever(
        receptions.LeverReserves(date(2026, 11, 24), responsable_id=papiers.menuisier), papiers.uow
    )
    demande = ListerReserves(papiers.cite, responsable_id=papiers.menuisier)
    with pytest.raises(AppError) as leve:
        documents.imprimer_reserves(
            ImprimerReserves(demande, ParReserves.LOGEMENT, tmp_path), papiers.uow
        )
    assert leve.value.code == "reception.rien_a_imprimer"
    with pytest.raises(AppError) as leve:
        papiers.reserves(ParReserves.LOGEMENT, tmp_path / "r.txt")
    assert leve.value.code == "documents.nom_sans_pdf"
    assert not [f for f in tmp_path.iterdir() if f.suffix in (".pdf", ".txt")]
    assert papiers.envois() == []


def _etats(papiers: Papiers) -> UUID:
    sol = ElementNote("sejour", "sol", EtatElement.BON)
    for moment, le, note in (
        (MomentEtatDesLieux.SORTIE, LE, sol),
        (
            MomentEtatDesLieux.ENTREE,
            RETOUR,
            ElementNote("sejour", "sol", EtatElement.MAUVAIS, "carreau <b>fendu</b>"),
        ),
    ):
        id_ = inventaires.ouvrir(
            OuvrirEtat(papiers.menage, papiers.logements[0], moment, le, None, "le gardien"),
            papiers.uow,
        ).principal
        assert id_ is not None
        inventaires.noter(NoterElements(id_, (note,)), papiers.uow)
        inventaires.modifier(
            ModifierEtat(id_, le, "le gardien", "clé du portillon", le), papiers.uow
        )
    return papiers.logements[0]


@pytest.mark.parametrize("pour", [Destinataire.EQUIPE, Destinataire.MENAGE])
def test_sortie_et_retour_cote_a_cote(papiers: Papiers, tmp_path: Path, pour: Destinataire) -> None:
    cmd = ImprimerEtatDesLieux(papiers.menage, _etats(papiers), tmp_path / "e.pdf", pour)
    lu = texte(documents.imprimer_etat_des_lieux(cmd, papiers.uow).fichier)
    for attendu in (
        "Wójcik Jadwiga",
        "Moins bien qu’avant",
        "Mauvais : carreau <b>fendu</b>",
        "le gardien",
        "clé du portillon",
        "Signé",
    ):
        assert attendu in lu, attendu
    assert papiers.envois() == [("etat_des_lieux", pour.value, 1)]


def test_le_bailleur_ne_lit_pas_qui_etait_la(papiers: Papiers, tmp_path: Path) -> None:
    cmd = ImprimerEtatDesLieux(
        papiers.menage, _etats(papiers), tmp_path / "e.pdf", Destinataire.BAILLEUR
    )
    lu = texte(documents.imprimer_etat_des_lieux(cmd, papiers.uow).fichier)
    assert "carreau" in lu
    assert "gardien" not in lu


def test_une_feuille_vide_a_remplir(papiers: Papiers, tmp_path: Path) -> None:
    cmd = ImprimerEtatDesLieux(
        papiers.menage, _etats(papiers), tmp_path, Destinataire.EQUIPE, vierge=True
    )
    lu = texte(documents.imprimer_etat_des_lieux(cmd, papiers.uow).fichier)
    assert "Entourez une lettre" in lu
    assert "carreau" not in lu
    assert "Chambre 1" in lu
    assert "Chambre 2" not in lu


def test_un_logement_d_ailleurs_n_a_pas_de_feuille(papiers: Papiers, tmp_path: Path) -> None:
    cmd = ImprimerEtatDesLieux(papiers.menage, papiers.logements[1], tmp_path)
    with pytest.raises(AppError) as leve:
        documents.imprimer_etat_des_lieux(cmd, papiers.uow)
    assert leve.value.code == "general.introuvable"
