"""What SFTP and WebDAV share of the network: delays, trust, proxy, faults of a connection."""

from __future__ import annotations

import errno
import socket
import ssl
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic
from types import MappingProxyType, TracebackType
from typing import Self

from app.core.errors import PanneEnvironnement

_EAI_AGAIN = getattr(socket, "EAI_AGAIN", -3)
_WSATRY_AGAIN = 11002
# Nobody at that address, or no way to it; the rest of a connection's faults are cuts.
_ERRNO = MappingProxyType(
    {
        errno.ECONNREFUSED: "transport.introuvable",
        errno.ENETUNREACH: "transport.hors_ligne",
        errno.ENETDOWN: "transport.hors_ligne",
        errno.EHOSTUNREACH: "transport.hors_ligne",
        errno.EHOSTDOWN: "transport.hors_ligne",
        errno.ETIMEDOUT: "transport.hors_ligne",
        errno.EADDRNOTAVAIL: "transport.hors_ligne",
    }
)


@dataclass(frozen=True, slots=True)
class Delais:
    """How long to wait, in seconds: for a connection, then for a sign of life."""

    connexion: float = 15.0
    silence: float = 90.0


class Allure:
    """How fast bytes pass. A server that drips them one by one is as good as cut."""

    PLANCHER = 500
    """Bytes a second, well under the slowest line somebody still works on."""

    def __init__(self, delais: Delais, adresse: str) -> None:
        self._sursis, self._adresse = 2 * delais.silence, adresse
        self._debut, self._octets = monotonic(), 0

    def passer(self, octets: int) -> None:
        """That many more bytes; raises `transport.coupe` when they only crawl."""
        self._octets += octets
        if monotonic() - self._debut > self._sursis + self._octets / self.PLANCHER:
            raise PanneEnvironnement("transport.coupe", adresse=self._adresse)


class Garde:
    """Watches, meanwhile, whether somebody asks to stop: the network is then not waited for."""

    _PERIODE = 0.2

    def __init__(self, arrete: Callable[[], bool], rompre: Callable[[], None]) -> None:
        self._arrete, self._rompre = arrete, rompre
        self._fini = Event()
        self._fil = Thread(target=self._veiller, name="garde", daemon=True)

    def __enter__(self) -> Self:
        self._fil.start()
        return self

    def __exit__(
        self,
        _genre: type[BaseException] | None,
        _erreur: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._fini.set()
        self._fil.join()

    def _veiller(self) -> None:
        while not self._fini.wait(self._PERIODE):
            if self._arrete():
                self._rompre()  # again and again: another connection may be made meanwhile


def hote_possible(hote: str | None) -> bool:
    """Whether a host may be called that."""
    try:
        return bool(hote and hote.encode("idna"))
    except UnicodeError:
        return False


def nom_sur(nom: str) -> str:
    """The same name when it is that of one file, never a path; else `transport.altere`."""
    if nom in ("", ".", "..") or _impossible(nom):
        raise PanneEnvironnement("transport.altere", nom="")
    return nom


def nom_de_retour(nom: str) -> bool:
    """Whether a name found in the returns is somebody's file: not hidden, not being written.

    It may still be one nothing can be read under (`nom_sur`): its reader says so, for an answer
    that is silently passed over is a lost one.
    """
    return bool(nom) and "/" not in nom and not nom.startswith(".") and not nom.endswith(".part")


def _impossible(nom: str) -> bool:
    """A path, a control character, or bytes that are no text (lone surrogates, U+FFFD)."""
    return any(c in "/\\:\ufffd" or ord(c) < 32 or 0xD800 <= ord(c) < 0xE000 for c in nom)


def sans_reseau(erreur: BaseException) -> bool:
    """Whether the way to the destination is lost: asking it anything more would only wait."""
    return isinstance(erreur, PanneEnvironnement) and erreur.code in (
        "transport.coupe",
        "transport.hors_ligne",
        "transport.mandataire",
    )


def chaine(erreur: BaseException) -> Iterator[BaseException]:
    """The error, then what caused it, and so on."""
    vues: set[int] = set()
    courante: BaseException | None = erreur
    while courante is not None and id(courante) not in vues:
        vues.add(id(courante))
        yield courante
        courante = courante.__cause__ or courante.__context__


def panne_de_connexion(erreur: BaseException, adresse: str) -> PanneEnvironnement:
    """Why no connection could be made, in the words of a transport."""
    for maillon in chaine(erreur):
        if isinstance(maillon, OSError) and (code := _code_de(maillon)):
            detail = getattr(maillon, "verify_message", "") or getattr(maillon, "reason", "")
            return PanneEnvironnement(code, adresse=adresse, detail=detail or "TLS")
    return PanneEnvironnement("transport.coupe", adresse=adresse)


def _code_de(erreur: OSError) -> str | None:
    """TLS errors are errors of the system too: their order matters."""
    if isinstance(erreur, ssl.SSLEOFError | ssl.SSLZeroReturnError | ssl.SSLSyscallError):
        return "transport.coupe"
    if isinstance(erreur, ssl.SSLError):
        return "transport.certificat"
    if isinstance(erreur, socket.gaierror):
        passager = erreur.errno in (_EAI_AGAIN, _WSATRY_AGAIN)
        return "transport.hors_ligne" if passager else "transport.introuvable"
    if isinstance(erreur, TimeoutError):
        return "transport.hors_ligne"
    return None if erreur.errno is None else _ERRNO.get(erreur.errno, "transport.coupe")


def exactement(morceaux: Iterable[bytes], taille: int) -> Iterator[bytes]:
    """The same pieces; `transport.altere` when they are not as long as announced."""
    passes = 0
    for morceau in morceaux:
        passes += len(morceau)
        if passes > taille:
            break
        yield morceau
    if passes != taille:
        raise PanneEnvironnement("transport.altere", nom="")


def contexte_tls(autorite: str) -> ssl.SSLContext:
    """Certificates are always checked; a private authority, when given, is the only one trusted.

    Without one: the authorities of the system, and the list of Mozilla where the system has none.
    """
    if not autorite.strip():
        import certifi  # noqa: PLC0415 - comes with httpx, needed only here

        contexte = ssl.create_default_context()
        contexte.load_verify_locations(cafile=certifi.where())
        return contexte
    try:
        return ssl.create_default_context(cadata=autorite)
    except (ssl.SSLError, ValueError) as erreur:
        raise PanneEnvironnement("transport.certificat", adresse="", detail="PEM") from erreur


def mandataire_pour(hote: str, mandataire: str | None) -> str | None:
    """The proxy to go through to reach that host, if any: the one given, or the system's."""
    if mandataire is not None:
        return mandataire.strip() or None
    from urllib.request import getproxies, proxy_bypass  # noqa: PLC0415 - reads the registry

    if proxy_bypass(hote):
        return None
    connus = getproxies()
    trouve = (connus.get("https") or connus.get("all") or "").strip()
    # Many write `proxy:3128`, as every other program lets them.
    return f"http://{trouve}" if trouve and "://" not in trouve else trouve or None
