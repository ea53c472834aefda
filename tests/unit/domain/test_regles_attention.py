"""The rules as a team keeps them: differences only, nothing that makes no sense."""

from __future__ import annotations

from datetime import date, timedelta
from types import MappingProxyType

import pytest

from app.core.errors import EntreeInvalide
from app.domain.parcours_modele import RegleAttention
from app.domain.regles_attention import (
    NiveauAttention,
    ReglageRegle,
    bornes,
    ecarts,
    en_vigueur,
    niveau,
    verifier_pause,
)

JOUR = date(2026, 11, 24)
REGLES = (
    RegleAttention("jamais", "jamais_rencontre", 4, "Jamais vu.", "Never seen."),
    RegleAttention(
        "silence",
        "sans_contact",
        3,
        "Depuis le {depuis}.",
        "Since {depuis}.",
        seuils=MappingProxyType({"jours_avant": 120, "jours_pendant": 30}),
    ),
)


@pytest.mark.parametrize(
    ("score", "attendu"),
    [
        (0, None),
        (1, NiveauAttention.LEGER),
        (2, NiveauAttention.LEGER),
        (3, NiveauAttention.MOYEN),
        (5, NiveauAttention.MOYEN),
        (6, NiveauAttention.FORT),
        (40, NiveauAttention.FORT),
    ],
)
def test_un_niveau_et_ses_bornes_disent_la_meme_chose(
    score: int, attendu: NiveauAttention | None
) -> None:
    assert niveau(score) is attendu
    for n in NiveauAttention:
        du, au = bornes(n)
        assert (du <= score <= au) is (n is attendu)


def test_seuls_les_ecarts_avec_le_catalogue_sont_gardes() -> None:
    choisies = {r.code: ReglageRegle.de(r) for r in REGLES}
    assert ecarts(REGLES, choisies) is None
    choisies["jamais"] = ReglageRegle(False, 4, {})
    choisies["silence"] = ReglageRegle(True, 5, {"jours_avant": 60, "jours_pendant": 30})
    garde = ecarts(REGLES, choisies)
    assert garde == {
        "jamais": {"actif": False},
        "silence": {"points": 5, "seuils": {"jours_avant": 60}},
    }
    appliquees = en_vigueur(REGLES, garde)
    assert [ReglageRegle.de(r) for r in appliquees] == list(choisies.values())
    assert en_vigueur(REGLES, None) == REGLES


def test_ce_qu_une_autre_version_a_ecrit_ne_casse_rien() -> None:
    etrange = {
        "inconnue": {"points": 3},
        "jamais": "?",
        "silence": {"actif": "oui", "points": -4, "seuils": {"jours_avant": True, "lune": 3}},
    }
    assert en_vigueur(REGLES, etrange) == REGLES
    assert en_vigueur(REGLES, ["rien"]) == REGLES


@pytest.mark.parametrize(
    ("code", "reglage", "erreur"),
    [
        ("autre", ReglageRegle(True, 3, {}), "attention.regle_inconnue"),
        ("jamais", ReglageRegle(True, 101, {}), "attention.points"),
        ("jamais", ReglageRegle(True, -1, {}), "attention.points"),
        ("silence", ReglageRegle(True, 3, {"jours_avant": 9999}), "attention.seuil"),
        ("silence", ReglageRegle(True, 3, {"lune": 3}), "attention.seuil"),
    ],
)
def test_un_reglage_impossible_est_refuse(code: str, reglage: ReglageRegle, erreur: str) -> None:
    with pytest.raises(EntreeInvalide) as refus:
        ecarts(REGLES, {code: reglage})
    assert refus.value.code == erreur


def test_une_veille_a_une_raison_et_une_fin() -> None:
    assert verifier_pause(JOUR, JOUR + timedelta(365), "  rendez-vous  pris ") == "rendez-vous pris"
    for jusqu_au, motif, erreur in (
        (JOUR + timedelta(7), " ", "attention.motif_absent"),
        (JOUR, "vu", "attention.jour_passe"),
        (JOUR + timedelta(366), "vu", "attention.trop_loin"),
    ):
        with pytest.raises(EntreeInvalide) as refus:
            verifier_pause(JOUR, jusqu_au, motif)
        assert refus.value.code == erreur
