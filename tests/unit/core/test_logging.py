"""The log tells where the program failed, never what was typed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core import logging
from app.core.errors import EntreeInvalide

CANARI = "Wójcik-CANARI-0612345678"


@pytest.fixture
def dossier(tmp_path: Path) -> Iterator[Path]:
    logging.installer(tmp_path / "journaux")
    yield tmp_path / "journaux"
    logging.fermer()


def echouer(nom: str) -> None:
    try:
        raise EntreeInvalide("essai.refus", nom=nom)
    except EntreeInvalide as erreur:
        raise ValueError(f"{nom} ne convient pas") from erreur


def test_messages_and_values_stay_out(dossier: Path) -> None:
    try:
        echouer(CANARI)
    except ValueError as erreur:
        logging.consigner(erreur)
        logging.journal("essai").exception("un souci", exc_info=erreur)
    ecrit = (dossier / "voyette.log").read_text(encoding="utf-8")
    assert CANARI not in ecrit
    assert "ValueError" in ecrit
    assert "EntreeInvalide" in ecrit
    assert "test_logging.py" in ecrit


def test_folders_of_the_machine_stay_out(dossier: Path) -> None:
    try:
        echouer(CANARI)
    except ValueError as erreur:
        recit = logging.recit(erreur)
    assert str(Path(__file__).parent.parent) not in recit


def test_the_last_resort_says_where_on_stderr(
    dossier: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        echouer(CANARI)
    except ValueError as erreur:
        logging.en_dernier_recours(type(erreur), erreur, erreur.__traceback__)
    dit = capsys.readouterr().err
    assert "ValueError" in dit
    assert CANARI not in dit


def test_without_a_writable_folder_the_app_goes_on(tmp_path: Path) -> None:
    obstacle = tmp_path / "fichier"
    obstacle.write_text("x", encoding="utf-8")
    logging.installer(obstacle / "journaux").info("rien")
    logging.fermer()
    assert obstacle.read_text(encoding="utf-8") == "x"
