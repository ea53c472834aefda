"""A bad network on loopback: a TCP relay that cuts at byte k, stalls, or refuses.

    with Relais(("127.0.0.1", port)) as relais:
        relais.couper_a(1000)             # the client's 1000th byte is the last one to arrive
        … connect to relais.hote, relais.port …
        relais.retablir()                 # the network is back

Bytes are counted over all connections since the last setting. A cut network stays down until
`retablir()`, unless the cut was asked `une_fois`.
"""

from __future__ import annotations

import contextlib
import socket
import struct
import threading
from enum import Enum, auto
from types import TracebackType
from typing import Self

_BLOC = 1 << 16
_ROMPRE = struct.pack("ii", 1, 0)  # SO_LINGER at zero: closing sends a reset


class Sens(Enum):
    """Which bytes are counted: those the client sends, or those it is answered."""

    ALLER = auto()
    RETOUR = auto()


class _Mode(Enum):
    PASSE = auto()
    COUPE = auto()
    FIGE = auto()
    REFUSE = auto()


class Relais:
    """Relays connections to `cible`; every setting may be changed while it runs."""

    def __init__(self, cible: tuple[str, int]) -> None:
        self.cible = cible
        self.hote = "127.0.0.1"
        self._verrou = threading.Lock()
        self._fin = threading.Event()
        self._sockets: set[socket.socket] = set()
        self._fils: list[threading.Thread] = []
        self._regler(_Mode.PASSE, None, Sens.ALLER)
        self._ecoute = socket.create_server((self.hote, 0))
        self.port: int = self._ecoute.getsockname()[1]

    def couper_a(self, k: int, sens: Sens = Sens.ALLER, *, une_fois: bool = False) -> None:
        """Let k bytes through in that direction, then break the connection."""
        self._regler(_Mode.COUPE, k, sens, une_fois=une_fois)

    def figer_a(self, k: int, sens: Sens = Sens.ALLER) -> None:
        """Let k bytes through in that direction, then nothing more, connections left open."""
        self._regler(_Mode.FIGE, k, sens)

    def refuser(self) -> None:
        """Break what is open and close each new connection at once."""
        self._regler(_Mode.REFUSE, None, Sens.ALLER)
        self._rompre_tout()

    def retablir(self) -> None:
        """Everything passes again (what was stalled is broken)."""
        with self._verrou:
            fige = self._mode is _Mode.FIGE
        self._regler(_Mode.PASSE, None, Sens.ALLER)
        if fige:
            self._rompre_tout()

    @property
    def passes(self) -> dict[Sens, int]:
        """Bytes relayed each way since the last setting."""
        with self._verrou:
            return dict(self._passes)

    def __enter__(self) -> Self:
        self._lancer(self._accepter)
        return self

    def __exit__(
        self,
        _genre: type[BaseException] | None,
        _erreur: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._fin.set()
        # Wakes accept() up on every system; closing the listening socket does not on all.
        with contextlib.suppress(OSError), socket.create_connection((self.hote, self.port), 2):
            pass
        self._rompre_tout()
        for fil in list(self._fils):
            fil.join(5)
        self._ecoute.close()

    def _regler(
        self, mode: _Mode, reste: int | None, sens: Sens, *, une_fois: bool = False
    ) -> None:
        with self._verrou:
            self._mode, self._reste, self._sens, self._une_fois = mode, reste, sens, une_fois
            self._passes = dict.fromkeys(Sens, 0)

    def _lancer(self, cible: object, *args: object) -> None:
        fil = threading.Thread(target=cible, args=args, daemon=True)  # type: ignore[arg-type]
        self._fils.append(fil)
        fil.start()

    def _accepter(self) -> None:
        while not self._fin.is_set():
            client, _ = self._ecoute.accept()
            with self._verrou:
                ferme = self._mode is _Mode.REFUSE or (
                    self._mode is _Mode.COUPE and self._reste is not None and self._reste < 0
                )
            if ferme or self._fin.is_set():
                _rompre(client)
                continue
            try:
                serveur = socket.create_connection(self.cible, 10)
                serveur.settimeout(None)
            except OSError:
                _rompre(client)
                continue
            for une in (client, serveur):
                une.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._verrou:
                self._sockets |= {client, serveur}
            self._lancer(self._relayer, client, serveur, Sens.ALLER)
            self._lancer(self._relayer, serveur, client, Sens.RETOUR)

    def _relayer(self, source: socket.socket, puits: socket.socket, sens: Sens) -> None:
        try:
            while bloc := source.recv(_BLOC):
                permis, suite = self._permettre(len(bloc), sens)
                if permis:
                    puits.sendall(bloc[:permis])
                if suite is _Mode.COUPE:
                    client = source if sens is Sens.ALLER else puits
                    serveur = puits if sens is Sens.ALLER else source
                    self._couper(client, serveur)
                    return
                if suite is _Mode.FIGE:
                    self._attendre_la_fin(source)
                    return
            puits.shutdown(socket.SHUT_WR)
        except OSError:
            self._lacher(source, puits)

    def _permettre(self, taille: int, sens: Sens) -> tuple[int, _Mode]:
        """How many of those bytes may pass, and what happens after them."""
        with self._verrou:
            suite = _Mode.PASSE
            if self._reste is not None and sens is self._sens:
                permis = max(0, min(taille, self._reste))
                if permis < taille or permis == self._reste:
                    suite = self._mode
                self._reste -= permis
                if suite is _Mode.COUPE:
                    self._reste = None if self._une_fois else -1
            elif self._mode is _Mode.FIGE and self._reste == 0:
                permis, suite = 0, _Mode.FIGE
            else:
                permis = taille
            self._passes[sens] += permis
            return permis, suite

    def _couper(self, client: socket.socket, serveur: socket.socket) -> None:
        """The server keeps what it was sent (an ordinary close), the client sees a reset."""
        with contextlib.suppress(OSError):
            serveur.shutdown(socket.SHUT_RDWR)
        self._lacher(serveur)
        with self._verrou:
            self._sockets.discard(client)
        _rompre(client)

    def _attendre_la_fin(self, source: socket.socket) -> None:
        """Swallow nothing and answer nothing until the relay ends or is set again."""
        while not self._fin.wait(0.02):
            if source.fileno() == -1:
                return

    def _rompre_tout(self) -> None:
        with self._verrou:
            sockets, self._sockets = self._sockets, set()
        for une in sockets:
            _rompre(une)

    def _lacher(self, *sockets: socket.socket) -> None:
        with self._verrou:
            self._sockets -= set(sockets)
        for une in sockets:
            with contextlib.suppress(OSError):
                une.shutdown(socket.SHUT_RDWR)
            une.close()


def _rompre(une: socket.socket) -> None:
    with contextlib.suppress(OSError):
        une.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ROMPRE)
        une.shutdown(socket.SHUT_RD)  # wakes a thread that reads it, and says nothing outside
    une.close()
