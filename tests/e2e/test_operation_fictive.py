"""`demo operation`: a base to try plans on, of the size one wants."""

from __future__ import annotations

import hashlib

from tests.e2e.conftest import Ligne


def test_une_operation_fictive_se_cree_et_n_ecrase_rien(ligne: Ligne) -> None:
    taille = ("--menages", "12", "--tiroirs", "3", "--tranches", "2", "--graine", "5")
    faite = ligne.processus(
        "demo", "operation", *taille, "--base", ligne.base, "--json", base=False
    )
    assert faite.code == 0, faite.erreur
    assert {k: faite.json[k] for k in ("menages", "tiroirs", "tranches")} == {
        "menages": 12,
        "tiroirs": 3,
        "tranches": 2,
    }
    assert len(ligne("menages", "--chercher", "OPF5", "--json").json) == 12
    avant = hashlib.sha256(ligne.base.read_bytes()).hexdigest()
    refus = ligne("demo", "operation", *taille)
    assert refus.code == 3
    assert "existe déjà" in refus.erreur
    assert hashlib.sha256(ligne.base.read_bytes()).hexdigest() == avant


def test_une_taille_absurde_est_refusee_avec_ce_qui_est_possible(ligne: Ligne) -> None:
    refus = ligne("demo", "operation", "--menages", "-2")
    assert refus.code == 3
    assert "5000" in refus.erreur
    assert not ligne.base.exists()
