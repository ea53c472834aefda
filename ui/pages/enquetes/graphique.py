"""Before and after as bars: two patterns, every bar with its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import _
from ui.theme import Theme

HAUT, ECART, INTERVALLE = 18, 3, 12
_GAUCHE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DEUX_LIGNES = (
    Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
)


@dataclass(frozen=True, slots=True)
class Barre:
    """One answer: its length before and after (None: hidden), and the words of both."""

    libelle: str
    avant: float | None
    apres: float | None
    dit_avant: str
    dit_apres: str


class Graphique(QWidget):
    """Bars two by two; a hidden one is told by its words alone, never by its length."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._barres: tuple[Barre, ...] = ()
        self.setAccessibleName(_("Graphique avant et après"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.change.connect(self.updateGeometry)

    def fixer(self, barres: Sequence[Barre]) -> None:
        """Show these; a screen reader gets them in words."""
        self._barres = tuple(barres)
        self.setAccessibleDescription(
            " ; ".join(
                _("{quoi} : {avant} avant, {apres} après").format(
                    quoi=b.libelle, avant=b.dit_avant, apres=b.dit_apres
                )
                for b in self._barres
            )
        )
        self.updateGeometry()
        self.update()

    def _pas(self) -> int:
        return self._theme.px(2 * HAUT + ECART + INTERVALLE)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """As high as there are answers."""
        return QSize(self._theme.px(360), max(1, len(self._barres) * self._pas()))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Narrower is still readable."""
        return QSize(self._theme.px(220), self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Labels at the left, bars and their numbers at the right."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        mesure = QFontMetrics(self.font())
        libelles = min(self.width() * 0.42, self._theme.px(190))
        chiffres = max(
            (mesure.horizontalAdvance(t) for b in self._barres for t in (b.dit_avant, b.dit_apres)),
            default=0,
        )
        longueur = max(20.0, self.width() - libelles - chiffres - self._theme.px(20))
        plus = max((v for b in self._barres for v in (b.avant, b.apres) if v), default=0) or 1
        for rang, barre in enumerate(self._barres):
            y = rang * self._pas()
            haut = self._theme.px(HAUT)
            painter.setPen(self._theme.couleur("texte"))
            place = QRectF(0, y, libelles - 8, 2 * haut + self._theme.px(ECART))
            painter.drawText(place, int(_DEUX_LIGNES), barre.libelle)
            for i, (valeur, dit) in enumerate(
                ((barre.avant, barre.dit_avant), (barre.apres, barre.dit_apres))
            ):
                haut_y = y + i * (haut + self._theme.px(ECART))
                large = longueur * (valeur or 0) / plus
                dessiner_barre(
                    painter, QRectF(libelles, haut_y + 2, large, haut - 4), self._theme, i
                )
                painter.setPen(self._theme.couleur("texte" if valeur is not None else "texte_2"))
                painter.drawText(
                    QRectF(libelles + large + 6, haut_y, chiffres + 8, haut), int(_GAUCHE), dit
                )


def dessiner_barre(painter: QPainter, place: QRectF, theme: Theme, rang: int) -> None:
    """A bar of before (0: hatched amber) or after (1: plain green)."""
    couleur = theme.couleur("ambre" if rang == 0 else "vert")
    motif = Qt.BrushStyle.BDiagPattern if rang == 0 else Qt.BrushStyle.SolidPattern
    painter.setPen(QPen(couleur, 1))
    painter.setBrush(QBrush(couleur, motif))
    if place.width() > 0:
        painter.drawRect(place)


class Legende(QWidget):
    """What the two patterns are."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dits = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def fixer(self, avant: str, apres: str) -> None:
        """Name both sides."""
        self._dits = (avant, apres)
        self.setAccessibleName(f"{avant} ; {apres}")
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Two lines."""
        return QSize(self._theme.px(200), self._theme.px(44))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """A sample of each, then its name."""
        painter = QPainter(self)
        haut, large = self._theme.px(20), self._theme.px(28)
        for rang, dit in enumerate(self._dits):
            y = rang * self._theme.px(22)
            dessiner_barre(painter, QRectF(0.5, y + 3.5, large, haut - 7), self._theme, rang)
            painter.setPen(self._theme.couleur("texte"))
            texte = QFontMetrics(self.font()).elidedText(
                dit, Qt.TextElideMode.ElideRight, self.width() - large - 8
            )
            painter.drawText(QRectF(large + 8, y, self.width(), haut), int(_GAUCHE), texte)
