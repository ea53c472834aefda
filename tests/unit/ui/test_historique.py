"""Words of the history: every action, table, column and code one may read there has some."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path

import pytest

from app.domain.logements import ClasseDpe
from app.services.documents.vocabulaire import dire
from db.journal import tables_journalisees
from db.models import info_de
from db.types import Choix
from ui.messages.dire_historique import ACTIONS, TABLES, valeur

RACINE = Path(__file__).parents[3]
_ECRITURE = re.compile(r"\.ecriture\(\s*\"([a-z_.]+)\"")


def test_chaque_action_a_ses_mots() -> None:
    connues = {
        nom
        for fichier in (RACINE / "app").rglob("*.py")
        for nom in _ECRITURE.findall(fichier.read_text(encoding="utf-8"))
    }
    assert len(connues) > 80
    assert sorted(connues - ACTIONS.keys()) == []


@pytest.mark.parametrize("table", [t.name for t in tables_journalisees()])
def test_chaque_table_et_chaque_colonne_a_ses_mots(table: str) -> None:
    assert table in TABLES
    (modele,) = (t for t in tables_journalisees() if t.name == table)
    muettes = [
        c.name
        for c in modele.columns
        if not c.primary_key and not c.foreign_keys and not info_de(c)["libelle"]
    ]
    # The lot of an import says which action made it: nothing a person reads.
    assert [c for c in muettes if not c.startswith("operation_")] == []


def test_chaque_code_d_un_choix_a_un_mot() -> None:
    codes: list[StrEnum] = [
        membre
        for t in tables_journalisees()
        for c in t.columns
        if isinstance(c.type, Choix)
        for membre in c.type.enum
    ]
    assert len(codes) > 60
    # The letters of an energy label are read as they are.
    assert [c for c in codes if not isinstance(c, ClasseDpe) and not _dit(c)] == []


def _dit(code: StrEnum) -> bool:
    try:
        return bool(dire(code))
    except KeyError:
        return False


def test_une_liste_se_lit_sans_crochets() -> None:
    assert valeur(["jamais_vu", "retour_proche"], "raisons", lambda _c, t: t.replace("_", " ")) == (
        "jamais vu, retour proche"
    )
