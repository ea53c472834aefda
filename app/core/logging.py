"""A rotating log that says what the program did, never about whom.

Only our own loggers and warnings are written. Exceptions are reduced to their types and code
locations: their messages may quote what was typed.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from types import TracebackType

from app import __version__

NOM = "voyette"
TAILLE = 512 * 1024
NOMBRE = 4


class FormatSansPersonne(logging.Formatter):
    """Writes exceptions as types and places only."""

    def formatException(  # noqa: N802 - name given by the standard library
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, ...],
    ) -> str:
        """The chain of types and code locations, without any message or value."""
        erreur = ei[1]
        return recit(erreur) if isinstance(erreur, BaseException) else ""


def recit(erreur: BaseException) -> str:
    """Where a defect happened: types and code locations of the chain, no message, no value."""
    from traceback import extract_tb  # noqa: PLC0415 - rarely needed

    lignes: list[str] = []
    vu: set[int] = set()
    courante: BaseException | None = erreur
    while courante is not None and id(courante) not in vu:
        vu.add(id(courante))
        lignes.append(f"{type(courante).__module__}.{type(courante).__qualname__}")
        for cadre in extract_tb(courante.__traceback__):
            lignes.append(f"  {_lieu(cadre.filename)}:{cadre.lineno} {cadre.name}")
        courante = courante.__cause__ or courante.__context__
    return "\n".join(lignes)


def _lieu(fichier: str) -> str:
    """The end of a path: folders of the machine may carry a person's name."""
    return "/".join(Path(fichier).parts[-3:])


def versions() -> str:
    """Versions of the app, of Python and of the system, for a report."""
    import platform  # noqa: PLC0415 - rarely needed

    return f"Voyette {__version__} · Python {platform.python_version()} · {platform.platform()}"


def installer(dossier: Path) -> logging.Logger:
    """Start the rotating log in `dossier`; without a writable folder the app goes on unlogged."""
    journal = logging.getLogger(NOM)
    journal.setLevel(logging.INFO)
    journal.propagate = False
    fermer()
    from logging.handlers import RotatingFileHandler  # noqa: PLC0415 - 20 ms: after the painting

    try:
        dossier.mkdir(parents=True, exist_ok=True)
        sortie: logging.Handler = RotatingFileHandler(
            dossier / "voyette.log", maxBytes=TAILLE, backupCount=NOMBRE, encoding="utf-8"
        )
    except OSError:
        sortie = logging.NullHandler()
    sortie.setFormatter(FormatSansPersonne("%(asctime)s %(levelname)s %(name)s %(message)s"))
    journal.addHandler(sortie)
    journal.info("%s", versions())
    return journal


def fermer() -> None:
    """Close the log file."""
    journal = logging.getLogger(NOM)
    for sortie in tuple(journal.handlers):
        journal.removeHandler(sortie)
        sortie.close()


def journal(nom: str) -> logging.Logger:
    """The logger of one part of the app."""
    return logging.getLogger(f"{NOM}.{nom}")


def consigner(erreur: BaseException) -> None:
    """Write a defect in the log: types and places only."""
    journal("defaut").error("%s", recit(erreur))


def en_dernier_recours(
    genre: type[BaseException], erreur: BaseException, trace: TracebackType | None
) -> None:
    """An excepthook that logs without data and says on stderr where it happened."""
    if issubclass(genre, KeyboardInterrupt):
        sys.__excepthook__(genre, erreur, trace)
        return
    consigner(erreur)
    sys.stderr.write(recit(erreur) + "\n")
