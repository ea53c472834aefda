"""The landlords whose stock the estates belong to."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import Text

from app.core.i18n import N_
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, cle, colonne

_SOCLE = Retention.SOCLE


class Bailleur(Base):
    """A landlord, with the contact its exports are prepared for."""

    __tablename__ = "bailleur"

    id: Mapped[UUID] = cle(_SOCLE)
    nom: Mapped[str] = colonne(Partage.BAILLEUR, _SOCLE, N_("Bailleur"), Text, unique=True)
    contact: Mapped[str | None] = colonne(Partage.BAILLEUR, _SOCLE, N_("Contact"), Text)
    telephone: Mapped[str | None] = colonne(Partage.BAILLEUR, _SOCLE, N_("Téléphone"), Text)
    courriel: Mapped[str | None] = colonne(Partage.BAILLEUR, _SOCLE, N_("Courriel"), Text)
