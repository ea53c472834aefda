"""Needs of a household: opened one day, answered another, never a diagnosis."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import FamilleBesoin
from app.services.champs import valider
from app.services.chargement import charger, facultatif
from app.services.menages.ecriture import charger_menage
from db.models import Besoin
from db.uow import UnitOfWork

# A need is a word of the catalogue: a code leaves no room for the story of an illness.
_CODE = re.compile(r"[a-z][a-z0-9_]{0,39}")


@dataclass(frozen=True, slots=True)
class OuvrirBesoin:
    """A need by its catalogue code (`besoins`); `ouvert_le` None means today.

    For a need of the home (`FamilleBesoin.LOGEMENT`) say what the dwelling must offer, never why.
    """

    menage_id: UUID
    famille: FamilleBesoin
    code: str
    precision: str = ""
    ouvert_le: date | None = None


@dataclass(frozen=True, slots=True)
class RepondreBesoin:
    """What was done about it, on `le` (today when None)."""

    besoin_id: UUID
    reponse: str
    le: date | None = None


@dataclass(frozen=True, slots=True)
class RetirerBesoin:
    """It was noted by mistake."""

    besoin_id: UUID


def ouvrir(cmd: OuvrirBesoin, uow: UnitOfWork) -> Changes:
    """The need; raises `RegleMetier("besoin.deja")` when it is already open."""
    if not _CODE.fullmatch(cmd.code):
        raise EntreeInvalide("saisie.choix", champ=_("Besoin"), texte=cmd.code)
    precisions = valider(Besoin, {"precision": cmd.precision}, frozenset({"precision"}))
    with uow.ecriture("besoin.ouvrir") as tx:
        charger_menage(tx.session, cmd.menage_id)
        deja = tx.session.scalar(
            select(Besoin.id).where(
                Besoin.menage_id == cmd.menage_id,
                Besoin.code == cmd.code,
                Besoin.famille == cmd.famille,
                Besoin.repondu_le.is_(None),
            )
        )
        if deja is not None:
            raise RegleMetier("besoin.deja")
        ligne = Besoin(
            id=tx.ids.new(),
            menage_id=cmd.menage_id,
            famille=cmd.famille,
            code=cmd.code,
            ouvert_le=cmd.ouvert_le or tx.clock.today(),
            **precisions,
        )
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, menages={cmd.menage_id})


def repondre(cmd: RepondreBesoin, uow: UnitOfWork) -> Changes:
    """The need answered; raises `EntreeInvalide("saisie.periode")` before it was opened."""
    with uow.ecriture("besoin.repondre") as tx:
        ligne = charger(tx.session, Besoin, cmd.besoin_id)
        jour = cmd.le or tx.clock.today()
        if jour < ligne.ouvert_le:
            raise EntreeInvalide("saisie.periode", debut=ligne.ouvert_le, fin=jour)
        ligne.repondu_le, ligne.reponse = jour, facultatif(cmd.reponse)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, menages={ligne.menage_id})


def retirer(cmd: RetirerBesoin, uow: UnitOfWork) -> Changes:
    """The need gone; the history keeps it."""
    with uow.ecriture("besoin.retirer") as tx:
        ligne = charger(tx.session, Besoin, cmd.besoin_id)
        tx.session.delete(ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, menages={ligne.menage_id})
