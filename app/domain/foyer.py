"""Who belongs to a household when somebody leaves, dies, or takes a home of their own."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier


@dataclass(frozen=True, slots=True)
class Membre:
    """A person of the household; `partie_le` is the day it left, None while it is there."""

    id: UUID
    nom: str
    titulaire: bool
    partie_le: date | None = None


def verifier_jour(le: date, jour: date) -> None:
    """Raise `EntreeInvalide("foyer.futur")` for a departure on a day to come."""
    if le > jour:
        raise EntreeInvalide("foyer.futur", jour=le)


def partants(membres: Iterable[Membre], ids: Collection[UUID]) -> list[Membre]:
    """Those who leave, in the household's order.

    Raises `EntreeInvalide("foyer.personne")` when nobody is named, `RegleMetier`:
    "foyer.ailleurs" for somebody of another household, "foyer.deja_partie" (`nom`).
    """
    connus = {m.id: m for m in membres}
    if not ids:
        raise EntreeInvalide("foyer.personne")
    if any(id_ not in connus for id_ in ids):
        raise RegleMetier("foyer.ailleurs")
    choisis = [m for m in connus.values() if m.id in set(ids)]
    for membre in choisis:
        if membre.partie_le is not None:
            raise RegleMetier("foyer.deja_partie", nom=membre.nom, jour=membre.partie_le)
    return choisis


def titulaire_apres(
    membres: Iterable[Membre], ids: Collection[UUID], choisi: UUID | None
) -> UUID | None:
    """Who becomes titulaire once those of `ids` are gone; None when the lease keeps one.

    Raises `EntreeInvalide("foyer.titulaire")` when nobody is left on the lease and no remaining
    person was chosen. A household nobody lives in any more needs none.
    """
    restent = [m for m in membres if m.partie_le is None and m.id not in ids]
    if choisi is not None and choisi not in {m.id for m in restent}:
        raise EntreeInvalide("foyer.titulaire")
    if not restent or any(m.titulaire for m in restent):
        return choisi
    if choisi is None:
        raise EntreeInvalide("foyer.titulaire")
    return choisi
