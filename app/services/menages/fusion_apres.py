"""The life after the return of two merged households becomes that of one.

Rows that say one thing twice become one; the others simply change household (see `fusion`). All of
it is written in the merge's own operation, so that undoing the merge undoes it too. Complaints are
never made one: each has its reference, and somebody follows it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import delete, select, update

from app.domain.prises_en_main import EtatPriseEnMain, MomentPriseEnMain
from db.models import (
    Base,
    ConsoEnergie,
    EtatDesLieux,
    LigneEtatDesLieux,
    PhotoDefaut,
    PointPriseEnMain,
    PriseEnMain,
    Quittance,
    SoutienRetour,
    Tache,
    VolontaireEnergie,
)
from db.uow import Transaction

M = TypeVar("M", bound=Base)
_MONTANTS = ("loyer", "charges", "troisieme_ligne", "apl", "ressources")


def reunir_apres(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """Inventories, visits of the home, money, energy and offers of both, told once."""
    ids = (garde_id, absorbe_id)
    _etats_des_lieux(tx, *ids)
    _prises_en_main(tx, *ids)
    _completer(tx, Quittance, *ids, lambda q: (q.moment, q.le, q.source), _MONTANTS)
    _completer(tx, ConsoEnergie, *ids, lambda c: (c.energie, c.du, c.au), ("kwh", "montant", "dju"))
    _completer(tx, SoutienRetour, *ids, lambda s: (s.genre, s.etat, s.le), ("quoi", "action_id"))
    _volontaires(tx, *ids)
    tx.session.flush()


def _lignes(tx: Transaction, modele: type[M], menage_id: UUID) -> list[M]:
    table: Any = modele
    return list(
        tx.session.scalars(select(modele).where(table.menage_id == menage_id).order_by(table.id))
    )


def _completer(
    tx: Transaction,
    modele: type[M],
    garde_id: UUID,
    absorbe_id: UUID,
    marque: Callable[[Any], Hashable],
    champs: tuple[str, ...],
) -> None:
    """The same thing told of both stays once, when they do not contradict each other."""
    siennes = {marque(ligne): ligne for ligne in _lignes(tx, modele, garde_id)}
    for double in _lignes(tx, modele, absorbe_id):
        sienne = siennes.get(marque(double))
        if sienne is None or any(_contraires(sienne, double, c) for c in champs):
            continue
        for champ in (*champs, "precision"):
            if hasattr(sienne, champ) and getattr(sienne, champ) is None:
                setattr(sienne, champ, getattr(double, champ))
        tx.session.delete(double)
    tx.session.flush()


def _contraires(un: Base, autre: Base, champ: str) -> bool:
    valeurs = (getattr(un, champ), getattr(autre, champ))
    return None not in valeurs and valeurs[0] != valeurs[1]


def _etats_des_lieux(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """One inventory of a home on a day: the household that stays has the last word."""
    siens = {_marque(e): e for e in _lignes(tx, EtatDesLieux, garde_id)}
    for double in _lignes(tx, EtatDesLieux, absorbe_id):
        sien = siens.get(_marque(double))
        if sien is None:
            continue
        lignes = LigneEtatDesLieux
        dits = {
            (li.piece, li.element)
            for li in tx.session.scalars(select(lignes).where(lignes.etat_id == sien.id))
        }
        for ligne in tx.session.scalars(select(lignes).where(lignes.etat_id == double.id)):
            if (ligne.piece, ligne.element) in dits:
                tx.session.delete(ligne)
            else:
                ligne.etat_id = sien.id
        tx.session.execute(
            update(PhotoDefaut).where(PhotoDefaut.etat_id == double.id).values(etat_id=sien.id)
        )
        for champ in ("demenagement_id", "presents", "remarque", "signe_le"):
            if getattr(sien, champ) is None:
                setattr(sien, champ, getattr(double, champ))
        tx.session.flush()
        tx.session.delete(double)
    tx.session.flush()


def _marque(e: EtatDesLieux) -> tuple[Hashable, ...]:
    return (e.logement_id, e.moment, e.le)


def _prises_en_main(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """A visit held the same day is one; the visit of the return, or of winter, is awaited once."""
    siennes = _lignes(tx, PriseEnMain, garde_id)
    for double in _lignes(tx, PriseEnMain, absorbe_id):
        sienne = next((p for p in siennes if _meme_visite(p, double)), None)
        if sienne is None:
            continue
        points = PointPriseEnMain
        dits = {
            (p.code, p.personne_id)
            for p in tx.session.scalars(select(points).where(points.prise_id == sienne.id))
        }
        for point in tx.session.scalars(select(points).where(points.prise_id == double.id)):
            if (point.code, point.personne_id) in dits:
                tx.session.delete(point)
            else:
                point.prise_id = sienne.id
        for champ in ("logement_id", "visite_id", "tache_id", "guide_remis", "remarque"):
            if getattr(sienne, champ) is None:
                setattr(sienne, champ, getattr(double, champ))
        tx.session.flush()
        rappel = double.tache_id if double.tache_id != sienne.tache_id else None
        tx.session.delete(double)
        tx.session.flush()
        tx.session.execute(delete(Tache).where(Tache.id == rappel, Tache.faite_le.is_(None)))
    tx.session.flush()


def _meme_visite(une: PriseEnMain, autre: PriseEnMain) -> bool:
    if une.moment is not autre.moment or une.etat is not autre.etat:
        return False
    if une.etat is EtatPriseEnMain.PREVUE and une.moment is not MomentPriseEnMain.AUTRE:
        return True
    return (une.prevue_le, une.faite_le) == (autre.prevue_le, autre.faite_le)


def _volontaires(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """Two agreements still standing become one, from the first of them."""
    debout = [
        next((v for v in _lignes(tx, VolontaireEnergie, id_) if v.retire_le is None), None)
        for id_ in (garde_id, absorbe_id)
    ]
    sien, double = debout
    if sien is not None and double is not None:
        sien.accord_le = min(sien.accord_le, double.accord_le)
        sien.personne_id = sien.personne_id or double.personne_id
        tx.session.delete(double)
    tx.session.flush()
