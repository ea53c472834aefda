"""Réception of the works, and the inventory of a home at exit and at return."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.errors import EntreeInvalide, RegleMetier


class ResultatReception(StrEnum):
    """What was decided when the works were received."""

    SANS_RESERVE = "sans_reserve"
    AVEC_RESERVES = "avec_reserves"
    REFUSEE = "refusee"


class MomentEtatDesLieux(StrEnum):
    """On leaving a home, or on entering it."""

    SORTIE = "sortie"
    ENTREE = "entree"


class EtatElement(StrEnum):
    """How an element of a room looks."""

    NEUF = "neuf"
    BON = "bon"
    USAGE = "usage"
    MAUVAIS = "mauvais"
    ABSENT = "absent"


def verifier_jour(le: date, aujourdhui: date, premier_defaut: date | None = None) -> date:
    """The day of a réception.

    Raises `EntreeInvalide("reception.futur")` tomorrow, and
    `RegleMetier("reception.apres_reclamation")` when one of its own réserves was noted earlier.
    """
    if le > aujourdhui:
        raise EntreeInvalide("reception.futur", jour=le)
    if premier_defaut is not None and premier_defaut < le:
        raise RegleMetier("reception.apres_reclamation", jour=le, defaut=premier_defaut)
    return le


@dataclass(frozen=True, slots=True)
class FaitReception:
    """What was decided on a day, for a dwelling or for a batch."""

    le: date
    resultat: ResultatReception

    @property
    def acceptee(self) -> bool:
        """Whether the works were received, with or without réserves."""
        return self.resultat is not ResultatReception.REFUSEE


def date_de(
    propres: Sequence[FaitReception],
    de_tranche: Sequence[FaitReception],
    prevue: date | None,
    jour: date | None,
) -> date | None:
    """The day the works of a dwelling were received, None when they were not.

    Its own réception, else that of its batch, else the day `prevue` of the batch once it is past
    (`jour` None: past or not). A refusal puts aside what was known until then: only a later
    réception counts, and for its batch a day foreseen later.
    """
    propre = _derniere(propres)
    if propre is not None:
        return propre
    refus = max((f.le for f in propres), default=None)
    tranche = _derniere(de_tranche)
    if tranche is not None:
        return tranche if refus is None or tranche > refus else None
    if refus is not None or prevue is None or (jour is not None and prevue > jour):
        return None
    refus = max((f.le for f in de_tranche), default=None)
    return prevue if refus is None or prevue > refus else None


def _derniere(faits: Sequence[FaitReception]) -> date | None:
    return max((f.le for f in faits if f.acceptee), default=None)


def verifier_nouvelle(
    deja: Sequence[FaitReception], le: date, *, ou: str, resultat: ResultatReception
) -> None:
    """Whether a réception may be added to those of the same dwelling, or of the same batch.

    Raises `RegleMetier`: "reception.deja" when the works were already received (put that one
    right instead), "reception.avant_refus" when it would come before the last refusal,
    "reception.refus_deja" for a second refusal on the same day.
    """
    for fait in deja:
        if fait.acceptee:
            raise RegleMetier("reception.deja", ou=ou, jour=fait.le)
    refus = max((f.le for f in deja), default=None)
    if refus is not None and le < refus:
        raise RegleMetier("reception.avant_refus", ou=ou, jour=le, refus=refus)
    if refus == le and resultat is ResultatReception.REFUSEE:
        raise RegleMetier("reception.refus_deja", ou=ou, jour=le)


def verifier_resultat(resultat: ResultatReception, reserves: int) -> None:
    """Raises `RegleMetier("reception.a_des_reserves")` when réserves contradict the result."""
    if reserves and resultat is not ResultatReception.AVEC_RESERVES:
        raise RegleMetier("reception.a_des_reserves", n=reserves)


PIRES = tuple(EtatElement)
"""From the best to the worst."""


class Ecart(StrEnum):
    """How an element changed between two inventories."""

    PIRE = "pire"
    MIEUX = "mieux"
    PAREIL = "pareil"
    INCOMPLET = "incomplet"


def ecart(sortie: EtatElement | None, entree: EtatElement | None) -> Ecart:
    """What changed from the exit to the return; INCOMPLET when one of them does not say."""
    if sortie is None or entree is None:
        return Ecart.INCOMPLET
    if sortie is entree:
        return Ecart.PAREIL
    return Ecart.PIRE if PIRES.index(entree) > PIRES.index(sortie) else Ecart.MIEUX
