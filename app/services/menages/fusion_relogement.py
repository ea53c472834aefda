"""The rehousing of two merged households becomes that of one.

Rows that say one thing twice become one; the others simply change household (see `fusion`). All of
it is written in the merge's own operation, so that undoing the merge undoes it too.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import or_, select, update

from app.domain.demenagements import EtatDemenagement
from app.domain.planification.mots import Solution
from app.domain.relogements import ReponseProposition
from db.models import (
    Base,
    BesoinsRelogement,
    Demenagement,
    Indisponibilite,
    LienMenages,
    Menage,
    PlanLigne,
    PointDemenagement,
    Proposition,
    TrajectoireMenage,
)
from db.models.base import colonnes_vers
from db.uow import Transaction

M = TypeVar("M", bound=Base)
_SANS_LOGEMENT = (Solution.AUCUNE, Solution.HORS_PLAN)
# Fields of an offer one household may know and the other not.
_DE_L_OFFRE = ("visite_le", "commission_le", "loyer", "charges", "apl", "precision")


def reunir_relogement(tx: Transaction, garde: Menage, absorbe: Menage) -> None:
    """Needs, trajectory, offers, links, dates, moves and lines of plans of both, told once."""
    ids = (garde.id, absorbe.id)
    _besoins(tx, *ids)
    _jumelles(tx, TrajectoireMenage, *ids, lambda t: (t.code, t.le))
    _jumelles(tx, Indisponibilite, *ids, lambda i: (i.du, i.au))
    _propositions(tx, *ids)
    _liens(tx, *ids)
    _demenagements(tx, *ids)
    _plans(tx, *ids)
    _origines(tx, garde, absorbe)
    tx.session.flush()


def _lignes(tx: Transaction, modele: type[M], menage_id: UUID) -> list[M]:
    table: Any = modele
    return list(
        tx.session.scalars(select(modele).where(table.menage_id == menage_id).order_by(table.id))
    )


def _jumelles(
    tx: Transaction,
    modele: type[M],
    garde_id: UUID,
    absorbe_id: UUID,
    marque: Callable[[Any], Hashable],
) -> None:
    """The same thing told of both stays once."""
    siennes = {marque(ligne) for ligne in _lignes(tx, modele, garde_id)}
    for double in _lignes(tx, modele, absorbe_id):
        if marque(double) in siennes:
            tx.session.delete(double)
    tx.session.flush()


def _besoins(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """What either needs, the household that stays having the last word."""
    siens = _lignes(tx, BesoinsRelogement, garde_id)
    doubles = _lignes(tx, BesoinsRelogement, absorbe_id)
    if not siens or not doubles:
        return
    sien, double = siens[0], doubles[0]
    for colonne in BesoinsRelogement.__table__.c:
        if colonne.primary_key or colonne.foreign_keys:
            continue
        if getattr(sien, colonne.name) is None:
            setattr(sien, colonne.name, getattr(double, colonne.name))
    sien.un_seul_demenagement = sien.un_seul_demenagement or double.un_seul_demenagement
    tx.session.delete(double)
    tx.session.flush()


def _propositions(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """The same offer told twice is one; a home waits once for an answer."""
    siennes = _lignes(tx, Proposition, garde_id)
    for double in _lignes(tx, Proposition, absorbe_id):
        for sienne in siennes:
            attendent = sienne.reponse is double.reponse is ReponseProposition.EN_ATTENTE
            meme_jour = sienne.proposee_le == double.proposee_le
            if sienne.logement_id != double.logement_id or not (
                attendent or (meme_jour and sienne.reponse is double.reponse)
            ):
                continue
            sienne.proposee_le = min(sienne.proposee_le, double.proposee_le)
            for champ in _DE_L_OFFRE:
                if getattr(sienne, champ) is None:
                    setattr(sienne, champ, getattr(double, champ))
            tx.session.delete(double)
            break
    tx.session.flush()


def _liens(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """Whom either should stay near, once each; nobody stays near themselves."""
    deux = (garde_id, absorbe_id)
    connus: set[UUID] = set()
    lignes = tx.session.scalars(
        select(LienMenages)
        .where(or_(LienMenages.menage_id.in_(deux), LienMenages.autre_id.in_(deux)))
        .order_by(LienMenages.menage_id != garde_id, LienMenages.id)
    ).all()
    # A link of the household that stays is met first, whichever side it was noted on.
    for ligne in sorted(lignes, key=lambda x: garde_id not in (x.menage_id, x.autre_id)):
        bouts = {garde_id if b == absorbe_id else b for b in (ligne.menage_id, ligne.autre_id)}
        autres = bouts - {garde_id}
        if not autres or autres <= connus:
            tx.session.delete(ligne)
            continue
        connus |= autres
        if ligne.menage_id == absorbe_id:
            ligne.menage_id = garde_id
        if ligne.autre_id == absorbe_id:
            ligne.autre_id = garde_id
    tx.session.flush()


def _demenagements(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """The same move planned for both is one, with all that was noted of it."""
    siens = {_marque(d): d for d in _lignes(tx, Demenagement, garde_id)}
    for double in _lignes(tx, Demenagement, absorbe_id):
        sien = siens.get(_marque(double))
        if sien is None or EtatDemenagement.ANNULE in (sien.etat, double.etat):
            continue
        deja = {
            p.code
            for p in tx.session.scalars(
                select(PointDemenagement).where(PointDemenagement.demenagement_id == sien.id)
            )
        }
        for point in tx.session.scalars(
            select(PointDemenagement).where(PointDemenagement.demenagement_id == double.id)
        ):
            if point.code in deja:
                tx.session.delete(point)
        tx.session.flush()
        for colonne in colonnes_vers("demenagement"):
            tx.session.execute(
                update(colonne.table).where(colonne == double.id).values({colonne.name: sien.id})
            )
        sien.equipe_id = sien.equipe_id or double.equipe_id
        sien.pilote_id = sien.pilote_id or double.pilote_id
        sien.remarque = sien.remarque or double.remarque
        sien.fixe = sien.fixe or double.fixe
        tx.session.delete(double)
    tx.session.flush()


def _marque(d: Demenagement) -> tuple[Hashable, ...]:
    return (d.sens, d.vers_id, d.jour)


def _plans(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """One line per plan: the one that has a home, that of the household that stays first."""
    siennes = {ligne.plan_id: ligne for ligne in _lignes(tx, PlanLigne, garde_id)}
    for double in _lignes(tx, PlanLigne, absorbe_id):
        sienne = siennes.get(double.plan_id)
        if sienne is None:
            continue
        if sienne.solution in _SANS_LOGEMENT and double.solution not in _SANS_LOGEMENT:
            tx.session.delete(sienne)
            tx.session.flush()
        else:
            tx.session.delete(double)
    tx.session.flush()


def _origines(tx: Transaction, garde: Menage, absorbe: Menage) -> None:
    """Households that came from the absorbed one come from the one that stays."""
    for issu in tx.session.scalars(select(Menage).where(Menage.issu_de_id == absorbe.id)):
        issu.issu_de_id = garde.id if issu.id != garde.id else None
    if garde.issu_de_id is None and absorbe.issu_de_id != garde.id:
        garde.issu_de_id = absorbe.issu_de_id
