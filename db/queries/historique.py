"""Who changed what from what to what: the journal read back as typed values, never raw columns.

The number of statements is the same whatever the length of the history: the operations of the
page, their count, their rows, the names behind keys.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session

from app.core.changes import OperationId
from app.core.i18n import _
from db.models import Base, info_de
from db.queries.lignes import liste
from db.types import Guid

_DIALECTE = sqlite.dialect()
LIGNES_MAX = 500
"""Rows of one action that are told; an import writes thousands, `nb_lignes` still counts them."""


class Geste(StrEnum):
    """What was done to a row."""

    CREE = "cree"
    MODIFIE = "modifie"
    SUPPRIME = "supprime"
    DEPLACE = "deplace"


@dataclass(frozen=True, slots=True)
class Nomme:
    """A row named through a key; `nom` is "" when it no longer exists."""

    table: str
    nom: str


@dataclass(frozen=True, slots=True)
class Changement:
    """One column: its label, and its typed value before and after (None: nothing known).

    Values are dates, Decimals, bools, members of enums, texts (codes of catalogues included) or
    `Nomme`.
    """

    colonne: str
    libelle: str
    avant: object
    apres: object


@dataclass(frozen=True, slots=True)
class LigneHistorique:
    """What an action did to one row, or how many rows of a table it moved between households."""

    table: str
    ligne_id: UUID | None
    geste: Geste
    changements: tuple[Changement, ...]
    nombre: int = 1


@dataclass(frozen=True, slots=True)
class ActionHistorique:
    """One action: who, when, what; `annulee` when it was undone since, `annule` what it undid."""

    operation: OperationId
    quand: datetime
    auteur: str
    action: str
    origine: str
    annulee: bool
    annule: str | None
    lignes: tuple[LigneHistorique, ...]
    nb_lignes: int

    @property
    def annulable(self) -> bool:
        """Whether undoing it may be offered."""
        return not self.annulee


@dataclass(frozen=True, slots=True)
class Historique:
    """One page of actions, newest first; `total` counts them all."""

    actions: tuple[ActionHistorique, ...]
    total: int
    debut: int


# The household and all that were merged into it, whatever the chain.
_FAMILLE = (
    "WITH RECURSIVE famille(id) AS (VALUES (:menage_id) UNION"
    " SELECT m.id FROM menage m JOIN famille f ON m.fusionne_dans_id = f.id)"
)
_OPERATIONS = (
    "SELECT o.num, o.appareil_id, o.n, o.quand, o.auteur_nom, o.libelle, o.origine,"
    " EXISTS (SELECT 1 FROM operation a WHERE a.annule_num = o.num) AS annulee,"
    " (SELECT d.libelle FROM operation d WHERE d.num = o.annule_num) AS annule FROM operation o"
)
_NOMS: Mapping[str, str] = MappingProxyType(
    {
        "menage": "nom",
        "personne": "trim(coalesce(prenom, '') || ' ' || nom)",
        "intervenant": "trim(coalesce(prenom, '') || ' ' || nom)",
        "logement": "trim(coalesce(numero, '') || ' ' || coalesce(repetition || ' ', '')"
        " || coalesce(voie, '')) || ' (' || code_ug || ')'",
        "cite": "nom",
        "tranche": "nom",
        "bailleur": "nom",
        "permanence": "lieu || ' ' || jour",
        "engagement": "texte",
        "attachement": "titre",
        "document": "titre",
        "questionnaire": "titre",
        "campagne": "titre",
        "action_collective": "nom",
        "dossier_collectif": "reference || ' – ' || titre",
        "reception": "coalesce((SELECT l.code_ug FROM logement l WHERE l.id = logement_id),"
        " (SELECT t.nom FROM tranche t WHERE t.id = tranche_id)) || ' ' || le",
        "reclamation": "reference",
        "responsable": "nom || coalesce(' – ' || lot, '')",
        "temoin": "(SELECT m.nom FROM menage m WHERE m.id = temoin.menage_id)",
    }
)
# Keys that only say where a row hangs: the row is already told there.
_MUETS = frozenset({"id", "menage_id", "visite_id", "remplace_id"})


def du_menage(session: Session, menage_id: UUID, debut: int, taille: int) -> Historique:
    """Actions that touched the household, its rows, or those of households merged into it."""
    connexion = session.connection()
    params = {"menage_id": menage_id.hex}
    siennes = "SELECT operation_num FROM journal WHERE menage_id IN (SELECT id FROM famille)"
    # Undoing a merge writes to the other household only: it is told here all the same.
    touchees = f"{siennes} UNION SELECT num FROM operation WHERE annule_num IN ({siennes})"  # noqa: S608
    operations = connexion.execute(
        text(
            f"{_FAMILLE} {_OPERATIONS} WHERE o.num IN ({touchees})"
            " ORDER BY o.num DESC LIMIT :taille OFFSET :debut"
        ),
        {**params, "taille": taille, "debut": debut},
    ).all()
    total = connexion.execute(
        text(f"{_FAMILLE} SELECT count(*) FROM ({touchees})"),  # noqa: S608 - our own words
        params,
    ).scalar_one()
    # The plus keeps SQLite on the household's index: one import may hold a million rows.
    lignes = connexion.execute(
        text(
            f"{_FAMILLE} SELECT operation_num, table_nom, ligne_id, genre, groupe, avant, apres"  # noqa: S608
            " FROM journal WHERE menage_id IN (SELECT id FROM famille)"
            " AND +operation_num IN (SELECT value FROM json_each(:nums)) ORDER BY seq"
        ),
        {**params, "nums": liste(o.num for o in operations)},
    ).all()
    return Historique(_composer(connexion, operations, lignes), int(total), debut)


def d_une_operation(session: Session, operation: OperationId) -> ActionHistorique | None:
    """Everything one action did, whoever it concerns; None when it is not in this base."""
    connexion = session.connection()
    operations = connexion.execute(
        text(f"{_OPERATIONS} WHERE o.appareil_id = :appareil AND o.n = :n"),
        {"appareil": operation.appareil.hex, "n": operation.n},
    ).all()
    if not operations:
        return None
    lignes = connexion.execute(
        text(
            "SELECT operation_num, table_nom, ligne_id, genre, groupe, avant, apres FROM journal"
            " WHERE operation_num = :num ORDER BY seq"
        ),
        {"num": operations[0].num},
    ).all()
    return _composer(connexion, operations, lignes)[0]


def _composer(
    connexion: Connection, operations: Sequence[Any], lignes: Sequence[Any]
) -> tuple[ActionHistorique, ...]:
    par_operation: dict[int, list[Any]] = defaultdict(list)
    for ligne in lignes:
        if ligne.table_nom in Base.metadata.tables:
            par_operation[ligne.operation_num].append(ligne)
    gardees = {num: rows[:LIGNES_MAX] for num, rows in par_operation.items()}
    noms = _noms(connexion, [li for rows in gardees.values() for li in rows])
    return tuple(
        ActionHistorique(
            operation=OperationId(UUID(hex=o.appareil_id), o.n),
            quand=datetime.fromisoformat(o.quand.replace("Z", "+00:00")),
            auteur=o.auteur_nom or "",
            action=o.libelle,
            origine=o.origine,
            annulee=bool(o.annulee),
            annule=o.annule,
            lignes=_lignes(gardees.get(o.num, []), noms),
            nb_lignes=len(par_operation[o.num]),
        )
        for o in operations
    )


def _noms(connexion: Connection, lignes: Iterable[Any]) -> dict[tuple[str, str], str]:
    """Names behind every key the rows hold: (table, id) → name, in one statement."""
    cherches: dict[str, set[str]] = {table: set() for table in _NOMS}
    for ligne in lignes:
        colonnes = Base.metadata.tables[ligne.table_nom].c
        for valeurs in (ligne.avant, ligne.apres):
            for nom, valeur in json.loads(valeurs or "{}").items():
                cible = _cible(colonnes.get(nom))
                if valeur is not None and cible in cherches:
                    cherches[cible].add(str(valeur))
    union = " UNION ALL ".join(
        f"SELECT '{table}', id, {nom} FROM {table}"  # noqa: S608 - our own words
        f" WHERE id IN (SELECT value FROM json_each(:{table}))"
        for table, nom in _NOMS.items()
    )
    rows = connexion.execute(text(union), {t: liste(sorted(ids)) for t, ids in cherches.items()})
    return {(table, id_): nom for table, id_, nom in rows}


def _cible(colonne: Any) -> str:
    """The table a column points to, "" for a plain value."""
    if colonne is None:
        return ""
    return next((str(cle.column.table.name) for cle in colonne.foreign_keys), "")


def _lignes(rows: Sequence[Any], noms: Mapping[tuple[str, str], str]) -> tuple[Any, ...]:
    """One line per row of the base: its merge groups together, moved rows counted per table."""
    faites: dict[tuple[str, str, str], list[Changement]] = {}
    deplacees: dict[str, int] = defaultdict(int)
    for row in rows:
        if row.genre == "U" and row.groupe == "menage_id":
            deplacees[row.table_nom] += 1
            continue
        changements = faites.setdefault((row.table_nom, row.ligne_id, row.genre), [])
        changements += _changements(row, noms)
    gestes = {"I": Geste.CREE, "U": Geste.MODIFIE, "D": Geste.SUPPRIME}
    lignes = [
        LigneHistorique(table, UUID(hex=ligne_id), gestes[genre], tuple(changements))
        for (table, ligne_id, genre), changements in faites.items()
        if changements or genre != "U"
    ]
    lignes += [LigneHistorique(t, None, Geste.DEPLACE, (), n) for t, n in deplacees.items()]
    return tuple(lignes)


def _changements(row: Any, noms: Mapping[tuple[str, str], str]) -> list[Changement]:
    avant, apres = json.loads(row.avant or "{}"), json.loads(row.apres or "{}")
    faits = []
    for colonne in Base.metadata.tables[row.table_nom].c:
        nom = colonne.name
        if nom in _MUETS or avant.get(nom) == apres.get(nom):
            continue
        if (_cible(colonne) or "menage") not in _NOMS:  # a row nobody calls by a name
            continue
        faits.append(
            Changement(
                nom,
                _libelle(colonne) or nom,
                _valeur(colonne, avant.get(nom), noms),
                _valeur(colonne, apres.get(nom), noms),
            )
        )
    return faits


def _libelle(colonne: Column[Any]) -> str:
    """The words of a column, "" when it has none (translating "" would give a header)."""
    libelle = info_de(colonne)["libelle"]
    return _(libelle) if libelle else ""


def _valeur(colonne: Column[Any], brute: Any, noms: Mapping[tuple[str, str], str]) -> object:
    """The typed value of a column as the journal keeps it; a key becomes the name behind it."""
    if brute is None:
        return None
    cible = _cible(colonne)
    if cible:
        return Nomme(cible, noms.get((cible, str(brute)), ""))
    if isinstance(colonne.type, Guid):
        return str(brute)
    convertir = colonne.type.dialect_impl(_DIALECTE).result_processor(_DIALECTE, None)
    return convertir(brute) if convertir else brute
