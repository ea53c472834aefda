"""What a bailleur or a meeting says back about a complaint, set against what is known.

Pure decisions: what is known, what is said and the day come in as arguments. Whoever says it,
nothing of it closes a complaint for good: "closed" means done, to be confirmed with the household.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from app.domain.reclamations import (
    FINIES,
    PASSAGE_MAX,
    EtatReclamation,
    SourceSuivi,
    suites,
)


class Issue(StrEnum):
    """What becomes of a line; each line has exactly one."""

    APPLICABLE = "applicable"
    """Taken as it is."""
    CONFLIT = "conflit"
    """A person decides."""
    IDENTIQUE = "identique"
    """Nothing we do not know already."""
    INCONNUE = "inconnue"
    """A reference nobody knows here."""
    REFUSEE = "refusee"
    """It cannot be used, and says why."""
    SAUTEE = "sautee"
    """Not data: blank, title, total, header again."""


class Choix(StrEnum):
    """What a person does of a conflict."""

    GARDER = "garder"
    PRENDRE = "prendre"
    ECHANGE = "echange"
    """Our state stays; what they say is kept as an exchange."""


@dataclass(frozen=True, slots=True)
class Connu:
    """What we know of the complaint."""

    etat: EtatReclamation
    etat_le: date | None
    ouverte_le: date
    code_ug: str = ""
    responsable_id: UUID | None = None
    rdv: date | None = None
    """Day of the appointment still expected."""


@dataclass(frozen=True, slots=True)
class Dit:
    """What a line says. `etat` None with a `mot`: a word we do not know."""

    mot: str = ""
    etat: EtatReclamation | None = None
    le: date | None = None
    code_ug: str = ""
    responsable_id: UUID | None = None
    commentaire: str = ""
    rdv: date | None = None
    etat_connu: EtatReclamation | None = None
    """Where it stood when the sheet of a meeting was printed."""
    source: SourceSuivi = SourceSuivi.BAILLEUR


@dataclass(frozen=True, slots=True)
class Nouveau:
    """Whether what comes with the state is not in the base yet."""

    commentaire: bool = False
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a line, why, and what taking it would do.

    `vers` None: the state stays. `le` is the day it is dated. `notes` are told and ask nothing.
    """

    issue: Issue
    motifs: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    vers: EtatReclamation | None = None
    le: date | None = None
    rdv: date | None = None
    prenable: bool = True
    raison_demandee: bool = False

    @property
    def choix(self) -> tuple[Choix, ...]:
        """What a person may decide of it."""
        if self.issue is not Issue.CONFLIT:
            return ()
        return tuple(Choix) if self.prenable else (Choix.GARDER, Choix.ECHANGE)


_E = EtatReclamation
_RANG = {_E.RECUE: 0, _E.CONTESTEE: 0, _E.QUALIFIEE: 1, _E.TRANSMISE: 2, _E.PLANIFIEE: 3,
         _E.FAITE: 4}  # fmt: skip
_D_ACCORD = frozenset(
    {
        (_E.QUALIFIEE, _E.RECUE), (_E.TRANSMISE, _E.RECUE), (_E.CONTESTEE, _E.RECUE),
        (_E.TRANSMISE, _E.QUALIFIEE), (_E.CONFIRMEE, _E.FAITE), (_E.CLOSE, _E.FAITE),
        (_E.CLOSE, _E.REJETEE),
    }
)  # fmt: skip
"""(ours, theirs) that tell the same: what they received we had sent, what they closed is over."""
_SANS_RDV = frozenset({_E.RECUE, _E.QUALIFIEE, _E.TRANSMISE, _E.CONTESTEE})


def pour_nous(etat: EtatReclamation) -> EtatReclamation:
    """The state a word of theirs may lead to: only the household confirms, only we close."""
    return _E.FAITE if etat in (_E.CONFIRMEE, _E.CLOSE) else etat


