"""Words and rules of the commitments register: why a promised date moves, to which day, who knows.

The cahier technique asks that changes of timetable be told with their reason: a promise moved or
broken stays open until somebody says who was told, how, when.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.core.errors import EntreeInvalide
from app.domain.accompagnement import Canal, CodeEtape
from app.domain.parcours_modele import FaitAncre

_SAMEDI = 5
# Contacts in which the household speaks too: they are logged as visits unless told otherwise.
_CANAUX_DE_VISITE = frozenset(
    {Canal.TELEPHONE, Canal.DOMICILE, Canal.PERMANENCE, Canal.PORTE_A_PORTE}
)
# What a milestone hangs on when the template of the household says nothing of it.
_ANCRES_USUELLES: Mapping[str, FaitAncre] = MappingProxyType(
    {
        CodeEtape.AVIS_TRAVAUX.value: FaitAncre.DEBUT_TRAVAUX,
        CodeEtape.DEMENAGEMENT_ALLER.value: FaitAncre.DEBUT_TRAVAUX,
        CodeEtape.RECEPTION.value: FaitAncre.RECEPTION_TRANCHE,
        CodeEtape.DEMENAGEMENT_RETOUR.value: FaitAncre.RECEPTION_TRANCHE,
        CodeEtape.PRISE_EN_MAIN.value: FaitAncre.RECEPTION_TRANCHE,
    }
)
# When nobody knows one day of the works, the nearest other one tells how much things move.
_A_DEFAUT: Mapping[FaitAncre, tuple[FaitAncre, ...]] = MappingProxyType(
    {
        FaitAncre.DEBUT_TRAVAUX: (FaitAncre.DEBUT_TRAVAUX,),
        FaitAncre.FIN_TRAVAUX: (
            FaitAncre.FIN_TRAVAUX,
            FaitAncre.RECEPTION_TRANCHE,
            FaitAncre.DEBUT_TRAVAUX,
        ),
        FaitAncre.RECEPTION_TRANCHE: (
            FaitAncre.RECEPTION_TRANCHE,
            FaitAncre.FIN_TRAVAUX,
            FaitAncre.DEBUT_TRAVAUX,
        ),
    }
)


class RaisonReport(StrEnum):
    """Why a promised date moves (cahier technique: changes are told with their reason)."""

    METEO = "meteo"
    RETARD = "retard"
    TECHNIQUE = "technique"
    AUTRE = "autre"


class Conflit(StrEnum):
    """Why a date of the preview needs a second look.

    `PASSE`: the day promised has already gone by. `TROP_TOT`: the new day would be behind us.
    `DEJA_PARTI`: the household has moved out already. `SANS_REPERE`: nobody knows by how much the
    works move, a day must be given by hand.
    """

    PASSE = "passe"
    TROP_TOT = "trop_tot"
    DEJA_PARTI = "deja_parti"
    SANS_REPERE = "sans_repere"


@dataclass(frozen=True, slots=True)
class AnnonceFaite:
    """Who was told, how, when; `visite` None logs a contact when the channel is one."""

    le: date
    canal: Canal
    a_qui: str
    precision: str = ""
    par_id: UUID | None = None
    visite: bool | None = None


@dataclass(frozen=True, slots=True)
class DatesTravaux:
    """The days of a works batch, as far as they are known."""

    debut: date | None = None
    fin: date | None = None
    reception: date | None = None

    def du(self, fait: FaitAncre) -> date | None:
        """The day of that fact."""
        return {
            FaitAncre.DEBUT_TRAVAUX: self.debut,
            FaitAncre.FIN_TRAVAUX: self.fin,
            FaitAncre.RECEPTION_TRANCHE: self.reception,
        }.get(fait)


@dataclass(frozen=True, slots=True)
class Report:
    """Where a promised day goes, and what to look at before accepting."""

    jour: date
    conflits: tuple[Conflit, ...] = ()


def jour_ouvre(jour: date) -> date:
    """`jour`, or the Monday after when it falls on a Saturday or a Sunday."""
    reste = jour.weekday() - _SAMEDI
    return jour + timedelta(days=2 - reste) if reste >= 0 else jour


def ancre_de(code: str, ancres: Mapping[str, str]) -> FaitAncre | None:
    """The fact of the works a milestone hangs on, through the milestones it is counted from.

    `ancres` gives, by milestone, what the template counts it from; what it does not say follows
    the usual order of works. None for a milestone that does not depend on the works.
    """
    vus: set[str] = set()
    while code not in vus:
        if code == CodeEtape.RECEPTION:  # its day is that of the batch, whatever it is counted from
            return FaitAncre.RECEPTION_TRANCHE
        vus.add(code)
        vers = ancres.get(code, "")
        if vers in FaitAncre._value2member_map_:
            fait = FaitAncre(vers)
            return fait if fait in _A_DEFAUT else None
        if not vers:
            return _ANCRES_USUELLES.get(code)
        code = vers
    return None


def ecart(fait: FaitAncre, avant: DatesTravaux, apres: DatesTravaux) -> timedelta | None:
    """By how much what hangs on `fait` moves; None when no day is known both before and after."""
    for essai in _A_DEFAUT[fait]:
        ancien, nouveau = avant.du(essai), apres.du(essai)
        if ancien is not None and nouveau is not None:
            return nouveau - ancien
    return None


def reporter(
    ancien: date, ecart_: timedelta | None, aujourdhui: date, *, deja_parti: bool = False
) -> Report:
    """The new day of a promise: moved as much as the works, never a week-end, never behind us."""
    conflits = [Conflit.PASSE] if ancien < aujourdhui else []
    if deja_parti:
        conflits.append(Conflit.DEJA_PARTI)
    if ecart_ is None:
        return Report(jour_ouvre(max(ancien, aujourdhui)), (*conflits, Conflit.SANS_REPERE))
    jour = jour_ouvre(ancien + ecart_)
    if jour < aujourdhui:
        return Report(jour_ouvre(aujourdhui), (*conflits, Conflit.TROP_TOT))
    return Report(jour, tuple(conflits))


def est_une_visite(canal: Canal) -> bool:
    """Whether telling a household that way is a contact worth logging as a visit."""
    return canal in _CANAUX_DE_VISITE


def verifier_annonce(le: date, aujourdhui: date) -> None:
    """Raise `EntreeInvalide("annonce.jour_futur")` when somebody would have been told tomorrow."""
    if le > aujourdhui:
        raise EntreeInvalide("annonce.jour_futur", jour=le)
