"""The permanence: a session is opened, held, closed with its handover notes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import EtatPermanence, NatureNote
from app.domain.partage import Partage
from app.domain.permanences import passer, verifier_horaires
from app.services.chargement import charger, obligatoire
from app.services.comptes_rendus import (
    CompteRendu,
    Decompte,
    Emargement,
    LireCompteRendu,
    compte_rendu,
    emargement,
)
from app.services.seances import Seance, combiner, dire_horaires
from db.models import Cite, Intervenant, Note, Permanence, PermanenceIntervenant, PermanenceSerie
from db.queries import permanences as lecture
from db.queries import visites as lecture_visites
from db.queries.permanences import (
    CiteProposee,
    PermanenceLue,
    PresentALaPermanence,
    SerieLue,
)
from db.queries.visites import VisiteLue
from db.uow import Transaction, UnitOfWork

__all__ = [
    "Accueil",
    "AffecterIntervenants",
    "AnnulerPermanence",
    "CiteProposee",
    "ClorePermanence",
    "CompteRendu",
    "Decompte",
    "Emargement",
    "LireAccueil",
    "LireCompteRendu",
    "LirePermanence",
    "ModifierPermanence",
    "OuvrirPermanence",
    "PermanenceLue",
    "PresentALaPermanence",
    "RouvrirPermanence",
    "Seance",
    "SerieLue",
    "VisiteLue",
    "accueil",
    "affecter",
    "annuler",
    "clore",
    "compte_rendu",
    "dire_horaires",
    "emargement",
    "lire",
    "modifier",
    "ouvrir",
    "rouvrir",
    "visites",
]


@dataclass(frozen=True, slots=True)
class OuvrirPermanence:
    """Open a session of a series, or an unplanned one; without staff, me."""

    cite_id: UUID
    jour: date
    debut: time
    lieu: str
    fin: time | None = None
    serie_id: UUID | None = None
    intervenants: tuple[UUID, ...] = ()


@dataclass(frozen=True, slots=True)
class ModifierPermanence:
    """The place or the hours were other than foreseen."""

    permanence_id: UUID
    debut: time
    lieu: str
    fin: time | None = None


@dataclass(frozen=True, slots=True)
class AffecterIntervenants:
    """Who holds the session: exactly these."""

    permanence_id: UUID
    intervenants: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class ClorePermanence:
    """Close the session, with what the next person should know."""

    permanence_id: UUID
    passation: str = ""


@dataclass(frozen=True, slots=True)
class RouvrirPermanence:
    """Go on with a session that was closed."""

    permanence_id: UUID


@dataclass(frozen=True, slots=True)
class AnnulerPermanence:
    """The session will not be held: a recorded one, or the one a series foresees on `jour`."""

    permanence_id: UUID | None = None
    serie_id: UUID | None = None
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class LirePermanence:
    """Ask for one session, or its visits."""

    permanence_id: UUID


@dataclass(frozen=True, slots=True)
class LireAccueil:
    """Ask what can be opened on `jour`, in one estate or in any."""

    jour: date
    cite_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class Accueil:
    """What the page proposes: sessions open now, those of the day, estates, last place used.

    `series` are all those still running, whatever their weekday.
    """

    ouvertes: tuple[PermanenceLue, ...]
    seances: tuple[Seance, ...]
    cites: tuple[CiteProposee, ...]
    derniere: PermanenceLue | None
    series: tuple[SerieLue, ...] = ()


def accueil(demande: LireAccueil, uow: UnitOfWork) -> Accueil:
    """What can be opened or gone on with today."""
    jour, cite_id = demande.jour, demande.cite_id
    with uow.lecture() as session:
        tenues = lecture.entre(session, du=jour, au=jour, cite_id=cite_id)
        series = lecture.series(session, cite_id=cite_id, du=jour)
        cites = lecture.cites(session)
        repere = cite_id or (cites[0].id if len(cites) == 1 else None)
        return Accueil(
            ouvertes=lecture.ouvertes(session, cite_id=cite_id),
            seances=combiner(tenues, series, jour, jour),
            cites=cites,
            derniere=lecture.derniere(session, repere) if repere else None,
            series=series,
        )


def lire(demande: LirePermanence, uow: UnitOfWork) -> PermanenceLue:
    """One session with its counts; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        trouvee = lecture.une(session, demande.permanence_id)
    if trouvee is None:
        raise RegleMetier("general.introuvable")
    return trouvee


