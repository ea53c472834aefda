"""Two bars: what is paid each month before, and after; drawn only when both are known."""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import _, euros
from ui.theme import Theme

HAUT, ECART = 16, 6


class DeuxBarres(QWidget):
    """Before hollow, after full, each with its amount; words tell the same to a screen reader."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._montants: tuple[Decimal, Decimal] | None = None
        self._apres = _("Après")
        self.setAccessibleName(_("Payé chaque mois, avant et après"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.change.connect(self.updateGeometry)
        self.hide()

    def fixer(self, avant: Decimal | None, apres: Decimal | None, nom: str = "") -> None:
        """Show these amounts, the second under that name; nothing is drawn of what is unknown."""
        self._apres = nom or _("Après")
        self._montants = None
        if avant is not None and apres is not None and min(avant, apres) >= 0:
            self._montants = (avant, apres)
        self.setVisible(self._montants is not None)
        if self._montants is not None:
            self.setAccessibleDescription(
                _("{avant} avant ; {nom} : {apres}").format(
                    avant=euros(self._montants[0]), apres=euros(self._montants[1]), nom=self._apres
                )
            )
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Two bars and the space between them."""
        return QSize(self._theme.px(240), self._theme.px(2 * HAUT + ECART + 2))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Words, bar, amount; the longest bar takes the room left."""
        if self._montants is None:
            return
        painter = QPainter(self)
        mesure = QFontMetrics(self.font())
        noms = (_("Avant"), self._apres)
        dits = tuple(euros(m) for m in self._montants)
        gauche = max(mesure.horizontalAdvance(n) for n in noms) + self._theme.px(8)
        droite = max(mesure.horizontalAdvance(d) for d in dits) + self._theme.px(8)
        place = max(20, self.width() - gauche - droite)
        plus = max(self._montants) or Decimal(1)
        couleur = self.palette().text().color()
        haut, y = self._theme.px(HAUT), 1.0
        aligne = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for nom, dit, montant, plein in zip(noms, dits, self._montants, (False, True), strict=True):
            longueur = float(montant / plus) * place
            painter.setPen(couleur)
            painter.drawText(QRectF(0, y, gauche, haut), int(aligne), nom)
            painter.setPen(QPen(couleur, 1))
            painter.setBrush(QBrush(couleur) if plein else Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(gauche, y, max(1.0, longueur), haut - 1))
            painter.setPen(couleur)
            painter.drawText(
                QRectF(gauche + longueur + self._theme.px(6), y, droite, haut), int(aligne), dit
            )
            y += haut + self._theme.px(ECART)
        painter.end()
