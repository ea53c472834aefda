"""Saying on a household's record that its follow-up was taken up again."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core.i18n import _
from app.domain.accompagnement import NatureNote
from app.domain.partage import Partage
from app.services.chargement import facultatif
from db.models import Cloture, Note
from db.uow import Transaction


def marquer_rouvert(tx: Transaction, menage_id: UUID, motif: str | None) -> UUID | None:
    """In the open transaction, say that the follow-up of a household was taken up again.

    A follow-up closed before closings were kept has no row to say it on: a note does.
    """
    ouverte = None
    for cloture in tx.session.scalars(
        select(Cloture)
        .where(Cloture.menage_id == menage_id, Cloture.rouvert_le.is_(None))
        .order_by(Cloture.le, Cloture.id)
    ):
        ouverte = cloture.id
        cloture.rouvert_le = tx.clock.today()
        cloture.rouvert_motif = facultatif(motif)
    if ouverte is None and motif:
        tx.session.add(
            Note(
                id=tx.ids.new(),
                menage_id=menage_id,
                nature=NatureNote.SUITE,
                texte=_("Suivi rouvert : {motif}").format(motif=motif),
                visibilite=Partage.EQUIPE,
                auteur_id=tx.auteur_id,
                ecrite_a=tx.clock.now(),
                jour=tx.clock.today(),
            )
        )
    return ouverte
