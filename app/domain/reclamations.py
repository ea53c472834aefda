"""Words and rules of complaints: where one stands, who must act, what closes it.

A réserve is a complaint noted at réception: same table, same follow-up, maybe an empty home.
"""

from __future__ import annotations

import re
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
_REFERENCE = re.compile(r"R-(\d{1,9})")


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


def reference_suivante(derniere: str | None) -> str:
    """The reference after `derniere`: R-0001, R-0002… (more digits once they are needed)."""
    trouve = _REFERENCE.fullmatch(derniere or "")
    return f"R-{(int(trouve[1]) if trouve else 0) + 1:04d}"