def visites(demande: LirePermanence, uow: UnitOfWork) -> tuple[VisiteLue, ...]:
    """The visits of a session, in order of arrival."""
    with uow.lecture() as session:
        return lecture_visites.visites(session, permanence_id=demande.permanence_id)


def ouvrir(cmd: OuvrirPermanence, uow: UnitOfWork) -> Changes:
    """The session is open; one already open there that day is returned as it is.

    Raises `EntreeInvalide` ("permanence.jour_futur", "permanence.horaires") and
    `RegleMetier("permanence.deja_close")` when it was held and closed: reopen it instead.
    """
    if cmd.jour > uow.clock.today():
        raise EntreeInvalide("permanence.jour_futur", jour=cmd.jour)
    verifier_horaires(cmd.debut, cmd.fin)
    with uow.ecriture("permanence.ouvrir") as tx:
        charger(tx.session, Cite, cmd.cite_id)
        permanence = _deja_la(tx, cmd)
        if permanence is not None and permanence.etat is EtatPermanence.OUVERTE:
            return Changes.of(principal=permanence.id)
        if permanence is not None and permanence.etat is EtatPermanence.CLOSE:
            raise RegleMetier("permanence.deja_close", jour=permanence.jour, lieu=permanence.lieu)
        lieu = obligatoire(cmd.lieu, _("le lieu de la permanence"))
        if permanence is None:
            permanence = Permanence(
                id=tx.ids.new(), cite_id=cmd.cite_id, serie_id=cmd.serie_id, jour=cmd.jour
            )
            tx.session.add(permanence)
        permanence.debut, permanence.fin, permanence.lieu = cmd.debut, cmd.fin, lieu
        permanence.etat = EtatPermanence.OUVERTE
        tx.session.flush()
        moi = (tx.auteur_id,) if tx.auteur_id else ()
        _affecter(tx, permanence.id, cmd.intervenants or moi)
        tx.commit()
    return _changes(tx, permanence)


def modifier(cmd: ModifierPermanence, uow: UnitOfWork) -> Changes:
    """The place and hours of a session are put right."""
    verifier_horaires(cmd.debut, cmd.fin)
    with uow.ecriture("permanence.modifier") as tx:
        permanence = charger(tx.session, Permanence, cmd.permanence_id)
        permanence.debut, permanence.fin = cmd.debut, cmd.fin
        permanence.lieu = obligatoire(cmd.lieu, _("le lieu de la permanence"))
        tx.commit()
    return _changes(tx, permanence)


def affecter(cmd: AffecterIntervenants, uow: UnitOfWork) -> Changes:
    """Exactly these members of the team hold the session."""
    with uow.ecriture("permanence.affecter") as tx:
        permanence = charger(tx.session, Permanence, cmd.permanence_id)
        _affecter(tx, permanence.id, cmd.intervenants)
        tx.commit()
    return _changes(tx, permanence)


def clore(cmd: ClorePermanence, uow: UnitOfWork) -> Changes:
    """The session is closed; its handover notes are kept as a narrative of their own."""
    with uow.ecriture("permanence.clore") as tx:
        permanence = charger(tx.session, Permanence, cmd.permanence_id)
        permanence.etat = passer(permanence.etat, EtatPermanence.CLOSE)
        permanence.close_a = tx.clock.now()
        ancienne_id, ancien_texte = lecture.passation(tx.session, permanence.id)
        texte = cmd.passation.strip()
        if texte and texte != ancien_texte:
            tx.session.add(
                Note(
                    id=tx.ids.new(),
                    permanence_id=permanence.id,
                    nature=NatureNote.PASSATION,
                    texte=texte,
                    visibilite=Partage.EQUIPE,
                    auteur_id=tx.auteur_id,
                    ecrite_a=tx.clock.now(),
                    jour=permanence.jour,
                    remplace_id=ancienne_id,
                )
            )
        tx.commit()
    return _changes(tx, permanence)


