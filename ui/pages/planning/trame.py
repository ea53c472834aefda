"""Where everything of the timeline stands: rows, lanes, bands, and what is under the mouse."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from PySide6.QtCore import QPointF, QRectF

from ui.pages.planning.geometrie import Echelle, etager
from ui.pages.planning.vue import Bandeau, Barre, Rangee

RANGEE, GROUPE, LIGNE_BANDEAU, LIGNE_FINE = 28, 26, 19, 7
BANDEAUX_NOMMES = 5  # lanes of works beyond which they are thin, without their name


@dataclass(frozen=True, slots=True)
class Place:
    """A bar among rows."""

    rangee: int
    barre: int


class Trame:
    """Rows laid out one under the other, in pixels of the whole content (nothing scrolled)."""

    def __init__(
        self,
        rangees: Sequence[Rangee],
        bandeaux: Sequence[Bandeau],
        echelle: Echelle,
        unite: float,
    ) -> None:
        self.rangees = tuple(rangees)
        self.bandeaux = tuple(bandeaux)
        self.echelle = echelle
        self._unite = unite
        self._dessins: dict[int, list[tuple[QRectF, QRectF | None]]] = {}
        self._hauts: list[float] = []
        y = 0.0
        for rangee in self.rangees:
            self._hauts.append(y)
            y += (GROUPE if rangee.groupe else RANGEE) * unite
        self.hauteur = y
        self._etages = [etager([self.bornes(b) for b in r.barres]) for r in self.rangees]
        etages = etager([(b.debut, b.fin) for b in self.bandeaux])
        self._lanes = [e for e, _n in etages]
        self.lignes_bandeaux = max((e for e, _n in etages), default=-1) + 1

    def changer_echelle(self, echelle: Echelle) -> None:
        """Zoom: rows do not move."""
        self.echelle = echelle
        self._dessins.clear()

    @property
    def haut_ligne(self) -> float:
        """Height of a lane of works."""
        fine = self.lignes_bandeaux > BANDEAUX_NOMMES
        return (LIGNE_FINE if fine else LIGNE_BANDEAU) * self._unite

    @property
    def haut_bandeaux(self) -> float:
        """Height of all lanes of works."""
        return self.lignes_bandeaux * self.haut_ligne

    def bornes(self, barre: Barre) -> tuple[date, date]:
        """When a bar begins and ends on screen, cleaning included."""
        fin = barre.nettoye or barre.fin or self.echelle.fin
        debut = barre.debut or self.echelle.origine
        return debut, max(fin, debut + timedelta(days=1))

    def y(self, rang: int) -> float:
        """Top of a row."""
        return self._hauts[rang]

    def haut(self, rang: int) -> float:
        """Height of a row."""
        suivant = self._hauts[rang + 1] if rang + 1 < len(self._hauts) else self.hauteur
        return suivant - self._hauts[rang]

    def rangee_sous(self, y: float) -> int | None:
        """The row at that height."""
        if not self._hauts or y < 0 or y >= self.hauteur:
            return None
        return bisect_right(self._hauts, y) - 1

    def visibles(self, haut: float, bas: float) -> range:
        """Rows between two heights."""
        if not self._hauts:
            return range(0)
        premiere = max(0, bisect_right(self._hauts, haut) - 1)
        return range(premiere, min(len(self._hauts), bisect_right(self._hauts, bas)))

    def rect(self, place: Place) -> QRectF:
        """The bar itself, without its cleaning."""
        return self.dessins(place.rangee)[place.barre][0]

    def rect_nettoyage(self, place: Place) -> QRectF | None:
        """The days after it when the home is made ready."""
        return self.dessins(place.rangee)[place.barre][1]

    def dessins(self, rang: int) -> list[tuple[QRectF, QRectF | None]]:
        """Where the bars of a row stand, and their cleaning; kept until the zoom changes."""
        faits = self._dessins.get(rang)
        if faits is None:
            barres = self.rangees[rang].barres
            faits = self._dessins[rang] = [self._dessiner(rang, i) for i in range(len(barres))]
        return faits

    def _dessiner(self, rang: int, i: int) -> tuple[QRectF, QRectF | None]:
        barre = self.rangees[rang].barres[i]
        etage, etages = self._etages[rang][i]
        debut = barre.debut or self.echelle.origine
        fin = max(barre.fin or self.echelle.fin, debut + timedelta(days=1))
        marge = 3 * self._unite
        haut = (self.haut(rang) - 2 * marge) / etages
        x, y = self.echelle.x(debut), self.y(rang) + marge + etage * haut
        corps = QRectF(x, y, self.echelle.x(fin) - x, haut - 1)
        if barre.nettoye is None or barre.fin is None or barre.nettoye <= barre.fin:
            return corps, None
        large = self.echelle.x(barre.nettoye) - self.echelle.x(barre.fin)
        return corps, QRectF(corps.right(), y, large, haut - 1)

    def rect_jours(self, rang: int, debut: date, fin: date) -> QRectF:
        """Some days of a row."""
        x = self.echelle.x(debut)
        marge = 3 * self._unite
        return QRectF(x, self.y(rang) + marge, self.echelle.x(fin) - x, self.haut(rang) - 2 * marge)

    def rect_bandeau(self, rang: int) -> QRectF:
        """A band of works; its top is that of the bands."""
        bandeau = self.bandeaux[rang]
        x = self.echelle.x(bandeau.debut)
        return QRectF(
            x,
            self._lanes[rang] * self.haut_ligne + 1,
            self.echelle.x(bandeau.fin) - x,
            self.haut_ligne - 3,
        )

    def sous(self, point: QPointF) -> Place | None:
        """The bar at that point of the content."""
        rang = self.rangee_sous(point.y())
        if rang is None:
            return None
        for i in reversed(range(len(self.rangees[rang].barres))):
            if self.rect(Place(rang, i)).adjusted(-2, -2, 2, 2).contains(point):
                return Place(rang, i)
        return None

    def places(self) -> Iterator[Place]:
        """Every bar, in reading order."""
        for rang, rangee in enumerate(self.rangees):
            for i in range(len(rangee.barres)):
                yield Place(rang, i)

    def barre(self, place: Place) -> Barre:
        """The bar at a place."""
        return self.rangees[place.rangee].barres[place.barre]

    def voisine(self, place: Place, sens: int) -> Place | None:
        """The nearest bar of the next row (1) or of the previous one (-1) that has some."""
        centre = self.rect(place).center().x()
        rang = place.rangee + sens
        while 0 <= rang < len(self.rangees):
            siennes = range(len(self.rangees[rang].barres))
            if siennes:
                return min(
                    (Place(rang, i) for i in siennes),
                    key=lambda p: abs(self.rect(p).center().x() - centre),
                )
            rang += sens
        return None
