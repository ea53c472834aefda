"""The journey as a bar: three phases, milestones along them, the line of today.

Plain values come in, already in words; shape, word and colour always go together.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.core.i18n import _
from ui.theme import SECONDAIRE_PT, Theme
from ui.widgets.phase import PHASES, texte_phase
from ui.widgets.tableau import infobulle

TEINTES = {"avant": "ambre", "pendant": "bleu", "apres": "vert"}
BANDE, MARQUE, MARGE = 22, 12, 6
LARGE_NOMS = 92  # the slot from which names and days are written under the marks


class EtatRepere(StrEnum):
    """Where a milestone stands; the same words as `app.domain.parcours`."""

    FAIT = "fait"
    EN_RETARD = "en_retard"
    BIENTOT = "bientot"
    A_VENIR = "a_venir"
    SANS_DATE = "sans_date"
    ECARTE = "ecarte"
    PASSEE = "passee"


@dataclass(frozen=True, slots=True)
class Repere:
    """One milestone of the bar: `quand` is short ("3 nov."), `phrase` tells it in full."""

    cle: str
    libelle: str
    phase: str
    etat: EtatRepere
    quand: str = ""
    phrase: str = ""
    passe: bool = False


class BarreParcours(QWidget):
    """Arrows go from a milestone to the next, Enter opens it (`choisi` carries its key).

    With room, each has its name and its day under it; without, only what is late says so, and a
    last line tells the milestone one is on.
    """

    choisi = Signal(str)
    courant_change = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._phase = ""
        self._resume = ""
        self._reperes: tuple[Repere, ...] = ()
        self._courant = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Parcours"))
        theme.change.connect(self.updateGeometry)

    # --- what it shows -----------------------------------------------------------------------

    def remplir(self, phase: str, reperes: Sequence[Repere], resume: str) -> None:
        """Show these milestones, in order of the journey; `resume` says it all in a sentence."""
        cle = self._reperes[self._courant].cle if self._reperes else ""
        rangs = {"avant": 0, "pendant": 1, "apres": 2}
        self._reperes = tuple(sorted(reperes, key=lambda r: rangs.get(r.phase, 3)))
        self._phase, self._resume = phase, resume
        cles = [r.cle for r in self._reperes]
        self._courant = cles.index(cle) if cle in cles else self._premier_a_faire()
        self._dire()
        self.update()

    @property
    def courant(self) -> Repere | None:
        """The milestone the keyboard is on."""
        return self._reperes[self._courant] if self._reperes else None

    def reperes(self) -> tuple[Repere, ...]:
        """The milestones shown, in order."""
        return self._reperes

    def _premier_a_faire(self) -> int:
        """Where one starts: the first thing to do of the phase, or of the journey."""
        faits = (EtatRepere.FAIT, EtatRepere.ECARTE)
        restent = [i for i, r in enumerate(self._reperes) if r.etat not in faits]
        ici = [i for i in restent if self._reperes[i].phase == self._phase]
        return (ici or restent or [0])[0]

    def _dire(self) -> None:
        """What a screen reader says: the whole, then the milestone one is on."""
        self.setAccessibleName(
            _("Parcours, phase {phase} : {resume}").format(
                phase=_(PHASES[self._phase][1]) if self._phase in PHASES else "",
                resume=self._resume,
            )
        )
        repere = self.courant
        self.setAccessibleDescription(repere.phrase if repere else "")

    # --- geometry ----------------------------------------------------------------------------

    def _petite(self) -> QFont:
        police = QFont(self.font())
        police.setPointSizeF(self._theme.pt(SECONDAIRE_PT))
        return police

    def _interligne(self) -> int:
        return QFontMetrics(self._petite()).height()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """The band, the marks and two lines of words."""
        haut = self._theme.px(BANDE + MARQUE) + 2 * self._interligne() + self._theme.px(8)
        return QSize(self._theme.px(640), haut)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """As high, and as narrow as a column."""
        return QSize(self._theme.px(240), self.sizeHint().height())

    def _bandes(self) -> list[tuple[str, QRect]]:
        """The part of each phase: as wide as it has milestones, never too narrow for its name."""
        metrique = QFontMetrics(self._petite())
        noms = {p: metrique.horizontalAdvance(texte_phase(p)) + self._theme.px(16) for p in PHASES}
        poids = {p: max(1, sum(r.phase == p for r in self._reperes)) for p in PHASES}
        libre = max(0, self.width() - sum(noms.values()) - 2 * self._theme.px(2))
        bandes, x = [], 0
        for phase in PHASES:
            large = noms[phase] + libre * poids[phase] // sum(poids.values())
            bandes.append((phase, QRect(x, 0, large, self._theme.px(BANDE))))
            x += large + self._theme.px(2)
        return bandes

    def _places(self) -> list[QRect]:
        """Where each milestone is drawn: its slot, from the band to the last line of words."""
        places = []
        for phase, bande in self._bandes():
            siens = [r for r in self._reperes if r.phase == phase]
            for i in range(len(siens)):
                gauche = bande.left() + bande.width() * i // len(siens)
                droite = bande.left() + bande.width() * (i + 1) // len(siens)
                places.append(QRect(gauche, bande.bottom() + 1, droite - gauche, self.height()))
        return places

    def _rang_sous(self, x: float) -> int | None:
        for rang, place in enumerate(self._places()):
            if place.left() <= x < place.right():
                return rang
        return None

    # --- drawing -----------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Bands, marks, words, today."""
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        peintre.setFont(self._petite())
        for phase, bande in self._bandes():
            self._peindre_bande(peintre, phase, bande)
        places = self._places()
        serre = self._serre(places)
        for repere, place in zip(self._reperes, places, strict=True):
            self._peindre_repere(peintre, repere, place, serre=serre)
        self._peindre_aujourdhui(peintre, places, serre=serre)
        if places:
            self._peindre_courant(peintre, places[self._courant], serre=serre)
        peintre.end()

    def _peindre_bande(self, peintre: QPainter, phase: str, bande: QRect) -> None:
        teinte = TEINTES[phase]
        ici = phase == self._phase
        fond = self._theme.couleur(f"{teinte}_doux" if ici else "surface_2")
        peintre.setPen(QPen(self._theme.couleur(teinte), 1.5) if ici else Qt.PenStyle.NoPen)
        peintre.setBrush(fond)
        rayon = self._theme.px(4)
        peintre.drawRoundedRect(QRectF(bande).adjusted(1, 1, -1, -1), rayon, rayon)
        police = self._petite()
        police.setBold(ici)
        peintre.setFont(police)
        peintre.setPen(self._theme.couleur(teinte if ici else "texte_2"))
        dedans = bande.adjusted(self._theme.px(8), 0, 0, 0)
        peintre.drawText(dedans, Qt.AlignmentFlag.AlignVCenter, texte_phase(phase))
        peintre.setFont(self._petite())

    def _serre(self, places: Sequence[QRect]) -> bool:
        """Whether there is no room for names."""
        return any(place.width() < self._theme.px(LARGE_NOMS) for place in places)

    def _peindre_repere(
        self, peintre: QPainter, repere: Repere, place: QRect, *, serre: bool
    ) -> None:
        px = self._theme.px
        rayon = px(MARQUE) / 2
        centre = QPointF(place.left() + px(MARGE) + rayon, place.top() + px(3) + rayon)
        self._peindre_marque(peintre, repere.etat, centre, rayon - 1)
        retard = repere.etat is EtatRepere.EN_RETARD
        eteint = repere.etat in (EtatRepere.ECARTE, EtatRepere.SANS_DATE, EtatRepere.PASSEE)
        if serre:
            lignes = [(self._mot_retard(place), "rouge")] if retard else []
        else:
            lignes = [
                (repere.libelle, "texte_2" if eteint else "texte"),
                (repere.quand, "rouge" if retard else "texte_2"),
            ]
        metrique = QFontMetrics(self._petite())
        large = place.width() - px(MARGE)
        haut = place.top() + px(MARQUE + 4)
        for rang, (texte, teinte) in enumerate(lignes):
            peintre.setPen(self._theme.couleur(teinte))
            dit = metrique.elidedText(texte, Qt.TextElideMode.ElideRight, large)
            cadre = QRect(
                place.left() + px(MARGE),
                haut + rang * self._interligne(),
                large,
                self._interligne(),
            )
            peintre.drawText(cadre, Qt.AlignmentFlag.AlignLeft, dit)

    def _mot_retard(self, place: QRect) -> str:
        """The word that fits under a late milestone."""
        mot = _("retard")
        metrique = QFontMetrics(self._petite())
        tient = metrique.horizontalAdvance(mot) <= place.width() - self._theme.px(MARGE)
        return mot if tient else _("tard")

    def _peindre_courant(self, peintre: QPainter, place: QRect, *, serre: bool) -> None:
        """The milestone one is on: framed while the keyboard is here, told when names are not."""
        repere = self.courant
        if repere is None:
            return
        haut = place.top() + self._theme.px(MARQUE + 4) + self._interligne()
        bas = haut if serre else haut + self._interligne()
        if serre:
            peintre.setPen(
                self._theme.couleur("rouge" if repere.etat is EtatRepere.EN_RETARD else "texte")
            )
            phrase = repere.phrase.replace("\n", " · ")
            metrique = QFontMetrics(self._petite())
            gauche = self._theme.px(MARGE)
            large = self.width() - 2 * gauche
            dit = metrique.elidedText(phrase, Qt.TextElideMode.ElideRight, large)
            cadre = QRect(gauche, haut + self._theme.px(2), large, self._interligne())
            peintre.drawText(cadre, Qt.AlignmentFlag.AlignLeft, dit)
        if self.hasFocus():
            peintre.setPen(QPen(self._theme.couleur("focus"), 2))
            peintre.setBrush(Qt.BrushStyle.NoBrush)
            autour = QRectF(place.left() + 1, place.top() + 1, place.width() - 2, bas - place.top())
            peintre.drawRoundedRect(autour, 4, 4)

    def _peindre_marque(
        self, peintre: QPainter, etat: EtatRepere, centre: QPointF, rayon: float
    ) -> None:
        """A full disc is done, a diamond is late, a half disc is near, a ring is to come."""
        encre = self._theme.couleur(
            {EtatRepere.FAIT: "vert", EtatRepere.EN_RETARD: "rouge"}.get(etat, "trait_fort")
        )
        trait = QPen(encre, 1.6)
        if etat in (EtatRepere.SANS_DATE, EtatRepere.ECARTE, EtatRepere.PASSEE):
            trait.setStyle(Qt.PenStyle.DotLine)
        peintre.setPen(trait)
        plein = etat in (EtatRepere.FAIT, EtatRepere.EN_RETARD)
        peintre.setBrush(encre if plein else Qt.BrushStyle.NoBrush)
        if etat is EtatRepere.EN_RETARD:
            r = rayon + 1
            pointes = (QPointF(0, -r), QPointF(r, 0), QPointF(0, r), QPointF(-r, 0))
            peintre.drawPolygon(QPolygonF([centre + p for p in pointes]))
        elif etat is EtatRepere.ECARTE:
            peintre.drawLine(centre - QPointF(rayon, 0), centre + QPointF(rayon, 0))
        else:
            peintre.drawEllipse(centre, rayon, rayon)
        if etat is EtatRepere.BIENTOT:
            carre = QRectF(centre.x() - rayon, centre.y() - rayon, 2 * rayon, 2 * rayon)
            peintre.setBrush(encre)
            peintre.drawPie(carre, -90 * 16, 180 * 16)
        if etat in (EtatRepere.FAIT, EtatRepere.EN_RETARD):
            self._signer(peintre, etat, centre, rayon)

    def _signer(self, peintre: QPainter, etat: EtatRepere, centre: QPointF, rayon: float) -> None:
        """A tick in what is done, a stroke in what is late."""
        peintre.setPen(QPen(QColor(self._theme.palette.surface), 1.6))
        r = rayon * 0.5
        if etat is EtatRepere.FAIT:
            coche = (QPointF(-r, 0), QPointF(-r * 0.2, r * 0.8), QPointF(r, -r * 0.8))
            peintre.drawPolyline(QPolygonF([centre + p for p in coche]))
        else:
            peintre.drawLine(centre - QPointF(0, r), centre + QPointF(0, r * 0.2))
            peintre.drawPoint(centre + QPointF(0, r * 1.1))

    def _peindre_aujourdhui(
        self, peintre: QPainter, places: Sequence[QRect], *, serre: bool
    ) -> None:
        """A dashed line after the last milestone whose day has come."""
        x = self._x_aujourdhui(places)
        if x is None:
            return
        peintre.setPen(QPen(self._theme.couleur("texte"), 1.5, Qt.PenStyle.DashLine))
        bas = self.sizeHint().height() - (self._interligne() + 4 if serre else 0)
        peintre.drawLine(QPointF(x, 0), QPointF(x, bas))
        mot = _("aujourd’hui")
        large = peintre.fontMetrics().horizontalAdvance(mot) + self._theme.px(12)
        gauche = max((b.left() for _p, b in self._bandes() if b.left() < x), default=0)
        nom = peintre.fontMetrics().horizontalAdvance(texte_phase("pendant")) + self._theme.px(24)
        if x - large > gauche + nom:
            cadre = QRectF(x - large, 0, large - self._theme.px(6), self._theme.px(BANDE))
            sens = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            peintre.drawText(cadre, sens, mot)

    def _x_aujourdhui(self, places: Sequence[QRect]) -> float | None:
        passes = [i for i, r in enumerate(self._reperes) if r.passe]
        if not self._reperes:
            return None
        if not passes:
            return 1.0
        return min(float(places[passes[-1]].right() + 1), self.width() - 1.5)

    # --- hands -------------------------------------------------------------------------------

    def viser(self, cle: str) -> None:
        """Show that milestone as the current one, without telling anybody."""
        rangs = [i for i, r in enumerate(self._reperes) if r.cle == cle]
        if rangs:
            self._courant = rangs[0]
            self._dire()
            self.update()

    def aller(self, rang: int) -> None:
        """Put the keyboard on that milestone."""
        if not self._reperes:
            return
        self._courant = max(0, min(rang, len(self._reperes) - 1))
        self._dire()
        self.update()
        self.courant_change.emit(self._reperes[self._courant].cle)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Left and right, first and last, Enter."""
        touche = Qt.Key(event.key())
        pas = {Qt.Key.Key_Left: self._courant - 1, Qt.Key.Key_Right: self._courant + 1}
        pas |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(self._reperes) - 1}
        if touche in pas:
            self.aller(pas[touche])
        elif touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.courant is not None:
            self.choisi.emit(self.courant.cle)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """A click chooses."""
        rang = self._rang_sous(event.position().x())
        if rang is not None:
            self.aller(rang)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """A double click opens."""
        rang = self._rang_sous(event.position().x())
        if rang is not None:
            self.choisi.emit(self._reperes[rang].cle)

    def event(self, event: QEvent) -> bool:
        """The tooltip of a milestone tells it in full, as plain text."""
        if isinstance(event, QHelpEvent):
            rang = self._rang_sous(event.pos().x())
            if rang is not None:
                QToolTip.showText(event.globalPos(), infobulle(self._reperes[rang].phrase), self)
                return True
        return super().event(event)