def rouvrir(cmd: RouvrirPermanence, uow: UnitOfWork) -> Changes:
    """A closed session goes on; raises `RegleMetier("permanence.etat")` otherwise."""
    with uow.ecriture("permanence.rouvrir") as tx:
        permanence = charger(tx.session, Permanence, cmd.permanence_id)
        permanence.etat = passer(permanence.etat, EtatPermanence.OUVERTE)
        permanence.close_a = None
        tx.commit()
    return _changes(tx, permanence)


def annuler(cmd: AnnulerPermanence, uow: UnitOfWork) -> Changes:
    """The session is not held; raises `RegleMetier("permanence.a_des_visites")` once it was."""
    with uow.ecriture("permanence.annuler") as tx:
        permanence = _a_annuler(tx, cmd)
        permanence.etat = passer(permanence.etat, EtatPermanence.ANNULEE)
        if lecture_visites.visites(tx.session, permanence_id=permanence.id):
            raise RegleMetier("permanence.a_des_visites", jour=permanence.jour)
        tx.commit()
    return _changes(tx, permanence)


def _deja_la(tx: Transaction, cmd: OuvrirPermanence) -> Permanence | None:
    """The session meant by the command, if it is recorded: the open one first."""
    memes = tx.session.scalars(
        select(Permanence)
        .where(Permanence.cite_id == cmd.cite_id, Permanence.jour == cmd.jour)
        .order_by(Permanence.id)
    ).all()
    ouverte = next((p for p in memes if p.etat is EtatPermanence.OUVERTE), None)
    if ouverte is not None:
        return ouverte
    return next(
        (
            p
            for p in memes
            if (p.serie_id == cmd.serie_id if cmd.serie_id else p.debut == cmd.debut)
        ),
        None,
    )


def _a_annuler(tx: Transaction, cmd: AnnulerPermanence) -> Permanence:
    if cmd.permanence_id is not None:
        return charger(tx.session, Permanence, cmd.permanence_id)
    if cmd.serie_id is None or cmd.jour is None:
        raise RegleMetier("general.introuvable")
    serie = charger(tx.session, PermanenceSerie, cmd.serie_id)
    permanence = tx.session.scalar(
        select(Permanence).where(Permanence.serie_id == serie.id, Permanence.jour == cmd.jour)
    )
    if permanence is None:
        permanence = Permanence(
            id=tx.ids.new(),
            cite_id=serie.cite_id,
            serie_id=serie.id,
            jour=cmd.jour,
            debut=serie.debut,
            fin=serie.fin,
            lieu=serie.lieu,
            etat=EtatPermanence.PREVUE,
        )
        tx.session.add(permanence)
        tx.session.flush()
    return permanence


def _affecter(tx: Transaction, permanence_id: UUID, intervenants: tuple[UUID, ...]) -> None:
    presents = {
        p.intervenant_id: p
        for p in tx.session.scalars(
            select(PermanenceIntervenant).where(
                PermanenceIntervenant.permanence_id == permanence_id
            )
        )
    }
    for intervenant_id in presents.keys() - set(intervenants):
        tx.session.delete(presents[intervenant_id])
    for intervenant_id in dict.fromkeys(intervenants):
        if intervenant_id not in presents:
            charger(tx.session, Intervenant, intervenant_id)
            tx.session.add(
                PermanenceIntervenant(
                    id=tx.ids.new(), permanence_id=permanence_id, intervenant_id=intervenant_id
                )
            )


def _changes(tx: Transaction, permanence: Permanence) -> Changes:
    return Changes.of(principal=permanence.id, operation=tx.operation, permanences={permanence.id})
