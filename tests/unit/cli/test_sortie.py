"""Whatever the terminal can show, a line is written; with --json, what went wrong is JSON too."""

from __future__ import annotations

import argparse
import io
import json

import pytest

from app.cli import sortie
from app.cli.conduite import conduire
from app.cli.sortie import Code
from app.core.suivi import Annule

TEXTES = ("✓ clé « été »", "r\udce9clamations.csv", "日本")


@pytest.mark.parametrize("code", ["ascii", "cp1252", "utf-8"])
def test_a_terminal_that_knows_few_letters(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    flux = io.TextIOWrapper(io.BytesIO(), encoding=code, newline="\n")
    monkeypatch.setattr("sys.stdout", flux)
    for texte in TEXTES:
        sortie.dire(texte)
    flux.flush()
    assert flux.buffer.getvalue().count(b"\n") == len(TEXTES)  # type: ignore[attr-defined]


@pytest.mark.parametrize("code", ["ascii", "cp1252", "utf-8"])
def test_json_loses_nothing(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    flux = io.TextIOWrapper(io.BytesIO(), encoding=code, newline="\n")
    monkeypatch.setattr("sys.stdout", flux)
    sortie.en_json({"noms": TEXTES})
    flux.flush()
    ecrit = flux.buffer.getvalue().decode(code)  # type: ignore[attr-defined]
    assert json.loads(ecrit) == {"noms": list(TEXTES)}


@pytest.mark.parametrize(
    ("faute", "dit"), [(RuntimeError(), "defaut"), (Annule(), "arrete"), (KeyboardInterrupt(), "")]
)
def test_a_defect_is_json_too(
    faute: BaseException, dit: str, capsys: pytest.CaptureFixture[str]
) -> None:
    def commande(_args: argparse.Namespace, _machine: object) -> Code:
        raise faute

    assert conduire(argparse.Namespace(commande=commande, json=True), None) == Code.DEFAUT
    lu = json.loads(capsys.readouterr().out)
    assert lu["erreur"] == (dit or "arrete")
    assert lu["texte"].endswith(".")
