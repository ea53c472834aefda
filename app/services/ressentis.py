"""Feelings: read with their visits, noted outside a visit, put right, taken away."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.changes import Changes, OperationId
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import verifier_intensite, verifier_jour_visite
from app.domain.visites import RessentiSaisi
from app.services.champs import poser
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Personne, Ressenti
from db.queries import ressentis as lecture
from db.queries.ressentis import RessentiLigne
from db.uow import UnitOfWork

__all__ = [
    "CorrigerRessenti",
    "LireRessentis",
    "NoterRessentis",
    "RessentiLigne",
    "RessentiSaisi",
    "RetirerRessenti",
    "corriger",
    "lire",
    "noter",
    "retirer",
]

# Feelings are counted and drawn: only words of the catalogue.
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class LireRessentis:
    """Ask for the feelings of a household."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class NoterRessentis:
    """Feelings noted outside a visit, on `jour` (today when None)."""

    menage_id: UUID
    ressentis: tuple[RessentiSaisi, ...]
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class CorrigerRessenti:
    """What was felt, how strongly, by whom. `jour` moves one noted outside a visit only."""

    ressenti_id: UUID
    code: str
    intensite: int | None = None
    personne_id: UUID | None = None
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class RetirerRessenti:
    """It was noted by mistake."""

    ressenti_id: UUID


def lire(q: LireRessentis, uow: UnitOfWork) -> tuple[RessentiLigne, ...]:
    """The feelings of the household, newest first."""
    with uow.lecture() as session:
        return lecture.du_menage(session, q.menage_id)


def noter(cmd: NoterRessentis, uow: UnitOfWork) -> Changes:
    """The feelings, added; raises `EntreeInvalide("ressenti.aucun")` when there is none."""
    jour = cmd.jour or uow.clock.today()
    verifier_jour_visite(jour, uow.clock.today())
    dits = {r.code: r for r in cmd.ressentis if r.code}
    if not dits:
        raise EntreeInvalide("ressenti.aucun")
    with uow.ecriture("ressenti.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        lignes = []
        for r in dits.values():
            _verifier(tx.session, cmd.menage_id, r.code, r.intensite, r.personne_id)
            lignes.append(
                Ressenti(
                    id=tx.ids.new(),
                    menage_id=cmd.menage_id,
                    personne_id=r.personne_id,
                    jour=jour,
                    code=r.code,
                    intensite=r.intensite,
                )
            )
        tx.session.add_all(lignes)
        tx.commit()
    return Changes.of(
        principal=lignes[0].id,
        operation=tx.operation,
        menages={cmd.menage_id},
        ressentis=[ligne.id for ligne in lignes],
    )


def corriger(cmd: CorrigerRessenti, uow: UnitOfWork) -> Changes:
    """The feeling put right; nothing is written when nothing changes.

    Raises `RegleMetier("ressenti.jour_de_visite")` for another day than that of its visit.
    """
    with uow.ecriture("ressenti.corriger") as tx:
        ligne = charger(tx.session, Ressenti, cmd.ressenti_id)
        _verifier(tx.session, ligne.menage_id, cmd.code, cmd.intensite, cmd.personne_id)
        jour = cmd.jour or ligne.jour
        if jour != ligne.jour:
            if ligne.visite_id is not None:
                raise RegleMetier("ressenti.jour_de_visite", jour=ligne.jour)
            verifier_jour_visite(jour, uow.clock.today())
        change = poser(
            ligne,
            {
                "code": cmd.code,
                "intensite": cmd.intensite,
                "personne_id": cmd.personne_id,
                "jour": jour,
            },
        )
        if not change:
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(ligne, tx.operation)


def retirer(cmd: RetirerRessenti, uow: UnitOfWork) -> Changes:
    """The feeling gone; the history keeps it."""
    with uow.ecriture("ressenti.retirer") as tx:
        ligne = charger(tx.session, Ressenti, cmd.ressenti_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(ligne, tx.operation)


def _changes(ligne: Ressenti, operation: OperationId) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=operation,
        menages={ligne.menage_id},
        ressentis={ligne.id},
    )


def _verifier(
    session: Session, menage_id: UUID, code: str, intensite: int | None, personne_id: UUID | None
) -> None:
    if not _CODE.fullmatch(code):
        raise EntreeInvalide("saisie.choix", champ=_("Ressenti"), texte=code)
    verifier_intensite(intensite)
    if personne_id is not None:
        personne = charger(session, Personne, personne_id)
        if personne.menage_id != menage_id:
            raise RegleMetier("ressenti.personne_d_ailleurs", nom=personne.nom)
