"""Words and rules of a household: its persons, its status, its phase."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.errors import EntreeInvalide, RegleMetier


class StatutMenage(StrEnum):
    """In what capacity the household lives in the estate."""

    LOCATAIRE = "locataire"
    PROPRIETAIRE = "proprietaire"
    HEBERGE = "heberge"
    AUTRE = "autre"


class Suivi(StrEnum):
    """Whether the team accompanies the household."""

    OUVERT = "ouvert"
    CLOS = "clos"


class Phase(StrEnum):
    """Moment of the journey (cahier technique, part 1)."""

    AVANT = "avant"
    PENDANT = "pendant"
    APRES = "apres"


class Lien(StrEnum):
    """Kinship with the titulaire."""

    TITULAIRE = "titulaire"
    COTITULAIRE = "cotitulaire"
    CONJOINT = "conjoint"
    ENFANT = "enfant"
    ASCENDANT = "ascendant"
    FRATRIE = "fratrie"
    HEBERGE = "heberge"
    AUTRE = "autre"


class Civilite(StrEnum):
    """How a person is addressed."""

    MADAME = "mme"
    MONSIEUR = "m"


class Information(StrEnum):
    """What may be told to a person of the household."""

    TOUT = "tout"
    RENDEZ_VOUS = "rendez_vous"
    RIEN = "rien"


class Role(StrEnum):
    """Part a staff member plays for a household."""

    MEDIATRICE = "mediatrice"
    PILOTE = "pilote"
    COORDINATION = "coordination"
    AUTRE = "autre"


@dataclass(frozen=True, slots=True)
class FaitsDatesDuParcours:
    """Dated facts a phase is deduced from; None when the fact is not known."""

    depart: date | None = None
    retour: date | None = None
    phase_forcee: Phase | None = None


def phase_le(faits: FaitsDatesDuParcours, jour: date) -> Phase:
    """The phase of a household on a given day.

    *pendant* from the day it leaves its home, *après* from its return (or from the day it
    settles in a definitive home); a phase set by a person with a reason wins.
    """
    if faits.phase_forcee is not None:
        return faits.phase_forcee
    if faits.retour is not None and faits.retour <= jour:
        return Phase.APRES
    if faits.depart is not None and faits.depart <= jour:
        return Phase.PENDANT
    return Phase.AVANT


def age_le(
    naissance: date | None, age_note: int | None, note_le: date | None, jour: date
) -> int | None:
    """Age in whole years on `jour`, from the birth date or from an age noted on some day."""
    if naissance is not None:
        return (
            jour.year - naissance.year - ((jour.month, jour.day) < (naissance.month, naissance.day))
        )
    if age_note is None:
        return None
    return age_note + (max(0, jour.year - note_le.year) if note_le else 0)


AGE_MAX = 125


def verifier_naissance(naissance: date | None, age_note: int | None, jour: date) -> None:
    """Raise `EntreeInvalide("personne.naissance")` for a birth to come, or too long ago."""
    age = age_le(naissance, age_note, None, jour)
    if age is not None and not 0 <= age <= AGE_MAX:
        raise EntreeInvalide("personne.naissance", jour=naissance or age_note)


def verifier_phase(forcee: Phase | None, motif: str | None) -> None:
    """A phase set by a person carries its reason: raises `EntreeInvalide("menage.phase_motif")`."""
    if forcee is not None and not motif:
        raise EntreeInvalide("menage.phase_motif")


def verifier_fusion(garde: object, absorbe: object, deja: object) -> None:
    """Two different households, neither merged yet; else `RegleMetier`.

    Codes: "fusion.meme" and "fusion.deja".
    """
    if garde == absorbe:
        raise RegleMetier("fusion.meme")
    if deja is not None:
        raise RegleMetier("fusion.deja")


def verifier_periode(debut: date | None, fin: date | None) -> None:
    """Raise `EntreeInvalide("saisie.periode")` when the end comes before the beginning."""
    if debut is not None and fin is not None and fin < debut:
        raise EntreeInvalide("saisie.periode", debut=debut, fin=fin)
