"""The curve of a household's feelings, painted: phases behind, moves marked, each point told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, QLineF, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.core.i18n import _, mois
from app.domain.courbe import Courbe
from app.domain.menages import Phase
from ui.theme import SECONDAIRE_PT, Theme
from ui.widgets.phase import texte_phase

HAUTEUR, RAYON, PRISE = 132, 4.5, 14
_FONDS = {Phase.AVANT: "ambre_doux", Phase.PENDANT: "bleu_doux", Phase.APRES: "vert_doux"}
_ENCRES = {Phase.AVANT: "ambre", Phase.PENDANT: "bleu", Phase.APRES: "vert"}
_CENTRE = Qt.AlignmentFlag.AlignCenter
_GAUCHE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class PointDit:
    """A point in words, and what Enter opens there (None: nothing)."""

    texte: str
    objet: object = None


class CourbeRessentis(QWidget):
    """Left and Right go from day to day, Home and End to both ends; Enter opens.

    `montre` carries the words of the point under the keyboard or the mouse ("" for none), `ouverte`
    what it opens. A point is a disc above neutral, a triangle below, a square in the middle; a
    hollow one lacks a strength.
    """

    montre = Signal(str)
    ouverte = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._courbe: Courbe | None = None
        self._dits: Sequence[PointDit] = ()
        self._mois: tuple[str, ...] = ()
        self._resume = ""
        self._rang = -1
        self._survol = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(_("Courbe des ressentis"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    # --- what is shown -----------------------------------------------------------------------

    def fixer(self, courbe: Courbe | None, dits: Sequence[PointDit], resume: str) -> None:
        """Show this curve, each of its points in words; `resume` is what a screen reader says."""
        garde = self._courbe.points[self._rang].jour if self._courbe and self._rang >= 0 else None
        self._courbe, self._dits, self._resume = courbe, tuple(dits), resume
        jours = [p.jour for p in courbe.points] if courbe else []
        self._survol = -1
        self._rang = jours.index(garde) if garde in jours else -1
        graduations = courbe.graduations if courbe else ()
        self._mois = tuple(mois(j, annee=i == 0 or j.month == 1) for i, j in enumerate(graduations))
        self.setAccessibleDescription(resume)
        self.update()

    @property
    def courant(self) -> int:
        """The rank of the point told now, -1 for none."""
        return self._survol if self._survol >= 0 else self._rang

    def aller(self, rang: int) -> None:
        """Go to the point of that rank; -1 leaves."""
        if self._courbe is None or rang >= len(self._courbe.points):
            return
        self._rang = rang
        self._dire()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Wide, and high enough to be read."""
        return QSize(self._theme.px(420), self._theme.px(HAUTEUR))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Still readable."""
        return QSize(self._theme.px(200), self._theme.px(110))

    def _dire(self) -> None:
        rang = self.courant
        texte = self._dits[rang].texte if 0 <= rang < len(self._dits) else ""
        self.setAccessibleDescription(texte or self._resume)
        self.montre.emit(texte)
        self.update()

    # --- hands -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Arrows, Home, End, Enter."""
        n = len(self._courbe.points) if self._courbe else 0
        touche = Qt.Key(event.key())
        vers = {
            Qt.Key.Key_Left: max(0, self._rang - 1) if self._rang >= 0 else n - 1,
            Qt.Key.Key_Right: min(n - 1, self._rang + 1),
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: n - 1,
        }
        if n and touche in vers:
            self._survol = -1
            self.aller(vers[touche])
        elif touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._rang < n:
            self._ouvrir(self._rang)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on the latest day."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event
        if self._courbe is not None and self._rang < 0:
            self.aller(len(self._courbe.points) - 1)
        self.update()

    def focusOutEvent(self, event: object) -> None:  # noqa: N802 - Qt name
        """Elsewhere, nothing looks chosen here."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self._rang = -1
        self._dire()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """The point under the mouse is told."""
        proche = self._sous(event.position())
        if proche != self._survol:
            self._survol = proche
            self._dire()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """A click goes to a point."""
        proche = self._sous(event.position())
        if proche >= 0:
            self.aller(proche)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """A double click opens it."""
        self._ouvrir(self._sous(event.position()))

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt name
        """The mouse is gone."""
        super().leaveEvent(event)
        self._survol = -1
        self._dire()

    def _ouvrir(self, rang: int) -> None:
        if 0 <= rang < len(self._dits) and self._dits[rang].objet is not None:
            self.ouverte.emit(self._dits[rang].objet)

    def _sous(self, ou: QPointF) -> int:
        if self._courbe is None:
            return -1
        places = [self._place(i) for i in range(len(self._courbe.points))]
        ecarts = [abs(p.x() - ou.x()) + abs(p.y() - ou.y()) for p in places]
        proche = min(range(len(ecarts)), key=ecarts.__getitem__)
        return proche if ecarts[proche] <= self._theme.px(PRISE) else -1

    # --- painting ----------------------------------------------------------------------------

    def _police(self) -> QFont:
        police = QFont(self.font())
        police.setPointSizeF(self._theme.pt(SECONDAIRE_PT))
        return police

    def _cadre(self) -> QRectF:
        """Where the curve itself is, inside its words."""
        mesure = QFontMetrics(self._police())
        gauche = max(map(mesure.horizontalAdvance, self._echelle())) + self._theme.px(8)
        haut, bas = mesure.height() + self._theme.px(6), mesure.height() + self._theme.px(4)
        return QRectF(self.rect()).adjusted(gauche, haut, -self._theme.px(4), -bas)

    def _echelle(self) -> tuple[str, str, str]:
        return _("☺ agréable"), _("neutre"), _("☹ pénible")

    def _x(self, cadre: QRectF, part: float) -> float:
        return cadre.left() + part * cadre.width()

    def _y(self, cadre: QRectF, valeur: float) -> float:
        retrait = self._theme.px(8)
        return cadre.center().y() - valeur * (cadre.height() / 2 - retrait)

    def _place(self, rang: int) -> QPointF:
        cadre, courbe = self._cadre(), self._courbe
        if courbe is None:
            return QPointF()
        point = courbe.points[rang]
        return QPointF(self._x(cadre, courbe.x(point.jour)), self._y(cadre, point.valeur))

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Bands, scale, moves, line, points."""
        courbe = self._courbe
        if courbe is None:
            return
        peintre = QPainter(self)
        peintre.setFont(self._police())
        cadre = self._cadre()
        self._peindre_bandes(peintre, cadre, courbe)
        self._peindre_echelle(peintre, cadre, courbe)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._peindre_reperes(peintre, cadre, courbe)
        self._peindre_ligne(peintre, cadre, courbe)
        self._peindre_points(peintre, cadre, courbe)
        if self.hasFocus():
            peintre.setPen(QPen(self._theme.couleur("focus"), self._theme.px(2)))
            peintre.setBrush(Qt.BrushStyle.NoBrush)
            peintre.drawRect(cadre.adjusted(1, 1, -1, -1))
        peintre.end()

    def _peindre_bandes(self, peintre: QPainter, cadre: QRectF, courbe: Courbe) -> None:
        mesure = peintre.fontMetrics()
        bords = [self._x(cadre, courbe.x(b.debut)) for b in courbe.bandes] + [cadre.right()]
        for bande, (gauche, droite) in zip(courbe.bandes, pairwise(bords), strict=True):
            fond = QRectF(gauche, cadre.top(), droite - gauche, cadre.height())
            peintre.fillRect(fond, self._theme.couleur(_FONDS[bande.phase]))
            texte = texte_phase(bande.phase.value)
            if mesure.horizontalAdvance(texte) > fond.width():
                texte = texte.split(" ")[0]
            peintre.setPen(self._theme.couleur(_ENCRES[bande.phase]))
            peintre.drawText(QRectF(gauche, 0, fond.width(), cadre.top()), _GAUCHE, texte)
            if gauche > cadre.left():
                peintre.drawLine(QPointF(gauche, 0), QPointF(gauche, cadre.bottom()))

    def _peindre_echelle(self, peintre: QPainter, cadre: QRectF, courbe: Courbe) -> None:
        haut = peintre.fontMetrics().height()
        for valeur, mot in zip((1, 0, -1), self._echelle(), strict=True):
            y = self._y(cadre, valeur)
            peintre.setPen(self._theme.couleur("texte_2"))
            place = QRectF(0, y - haut / 2, cadre.left() - self._theme.px(6), haut)
            peintre.drawText(place, _DROITE, mot)
        peintre.setPen(QPen(self._theme.couleur("trait_fort"), 1, Qt.PenStyle.DotLine))
        milieu = self._y(cadre, 0)
        peintre.drawLine(QPointF(cadre.left(), milieu), QPointF(cadre.right(), milieu))
        peintre.setPen(self._theme.couleur("texte_2"))
        libre = cadre.left()
        for jour, mot in zip(courbe.graduations, self._mois, strict=True):
            x = self._x(cadre, courbe.x(jour))
            large = peintre.fontMetrics().horizontalAdvance(mot) + self._theme.px(8)
            peintre.drawLine(QPointF(x, cadre.bottom()), QPointF(x, cadre.bottom() + 3))
            if x >= libre and x + large <= self.width():
                place = QRectF(x, cadre.bottom() + 2, large, self.height() - cadre.bottom() - 2)
                peintre.drawText(place, _GAUCHE, mot)
                libre = x + large

    def _peindre_reperes(self, peintre: QPainter, cadre: QRectF, courbe: Courbe) -> None:
        peintre.setPen(QPen(self._theme.couleur("texte_2"), 1, Qt.PenStyle.DashLine))
        haut = peintre.fontMetrics().height()
        for repere in courbe.reperes:
            x = self._x(cadre, courbe.x(repere.jour))
            peintre.drawLine(QPointF(x, cadre.top()), QPointF(x, cadre.bottom()))
            mot = f"⌂ {repere.mot}"
            large = peintre.fontMetrics().horizontalAdvance(mot) + self._theme.px(4)
            gauche = x + self._theme.px(3)
            if gauche + large > cadre.right():
                gauche = x - large
            peintre.drawText(QRectF(gauche, cadre.bottom() - haut - 1, large, haut), _GAUCHE, mot)

    def _peindre_ligne(self, peintre: QPainter, cadre: QRectF, courbe: Courbe) -> None:
        suite = [
            QPointF(self._x(cadre, courbe.x(p.jour)), self._y(cadre, y))
            for p, y in zip(courbe.points, courbe.ligne, strict=True)
        ]
        peintre.setPen(QPen(self._theme.couleur("accent"), self._theme.px(2)))
        # Segments: stroking one long path takes twenty times longer (measured, 200 points).
        peintre.drawLines([QLineF(a, b) for a, b in pairwise(suite)])

    def _peindre_points(self, peintre: QPainter, cadre: QRectF, courbe: Courbe) -> None:
        encre, fond = self._theme.couleur("texte"), self._theme.couleur("surface")
        serre = cadre.width() / max(1, len(courbe.points)) < self._theme.px(8)
        rayon = self._theme.px(RAYON) * (0.6 if serre else 1.0)
        trait = max(1.0, rayon / 3)
        places = [
            QPointF(self._x(cadre, courbe.x(p.jour)), self._y(cadre, p.valeur))
            for p in courbe.points
        ]
        # Full ones without outline, then hollow ones: pens and brushes are set twice in all.
        for certain, plume, brosse, taille in (
            (True, QPen(Qt.PenStyle.NoPen), encre, rayon + trait / 2),
            (False, QPen(encre, trait), fond, rayon),
        ):
            peintre.setPen(plume)
            peintre.setBrush(QBrush(brosse))
            for point, place in zip(courbe.points, places, strict=True):
                if point.certain is certain:
                    _forme(peintre, place, point.valeur, taille)
        if 0 <= self.courant < len(places):
            peintre.setBrush(Qt.BrushStyle.NoBrush)
            peintre.setPen(QPen(self._theme.couleur("focus"), self._theme.px(2)))
            peintre.drawEllipse(places[self.courant], rayon * 2.2, rayon * 2.2)


def _forme(peintre: QPainter, centre: QPointF, valeur: float, rayon: float) -> None:
    """A disc for an agreeable day, a triangle pointing down for a painful one, else a square."""
    if valeur > 0:
        peintre.drawEllipse(centre, rayon, rayon)
    elif valeur < 0:
        x, y = centre.x(), centre.y()
        peintre.drawConvexPolygon(
            QPolygonF(
                [
                    QPointF(x - rayon * 1.1, y - rayon * 0.8),
                    QPointF(x + rayon * 1.1, y - rayon * 0.8),
                    QPointF(x, y + rayon * 1.1),
                ]
            )
        )
    else:
        cote = rayon * 1.7
        peintre.drawRect(QRectF(centre.x() - cote / 2, centre.y() - cote / 2, cote, cote))
