"""The column of pages on the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QWidget

from app.core.i18n import _
from ui.navigation import Page
from ui.theme import Theme

ROLE_NOM = Qt.ItemDataRole.UserRole


class BarreNavigation(QListWidget):
    """One line per page; `choisie` carries its name on click or Enter."""

    choisie = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("navigation")
        self.setAccessibleName(_("Pages"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._theme = theme
        self._icones: list[str] = []
        self.itemClicked.connect(self._choisir)
        self.itemActivated.connect(self._choisir)
        theme.change.connect(self.habiller)

    def proposer(self, pages: Sequence[type[Page]]) -> None:
        """Show these pages, in this order."""
        self.clear()
        self._icones = []
        for rang, page in enumerate(pages, 1):
            element = QListWidgetItem(_(page.titre))
            element.setData(ROLE_NOM, page.nom)
            element.setToolTip(f"{_(page.titre)} (Ctrl+{rang})" if rang <= 9 else _(page.titre))
            self.addItem(element)
            self._icones.append(page.icone)
        self.habiller()

    def habiller(self) -> None:
        """Take the colours and sizes in force."""
        cote = self._theme.px(20)
        self.setIconSize(QSize(cote, cote))
        for rang, nom in enumerate(self._icones):
            if nom:
                self.item(rang).setIcon(self._theme.icone(nom, "texte_2"))
        largeur = max(
            (
                self.fontMetrics().horizontalAdvance(self.item(r).text())
                for r in range(self.count())
            ),
            default=0,
        )
        self.setFixedWidth(max(self._theme.px(150), largeur + self._theme.px(76)))

    def montrer(self, nom: str) -> None:
        """Mark the page one is on; no page is marked for a name that is not shown."""
        for rang in range(self.count()):
            if self.item(rang).data(ROLE_NOM) == nom:
                self.setCurrentRow(rang)
                return
        self.setCurrentRow(-1)

    def _choisir(self, element: QListWidgetItem) -> None:
        self.choisie.emit(element.data(ROLE_NOM))
