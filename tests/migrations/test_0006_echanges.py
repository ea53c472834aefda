"""Revision 0006 on a base of the fifth schema: exchanges come in, nothing else changes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services.exports import destinations
from app.services.exports.destinations import (
    CreerDestination,
    GenreDestination,
    SaisieDestination,
)
from app.services.ouverture import ouvrir as ouvrir_base
from app.services.securite import verification_journal
from db.engine import ouvrir
from db.migrate import migrer
from tests.bases import restaurer
from tests.conftest import AUJOURDHUI, CLE
from tests.migrations import ancienne as outils

AVANT, APRES = "0005", "0006"
DERIVEES = {
    "alembic_version", "menage_resume", "resume_a_faire", "menage_parcours", "attention_a_faire",
}  # fmt: skip
NOUVELLES = {
    "cle_partenaire", "colis", "destination", "essai_envoi", "fichier_retour", "morceau_colis",
    "profil_envoi", "secret_local",
}  # fmt: skip


@pytest.fixture(scope="module")
def modele(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A base of the fifth schema, encrypted; tests work on copies."""
    chemin = restaurer("0004", tmp_path_factory.mktemp("bases") / "ancienne.voyette", CLE)
    engine = ouvrir(chemin, CLE)
    assert migrer(engine, cible=AVANT) is True
    engine.dispose()
    return chemin


@pytest.fixture
def ancienne(modele: Path, tmp_path: Path) -> Path:
    chemin = tmp_path / "ancienne.voyette"
    shutil.copyfile(modele, chemin)
    return chemin


@pytest.fixture
def moteur(ancienne: Path) -> Iterator[Engine]:
    engine = ouvrir(ancienne, CLE)
    yield engine
    engine.dispose()


def _etat(engine: Engine) -> tuple[object, object, str | None]:
    return outils.etat(engine, DERIVEES)


def test_tout_ce_qui_etait_ecrit_se_retrouve_et_rien_d_autre(moteur: Engine) -> None:
    avant = outils.contenu(moteur, DERIVEES)
    assert avant["journal"]
    assert migrer(moteur, cible=APRES) is True
    apres = outils.contenu(moteur, DERIVEES)
    assert set(apres) - set(avant) == NOUVELLES
    assert {nom: apres.pop(nom) for nom in NOUVELLES} == {nom: [] for nom in NOUVELLES}
    assert apres == avant
    with moteur.execution_options(lecture=True).connect() as connexion:
        assert not connexion.exec_driver_sql("PRAGMA foreign_key_check").all()


def test_les_echanges_s_y_ecrivent_avec_leur_histoire(ancienne: Path, tmp_path: Path) -> None:
    """The journal keeps what was done, and never what opens a destination."""
    base = ouvrir_base(
        ancienne, CLE, paths=Paths.sous(tmp_path), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    saisie = SaisieDestination("Serveur", GenreDestination.SFTP, "exemple.fr", utilisateur="u")
    destinations.creer(CreerDestination(saisie, secret="Sesame4821"), base.uow)
    with base.engine.connect() as connexion:
        tables = connexion.execute(
            text(
                "SELECT table_nom FROM journal WHERE operation_num = (SELECT max(num) FROM"
                " operation)"
            )
        ).scalars()
        assert list(tables) == ["destination"]
        assert connexion.execute(text("SELECT count(*) FROM secret_local")).scalar() == 1
        assert verification_journal.verifier(connexion).total == 0
        connexion.rollback()
    base.fermer()


def test_redescendre_retire_les_echanges_et_eux_seuls(moteur: Engine) -> None:
    avant = _etat(moteur)
    assert migrer(moteur, cible=APRES) is True
    with moteur.begin() as connexion:
        connexion.execute(text("UPDATE operation_courante SET num = 1"))
        connexion.execute(
            text(
                "INSERT INTO destination (id, nom, genre, adresse)"
                " VALUES (:id, 'D', 'dossier', '/')"
            ),
            {"id": "1" * 32},
        )
        connexion.execute(text("DELETE FROM journal WHERE table_nom = 'destination'"))
        connexion.execute(text("UPDATE operation_courante SET num = NULL"))
    assert migrer(moteur, cible=AVANT) is True
    assert _etat(moteur) == avant
    assert migrer(moteur) is True


@pytest.fixture(scope="module")
def ordres(modele: Path, tmp_path_factory: pytest.TempPathFactory) -> int:
    """How many statements the migration of that base writes with."""
    chemin = tmp_path_factory.mktemp("compte") / "base.voyette"
    shutil.copyfile(modele, chemin)
    engine = ouvrir(chemin, CLE)
    vus = outils.couper_au(engine, 0, APRES)
    engine.dispose()
    return vus


def test_une_panne_au_milieu_laisse_le_cinquieme_schema(moteur: Engine, ordres: int) -> None:
    avant = _etat(moteur)
    assert ordres > 20
    pas = max(1, ordres // 12)
    for rang in (*range(1, ordres + 1, pas), ordres):
        with pytest.raises(outils.Coupure):
            outils.couper_au(moteur, rang, APRES)
        assert _etat(moteur) == avant, rang
    assert migrer(moteur) is True


@pytest.mark.parametrize("part", [0.3, 1.0])
def test_un_arret_brutal_au_milieu_laisse_le_cinquieme_schema(
    ancienne: Path, ordres: int, part: float
) -> None:
    engine = ouvrir(ancienne, CLE)
    avant = _etat(engine)
    engine.dispose()
    assert outils.tuer_au(ancienne, max(1, round(part * ordres)), APRES)
    engine = ouvrir(ancienne, CLE)
    assert _etat(engine) == avant
    assert migrer(engine) is True
    engine.dispose()
