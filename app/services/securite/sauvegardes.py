"""The backups of a folder: how they are named, which are kept when they thin out.

Names carry a number that only grows: order never depends on a clock. A backup is a base like any
other, with its own vault beside it: `voyette-000012-20261124-143005.voyette` and `.coffre`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from app.services.securite import fichiers
from app.services.securite.coffre_format import SUFFIXE_BASE, coffre_de

PREFIXE = "voyette-"
_NOM = re.compile(rf"{PREFIXE}(\d{{6,}})-(\d{{8}}-\d{{6}}){re.escape(SUFFIXE_BASE)}")


@dataclass(frozen=True, slots=True)
class Sauvegarde:
    """One backup: its file, its number, when the clock said it was made (UTC), its size."""

    chemin: Path
    numero: int
    faite_le: datetime
    octets: int

    @property
    def jour(self) -> date:
        """The local day it was made on."""
        return self.faite_le.astimezone().date()


@dataclass(frozen=True, slots=True)
class Regle:
    """How many are kept: all of the newest day (up to a limit), then per day, week, month."""

    du_jour: int = 20
    jours: int = 7
    semaines: int = 5
    mois: int = 12


def lister(dossier: Path) -> list[Sauvegarde]:
    """The backups of a folder, newest first (by number); other files are ignored."""
    try:
        trouvees = [_lire(p) for p in dossier.iterdir()]
    except FileNotFoundError:
        return []
    except OSError as erreur:
        raise fichiers.panne(erreur, dossier) from erreur
    return sorted((s for s in trouvees if s), key=lambda s: s.numero, reverse=True)


def nom_suivant(dossier: Path, instant: datetime) -> str:
    """The file name of the next backup of a folder."""
    numero = max((s.numero for s in lister(dossier)), default=0) + 1
    return f"{PREFIXE}{numero:06d}-{instant.astimezone(UTC):%Y%m%d-%H%M%S}{SUFFIXE_BASE}"


def a_garder(sauvegardes: Iterable[Sauvegarde], regle: Regle) -> set[int]:
    """The numbers to keep; the newest always is.

    Going from the newest number to the oldest, the last one of each of the latest days, weeks and
    months is kept. Only the equality of dates counts: a clock that jumps misplaces nothing.
    """
    recentes = sorted(sauvegardes, key=lambda s: s.numero, reverse=True)
    if not recentes:
        return set()
    dernier = recentes[0].jour
    gardees = {
        s.numero for s in [s for s in recentes if s.jour == dernier][: max(1, regle.du_jour)]
    }
    for combien, periode in (
        (regle.jours, _jour),
        (regle.semaines, _semaine),
        (regle.mois, _mois),
    ):
        vues: dict[tuple[int, ...], int] = {}
        for sauvegarde in recentes:
            vues.setdefault(periode(sauvegarde.jour), sauvegarde.numero)
        gardees.update(list(vues.values())[:combien])
    return gardees


def _jour(jour: date) -> tuple[int, ...]:
    return (jour.year, jour.month, jour.day)


def _semaine(jour: date) -> tuple[int, ...]:
    return tuple(jour.isocalendar()[:2])


def _mois(jour: date) -> tuple[int, ...]:
    return (jour.year, jour.month)


def eclaircir(dossier: Path, regle: Regle | None = None) -> list[Sauvegarde]:
    """Remove the backups the rule does not keep; returns those removed."""
    toutes = lister(dossier)
    gardees = a_garder(toutes, regle or Regle())
    retirees = [s for s in toutes if s.numero not in gardees]
    for sauvegarde in retirees:
        try:
            # The base first: a vault alone is not a backup, a base alone would look like one.
            sauvegarde.chemin.unlink(missing_ok=True)
            coffre_de(sauvegarde.chemin).unlink(missing_ok=True)
        except OSError as erreur:
            raise fichiers.panne(erreur, sauvegarde.chemin) from erreur
    return retirees


def _lire(chemin: Path) -> Sauvegarde | None:
    trouve = _NOM.fullmatch(chemin.name)
    if trouve is None or not chemin.is_file():
        return None
    try:
        faite_le = datetime.strptime(trouve[2], "%Y%m%d-%H%M%S").replace(tzinfo=UTC)
        faite_le.astimezone()
    except (ValueError, OverflowError, OSError):
        return None
    return Sauvegarde(chemin, int(trouve[1]), faite_le, chemin.stat().st_size)
