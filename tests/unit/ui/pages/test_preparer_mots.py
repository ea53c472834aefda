"""The lines of a package's preview in words."""

from __future__ import annotations

from uuid import UUID

from app.services.exports.apercu import EtatLigne
from app.services.exports.apercu.lignes import Changement, LigneApercue
from app.services.exports.selection.retraits import RaisonRetrait
from ui.pages.echanges.envois import preparer_mots as dire


def test_une_ligne_a_effacer_tient_en_un_mot_et_dit_pourquoi_dessous() -> None:
    ligne = LigneApercue(
        UUID(int=1), EtatLigne.RETIREE, "Wójcik", (), raison=RaisonRetrait.ACCORD_RETIRE
    )
    assert dire.dire_etat(ligne) == "− à effacer"
    assert "d’accord" in dire.dire_changements(ligne)


def test_une_ligne_modifiee_dit_l_avant_et_l_apres() -> None:
    ligne = LigneApercue(
        UUID(int=1), EtatLigne.MODIFIEE, "Wójcik", (), (Changement("Téléphone", "", "06"),)
    )
    assert dire.dire_etat(ligne) == "≠ modifiée"
    assert dire.dire_changements(ligne) == "Téléphone : rien → 06"
