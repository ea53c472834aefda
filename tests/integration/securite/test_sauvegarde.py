"""Backups and restores, rehearsed on real files (promises 5, 6, 7, 8, 13)."""

from __future__ import annotations

import os
import shutil
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.core.suivi import Annule
from app.services.securite import coffre, sauvegarde, verrou
from app.services.securite.coffre_format import coffre_de
from app.services.securite.restauration import mettre_de_cote, ouvrir_sauvegarde, restaurer
from app.services.securite.sauvegarde import sauvegarder, sauvegarder_a_la_fermeture
from app.services.securite.sauvegardes import Regle, lister
from app.services.securite.verification import verifier
from db.engine import connecter
from tests import factories
from tests.integration.securite.conftest import KDF, PHRASE, Lieu

AUTRE = "citron voilier grenier hibou lavande"


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    return tmp_path / "sauvegardes"


def contenu(lieu: Lieu, base: Path) -> dict[str, list[tuple[Any, ...]]]:
    with closing(connecter(base, lieu.cle.octets(), lecture_seule=True)) as connexion:
        tables = [
            r[0]
            for r in connexion.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
            )
        ]
        return {t: connexion.execute(f"SELECT * FROM {t}").fetchall() for t in sorted(tables)}


def operations(lieu: Lieu, base: Path) -> set[tuple[str, int]]:
    with closing(connecter(base, lieu.cle.octets(), lecture_seule=True)) as connexion:
        return set(connexion.execute("SELECT appareil_id, n FROM operation").fetchall())


def test_a_backup_holds_everything_and_opens_with_its_own_vault(lieu: Lieu, dossier: Path) -> None:
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    assert contenu(lieu, faite.chemin) == contenu(lieu, lieu.base)
    assert coffre.ouvrir(faite.chemin, PHRASE).octets() == lieu.cle.octets()
    assert sorted(p.name for p in dossier.iterdir()) == [
        "voyette-000001-20261124-140000.voyette",
        "voyette-000001-20261124-140000.voyette.coffre",
    ]
    assert verifier(faite.chemin, lieu.cle, lieu.clock.today()).bon


def test_a_backup_of_a_base_being_written_to_is_one_consistent_state(
    lieu: Lieu, dossier: Path
) -> None:
    ouverte = lieu.ouvrir()
    factories.menage(ouverte.uow, "Avant")
    with ouverte.uow.ecriture("test.en_cours"):
        faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    noms = [ligne[1] for ligne in contenu(lieu, faite.chemin)["menage"]]
    assert "Avant Jadwiga" in noms
    assert verifier(faite.chemin, lieu.cle, lieu.clock.today()).bon
    ouverte.fermer()


def test_closing_backs_up_then_thins(lieu: Lieu, dossier: Path) -> None:
    for _ in range(4):
        sauvegarder_a_la_fermeture(lieu.base, lieu.cle, dossier, lieu.clock, Regle(2, 1, 1, 1))
    assert [s.numero for s in lister(dossier)] == [4, 3]


class Arret:
    """Someone who stops the work at its n-th report."""

    def __init__(self, rang: int) -> None:
        self.reste = rang

    @property
    def annule(self) -> bool:
        return self.reste <= 0

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        self.reste -= 1
        if self.reste <= 0:
            raise Annule


def test_a_backup_stopped_midway_leaves_nothing(
    lieu: Lieu, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sauvegarde, "PAGES_PAR_PAS", 10)
    for rang in (1, 3):
        with pytest.raises(Annule):
            sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock, Arret(rang))
        assert list(dossier.iterdir()) == []
    with pytest.raises(Annule):
        restaurer(
            sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock).chemin,
            lieu.base,
            lieu.cle,
            lieu.clock,
            Arret(2),
        )
    assert verifier(lieu.base, lieu.cle, lieu.clock.today()).bon
    assert not [p for p in lieu.base.parent.iterdir() if "restauration" in p.name]


