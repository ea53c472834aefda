"""The timeline: rows and bars over days; only what is on screen is drawn."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from ui.pages.planning.dessin import ENTETE, Dessin
from ui.pages.planning.geometrie import PAS_ZOOM, Echelle, cadrer
from ui.pages.planning.peinture import Peintre
from ui.pages.planning.trame import Place, Trame
from ui.pages.planning.vue import Bandeau, Deplace, Rangee
from ui.theme import Theme
from ui.widgets.tableau import infobulle

TITRES, TITRES_MIN = 264, 150
_PX_DEPART = 5.0
_UN = timedelta(days=1)


class FriseNue(QAbstractScrollArea):
    """Draws rows, scrolls and zooms; `Frise` adds the hands.

    `courante_change` carries the household one is on (None: none).
    """

    courante_change = Signal(object)

    def __init__(self, theme: Theme, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._nom = nom
        self.peintre = Peintre(theme, self.font())
        self.aujourdhui = date(2000, 1, 1)
        self.ouvre: Callable[[date], bool] = _semaine
        self.trame = Trame((), (), Echelle(self.aujourdhui, self.aujourdhui, _PX_DEPART), 1.0)
        self.courante: Place | None = None
        self.apercu: Deplace | None = None
        self.apercu_rangee = 0
        self.apercu_mal: bool | None = None
        self._cadree = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName(nom)
        theme.change.connect(self._habiller)

    # --- what it shows -----------------------------------------------------------------------

    def remplir(
        self,
        rangees: Sequence[Rangee],
        bandeaux: Sequence[Bandeau],
        jours: Sequence[date],
        aujourdhui: date,
        ouvre: Callable[[date], bool],
    ) -> None:
        """Show these rows, keeping the household one is on, the zoom and the scroll."""
        ici = self.menage_courant
        px = self.trame.echelle.px if self._cadree else _PX_DEPART * self._theme.echelle
        premier = self._premier_jour()
        self.aujourdhui, self.ouvre = aujourdhui, ouvre
        self.trame = Trame(rangees, bandeaux, cadrer(jours, aujourdhui, px), self._theme.echelle)
        self.apercu = None
        self._barres_defilement()
        if self._cadree:
            self._venir_au_jour(premier)
        self.courante = None
        if not self.viser(ici):
            self.courante = next(self.trame.places(), None)
        self._dire()
        self.viewport().update()

    def cadrer_au_depart(self) -> None:
        """First look: about half a year, from today."""
        if (
            self._cadree
            or self.viewport().width() < self.large_titres() + 50
            or not self.trame.rangees
        ):
            return
        self._cadree = True
        large = self.viewport().width() - self.large_titres()
        debuts = [b.debut for r in self.trame.rangees for b in r.barres if b.debut]
        premier = max(min(debuts, default=self.aujourdhui), self.aujourdhui - timedelta(days=21))
        self.trame.changer_echelle(
            Echelle(self.trame.echelle.origine, self.trame.echelle.fin, max(1.5, large / 200))
        )
        self._barres_defilement()
        self._venir_au_jour(premier - timedelta(days=7))

    @property
    def menage_courant(self) -> UUID | None:
        """The household one is on."""
        return self.trame.barre(self.courante).menage_id if self.courante else None

    def viser(self, menage_id: UUID | None) -> bool:
        """Go to a household, without telling anybody; False when it has no bar here."""
        if menage_id is None or self.menage_courant == menage_id:
            return menage_id is not None
        for place in self.trame.places():
            if self.trame.barre(place).menage_id == menage_id:
                self.courante = place
                self._dire()
                self.viewport().update()
                return True
        return False

    def aller(self, place: Place | None) -> None:
        """Go to a bar, show it, tell it."""
        if place is None:
            return
        self.courante = place
        self.montrer(self.trame.rect(place))
        self._dire()
        self.courante_change.emit(self.menage_courant)
        self.viewport().update()

    def montrer(self, rect: QRectF) -> None:
        """Scroll so that a bar is on screen."""
        v, h = self.verticalScrollBar(), self.horizontalScrollBar()
        bas = self.viewport().height() - self.haut_tete()
        if rect.top() < v.value() or rect.bottom() > v.value() + bas:
            v.setValue(int(rect.center().y() - bas / 2))
        large = self.viewport().width() - self.large_titres()
        if rect.right() < h.value() + 24 or rect.left() > h.value() + large - 24:
            h.setValue(int(rect.left() - large / 4))

    def montrer_apercu(self) -> None:
        """What is considered stays on screen, whatever opens under the timeline."""
        if self.apercu is None or self.apercu_rangee >= len(self.trame.rangees):
            return
        v = self.verticalScrollBar()
        y, haut = self.trame.y(self.apercu_rangee), self.trame.haut(self.apercu_rangee)
        bas = self.viewport().height() - self.haut_tete()
        if y < v.value():
            v.setValue(int(y))
        elif y + haut > v.value() + bas:
            v.setValue(int(y + haut - bas) + 1)

    def _dire(self) -> None:
        bulle = self.trame.barre(self.courante).bulle if self.courante else ""
        titre = self.trame.rangees[self.courante.rangee].titre if self.courante else ""
        self.setAccessibleDescription(f"{titre} : {bulle}" if bulle else self._nom)

    # --- zoom and scroll ---------------------------------------------------------------------

    def zoomer(self, sens: int, x: float | None = None) -> None:
        """Nearer (1) or farther (-1), around what is at `x` of the screen; 0 shows all."""
        if not sens:
            self.tout_voir()
            return
        large = self.viewport().width() - self.large_titres()
        ancre = large / 2 if x is None else x - self.large_titres()
        h = self.horizontalScrollBar()
        avant = self.trame.echelle
        apres = avant.zoom(PAS_ZOOM if sens > 0 else 1 / PAS_ZOOM)
        jours = (h.value() + ancre) / avant.px
        self.trame.changer_echelle(apres)
        self._barres_defilement()
        h.setValue(round(jours * apres.px - ancre))
        self.viewport().update()

    def tout_voir(self) -> None:
        """The whole operation in the width."""
        echelle = self.trame.echelle
        large = self.viewport().width() - self.large_titres()
        jours = max(1, (echelle.fin - echelle.origine).days)
        self.trame.changer_echelle(echelle.zoom(large / jours / echelle.px))
        self._barres_defilement()
        self.viewport().update()

    def aller_aujourdhui(self) -> None:
        """Bring today near the left."""
        self._venir_au_jour(self.aujourdhui - timedelta(days=7))

    def _venir_au_jour(self, jour: date) -> None:
        self.horizontalScrollBar().setValue(round(self.trame.echelle.x(jour)))

    def _premier_jour(self) -> date:
        return self.trame.echelle.jour(self.horizontalScrollBar().value())

    def _barres_defilement(self) -> None:
        large = self.viewport().width() - self.large_titres()
        haut = self.viewport().height() - self.haut_tete()
        h, v = self.horizontalScrollBar(), self.verticalScrollBar()
        h.setPageStep(max(1, large))
        h.setRange(0, max(0, int(self.trame.echelle.largeur) - large))
        h.setSingleStep(self.peintre.px(40))
        v.setPageStep(max(1, haut))
        v.setRange(0, max(0, int(self.trame.hauteur) - haut))
        v.setSingleStep(self.peintre.px(28))

    # --- measures ----------------------------------------------------------------------------

    def large_titres(self) -> int:
        """Width of the column of names."""
        px = self.peintre.px
        return min(px(TITRES), max(px(TITRES_MIN), self.viewport().width() // 4))

    def haut_tete(self) -> int:
        """Height of dates and bands over the rows."""
        return self.peintre.px(ENTETE) + int(self.trame.haut_bandeaux)

    def contenu(self, point: QPointF) -> QPointF:
        """A point of the screen, in the content."""
        return QPointF(
            point.x() - self.large_titres() + self.horizontalScrollBar().value(),
            point.y() - self.haut_tete() + self.verticalScrollBar().value(),
        )

    def jours_visibles(self) -> tuple[date, date]:
        """The first day on screen, and the first one after."""
        large = self.viewport().width() - self.large_titres()
        h = self.horizontalScrollBar().value()
        echelle = self.trame.echelle
        return echelle.jour(h), min(echelle.jour(h + large) + _UN, echelle.fin)

    def rangs_visibles(self) -> range:
        """The rows on screen."""
        v = self.verticalScrollBar().value()
        return self.trame.visibles(v, v + self.viewport().height() - self.haut_tete())

    # --- Qt ----------------------------------------------------------------------------------

    def _habiller(self) -> None:
        self.peintre = Peintre(self._theme, self.font())
        ancienne = self.trame
        self.trame = Trame(
            ancienne.rangees, ancienne.bandeaux, ancienne.echelle, self._theme.echelle
        )
        self._barres_defilement()
        self.viewport().update()

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Rows and their names, then dates and bands over them."""
        self.cadrer_au_depart()
        p = QPainter(self.viewport())
        Dessin(self, self.peintre).tout(p)
        p.end()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """More or less is on screen."""
        super().resizeEvent(event)
        self._barres_defilement()
        self.montrer_apercu()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 - Qt name
        """Ctrl zooms, Shift goes sideways."""
        pas = event.angleDelta().y() or event.angleDelta().x()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if pas:
                self.zoomer(1 if pas > 0 else -1, event.position().x())
            event.accept()
        elif event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            h = self.horizontalScrollBar()
            h.setValue(h.value() - pas)
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """Tells in full what is under the mouse."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            texte = self.bulle(QPointF(event.pos()))
            if texte:
                QToolTip.showText(event.globalPos(), infobulle(texte), self.viewport())
            else:
                QToolTip.hideText()
            return True
        return super().viewportEvent(event)

    def bulle(self, point: QPointF) -> str:
        """What is said of what is at that point of the screen."""
        tete = self.peintre.px(ENTETE)
        if point.x() > self.large_titres() and tete <= point.y() < self.haut_tete():
            dedans = QPointF(self.contenu(point).x(), point.y() - tete)
            for i, bandeau in enumerate(self.trame.bandeaux):
                if self.trame.rect_bandeau(i).contains(dedans):
                    return bandeau.bulle
        if point.y() < self.haut_tete():
            return ""
        contenu = self.contenu(point)
        if point.x() <= self.large_titres():
            rang = self.trame.rangee_sous(contenu.y())
            rangee = self.trame.rangees[rang] if rang is not None else None
            return f"{rangee.titre}\n{rangee.detail}".strip() if rangee else ""
        place = self.trame.sous(contenu)
        return self.trame.barre(place).bulle if place else ""


def _semaine(jour: date) -> bool:
    return jour.weekday() < 5
