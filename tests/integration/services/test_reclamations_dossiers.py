"""Collective cases listed: counts of members, open, late; by estate; closed ones on demand."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from app.services import reclamations
from app.services.reclamations import EtatReclamation, MotifReclamation, Regrouper
from app.services.reclamations.dossiers import ListerDossiers, lister
from db.uow import UnitOfWork
from tests import factories
from tests.conftest import CompteurSql
from tests.integration.services._reclamations import ouvrir, passer, principal


def _dossier(uow: UnitOfWork, *ids: UUID, titre: str = "Volets") -> UUID:
    return principal(reclamations.regrouper(Regrouper(ids, titre), uow))


def test_un_dossier_compte_ses_reclamations(uow: UnitOfWork) -> None:
    tard = ouvrir(uow, ouverte_le=date(2026, 10, 1))
    finie, autre = ouvrir(uow), ouvrir(uow)
    id_ = _dossier(uow, tard, finie, autre)
    passer(uow, finie, EtatReclamation.FAITE, EtatReclamation.CONFIRMEE)
    (lu,) = lister(ListerDossiers(), uow)
    assert lu.id == id_
    assert (lu.membres, lu.ouvertes, lu.en_retard) == (3, 2, 1)
    assert lu.titre == "Volets"


def test_par_cite_et_clos_a_la_demande(uow: UnitOfWork) -> None:
    cites = [factories.cite(uow, nom=nom) for nom in ("Nord", "Sud")]
    for cite in cites:
        logement = factories.logement(uow, cite_id=cite)
        menage = factories.menage(uow, logement_id=logement)
        paire = [ouvrir(uow, menage, logement_id=logement) for _n in range(2)]
        _dossier(uow, *paire, titre=f"Volets {cite.hex[-4:]}")
    (nord,) = lister(ListerDossiers(cites[0]), uow)
    assert nord.titre == f"Volets {cites[0].hex[-4:]}"
    reclamations.changer_etat_dossier(
        reclamations.ChangerEtatDossier(
            nord.id, EtatReclamation.CLOSE, motif=MotifReclamation.HORS_MISSION
        ),
        uow,
    )
    assert lister(ListerDossiers(cites[0]), uow) == ()
    (clos,) = lister(ListerDossiers(cites[0], clos=True), uow)
    assert clos.clos_le is not None
    assert (clos.membres, clos.ouvertes) == (2, 0)
    assert len(lister(ListerDossiers(clos=True), uow)) == 2


def test_une_seule_requete(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    for n in range(3):
        _dossier(uow, *(ouvrir(uow) for _n in range(2)), titre=f"Défaut {n}")
    with compteur_sql() as compte:
        assert len(lister(ListerDossiers(), uow)) == 3
    assert len(compte.enonces) == 1
