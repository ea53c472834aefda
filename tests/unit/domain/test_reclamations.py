"""States of a complaint, its appointments, its references."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.reclamations import (
    ATTENDUS,
    FINIES,
    OUVERTES,
    EtatPassage,
    EtatReclamation,
    MotifReclamation,
    NatureReclamation,
    passer,
    passer_passage,
    reference_suivante,
    suites,
    verifier_jour,
    verifier_jour_passage,
    verifier_motif,
)

E = EtatReclamation
JOUR = date(2026, 11, 24)


def test_les_etats_ouverts_et_finis_se_partagent_tous_les_etats() -> None:
    assert set(OUVERTES) | FINIES == set(E)
    assert not set(OUVERTES) & FINIES
    assert OUVERTES[0] is E.RECUE


@pytest.mark.parametrize("etat", list(E))
def test_un_etat_ne_revient_jamais_a_recue_ni_a_lui_meme(etat: EtatReclamation) -> None:
    assert E.RECUE not in suites(etat)
    assert etat not in suites(etat)


@pytest.mark.parametrize("etat", sorted(FINIES))
def test_une_reclamation_finie_ne_peut_qu_etre_contestee(etat: EtatReclamation) -> None:
    assert suites(etat) == (E.CONTESTEE,)


def test_une_reparation_se_confirme_se_conteste_ou_se_clot_avec_une_raison() -> None:
    assert suites(E.FAITE) == (E.CONFIRMEE, E.CONTESTEE, E.CLOSE)


def test_seul_ce_qui_a_ete_fait_ou_fini_se_conteste() -> None:
    contestables = {etat for etat in E if E.CONTESTEE in suites(etat)}
    assert contestables == {E.FAITE, *FINIES}


@pytest.mark.parametrize("etat", list(E))
def test_passer_suit_exactement_les_suites(etat: EtatReclamation) -> None:
    for vers in E:
        if vers in suites(etat):
            assert passer(etat, vers, motif=MotifReclamation.DOUBLON) is vers
        else:
            with pytest.raises(RegleMetier, match=r"reclamation\.etat"):
                passer(etat, vers, motif=MotifReclamation.DOUBLON)


def test_clore_et_rejeter_demandent_une_raison() -> None:
    for vers in (E.CLOSE, E.REJETEE):
        with pytest.raises(EntreeInvalide, match=r"reclamation\.raison"):
            passer(E.TRANSMISE, vers)
        with pytest.raises(EntreeInvalide, match=r"reclamation\.raison"):
            passer(E.TRANSMISE, vers, motif=MotifReclamation.AUTRE, raison="  ")
        autre = passer(E.TRANSMISE, vers, motif=MotifReclamation.AUTRE, raison="mots")
        assert autre is vers
        assert passer(E.TRANSMISE, vers, motif=MotifReclamation.DOUBLON) is vers
    assert passer(E.TRANSMISE, E.REJETEE, raison="des mots suffisent") is E.REJETEE
    with pytest.raises(EntreeInvalide, match=r"reclamation\.raison"):
        passer(E.TRANSMISE, E.CLOSE, raison="close : il faut aussi la raison")


def test_confirmer_ne_demande_rien_de_plus() -> None:
    assert passer(E.FAITE, E.CONFIRMEE) is E.CONFIRMEE


def test_seule_une_reserve_se_leve() -> None:
    verifier_motif(NatureReclamation.RESERVE, MotifReclamation.RESERVE_LEVEE)
    verifier_motif(NatureReclamation.RECLAMATION, MotifReclamation.DOUBLON)
    with pytest.raises(EntreeInvalide, match=r"reclamation\.motif"):
        verifier_motif(NatureReclamation.RECLAMATION, MotifReclamation.RESERVE_LEVEE)


def test_un_jour_de_suivi_n_est_ni_demain_ni_avant_l_ouverture() -> None:
    ouverte = date(2026, 11, 20)
    assert verifier_jour(ouverte, ouverte, JOUR) == ouverte
    assert verifier_jour(JOUR, ouverte, JOUR) == JOUR
    with pytest.raises(EntreeInvalide, match=r"reclamation\.futur"):
        verifier_jour(date(2026, 11, 25), ouverte, JOUR)
    with pytest.raises(EntreeInvalide, match=r"reclamation\.avant_ouverture"):
        verifier_jour(date(2026, 11, 19), ouverte, JOUR)


def test_un_passage_attendu_peut_devenir_tout_sauf_propose() -> None:
    for etat in ATTENDUS:
        for vers in set(EtatPassage) - {etat, EtatPassage.PROPOSE}:
            assert passer_passage(etat, vers, jour=JOUR, aujourdhui=JOUR) is vers
        with pytest.raises(RegleMetier, match=r"passage\.etat"):
            passer_passage(etat, EtatPassage.PROPOSE, jour=JOUR, aujourdhui=JOUR)


@pytest.mark.parametrize("etat", sorted(set(EtatPassage) - ATTENDUS))
def test_un_passage_fini_ne_change_plus(etat: EtatPassage) -> None:
    with pytest.raises(RegleMetier, match=r"passage\.fini"):
        passer_passage(etat, EtatPassage.ACCEPTE, jour=JOUR, aujourdhui=JOUR)


def test_un_passage_n_est_tenu_ni_manque_avant_son_jour() -> None:
    demain = date(2026, 11, 25)
    for vers in (EtatPassage.TENU, EtatPassage.MANQUE_ENTREPRISE, EtatPassage.MANQUE_MENAGE):
        with pytest.raises(RegleMetier, match=r"passage\.pas_encore"):
            passer_passage(EtatPassage.ACCEPTE, vers, jour=demain, aujourdhui=JOUR)
    for vers in (EtatPassage.ACCEPTE, EtatPassage.ANNULE):
        passer_passage(EtatPassage.PROPOSE, vers, jour=demain, aujourdhui=JOUR)


def test_le_jour_d_un_passage_suit_l_ouverture_et_reste_proche() -> None:
    ouverte = date(2026, 11, 20)
    assert verifier_jour_passage(date(2027, 3, 1), ouverte, JOUR) == date(2027, 3, 1)
    with pytest.raises(EntreeInvalide, match=r"passage\.avant_ouverture"):
        verifier_jour_passage(date(2026, 11, 19), ouverte, JOUR)
    with pytest.raises(EntreeInvalide, match=r"passage\.lointain"):
        verifier_jour_passage(date(2062, 12, 1), ouverte, JOUR)


def test_les_references_se_suivent_et_s_allongent() -> None:
    assert reference_suivante(None) == "R-0001"
    assert reference_suivante("R-0214") == "R-0215"
    assert reference_suivante("R-9999") == "R-10000"
    assert reference_suivante("R-99999") == "R-100000"
    assert reference_suivante("écrite autrement") == "R-0001"
    assert reference_suivante(None, "D") == "D-0001"
    assert reference_suivante("D-0003", "D") == "D-0004"
