"""Who is in the team."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.domain.menages import Role
from db.models import Intervenant


@dataclass(frozen=True, slots=True)
class IntervenantLigne:
    """A member of the team as lists show it; `nom_complet` is "Prénom Nom"."""

    id: UUID
    nom: str
    prenom: str
    fonction: Role
    organisme: str
    telephone: str
    courriel: str
    actif: bool

    @property
    def nom_complet(self) -> str:
        """First name, then name."""
        return f"{self.prenom} {self.nom}".strip()


def lister(session: Session, *, actifs: bool) -> tuple[IntervenantLigne, ...]:
    """The team by name, only those in post when `actifs`."""
    requete = select(
        Intervenant.id,
        Intervenant.nom,
        func.coalesce(Intervenant.prenom, ""),
        Intervenant.fonction,
        func.coalesce(Intervenant.organisme, ""),
        func.coalesce(Intervenant.telephone, ""),
        func.coalesce(Intervenant.courriel, ""),
        Intervenant.actif,
    ).order_by(Intervenant.nom, Intervenant.prenom, Intervenant.id)
    if actifs:
        requete = requete.where(Intervenant.actif)
    return tuple(IntervenantLigne(*ligne) for ligne in session.execute(requete))
