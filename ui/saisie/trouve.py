"""A field that finds something by words: what it is to find a household or a dwelling."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from ui.contexte import Contexte
from ui.saisie.champs import Saisissable
from ui.visite.proposition import Proposition, Propositions
from ui.widgets import Etiquette, SearchField


class ChoixTrouve(Saisissable):
    """What was chosen among what answers the words typed; Enter takes the line shown.

    Who inherits asks for what answers in `_demander`, gives it to `_proposer` and, in `_prendre`,
    shows what was chosen.
    """

    def __init__(self, contexte: Contexte, invite: str) -> None:
        super().__init__()
        self._contexte = contexte
        self._id: UUID | None = None
        self.champ = SearchField(invite)
        self.propositions = Propositions(self.champ)
        self.dit = Etiquette("", "secondaire", retour_ligne=True)
        self.dit.hide()
        self.champ.textEdited.connect(self._tape)
        self.champ.cherche.connect(self._chercher)
        self.champ.valide.connect(self.propositions.choisir)
        self.propositions.choisie.connect(self._prendre)
        self.contenir(self.champ, self.dit)

    def valeur(self) -> UUID | None:
        """What was chosen."""
        return self._id

    def fixer(self, valeur: Any) -> None:
        """Show something given as (id, words), or nothing."""
        self._id, mots = valeur if isinstance(valeur, tuple) else (None, "")
        self.champ.setText(mots)
        self._dire("")

    def contenu(self) -> str:
        """The id and the words."""
        return f"{self._id or ''}|{self.champ.text()}"

    def restaurer(self, contenu: str) -> None:
        """Put them back."""
        id_, _barre, mots = contenu.partition("|")
        self.champ.setText(mots)
        self._id = UUID(id_) if id_ else None

    def _demander(self, texte: str) -> None:
        """Read what answers these words."""

    def _prendre(self, lu: Any) -> None:
        """A line was taken."""

    def _choisir(self, id_: UUID, mots: str, dit: str) -> None:
        """That one is chosen: its words in the field, what is said of it under."""
        self._id = id_
        self.champ.setText(mots)
        self._dire(dit)
        self.change.emit()

    def _proposer(self, texte: str, trouves: Iterable[Proposition], aucun: str) -> None:
        """Show what answers `texte`, unless other words were typed since."""
        if self._id is not None or texte != self.champ.text().strip():
            return
        lignes = list(trouves)
        self.propositions.proposer(lignes)
        self._dire("" if lignes else aucun)

    def _tape(self, _texte: str) -> None:
        self._id = None
        self._dire("")
        self.change.emit()

    def _chercher(self, texte: str) -> None:
        if self._id is not None or not texte:
            self.propositions.hide()
        else:
            self._demander(texte)

    def _dire(self, texte: str) -> None:
        self.dit.setText(texte)
        self.dit.setVisible(bool(texte))
