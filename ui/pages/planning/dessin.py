"""What the timeline paints: days, rows, names, bands; only what is on screen."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.core.i18n import _
from ui.pages.planning.geometrie import (
    PX_JOURS,
    PX_SEMAINES,
    jours_entre,
    lundis_entre,
    mois_entre,
)
from ui.pages.planning.peinture import Peintre
from ui.pages.planning.trame import Place
from ui.pages.planning.vue import GenreBarre, Rangee

if TYPE_CHECKING:
    from ui.pages.planning.frise import FriseNue

ENTETE = 40
MOIS_NOMME = 44  # pixels from which a month has its name
_CENTRE = Qt.AlignmentFlag.AlignCenter
_GAUCHE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_DROITE = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_UN = timedelta(days=1)


class Dessin:
    """One painting of a timeline."""

    def __init__(self, frise: FriseNue, peintre: Peintre) -> None:
        self.f = frise
        self.peintre = peintre
        # Measured once: a painting asks for them at every bar.
        self._titres = frise.large_titres()
        self._tete = frise.haut_tete()
        self._dx = self._titres - frise.horizontalScrollBar().value()
        self._dy = self._tete - frise.verticalScrollBar().value()

    def tout(self, p: QPainter) -> None:
        """Rows and their names, then dates and bands over them."""
        p.setFont(self.peintre.police)
        self._peindre_fond(p)
        self._peindre_rangees(p)
        self._peindre_aujourdhui(p)
        self._peindre_titres(p)
        self._peindre_tete(p)

    def _ecran(self, rect: QRectF) -> QRectF:
        return rect.translated(self._dx, self._dy)

    def _x(self, jour: date) -> float:
        return self._dx + self.f.trame.echelle.x(jour)

    def _peindre_fond(self, p: QPainter) -> None:
        c = self.peintre.c
        vue = self.f.viewport().rect()
        p.fillRect(vue, c["surface"])
        echelle = self.f.trame.echelle
        debut, fin = self.f.jours_visibles()
        bas = min(vue.height(), self._tete + int(self.f.trame.hauteur))
        if echelle.px >= PX_SEMAINES * 1.6:
            for jour in jours_entre(debut, fin):
                if not self.f.ouvre(jour):
                    p.fillRect(QRectF(self._x(jour), 0, echelle.px, bas), c["fond"])
        p.setPen(c["trait"])
        for jour in mois_entre(debut, fin):
            x = self._x(jour)
            p.drawLine(QPointF(x, 0), QPointF(x, bas))

    def _peindre_rangees(self, p: QPainter) -> None:
        debut, fin = self.f.jours_visibles()
        gauche = float(self._titres)
        p.setClipRect(
            QRectF(gauche, self._tete, self.f.viewport().width(), self.f.viewport().height())
        )
        for rang in self.f.rangs_visibles():
            self._peindre_rangee(p, rang, debut, fin)
            if self.f.trame.rangees[rang].barres and not self._peindre_barres(p, rang):
                self._dire_ailleurs(p, rang, debut)
        self._peindre_apercu(p)
        p.setClipping(False)

    def _peindre_barres(self, p: QPainter, rang: int) -> int:
        """Bars of a row, in the coordinates of the content; how many are on screen."""
        vues = 0
        gauche = float(self._titres - self._dx)
        droite = float(self.f.viewport().width() - self._dx)
        barres = self.f.trame.rangees[rang].barres
        p.translate(self._dx, self._dy)
        for i, (rect, nettoyage) in enumerate(self.f.trame.dessins(rang)):
            fin = nettoyage or rect
            if rect.left() >= droite or fin.right() <= gauche:
                continue
            vues += 1
            if nettoyage is not None:
                self.peintre.nettoyage(p, nettoyage)
            self.peintre.barre(p, _borner(rect, gauche, droite), barres[i], gauche)
            if self.f.courante == Place(rang, i):
                self.peintre.choisie(p, rect, clavier=self.f.hasFocus())
        p.translate(-self._dx, -self._dy)
        return vues

    def _peindre_rangee(self, p: QPainter, rang: int, debut: date, fin: date) -> None:
        rangee, c = self.f.trame.rangees[rang], self.peintre.c
        y = self.f.trame.y(rang) + self._dy
        haut = self.f.trame.haut(rang)
        if rangee.groupe:
            p.fillRect(QRectF(0, y, self.f.viewport().width(), haut), c["surface_2"])
        else:
            p.setPen(c["trait"])
            p.drawLine(QPointF(0, y + haut - 1), QPointF(self.f.viewport().width(), y + haut - 1))
        if rangee.travaux is not None:
            du, au, look = rangee.travaux
            if du < fin and au > debut:
                place = self._ecran(self.f.trame.rect_jours(rang, du, au))
                self.peintre.fond_travaux(p, place, look)
        for periode in rangee.absences:
            du = max(periode.du or debut, debut)
            au = min(periode.au + _UN if periode.au else fin, fin)
            if du < au:
                self.peintre.fermeture(p, self._ecran(self.f.trame.rect_jours(rang, du, au)))

    def _dire_ailleurs(self, p: QPainter, rang: int, debut: date) -> None:
        """A row whose bars are off screen says on which side, and when."""
        trame, px = self.f.trame, self.peintre.px
        barres = trame.rangees[rang].barres
        apres = [b for b in barres if trame.bornes(b)[0] >= debut]
        barre = apres[0] if apres else barres[-1]
        du, au = trame.bornes(barre)
        quand = self.peintre.nom_mois((du if apres else au).replace(day=1), px(200))
        sans = barre.genre is GenreBarre.SANS
        texte = f"{quand} ▸" if apres else f"◂ {quand}"
        if sans:
            texte = f"{barre.texte}  {texte}"
        y = trame.y(rang) + self._dy
        place = QRectF(self._titres + px(8), y, self.f.viewport().width(), trame.haut(rang))
        place.setRight(self.f.viewport().width() - px(8))
        p.setPen(self.peintre.c["rouge" if sans else "texte_2"])
        p.drawText(place, _DROITE if apres else _GAUCHE, self.peintre.elider(texte, place.width()))

    def _peindre_apercu(self, p: QPainter) -> None:
        vu = self.f.apercu
        if vu is None or self.f.apercu_rangee >= len(self.f.trame.rangees):
            return
        debut = vu.depart or self.f.trame.echelle.origine
        fin = vu.retour or self.f.trame.echelle.fin
        rect = self._ecran(
            self.f.trame.rect_jours(self.f.apercu_rangee, debut, max(fin, debut + _UN))
        )
        texte = self.f.trame.barre(self.f.courante).texte if self.f.courante else ""
        gauche = float(self._titres)
        dedans = _borner(rect, gauche, self.f.viewport().width())
        self.peintre.apercu(p, dedans, texte, gauche, mal=self.f.apercu_mal)

    def _peindre_aujourdhui(self, p: QPainter) -> None:
        x = self._x(self.f.aujourdhui)
        if x < self._titres:
            return
        p.setPen(QPen(self.peintre.c["texte"], 1.5, Qt.PenStyle.DashLine))
        p.drawLine(QPointF(x, 0), QPointF(x, self._tete + self.f.trame.hauteur))

    def _peindre_titres(self, p: QPainter) -> None:
        c, px = self.peintre.c, self.peintre.px
        large = self._titres
        p.fillRect(QRectF(0, 0, large, self.f.viewport().height()), c["surface"])
        p.setClipRect(QRectF(0, self._tete, self.f.viewport().width(), self.f.viewport().height()))
        ici = self.f.courante.rangee if self.f.courante else -1
        for rang in self.f.rangs_visibles():
            rangee = self.f.trame.rangees[rang]
            y = self.f.trame.y(rang) + self._dy
            haut = self.f.trame.haut(rang)
            place = QRectF(px(8), y, large - px(12), haut)
            if rangee.groupe:
                self._titre_groupe(p, rangee, y, haut)
                continue
            if rang == ici:
                p.fillRect(QRectF(0, y, large, haut - 1), c["selection"])
            p.setPen(c["trait"])
            p.drawLine(QPointF(0, y + haut - 1), QPointF(large, y + haut - 1))
            metrique = self.peintre.metrique
            veut = min(metrique.horizontalAdvance(rangee.titre), place.width() * 0.72)
            libre = place.width() - veut - px(10)
            detail = self.peintre.elider(rangee.detail, libre) if libre > px(28) else ""
            prend = metrique.horizontalAdvance(detail) + px(8) if detail else 0
            p.setPen(c["texte"])
            p.drawText(place, _GAUCHE, self.peintre.elider(rangee.titre, place.width() - prend))
            p.setPen(c["texte_2"])
            p.drawText(place, _DROITE, detail)
        p.setClipping(False)
        p.setPen(c["trait_fort"])
        p.drawLine(QPointF(large, 0), QPointF(large, self.f.viewport().height()))

    def _titre_groupe(self, p: QPainter, rangee: Rangee, y: float, haut: float) -> None:
        """A group's title runs over the column of names: no bar is in its way."""
        px = self.peintre.px
        p.fillRect(QRectF(0, y, self._titres, haut), self.peintre.c["surface_2"])
        p.setFont(self.peintre.grasse)
        p.setPen(self.peintre.c["texte"])
        texte = f"{rangee.titre} · {rangee.detail}" if rangee.detail else rangee.titre
        large = self._titres - px(12)
        place = QRectF(px(8), y, large, haut)
        p.drawText(place, _GAUCHE, self.peintre.elider(texte, large, gras=True))
        p.setFont(self.peintre.police)

    def _peindre_tete(self, p: QPainter) -> None:
        c, vue = self.peintre.c, self.f.viewport()
        gauche, haut = self._titres, self.peintre.px(ENTETE)
        p.setClipRect(QRectF(gauche + 1, 0, vue.width(), self._tete))
        p.fillRect(QRectF(gauche + 1, 0, vue.width(), self._tete), c["surface"])
        self._peindre_dates(p, haut)
        p.translate(0, haut)
        for i, bandeau in enumerate(self.f.trame.bandeaux):
            rect = self.f.trame.rect_bandeau(i).translated(
                gauche - self.f.horizontalScrollBar().value(), 0
            )
            if rect.right() > gauche and rect.left() < vue.width():
                dedans = _borner(rect, gauche, vue.width())
                self.peintre.bandeau(p, dedans, bandeau.rang, bandeau.nom, gauche + 1)
        p.translate(0, -haut)
        x = self._x(self.f.aujourdhui)
        p.setPen(QPen(c["texte"], 1.5, Qt.PenStyle.DashLine))
        p.drawLine(QPointF(x, haut / 2), QPointF(x, self._tete))
        self._dire_aujourdhui(p, x, haut)
        p.setClipping(False)
        p.setPen(c["trait_fort"])
        p.drawLine(QPointF(0, self._tete), QPointF(vue.width(), self._tete))
        p.setPen(c["texte_2"])
        p.drawText(
            QRectF(self.peintre.px(8), haut, gauche - self.peintre.px(12), self._tete - haut),
            _GAUCHE,
            self.peintre.elider(_("Travaux"), gauche) if self.f.trame.bandeaux else "",
        )

    def _dire_aujourdhui(self, p: QPainter, x: float, haut: float) -> None:
        """The word at the foot of the dates, over the weeks."""
        mot, px = _("aujourd’hui"), self.peintre.px
        large = self.peintre.metrique.horizontalAdvance(mot) + px(8)
        if x < self._titres:
            return
        place = QRectF(max(x - large / 2, self._titres + 1.0), haut / 2, large, haut / 2)
        p.fillRect(place, self.peintre.c["texte"])
        p.setPen(self.peintre.c["surface"])
        p.drawText(place, _CENTRE, mot)

    def _peindre_dates(self, p: QPainter, haut: float) -> None:
        """Months, and under them weeks or days where there is room; far away, years and months."""
        debut, fin = self.f.jours_visibles()
        p.setPen(self.peintre.c["trait"])
        for jour in mois_entre(debut, fin):
            p.drawLine(QPointF(self._x(jour), 0), QPointF(self._x(jour), self._tete))
        loin = self.f.trame.echelle.px * 31 < self.peintre.px(MOIS_NOMME)
        premiers = list(mois_entre(debut, fin))
        if loin:
            annees = sorted({jour.replace(month=1) for jour in premiers})
            self._peindre_bandes(p, [(j, j.replace(year=j.year + 1)) for j in annees], 0, haut / 2)
        mois = [(j, (j + timedelta(days=32)).replace(day=1)) for j in premiers]
        self._peindre_bandes(p, mois, haut / 2 if loin else 0, haut / 2, loin=loin)
        if not loin:
            self._peindre_jours(p, debut, fin, haut / 2)

    def _peindre_bandes(
        self,
        p: QPainter,
        periodes: list[tuple[date, date]],
        y: float,
        haut: float,
        *,
        loin: bool | None = None,
    ) -> None:
        """Names of months (by their first letter when `loin`), or of years."""
        peintre = self.peintre
        p.setFont(peintre.police if loin else peintre.grasse)
        p.setPen(peintre.c["texte_2" if loin else "texte"])
        for debut, fin in periodes:
            gauche = max(self._x(debut), float(self._titres)) + peintre.px(3)
            large = self._x(fin) - gauche - 1
            if loin is None:
                texte = str(debut.year) if large > peintre.px(30) else ""
            else:
                texte = peintre.nom_mois(debut, large)
                if loin and not texte:
                    texte = peintre.nom_mois(debut, peintre.px(200))[:1].upper()
            if large > peintre.px(7):
                p.drawText(QRectF(gauche, y, large, haut), _GAUCHE, texte)
        p.setFont(peintre.police)

    def _peindre_jours(self, p: QPainter, debut: date, fin: date, moitie: float) -> None:
        """Every day, or the Mondays, under the months."""
        p.setPen(self.peintre.c["texte_2"])
        px = self.f.trame.echelle.px
        if px >= self.peintre.px(PX_JOURS):
            for jour in jours_entre(debut, fin):
                p.drawText(QRectF(self._x(jour), moitie, px, moitie), _CENTRE, str(jour.day))
        elif px >= self.peintre.px(PX_SEMAINES):
            for jour in lundis_entre(debut, fin):
                place = QRectF(self._x(jour), moitie, px * 7, moitie)
                p.drawText(place, _GAUCHE, str(jour.day))


def _borner(rect: QRectF, gauche: float, droite: float) -> QRectF:
    """A bar that begins or ends far away is drawn little beyond the edges: painting stays quick."""
    if rect.left() >= gauche - 40 and rect.right() <= droite + 40:
        return rect
    x1 = max(rect.left(), gauche - 40)
    x2 = min(rect.right(), droite + 40)
    return QRectF(x1, rect.top(), max(1.0, x2 - x1), rect.height())
