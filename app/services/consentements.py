"""What a household agreed to share, with whom, since when; withdrawable at any time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import Partenaire
from app.services.chargement import charger, facultatif
from app.services.menages.ecriture import charger_menage
from db.models import Consentement, Personne
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class RecueillirConsentement:
    """An agreement, or a refusal (`accorde` False), to share with one partner.

    `support` says how it was given (paper signed, said aloud…); `donne_le` None means today.
    """

    menage_id: UUID
    partenaire: Partenaire
    accorde: bool = True
    objet: str = ""
    personne_id: UUID | None = None
    donne_le: date | None = None
    support: str = ""


@dataclass(frozen=True, slots=True)
class RetirerConsentement:
    """The household takes its agreement back on `le` (today when None)."""

    consentement_id: UUID
    le: date | None = None


def recueillir(cmd: RecueillirConsentement, uow: UnitOfWork) -> Changes:
    """The new answer; one given before to the same partner about the same thing ends that day.

    Raises `EntreeInvalide("consentement.futur")`, `RegleMetier("consentement.personne")`.
    """
    with uow.ecriture("consentement.recueillir") as tx:
        charger_menage(tx.session, cmd.menage_id)
        jour, objet = cmd.donne_le or tx.clock.today(), facultatif(cmd.objet)
        if jour > tx.clock.today():
            raise EntreeInvalide("consentement.futur", jour=jour)
        if cmd.personne_id is not None:
            personne = charger(tx.session, Personne, cmd.personne_id)
            if personne.menage_id != cmd.menage_id:
                raise RegleMetier("consentement.personne")
        for ancien in tx.session.scalars(
            select(Consentement).where(
                Consentement.menage_id == cmd.menage_id,
                Consentement.partenaire == cmd.partenaire,
                Consentement.retire_le.is_(None),
                Consentement.personne_id.is_not_distinct_from(cmd.personne_id),
                Consentement.objet.is_not_distinct_from(objet),
            )
        ):
            ancien.retire_le = max(jour, ancien.donne_le)
        ligne = Consentement(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            personne_id=cmd.personne_id,
            partenaire=cmd.partenaire,
            objet=objet,
            accorde=cmd.accorde,
            donne_le=jour,
            support=facultatif(cmd.support),
        )
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, menages={cmd.menage_id})


def retirer(cmd: RetirerConsentement, uow: UnitOfWork) -> Changes:
    """The agreement withdrawn; raises `RegleMetier("consentement.deja_retire")`."""
    with uow.ecriture("consentement.retirer") as tx:
        ligne = charger(tx.session, Consentement, cmd.consentement_id)
        if ligne.retire_le is not None:
            raise RegleMetier("consentement.deja_retire", jour=ligne.retire_le)
        jour = cmd.le or tx.clock.today()
        if jour < ligne.donne_le or jour > tx.clock.today():
            raise EntreeInvalide("consentement.retrait", jour=jour, donne=ligne.donne_le)
        ligne.retire_le = jour
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, menages={ligne.menage_id})
