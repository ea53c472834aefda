"""After the return: what is offered, collective actions and who came."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.enquetes.campagnes import MomentCampagne
from app.services import actions_collectives as actions
from app.services import soutiens
from app.services.annulation import AnnulerOperation, annuler
from app.services.soutiens import EtatSoutien, GenreSoutien, LireApres
from db.models import Campagne, MenageResume
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def _cite_de(uow: UnitOfWork, menage: UUID) -> UUID:
    with uow.lecture() as session:
        cite = session.scalar(select(MenageResume.cite_id).where(MenageResume.menage_id == menage))
    assert cite is not None
    return cite


def test_un_soutien_avance_et_se_retire(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    note = soutiens.noter(
        soutiens.NoterSoutien(
            menage, GenreSoutien.ARA, EtatSoutien.INTERESSE, quoi="papier peint du séjour"
        ),
        uow,
    )
    assert note.principal is not None
    soutiens.corriger(
        soutiens.CorrigerSoutien(note.principal, EtatSoutien.PREVU, date(2027, 3, 1), "le séjour"),
        uow,
    )
    (lu,) = soutiens.lire(LireApres(menage), uow).soutiens
    assert (lu.etat, lu.le, lu.quoi) == (EtatSoutien.PREVU, date(2027, 3, 1), "le séjour")
    retrait = soutiens.retirer(soutiens.RetirerSoutien(note.principal), uow)
    assert soutiens.lire(LireApres(menage), uow).soutiens == ()
    assert retrait.operation is not None
    annuler(AnnulerOperation(retrait.operation), uow)
    assert len(soutiens.lire(LireApres(menage), uow).soutiens) == 1


def test_ce_qui_est_fait_n_est_pas_a_venir(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    demain = date(2026, 11, 25)
    with pytest.raises(EntreeInvalide, match=r"soutien\.futur"):
        soutiens.noter(
            soutiens.NoterSoutien(menage, GenreSoutien.COACHING_ENERGIE, EtatSoutien.FAIT, demain),
            uow,
        )


def test_une_action_compte_qui_vient(uow: UnitOfWork) -> None:
    menage, voisin = factories.menage(uow), factories.menage(uow, "Benali", "Karim")
    cite = _cite_de(uow, menage)
    cree = actions.creer(actions.CreerAction(cite, "Café coin de rue", le=JOUR, lieu="Place"), uow)
    assert cree.principal is not None
    for qui, etat in (
        (menage, EtatSoutien.PREVU),
        (menage, EtatSoutien.FAIT),  # came after all: one line, not two
        (voisin, EtatSoutien.INTERESSE),
    ):
        actions.noter_participant(actions.NoterParticipant(cree.principal, qui, etat), uow)
    (lue,) = actions.lister(actions.ListerActions(cite), uow)
    assert (lue.venus, lue.attendus, lue.interesses) == (1, 0, 1)
    venus = actions.participants(actions.LireParticipants(cree.principal), uow)
    assert [(p.nom, p.etat) for p in venus] == [
        ("Benali Karim", EtatSoutien.INTERESSE),
        ("Wójcik Jadwiga", EtatSoutien.FAIT),
    ]
    (soutien,) = soutiens.lire(LireApres(menage), uow).soutiens
    assert (soutien.genre, soutien.action) == (GenreSoutien.ACTION_COLLECTIVE, "Café coin de rue")
    with pytest.raises(RegleMetier, match=r"action\.participants"):
        actions.retirer(actions.RetirerAction(cree.principal), uow)


def test_on_ne_vient_pas_a_une_action_qui_n_a_pas_eu_lieu(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    cite = _cite_de(uow, menage)
    cree = actions.creer(actions.CreerAction(cite, "Fête", le=date(2027, 6, 1)), uow)
    assert cree.principal is not None
    with pytest.raises(EntreeInvalide, match=r"action\.futur"):
        actions.noter_participant(actions.NoterParticipant(cree.principal, menage), uow)
    attendu = actions.NoterParticipant(cree.principal, menage, EtatSoutien.PREVU)
    actions.noter_participant(attendu, uow)
    (lue,) = actions.lister(actions.ListerActions(cite), uow)
    assert lue.attendus == 1


def test_une_action_sans_nom_est_refusee(uow: UnitOfWork) -> None:
    with pytest.raises(EntreeInvalide, match=r"saisie\.obligatoire"):
        actions.creer(actions.CreerAction(factories.cite(uow), "  "), uow)


def test_l_enquete_d_apres_est_celle_de_la_cite(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    assert soutiens.lire(LireApres(menage), uow).campagnes == ()
    factories.ecrire(
        uow,
        Campagne(
            id=uow.ids.new(),
            cite_id=_cite_de(uow, menage),
            identifiant="satisfaction",
            titre="Bien rentrés ?",
            moment=MomentCampagne.APRES,
            ouverte_le=JOUR,
        ),
    )
    (campagne,) = soutiens.lire(LireApres(menage), uow).campagnes
    assert (campagne.titre, campagne.etat) == ("Bien rentrés ?", None)
