"""A round of exchanges killed at each of its steps: nothing is lost, nothing arrives twice."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.domain.envois import EtatColis, EtatRetour, GenreRetour
from app.services.exports.protection.signature import CleSignature
from app.services.exports.synchroniser import Synchroniser, synchroniser
from app.services.exports.transports.dossier import TransportDossier
from app.services.ouverture import ouvrir
from db.models import Colis, Destination, FichierRetour
from db.uow import UnitOfWork
from tests.conftest import AUJOURDHUI, CLE
from tests.integration.envois import boite

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and fork of POSIX")
OCTETS = {1: os.urandom(1500), 2: os.urandom(2500)}
Tuer = Callable[[Path, int], str]


class Depart:
    """A base with a package to be acknowledged and one to be deposited, and what is on the key."""

    def __init__(self, modele: Path, vide: Path) -> None:
        self.dossier = modele
        cle = modele / "cle"
        (cle / "retours").mkdir(parents=True)
        shutil.copyfile(vide, modele / "b.voyette")
        ouverte = ouvrir(
            modele / "b.voyette",
            CLE,
            paths=Paths.sous(modele / "machine"),
            clock=FixedClock(AUJOURDHUI),
            auteur="Test",
        )
        uow = ouverte.uow
        lieu = boite.lieu(uow)
        self.premier = boite.colis(uow, lieu, OCTETS[1])
        _placer(uow, cle)
        synchroniser(Synchroniser(), uow, TransportDossier)
        assert boite.etat(uow, self.premier.id) is EtatColis.DEPOSE
        self.second = boite.colis(uow, lieu, OCTETS[2])
        retours = cle / "retours"
        (retours / boite.nom_accuse(self.premier)).write_bytes(boite.accuse(self.premier, lieu.cle))
        (retours / "faux.accuse.json").write_bytes(
            boite.accuse(self.second, CleSignature.nouvelle())
        )
        (retours / "notes.csv").write_bytes(b"a;b\n1;2\n")
        ouverte.fermer()


def _placer(uow: UnitOfWork, cle: Path) -> None:
    with uow.ecriture("test.placer") as tx:
        for destination in tx.session.scalars(select(Destination)):
            destination.adresse = str(cle)
        tx.commit()


@pytest.fixture(scope="module")
def depart(tmp_path_factory: pytest.TempPathFactory, base_vide: Path) -> Depart:
    return Depart(tmp_path_factory.mktemp("depart"), base_vide)


@pytest.fixture(scope="module")
def tuer() -> Iterator[Tuer]:
    """Runs a round in a process killed at that step."""
    processus = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.envois.tourneur", CLE.hex()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )

    def demander(base: Path, etape: int) -> str:
        assert processus.stdin is not None
        assert processus.stdout is not None
        processus.stdin.write(f"{base} {etape}\n")
        processus.stdin.flush()
        return processus.stdout.readline().strip()

    yield demander
    processus.communicate()


def _copier(depart: Depart, vers: Path) -> Path:
    shutil.copytree(depart.dossier, vers)
    base = vers / "b.voyette"
    ouverte = ouvrir(
        base, CLE, paths=Paths.sous(vers / "m"), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    _placer(ouverte.uow, vers / "cle")
    ouverte.fermer()
    return base


def _entier(uow: UnitOfWork, colis_id: UUID, octets: bytes) -> None:
    """The bytes of a package are whole, or gone because it was acknowledged."""
    gardes = boite.octets_gardes(uow, colis_id)
    assert gardes == (b"" if boite.etat(uow, colis_id) is EtatColis.ACCUSE else octets)


def _verifier(depart: Depart, base: Path) -> None:
    """What the crash left is right; the next round finishes the work, and only once."""
    ouverte = ouvrir(
        base, CLE, paths=Paths.sous(base.parent / "m"), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    uow, depots = ouverte.uow, base.parent / "cle" / "depots"
    _entier(uow, depart.premier.id, OCTETS[1])
    _entier(uow, depart.second.id, OCTETS[2])
    if boite.etat(uow, depart.second.id) is EtatColis.DEPOSE:
        assert (depots / depart.second.nom).read_bytes() == OCTETS[2]
    synchroniser(Synchroniser(sans_attendre=True), uow, TransportDossier)
    assert boite.etat(uow, depart.premier.id) is EtatColis.ACCUSE
    assert boite.etat(uow, depart.second.id) is EtatColis.DEPOSE
    assert {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in depots.iterdir()} == {
        depart.premier.nom: depart.premier.empreinte,
        depart.second.nom: depart.second.empreinte,
    }
    with uow.lecture() as session:
        retours = session.execute(
            select(FichierRetour.genre, FichierRetour.etat, FichierRetour.nom).order_by(
                FichierRetour.nom
            )
        ).all()
        colis = session.scalars(select(Colis.sequence).order_by(Colis.sequence)).all()
    assert [tuple(r)[:2] for r in retours] == [
        (GenreRetour.ACCUSE, EtatRetour.ECARTE),
        (GenreRetour.INCONNU, EtatRetour.ECARTE),
        (GenreRetour.ACCUSE, EtatRetour.APPLIQUE),
    ]
    assert colis == [1, 2]
    ouverte.engine.dispose()


def test_tue_a_chaque_etape_rien_n_est_perdu_ni_double(
    depart: Depart, tuer: Tuer, tmp_path: Path
) -> None:
    dit = tuer(_copier(depart, tmp_path / "entier"), 0)
    assert dit.startswith("fini ")
    total = int(dit.split()[1])
    assert total > 15
    for etape in range(1, total + 1):
        base = _copier(depart, tmp_path / str(etape))
        assert tuer(base, etape) == "tue"
        _verifier(depart, base)
        shutil.rmtree(base.parent)
