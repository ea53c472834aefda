"""Packages prepared: nothing readable on the disk, all or nothing, what is kept is what is told."""

from __future__ import annotations

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyrage
import pytest
from sqlalchemy import func, select

from app.core.errors import PanneEnvironnement
from app.core.suivi import Annule
from app.domain.envois import EtatColis, Format
from app.domain.paquets import MANIFESTE, lire_manifeste
from app.services.exports.paquets.preparation import MORCEAU
from app.services.ouverture import BaseOuverte
from db.models import Colis, Envoi, MorceauColis
from db.uow import UnitOfWork
from tests.integration.exports import paquets
from tests.integration.exports.paquets import CANARI, CLE, colis, preparer_pour_de_bon
from tests.integration.securite.coupures import strace_utilisable

_ECRIT = re.compile(r'\b(?:write|pwrite64)\(\d+<([^>]*)>(?:\(deleted\))?, "((?:\\x[0-9a-f]{2})*)"')
_LISIBLE = (CANARI.encode(), b"PK\x03\x04", b"%PDF-", b"<worksheet", b"csv_fr/", b"Suivi mensuel")


class _Arret:
    """Asks to stop once that much is done."""

    def __init__(self, apres: int) -> None:
        self.appels, self._apres = 0, apres

    @property
    def annule(self) -> bool:
        return self.appels > self._apres

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        del texte
        assert 0 <= fait <= total
        self.appels += 1
        if self.annule:
            raise Annule


class _PleinApres:
    """Sheets that fail: a disk, a font, anything."""

    def composer(self, session: Any, menage_id: Any) -> bytes | None:
        del session, menage_id
        raise OSError(28, "No space left on device")


def _comptes(uow: UnitOfWork) -> list[int]:
    with uow.lecture() as session:
        return [
            session.scalar(select(func.count()).select_from(modele)) or 0
            for modele in (Colis, MorceauColis, Envoi)
        ]


def test_un_colis_prepare_se_rouvre(uow: UnitOfWork) -> None:
    paquets.peupler(uow)
    lu = paquets.profil_enregistre(uow)
    premier = preparer_pour_de_bon(uow, lu)
    ligne, octets = colis(uow, premier)
    assert (ligne.etat, ligne.sequence) == (EtatColis.PREPARE, 1)
    assert (ligne.taille, ligne.empreinte) == (len(octets), hashlib.sha256(octets).hexdigest())
    assert not any(clair in octets for clair in _LISIBLE)
    with zipfile.ZipFile(io.BytesIO(pyrage.decrypt(octets, [CLE.ouvreuse()]))) as archive:
        assert archive.testzip() is None
        manifeste = lire_manifeste(archive.read(MANIFESTE))
    assert (manifeste.id, manifeste.sequence) == (premier, 1)
    assert sum(manifeste.tables.values()) == ligne.nb_lignes
    suivant, _octets = colis(uow, preparer_pour_de_bon(uow, lu))
    assert suivant.sequence == 2
    assert suivant.nom != ligne.nom
    with uow.lecture() as session:
        envois = list(session.scalars(select(Envoi).order_by(Envoi.id)))
        assert [e.detail["fichier"] for e in envois] == [ligne.nom, suivant.nom]
        assert envois[0].nb_lignes == ligne.nb_lignes


