"""The renewal of the occupants of an estate: who lived there and did not come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.logements import NatureOccupation
from app.domain.parc_date import LogementConnu
from app.domain.parc_registre import Registre


class Sort(StrEnum):
    """What became of a household that lived in the estate: PARTI is the renewal."""

    PARTI = "parti"
    REVENU = "revenu"
    AU_TIROIR = "au_tiroir"
    AVANT = "avant"


@dataclass(frozen=True, slots=True)
class MenageOrigine:
    """A household of origin and what became of it."""

    id: UUID
    nom: str
    adresse: str
    sort: Sort


@dataclass(frozen=True, slots=True)
class Renouvellement:
    """Households that lived in the estate on `du`, and what became of them on `au`.

    Those in a temporary home, or whose works are not over, are not settled: the rate will lie
    between `part` and `part_haute`.
    """

    du: date
    au: date
    menages: tuple[MenageOrigine, ...]

    @property
    def origine(self) -> int:
        """Households of origin: the denominator."""
        return len(self.menages)

    def nombre(self, *sorts: Sort) -> int:
        """How many of them became that."""
        return sum(m.sort in sorts for m in self.menages)

    @property
    def indecis(self) -> int:
        """How many are not settled yet."""
        return self.nombre(Sort.AU_TIROIR, Sort.AVANT)

    @property
    def part(self) -> float | None:
        """Gone out of those of origin; None without any household."""
        return self.nombre(Sort.PARTI) / self.origine if self.menages else None

    @property
    def part_haute(self) -> float | None:
        """The same should nobody undecided come back."""
        return (self.nombre(Sort.PARTI) + self.indecis) / self.origine if self.menages else None


def renouvellement(registre: Registre, du: date, au: date) -> Renouvellement:
    """Who lived in the estate on `du` and had no home there any more on `au`."""
    logements = {lo.id: lo for lo in registre.parc.logements}
    menages: dict[UUID, MenageOrigine] = {}
    for s in registre.sejours:
        lieu = logements.get(s.logement_id)
        if lieu is None or s.nature is NatureOccupation.TIROIR or not registre.present(s, du):
            continue
        sort = _sort(registre, logements, s.menage_id, au)
        menages[s.menage_id] = MenageOrigine(s.menage_id, s.menage, lieu.adresse, sort)
    tries = sorted(menages.values(), key=lambda m: (m.nom, m.id))
    return Renouvellement(du, au, tuple(tries))


def _sort(
    registre: Registre, logements: Mapping[UUID, LogementConnu], menage_id: UUID, au: date
) -> Sort:
    siens = registre.par_menage[menage_id]
    if registre.au_tiroir(menage_id, au):
        return Sort.AU_TIROIR
    chez_soi = [
        s
        for s in siens
        if s.nature is not NatureOccupation.TIROIR
        and s.logement_id in logements
        and registre.present(s, au)
    ]
    if not chez_soi:
        return Sort.PARTI
    revenu = any(
        s.nature is NatureOccupation.TIROIR and (s.debut or date.min) <= au for s in siens
    ) or any(
        s.nature is NatureOccupation.DEFINITIF or logements[s.logement_id].renove(au)
        for s in chez_soi
    )
    return Sort.REVENU if revenu else Sort.AVANT
