"""Good practices told with a visit: chosen like words, then a digit says what became of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from PySide6.QtWidgets import QWidget

from app.core.i18n import _
from app.domain.catalogues import Catalogue, Entree
from app.domain.pratiques import EtatPratique
from app.domain.visites import PratiqueSaisie
from app.services.documents.vocabulaire import dire
from app.services.pratiques import PratiqueProposee
from ui.visite.puces import ChampPuces, Choix

ETATS: Mapping[int, EtatPratique] = MappingProxyType(
    {
        1: EtatPratique.PROPOSEE,
        2: EtatPratique.ACCEPTEE,
        3: EtatPratique.DECLINEE,
        4: EtatPratique.FAITE,
    }
)
FORMES: Mapping[EtatPratique, str] = MappingProxyType(
    {
        EtatPratique.PROPOSEE: "◔",
        EtatPratique.ACCEPTEE: "◑",
        EtatPratique.DECLINEE: "×",
        EtatPratique.FAITE: "✓",
    }
)


class ChampPratiques(ChampPuces):
    """Type a practice, Enter: done. 1 offered, 2 accepted, 3 declined, 4 done for the last one.

    The empty list shows first what still awaits this household in its phase.
    """

    def __init__(self, nom: str, langue: Callable[[], str], parent: QWidget | None = None) -> None:
        self._catalogue = Catalogue("pratiques", ())
        self._attendues: frozenset[str] = frozenset()
        self._etats: dict[str, EtatPratique] = {}
        super().__init__(
            nom,
            self._trouver,
            langue,
            libre=False,
            invite=_("écogestes, logement témoin… ↓ celles qui l’attendent"),
            chiffres=True,
            parent=parent,
        )

    def connaitre(self, proposees: Sequence[PratiqueProposee]) -> None:
        """Propose these, in that order; what was chosen stays."""
        self._catalogue = Catalogue(
            "pratiques", tuple(Entree(p.code, p.fr, p.en) for p in proposees)
        )
        self._attendues = frozenset(p.code for p in proposees if p.attendue)

    def saisies(self) -> tuple[PratiqueSaisie, ...]:
        """The practices, with what became of each."""
        return tuple(PratiqueSaisie(code, self._etat(code)) for code in self.codes())

    def etats(self) -> dict[str, str]:
        """What became of each, for a draft."""
        return {code: self._etat(code).value for code in self.codes()}

    def poser(self, choix: Sequence[Choix], etats: Mapping[str, str]) -> None:
        """Show these practices again."""
        connus = frozenset(EtatPratique)
        self._etats = {c: EtatPratique(e) for c, e in etats.items() if e in connus}
        self.fixer(choix)

    def vider(self) -> None:
        """Nothing chosen."""
        self._etats = {}
        super().vider()

    def chiffre_tape(self, n: int) -> None:
        """What became of the last one chosen."""
        if self.codes() and n in ETATS:
            self._etats[self.codes()[-1]] = ETATS[n]
            self._peindre()
            self.change.emit()

    def invite(self) -> str:
        """What the empty field says: the digits, or the first words."""
        if not self.codes():
            return super().invite()
        return _("1 proposée, 2 acceptée, 3 déclinée, 4 faite")

    def dire_choix(self, choix: Choix) -> str:
        """ "✓ écogestes : faite"."""
        etat = self._etat(choix.code)
        return _("{forme} {pratique} : {etat}").format(
            forme=FORMES[etat], pratique=choix.libelle, etat=dire(etat)
        )

    def _etat(self, code: str) -> EtatPratique:
        etat = self._etats.get(code, EtatPratique.FAITE)
        return etat if etat in FORMES else EtatPratique.FAITE

    def _trouver(self, texte: str) -> Sequence[Entree]:
        if texte.strip():
            return self._catalogue.chercher(texte, self._langue())
        attendues = [e for e in self._catalogue.entrees if e.code in self._attendues]
        return attendues or self._catalogue.entrees
