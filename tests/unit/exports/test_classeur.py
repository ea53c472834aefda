"""A workbook written as it comes: read back by two libraries, flat in memory, never a formula."""

from __future__ import annotations

import io
import time as systeme
import tracemalloc
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.services.exports import classeur
from app.services.exports.classeur import Classeur, ColonneFeuille, lettres
from app.services.exports.tableaux import cellule_csv

_ID = UUID(int=7)


class _SansRetour(io.RawIOBase):
    """A stream nobody can go back in, as an encryption is."""

    def __init__(self) -> None:
        self.taille = 0

    def writable(self) -> bool:
        return True

    def write(self, octets: Any) -> int:
        self.taille += len(octets)
        return len(octets)


def _ecrire(*feuilles: tuple[str, list[tuple[Any, ...]]], colonnes: int = 9) -> bytes:
    flux = io.BytesIO()
    ecrit = Classeur(flux)
    for titre, rows in feuilles:
        tetes = [ColonneFeuille(f"Colonne {i}") for i in range(colonnes)]
        with ecrit.feuille(titre, tetes) as feuille:
            feuille.lignes(rows)
    ecrit.fermer()
    return flux.getvalue()


def test_chaque_genre_se_relit_sous_son_genre() -> None:
    ligne = (
        "Małek <é> & fils",
        12,
        Decimal("512.30"),
        date(2026, 11, 24),
        datetime(2026, 11, 24, 14, 5, tzinfo=UTC),
        time(9, 30),
        True,
        None,
        _ID,
    )
    octets = _ecrire(("Ménages", [ligne]))
    lue = [c.value for c in openpyxl.load_workbook(io.BytesIO(octets)).worksheets[0][2]]
    ici = datetime(2026, 11, 24, 14, 5, tzinfo=UTC).astimezone()
    instant, heure = ici.replace(tzinfo=None), time(9, 30)  # a sheet has no zone
    jour = datetime(2026, 11, 24)  # noqa: DTZ001 - same
    assert lue == [ligne[0], 12, 512.3, jour, instant, heure, "oui", None, _ID.hex]
    autre = CalamineWorkbook.from_filelike(io.BytesIO(octets)).get_sheet_by_index(0).to_python()
    assert autre[1][:4] == [ligne[0], 12, 512.3, date(2026, 11, 24)]


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_un_texte_reste_un_texte(textes: list[str]) -> None:
    octets = _ecrire(("F", [tuple(textes)]), colonnes=len(textes))
    feuille = openpyxl.load_workbook(io.BytesIO(octets)).worksheets[0]
    for cellule, ecrit in zip(feuille[2], textes, strict=True):
        assert cellule.data_type in ("s", "inlineStr", "n")
        if ecrit.startswith(("=", "+", "-", "@", "\t", "\r", "\n")):
            assert str(cellule.value).startswith("'")


def test_les_tetes_restent_et_se_filtrent() -> None:
    feuille = openpyxl.load_workbook(io.BytesIO(_ecrire(("F", [(1,), (2,)])))).worksheets[0]
    assert feuille.freeze_panes == "A2"
    assert feuille.auto_filter.ref == "A1:I3"
    assert feuille["A1"].font.bold


def test_les_titres_sont_ceux_qu_un_tableur_accepte() -> None:
    noms = (
        "Relevés: [de] compteur d’un logement renové",
        "a" * 40,
        "A" * 40,
        "",
        "=1\x07+\ud800\n\t1",
    )
    octets = _ecrire(*((nom, []) for nom in noms))
    titres = openpyxl.load_workbook(io.BytesIO(octets)).sheetnames
    assert len({t.casefold() for t in titres}) == len(noms)
    assert all(len(t) <= 31 and not set(t) & set("[]:*?/\\'") for t in titres)


