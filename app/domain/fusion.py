"""Two rows that tell of one thing become one: which value is kept, which must be chosen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Cote(StrEnum):
    """Whose value is kept."""

    GARDE = "garde"
    ABSORBE = "absorbe"


@dataclass(frozen=True, slots=True)
class Conflit:
    """A field both rows know differently: somebody must choose."""

    champ: str
    garde: object
    absorbe: object


def conflits(garde: Mapping[str, object], absorbe: Mapping[str, object]) -> tuple[Conflit, ...]:
    """Fields both rows know, with different values; an empty one is no opinion."""
    return tuple(
        Conflit(champ, valeur, absorbe[champ])
        for champ, valeur in garde.items()
        if valeur is not None and absorbe[champ] is not None and valeur != absorbe[champ]
    )


def reunir(
    garde: Mapping[str, object], absorbe: Mapping[str, object], choix: Mapping[str, Cote]
) -> tuple[dict[str, object], tuple[str, ...]]:
    """The values of the row that stays, and the conflicting fields nobody chose for."""
    reunis = dict(garde)
    manquants = []
    for champ, valeur in absorbe.items():
        if reunis[champ] is None:
            reunis[champ] = valeur
    for conflit in conflits(garde, absorbe):
        cote = choix.get(conflit.champ)
        if cote is None:
            manquants.append(conflit.champ)
        elif cote is Cote.ABSORBE:
            reunis[conflit.champ] = conflit.absorbe
    return reunis, tuple(manquants)
