"""What two merged households were told, promised and shown becomes the story of one.

Rows that say one thing twice become one; the others simply change household (see `fusion`). All of
it is written in the merge's own operation, so that undoing the merge undoes it too.
"""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select, update

from app.core.i18n import _
from app.domain.menages import Suivi
from app.services.menages.reouverture import marquer_rouvert
from db.models import Annonce, Etape, Menage, Rencontre, Temoin
from db.uow import Transaction


def reunir_etapes(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """A milestone both know keeps its first known days: one row per household and code.

    One that was done is not set aside, whoever set it aside.
    """
    siennes = {
        e.code: e for e in tx.session.scalars(select(Etape).where(Etape.menage_id == garde_id))
    }
    for double in tx.session.scalars(select(Etape).where(Etape.menage_id == absorbe_id)):
        sienne = siennes.get(double.code)
        if sienne is None:
            continue
        sienne.prevue_le = sienne.prevue_le or double.prevue_le
        sienne.faite_le = sienne.faite_le or double.faite_le
        sienne.ecartee_le = sienne.ecartee_le or double.ecartee_le
        sienne.motif = sienne.motif or double.motif
        if sienne.faite_le is not None:
            sienne.ecartee_le = None
        tx.session.delete(double)
    tx.session.flush()


def reunir_suivi(tx: Transaction, garde: Menage, absorbe: Menage) -> None:
    """Its own template when only one has one; followed when either is."""
    if garde.parcours is None:
        garde.parcours, garde.parcours_motif = absorbe.parcours, absorbe.parcours_motif
    if garde.phase_forcee is None:
        garde.phase_forcee, garde.phase_motif = absorbe.phase_forcee, absorbe.phase_motif
    if garde.suivi is absorbe.suivi:
        return
    clos = garde if garde.suivi is Suivi.CLOS else absorbe
    marquer_rouvert(tx, clos.id, _("Réuni avec un ménage suivi"))
    garde.suivi = Suivi.OUVERT
    tx.session.flush()


def reunir_temoins(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """Two agreements still standing become one; nobody meets themselves."""
    debout = [
        tx.session.scalars(
            select(Temoin)
            .where(Temoin.menage_id == id_, Temoin.retire_le.is_(None))
            .order_by(Temoin.accord_le, Temoin.id)
        ).first()
        for id_ in (garde_id, absorbe_id)
    ]
    sien, double = debout
    if sien is not None and double is not None:
        sien.accord_le = min(sien.accord_le, double.accord_le)
        sien.personne_id = sien.personne_id or double.personne_id
        sien.modalite = _ensemble(sien.modalite, double.modalite)
        sien.precision = _ensemble(sien.precision, double.precision)
        tx.session.flush()
        tx.session.execute(
            update(Rencontre).where(Rencontre.temoin_id == double.id).values(temoin_id=sien.id)
        )
        tx.session.delete(double)
        tx.session.flush()
    siens = select(Temoin.id).where(Temoin.menage_id.in_((garde_id, absorbe_id)))
    for rencontre in tx.session.scalars(
        select(Rencontre).where(
            Rencontre.menage_id.in_((garde_id, absorbe_id)), Rencontre.temoin_id.in_(siens)
        )
    ):
        tx.session.delete(rencontre)
    tx.session.flush()


def _ensemble(un: str | None, autre: str | None) -> str | None:
    """Both texts when they differ: nothing somebody wrote is lost."""
    return " ; ".join(dict.fromkeys(t for t in (un, autre) if t)) or None


def reunir_annonces(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """What one change of timetable asks to tell is told once; told to one, it was told."""
    siennes = {
        a.changement_id: a
        for a in tx.session.scalars(
            select(Annonce).where(Annonce.menage_id == garde_id, Annonce.changement_id.is_not(None))
        )
    }
    for double in tx.session.scalars(
        select(Annonce).where(Annonce.menage_id == absorbe_id, Annonce.changement_id.is_not(None))
    ):
        sienne = siennes.get(double.changement_id)
        if sienne is None:
            continue
        if sienne.dite_le is None and double.dite_le is not None:
            sienne.dite_le, sienne.canal = double.dite_le, double.canal
            sienne.a_qui, sienne.par_id = double.a_qui, double.par_id
            sienne.precision = double.precision
        tx.session.delete(double)
    tx.session.flush()
