"""A list of things told: a day on the left, what it was, what was said, wrapped; read by pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui.theme import Theme

Index = QModelIndex | QPersistentModelIndex
ROLE_LUE = Qt.ItemDataRole.UserRole
ROLE_OBJET = Qt.ItemDataRole.UserRole + 1
MARGE, COLONNE = 8, 104
PLIER = int(Qt.TextFlag.TextWordWrap)
_LONG = re.compile(r"(\S{28})(?=\S)")


@dataclass(frozen=True, slots=True)
class Lue:
    """An entry ready to be shown: when, what (one line), what was said; `eteinte` is over."""

    quand: str
    quoi: str
    detail: str
    eteinte: bool = False


def secable(texte: str) -> str:
    """The text with invisible breaks in words too long for any line."""
    return _LONG.sub("\\1\u200b", texte)


class ModeleLues(QAbstractListModel):
    """The entries read so far; the view asks for more through `fetchMore`."""

    suite_demandee = Signal(int)  # where the next page begins

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._objets: list[Any] = []
        self._lues: list[Lue] = []
        self._total = 0
        self._attend = False

    def remplir(self, debut: int, total: int, objets: Sequence[Any], lues: Sequence[Lue]) -> None:
        """Show this page first, or after those already there when it follows them."""
        self._attend = False
        self._total = total
        if debut == 0:
            self.beginResetModel()
            self._objets, self._lues = list(objets), list(lues)
            self.endResetModel()
        elif debut == len(self._objets) and objets:
            self.beginInsertRows(QModelIndex(), debut, debut + len(objets) - 1)
            self._objets += objets
            self._lues += lues
            self.endInsertRows()

    @property
    def total(self) -> int:
        """How many entries there are, shown or not."""
        return self._total

    def objets(self) -> list[Any]:
        """What the entries read so far are about."""
        return list(self._objets)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt signature
        """Entries read so far."""
        return 0 if parent.isValid() else len(self._lues)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of an entry; screen readers get them in one text."""
        if not index.isValid():
            return None
        lue = self._lues[index.row()]
        if role == ROLE_LUE:
            return lue
        if role == ROLE_OBJET:
            return self._objets[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{lue.quand} : {lue.quoi}. {lue.detail}"
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt name
        """Whether older entries are still to be read."""
        return not parent.isValid() and not self._attend and len(self._objets) < self._total

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt name
        """Ask for the next page, once."""
        self._attend = True
        self.suite_demandee.emit(len(self._objets))


class PeintreLues(QStyledItemDelegate):
    """Draws the day on the left, what it was in bold, then what was said, wrapped."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def _polices(self, option: QStyleOptionViewItem) -> tuple[QFont, QFont, QFont]:
        normale = QFont(option.font)
        grasse = QFont(normale)
        grasse.setWeight(QFont.Weight.DemiBold)
        petite = QFont(normale)
        petite.setPointSizeF(normale.pointSizeF() * 0.9)
        return normale, grasse, petite

    def _cadres(self, option: QStyleOptionViewItem, lue: Lue, largeur: int) -> tuple[QRect, QRect]:
        normale, grasse, petite = self._polices(option)
        gauche = MARGE + round(COLONNE * normale.pointSizeF() / 10.5)
        place = max(120, largeur - gauche - MARGE)
        trop = QRect(0, 0, place, 100_000)
        quoi = QFontMetrics(grasse).boundingRect(trop, PLIER, secable(lue.quoi))
        cadre_quoi = QRect(gauche, MARGE, place, quoi.height())
        bas = cadre_quoi.bottom() + 1
        if lue.detail:
            detail = QFontMetrics(normale).boundingRect(trop, PLIER, secable(lue.detail))
            cadre_detail = QRect(gauche, bas + 2, place, detail.height())
        else:
            cadre_detail = QRect(gauche, bas, place, 0)
        colonne = QRect(0, 0, gauche - MARGE - 6, 1000)
        minimum = MARGE + 1 + QFontMetrics(petite).boundingRect(colonne, PLIER, lue.quand).height()
        if cadre_detail.bottom() < minimum:
            cadre_detail.setBottom(minimum)
        return cadre_quoi, cadre_detail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt name
        """As high as its wrapped texts."""
        vue = self.parent()
        largeur = vue.viewport().width() if isinstance(vue, QListView) else option.rect.width()
        _quoi, detail = self._cadres(option, index.data(ROLE_LUE), largeur)
        return QSize(largeur, detail.bottom() + MARGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One entry."""
        lue: Lue = index.data(ROLE_LUE)
        palette = self._theme.palette
        normale, grasse, petite = self._polices(option)
        rect = option.rect
        quoi, detail = self._cadres(option, lue, rect.width())
        choisie = bool(option.state & QStyle.StateFlag.State_Selected)
        pale = palette.sur_selection if choisie else palette.texte_2
        encre = pale if lue.eteinte else palette.sur_selection if choisie else palette.texte
        painter.save()
        painter.translate(rect.topLeft())
        if choisie:
            painter.fillRect(0, 0, rect.width(), rect.height() - 1, QColor(palette.selection))
        painter.setPen(QColor(pale))
        painter.setFont(petite)
        date = QRect(MARGE, MARGE + 1, quoi.left() - MARGE - 6, rect.height() - MARGE)
        painter.drawText(date, PLIER, lue.quand)
        painter.setPen(QColor(encre))
        painter.setFont(grasse)
        painter.drawText(quoi, PLIER, secable(lue.quoi))
        painter.setFont(normale)
        painter.drawText(detail, PLIER, secable(lue.detail))
        painter.setPen(QColor(palette.trait))
        painter.drawLine(MARGE, rect.height() - 1, rect.width() - MARGE, rect.height() - 1)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(palette.focus))
            painter.drawRect(QRect(0, 0, rect.width() - 1, rect.height() - 2))
        painter.restore()


