"""What can be printed of moves. Light: no drawing library is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.core.i18n import N_
from app.domain.partage import Destinataire
from app.services.documents.commandes import Ecarte


class Papier(StrEnum):
    """The papers of a move."""

    LETTRE = "lettre"
    CONVENTION = "convention"
    FEUILLE_MENAGE = "feuille_menage"
    FEUILLE_EQUIPE = "feuille_equipe"
    CLES = "cles"


# Who receives each, and what people call it: menus are made from this.
POUR = {
    Papier.LETTRE: Destinataire.MENAGE,
    Papier.CONVENTION: Destinataire.MENAGE,
    Papier.FEUILLE_MENAGE: Destinataire.MENAGE,
    Papier.FEUILLE_EQUIPE: Destinataire.EQUIPE,
    Papier.CLES: Destinataire.MENAGE,
}
TITRES = {
    Papier.LETTRE: N_("Lettre de la date"),
    Papier.CONVENTION: N_("Convention d’occupation provisoire"),
    Papier.FEUILLE_MENAGE: N_("Feuille du jour pour le ménage (gros caractères)"),
    Papier.FEUILLE_EQUIPE: N_("Feuille du jour pour les déménageurs"),
    Papier.CLES: N_("Inventaire des clés, à signer"),
}


@dataclass(frozen=True, slots=True)
class ChoixDemenagements:
    """Which moves: these, or those of a period (both days included), an estate, a crew,
    a pilote social.

    Cancelled moves are always left out. A period without its end is one week.
    """

    demenagement_ids: tuple[UUID, ...] = ()
    du: date | None = None
    au: date | None = None
    cite_id: UUID | None = None
    equipe_id: UUID | None = None
    pilote_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LireManques:
    """Ask, before printing, which fields nobody filled."""

    papier: Papier
    choix: ChoixDemenagements


@dataclass(frozen=True, slots=True)
class ImprimerPapiers:
    """Print that paper for these moves, in the PDF `sortie` or in a folder, in one file."""

    papier: Papier
    choix: ChoixDemenagements
    sortie: Path


@dataclass(frozen=True, slots=True)
class ImprimerPlanning:
    """Print the moves of a period by crew and by day, in the PDF `sortie`, for the team."""

    choix: ChoixDemenagements
    sortie: Path


@dataclass(frozen=True, slots=True)
class Manque:
    """What nobody filled for a move: labels of fields, in the order of the text."""

    demenagement_id: UUID
    menage_id: UUID
    menage: str
    champs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImpressionDemenagements:
    """What was printed, what was left to fill by hand, and who was left out."""

    fichier: Path
    pages: int
    demenagements: int
    manques: tuple[Manque, ...] = ()
    ecartes: tuple[Ecarte, ...] = ()
    envoi_id: UUID | None = None
