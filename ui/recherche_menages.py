"""Households and estates asked for by the shell itself: palette and header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from importlib.util import find_spec
from typing import Any

from PySide6.QtCore import QObject

from ui.contexte import Contexte
from ui.navigation import Action

COMBIEN = 8


def chercher(
    contexte: Contexte,
    texte: str,
    repondre: Callable[[str, Sequence[Action]], object],
    proprietaire: QObject,
) -> None:
    """Give the households that match to `repondre(text, actions)`; the last question wins."""
    from app.services import menages  # noqa: PLC0415 - heavy: after the lock screen

    if not hasattr(menages, "chercher"):
        return

    def recu(trouves: Sequence[Any]) -> None:
        aller = contexte.navigation.aller
        repondre(
            texte,
            [
                Action(
                    f"menage_{m.id}",
                    " · ".join(p for p in (m.nom, m.adresse) if p),
                    partial(aller, "menage", menage_id=m.id),
                )
                for m in trouves
            ],
        )

    contexte.jobs.lancer(
        menages.chercher,
        menages.Chercher(texte=texte, limite=COMBIEN),
        quand_fini=recu,
        proprietaire=proprietaire,
        cle="palette.menages",
    )


def lire_cites(
    contexte: Contexte, recu: Callable[[Sequence[Any]], object], proprietaire: QObject
) -> None:
    """Give the estates of the base to `recu`."""
    if find_spec("app.services.cites") is None:
        return
    from app.services import cites  # noqa: PLC0415 - heavy: after the lock screen

    contexte.jobs.lancer(
        cites.lister, cites.ListerCites(), quand_fini=recu, proprietaire=proprietaire
    )
