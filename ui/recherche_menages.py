"""Households and estates asked for by the shell itself: palette and header."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from app.services import cites, recherche
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
    aller = contexte.navigation.aller

    def recu(trouves: Sequence[recherche.LigneRecherche]) -> None:
        repondre(
            texte,
            [
                Action(
                    f"menage_{ligne.id}",
                    " · ".join(p for p in (ligne.nom, ligne.precision, ligne.adresse) if p),
                    partial(aller, "menage", menage_id=ligne.id),
                )
                for ligne in trouves
            ],
        )

    contexte.jobs.lancer(
        recherche.chercher,
        recherche.Chercher(texte, COMBIEN),
        quand_fini=recu,
        proprietaire=proprietaire,
        cle="palette.menages",
    )


def lire_cites(
    contexte: Contexte, recu: Callable[[Sequence[Any]], object], proprietaire: QObject
) -> None:
    """Give the estates of the base to `recu`."""
    contexte.jobs.lancer(
        cites.lister, cites.ListerCites(), quand_fini=recu, proprietaire=proprietaire
    )
