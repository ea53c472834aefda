"""Energy of volunteers: their agreement first, then bills and meters; nothing is kept by force."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import ConsoEnergie, Logement, Personne, VolontaireEnergie
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CHAMPS",
    "AccepterSuivi",
    "CorrigerConso",
    "NoterConso",
    "RetirerAccord",
    "RetirerConso",
    "accepter",
    "corriger",
    "noter",
    "retirer",
    "retirer_accord",
]

CHAMPS = frozenset(c.name for c in ConsoEnergie.__table__.c if c.name not in ("id", "menage_id"))
_OBLIGATOIRES = ("energie", "du", "au", "source")


@dataclass(frozen=True, slots=True)
class AccepterSuivi:
    """The household agrees that its energy be followed; `accord_le` None means today."""

    menage_id: UUID
    personne_id: UUID | None = None
    accord_le: date | None = None


@dataclass(frozen=True, slots=True)
class RetirerAccord:
    """It takes the agreement back on `le` (today when None); `effacer` takes its records away."""

    volontaire_id: UUID
    le: date | None = None
    effacer: bool = False


@dataclass(frozen=True, slots=True)
class NoterConso:
    """A bill or a meter (`CHAMPS`, by name); `energie`, `du`, `au` and `source` are needed."""

    menage_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CorrigerConso:
    """The fields given take these values."""

    conso_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RetirerConso:
    """It was noted by mistake."""

    conso_id: UUID


def accepter(cmd: AccepterSuivi, uow: UnitOfWork) -> Changes:
    """The agreement, dated.

    Raises `EntreeInvalide("energie.accord_futur")`, `RegleMetier` ("energie.deja_volontaire",
    "energie.personne").
    """
    with uow.ecriture("energie.accepter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        jour = cmd.accord_le or tx.clock.today()
        if jour > tx.clock.today():
            raise EntreeInvalide("energie.accord_futur", jour=jour)
        connu = _accord(tx.session, cmd.menage_id)
        if connu is not None:
            raise RegleMetier("energie.deja_volontaire", jour=connu.accord_le)
        if cmd.personne_id is not None:
            personne = charger(tx.session, Personne, cmd.personne_id)
            if personne.menage_id != cmd.menage_id:
                raise RegleMetier("energie.personne")
        ligne = VolontaireEnergie(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            personne_id=cmd.personne_id,
            accord_le=jour,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def retirer_accord(cmd: RetirerAccord, uow: UnitOfWork) -> Changes:
    """The agreement withdrawn, with the bills and meters when asked.

    Raises `RegleMetier("energie.deja_retire")`, `EntreeInvalide("energie.retrait")`.
    """
    with uow.ecriture("energie.retirer_accord") as tx:
        ligne = charger(tx.session, VolontaireEnergie, cmd.volontaire_id)
        if ligne.retire_le is not None:
            raise RegleMetier("energie.deja_retire", jour=ligne.retire_le)
        jour = cmd.le or tx.clock.today()
        if not ligne.accord_le <= jour <= tx.clock.today():
            raise EntreeInvalide("energie.retrait", jour=jour, accord=ligne.accord_le)
        ligne.retire_le = jour
        if cmd.effacer:
            tx.session.execute(
                delete(ConsoEnergie).where(ConsoEnergie.menage_id == ligne.menage_id)
            )
        tx.commit()
    return _changes(tx, ligne)


def noter(cmd: NoterConso, uow: UnitOfWork) -> Changes:
    """The bill or the meter, beside those already noted; periods may overlap, and it is told then.

    Raises `RegleMetier("energie.sans_accord")` without a standing agreement, `EntreeInvalide`
    ("energie.dates", "energie.futur", "energie.vide", "energie.deja", a field).
    """
    valeurs = valider(ConsoEnergie, dict.fromkeys(_OBLIGATOIRES) | dict(cmd.champs), CHAMPS)
    with uow.ecriture("energie.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        _exiger_accord(tx.session, cmd.menage_id)
        ligne = ConsoEnergie(id=tx.ids.new(), menage_id=cmd.menage_id, **valeurs)
        _verifier(tx, ligne)
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def corriger(cmd: CorrigerConso, uow: UnitOfWork) -> Changes:
    """The record put right; nothing is written when nothing changes. Raises as `noter`."""
    valeurs = valider(ConsoEnergie, cmd.champs, CHAMPS)
    with uow.ecriture("energie.corriger") as tx:
        ligne = charger(tx.session, ConsoEnergie, cmd.conso_id)
        _exiger_accord(tx.session, ligne.menage_id)
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        with tx.session.no_autoflush:
            _verifier(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerConso, uow: UnitOfWork) -> Changes:
    """The household without that record: always possible, agreement or not."""
    with uow.ecriture("energie.retirer") as tx:
        ligne = charger(tx.session, ConsoEnergie, cmd.conso_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def _accord(session: Session, menage_id: UUID) -> VolontaireEnergie | None:
    """The agreement that stands."""
    return session.scalars(
        select(VolontaireEnergie).where(
            VolontaireEnergie.menage_id == menage_id, VolontaireEnergie.retire_le.is_(None)
        )
    ).first()


def _exiger_accord(session: Session, menage_id: UUID) -> None:
    if _accord(session, menage_id) is None:
        raise RegleMetier("energie.sans_accord")


def _verifier(tx: Transaction, ligne: ConsoEnergie) -> None:
    """Refuse a period upside down or to come, a record without any figure, the same one twice."""
    if ligne.au <= ligne.du:
        raise EntreeInvalide("energie.dates", du=ligne.du, au=ligne.au)
    if ligne.au > tx.clock.today():
        raise EntreeInvalide("energie.futur", jour=ligne.au)
    if ligne.kwh is None and ligne.montant is None:
        raise EntreeInvalide("energie.vide")
    if ligne.logement_id is not None:
        charger(tx.session, Logement, ligne.logement_id)
    meme = select(ConsoEnergie.id).where(
        ConsoEnergie.menage_id == ligne.menage_id,
        ConsoEnergie.energie == ligne.energie,
        ConsoEnergie.du == ligne.du,
        ConsoEnergie.au == ligne.au,
        ConsoEnergie.source == ligne.source,
        ConsoEnergie.id != ligne.id,
    )
    if tx.session.scalars(meme).first() is not None:
        raise EntreeInvalide("energie.deja", du=ligne.du, au=ligne.au)


def _changes(tx: Transaction, ligne: VolontaireEnergie | ConsoEnergie) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        energies={ligne.id},
    )
