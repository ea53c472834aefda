"""Promises, tasks, appointments, complaints and the team, once they exist."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from sqlalchemy import text

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.reclamations import EtatReclamation, MotifReclamation
from app.services import engagements, equipe, reclamations, rendez_vous, taches
from db.uow import UnitOfWork
from tests import factories

DEMAIN = date(2026, 11, 25)


def _lignes(uow: UnitOfWork, sql: str) -> list[Any]:
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(text(sql))]


def test_deplacer_une_promesse_garde_l_ancienne_avec_sa_raison(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    prise = engagements.prendre(engagements.PrendreEngagement(menage_id, "rappeler", DEMAIN), uow)
    assert prise.principal is not None
    with pytest.raises(EntreeInvalide, match="obligatoire"):
        engagements.deplacer(
            engagements.DeplacerEngagement(prise.principal, date(2026, 12, 1), " "), uow
        )
    engagements.deplacer(
        engagements.DeplacerEngagement(prise.principal, date(2026, 12, 1), "intempéries"), uow
    )
    assert _lignes(
        uow, "SELECT etat, pour_le, motif, regle_le FROM engagement ORDER BY pour_le"
    ) == [
        ("deplace", "2026-11-25", "intempéries", "2026-11-24"),
        ("a_tenir", "2026-12-01", None, None),
    ]
    with pytest.raises(RegleMetier, match="deja_regle"):
        engagements.tenir(engagements.TenirEngagement(prise.principal), uow)


def test_tenir_ou_rompre_une_promesse(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    for fonction, cmd in (
        (engagements.tenir, engagements.TenirEngagement),
        (engagements.rompre, lambda i: engagements.RompreEngagement(i, "départ de la cité")),
    ):
        prise = engagements.prendre(engagements.PrendreEngagement(menage_id, "x"), uow)
        assert fonction(cmd(prise.principal), uow).touche("menages", menage_id)  # type: ignore[operator]  # two shapes of one verb
    assert _lignes(uow, "SELECT etat, motif FROM engagement ORDER BY id") == [
        ("tenu", None),
        ("rompu", "départ de la cité"),
    ]


def test_une_tache_se_fait_se_reporte_se_confie(uow: UnitOfWork) -> None:
    sofia = factories.intervenant(uow)
    creee = taches.creer(taches.CreerTache("relever le compteur", DEMAIN), uow)
    assert creee.principal is not None
    tache_id = creee.principal
    with pytest.raises(EntreeInvalide, match="echeance_passee"):
        taches.reporter(taches.ReporterTache(tache_id, date(2026, 11, 1)), uow)
    taches.reporter(taches.ReporterTache(tache_id, None), uow)
    taches.affecter(taches.AffecterTache(tache_id, sofia), uow)
    taches.faire(taches.FaireTache(tache_id), uow)
    assert _lignes(uow, "SELECT pour_le, affectee_a_id, faite_le FROM tache") == [
        (None, sofia.hex, "2026-11-24")
    ]
    with pytest.raises(RegleMetier, match="deja_faite"):
        taches.faire(taches.FaireTache(tache_id), uow)
    taches.rouvrir(taches.FaireTache(tache_id), uow)
    assert _lignes(uow, "SELECT faite_le FROM tache") == [(None,)]


def test_un_rendez_vous_annule_ne_bouge_plus(uow: UnitOfWork) -> None:
    menage_id = factories.menage(uow)
    pris = rendez_vous.creer(
        rendez_vous.CreerRendezVous(menage_id, DEMAIN, "visite du logement témoin", time(10)), uow
    )
    assert pris.principal is not None
    rendez_vous.deplacer(
        rendez_vous.DeplacerRendezVous(pris.principal, date(2026, 11, 30), time(9)), uow
    )
    assert _lignes(uow, "SELECT prochaine_echeance FROM menage_resume") == [("2026-11-30",)]
    rendez_vous.annuler(rendez_vous.AnnulerRendezVous(pris.principal), uow)
    with pytest.raises(RegleMetier, match=r"rendez_vous\.annule"):
        rendez_vous.deplacer(rendez_vous.DeplacerRendezVous(pris.principal, DEMAIN), uow)
    assert _lignes(uow, "SELECT prochaine_echeance FROM menage_resume") == [(None,)]


def test_une_reclamation_avance_puis_se_clot(uow: UnitOfWork) -> None:
    ouverte = reclamations.ouvrir(
        reclamations.OuvrirReclamation(factories.menage(uow), "menuiseries", "volet"), uow
    )
    assert ouverte.principal is not None
    id_ = ouverte.principal
    reclamations.changer_etat(
        reclamations.ChangerEtatReclamation(id_, EtatReclamation.PLANIFIEE), uow
    )
    sans_raison = reclamations.ChangerEtatReclamation(id_, EtatReclamation.CLOSE)
    with pytest.raises(EntreeInvalide, match=r"reclamation\.raison"):
        reclamations.changer_etat(sans_raison, uow)
    clore = replace(sans_raison, motif=MotifReclamation.MENAGE_PARTI)
    reclamations.changer_etat(clore, uow)
    assert _lignes(uow, "SELECT etat, etat_le, motif_cloture FROM reclamation") == [
        ("close", "2026-11-24", "menage_parti")
    ]
    with pytest.raises(RegleMetier, match=r"reclamation\.etat"):
        reclamations.changer_etat(clore, uow)


def test_l_equipe_refuse_un_homonyme_et_garde_les_partis(uow: UnitOfWork) -> None:
    cree = equipe.creer(
        equipe.CreerIntervenant("Lemaire", "Sofia", telephone="06 12 34 56 78"), uow
    )
    assert cree.principal is not None
    with pytest.raises(RegleMetier, match="deja_connu"):
        equipe.creer(equipe.CreerIntervenant("LEMAIRE", "sofia"), uow)
    with pytest.raises(EntreeInvalide, match="obligatoire"):
        equipe.creer(equipe.CreerIntervenant("  "), uow)
    equipe.modifier(
        equipe.ModifierIntervenant(cree.principal, "Lemaire", "Sofia", organisme="SPL"), uow
    )
    equipe.desactiver(equipe.DesactiverIntervenant(cree.principal), uow)
    assert equipe.lister(equipe.LireEquipe(), uow) == ()
    parti = equipe.lister(equipe.LireEquipe(actifs=False), uow)[0]
    assert (parti.nom_complet, parti.organisme, parti.actif) == ("Sofia Lemaire", "SPL", False)
    equipe.reactiver(equipe.DesactiverIntervenant(cree.principal), uow)
    assert len(equipe.lister(equipe.LireEquipe(), uow)) == 1
