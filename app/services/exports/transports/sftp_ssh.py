"""The SSH side of SFTP: the host key pinned, the account entered, faults in words."""

from __future__ import annotations

import asyncio
import hmac
from collections.abc import Awaitable
from contextlib import suppress
from ipaddress import IPv6Address
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

from app.core.errors import PanneEnvironnement
from app.services.exports.transports.contrat import Acces
from app.services.exports.transports.reseau import (
    Allure,
    Delais,
    hote_possible,
    panne_de_connexion,
)

if TYPE_CHECKING:
    import asyncssh

T = TypeVar("T")
_PORT = 22
# Host certificates are left out: a person accepts the fingerprint of a key.
_CLES_D_HOTE = (
    "ssh-ed25519",
    "ecdsa-sha2-nistp256",
    "ecdsa-sha2-nistp384",
    "ecdsa-sha2-nistp521",
    "rsa-sha2-512",
    "rsa-sha2-256",
)
_LECTURE_SEULE = 1  # ST_RDONLY of statvfs
_PRESQUE_RIEN = 1 << 20


class Lien:
    """One connection to one account. Everything here runs on the transport's own event loop."""

    def __init__(self, acces: Acces, delais: Delais) -> None:
        self.hote, self.port, self.racine = lire_adresse(acces)
        self.empreinte = ""  # of the host, once it answered
        self._acces, self._delais = acces, delais
        self._connexion: asyncssh.SSHClientConnection | None = None
        self._sftp: asyncssh.SFTPClient | None = None

    @property
    def sftp(self) -> asyncssh.SFTPClient:
        """The open session; `ouvrir` comes first."""
        if self._sftp is None:
            raise PanneEnvironnement("transport.coupe", adresse=self.hote)
        return self._sftp

    async def ouvrir(self) -> None:
        """Reach the host, check its key, enter the account. Does nothing when it is done."""
        if self._sftp is not None:
            return
        import asyncssh  # noqa: PLC0415 - 130 ms, only when something is sent

        try:
            self._connexion = await asyncio.wait_for(
                asyncssh.connect(self.hote, self.port, **self._options()),
                self._delais.connexion,
            )
            self._sftp = await asyncio.wait_for(
                self._connexion.start_sftp_client(path_errors="replace"),
                self._delais.connexion,
            )
        except asyncssh.HostKeyNotVerifiable as erreur:
            raise self._hote_refuse() from erreur
        except asyncssh.PermissionDenied as erreur:
            raise self._panne("transport.refuse", reussi=("joint",)) from erreur
        except asyncssh.KeyExchangeFailed as erreur:
            raise self._panne("transport.autre", detail="SSH : algorithmes") from erreur
        except (asyncssh.ChannelOpenError, asyncssh.SFTPError) as erreur:
            if self._connexion is None or self._connexion.is_closed():
                raise self._panne("transport.coupe") from erreur
            raise self._panne("transport.autre", detail="SFTP fermé", reussi=("joint",)) from erreur
        except (OSError, asyncssh.Error, TimeoutError) as erreur:
            raise panne_de_connexion(erreur, self.hote) from erreur
        finally:
            if self._sftp is None:
                await self.fermer()

    async def attendre(self, geste: Awaitable[T], *, ecriture: bool = False) -> T:
        """The result of one exchange with the server; its faults in the words of a transport."""
        import asyncssh  # noqa: PLC0415 - loaded by then

        try:
            return await asyncio.wait_for(geste, self._delais.silence)
        except asyncssh.SFTPError as erreur:
            raise await self._traduire(erreur, ecriture) from erreur
        except (OSError, asyncssh.Error, TimeoutError) as erreur:
            await self.fermer()
            raise self._panne("transport.coupe") from erreur

    def allure(self) -> Allure:
        """What tells whether bytes come fast enough."""
        return Allure(self._delais, self.hote)

    def rompre(self) -> None:
        """Drop the connection at once; call it on the loop."""
        if self._connexion is not None:
            self._connexion.abort()

    async def fermer(self) -> None:
        """Close, without waiting for a server that no longer answers."""
        connexion, self._connexion, self._sftp = self._connexion, None, None
        if connexion is None:
            return
        connexion.close()
        try:
            await asyncio.wait_for(connexion.wait_closed(), 1)
        except TimeoutError:
            connexion.abort()
            with suppress(TimeoutError):
                await asyncio.wait_for(connexion.wait_closed(), 1)

    def _options(self) -> dict[str, Any]:
        """Nothing of this machine's own SSH: no configuration, agent, keys nor known hosts."""
        cle = self._cle()
        return {
            "client_factory": lambda: _gardien(self),
            "known_hosts": ([], [], []),
            "server_host_key_algs": list(_CLES_D_HOTE),
            "config": None,
            "agent_path": None,
            "gss_host": None,
            "username": self._acces.utilisateur,
            "client_keys": [cle] if cle is not None else None,
            "password": None if cle is not None else self._acces.secret,
            "preferred_auth": "publickey" if cle is not None else "password,keyboard-interactive",
            "login_timeout": self._delais.connexion,
            "connect_timeout": self._delais.connexion,
            "request_pty": False,
        }

    def _cle(self) -> asyncssh.SSHKey | None:
        """The private key; its passphrase is the secret of the destination."""
        if not self._acces.cle.strip():
            return None
        import asyncssh  # noqa: PLC0415 - loaded by then

        try:
            return asyncssh.import_private_key(self._acces.cle, self._acces.secret or None)
        except (asyncssh.KeyImportError, asyncssh.KeyEncryptionError, ValueError) as erreur:
            raise self._panne("transport.secret") from erreur

    def accepter(self, empreinte: str) -> bool:
        """Whether the host shows the key a person accepted."""
        self.empreinte = empreinte
        return hmac.compare_digest(empreinte, _normale(self._acces.empreinte))

    def _hote_refuse(self) -> PanneEnvironnement:
        connue = _normale(self._acces.empreinte)
        if not connue:
            return self._panne(
                "transport.hote_inconnu", empreinte=self.empreinte, reussi=("joint",)
            )
        return self._panne(
            "transport.hote_change", empreinte=self.empreinte, connue=connue, reussi=("joint",)
        )

    async def _traduire(self, erreur: asyncssh.SFTPError, ecriture: bool) -> PanneEnvironnement:
        import asyncssh  # noqa: PLC0415 - loaded by then

        if isinstance(erreur, asyncssh.SFTPConnectionLost | asyncssh.SFTPNoConnection):
            await self.fermer()
            return self._panne("transport.coupe")
        refus = "transport.lecture_seule" if ecriture else "transport.refuse"
        codes = {
            asyncssh.SFTPNoSuchFile: "transport.introuvable",
            asyncssh.SFTPNoSuchPath: "transport.introuvable",
            asyncssh.SFTPNoSpaceOnFilesystem: "transport.plein",
            asyncssh.SFTPQuotaExceeded: "transport.plein",
            asyncssh.SFTPPermissionDenied: refus,
            asyncssh.SFTPWriteProtect: refus,
            asyncssh.SFTPLinkLoop: "transport.lien",
        }
        code = codes.get(type(erreur)) or (await self._disque() if ecriture else "")
        return self._panne(code or "transport.autre", detail=f"SFTP {erreur.code}")

    async def _disque(self) -> str:
        """SFTP 3 says “failure” of a full disk as of a read-only one: the disk itself tells."""
        import asyncssh  # noqa: PLC0415 - loaded by then

        try:
            disque = await asyncio.wait_for(
                self.sftp.statvfs(self.racine or "."), self._delais.silence
            )
        except (asyncssh.Error, OSError, TimeoutError):
            return ""
        if disque.flags & _LECTURE_SEULE:
            return "transport.lecture_seule"
        return "transport.plein" if disque.bavail * disque.frsize < _PRESQUE_RIEN else ""

    def _panne(self, code: str, **params: Any) -> PanneEnvironnement:
        return PanneEnvironnement(code, adresse=self.hote, **params)


