"""The exchanges page: what comes in, what leaves, answers to questionnaires, the calendar."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.echanges.agenda import OngletAgenda
from ui.pages.echanges.enquetes import OngletEnquetes
from ui.pages.echanges.exporter import OngletExporter
from ui.pages.echanges.importer import OngletImporter
from ui.pages.echanges.retours import OngletRetours
from ui.widgets import Titre


class PageEchanges(Page):
    """Import a bailleur's file; prepare what leaves."""

    nom = "echanges"
    titre = N_("Échanges")
    icone = "import"
    rang = 40
    aide = "echanges"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.importer = OngletImporter(contexte)
        self.exporter = OngletExporter(contexte)
        self.retours: OngletRetours | None = None
        self._place_retours = QWidget()
        self.enquetes: OngletEnquetes | None = None
        self._place_enquetes = QWidget()
        self.agenda: OngletAgenda | None = None
        self._place_agenda = QWidget()
        self._noms: dict[str, tuple[QWidget, str]] = {
            "importer": (self.importer, _("Importer")),
            "retours": (self._place_retours, _("Retours du bailleur")),
            "exporter": (self.exporter, _("Exporter")),
            "enquetes": (self._place_enquetes, _("Enquêtes")),
            "agenda": (self._place_agenda, _("Agenda")),
        }
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(self.titre_affiche())
        for widget, titre in self._noms.values():
            self.onglets.addTab(widget, titre)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(Titre(self.titre_affiche()))
        boite.addWidget(self.onglets, 1)
        self.onglets.currentChanged.connect(self._onglet_change)

    def afficher(self, **arguments: Any) -> None:
        """Show the tab named `onglet`; with `fichier`, look at it at once."""
        nom = arguments.get("onglet")
        if nom in self._noms:
            self.onglets.setCurrentIndex(list(self._noms).index(nom))
        self.rafraichir()
        if nom == "enquetes":
            self._sur_enquetes().viser(arguments)
        if fichier := arguments.get("fichier"):
            qui = self._sur_retours() if nom == "retours" else self.importer
            qui.choisir(Path(fichier))

    def commandes(self) -> list[Action]:
        """What one comes here for."""
        aller = self.contexte.navigation.aller
        return [
            Action("importer", _("Importer un fichier…"), self._importer),
            Action(
                "retours",
                _("Prendre ce que le bailleur répond aux réclamations"),
                lambda: aller("echanges", onglet="retours"),
            ),
            Action(
                "exporter",
                _("Préparer un envoi au bailleur"),
                lambda: aller("echanges", onglet="exporter"),
            ),
            Action(
                "agenda",
                _("Écrire un agenda (.ics), imprimer les papiers d’une semaine"),
                lambda: aller("echanges", onglet="agenda"),
            ),
        ]

    def concernee(self, changes: Changes) -> bool:
        """Past imports change with imports and their undoing; what would leave with all else."""
        if self.onglets.currentWidget() is self._place_enquetes:
            return changes.touche("questionnaires") or changes.touche("enquetes")
        if self.onglets.currentWidget() is self._place_agenda:
            return True
        if self.onglets.currentWidget() is self._place_retours:
            return False
        return changes.touche("imports") or self._sur_exporter()

    def rafraichir(self) -> None:
        """Read the tab shown again; a preview under way is kept."""
        if self._sur_exporter():
            self.exporter.rafraichir()
        elif self.onglets.currentWidget() is self._place_enquetes:
            self._sur_enquetes().rafraichir()
        elif self.onglets.currentWidget() is self._place_agenda:
            self._sur_agenda().rafraichir()
        elif self.onglets.currentWidget() is self._place_retours:
            self._sur_retours().rafraichir()
        else:
            self.importer.rafraichir()

    def premier_champ(self) -> QWidget | None:
        """Where one begins on the tab shown."""
        if self._sur_exporter():
            return self.exporter.premier_champ()
        if self.onglets.currentWidget() is self._place_enquetes:
            return self._sur_enquetes().premier_champ()
        if self.onglets.currentWidget() is self._place_agenda:
            return self._sur_agenda().premier_champ()
        if self.onglets.currentWidget() is self._place_retours:
            return self._sur_retours().premier_champ()
        return self.importer.premier_champ()

    def _sur_exporter(self) -> bool:
        return self.onglets.currentWidget() is self.exporter

    def _sur_retours(self) -> OngletRetours:
        """The tab of returns, built when it is first looked at."""
        if self.retours is None:
            self.retours = OngletRetours(self.contexte)
            boite = QVBoxLayout(self._place_retours)
            boite.setContentsMargins(0, 0, 0, 0)
            boite.addWidget(self.retours)
        return self.retours

    def _sur_enquetes(self) -> OngletEnquetes:
        """The tab of answers, built when it is first looked at."""
        if self.enquetes is None:
            self.enquetes = OngletEnquetes(self.contexte)
            boite = QVBoxLayout(self._place_enquetes)
            boite.setContentsMargins(0, 0, 0, 0)
            boite.addWidget(self.enquetes)
        return self.enquetes

    def _sur_agenda(self) -> OngletAgenda:
        """The tab of the calendar, built when it is first looked at."""
        if self.agenda is None:
            self.agenda = OngletAgenda(self.contexte)
            boite = QVBoxLayout(self._place_agenda)
            boite.setContentsMargins(0, 0, 0, 0)
            boite.addWidget(self.agenda)
        return self.agenda

    def _onglet_change(self, rang: int) -> None:
        self.contexte.navigation.memoriser(onglet=list(self._noms)[rang])
        self.rafraichir()

    def _importer(self) -> None:
        self.contexte.navigation.aller("echanges", onglet="importer")
        self.importer.parcourir()
