"""The weekly meeting of the bailleur, the commune and those who repair: what it goes through.

`lire` gives what the printed sheet and the file to fill are made of; `ecrire` writes the file,
logs what leaves, and the file comes back through `app.services.retours`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.core.errors import EntreeInvalide
from app.domain.reclamations import EtatReclamation
from app.domain.texte import plier
from app.services import reclamations_dehors
from app.services.reclamations_dehors import LigneDehors
from db.models import Cite, Envoi
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CiteReunion",
    "ComptesReunion",
    "GroupeReunion",
    "LigneDehors",
    "LireReunion",
    "Reunion",
    "journaliser",
    "lire",
]

_SEMAINE = timedelta(days=7)
ENVOI = "reunion"


@dataclass(frozen=True, slots=True)
class LireReunion:
    """Ask for what the meeting goes through; no estate means all of them.

    `depuis`: the day of the last meeting, that of the last sheet when None.
    """

    cite_ids: tuple[UUID, ...] = ()
    depuis: date | None = None


@dataclass(frozen=True, slots=True)
class ComptesReunion:
    """Figures of the first page."""

    ouvertes: int
    en_retard: int
    a_confirmer: int
    nouvelles: int


@dataclass(frozen=True, slots=True)
class GroupeReunion:
    """The complaints of one who repairs, late and urgent first; `responsable` "" for nobody yet."""

    responsable: str
    lignes: tuple[LigneDehors, ...]
    comptes: ComptesReunion


@dataclass(frozen=True, slots=True)
class CiteReunion:
    """One estate; `nom` "" when a complaint belongs to none."""

    cite_id: UUID | None
    nom: str
    groupes: tuple[GroupeReunion, ...]
    comptes: ComptesReunion


@dataclass(frozen=True, slots=True)
class Reunion:
    """What the meeting goes through; `retenues` stay because their household refused to share."""

    jour: date
    depuis: date
    cites: tuple[CiteReunion, ...]
    comptes: ComptesReunion
    retenues: int

    @property
    def lignes(self) -> tuple[LigneDehors, ...]:
        """Every complaint, in the order of the sheet."""
        return tuple(li for cite in self.cites for g in cite.groupes for li in g.lignes)


def lire(demande: LireReunion, uow: UnitOfWork) -> Reunion:
    """The open complaints by estate, then by who repairs; raises `reunion.rien` when none is."""
    jour = uow.clock.today()
    with uow.lecture() as session:
        dehors = reclamations_dehors.charger(
            session, uow.clock.now(), jour, cite_ids=demande.cite_ids
        )
        noms = {c.id: c.nom for c in session.execute(select(Cite.id, Cite.nom))}
        depuis = demande.depuis or _derniere(session, jour) or jour - _SEMAINE
    if not dehors.lignes:
        raise EntreeInvalide("reunion.rien")
    par_cite: defaultdict[UUID | None, list[LigneDehors]] = defaultdict(list)
    for ligne in dehors.lignes:
        par_cite[ligne.ligne.cite_id].append(ligne)
    cites = [
        CiteReunion(
            id_, noms[id_] if id_ else "", _groupes(lignes, depuis), _compter(lignes, depuis)
        )
        for id_, lignes in par_cite.items()
    ]
    cites.sort(key=lambda c: (not c.nom, plier(c.nom)))
    return Reunion(jour, depuis, tuple(cites), _compter(dehors.lignes, depuis), dehors.retenues)


def journaliser(tx: Transaction, reunion: Reunion, fichier: Path) -> Envoi:
    """What leaves, to whom, how many: to be written with the file."""
    envoi = Envoi(
        id=tx.ids.new(),
        quoi=ENVOI,
        destinataire="bailleur",
        nb_lignes=len(reunion.lignes),
        detail={
            "fichier": fichier.name,
            "cites": [c.cite_id.hex for c in reunion.cites if c.cite_id],
            "retenues": reunion.retenues,
        },
        prepare_a=tx.clock.now(),
    )
    tx.session.add(envoi)
    tx.session.flush()
    return envoi


def _derniere(session: Session, jour: date) -> date | None:
    """The day of the last sheet, today's left aside: it may be printed twice."""
    prepare = session.scalar(
        select(func.max(Envoi.prepare_a)).where(
            Envoi.quoi == ENVOI, func.date(Envoi.prepare_a) < jour.isoformat()
        )
    )
    return prepare.date() if prepare else None


def _groupes(lignes: Iterable[LigneDehors], depuis: date) -> tuple[GroupeReunion, ...]:
    par_qui: defaultdict[str, list[LigneDehors]] = defaultdict(list)
    for ligne in lignes:
        par_qui[ligne.ligne.responsable or ""].append(ligne)
    return tuple(
        GroupeReunion(qui, tuple(siennes), _compter(siennes, depuis))
        for qui, siennes in sorted(par_qui.items(), key=lambda p: (bool(p[0]), plier(p[0])))
    )


def _compter(lignes: Iterable[LigneDehors], depuis: date) -> ComptesReunion:
    toutes = list(lignes)
    return ComptesReunion(
        len(toutes),
        sum(1 for li in toutes if li.en_retard),
        sum(1 for li in toutes if li.ligne.etat is EtatReclamation.FAITE),
        sum(1 for li in toutes if li.ligne.ouverte_le >= depuis),
    )
