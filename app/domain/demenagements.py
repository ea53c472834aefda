"""Words and rules of a move day: direction, state, crews, keys, meters."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise
from types import MappingProxyType
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import CodeEtape
from app.domain.logements import NatureOccupation

_SAMEDI = 5


class SensDemenagement(StrEnum):
    """Where a move leads: out to the temporary home, back, or for good."""

    ALLER = "aller"
    RETOUR = "retour"
    DEFINITIF = "definitif"


class EtatDemenagement(StrEnum):
    """Where a move stands."""

    PREVU = "prevu"
    CONFIRME = "confirme"
    FAIT = "fait"
    ANNULE = "annule"


class Creneau(StrEnum):
    """Half of the day a move takes."""

    MATIN = "matin"
    APRES_MIDI = "apres_midi"
    JOURNEE = "journee"


class GenreEquipe(StrEnum):
    """Who is there on the day: the movers, or the pilote social."""

    DEMENAGEURS = "demenageurs"
    PILOTES = "pilotes"


class Fluide(StrEnum):
    """What a meter counts."""

    ELECTRICITE = "electricite"
    GAZ = "gaz"
    EAU = "eau"
    CHALEUR = "chaleur"


class MomentReleve(StrEnum):
    """Whether a reading is taken on leaving a home or on entering one."""

    SORTIE = "sortie"
    ENTREE = "entree"


class SensCle(StrEnum):
    """Keys given to the household, or given back by it."""

    REMISE = "remise"
    RENDUE = "rendue"


class EtatPoint(StrEnum):
    """Where a line of the checklist stands."""

    A_FAIRE = "a_faire"
    FAIT = "fait"
    SANS_OBJET = "sans_objet"


VIVANTS = frozenset({EtatDemenagement.PREVU, EtatDemenagement.CONFIRME})
"""States of a move still to come: it can be changed, confirmed, done or cancelled."""

NATURES: Mapping[SensDemenagement, NatureOccupation] = MappingProxyType(
    {
        SensDemenagement.ALLER: NatureOccupation.TIROIR,
        SensDemenagement.RETOUR: NatureOccupation.ORIGINE,
        SensDemenagement.DEFINITIF: NatureOccupation.DEFINITIF,
    }
)
"""The kind of stay a move leads to."""

ETAPES: Mapping[SensDemenagement, CodeEtape] = MappingProxyType(
    {
        SensDemenagement.ALLER: CodeEtape.DEMENAGEMENT_ALLER,
        SensDemenagement.RETOUR: CodeEtape.DEMENAGEMENT_RETOUR,
    }
)
"""The milestone of the journey a move is; a move for good elsewhere is none."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A move of a household, as the order of its moves is checked (cancelled ones left out)."""

    id: UUID
    sens: SensDemenagement
    jour: date


def verifier_jour(jour: date, feries: Collection[date], motif: str | None) -> None:
    """Raise `EntreeInvalide` for a day nobody works, unless a reason says why that day.

    "demenagement.week_end", "demenagement.ferie". Law 89-462, art. 7 e: nothing is imposed on a
    tenant at week-ends and on public holidays.
    """
    if motif:
        return
    if jour in feries:
        raise EntreeInvalide("demenagement.ferie", jour=jour)
    if jour.weekday() >= _SAMEDI:
        raise EntreeInvalide("demenagement.week_end", jour=jour)


def verifier_passages(passages: Iterable[Passage], *, dehors: bool = False) -> None:
    """Raise `RegleMetier` when the moves of one household cannot follow each other.

    "demenagement.meme_jour": two the same day; "demenagement.retour_avant": back before having
    left; "demenagement.pas_parti": back without ever leaving. `dehors`: it was already in a
    temporary home before the first of them.
    """
    ranges = sorted(passages, key=lambda p: (p.jour, p.sens is SensDemenagement.RETOUR))
    for avant, apres in pairwise(ranges):
        if avant.jour == apres.jour:
            raise RegleMetier("demenagement.meme_jour", jour=avant.jour)
    for rang, passage in enumerate(ranges):
        if passage.sens is SensDemenagement.RETOUR and not dehors:
            suivant = next((p for p in ranges[rang:] if p.sens is SensDemenagement.ALLER), None)
            if suivant is not None:
                raise RegleMetier(
                    "demenagement.retour_avant", retour=passage.jour, depart=suivant.jour
                )
            raise RegleMetier("demenagement.pas_parti", jour=passage.jour)
        dehors = passage.sens is SensDemenagement.ALLER


def exiger_vivant(etat: EtatDemenagement) -> None:
    """Raise `RegleMetier` for a move already done or cancelled: "demenagement.deja_fait",
    "demenagement.deja_annule".
    """
    if etat is EtatDemenagement.FAIT:
        raise RegleMetier("demenagement.deja_fait")
    if etat is EtatDemenagement.ANNULE:
        raise RegleMetier("demenagement.deja_annule")


def verifier_fait(jour: date, aujourdhui: date) -> None:
    """Raise `EntreeInvalide("demenagement.futur")` for a move noted as done on a day to come."""
    if jour > aujourdhui:
        raise EntreeInvalide("demenagement.futur", jour=jour)


def index_plus_bas(valeur: str, avant: str) -> bool:
    """Whether a meter would have run backwards; readings that are no numbers are not compared."""
    lus = [_index(v) for v in (valeur, avant)]
    return lus[0] is not None and lus[1] is not None and lus[0] < lus[1]


def _index(valeur: str) -> float | None:
    net = valeur.replace("\u202f", "").replace("\xa0", "").replace(" ", "").replace(",", ".")
    return float(net) if net.replace(".", "", 1).isdecimal() and net.isascii() else None
