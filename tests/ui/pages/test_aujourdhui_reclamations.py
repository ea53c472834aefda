"""Complaints of the day: late first, what is near, who comes, what is to confirm."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.domain.reclamations import EtatReclamation
from app.services import aujourdhui, equipe, reclamations, referents
from app.services.aujourdhui import LireTableau
from db.models import Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import Clavier, K, installer
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.aujourdhui import PageAujourdhui

JOUR = date(2026, 11, 24)


class PageReclamationTemoin(Page):
    """Remembers which complaint was opened."""

    nom = "reclamation"
    titre = "Réclamation"
    vues: list[dict[str, Any]] = []  # noqa: RUF012 - reset by the fixture

    def afficher(self, **arguments: Any) -> None:
        self.vues.append(arguments)


@pytest.fixture
def clavier(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget) -> Clavier:
    """Hands, on a window that has the focus."""
    PageReclamationTemoin.vues = []
    installer(contexte, PageAujourdhui, PageReclamationTemoin)
    return Clavier(qtbot, contexte, pile)


def _arriver(clavier: Clavier, contexte: Contexte) -> PageAujourdhui:
    contexte.navigation.aller("aujourdhui")
    clavier.calme()
    page = contexte.navigation.page
    assert isinstance(page, PageAujourdhui)
    return page


def _ouvrir(uow: UnitOfWork, menage_id: UUID, le: date, **champs: Any) -> UUID:
    valeurs = {"categorie": "menuiseries", "description": "volet bloqué", "lieu": "chambre"}
    faite = reclamations.ouvrir(
        reclamations.OuvrirReclamation(
            menage_id,
            ouverte_le=le,
            ouverte_a=time(9),
            **(valeurs | champs),  # type: ignore[arg-type]  # fields by name
        ),
        uow,
    )
    assert faite.principal is not None
    return faite.principal


def _etat(uow: UnitOfWork, id_: UUID, etat: EtatReclamation, le: date = JOUR) -> None:
    reclamations.changer_etat(reclamations.ChangerEtatReclamation(id_, etat, le=le), uow)


def test_les_reclamations_du_jour_dans_l_ordre(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    _ouvrir(uow, menage_id, date(2026, 11, 10))
    _ouvrir(uow, menage_id, date(2026, 11, 16), categorie="finitions", lieu=None)
    _ouvrir(uow, menage_id, date(2026, 11, 23), categorie="exterieur", lieu=None)
    faite = _ouvrir(uow, menage_id, date(2026, 11, 16), categorie="plomberie", lieu="cuisine")
    _etat(uow, faite, EtatReclamation.FAITE, date(2026, 11, 21))
    venir = _ouvrir(uow, menage_id, JOUR, categorie="electricite", lieu=None)
    reclamations.proposer_passage(
        reclamations.ProposerPassage(venir, JOUR, heure=time(16), accepte=True), uow
    )
    page = _arriver(clavier, contexte)
    dits = page.reclamations.textes()
    assert dits[0] == "En retard (2)"
    assert dits[1].startswith("⚠ 11 j de retard · R-0001 · Portes, fenêtres, volets, chambre")
    assert dits[1].endswith(" · répondre · Wójcik Jadwiga")
    assert dits[3] == "On vient réparer (1)"
    assert dits[4].startswith("16:00 · R-0005 · Électricité · accepté")
    assert dits[5] == "D’ici demain (2)"  # electricity must be made safe within the day
    assert [d.split(" · ")[:2] for d in dits[6:8]] == [
        ["◷ demain 09:00", "R-0003"],
        ["◷ demain 09:00", "R-0005"],
    ]
    assert dits[8:] == [
        "À confirmer avec le ménage (1)",
        "✓ depuis 3 j · R-0004 · Plomberie, évacuations, cuisine · Wójcik Jadwiga",
    ]
    assert page.tableau is not None
    assert (
        "2 réclamations sont en retard ; la plus ancienne attend depuis 11 j. "
        "2 réclamations arrivent à échéance d’ici demain. "
        "1 réparation est à confirmer avec le ménage."
    ) in page.tableau.phrases


def test_entree_ouvre_et_espace_confirme(
    clavier: Clavier, contexte: Contexte, uow: UnitOfWork
) -> None:
    menage_id = factories.menage(uow)
    tard = _ouvrir(uow, menage_id, date(2026, 11, 10))
    faite = _ouvrir(uow, menage_id, date(2026, 11, 16), categorie="plomberie")
    _etat(uow, faite, EtatReclamation.FAITE)
    page = _arriver(clavier, contexte)
    page.reclamations.setFocus()
    page.reclamations.placer(1)
    clavier.touche(K.Key_Space)
    clavier.attendre(lambda: len(page.reclamations.valeurs()) == 1)
    clavier.calme()
    with uow.lecture() as session:
        confirmee = session.get(Reclamation, faite)
        assert confirmee is not None
        assert confirmee.etat is EtatReclamation.CONFIRMEE
    page.reclamations.setFocus()
    clavier.entree()
    clavier.calme()
    assert PageReclamationTemoin.vues == [{"reclamation_id": tard}]


def test_les_miennes_sont_celles_des_menages_que_je_suis(uow: UnitOfWork) -> None:
    moi = equipe.garantir_moi(None, uow).principal
    autre = factories.intervenant(uow, "Paulet", prenom="Marc")
    cite, ailleurs = factories.cite(uow), factories.cite(uow)
    assert moi is not None
    ids = {}
    for nom, qui, ou in (
        ("A", moi, cite), ("B", autre, cite), ("C", None, cite), ("D", moi, ailleurs)
    ):  # fmt: skip
        logement = factories.logement(uow, cite_id=ou)
        menage_id = factories.menage(uow, nom, logement_id=logement)
        if qui is not None:
            referents.affecter(referents.AffecterReferent(menage_id, qui), uow)
        ids[nom] = _ouvrir(uow, menage_id, date(2026, 11, 10))

    def noms(**champs: Any) -> set[str]:
        lu = aujourdhui.tableau(LireTableau(JOUR, **champs), uow)
        trouves = {r.id for r in lu.reclamations.en_retard}
        assert len(trouves) == lu.reclamations.nb_en_retard
        return {nom for nom, id_ in ids.items() if id_ in trouves}

    assert noms(a_moi=True) == {"A", "C", "D"}
    assert noms(a_moi=False) == {"A", "B", "C", "D"}
    assert noms(a_moi=True, cite_id=cite) == {"A", "C"}


def test_le_nombre_d_enonces_ne_depend_pas_des_reclamations(
    uow: UnitOfWork, compteur_sql: Any
) -> None:
    menage_id = factories.menage(uow)

    def compter() -> int:
        with compteur_sql() as compte:
            aujourdhui.tableau(LireTableau(JOUR), uow)
        return len(compte.enonces)

    _ouvrir(uow, menage_id, date(2026, 11, 10))
    une = compter()
    for jour in range(11, 20):
        _ouvrir(uow, menage_id, date(2026, 11, jour))
    assert compter() == une
