"""Photos, files and signatures on their way from a field to the base, then into the answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from app.domain.enquetes.formulaire import GenreQuestion
from app.domain.enquetes.noeuds import Noeud
from app.services.enquetes import pieces
from app.services.enquetes.pieces import (
    JoindreFichier,
    JoindrePhoto,
    JoindreSignature,
    PieceJointe,
)
from ui.contexte import Contexte
from ui.navigation import Page
from ui.pages.enquete.pieces import ChampFichier, ChampSignature
from ui.pages.enquete.questions import ChampQuestion


class Pieces:
    """Keeps what fields give; `repondre(node, name)` is told the name that is now the answer."""

    def __init__(
        self, contexte: Contexte, page: Page, repondre: Callable[[Noeud, str], None]
    ) -> None:
        self._contexte = contexte
        self._page = page
        self._repondre = repondre

    def accueillir(self, champ: ChampQuestion, enquete_id: UUID) -> None:
        """Listen to a new field of that questionnaire."""
        if isinstance(champ, ChampFichier):
            champ.choisi.connect(partial(self._joindre, champ, enquete_id))
            champ.retire.connect(self._retirer)
        elif isinstance(champ, ChampSignature):
            champ.signe.connect(partial(self._signer, champ, enquete_id))
            champ.retire.connect(self._retirer)

    def _retirer(self, noeud: Noeud) -> None:
        self._repondre(noeud, "")

    def _joindre(self, champ: ChampQuestion, enquete_id: UUID, noeud: Noeud, fichier: Path) -> None:
        repere = champ.rempli.repere(noeud)
        if champ.question.genre is GenreQuestion.IMAGE:
            photo = JoindrePhoto(enquete_id, repere, fichier, noeud.valeur)
            self._lancer(noeud, pieces.joindre_photo, photo)
        else:
            autre = JoindreFichier(enquete_id, repere, fichier, noeud.valeur)
            self._lancer(noeud, pieces.joindre_fichier, autre)

    def _signer(self, champ: ChampQuestion, enquete_id: UUID, noeud: Noeud, png: bytes) -> None:
        repere = champ.rempli.repere(noeud)
        cmd = JoindreSignature(enquete_id, repere, png, noeud.valeur)
        self._lancer(noeud, pieces.joindre_signature, cmd)

    def _lancer(self, noeud: Noeud, service: Any, commande: object) -> None:
        def fini(jointe: PieceJointe) -> None:
            self._repondre(noeud, jointe.nom)

        self._contexte.jobs.lancer(service, commande, quand_fini=fini, proprietaire=self._page)
