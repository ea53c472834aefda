"""The coverage of a campaign, painted: each part has its pattern, so that colours only help."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QStyle, QStyleOptionViewItem, QWidget

from ui.models.table_paginee import ROLE_LIGNE
from ui.pages.enquetes.mots import Couverte, dire_couverture
from ui.theme import Theme
from ui.widgets.tableau import Cellule

_PARTS: tuple[tuple[str, str, Qt.BrushStyle], ...] = (
    ("faites", "vert", Qt.BrushStyle.SolidPattern),
    ("en_cours", "bleu", Qt.BrushStyle.BDiagPattern),
    ("refus", "texte_2", Qt.BrushStyle.DiagCrossPattern),
    ("absents", "ambre", Qt.BrushStyle.Dense5Pattern),
)


def dessiner(painter: QPainter, place: QRectF, theme: Theme, couverte: Couverte) -> None:
    """Paint the parts in order; what remains is left empty."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.couleur("surface_2"))
    painter.drawRect(place)
    x = place.left()
    for nom, couleur, motif in _PARTS:
        largeur = place.width() * getattr(couverte, nom) / max(1, couverte.total)
        painter.setBrush(QBrush(theme.couleur(couleur), motif))
        painter.drawRect(QRectF(x, place.top(), largeur, place.height()))
        x += largeur
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(theme.couleur("trait_fort"), 1))
    painter.drawRect(place)
    painter.restore()


class BarreCouverture(QWidget):
    """One coverage, as wide as there is room."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._couverte: Couverte | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fixer(self, couverte: Couverte) -> None:
        """Show this coverage; a screen reader says it in words."""
        self._couverte = couverte
        self.setAccessibleName(dire_couverture(couverte))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """A thin bar."""
        return QSize(self._theme.px(200), self._theme.px(14))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Paint it."""
        if self._couverte is not None:
            painter = QPainter(self)
            place = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            dessiner(painter, place, self._theme, self._couverte)


class CelluleCouverture(Cellule):
    """A cell with the bar, its words at the right of it."""

    def __init__(self, theme: Theme, lire: Callable[[Any], Couverte], parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._lire = lire

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The bar, then the words as any cell."""
        ligne = index.data(ROLE_LIGNE)
        if ligne is None:
            super().paint(painter, option, index)
            return
        style = QStyleOptionViewItem(option)
        self.initStyleOption(style, index)
        vue: Any = style.widget
        vue.style().drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, style, painter, vue)
        rect = style.rect
        large = min(self._theme.px(110), rect.width() // 3)
        haut = self._theme.px(10)
        barre = QRectF(rect.left() + 8.5, rect.center().y() - haut / 2 + 0.5, large, haut)
        dessiner(painter, barre, self._theme, self._lire(ligne))
        texte = rect.adjusted(large + self._theme.px(20), 0, -4, 0)
        choisie = bool(style.state & QStyle.StateFlag.State_Selected)
        painter.setPen(self._theme.couleur("sur_selection" if choisie else "texte"))
        dit = style.fontMetrics.elidedText(style.text, Qt.TextElideMode.ElideRight, texte.width())
        painter.drawText(texte, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, dit)
