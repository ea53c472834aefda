"""Feelings: chosen like words, then a digit says how strong the last one is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.core.i18n import _
from app.domain.accompagnement import INTENSITE_MAX
from app.domain.catalogues import Catalogue, Entree
from app.domain.visites import RessentiSaisi
from ui.visite.puces import ChampPuces, Choix

SIGNES = {"agreable": "☺", "penible": "☹"}


class ChampRessentis(ChampPuces):
    """Type a feeling, Enter, then 1 to 5: "☹ inquiétude ●●●○○"."""

    def __init__(
        self,
        nom: str,
        catalogue: Callable[[], Catalogue],
        langue: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        self._catalogue = catalogue
        self._phase = ""
        self._intensites: dict[str, int] = {}
        super().__init__(
            nom,
            self._trouver,
            langue,
            libre=False,
            invite=_("i impatience, q inquiétude, f confiance… ↓ tout voir"),
            chiffres=True,
            parent=parent,
        )

    def en_phase(self, phase: str) -> None:
        """Propose first what people feel in that phase of their journey."""
        self._phase = phase

    def saisis(self, personne_id: UUID | None = None) -> tuple[RessentiSaisi, ...]:
        """The feelings with their strength, as said by that person."""
        return tuple(
            RessentiSaisi(code, self._intensites.get(code), personne_id) for code in self.codes()
        )

    def poser(self, choix: Sequence[Choix], intensites: Mapping[str, int]) -> None:
        """Show these feelings with their strength."""
        self._intensites = dict(intensites)
        self.fixer(choix)

    def intensites(self) -> dict[str, int]:
        """The strength of those that have one."""
        return {c: n for c, n in self._intensites.items() if c in self.codes()}

    def vider(self) -> None:
        """Nothing chosen."""
        self._intensites = {}
        super().vider()

    def chiffre_tape(self, n: int) -> None:
        """The strength of the last feeling chosen."""
        if self.codes():
            self._intensites[self.codes()[-1]] = n
            self._peindre()
            self.change.emit()

    def invite(self) -> str:
        """What the empty field says: the digit still expected, or the first words."""
        if not self.codes():
            return super().invite()
        if self.codes()[-1] in self._intensites:
            return _("autre chose ?")
        return _("de 1 léger à 5 très fort")

    def dire_choix(self, choix: Choix) -> str:
        """ "☹ inquiétude ●●●○○"."""
        entree = self._catalogue().trouver(choix.code)
        signe = SIGNES.get(entree.ton if entree else "", "")
        n = self._intensites.get(choix.code)
        force = "●" * n + "○" * (INTENSITE_MAX - n) if n else ""
        return " ".join(p for p in (signe, choix.libelle, force) if p)

    def _trouver(self, texte: str) -> Sequence[Entree]:
        catalogue = self._catalogue()
        if texte.strip():
            return catalogue.chercher(texte, self._langue())
        return catalogue.pour_phase(self._phase)
