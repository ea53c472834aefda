"""The content of a package: tables in each format asked for, what explains them, the manifest.

Rows go from the base to the archive by batches: a package takes no more memory for 25,000
households than for 250.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import IO, Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import _
from app.core.suivi import Suivi
from app.domain.envois import Etendue, Format
from app.domain.paquets import DESCRIPTEUR, MANIFESTE, RETRAITS, SIGNATURE, Manifeste
from app.domain.profils_envoi import ProfilLu
from app.services.exports import tableaux
from app.services.exports.classeur import Classeur, ColonneFeuille
from app.services.exports.paquets import descripteur, exemple, lisez_moi
from app.services.exports.paquets.formats import (
    FRANCAIS,
    INTERNATIONAL,
    Dialecte,
    ecrire_csv,
    ecrire_jsonl,
)
from app.services.exports.paquets.sortie import Pieces, SortieZip
from app.services.exports.projection import Colonne, Projection
from app.services.exports.selection import Selection

Signer = Callable[[bytes], bytes]
_DIALECTES = {Format.CSV_FR: FRANCAIS, Format.CSV_INTERNATIONAL: INTERNATIONAL}


@dataclass(frozen=True, slots=True)
class TableComposee:
    """A table of the package: its rows as this recipient gets them, read anew at each format."""

    nom: str
    titre: str
    colonnes: tuple[Colonne, ...]
    nombre: int
    lire: Callable[[], Iterator[tuple[Any, ...]]]
    projection: Projection | None = None


def composer(
    session: Session,
    profil: ProfilLu,
    selection: Selection,
    manifeste: Manifeste,
    signer: Signer,
    sortie: SortieZip,
    suivi: Suivi,
) -> Manifeste:
    """Write the whole package into `sortie`; the manifest as it was written and signed.

    `manifeste` comes without its tables and pieces. `signer` gives the signature of bytes. Nothing
    is written but through `sortie`: the plain rows never touch the disk.
    """
    pieces = Pieces(sortie)
    tables = tuple(_tables(session, profil, selection))
    total = len(tables) * len(profil.formats) + 1
    fait = 0
    for format_ in profil.formats:
        for nom in _ecrire(format_, tables, manifeste, pieces):
            suivi.avance(fait, total, nom)
            fait += 1
    decrit = descripteur.decrire(tables, profil.formats, manifeste)
    pieces.ecrire(DESCRIPTEUR, _en_json(decrit))
    for chemin, octets in exemple.pieces(tables, profil.formats):
        pieces.ecrire(chemin, octets)
    pieces.ecrire(_("LISEZ-MOI.txt"), lisez_moi.ecrire(tables, profil, manifeste))
    complet = replace(
        manifeste,
        tables={t.nom: t.nombre for t in tables},
        pieces=tuple(pieces.ecrites),
    )
    octets = complet.octets()
    for chemin, contenu in ((MANIFESTE, octets), (SIGNATURE, signer(octets))):
        with sortie.ouvrir(chemin) as flux:
            flux.write(contenu)
    suivi.avance(total, total)
    return complet


def _tables(session: Session, profil: ProfilLu, selection: Selection) -> Iterator[TableComposee]:
    """The tables with something in them, ids made the recipient's own."""
    for projection in selection.projections:
        nombre = selection.compter(session, projection)
        if nombre:
            yield TableComposee(
                projection.nom,
                projection.titre,
                projection.colonnes,
                nombre,
                _lecteur(session, profil, selection, projection),
                projection,
            )
    if selection.etendue is Etendue.DELTA:
        yield _retraits(session, profil, selection)


def _lecteur(
    session: Session, profil: ProfilLu, selection: Selection, projection: Projection
) -> Callable[[], Iterator[tuple[Any, ...]]]:
    rangs = [i for i, c in enumerate(projection.colonnes) if c.genre is UUID]

    def lire() -> Iterator[tuple[Any, ...]]:
        lignes = selection.lignes(session, projection)
        return traduire(lignes, rangs, profil) if profil.pseudonymes else lignes

    return lire


def traduire(
    lignes: Iterable[Sequence[Any]], rangs: Sequence[int], profil: ProfilLu
) -> Iterator[tuple[Any, ...]]:
    """Rows whose ids, at those places, are the recipient's own."""
    for ligne in lignes:
        traduite = list(ligne)
        for rang in rangs:
            if traduite[rang] is not None:
                traduite[rang] = profil.identifiant(traduite[rang])
        yield tuple(traduite)


def _retraits(session: Session, profil: ProfilLu, selection: Selection) -> TableComposee:
    colonnes = (
        Colonne("table", _("Table"), str, obligatoire=False),
        Colonne("id", _("Ligne à effacer"), str, obligatoire=True),
        Colonne("raison", _("Pourquoi"), str, obligatoire=False),
    )

    def lire() -> Iterator[tuple[Any, ...]]:
        for r in selection.retraits(session):
            yield r.table, profil.identifiant(r.id), r.raison

    nombre = sum(1 for _r in lire())
    return TableComposee(RETRAITS, _("À effacer chez vous"), colonnes, nombre, lire)


def _ecrire(
    format_: Format, tables: Sequence[TableComposee], manifeste: Manifeste, pieces: Pieces
) -> Iterator[str]:
    """Write every table in one format, giving the name of each as it begins."""
    if format_ is Format.XLSX:
        with pieces.ouvrir(_("envoi.xlsx"), compresser=False) as flux:
            yield from _classeur(flux, tables, manifeste)
        return
    dialecte: Dialecte | None = _DIALECTES.get(format_)
    for table in tables:
        if dialecte is not None:
            yield table.titre
            with pieces.ouvrir(f"{dialecte.nom}/{table.nom}.csv") as flux:
                ecrire_csv(table, table.lire(), flux, dialecte)
        elif format_ is Format.JSONL:
            yield table.titre
            with pieces.ouvrir(f"jsonl/{table.nom}.jsonl") as flux:
                ecrire_jsonl(table, table.lire(), flux)


def _classeur(
    flux: IO[bytes], tables: Sequence[TableComposee], manifeste: Manifeste
) -> Iterator[str]:
    """A sheet that explains, then one a table."""
    classeur = Classeur(flux)
    entetes = [ColonneFeuille(texte, large) for texte, large in _entetes_lisez_moi()]
    with classeur.feuille(_("Lisez-moi"), entetes) as feuille:
        feuille.ligne((lisez_moi.intitule(manifeste),))
        for table in tables:
            for colonne in table.colonnes:
                feuille.ligne(
                    (
                        table.titre,
                        colonne.nom,
                        tableaux.explication(colonne.nom, colonne.libelle),
                        descripteur.genre_dit(colonne),
                    )
                )
    for table in tables:
        yield table.titre
        with classeur.feuille(table.titre, [_colonne(c) for c in table.colonnes]) as feuille:
            feuille.lignes(table.lire())
    classeur.fermer()


def _entetes_lisez_moi() -> tuple[tuple[str, float], ...]:
    return (
        (_("Onglet"), 28),
        (_("Colonne"), 30),
        (_("Ce qu’elle contient"), 44),
        (_("Comment elle est écrite"), 30),
    )


def _colonne(colonne: Colonne) -> ColonneFeuille:
    large = 14 if colonne.nom.endswith("id") else max(12, min(40, len(colonne.libelle) + 4))
    dit = tableaux.explication(colonne.nom, colonne.libelle)
    return ColonneFeuille(dit, 48 if colonne.nom in ("texte", "description") else large)


def _en_json(valeur: Mapping[str, Any]) -> bytes:
    return json.dumps(valeur, ensure_ascii=False, indent=2).encode()
