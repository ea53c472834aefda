"""Opening the base a command works on; the passphrase never is an argument."""

from __future__ import annotations

import argparse
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from app.cli.sortie import alerter
from app.core.errors import EntreeInvalide

if TYPE_CHECKING:
    from app.services.acces import BaseServie, Machine

VARIABLE = "VOYETTE_PHRASE"


def phrase(args: argparse.Namespace) -> str:
    """The passphrase: first line of `--phrase-file`, else the environment.

    Raises `ligne.phrase_absente` or `ligne.phrase_illisible`.
    """
    fichier: Path | None = args.phrase_file
    if fichier is not None:
        try:
            lignes = fichier.read_text(encoding="utf-8-sig").splitlines()
        except (OSError, UnicodeDecodeError) as erreur:
            raise EntreeInvalide("ligne.phrase_illisible", fichier=str(fichier)) from erreur
        return lignes[0] if lignes else ""
    valeur = os.environ.get(VARIABLE)
    if not valeur:
        raise EntreeInvalide("ligne.phrase_absente", variable=VARIABLE)
    return valeur


def base(args: argparse.Namespace) -> Path:
    """The base named by `--base`; raises `ligne.base_absente` when it is not there."""
    if args.base is None:
        raise EntreeInvalide("ligne.base_non_dite")
    chemin: Path = args.base
    if not chemin.is_file():
        raise EntreeInvalide("ligne.base_absente", fichier=str(chemin))
    return chemin


@contextmanager
def ouverte(args: argparse.Namespace, machine: Machine) -> Iterator[BaseServie]:
    """The open base, closed whatever happens; a team's catalogue that does not serve is said."""
    chemin, secret = base(args), phrase(args)  # refused before anything heavy is imported
    from app.services import acces  # noqa: PLC0415 - 1 s: only when a base is opened

    servie = acces.ouvrir(chemin, secret, machine)
    if servie.base.catalogue_refuse is not None:
        from ui.messages import mots  # noqa: PLC0415 - words are needed when something is wrong

        alerter(mots(servie.base.catalogue_refuse).en_lignes())
    try:
        yield servie
    finally:
        servie.fermer()
