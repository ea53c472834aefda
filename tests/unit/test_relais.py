"""The bad network the tests of the transports stand on is as bad as it says."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from tests.relais import Relais, Sens


@pytest.fixture
def recus() -> bytearray:
    """What the server was sent."""
    return bytearray()


@pytest.fixture
def relais(recus: bytearray) -> Iterator[Relais]:
    """A relay before a server that says back what it hears."""

    def servir() -> None:
        while True:
            une, _ = ecoute.accept()
            with une:
                try:
                    while bloc := une.recv(65536):
                        if bloc == b"fin":
                            return
                        recus.extend(bloc)
                        une.sendall(bloc)
                except OSError:
                    continue

    ecoute = socket.create_server(("127.0.0.1", 0))
    fil = threading.Thread(target=servir)
    fil.start()
    with Relais(ecoute.getsockname()) as relais:
        yield relais
    with socket.create_connection(ecoute.getsockname()) as derniere:
        derniere.sendall(b"fin")
    fil.join(5)
    ecoute.close()


def _joindre(relais: Relais) -> socket.socket:
    return socket.create_connection((relais.hote, relais.port), 2)


def _echo(relais: Relais, octets: bytes) -> bytes:
    """What comes back before the connection breaks."""
    rendus = bytearray()
    try:
        with _joindre(relais) as une:
            une.sendall(octets)
            while len(rendus) < len(octets) and (bloc := une.recv(65536)):
                rendus.extend(bloc)
    except ConnectionError:
        pass
    return bytes(rendus)


def test_tout_passe(relais: Relais) -> None:
    assert _echo(relais, b"a" * 200_000) == b"a" * 200_000
    assert relais.passes == {Sens.ALLER: 200_000, Sens.RETOUR: 200_000}


@pytest.mark.parametrize("k", [0, 1, 999])
def test_coupe_a_l_octet_k_puis_reste_coupe(relais: Relais, recus: bytearray, k: int) -> None:
    relais.couper_a(k)
    _echo(relais, b"b" * 1000)
    assert _echo(relais, b"c") == b""
    assert relais.passes[Sens.ALLER] == k
    relais.retablir()
    assert _echo(relais, b"d") == b"d"
    assert recus == b"b" * k + b"d"


def test_coupe_la_reponse_seulement(relais: Relais, recus: bytearray) -> None:
    relais.couper_a(3, Sens.RETOUR, une_fois=True)
    assert len(_echo(relais, b"bonjour")) <= 3
    assert recus == b"bonjour"
    assert _echo(relais, b"encore") == b"encore"


def test_fige_sans_fermer(relais: Relais) -> None:
    relais.figer_a(2)
    with _joindre(relais) as une:
        une.sendall(b"abcd")
        une.settimeout(0.2)
        with pytest.raises(TimeoutError):
            une.recv(10)
        assert relais.passes[Sens.ALLER] == 2
        relais.retablir()
        with pytest.raises(ConnectionError):
            une.recv(10)


def test_refuse(relais: Relais) -> None:
    relais.refuser()
    assert _echo(relais, b"x") == b""
    relais.retablir()
    assert _echo(relais, b"x") == b"x"
