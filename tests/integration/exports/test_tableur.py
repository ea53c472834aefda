"""What LibreOffice makes of a package: it opens it, says it again, and that is read."""

from __future__ import annotations

import shutil
import subprocess
from datetime import datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from app.domain.envois import Format
from db.models import Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.integration.exports import paquets
from tests.integration.exports.paquets import composer_en_clair

pytestmark = pytest.mark.skipif(
    shutil.which("soffice") is None, reason="LibreOffice Calc is not installed"
)
_FORMULE = "=1+1"
# Field ; text " UTF-8, from the first line, French, special numbers found: what its dialog proposes
# in France.
_CSV_FRANCAIS = "CSV:59,34,76,1,,1036,false,true"


@pytest.fixture
def ouvert(uow: UnitOfWork, tmp_path: Path) -> Path:
    """A package unzipped, with a complaint that looks like a formula."""
    menage_id = paquets.peupler(uow)
    factories.ecrire(
        uow,
        Reclamation(
            id=uow.ids.new(),
            menage_id=menage_id,
            reference="R-0999",
            categorie="humidite",
            description=_FORMULE,
            ouverte_le=datetime(2026, 11, 2).date(),  # noqa: DTZ001 - a day
        ),
    )
    _manifeste, archive = composer_en_clair(uow, paquets.profil((Format.XLSX, Format.CSV_FR)))
    archive.extractall(tmp_path / "paquet")
    return tmp_path / "paquet"


def _rouvrir(fichier: Path, dossier: Path, *options: str) -> Any:
    """The workbook LibreOffice saves once it opened that file."""
    sortie = dossier / "rendu"
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation={(dossier / 'lo').as_uri()}", "--headless",
            *options, "--convert-to", "xlsx", "--outdir", str(sortie), str(fichier),
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return openpyxl.load_workbook(sortie / f"{fichier.stem}.xlsx")


def _colonne(feuille: Any, entete: str) -> list[Any]:
    rang = next(i for i, c in enumerate(feuille[1]) if str(c.value).startswith(entete))
    return [ligne[rang] for ligne in feuille.iter_rows(min_row=2)]


def test_libreoffice_ouvre_le_classeur(ouvert: Path, tmp_path: Path) -> None:
    classeur = _rouvrir(ouvert / "envoi.xlsx", tmp_path)
    assert classeur.sheetnames[0] == "Lisez-moi"
    for feuille in classeur.worksheets:  # heads that stay: it tells them to nobody without a window
        assert feuille.auto_filter.ref, feuille.title
        assert feuille["A1"].font.b
    menages = classeur["Ménages"]
    assert menages.column_dimensions["A"].width == pytest.approx(28, abs=4)
    loyers = [c for c in _colonne(menages, "Loyer") if c.value is not None]
    assert loyers
    assert all(c.data_type == "n" and "0.00" in c.number_format for c in loyers)
    jours = _colonne(classeur["Occupations"], "Du")
    assert jours
    assert all(c.is_date for c in jours)
    textes = _colonne(classeur["Réclamations"], "Description")
    assert f"'{_FORMULE}" in [c.value for c in textes]
    assert not [c for f in classeur for ligne in f.iter_rows() for c in ligne if c.data_type == "f"]


def test_libreoffice_ouvre_le_csv_francais(ouvert: Path, tmp_path: Path) -> None:
    menages = _rouvrir(ouvert / "csv_fr" / "menage.csv", tmp_path, f"--infilter={_CSV_FRANCAIS}")
    loyers = [c.value for c in _colonne(menages.active, "loyer") if c.value is not None]
    assert loyers
    assert all(isinstance(v, (int, float)) for v in loyers)
    lues = _rouvrir(
        ouvert / "csv_fr" / "reclamation.csv", tmp_path, f"--infilter={_CSV_FRANCAIS}"
    ).active
    assert all(c.is_date for c in _colonne(lues, "ouverte_le"))
    assert not [c for ligne in lues.iter_rows() for c in ligne if c.data_type == "f"]
    assert f"'{_FORMULE}" in [c.value for c in _colonne(lues, "description")]
