"""Which households ask for attention, with their reasons, over one derived row each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from app.domain.regles_attention import REGLAGE, SEUILS_NIVEAUX, NiveauAttention, niveau
from db.models import AttentionPause, Intervenant, MenageParcours
from db.models.technique import Reglage


@dataclass(frozen=True, slots=True)
class FiltreAttention:
    """Which households (once its support is closed, nothing asks for attention any more).

    `referent_id` keeps those somebody follows, and `ou_a_personne` those nobody does too.
    `avec_endormis` adds those whose reasons all sleep.
    """

    cite_id: UUID | None = None
    tranche_id: UUID | None = None
    referent_id: UUID | None = None
    ou_a_personne: bool = False
    seuil: int = 1
    avec_endormis: bool = False


@dataclass(frozen=True, slots=True)
class LigneAttention:
    """A household and its reasons, as the derived row keeps them (JSON)."""

    menage_id: UUID
    nom: str
    adresse: str
    code_ug: str | None
    cite: str | None
    telephones: str
    referents: str
    score: int
    raisons: str


@dataclass(frozen=True, slots=True)
class PauseLigne:
    """Reasons put to sleep until a day, by whom and why."""

    id: UUID
    raisons: tuple[str, ...]
    posee_le: date
    jusqu_au: date
    motif: str
    par: str


_EN_CHARGE = (
    "SELECT 1 FROM referent f WHERE f.menage_id = p.menage_id"
    " AND (f.fin IS NULL OR f.fin > :jour) AND (f.debut IS NULL OR f.debut <= :jour)"
)
_DORT = (
    "p.raisons <> '[]'"
    " AND EXISTS (SELECT 1 FROM json_each(p.raisons) e WHERE json_extract(e.value, '$.dort'))"
)
# CROSS JOIN keeps SQLite to that order: the index of scores, from the highest, until the page is
# full; or the households of an estate, then their scores.
_PAR_SCORE = "FROM menage_parcours p CROSS JOIN menage_resume r ON r.menage_id = p.menage_id"
_PAR_LIEU = "FROM menage_resume r CROSS JOIN menage_parcours p ON p.menage_id = r.menage_id"


def _source(filtre: FiltreAttention) -> str:
    return _PAR_LIEU if filtre.cite_id or filtre.tranche_id else _PAR_SCORE


def _conditions(filtre: FiltreAttention, jour: date) -> tuple[str, dict[str, Any]]:
    """The WHERE of a filter and its parameters."""
    morceaux = []
    params: dict[str, Any] = {"seuil": filtre.seuil}
    au_moins = "p.score >= :seuil"
    morceaux.append(f"({au_moins} OR ({_DORT}))" if filtre.avec_endormis else au_moins)
    if filtre.cite_id is not None:
        morceaux.append("r.cite_id = :cite_id")
        params["cite_id"] = filtre.cite_id.hex
    if filtre.tranche_id is not None:
        morceaux.append("r.tranche_id = :tranche_id")
        params["tranche_id"] = filtre.tranche_id.hex
    if filtre.referent_id is not None:
        suit = f"EXISTS ({_EN_CHARGE} AND f.intervenant_id = :referent_id)"
        # The summary names who is in charge: no name, nobody.
        morceaux.append(f"(r.referents = '' OR {suit})" if filtre.ou_a_personne else suit)
        params |= {"referent_id": filtre.referent_id.hex, "jour": jour.isoformat()}
    return " WHERE " + " AND ".join(morceaux), params


def lister(
    session: Session, filtre: FiltreAttention, jour: date, *, debut: int, taille: int
) -> tuple[LigneAttention, ...]:
    """Lines `debut` to `debut + taille`, those who ask most first."""
    ou, params = _conditions(filtre, jour)
    sql = (
        "SELECT r.menage_id, r.nom, r.adresse, r.code_ug,"  # noqa: S608 - our own words
        " (SELECT c.nom FROM cite c WHERE c.id = r.cite_id), r.telephones, r.referents, p.score,"
        f" p.raisons {_source(filtre)}{ou} ORDER BY p.score DESC, r.nom_tri, r.num"
        " LIMIT :taille OFFSET :debut"
    )
    lignes = session.execute(text(sql), params | {"taille": taille, "debut": debut})
    return tuple(LigneAttention(UUID(hex=li[0]), *li[1:]) for li in lignes)


def par_niveau(
    session: Session,
    filtre: FiltreAttention,
    jour: date,
    *,
    deja: Sequence[LigneAttention] = (),
    taille: int = 0,
) -> dict[NiveauAttention, int]:
    """How many households of each level; `deja` are the first `taille` of them, when read."""
    if len(deja) < taille:
        niveaux = [niveau(ligne.score) for ligne in deja]
        return {n: niveaux.count(n) for n in NiveauAttention}
    ou, params = _conditions(filtre, jour)
    rang = " ".join(f"WHEN p.score >= {s} THEN '{n.value}'" for n, s in SEUILS_NIVEAUX.items())
    sql = f"SELECT CASE {rang} ELSE '' END, count(*) {_source(filtre)}{ou} GROUP BY 1"
    comptes = {str(n): int(combien) for n, combien in session.execute(text(sql), params)}
    return {n: comptes.get(n.value, 0) for n in NiveauAttention}


def du_menage(session: Session, menage_id: UUID) -> tuple[int, str] | None:
    """Score and reasons of one household; None when it has no derived row."""
    ligne = session.execute(
        select(MenageParcours.score, MenageParcours.raisons).where(
            MenageParcours.menage_id == menage_id
        )
    ).one_or_none()
    return (ligne.score, ligne.raisons) if ligne else None


def pauses(session: Session, menage_id: UUID, jour: date) -> tuple[PauseLigne, ...]:
    """What sleeps now for that household, what wakes up first on top."""
    p = AttentionPause
    lignes = session.execute(
        select(p, Intervenant.prenom, Intervenant.nom)
        .outerjoin(Intervenant, Intervenant.id == p.par_id)
        .where(p.menage_id == menage_id, p.levee_le.is_(None), p.jusqu_au >= jour)
        .order_by(p.jusqu_au, p.id)
    )
    return tuple(
        PauseLigne(
            pause.id,
            tuple(pause.raisons or ()),
            pause.posee_le,
            pause.jusqu_au,
            pause.motif,
            f"{prenom or ''} {nom or ''}".strip(),
        )
        for pause, prenom, nom in lignes
    )


def par_raison(session: Session) -> Mapping[str, int]:
    """How many followed households each rule concerns now, asleep or not, by code of the rule."""
    sql = (
        "SELECT json_extract(e.value, '$.code'), count(DISTINCT p.menage_id)"
        " FROM menage_parcours p, json_each(p.raisons) e WHERE p.raisons <> '[]' GROUP BY 1"
    )
    return {str(code): int(n) for code, n in session.execute(text(sql))}


def reglage(session: Session) -> object:
    """What the team changed in the rules, as the settings row keeps it; None when nothing."""
    return session.scalar(select(Reglage.valeur).where(Reglage.nom == REGLAGE))
