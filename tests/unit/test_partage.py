"""Every column of every model says who may receive it and how long it is kept."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, MetaData, Table, Text

from app.domain.partage import Destinataire, Partage, Retention
from db.models import Base
from db.models.base import colonnes_partageables, info_de

COLONNES = [
    pytest.param(colonne, id=f"{table.name}.{colonne.name}")
    for table in Base.metadata.sorted_tables
    for colonne in table.columns
]


@pytest.mark.parametrize("colonne", COLONNES)
def test_chaque_colonne_est_declaree(colonne: Column[object]) -> None:
    assert isinstance(colonne.info.get("partage"), Partage)
    assert isinstance(colonne.info.get("retention"), Retention)
    assert "au_menage" in colonne.info


def test_une_colonne_non_declaree_ne_part_nulle_part() -> None:
    table = Table("ajoutee_sans_soin", MetaData(), Column("secret", Text))
    assert info_de(table.c.secret)["partage"] is Partage.CONFIDENTIEL
    for destinataire in Destinataire:
        assert colonnes_partageables(table, destinataire) == frozenset()


def test_le_bailleur_ne_recoit_ni_naissance_ni_ressenti() -> None:
    tables = Base.metadata.tables
    assert "naissance" not in colonnes_partageables(tables["personne"], Destinataire.BAILLEUR)
    assert "code" not in colonnes_partageables(tables["ressenti"], Destinataire.BAILLEUR)
    assert "code_ug" in colonnes_partageables(tables["logement"], Destinataire.BAILLEUR)
