"""Throttled tries (promise 20): across restarts, whatever the date says."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide
from app.services.securite.essais import ATTENTE_MAX, Essais, attente_apres


class Monotone:
    """A monotonic clock moved by hand."""

    def __init__(self) -> None:
        self.t = 1000.0

    def __call__(self) -> float:
        return self.t


def rater(essais: Essais, monotone: Monotone, fois: int) -> None:
    for _ in range(fois):
        monotone.t += essais.attente()
        essais.annoncer()
        essais.echouer()


def test_the_delay_grows_then_stops_growing() -> None:
    delais = [attente_apres(n) for n in range(60)]
    assert delais[:4] == [0, 0, 0, 0]
    assert delais[4:8] == [4, 8, 16, 32]
    assert delais == sorted(delais)
    assert max(delais) == ATTENTE_MAX


def test_a_try_during_the_delay_is_refused_with_the_seconds_left(tmp_path: Path) -> None:
    monotone = Monotone()
    essais = Essais(tmp_path / "a.voyette", monotone)
    rater(essais, monotone, 5)
    monotone.t += 2.5
    with pytest.raises(EntreeInvalide) as refus:
        essais.annoncer()
    assert refus.value.code == "coffre.trop_d_essais"
    assert refus.value.params["secondes"] == 6
    monotone.t += 6
    essais.annoncer()


def test_a_restart_runs_the_whole_delay_again(tmp_path: Path) -> None:
    monotone = Monotone()
    rater(Essais(tmp_path / "a.voyette", monotone), monotone, 6)
    monotone.t += 10_000  # the machine slept: time of another process buys nothing
    nouveau = Essais(tmp_path / "a.voyette", monotone)
    assert nouveau.echecs == 6
    assert nouveau.attente() == attente_apres(6)


def test_killing_the_app_during_a_try_does_not_erase_it(tmp_path: Path) -> None:
    Essais(tmp_path / "a.voyette", Monotone()).annoncer()
    assert Essais(tmp_path / "a.voyette", Monotone()).echecs == 1


def test_the_date_is_never_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interdit() -> float:
        raise AssertionError("the wall clock was read")

    monotone = Monotone()
    with monkeypatch.context() as m:
        m.setattr(time, "time", interdit)
        essais = Essais(tmp_path / "a.voyette", monotone)
        rater(essais, monotone, 5)
    assert essais.attente() == attente_apres(5)


def test_success_forgets_the_failures(tmp_path: Path) -> None:
    monotone = Monotone()
    essais = Essais(tmp_path / "a.voyette", monotone)
    rater(essais, monotone, 5)
    essais.reussir()
    assert essais.attente() == 0
    assert Essais(tmp_path / "a.voyette", monotone).echecs == 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "contenu",
    [
        b"",
        b"\x00\xff",
        b"[]",
        b"[" * 100_000,
        b'{"echecs": "x"}',
        b'{"echecs": -5}',
        b'{"echecs": 1e999}',
        b'{"echecs": 99999999999999999999}',
        b'{"echecs": null}',
        b'{"echecs": NaN}',
    ],
)
def test_a_damaged_file_never_locks_out_for_ever(tmp_path: Path, contenu: bytes) -> None:
    (tmp_path / "a.voyette.essais").write_bytes(contenu)
    monotone = Monotone()
    essais = Essais(tmp_path / "a.voyette", monotone)
    assert 0 <= essais.attente() <= ATTENTE_MAX
    monotone.t += ATTENTE_MAX
    essais.annoncer()
    essais.reussir()
    assert essais.attente() == 0


def test_the_file_holds_a_count_and_nothing_else(tmp_path: Path) -> None:
    monotone = Monotone()
    rater(Essais(tmp_path / "a.voyette", monotone), monotone, 2)
    assert (tmp_path / "a.voyette.essais").read_text() == '{"version": 1, "echecs": 2}'


def test_without_a_writable_folder_the_count_still_runs(tmp_path: Path) -> None:
    monotone = Monotone()
    essais = Essais(tmp_path / "absent" / "a.voyette", monotone)
    rater(essais, monotone, 5)
    assert essais.attente() == attente_apres(5)