def test_un_colis_est_garde_par_morceaux(uow: UnitOfWork, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.services.exports.paquets.preparation.MORCEAU", 10_000)
    paquets.peupler(uow)
    ligne, octets = colis(uow, preparer_pour_de_bon(uow, paquets.profil_enregistre(uow)))
    with uow.lecture() as session:
        longueurs = list(
            session.scalars(select(func.length(MorceauColis.octets)).order_by(MorceauColis.rang))
        )
    assert set(longueurs[:-1]) == {10_000}
    assert len(longueurs) > 2
    assert sum(longueurs) == ligne.taille == len(octets)
    assert MORCEAU == 1 << 20


@pytest.mark.parametrize("apres", [0, 1, 7, 40])
def test_un_envoi_arrete_ne_laisse_rien(uow: UnitOfWork, apres: int, tmp_path: Path) -> None:
    paquets.peupler(uow)
    lu = paquets.profil_enregistre(uow)
    presents = {p for p in tmp_path.rglob("*") if p.is_file()}
    with pytest.raises(Annule):
        preparer_pour_de_bon(uow, lu, suivi=_Arret(apres))
    assert _comptes(uow) == [0, 0, 0]
    assert {p for p in tmp_path.rglob("*") if p.is_file()} == presents
    ligne, _octets = colis(uow, preparer_pour_de_bon(uow, lu))
    assert ligne.sequence == 1


def test_un_envoi_qui_echoue_ne_laisse_rien(uow: UnitOfWork) -> None:
    paquets.peupler(uow)
    lu = paquets.profil_enregistre(uow, (Format.CSV_FR, Format.PDF))
    with pytest.raises(PanneEnvironnement, match="disque_plein"):
        preparer_pour_de_bon(uow, lu, fiches=_PleinApres())
    assert _comptes(uow) == [0, 0, 0]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL there")
def test_tue_en_chemin_rien_ne_reste_et_prepare_veut_dire_garde(
    base: BaseOuverte, tmp_path: Path
) -> None:
    """The first package was prepared; the process died composing the second."""
    paquets.peupler(base.uow)
    base.fermer()
    chemin = next(tmp_path.glob("*.voyette"))
    mort = subprocess.run(
        [sys.executable, "-m", "tests.integration.exports.preparer_sur", str(chemin), "tue"],
        check=False, timeout=120,
    )  # fmt: skip
    assert mort.returncode == -9
    assert all(p.name.startswith(chemin.name) for p in tmp_path.iterdir() if p.is_file())
    assert _comptes(base.uow) == [1, 1, 1]
    with base.uow.lecture() as session:
        seul = session.scalars(select(Colis.id)).one()
    ligne, octets = colis(base.uow, seul)
    assert (ligne.taille, ligne.empreinte) == (len(octets), hashlib.sha256(octets).hexdigest())


def test_le_chemin_parcouru_va_jusqu_au_bout(uow: UnitOfWork) -> None:
    paquets.peupler(uow)
    suivi = _Arret(10_000)
    preparer_pour_de_bon(uow, paquets.profil_enregistre(uow), suivi=suivi)
    assert suivi.appels > len(paquets.TABULAIRES)


def _ecrits(mode: str, base: Path, dossier: Path) -> dict[str, bytes]:
    """What a process that prepares a package writes, file by file; pipes are no files."""
    trace = dossier / f"{mode}.strace"
    subprocess.run(
        [
            "strace", "-f", "-y", "-xx", "-s", "8000000", "-e", "trace=write,pwrite64",
            "-o", str(trace), sys.executable, "-m", "tests.integration.exports.preparer_sur",
            str(base), mode,
        ],
        check=True, timeout=120,
        # Bytecode may be read where it is kept; what is written must be the work's own.
        env={"TMPDIR": str(dossier), "PYTHONDONTWRITEBYTECODE": "1",
             **({"PYTHONPYCACHEPREFIX": sys.pycache_prefix} if sys.pycache_prefix else {})},
    )  # fmt: skip
    ecrits: dict[str, list[bytes]] = defaultdict(list)
    for ligne in trace.read_text(encoding="latin-1").splitlines():
        trouve = _ECRIT.search(ligne)
        if trouve is not None:
            chemin = bytes.fromhex(trouve[1].replace("\\x", "")).decode()
            ecrits[chemin].append(bytes.fromhex(trouve[2].replace("\\x", "")))
    trace.unlink()
    return {c: b"".join(o) for c, o in ecrits.items() if c.startswith("/") and c != "/dev/null"}


def test_rien_de_lisible_ne_touche_le_disque(base: BaseOuverte, tmp_path: Path) -> None:
    """Written by whom it may, the engine, the encryption, the drawing; and what must fail does."""
    if not strace_utilisable(tmp_path):
        pytest.skip("strace is absent or not allowed here: install the strace package")
    paquets.peupler(base.uow)
    base.fermer()
    chemin = next(tmp_path.glob("*.voyette"))
    temporaires = tmp_path / "temporaires"
    temporaires.mkdir()
    ecrits = _ecrits("age", chemin, temporaires)
    hors_base = [o for c, o in ecrits.items() if not c.startswith(str(chemin))]
    assert any(o.startswith(b"age-encryption.org/v1") for o in hors_base)
    for nom, octets in ecrits.items():
        assert not [clair for clair in _LISIBLE if clair in octets], nom
    fautif = _ecrits("clair", chemin, temporaires)
    assert any(CANARI.encode() in octets for octets in fautif.values())
