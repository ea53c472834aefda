"""A household found by typing a name, an address, a telephone; Enter takes the line shown."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.core.i18n import _
from app.services import recherche
from app.services.recherche import Chercher, LigneRecherche
from ui.contexte import Contexte
from ui.saisie.trouve import ChoixTrouve
from ui.visite.proposition import Proposition

LIMITE = 8


class ChoixMenage(ChoixTrouve):
    """A household; `sauf` is not proposed (another one than that)."""

    def __init__(self, contexte: Contexte, sauf: UUID | None = None) -> None:
        super().__init__(contexte, _("Nom, adresse ou téléphone"))
        self._sauf = sauf

    def _demander(self, texte: str) -> None:
        self._contexte.jobs.lancer(
            recherche.chercher,
            Chercher(texte, limite=LIMITE + 1),
            quand_fini=lambda lus: self._trouves(texte, lus),
            proprietaire=self,
            cle="saisie.menage",
        )

    def _trouves(self, texte: str, lus: Sequence[LigneRecherche]) -> None:
        autres = [lu for lu in lus if lu.menage_id != self._sauf][:LIMITE]
        aucun = (
            _("Aucun ménage ne répond à ces mots.")
            if self._sauf is None
            else _("Aucun autre ménage ne répond à ces mots.")
        )
        self._proposer(texte, (Proposition(_mots(lu), lu) for lu in autres), aucun)

    def _prendre(self, lu: LigneRecherche) -> None:
        self._choisir(lu.menage_id, lu.nom, lu.adresse)


def _mots(lu: LigneRecherche) -> str:
    return " · ".join(x for x in (lu.nom, lu.adresse) if x)
