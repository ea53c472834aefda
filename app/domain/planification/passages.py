"""How many homes can pass from the households of one batch to those of a later one."""

from __future__ import annotations

from datetime import date, timedelta

from app.domain.planification.instance import Periode, Travaux
from app.domain.planification.possibles import UN_JOUR, Possibles


class Passages:
    """Counts what the days between two batches allow at the very most.

    As if the crews did nothing else and every household could move on any working day: a number
    no plan can exceed.
    """

    def __init__(self, possibles: Possibles) -> None:
        self._p = possibles
        self._entree = min(
            possibles.tiroirs,
            key=lambda lo: (
                possibles.instance.regles.nettoyage if lo.nettoyage is None else lo.nettoyage
            ),
            default=None,
        )
        self._homes = len(possibles.tiroirs)

    def possibles(self, a: Travaux, b: Travaux) -> dict[tuple[int, int], int]:
        """For each way of using the slacks of both, the number of homes that can be passed on.

        In either order: very short works may be over before those said to begin earlier.
        """
        return {
            (de_a, de_b): max(self._nombre(a, de_a, b, de_b), self._nombre(b, de_b, a, de_a))
            for de_a in self._p.decalages(a)
            for de_b in self._p.decalages(b)
        }

    def _nombre(self, a: Travaux, de_a: int, b: Travaux, de_b: int) -> int:
        regles = self._p.instance.regles
        fin = a.fin + timedelta(days=de_a)
        debut = b.debut + timedelta(days=de_b)
        if self._entree is None or debut <= fin:
            return 0
        retours = self._places(Periode(fin + UN_JOUR, fin + timedelta(days=regles.retour)))
        departs = self._places(Periode(debut - timedelta(days=regles.avance), debut - UN_JOUR))
        prets = [self._p.calendrier.pret(self._entree, jour) for jour in retours]
        bas, haut = 0, min(len(prets), len(departs), self._homes)
        while bas < haut:
            essai = (bas + haut + 1) // 2
            derniers = departs[len(departs) - essai :]
            if all(pret <= jour for pret, jour in zip(prets, derniers, strict=False)):
                bas = essai
            else:
                haut = essai - 1
        return bas

    def _places(self, periode: Periode) -> list[date]:
        """The working days of a period, each as often as the crews can make a move."""
        plus_tot = max(periode.du or date.min, self._p.instance.regles.au_plus_tot)
        jours = self._p.calendrier.jours(Periode(plus_tot, periode.au))
        return [j for j in jours for _fois in range(self._p.calendrier.capacite(j))]
