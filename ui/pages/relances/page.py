"""Reminders and the weekly meeting: what goes out about complaints that wait."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.relances.relances import OngletRelances
from ui.pages.relances.reunion import OngletReunion
from ui.widgets import Titre


class PageRelances(Page):
    """Whom to remind, what the meeting goes through; reached from *Réclamations*."""

    nom = "relances"
    titre = N_("Relances et réunion")
    icone = "reclamations"
    rang = 36
    dans_barre = False
    rattachee = "reclamations"
    aide = "relances"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.relances = OngletRelances(contexte)
        self.reunion: OngletReunion | None = None
        self._place_reunion = QWidget()
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(self.titre_affiche())
        self.onglets.addTab(self.relances, _("Relances"))
        self.onglets.addTab(self._place_reunion, _("Réunion"))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(Titre(self.titre_affiche()))
        boite.addWidget(self.onglets, 1)
        self.onglets.currentChanged.connect(self._change)
        contexte.cite.change.connect(lambda *_id: self._cite_changee())

    def afficher(self, **arguments: Any) -> None:
        """Show the tab named `onglet` ("relances" or "reunion")."""
        if (nom := arguments.get("onglet")) in ("relances", "reunion"):
            self.onglets.setCurrentIndex(1 if nom == "reunion" else 0)
        self.rafraichir()

    def commandes(self) -> list[Action]:
        """What one comes here for."""
        aller = self.contexte.navigation.aller
        return [
            Action(
                "relances",
                _("Relancer qui doit réparer"),
                lambda: aller("relances", onglet="relances"),
            ),
            Action(
                "reunion",
                _("Préparer la réunion des réclamations"),
                lambda: aller("relances", onglet="reunion"),
            ),
        ]

    def concernee(self, changes: Changes) -> bool:
        """Complaints and those who repair."""
        return changes.touche("reclamations") or changes.touche("responsables")

    def rafraichir(self) -> None:
        """Read the tab shown again."""
        if self._sur_reunion():
            self._la_reunion().rafraichir()
        else:
            self.relances.rafraichir()

    def _cite_changee(self) -> None:
        if self.isVisible():
            self.rafraichir()

    def premier_champ(self) -> QWidget | None:
        """Where one begins on the tab shown."""
        if self._sur_reunion():
            return self._la_reunion().premier_champ()
        return self.relances.premier_champ()

    def _sur_reunion(self) -> bool:
        return self.onglets.currentWidget() is self._place_reunion

    def _la_reunion(self) -> OngletReunion:
        """The tab of the meeting, built when it is first looked at."""
        if self.reunion is None:
            self.reunion = OngletReunion(self.contexte)
            boite = QVBoxLayout(self._place_reunion)
            boite.setContentsMargins(0, 0, 0, 0)
            boite.addWidget(self.reunion)
        return self.reunion

    def _change(self, rang: int) -> None:
        self.contexte.navigation.memoriser(onglet="reunion" if rang else "relances")
        self.rafraichir()
