"""What an import reads: rows in stored form, a set at a time, and who wrote values last."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from app.core.changes import OperationId
from db.lots import Brut
from db.models import Base

Ligne = dict[str, Brut]
"""A whole row in stored form, its `id` included."""


def codes_a_zeros(connexion: Connection) -> dict[str, str]:
    """Codes UG of digits alone that begin with a zero: without their zeros → as they are.

    Two that are the same once their zeros are lost are left out: nobody can tell which is meant.
    """
    curseur = connexion.exec_driver_sql(
        "SELECT ltrim(code_ug, '0'), min(code_ug) FROM logement"
        " WHERE code_ug GLOB '0*' AND code_ug NOT GLOB '*[^0-9]*' GROUP BY 1 HAVING count(*) = 1"
    )
    return {str(nu): str(code) for nu, code in curseur}


def lignes_ou(
    connexion: Connection, table: str, colonne: str, valeurs: Iterable[Brut]
) -> list[Ligne]:
    """The rows of `table` whose `colonne` is among `valeurs`, in one statement."""
    colonnes = Base.metadata.tables[table].columns.keys()
    if colonne not in colonnes:
        raise KeyError(f"unknown column of {table}")
    curseur = connexion.exec_driver_sql(
        f"SELECT {', '.join(colonnes)} FROM {table} WHERE {colonne}"  # noqa: S608
        " IN (SELECT value FROM json_each(?)) ORDER BY id",
        (json.dumps(list(valeurs)),),
    )
    return [dict(zip(colonnes, ligne, strict=True)) for ligne in curseur]


def toutes(connexion: Connection, table: str) -> list[Ligne]:
    """Every row of a small table (estates, batches)."""
    colonnes = Base.metadata.tables[table].columns.keys()
    curseur = connexion.exec_driver_sql(
        f"SELECT {', '.join(colonnes)} FROM {table} ORDER BY id"  # noqa: S608
    )
    return [dict(zip(colonnes, ligne, strict=True)) for ligne in curseur]


@dataclass(frozen=True, slots=True)
class Identite:
    """Somebody the base knows, just enough to recognise them."""

    id: str
    menage_id: str
    nom: str
    prenom: str | None
    naissance: str | None
    tel_fixe: str | None
    tel_mobile: str | None


def identites(connexion: Connection) -> list[tuple[str, ...]]:
    """Every person of the base, in the order of the fields of `Identite`.

    Who took a home of their own is known by the household they are in now.
    """
    return [
        tuple(ligne)
        for ligne in connexion.exec_driver_sql(
            "SELECT id, menage_id, nom, prenom, naissance, tel_fixe, tel_mobile FROM personne"
            " WHERE fusionne_dans_id IS NULL AND partie_motif IS NOT 'decohabitation'"
        )
    ]


def visites(connexion: Connection) -> Counter[tuple[str, str, str]]:
    """How many visits there are by household ("" when anonymous), day and reason."""
    return Counter(
        (menage_id or "", jour, code or "autre")
        for menage_id, jour, code in connexion.exec_driver_sql(
            "SELECT v.menage_id, v.jour, m.code FROM visite v"
            " LEFT JOIN visite_motif m ON m.visite_id = v.id"
        )
    )


def foyers_des_cites(connexion: Connection, cites: Iterable[str]) -> list[tuple[str, str]]:
    """(household, name) of those whose home of today is in one of these estates."""
    return [
        (menage_id, nom)
        for menage_id, nom in connexion.exec_driver_sql(
            "SELECT menage_id, nom FROM menage_resume"
            " WHERE cite_id IN (SELECT value FROM json_each(?)) ORDER BY nom_tri",
            (json.dumps(list(cites)),),
        )
    ]


def dernier_seq(connexion: Connection) -> int:
    """The last line of the journal: what a preview was made upon."""
    return int(connexion.exec_driver_sql("SELECT coalesce(max(seq), 0) FROM journal").scalar() or 0)


@dataclass(frozen=True, slots=True)
class Ecriture:
    """Who wrote one merge group of one row last, undone work left aside."""

    origine: str
    quand: datetime
    auteur: str | None
    genre: str


def dernieres_ecritures(
    connexion: Connection, table: str, ids: Iterable[str]
) -> dict[tuple[str, str], Ecriture]:
    """(row, merge group) → last writer; the group "*" is the creation of the row."""
    curseur = connexion.exec_driver_sql(
        "SELECT j.ligne_id, j.groupe, o.origine, o.quand, o.auteur_nom, j.genre"
        " FROM journal j JOIN operation o ON o.num = j.operation_num"
        " WHERE j.table_nom = ? AND j.ligne_id IN (SELECT value FROM json_each(?))"
        " AND o.annule_num IS NULL AND NOT EXISTS (SELECT 1 FROM operation d"
        " WHERE d.annule_num = o.num AND NOT EXISTS"
        " (SELECT 1 FROM operation e WHERE e.annule_num = d.num)) ORDER BY j.seq",
        (table, json.dumps(list(ids))),
    )
    return {
        (ligne_id, groupe): Ecriture(
            origine, datetime.fromisoformat(quand.replace("Z", "+00:00")), auteur, genre
        )
        for ligne_id, groupe, origine, quand, auteur, genre in curseur
    }


def correspondance(connexion: Connection, bailleur: str, profil: str) -> dict[str, str | None]:
    """The column mapping a person settled for that landlord and kind of sheet."""
    curseur = connexion.exec_driver_sql(
        "SELECT entete, champ FROM import_correspondance WHERE bailleur = ? AND profil = ?",
        (bailleur, profil),
    )
    return {str(entete): champ for entete, champ in curseur}


@dataclass(frozen=True, slots=True)
class LotImporte:
    """One past import, as the list shows it."""

    id: UUID
    profil: str
    fichier: str
    empreinte: str
    importe_a: datetime
    auteur: str | None
    nouveaux: int
    modifies: int
    identiques: int
    rejetes: int
    operation: OperationId
    annule: bool


def lots(connexion: Connection, empreinte: str | None = None) -> list[LotImporte]:
    """Past imports, newest first, those undone included: the journal remembers them."""
    curseur = connexion.exec_driver_sql(
        "SELECT j.apres, o.auteur_nom, EXISTS (SELECT 1 FROM operation d WHERE d.annule_num = o.num"
        " AND NOT EXISTS (SELECT 1 FROM operation e WHERE e.annule_num = d.num))"
        " FROM journal j JOIN operation o ON o.num = j.operation_num"
        " WHERE j.table_nom = 'import_lot' AND j.genre = 'I' AND o.origine = 'import'"
        " ORDER BY j.seq DESC"
    )
    trouves = [_lot(json.loads(apres), auteur, bool(annule)) for apres, auteur, annule in curseur]
    return [lot for lot in trouves if empreinte is None or lot.empreinte == empreinte]


def _lot(lu: dict[str, Any], auteur: str | None, annule: bool) -> LotImporte:
    return LotImporte(
        UUID(hex=lu["id"]),
        lu["profil"],
        lu["fichier"],
        lu["empreinte"],
        datetime.fromisoformat(lu["importe_a"].replace("Z", "+00:00")),
        auteur,
        lu["nb_nouveaux"],
        lu["nb_modifies"],
        lu["nb_identiques"],
        lu["nb_rejetes"],
        OperationId(UUID(hex=lu["operation_appareil"]), lu["operation_n"]),
        annule,
    )
