"""The content of a package: tables in each format asked for, what explains them, the manifest.

Rows go from the base to the archive by batches: a package takes no more memory for 25,000
households than for 250.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import _
from app.core.suivi import Suivi
from app.domain.envois import Format
from app.domain.paquets import DESCRIPTEUR, MANIFESTE, SIGNATURE, Manifeste
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets import descripteur, exemple, lisez_moi
from app.services.exports.paquets.classeur_paquet import ecrire_classeur
from app.services.exports.paquets.fiches import fiches_permises
from app.services.exports.paquets.formats import (
    FRANCAIS,
    INTERNATIONAL,
    Dialecte,
    ecrire_csv,
    ecrire_jsonl,
)
from app.services.exports.paquets.lecture import TableComposee, tables
from app.services.exports.paquets.reperes import Reperes
from app.services.exports.paquets.sortie import Pieces, SortieZip
from app.services.exports.selection import Selection, perimetre_du_profil

Signer = Callable[[bytes], bytes]
_DIALECTES = {Format.CSV_FR: FRANCAIS, Format.CSV_INTERNATIONAL: INTERNATIONAL}


class Fiches(Protocol):
    """Makes the printed sheets of households, for this recipient."""

    def composer(self, session: Session, menage_id: UUID) -> bytes | None:
        """The sheet (PDF) of a household, or None when it may not leave."""
        ...


@dataclass(slots=True)
class _Ouvrage:
    """A package being written."""

    session: Session
    profil: ProfilLu
    selection: Selection
    manifeste: Manifeste
    pieces: Pieces
    tables: tuple[TableComposee, ...]
    suivi: Suivi
    fiches: Fiches | None
    total: int = field(init=False)
    fait: int = 0

    def __post_init__(self) -> None:
        lignes = sum(t.nombre for t in self.tables)
        tabulaires = sum(f is not Format.PDF for f in self.profil.formats)
        menages = self.menages()
        self.total = lignes * tabulaires + 1
        if menages is not None and Format.PDF in self.profil.formats:
            self.total += menages.nombre

    def menages(self) -> TableComposee | None:
        """The table of households, when this profile lets it leave and there is one."""
        return next((t for t in self.tables if t.nom == "menage"), None)

    def lire(self, table: TableComposee) -> Iterator[Sequence[Sequence[Any]]]:
        """The batches of a table, telling where the work is and stopping when asked to."""
        for lot in table.lots():
            self.avancer(len(lot), table.titre)
            yield lot

    def reperes(self) -> Reperes:
        """What names the households and homes of rows, for people."""
        perimetre = perimetre_du_profil(self.profil, self.selection.jour)
        return Reperes(self.session, self.selection.projections, perimetre)

    def avancer(self, de: int, texte: str) -> None:
        """Say what begins; raises `Annule` when the person asked to stop."""
        self.suivi.avance(min(self.fait, self.total), self.total, texte)
        self.fait += de


def composer(
    session: Session,
    profil: ProfilLu,
    selection: Selection,
    manifeste: Manifeste,
    signer: Signer,
    sortie: SortieZip,
    suivi: Suivi,
    fiches: Fiches | None = None,
    annexes: Mapping[str, bytes] = MappingProxyType({}),
) -> Manifeste:
    """Write the whole package into `sortie`; the manifest as it was written and signed.

    `manifeste` comes without its tables and pieces. `signer` gives the signature of bytes; `fiches`
    makes the sheets, without it a profile that asks for them gets none; `annexes` are small pieces
    to add. Nothing is written but through `sortie`: the plain rows never touch the disk.
    """
    composees = tuple(tables(session, profil, selection))
    ouvrage = _Ouvrage(
        session, profil, selection, manifeste, Pieces(sortie), composees, suivi, fiches
    )
    pieces = ouvrage.pieces
    for format_ in profil.formats:
        _ecrire(format_, ouvrage)
    partout = profil.cite_id is None and profil.bailleur_id is None
    decrit = descripteur.decrire(composees, profil.formats, manifeste, relier=partout)
    pieces.ecrire(DESCRIPTEUR, _en_json(decrit))
    for chemin, octets in exemple.pieces(composees, profil.formats):
        pieces.ecrire(chemin, octets)
    pieces.ecrire(_("LISEZ-MOI.txt"), lisez_moi.ecrire(composees, profil, manifeste))
    for chemin, octets in annexes.items():
        pieces.ecrire(chemin, octets)
    complet = replace(
        manifeste,
        tables={t.nom: t.nombre for t in composees},
        pieces=tuple(pieces.ecrites),
    )
    octets = complet.octets()
    for chemin, contenu in ((MANIFESTE, octets), (SIGNATURE, signer(octets))):
        with sortie.ouvrir(chemin) as flux:
            flux.write(contenu)
    suivi.avance(ouvrage.total, ouvrage.total)
    return complet


def _ecrire(format_: Format, ouvrage: _Ouvrage) -> None:
    """Write everything in one format."""
    dialecte = _DIALECTES.get(format_)
    if dialecte is not None:
        _ecrire_csv(ouvrage, dialecte)
    elif format_ is Format.JSONL:
        for table in ouvrage.tables:
            with ouvrage.pieces.ouvrir(f"jsonl/{table.nom}.jsonl") as flux:
                ecrire_jsonl(table, ouvrage.lire(table), flux)
    elif format_ is Format.XLSX:
        with ouvrage.pieces.ouvrir(_("envoi.xlsx"), compresser=False) as flux:
            ecrire_classeur(
                flux, ouvrage.tables, ouvrage.manifeste, ouvrage.lire, ouvrage.reperes()
            )
    else:
        _ecrire_fiches(ouvrage)


def _ecrire_csv(ouvrage: _Ouvrage, dialecte: Dialecte) -> None:
    for table in ouvrage.tables:
        with ouvrage.pieces.ouvrir(f"{dialecte.nom}/{table.nom}.csv") as flux:
            ecrire_csv(table, ouvrage.lire(table), flux, dialecte)


def _ecrire_fiches(ouvrage: _Ouvrage) -> None:
    """One sheet a household, named by its id: the names of pieces may be read by anyone."""
    table, fiches = ouvrage.menages(), ouvrage.fiches
    if table is None or fiches is None or not fiches_permises(ouvrage.profil):
        return
    rang = next(i for i, c in enumerate(table.colonnes) if c.nom == "id")
    ids = [_notre_id(ligne[rang]) for lot in table.lots() for ligne in lot]
    for id_ in ids:
        ouvrage.avancer(1, _("Fiches composées"))
        octets = fiches.composer(ouvrage.session, id_)
        if octets is not None:
            chemin = f"pdf/{ouvrage.profil.identifiant(id_)}.pdf"
            with ouvrage.pieces.ouvrir(chemin, compresser=False) as flux:
                flux.write(octets)


def _notre_id(lu: UUID | str) -> UUID:
    return lu if isinstance(lu, UUID) else UUID(hex=lu)


def _en_json(valeur: Mapping[str, Any]) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, indent=2).encode()