def test_a_copy_that_reads_back_wrong_is_not_a_backup(
    lieu: Lieu, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 5: what precedes a migration is verified; a corrupt copy raises."""
    vraie = sauvegarde.copier

    def abimer(base: Path, cle: Any, vers: Path, suivi: Any) -> None:
        vraie(base, cle, vers, suivi)
        octets = bytearray(vers.read_bytes())
        octets[4096 * 2 + 7] ^= 1
        vers.write_bytes(octets)

    monkeypatch.setattr(sauvegarde, "copier", abimer)
    with pytest.raises(PanneEnvironnement, match=r"sauvegarde\.invalide"):
        sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    assert list(dossier.iterdir()) == []


def test_leftovers_of_a_crash_are_swept_and_backups_stay(lieu: Lieu, dossier: Path) -> None:
    premiere = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    (dossier / "voyette-000002-20261124-150000.voyette.en-cours").write_bytes(b"x")
    (dossier / "voyette-000002-20261124-150000.voyette.en-cours-journal").write_bytes(b"x")
    sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    assert len(list(dossier.iterdir())) == 4
    assert premiere.chemin.exists()


def test_without_its_vault_a_base_is_not_backed_up(lieu: Lieu, dossier: Path) -> None:
    coffre_de(lieu.base).unlink()
    with pytest.raises(PanneEnvironnement, match=r"coffre\.absent"):
        sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    assert list(dossier.iterdir()) == []


def test_a_folder_that_is_a_file_is_named(lieu: Lieu, tmp_path: Path) -> None:
    (tmp_path / "pas-un-dossier").write_bytes(b"")
    with pytest.raises(PanneEnvironnement):
        sauvegarder(lieu.base, lieu.cle, tmp_path / "pas-un-dossier", lieu.clock)


def test_a_restore_brings_back_every_row_and_keeps_the_present_file(
    lieu: Lieu, dossier: Path
) -> None:
    voulu = contenu(lieu, lieu.base)
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    ouverte = lieu.ouvrir()
    factories.menage(ouverte.uow, "Après")
    ouverte.engine.dispose()  # as a crash would: writes still wait beside the base
    present = contenu(lieu, lieu.base)
    rendu = restaurer(faite.chemin, lieu.base, lieu.cle, lieu.clock)
    assert contenu(lieu, lieu.base) == voulu
    assert rendu.mise_de_cote is not None
    assert contenu(lieu, rendu.mise_de_cote) == present
    assert coffre.ouvrir(rendu.mise_de_cote, PHRASE).octets() == lieu.cle.octets()
    assert verifier(lieu.base, lieu.cle, lieu.clock.today()).bon


def test_a_restored_base_never_reuses_an_operation_number(lieu: Lieu, dossier: Path) -> None:
    """Promise 8."""
    ouverte = lieu.ouvrir()
    factories.menage(ouverte.uow, "Un")
    ouverte.fermer()
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    ouverte = lieu.ouvrir()
    factories.menage(ouverte.uow, "Deux")
    ouverte.fermer()
    perdues = operations(lieu, lieu.base) - operations(lieu, faite.chemin)
    assert perdues
    restaurer(faite.chemin, lieu.base, lieu.cle, lieu.clock)
    ouverte = lieu.ouvrir()
    factories.menage(ouverte.uow, "Trois")
    ouverte.fermer()
    nouvelles = operations(lieu, lieu.base) - operations(lieu, faite.chemin)
    assert nouvelles
    assert not nouvelles & perdues
    assert verifier(lieu.base, lieu.cle, lieu.clock.today()).bon


def test_a_copied_base_is_another_device(lieu: Lieu, tmp_path: Path) -> None:
    """Promise 8, the copy made by hand."""
    ouverte = lieu.ouvrir()
    factories.menage(ouverte.uow, "Un")
    ouverte.fermer()
    copie = tmp_path / "copie.voyette"
    shutil.copyfile(lieu.base, copie)
    communes = operations(lieu, lieu.base)
    for base in (lieu.base, copie):
        ouverte = lieu.ouvrir(base)
        factories.menage(ouverte.uow, "Deux")
        ouverte.fermer()
    assert not (operations(lieu, lieu.base) - communes) & (operations(lieu, copie) - communes)


def test_a_damaged_base_is_kept_bit_for_bit(lieu: Lieu, dossier: Path) -> None:
    """Promise 6."""
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    octets = bytearray(lieu.base.read_bytes())
    octets[4096 + 9] ^= 1
    lieu.base.write_bytes(octets)
    rendu = restaurer(faite.chemin, lieu.base, lieu.cle, lieu.clock)
    assert rendu.mise_de_cote is not None
    assert rendu.mise_de_cote.read_bytes() == octets
    assert verifier(lieu.base, lieu.cle, lieu.clock.today()).bon


def test_a_damaged_backup_restores_nothing(lieu: Lieu, dossier: Path) -> None:
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    octets = bytearray(faite.chemin.read_bytes())
    octets[4096 + 9] ^= 1
    faite.chemin.write_bytes(octets)
    avant = lieu.base.read_bytes()
    with pytest.raises(PanneEnvironnement, match=r"sauvegarde\.abimee"):
        restaurer(faite.chemin, lieu.base, lieu.cle, lieu.clock)
    assert lieu.base.read_bytes() == avant


def test_a_restore_waits_for_the_other_instance(lieu: Lieu, dossier: Path) -> None:
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    with (
        verrou.prendre(lieu.base, lieu.clock),
        pytest.raises(PanneEnvironnement, match=r"base\.deja_ouverte"),
    ):
        restaurer(faite.chemin, lieu.base, lieu.cle, lieu.clock)


def test_a_withdrawn_phrase_does_not_come_back_with_a_restore(lieu: Lieu, dossier: Path) -> None:
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    (acces,) = coffre.acces(lieu.base)
    coffre.changer_phrase(lieu.base, acces.fente_id, PHRASE, AUTRE, kdf=KDF)
    cle = ouvrir_sauvegarde(faite.chemin, lieu.base, AUTRE)
    restaurer(faite.chemin, lieu.base, cle, lieu.clock)
    assert coffre.ouvrir(lieu.base, AUTRE).octets() == cle.octets()
    with pytest.raises(EntreeInvalide, match="phrase_refusee"):
        coffre.ouvrir(lieu.base, PHRASE)


def test_a_restore_on_a_new_machine_brings_the_vault(lieu: Lieu, dossier: Path) -> None:
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    neuve = lieu.base.parent / "neuve" / "reprise.voyette"
    cle = ouvrir_sauvegarde(faite.chemin, neuve, PHRASE)
    rendu = restaurer(faite.chemin, neuve, cle, lieu.clock)
    assert rendu.mise_de_cote is None
    assert coffre.ouvrir(neuve, PHRASE).octets() == lieu.cle.octets()
    assert contenu(lieu, neuve) == contenu(lieu, lieu.base)


def test_orphan_pending_writes_never_meet_a_restored_base(lieu: Lieu, dossier: Path) -> None:
    faite = sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    ouverte = lieu.ouvrir()
    factories.menage(ouverte.uow, "En attente")
    attente = Path(f"{lieu.base}-wal").read_bytes()
    ouverte.engine.dispose()
    lieu.base.unlink()
    Path(f"{lieu.base}-wal").write_bytes(attente)
    restaurer(faite.chemin, lieu.base, lieu.cle, lieu.clock)
    assert contenu(lieu, lieu.base) == contenu(lieu, faite.chemin)


def test_setting_aside_twice_in_a_second_keeps_both(lieu: Lieu) -> None:
    octets = lieu.base.read_bytes()
    premier = mettre_de_cote(lieu.base, lieu.clock)
    lieu.base.write_bytes(octets)
    second = mettre_de_cote(lieu.base, lieu.clock)
    assert premier is not None
    assert second is not None
    assert premier != second
    assert premier.read_bytes() == second.read_bytes() == octets
    assert mettre_de_cote(lieu.base, lieu.clock) is None


@pytest.mark.skipif(
    os.name != "posix" or os.geteuid() == 0, reason="needs rights that an administrator ignores"
)
def test_a_read_only_folder_is_named(lieu: Lieu, dossier: Path) -> None:
    dossier.mkdir()
    dossier.chmod(0o500)
    try:
        with pytest.raises(PanneEnvironnement, match="lecture_seule"):
            sauvegarder(lieu.base, lieu.cle, dossier, lieu.clock)
    finally:
        dossier.chmod(0o700)
