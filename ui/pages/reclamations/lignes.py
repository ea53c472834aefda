"""A short list of text lines: Enter goes, Delete takes away, colours never alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QBrush, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from ui.theme import Theme
from ui.widgets.tableau import infobulle

_ROLE = Qt.ItemDataRole.UserRole
LIGNE = 26
LIGNES_MAX = 8  # then it scrolls


class ListeLignes(QListWidget):
    """`valide` and `retirer` carry the value of a line; `ajuster` makes it as high as its lines."""

    valide = Signal(object)
    retirer = Signal(object)

    def __init__(self, theme: Theme, nom: str, aide: str = "", *, ajuster: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._ajuster = ajuster
        self.setAccessibleName(nom)
        self.setAccessibleDescription(aide)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(theme.px(LIGNE * 2))
        self.itemDoubleClicked.connect(lambda element: self.valide.emit(element.data(_ROLE)))

    def remplir(self, lignes: Sequence[tuple[Any, ...]]) -> None:
        """Show (value, text[, colour]) lines, keeping the one one is on."""
        ici, rang = self.courante(), self.currentRow()
        self.clear()
        for valeur, texte, *teinte in lignes:
            element = QListWidgetItem(texte)
            element.setData(_ROLE, valeur)
            element.setToolTip(infobulle(texte))
            if teinte and teinte[0]:
                element.setForeground(QBrush(self._theme.couleur(teinte[0])))
            self.addItem(element)
            if ici is not None and valeur == ici:
                self.setCurrentItem(element)
        if self.currentRow() < 0 and lignes and self.hasFocus():
            self.setCurrentRow(max(0, min(rang, self.count() - 1)))
        if self._ajuster:
            haut = max(self._theme.px(LIGNE), self.sizeHintForRow(0) if lignes else 0)
            self.setFixedHeight(haut * max(1, min(len(lignes), LIGNES_MAX)) + 2 * self.frameWidth()
                                + self._theme.px(6))  # fmt: skip
            self.setVisible(bool(lignes))

    def courante(self) -> Any | None:
        """The value of the line one is on."""
        element = self.currentItem()
        return element.data(_ROLE) if element is not None else None

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on a line."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter goes, Delete takes away; letters are the page's."""
        ici = self.courante()
        if ici is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.valide.emit(ici)
        elif ici is not None and event.key() == Qt.Key.Key_Delete:
            self.retirer.emit(ici)
        elif event.text().isalpha() or event.key() == Qt.Key.Key_Slash:
            event.ignore()
            return
        else:
            super().keyPressEvent(event)
            return
        event.accept()
