"""What a field proposes while one types: shown under it, chosen without leaving it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ui.navigation import Page
from ui.widgets.tableau import infobulle

LIGNES_MAX = 8
LARGEUR_MIN = 320


@dataclass(frozen=True, slots=True)
class Proposition:
    """One line that may be chosen."""

    texte: str
    valeur: object


class Propositions(QListWidget):
    """A list that floats under a field; the field keeps the focus and its arrows move in here.

    It lives inside the page, so that nothing of it survives a lock. `choisie` carries the value.
    """

    choisie = Signal(object)

    def __init__(self, champ: QLineEdit) -> None:
        super().__init__(champ)
        self._champ = champ
        self.setObjectName("propositions")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setUniformItemSizes(True)
        self.setAccessibleName(champ.accessibleName())
        self.itemClicked.connect(self._clique)
        champ.installEventFilter(self)
        self.hide()

    def proposer(self, lignes: Sequence[Proposition], courante: int = 0) -> None:
        """Show these lines, the one at `courante` ready to be chosen; none hides the list."""
        self.clear()
        for ligne in lignes:
            element = QListWidgetItem(ligne.texte)
            element.setData(Qt.ItemDataRole.UserRole, ligne)
            element.setToolTip(infobulle(ligne.texte))
            self.addItem(element)
        if not lignes or not self._champ.isVisible():
            self.hide()
            return
        self.setCurrentRow(min(courante, len(lignes) - 1))
        self._placer()
        self.show()
        self.raise_()

    def textes(self) -> list[str]:
        """What is proposed now, empty when hidden."""
        return [] if self.isHidden() else [self.item(i).text() for i in range(self.count())]

    def courante(self) -> Proposition | None:
        """The line that Enter would choose."""
        element = None if self.isHidden() else self.currentItem()
        return element.data(Qt.ItemDataRole.UserRole) if element is not None else None

    def choisir(self) -> bool:
        """Choose the current line; False when there is none."""
        ligne = self.courante()
        if ligne is None:
            return False
        self.hide()
        self.choisie.emit(ligne.valeur)
        return True

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """Arrows, Page and Esc of the field act here while something is proposed."""
        if objet is not self._champ:
            return super().eventFilter(objet, event)
        genre = event.type()
        if genre == QEvent.Type.FocusOut:
            self.hide()
        elif isinstance(event, QKeyEvent) and not self.isHidden():
            if genre == QEvent.Type.KeyPress:
                return self._touche(event)
            if genre == QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                event.accept()  # Esc closes the list, it does not leave the page
                return True
        return super().eventFilter(objet, event)

    def _touche(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return True
        pas = {
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_PageDown: LIGNES_MAX,
            Qt.Key.Key_PageUp: -LIGNES_MAX,
        }.get(Qt.Key(event.key()))
        if pas is None:
            return False
        rang = self.currentRow() + pas
        if abs(pas) == 1:
            rang %= self.count()
        self.setCurrentRow(max(0, min(rang, self.count() - 1)))
        return True

    def _clique(self, element: QListWidgetItem) -> None:
        self.setCurrentItem(element)
        self.choisir()

    def _placer(self) -> None:
        """Under the field, or above it when the page ends there."""
        page = _page(self._champ)
        if self.parent() is not page:
            self.setParent(page)
        largeur = max(self._champ.width(), LARGEUR_MIN, self.sizeHintForColumn(0) + 40)
        lignes = min(self.count(), LIGNES_MAX)
        hauteur = lignes * max(self.sizeHintForRow(0), 1) + 2 * self.frameWidth() + 4
        coin = self._champ.mapTo(page, QPoint(0, self._champ.height()))
        if coin.y() + hauteur > page.height() and coin.y() > hauteur + self._champ.height():
            coin.setY(coin.y() - self._champ.height() - hauteur)
        largeur = min(largeur, page.width() - 16)
        coin.setX(max(8, min(coin.x(), page.width() - largeur - 8)))
        self.setGeometry(coin.x(), coin.y(), largeur, hauteur)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Small: the place is computed each time."""
        return QSize(LARGEUR_MIN, 0)


def _page(widget: QWidget) -> QWidget:
    """The page a field belongs to, or its window outside any page (tests)."""
    parent = widget.parentWidget()
    while parent is not None and not isinstance(parent, Page):
        parent = parent.parentWidget()
    return parent or widget.window()
