"""What leaves of the rehousing: only households that agree, only what the landlord may know."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import text

from app.domain.accompagnement import Partenaire
from app.domain.relogements import MotifDepart
from app.services import consentements, foyer, menages
from app.services.exports.projection import Perimetre, lignes, projections
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.relogement import lignes_du_relogement

JOUR = date(2026, 11, 24)
DU_MENAGE = (
    "trajectoire",
    "besoins_relogement",
    "proposition",
    "demenagement",
    "report_demenagement",
    "releve_compteur",
    "cle_logement",
)


def parties(uow: UnitOfWork) -> dict[str, int]:
    """How many rows of each table leave."""
    with uow.lecture() as session:
        return {p.nom: len(list(lignes(session, p, Perimetre(JOUR)))) for p in projections()}


def au_complet(uow: UnitOfWork) -> UUID:
    cite = factories.cite(uow)
    menage = factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite))
    factories.ecrire(uow, *lignes_du_relogement(uow, menage, cite))
    return menage


def test_le_relogement_d_un_menage_qui_refuse_reste_ici(uow: UnitOfWork) -> None:
    menage = au_complet(uow)
    avant = parties(uow)
    assert {nom: avant[nom] for nom in DU_MENAGE} == dict.fromkeys(DU_MENAGE, 1)
    consentements.recueillir(
        consentements.RecueillirConsentement(menage, Partenaire.BAILLEUR, False), uow
    )
    apres = parties(uow)
    assert {nom: apres[nom] for nom in DU_MENAGE} == dict.fromkeys(DU_MENAGE, 0)


def test_ce_que_le_bailleur_ne_doit_pas_savoir_n_est_pas_projete() -> None:
    colonnes = {p.nom: {c.nom for c in p.colonnes} for p in projections()}
    assert "ressources" not in colonnes["menage"]
    assert "appareil" not in colonnes["besoins_relogement"]
    assert {"apl", "precision"}.isdisjoint(colonnes["proposition"])
    assert not {"indisponibilite", "lien_menages", "point_demenagement", "plan_ligne"} & set(
        colonnes
    )


def test_qui_est_parti_ne_part_pas(uow: UnitOfWork) -> None:
    menage = au_complet(uow)
    (seule,) = menages.fiche(menages.LireFiche(menage), uow).personnes
    foyer.accueillir(foyer.Accueillir(menage, {"nom": "Nowak", "prenom": "Ewa"}), uow)
    assert parties(uow)["personne"] == 2
    foyer.noter_depart(
        foyer.NoterDepart(
            seule.id,
            JOUR,
            MotifDepart.DECES,
            menages.fiche(menages.LireFiche(menage), uow).personnes[-1].id,
        ),
        uow,
    )
    assert parties(uow)["personne"] == 1
    with uow.lecture() as session:  # nothing was erased
        assert session.execute(text("SELECT count(*) FROM personne")).scalar_one() == 2
