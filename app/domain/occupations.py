"""The ledger of who lives where: what may follow what, what may not overlap.

A stay that begins after today is foreseen: it keeps a home for somebody, nobody lives there yet.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from app.core.errors import RegleMetier
from app.domain.logements import NatureOccupation

_TIROIR, _ORIGINE, _DEFINITIF = (
    NatureOccupation.TIROIR,
    NatureOccupation.ORIGINE,
    NatureOccupation.DEFINITIF,
)


@dataclass(frozen=True, slots=True)
class Sejour:
    """A household in a dwelling: `fin` is the first day it no longer lives there.

    `fin_prevue` is only an intention. `menage` and `adresse` are only for the sentences of
    refusals.
    """

    id: UUID
    menage_id: UUID
    logement_id: UUID
    nature: NatureOccupation
    debut: date | None
    fin: date | None
    menage: str = ""
    adresse: str = ""
    fin_prevue: date | None = None

    def en_cours(self, jour: date) -> bool:
        """Whether it covers that day."""
        return (self.debut is None or self.debut <= jour) and (self.fin is None or self.fin > jour)

    def prevu(self, aujourdhui: date) -> bool:
        """Whether it has not begun yet."""
        return self.debut is not None and self.debut > aujourdhui


def se_chevauchent(un: Sejour, autre: Sejour, aujourdhui: date = date.max) -> bool:
    """Whether two stays share at least one day; an unknown beginning is the dawn of time.

    Before a stay that has not begun on `aujourdhui`, the other's `fin_prevue` counts as its end
    when it has no `fin`: a temporary home is promised to the next one before the first has left.
    What begins today or before only believes real ends. By default, nothing is foreseen.
    """
    return not (_fini_avant(un, autre, aujourdhui) or _fini_avant(autre, un, aujourdhui))


def _fini_avant(premier: Sejour, suivant: Sejour, aujourdhui: date) -> bool:
    fin = premier.fin
    if fin is None and suivant.prevu(aujourdhui):
        fin = premier.fin_prevue
    return fin is not None and fin <= (suivant.debut or date.min)


def prevoir_fins(sejours: Iterable[Sejour], aujourdhui: date) -> list[Sejour]:
    """The same stays, each `fin_prevue` brought back to the day a foreseen move will end it.

    A move ends what `a_clore` says: when the household is to enter another home for good, its
    present homes end that day, nobody has to type it.
    """
    tous = list(sejours)
    return [_avec_fin(s, tous, aujourdhui) for s in tous]


def _avec_fin(sejour: Sejour, tous: Sequence[Sejour], aujourdhui: date) -> Sejour:
    if sejour.fin is not None:
        return sejour
    jours = [
        autre.debut
        for autre in tous
        if autre.id != sejour.id
        and autre.menage_id == sejour.menage_id
        and autre.debut is not None
        and autre.prevu(aujourdhui)
        and (sejour.debut is None or sejour.debut < autre.debut)
        and _met_fin(autre.nature, sejour, prevu=sejour.prevu(aujourdhui))
    ]
    if sejour.fin_prevue is not None:
        jours.append(sejour.fin_prevue)
    prevue = min(jours, default=None)
    return sejour if prevue == sejour.fin_prevue else replace(sejour, fin_prevue=prevue)


def _met_fin(nature: NatureOccupation, sejour: Sejour, *, prevu: bool) -> bool:
    """Whether entering a home of that kind ends this stay.

    Of two homes for good that are both foreseen, neither ends the other: one is a mistake.
    """
    if sejour.nature is _TIROIR:
        return True
    if prevu:
        return False
    return nature is _DEFINITIF or (nature is _ORIGINE and sejour.nature is _DEFINITIF)


def verifier(nouveau: Sejour, connus: Iterable[Sejour], aujourdhui: date = date.max) -> None:
    """Raise `RegleMetier` when `nouveau` cannot stand beside the stays already known.

    "occupation.logement_pris": another household has the dwelling on those days;
    "occupation.logement_promis" when it is only to enter it later. "occupation.deja": the
    household is already there, or already has a home of that kind then. A household keeps its home
    of origin while it lives in a tiroir; once settled for good (definitif) it has no other home.
    What is foreseen after `aujourdhui` is read as `se_chevauchent` and `prevoir_fins` say.
    """
    nouveau, *tous = prevoir_fins([nouveau, *(c for c in connus if c.id != nouveau.id)], aujourdhui)
    for connu in tous:
        if not se_chevauchent(nouveau, connu, aujourdhui):
            continue
        if connu.menage_id != nouveau.menage_id:
            if connu.logement_id == nouveau.logement_id:
                raise _pris(nouveau, connu, aujourdhui)
            continue
        natures = {connu.nature, nouveau.nature}
        if connu.logement_id == nouveau.logement_id or natures != {_ORIGINE, _TIROIR}:
            raise RegleMetier("occupation.deja", adresse=connu.adresse, debut=connu.debut)


def _pris(nouveau: Sejour, connu: Sejour, aujourdhui: date) -> RegleMetier:
    promis = connu.prevu(aujourdhui)
    return RegleMetier(
        "occupation.logement_promis" if promis else "occupation.logement_pris",
        menage=connu.menage,
        adresse=connu.adresse or nouveau.adresse,
        debut=connu.debut,
        fin=connu.fin,
    )


def a_clore(nature: NatureOccupation, jour: date, connus: Iterable[Sejour]) -> list[Sejour]:
    """The stays a move of that kind ends: a tiroir always, every home when settling for good."""
    return [
        sejour
        for sejour in connus
        if sejour.en_cours(jour)
        and (
            sejour.nature is _TIROIR
            or nature is _DEFINITIF
            or (nature is _ORIGINE and sejour.nature is _DEFINITIF)
        )
    ]
