"""What can be printed of réceptions and inventories. Light: no drawing library is loaded here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.domain.partage import Destinataire
from app.services.receptions.commandes import ListerReserves


class ParReserves(StrEnum):
    """A sheet for each contractor, or for each dwelling."""

    RESPONSABLE = "responsable"
    LOGEMENT = "logement"


@dataclass(frozen=True, slots=True)
class ImprimerReserves:
    """Print these réserves in the PDF `sortie` or in a folder, a sheet each."""

    demande: ListerReserves
    par: ParReserves
    sortie: Path


@dataclass(frozen=True, slots=True)
class ImpressionReserves:
    """What was printed; `retenues` stay because their household refused to share."""

    fichier: Path
    pages: int
    feuilles: int
    reserves: int
    envoi_id: UUID | None = None
    retenues: int = 0


@dataclass(frozen=True, slots=True)
class ImprimerEtatDesLieux:
    """Print the inventories of that home side by side; large for the household itself.

    `vierge`: nothing filled in, to be filled by hand.
    """

    menage_id: UUID
    logement_id: UUID
    sortie: Path
    pour: Destinataire = Destinataire.EQUIPE
    vierge: bool = False
