"""What a household pays for its home, as one source told it on a day: before, or after the return.

Rows are added; one typed wrong is put right, or taken away. Which one counts is deduced at read
(`app.domain.avant_apres.choisir`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import insert, select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.domain.apres import MomentLoyer
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Logement, Quittance
from db.uow import Transaction, UnitOfWork

__all__ = [
    "ANNEES_AVANCE",
    "CHAMPS",
    "MONTANTS",
    "CorrigerQuittance",
    "NoterQuittance",
    "RetirerQuittance",
    "corriger",
    "noter",
    "reprendre",
    "retirer",
    "valider",
    "verifier_jour",
]

CHAMPS = frozenset(c.name for c in Quittance.__table__.c if c.name not in ("id", "menage_id"))
MONTANTS = ("loyer", "charges", "troisieme_ligne", "apl", "ressources")
_OBLIGATOIRES = ("moment", "le", "source")
ANNEES_AVANCE = 2
"""A rent after works is announced so many years ahead at most: later is a slip of the pen."""


@dataclass(frozen=True, slots=True)
class NoterQuittance:
    """Amounts (`CHAMPS`, by name) of a household; `moment`, `le` and `source` are needed."""

    menage_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class CorrigerQuittance:
    """The fields given take these values; None or "" says nobody knows."""

    quittance_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class RetirerQuittance:
    """It was noted by mistake."""

    quittance_id: UUID


def noter(cmd: NoterQuittance, uow: UnitOfWork) -> Changes:
    """The amounts, beside those already noted.

    Raises `EntreeInvalide` ("quittance.futur", "quittance.trop_loin", "quittance.vide",
    "quittance.deja", a field).
    """
    valeurs = valider(Quittance, dict.fromkeys(_OBLIGATOIRES) | dict(cmd.champs), CHAMPS)
    with uow.ecriture("quittance.noter") as tx:
        charger_menage(tx.session, cmd.menage_id)
        ligne = Quittance(id=tx.ids.new(), menage_id=cmd.menage_id, **valeurs)
        _verifier(tx, ligne)
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def corriger(cmd: CorrigerQuittance, uow: UnitOfWork) -> Changes:
    """The amounts put right; nothing is written when nothing changes. Raises as `noter`."""
    valeurs = valider(Quittance, cmd.champs, CHAMPS)
    with uow.ecriture("quittance.corriger") as tx:
        ligne = charger(tx.session, Quittance, cmd.quittance_id)
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        with tx.session.no_autoflush:
            _verifier(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerQuittance, uow: UnitOfWork) -> Changes:
    """The household without these amounts; the history keeps them."""
    with uow.ecriture("quittance.retirer") as tx:
        ligne = charger(tx.session, Quittance, cmd.quittance_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def reprendre(
    tx: Transaction,
    neuves: Sequence[NoterQuittance],
    corrigees: Mapping[UUID, Mapping[str, object]],
) -> Changes:
    """Many amounts at once in a transaction already open: those noted, those put right (by id).

    The caller has checked their days (`verifier_jour`) and that none is noted twice; raises the
    errors of fields.
    """
    lignes = [
        {"id": tx.ids.new(), "menage_id": n.menage_id, **valider(Quittance, n.champs, CHAMPS)}
        for n in neuves
    ]
    for ensemble in _par_colonnes(lignes).values():
        tx.session.execute(insert(Quittance), ensemble)
    menages = {n.menage_id for n in neuves}
    for id_, champs in corrigees.items():
        ligne = charger(tx.session, Quittance, id_)
        poser(ligne, valider(Quittance, champs, CHAMPS))
        menages.add(ligne.menage_id)
    tx.session.flush()
    ids = {ligne["id"] for ligne in lignes} | corrigees.keys()
    return Changes.of(operation=tx.operation, menages=menages, quittances=ids)


def _par_colonnes(lignes: Sequence[dict[str, Any]]) -> dict[tuple[str, ...], list[dict[str, Any]]]:
    """Rows that give the same columns, together: what one does not say stays unknown."""
    groupes: defaultdict[tuple[str, ...], list[dict[str, Any]]] = defaultdict(list)
    for ligne in lignes:
        groupes[tuple(sorted(ligne))].append(ligne)
    return groupes


def verifier_jour(moment: MomentLoyer, le: date, aujourdhui: date) -> None:
    """Refuse a day to come, but for a rent after works: it is announced before it is due.

    Raises `EntreeInvalide` ("quittance.futur", "quittance.trop_loin").
    """
    if le <= aujourdhui:
        return
    if moment is not MomentLoyer.APRES:
        raise EntreeInvalide("quittance.futur", jour=le)
    if (le.year - ANNEES_AVANCE, le.month, le.day) > (
        aujourdhui.year,
        aujourdhui.month,
        aujourdhui.day,
    ):
        raise EntreeInvalide("quittance.trop_loin", jour=le, n=ANNEES_AVANCE)


def _verifier(tx: Transaction, ligne: Quittance) -> None:
    """Refuse a day that cannot be, a record without any amount, the same one twice."""
    verifier_jour(ligne.moment, ligne.le, tx.clock.today())
    if all(getattr(ligne, champ) is None for champ in MONTANTS):
        raise EntreeInvalide("quittance.vide")
    if ligne.logement_id is not None:
        charger(tx.session, Logement, ligne.logement_id)
    meme = select(Quittance.id).where(
        Quittance.menage_id == ligne.menage_id,
        Quittance.moment == ligne.moment,
        Quittance.le == ligne.le,
        Quittance.source == ligne.source,
        Quittance.id != ligne.id,
    )
    if tx.session.scalars(meme).first() is not None:
        raise EntreeInvalide("quittance.deja", jour=ligne.le)


def _changes(tx: Transaction, ligne: Quittance) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        menages={ligne.menage_id},
        quittances={ligne.id},
    )
