"""Vacant dwellings lent as temporary homes, several at once, and given back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import or_, select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.adresse import afficher
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import verifier_periode
from app.services.champs import poser
from app.services.chargement import charger
from db.models import Logement, Occupation
from db.uow import Transaction, UnitOfWork

__all__ = ["PreparerTiroirs", "RendreVacants", "preparer", "rendre"]


@dataclass(frozen=True, slots=True)
class PreparerTiroirs:
    """These dwellings serve as temporary homes from a day to a day, both included.

    A day left unsaid (None) keeps the one already known.
    """

    logement_ids: tuple[UUID, ...]
    disponible_du: date | None = None
    disponible_au: date | None = None


@dataclass(frozen=True, slots=True)
class RendreVacants:
    """These dwellings no longer serve as temporary homes."""

    logement_ids: tuple[UUID, ...]


def preparer(cmd: PreparerTiroirs, uow: UnitOfWork) -> Changes:
    """All of them, or none.

    Raises `EntreeInvalide("saisie.periode")`, `RegleMetier` ("tiroir.vendu", "tiroir.habite" when
    somebody lives there, or is to, other than for a time) naming the addresses.
    """
    verifier_periode(cmd.disponible_du, cmd.disponible_au)
    jours = {"disponible_du": cmd.disponible_du, "disponible_au": cmd.disponible_au}
    valeurs = {nom: jour for nom, jour in jours.items() if jour is not None}
    with uow.ecriture("tiroir.preparer") as tx:
        lignes = [charger(tx.session, Logement, id_) for id_ in cmd.logement_ids]
        _refuser("tiroir.vendu", [li for li in lignes if li.etat is EtatLogement.VENDU])
        _refuser("tiroir.habite", _pris(tx, lignes, NatureOccupation.TIROIR))
        changes = [poser(li, {"etat": EtatLogement.TIROIR, **valeurs}) for li in lignes]
        for ligne in lignes:
            verifier_periode(ligne.disponible_du, ligne.disponible_au)
        if not any(changes):
            return Changes.of()
        tx.commit()
    return _changes(tx, lignes)


def rendre(cmd: RendreVacants, uow: UnitOfWork) -> Changes:
    """Vacant again, all of them or none; raises `RegleMetier("tiroir.promis")`.

    Those that were not temporary homes are left as they are.
    """
    with uow.ecriture("tiroir.rendre") as tx:
        lignes = [charger(tx.session, Logement, id_) for id_ in cmd.logement_ids]
        lignes = [li for li in lignes if li.etat is EtatLogement.TIROIR]
        _refuser("tiroir.promis", _pris(tx, lignes))
        if not lignes:
            return Changes.of()
        for ligne in lignes:
            ligne.etat = EtatLogement.VACANT
        tx.commit()
    return _changes(tx, lignes)


def _pris(
    tx: Transaction, lignes: Sequence[Logement], sauf: NatureOccupation | None = None
) -> list[Logement]:
    """Those somebody lives in or is to enter, stays of nature `sauf` apart; one statement."""
    requete = select(Occupation.logement_id).where(
        Occupation.logement_id.in_([li.id for li in lignes]),
        or_(Occupation.fin.is_(None), Occupation.fin > tx.clock.today()),
    )
    if sauf is not None:
        requete = requete.where(Occupation.nature != sauf)
    pris = set(tx.session.scalars(requete))
    return [li for li in lignes if li.id in pris]


def _refuser(code: str, lignes: Sequence[Logement]) -> None:
    if lignes:
        dites = [afficher(li.numero, li.repetition, li.voie) or li.code_ug for li in lignes]
        raise RegleMetier(code, adresses=dites)


def _changes(tx: Transaction, lignes: Sequence[Logement]) -> Changes:
    return Changes.of(
        principal=lignes[0].id if len(lignes) == 1 else None,
        operation=tx.operation,
        logements={li.id for li in lignes},
        cites={li.cite_id for li in lignes},
    )
