"""Nothing readable on the disk, nothing personal in errors and logs (promises 21 and 22)."""

from __future__ import annotations

import logging
import traceback
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from app.core import logging as journal
from app.core.errors import AppError
from app.services.securite import essais, verrou
from app.services.securite.restauration import restaurer
from app.services.securite.sauvegarde import sauvegarder_a_la_fermeture
from app.services.securite.verification import verifier
from tests.integration.securite import canari
from tests.integration.securite.conftest import PHRASE, Lieu


@pytest.fixture
def journaux(tmp_path: Path) -> Iterator[logging.Logger]:
    """The log of the app, under the test's folder."""
    yield journal.installer(tmp_path / "journaux")
    journal.fermer()


def test_the_hunt_finds_what_it_must(tmp_path: Path) -> None:
    mot = canari.CANARI
    (tmp_path / "clair.txt").write_text(f"avant {mot.upper()} après")
    (tmp_path / "large.bin").write_bytes(mot.encode("utf-16-le"))
    with zipfile.ZipFile(tmp_path / "classeur.xlsx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/feuille.xml", f"<t>{mot}</t>")
    (tmp_path / "rien.txt").write_text("un autre oiseau")
    noms = {Path(t.split(" ")[0]).name for t in canari.traces(mot, tmp_path)}
    assert noms == {"clair.txt", "large.bin", "classeur.xlsx"}


def test_no_plaintext_on_disk_through_a_whole_day(
    lieu: Lieu, tmp_path: Path, journaux: logging.Logger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 21: base, pending writes, backups, set-aside files, temporary files, logs."""
    temporaire = tmp_path / "tmp"
    temporaire.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporaire))
    monkeypatch.setenv("SQLITE_TMPDIR", str(temporaire))
    gardien = essais.Essais(lieu.base)
    with essais.deverrouiller(lieu.base, PHRASE, gardien), verrou.prendre(lieu.base, lieu.clock):
        ouverte = lieu.ouvrir()
        semees = canari.semer(ouverte.uow)
        attendues = canari.colonnes_de_texte()
        assert {t: set(c) for t, c in semees.items()} == {t: set(c) for t, c in attendues.items()}
        with ouverte.uow.lecture() as session:  # a sort larger than the cache would spill
            session.execute(
                text("SELECT a.texte FROM note a, note b, note c ORDER BY a.texte || c.id")
            ).all()
        journaux.warning("une journée ordinaire")
        assert canari.traces(canari.CANARI, tmp_path) == []
        assert Path(f"{lieu.base}-wal").stat().st_size > 0
        dossier = tmp_path / "sauvegardes"
        faite = sauvegarder_a_la_fermeture(lieu.base, lieu.cle, dossier, lieu.clock)
        ouverte.fermer()
    restaurer(faite.chemin, lieu.base, lieu.cle, lieu.clock)
    assert verifier(lieu.base, lieu.cle, lieu.clock.today()).bon
    assert len([p for p in tmp_path.rglob("*") if p.is_file()]) >= 6
    assert canari.traces(canari.CANARI, tmp_path) == []


def test_database_errors_carry_no_data(lieu: Lieu) -> None:
    """Promise 22: neither the values nor the parameters of a statement."""
    ouverte = lieu.ouvrir()
    mot = canari.CANARI
    ordres = [
        "INSERT INTO menage (id, nom) VALUES (:v, :v)",
        "INSERT INTO menage (id, nom, statut, suivi, ayant_droit) VALUES (:v, :v, :v, :v, 1)",
        "SELECT * FROM menage_fts WHERE menage_fts MATCH :v || '\"('",
        "INSERT INTO note (id, texte) VALUES (:v, :v)",
    ]
    for ordre in ordres:
        with (
            pytest.raises((SQLAlchemyError, AppError)) as faute,
            ouverte.uow.ecriture("test.faute") as tx,
        ):
            resultat = tx.session.execute(text(ordre), {"v": mot})
            resultat.all()  # a search fails when it is read
        assert mot not in str(faute.value)
        assert mot not in repr(faute.value)
        dit = "".join(traceback.format_exception_only(faute.type, faute.value))
        assert mot not in dit
    ouverte.fermer()


def test_a_logged_defect_carries_no_data(
    lieu: Lieu, tmp_path: Path, journaux: logging.Logger, caplog: pytest.LogCaptureFixture
) -> None:
    ouverte = lieu.ouvrir()
    with caplog.at_level(logging.DEBUG):
        try:
            with ouverte.uow.ecriture("test.faute") as tx:
                valeurs = {"v": canari.CANARI}
                tx.session.execute(text("INSERT INTO note (id, texte) VALUES (:v, :v)"), valeurs)
        except SQLAlchemyError:
            journaux.exception("un défaut")
    ouverte.fermer()
    for poignee in journaux.handlers:
        poignee.flush()
    ecrits = list((tmp_path / "journaux").rglob("*"))
    assert any("un défaut" in p.read_text("utf-8") for p in ecrits if p.is_file())
    assert canari.traces(canari.CANARI, tmp_path / "journaux") == []
    assert not [r for r in caplog.records if canari.CANARI in r.getMessage()]


def test_a_wrong_key_says_nothing_of_the_key(lieu: Lieu, capfd: pytest.CaptureFixture[str]) -> None:
    lieu.cle.octets()
    faute = verifier(lieu.base, type(lieu.cle)(b"\7" * 32), lieu.clock.today())
    assert not faute.bon
    sorties = capfd.readouterr()
    assert (sorties.out, sorties.err) == ("", "")
    assert "07" * 8 not in repr(faute)
