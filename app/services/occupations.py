"""Who lives where: opening, ending and chaining stays in the dated ledger."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.accompagnement import CodeEtape
from app.domain.demenagements import NATURES, VIVANTS, EtatDemenagement
from app.domain.logements import NatureOccupation
from app.domain.menages import verifier_periode
from app.domain.occupations import Sejour, a_clore, verifier
from app.services.chargement import charger
from app.services.prises_en_main.dans import suivre_retour
from db.models import Demenagement, Etape, Logement, Menage, Occupation
from db.queries.occupations import sejours
from db.uow import Transaction, UnitOfWork

_MEME_RETOUR = timedelta(days=90)  # a day put right, rather than another return


@dataclass(frozen=True, slots=True)
class OuvrirOccupation:
    """A household lives in a dwelling from `debut` (None: nobody knows since when)."""

    menage_id: UUID
    logement_id: UUID
    nature: NatureOccupation
    debut: date | None = None
    fin: date | None = None
    fin_prevue: date | None = None


@dataclass(frozen=True, slots=True)
class CloreOccupation:
    """The household no longer lives there from `fin` on."""

    occupation_id: UUID
    fin: date


@dataclass(frozen=True, slots=True)
class CorrigerOccupation:
    """Put right the dates of a stay."""

    occupation_id: UUID
    debut: date | None
    fin: date | None
    fin_prevue: date | None = None


@dataclass(frozen=True, slots=True)
class Deplacer:
    """The household moves on `jour`.

    To a tiroir: its home of origin stays its home. For good (definitif): its other homes end. Back
    home (origine): the tiroir ends and the return is noted as done.
    """

    menage_id: UUID
    logement_id: UUID
    nature: NatureOccupation
    jour: date
    fin_prevue: date | None = None


def ouvrir(cmd: OuvrirOccupation, uow: UnitOfWork) -> Changes:
    """The stay; raises what `preparer` raises."""
    with uow.ecriture("occupation.ouvrir") as tx:
        ligne = preparer(tx, cmd)
        tx.commit()
    return _changes(tx, ligne)


def preparer(tx: Transaction, cmd: OuvrirOccupation) -> Occupation:
    """The checked stay, added to the open transaction (for services that do more).

    One that begins after today is foreseen: nobody lives there yet, the dwelling is kept. It may
    follow a stay that only has a `fin_prevue`, or that a foreseen move ends; give it a `fin_prevue`
    of its own (the planned return) so that the dwelling can be promised to the next one. Raises
    `RegleMetier` ("occupation.logement_pris", "occupation.logement_promis", "occupation.deja").
    """
    charger(tx.session, Menage, cmd.menage_id)
    logement = charger(tx.session, Logement, cmd.logement_id)
    verifier_periode(cmd.debut, cmd.fin)
    tx.session.flush()
    ligne = Occupation(
        id=tx.ids.new(),
        menage_id=cmd.menage_id,
        logement_id=logement.id,
        nature=cmd.nature,
        debut=cmd.debut,
        fin=cmd.fin,
        fin_prevue=cmd.fin_prevue,
    )
    connus = sejours(tx.session, cmd.menage_id, cmd.logement_id)
    verifier(_sejour(ligne), connus, tx.clock.today())
    tx.session.add(ligne)
    tx.session.flush()
    return ligne


def clore(cmd: CloreOccupation, uow: UnitOfWork) -> Changes:
    """The stay ended on that day; raises `EntreeInvalide("saisie.periode")` before it began."""
    with uow.ecriture("occupation.clore") as tx:
        ligne = charger(tx.session, Occupation, cmd.occupation_id)
        verifier_periode(ligne.debut, cmd.fin)
        ligne.fin = cmd.fin
        tx.commit()
    return _changes(tx, ligne)


def corriger(cmd: CorrigerOccupation, uow: UnitOfWork) -> Changes:
    """The stay with other dates; raises as `ouvrir` does when they meet another stay."""
    with uow.ecriture("occupation.corriger") as tx:
        ligne = charger(tx.session, Occupation, cmd.occupation_id)
        verifier_periode(cmd.debut, cmd.fin)
        connus = sejours(tx.session, ligne.menage_id, ligne.logement_id)
        ligne.debut, ligne.fin, ligne.fin_prevue = cmd.debut, cmd.fin, cmd.fin_prevue
        verifier(_sejour(ligne), connus, tx.clock.today())
        tx.commit()
    return _changes(tx, ligne)


def deplacer(cmd: Deplacer, uow: UnitOfWork) -> Changes:
    """The move, with what it ends; raises `RegleMetier("occupation.pas_son_logement")` when the
    household goes back to a home that was not its own, and as `ouvrir` does.
    """
    with uow.ecriture("occupation.deplacer") as tx:
        clos = deplacer_dans(tx, cmd)
        notes = _noter_fait(tx, cmd)
        tx.commit()
    return Changes.of(
        principal=cmd.menage_id,
        operation=tx.operation,
        menages={cmd.menage_id},
        demenagements=notes,
        logements={cmd.logement_id, *(s.logement_id for s in clos)},
    )


def deplacer_dans(tx: Transaction, cmd: Deplacer) -> list[Sejour]:
    """The move in the open transaction, and the stays it ended; raises as `deplacer`."""
    charger(tx.session, Menage, cmd.menage_id)
    connus = [s for s in sejours(tx.session, cmd.menage_id) if s.menage_id == cmd.menage_id]
    prevu = _prevu(cmd, connus, tx.clock.today())
    clos = a_clore(cmd.nature, cmd.jour, [s for s in connus if s is not prevu])
    for sejour in clos:
        verifier_periode(sejour.debut, cmd.jour)
        charger(tx.session, Occupation, sejour.id).fin = cmd.jour
    tx.session.flush()
    if cmd.nature is NatureOccupation.ORIGINE:
        _rentrer(tx, cmd, connus)
        return clos
    _entrer(tx, cmd, prevu)
    if cmd.nature is NatureOccupation.TIROIR:
        _etape(tx, cmd.menage_id, CodeEtape.DEMENAGEMENT_ALLER, cmd.jour)
    return clos


def _noter_fait(tx: Transaction, cmd: Deplacer) -> set[UUID]:
    """The move that was planned to that home, when there was one, took place that day."""
    prevus = tx.session.scalars(
        select(Demenagement).where(
            Demenagement.menage_id == cmd.menage_id,
            Demenagement.vers_id == cmd.logement_id,
            Demenagement.etat.in_(VIVANTS),
        )
    )
    notes = set()
    for ligne in prevus:
        if NATURES[ligne.sens] is cmd.nature:
            ligne.etat, ligne.etat_le, ligne.jour = EtatDemenagement.FAIT, cmd.jour, cmd.jour
            ligne.version += 1
            notes.add(ligne.id)
    return notes


def _prevu(cmd: Deplacer, connus: list[Sejour], aujourdhui: date) -> Sejour | None:
    """The stay foreseen in that home, which this move makes true or puts on another day."""
    return next(
        (
            s
            for s in connus
            if s.logement_id == cmd.logement_id and s.nature is cmd.nature and s.prevu(aujourdhui)
        ),
        None,
    )


def _entrer(tx: Transaction, cmd: Deplacer, prevu: Sejour | None) -> None:
    """In the new home: the stay that was foreseen there, on its real day, or a new one."""
    if prevu is None:
        preparer(
            tx,
            OuvrirOccupation(
                cmd.menage_id, cmd.logement_id, cmd.nature, cmd.jour, fin_prevue=cmd.fin_prevue
            ),
        )
        return
    ligne = charger(tx.session, Occupation, prevu.id)
    ligne.debut = cmd.jour
    ligne.fin_prevue = cmd.fin_prevue or ligne.fin_prevue
    tous = sejours(tx.session, cmd.menage_id, cmd.logement_id)
    verifier(_sejour(ligne), tous, tx.clock.today())
    tx.session.flush()


def _rentrer(tx: Transaction, cmd: Deplacer, connus: list[Sejour]) -> None:
    """Back in the home of origin, where the household's own stay never ended."""
    chez_lui = [s for s in connus if s.logement_id == cmd.logement_id and s.nature is cmd.nature]
    if not chez_lui:
        raise RegleMetier("occupation.pas_son_logement")
    if not any(s.en_cours(cmd.jour) for s in chez_lui):
        preparer(tx, OuvrirOccupation(cmd.menage_id, cmd.logement_id, cmd.nature, cmd.jour))
    avant = _etape(tx, cmd.menage_id, CodeEtape.DEMENAGEMENT_RETOUR, cmd.jour)
    if avant is not None and (cmd.jour - avant) > _MEME_RETOUR:
        avant = None  # a second return: the visits of the first one stay
    suivre_retour(tx, cmd.menage_id, cmd.jour, avant=avant, logement_id=cmd.logement_id)


def _etape(tx: Transaction, menage_id: UUID, code: CodeEtape, jour: date) -> date | None:
    """Note the milestone as done, and give the day it had; the first move out keeps its own."""
    etape = tx.session.scalar(select(Etape).where(Etape.menage_id == menage_id, Etape.code == code))
    if etape is None:
        etape = Etape(id=tx.ids.new(), menage_id=menage_id, code=code)
        tx.session.add(etape)
    avant = etape.faite_le
    if code is CodeEtape.DEMENAGEMENT_RETOUR or avant is None:
        etape.faite_le = jour
    return avant


def _sejour(ligne: Occupation) -> Sejour:
    return Sejour(
        ligne.id,
        ligne.menage_id,
        ligne.logement_id,
        ligne.nature,
        ligne.debut,
        ligne.fin,
        fin_prevue=ligne.fin_prevue,
    )


def _changes(tx: Transaction, ligne: Occupation) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        occupations={ligne.id},
        menages={ligne.menage_id},
        logements={ligne.logement_id},
    )
