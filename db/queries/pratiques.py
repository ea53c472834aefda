"""What became of good practices: of one household, of many, of an estate in two statements."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.menages import FaitsDatesDuParcours, Phase, phase_le
from app.domain.parcours_modele import Ajustement
from app.domain.pratiques import EtatPratique
from db.models import ParcoursAjustement

Derives = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class PratiqueFiche:
    """One row told about a practice of a household, with who did it."""

    table: ClassVar[str] = "pratique"
    derives: ClassVar[Derives] = MappingProxyType(
        {"par": ("intervenant.prenom", "intervenant.nom")}
    )

    id: UUID
    code: str
    etat: EtatPratique
    le: date
    precision: str | None
    visite_id: UUID | None
    par: str | None


@dataclass(frozen=True, slots=True)
class Groupe:
    """Households of one batch that follow one template and are in one phase."""

    tranche_id: UUID | None
    modele: str | None
    phase: Phase


@dataclass(frozen=True, slots=True)
class MenagePratique:
    """A household and where it stands with one practice; `etat` None: nothing told yet."""

    id: UUID
    nom: str
    adresse: str
    tranche: str
    phase: Phase
    groupe: Groupe
    etat: EtatPratique | None
    le: date | None
    par: str


_PAR = "(SELECT trim(coalesce(i.prenom, '') || ' ' || i.nom) FROM intervenant i WHERE i.id = {par})"
# Same rule as app.domain.menages.phase_le; a test compares both.
_PHASE = (
    "CASE WHEN r.phase_forcee IS NOT NULL THEN r.phase_forcee"
    " WHEN r.retour_le <= :jour THEN 'apres' WHEN r.depart_le <= :jour THEN 'pendant'"
    " ELSE 'avant' END"
)

# "+": nearly every household is followed, that index would only mislead.
_SUIVIS = (
    "WITH m AS (SELECT r.menage_id, r.num, r.nom,"  # noqa: S608 - our own words
    " r.nom_tri, r.adresse, r.tranche_id, p.modele, " + _PHASE + " AS phase FROM menage_resume r"
    " LEFT JOIN menage_parcours p ON p.menage_id = r.menage_id WHERE +r.suivi = 'ouvert'"
)
_EFFECTIFS = " SELECT tranche_id, modele, phase, count(*) FROM m GROUP BY 1, 2, 3"
# CROSS JOIN: households first, then their few rows through the index, never every row there is.
_ETATS = (
    ", d AS (SELECT m.tranche_id, m.modele, m.phase, q.code, q.etat, max(q.le || q.id)"
    " FROM m CROSS JOIN pratique q ON q.menage_id = m.menage_id GROUP BY q.menage_id, q.code)"
    " SELECT tranche_id, modele, phase, code, etat, count(*) FROM d GROUP BY 1, 2, 3, 4, 5"
)
_CONCERNES = (
    ", d AS (SELECT q.menage_id, q.etat, q.le, q.par_id, max(q.le || q.id)"
    " FROM m CROSS JOIN pratique q ON q.menage_id = m.menage_id AND q.code = :code"
    " GROUP BY q.menage_id)"
    " SELECT m.tranche_id, m.modele, m.phase, m.menage_id, m.nom, m.adresse,"
    " coalesce((SELECT t.nom FROM tranche t WHERE t.id = m.tranche_id), ''), d.etat, d.le,"
    " coalesce((SELECT trim(coalesce(i.prenom, '') || ' ' || i.nom) FROM intervenant i"
    " WHERE i.id = d.par_id), '')"
    " FROM m LEFT JOIN d ON d.menage_id = m.menage_id ORDER BY m.nom_tri, m.num"
)
_DU_MENAGE = (
    "SELECT p.id, p.code, p.etat, p.le, p.precision, p.visite_id,"
    " trim(coalesce(i.prenom, '') || ' ' || i.nom) FROM pratique p"
    " LEFT JOIN intervenant i ON i.id = p.par_id"
    " WHERE p.menage_id = :menage ORDER BY p.le DESC, p.id DESC"
)


def _suivis(cite_id: UUID | None, tranche_id: UUID | None, jour: date) -> tuple[str, Any]:
    """The followed households of an estate or a batch, as a WITH, and its parameters."""
    ou, params = "", {"jour": jour.isoformat()}
    if cite_id is not None:
        ou, params = ou + " AND r.cite_id = :cite", params | {"cite": cite_id.hex}
    if tranche_id is not None:
        ou, params = ou + " AND r.tranche_id = :tranche", params | {"tranche": tranche_id.hex}
    return f"{_SUIVIS}{ou})", params


def du_menage(session: Session, menage_id: UUID) -> tuple[PratiqueFiche, ...]:
    """Everything told about the practices of a household, newest first."""
    lignes = session.execute(
        text(_DU_MENAGE),
        {"menage": menage_id.hex},
    )
    return tuple(
        PratiqueFiche(
            UUID(hex=li[0]),
            li[1],
            EtatPratique(li[2]),
            date.fromisoformat(li[3]),
            li[4],
            UUID(hex=li[5]) if li[5] else None,
            li[6],
        )
        for li in lignes
    )


def derniers(
    session: Session, menage_ids: Sequence[UUID], code: str
) -> dict[UUID, tuple[EtatPratique, date] | None]:
    """Where the households that exist stand with one practice; those merged away are left out."""
    lignes = session.execute(
        text(
            "SELECT m.id, d.etat, d.le FROM menage m LEFT JOIN (SELECT menage_id, etat, le,"
            " max(le || id) FROM pratique WHERE code = :code AND menage_id IN"
            " (SELECT value FROM json_each(:ids)) GROUP BY menage_id) d ON d.menage_id = m.id"
            " WHERE m.id IN (SELECT value FROM json_each(:ids)) AND m.fusionne_dans_id IS NULL"
        ),
        {"code": code, "ids": json.dumps([i.hex for i in menage_ids])},
    )
    return {
        UUID(hex=li[0]): (EtatPratique(li[1]), date.fromisoformat(li[2])) if li[1] else None
        for li in lignes
    }


def effectifs(
    session: Session, cite_id: UUID | None, tranche_id: UUID | None, jour: date
) -> dict[Groupe, int]:
    """How many followed households there are, by batch, template and phase."""
    avec, params = _suivis(cite_id, tranche_id, jour)
    lignes = session.execute(text(avec + _EFFECTIFS), params)
    return {_groupe(li): int(li[3]) for li in lignes}


def etats(
    session: Session, cite_id: UUID | None, tranche_id: UUID | None, jour: date
) -> dict[tuple[Groupe, str, EtatPratique], int]:
    """How many households stand where, by group and practice; those with nothing told are not in.

    A bare column beside `max` is that of the row holding the maximum (SQLite): the latest row.
    """
    avec, params = _suivis(cite_id, tranche_id, jour)
    lignes = session.execute(text(avec + _ETATS), params)
    return {(_groupe(li), li[3], EtatPratique(li[4])): int(li[5]) for li in lignes}


def concernes(
    session: Session, code: str, cite_id: UUID | None, tranche_id: UUID | None, jour: date
) -> list[MenagePratique]:
    """Every followed household with where it stands, by name."""
    avec, params = _suivis(cite_id, tranche_id, jour)
    lignes = session.execute(text(avec + _CONCERNES), params | {"code": code})
    return [
        MenagePratique(
            UUID(hex=li[3]),
            li[4],
            li[5],
            li[6],
            Phase(li[2]),
            _groupe(li),
            EtatPratique(li[7]) if li[7] else None,
            date.fromisoformat(li[8]) if li[8] else None,
            li[9],
        )
        for li in lignes
    ]


def ajustements(session: Session, cite_id: UUID) -> dict[UUID | None, list[Ajustement]]:
    """What the estate (None), then each of its batches, changed in the template."""
    lignes = session.execute(
        select(
            ParcoursAjustement.tranche_id,
            ParcoursAjustement.genre,
            ParcoursAjustement.code,
            ParcoursAjustement.ancre,
            ParcoursAjustement.jours,
            ParcoursAjustement.retiree,
            ParcoursAjustement.phase,
        ).where(ParcoursAjustement.cite_id == cite_id)
    )
    trouves: dict[UUID | None, list[Ajustement]] = {}
    for tranche_id, genre, code, ancre, jours, retiree, phase in lignes:
        dit = Ajustement(genre, code, ancre or "", jours or 0, retiree, phase)
        trouves.setdefault(tranche_id, []).append(dit)
    return trouves


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known of a household's journey, to say which practices await it."""

    cite_id: UUID | None
    groupe: Groupe
    etats: Mapping[str, EtatPratique]


def situation(session: Session, menage_id: UUID, jour: date) -> Situation:
    """Where a household stands; nothing known gives an empty situation *avant*."""
    ligne = session.execute(
        text(
            "SELECT r.cite_id, r.tranche_id, p.modele, r.depart_le, r.retour_le, r.phase_forcee"
            " FROM menage_resume r LEFT JOIN menage_parcours p ON p.menage_id = r.menage_id"
            " WHERE r.menage_id = :menage"
        ),
        {"menage": menage_id.hex},
    ).first()
    cite, tranche, modele, depart, retour, forcee = ligne if ligne is not None else (None,) * 6
    faits = FaitsDatesDuParcours(
        date.fromisoformat(depart) if depart else None,
        date.fromisoformat(retour) if retour else None,
        Phase(forcee) if forcee else None,
    )
    dits = {p.code: p.etat for p in reversed(du_menage(session, menage_id))}
    groupe = Groupe(UUID(hex=tranche) if tranche else None, modele, phase_le(faits, jour))
    return Situation(UUID(hex=cite) if cite else None, groupe, dits)


def _groupe(ligne: Any) -> Groupe:
    return Groupe(UUID(hex=ligne[0]) if ligne[0] else None, ligne[1], Phase(ligne[2]))
