"""Where a household goes in the end: what was decided, else what its wish says."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from app.domain.accompagnement import CodeSouhait
from app.domain.menages import StatutMenage
from app.domain.relogements import Trajectoire

# Returning to the renovated home is the principle (domaine.md): who does not know yet, returns.
DU_SOUHAIT: Mapping[CodeSouhait, Trajectoire] = MappingProxyType(
    {
        CodeSouhait.RETOUR: Trajectoire.RETOUR,
        CodeSouhait.AUTRE_CITE: Trajectoire.CITE,
        CodeSouhait.AILLEURS: Trajectoire.AILLEURS,
        CodeSouhait.NE_SAIT_PAS: Trajectoire.RETOUR,
    }
)


class Origine(StrEnum):
    """How a trajectory is known: somebody decided it, the wish tells it, or the rule does."""

    DECIDEE = "decidee"
    SOUHAIT = "souhait"
    PRINCIPE = "principe"


def deduire(
    decidee: Trajectoire | None, souhait: CodeSouhait | None
) -> tuple[Trajectoire, Origine]:
    """The trajectory that counts, from the latest decision and the latest wish."""
    if decidee is not None:
        return decidee, Origine.DECIDEE
    if souhait is not None and souhait is not CodeSouhait.NE_SAIT_PAS:
        return DU_SOUHAIT[souhait], Origine.SOUHAIT
    return Trajectoire.RETOUR, Origine.PRINCIPE


def definitif_voulu(trajectoire: Trajectoire) -> bool:
    """Whether the household waits for another home for good, in the estate or the commune."""
    return trajectoire in (Trajectoire.CITE, Trajectoire.COMMUNE)


def se_reloge(statut: StatutMenage, trajectoire: Trajectoire = Trajectoire.RETOUR) -> bool:
    """Whether the team moves this household: not private owners, nor who finds a home elsewhere."""
    return statut is not StatutMenage.PROPRIETAIRE and trajectoire is not Trajectoire.AILLEURS


def apres_acceptation(*, meme_logement: bool, meme_cite: bool, meme_commune: bool) -> Trajectoire:
    """The trajectory an accepted home for good leads to."""
    if meme_logement:
        return Trajectoire.RETOUR
    if meme_cite:
        return Trajectoire.CITE
    return Trajectoire.COMMUNE if meme_commune else Trajectoire.AILLEURS
