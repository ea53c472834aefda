"""Estates, works batches and dwellings as lists show them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.adresse import afficher
from app.domain.logements import EtatLogement
from app.domain.texte import cle_naturelle, plier
from db.models import Bailleur, Cite, Logement, Menage, MenageResume, Occupation, Tranche


@dataclass(frozen=True, slots=True)
class CiteLigne:
    """An estate with what the base holds of it."""

    id: UUID
    nom: str
    communes: str
    epci: str | None
    proprietaires: str | None
    unesco: str | None
    logements_estimes: int | None
    operation: str | None
    numero_mbm: str | None
    bailleur_id: UUID | None
    bailleur: str | None
    fictive: bool
    lieu_permanence: str | None
    telephone: str | None
    courriel: str | None
    nb_logements: int
    nb_menages: int


@dataclass(frozen=True, slots=True)
class TrancheLigne:
    """A works batch with its estate."""

    id: UUID
    cite_id: UUID
    cite: str
    nom: str
    debut_travaux: date | None
    fin_travaux: date | None
    reception: date | None
    nb_logements: int
    marge_jours: int | None = None


@dataclass(frozen=True, slots=True)
class LogementLigne:
    """A dwelling of a list; `occupant` is who lives there that day."""

    id: UUID
    code_ug: str
    adresse: str
    commune: str | None
    typologie: str | None
    surface: Decimal | None
    plain_pied: bool | None
    etat: EtatLogement
    cite_id: UUID
    tranche_id: UUID | None
    tranche: str | None
    occupant_id: UUID | None
    occupant: str | None


@dataclass(frozen=True, slots=True)
class BailleurLigne:
    """A landlord."""

    id: UUID
    nom: str
    contact: str | None
    telephone: str | None
    courriel: str | None


def cites(session: Session) -> tuple[CiteLigne, ...]:
    """Every estate, by name."""
    logements = (
        select(Logement.cite_id, func.count().label("n")).group_by(Logement.cite_id).subquery()
    )
    menages = (
        select(MenageResume.cite_id, func.count().label("n"))
        .group_by(MenageResume.cite_id)
        .subquery()
    )
    lignes: Iterable[Any] = session.execute(
        select(
            Cite.id,
            Cite.nom,
            Cite.communes,
            Cite.epci,
            Cite.proprietaires,
            Cite.unesco,
            Cite.logements_estimes,
            Cite.operation,
            Cite.numero_mbm,
            Cite.bailleur_id,
            Bailleur.nom,
            Cite.fictive,
            Cite.lieu_permanence,
            Cite.telephone,
            Cite.courriel,
            func.coalesce(logements.c.n, 0),
            func.coalesce(menages.c.n, 0),
        )
        .outerjoin(Bailleur, Bailleur.id == Cite.bailleur_id)
        .outerjoin(logements, logements.c.cite_id == Cite.id)
        .outerjoin(menages, menages.c.cite_id == Cite.id)
    )
    return tuple(
        sorted((CiteLigne(*ligne) for ligne in lignes), key=lambda c: (plier(c.nom), c.communes))
    )


def bailleurs(session: Session) -> tuple[BailleurLigne, ...]:
    """Every landlord, by name."""
    lignes = session.execute(
        select(
            Bailleur.id, Bailleur.nom, Bailleur.contact, Bailleur.telephone, Bailleur.courriel
        ).order_by(Bailleur.nom)
    )
    return tuple(BailleurLigne(*ligne) for ligne in lignes)


def tranches(session: Session, cite_id: UUID | None) -> tuple[TrancheLigne, ...]:
    """Works batches of that estate (of all of them when None), by estate and name."""
    nb = (
        select(Logement.tranche_id, func.count().label("n"))
        .group_by(Logement.tranche_id)
        .subquery()
    )
    requete = (
        select(
            Tranche.id,
            Tranche.cite_id,
            Cite.nom,
            Tranche.nom,
            Tranche.debut_travaux,
            Tranche.fin_travaux,
            Tranche.reception,
            func.coalesce(nb.c.n, 0),
            Tranche.marge_jours,
        )
        .join(Cite, Cite.id == Tranche.cite_id)
        .outerjoin(nb, nb.c.tranche_id == Tranche.id)
    )
    if cite_id is not None:
        requete = requete.where(Tranche.cite_id == cite_id)
    lues = [TrancheLigne(*ligne) for ligne in session.execute(requete)]
    return tuple(sorted(lues, key=lambda t: (plier(t.cite), cle_naturelle(t.nom))))


def menages_du_logement(session: Session, logement_id: UUID) -> set[UUID]:
    """Households that live or lived there."""
    return set(
        session.scalars(select(Occupation.menage_id).where(Occupation.logement_id == logement_id))
    )


def logements(
    session: Session,
    jour: date,
    *,
    cite_id: UUID | None,
    texte: str,
    etats: Collection[EtatLogement],
    libres: bool,
    limite: int,
) -> tuple[LogementLigne, ...]:
    """Dwellings matching every word of `texte` in their code or address, in walking order."""
    presente = (
        (Occupation.logement_id == Logement.id)
        & (Occupation.debut.is_(None) | (Occupation.debut <= jour))
        & (Occupation.fin.is_(None) | (Occupation.fin > jour))
    )
    requete = (
        select(Logement, Tranche.nom, Menage.id, Menage.nom)
        .outerjoin(Tranche, Tranche.id == Logement.tranche_id)
        .outerjoin(Occupation, presente)
        .outerjoin(Menage, Menage.id == Occupation.menage_id)
    )
    if cite_id is not None:
        requete = requete.where(Logement.cite_id == cite_id)
    if etats:
        requete = requete.where(Logement.etat.in_(tuple(etats)))
    if libres:
        requete = requete.where(Occupation.id.is_(None))
    mots = plier(texte).split()
    trouves: dict[UUID, LogementLigne] = {}
    for logement, tranche, occupant_id, occupant in session.execute(requete):
        adresse = afficher(logement.numero, logement.repetition, logement.voie)
        foin = plier(f"{logement.code_ug} {adresse} {logement.commune or ''}")
        if all(mot in foin for mot in mots):
            trouves.setdefault(
                logement.id,
                LogementLigne(
                    logement.id,
                    logement.code_ug,
                    adresse,
                    logement.commune,
                    logement.typologie,
                    logement.surface,
                    logement.plain_pied,
                    logement.etat,
                    logement.cite_id,
                    logement.tranche_id,
                    tranche,
                    occupant_id,
                    occupant,
                ),
            )
    return tuple(sorted(trouves.values(), key=_marche)[:limite])


def _marche(logement: LogementLigne) -> tuple[str, str, int, str]:
    """Street first, then house number as a number."""
    numero, _, voie = logement.adresse.partition(" ")
    chiffres = "".join(c for c in numero if c.isdigit())
    rue = plier(voie) if chiffres else plier(logement.adresse)
    return plier(logement.commune or ""), rue, int(chiffres or 0), logement.code_ug
