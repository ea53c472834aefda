"""A household found by typing a name, an address, a telephone; Enter takes the line shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from app.core.i18n import _
from app.services import recherche
from app.services.recherche import Chercher, LigneRecherche
from ui.contexte import Contexte
from ui.saisie.champs import Saisissable
from ui.visite.proposition import Proposition, Propositions
from ui.widgets import Etiquette, SearchField

LIMITE = 8


class ChoixMenage(Saisissable):
    """A household; `sauf` is not proposed (another one than that)."""

    def __init__(self, contexte: Contexte, sauf: UUID | None = None) -> None:
        super().__init__()
        self._contexte, self._sauf = contexte, sauf
        self._id: UUID | None = None
        self.champ = SearchField(_("Nom, adresse ou téléphone"))
        self.propositions = Propositions(self.champ)
        self.dit = Etiquette("", "secondaire", retour_ligne=True)
        self.dit.hide()
        self.champ.textEdited.connect(self._tape)
        self.champ.cherche.connect(self._chercher)
        self.champ.valide.connect(self.propositions.choisir)
        self.propositions.choisie.connect(self._prendre)
        self.contenir(self.champ, self.dit)

    def valeur(self) -> UUID | None:
        """The household chosen."""
        return self._id

    def fixer(self, valeur: Any) -> None:
        """Show a household given as (id, words), or none."""
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

    def _tape(self, _texte: str) -> None:
        self._id = None
        self._dire("")
        self.change.emit()

    def _chercher(self, texte: str) -> None:
        if self._id is not None or not texte:
            self.propositions.hide()
            return
        self._contexte.jobs.lancer(
            recherche.chercher,
            Chercher(texte, limite=LIMITE + 1),
            quand_fini=lambda lus: self._trouves(texte, lus),
            proprietaire=self,
            cle="saisie.menage",
        )

    def _trouves(self, texte: str, lus: Sequence[LigneRecherche]) -> None:
        if self._id is not None or texte != self.champ.text().strip():
            return
        autres = [lu for lu in lus if lu.menage_id != self._sauf][:LIMITE]
        self.propositions.proposer([Proposition(_mots(lu), lu) for lu in autres])
        aucun = (
            _("Aucun ménage ne répond à ces mots.")
            if self._sauf is None
            else _("Aucun autre ménage ne répond à ces mots.")
        )
        self._dire("" if autres else aucun)

    def _prendre(self, lu: LigneRecherche) -> None:
        self._id = lu.menage_id
        self.champ.setText(lu.nom)
        self._dire(lu.adresse)
        self.change.emit()

    def _dire(self, texte: str) -> None:
        self.dit.setText(texte)
        self.dit.setVisible(bool(texte))


def _mots(lu: LigneRecherche) -> str:
    return " · ".join(x for x in (lu.nom, lu.adresse) if x)