class VueLues(QListView):
    """The list itself: heights follow the width. `ouverte` and `retiree` carry the object.

    `cle(object)` names an entry: when the list is read again, one stays where one was.
    """

    ouverte = Signal(object)
    retiree = Signal(object)

    def __init__(
        self,
        theme: Theme,
        nom: str,
        cle: Callable[[Any], object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._cle = cle
        self._retenu: tuple[object, int] = (None, 0)
        self.setItemDelegate(PeintreLues(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(nom)
        self.doubleClicked.connect(lambda index: self.ouverte.emit(index.data(ROLE_OBJET)))

    def montrer(self, modele: ModeleLues) -> None:
        """Show these entries."""
        self.setModel(modele)
        modele.modelAboutToBeReset.connect(self._retenir)
        modele.modelReset.connect(self._retrouver)

    def _retenir(self) -> None:
        objet = self.courante()
        cle = self._cle(objet) if objet is not None else None
        self._retenu = (cle, self.verticalScrollBar().value())

    def _retrouver(self) -> None:
        cle, defile = self._retenu
        modele = self.model()
        rangs = [
            i
            for i in range(modele.rowCount())
            if cle is not None and self._cle(modele.index(i, 0).data(ROLE_OBJET)) == cle
        ]
        if rangs:
            self.executeDelayedItemsLayout()
            self.setCurrentIndex(modele.index(rangs[0], 0))
            self.verticalScrollBar().setValue(defile)
        elif self.hasFocus() and modele.rowCount():
            self.setCurrentIndex(modele.index(0, 0))

    def courante(self) -> Any:
        """The object of the current row, or None."""
        index = self.currentIndex()
        return index.data(ROLE_OBJET) if index.isValid() else None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """A narrower list folds its texts again."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: Any) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on the first entry."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid() and self.model() and self.model().rowCount():
            self.setCurrentIndex(self.model().index(0, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter opens an entry, Suppr takes it away."""
        objet = self.courante()
        if objet is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ouverte.emit(objet)
        elif objet is not None and event.key() == Qt.Key.Key_Delete:
            self.retiree.emit(objet)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, _texte: str) -> None:  # noqa: N802 - Qt name
        """No search by first letter: letters are shortcuts here."""
