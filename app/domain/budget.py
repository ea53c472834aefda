"""What a home costs a household: reste à charge and taux d'effort, never with a made-up figure.

Reste à charge = rent + charges − APL; taux d'effort = reste à charge ÷ resources (référentiel
d'ambitions partagées, axis on the cost of living in one's home). All amounts in euros a month.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum


class Poste(StrEnum):
    """An amount the sums are made of."""

    LOYER = "loyer"
    CHARGES = "charges"
    APL = "apl"
    RESSOURCES = "ressources"


@dataclass(frozen=True, slots=True)
class Budget:
    """The four amounts as they are known; what they give; which ones are missing.

    `reste` is None when one of its three amounts is missing; `taux` (a part of 1, four decimals)
    when `reste` is, or when resources are unknown or nil. Nothing is ever taken as zero.
    """

    loyer: Decimal | None = None
    charges: Decimal | None = None
    apl: Decimal | None = None
    ressources: Decimal | None = None

    @property
    def manquants_reste(self) -> tuple[Poste, ...]:
        """Which amounts of the reste à charge nobody knows."""
        connus = ((Poste.LOYER, self.loyer), (Poste.CHARGES, self.charges), (Poste.APL, self.apl))
        return tuple(poste for poste, montant in connus if montant is None)

    @property
    def manquants(self) -> tuple[Poste, ...]:
        """Which amounts of the taux d'effort nobody knows."""
        sans = (Poste.RESSOURCES,) if self.ressources is None else ()
        return (*self.manquants_reste, *sans)

    @property
    def reste(self) -> Decimal | None:
        """Rent + charges − APL; negative when the aid is more than the rent."""
        if self.loyer is None or self.charges is None or self.apl is None:
            return None
        return self.loyer + self.charges - self.apl

    @property
    def sans_ressources(self) -> bool:
        """Whether resources are known to be nil: a rate has no meaning then."""
        return self.ressources == 0

    @property
    def taux(self) -> Decimal | None:
        """Reste à charge ÷ resources, as a part of 1."""
        if self.reste is None or not self.ressources:
            return None
        return (self.reste / self.ressources).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def ecart(ici: Budget, la: Budget) -> Decimal | None:
    """How much more the other home costs a month; None when either is not known."""
    if ici.reste is None or la.reste is None:
        return None
    return la.reste - ici.reste
