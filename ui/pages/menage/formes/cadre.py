"""What every form of the page is built from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from app.core.errors import RegleMetier
from app.core.i18n import _
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.equipe import IntervenantLigne
from app.services.menages.lignes import FicheMenage, NoteFil
from app.services.responsables import ResponsableLigne
from ui.contexte import Contexte


class Identifie(Protocol):
    """A row with an id."""

    @property
    def id(self) -> UUID:
        """Its id."""


R = TypeVar("R", bound=Identifie)
Choix = tuple[tuple[object, str], ...]


@dataclass(frozen=True, slots=True)
class Cadre:
    """The household shown, the words of the catalogues, the team, the notes read so far.

    `responsables` are those who may repair in its estate.
    """

    contexte: Contexte
    fiche: FicheMenage
    mots: Libelles
    equipe: tuple[IntervenantLigne, ...]
    moi: UUID | None
    notes: tuple[NoteFil, ...]
    responsables: tuple[ResponsableLigne, ...] = ()

    @property
    def menage_id(self) -> UUID:
        """The household's id."""
        return self.fiche.menage.id

    @property
    def jour(self) -> date:
        """Today."""
        return self.fiche.jour

    def cle(self, nom: str, id_: UUID | None = None) -> str:
        """The name of a draft: one per form and per row."""
        return f"menage.{nom}.{(id_ or self.menage_id).hex}"

    def membres(self) -> Choix:
        """The team in post, me first."""
        moi = [m for m in self.equipe if m.id == self.moi]
        autres = [m for m in self.equipe if m.id != self.moi]
        noms = [(m.id, _("moi ({nom})").format(nom=m.nom_complet)) for m in moi]
        return (*noms, *((m.id, m.nom_complet) for m in autres))


def parmi(lignes: Iterable[R], id_: UUID | None) -> R:
    """The row of that id; raises `RegleMetier("general.introuvable")` when it is gone."""
    for ligne in lignes:
        if ligne.id == id_:
            return ligne
    raise RegleMetier("general.introuvable")


def choix(*codes: StrEnum) -> Choix:
    """Codes to choose from, in words."""
    return tuple((code, majuscule(dire(code))) for code in codes)


def vides(valeurs: object) -> str:
    """A text of a form, "" when nothing was typed."""
    return str(valeurs or "")