def test_une_table_trop_longue_continue_sur_une_autre_feuille(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(classeur, "LIGNES_MAX", 4)
    octets = _ecrire(("Longue", [(n,) for n in range(7)]), colonnes=1)
    lu = openpyxl.load_workbook(io.BytesIO(octets))
    valeurs = [f.cell(r, 1).value for f in lu.worksheets for r in range(2, f.max_row + 1)]
    assert lu.sheetnames == ["Longue", "Longue (2)", "Longue (3)"]
    assert valeurs == list(range(7))


def test_un_texte_trop_long_est_coupe_et_le_montre() -> None:
    octets = _ecrire(("F", [("x" * 40_000,)]), colonnes=1)
    valeur = openpyxl.load_workbook(io.BytesIO(octets)).worksheets[0]["A2"].value
    assert len(str(valeur)) == 32_767
    assert str(valeur).endswith("…")


@pytest.mark.skipif(not hasattr(systeme, "tzset"), reason="the zone cannot be changed here")
def test_un_instant_se_lit_a_l_heure_d_ici(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Europe/Paris")
    systeme.tzset()
    try:
        octets = _ecrire(("F", [(datetime(2026, 2, 24, 23, 30, tzinfo=UTC),)]), colonnes=1)
    finally:
        monkeypatch.undo()
        systeme.tzset()
    lue = openpyxl.load_workbook(io.BytesIO(octets)).worksheets[0]["A2"].value
    assert lue == datetime(2026, 2, 25, 0, 30)  # noqa: DTZ001 - a sheet has no zone


@pytest.mark.parametrize(
    ("jour", "dit"),
    [
        (date(1899, 7, 1), "01/07/1899"),
        (date(1900, 2, 28), "28/02/1900"),
        (date(205, 1, 3), "03/01/0205"),
    ],
)
def test_un_jour_que_les_tableurs_ne_comptent_pas_se_lit_quand_meme(jour: date, dit: str) -> None:
    octets = _ecrire(("F", [(jour, date(1900, 3, 1))]), colonnes=2)
    lues = openpyxl.load_workbook(io.BytesIO(octets)).worksheets[0][2]
    assert [c.value for c in lues] == [dit, datetime(1900, 3, 1)]  # noqa: DTZ001 - same
    assert cellule_csv(jour) == dit


def test_une_ligne_est_assez_haute_pour_ses_textes() -> None:
    flux = io.BytesIO()
    ecrit = Classeur(flux)
    tetes = [
        ColonneFeuille("Une tête bien trop longue", 12, texte=True),
        ColonneFeuille("Récit", 48, texte=True),
    ]
    with ecrit.feuille("F", tetes, figee=True) as feuille:
        feuille.lignes([("court", "x"), ("x" * 30, None), ("x", "a\nb"), ("y" * 5000, "c")])
    ecrit.fermer()
    lue = openpyxl.load_workbook(io.BytesIO(flux.getvalue())).worksheets[0]
    assert [lue.row_dimensions[r].height for r in range(1, 6)] == [45, None, 45, 30, 405]
    assert (lue.freeze_panes, lue.print_title_rows) == ("B2", "$1:$1")
    assert lue.page_setup.fitToHeight == 0


def test_la_memoire_ne_suit_pas_le_nombre_de_lignes() -> None:
    def pic(combien: int) -> int:
        flux = _SansRetour()
        tracemalloc.start()
        ecrit = Classeur(flux)
        with ecrit.feuille("F", [ColonneFeuille("a"), ColonneFeuille("b")]) as feuille:
            feuille.lignes((f"ligne {n}", n) for n in range(combien))
        ecrit.fermer()
        _maintenant, haut = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert flux.taille > 0
        return haut

    pic(10)
    assert pic(20_000) < 2 * pic(2_000)


def test_les_lettres_des_colonnes() -> None:
    assert [lettres(i) for i in (0, 25, 26, 51, 52, 701, 702)] == [
        "A", "Z", "AA", "AZ", "BA", "ZZ", "AAA",
    ]  # fmt: skip


def test_le_fichier_est_un_zip_sain() -> None:
    with zipfile.ZipFile(io.BytesIO(_ecrire(("F", [(1,)])))) as lu:
        assert lu.testzip() is None
