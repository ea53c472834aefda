"""`python -m app bailleur …`: the bailleur's side, which never loads the base nor the windows."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app import bootstrap
from app.cli import commandes_bailleur
from app.cli.conduite import conduire
from app.core.clock import Clock
from app.core.errors import AppError
from app.core.i18n import _

if TYPE_CHECKING:
    from ui.messages.modele import Texte


@dataclass(frozen=True, slots=True)
class Poste:
    """What the companion takes from the machine it runs on."""

    clock: Clock


def executer(arguments: list[str], poste: Poste | None = None) -> int:
    """Run one command of the companion on `poste` (this machine); its exit code."""
    ici = poste or Poste(bootstrap.compagnon())
    analyseur = argparse.ArgumentParser(
        prog="python -m app bailleur",
        description=_("Côté bailleur : ouvrir les envois, les accuser, répondre. Sans base."),
    )
    analyseur.add_argument(
        "--phrase-file",
        type=Path,
        metavar="FILE",
        help=_("fichier dont la 1re ligne est la phrase de la clé"),
    )
    commandes_bailleur.actions(analyseur)
    return conduire(analyseur.parse_args(arguments), ici, _en_mots)


def _en_mots(erreur: AppError) -> Texte:
    from ui.messages import compagnon  # noqa: PLC0415 - only when something went wrong

    return compagnon.mots(erreur)
