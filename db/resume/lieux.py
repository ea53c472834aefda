"""Batches and estates as the journey needs them: few rows, read once for all households."""

from __future__ import annotations

from typing import Any, NamedTuple

from sqlalchemy import Connection

from app.domain.parcours import ChoixModele, depart_retour, est_arrivant
from app.domain.parcours_modele import GenreParcours, ModeleParcours, Parcours

DEPUIS_TOUJOURS = "0001-01-01"
"""Since when a newcomer is there when nobody noted it."""


class TrancheLue(NamedTuple):
    """The timetable of a batch, in ISO days, and the template it follows."""

    debut_travaux: str | None = None
    fin_travaux: str | None = None
    reception: str | None = None
    parcours: str | None = None


_SANS_TRANCHE = TrancheLue()

SejourLu = tuple[str, str | None, str | None, str | None]
"""Nature, from, to (ISO days) and batch of the dwelling of one stay."""


class Lieux:
    """What batches and estates bring to their households' journeys."""

    def __init__(self, connexion: Connection, parcours: Parcours) -> None:
        def rows(sql: str) -> list[Any]:
            return list(connexion.exec_driver_sql(sql))

        self.choix = ChoixModele(parcours)
        self.tranches = {
            r[0]: TrancheLue(*r[1:])
            for r in rows("SELECT id, debut_travaux, fin_travaux, reception, parcours FROM tranche")
        }
        self.cites: dict[str, str] = {
            r[0]: r[1] for r in rows("SELECT id, parcours FROM cite WHERE parcours IS NOT NULL")
        }

    def tranche(self, tranche_id: str | None) -> TrancheLue:
        """A batch, or one nothing is known of."""
        return self.tranches.get(tranche_id, _SANS_TRANCHE) if tranche_id else _SANS_TRANCHE

    def modele(
        self,
        propre: str | None,
        entree: str | None,
        premier: SejourLu | None,
        tranche_id: str | None,
        cite_id: str | None,
    ) -> ModeleParcours:
        """The template of a household, from its own choice, its first stay and its home."""
        arrivant = premier is not None and est_arrivant(
            premier[0], premier[1] or entree, self.tranche(premier[3]).reception
        )
        tranche = self.tranche(tranche_id).parcours
        cite = self.cites.get(cite_id) if cite_id else None
        return self.choix.pour(propre, tranche, cite, arrivant=arrivant)

    def depart_retour(
        self,
        genre: GenreParcours,
        sejours: list[SejourLu],
        etapes: dict[str, str],
        tranche_id: str | None,
        entree: str | None,
    ) -> tuple[str | None, str | None]:
        """The days a phase is deduced from; see `app.domain.parcours_choix`."""
        tranche = self.tranche(tranche_id)
        arrivee = (sejours[0][1] if sejours else None) or entree
        depart, retour = depart_retour(
            genre,
            [s[:3] for s in sejours],
            etapes,
            tranche.debut_travaux,
            tranche.reception,
            arrivee,
        )
        if retour is None and genre is GenreParcours.ARRIVEE:
            return depart, DEPUIS_TOUJOURS
        return depart, retour
