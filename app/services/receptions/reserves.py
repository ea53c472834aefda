"""Réserves: noted at a réception as complaints, lifted one by one or many on a day."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.adresse import afficher
from app.domain.receptions import ResultatReception
from app.domain.reclamations import (
    OUVERTES,
    EtatReclamation,
    MotifReclamation,
    NatureReclamation,
    OrigineReclamation,
    SourceSuivi,
)
from app.services.chargement import charger
from app.services.receptions.commandes import LeverReserves, NoterReserve
from app.services.receptions.etapes import concernes
from app.services.reclamations import OuvrirReclamation, dans
from app.services.reclamations.cadre import Cadre
from db.models import Logement, Reception, Reclamation
from db.uow import Transaction, UnitOfWork


def noter(cmd: NoterReserve, uow: UnitOfWork) -> Changes:
    """A réserve under the next reference, for the household whose home it is when there is one.

    A réception without réserve becomes one with réserves. Raises `RegleMetier`
    ("reception.refusee", "reception.hors_tranche", "reception.apres_reclamation"),
    `EntreeInvalide` ("reception.quel_logement", "reception.futur", and those of a complaint).
    """
    with uow.ecriture("reception.noter_reserve") as tx:
        ligne = ouvrir(tx, cmd)
        tx.commit()
    return _changes(tx, (ligne,))


def ouvrir(tx: Transaction, cmd: NoterReserve) -> Reclamation:
    """The réserve in the open transaction; raises what `noter` raises."""
    reception = charger(tx.session, Reception, cmd.reception_id)
    if reception.resultat is ResultatReception.REFUSEE:
        raise RegleMetier("reception.refusee", jour=reception.le)
    logement = _logement(tx, reception, cmd.logement_id)
    le = cmd.le or reception.le
    _verifier(le, reception.le, tx.clock.today())
    menages = concernes(tx, logement.id, reception.le)
    ligne = dans.ouvrir(
        tx,
        OuvrirReclamation(
            next(iter(sorted(menages)), None),
            cmd.categorie,
            cmd.description,
            logement_id=logement.id,
            lieu=cmd.lieu,
            urgence=cmd.urgence,
            origine=OrigineReclamation.RECEPTION,
            nature=NatureReclamation.RESERVE,
            ouverte_le=le,
            responsable_id=cmd.responsable_id,
            reception_id=reception.id,
        ),
    )
    if reception.resultat is ResultatReception.SANS_RESERVE:
        reception.resultat = ResultatReception.AVEC_RESERVES
    return ligne


def lever(cmd: LeverReserves, uow: UnitOfWork) -> Changes:
    """These réserves closed as lifted on that day, in one operation.

    Raises `EntreeInvalide` ("reception.futur", "reception.aucune_reserve" when nothing open
    answers), `RegleMetier` ("reception.levee_avant" for a réserve noted after that day,
    "reception.pas_une_reserve", and those of the states of a complaint).
    """
    with uow.ecriture("reception.lever") as tx:
        if cmd.le > tx.clock.today():
            raise EntreeInvalide("reception.futur", jour=cmd.le)
        lignes = _choisies(tx, cmd)
        if not lignes:
            raise EntreeInvalide("reception.aucune_reserve")
        cadre = Cadre(tx)
        for ligne in lignes:
            if ligne.ouverte_le > cmd.le:
                raise RegleMetier(
                    "reception.levee_avant",
                    reference=ligne.reference,
                    jour=cmd.le,
                    defaut=ligne.ouverte_le,
                )
            dans.changer_etat(
                tx,
                ligne,
                EtatReclamation.CLOSE,
                le=cmd.le,
                source=SourceSuivi.EQUIPE,
                motif=MotifReclamation.RESERVE_LEVEE,
                raison=cmd.precision,
                cadre=cadre,
            )
        tx.commit()
    return _changes(tx, lignes)


def _choisies(tx: Transaction, cmd: LeverReserves) -> tuple[Reclamation, ...]:
    """The réserves named, all of them; or every open one the other conditions keep."""
    if cmd.reclamation_ids:
        lignes = tuple(
            charger(tx.session, Reclamation, i) for i in dict.fromkeys(cmd.reclamation_ids)
        )
        for ligne in lignes:
            if ligne.reception_id is None:
                raise RegleMetier("reception.pas_une_reserve", reference=ligne.reference)
        return lignes
    if cmd.responsable_id is None and cmd.logement_id is None:
        return ()
    requete = select(Reclamation).where(
        Reclamation.reception_id.is_not(None), Reclamation.etat.in_(OUVERTES)
    )
    for colonne, valeur in (
        (Reclamation.responsable_id, cmd.responsable_id),
        (Reclamation.logement_id, cmd.logement_id),
        (Reclamation.cite_id, cmd.cite_id),
    ):
        if valeur is not None:
            requete = requete.where(colonne == valeur)
    return tuple(tx.session.scalars(requete.order_by(Reclamation.reference)))


def _logement(tx: Transaction, reception: Reception, logement_id: UUID | None) -> Logement:
    """The dwelling of the defect: that of the réception, or one of its batch."""
    voulu = logement_id or reception.logement_id
    if voulu is None:
        raise EntreeInvalide("reception.quel_logement")
    logement = charger(tx.session, Logement, voulu)
    dedans = (
        logement.id == reception.logement_id
        if reception.logement_id is not None
        else logement.tranche_id == reception.tranche_id
    )
    if not dedans:
        ou = afficher(logement.numero, logement.repetition, logement.voie) or logement.code_ug
        raise RegleMetier("reception.hors_tranche", ou=ou)
    return logement


def _verifier(le: date, reception: date, aujourdhui: date) -> None:
    if le > aujourdhui:
        raise EntreeInvalide("reception.futur", jour=le)
    if le < reception:
        raise RegleMetier("reception.apres_reclamation", jour=reception, defaut=le)


def _changes(tx: Transaction, lignes: tuple[Reclamation, ...]) -> Changes:
    return Changes.of(
        principal=lignes[0].id,
        operation=tx.operation,
        reclamations={li.id for li in lignes},
        receptions={li.reception_id for li in lignes if li.reception_id is not None},
        menages={li.menage_id for li in lignes if li.menage_id is not None},
        logements={li.logement_id for li in lignes if li.logement_id is not None},
    )
