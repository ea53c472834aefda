"""A batch of three homes whose works are received: what tests of réceptions share."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select, text

from app.core.changes import Changes
from app.core.errors import AppError
from app.domain.accompagnement import CodeEtape
from app.domain.receptions import ResultatReception
from app.services import parcours, receptions
from app.services.parcours import LireParcours
from app.services.receptions import (
    LeverReserves,
    LireReceptions,
    NoterReserve,
    ReceptionLigne,
    Recevoir,
)
from db.models import Etape, Reception, Tranche
from db.uow import UnitOfWork
from tests import factories

LE, APRES, AUJOURDHUI = date(2026, 11, 3), date(2026, 11, 10), date(2026, 11, 24)
AVEC, SANS, REFUS = (
    ResultatReception.AVEC_RESERVES,
    ResultatReception.SANS_RESERVE,
    ResultatReception.REFUSEE,
)


class Chantier:
    """A batch of two homes, a household in the first one, away in a temporary home."""

    def __init__(self, uow: UnitOfWork) -> None:
        self.uow = uow
        self.cite = factories.cite(uow)
        self.tranche = uow.ids.new()
        factories.ecrire(
            uow,
            Tranche(
                id=self.tranche, cite_id=self.cite, nom="T1", debut_travaux=date(2026, 6, 1),
                fin_travaux=date(2026, 10, 30), reception=date(2027, 1, 15),
            ),
        )  # fmt: skip
        self.logement = self.dans_la_tranche("1")
        self.voisin = self.dans_la_tranche("3")
        self.menage = factories.menage(uow, logement_id=self.logement)

    def dans_la_tranche(self, numero: str) -> UUID:
        return factories.logement(
            self.uow, cite_id=self.cite, tranche_id=self.tranche, numero=numero
        )

    def recevoir(
        self, *ids: UUID, le: date = LE, resultat: ResultatReception = AVEC, tranche: bool = False
    ) -> Changes:
        cmd = Recevoir(le, resultat, ids, self.tranche if tranche else None)
        return receptions.recevoir(cmd, self.uow)

    def recue(self, *ids: UUID, le: date = LE, resultat: ResultatReception = AVEC) -> UUID:
        id_ = self.recevoir(*ids, le=le, resultat=resultat, tranche=not ids).principal
        assert id_ is not None
        return id_

    def reserve(self, reception_id: UUID, **champs: object) -> UUID:
        cmd = NoterReserve(reception_id, "menuiseries", "Volet qui frotte", **champs)  # type: ignore[arg-type]  # the test's own values
        id_ = receptions.noter_reserve(cmd, self.uow).principal
        assert id_ is not None
        return id_

    def lever(self, *ids: UUID, le: date = AUJOURDHUI, **champs: UUID) -> Changes:
        return receptions.lever(LeverReserves(le, ids, **champs), self.uow)  # type: ignore[arg-type]  # the test’s own values

    def dates(self) -> dict[UUID, date]:
        with self.uow.lecture() as session:
            return dict(receptions.dates(session, (self.logement, self.voisin), AUJOURDHUI))

    def ligne(self, logement_id: UUID) -> ReceptionLigne:
        lues = receptions.lire(LireReceptions(self.cite), self.uow)
        return next(li for li in lues.lignes if li.id == logement_id)

    def levees_le(self, reception_id: UUID) -> date | None:
        with self.uow.lecture() as session:
            ligne = session.get(Reception, reception_id)
            assert ligne is not None
            return ligne.levees_le

    def jour_tranche(self) -> date | None:
        with self.uow.lecture() as session:
            return session.scalar(select(Tranche.reception).where(Tranche.id == self.tranche))

    def etape(self, menage_id: UUID | None = None) -> date | None:
        with self.uow.lecture() as session:
            return session.scalar(
                select(Etape.faite_le).where(
                    Etape.menage_id == (menage_id or self.menage),
                    Etape.code == CodeEtape.RECEPTION.value,
                )
            )

    def jalon(self) -> date | None:
        """The day the journey of the household says its works were received."""
        lu = parcours.lire(LireParcours(self.menage), self.uow)
        return next(li.fait_le for li in lu.lignes if li.code == CodeEtape.RECEPTION.value)

    def refus(self, attendu: str, fonction: object, cmd: object) -> AppError:
        """The service says no by that code, and nothing at all was written."""
        avant = self._ecrit()
        with pytest.raises(AppError) as leve:
            fonction(cmd, self.uow)  # type: ignore[operator]  # a service
        assert leve.value.code == attendu
        assert self._ecrit() == avant
        return leve.value

    def _ecrit(self) -> tuple[object, ...]:
        """How much the journal holds, and every réception and réserve as they are."""
        with self.uow.lecture() as session:
            return (
                session.scalar(text("SELECT count(*) FROM journal")),
                session.execute(text("SELECT * FROM reception ORDER BY id")).all(),
                session.execute(text("SELECT * FROM reclamation ORDER BY id")).all(),
            )
