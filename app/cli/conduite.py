"""One command run: its exit code, and how what went wrong is said."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from app.cli.sortie import Code, alerter, en_json
from app.core import logging
from app.core.errors import AppError, PanneEnvironnement
from app.core.i18n import _
from app.core.suivi import Annule

if TYPE_CHECKING:
    from ui.messages.modele import Texte

Commande = Callable[[argparse.Namespace, Any], Code]


def conduire(
    args: argparse.Namespace, machine: Any, en_mots: Callable[[AppError], Texte] | None = None
) -> int:
    """Run the command that was understood; errors are worded as in the windows, or by `en_mots`."""
    commande: Commande = args.commande
    try:
        return int(commande(args, machine))
    except AppError as erreur:
        return _dire_erreur(erreur, en_mots, en_json_=args.json)
    except (KeyboardInterrupt, Annule):
        return _dire_defaut("arrete", _("Arrêté : rien n’a été fait à moitié."), en_json_=args.json)
    except BrokenPipeError:
        return Code.DEFAUT
    except Exception as erreur:
        logging.consigner(erreur)
        dit = _("Voyette a rencontré un défaut. Ce qui était enregistré est intact.")
        code = _dire_defaut("defaut", dit, en_json_=args.json)
        alerter(logging.recit(erreur))
        return code
    finally:
        logging.fermer()


def ajouter(commandes: Any, nom: str, aide: str, fonction: Commande) -> argparse.ArgumentParser:
    """A command of the parser, with its `--json`."""
    commande: argparse.ArgumentParser = commandes.add_parser(nom, help=aide, description=aide)
    commande.add_argument("--json", action="store_true", help=_("réponse en JSON"))
    commande.set_defaults(commande=fonction)
    return commande


def _dire_erreur(
    erreur: AppError, en_mots: Callable[[AppError], Texte] | None, *, en_json_: bool
) -> Code:
    from ui import messages  # noqa: PLC0415 - only when something went wrong

    texte = (en_mots or messages.mots)(erreur)
    if en_json_:
        en_json({"erreur": erreur.code, "texte": texte.en_lignes()})
    alerter(texte.en_lignes())
    return Code.PANNE if isinstance(erreur, PanneEnvironnement) else Code.REFUSE


def _dire_defaut(quoi: str, texte: str, *, en_json_: bool) -> Code:
    if en_json_:
        en_json({"erreur": quoi, "texte": texte})
    alerter(texte)
    return Code.DEFAUT
