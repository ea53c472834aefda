"""Ctrl+K: any household, complaint, page or action, by a few letters."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _
from ui.navigation import Action
from ui.theme import Theme
from ui.widgets import Etiquette, SearchField

ROLE = Qt.ItemDataRole.UserRole
Reponse = Callable[[str, Sequence[Action]], object]
Recherche = Callable[[str, Reponse, QWidget], object]


@dataclass(frozen=True)
class Groupe:
    """Actions under one heading."""

    titre: str
    actions: Sequence[Action]


def plier(texte: str) -> str:
    """Lower case without accents."""
    sans = unicodedata.normalize("NFKD", texte.casefold())
    return "".join(c for c in sans if not unicodedata.combining(c))


def convient(texte: str, cherche: str) -> bool:
    """Whether each word sought begins, or is inside, a word of the text."""
    cible = plier(texte)
    return all(mot in cible for mot in plier(cherche).split())


class Palette(QDialog):
    """The command palette: pages and actions at once, households as the answer comes.

    `choisie` carries the `Action` after the palette has closed. `recherche(text, answer, self)`
    looks for households and calls `answer(text, actions)` later, while the palette lives.
    """

    choisie = Signal(object)

    def __init__(
        self,
        groupes: Sequence[Groupe],
        theme: Theme,
        recherche: Recherche | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Aller à…"))
        self.setModal(True)
        self.resize(theme.px(640), theme.px(440))
        self._groupes = groupes
        self._recherche = recherche
        self._trouves: Sequence[Action] = ()
        self.champ = SearchField(_("Un ménage, une réclamation, une page, une action"))
        self.liste = QListWidget()
        self.liste.setAccessibleName(_("Réponses"))
        self.liste.setItemDelegate(_LigneDeuxTextes(theme, self.liste))
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.vide = Etiquette("", "secondaire", retour_ligne=True)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(12, 12, 12, 12)
        boite.addWidget(self.champ)
        boite.addWidget(self.liste, 1)
        boite.addWidget(self.vide)
        self.champ.textChanged.connect(self._filtrer)
        self.champ.cherche.connect(self._chercher)
        self.champ.descendre.connect(self._descendre)
        self.champ.valide.connect(self._valider)
        self.liste.itemClicked.connect(lambda _element: self._valider())
        self.liste.itemActivated.connect(lambda _element: self._valider())
        self._filtrer("")
        self.champ.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.reject()
            return
        super().keyPressEvent(event)

    def _chercher(self, texte: str) -> None:
        if self._recherche is not None and len(texte) >= 2:
            self._recherche(texte, self._recu, self)
        else:
            self._trouves = ()

    def _recu(self, texte: str, actions: Sequence[Action]) -> None:
        if texte == self.champ.text().strip():
            self._trouves = actions
            self._filtrer(texte)

    def _filtrer(self, texte: str) -> None:
        self.liste.clear()
        if len(texte.strip()) < 2:
            self._trouves = ()
        for action in self._trouves:
            self._ajouter(action, action.genre)
        for groupe in self._groupes:
            for action in groupe.actions:
                if convient(action.texte, texte):
                    self._ajouter(action, _touche(action.raccourci) or groupe.titre)
        if self.liste.count():
            self.liste.setCurrentRow(0)
        self.vide.setText(
            "" if self.liste.count() else _("Rien ne correspond. Essayez avec moins de lettres.")
        )
        self.vide.setVisible(not self.liste.count())

    def _ajouter(self, action: Action, droite: str) -> None:
        element = QListWidgetItem(action.texte)
        element.setData(ROLE, action)
        element.setData(ROLE + 1, droite)
        element.setToolTip("")
        self.liste.addItem(element)

    def _descendre(self) -> None:
        if self.liste.count():
            self.liste.setFocus()
            self.liste.setCurrentRow(min(self.liste.currentRow() + 1, self.liste.count() - 1))

    def _valider(self) -> None:
        elements = self.liste.selectedItems()
        if elements:
            action = elements[0].data(ROLE)
            self.accept()
            self.choisie.emit(action)


def _touche(raccourci: str) -> str:
    """A shortcut as the keyboard of this machine says it."""
    return QKeySequence(raccourci).toString(QKeySequence.SequenceFormat.NativeText)


class _LigneDeuxTextes(QStyledItemDelegate):
    """What it is on the left, where it leads or its shortcut on the right."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(  # noqa: N802 - Qt name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """One row of the grid."""
        return QSize(super().sizeHint(option, index).width(), self._theme.px(32))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The row, then the second text over its right end."""
        droite = str(index.data(ROLE + 1) or "")
        large = option.fontMetrics.horizontalAdvance(droite) + self._theme.px(20)
        choisie = bool(option.state & QStyle.StateFlag.State_Selected)
        if choisie:
            painter.fillRect(option.rect, self._theme.couleur("selection"))
        painter.save()
        marge = self._theme.px(10)
        gauche = QRect(option.rect).adjusted(marge, 0, -large, 0)
        texte = option.fontMetrics.elidedText(
            str(index.data()), Qt.TextElideMode.ElideRight, gauche.width()
        )
        painter.setPen(self._theme.couleur("sur_selection" if choisie else "texte"))
        painter.drawText(gauche, Qt.AlignmentFlag.AlignVCenter, texte)
        painter.setPen(self._theme.couleur("sur_selection" if choisie else "texte_2"))
        painter.drawText(
            QRect(option.rect).adjusted(0, 0, -marge, 0),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight,
            droite,
        )
        painter.restore()
