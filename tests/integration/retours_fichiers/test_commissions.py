"""Decisions of a commission that come back as a file."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.domain.envois import GenreRetour
from app.domain.relogements import MotifRefus, ReponseProposition
from app.domain.retours import Issue
from app.services import propositions
from app.services.annulation import AnnulerOperation, annuler
from app.services.propositions import ProposerLogement
from db.models import Proposition
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours_fichiers.cas import codes, issues, prendre, voir

ENTETES = ("Code UG", "Logement proposé", "CALEOL du", "Décision", "Motif du refus")
PROPOSE, COMMISSION = date(2026, 11, 2), date(2026, 11, 18)


@pytest.fixture
def offres(uow: UnitOfWork) -> list[UUID]:
    """Three households, each offered a home."""
    cite, ids = factories.cite(uow), []
    for n in (1, 2, 3):
        chez_lui = factories.logement(uow, cite_id=cite, code_ug=f"NOU{n:05d}")
        offert = factories.logement(uow, cite_id=cite, code_ug=f"OFF{n:05d}")
        menage = factories.menage(uow, f"Essai{n}", "Anne", logement_id=chez_lui)
        faits = propositions.proposer(ProposerLogement(menage, offert, PROPOSE), uow)
        assert faits.principal is not None
        ids.append(faits.principal)
    return ids


def offre(uow: UnitOfWork, id_: UUID) -> tuple[date | None, ReponseProposition, MotifRefus | None]:
    """The offer as it is now."""
    with uow.lecture() as session:
        ligne = session.get_one(Proposition, id_)
        return ligne.commission_le, ligne.reponse, ligne.motif


def test_des_decisions_sont_reprises_puis_annulees(uow: UnitOfWork, offres: list[UUID]) -> None:
    vu = voir(
        uow, ENTETES,
        ("NOU00001", "OFF00001", "18/11/2026", "Favorable", ""),
        ("NOU00002", "", "18/11/2026", "Refusé", "Reste à charge trop élevé"),
        ("", "OFF00003", "18/11/2026", "ajourné", ""),
        ("NOU00001", "OFF00002", "18/11/2026", "accord", ""),
        ("NOU00003", "", "18/11/2026", "on verra bien", ""),
    )  # fmt: skip
    assert vu.genre is GenreRetour.COMMISSIONS
    attendu = [Issue.APPLICABLE] * 3 + [Issue.INCONNUE, Issue.REFUSEE]
    assert issues(vu) == attendu
    assert codes(vu.lignes[4]) == {"retour_fichier.reponse_inconnue"}
    assert offre(uow, offres[0])[0] is None
    resultat = prendre(uow, vu)
    assert offre(uow, offres[0]) == (COMMISSION, ReponseProposition.ACCEPTEE, None)
    assert offre(uow, offres[1]) == (COMMISSION, ReponseProposition.REFUSEE, MotifRefus.LOYER)
    assert offre(uow, offres[2]) == (COMMISSION, ReponseProposition.EN_ATTENTE, None)
    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert offre(uow, offres[1]) == (None, ReponseProposition.EN_ATTENTE, None)


def test_une_reponse_deja_notee_se_decide(uow: UnitOfWork, offres: list[UUID]) -> None:
    ligne = ("NOU00001", "OFF00001", "18/11/2026", "accord", "")
    prendre(uow, voir(uow, ENTETES, ligne))
    rejoue = voir(uow, ENTETES, ligne, ligne, nom="encore.csv")
    assert issues(rejoue) == [Issue.IDENTIQUE] * 2
    refus = voir(
        uow, ENTETES, ("NOU00001", "OFF00001", "18/11/2026", "refus", "trop loin"), nom="r.csv"
    )
    assert issues(refus) == [Issue.CONFLIT]
    prendre(uow, refus, l2="garder")
    assert offre(uow, offres[0])[1] is ReponseProposition.ACCEPTEE
    encore = voir(
        uow, ENTETES, ("NOU00001", "OFF00001", "18/11/2026", "refus", "trop  loin"), nom="r2.csv"
    )
    prendre(uow, encore, l2="prendre")
    assert offre(uow, offres[0])[1:] == (ReponseProposition.REFUSEE, MotifRefus.ELOIGNEMENT)


def test_une_decision_avant_l_offre_est_refusee(uow: UnitOfWork, offres: list[UUID]) -> None:
    vu = voir(uow, ENTETES, ("NOU00001", "OFF00001", "12/10/2026", "accord", ""))
    assert issues(vu) == [Issue.REFUSEE]
    assert "proposition.reponse_avant" in codes(vu.lignes[0])
    prendre(uow, vu)
    assert offre(uow, offres[0]) == (None, ReponseProposition.EN_ATTENTE, None)
