"""Passwords and private keys of destinations: the system's keyring, else the encrypted base.

What is too long for every system's keyring (Windows stops at 1,280 characters: an SSH key does not
fit) goes to the base. Only keyrings that encrypt are used: never a file in clear.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import SecretLocal
from db.uow import Transaction

SERVICE = "Voyette"
LONGUEUR_MAX = 1_000
_ESSAI = "voyette:essai"
_SURS = "keyring.backends."
"""Back-ends of `keyring` itself talk to the system's own store; others may write plain files."""
_INERTES = ("keyring.backends.fail", "keyring.backends.null")


class Genre(StrEnum):
    """What is kept for a destination."""

    MOT_DE_PASSE = "mot_de_passe"
    CLE = "cle"


class Rangement(StrEnum):
    """Where a secret is kept, to be told to the person."""

    SYSTEME = "systeme"
    BASE = "base"


class PorteCles(Protocol):
    """A keyring: what `keyring` back-ends offer. Any call may raise."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of that name, or None."""
        ...

    def set_password(self, service: str, username: str, password: str) -> None:
        """Keep it."""
        ...

    def delete_password(self, service: str, username: str) -> None:
        """Forget it."""
        ...


def nom(destination_id: UUID, genre: Genre, serveur: str) -> str:
    """The name a secret is kept under: it tells nothing to who reads the keyring's list.

    `serveur` is that of `app.domain.destinations`: whatever becomes of a destination, undone
    changes included, a password is never handed to another server than the one it was typed for.
    """
    return f"destination:{destination_id.hex}:{genre.value}:{serveur}"


def porte_cles_du_systeme() -> PorteCles | None:
    """The keyring of this session, tried with a word that means nothing; None when it fails."""
    trouve = _chercher()
    if trouve is None:
        return None
    try:
        trouve.set_password(SERVICE, _ESSAI, "essai")
        bon = trouve.get_password(SERVICE, _ESSAI) == "essai"
        trouve.delete_password(SERVICE, _ESSAI)
    except Exception:  # back-ends raise their own system's errors, not only keyring's
        return None
    return trouve if bon else None


def confier(quoi: str, valeur: str, porte_cles: PorteCles | None) -> bool:
    """Give a secret to the keyring; False when it cannot take it: the base must.

    A keyring may ask the person to unlock it: never call this inside a transaction.
    """
    if porte_cles is None or len(valeur) > LONGUEUR_MAX:
        retirer(quoi, porte_cles)
        return False
    try:
        porte_cles.set_password(SERVICE, quoi, valeur)
    except Exception:  # see `porte_cles_du_systeme`
        return False
    return True


def retirer(quoi: str, porte_cles: PorteCles | None) -> None:
    """Take a secret out of the keyring, as far as it lets us. Outside any transaction."""
    if porte_cles is None:
        return
    try:
        if porte_cles.get_password(SERVICE, quoi) is not None:
            porte_cles.delete_password(SERVICE, quoi)
    except Exception:  # nothing more can be done from here: it is no longer used
        return


def demander(quoi: str, porte_cles: PorteCles | None) -> str:
    """The secret as the keyring knows it, "" when it does not. Outside any transaction."""
    if porte_cles is None:
        return ""
    try:
        return porte_cles.get_password(SERVICE, quoi) or ""
    except Exception:  # a locked keyring: as if it knew nothing
        return ""


def dans_la_base(session: Session, quoi: str) -> str:
    """The secret as the encrypted base knows it, "" when it does not."""
    octets = session.scalar(select(SecretLocal.valeur).where(SecretLocal.nom == quoi))
    return octets.decode() if octets is not None else ""


def ecrire(tx: Transaction, quoi: str, valeur: str) -> None:
    """Keep a secret in the base, "" to forget it."""
    tx.session.execute(delete(SecretLocal).where(SecretLocal.nom == quoi))
    if valeur:
        tx.session.add(SecretLocal(id=tx.ids.new(), nom=quoi, valeur=valeur.encode()))
        tx.session.flush()


def _chercher() -> PorteCles | None:
    """The first back-end of the system's own; None without the library or without any."""
    try:
        import keyring  # noqa: PLC0415 - 80 ms that only sending pays
    except ImportError:
        return None
    try:
        choisi: Any = keyring.get_keyring()
        candidats = list(getattr(choisi, "backends", ())) or [choisi]
    except Exception:  # a broken configuration of the machine: the base will do
        return None
    for candidat in candidats:
        module = type(candidat).__module__
        if module.startswith(_SURS) and not module.startswith(_INERTES):
            trouve: PorteCles = candidat
            return trouve
    return None
