"""The folder of an export of answers: workbook, CSV files, their descriptor, files given."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from app.core.i18n import _
from app.core.suivi import Suivi
from app.services.documents.ecriture import nom_sur
from app.services.enquetes.sorties.assemblage import TableAssemblee
from app.services.enquetes.sorties.valeurs import cellule_iso
from app.services.exports import datapackage, tableaux
from db.queries import enquetes_export as lecture
from db.queries.enquetes_export import EnqueteRemplie, PieceRemplie

_PAS = 200  # rows between two looks at whether to stop


@dataclass(frozen=True, slots=True)
class Contenu:
    """What is written: the tables and the questionnaires they are filled with."""

    nom: str
    titre: str
    tables: tuple[TableAssemblee, ...]
    enquetes: Sequence[EnqueteRemplie]
    formats: frozenset[str]
    separateur: str
    cree_le: datetime


def ecrire(contenu: Contenu, dossier: Path, suivi: Suivi) -> dict[str, int]:
    """Write the files of that folder; the number of rows of each table."""
    pas = _Pas(contenu, suivi)
    comptes: dict[str, int] = {}
    if "csv" in contenu.formats:
        (dossier / "csv").mkdir()
        virgule = contenu.separateur == ","
        for table in contenu.tables:
            comptes[table.nom] = tableaux.ecrire_csv(
                table,
                pas.lignes(table),
                dossier / "csv" / f"{table.nom}.csv",
                separateur=contenu.separateur,
                cellule=cellule_iso if virgule else tableaux.cellule_csv,
            )
        (dossier / "datapackage.json").write_text(
            json.dumps(_descripteur(contenu, comptes), ensure_ascii=False, indent=2),
            encoding="utf-8",
        )
    if "xlsx" in contenu.formats:

        def comptees(table: TableAssemblee) -> Iterator[tuple[Any, ...]]:
            n = 0
            for n, ligne in enumerate(pas.lignes(table), 1):  # noqa: B007 - counted after
                yield ligne
            comptes[table.nom] = n

        tableaux.ecrire_xlsx(
            contenu.tables,
            comptees,
            dossier / f"{contenu.nom}.xlsx",
            contenu.titre,
            dire=lambda _nom, libelle: libelle,
            noms_en_entete=True,
        )
    (dossier / _("LISEZ-MOI.txt")).write_text(
        _lisez_moi(contenu, comptes), encoding="utf-8-sig", newline=""
    )
    return comptes


class _Pas:
    """Tells where the writing is, and stops it when asked to."""

    def __init__(self, contenu: Contenu, suivi: Suivi) -> None:
        self._contenu = contenu
        self._suivi = suivi
        formats = len(contenu.formats & {"csv", "xlsx"})
        self._total = max(1, formats * len(contenu.tables) * len(contenu.enquetes))
        self._base = 0

    def lignes(self, table: TableAssemblee) -> Iterator[tuple[Any, ...]]:
        """The rows of a table, progress told on the way."""
        fin = self._base + len(self._contenu.enquetes)
        for n, ligne in enumerate(table.lignes(self._contenu.enquetes)):
            if n % _PAS == 0:
                self._suivi.avance(min(self._base + n, fin), self._total, table.titre)
            yield ligne
        self._base = fin
        self._suivi.avance(fin, self._total, table.titre)


def _descripteur(contenu: Contenu, comptes: dict[str, int]) -> dict[str, Any]:
    return {
        "profile": "tabular-data-package",
        "name": contenu.nom.lower(),
        "title": contenu.titre,
        "description": _(
            "Réponses à un questionnaire. Ce que le destinataire ne peut pas recevoir n’y figure"
            " pas."
        ),
        "created": contenu.cree_le.isoformat(timespec="seconds"),
        "resources": [_ressource(t, comptes[t.nom], contenu.separateur) for t in contenu.tables],
    }


def _ressource(table: TableAssemblee, lignes: int, separateur: str) -> dict[str, Any]:
    champs = [
        datapackage.champ(
            c.nom, c.libelle, str if i in table.douteuses else c.genre, cle=c.nom == "_index"
        )
        for i, c in enumerate(table.colonnes)
    ]
    if separateur == ",":
        champs = [_iso(champ) for champ in champs]
    etrangeres = []
    if table.parent is not None:
        reference = {"resource": table.parent.nom, "fields": ["_index"]}
        etrangeres.append({"fields": ["_parent_index"], "reference": reference})
    return datapackage.ressource(
        table, champs, lignes, cle="_index", etrangeres=etrangeres, separateur=separateur
    )


def _iso(champ: dict[str, Any]) -> dict[str, Any]:
    """The same field in a comma-separated file: ISO days, points in numbers."""
    return {k: v for k, v in champ.items() if k not in ("format", "decimalChar")}


def _lisez_moi(contenu: Contenu, comptes: dict[str, int]) -> str:
    lignes = [contenu.titre, ""]
    if "xlsx" in contenu.formats:
        lignes.append(
            _(
                "{fichier} se lit dans un tableur : son premier onglet explique les colonnes."
            ).format(fichier=f"{contenu.nom}.xlsx")
        )
    if "csv" in contenu.formats:
        lignes.append(
            _("csv/ et datapackage.json servent aux logiciels (Data Package, Table Schema).")
        )
    lignes += [
        _(
            "Une ligne par enquête ; chaque série de questions répétées a sa table :"
            " _parent_index y redit le _index de la ligne d’au-dessus."
        ),
        "",
        *(f"- {t.titre} : {comptes[t.nom]}" for t in contenu.tables),
        "",
        _("Ces données concernent des personnes : ne les gardez que le temps utile."),
    ]
    return "\r\n".join(lignes) + "\r\n"


def ecrire_pieces(
    session: Session,
    trouvees: Sequence[PieceRemplie],
    enquetes: Sequence[EnqueteRemplie],
    dossier: Path,
    suivi: Suivi,
) -> None:
    """Photos, signatures and files in `pieces/`, named after the row they belong to."""
    rangs = {e.id: n for n, e in enumerate(enquetes, 1)}
    (dossier / "pieces").mkdir()
    pris: set[str] = set()
    for n, piece in enumerate(trouvees):
        suivi.avance(n, len(trouvees), _("Photos et signatures"))
        nom = Path(piece.nom)
        suffixe = "".join(c for c in nom.suffix.lower() if c.isalnum() and c.isascii())[:8]
        base = f"{rangs[piece.enquete_id]:04d}-{nom_sur(nom.stem)}"
        libre, k = base, 1
        while libre in pris:
            k += 1
            libre = f"{base}-{k}"
        pris.add(libre)
        cible = dossier / "pieces" / (f"{libre}.{suffixe}" if suffixe else libre)
        cible.write_bytes(lecture.octets(session, piece.contenu_id))
