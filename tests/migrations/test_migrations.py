"""Migrations: the models equal the head, every step is all or nothing, both ways."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from app.core.errors import PanneEnvironnement
from db import schema
from db.engine import ouvrir
from db.migrate import TETE, connues, migrer, version
from tests.conftest import CLE


@pytest.fixture
def moteur(tmp_path: Path) -> Iterator[Engine]:
    """An engine on a file that holds nothing yet."""
    engine = ouvrir(tmp_path / "neuve.voyette", CLE)
    yield engine
    engine.dispose()


def _objets(engine: Engine) -> dict[tuple[str, str], str]:
    with engine.execution_options(lecture=True).connect() as connexion:
        return schema.objets(connexion)


def _attendus(tmp_path: Path) -> dict[tuple[str, str], str]:
    """What the models of today ask for, executed in a base of its own."""
    engine = ouvrir(tmp_path / "modeles.voyette", CLE)
    with engine.begin() as connexion:
        for statement in schema.ddl():
            connexion.exec_driver_sql(statement)
    objets = _objets(engine)
    engine.dispose()
    return objets


def test_les_modeles_sont_la_tete(moteur: Engine, tmp_path: Path) -> None:
    migrer(moteur)
    presents, attendus = _objets(moteur), _attendus(tmp_path)
    assert sorted(presents) == sorted(attendus)
    differents = {k for k in presents if presents[k] != attendus[k]}
    assert not differents


def test_une_seule_tete_connue() -> None:
    assert connues()[-1] == TETE


def test_monter_puis_descendre_laisse_le_meme_schema(moteur: Engine) -> None:
    for revision in connues():
        avant = _objets(moteur)
        migrer(moteur, cible=revision)
        monte = _objets(moteur)
        assert monte != avant
        precedente = connues()[connues().index(revision) - 1] if revision != "0001" else "base"
        migrer(moteur, cible=precedente)
        assert _objets(moteur) == avant
        migrer(moteur, cible=revision)
        assert _objets(moteur) == monte


def test_une_base_a_jour_n_est_pas_touchee(moteur: Engine) -> None:
    assert migrer(moteur) is True
    assert migrer(moteur) is False


def test_une_base_plus_recente_est_refusee_intacte(moteur: Engine, tmp_path: Path) -> None:
    migrer(moteur)
    with moteur.begin() as connexion:
        connexion.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        connexion.exec_driver_sql("SELECT 1")
    moteur.dispose()
    chemin = tmp_path / "neuve.voyette"
    avant = hashlib.sha256(chemin.read_bytes()).hexdigest()
    with pytest.raises(PanneEnvironnement, match="plus_recente"):
        migrer(moteur)
    moteur.dispose()
    assert hashlib.sha256(chemin.read_bytes()).hexdigest() == avant


def _nombre_de_statements() -> int:
    return len(schema.ddl())


@pytest.mark.parametrize("rang", [1, 2, 7, 40, 90, _nombre_de_statements()])
def test_une_panne_au_milieu_ne_laisse_rien(moteur: Engine, rang: int) -> None:
    vus = 0

    class Coupure(RuntimeError):
        """The failure put at one statement."""

    @event.listens_for(moteur, "before_cursor_execute")
    def _couper(_c: object, _cur: object, sql: str, *_: object) -> None:
        nonlocal vus
        if sql.lstrip().upper().startswith(("CREATE", "INSERT INTO OPERATION_COURANTE")):
            vus += 1
            if vus == rang:
                raise Coupure

    with pytest.raises(Coupure):
        migrer(moteur)
    event.remove(moteur, "before_cursor_execute", _couper)
    assert _objets(moteur) == {}
    assert migrer(moteur) is True


_TUE = """
import os, signal, sys
from pathlib import Path
from sqlalchemy import event
from db.engine import ouvrir
from db.migrate import migrer
rang, vus = int(sys.argv[2]), 0
moteur = ouvrir(Path(sys.argv[1]), bytes(range(32)))
@event.listens_for(moteur, "after_cursor_execute")
def _tuer(_c, _cur, sql, *_):
    global vus
    if sql.lstrip().upper().startswith("CREATE"):
        vus += 1
        if vus == rang:
            os.kill(os.getpid(), signal.SIGKILL)
migrer(moteur)
"""


@pytest.mark.parametrize("rang", [1, 30, 150, 200])
def test_un_arret_brutal_au_milieu_ne_laisse_rien(tmp_path: Path, rang: int) -> None:
    chemin = tmp_path / "tuee.voyette"
    mort = subprocess.run(
        [sys.executable, "-c", _TUE, str(chemin), str(rang)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        check=False,
    )
    assert mort.returncode == -signal.SIGKILL
    engine = ouvrir(chemin, CLE)
    assert _objets(engine) == {}
    with engine.execution_options(lecture=True).connect() as connexion:
        assert version(connexion) is None
    assert migrer(engine) is True
    engine.dispose()


def test_la_sauvegarde_precede_la_migration_et_peut_l_arreter(moteur: Engine) -> None:
    migrer(moteur)

    def impossible() -> None:
        raise PanneEnvironnement("sauvegarde.non_verifiee")

    with pytest.raises(PanneEnvironnement, match="non_verifiee"):
        migrer(moteur, cible="base", sauvegarde=impossible)
    assert ("table", "menage") in _objets(moteur)


def test_les_migrations_n_importent_rien_du_projet() -> None:
    dossier = Path(schema.__file__).parent / "migrations"
    for fichier in [dossier / "env.py", *(dossier / "versions").glob("*.py")]:
        texte = fichier.read_text(encoding="utf-8")
        for paquet in ("db", "app", "ui", "resources"):
            assert f"from {paquet}" not in texte
            assert f"import {paquet}" not in texte
