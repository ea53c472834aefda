"""What a transport does: try, deposit under a `.part` name then publish, list and read returns.

Every transport raises `PanneEnvironnement` with one of `CODES`: what failed, in words a person can
act on. It never overwrites, never follows a link, never leaves a file under its final name that is
not whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.domain.envois import GenreDestination, IssueEssai

CODES = (
    "transport.adresse",  # an address that cannot be used (http://, a password in it, no host)
    "transport.renvoi",  # the server sends elsewhere: never followed (params: vers)
    "transport.introuvable",  # folder, host or address that is not there (USB key removed)
    "transport.hors_ligne",  # no network
    "transport.refuse",  # login or password refused
    "transport.hote_inconnu",  # host key never accepted (params: empreinte)
    "transport.hote_change",  # host key is not the accepted one (params: empreinte, connue)
    "transport.certificat",  # TLS certificate refused
    "transport.mandataire",  # the proxy does not answer, or refuses
    "transport.lecture_seule",
    "transport.plein",
    "transport.verrouille",  # somebody or something holds it for now
    "transport.deja_pris",  # another file has that name, with other bytes
    "transport.coupe",  # cut in the middle: nothing was published
    "transport.altere",  # what arrived is not what left
    "transport.lien",  # a link stands where a file should
    "transport.secret",  # the password is not known on this machine
    "transport.autre",  # (params: detail, without any personal data)
)


@dataclass(frozen=True, slots=True)
class Acces:
    """A destination with what opens it; `secret` is a password, `cle` an OpenSSH private key.

    `empreinte` is the accepted host key ("SHA256:…"); `autorite` the PEM of a private certificate
    authority; `mandataire` the URL of a proxy ("" none, None that of the system). `servie`: a
    package was deposited there before, so its folders are expected.
    """

    genre: GenreDestination
    adresse: str
    port: int | None = None
    utilisateur: str = ""
    depots: str = "depots"
    retours: str = "retours"
    secret: str = ""
    cle: str = ""
    empreinte: str = ""
    autorite: str = ""
    mandataire: str | None = None
    servie: bool = False


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """What *Tester* found: codes of what works, in order, then what failed."""

    reussi: tuple[str, ...]
    empreinte: str = ""

    ETAPES = ("joint", "entre", "depots", "ecrit", "retours")


@dataclass(frozen=True, slots=True)
class FichierDistant:
    """A file of the returns folder.

    `marque` changes when the file does (date in ns, ETag): the same one is not read again. "" when
    the server says nothing of the kind.
    """

    nom: str
    taille: int
    marque: str = ""


class Transport(Protocol):
    """One way to reach a destination. Blocking: used away from the GUI and database threads."""

    def tester(self) -> Diagnostic:
        """Reach, enter, write and remove a small file in the deposits, list the returns."""
        ...

    def deposer(
        self, nom: str, morceaux: Iterable[bytes], taille: int, empreinte: str
    ) -> IssueEssai:
        """Publish those bytes under that name: `.part`, size and SHA-256 verified, no overwriting.

        DEJA_LA when the very same bytes are there already.
        """
        ...

    def lister(self) -> tuple[FichierDistant, ...]:
        """The files of the returns, by name; links, folders and hidden files are left out.

        Some may have names `lire` refuses (`transport.altere`): control characters, other systems'
        separators, bytes that are no text.
        """
        ...

    def lire(self, nom: str, taille_max: int) -> Iterator[bytes]:
        """The bytes of a file of the returns; `transport.altere` past `taille_max`."""
        ...

    def interrompre(self) -> None:
        """Break what is under way, from another thread: it raises `transport.coupe` at once."""
        ...

    def fermer(self) -> None:
        """Let go of the connection."""
        ...
