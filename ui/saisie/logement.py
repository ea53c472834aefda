"""A dwelling found by typing its reference or address; Enter takes the line shown."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from app.core.i18n import _
from app.services import logements_trouves
from app.services.logements_trouves import LogementTrouve
from ui.contexte import Contexte
from ui.saisie.trouve import ChoixTrouve
from ui.visite.proposition import Proposition


class ChoixLogement(ChoixTrouve):
    """A dwelling, of any estate unless one is given."""

    def __init__(self, contexte: Contexte, cite_id: UUID | None) -> None:
        super().__init__(contexte, _("Code UG ou adresse"))
        self._cite_id = cite_id

    def _demander(self, texte: str) -> None:
        self._contexte.jobs.lancer(
            logements_trouves.chercher,
            logements_trouves.ChercherLogement(texte, self._cite_id),
            quand_fini=lambda lus: self._trouves(texte, lus),
            proprietaire=self,
            cle="saisie.logement",
        )

    def _trouves(self, texte: str, lus: Sequence[LogementTrouve]) -> None:
        trouves = (Proposition(_dire_logement(lu), lu) for lu in lus)
        self._proposer(texte, trouves, _("Aucun logement ne répond à ces mots."))

    def _prendre(self, lu: LogementTrouve) -> None:
        occupe = _("Y vit aujourd’hui : {menage}").format(menage=lu.occupant) if lu.occupant else ""
        libre = _("Personne n’y vit aujourd’hui.")
        mots = " · ".join(x for x in (lu.adresse, lu.code_ug) if x)
        self._choisir(
            lu.id, mots, " · ".join(x for x in (lu.typologie, lu.cite, occupe or libre) if x)
        )


def _dire_logement(lu: LogementTrouve) -> str:
    morceaux = (lu.adresse, lu.code_ug, lu.typologie, lu.cite, lu.occupant or _("libre"))
    return " · ".join(m for m in morceaux if m)
