"""The page of social surveys: campaigns, questionnaires, results; what is begun above."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.enquetes.campagnes import OngletCampagnes
from ui.pages.enquetes.en_cours import BandeEnCours
from ui.pages.enquetes.questionnaires import OngletQuestionnaires
from ui.pages.enquetes.resultats import OngletResultats
from ui.widgets import Titre
from ui.widgets.largeur import GuetLargeur


class Onglets(QTabWidget):
    """Tabs that scroll inside themselves: none asks for all the height it would like."""

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt name
        """Their minimum is enough."""
        return False


class PageEnquetes(Page):
    """Three tabs, each built the first time it is looked at."""

    nom = "enquetes"
    titre = N_("Enquêtes")
    icone = "enquetes"
    rang = 35
    aide = "enquetes"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.en_cours = BandeEnCours(contexte)
        self._fabriques: dict[str, tuple[str, Callable[[], Any]]] = {
            "campagnes": (_("Campagnes"), self._faire_campagnes),
            "questionnaires": (_("Questionnaires"), partial(OngletQuestionnaires, contexte)),
            "resultats": (_("Résultats"), partial(OngletResultats, contexte)),
        }
        self.construits: dict[str, Any] = {}
        self.onglets = Onglets()
        self.onglets.setAccessibleName(self.titre_affiche())
        for titre, _fabrique in self._fabriques.values():
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.onglets.addTab(place, titre)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 12)
        boite.setSpacing(8)
        self._tete = tete = QHBoxLayout()
        tete.setSpacing(24)
        tete.addWidget(Titre(self.titre_affiche()), 0, Qt.AlignmentFlag.AlignTop)
        tete.addWidget(self.en_cours, 1)
        boite.addLayout(tete)
        boite.addWidget(self.onglets, 1)
        GuetLargeur(self).change.connect(self._serrer)
        self.onglet("campagnes")
        self.onglets.currentChanged.connect(self._onglet_change)
        contexte.cite.change.connect(self._cite_choisie)

    def _serrer(self, etroit: bool) -> None:
        """What is begun goes under the title where there is no room beside it."""
        sens = QBoxLayout.Direction
        self._tete.setDirection(sens.TopToBottom if etroit else sens.LeftToRight)
        self._tete.setSpacing(4 if etroit else 24)

    def _faire_campagnes(self) -> OngletCampagnes:
        onglet = OngletCampagnes(self.contexte)
        onglet.ouverte.connect(lambda id_: self.contexte.navigation.memoriser(campagne_id=id_))
        onglet.charger_voulu.connect(partial(self.aller, "questionnaires"))
        return onglet

    def onglet(self, nom: str) -> Any:
        """The tab of that name, built the first time."""
        if nom not in self.construits:
            self.construits[nom] = self._fabriques[nom][1]()
            place = self.onglets.widget(list(self._fabriques).index(nom))
            boite = place.layout() if place is not None else None
            assert boite is not None  # noqa: S101 - given above
            boite.addWidget(self.construits[nom])
        return self.construits[nom]

    @property
    def courant(self) -> Any:
        """The tab one looks at."""
        return self.onglet(list(self._fabriques)[self.onglets.currentIndex()])

    def aller(self, nom: str) -> None:
        """Show the tab of that name."""
        self.onglets.setCurrentIndex(list(self._fabriques).index(nom))

    # ---- the page ----------------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the tab named `onglet`, the campaign `campagne_id`, or a new one (`vue`)."""
        nom = arguments.get("onglet")
        if nom in self._fabriques:
            self.aller(str(nom))
        if isinstance(arguments.get("campagne_id"), UUID):
            self.aller("campagnes")
            self.onglet("campagnes").montrer(arguments["campagne_id"])
        elif arguments.get("vue") == "nouvelle":
            self.aller("campagnes")
            self.onglet("campagnes").preparer()
        self.rafraichir()

    def commandes(self) -> list[Action]:
        """What one comes here for."""
        aller = self.contexte.navigation.aller
        return [
            Action(
                "campagne_ouvrir",
                _("Ouvrir une campagne d’enquête"),
                lambda: aller("enquetes", vue="nouvelle"),
            ),
            Action(
                "questionnaire_charger", _("Charger un questionnaire (XLSForm)…"), self._charger
            ),
            Action(
                "enquetes_resultats",
                _("Résultats des enquêtes, avant et après"),
                lambda: aller("enquetes", onglet="resultats"),
            ),
        ]

    def concernee(self, changes: Changes) -> bool:
        """Campaigns, questionnaires and answers; who lives where, visits."""
        noms = ("campagnes", "enquetes", "questionnaires", "menages", "occupations", "visites")
        return any(changes.touche(nom) for nom in noms)

    def rafraichir(self) -> None:
        """Read again what is on screen."""
        self.en_cours.rafraichir()
        self.courant.rafraichir()

    def premier_champ(self) -> QWidget | None:
        """Where one begins on the tab shown."""
        champ: QWidget = self.courant.premier_champ()
        return champ

    def _onglet_change(self, rang: int) -> None:
        self.contexte.navigation.memoriser(onglet=list(self._fabriques)[rang])
        self.courant.rafraichir()

    def _charger(self) -> None:
        self.contexte.navigation.aller("enquetes", onglet="questionnaires")
        self.onglet("questionnaires").choisir_fichier()

    def _cite_choisie(self, _cite_id: UUID | None) -> None:
        if self.contexte.navigation.page is self:
            self.rafraichir()
