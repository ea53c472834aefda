"""What a session leaves behind on paper: its report, its attendance sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from uuid import UUID

from app.core.errors import RegleMetier
from app.domain.partage import Destinataire, note_autorisee
from db.queries import permanences as lecture
from db.queries import visites as lecture_visites
from db.queries.permanences import PermanenceLue
from db.queries.visites import VisiteLue
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class LireCompteRendu:
    """Ask for the report, or the attendance sheet, of one session."""

    permanence_id: UUID


@dataclass(frozen=True, slots=True)
class Decompte:
    """How many times a code (reason, channel, feeling, referral) came up."""

    code: str
    n: int


@dataclass(frozen=True, slots=True)
class CompteRendu:
    """A session as the team reads it afterwards; codes are worded by the catalogues.

    Confidential notes never come here: `notes_reservees` says how many there are.
    """

    permanence: PermanenceLue
    visites: tuple[VisiteLue, ...]
    par_motif: tuple[Decompte, ...]
    par_canal: tuple[Decompte, ...]
    par_ressenti: tuple[Decompte, ...]
    par_orientation: tuple[Decompte, ...]
    anonymes: int
    menages: int
    premieres_fois: tuple[VisiteLue, ...]
    nb_promesses: int
    nb_taches: int
    nb_reclamations: int
    notes_reservees: int
    passation: str


@dataclass(frozen=True, slots=True)
class Emargement:
    """An attendance sheet: the session, and how many lines people sign on."""

    permanence: PermanenceLue
    lignes: int = 24


def compte_rendu(demande: LireCompteRendu, uow: UnitOfWork) -> CompteRendu:
    """The report of a session, open or closed; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        permanence = lecture.une(session, demande.permanence_id)
        if permanence is None:
            raise RegleMetier("general.introuvable")
        visites = lecture_visites.visites(session, permanence_id=permanence.id)
        _note_id, passation = lecture.passation(session, permanence.id)
    toutes = tuple(_pour_l_equipe(v) for v in visites)
    return CompteRendu(
        permanence=permanence,
        visites=toutes,
        par_motif=_compter(m for v in visites for m in v.motifs),
        par_canal=_compter(v.canal.value for v in visites),
        par_ressenti=_compter(r.code for v in visites for r in v.ressentis),
        par_orientation=_compter(o for v in visites for o in v.orientations),
        anonymes=permanence.nb_anonymes,
        menages=permanence.nb_menages,
        premieres_fois=tuple(v for v in toutes if v.premiere_fois),
        nb_promesses=sum(len(v.promesses) for v in visites),
        nb_taches=sum(len(v.taches) for v in visites),
        nb_reclamations=sum(len(v.reclamations) for v in visites),
        notes_reservees=sum(len(v.notes) for v in visites) - sum(len(v.notes) for v in toutes),
        passation=passation,
    )


def emargement(demande: LireCompteRendu, uow: UnitOfWork) -> Emargement:
    """The attendance sheet of a session; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        permanence = lecture.une(session, demande.permanence_id)
    if permanence is None:
        raise RegleMetier("general.introuvable")
    return Emargement(permanence)


def _pour_l_equipe(visite: VisiteLue) -> VisiteLue:
    """The visit without the notes that do not circulate in meetings."""
    notes = tuple(n for n in visite.notes if note_autorisee(n.visibilite, Destinataire.EQUIPE))
    return replace(visite, notes=notes)


def _compter(codes: Iterable[str]) -> tuple[Decompte, ...]:
    """The most frequent first; equal counts by code, so that two prints are the same."""
    comptes = Counter(codes)
    return tuple(Decompte(c, n) for c, n in sorted(comptes.items(), key=lambda p: (-p[1], p[0])))
