"""Our drawings on screen, in the ink of the theme."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.services.documents.dessins_logement import dessin
from app.services.documents.traits import COTE, Chiffres, Plein, Trait
from ui.theme import Theme

_MELANGE = {Plein.CLAIR: 0.1, Plein.MOYEN: 0.3}


class VueDessin(QWidget):
    """A drawing, as large as there is room for, centred."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._dessin = dessin("")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(80), theme.px(80))
        self.setMaximumHeight(theme.px(220))

    def montrer(self, nom: str, dit: str = "") -> None:
        """Show the drawing of that name; `dit` is what it says to who does not see it."""
        self._dessin = dessin(nom)
        self.setAccessibleName(dit)
        self.setVisible(bool(self._dessin))
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """A hand's width."""
        return QSize(self._theme.px(180), self._theme.px(180))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Every stroke, scaled to the square that fits."""
        cote = min(self.width(), self.height()) - 4
        if cote <= 0 or not self._dessin:
            return
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        peintre.translate((self.width() - cote) / 2, (self.height() + cote) / 2)
        peintre.scale(cote / COTE, -cote / COTE)
        for signe in self._dessin:
            if isinstance(signe, Trait):
                self._tracer(peintre, signe)
            else:
                self._ecrire(peintre, signe)
        peintre.end()

    def _tracer(self, peintre: QPainter, trait: Trait) -> None:
        encre = self._encre(Plein.BLANC if trait.epaisseur < 0 else Plein.NOIR)
        stylo = QPen(encre, abs(trait.epaisseur))
        stylo.setCapStyle(Qt.PenCapStyle.RoundCap)
        stylo.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        peintre.setPen(stylo if trait.epaisseur else Qt.PenStyle.NoPen)
        if trait.plein is Plein.RIEN:
            peintre.setBrush(Qt.BrushStyle.NoBrush)
        else:
            peintre.setBrush(self._encre(trait.plein))
        peintre.drawPath(_chemin(trait))

    def _ecrire(self, peintre: QPainter, signe: Chiffres) -> None:
        peintre.save()
        peintre.translate(signe.x, signe.base)
        peintre.scale(1, -1)
        police = self.font()
        police.setPixelSize(max(1, round(signe.taille * 10)))
        police.setBold(True)
        peintre.scale(0.1, 0.1)  # fonts are measured in whole pixels
        peintre.setFont(police)
        peintre.setPen(self._encre(Plein.NOIR))
        large = QFontMetricsF(police).horizontalAdvance(signe.texte)
        peintre.drawText(QPointF(-large / 2, 0), signe.texte)
        peintre.restore()

    def _encre(self, plein: Plein) -> QColor:
        """Paper, ink, or a mix of the two."""
        papier, encre = self._theme.couleur("surface"), self._theme.couleur("texte")
        if plein is Plein.NOIR:
            return encre
        part = _MELANGE.get(plein, 0.0)
        melange = (
            round(p + (e - p) * part)
            for p, e in (
                (papier.red(), encre.red()),
                (papier.green(), encre.green()),
                (papier.blue(), encre.blue()),
            )
        )
        return QColor(*melange)


def _chemin(trait: Trait) -> QPainterPath:
    chemin = QPainterPath()
    for code, n in trait.pas:
        if code == "m":
            chemin.moveTo(n[0], n[1])
        elif code == "l":
            chemin.lineTo(n[0], n[1])
        elif code == "c":
            chemin.cubicTo(QPointF(n[0], n[1]), QPointF(n[2], n[3]), QPointF(n[4], n[5]))
        else:
            chemin.closeSubpath()
    return chemin
