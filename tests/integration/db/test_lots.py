"""Rows written by hundreds leave the very trace that rows written one by one do."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from db import schema
from db.lots import PAR_INSTRUCTION, Brut, inserer, rang, triggers_differes
from db.uow import Transaction, UnitOfWork
from tests import factories

COMBIEN = 2 * PAR_INSTRUCTION + 37
_VUES = ("journal", "resume_a_faire", "attention_a_faire", "menage", "personne", "besoin")


def _rangees(tx: Transaction) -> dict[str, list[dict[str, Brut]]]:
    """Households of several shapes, with quotes, accents and unknown values."""
    menages, personnes, besoins = [], [], []
    for i, id_ in enumerate(tx.ids.lot(COMBIEN)):
        menage: dict[str, Brut] = {"id": id_, "nom": f'D’Œuf "{i}" O\'Neil\n{i}'}
        menages.append(menage if i % 3 else {**menage, "loyer": 43_038 + i, "langue": None})
        personnes.append({"id": f"{i:032x}", "menage_id": id_, "nom": f"Łódź {i}", "titulaire": 1})
        if i % 5 == 0:
            besoins.append(
                {"id": f"{i:032x}", "menage_id": id_, "famille": "logement", "code": "plain_pied",
                 "ouvert_le": "2026-11-24"}
            )  # fmt: skip
    return {"menage": menages, "personne": personnes, "besoin": besoins}


def _lire(connexion: Connection) -> dict[str, list[Any]]:
    lues: dict[str, list[Any]] = {
        vue: [tuple(r) for r in connexion.exec_driver_sql(f"SELECT * FROM {vue} ORDER BY 1")]
        for vue in _VUES
    }
    lues["triggers"] = sorted(schema.objets(connexion).items())
    return lues


def _ecrire(tx: Transaction, tables: dict[str, list[dict[str, Brut]]], differes: bool) -> None:
    ordre: Sequence[str] = sorted(tables, key=rang)
    with triggers_differes(tx.connection, ordre) if differes else nullcontext():
        for table in ordre:
            assert sum(inserer(tx.connection, table, tables[table])) == len(tables[table])


def test_the_journal_is_the_same_to_the_last_number(uow: UnitOfWork) -> None:
    factories.menage(uow)
    vues = []
    rangees = None
    for differes in (False, True):
        with uow.ecriture("test.ecrire", origine="import") as tx:
            rangees = rangees or _rangees(tx)
            _ecrire(tx, rangees, differes)
            vues.append(_lire(tx.connection))
    assert vues[0] == vues[1]
    assert len(vues[1]["resume_a_faire"]) == COMBIEN
    assert len(vues[1]["attention_a_faire"]) == len(vues[1]["besoin"]) == COMBIEN // 5 + 1


def test_stopped_half_way_the_triggers_are_back(uow: UnitOfWork) -> None:
    with uow.lecture() as session:
        avant = schema.objets(session.connection())
    with (
        pytest.raises(ZeroDivisionError),
        uow.ecriture("test.ecrire") as tx,
        triggers_differes(tx.connection, ("menage",)),
    ):
        raise ZeroDivisionError
    with uow.lecture() as session:
        assert schema.objets(session.connection()) == avant


def test_rows_out_of_an_operation_are_refused(uow: UnitOfWork) -> None:
    with (
        pytest.raises(IntegrityError),
        uow.engine.begin() as connexion,
        triggers_differes(connexion, ("cite",)),
    ):
        list(inserer(connexion, "cite", [{"id": "0" * 32, "nom": "Sans trace", "communes": ""}]))
    with uow.lecture() as session:
        assert session.execute(text("SELECT count(*) FROM cite")).scalar() == 0


def test_only_known_columns_are_written(uow: UnitOfWork) -> None:
    with uow.ecriture("test.ecrire") as tx, pytest.raises(KeyError):
        list(inserer(tx.connection, "cite", [{"id": "0" * 32, "nom) --": "x"}]))
