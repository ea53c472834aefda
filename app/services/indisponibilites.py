"""Days on which a household, a crew or a whole estate cannot move."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide
from app.services.champs import poser, valider
from app.services.chargement import charger
from app.services.menages.ecriture import charger_menage
from db.models import Cite, Equipe, Indisponibilite
from db.queries.relogement import IndisponibiliteFiche
from db.uow import Transaction, UnitOfWork

__all__ = [
    "AjouterIndisponibilite",
    "IndisponibiliteFiche",
    "ListerIndisponibilites",
    "ModifierIndisponibilite",
    "RetirerIndisponibilite",
    "ajouter",
    "lister",
    "modifier",
    "retirer",
]

LONGUE = 366


@dataclass(frozen=True, slots=True)
class AjouterIndisponibilite:
    """No move from `du` to `au` (included; None: that day only), for exactly one of the three."""

    du: date
    au: date | None = None
    motif: str = ""
    menage_id: UUID | None = None
    equipe_id: UUID | None = None
    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class ModifierIndisponibilite:
    """Other days, or another reason."""

    indisponibilite_id: UUID
    du: date
    au: date | None = None
    motif: str = ""


@dataclass(frozen=True, slots=True)
class RetirerIndisponibilite:
    """One may move on those days after all."""

    indisponibilite_id: UUID


@dataclass(frozen=True, slots=True)
class ListerIndisponibilites:
    """Ask for those of one household, crew or estate; `apres`: only what ends on that day or after.

    An estate does not give those of its crews and households.
    """

    menage_id: UUID | None = None
    equipe_id: UUID | None = None
    cite_id: UUID | None = None
    apres: date | None = None


def ajouter(cmd: AjouterIndisponibilite, uow: UnitOfWork) -> Changes:
    """The period; overlapping ones are fine.

    Raises `EntreeInvalide` ("indisponibilite.periode" when it ends before it begins,
    "indisponibilite.longue" when it lasts more than a year).
    """
    if sum(x is not None for x in (cmd.menage_id, cmd.equipe_id, cmd.cite_id)) != 1:
        raise ValueError("exactly one of household, crew and estate")
    valeurs = _valeurs(cmd.du, cmd.au, cmd.motif)
    with uow.ecriture("indisponibilite.ajouter") as tx:
        if cmd.menage_id is not None:
            charger_menage(tx.session, cmd.menage_id)
        if cmd.equipe_id is not None:
            charger(tx.session, Equipe, cmd.equipe_id)
        if cmd.cite_id is not None:
            charger(tx.session, Cite, cmd.cite_id)
        ligne = Indisponibilite(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            equipe_id=cmd.equipe_id,
            cite_id=cmd.cite_id,
            **valeurs,
        )
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def modifier(cmd: ModifierIndisponibilite, uow: UnitOfWork) -> Changes:
    """The period changed; raises as `ajouter` does."""
    valeurs = _valeurs(cmd.du, cmd.au, cmd.motif)
    with uow.ecriture("indisponibilite.modifier") as tx:
        ligne = charger(tx.session, Indisponibilite, cmd.indisponibilite_id)
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        tx.commit()
    return _changes(tx, ligne)


def retirer(cmd: RetirerIndisponibilite, uow: UnitOfWork) -> Changes:
    """Those days are free again; the history keeps the period."""
    with uow.ecriture("indisponibilite.retirer") as tx:
        ligne = charger(tx.session, Indisponibilite, cmd.indisponibilite_id)
        tx.session.delete(ligne)
        tx.commit()
    return _changes(tx, ligne)


def lister(demande: ListerIndisponibilites, uow: UnitOfWork) -> tuple[IndisponibiliteFiche, ...]:
    """The periods, by day."""
    requete = select(
        Indisponibilite.id, Indisponibilite.du, Indisponibilite.au, Indisponibilite.motif
    ).order_by(Indisponibilite.du, Indisponibilite.id)
    for nom in ("menage_id", "equipe_id", "cite_id"):
        if (voulu := getattr(demande, nom)) is not None:
            requete = requete.where(getattr(Indisponibilite, nom) == voulu)
    if demande.apres is not None:
        requete = requete.where(Indisponibilite.au >= demande.apres)
    with uow.lecture() as session:
        return tuple(IndisponibiliteFiche(*ligne) for ligne in session.execute(requete))


def _valeurs(du: date, au: date | None, motif: str) -> dict[str, object]:
    fin = au or du
    if fin < du:
        raise EntreeInvalide("indisponibilite.periode", du=du, au=fin)
    if (fin - du).days > LONGUE:
        raise EntreeInvalide("indisponibilite.longue", du=du, au=fin)
    champs = {"du": du, "au": fin, "motif": motif}
    return valider(Indisponibilite, champs, frozenset(champs))


def _changes(tx: Transaction, ligne: Indisponibilite) -> Changes:
    ids = {"menages": ligne.menage_id, "equipes": ligne.equipe_id, "cites": ligne.cite_id}
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        indisponibilites={ligne.id},
        **{noms: {id_} for noms, id_ in ids.items() if id_ is not None},
    )
