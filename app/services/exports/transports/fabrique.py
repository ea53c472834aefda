"""The transport of a destination."""

from __future__ import annotations

from app.core.errors import PanneEnvironnement
from app.domain.envois import GenreDestination
from app.services.exports.transports.contrat import Acces, Transport


def ouvrir(acces: Acces) -> Transport:
    """What carries packages there; nothing is reached before it is asked something.

    Raises `transport.adresse` for an address that cannot be used, `transport.secret` when a server
    is to be entered and no password nor key is known on this machine.
    """
    # Libraries of the network are only loaded by those who use it.
    if acces.genre is GenreDestination.DOSSIER:
        from app.services.exports.transports.dossier import TransportDossier  # noqa: PLC0415

        return TransportDossier(acces)
    if not acces.secret and not acces.cle.strip():
        raise PanneEnvironnement("transport.secret", adresse="")
    if acces.genre is GenreDestination.SFTP:
        from app.services.exports.transports.sftp import TransportSftp  # noqa: PLC0415

        return TransportSftp(acces)
    from app.services.exports.transports.webdav import TransportWebdav  # noqa: PLC0415

    return TransportWebdav(acces)
