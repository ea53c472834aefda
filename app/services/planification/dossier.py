"""The record of an estate laid out by household and by home, for whoever builds an instance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from operator import attrgetter
from typing import Any, TypeVar
from uuid import UUID

from app.domain.adresse import afficher
from app.domain.chartes import Charte
from app.domain.demenagements import EtatDemenagement, SensDemenagement
from app.domain.logements import NatureOccupation
from app.domain.parcours_modele import GenreParcours
from app.domain.planification.instance import Lieu, Regles
from db.queries.planification_lignes import (
    BesoinsLigne,
    DemenagementLigne,
    LigneLigne,
    LogementLigne,
    PersonneLigne,
    Releve,
    SejourLigne,
    TrancheLigne,
)

T = TypeVar("T")
VIVANTS = (EtatDemenagement.PREVU, EtatDemenagement.CONFIRME)


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything `relever` read, by id; stays and moves of each household in the order of days.

    `genres` tells what happens to a household, by the template of its journey.
    """

    cite_id: UUID
    regles: Regles
    chartes: Mapping[UUID, Charte]
    genres: Mapping[str, GenreParcours]
    releve: Releve
    tranches: Mapping[UUID, TrancheLigne]
    logements: Mapping[UUID, LogementLigne]
    sejours_menage: Mapping[UUID, Sequence[SejourLigne]]
    sejours_logement: Mapping[UUID, Sequence[SejourLigne]]
    personnes: Mapping[UUID, Sequence[PersonneLigne]]
    besoins: Mapping[UUID, BesoinsLigne]
    demenagements: Mapping[UUID, Sequence[DemenagementLigne]]
    adoptees: Mapping[UUID, LigneLigne]
    fixees: Mapping[UUID, LigneLigne]

    @property
    def jour(self) -> date:
        """Today."""
        return self.regles.aujourdhui


@dataclass(frozen=True, slots=True)
class Situation:
    """Where a household is today: its own home, and the temporary one when it is away.

    `installe`: settled for good, or back home after the works. None of them: it lives in no home
    of the ledger any more.
    """

    origine: SejourLigne | None
    tiroir: SejourLigne | None
    installe: bool


def classer(
    cite_id: UUID,
    regles: Regles,
    chartes: Mapping[UUID, Charte],
    genres: Mapping[str, GenreParcours],
    r: Releve,
) -> Dossier:
    """The record laid out."""
    return Dossier(
        cite_id=cite_id,
        regles=regles,
        chartes=chartes,
        genres=genres,
        releve=r,
        tranches={t.id: t for t in r.tranches},
        logements={lo.id: lo for lo in r.logements},
        sejours_menage=_par(r.sejours, "menage_id"),
        sejours_logement=_par(r.sejours, "logement_id"),
        personnes=_par(r.personnes, "menage_id"),
        besoins={b.menage_id: b for b in r.besoins},
        demenagements=_par(r.demenagements, "menage_id"),
        adoptees={li.menage_id: li for li in r.adoptees},
        fixees={li.menage_id: li for li in r.fixees},
    )


def _par(lignes: Iterable[T], champ: str) -> dict[Any, list[T]]:
    rangees: dict[Hashable, list[T]] = defaultdict(list)
    cle = attrgetter(champ)
    for ligne in lignes:
        rangees[cle(ligne)].append(ligne)
    return dict(rangees)


def en_cours(sejour: SejourLigne, jour: date) -> bool:
    """Whether the household is there on that day, as far as the ledger knows."""
    return (sejour.debut is None or sejour.debut <= jour) and (
        sejour.fin is None or sejour.fin > jour
    )


def prevu(sejour: SejourLigne, jour: date) -> bool:
    """Whether the stay has not begun yet."""
    return sejour.debut is not None and sejour.debut > jour


def situation(d: Dossier, menage_id: UUID) -> Situation:
    """Where that household is today."""
    sejours = d.sejours_menage.get(menage_id, ())
    ici = [s for s in sejours if en_cours(s, d.jour)]
    tiroir = next((s for s in reversed(ici) if s.nature is NatureOccupation.TIROIR), None)
    siens = [s for s in sejours if s.nature is NatureOccupation.ORIGINE and not prevu(s, d.jour)]
    presents = [s for s in siens if en_cours(s, d.jour)]
    # A home of origin noted as left counts as long as the household waits in a tiroir.
    origine = next(reversed(presents or (siens if tiroir else [])), None)
    definitif = any(s.nature is NatureOccupation.DEFINITIF for s in ici)
    return Situation(
        origine, tiroir, definitif or (tiroir is None and _rentre(d, sejours, origine))
    )


def _rentre(d: Dossier, sejours: Sequence[SejourLigne], origine: SejourLigne | None) -> bool:
    """Back home: it came back from a tiroir after the works of its home had begun."""
    if origine is None:
        return False
    faits = d.demenagements.get(origine.menage_id, ())
    if any(m.sens is SensDemenagement.RETOUR and m.etat is EtatDemenagement.FAIT for m in faits):
        return True
    travaux = tranche_de(d, origine.logement_id)
    debut = travaux.debut if travaux is not None else None
    return any(
        s.nature is NatureOccupation.TIROIR
        and s.fin is not None
        and s.fin <= d.jour
        and (debut is None or s.fin > debut)
        for s in sejours
    )


def tranche_de(d: Dossier, logement_id: UUID) -> TrancheLigne | None:
    """The batch of a home, None when it is in none of the estate."""
    logement = d.logements.get(logement_id)
    if logement is None or logement.tranche_id is None:
        return None
    return d.tranches.get(logement.tranche_id)


def vivants(d: Dossier, menage_id: UUID, *sens: SensDemenagement) -> list[DemenagementLigne]:
    """Its moves still to come, of these directions (all when none is given)."""
    return [
        m
        for m in d.demenagements.get(menage_id, ())
        if m.etat in VIVANTS and (not sens or m.sens in sens)
    ]


def adresse(logement: LogementLigne | None) -> str:
    """How a home is called: its address, its code when nobody knows it."""
    if logement is None:
        return ""
    return afficher(logement.numero, logement.repetition, logement.voie) or logement.code_ug


def lieu(logement: LogementLigne | None) -> Lieu:
    """Where a home stands."""
    if logement is None:
        return Lieu()
    numero = logement.numero or ""
    return Lieu(
        voie=logement.voie or "",
        numero=int(numero) if numero.isdecimal() and len(numero) < 6 else None,
        commune=logement.commune or "",
        x=logement.x,
        y=logement.y,
    )
