"""The timeline on paper: black on white, a pattern per batch, as many pages as it takes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from app.core.i18n import _, mois
from app.services.documents.page import Feuillet
from app.services.documents.planning_rangees import BarrePapier, RangeePapier
from app.services.planification.plan_lu import PlanLu

NOMS = 150.0  # width of the column of names
RANGEE, SERREE = 19.0, 17.5
PAS_JOUR = 3.2  # points a day, about: six months on A4, nine on A3
TETE = 22.0
_BAS_DE_BARRE = 3.0
_UN = timedelta(days=1)


class DessinFrise:
    """Slices of months one after the other, each with the rows that have something in it."""

    def __init__(self, f: Feuillet, plan: PlanLu, rangees: Sequence[RangeePapier]) -> None:
        self.f, self.plan, self.rangees = f, plan, rangees
        self.gauche = f.gauche + NOMS
        self.largeur = f.droite - self.gauche
        self.debut = self.fin = plan.aujourdhui
        self.pas = PAS_JOUR
        self.rangee = RANGEE

    def tout(self) -> None:
        """Draw everything."""
        self._legende()
        premiere = True
        for debut, fin in self._tranches_de_temps():
            self.debut, self.fin = debut, fin
            self.pas = self.largeur / (fin - debut).days
            vues = self._a_dessiner()
            if not vues:
                continue
            if not premiere:
                self.f.nouvelle_page()
            premiere = False
            self._rangees(vues)

    # ---- time --------------------------------------------------------------------------------

    def _bornes(self) -> tuple[date, date]:
        jours = [d for r in self.rangees for b in r.barres for d in (b.du, b.au, b.pret) if d]
        jours = jours or [self.plan.aujourdhui]
        return min(jours).replace(day=1), max(jours) + _UN

    def _tranches_de_temps(self) -> list[tuple[date, date]]:
        """Whole months, as many to a page as there is room, shared evenly."""
        debut, fin = self._bornes()
        premiers = [debut]
        while premiers[-1] < fin:
            premiers.append((premiers[-1] + timedelta(days=32)).replace(day=1))
        combien = len(premiers) - 1
        par_page = max(1, int(self.largeur / PAS_JOUR / 30.5))
        pages = -(-combien // par_page)
        taille = -(-combien // pages)
        return [
            (premiers[i], premiers[min(i + taille, combien)]) for i in range(0, combien, taille)
        ]

    def _x(self, jour: date) -> float:
        return self.gauche + (jour - self.debut).days * self.pas

    def _a_dessiner(self) -> list[RangeePapier]:
        """Rows with a bar in the slice, under their group."""
        vues: list[RangeePapier] = []
        groupe: RangeePapier | None = None
        for rangee in self.rangees:
            if rangee.groupe:
                groupe = rangee
            elif any(self._dedans(b) for b in rangee.barres):
                if groupe is not None:
                    vues.append(groupe)
                    groupe = None
                vues.append(rangee)
        return vues

    def _dedans(self, barre: BarrePapier) -> bool:
        fin = barre.pret or barre.au
        return (barre.du is None or barre.du < self.fin) and (fin is None or fin > self.debut)

    # ---- drawing -----------------------------------------------------------------------------

    def _ecrire(self, *operateurs: str) -> None:
        self.f.pages[-1].extend(operateurs)

    def _rangees(self, rangees: Sequence[RangeePapier]) -> None:
        """Pages of rows; rows are a little lower when that spares a page."""
        restent = list(rangees)
        while restent:
            place = self.f.libre - TETE
            self.rangee = RANGEE
            if -(-len(restent) // int(place / RANGEE)) > -(-len(restent) // int(place / SERREE)):
                self.rangee = SERREE
            combien = min(len(restent), max(2, int(place / self.rangee)))
            if combien < len(restent) and restent[combien - 1].groupe:
                combien -= 1  # a title goes with what it names
            self._tete(combien)
            for rangee in restent[:combien]:
                self._rangee(rangee)
            restent = restent[combien:]
            if restent:
                self.f.nouvelle_page()

    def _tete(self, rangees: int) -> None:
        """Months, their rules down to the last row of the page, and today."""
        f, style = self.f, self.f.style
        f.y -= TETE
        bas = f.y - rangees * self.rangee
        self._ecrire("q 0.3 G 0.4 w")
        for premier in self._premiers():
            x = self._x(premier)
            self._ecrire(f"{x:.2f} {f.y + TETE - 4:.2f} m {x:.2f} {bas:.2f} l S")
        self._ecrire("Q")
        for premier in self._premiers():
            suivant = min((premier + timedelta(days=32)).replace(day=1), self.fin)
            large = self._x(suivant) - self._x(premier) - 4
            dit = f.composeur.ligne(mois(premier, annee=True), style.grasse, style.corps, large)
            f.mot(self._x(premier) + 3, f.y + 5, dit, style.grasse)
        f.trait(f.gauche, f.y, f.droite, 0.8)
        jour = self.plan.aujourdhui
        if self.debut <= jour < self.fin:
            x = self._x(jour)
            self._ecrire(f"q 0 G 1 w [3 2] 0 d {x:.2f} {f.y:.2f} m {x:.2f} {bas:.2f} l S Q")

    def _premiers(self) -> list[date]:
        premiers = [self.debut]
        while (suivant := (premiers[-1] + timedelta(days=32)).replace(day=1)) < self.fin:
            premiers.append(suivant)
        return premiers

    def _rangee(self, rangee: RangeePapier) -> None:
        f, style = self.f, self.f.style
        haut = f.y
        f.y -= self.rangee
        police = style.grasse if rangee.groupe else style.normale
        large = (f.droite - f.gauche) if rangee.groupe else NOMS - 6
        dit = f.composeur.ligne(rangee.titre, police, style.corps, large)
        f.mot(f.gauche, f.y + 5, dit, police)
        for barre in rangee.barres:
            if self._dedans(barre):
                self._barre(barre, haut - 1, self.rangee - 2)
        self._ecrire(f"q 0.3 G 0.3 w {f.gauche:.2f} {f.y:.2f} m {f.droite:.2f} {f.y:.2f} l S Q")

    def _barre(self, barre: BarrePapier, haut: float, hauteur: float) -> None:
        x1 = self._x(max(barre.du or self.debut, self.debut))
        x2 = self._x(min(barre.au or self.fin, self.fin))
        bas = haut - hauteur
        if x2 > x1:
            epaisseur = 1.8 if barre.faute else 0.7
            tirets = "[3 2] 0 d " if barre.vide or barre.rang is None else ""
            self._ecrire(
                f"q 1 g 0 G {epaisseur:g} w {tirets}"
                f"{x1:.2f} {bas:.2f} {x2 - x1:.2f} {hauteur:.2f} re B Q"
            )
            if barre.rang is not None and not barre.vide:
                self._motif(barre.rang, x1, bas, x2 - x1, _BAS_DE_BARRE)
            self._nommer(barre, x1, x2, bas)
        if barre.pret is not None and barre.au is not None and barre.pret > self.debut:
            n1 = self._x(max(barre.au, self.debut))
            n2 = self._x(min(barre.pret, self.fin))
            if n2 > n1:
                self._hachurer(n1, bas, n2 - n1, hauteur, 3.0)

    def _nommer(self, barre: BarrePapier, x1: float, x2: float, bas: float) -> None:
        style = self.f.style
        signes = ("⚠ " if barre.faute else "") + ("● " if barre.fixe else "")
        place = x2 - x1 - 5
        if place > 14:
            dit = self.f.composeur.ligne(signes + barre.texte, style.normale, style.corps, place)
            self._ecrire("q 0 g")
            self.f.mot(x1 + 3, bas + _BAS_DE_BARRE + 2.6, dit, style.normale)
            self._ecrire("Q")

    def _legende(self) -> None:
        """A swatch per batch, and what signs mean."""
        f, style = self.f, self.f.style
        x = f.gauche
        for rang, tranche in enumerate(self.plan.tranches):
            dit = tranche.nom
            large = style.normale.largeur(dit, style.corps) + 40
            if x + large > f.droite:
                x = f.gauche
                f.y -= style.pas
            self._ecrire(f"q 0 G 0.6 w {x:.2f} {f.y - style.corps:.2f} 20 9 re S Q")
            self._motif(rang, x, f.y - style.corps, 20, 9)
            f.mot(x + 24, f.y - style.corps + 1, dit, style.normale)
            x += large
        f.y -= style.pas * 1.2
        dit = _(
            "● épinglé · trait épais et ⚠ : une règle est cassée, ou pas de solution"
            " · hachuré : remise en état · tirets : hors de ce plan"
        )
        dit = f.composeur.ligne(dit, style.normale, style.corps, f.largeur)
        f.mot(f.gauche, f.y - style.corps, dit, style.normale)
        f.y -= style.pas * 1.3

    # ---- patterns ----------------------------------------------------------------------------

    def _motif(self, rang: int, x: float, y: float, large: float, haut: float) -> None:
        """Six ways to fill, told apart without any colour."""
        genre = rang % 6
        if genre == 0:
            self._ecrire(f"q 0 g {x:.2f} {y:.2f} {large:.2f} {haut:.2f} re f Q")
        elif genre == 1:
            self._hachurer(x, y, large, haut, 4.0)
        elif genre == 2:
            self._points(x, y, large, haut)
        elif genre == 3:
            self._hachurer(x, y, large, haut, 3.0, droites=True)
        elif genre == 4:
            self._tirets(x, y, large, haut)
        else:
            self._hachurer(x, y, large, haut, 8.0, droites=True)

    def _cadrer(self, x: float, y: float, large: float, haut: float) -> str:
        return f"q {x:.2f} {y:.2f} {large:.2f} {haut:.2f} re W n 0 G"

    def _hachurer(
        self, x: float, y: float, large: float, haut: float, pas: float, *, droites: bool = False
    ) -> None:
        self._ecrire(self._cadrer(x, y, large, haut), "0.6 w")
        penche = 0.0 if droites else haut
        vu = x - penche
        while vu < x + large:
            self._ecrire(f"{vu:.2f} {y:.2f} m {vu + penche:.2f} {y + haut:.2f} l S")
            vu += pas
        self._ecrire("Q")
        self._ecrire(f"q 0 G 0.4 w {x:.2f} {y:.2f} {large:.2f} {haut:.2f} re S Q")

    def _points(self, x: float, y: float, large: float, haut: float) -> None:
        milieu = y + haut / 2
        self._ecrire(self._cadrer(x, y, large, haut), "1.6 w 1 J [0 4] 0 d")
        self._ecrire(f"{x + 2:.2f} {milieu:.2f} m {x + large:.2f} {milieu:.2f} l S", "Q")

    def _tirets(self, x: float, y: float, large: float, haut: float) -> None:
        milieu = y + haut / 2
        self._ecrire(self._cadrer(x, y, large, haut), f"{haut * 0.7:.2f} w [9 5] 0 d")
        self._ecrire(f"{x:.2f} {milieu:.2f} m {x + large:.2f} {milieu:.2f} l S", "Q")
