"""A recipient that does what the LISEZ-MOI says, and nothing cleverer."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any
from uuid import UUID

import pyrage

from app.domain.envois import Etendue
from app.domain.paquets import MANIFESTE, RETRAITS, lire_manifeste
from app.services.exports.paquets.preparation import morceaux
from db.uow import UnitOfWork

Tables = dict[str, dict[str, dict[str, Any]]]
_MERES = {
    "visite_id": "visite", "demenagement_id": "demenagement", "reclamation_id": "reclamation",
    "etat_id": "etat_des_lieux",
}  # fmt: skip


SUITES = (
    "cle_logement", "releve_compteur", "report_demenagement", "visite_motif",
    "echange_reclamation", "ligne_etat_des_lieux", "passage_reclamation", "suivi_reclamation",
)  # fmt: skip


class DestinataireModele:
    """What it holds, table by table, row by row; packages are taken as they come."""

    def __init__(self, identite: Any) -> None:
        self.identite = identite
        self.tables: Tables = {}

    def prendre(self, octets: bytes) -> None:
        """Open a package and apply it."""
        self.tables = self.appliquer(self.ouvrir(octets))

    def ouvrir(self, octets: bytes) -> zipfile.ZipFile:
        """The archive."""
        return zipfile.ZipFile(io.BytesIO(pyrage.decrypt(octets, [self.identite])))

    def lignes(self, archive: zipfile.ZipFile) -> dict[str, list[dict[str, Any]]]:
        """The rows of a package, as many as its manifest says."""
        manifeste = lire_manifeste(archive.read(MANIFESTE))
        recues = {
            nom: [json.loads(li) for li in archive.read(f"jsonl/{nom}.jsonl").splitlines()]
            for nom in manifeste.tables
        }
        assert {nom: len(rows) for nom, rows in recues.items()} == dict(manifeste.tables)
        return recues

    def appliquer(self, archive: zipfile.ZipFile) -> Tables:
        """Its tables once that package is applied."""
        manifeste = lire_manifeste(archive.read(MANIFESTE))
        recues = self.lignes(archive)
        retraits = recues.pop(RETRAITS, [])
        if manifeste.etendue is Etendue.COMPLET:
            assert not retraits
            tenues: Tables = {}
        else:
            tenues = {nom: dict(rows) for nom, rows in self.tables.items()}
        for retrait in retraits:
            tenues.get(retrait["table"], {}).pop(retrait["id"], None)
            if retrait["table"] == "menage":
                _effacer(tenues, "menage_id", retrait["id"])
        for nom, rows in recues.items():
            for row in rows:
                tenues.setdefault(nom, {})[row["id"]] = row
        return {nom: rows for nom, rows in tenues.items() if rows}


def _effacer(tenues: Tables, cle: str, id_: str) -> None:
    """The rows that name that one, and those that are told of them."""
    for nom, rows in tenues.items():
        if cle != "menage_id" and nom not in SUITES:
            continue
        for siens in [i for i, row in rows.items() if row.get(cle) == id_]:
            del rows[siens]
            for suite, mere in _MERES.items():
                if mere == nom:
                    _effacer(tenues, suite, siens)


def octets_de(uow: UnitOfWork, colis_id: UUID) -> bytes:
    """The bytes of a package, as long as they are kept."""
    with uow.lecture() as session:
        return b"".join(morceaux(session, colis_id))
