"""What leaves of complaints and of the life after: whoever agrees, what the landlord may know."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.domain.accompagnement import Partenaire
from app.domain.reclamations import NatureReclamation
from app.services import consentements
from app.services.exports.projection import Perimetre, lignes, projections
from db.models import Reclamation, SuiviReclamation
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.apres import lignes_d_apres

JOUR = date(2026, 11, 24)
DU_MENAGE = {
    "reclamation": 1,
    "suivi_reclamation": 1,
    "echange_reclamation": 1,
    "passage_reclamation": 1,
    "etat_des_lieux": 1,
    "ligne_etat_des_lieux": 1,
    "prise_en_main": 2,
    "quittance": 1,
}
DE_LA_CITE = {"responsable": 1, "dossier_collectif": 1, "reception": 1, "action_collective": 1}


@pytest.fixture
def menage(uow: UnitOfWork) -> tuple[UUID, UUID]:
    """A household with one row of each kind, and its estate."""
    cite = factories.cite(uow)
    logement = factories.logement(uow, cite_id=cite)
    id_ = factories.menage(uow, logement_id=logement)
    factories.ecrire(uow, *lignes_d_apres(uow, id_, logement, cite))
    return id_, cite


def parties(uow: UnitOfWork, cite: UUID | None = None) -> dict[str, int]:
    """How many rows of each table leave."""
    with uow.lecture() as session:
        return {p.nom: len(list(lignes(session, p, Perimetre(JOUR, cite)))) for p in projections()}


def test_ce_qui_est_dit_d_une_reclamation_part_avec_elle_et_reste_avec_elle(
    uow: UnitOfWork, menage: tuple[UUID, UUID]
) -> None:
    avant = parties(uow)
    assert {nom: avant[nom] for nom in DU_MENAGE} == DU_MENAGE
    assert {nom: avant[nom] for nom in DE_LA_CITE} == DE_LA_CITE
    consentements.recueillir(
        consentements.RecueillirConsentement(menage[0], Partenaire.BAILLEUR, False), uow
    )
    apres = parties(uow)
    assert {nom: apres[nom] for nom in DU_MENAGE} == dict.fromkeys(DU_MENAGE, 0)
    assert {nom: apres[nom] for nom in DE_LA_CITE} == DE_LA_CITE


def test_une_autre_cite_n_a_rien_de_celle_ci(uow: UnitOfWork, menage: tuple[UUID, UUID]) -> None:
    ici, ailleurs = parties(uow, menage[1]), parties(uow, factories.cite(uow))
    tout = DU_MENAGE | DE_LA_CITE
    assert {nom: ici[nom] for nom in tout} == tout
    assert {nom: ailleurs[nom] for nom in tout} == dict.fromkeys(tout, 0)


def test_la_reserve_d_un_logement_vide_part_avec_sa_cite(
    uow: UnitOfWork, menage: tuple[UUID, UUID]
) -> None:
    vide = uow.ids.new()
    factories.ecrire(
        uow,
        Reclamation(
            id=vide, cite_id=menage[1], logement_id=factories.logement(uow, cite_id=menage[1]),
            reference="R-0950", nature=NatureReclamation.RESERVE, categorie="finitions",
            description="Enduit", ouverte_le=JOUR,
        ),
        SuiviReclamation(id=uow.ids.new(), reclamation_id=vide, etat="recue", le=JOUR),
    )  # fmt: skip
    lues = parties(uow, menage[1])
    assert (lues["reclamation"], lues["suivi_reclamation"]) == (2, 2)


def test_ce_que_le_bailleur_ne_doit_pas_savoir_n_est_pas_projete() -> None:
    colonnes = {p.nom: {c.nom for c in p.colonnes} for p in projections()}
    assert "texte" not in colonnes["echange_reclamation"]
    assert "precision" not in colonnes["suivi_reclamation"] | colonnes["passage_reclamation"]
    assert {"guide_remis", "remarque"}.isdisjoint(colonnes["prise_en_main"])
    assert {"ressources", "precision"}.isdisjoint(colonnes["quittance"])
    assert "presents" not in colonnes["etat_des_lieux"]
    assert not {
        "conso_energie", "volontaire_energie", "point_prise_en_main", "soutien_retour",
        "photo_defaut", "delai_reclamation",
    } & set(colonnes)  # fmt: skip
