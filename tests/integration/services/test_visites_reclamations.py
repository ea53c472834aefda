"""A complaint told during a contact: where, how urgent, how it came to be known, since when."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from uuid import UUID

import pytest

from app.core.errors import RegleMetier
from app.domain.accompagnement import Canal
from app.domain.reclamations import EtatReclamation, OrigineReclamation, Urgence
from app.services import reclamations, visites
from app.services.visites import ConsignerVisite, ReclamationSaisie, SupprimerVisite
from db.models import Reclamation, SuiviReclamation
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 23)


def _consigner(uow: UnitOfWork, menage_id: UUID, **champs: object) -> Reclamation:
    valeurs = {
        "canal": Canal.TELEPHONE,
        "heure": time(9, 15),
        "reclamations": (ReclamationSaisie("plomberie", "fuite", lieu="cuisine"),),
    } | champs
    faite = visites.consigner(
        ConsignerVisite(JOUR, menage_id, **valeurs),  # type: ignore[arg-type]  # fields by name
        uow,
    )
    assert faite.references == ("R-0001",)
    return _seule(uow)


def _seule(uow: UnitOfWork) -> Reclamation:
    with uow.lecture() as session:
        (ligne,) = session.query(Reclamation).all()
        session.expunge(ligne)
    return ligne


@pytest.mark.parametrize(
    ("canal", "origine"),
    [
        (Canal.TELEPHONE, OrigineReclamation.TELEPHONE),
        (Canal.PERMANENCE, OrigineReclamation.PERMANENCE),
        (Canal.PORTE_A_PORTE, OrigineReclamation.DOMICILE),
        (Canal.COURRIEL, OrigineReclamation.COURRIER),
        (Canal.COLLECTIF, OrigineReclamation.AUTRE),
    ],
)
def test_l_origine_suit_le_canal(
    uow: UnitOfWork, canal: Canal, origine: OrigineReclamation
) -> None:
    assert _consigner(uow, factories.menage(uow), canal=canal).origine is origine


def test_elle_date_de_la_visite_et_l_heure_fait_partir_les_delais(uow: UnitOfWork) -> None:
    lue = _consigner(uow, factories.menage(uow))
    assert (lue.ouverte_le, lue.ouverte_a, lue.lieu) == (JOUR, time(9, 15), "cuisine")
    assert lue.urgence is Urgence.RAPIDE  # that of its category
    assert lue.securiser_avant == datetime(2026, 11, 24, 8, 15, tzinfo=UTC)
    assert lue.logement_id is not None


def test_une_urgence_choisie_est_gardee(uow: UnitOfWork) -> None:
    saisie = ReclamationSaisie("finitions", "fil nu", urgence=Urgence.IMMEDIATE)
    assert _consigner(uow, factories.menage(uow), reclamations=(saisie,)).urgence is (
        Urgence.IMMEDIATE
    )


def test_retirer_la_visite_retire_sa_reclamation_sauf_si_on_a_agi(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    lue = _consigner(uow, menage_id)
    assert lue.visite_id is not None
    reclamations.changer_etat(
        reclamations.ChangerEtatReclamation(lue.id, EtatReclamation.TRANSMISE), uow
    )
    with pytest.raises(RegleMetier) as refus:
        visites.supprimer(SupprimerVisite(lue.visite_id), uow)
    assert refus.value.code == "visite.suites_engagees"


def test_retirer_la_visite_ne_laisse_rien_d_une_reclamation_recue(uow: UnitOfWork) -> None:
    lue = _consigner(uow, factories.menage(uow))
    assert lue.visite_id is not None
    visites.supprimer(SupprimerVisite(lue.visite_id), uow)
    with uow.lecture() as session:
        assert session.query(Reclamation).count() == 0
        assert session.query(SuiviReclamation).count() == 0
