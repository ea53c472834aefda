"""Contacts and witnesses of an estate, by keyboard, on the real base."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtWidgets import QStackedWidget
from pytestqt.qtbot import QtBot

from app.services import contacts, equipe, temoins
from app.services.contacts import AjouterContact, LireContacts
from app.services.temoins import AccepterDeTemoigner, EtatRencontre, NoterRencontre
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import ALT, Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.cite import PAGES
from ui.pages.cite.cite import VueCite
from ui.pages.cite.contacts import OngletContacts
from ui.pages.cite.temoins import OngletTemoins


@pytest.fixture
def mains(qtbot: QtBot, contexte: Contexte, pile: QStackedWidget, uow: UnitOfWork) -> Clavier:
    installer(contexte, *PAGES)
    equipe.garantir_moi(None, uow)
    return Clavier(qtbot, contexte, pile)


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    return factories.cite(uow, nom="Cité des Contacts")


def vue(contexte: Contexte, mains: Clavier, cite_id: UUID, onglet: str) -> VueCite:
    contexte.navigation.aller("cite", cite_id=cite_id)
    mains.calme()
    page = contexte.navigation.page
    assert page is not None
    (trouvee,) = page.findChildren(VueCite)
    trouvee.aller(onglet)
    mains.calme()
    return trouvee


def test_a_contact_is_added_moved_and_stopped_by_keyboard(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    contacts.ajouter(
        AjouterContact(cite_id, {"sujet": "loyer", "organisme": "Bailleur fictif",
                                 "telephone": "03 21 11 11 11", "depuis": date(2026, 1, 5)}), uow
    )  # fmt: skip
    onglet = vue(contexte, mains, cite_id, "contacts").onglet("contacts")
    assert isinstance(onglet, OngletContacts)
    onglet.nouveau.setFocus()
    mains.touche(K.Key_Space)
    assert mains.ici == "Sujet"
    mains.touche(K.Key_Home)
    mains.touche(K.Key_Down)
    mains.touche(K.Key_Down)  # works
    for _champ in range(2):
        mains.touche(K.Key_Tab)
    mains.taper("Karim Exemple")
    for _champ in range(2):
        mains.touche(K.Key_Tab)
    mains.taper("0601020304")
    onglet.enregistrer.setFocus()
    mains.touche(K.Key_Space)
    mains.calme()
    lus = contacts.lire(LireContacts(cite_id), uow)
    assert [(c.sujet, c.qui, c.numero) for c in lus] == [
        ("loyer", "", "0321111111"), ("travaux", "Karim Exemple", "0601020304")]  # fmt: skip
    assert onglet.modele.index(1, 2).data() == "06 01 02 03 04"
    onglet.table.setFocus()
    onglet.table.selectRow(1)
    mains.touche(K.Key_Up, ALT)
    mains.calme()
    assert [c.sujet for c in contacts.lire(LireContacts(cite_id), uow)] == ["travaux", "loyer"]
    onglet.table.selectRow(1)
    onglet.arreter.setFocus()
    mains.touche(K.Key_Space)
    mains.calme()
    assert contacts.lire(LireContacts(cite_id), uow)[1].jusqu == date(2026, 11, 23)
    assert onglet.modele.index(1, 4).data() == "arrêté le 23/11/2026"


def test_a_contact_nobody_could_call_is_told_under_its_field(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    onglet = vue(contexte, mains, cite_id, "contacts").onglet("contacts")
    assert isinstance(onglet, OngletContacts)
    assert onglet._pile.currentIndex() == 1  # what to do when there is none
    onglet.formulaire.widget("nom").setFocus()
    mains.taper("Karim Exemple")
    onglet.garder()
    mains.calme()
    assert (
        "ni téléphone ni courriel" in onglet.formulaire.widget("telephone").accessibleDescription()
    )
    assert contacts.lire(LireContacts(cite_id), uow) == ()


def test_the_witnesses_of_an_estate_and_their_meetings(
    uow: UnitOfWork, contexte: Contexte, mains: Clavier, cite_id: UUID
) -> None:
    voisin = factories.menage(uow, "Voisin", logement_id=factories.logement(uow, cite_id=cite_id))
    accord = temoins.accepter(AccepterDeTemoigner(voisin, precision="Le retour"), uow)
    assert accord.principal is not None
    autre = factories.menage(uow, "Autre")
    temoins.noter_rencontre(
        NoterRencontre(autre, accord.principal, EtatRencontre.FAITE, date(2026, 11, 20)), uow
    )
    onglet = vue(contexte, mains, cite_id, "temoins").onglet("temoins")
    assert isinstance(onglet, OngletTemoins)
    assert onglet.dit.text() == "1 ménage accepte de témoigner."
    dits = [onglet.modele.index(0, i).data() for i in range(8)]
    assert dits[0] == "Voisin Jadwiga"
    assert dits[3:] == ["Le retour", "", "1", "20/11/2026", "✓ depuis le 24/11/2026"]
    vues: list[dict[str, object]] = []
    contexte.navigation.inconnue.connect(lambda nom: vues.append({"nom": nom}))
    onglet.table.setFocus()
    mains.entree()
    assert vues == [{"nom": "menage"}]
