"""WebDAV servers on loopback, over TLS: WsgiDAV under cheroot, Debian's Apache, a liar, a proxy."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from tests.integration.envois.autorite import Certificat
from tests.integration.envois.ecoute import attendre, port_libre

UTILISATEUR, SECRET = "bailleur", "mot-de-passe-d-application"


@dataclass(frozen=True)
class Pair:
    """A server: its port and the folder it serves."""

    port: int
    racine: Path
    chemin: str = "/remote.php/dav"

    @property
    def adresse(self) -> str:
        """What a person would type."""
        return f"https://127.0.0.1:{self.port}{self.chemin}"


@contextmanager
def wsgidav(racine: Path, certificat: Certificat) -> Iterator[Pair]:
    """WsgiDAV under cheroot."""
    from cheroot.ssl.builtin import BuiltinSSLAdapter
    from cheroot.wsgi import Server
    from wsgidav.wsgidav_app import WsgiDAVApp

    application = WsgiDAVApp(
        {
            "provider_mapping": {"/remote.php/dav": str(racine)},
            "simple_dc": {"user_mapping": {"*": {UTILISATEUR: {"password": SECRET}}}},
            "http_authenticator": {"accept_basic": True, "accept_digest": False},
            "logging": {"enable": False},
            "verbose": 0,
        }
    )
    serveur = Server(("127.0.0.1", 0), application, numthreads=2)
    serveur.ssl_adapter = BuiltinSSLAdapter(str(certificat.certificat), str(certificat.cle))
    serveur.error_log = lambda *_a, **_k: None
    serveur.expiration_interval = 0.02  # how often it looks at connections
    serveur.prepare()
    fil = threading.Thread(target=serveur.serve, daemon=True)
    fil.start()
    yield Pair(serveur.bind_addr[1], racine)
    serveur.stop()
    fil.join(10)


def apache_absent() -> bool:
    """Whether Debian's Apache with mod_dav is missing here."""
    return shutil.which("apache2", path=_CHEMINS) is None or not _MODULES.is_dir()


_CHEMINS = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"
_MODULES = Path("/usr/lib/apache2/modules")
_APACHE = """
ServerRoot {etat}
ServerName 127.0.0.1
Listen 127.0.0.1:{port}
PidFile {etat}/pid
ErrorLog {etat}/error.log
LogLevel crit
DefaultRuntimeDir {etat}
Mutex file:{etat} default
{modules}
{utilisateur}
SSLEngine on
SSLCertificateFile {certificat}
SSLCertificateKeyFile {cle}
DocumentRoot {racine}
DavLockDB {etat}/verrous
Alias /remote.php/dav {racine}
<Directory {racine}>
  Dav On
  Options None
  DirectorySlash On
  AuthType Basic
  AuthName voyette
  AuthBasicProvider file
  AuthUserFile {etat}/mots
  Require valid-user
</Directory>
"""
_CHARGES = (
    "mpm_event authn_core authn_file authz_core authz_user auth_basic alias dir "
    "socache_shmcb ssl dav dav_fs dav_lock"
)


@contextmanager
def apache(certificat: Certificat) -> Iterator[Pair]:
    """Debian's Apache with mod_dav and mod_ssl, in a process of its own.

    Started by root it serves as www-data, which may not enter the folders of pytest.
    """
    with tempfile.TemporaryDirectory(prefix="voyette-apache-") as dossier:
        etat, racine = Path(dossier), Path(dossier) / "dav"
        racine.mkdir()
        for ouvert in (etat, racine):
            ouvert.chmod(0o777)
        with _apache(racine, etat, certificat) as pair:
            yield pair


@contextmanager
def _apache(racine: Path, etat: Path, certificat: Certificat) -> Iterator[Pair]:
    port = port_libre()
    (etat / "mots").write_text(f"{UTILISATEUR}:{_hache()}\n", encoding="ascii")
    modules = "\n".join(
        f"LoadModule {m}_module {_MODULES}/mod_{m}.so"
        for m in _CHARGES.split()
        if (_MODULES / f"mod_{m}.so").exists()
    )
    (etat / "conf").write_text(
        _APACHE.format(
            etat=etat,
            racine=racine,
            port=port,
            modules=modules,
            certificat=certificat.certificat,
            cle=certificat.cle,
            utilisateur="User www-data\nGroup www-data" if os.geteuid() == 0 else "",
        ),
        encoding="utf-8",
    )
    programme = shutil.which("apache2", path=_CHEMINS) or "apache2"
    with (etat / "sortie").open("wb") as sortie:
        processus = subprocess.Popen(
            [programme, "-X", "-f", str(etat / "conf")], stdout=sortie, stderr=sortie
        )
    try:
        attendre(port, processus, etat / "sortie")
        yield Pair(port, racine)
    finally:
        processus.terminate()
        processus.wait(10)


def _hache() -> str:
    """`{SHA}` is enough on loopback, and quick."""
    import base64
    import hashlib

    return "{SHA}" + base64.b64encode(hashlib.sha1(SECRET.encode()).digest()).decode()  # noqa: S324


