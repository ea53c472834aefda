"""What is said against what is known: every state against every other."""

from __future__ import annotations

from datetime import date
from itertools import product

import pytest

from app.domain.reclamations import FINIES, EtatReclamation, SourceSuivi, suites
from app.domain.retours import Choix, Connu, Dit, Issue, Nouveau, confronter, pour_nous

E = EtatReclamation
OUVERTE, AVANT, JOUR = date(2026, 9, 1), date(2026, 10, 1), date(2026, 11, 24)
RIEN = Nouveau()


@pytest.mark.parametrize(("connu", "dit"), list(product(E, E)))
def test_rien_de_ce_qu_ils_disent_ne_ferme_ni_ne_rouvre(connu: E, dit: E) -> None:
    verdict = confronter(
        Connu(connu, AVANT, OUVERTE), Dit("mot", dit, JOUR, commentaire="parce que"), RIEN, JOUR
    )
    assert verdict.vers not in (E.CONFIRMEE, E.CLOSE)
    if verdict.issue is Issue.APPLICABLE:
        assert verdict.vers in suites(connu)
        assert connu not in FINIES
    if Choix.PRENDRE in verdict.choix:
        assert verdict.vers is None or verdict.vers in suites(connu)
    if connu is dit:
        assert verdict.issue is Issue.IDENTIQUE


@pytest.mark.parametrize(("connu", "dit"), list(product(E, E)))
def test_plus_ancien_n_est_jamais_pris_sans_personne(connu: E, dit: E) -> None:
    verdict = confronter(
        Connu(connu, JOUR, OUVERTE), Dit("mot", dit, AVANT, commentaire="x"), RIEN, JOUR
    )
    assert verdict.issue in (Issue.CONFLIT, Issue.IDENTIQUE)


def test_close_chez_eux_est_faite_chez_nous() -> None:
    assert {pour_nous(e) for e in (E.CONFIRMEE, E.CLOSE, E.FAITE)} == {E.FAITE}


def test_ce_qu_ils_ont_recu_nous_l_avions_transmis() -> None:
    for connu in (E.RECUE, E.QUALIFIEE, E.TRANSMISE, E.CONTESTEE):
        verdict = confronter(Connu(connu, AVANT, OUVERTE), Dit("reçue", E.RECUE, JOUR), RIEN, JOUR)
        assert verdict.issue is Issue.IDENTIQUE
        neuf = confronter(
            Connu(connu, AVANT, OUVERTE),
            Dit("reçue", E.RECUE, JOUR, commentaire="vu"), Nouveau(commentaire=True), JOUR,
        )  # fmt: skip
        assert (neuf.issue, neuf.vers) == (Issue.APPLICABLE, None)


def test_une_reunion_fixe_une_date_a_venir_sans_question() -> None:
    connu = Connu(E.TRANSMISE, AVANT, OUVERTE)
    loin = date(2026, 12, 3)
    dit = Dit("date fixée", E.PLANIFIEE, loin, source=SourceSuivi.REUNION)
    verdict = confronter(connu, dit, RIEN, JOUR)
    assert (verdict.issue, verdict.le, verdict.rdv) == (Issue.APPLICABLE, JOUR, loin)
    autre = confronter(connu, Dit("faite", E.FAITE, loin, source=SourceSuivi.REUNION), RIEN, JOUR)
    assert autre.motifs == ("retours.date_future",)


@pytest.mark.parametrize("connu", [E.RECUE, E.QUALIFIEE, E.TRANSMISE, E.CONTESTEE, E.PLANIFIEE])
@pytest.mark.parametrize("dit", [None, E.RECUE, E.TRANSMISE, E.PLANIFIEE])
def test_un_rendez_vous_donne_planifie_quoi_qu_ils_disent(connu: E, dit: E | None) -> None:
    loin = date(2026, 12, 3)
    mot = "mot" if dit else ""
    verdict = confronter(Connu(connu, AVANT, OUVERTE), Dit(mot, dit, JOUR, rdv=loin), RIEN, JOUR)
    assert (verdict.issue, verdict.rdv) == (Issue.APPLICABLE, loin)
    assert verdict.vers is (None if connu is E.PLANIFIEE else E.PLANIFIEE)


def test_ce_que_la_reunion_ne_savait_pas_lui_est_montre() -> None:
    connu = Connu(E.FAITE, AVANT, OUVERTE)
    dit = Dit("date fixée", E.PLANIFIEE, JOUR, etat_connu=E.TRANSMISE, source=SourceSuivi.REUNION)
    verdict = confronter(connu, dit, RIEN, JOUR)
    assert "retours.change_depuis" in verdict.motifs
    assert verdict.choix == (Choix.GARDER, Choix.ECHANGE)
    vide = Dit(etat_connu=E.TRANSMISE, source=SourceSuivi.REUNION)
    assert confronter(connu, vide, RIEN, JOUR).motifs == ("retours.rien_decide",)
