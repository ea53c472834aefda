"""The ledger of who lives where: what may follow what, what may not overlap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.errors import RegleMetier
from app.domain.logements import NatureOccupation


@dataclass(frozen=True, slots=True)
class Sejour:
    """A household in a dwelling: `fin` is the first day it no longer lives there.

    `menage` and `adresse` are only for the sentences of refusals.
    """

    id: UUID
    menage_id: UUID
    logement_id: UUID
    nature: NatureOccupation
    debut: date | None
    fin: date | None
    menage: str = ""
    adresse: str = ""

    def en_cours(self, jour: date) -> bool:
        """Whether it covers that day."""
        return (self.debut is None or self.debut <= jour) and (self.fin is None or self.fin > jour)


def se_chevauchent(un: Sejour, autre: Sejour) -> bool:
    """Whether two stays share at least one day; an unknown beginning is the dawn of time."""
    un_avant = un.fin is not None and un.fin <= (autre.debut or date.min)
    autre_avant = autre.fin is not None and autre.fin <= (un.debut or date.min)
    return not (un_avant or autre_avant)


def verifier(nouveau: Sejour, connus: Iterable[Sejour]) -> None:
    """Raise `RegleMetier` when `nouveau` cannot stand beside the stays already known.

    "occupation.logement_pris": another household has the dwelling on those days.
    "occupation.deja": the household is already there, or already has a home of that kind then.
    A household keeps its home of origin while it lives in a tiroir; once settled for good
    (definitif) it has no other home.
    """
    for connu in connus:
        if connu.id == nouveau.id or not se_chevauchent(nouveau, connu):
            continue
        if connu.menage_id != nouveau.menage_id:
            if connu.logement_id == nouveau.logement_id:
                raise RegleMetier(
                    "occupation.logement_pris",
                    menage=connu.menage,
                    adresse=connu.adresse or nouveau.adresse,
                    debut=connu.debut,
                    fin=connu.fin,
                )
            continue
        natures = {connu.nature, nouveau.nature}
        if connu.logement_id == nouveau.logement_id or natures != {
            NatureOccupation.ORIGINE,
            NatureOccupation.TIROIR,
        }:
            raise RegleMetier("occupation.deja", adresse=connu.adresse, debut=connu.debut)


def a_clore(nature: NatureOccupation, jour: date, connus: Iterable[Sejour]) -> list[Sejour]:
    """The stays a move of that kind ends: a tiroir always, every home when settling for good."""
    return [
        sejour
        for sejour in connus
        if sejour.en_cours(jour)
        and (
            sejour.nature is NatureOccupation.TIROIR
            or nature is NatureOccupation.DEFINITIF
            or (nature is NatureOccupation.ORIGINE and sejour.nature is NatureOccupation.DEFINITIF)
        )
    ]
