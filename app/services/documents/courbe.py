"""The curve of feelings on paper: black on white, phases told by shape, word and pattern.

For the team and for the household: the bailleur never receives feelings.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from app.core.i18n import _, mois
from app.domain.courbe import Courbe
from app.domain.menages import FaitsDatesDuParcours, Phase
from app.services.documents.blocs import paragraphe
from app.services.documents.page import Feuillet
from app.services.documents.ressentis import UnRessenti, UnSejour, courbe, dire_tendance
from app.services.documents.vocabulaire import FORMES, Libelles

HAUTEUR = 92.0  # points, words apart
_RAYON = 2.6
_PAS_HACHURE = 9.0
# A disc of four curves: how far the handles are (4/3 · (√2 - 1)).
_K = 0.5523


def dessiner_courbe(
    f: Feuillet,
    ressentis: Sequence[UnRessenti],
    phases: FaitsDatesDuParcours,
    mots: Libelles,
    *,
    jour: date,
    sejours: Sequence[UnSejour] = (),
) -> bool:
    """Draw where feelings are going, then the curve; False when nothing was said (or may be told).

    Feelings are those the reader may receive. It takes about 130 points, on one page.
    """
    trace = courbe(ressentis, phases, sejours, jour, mots)
    if trace is None:
        return False
    style = f.style
    f.place(HAUTEUR + 5.2 * style.pas if len(trace.points) > 1 else style.pas)
    paragraphe(f, dire_tendance(trace, ressentis, mots), apres=0.15)
    if len(trace.points) == 1:  # one day is a sentence, not a curve
        return True
    _Dessin(f, trace).tout()
    legende = _("● bien   ▼ difficile   ■ ni l’un ni l’autre ; en creux : intensité non dite")
    paragraphe(f, legende, apres=0.3)
    return True


class _Dessin:
    """The operators of one curve, whose frame starts under the words of the phases."""

    def __init__(self, f: Feuillet, trace: Courbe) -> None:
        self.f, self.trace, style = f, trace, f.style
        self.echelle = (_("bien"), _("neutre"), _("difficile"))
        large = max(style.normale.largeur(mot, style.corps) for mot in self.echelle)
        self.gauche = f.gauche + large + 8
        self.largeur = f.droite - self.gauche
        self.haut = f.y - style.pas
        self.bas = self.haut - HAUTEUR

    def tout(self) -> None:
        """Bands, scale, moves, line, points; the cursor ends under the months."""
        self._ecrire("q")
        self._bandes()
        self._reperes()
        self._ligne()
        self._points()
        self._ecrire("Q")
        self._mots()
        self.f.y = self.bas - self.f.style.pas * 1.25

    def _ecrire(self, *operateurs: str) -> None:
        self.f.pages[-1].extend(operateurs)

    def _x(self, jour: date) -> float:
        return self.gauche + self.trace.x(jour) * self.largeur

    def _y(self, valeur: float) -> float:
        return (self.haut + self.bas) / 2 + valeur * (HAUTEUR / 2 - 8)

    def _bords(self) -> list[float]:
        return [self._x(b.debut) for b in self.trace.bandes] + [self.gauche + self.largeur]

    def _bandes(self) -> None:
        for bande, (debut, fin) in zip(self.trace.bandes, pairwise(self._bords()), strict=True):
            self._motif(bande.phase, debut, fin)
            self.f.cadre(debut, self.bas, fin - debut, HAUTEUR, epaisseur=0.6)

    def _motif(self, phase: Phase, debut: float, fin: float) -> None:
        """Nothing before the works, slanted lines during them, dots after them."""
        if phase is Phase.AVANT:
            return
        self._ecrire(
            "q", f"{debut:.2f} {self.bas:.2f} {fin - debut:.2f} {HAUTEUR:.2f} re W n", "0.3 w"
        )
        if phase is Phase.PENDANT:
            x = debut - HAUTEUR
            while x < fin:
                self._ecrire(f"{x:.2f} {self.bas:.2f} m {x + HAUTEUR:.2f} {self.haut:.2f} l S")
                x += _PAS_HACHURE
        else:
            self._ecrire(f"[0.6 {_PAS_HACHURE:g}] 0 d 0.8 w")
            y, rang = self.bas + _PAS_HACHURE / 2, 0
            while y < self.haut:
                decale = debut + (rang % 2) * _PAS_HACHURE / 2
                self._ecrire(f"{decale:.2f} {y:.2f} m {fin:.2f} {y:.2f} l S")
                y, rang = y + _PAS_HACHURE, rang + 1
        self._ecrire("Q")

    def _reperes(self) -> None:
        milieu = self._y(0)
        self._ecrire("q 0 G 0.5 w [2 2] 0 d")
        self._ecrire(
            f"{self.gauche:.2f} {milieu:.2f} m {self.gauche + self.largeur:.2f} {milieu:.2f} l S"
        )
        for repere in self.trace.reperes:
            x = self._x(repere.jour)
            self._ecrire(f"{x:.2f} {self.bas:.2f} m {x:.2f} {self.haut:.2f} l S")
        self._ecrire("Q")

    def _ligne(self) -> None:
        suite = [
            (self._x(p.jour), self._y(y))
            for p, y in zip(self.trace.points, self.trace.ligne, strict=True)
        ]
        (x, y), *reste = suite
        chemin = "".join(f" {a:.2f} {b:.2f} l" for a, b in reste)
        # White under black: the line is seen whatever pattern it crosses.
        for trait in ("1 G 4 w", "0 G 1.4 w"):
            self._ecrire(f"q {trait} 1 j {x:.2f} {y:.2f} m{chemin} S Q")

    def _points(self) -> None:
        self._ecrire("q 0 G 0.9 w")
        for point in self.trace.points:
            self._ecrire("0 g" if point.certain else "1 g")
            forme = _forme(self._x(point.jour), self._y(point.valeur), point.valeur)
            self._ecrire(f"{forme} b")
        self._ecrire("Q")

    def _mots(self) -> None:
        """The phases above, the scale on the left, moves and months below."""
        f, style = self.f, self.f.style
        noms = {
            Phase.AVANT: _("avant"), Phase.PENDANT: _("pendant"), Phase.APRES: _("après"),
        }  # fmt: skip
        for bande, (debut, fin) in zip(self.trace.bandes, pairwise(self._bords()), strict=True):
            mot = f"{FORMES[bande.phase]} {noms[bande.phase]}"
            if style.grasse.largeur(mot, style.corps) > fin - debut:
                mot = FORMES[bande.phase]
            f.mot(debut + 1, self.haut + 3, mot, style.grasse)
        for valeur, mot in zip((1, 0, -1), self.echelle, strict=True):
            large = style.normale.largeur(mot, style.corps)
            f.mot(self.gauche - large - 5, self._y(valeur) - style.corps * 0.35, mot, style.normale)
        self._sous_l_axe()

    def _sous_l_axe(self) -> None:
        """Months, then the moves at the foot of their dashed line when there is room."""
        f, style = self.f, self.f.style
        libre = self.gauche
        for rang, jour in enumerate(self.trace.graduations):
            x = self._x(jour)
            mot = mois(jour, annee=rang == 0 or jour.month == 1)
            large = style.normale.largeur(mot, style.corps)
            if x >= libre and x + large <= f.droite:
                f.mot(x, self.bas - style.corps - 2, mot, style.normale)
                libre = x + large + 8
        for repere in self.trace.reperes:
            x, mot = self._x(repere.jour) + 2, repere.mot
            large = style.normale.largeur(mot, style.corps)
            if x + large > f.droite:
                x -= large + 4
            self._fond(x - 1, self.bas + 2, large + 2, style.corps)
            f.mot(x, self.bas + 4, mot, style.normale)

    def _fond(self, x: float, y: float, largeur: float, hauteur: float) -> None:
        """White under a word, so that no pattern crosses it."""
        self._ecrire(f"1 g {x:.2f} {y:.2f} {largeur:.2f} {hauteur:.2f} re f 0 g")


def _forme(x: float, y: float, valeur: float) -> str:
    """A disc for an agreeable day, a triangle pointing down for a painful one, else a square."""
    r = _RAYON
    if valeur > 0:
        k = r * _K
        return (
            f"{x - r:.2f} {y:.2f} m"
            f" {x - r:.2f} {y + k:.2f} {x - k:.2f} {y + r:.2f} {x:.2f} {y + r:.2f} c"
            f" {x + k:.2f} {y + r:.2f} {x + r:.2f} {y + k:.2f} {x + r:.2f} {y:.2f} c"
            f" {x + r:.2f} {y - k:.2f} {x + k:.2f} {y - r:.2f} {x:.2f} {y - r:.2f} c"
            f" {x - k:.2f} {y - r:.2f} {x - r:.2f} {y - k:.2f} {x - r:.2f} {y:.2f} c"
        )
    if valeur < 0:
        a, h = r * 1.25, r * 0.9
        return f"{x - a:.2f} {y + h:.2f} m {x + a:.2f} {y + h:.2f} l {x:.2f} {y - a:.2f} l"
    c = r * 0.9
    return f"{x - c:.2f} {y - c:.2f} {2 * c:.2f} {2 * c:.2f} re"
