"""Who repairs: the bailleur's workers, contractors and their lot, the commune."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from app.domain.reclamations import FINIES, GenreResponsable
from app.domain.texte import plier
from db.models import Cite, Reclamation, Responsable


@dataclass(frozen=True, slots=True)
class ResponsableLigne:
    """One who repairs; `cite_id` None: in every estate. `ouvertes`: complaints it must see to."""

    id: UUID
    genre: GenreResponsable
    nom: str
    lot: str | None
    contact: str | None
    telephone: str | None
    courriel: str | None
    adresse: str | None
    actif: bool
    cite_id: UUID | None
    cite: str | None
    ouvertes: int = 0

    @property
    def libelle(self) -> str:
        """Its name, and its lot when it has one."""
        return f"{self.nom} ({self.lot})" if self.lot else self.nom


def lister(
    session: Session, *, cite_id: UUID | None, actifs: bool, ids: Iterable[UUID] | None = None
) -> tuple[ResponsableLigne, ...]:
    """Those of an estate and of every estate (all of them when None), by kind then name.

    One statement.
    """
    ouvertes = (
        select(func.count())
        .select_from(Reclamation)
        .where(Reclamation.responsable_id == Responsable.id, Reclamation.etat.not_in(FINIES))
        .scalar_subquery()
    )
    requete = select(
        Responsable.id,
        Responsable.genre,
        Responsable.nom,
        Responsable.lot,
        Responsable.contact,
        Responsable.telephone,
        Responsable.courriel,
        Responsable.adresse,
        Responsable.actif,
        Responsable.cite_id,
        Cite.nom,
        ouvertes,
    ).outerjoin(Cite, Cite.id == Responsable.cite_id)
    if cite_id is not None:
        requete = requete.where(or_(Responsable.cite_id == cite_id, Responsable.cite_id.is_(None)))
    if actifs:
        requete = requete.where(Responsable.actif)
    if ids is not None:
        requete = requete.where(Responsable.id.in_(list(ids)))
    lignes = (ResponsableLigne(*r) for r in session.execute(requete))
    genres = list(GenreResponsable)
    return tuple(
        sorted(lignes, key=lambda r: (genres.index(r.genre), plier(r.nom), plier(r.lot or "")))
    )
