"""What makes a visit acceptable, before anything is written."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.core.errors import AppError
from app.domain.accompagnement import FamilleBesoin
from app.domain.visites import (
    BesoinSaisi,
    ConsignerVisite,
    NoteSaisie,
    NouveauMenage,
    PromesseSaisie,
    ReclamationSaisie,
    RessentiSaisi,
    TacheSaisie,
    avertissements,
    nettoyer,
    verifier,
)

JOUR = date(2026, 11, 24)
QUI = UUID(int=7)


@pytest.mark.parametrize(
    ("visite", "code"),
    [
        (ConsignerVisite(JOUR + timedelta(1), QUI, motifs=("a",)), "visite.jour_futur"),
        (ConsignerVisite(date(1926, 1, 1), QUI, motifs=("a",)), "visite.jour_trop_ancien"),
        (ConsignerVisite(JOUR, QUI), "visite.vide"),
        (ConsignerVisite(JOUR, NouveauMenage(" ’- "), motifs=("a",)), "visite.menage_sans_nom"),
        (ConsignerVisite(JOUR, QUI, ressentis=(RessentiSaisi("joie", 6),)), "visite.intensite"),
        (ConsignerVisite(JOUR, QUI, ressentis=(RessentiSaisi("joie", 0),)), "visite.intensite"),
        (
            ConsignerVisite(JOUR, QUI, promesses=(PromesseSaisie("x", JOUR - timedelta(1)),)),
            "visite.echeance_passee",
        ),
        (
            ConsignerVisite(JOUR, QUI, taches=(TacheSaisie("x", date(2926, 1, 1)),)),
            "visite.echeance_lointaine",
        ),
        (ConsignerVisite(JOUR, ressentis=(RessentiSaisi("joie"),)), "visite.anonyme_suites"),
        (ConsignerVisite(JOUR, promesses=(PromesseSaisie("x"),)), "visite.anonyme_suites"),
        (
            ConsignerVisite(JOUR, reclamations=(ReclamationSaisie("a", "b"),)),
            "visite.anonyme_suites",
        ),
        (
            ConsignerVisite(JOUR, besoins=(BesoinSaisi(FamilleBesoin.LOGEMENT, "a"),)),
            "visite.anonyme_suites",
        ),
    ],
)
def test_ce_qui_ne_peut_pas_etre_consigne(visite: ConsignerVisite, code: str) -> None:
    with pytest.raises(AppError) as refus:
        verifier(visite, JOUR)
    assert refus.value.code == code


def test_un_passage_anonyme_peut_ne_rien_dire() -> None:
    verifier(ConsignerVisite(JOUR), JOUR)
    verifier(ConsignerVisite(JOUR, motifs=("planning",), notes=(NoteSaisie("x"),)), JOUR)


def test_une_promesse_sans_date_passe_mais_se_signale() -> None:
    visite = ConsignerVisite(JOUR, QUI, promesses=(PromesseSaisie("rappeler"),))
    verifier(visite, JOUR)
    assert avertissements(visite) == ("promesse_sans_date", "sans_motif")
    datee = ConsignerVisite(JOUR, QUI, motifs=("a",), promesses=(PromesseSaisie("rappeler", JOUR),))
    assert avertissements(datee) == ()


def test_nettoyer_ote_le_vide_et_les_redites() -> None:
    net = nettoyer(
        ConsignerVisite(
            JOUR,
            QUI,
            motifs=(" planning ", "Planning", "", "clôture  du jardin"),
            notes=(NoteSaisie("  "), NoteSaisie(" dit ceci\n ")),
            promesses=(PromesseSaisie(" "), PromesseSaisie("  rappeler   vite ")),
            ressentis=(RessentiSaisi("joie", 2), RessentiSaisi("joie", 4)),
            taches=(TacheSaisie(""),),
        )
    )
    assert net.motifs == ("planning", "clôture du jardin")
    assert [n.texte for n in net.notes] == ["dit ceci"]
    assert [p.texte for p in net.promesses] == ["rappeler vite"]
    assert net.ressentis == (RessentiSaisi("joie", 4),)
    assert net.taches == ()
