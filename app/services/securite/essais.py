"""Slowing down guesses: a delay that grows with failed tries and survives a restart.

Only a count is kept, beside the base: no date, no secret. Time is measured on a monotonic clock,
so changing the date shortens nothing; after a restart the whole delay runs again. It protects the
person at her desk; against someone who copied the files, argon2id does (docs/adr/0010).
"""

from __future__ import annotations

import json
import math
import time
from collections.abc import Callable
from pathlib import Path

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.services.securite import coffre, fichiers
from app.services.securite.cles import CleOuverte

SUFFIXE = ".essais"
SANS_ATTENTE = 3
ATTENTE_MAX = 300.0
_ILLISIBLE = 8  # an unreadable file counts as a few failures: 64 s, never for ever

Horloge = Callable[[], float]


def attente_apres(echecs: int) -> float:
    """Seconds to wait after so many failures in a row: none up to 3, then 4, 8, … 300."""
    if echecs <= SANS_ATTENTE:
        return 0.0
    return min(2.0 ** min(echecs - SANS_ATTENTE + 1, 32), ATTENTE_MAX)


class Essais:
    """The tries at one base, from the moment this object is made."""

    def __init__(self, base: Path, monotone: Horloge = time.monotonic) -> None:
        self._chemin = base.with_name(base.name + SUFFIXE)
        self._monotone = monotone
        self._echecs = self._lire()
        self._depuis = monotone()

    @property
    def echecs(self) -> int:
        """Failures in a row."""
        return self._echecs

    def attente(self) -> float:
        """Seconds left before the next try, 0 when one may try now."""
        passe = max(0.0, self._monotone() - self._depuis)
        return max(0.0, attente_apres(self._echecs) - passe)

    def annoncer(self) -> None:
        """Count a try before it is made, so that killing the app does not erase it.

        Raises `EntreeInvalide("coffre.trop_d_essais", secondes=…)` while the delay runs.
        """
        reste = self.attente()
        if reste > 0:
            raise EntreeInvalide("coffre.trop_d_essais", secondes=math.ceil(reste))
        self._echecs += 1
        self._ecrire()

    def echouer(self) -> None:
        """The try failed: the delay runs from now."""
        self._depuis = self._monotone()

    def reussir(self) -> None:
        """The try succeeded: forget the failures."""
        self._echecs = 0
        self._ecrire()

    def reprendre(self) -> None:
        """The try came to nothing for another reason than the phrase: it does not count."""
        self._echecs = max(0, self._echecs - 1)
        self._ecrire()

    def _lire(self) -> int:
        try:
            valeur = json.loads(self._chemin.read_bytes())
            return max(0, min(int(valeur["echecs"]), 1000))
        except FileNotFoundError:
            return 0
        except (OSError, ValueError, KeyError, TypeError, OverflowError, RecursionError):
            return _ILLISIBLE

    def _ecrire(self) -> None:
        """Best effort: on a disk that refuses writes, the count still runs in memory."""
        try:
            if self._echecs:
                contenu = json.dumps({"version": 1, "echecs": self._echecs}).encode()
                fichiers.ecrire(self._chemin, contenu)
            else:
                self._chemin.unlink(missing_ok=True)
        except (PanneEnvironnement, OSError):
            return


def deverrouiller(
    base: Path, phrase: str, essais: Essais, *, fente_id: str | None = None
) -> CleOuverte:
    """Open by a passphrase, counting tries. Raises what `coffre.ouvrir` and `annoncer` raise."""
    return _compter(essais, lambda: coffre.ouvrir(base, phrase, fente_id=fente_id))


def deverrouiller_par_cle_de_secours(base: Path, texte: str, essais: Essais) -> CleOuverte:
    """Open by the recovery key; a mistyped group is named and does not count as a try."""
    return _compter(essais, lambda: coffre.ouvrir_par_cle_de_secours(base, texte))


def _compter(essais: Essais, tentative: Callable[[], CleOuverte]) -> CleOuverte:
    essais.annoncer()
    try:
        cle = tentative()
    except EntreeInvalide as erreur:
        if erreur.code in ("coffre.phrase_refusee", "secours.refusee"):
            essais.echouer()
        else:
            essais.reprendre()
        raise
    except PanneEnvironnement:
        essais.reprendre()
        raise
    essais.reussir()
    return cle
