"""A small table of cells one chooses: Enter goes to the form beside it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ui.theme import Theme
from ui.widgets.tableau import HAUTEUR

_NOMS_MAX = 260


class Grille(QTableWidget):
    """Rows and columns with their names; `valide` on Enter."""

    valide = Signal()

    def __init__(self, nom: str, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(nom)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectItems)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)

    def poser(self, lignes: list[str], colonnes: list[str]) -> None:
        """Empty cells under these names."""
        self.setRowCount(len(lignes))
        self.setColumnCount(len(colonnes))
        self.setVerticalHeaderLabels(lignes)
        self.setHorizontalHeaderLabels(colonnes)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        cotes = self.verticalHeader()
        cotes.setDefaultSectionSize(self._theme.px(HAUTEUR))
        cotes.setMaximumWidth(self._theme.px(_NOMS_MAX))
        for rang in range(len(lignes)):
            for colonne in range(len(colonnes)):
                self.setItem(rang, colonne, QTableWidgetItem())
        haut = self.horizontalHeader().sizeHint().height() + self._theme.px(HAUTEUR) * len(lignes)
        self.setFixedHeight(haut + 2 * self.frameWidth() + 4)  # all of it, the page scrolls

    def dire(self, rang: int, colonne: int, texte: str, bulle: str) -> None:
        """The words of a cell, and what its tooltip adds."""
        case = self.item(rang, colonne)
        if case is not None:
            case.setText(texte)
            case.setToolTip(bulle)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter goes to the form; arrows move as in any table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.valide.emit()
        else:
            super().keyPressEvent(event)
