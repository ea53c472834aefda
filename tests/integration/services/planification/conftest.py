"""A small fictitious operation on the real base: one batch, two temporary homes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.domain.accompagnement import CodeEtape
from app.domain.demenagements import GenreEquipe
from app.domain.logements import EtatLogement, NatureOccupation
from db.models import Equipe, Etape, Occupation, Tranche
from db.uow import UnitOfWork
from tests import factories

DEBUT, FIN = date(2027, 3, 1), date(2027, 6, 25)
DEPART, RETOUR = date(2027, 2, 15), date(2027, 7, 5)


@dataclass
class Operation:
    """Builds households and homes of one estate; `tranche_id` is its first batch."""

    uow: UnitOfWork
    cite_id: UUID
    tranche_id: UUID
    menages: list[UUID] = field(default_factory=list)

    def tranche(self, nom: str, **champs: Any) -> UUID:
        """Another batch."""
        id_ = self.uow.ids.new()
        factories.ecrire(self.uow, Tranche(id=id_, cite_id=self.cite_id, nom=nom, **champs))
        return id_

    def logement(self, **champs: Any) -> UUID:
        """A home of the estate."""
        return factories.logement(self.uow, cite_id=self.cite_id, **champs)

    def tiroir(self, **champs: Any) -> UUID:
        """A temporary home, two bedrooms unless said."""
        return self.logement(**({"etat": EtatLogement.TIROIR, "chambres": 2} | champs))

    def menage(self, nom: str, *, enquete: bool = True, **champs: Any) -> UUID:
        """A surveyed household of the batch, in a home of its own."""
        tranche_id = champs.pop("tranche_id", self.tranche_id)
        logement_id = champs.pop("logement_id", None) or self.logement(tranche_id=tranche_id)
        id_ = factories.menage(self.uow, nom, "", logement_id=logement_id, **champs)
        if enquete:
            factories.ecrire(
                self.uow,
                Etape(
                    id=self.uow.ids.new(),
                    menage_id=id_,
                    code=CodeEtape.ENQUETE,
                    faite_le=date(2026, 10, 1),
                ),
            )
        self.menages.append(id_)
        return id_

    def parti(self, menage_id: UUID, tiroir_id: UUID, debut: date = date(2026, 11, 2)) -> None:
        """That household has been in that temporary home since a day."""
        factories.ecrire(
            self.uow,
            Occupation(
                id=self.uow.ids.new(),
                menage_id=menage_id,
                logement_id=tiroir_id,
                nature=NatureOccupation.TIROIR,
                debut=debut,
            ),
        )

    def equipe(self, nom: str = "Déménageurs", **champs: Any) -> UUID:
        """A crew of movers, two moves a day unless said."""
        id_ = self.uow.ids.new()
        valeurs = {"genre": GenreEquipe.DEMENAGEURS, "capacite": 2, "jours": "12345"} | champs
        factories.ecrire(self.uow, Equipe(id=id_, nom=nom, **valeurs))
        return id_


@pytest.fixture
def operation(uow: UnitOfWork) -> Operation:
    """An estate with one batch, from March to June 2027."""
    cite_id = factories.cite(uow, nom="Cité des Provinces")
    tranche_id = uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(id=tranche_id, cite_id=cite_id, nom="T1", debut_travaux=DEBUT, fin_travaux=FIN),
    )
    return Operation(uow, cite_id, tranche_id)
