"""What happens to a package, written in the transaction now open.

An attempt is counted before the network is touched, and its end written after: a crash in between
leaves a package that may have arrived, which is tried again under the same name.
"""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from sqlalchemy import delete, select

from app.domain.envois import EtatColis, IssueEssai, attendre, passer
from app.services.chargement import charger
from db.models import Colis, EssaiEnvoi, MorceauColis
from db.uow import Transaction

ABSENTS = "envoi.octets_absents"
"""Reason of a package whose bytes are no longer there: another one must be prepared."""
ARRIVE_ANNULE = "envoi.arrive_annule"
"""Reason of a package given up while it was being deposited: it arrived all the same."""
PEUT_ETRE, REFUSE_ANNULE = "envoi.peut_etre_arrive", "envoi.refuse_annule"
"""Reasons of a package given up after an attempt nobody saw the end of, or once refused."""
_DOUTEUX = ("transport.coupe", "transport.autre")


def commencer(tx: Transaction, colis_id: UUID, hasard: Callable[[], float]) -> bool:
    """Count an attempt and say when the next one would be; False when nothing waits any more."""
    colis = charger(tx.session, Colis, colis_id)
    if colis.etat is not EtatColis.PREPARE:
        return False
    colis.essais += 1
    colis.prochain_essai_a = tx.clock.now() + attendre(colis.essais, hasard)
    tx.session.flush()
    return True


def finir(tx: Transaction, colis_id: UUID, issue: IssueEssai, code: str | None = None) -> Colis:
    """How the attempt ended; the package as it then stands."""
    colis = charger(tx.session, Colis, colis_id)
    tx.session.add(
        EssaiEnvoi(id=tx.ids.new(), colis_id=colis.id, a=tx.clock.now(), issue=issue, code=code)
    )
    if issue is not IssueEssai.ECHEC:
        if colis.etat is EtatColis.PREPARE:
            mettre(tx, colis, EtatColis.DEPOSE)
        elif colis.etat is EtatColis.ANNULE:
            colis.raison = ARRIVE_ANNULE
    elif code == ABSENTS and colis.etat is EtatColis.PREPARE:
        mettre(tx, colis, EtatColis.ANNULE, ABSENTS)
    tx.session.flush()
    return colis


def annuler(tx: Transaction, colis: Colis) -> None:
    """Give the package up, saying whether it may have arrived.

    Raises `RegleMetier("envoi.etat")` when it cannot be given up.
    """
    raison = None
    if colis.etat is EtatColis.REFUSE:
        raison = REFUSE_ANNULE
    elif colis.essais:
        codes = tx.session.scalars(
            select(EssaiEnvoi.code).where(
                EssaiEnvoi.colis_id == colis.id, EssaiEnvoi.a >= colis.etat_a
            )
        ).all()
        if len(codes) < colis.essais or any(code in _DOUTEUX for code in codes):
            raison = PEUT_ETRE
    mettre(tx, colis, EtatColis.ANNULE, raison)


def mettre(tx: Transaction, colis: Colis, vers: EtatColis, raison: str | None = None) -> EtatColis:
    """Put the package in that state, since now; bytes nobody needs any more are erased.

    Raises `RegleMetier("envoi.etat")` when it cannot be next.
    """
    colis.etat = passer(colis.etat, vers)
    colis.etat_a, colis.raison = tx.clock.now(), raison
    if vers is EtatColis.PREPARE:
        colis.essais, colis.prochain_essai_a = 0, tx.clock.now()
    else:
        colis.prochain_essai_a = None
    if vers in (EtatColis.ACCUSE, EtatColis.ANNULE):
        tx.session.execute(delete(MorceauColis).where(MorceauColis.colis_id == colis.id))
    tx.session.flush()
    return vers
