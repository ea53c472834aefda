"""Settings: declared once, kept by atomic replace, never trusted blindly."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.core.settings import (
    DELAI_TACHE,
    ECHELLE,
    LANGUE,
    REGLAGES,
    THEME,
    VERROU_MINUTES,
    Settings,
)


def test_every_default_is_acceptable_and_every_key_unique() -> None:
    assert [r.cle for r in REGLAGES if not r.accepte(r.defaut)] == []
    assert len({r.cle for r in REGLAGES}) == len(REGLAGES)


def test_a_value_survives_a_restart(tmp_path: Path) -> None:
    fichier = tmp_path / "sous" / "reglages.json"
    Settings(fichier).ecrire(THEME, "sombre")
    assert Settings(fichier).lire(THEME) == "sombre"
    assert [p.name for p in fichier.parent.iterdir()] == ["reglages.json"]


@pytest.mark.parametrize(
    "contenu", ["", "{", "[]", "null", '{"theme": 3}', '{"theme": "arc-en-ciel"}', "\x00\x01"]
)
def test_a_damaged_file_gives_defaults(tmp_path: Path, contenu: str) -> None:
    fichier = tmp_path / "reglages.json"
    fichier.write_text(contenu, encoding="utf-8")
    assert Settings(fichier).lire(THEME) == "auto"


@pytest.mark.parametrize("valeur", [0, 121, -5])
def test_a_value_outside_the_limits_is_refused(tmp_path: Path, valeur: int) -> None:
    settings = Settings(tmp_path / "r.json")
    with pytest.raises(ValueError, match="verrou_minutes"):
        settings.ecrire(VERROU_MINUTES, valeur)
    assert settings.lire(VERROU_MINUTES) == VERROU_MINUTES.defaut


def test_a_boolean_is_not_a_number(tmp_path: Path) -> None:
    fichier = tmp_path / "r.json"
    fichier.write_text(json.dumps({"echelle": True}), encoding="utf-8")
    assert Settings(fichier).lire(ECHELLE) == 100


def test_base_settings_never_reach_the_machine_file(tmp_path: Path) -> None:
    fichier = tmp_path / "r.json"
    settings = Settings(fichier)
    settings.charger_base({"delai_tache": 21})
    assert settings.lire(DELAI_TACHE) == 21
    settings.ecrire(LANGUE, "en")
    assert json.loads(fichier.read_text(encoding="utf-8")) == {"langue": "en"}
    settings.charger_base({})
    assert settings.lire(DELAI_TACHE) == DELAI_TACHE.defaut


def test_observers_hear_the_key(tmp_path: Path) -> None:
    settings = Settings(tmp_path / "r.json")
    entendus: list[str] = []
    settings.observer(entendus.append)
    settings.ecrire(THEME, "clair")
    assert entendus == ["theme"]


def test_a_write_that_fails_changes_nothing(tmp_path: Path) -> None:
    obstacle = tmp_path / "fichier"
    obstacle.write_text("x", encoding="utf-8")
    settings = Settings(obstacle / "r.json")
    with pytest.raises(FileExistsError):
        settings.ecrire(THEME, "clair")
    assert settings.lire(THEME) == "auto"