Reponse = tuple[int, dict[str, str], bytes]


@dataclass
class Menteur:
    """A server that answers what a test decides; `vus` is what it was asked."""

    port: int = 0
    regles: dict[str, Callable[[str, bytes], Reponse]] = field(default_factory=dict)
    vus: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)

    @property
    def adresse(self) -> str:
        """What a person would type."""
        return f"https://127.0.0.1:{self.port}/dav"

    def remettre(self) -> None:
        """Forget rules and requests: an empty, obliging folder."""
        self.vus.clear()
        self.regles = {
            "PROPFIND": lambda chemin, _c: (
                (207, {}, multistatus(chemin))
                if chemin.endswith("/") or chemin == "/dav"
                else (404, {}, b"")
            ),
            "MKCOL": lambda _p, _c: (201, {}, b""),
            "PUT": lambda _p, _c: (201, {}, b""),
            "MOVE": lambda _p, _c: (201, {}, b""),
            "DELETE": lambda _p, _c: (404, {}, b""),
        }


def multistatus(*lignes: str, taille: int = 3) -> bytes:
    """A PROPFIND answer; paths that end with / are folders."""
    corps = "".join(
        f"<d:response><d:href>{ligne}</d:href><d:propstat><d:prop>"
        + (
            "<d:resourcetype><d:collection/></d:resourcetype>"
            if ligne.endswith("/")
            else f"<d:resourcetype/><d:getcontentlength>{taille}</d:getcontentlength>"
        )
        + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>"
        for ligne in lignes
    )
    return f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{corps}</d:multistatus>'.encode()


@contextmanager
def menteur(certificat: Certificat | None) -> Iterator[Menteur]:
    """A server of our own, with TLS unless told otherwise, to answer anything."""
    etat = Menteur()

    class Guichet(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle(self) -> None:
            """An answer cut by the client is no fault of the server."""
            with contextlib.suppress(OSError):
                super().handle()

        def _repondre(self) -> None:
            recu = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            etat.vus.append((self.command, self.path, dict(self.headers)))
            regle = etat.regles.get(self.command, lambda _p, _c: (200, {}, b""))
            statut, entetes, corps = regle(self.path, recu)
            self.send_response(statut)
            for nom, valeur in {"Content-Length": str(len(corps)), **entetes}.items():
                self.send_header(nom, valeur)
            self.end_headers()
            self.wfile.write(corps)

        do_GET = do_PUT = do_OPTIONS = do_PROPFIND = _repondre  # noqa: N815
        do_MKCOL = do_MOVE = do_DELETE = _repondre  # noqa: N815

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Guichet)
    serveur.handle_error = lambda *_a: None  # type: ignore[method-assign]
    if certificat is not None:
        contexte = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        contexte.load_cert_chain(certificat.certificat, certificat.cle)
        serveur.socket = contexte.wrap_socket(
            serveur.socket, server_side=True, do_handshake_on_connect=False
        )
    etat.port = serveur.server_address[1]
    etat.remettre()
    fil = threading.Thread(target=serveur.serve_forever, args=(0.05,), daemon=True)
    fil.start()
    yield etat
    serveur.shutdown()
    fil.join(5)
    serveur.server_close()


@dataclass
class Mandataire:
    """A proxy: where it was asked to go; `statut` other than 200 refuses."""

    port: int = 0
    statut: int = 200
    demandes: list[str] = field(default_factory=list)

    @property
    def adresse(self) -> str:
        """What a person would type."""
        return f"http://127.0.0.1:{self.port}"


@contextmanager
def mandataire() -> Iterator[Mandataire]:
    """A proxy that only knows CONNECT."""
    etat = Mandataire()

    class Guichet(BaseHTTPRequestHandler):
        def do_CONNECT(self) -> None:
            """Open the way, then carry bytes both ways."""
            etat.demandes.append(self.path)
            if etat.statut != 200:
                self.send_error(etat.statut)
                return
            hote, _, port = self.path.rpartition(":")
            with socket.create_connection((hote, int(port)), 5) as loin:
                self.send_response(200)
                self.end_headers()
                aller = threading.Thread(target=_couler, args=(self.connection, loin), daemon=True)
                aller.start()
                _couler(loin, self.connection)
                aller.join(5)

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002
            """Say nothing."""

    serveur = ThreadingHTTPServer(("127.0.0.1", 0), Guichet)
    serveur.handle_error = lambda *_a: None  # type: ignore[method-assign]
    etat.port = serveur.server_address[1]
    fil = threading.Thread(target=serveur.serve_forever, args=(0.05,), daemon=True)
    fil.start()
    yield etat
    serveur.shutdown()
    fil.join(5)
    serveur.server_close()


def _couler(source: socket.socket, puits: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while bloc := source.recv(65536):
            puits.sendall(bloc)
    with contextlib.suppress(OSError):
        puits.shutdown(socket.SHUT_WR)
