"""The files that came back, as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.domain.envois import GenreRetour
from app.services.exports.retours_fichiers import raisons
from app.services.exports.retours_fichiers.modele import FichierRecu, LireRetour, ListerRetours
from db.models import ClePartenaire, Destination, FichierRetour
from db.uow import UnitOfWork


def lister(q: ListerRetours, uow: UnitOfWork) -> tuple[FichierRecu, ...]:
    """The files that came back, newest first."""
    f = FichierRetour
    requete = _requete().order_by(f.recu_a.desc(), f.id.desc())
    if q.etats is not None:
        requete = requete.where(f.etat.in_(q.etats))
    if not q.accuses:
        requete = requete.where(f.genre != GenreRetour.ACCUSE)
    with uow.lecture() as session:
        return tuple(_recu(ligne) for ligne in session.execute(requete))


def lire(q: LireRetour, uow: UnitOfWork) -> FichierRecu:
    """That file; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        return recu(session, q)


def recu(session: Session, q: LireRetour) -> FichierRecu:
    """That file, in a transaction already open; raises as `lire`."""
    ligne = session.execute(_requete().where(FichierRetour.id == q.fichier_id)).first()
    if ligne is None:
        raise RegleMetier("general.introuvable")
    return _recu(ligne)


def _requete() -> Select[*tuple[Any, ...]]:
    f, c = FichierRetour, ClePartenaire
    return (
        select(
            f.id, f.nom, f.taille, f.genre, f.signe, f.numero, f.recu_a, f.etat, f.raison,
            Destination.nom, c.nom, c.verifiee_le, f.contenu_id,
        )
        .outerjoin(Destination, Destination.id == f.destination_id)
        .outerjoin(c, c.id == f.cle_id)
    )  # fmt: skip


def _recu(ligne: Sequence[Any]) -> FichierRecu:
    id_, nom, taille, genre, signe, numero, recu_a, etat, *reste = ligne
    raison, destination, cle, verifiee_le, contenu_id = reste
    return FichierRecu(
        id_,
        nom,
        taille,
        genre,
        signe,
        numero,
        recu_a,
        etat,
        raisons.lire(raison),
        destination,
        cle,
        verifiee_le is not None,
        contenu_id is not None,
    )
