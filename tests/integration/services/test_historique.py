"""Who changed what from what to what, and undoing from there."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.core.changes import OperationId
from app.core.errors import RegleMetier
from app.domain.logements import NatureOccupation
from app.domain.menages import Phase
from app.services import menages, occupations, referents
from app.services.annulation import AnnulerOperation, annuler
from app.services.historique import (
    Geste,
    Historique,
    LireHistorique,
    LireOperation,
    Nomme,
    du_menage,
    operation,
)
from db.journal import tables_journalisees
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql
from ui.messages import dire_historique as mots


def _lire(uow: UnitOfWork, menage_id, **page: int) -> Historique:
    return du_menage(LireHistorique(menage_id, **page), uow)


def test_l_historique_dit_qui_a_change_quoi(uow: UnitOfWork) -> None:
    id_ = factories.menage(uow, loyer=Decimal(400), loyer_date=date(2026, 1, 1))
    menages.modifier(
        menages.ModifierMenage(id_, {"loyer": "430,38", "ayant_droit": True, "langue": "polonais"}),
        uow,
    )
    action = _lire(uow, id_).actions[0]
    assert (action.action, action.auteur, action.origine) == (
        "menage.modifier",
        "Médiatrice Test",
        "saisie",
    )
    assert action.quand == uow.clock.now()
    (ligne,) = action.lignes
    assert ligne.geste is Geste.MODIFIE
    dits = [mots.changement(c) for c in ligne.changements]
    assert "Loyer pratiqué (€) : 400 → 430,38" in dits
    assert "Ayant droit ANGDM : non → oui" in dits
    assert "Langues parlées : polonais" in dits
    assert not any("Loyer connu le" in d for d in dits)


def test_les_cles_deviennent_des_noms(uow: UnitOfWork) -> None:
    id_, sofia = factories.menage(uow), factories.intervenant(uow)
    tiroir = factories.logement(uow, numero="8", voie="Rue d’Œuf", code_ug="UG-8")
    referents.affecter(referents.AffecterReferent(id_, sofia), uow)
    occupations.deplacer(
        occupations.Deplacer(id_, tiroir, NatureOccupation.TIROIR, date(2026, 11, 20)), uow
    )
    deplacement, affectation = _lire(uow, id_).actions[:2]
    valeurs = [c.apres for li in deplacement.lignes for c in li.changements]
    assert Nomme("logement", "8 Rue d’Œuf (UG-8)") in valeurs
    assert NatureOccupation.TIROIR in valeurs
    assert date(2026, 11, 20) in valeurs
    noms = [mots.valeur(c.apres) for li in affectation.lignes for c in li.changements]
    assert "Sofia Lemaire" in noms
    assert "médiatrice" in noms


def test_la_fusion_rassemble_les_deux_histoires_et_s_annule_d_ici(uow: UnitOfWork) -> None:
    garde, absorbe = factories.menage(uow, "Wójcik"), factories.menage(uow, "Wojcik")
    factories.visite(uow, absorbe, texte="Passage d’avant")
    menages.fixer_phase(menages.FixerPhase(absorbe, Phase.PENDANT, "Partie chez sa fille"), uow)
    menages.fusionner(
        menages.FusionnerMenages(garde, absorbe, {"nom": menages.Cote.GARDE}, deux_logements=True),
        uow,
    )
    histoire = _lire(uow, garde)
    fusion = histoire.actions[0]
    assert "menage.phase" in [a.action for a in histoire.actions]
    deplacees = {li.table: li.nombre for li in fusion.lignes if li.geste is Geste.DEPLACE}
    assert deplacees == {"personne": 1, "occupation": 1, "visite": 1, "note": 1}
    assert mots.ligne(next(li for li in fusion.lignes if li.table == "visite")) == (
        "repris de l’autre ménage : 1 élément (visite)"
    )
    assert fusion.annulable
    annuler(AnnulerOperation(fusion.operation), uow)
    annulation, annulee = _lire(uow, garde).actions[:2]
    assert (annulation.action, annulation.annule) == ("annuler", "menage.fusionner")
    assert annulee.annulee
    assert not annulee.annulable


def test_une_operation_se_lit_seule(uow: UnitOfWork) -> None:
    changes = menages.creer(menages.CreerMenage({"nom": "Benali", "prenom": "Karim"}), uow)
    assert changes.operation is not None
    action = operation(LireOperation(changes.operation), uow)
    assert action.action == "menage.creer"
    assert {li.table for li in action.lignes} == {"menage", "personne"}
    assert action.nb_lignes == 2
    with pytest.raises(RegleMetier) as refus:
        operation(LireOperation(OperationId(uow.ids.new(), 1)), uow)
    assert refus.value.code == "annulation.inconnue"


def test_paginer_ne_change_pas_le_nombre_d_enonces(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    court, long = factories.menage(uow), factories.menage(uow, "Benali")
    for n in range(25):
        menages.modifier(menages.ModifierMenage(long, {"langue": f"langue {n}"}), uow)
    comptes = []
    for menage, taille in ((court, 5), (long, 5), (long, 100)):
        with compteur_sql() as compteur:
            page = _lire(uow, menage, taille=taille)
        comptes.append(compteur.nombre)
    assert len(set(comptes)) == 1
    assert 3 < comptes[0] <= 6
    assert page.total == len(page.actions) == 26
    assert _lire(uow, long, debut=25, taille=5).actions == page.actions[25:]


def test_chaque_action_et_chaque_table_a_ses_mots() -> None:
    """Read from the sources, so that a new action cannot be forgotten."""
    import re

    racine = Path(__file__).parents[3] / "app"
    noms = {
        nom
        for fichier in racine.rglob("*.py")
        for nom in re.findall(r'ecriture\(\s*"([a-z_.]+)"', fichier.read_text(encoding="utf-8"))
    }
    assert {"menage.creer", "visite.consigner", "annuler"} <= noms
    assert noms - mots.ACTIONS.keys() == set()
    assert {t.name for t in tables_journalisees()} - mots.TABLES.keys() == set()
