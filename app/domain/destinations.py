"""A destination as it is typed: what an address must look like to be reached without surprise."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, replace
from ipaddress import ip_address
from pathlib import PurePosixPath, PureWindowsPath
from urllib.parse import urlsplit

from app.core.errors import EntreeInvalide
from app.domain.envois import GenreDestination

DEPOTS, RETOURS = "depots", "retours"
_HOTE = re.compile(r"[^\W_]([\w.-]{0,252}\w)?")
_ENTRE_CROCHETS = re.compile(r"\[([0-9A-Fa-f:.]+)\]")
_CLE_PRIVEE = re.compile(r"-----BEGIN ([A-Z0-9]+ )*PRIVATE KEY-----")
_EMPREINTE = re.compile(r"SHA256:[A-Za-z0-9+/]{43}=?")
_PEM = "-----BEGIN CERTIFICATE-----"
_PORT_MAX = 65_535


@dataclass(frozen=True, slots=True)
class SaisieDestination:
    """What somebody types of a destination.

    `adresse`: a folder, a host, or the `https://…` of a WebDAV folder. `autorite` is the PEM of a
    private certificate authority; `mandataire` the URL of a proxy ("" none, None the system's).
    """

    nom: str
    genre: GenreDestination
    adresse: str
    port: int | None = None
    utilisateur: str = ""
    depots: str = DEPOTS
    retours: str = RETOURS
    autorite: str = ""
    mandataire: str | None = None


def verifier(saisie: SaisieDestination) -> SaisieDestination:
    """The destination tidied up; raises `EntreeInvalide("destination.…")` with what is wrong."""
    nette = replace(
        saisie,
        nom=" ".join(saisie.nom.split()),
        adresse=saisie.adresse.strip(),
        utilisateur=saisie.utilisateur.strip(),
        depots=_sous_dossier(saisie.depots),
        retours=_sous_dossier(saisie.retours),
        autorite=saisie.autorite.strip(),
        mandataire=saisie.mandataire if saisie.mandataire is None else saisie.mandataire.strip(),
    )
    if not nette.nom:
        raise EntreeInvalide("destination.nom")
    if nette.depots.casefold() == nette.retours.casefold():
        raise EntreeInvalide("destination.memes_dossiers", dossier=nette.depots)
    if nette.port is not None and not 1 <= nette.port <= _PORT_MAX:
        raise EntreeInvalide("destination.port", port=nette.port)
    if nette.autorite and _PEM not in nette.autorite:
        raise EntreeInvalide("destination.autorite")
    _verifier_mandataire(nette.mandataire)
    _ADRESSES[nette.genre](nette)
    return nette


def verifier_empreinte(texte: str) -> str:
    """The fingerprint of a host key ("SHA256:…"); raises `EntreeInvalide`."""
    nette = texte.strip()
    if not _EMPREINTE.fullmatch(nette):
        raise EntreeInvalide("destination.empreinte", empreinte=nette[:80])
    return nette


def verifier_cle(texte: str) -> str:
    """A private key as SSH takes it; raises `EntreeInvalide("destination.cle")` for anything else.

    Whether it opens is only known when it is tried: its passphrase may come later.
    """
    nette = texte.replace("\ufeff", "").strip()
    if nette and not _CLE_PRIVEE.match(nette):
        raise EntreeInvalide("destination.cle")
    return f"{nette}\n" if nette else ""


def serveur(genre: GenreDestination, adresse: str, port: int | None, utilisateur: str) -> str:
    """What tells the place and the user a password was typed for from any other."""
    lieu = "\n".join((genre.value, adresse, str(port or ""), utilisateur))
    return hashlib.sha256(lieu.encode()).hexdigest()[:16]


def _dossier(saisie: SaisieDestination) -> None:
    """A relative folder would depend on where the app was started from."""
    adresse = saisie.adresse
    if not (PurePosixPath(adresse).is_absolute() or PureWindowsPath(adresse).is_absolute()):
        raise EntreeInvalide("destination.dossier", adresse=adresse)


def _sftp(saisie: SaisieDestination) -> None:
    if not _hote(saisie.adresse):
        raise EntreeInvalide("destination.hote", adresse=saisie.adresse)
    if not saisie.utilisateur:
        raise EntreeInvalide("destination.utilisateur")


def _hote(adresse: str) -> bool:
    """A name of the network, or an address: IPv6 with its brackets or without."""
    entre = _ENTRE_CROCHETS.fullmatch(adresse)
    if entre is None and _HOTE.fullmatch(adresse):
        return True
    try:
        return bool(ip_address(entre[1] if entre else adresse))
    except ValueError:
        return False


def _webdav(saisie: SaisieDestination) -> None:
    """Over TLS only, and no password inside the address: it would be shown and journaled."""
    try:
        url = urlsplit(saisie.adresse)
        bonne = bool(url.scheme == "https" and url.hostname and url.port != 0)
        propre = url.username is None and not url.query and not url.fragment
    except ValueError:
        bonne, propre = False, True
    if not bonne:
        raise EntreeInvalide("destination.https", adresse=saisie.adresse.rpartition("@")[2])
    if not propre:
        raise EntreeInvalide("destination.adresse_secret")


def _verifier_mandataire(adresse: str | None) -> None:
    if not adresse:
        return
    try:
        url = urlsplit(adresse)
        bon = url.scheme in ("http", "https") and bool(url.hostname) and url.username is None
    except ValueError:
        bon = False
    if not bon:
        raise EntreeInvalide("destination.mandataire", adresse=adresse.rpartition("@")[2])


def _sous_dossier(texte: str) -> str:
    """A path under the destination: nothing that leaves it."""
    net = texte.strip().replace("\\", "/").strip("/")
    parties = net.split("/")
    if not net or any(p in ("", ".", "..") or p.startswith(".") or ":" in p for p in parties):
        raise EntreeInvalide("destination.sous_dossier", dossier=texte)
    return net


_ADRESSES = {
    GenreDestination.DOSSIER: _dossier,
    GenreDestination.SFTP: _sftp,
    GenreDestination.WEBDAV: _webdav,
}
