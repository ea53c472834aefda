"""The words of every error: what is wrong, why, what to do. No Qt here: windows, paper and the
command line say the same thing.

Each module of this package words the codes of one subject in its `MESSAGES`, and loads no service:
an error must not wait for the whole app. Those called `dire_…` word other things and are not read
here.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from app.core.errors import AppError
from ui.messages.modele import Message, Texte, mettre_en_mots

__all__ = ["Message", "Texte", "codes", "mots"]


def mots(erreur: AppError) -> Texte:
    """The three sentences that word `erreur` in the language spoken now.

    A code worded apart for some sort of thing (`code.sorte`, when `params` tell the sort) is said
    in those words. One that nobody worded still gives an honest text, never an exception.
    """
    messages = codes()
    precis = f"{erreur.code}.{erreur.params.get('sorte', '')}"
    message = messages.get(precis) or messages.get(erreur.code) or messages["general.sans_texte"]
    return mettre_en_mots(message, {**erreur.params, "code": erreur.code})


@cache
def codes() -> Mapping[str, Message]:
    """Every worded code; the first module wins (a test refuses a code worded twice)."""
    reunis: dict[str, Message] = {}
    for messages in par_module().values():
        reunis = {**messages, **reunis}
    return reunis


def par_module() -> dict[str, Mapping[str, Message]]:
    """The messages of each module of this package."""
    noms = [m.name for m in pkgutil.iter_modules(__path__) if not m.name.startswith("dire_")]
    modules = {nom: importlib.import_module(f"{__name__}.{nom}") for nom in noms}
    return {nom: getattr(module, "MESSAGES", {}) for nom, module in modules.items()}
