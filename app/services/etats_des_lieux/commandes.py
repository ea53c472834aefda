"""What one may ask about the inventories of a home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.domain.receptions import EtatElement, MomentEtatDesLieux
from app.services.images import ImageReduite


@dataclass(frozen=True, slots=True)
class OuvrirEtat:
    """An inventory of that home with that household, on leaving it or on entering it."""

    menage_id: UUID
    logement_id: UUID
    moment: MomentEtatDesLieux
    le: date
    demenagement_id: UUID | None = None
    presents: str = ""


@dataclass(frozen=True, slots=True)
class ModifierEtat:
    """Its day, those present, a remark, the day it was signed (None: not signed)."""

    etat_id: UUID
    le: date
    presents: str = ""
    remarque: str = ""
    signe_le: date | None = None


@dataclass(frozen=True, slots=True)
class ElementNote:
    """An element as it was found; `etat` None: nothing is said of it any more."""

    piece: str
    element: str
    etat: EtatElement | None
    precision: str = ""


@dataclass(frozen=True, slots=True)
class NoterElements:
    """Some elements of an inventory, in one action."""

    etat_id: UUID
    elements: tuple[ElementNote, ...]


@dataclass(frozen=True, slots=True)
class RetirerEtat:
    """The inventory was a mistake."""

    etat_id: UUID


@dataclass(frozen=True, slots=True)
class AjouterPhotosEtat:
    """Photos of an inventory, already reduced; the legend says of which element."""

    etat_id: UUID
    images: tuple[ImageReduite, ...]
    legende: str = ""


@dataclass(frozen=True, slots=True)
class SignalerElement:
    """An element becomes a réserve of the réception (`reserve`), or else a complaint."""

    etat_id: UUID
    piece: str
    element: str
    reserve: bool = False


@dataclass(frozen=True, slots=True)
class LireEtats:
    """Ask for the inventories of a household, home by home."""

    menage_id: UUID
