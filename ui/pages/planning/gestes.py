"""The hands of the timeline: arrows go from bar to bar, Shift moves one, the mouse drags it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.planification.mots import Solution
from ui.pages.planning.frise import FriseNue
from ui.pages.planning.geometrie import caler, decaler
from ui.pages.planning.trame import Place
from ui.pages.planning.vue import Barre, Deplace, GenreBarre
from ui.theme import Theme

BORD = 6  # pixels of a bar's end that take only this end
_ENTREES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FLECHES = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}
_ZOOMS = {Qt.Key.Key_Plus: 1, Qt.Key.Key_Equal: 1, Qt.Key.Key_Minus: -1}
_SOLUTIONS = {GenreBarre.DEFINITIF: Solution.DEFINITIF}


@dataclass
class _Prise:
    """A bar held by the mouse: where it was taken, which ends follow."""

    place: Place
    point: QPointF
    depart: bool
    retour: bool
    bouge: bool = False


class Frise(FriseNue):
    """`essaye` carries a `Deplace` being considered, `depose` the one that is asked for.

    `laisse` says nothing is considered any more, `ouvre_menage` and `explique` carry a household.
    `modifiable` is False for a plan one only looks at: `refuse` says somebody tried.
    """

    essaye = Signal(object)
    depose = Signal(object)
    laisse = Signal()
    ouvre_menage = Signal(object)
    explique = Signal(object)
    refuse = Signal()

    def __init__(self, theme: Theme, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, nom, parent)
        self.modifiable = True
        self._prise: _Prise | None = None

    # --- what is being considered ------------------------------------------------------------

    def juger(self, vu: Deplace, *, mal: bool) -> None:
        """Whether what is considered would break a rule: the outline says so."""
        if self.apercu == vu:
            self.apercu_mal = mal
            self.viewport().update()

    def laisser(self) -> None:
        """Consider nothing any more."""
        if self.apercu is None and self._prise is None:
            return
        self.apercu, self._prise = None, None
        self.viewport().update()
        self.laisse.emit()

    def _considerer(self, vu: Deplace, rangee: int) -> None:
        if vu == self.apercu:
            return
        self.apercu, self.apercu_rangee, self.apercu_mal = vu, rangee, None
        self.montrer_apercu()
        self.viewport().update()
        self.essaye.emit(vu)

    def _base(self) -> tuple[Deplace, int] | None:
        """What a move starts from: what is considered, else the bar one is on."""
        if self.courante is None:
            return None
        if self.apercu is not None:
            return self.apercu, self.apercu_rangee
        vu = self._deplace(self.courante)
        return (vu, self.courante.rangee) if vu is not None else None

    def _deplace(self, place: Place) -> Deplace | None:
        barre = self.trame.barre(place)
        if barre.menage_id is None or barre.genre in (GenreBarre.HORS, GenreBarre.PRIS):
            return None
        solution = _SOLUTIONS.get(barre.genre, Solution.TIROIR)
        if barre.genre is GenreBarre.SEJOUR and barre.deja_parti:
            solution = Solution.RETOUR
        return Deplace(
            barre.menage_id,
            solution,
            barre.logement_id,
            caler(barre.debut, self.ouvre) if barre.debut and _sans(barre) else barre.debut,
            caler(barre.fin, self.ouvre) if barre.fin and _sans(barre) else barre.fin,
        )

    def _decaler(self, pas: int, *, depart: bool = True, retour: bool = True) -> None:
        """Shift by working days what may be."""
        base = self._base()
        if base is None:
            return
        if not self.modifiable:
            self.refuse.emit()
            return
        vu, rangee = base
        parti = vu.solution is Solution.RETOUR
        self._proposer(
            vu,
            rangee,
            decaler(vu.depart, pas, self.ouvre)
            if vu.depart and depart and not parti
            else vu.depart,
            decaler(vu.retour, pas, self.ouvre) if vu.retour and retour else vu.retour,
        )

    def _proposer(self, vu: Deplace, rangee: int, depart: date | None, retour: date | None) -> None:
        if depart and retour and retour <= depart:
            return
        depose = self.trame.rangees[rangee].depot
        self._considerer(
            replace(vu, depart=depart, retour=retour, logement_id=depose or vu.logement_id), rangee
        )

    def _changer_logement(self, sens: int) -> None:
        """The next home that can be given, up or down."""
        base = self._base()
        if base is None:
            return
        if not self.modifiable:
            self.refuse.emit()
            return
        vu, rangee = base
        rangee += sens
        while 0 <= rangee < len(self.trame.rangees):
            depot = self.trame.rangees[rangee].depot
            if depot is not None:
                self._considerer(replace(vu, logement_id=depot), rangee)
                return
            rangee += sens

    # --- keyboard ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Ctrl+plus and Ctrl+minus zoom here, where elsewhere they change the size of the text."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            and Qt.Key(event.key()) in (*_ZOOMS, Qt.Key.Key_0)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Arrows go, Shift+arrows move, Ctrl+Up and Down change home, Enter opens or places."""
        if self._fleche(event) or self._autre(event):
            event.accept()
            return
        event.ignore()

    def _fleche(self, event: QKeyEvent) -> bool:
        sens = _FLECHES.get(Qt.Key(event.key()))
        if sens is None:
            return False
        dx, dy = sens
        mods = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift, ctrl = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        if mods == Qt.KeyboardModifier.NoModifier:
            self._aller(dx, dy)
        elif mods == shift and dx:
            self._decaler(dx)
        elif mods == shift | ctrl and dx:
            self._decaler(dx, depart=False)
        elif mods == ctrl and dx:
            self._decaler(dx, retour=False)
        elif mods == ctrl and dy:
            self._changer_logement(dy)
        else:
            return False
        return True

    def _autre(self, event: QKeyEvent) -> bool:
        touche = Qt.Key(event.key())
        if touche == Qt.Key.Key_Escape and self.apercu is not None:
            self.laisser()
        elif touche in _ENTREES and self.apercu is not None:
            self.depose.emit(self.apercu)
        elif touche in _ENTREES and self.menage_courant is not None:
            self.ouvre_menage.emit(self.menage_courant)
        elif touche in _ZOOMS:
            self.zoomer(_ZOOMS[touche])
        elif touche == Qt.Key.Key_0:
            self.tout_voir()
        elif touche == Qt.Key.Key_Home:
            self.aller(next(self.trame.places(), None))
        elif touche in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            v = self.verticalScrollBar()
            pas = v.pageStep() if touche == Qt.Key.Key_PageDown else -v.pageStep()
            v.setValue(v.value() + pas)
        else:
            return False
        return True

    def _aller(self, dx: int, dy: int) -> None:
        self.laisser()
        if self.courante is None:
            self.aller(next(self.trame.places(), None))
        elif dy:
            self.aller(self.trame.voisine(self.courante, dy))
        else:
            rang = self.courante.barre + dx
            if 0 <= rang < len(self.trame.rangees[self.courante.rangee].barres):
                self.aller(Place(self.courante.rangee, rang))

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """The keyboard is on a bar as soon as it comes here."""
        super().focusInEvent(event)
        if self.courante is None:
            self.courante = next(self.trame.places(), None)
            self._dire()
            self.courante_change.emit(self.menage_courant)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """It left: the bar one is on stays marked, thinner."""
        super().focusOutEvent(event)
        self.viewport().update()

    # --- mouse -------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """Choose a bar, and hold it: by an end, only this end follows."""
        if event.button() != Qt.MouseButton.LeftButton or event.position().y() < self.haut_tete():
            return
        self.laisser()
        point = self.contenu(event.position())
        rang = self.trame.rangee_sous(point.y())
        if event.position().x() <= self.large_titres():
            if rang is not None and self.trame.rangees[rang].barres:
                self.aller(Place(rang, 0))
            return
        place = self.trame.sous(point)
        if place is None:
            return
        rect = self.trame.rect(place)
        large = rect.width() > 3 * BORD
        fin = large and point.x() > rect.right() - BORD
        debut = large and point.x() < rect.left() + BORD
        self.courante = place
        self._dire()
        self.courante_change.emit(self.menage_courant)
        self._prise = _Prise(place, point, depart=not fin, retour=not debut)
        self.viewport().update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """The bar follows, from working day to working day."""
        if self._prise is None:
            self._curseur(event.position())
            return
        point = self.contenu(event.position())
        ecart = point - self._prise.point
        if not self._prise.bouge:
            if ecart.manhattanLength() < QApplication.startDragDistance():
                return
            if not self.modifiable:
                self._prise = None
                self.refuse.emit()
                return
            self._prise.bouge = True
        self._suivre(event.position())
        self._tirer(self._prise, self.contenu(event.position()))

    def _suivre(self, point: QPointF) -> None:
        """Near an edge, what is beyond comes into view."""
        h, v = self.horizontalScrollBar(), self.verticalScrollBar()
        gauche, haut = self.large_titres(), self.haut_tete()
        droite, bas = self.viewport().width(), self.viewport().height()
        h.setValue(h.value() + 24 * (point.x() > droite - 24) - 24 * (point.x() < gauche + 24))
        v.setValue(v.value() + 14 * (point.y() > bas - 12) - 14 * (point.y() < haut + 12))

    def _tirer(self, prise: _Prise, point: QPointF) -> None:
        vu = self._deplace(prise.place)
        if vu is None:
            return
        jours = self.trame.echelle.jours(point.x() - prise.point.x())
        sens = 1 if jours >= 0 else -1
        depart, retour = vu.depart, vu.retour
        if depart and prise.depart and vu.solution is not Solution.RETOUR and jours:
            depart = caler(depart + timedelta(days=jours), self.ouvre, sens)
        if retour and prise.retour and jours:
            retour = caler(retour + timedelta(days=jours), self.ouvre, sens)
        rangee = self.trame.rangee_sous(point.y())
        if rangee is None or self.trame.rangees[rangee].depot is None:
            rangee = prise.place.rangee
        self._proposer(vu, rangee, depart, retour)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """Dropped: it is asked for, unless it is back where it was."""
        prise, self._prise = self._prise, None
        if prise is None or not prise.bouge or self.apercu is None:
            return
        if self.apercu == self._deplace(prise.place):
            self.laisser()
        else:
            self.depose.emit(self.apercu)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """Opens the household."""
        self._prise = None
        place = self.trame.sous(self.contenu(event.position()))
        sur_barre = place is not None and event.position().y() >= self.haut_tete()
        if (sur_barre or event.position().x() <= self.large_titres()) and self.menage_courant:
            self.ouvre_menage.emit(self.menage_courant)

    def _curseur(self, point: QPointF) -> None:
        place = self.trame.sous(self.contenu(point)) if point.y() >= self.haut_tete() else None
        forme = Qt.CursorShape.ArrowCursor
        if place is not None and point.x() > self.large_titres():
            rect, x = self.trame.rect(place), self.contenu(point).x()
            bord = rect.width() > 3 * BORD and min(x - rect.left(), rect.right() - x) < BORD
            forme = Qt.CursorShape.SizeHorCursor if bord else Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(forme)


def _sans(barre: Barre) -> bool:
    return barre.genre is GenreBarre.SANS
