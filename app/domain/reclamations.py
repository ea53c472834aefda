"""Words and rules of complaints: where one stands, who must act, what closes it.

A réserve is a complaint noted at réception: same table, same follow-up, maybe an empty home.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum
from types import MappingProxyType

from app.core.errors import EntreeInvalide, RegleMetier


class NatureReclamation(StrEnum):
    """A complaint of a household, or a réserve noted at réception."""

    RECLAMATION = "reclamation"
    RESERVE = "reserve"


class EtatReclamation(StrEnum):
    """Where a complaint stands."""

    RECUE = "recue"
    QUALIFIEE = "qualifiee"
    TRANSMISE = "transmise"
    PLANIFIEE = "planifiee"
    FAITE = "faite"
    CONFIRMEE = "confirmee"
    CONTESTEE = "contestee"
    REJETEE = "rejetee"
    CLOSE = "close"


FINIES = frozenset({EtatReclamation.CONFIRMEE, EtatReclamation.REJETEE, EtatReclamation.CLOSE})
"""States nobody waits for anything in."""
OUVERTES = tuple(etat for etat in EtatReclamation if etat not in FINIES)
"""States somebody must still act in, in the order of the follow-up."""


class OrigineReclamation(StrEnum):
    """How it came to be known."""

    PERMANENCE = "permanence"
    TELEPHONE = "telephone"
    DOMICILE = "domicile"
    COURRIER = "courrier"
    RECEPTION = "reception"
    PRISE_EN_MAIN = "prise_en_main"
    AUTRE = "autre"


class Urgence(StrEnum):
    """How fast somebody must make safe; the delays themselves are settings."""

    IMMEDIATE = "immediate"
    RAPIDE = "rapide"
    NORMALE = "normale"


class MotifReclamation(StrEnum):
    """Why a complaint ends without the household having confirmed it is settled."""

    RESERVE_LEVEE = "reserve_levee"
    DEFAUT_ABSENT = "defaut_absent"
    ENTRETIEN_LOCATAIRE = "entretien_locataire"
    HORS_MISSION = "hors_mission"
    DOUBLON = "doublon"
    SANS_REPONSE = "sans_reponse"
    MENAGE_PARTI = "menage_parti"
    AUTRE = "autre"


class SourceSuivi(StrEnum):
    """Who told that the state changed."""

    EQUIPE = "equipe"
    MENAGE = "menage"
    BAILLEUR = "bailleur"
    REUNION = "reunion"


class GenreResponsable(StrEnum):
    """Who may have to repair."""

    BAILLEUR = "bailleur"
    COMMUNE = "commune"
    ENTREPRISE = "entreprise"
    AUTRE = "autre"


class GenreEchange(StrEnum):
    """What an exchange is: a word with somebody, a reminder, a first answer to the household."""

    ECHANGE = "echange"
    REPONSE = "reponse"
    RELANCE = "relance"


class SensEchange(StrEnum):
    """Said by us, or said to us."""

    EMIS = "emis"
    RECU = "recu"


class Interlocuteur(StrEnum):
    """With whom an exchange took place."""

    MENAGE = "menage"
    BAILLEUR = "bailleur"
    COMMUNE = "commune"
    ENTREPRISE = "entreprise"
    AUTRE = "autre"


class EtatPassage(StrEnum):
    """What became of an appointment for a repair."""

    PROPOSE = "propose"
    ACCEPTE = "accepte"
    TENU = "tenu"
    MANQUE_ENTREPRISE = "manque_entreprise"
    MANQUE_MENAGE = "manque_menage"
    ANNULE = "annule"


ATTENDUS = frozenset({EtatPassage.PROPOSE, EtatPassage.ACCEPTE})
"""Appointments nobody has said the end of yet."""
_E = EtatReclamation
_SUITES: MappingProxyType[EtatReclamation, frozenset[EtatReclamation]] = MappingProxyType(
    {
        _E.RECUE: frozenset(set(_E) - {_E.RECUE, _E.CONTESTEE}),
        _E.QUALIFIEE: frozenset(set(_E) - {_E.RECUE, _E.QUALIFIEE, _E.CONTESTEE}),
        _E.TRANSMISE: frozenset(set(_E) - {_E.RECUE, _E.TRANSMISE, _E.CONTESTEE}),
        _E.PLANIFIEE: frozenset(set(_E) - {_E.RECUE, _E.PLANIFIEE, _E.CONTESTEE}),
        _E.FAITE: frozenset({_E.CONFIRMEE, _E.CONTESTEE, _E.CLOSE}),
        _E.CONTESTEE: frozenset(set(_E) - {_E.RECUE, _E.CONTESTEE}),
        _E.CONFIRMEE: frozenset({_E.CONTESTEE}),
        _E.REJETEE: frozenset({_E.CONTESTEE}),
        _E.CLOSE: frozenset({_E.CONTESTEE}),
    }
)
_REFERENCE = re.compile(r"[A-Z]-(\d{1,9})")
_DITE = re.compile(r"[Rr][\s-]?(\d{1,9})")
PASSAGE_MAX = timedelta(days=400)
"""How far ahead an appointment for a repair may be."""


def suites(etat: EtatReclamation) -> tuple[EtatReclamation, ...]:
    """The states a complaint may go to, in the order of the follow-up."""
    return tuple(e for e in EtatReclamation if e in _SUITES[etat])


def passer(
    etat: EtatReclamation,
    vers: EtatReclamation,
    *,
    motif: MotifReclamation | None = None,
    raison: str = "",
) -> EtatReclamation:
    """The new state of a complaint.

    Raises `RegleMetier("reclamation.etat")` when it cannot be next, and
    `EntreeInvalide("reclamation.raison")` when it ends without the household and nobody says why:
    a complaint is closed because the household confirms, or with a reason.
    """
    if vers not in _SUITES[etat]:
        raise RegleMetier("reclamation.etat", etat=etat.value, vers=vers.value)
    if vers is EtatReclamation.CLOSE and motif is None:
        raise EntreeInvalide("reclamation.raison", vers=vers.value)
    sans_mots = motif in (None, MotifReclamation.AUTRE) and not raison.strip()
    if vers in (EtatReclamation.REJETEE, EtatReclamation.CLOSE) and sans_mots:
        raise EntreeInvalide("reclamation.raison", vers=vers.value)
    return vers


def verifier_motif(nature: NatureReclamation, motif: MotifReclamation | None) -> None:
    """Raise `EntreeInvalide("reclamation.motif")` when a complaint is "lifted" as a réserve is."""
    if motif is MotifReclamation.RESERVE_LEVEE and nature is not NatureReclamation.RESERVE:
        raise EntreeInvalide("reclamation.motif")


def verifier_jour(le: date, ouverte_le: date, aujourdhui: date) -> date:
    """The day something happened to a complaint.

    Raises `EntreeInvalide`: "reclamation.futur", "reclamation.avant_ouverture".
    """
    if le > aujourdhui:
        raise EntreeInvalide("reclamation.futur", jour=le)
    if le < ouverte_le:
        raise EntreeInvalide("reclamation.avant_ouverture", jour=le, ouverture=ouverte_le)
    return le


def passer_passage(
    etat: EtatPassage, vers: EtatPassage, *, jour: date, aujourdhui: date
) -> EtatPassage:
    """What became of an appointment.

    Raises `RegleMetier`: "passage.fini" (its end was told already), "passage.pas_encore" (kept or
    missed before its day), "passage.etat" (accepted twice, or proposed again: it is moved).
    """
    if etat not in ATTENDUS:
        raise RegleMetier("passage.fini", etat=etat.value)
    if vers in (etat, EtatPassage.PROPOSE):
        raise RegleMetier("passage.etat", etat=etat.value, vers=vers.value)
    if vers not in (EtatPassage.ACCEPTE, EtatPassage.ANNULE) and jour > aujourdhui:
        raise RegleMetier("passage.pas_encore", jour=jour)
    return vers


def verifier_jour_passage(jour: date, ouverte_le: date, aujourdhui: date) -> date:
    """The day of an appointment.

    Raises `EntreeInvalide`: "passage.avant_ouverture", "passage.lointain" (a slip of the year).
    """
    if jour < ouverte_le:
        raise EntreeInvalide("passage.avant_ouverture", jour=jour, ouverture=ouverte_le)
    if jour > aujourdhui + PASSAGE_MAX:
        raise EntreeInvalide("passage.lointain", jour=jour)
    return jour


def reference_suivante(derniere: str | None, lettre: str = "R") -> str:
    """The reference after `derniere`: R-0001, R-0002… (more digits once they are needed)."""
    trouve = _REFERENCE.fullmatch(derniere or "")
    return f"{lettre}-{(int(trouve[1]) if trouve else 0) + 1:04d}"


def reference_dite(texte: str) -> str | None:
    """The reference one types without care: "r214", "R 0214" are R-0214; None for other words."""
    trouve = _DITE.fullmatch(texte.strip())
    return f"R-{int(trouve[1]):04d}" if trouve else None