def confronter(connu: Connu, dit: Dit, nouveau: Nouveau, jour: date) -> Verdict:
    """What becomes of what is said of a complaint, seen on `jour`."""
    refus = _refus(connu, dit, jour)
    if refus:
        return Verdict(Issue.REFUSEE, (refus,))
    if not (dit.mot or dit.commentaire or dit.rdv):
        if dit.source is SourceSuivi.REUNION:
            return Verdict(Issue.IDENTIQUE, ("retours.rien_decide",))
        return Verdict(Issue.REFUSEE, ("retours.sans_etat",))
    notes = () if dit.le or not dit.mot else ("retours.sans_date",)
    le, rdv, motifs = _dates(dit, jour)
    vers = None if dit.etat is None or _d_accord(connu.etat, dit.etat) else pour_nous(dit.etat)
    if rdv is not None and rdv >= jour and (vers or connu.etat) in _SANS_RDV:
        vers = None if connu.etat is _E.PLANIFIEE else _E.PLANIFIEE  # an appointment plans it
    if dit.code_ug and connu.code_ug and dit.code_ug != connu.code_ug:
        motifs.append("retours.autre_logement")
    if dit.mot and dit.etat is None:
        motifs.append("retours.etat_inconnu")
    if vers is not None:
        motifs += _contre(connu, dit, vers, le)
    if rdv is not None and rdv >= jour:
        motifs += _rendez_vous(connu, vers, rdv)
    if dit.responsable_id and connu.responsable_id not in (None, dit.responsable_id):
        motifs.append("retours.autre_responsable")
    sans_raison = vers is _E.REJETEE and not dit.commentaire.strip()
    if sans_raison:
        motifs.append("retours.sans_raison")
    prenable = not (dit.mot and dit.etat is None) and (vers is None or vers in suites(connu.etat))
    prenable = prenable and "retours.rdv_apres_fait" not in motifs
    if motifs:
        return Verdict(Issue.CONFLIT, tuple(motifs), notes, vers, le, rdv, prenable, sans_raison)
    apport = (
        vers is not None
        or nouveau.commentaire
        or nouveau.reference
        or (rdv is not None and rdv != connu.rdv and rdv >= jour)
        or (dit.responsable_id is not None and connu.responsable_id is None)
    )
    return Verdict(Issue.APPLICABLE if apport else Issue.IDENTIQUE, (), notes, vers, le, rdv)


def _refus(connu: Connu, dit: Dit, jour: date) -> str:
    """Why the line cannot be used whatever a person decides, "" when it can."""
    a_venir = dit.le is not None and dit.le > jour
    if a_venir and (dit.etat is not _E.PLANIFIEE or dit.rdv not in (None, dit.le)):
        return "retours.date_future"
    if dit.le is not None and dit.le < connu.ouverte_le:
        return "retours.avant_ouverture"
    if dit.rdv is not None and dit.rdv < connu.ouverte_le:
        return "retours.rdv_avant_ouverture"
    if max(dit.rdv or jour, dit.le or jour) > jour + PASSAGE_MAX:
        return "retours.rdv_lointain"
    return ""


def _dates(dit: Dit, jour: date) -> tuple[date, date | None, list[str]]:
    """The day of the state, that of the appointment, and what is odd about them.

    A planned complaint dated in the future is dated by its appointment: planned as of today.
    """
    if dit.le is None or dit.le <= jour:
        return dit.le or jour, dit.rdv, []
    en_reunion = dit.source is SourceSuivi.REUNION or dit.rdv == dit.le
    return jour, dit.le, [] if en_reunion else ["retours.date_a_venir"]


def _rendez_vous(connu: Connu, vers: EtatReclamation | None, rdv: date) -> list[str]:
    """Why an appointment still to come is not simply noted."""
    if (vers or connu.etat) in FINIES | {_E.FAITE}:
        return ["retours.rdv_apres_fait"]
    return ["retours.autre_rdv"] if connu.rdv not in (None, rdv) else []


def _d_accord(connu: EtatReclamation, dit: EtatReclamation) -> bool:
    vu = pour_nous(dit)
    return connu is dit or connu is vu or (connu, vu) in _D_ACCORD


def _contre(connu: Connu, dit: Dit, vers: EtatReclamation, le: date) -> list[str]:
    """Why a state that differs from ours is not simply taken."""
    if connu.etat in FINIES:
        return ["retours.deja_finie"]
    motifs = []
    if dit.etat_connu is not None and dit.etat_connu is not connu.etat:
        motifs.append("retours.change_depuis")
    if connu.etat_le is not None and le < connu.etat_le:
        motifs.append("retours.plus_ancien")
    if connu.etat is _E.CONTESTEE and vers in (_E.FAITE, _E.REJETEE):
        motifs.append("retours.contestee")
    if connu.etat is _E.FAITE and vers is _E.REJETEE:
        motifs.append("retours.rejet_apres_fait")
    elif vers in _RANG and connu.etat in _RANG and _RANG[vers] < _RANG[connu.etat]:
        motifs.append("retours.recul")
    if not motifs and vers not in suites(connu.etat):
        motifs.append("retours.recul")
    return motifs
