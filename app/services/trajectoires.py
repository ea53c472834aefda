"""Where a household goes in the end: decided, changed, and how its mind went."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import CodeSouhait
from app.domain.relogements import Trajectoire
from app.domain.trajectoires import Origine, deduire
from app.services.champs import valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Menage, Souhait, TrajectoireMenage
from db.queries.relogement import TrajectoireFiche
from db.queries.relogement import trajectoires as lire_trajectoires
from db.uow import Transaction, UnitOfWork

__all__ = [
    "DeciderTrajectoire",
    "LireTrajectoire",
    "Origine",
    "PasTrajectoire",
    "RetirerTrajectoire",
    "TrajectoireFiche",
    "TrajectoireLue",
    "decider",
    "lire",
    "retirer",
]

_SANS_AVIS = (Trajectoire.RETOUR, Origine.PRINCIPE)


@dataclass(frozen=True, slots=True)
class DeciderTrajectoire:
    """Where it goes from now on; `le` None means today. What was decided before is kept."""

    menage_id: UUID
    code: Trajectoire
    motif: str = ""
    le: date | None = None


@dataclass(frozen=True, slots=True)
class RetirerTrajectoire:
    """That decision was noted by mistake."""

    trajectoire_id: UUID


@dataclass(frozen=True, slots=True)
class LireTrajectoire:
    """Ask where a household goes, and how that changed."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class PasTrajectoire:
    """A wish of the household, or a decision: one line of the history, `raison` as it was told."""

    id: UUID
    le: date | None
    code: Trajectoire | CodeSouhait
    raison: str | None
    par: str | None = None

    @property
    def souhait(self) -> bool:
        """Whether the household wished it, rather than somebody deciding it."""
        return isinstance(self.code, CodeSouhait)


@dataclass(frozen=True, slots=True)
class TrajectoireLue:
    """Where it goes, how that is known, since when and why; the history, latest first.

    `contredit`: what it wished last is not where the decision leads.
    """

    code: Trajectoire
    origine: Origine
    le: date | None
    motif: str | None
    contredit: bool
    histoire: tuple[PasTrajectoire, ...]


def decider(cmd: DeciderTrajectoire, uow: UnitOfWork) -> Changes:
    """The decision, beside the former ones.

    Raises `EntreeInvalide("trajectoire.futur")`; `RegleMetier("trajectoire.deja")` when it is
    already so decided, `RegleMetier("trajectoire.avant")` before the latest decision.
    """
    with uow.ecriture("trajectoire.decider") as tx:
        charger_menage(tx.session, cmd.menage_id)
        ligne = preparer(tx, cmd)
        tx.commit()
    return _changes(tx, ligne)


def preparer(tx: Transaction, cmd: DeciderTrajectoire) -> TrajectoireMenage:
    """The checked decision, added to the open transaction (for services that do more)."""
    jour, aujourdhui = cmd.le or tx.clock.today(), tx.clock.today()
    if jour > aujourdhui:
        raise EntreeInvalide("trajectoire.futur", jour=jour)
    derniere = _derniere(tx.session, cmd.menage_id)
    if derniere is not None:
        if derniere.le > jour:
            raise RegleMetier("trajectoire.avant", jour=jour, derniere=derniere.le)
        if derniere.code is cmd.code:
            raise RegleMetier("trajectoire.deja", jour=derniere.le)
    raison = valider(TrajectoireMenage, {"motif": cmd.motif}, frozenset({"motif"}))
    ligne = TrajectoireMenage(
        id=tx.ids.new(),
        menage_id=cmd.menage_id,
        code=cmd.code,
        le=jour,
        par_id=tx.auteur_id,
        **raison,
    )
    tx.session.add(ligne)
    tx.session.flush()
    return ligne


def retirer(cmd: RetirerTrajectoire, uow: UnitOfWork) -> Changes:
    """The household without that decision: the one before counts again; the history keeps it."""
    with uow.ecriture("trajectoire.retirer") as tx:
        ligne = charger(tx.session, TrajectoireMenage, cmd.trajectoire_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def lire(demande: LireTrajectoire, uow: UnitOfWork) -> TrajectoireLue:
    """Where it goes; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        charger(session, Menage, demande.menage_id)
        return lire_dans(session, demande.menage_id)


def lire_dans(session: Session, menage_id: UUID) -> TrajectoireLue:
    """Where it goes, from an open session."""
    decidees = lire_trajectoires(session.connection(), menage_id)
    souhaits = list(
        session.execute(
            select(Souhait.id, Souhait.exprime_le, Souhait.code, Souhait.precision)
            .where(Souhait.menage_id == menage_id)
            .order_by(Souhait.exprime_le.desc().nulls_last(), Souhait.id.desc())
        )
    )
    decidee = decidees[0] if decidees else None
    voeux = [PasTrajectoire(s.id, s.exprime_le, s.code, s.precision) for s in souhaits]
    dernier = souhaits[0] if souhaits else None
    code, origine = deduire(decidee.code if decidee else None, dernier.code if dernier else None)
    pas = [PasTrajectoire(t.id, t.le, t.code, t.motif, t.par) for t in decidees] + voeux
    pas.sort(key=lambda p: (p.le or date.min, not p.souhait), reverse=True)
    source = {
        Origine.DECIDEE: (decidee.le, decidee.motif) if decidee else (None, None),
        Origine.SOUHAIT: (dernier.exprime_le, dernier.precision) if dernier else (None, None),
        Origine.PRINCIPE: (None, None),
    }
    le, motif = source[origine]
    contredit = (
        decidee is not None
        and dernier is not None
        and (dernier.exprime_le or date.min) > decidee.le
        and deduire(None, dernier.code) not in ((decidee.code, Origine.SOUHAIT), _SANS_AVIS)
    )
    return TrajectoireLue(code, origine, le, motif, contredit, tuple(pas))


def _derniere(session: Session, menage_id: UUID) -> TrajectoireMenage | None:
    return session.scalars(
        select(TrajectoireMenage)
        .where(TrajectoireMenage.menage_id == menage_id)
        .order_by(TrajectoireMenage.le.desc(), TrajectoireMenage.id.desc())
    ).first()


def _changes(tx: Transaction, ligne: TrajectoireMenage) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        trajectoires={ligne.id},
    )
