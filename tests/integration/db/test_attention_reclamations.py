"""What complaints add to the attention a household needs, and when it is computed again."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

import pytest

from app.core.clock import FixedClock
from app.domain.reclamations import EtatPassage, EtatReclamation
from app.domain.reclamations_delais import Horloge
from db.models import PassageReclamation, Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.integration.db.test_attention import codes, ecarts, modifier

DE_RECLAMATION = {"reclamation_en_retard", "passage_manque", "reparation_a_confirmer"}


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    return factories.menage(uow)


def _ouvrir(uow: UnitOfWork, menage_id: UUID | None, reference: str = "R-0001") -> UUID:
    id_ = uow.ids.new()
    factories.ecrire(
        uow,
        Reclamation(
            id=id_,
            menage_id=menage_id,
            reference=reference,
            categorie="finitions",
            description="Volet",
            etat=EtatReclamation.TRANSMISE,
            etat_le=uow.clock.today(),
            ouverte_le=uow.clock.today(),
            echeance=uow.clock.now() + timedelta(days=5),
            horloge=Horloge.REPARATION,
        ),
    )
    return id_


def _raisons(uow: UnitOfWork, menage_id: UUID) -> set[str]:
    return DE_RECLAMATION & set(codes(uow, menage_id))


def test_une_echeance_passee_pese_le_lendemain(
    uow: UnitOfWork, clock: FixedClock, menage_id: UUID
) -> None:
    _ouvrir(uow, menage_id)
    assert _raisons(uow, menage_id) == set()
    due = clock.today() + timedelta(days=5)
    for jours, attendues in ((5, set()), (1, {"reclamation_en_retard"})):
        clock.instant += timedelta(days=jours)
        factories.cite(uow)  # any write brings the calendar up to date
        assert _raisons(uow, menage_id) == attendues
    raison = codes(uow, menage_id)["reclamation_en_retard"]
    assert raison["params"] == {"nombre": 1, "depuis": due.isoformat(), "reference": "R-0001"}
    assert ecarts(uow).total == 0


def test_une_echeance_de_nuit_compte_au_jour_francais(
    uow: UnitOfWork, clock: FixedClock, menage_id: UUID
) -> None:
    id_ = _ouvrir(uow, menage_id)
    nuit = clock.instant.replace(hour=23, minute=30)  # half past midnight in France
    modifier(uow, Reclamation, id_, echeance=nuit)
    clock.instant += timedelta(days=1)
    factories.cite(uow)
    assert _raisons(uow, menage_id) == set()
    clock.instant += timedelta(days=1)
    factories.cite(uow)
    assert _raisons(uow, menage_id) == {"reclamation_en_retard"}


def test_un_passage_manque_pese_jusqu_au_prochain(uow: UnitOfWork, menage_id: UUID) -> None:
    """The visit names the complaint only: its household is found all the same."""
    id_, jour = _ouvrir(uow, menage_id), uow.clock.today()
    passage = PassageReclamation(
        id=uow.ids.new(), reclamation_id=id_, jour=jour - timedelta(1), etat=EtatPassage.ACCEPTE
    )
    factories.ecrire(uow, passage)
    assert _raisons(uow, menage_id) == set()
    modifier(uow, PassageReclamation, passage.id, etat=EtatPassage.MANQUE_ENTREPRISE)
    assert _raisons(uow, menage_id) == {"passage_manque"}
    autre = PassageReclamation(
        id=uow.ids.new(), reclamation_id=id_, jour=jour + timedelta(3), etat=EtatPassage.PROPOSE
    )
    factories.ecrire(uow, autre)
    assert _raisons(uow, menage_id) == set()
    modifier(uow, PassageReclamation, autre.id, etat=EtatPassage.ANNULE)
    assert _raisons(uow, menage_id) == {"passage_manque"}
    assert ecarts(uow).total == 0


def test_une_reparation_attend_le_menage_une_semaine(
    uow: UnitOfWork, clock: FixedClock, menage_id: UUID
) -> None:
    id_ = _ouvrir(uow, menage_id)
    modifier(
        uow, Reclamation, id_, etat=EtatReclamation.FAITE, etat_le=clock.today(), echeance=None
    )
    assert _raisons(uow, menage_id) == set()
    clock.instant += timedelta(days=7)
    factories.cite(uow)
    assert _raisons(uow, menage_id) == {"reparation_a_confirmer"}
    modifier(uow, Reclamation, id_, etat=EtatReclamation.CONFIRMEE)
    assert _raisons(uow, menage_id) == set()
    assert ecarts(uow).total == 0


def test_une_reserve_de_logement_vide_ne_marque_personne(uow: UnitOfWork, menage_id: UUID) -> None:
    id_ = _ouvrir(uow, None)
    modifier(uow, Reclamation, id_, echeance=uow.clock.now() - timedelta(days=9))
    factories.ecrire(
        uow,
        PassageReclamation(
            id=uow.ids.new(),
            reclamation_id=id_,
            jour=uow.clock.today(),
            etat=EtatPassage.MANQUE_ENTREPRISE,
        ),
    )
    assert _raisons(uow, menage_id) == set()
    assert ecarts(uow).total == 0
