"""What is possible for each household: homes that fit it, days it can move on, and what they cost.

Used by what computes plans and by what explains them; the checker has its own reading of the rules.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cached_property
from itertools import combinations
from math import hypot
from uuid import UUID

from app.domain.planification.calendrier import Calendrier
from app.domain.planification.instance import (
    Instance,
    Lieu,
    LogementOffert,
    MenageAPlacer,
    Periode,
    Travaux,
)
from app.domain.texte import plier

VENDREDI = 5
UN_JOUR = timedelta(days=1)
PRES_M = 300
"""Two homes are near each other within so many metres, or in the same street."""
MEME_RUE_M, MEME_COMMUNE_M, AILLEURS_M = 200, 800, 3000
"""What a distance is taken for when positions are not known, in metres."""


def distance(un: Lieu, autre: Lieu) -> int:
    """Metres between two places: measured when both are known, else estimated.

    In the same street eight metres a number, otherwise by street and commune.
    """
    if None not in (un.x, un.y, autre.x, autre.y):
        return round(hypot((un.x or 0) - (autre.x or 0), (un.y or 0) - (autre.y or 0)))
    if un.voie and plier(un.voie) == plier(autre.voie):
        if un.numero is not None and autre.numero is not None:
            return min(AILLEURS_M, 8 * abs(un.numero - autre.numero))
        return MEME_RUE_M
    if not (un.commune and autre.commune) or plier(un.commune) == plier(autre.commune):
        return MEME_COMMUNE_M
    return AILLEURS_M


def manques(menage: MenageAPlacer, logement: LogementOffert) -> list[str]:
    """Why a home does not fit a household at all; empty when it does."""
    besoin = menage.exigences
    refus = []
    if logement.chambres < besoin.chambres:
        refus.append("trop_petit")
    if besoin.plain_pied and not logement.plain_pied:
        refus.append("pas_plain_pied")
    if besoin.animaux and not logement.animaux:
        refus.append("animaux_refuses")
    return refus


def inconfort(menage: MenageAPlacer, logement: LogementOffert) -> int:
    """Points of mismatch of a home that fits: a room too many 1, no garage 1, no garden 2."""
    besoin = menage.exigences
    points = max(0, logement.chambres - besoin.chambres - 1)
    points += 2 * (besoin.jardin and not logement.jardin)
    return points + (besoin.garage and not logement.garage)


class Possibles:
    """The choices left by the rules, computed once for an instance."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.calendrier = Calendrier(instance)
        self.logements = {lo.id: lo for lo in instance.logements}
        self.menages = {m.id: m for m in instance.menages}
        self._convenables: dict[tuple[UUID, bool], list[LogementOffert]] = {}
        self._distances: dict[tuple[UUID, UUID], int] = {}
        self._jours: dict[tuple[UUID, bool], list[date]] = {}

    @cached_property
    def tiroirs(self) -> tuple[LogementOffert, ...]:
        """The temporary homes, in the order they were given."""
        return tuple(lo for lo in self.instance.logements if not lo.definitif)

    @cached_property
    def definitifs(self) -> tuple[LogementOffert, ...]:
        """The homes that may be given for good."""
        return tuple(lo for lo in self.instance.logements if lo.definitif)

    def convenables(
        self, menage: MenageAPlacer, *, definitif: bool = False
    ) -> list[LogementOffert]:
        """The homes that fit a household, whatever the days."""
        if definitif and not (menage.definitif_voulu or menage.un_seul):
            return []
        cle = (menage.id, definitif)
        if cle not in self._convenables:
            offre = self.definitifs if definitif else self.tiroirs
            self._convenables[cle] = [lo for lo in offre if not manques(menage, lo)]
        return self._convenables[cle]

    def distance(self, menage: MenageAPlacer, logement: LogementOffert) -> int:
        """Metres from the household's own home."""
        cle = (menage.id, logement.id)
        if cle not in self._distances:
            self._distances[cle] = distance(menage.lieu, logement.lieu)
        return self._distances[cle]

    def travaux(self, menage: MenageAPlacer) -> Travaux:
        """The works on the household's home, as foreseen."""
        return self.instance.travaux[menage.tranche_id]

    def fenetre_depart(self, menage: MenageAPlacer) -> Periode:
        """From the first to the last day to leave, whatever the shift of the works."""
        travaux = self.travaux(menage)
        premier = travaux.debut - timedelta(days=self.instance.regles.avance)
        dernier = travaux.debut + timedelta(days=travaux.marge) - UN_JOUR
        return Periode(premier, dernier)

    def fenetre_retour(self, menage: MenageAPlacer) -> Periode:
        """From the first to the last day to come back, whatever the shift of the works.

        A household already away after its works ended has as long from the first day anybody may
        move.
        """
        travaux, regles = self.travaux(menage), self.instance.regles
        fin = travaux.fin + timedelta(days=travaux.marge)
        if menage.absent:
            fin = max(fin, regles.au_plus_tot)
        return Periode(travaux.fin + UN_JOUR, fin + timedelta(days=regles.retour))

    def peut(self, menage: MenageAPlacer, jour: date, dit: date | None = None) -> bool:
        """Whether the household can move on that working day; `dit` is the day it knows already.

        Nobody is asked to move sooner than the notice, except on the day already told.
        """
        if jour < self.instance.regles.au_plus_tot and jour != dit:
            return False
        if menage.exigences.appareil and jour.isoweekday() == VENDREDI:
            return False
        if menage.apres_le is not None and jour < menage.apres_le:
            return False
        return not any(p.contient(jour) for p in menage.evite)

    def departs(self, menage: MenageAPlacer) -> list[date]:
        """Days it can leave on, whatever the shift of its works."""
        return self._possibles(menage, retour=False)

    def retours(self, menage: MenageAPlacer) -> list[date]:
        """Days it can come back on, whatever the shift of its works."""
        return self._possibles(menage, retour=True)

    def _possibles(self, menage: MenageAPlacer, *, retour: bool) -> list[date]:
        cle = (menage.id, retour)
        if cle not in self._jours:
            fenetre = self.fenetre_retour if retour else self.fenetre_depart
            actuel = menage.actuel
            dit = None if actuel is None else actuel.retour if retour else actuel.depart
            tiroir = self.logements.get(menage.tiroir_id) if menage.tiroir_id else None
            limite = tiroir.disponible.au if tiroir is not None else None
            self._jours[cle] = [
                jour
                for jour in self.calendrier.jours(fenetre(menage))
                if self.peut(menage, jour, dit) and (limite is None or jour <= limite)
            ]
        return self._jours[cle]

    def a_placer(self) -> Iterator[MenageAPlacer]:
        """The households one may plan a departure for: surveyed, at home, not pinned."""
        for menage in self.instance.menages:
            if menage.enquete and not menage.absent and menage.impose is None:
                yield menage

    def a_ramener(self) -> Iterator[MenageAPlacer]:
        """The households already away whose return is to plan."""
        return (m for m in self.instance.menages if m.absent and m.impose is None)

    @cached_property
    def paires(self) -> list[tuple[MenageAPlacer, MenageAPlacer]]:
        """The households to keep near each other, two by two."""
        groupes: dict[int, list[MenageAPlacer]] = {}
        for menage in self.instance.menages:
            if menage.groupe is not None:
                groupes.setdefault(menage.groupe, []).append(menage)
        return [paire for membres in groupes.values() for paire in combinations(membres, 2)]

    def voisins(self, un: LogementOffert, autre: LogementOffert) -> bool:
        """Whether two homes are near each other: same street, or a few minutes on foot."""
        return distance(un.lieu, autre.lieu) <= PRES_M

    def decalages(self, travaux: Travaux) -> list[int]:
        """The shifts tried for a batch, in days: whole weeks, and its full slack."""
        return sorted({*range(0, travaux.marge + 1, 7), max(0, travaux.marge)})
