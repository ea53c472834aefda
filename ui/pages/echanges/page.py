"""The exchanges page: one tab for what comes in, one for what leaves."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.echanges.importer import OngletImporter
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
        self._noms: dict[str, tuple[QWidget, str]] = {"importer": (self.importer, _("Importer"))}
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(self.titre_affiche())
        for widget, titre in self._noms.values():
            self.onglets.addTab(widget, titre)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(Titre(self.titre_affiche()))
        boite.addWidget(self.onglets, 1)

    def afficher(self, **arguments: Any) -> None:
        """Show the tab named `onglet`; with `fichier`, look at it at once."""
        nom = arguments.get("onglet")
        if nom in self._noms:
            self.onglets.setCurrentIndex(list(self._noms).index(nom))
        self.importer.rafraichir()
        if fichier := arguments.get("fichier"):
            self.importer.choisir(Path(fichier))

    def commandes(self) -> list[Action]:
        """What one comes here for."""
        return [Action("importer", _("Importer un fichier…"), self._importer)]

    def concernee(self, changes: Changes) -> bool:
        """The list of past imports changes with imports and their undoing."""
        return changes.touche("imports")

    def rafraichir(self) -> None:
        """Read the past imports again; a preview under way is kept."""
        self.importer.rafraichir()

    def premier_champ(self) -> QWidget | None:
        """The button that chooses a file."""
        return self.importer.premier_champ()

    def _importer(self) -> None:
        self.contexte.navigation.aller("echanges", onglet="importer")
        self.importer.parcourir()
