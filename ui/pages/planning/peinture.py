"""How things of the timeline are drawn: each batch has its colour and its pattern."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetrics, QPainter, QPen, QPolygonF

from app.core.i18n import mois
from ui.pages.planning.vue import Barre, GenreBarre
from ui.theme import SECONDAIRE_PT, Theme

TEINTES = ("bleu", "ambre", "vert", "accent", "texte_2")
_S = Qt.BrushStyle
MOTIFS = (_S.SolidPattern, _S.BDiagPattern, _S.Dense4Pattern, _S.VerPattern)
_DOUX = {"texte_2": "surface_2"}
_GAUCHE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_ELIDES_MAX = 6000


class Peintre:
    """Pens, brushes and cut texts of one appearance; made again when the theme changes."""

    def __init__(self, theme: Theme, police: QFont) -> None:
        self._unite = theme.echelle  # read once: the setting is too slow for each bar
        self.police = QFont(police)
        self.police.setPointSizeF(theme.pt(SECONDAIRE_PT))
        self.grasse = QFont(self.police)
        self.grasse.setBold(True)
        self.metrique = QFontMetrics(self.police)
        self.metrique_grasse = QFontMetrics(self.grasse)
        self._elides: dict[tuple[str, int, bool], str] = {}
        self._mois: dict[tuple[date, bool], str] = {}
        noms = ("texte", "texte_2", "trait", "trait_fort", "rouge", "rouge_doux", "focus")
        self.c = {n: theme.couleur(n) for n in (*noms, "surface", "surface_2", "fond", "selection")}
        self._hachure = QBrush(self.c["trait_fort"], _S.BDiagPattern)
        self._ferme = QBrush(self.c["trait"], _S.DiagCrossPattern)
        # Pens and brushes are made once: a painting asks for several hundreds of them.
        self._looks = [_look(theme, rang) for rang in range(len(TEINTES) * len(MOTIFS))]
        self._contours = [QPen(encre, 1) for encre, _doux, _motif in self._looks]
        self._sans = QPen(self.c["rouge"], 1.6, Qt.PenStyle.DashLine)
        self._autre = QPen(self.c["trait_fort"], 1, Qt.PenStyle.DotLine)
        self._faute = QPen(self.c["rouge"], 2)

    def px(self, mesure: float) -> int:
        """A measure at the scale in force."""
        return round(mesure * self._unite)

    def look(self, rang: int) -> tuple[QColor, QColor, QBrush]:
        """Ink, soft colour and pattern of a batch: twenty before two are alike."""
        return self._looks[rang % len(self._looks)]

    def elider(self, texte: str, largeur: float, *, gras: bool = False) -> str:
        """The text cut to a width, remembered."""
        cle = (texte, int(largeur), gras)
        dit = self._elides.get(cle)
        if dit is None:
            if len(self._elides) > _ELIDES_MAX:
                self._elides.clear()
            metrique = self.metrique_grasse if gras else self.metrique
            dit = metrique.elidedText(texte, Qt.TextElideMode.ElideRight, int(largeur))
            self._elides[cle] = dit
        return dit

    def nom_mois(self, jour: date, largeur: float) -> str:
        """ "nov. 2026", "nov." or nothing, as there is room."""
        for annee in (True, False):
            cle = (jour, annee)
            if cle not in self._mois:
                self._mois[cle] = mois(jour, annee=annee)
            if self.metrique_grasse.horizontalAdvance(self._mois[cle]) <= largeur:
                return self._mois[cle]
        return ""

    # --- bands -------------------------------------------------------------------------------

    def bandeau(self, p: QPainter, place: QRectF, rang: int, texte: str, visible: float) -> None:
        """Works of a batch: its pattern on the left, its name, its colour around."""
        encre, doux, motif = self.look(rang)
        p.fillRect(place, doux)
        cale = QRectF(max(place.left(), visible), place.top(), self.px(10), place.height())
        p.fillRect(cale.intersected(place), motif)
        p.setPen(encre)
        p.setBrush(_S.NoBrush)
        p.drawRect(place)
        dedans = QRectF(cale.right() + self.px(4), place.top(), place.right(), place.height())
        large = place.right() - dedans.left() - 2
        if large > self.px(16) and place.height() >= self.metrique.height() - 2:
            p.setPen(self.c["texte"])
            dedans.setWidth(large)
            p.drawText(dedans, _GAUCHE, self.elider(texte, large))

    def fond_travaux(self, p: QPainter, place: QRectF, rang: int) -> None:
        """Under a household's bar: when its works are."""
        _encre, doux, motif = self.look(rang)
        haut = self.px(4)
        pied = QRectF(place.left(), place.bottom() - haut + 2, place.width(), haut)
        p.fillRect(pied, doux)
        p.fillRect(pied.adjusted(0, haut / 2, 0, 0), motif)

    def fermeture(self, p: QPainter, place: QRectF) -> None:
        """Days a home cannot be used."""
        p.fillRect(place, self._ferme)

    # --- bars --------------------------------------------------------------------------------

    def barre(self, p: QPainter, place: QRectF, barre: Barre, visible: float) -> None:
        """A household; what is impossible is outlined in red, with a sign."""
        _encre, doux, motif = self.look(barre.rang)
        contour = self._contours[barre.rang % len(self._contours)]
        if barre.genre is GenreBarre.SANS:
            contour, doux = self._sans, self.c["surface"]
        elif barre.genre in (GenreBarre.HORS, GenreBarre.PRIS):
            contour, doux = self._autre, self.c["surface_2"]
        if barre.faute:
            contour = self._faute
        p.setPen(contour)
        p.setBrush(doux)
        if barre.genre is GenreBarre.DEFINITIF:
            self._fleche(p, place)
        else:
            p.drawRect(place)
        if barre.genre in (GenreBarre.SEJOUR, GenreBarre.DEFINITIF):
            haut = max(3.0, place.height() * 0.18)
            bas = QRectF(place.left() + 1, place.bottom() - haut, place.width() - 1, haut)
            p.fillRect(bas, motif)
        self._ecrire(p, place, barre, visible)

    def nettoyage(self, p: QPainter, place: QRectF) -> None:
        """Days the home is being made ready."""
        if place.width() < self.px(4):
            p.fillRect(place, self.c["trait_fort"])
            return
        p.fillRect(place, self._hachure)
        p.setPen(self.c["trait_fort"])
        p.setBrush(_S.NoBrush)
        p.drawRect(place)

    def apercu(
        self, p: QPainter, place: QRectF, texte: str, visible: float, *, mal: bool | None
    ) -> None:
        """Where the bar would go: blue when nothing breaks, red and signed when something does."""
        teinte = self.c["rouge" if mal else "focus"]
        fond = QColor(self.c["rouge_doux"] if mal else self.c["selection"])
        p.setPen(QPen(teinte, 2, Qt.PenStyle.SolidLine if mal is False else Qt.PenStyle.DashLine))
        p.setBrush(fond)
        p.drawRect(place.adjusted(1, 1, -1, -1))
        p.setPen(self.c["texte"])
        gauche = max(place.left(), visible) + self.px(4)
        large = place.right() - gauche
        if large > self.px(14):
            dit = self.elider(f"⚠ {texte}" if mal else texte, large)
            p.drawText(QRectF(gauche, place.top(), large, place.height()), _GAUCHE, dit)

    def choisie(self, p: QPainter, place: QRectF, *, clavier: bool) -> None:
        """The bar one is on: thick when the keyboard is here."""
        p.setBrush(_S.NoBrush)
        p.setPen(QPen(self.c["focus"] if clavier else self.c["trait_fort"], 2.4))
        p.drawRect(place.adjusted(-1, -1, 1, 1))

    def _fleche(self, p: QPainter, place: QRectF) -> None:
        """A bar that points to the right: one does not come back."""
        pointe = min(place.height() / 2, place.width() / 2)
        milieu = place.center().y()
        p.drawPolygon(
            QPolygonF(
                [
                    place.topLeft(),
                    QPointF(place.right() - pointe, place.top()),
                    QPointF(place.right(), milieu),
                    QPointF(place.right() - pointe, place.bottom()),
                    place.bottomLeft(),
                ]
            )
        )

    def _ecrire(self, p: QPainter, place: QRectF, barre: Barre, visible: float) -> None:
        gauche = max(place.left(), visible) + self.px(4)
        if barre.fixe and place.right() - gauche > self.px(10):
            self.epingle(p, QPointF(gauche + self.px(3), place.center().y()))
            gauche += self.px(10)
        large = place.right() - gauche - 2
        if large < self.px(14):
            return
        texte = f"⚠ {barre.texte}" if barre.faute else barre.texte
        eteinte = barre.genre in (GenreBarre.HORS, GenreBarre.PRIS)
        rouge = barre.genre is GenreBarre.SANS
        p.setPen(self.c["rouge" if rouge else "texte_2" if eteinte else "texte"])
        cadre = QRectF(gauche, place.top() - 1, large, place.height())
        p.drawText(cadre, _GAUCHE, self.elider(texte, large))

    def epingle(self, p: QPainter, centre: QPointF) -> None:
        """A pin: a head, a needle."""
        r = self.px(3)
        p.setPen(QPen(self.c["texte"], max(1.0, r / 2.5)))
        p.drawLine(centre, centre + QPointF(0, 2.2 * r))
        p.setPen(Qt.PenStyle.NoPen)
        p.setBrush(self.c["texte"])
        p.drawEllipse(centre - QPointF(0, r * 0.6), r, r)


def _look(theme: Theme, rang: int) -> tuple[QColor, QColor, QBrush]:
    """Ink, soft colour and pattern: both cycles differ in length, hence so many looks."""
    teinte = TEINTES[rang % len(TEINTES)]
    encre = theme.couleur(teinte)
    doux = theme.couleur(_DOUX.get(teinte, f"{teinte}_doux"))
    return encre, doux, QBrush(encre, MOTIFS[rang % len(MOTIFS)])
