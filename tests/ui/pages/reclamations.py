"""A person without a mouse in front of complaints, on the real base."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QApplication, QMenu, QStackedWidget
from pytestqt.qtbot import QtBot

from app.services import reclamations as service
from app.services import responsables
from app.services.reclamations import (
    ChangerEtatReclamation,
    EtatReclamation,
    GenreResponsable,
    OrigineReclamation,
    OuvrirReclamation,
    Urgence,
)
from app.services.reclamations.lecture import LireReclamation, ReclamationLue, lire
from db.uow import UnitOfWork
from tests import factories
from tests.ui.pages.clavier import Clavier, K, installer
from ui.contexte import Contexte
from ui.pages.reclamations import PageReclamation, PageReclamations

MARDI = date(2026, 11, 24)  # the day of the tests' clock, 15:00 in Paris


class Releve:
    """One estate, one household, one contractor; complaints as asked."""

    def __init__(
        self, qtbot: QtBot, contexte: Contexte, uow: UnitOfWork, pile: QStackedWidget
    ) -> None:
        self.contexte, self.uow = contexte, uow
        self.cite = factories.cite(uow)
        self.logement = factories.logement(uow, cite_id=self.cite)
        self.menage_id = factories.menage(uow, logement_id=self.logement, nom="Wójcik")
        cmd = responsables.CreerResponsable(
            "Bâti 62",
            GenreResponsable.ENTREPRISE,
            {"lot": "menuiserie", "telephone": "0321000001"},
        )
        bati = responsables.creer(cmd, uow).principal
        assert bati is not None
        self.bati: UUID = bati
        installer(contexte, PageReclamations, PageReclamation)
        self._pile = pile
        self.mains = Clavier(qtbot, contexte, pile)

    def reclamation(self, *etats: EtatReclamation, il_y_a: int = 0, **champs: Any) -> UUID:
        """A complaint opened some days ago, then moved through these states today."""
        commande = OuvrirReclamation(
            champs.pop("menage_id", self.menage_id),
            champs.pop("categorie", "menuiseries"),
            champs.pop("description", "Volet bloqué à mi-hauteur"),
            urgence=champs.pop("urgence", Urgence.NORMALE),
            origine=OrigineReclamation.TELEPHONE,
            ouverte_le=MARDI - timedelta(days=il_y_a),
            ouverte_a=time(10),
            **champs,
        )
        id_ = service.ouvrir(commande, self.uow).principal
        assert id_ is not None
        for etat in etats:
            service.changer_etat(ChangerEtatReclamation(id_, etat), self.uow)
        return id_

    def lue(self, id_: UUID) -> ReclamationLue:
        """The complaint as the base has it."""
        return lire(LireReclamation(id_), self.uow)

    def etat(self, id_: UUID) -> EtatReclamation:
        """Where it stands."""
        return self.lue(id_).ligne.etat

    # --- the pages ---------------------------------------------------------------------------

    def aller(self, nom: str = "reclamations", **arguments: object) -> None:
        """Go there, and wait until it is read."""
        self.contexte.navigation.aller(nom, **arguments)
        self.mains.calme()

    @property
    def page(self) -> PageReclamations:
        """The page of all of them."""
        page = self.contexte.navigation.page
        assert isinstance(page, PageReclamations)
        return page

    @property
    def une(self) -> PageReclamation:
        """The page of one."""
        page = self.contexte.navigation.page
        assert isinstance(page, PageReclamation)
        return page

    def action(self, touche: str) -> None:
        """What the shortcut Alt+`touche` of the page does."""
        page = self.contexte.navigation.page
        assert page is not None
        (action,) = (a for a in page.commandes() if a.raccourci == f"Alt+{touche}")
        action.declencher()
        self.mains.calme()

    def choisir(self, cle: str, valeur: object) -> None:
        """Choose in a list of the form that is open."""
        page = self.contexte.navigation.page
        assert isinstance(page, PageReclamations | PageReclamation)
        formulaire = page.saisie.formulaire
        assert formulaire is not None
        liste: Any = formulaire.widget(cle)
        rang = next(r for r in range(liste.count()) if liste.itemData(r) == valeur)
        liste.setCurrentIndex(rang)

    def champ(self, cle: str) -> Any:
        """A field of the form that is open; it takes the keyboard."""
        page = self.contexte.navigation.page
        assert isinstance(page, PageReclamations | PageReclamation)
        assert page.saisie.formulaire is not None
        champ = page.saisie.formulaire.widget(cle)
        champ.setFocus()
        return champ

    def menu(self) -> QMenu:
        """The menu that just opened."""
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return menu

    def prendre(self, mots: str) -> None:
        """The line of the open menu that holds these words."""
        menu = self.menu()
        (action,) = (a for a in menu.actions() if mots in a.text())
        menu.close()
        action.trigger()
        self._pile.activateWindow()  # the offscreen platform does not, once a popup is gone
        self.mains.calme()

    def entree(self) -> None:
        """Enter, and wait for what it did."""
        self.mains.touche(K.Key_Return)
        self.mains.calme()
