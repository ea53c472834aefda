"""Asked to stop, nobody waits for a server that does not answer; one that drips is left."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest

from app.core.errors import PanneEnvironnement
from app.core.suivi import Annule
from app.domain.envois import EtatColis, GenreDestination
from app.services.exports import destinations, file_envois
from app.services.exports.file_envois import LireColis
from app.services.exports.synchroniser import Synchroniser, synchroniser
from app.services.exports.transports import reseau
from app.services.exports.transports.contrat import Acces, Transport
from app.services.exports.transports.reseau import Allure, Delais
from app.services.exports.transports.sftp import TransportSftp
from app.services.exports.transports.webdav import TransportWebdav
from db.uow import UnitOfWork
from tests.integration.envois import boite, pairs_sftp, pairs_webdav
from tests.integration.envois.autorite import Autorite
from tests.relais import Relais, Sens

OCTETS = os.urandom(200_000)
BIENTOT = 10.0
"""Seconds, far under the ninety a silent server is given."""


class Arret:
    """A person who asks to stop half a second after the network went silent."""

    def __init__(self) -> None:
        self.annule = False
        self._minuterie = Timer(0.5, self._arreter)

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        """Stop, when it was asked."""
        if self.annule:
            raise Annule
        if not self._minuterie.is_alive() and not self._minuterie.finished.is_set():
            self._minuterie.start()

    def demander(self) -> None:
        """Begin to wait."""
        self._minuterie.start()

    def _arreter(self) -> None:
        self.annule = True


@contextmanager
def _sftp(dossier: Path) -> Iterator[tuple[int, Acces]]:
    with pairs_sftp.fautif(dossier, pairs_sftp.Pannes()) as pair:
        acces = Acces(
            GenreDestination.SFTP,
            "127.0.0.1",
            utilisateur=pair.utilisateur,
            secret=pairs_sftp.SECRET,
            empreinte=pair.empreinte,
        )
        yield pair.port, acces


@contextmanager
def _webdav(dossier: Path) -> Iterator[tuple[int, Acces]]:
    autorite = Autorite(dossier)
    racine = dossier / "dav"
    racine.mkdir()
    with pairs_webdav.wsgidav(racine, autorite.signer()) as pair:
        acces = Acces(
            GenreDestination.WEBDAV,
            f"https://127.0.0.1{pair.chemin}",
            utilisateur=pairs_webdav.UTILISATEUR,
            secret=pairs_webdav.SECRET,
            autorite=autorite.pem,
            mandataire="",
        )
        yield pair.port, acces


def _voie(acces: Acces, port: int) -> Transport:
    genre = TransportSftp if acces.genre is GenreDestination.SFTP else TransportWebdav
    acces = Acces(
        acces.genre,
        acces.adresse,
        port,
        acces.utilisateur,
        secret=acces.secret,
        empreinte=acces.empreinte,
        autorite=acces.autorite,
        mandataire="",
    )
    return genre(acces)


@pytest.mark.parametrize("pair", [_sftp, _webdav])
def test_arreter_n_attend_pas_un_reseau_fige(pair, uow: UnitOfWork, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lieu = boite.lieu(uow)
    colis = boite.colis(uow, lieu, OCTETS)
    with pair(tmp_path) as (port, acces), Relais(("127.0.0.1", port)) as relais:
        relais.figer_a(100_000, Sens.ALLER)
        debut = time.monotonic()
        with pytest.raises(Annule):
            synchroniser(Synchroniser(), uow, lambda _a: _voie(acces, relais.port), Arret())
        assert time.monotonic() - debut < BIENTOT
        assert boite.etat(uow, colis.id) is EtatColis.PREPARE
        assert file_envois.detail(LireColis(colis.id), uow).interrompu
        relais.retablir()
        bilan = synchroniser(
            Synchroniser(sans_attendre=True), uow, lambda _a: _voie(acces, relais.port)
        )
        assert bilan.depots == 1
    assert [p.read_bytes() for p in tmp_path.rglob("*.zip.age")] == [OCTETS]


@pytest.mark.parametrize("pair", [_sftp, _webdav])
def test_arreter_un_essai(pair, uow: UnitOfWork, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    lieu = boite.lieu(uow)
    with pair(tmp_path) as (port, acces), Relais(("127.0.0.1", port)) as relais:
        relais.figer_a(4_000, Sens.RETOUR)
        arret = Arret()
        arret.demander()
        debut = time.monotonic()
        with pytest.raises(Annule):
            destinations.tester(
                destinations.TesterDestination(lieu.destination_id),
                uow,
                lambda _a: _voie(acces, relais.port),
                None,
                arret,
            )
        assert time.monotonic() - debut < BIENTOT
        relais.retablir()


def test_des_octets_au_compte_gouttes_valent_une_coupure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heure = [0.0]
    monkeypatch.setattr(reseau, "monotonic", lambda: heure[0])
    allure = Allure(Delais(silence=90), "serveur")
    for _seconde in range(600):  # a slow line, all the same
        heure[0] += 1
        allure.passer(1_000)
    with pytest.raises(PanneEnvironnement, match="coupe"):
        for _octet in range(60):  # one byte just before each silence is over
            heure[0] += 80
            allure.passer(1)
    autorite = Autorite(tmp_path)
    with pairs_webdav.menteur(autorite.signer()) as menteur:
        menteur.regles["GET"] = lambda _p, _c: (200, {}, OCTETS)
        acces = Acces(GenreDestination.WEBDAV, menteur.adresse, secret="s", autorite=autorite.pem)
        transport = TransportWebdav(acces, Delais(2, 2))
        monkeypatch.setattr(Allure, "PLANCHER", 1e-9 + 1)
        lus = transport.lire("retour.csv", 1 << 20)
        premier = next(lus)
        heure[0] += 1e9
        with pytest.raises(PanneEnvironnement, match="coupe"):
            list(lus)
        transport.fermer()
    assert hashlib.sha256(premier).digest() == hashlib.sha256(OCTETS[: len(premier)]).digest()
