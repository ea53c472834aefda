"""Visits nobody foresaw: households back home whose return came by a file, or long ago."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.domain.parcours_modele import GenreElement, GenreParcours, Parcours
from app.domain.prises_en_main import ETAPES, MomentPriseEnMain, a_prevoir
from app.services.jours_feries import feries
from app.services.prises_en_main import dans
from app.services.prises_en_main.commandes import PlanifierManquantes
from db.models import Etape, PriseEnMain
from db.queries import prises_en_main as lecture
from db.queries.prises_en_main import RetourSansVisite
from db.uow import Transaction, UnitOfWork


@dataclass(frozen=True, slots=True)
class Manquantes:
    """How many visits could be foreseen, for how many households; `trop_tard`: the season is over
    for that many households.
    """

    visites: int
    menages: int
    trop_tard: int


@dataclass(frozen=True, slots=True)
class PlanificationFaite(Changes):
    """The changes, and how many visits were foreseen for how many households."""

    bilan: Manquantes = Manquantes(0, 0, 0)


@dataclass(frozen=True, slots=True)
class _AFaire:
    retour: RetourSansVisite
    moment: MomentPriseEnMain
    jour: date


def manquantes(demande: PlanifierManquantes, uow: UnitOfWork) -> Manquantes:
    """What `planifier_manquantes` would foresee."""
    with uow.lecture() as session:
        a_faire, trop_tard = _chercher(
            session, demande.cite_id, uow.accompagnement.parcours, uow.clock.today()
        )
    return _bilan(a_faire, trop_tard)


def planifier_manquantes(cmd: PlanifierManquantes, uow: UnitOfWork) -> PlanificationFaite:
    """The visits of every household back home that has none, in one operation one can undo."""
    touches: dans.Touches = []
    with uow.ecriture("prise_en_main.planifier") as tx:
        a_faire, trop_tard = _chercher(
            tx.session, cmd.cite_id, tx.accompagnement.parcours, tx.clock.today()
        )
        bilan = _bilan(a_faire, trop_tard)
        if not a_faire:
            return PlanificationFaite(bilan=bilan)
        for chose in a_faire:
            touches += _prevoir(tx, chose)
        tx.commit()
    changes = Changes.of(
        operation=tx.operation,
        menages={c.retour.menage_id for c in a_faire},
        prises_en_main={id_ for noun, id_ in touches if noun == "prises_en_main"},
        taches={id_ for noun, id_ in touches if noun == "taches"},
    )
    return PlanificationFaite(changes.ids, None, tx.operation, bilan)


def _prevoir(tx: Transaction, chose: _AFaire) -> dans.Touches:
    ligne = dans.prevoir(
        tx,
        chose.retour.menage_id,
        chose.moment,
        chose.jour,
        logement_id=chose.retour.logement_id,
    )
    return dans.touches_de(ligne)


def _chercher(
    session: Session, cite_id: UUID | None, parcours: Parcours, aujourdhui: date
) -> tuple[list[_AFaire], int]:
    """What is missing, and how many households it is too late for."""
    retours = lecture.retours(
        session,
        cite_id,
        _modeles(parcours, GenreParcours.OCCUPE),
        _modeles(parcours, GenreParcours.ARRIVEE),
    )
    prises: dict[UUID, list[PriseEnMain]] = {}
    for ligne in session.scalars(select(PriseEnMain)):
        prises.setdefault(ligne.menage_id, []).append(ligne)
    faites = _etapes_faites(session)
    # A return of long ago is too late anyway: its holidays do not matter.
    annees = range(aujourdhui.year - 2, aujourdhui.year + 3)
    chomes = feries(annees)
    a_faire: list[_AFaire] = []
    tard = 0
    for retour in retours:
        siennes = prises.get(retour.menage_id, [])
        for moment, code in ETAPES.items():
            deja = dans.pour_ce_retour(moment, siennes, retour.retour)
            if deja or (retour.menage_id, code) in faites:
                continue
            jour = a_prevoir(moment, retour.retour, aujourdhui, chomes)
            if jour is not None:
                a_faire.append(_AFaire(retour, moment, jour))
            elif moment is MomentPriseEnMain.HIVER:
                tard += 1
    return a_faire, tard


def _etapes_faites(session: Session) -> set[tuple[UUID, str]]:
    """Milestones of these visits already done, or set aside: nothing is missing there."""
    lignes = session.execute(
        select(Etape.menage_id, Etape.code).where(
            Etape.code.in_(tuple(ETAPES.values())),
            Etape.faite_le.is_not(None) | Etape.ecartee_le.is_not(None),
        )
    )
    return {(menage_id, code) for menage_id, code in lignes}


def _modeles(parcours: Parcours, genre: GenreParcours) -> list[str]:
    """The templates of that kind that have the visits among their milestones."""
    return [
        code
        for code, modele in parcours.modeles.items()
        if modele.genre is genre
        and any(modele.ligne(GenreElement.ETAPE, etape) for etape in ETAPES.values())
    ]


def _bilan(a_faire: list[_AFaire], trop_tard: int) -> Manquantes:
    return Manquantes(len(a_faire), len({c.retour.menage_id for c in a_faire}), trop_tard)
