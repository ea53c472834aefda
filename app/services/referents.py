"""Who is in charge of a household, from a day to a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.menages import Role, verifier_periode
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Intervenant, Referent
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class AffecterReferent:
    """Put somebody of the team in charge; `role` None takes their function, `debut` None today.

    `remplacer` ends whoever had the same role.
    """

    menage_id: UUID
    intervenant_id: UUID
    role: Role | None = None
    debut: date | None = None
    remplacer: bool = False


@dataclass(frozen=True, slots=True)
class AffecterReferents:
    """Put somebody in charge of several households at once."""

    menage_ids: tuple[UUID, ...]
    intervenant_id: UUID
    role: Role | None = None
    remplacer: bool = True


@dataclass(frozen=True, slots=True)
class RetirerReferent:
    """They are no longer in charge, from `fin` on (today when None)."""

    referent_id: UUID
    fin: date | None = None


def affecter(cmd: AffecterReferent, uow: UnitOfWork) -> Changes:
    """The référent; raises `RegleMetier("referent.deja")` when they already are."""
    with uow.ecriture("referent.affecter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        intervenant = charger(tx.session, Intervenant, cmd.intervenant_id)
        role, debut = cmd.role or intervenant.fonction, cmd.debut or tx.clock.today()
        for actuel in tx.session.scalars(
            select(Referent).where(Referent.menage_id == cmd.menage_id, Referent.fin.is_(None))
        ):
            if (actuel.intervenant_id, actuel.role) == (intervenant.id, role):
                raise RegleMetier("referent.deja", nom=intervenant.nom)
            if cmd.remplacer and actuel.role is role:
                actuel.fin = max(debut, actuel.debut or debut)
        ligne = Referent(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            intervenant_id=intervenant.id,
            role=role,
            debut=debut,
        )
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, menages={cmd.menage_id})


def affecter_plusieurs(cmd: AffecterReferents, uow: UnitOfWork) -> Changes:
    """The same référent for all these households; those who already have them are left alone."""
    with uow.ecriture("referent.affecter") as tx:
        intervenant = charger(tx.session, Intervenant, cmd.intervenant_id)
        role, jour, changes = cmd.role or intervenant.fonction, tx.clock.today(), set()
        for menage_id in dict.fromkeys(cmd.menage_ids):
            charger_menage(tx.session, menage_id)
            actuels = tx.session.scalars(
                select(Referent).where(
                    Referent.menage_id == menage_id, Referent.fin.is_(None), Referent.role == role
                )
            ).all()
            if any(a.intervenant_id == intervenant.id for a in actuels):
                continue
            for actuel in actuels if cmd.remplacer else ():
                actuel.fin = max(jour, actuel.debut or jour)
            tx.session.add(
                Referent(
                    id=tx.ids.new(),
                    menage_id=menage_id,
                    intervenant_id=intervenant.id,
                    role=role,
                    debut=jour,
                )
            )
            changes.add(menage_id)
        if not changes:
            return Changes.of()
        tx.commit()
    return Changes.of(operation=tx.operation, menages=changes)


def retirer(cmd: RetirerReferent, uow: UnitOfWork) -> Changes:
    """No longer in charge from that day on; the past stays told."""
    with uow.ecriture("referent.retirer") as tx:
        ligne = charger(tx.session, Referent, cmd.referent_id)
        fin = cmd.fin or tx.clock.today()
        verifier_periode(ligne.debut, fin)
        ligne.fin = fin
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, menages={ligne.menage_id})
