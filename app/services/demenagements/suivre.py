"""Planning a move and following it to its end: confirmed, moved, done, cancelled."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.demenagements import (
    NATURES,
    VIVANTS,
    EtatDemenagement,
    SensDemenagement,
    exiger_vivant,
    verifier_fait,
)
from app.services.chargement import charger, facultatif
from app.services.demenagements import dans, sejours
from app.services.demenagements.commandes import (
    AnnulerDemenagement,
    ConfirmerDemenagement,
    DeplacerDemenagement,
    FaireDemenagement,
    PreciserDemenagement,
    PrevoirDemenagement,
)
from app.services.demenagements.dans import Suites
from app.services.occupations import Deplacer, deplacer_dans
from db.models import Demenagement, Equipe, Intervenant
from db.uow import Transaction, UnitOfWork


def prevoir(cmd: PrevoirDemenagement, uow: UnitOfWork) -> Changes:
    """The planned move; raises as `dans.prevoir`."""
    suites = Suites()
    with uow.ecriture("demenagement.prevoir") as tx:
        ligne = dans.prevoir(tx, cmd, suites)
        tx.commit()
    return suites.changes(tx, ligne.id)


def deplacer(cmd: DeplacerDemenagement, uow: UnitOfWork) -> Changes:
    """The move on another day, with its reason; raises as `dans.deplacer`."""
    suites = Suites()
    with uow.ecriture("demenagement.deplacer") as tx:
        ligne = dans.deplacer(tx, cmd, suites)
        if not suites.touches:
            return Changes.of(principal=ligne.id)  # that day, that hour already
        tx.commit()
    return suites.changes(tx, ligne.id)


def preciser(cmd: PreciserDemenagement, uow: UnitOfWork) -> Changes:
    """The move with its crew, its pilote, what to know on the day."""
    with uow.ecriture("demenagement.preciser") as tx:
        ligne = charger(tx.session, Demenagement, cmd.id)
        equipe = cmd.equipe_id and charger(tx.session, Equipe, cmd.equipe_id).id
        pilote = cmd.pilote_id and charger(tx.session, Intervenant, cmd.pilote_id).id
        if (equipe, pilote) != (ligne.equipe_id, ligne.pilote_id):
            ligne.version += 1
        ligne.equipe_id, ligne.pilote_id = equipe, pilote
        ligne.fixe, ligne.remarque = cmd.fixe, facultatif(cmd.remarque)
        suites = Suites()
        suites.noter(ligne)
        tx.commit()
    return suites.changes(tx, ligne.id)


def confirmer(cmd: ConfirmerDemenagement, uow: UnitOfWork) -> Changes:
    """The move agreed upon; raises `RegleMetier` ("demenagement.deja_confirme",
    "demenagement.deja_fait", "demenagement.deja_annule").
    """
    with uow.ecriture("demenagement.confirmer") as tx:
        ligne = charger(tx.session, Demenagement, cmd.id)
        exiger_vivant(ligne.etat)
        if ligne.etat is EtatDemenagement.CONFIRME:
            raise RegleMetier("demenagement.deja_confirme")
        ligne.etat, ligne.etat_le = EtatDemenagement.CONFIRME, tx.clock.today()
        ligne.version += 1
        suites = Suites()
        suites.noter(ligne)
        tx.commit()
    return suites.changes(tx, ligne.id)


def faire(cmd: FaireDemenagement, uow: UnitOfWork) -> Changes:
    """The move done on that day: the ledger says who really lives where, the milestone is done.

    Raises `EntreeInvalide("demenagement.futur")`, `RegleMetier` as `exiger_vivant` and
    `occupations.deplacer` do (somebody has not really left the home).
    """
    suites = Suites()
    with uow.ecriture("demenagement.faire") as tx:
        ligne = charger(tx.session, Demenagement, cmd.id)
        exiger_vivant(ligne.etat)
        verifier_fait(cmd.jour, tx.clock.today())
        suites.noter(ligne)
        # The foreseen stay gives way to the real one: it may already have begun on paper.
        fin_prevue = sejours.reprendre(tx, ligne)
        if cmd.jour != ligne.jour:
            ligne.jour = cmd.jour
            ligne.version += 1
        ligne.etat, ligne.etat_le = EtatDemenagement.FAIT, cmd.jour
        tx.session.flush()
        if fin_prevue is not None and fin_prevue <= cmd.jour:
            fin_prevue = None
        clos = deplacer_dans(
            tx,
            Deplacer(ligne.menage_id, ligne.vers_id, NATURES[ligne.sens], cmd.jour, fin_prevue),
        )
        suites.ajouter(("logements", s.logement_id) for s in clos)
        suites.noter(ligne)
        tx.commit()
    return suites.changes(tx, ligne.id)


def annuler(cmd: AnnulerDemenagement, uow: UnitOfWork) -> Changes:
    """The move cancelled, with its reason; raises as `dans.annuler`, and
    `RegleMetier("demenagement.retour_prevu")` for a departure whose return is still planned.
    """
    suites = Suites()
    with uow.ecriture("demenagement.annuler") as tx:
        _refuser_sans_retour(tx, cmd.id)
        ligne = dans.annuler(tx, cmd.id, cmd.motif, suites)
        tx.commit()
    return suites.changes(tx, ligne.id)


def _refuser_sans_retour(tx: Transaction, id_: UUID) -> None:
    """A return makes no sense without the departure it follows."""
    ligne = charger(tx.session, Demenagement, id_)
    if ligne.sens is not SensDemenagement.ALLER:
        return
    retour = tx.session.scalar(
        select(Demenagement.jour).where(
            Demenagement.menage_id == ligne.menage_id,
            Demenagement.sens == SensDemenagement.RETOUR,
            Demenagement.depuis_id == ligne.vers_id,
            Demenagement.etat.in_(VIVANTS),
        )
    )
    if retour is not None and ligne.etat in VIVANTS:
        raise RegleMetier("demenagement.retour_prevu", jour=retour)
