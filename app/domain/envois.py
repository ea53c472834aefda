"""Words and rules of the outbox: a package is prepared, deposited, acknowledged.

Delivery is at least once: a package may be deposited twice, its number and hash make it count once.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from enum import StrEnum
from types import MappingProxyType

from app.core.errors import RegleMetier


class EtatColis(StrEnum):
    """Where a package stands."""

    PREPARE = "prepare"
    DEPOSE = "depose"
    ACCUSE = "accuse"
    REFUSE = "refuse"
    ANNULE = "annule"


class GenreDestination(StrEnum):
    """How a package travels: a folder (synced, or a USB key), SFTP, WebDAV."""

    DOSSIER = "dossier"
    SFTP = "sftp"
    WEBDAV = "webdav"


class Protection(StrEnum):
    """How a package is closed: to a key (age), or with a passphrase (AES zip)."""

    AGE = "age"
    ZIP_AES = "zip_aes"


class Format(StrEnum):
    """What a package holds."""

    XLSX = "xlsx"
    CSV_FR = "csv_fr"
    CSV_INTERNATIONAL = "csv_international"
    JSONL = "jsonl"
    PDF = "pdf"


class Etendue(StrEnum):
    """Everything, or what changed since the last acknowledged package."""

    COMPLET = "complet"
    DELTA = "delta"


class Frequence(StrEnum):
    """How often the app proposes to prepare the next package; a person always does it."""

    A_LA_DEMANDE = "a_la_demande"
    HEBDOMADAIRE = "hebdomadaire"
    MENSUELLE = "mensuelle"


class IssueEssai(StrEnum):
    """How an attempt to deposit ended."""

    DEPOSE = "depose"
    DEJA_LA = "deja_la"
    ECHEC = "echec"


class GenreRetour(StrEnum):
    """What a file dropped by the bailleur is."""

    ACCUSE = "accuse"
    RECLAMATIONS = "reclamations"
    DATES = "dates"
    LOYERS = "loyers"
    LOCATAIRES = "locataires"
    PARC = "parc"
    COMMISSIONS = "commissions"
    INCONNU = "inconnu"


class EtatRetour(StrEnum):
    """What became of a file that came in."""

    A_LIRE = "a_lire"
    APPLIQUE = "applique"
    ECARTE = "ecarte"


_SUITES: MappingProxyType[EtatColis, frozenset[EtatColis]] = MappingProxyType(
    {
        EtatColis.PREPARE: frozenset({EtatColis.DEPOSE, EtatColis.ANNULE}),
        # A receipt may come before we know our own deposit went through (cut before the reply).
        EtatColis.DEPOSE: frozenset({EtatColis.ACCUSE, EtatColis.REFUSE, EtatColis.PREPARE}),
        EtatColis.ACCUSE: frozenset(),
        # A recipient may accept what it had refused, once it found what was wrong on its side.
        EtatColis.REFUSE: frozenset({EtatColis.PREPARE, EtatColis.ANNULE, EtatColis.ACCUSE}),
        EtatColis.ANNULE: frozenset(),
    }
)
PREMIER_DELAI = timedelta(minutes=1)
DELAI_MAX = timedelta(hours=6)


def passer(etat: EtatColis, vers: EtatColis) -> EtatColis:
    """The new state of a package; raises `RegleMetier("envoi.etat")` when it cannot be next.

    A receipt proves the package arrived, whatever we knew of its deposit.
    """
    recu = vers in (EtatColis.ACCUSE, EtatColis.REFUSE) and etat is EtatColis.PREPARE
    if not recu and vers not in _SUITES[etat]:
        raise RegleMetier("envoi.etat", etat=etat.value, vers=vers.value)
    return vers


def attendre(essais: int, hasard: Callable[[], float]) -> timedelta:
    """How long to wait after `essais` failures: twice as long each time, up to six hours.

    `hasard` gives a number in [0, 1): half of the wait is drawn, so that laptops of one office do
    not all come back together.
    """
    plein = min(DELAI_MAX, PREMIER_DELAI * (1 << min(essais - 1, 20)))
    return plein * (0.5 + hasard() / 2)