def _gardien(lien: Lien) -> asyncssh.SSHClient:
    """What asks `lien` about the host key; made late, for its base class is loaded late."""
    import asyncssh  # noqa: PLC0415 - loaded by then

    class Gardien(asyncssh.SSHClient):
        def validate_host_public_key(
            self, host: str, addr: str, port: int, key: asyncssh.SSHKey
        ) -> bool:
            return lien.accepter(key.get_fingerprint())

    return Gardien()


def lire_adresse(acces: Acces) -> tuple[str, int, str]:
    """Host, port and folder of `host`, `host:port`, `host/folder` or `sftp://host/folder`.

    The login has its own field: one in the address is refused, as is a password.
    """
    adresse = acces.adresse.strip()
    try:
        if _est_ipv6(adresse):
            adresse = f"[{adresse}]"
        lue = urlsplit(adresse if "://" in adresse else f"sftp://{adresse}")
        port = lue.port or acces.port or _PORT
    except ValueError as erreur:
        raise PanneEnvironnement("transport.adresse", adresse="") from erreur
    hote = lue.hostname or ""
    if lue.scheme != "sftp" or not hote_possible(hote) or lue.username is not None:
        raise PanneEnvironnement("transport.adresse", adresse=hote)
    # After the host: an absolute folder, as everybody reads `host/srv/depots`; nothing: the home.
    return hote, port, lue.path.rstrip("/")


def _est_ipv6(adresse: str) -> bool:
    """Whether that is such an address alone, without the brackets a port would ask for."""
    try:
        return bool(IPv6Address(adresse))
    except ValueError:
        return False


def _normale(empreinte: str) -> str:
    """`SHA256:…` without the padding some tools add."""
    return empreinte.strip().rstrip("=")
