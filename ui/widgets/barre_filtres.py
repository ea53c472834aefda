"""The filters of a list: chips with counts, a menu for the rest, what is in force taken away."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QWidget

from app.core.i18n import _
from ui.widgets.boutons import Bouton, Puce
from ui.widgets.flux import Flux


@dataclass(frozen=True, slots=True)
class Actif:
    """A filter in force: what it says, and the whole filter without it."""

    texte: str
    sans: Any


class FiltreActif(Bouton):
    """A filter in force; Enter, Space, Delete or a click takes it away."""

    def __init__(self, texte: str, retirer: Callable[[], object]) -> None:
        super().__init__(f"{texte}  ✕".replace("&", "&&"), retirer)
        self.setProperty("role", "puce")
        self.setAccessibleName(_("Retirer le filtre : {filtre}").format(filtre=texte))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Delete and Backspace remove it too."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.click()
            event.accept()
            return
        super().keyPressEvent(event)


class BarreDeFiltres(QWidget):
    """Holds the filter of a list, a frozen value; `change` when a hand changed it.

    Who inherits says its `actifs`, fills the menu and checks its chips. Each condition in force
    is a button reached by Tab like any other.
    """

    change = Signal()

    def __init__(self, depart: Any, puces: Mapping[Any, Puce]) -> None:
        super().__init__()
        self._filtre = self._depart = depart
        self.bouton = Bouton(_("Filtrer"))
        self.bouton.setProperty("menu", "true")
        self.bouton.setMenu(QMenu(self.bouton))
        self.bouton.menu().aboutToShow.connect(self._remplir_menu)
        self.zone = QWidget()
        self.flux = Flux(self.zone)
        self.zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._actifs: list[QWidget] = []
        for puce in puces.values():
            self.flux.addWidget(puce)
        self.flux.addWidget(self.bouton)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.addWidget(self.zone, 1)

    @property
    def actifs(self) -> Sequence[Actif]:
        """The conditions in force, chips apart; none unless who inherits says so."""
        return ()

    def effacer(self) -> None:
        """Back to what the page shows first."""
        self._changer(self._depart)

    def _cocher(self) -> None:
        """Check the chips of the filter in force."""

    def _remplir_menu(self) -> None:
        """Fill the menu of `bouton`, about to be shown."""

    def _changer(self, filtre: Any) -> None:
        self._filtre = filtre
        avait_focus = any(w.hasFocus() for w in self._actifs)
        self._montrer()
        if avait_focus:
            (self._actifs[0] if self._actifs else self.bouton).setFocus()
        self.change.emit()

    def _montrer(self) -> None:
        self._cocher()
        for widget in self._actifs:
            self.flux.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        actifs = self.actifs
        self._actifs = [FiltreActif(a.texte, partial(self._changer, a.sans)) for a in actifs]
        if len(actifs) > 1:
            self._actifs.append(Bouton(_("Tout retirer"), self.effacer, "lien"))
        for widget in self._actifs:
            self.flux.addWidget(widget)
        self.zone.updateGeometry()

    def _choix(self, menu: QMenu, texte: str, filtre: Any) -> None:
        action = menu.addAction(texte.replace("&", "&&"))
        action.setCheckable(True)
        action.setChecked(filtre == self._filtre)
        action.triggered.connect(lambda _coche=False: self._changer(filtre))
