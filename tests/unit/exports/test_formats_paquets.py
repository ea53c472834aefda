"""Tables of packages in each format, read back: kinds, texts nobody runs, odd signs, very long."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from decimal import Decimal
from enum import StrEnum
from typing import Any
from uuid import UUID

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from app.domain.profils_envoi import ProfilLu
from app.services.exports.classeur import TEXTE_MAX, Classeur, ColonneFeuille
from app.services.exports.paquets.formats import (
    FRANCAIS,
    INTERNATIONAL,
    Dialecte,
    ecrire_csv,
    ecrire_feuille,
    ecrire_jsonl,
    lisible,
)
from app.services.exports.paquets.lecture import TableComposee
from app.services.exports.projection import Colonne
from app.services.exports.tableaux import DANGEREUX


class _Etat(StrEnum):
    OUVERT = "ouvert"


_GENRES: tuple[tuple[str, type], ...] = (
    ("id", UUID),
    ("texte", str),
    ("nombre", int),
    ("montant", Decimal),
    ("jour", date),
    ("instant", datetime),
    ("heure", time),
    ("oui", bool),
    ("etat", _Etat),
)
_LIGNE: tuple[Any, ...] = (
    UUID(int=7),
    'Małek <é> & fils ; « x », "y"\nà la ligne',
    12,
    Decimal("-512.30"),
    date(2026, 11, 24),
    datetime(2026, 11, 24, 14, 5, 9, tzinfo=UTC),
    time(9, 30),
    True,
    _Etat.OUVERT,
)
_SEL = "ab" * 16
_PROFIL = ProfilLu(UUID(int=1), "Suivi", sel=_SEL)
_ID = _PROFIL.identifiant(UUID(int=7))


def _table(
    genres: Sequence[tuple[str, type]], rows: Sequence[Sequence[Any]], lot: int = 2
) -> TableComposee:
    colonnes = tuple(Colonne(nom, nom, genre, nom == "id") for nom, genre in genres)

    def lots() -> Iterator[Sequence[Sequence[Any]]]:
        for debut in range(0, len(rows), lot):
            yield rows[debut : debut + lot]

    lectures = tuple(_PROFIL.identifiant if c.genre is UUID else None for c in colonnes)
    return TableComposee("essai", "Essai", colonnes, len(rows), lots, lectures)


def _csv(table: TableComposee, dialecte: Dialecte) -> list[list[str]]:
    flux = io.BytesIO()
    assert ecrire_csv(table, table.lots(), flux, dialecte) == table.nombre
    octets = flux.getvalue()
    assert octets.startswith(b"\xef\xbb\xbf") is dialecte.bom
    texte = octets.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(texte, newline=""), delimiter=dialecte.separateur))


def _jsonl(table: TableComposee) -> list[dict[str, Any]]:
    flux = io.BytesIO()
    assert ecrire_jsonl(table, table.lots(), flux) == table.nombre
    return [json.loads(ligne) for ligne in flux.getvalue().decode().split("\n")[:-1]]


def _xlsx(table: TableComposee) -> bytes:
    flux = io.BytesIO()
    classeur = Classeur(flux)
    with classeur.feuille("F", [ColonneFeuille(c.nom) for c in table.colonnes]) as feuille:
        assert ecrire_feuille(table, table.lots(), feuille) == table.nombre
    classeur.fermer()
    return flux.getvalue()


def _openpyxl(octets: bytes) -> list[list[Any]]:
    feuille = openpyxl.load_workbook(io.BytesIO(octets)).worksheets[0]
    return [[c.value for c in ligne] for ligne in feuille.iter_rows()]


def test_csv_francais() -> None:
    assert _csv(_table(_GENRES, [_LIGNE]), FRANCAIS) == [
        [nom for nom, _genre in _GENRES],
        [
            _ID, _LIGNE[1], "12", "-512,30", "24/11/2026", "2026-11-24T14:05:09+00:00",
            "09:30:00", "oui", "ouvert",
        ],
    ]  # fmt: skip


def test_csv_international() -> None:
    assert _csv(_table(_GENRES, [_LIGNE]), INTERNATIONAL)[1] == [
        _ID, _LIGNE[1], "12", "-512.30", "2026-11-24", "2026-11-24T14:05:09+00:00", "09:30:00",
        "true", "ouvert",
    ]  # fmt: skip


def test_json_lines() -> None:
    assert _jsonl(_table(_GENRES, [_LIGNE])) == [
        {
            "id": _ID, "texte": _LIGNE[1], "nombre": 12, "montant": -512.3, "jour": "2026-11-24",
            "instant": "2026-11-24T14:05:09+00:00", "heure": "09:30:00", "oui": True,
            "etat": "ouvert",
        }
    ]  # fmt: skip


def test_classeur_lu_par_deux_bibliotheques() -> None:
    octets = _xlsx(_table(_GENRES, [_LIGNE]))
    instant, heure = datetime(2026, 11, 24, 14, 5, 9), time(9, 30)  # noqa: DTZ001 - no zone in a sheet
    jour = datetime(2026, 11, 24)  # noqa: DTZ001 - same
    assert _openpyxl(octets)[1] == [
        _ID, _LIGNE[1], 12, -512.3, jour, instant, heure, "oui", "ouvert",
    ]  # fmt: skip
    lue = CalamineWorkbook.from_filelike(io.BytesIO(octets)).get_sheet_by_index(0).to_python()[1]
    assert lue[:5] == [_ID, _LIGNE[1], 12, -512.3, date(2026, 11, 24)]


def test_ce_qu_on_ignore_reste_vide() -> None:
    table = _table(_GENRES, [(UUID(int=7), *[None] * 8), _LIGNE, (UUID(int=8), *[None] * 8)])
    vide = [""] * 8
    for dialecte in (FRANCAIS, INTERNATIONAL):
        lu = _csv(table, dialecte)
        assert (lu[1][1:], lu[3][1:]) == (vide, vide)
    connus = [[v for v in objet.values() if v is not None] for objet in _jsonl(table)]
    assert [len(valeurs) for valeurs in connus] == [1, 9, 1]
    assert _openpyxl(_xlsx(table))[1][1:] == [None] * 8


def _de_csv_fr(table: TableComposee) -> list[str]:
    return [ligne[1] for ligne in _csv(table, FRANCAIS)[1:]]


def _de_csv_international(table: TableComposee) -> list[str]:
    return [ligne[1] for ligne in _csv(table, INTERNATIONAL)[1:]]


def _de_jsonl(table: TableComposee) -> list[str]:
    return [objet["texte"] for objet in _jsonl(table)]


def _de_xlsx(table: TableComposee) -> list[str]:
    feuille = openpyxl.load_workbook(io.BytesIO(_xlsx(table))).worksheets[0]
    cellules = [ligne[1] for ligne in feuille.iter_rows(min_row=2)]
    assert all(c.data_type != "f" for c in cellules)
    return [str(c.value or "") for c in cellules]


_LECTEURS = (_de_csv_fr, _de_csv_international, _de_jsonl, _de_xlsx)
_ODIEUX = st.text(
    st.one_of(
        st.sampled_from("=+-@\t\r\n\x00\x01\x0b\x1f\x7f\x85\ufeff\ufffe;,\"'<>&\u2028\u202e"),
        st.characters(exclude_categories=["Cs"]),
    ),
    max_size=60,
)


@pytest.mark.parametrize("lire", _LECTEURS)
@given(textes=st.lists(_ODIEUX, min_size=1, max_size=5))
def test_un_texte_se_relit_et_ne_se_calcule_jamais(
    lire: Callable[[TableComposee], list[str]], textes: list[str]
) -> None:
    """Whatever was typed, a spreadsheet shows it: what is read is what was written, made inert."""
    table = _table((("id", UUID), ("texte", str)), [(UUID(int=n), t) for n, t in enumerate(textes)])
    lus = lire(table)
    assert lus == [lisible(t) for t in textes]
    assert not any(lu.startswith(DANGEREUX) for lu in lus)
    assert not any(ord(c) < 32 and c not in "\t\r\n" for lu in lus for c in lu)


@pytest.mark.parametrize("lire", _LECTEURS)
def test_un_texte_tres_long(lire: Callable[[TableComposee], list[str]]) -> None:
    """Whole where the format takes it; a sheet shows that it was cut."""
    long = "é" * 100_000
    (lu,) = lire(_table((("id", UUID), ("texte", str)), [(UUID(int=1), long)]))
    if lire is _de_xlsx:
        assert (len(lu), lu[-1]) == (TEXTE_MAX, "…")
    else:
        assert lu == long


def test_les_identifiants_sont_ceux_du_destinataire() -> None:
    """The same for one recipient, others for another, ours without."""
    autre = ProfilLu(UUID(int=2), "Autre", sel="cd" * 16)
    sans = ProfilLu(UUID(int=3), "Nôtres", pseudonymes=False)
    id_ = UUID(int=7)
    assert len({_ID, autre.identifiant(id_), sans.identifiant(id_)}) == 3
    assert sans.identifiant(id_) == id_.hex
    assert _PROFIL.identifieur()(id_.bytes) == _ID
    assert len(_ID) == 32
