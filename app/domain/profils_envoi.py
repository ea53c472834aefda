"""A profile of sending: what a recipient gets, narrowed from what it may get."""

from __future__ import annotations

import hashlib
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType
from uuid import UUID

from app.domain.envois import Etendue, Format, Frequence, Protection

_TAILLE = 16


@dataclass(frozen=True, slots=True)
class ProfilLu:
    """A profile as it stands. `tables` None: all that may leave.

    `colonnes_retirees` maps a table to the columns left out on top of what sharing classes
    withhold: a profile narrows, it never widens. `sel` (hex) makes the recipient's own ids.
    """

    id: UUID
    nom: str
    bailleur_id: UUID | None = None
    cite_id: UUID | None = None
    tables: frozenset[str] | None = None
    colonnes_retirees: Mapping[str, frozenset[str]] = field(
        default_factory=lambda: MappingProxyType({})
    )
    pseudonymes: bool = True
    sel: str = ""
    etendue: Etendue = Etendue.COMPLET
    formats: tuple[Format, ...] = (Format.XLSX, Format.CSV_FR)
    frequence: Frequence = Frequence.A_LA_DEMANDE
    protection: Protection = Protection.AGE
    cle_id: UUID | None = None
    destination_id: UUID | None = None
    actif: bool = True

    def garde(self, table: str) -> bool:
        """Whether that table leaves."""
        return self.tables is None or table in self.tables

    def identifiant(self, id_: UUID) -> str:
        """The id this recipient knows a row by: ours, or its own (keyed BLAKE2b, RFC 7693).

        Two recipients cannot match their rows; ours is found again by computing it over our rows.
        """
        return self.identifieur()(id_.bytes)

    def identifieur(self) -> Callable[[bytes], str]:
        """The same for many ids, given as their 16 bytes: the key is prepared once."""
        if not self.pseudonymes:
            return bytes.hex
        cle = hashlib.blake2b(key=bytes.fromhex(self.sel), digest_size=_TAILLE)

        def identifier(octets: bytes) -> str:
            somme = cle.copy()
            somme.update(octets)
            return somme.hexdigest()

        return identifier


def prochain(frequence: Frequence, dernier: date | None, jour: date) -> date | None:
    """The day the next package is proposed: now when none was ever made, None on demand only."""
    if frequence is Frequence.A_LA_DEMANDE:
        return None
    if dernier is None:
        return jour
    if frequence is Frequence.HEBDOMADAIRE:
        return dernier + timedelta(days=7)
    annee, mois = divmod(dernier.year * 12 + dernier.month, 12)
    return date(annee, mois + 1, min(dernier.day, monthrange(annee, mois + 1)[1]))
