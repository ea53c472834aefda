"""A stock file that says where dwellings stand, their garage, their bedrooms."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.services.imports import PreparerImport, preparer
from app.services.imports.cellules_lieux import garage
from app.services.imports.valeurs import Eclat
from db.uow import UnitOfWork
from tests.integration.imports.conftest import Importer

ENTETES = ("UG", "N°", "Rue", "Commune", "X", "Y (Lambert 93)", "Garage", "Nb chambres")


def _fichier(chemin: Path, *lignes: tuple[Any, ...]) -> Path:
    texte = "\n".join(";".join(str(c) for c in ligne) for ligne in (ENTETES, *lignes))
    chemin.write_text(texte, encoding="utf-8")
    return chemin


def _lus(uow: UnitOfWork) -> list[tuple[Any, ...]]:
    requete = "SELECT code_ug, x, y, garage, chambres, dependances FROM logement ORDER BY code_ug"
    with uow.lecture() as session:
        return [tuple(r) for r in session.execute(text(requete))]


def test_un_fichier_du_parc_donne_la_position(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    chemin = _fichier(
        tmp_path / "p.csv",
        ("UG1", 2, "Rue d’Œuf", "Rouvroy", "688 123,45", "7033456.6", "O", 3),
        ("UG2", 4, "Rue d’Œuf", "Rouvroy", "", "", "garage et carin", ""),
        ("UG3", 6, "Rue d’Œuf", "Rouvroy", "688200", "", "non", "0"),
        ("UG4", 8, "Rue d’Œuf", "Rouvroy", "2,83", "50,41", "0", "99"),
    )
    importer(chemin, "parc")
    assert _lus(uow) == [
        ("UG1", 688123, 7033457, 1, 3, None),
        ("UG2", None, None, 1, None, "garage et carin"),
        ("UG3", None, None, 0, 0, None),
        ("UG4", None, None, 0, None, None),
    ]
    apercu = preparer(PreparerImport(chemin, "parc"), uow)
    soucis = {li.numero: sorted(m.code for m in li.motifs) for li in apercu.lignes if li.motifs}
    assert soucis == {
        4: ["import.position"],
        5: ["import.nombre_improbable", "import.position", "import.position"],
    }


def test_une_position_corrigee_se_voit(uow: UnitOfWork, importer: Importer, tmp_path: Path) -> None:
    ligne = ("UG1", 2, "Rue d’Œuf", "Rouvroy", "688123", "7033456", "O", 3)
    importer(_fichier(tmp_path / "p.csv", ligne), "parc")
    corrige = (*ligne[:4], "688150", "7033456", "N", 2)
    importer(_fichier(tmp_path / "q.csv", corrige), "parc")
    assert _lus(uow) == [("UG1", 688150, 7033456, 0, 2, None)]


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("oui", True),
        ("N", False),
        (2, False),  # the 1/2 of old exports means yes/no
        ("sans", False),
        ("n.c.", None),
        ("garage double", Eclat((("", True), ("dependances", "garage double")))),
        ("carin", Eclat((("dependances", "carin"),))),
    ],
)
def test_une_cellule_de_garage(ecrit: Any, lu: Any) -> None:
    assert garage(ecrit) == lu
