"""What the tests of complaints share: opening one in a few words, seeing every row they wrote."""

from __future__ import annotations

from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import select, text

from app.core.changes import Changes
from app.domain.receptions import ResultatReception
from app.services import annulation, reclamations, responsables
from app.services.reclamations import (
    ChangerEtatReclamation,
    EtatReclamation,
    MotifReclamation,
    OuvrirReclamation,
)
from db.models import Reception, Reclamation
from db.uow import UnitOfWork
from tests import factories

TABLES = (
    "reclamation",
    "suivi_reclamation",
    "echange_reclamation",
    "passage_reclamation",
    "photo_defaut",
    "dossier_collectif",
    "responsable",
    "delai_reclamation",
    "reception",
)
LUNDI = date(2026, 11, 23)
"""The day before that of the tests' clock."""


def ouvrir(uow: UnitOfWork, menage_id: UUID | None = None, **champs: Any) -> UUID:
    """A complaint of Monday 23 November 2026, 10:00, about a shutter."""
    valeurs: dict[str, Any] = {"ouverte_le": LUNDI, "ouverte_a": time(10)} | champs
    if menage_id is None and "logement_id" not in champs:
        menage_id = factories.menage(uow)
    cmd = OuvrirReclamation(
        menage_id,
        valeurs.pop("categorie", "menuiseries"),
        valeurs.pop("description", "Le volet ne ferme plus."),
        **valeurs,
    )
    return principal(reclamations.ouvrir(cmd, uow))


def passer(uow: UnitOfWork, id_: UUID, *etats: EtatReclamation, **champs: Any) -> Changes:
    """Through these states, one after the other."""
    changes = Changes()
    for etat in etats:
        changes = reclamations.changer_etat(ChangerEtatReclamation(id_, etat, **champs), uow)
    return changes


def clore(uow: UnitOfWork, id_: UUID, **champs: Any) -> Changes:
    """Closed because it was told twice."""
    return passer(uow, id_, EtatReclamation.CLOSE, motif=MotifReclamation.DOUBLON, **champs)


def responsable(uow: UnitOfWork, nom: str = "Menuiseries Fictives", **champs: Any) -> UUID:
    """A contractor."""
    return principal(responsables.creer(responsables.CreerResponsable(nom, champs=champs), uow))


def reception(
    uow: UnitOfWork,
    logement_id: UUID,
    le: date = date(2026, 11, 2),
    resultat: ResultatReception = ResultatReception.AVEC_RESERVES,
) -> UUID:
    """The works of a home received."""
    id_ = uow.ids.new()
    ligne = Reception(id=id_, logement_id=logement_id, le=le, resultat=resultat)
    factories.ecrire(uow, ligne)
    return id_


def principal(changes: Changes) -> UUID:
    """What an action created or acted upon."""
    assert changes.principal is not None
    return changes.principal


def lue(uow: UnitOfWork, id_: UUID) -> Reclamation:
    """The row of a complaint."""
    with uow.lecture() as session:
        ligne = session.scalar(select(Reclamation).where(Reclamation.id == id_))
        assert ligne is not None
        session.expunge(ligne)
    return ligne


def lignes(uow: UnitOfWork, sql: str, **params: Any) -> list[tuple[Any, ...]]:
    """Rows of a statement."""
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql), params)]


def suivi(uow: UnitOfWork, id_: UUID) -> list[tuple[Any, ...]]:
    """The history of a complaint: state, day, who said so."""
    return lignes(
        uow,
        "SELECT etat, le, source FROM suivi_reclamation WHERE reclamation_id = :id ORDER BY id",
        id=id_.hex,
    )


def etat_de_la_base(uow: UnitOfWork) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table of complaints."""
    return {nom: lignes(uow, f"SELECT * FROM {nom} ORDER BY id") for nom in TABLES}


def annuler(uow: UnitOfWork, changes: Changes) -> Changes:
    """Undo that action."""
    assert changes.operation is not None
    return annulation.annuler(annulation.AnnulerOperation(changes.operation), uow)
