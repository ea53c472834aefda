"""The end of a household's support, its summary, and its reopening."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import Date, Text

from app.core.i18n import N_
from app.domain.clotures import MotifCloture
from app.domain.partage import Partage, Retention
from db.models.base import Base, Mapped, choix, cle, colonne, fk

_B, _E = Partage.BAILLEUR, Partage.EQUIPE
_SUIVI = Retention.SUIVI


class Cloture(Base):
    """The support ended one day for a reason; `document_id` is the summary as it was printed."""

    __tablename__ = "cloture"

    id: Mapped[UUID] = cle(_SUIVI)
    menage_id: Mapped[UUID] = fk("menage.id", _SUIVI, partage=_B)
    le: Mapped[date] = colonne(_B, _SUIVI, N_("Suivi clos le"), Date)
    motif: Mapped[MotifCloture] = choix(
        MotifCloture, _E, _SUIVI, N_("Raison de la clôture"), au_menage=True
    )
    bilan: Mapped[str | None] = colonne(_E, _SUIVI, N_("Bilan"), Text, au_menage=True)
    par_id: Mapped[UUID | None] = fk("intervenant.id", _SUIVI, nullable=True, index=False)
    document_id: Mapped[UUID | None] = fk("document.id", _SUIVI, nullable=True)
    rouvert_le: Mapped[date | None] = colonne(
        _B, _SUIVI, N_("Suivi rouvert le"), Date, groupe="reouverture"
    )
    rouvert_motif: Mapped[str | None] = colonne(
        _E, _SUIVI, N_("Raison de la réouverture"), Text, groupe="reouverture"
    )
