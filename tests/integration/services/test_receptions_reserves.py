"""Réserves of a réception: complaints like others, lifted one by one or together."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.reclamations import EtatReclamation, MotifReclamation, NatureReclamation
from app.services import annulation, receptions, reclamations
from app.services.annulation import AnnulerOperation
from app.services.receptions import (
    AnnulerReception,
    CorrigerReception,
    LeverReserves,
    NoterReserve,
)
from app.services.reclamations import ChangerEtatReclamation
from db.models import Reclamation, Responsable
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._receptions import (
    APRES,
    AUJOURDHUI,
    AVEC,
    LE,
    REFUS,
    SANS,
    Chantier,
)


@pytest.fixture
def chantier(uow: UnitOfWork) -> Chantier:
    return Chantier(uow)


def test_la_date_ne_passe_pas_apres_une_reserve(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    chantier.reserve(id_)
    erreur = chantier.refus(
        "reception.apres_reclamation", receptions.corriger, CorrigerReception(id_, APRES, AVEC)
    )
    assert erreur.params["defaut"] == LE
    for resultat in (SANS, REFUS):
        cmd = CorrigerReception(id_, LE, resultat)
        chantier.refus("reception.a_des_reserves", receptions.corriger, cmd)
    chantier.refus("reception.a_des_reserves", receptions.annuler, AnnulerReception(id_))
    receptions.corriger(CorrigerReception(id_, date(2026, 11, 2), AVEC), chantier.uow)
    assert chantier.dates()[chantier.logement] == date(2026, 11, 2)


def test_une_reserve_est_une_reclamation(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement, resultat=SANS)
    reserve = chantier.reserve(id_, lieu="sejour")
    with chantier.uow.lecture() as session:
        lue = session.get(Reclamation, reserve)
        assert lue is not None
        assert (lue.nature, lue.menage_id, lue.ouverte_le, lue.lieu) == (
            NatureReclamation.RESERVE,
            chantier.menage,
            LE,
            "sejour",
        )
    ligne = chantier.ligne(chantier.logement)
    assert (ligne.resultat, ligne.ouvertes, ligne.total) == (AVEC, 1, 1)
    assert ligne.fin_gpa == date(2027, 11, 3)
    assert ligne.jours_gpa == 344


def test_une_reserve_d_un_logement_vide_d_une_tranche(chantier: Chantier) -> None:
    id_ = chantier.recue()
    chantier.refus(
        "reception.quel_logement", receptions.noter_reserve, NoterReserve(id_, "finitions", "Trou")
    )
    ailleurs = NoterReserve(id_, "finitions", "Trou", factories.logement(chantier.uow))
    chantier.refus("reception.hors_tranche", receptions.noter_reserve, ailleurs)
    reserve = chantier.reserve(id_, logement_id=chantier.voisin)
    with chantier.uow.lecture() as session:
        lue = session.get(Reclamation, reserve)
        assert lue is not None
        assert lue.menage_id is None
        assert lue.logement_id == chantier.voisin


def test_pas_de_reserve_avant_ni_sur_un_refus(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    veille = NoterReserve(id_, "finitions", "Trou", le=date(2026, 11, 2))
    chantier.refus("reception.apres_reclamation", receptions.noter_reserve, veille)
    demain = NoterReserve(id_, "finitions", "Trou", le=date(2026, 11, 25))
    chantier.refus("reception.futur", receptions.noter_reserve, demain)
    refusee = chantier.recue(chantier.voisin, resultat=REFUS)
    cmd = NoterReserve(refusee, "finitions", "Trou")
    chantier.refus("reception.refusee", receptions.noter_reserve, cmd)


def test_la_derniere_levee_leve_la_reception_et_s_annule(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    une, deux = chantier.reserve(id_), chantier.reserve(id_)
    chantier.lever(une, le=APRES)
    assert chantier.levees_le(id_) is None
    fait = chantier.lever(deux)
    assert chantier.levees_le(id_) == AUJOURDHUI
    assert fait.operation is not None
    annulation.annuler(AnnulerOperation(fait.operation), chantier.uow)
    assert chantier.levees_le(id_) is None
    chantier.lever(deux)
    with chantier.uow.lecture() as session:
        lue = session.get(Reclamation, deux)
        assert lue is not None
        assert (lue.etat, lue.motif_cloture) == (
            EtatReclamation.CLOSE,
            MotifReclamation.RESERVE_LEVEE,
        )
    contestee = ChangerEtatReclamation(deux, EtatReclamation.CONTESTEE, raison="frotte encore")
    reclamations.changer_etat(contestee, chantier.uow)
    assert chantier.levees_le(id_) is None, "one is open again"
    assert chantier.ligne(chantier.logement).ouvertes == 1


def test_lever_toutes_celles_d_une_entreprise_ou_d_un_logement(chantier: Chantier) -> None:
    uow = chantier.uow
    menuisier = uow.ids.new()
    factories.ecrire(uow, Responsable(id=menuisier, genre="entreprise", nom="Bois du Nord"))
    tranche = chantier.recue()
    siennes = [
        chantier.reserve(tranche, logement_id=ou, responsable_id=menuisier)
        for ou in (chantier.logement, chantier.voisin)
    ]
    autre = chantier.reserve(tranche, logement_id=chantier.voisin)
    fait = chantier.lever(responsable_id=menuisier, cite_id=chantier.cite)
    assert fait.ids["reclamations"] == frozenset(siennes)
    assert chantier.ligne(chantier.voisin).ouvertes == 1
    assert chantier.lever(logement_id=chantier.voisin).ids["reclamations"] == {autre}
    assert chantier.levees_le(tranche) == AUJOURDHUI
    vide = LeverReserves(AUJOURDHUI, logement_id=chantier.voisin)
    chantier.refus("reception.aucune_reserve", receptions.lever, vide)
    chantier.refus("reception.aucune_reserve", receptions.lever, LeverReserves(AUJOURDHUI))


def test_lever_refuse_ce_qui_ne_se_peut_pas(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement, le=APRES)
    reserve = chantier.reserve(id_)
    demain = LeverReserves(date(2026, 11, 25), (reserve,))
    chantier.refus("reception.futur", receptions.lever, demain)
    avant = LeverReserves(LE, (reserve,))
    erreur = chantier.refus("reception.levee_avant", receptions.lever, avant)
    assert erreur.params["reference"] == "R-0001"
    plainte = reclamations.ouvrir(
        reclamations.OuvrirReclamation(chantier.menage, "plomberie", "Fuite"), chantier.uow
    ).principal
    assert plainte is not None
    pas_une = LeverReserves(AUJOURDHUI, (plainte,))
    chantier.refus("reception.pas_une_reserve", receptions.lever, pas_une)
