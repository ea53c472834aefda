"""How far the journey went, in the room of a word."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import _, ngettext
from ui.theme import Theme


class MiniParcours(QWidget):
    """How far the journey went, in the room of a word: a small bar and « 7 sur 12 »."""

    LARGE, HAUT = 72, 8

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fait = self._total = self._retard = 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def fixer(self, fait: int, total: int, en_retard: int) -> None:
        """Show this progress; nothing when there is nothing to go through."""
        self._fait, self._total, self._retard = fait, total, en_retard
        self.setAccessibleName(_("Avancement du parcours : {dit}").format(dit=self.texte()))
        self.setToolTip(self.accessibleName())
        if self.parentWidget() is not None:
            self.setVisible(total > 0)
        self.updateGeometry()
        self.update()

    def texte(self) -> str:
        """ "7 sur 12 · 2 en retard"."""
        dit = _("{fait} sur {total}").format(fait=self._fait, total=self._total)
        if self._retard:
            dit += " · " + ngettext("{n} en retard", "{n} en retard", self._retard).format(
                n=self._retard
            )
        return dit

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """The bar, a space, the words."""
        metrique = self.fontMetrics()
        large = self._theme.px(self.LARGE + 8) + metrique.horizontalAdvance(self.texte()) + 4
        return QSize(large, metrique.height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """The bar, then the words, red when something is late."""
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        large, haut = self._theme.px(self.LARGE), self._theme.px(self.HAUT)
        y = (self.height() - haut) / 2
        peintre.setPen(QPen(self._theme.couleur("trait_fort"), 1))
        peintre.setBrush(self._theme.couleur("surface_2"))
        peintre.drawRoundedRect(QRectF(0.5, y, large, haut), haut / 2, haut / 2)
        if self._total:
            plein = QRectF(0.5, y, large * self._fait / self._total, haut)
            peintre.setBrush(self._theme.couleur("vert"))
            peintre.drawRoundedRect(plein, haut / 2, haut / 2)
        peintre.setPen(self._theme.couleur("rouge" if self._retard else "texte_2"))
        cadre = QRect(large + self._theme.px(8), 0, self.width(), self.height())
        peintre.drawText(cadre, Qt.AlignmentFlag.AlignVCenter, self.texte())
        peintre.end()
