"""Visits inside an open transaction: foreseen, moved, taken away, each with its task and milestone.

Also what follows from a return, whoever records it (a move done, the ledger, a milestone noted).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.i18n import N_, _
from app.domain.parcours_modele import GenreElement
from app.domain.prises_en_main import (
    ETAPES,
    EtatPriseEnMain,
    MomentPriseEnMain,
    a_prevoir,
    jour_propose,
)
from app.services.jours_feries import feries
from db.models import Etape, PriseEnMain, Referent, Tache
from db.queries.prises_en_main import logement_du_jour
from db.uow import Transaction

Touches = list[tuple[str, UUID]]
TITRES = {
    MomentPriseEnMain.RETOUR: N_("Visite de prise en main : montrer le logement rénové"),
    MomentPriseEnMain.HIVER: N_("Visite du premier hiver : chauffage, ventilation, facture"),
    MomentPriseEnMain.AUTRE: N_("Visite : revoir le logement ensemble"),
}
_SEULES = (MomentPriseEnMain.RETOUR, MomentPriseEnMain.HIVER)


def prevoir(
    tx: Transaction,
    menage_id: UUID,
    moment: MomentPriseEnMain,
    jour: date,
    *,
    logement_id: UUID | None = None,
    par_id: UUID | None = None,
) -> PriseEnMain:
    """A visit to come, with the task that reminds of it and the day of its milestone."""
    tache = Tache(
        id=tx.ids.new(),
        menage_id=menage_id,
        titre=_(TITRES[moment]),
        pour_le=jour,
        affectee_a_id=par_id or _qui_suit(tx, menage_id),
    )
    tx.session.add(tache)
    tx.session.flush()
    ligne = PriseEnMain(
        id=tx.ids.new(),
        menage_id=menage_id,
        logement_id=logement_id or logement_du_jour(tx.session, menage_id, jour),
        moment=moment,
        etat=EtatPriseEnMain.PREVUE,
        prevue_le=jour,
        par_id=par_id,
        tache_id=tache.id,
    )
    tx.session.add(ligne)
    tx.session.flush()
    noter_etape(tx, ligne, prevue=jour)
    return ligne


def deplacer(tx: Transaction, ligne: PriseEnMain, jour: date) -> None:
    """The visit to come on another day; its task and milestone follow."""
    avant, ligne.prevue_le = ligne.prevue_le, jour
    tache = tx.session.get(Tache, ligne.tache_id) if ligne.tache_id else None
    if tache is not None and tache.faite_le is None:
        tache.pour_le = jour
    noter_etape(tx, ligne, prevue=jour, avant=avant)


def suivre_tache(tx: Transaction, tache: Tache) -> None:
    """The visit to come that this task reminds of takes its new day."""
    if tache.pour_le is None:
        return
    ligne = tx.session.scalar(
        select(PriseEnMain).where(
            PriseEnMain.tache_id == tache.id, PriseEnMain.etat == EtatPriseEnMain.PREVUE
        )
    )
    if ligne is not None and ligne.prevue_le != tache.pour_le:
        deplacer(tx, ligne, tache.pour_le)


def retirer_tache(tx: Transaction, ligne: PriseEnMain) -> None:
    """Nobody has to think of that visit any more."""
    tache = tx.session.get(Tache, ligne.tache_id) if ligne.tache_id else None
    ligne.tache_id = None
    tx.session.flush()
    if tache is not None and tache.faite_le is None:
        tx.session.delete(tache)
        tx.session.flush()


def supprimer(tx: Transaction, ligne: PriseEnMain) -> None:
    """A visit foreseen from a return that did not take place."""
    noter_etape(tx, ligne, prevue=None, avant=ligne.prevue_le)
    retirer_tache(tx, ligne)
    tx.session.delete(ligne)
    tx.session.flush()


def noter_etape(
    tx: Transaction,
    ligne: PriseEnMain,
    *,
    prevue: date | None,
    avant: date | None = None,
    faite: date | None = None,
    faite_avant: date | None = None,
) -> None:
    """The milestone of that visit follows it, unless a hand gave it other days or set it aside.

    `avant` and `faite_avant` are the days it followed until now.
    """
    code = ETAPES.get(ligne.moment)
    if code is None or tx.accompagnement.parcours.element(GenreElement.ETAPE, code) is None:
        return
    etape = tx.session.scalar(
        select(Etape).where(Etape.menage_id == ligne.menage_id, Etape.code == code)
    )
    if etape is None:
        if prevue is None and faite is None:
            return
        etape = Etape(id=tx.ids.new(), menage_id=ligne.menage_id, code=code)
        tx.session.add(etape)
    elif etape.ecartee_le is not None and faite is None:
        return
    if etape.prevue_le in (None, avant):
        etape.prevue_le = prevue
    if faite is not None and etape.faite_le in (None, faite_avant):
        etape.faite_le = faite
        etape.ecartee_le = None
    if etape.prevue_le is None and etape.faite_le is None and etape.motif is None:
        tx.session.delete(etape)  # nothing else was known of it
    tx.session.flush()


def suivre_retour(
    tx: Transaction,
    menage_id: UUID,
    retour: date | None,
    *,
    avant: date | None = None,
    logement_id: UUID | None = None,
) -> Touches:
    """The visits that follow from a return on that day, and what was touched.

    Foreseen when there is none; moved with the return (`avant`: the day it had) while they still
    stand where they were proposed; taken away when it did not take place (`retour` None).
    """
    if retour == avant:
        return []
    tx.session.flush()
    siennes = tx.session.scalars(
        select(PriseEnMain).where(PriseEnMain.menage_id == menage_id)
    ).all()
    touches: Touches = []
    for moment in _SEULES:
        suivie = _suivie(moment, siennes, avant)
        if suivie is not None and retour is None:
            touches.append(("prises_en_main", suivie.id))
            supprimer(tx, suivie)
        elif suivie is not None and retour is not None:
            jour = proposer(moment, retour, tx.clock.today())
            if jour is not None and jour != suivie.prevue_le:
                deplacer(tx, suivie, jour)
                touches.append(("prises_en_main", suivie.id))
        elif retour is not None:
            depuis = min(retour, avant or retour)
            if not pour_ce_retour(moment, siennes, depuis):
                touches += _prevoir_a_temps(tx, menage_id, moment, retour, logement_id)
    return touches


def touches_de(ligne: PriseEnMain) -> Touches:
    """The visit and its task, for whoever tells what changed."""
    touches: Touches = [("prises_en_main", ligne.id)]
    return [*touches, ("taches", ligne.tache_id)] if ligne.tache_id else touches


def proposer(moment: MomentPriseEnMain, retour: date, aujourdhui: date) -> date | None:
    """The working day to foresee that visit on; None when it is too late for it."""
    annees = range(retour.year, max(retour.year, aujourdhui.year) + 3)
    return a_prevoir(moment, retour, aujourdhui, feries(annees))


def pour_ce_retour(moment: MomentPriseEnMain, siennes: Sequence[PriseEnMain], retour: date) -> bool:
    """Whether a visit of that moment, even cancelled, already belongs to that return."""
    return any(
        p.moment is moment and (p.faite_le or p.prevue_le or retour) >= retour for p in siennes
    )


def _prevoir_a_temps(
    tx: Transaction,
    menage_id: UUID,
    moment: MomentPriseEnMain,
    retour: date,
    logement_id: UUID | None,
) -> Touches:
    jour = proposer(moment, retour, tx.clock.today())
    if jour is None:
        return []
    return touches_de(prevoir(tx, menage_id, moment, jour, logement_id=logement_id))


def _suivie(
    moment: MomentPriseEnMain, siennes: Sequence[PriseEnMain], avant: date | None
) -> PriseEnMain | None:
    """The visit to come that nobody moved from the day the former return gave it."""
    if avant is None:
        return None
    propose = jour_propose(moment, avant, feries(range(avant.year, avant.year + 3)))
    for ligne in siennes:
        a_venir = ligne.etat is EtatPriseEnMain.PREVUE and ligne.moment is moment
        if a_venir and ligne.prevue_le == propose:
            return ligne
    return None


def _qui_suit(tx: Transaction, menage_id: UUID) -> UUID | None:
    """The one who follows the household, when there is only one; else it is everybody's."""
    suivent = tx.session.scalars(
        select(Referent.intervenant_id)
        .where(Referent.menage_id == menage_id, Referent.fin.is_(None))
        .distinct()
    ).all()
    return suivent[0] if len(suivent) == 1 else None
