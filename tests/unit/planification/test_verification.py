"""The checker: a good plan has nothing against it, then each rule is broken alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from app.domain.demenagements import GenreEquipe
from app.domain.planification.instance import (
    Ecarte,
    Exigences,
    Instance,
    LogementOffert,
    MenageAPlacer,
    Periode,
    Placement,
    Regles,
)
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.verification import Regle, evitables, verifier
from tests.instances import (
    AUJOURDHUI,
    CAS,
    DEBUT,
    FERIES,
    FIN,
    JOUR,
    equipe,
    ident,
    instance,
    logement,
    menage,
    tirer_instance,
    travaux,
)

TIROIR = ident("logement", 1)
DEPART, RETOUR = date(2027, 2, 22), date(2027, 8, 2)  # Mondays
BON = Placement(Solution.TIROIR, TIROIR, DEPART, RETOUR)
AUCUNE = Placement(Solution.AUCUNE)
DEFINITIF = Placement(Solution.DEFINITIF, ident("logement", 9), DEPART)
A_DONNER = logement(9, definitif=True)


def plan(*placements: Placement, decalages: Mapping[int, int] | None = None) -> PlanPropose:
    """A plan for households 1, 2, 3… in that order."""
    return PlanPropose(
        {ident("menage", n): p for n, p in enumerate(placements, 1)},
        {ident("tranche", n): jours for n, jours in (decalages or {}).items()},
    )


def codes(donnees: Instance, propose: PlanPropose) -> list[str]:
    """The rules broken, as they are told."""
    return [v.code for v in verifier(donnees, propose)]


def seul(
    placement: Placement,
    *,
    qui: MenageAPlacer | None = None,
    ou: LogementOffert | None = None,
    regles: Regles | None = None,
) -> list[str]:
    """The rules broken by one household placed in one home."""
    donnees = instance([qui or menage(1)], [ou or logement(1), A_DONNER], regles=regles)
    return codes(donnees, plan(placement))


def test_un_bon_plan_n_a_rien_contre_lui() -> None:
    assert seul(BON) == []
    assert seul(AUCUNE) == []
    assert seul(DEFINITIF, qui=menage(un_seul=True)) == []
    assert seul(DEFINITIF, qui=menage(definitif_voulu=True)) == []


@pytest.mark.parametrize(
    ("placement", "code"),
    [
        (replace(BON, logement_id=None), Regle.INCOHERENT),
        (replace(BON, depart=None), Regle.INCOHERENT),
        (replace(BON, retour=None), Regle.INCOHERENT),
        (replace(BON, depart=RETOUR, retour=DEPART), Regle.INCOHERENT),
        (replace(AUCUNE, logement_id=TIROIR), Regle.INCOHERENT),
        (replace(DEFINITIF, retour=RETOUR), Regle.INCOHERENT),
        (Placement(Solution.HORS_PLAN), Regle.HORS_PLAN),
        (replace(BON, logement_id=ident("logement", 77)), Regle.LOGEMENT_INCONNU),
        (replace(BON, logement_id=A_DONNER.id), Regle.LOGEMENT_DEFINITIF),
        (DEFINITIF, Regle.DEFINITIF_NON_VOULU),
        (Placement(Solution.RETOUR, TIROIR, retour=RETOUR), Regle.PAS_ABSENT),
        (replace(BON, depart=DEBUT), Regle.DEPART_TARDIF),
        (replace(BON, depart=date(2027, 1, 29)), Regle.DEPART_PRECOCE),
        (replace(BON, retour=FIN), Regle.RETOUR_PRECOCE),
        (replace(BON, retour=date(2027, 8, 30)), Regle.RETOUR_TARDIF),
        (replace(BON, depart=date(2027, 2, 21)), Regle.JOUR_CHOME),
    ],
)
def test_une_ligne_enfreint_une_regle_a_elle_seule(placement: Placement, code: Regle) -> None:
    assert seul(placement) == [code]


def test_les_bornes_sont_permises() -> None:
    au_plus_tot = date(2027, 2, 1)  # 28 days before the works
    au_plus_tard = date(2027, 8, 27)  # 28 days after
    assert seul(replace(BON, depart=au_plus_tot, retour=au_plus_tard)) == []
    assert seul(replace(BON, depart=date(2027, 2, 26))) == []


@pytest.mark.parametrize(
    ("qui", "code"),
    [
        (menage(enquete=False), Regle.SANS_ENQUETE),
        (menage(exigences=Exigences(chambres=3)), Regle.TROP_PETIT),
        (menage(exigences=Exigences(plain_pied=True)), Regle.PAS_PLAIN_PIED),
        (menage(apres_le=date(2027, 2, 23)), Regle.AVANT_LE),
        (menage(evite=(Periode(DEPART, DEPART),)), Regle.JOUR_EVITE),
        (menage(tranche=7), Regle.TRANCHE_INCONNUE),
    ],
)
def test_ce_qu_un_menage_ne_peut_pas(qui: MenageAPlacer, code: Regle) -> None:
    violations = verifier(instance([qui], [logement(1)]), plan(BON))
    assert [v.code for v in violations] == [code]
    assert violations[0].menage_id == qui.id


@pytest.mark.parametrize(
    ("ou", "code"),
    [
        (logement(disponible=Periode(DEPART + JOUR, None)), Regle.LOGEMENT_INDISPONIBLE),
        (logement(disponible=Periode(None, RETOUR - JOUR)), Regle.LOGEMENT_INDISPONIBLE),
        (logement(occupe=(Periode(None, DEPART - 3 * JOUR),)), Regle.LOGEMENT_OCCUPE),
        (logement(occupe=(Periode(RETOUR + 3 * JOUR, None),)), Regle.LOGEMENT_OCCUPE),
        (logement(occupe=(Periode(DEBUT, DEBUT),)), Regle.LOGEMENT_OCCUPE),
    ],
)
def test_ce_qu_un_logement_ne_permet_pas(ou: LogementOffert, code: Regle) -> None:
    assert seul(BON, ou=ou) == [code]


def test_un_logement_occupe_avant_ou_apres_avec_le_temps_du_menage_convient() -> None:
    avant = Periode(None, date(2027, 2, 14))  # left on the 15th, clean on the 20th, meters 22nd
    apres = Periode(date(2027, 8, 9), None)  # left on the 2nd, clean on the 7th, meters 9th
    assert seul(BON, ou=logement(occupe=(avant, apres))) == []


def test_les_animaux_et_les_appareils() -> None:
    avec_chien = menage(exigences=Exigences(animaux=True))
    assert seul(BON, qui=avec_chien) == []
    assert seul(BON, qui=avec_chien, ou=logement(animaux=False)) == [Regle.ANIMAUX_REFUSES]
    appareil = menage(exigences=Exigences(appareil=True))
    assert seul(replace(BON, depart=date(2027, 2, 26)), qui=appareil) == [Regle.VENDREDI]
    assert seul(replace(BON, retour=date(2027, 8, 6)), qui=appareil) == [Regle.VENDREDI]


def test_un_tiroir_ne_se_donne_pas_pour_de_bon() -> None:
    donne = replace(DEFINITIF, logement_id=TIROIR)
    assert seul(donne, qui=menage(un_seul=True)) == [Regle.LOGEMENT_TEMPORAIRE]


def test_une_fermeture_ou_un_ferie_ne_se_travaillent_pas() -> None:
    ferme = Regles(AUJOURDHUI, fermetures=(Periode(DEPART, DEPART),))
    assert seul(BON, regles=ferme) == [Regle.JOUR_CHOME]
    assert seul(BON, regles=Regles(AUJOURDHUI, feries=frozenset({RETOUR}))) == [Regle.JOUR_CHOME]


def test_le_preavis_sauf_jour_fixe_ou_deja_adopte() -> None:
    tard = Regles(date(2027, 2, 1), preavis=30, feries=FERIES)
    assert seul(BON, regles=tard) == [Regle.PREAVIS]
    assert seul(BON, qui=menage(actuel=BON), regles=tard) == []
    assert seul(BON, qui=menage(impose=BON), regles=tard) == []
    autre_jour = replace(BON, depart=DEPART + JOUR)
    assert seul(autre_jour, qui=menage(actuel=BON), regles=tard) == [Regle.PREAVIS]


def test_les_travaux_decales_deplacent_les_deux_fenetres() -> None:
    donnees = instance([menage(1)], [logement(1)], tranches=[travaux(marge=14)])
    assert codes(donnees, plan(BON, decalages={1: 14})) == [Regle.RETOUR_PRECOCE]
    decale = Placement(Solution.TIROIR, TIROIR, DEBUT, date(2027, 8, 16))
    assert codes(donnees, plan(decale, decalages={1: 14})) == []
    assert codes(donnees, plan(decale)) == [Regle.DEPART_TARDIF]
    assert codes(donnees, plan(AUCUNE, decalages={1: 15})) == [Regle.DECALAGE]
    assert codes(donnees, plan(AUCUNE, decalages={1: -1})) == [Regle.DECALAGE]
    assert codes(donnees, plan(AUCUNE, decalages={5: 3})) == [Regle.DECALAGE]


def test_deux_menages_ne_se_croisent_pas_dans_un_tiroir_et_chacun_le_sait() -> None:
    tranches = [travaux(1), travaux(2, debut=date(2027, 8, 16), fin=date(2027, 12, 17))]
    donnees = instance([menage(1), menage(2, tranche=2)], [logement(1)], tranches=tranches)
    suivant = Placement(Solution.TIROIR, TIROIR, date(2027, 8, 9), date(2027, 12, 20))
    assert codes(donnees, plan(BON, suivant)) == []
    trop_tot = replace(suivant, depart=date(2027, 8, 6))  # cleaned on the 7th, meters on the 9th
    violations = verifier(donnees, plan(BON, trop_tot))
    assert [(v.code, v.menage_id, v.params["autre"]) for v in violations] == [
        (Regle.LOGEMENT_PRIS, ident("menage", 1), ident("menage", 2)),
        (Regle.LOGEMENT_PRIS, ident("menage", 2), ident("menage", 1)),
    ]
    assert violations[0].params["libre_le"] == date(2027, 8, 9)
    propre = replace(donnees, logements=(logement(1, nettoyage=0),))
    assert codes(propre, plan(BON, trop_tot)) == []


def test_un_logement_ne_se_donne_qu_une_fois() -> None:
    donnees = instance([menage(1, un_seul=True), menage(2, un_seul=True)], [A_DONNER])
    assert codes(donnees, plan(DEFINITIF, AUCUNE)) == []
    plus_tard = replace(DEFINITIF, depart=DEPART + JOUR)
    assert codes(donnees, plan(DEFINITIF, plus_tard)) == [Regle.DONNE_DEUX_FOIS] * 2


def test_un_menage_deja_parti_ne_fait_que_revenir_de_son_tiroir() -> None:
    absent = menage(tiroir_id=TIROIR, parti_le=date(2026, 11, 2))
    en_cours = [travaux(debut=date(2026, 11, 9), fin=date(2027, 3, 26))]
    donnees = instance([absent], [logement(1), logement(2), A_DONNER], tranches=en_cours)
    bon = Placement(Solution.RETOUR, TIROIR, retour=date(2027, 3, 29))
    assert codes(donnees, plan(bon)) == []
    d_ailleurs = replace(bon, logement_id=ident("logement", 2))
    assert codes(donnees, plan(d_ailleurs)) == [Regle.PAS_SON_LOGEMENT]
    assert codes(donnees, plan(replace(bon, retour=date(2027, 3, 26)))) == [Regle.RETOUR_PRECOCE]
    assert Regle.DEJA_PARTI in codes(donnees, plan(BON))
    jamais_vu = replace(donnees, menages=(replace(absent, enquete=False),))
    assert codes(jamais_vu, plan(bon)) == []


def test_le_retour_d_un_menage_oublie_se_compte_d_aujourd_hui() -> None:
    oublie = menage(tiroir_id=TIROIR, parti_le=date(2025, 1, 6))
    finis = [travaux(debut=date(2025, 1, 13), fin=date(2025, 6, 27))]
    donnees = instance([oublie], [logement(1)], tranches=finis)
    assert codes(donnees, plan(Placement(Solution.RETOUR, TIROIR, retour=date(2027, 1, 4)))) == []
    tard = Placement(Solution.RETOUR, TIROIR, retour=date(2027, 2, 1))
    assert codes(donnees, plan(tard)) == [Regle.RETOUR_TARDIF]


def test_un_menage_deja_parti_tient_son_tiroir_jusqu_a_son_retour() -> None:
    absent = menage(1, tranche=2, tiroir_id=TIROIR, parti_le=date(2026, 11, 2))
    en_cours = travaux(2, debut=date(2026, 11, 9), fin=date(2027, 2, 5))
    donnees = instance([absent, menage(2)], [logement(1)], tranches=[travaux(1), en_cours])
    rentre = Placement(Solution.RETOUR, TIROIR, retour=date(2027, 2, 8))
    assert codes(donnees, plan(rentre, BON)) == []
    assert codes(donnees, plan(AUCUNE, BON)) == [Regle.LOGEMENT_PRIS] * 2
    tard = replace(rentre, retour=date(2027, 2, 17))
    assert codes(donnees, plan(tard, BON)) == [Regle.LOGEMENT_PRIS] * 2


def test_deux_menages_ensemble_dans_un_tiroir_aujourd_hui_ne_sont_pas_la_faute_du_plan() -> None:
    absents = [menage(n, tranche=2, tiroir_id=TIROIR, parti_le=date(2026, 11, n)) for n in (2, 3)]
    en_cours = [travaux(2, debut=date(2026, 11, 9), fin=date(2027, 2, 5))]
    donnees = instance(absents, [logement(1)], tranches=en_cours)
    rentre = Placement(Solution.RETOUR, TIROIR, retour=date(2027, 2, 8))
    propose = PlanPropose({m.id: rentre for m in absents})
    assert codes(donnees, propose) == []


def test_chaque_menage_a_une_ligne_et_aucune_n_est_de_trop() -> None:
    donnees = instance([menage(1), menage(2)], [logement(1)])
    violations = verifier(donnees, plan(BON))
    assert [(v.code, v.menage_id) for v in violations] == [(Regle.SANS_LIGNE, ident("menage", 2))]
    assert codes(donnees, plan(BON, AUCUNE, AUCUNE)) == [Regle.LIGNE_INCONNUE]
    laisse = replace(donnees, ecartes=(Ecarte(ident("menage", 3), "Ménage 3", "ailleurs"),))
    assert codes(laisse, plan(BON, AUCUNE, Placement(Solution.HORS_PLAN))) == []


@pytest.mark.parametrize("genre", list(GenreEquipe))
def test_les_equipes_ne_font_pas_plus_qu_elles_ne_peuvent(genre: GenreEquipe) -> None:
    autre = next(g for g in GenreEquipe if g is not genre)
    equipes = [equipe(1, genre=genre, capacite=1), equipe(2, genre=autre, capacite=9)]
    donnees = instance([menage(1), menage(2)], [logement(1), logement(2)], equipes=equipes)
    ensemble = replace(BON, logement_id=ident("logement", 2), retour=RETOUR + JOUR)
    (violation,) = verifier(donnees, plan(BON, ensemble))
    assert violation.code == Regle.EQUIPES
    assert violation.params["genre"] is genre
    assert (violation.params["nombre"], violation.params["capacite"]) == (2, 1)
    lendemain = replace(ensemble, depart=DEPART + JOUR)
    assert codes(donnees, plan(BON, lendemain)) == []


def test_une_equipe_absente_ou_au_repos_ne_compte_pas() -> None:
    absente = replace(equipe(), absences=(Periode(DEPART, DEPART),))
    donnees = instance([menage(1)], [logement(1)], equipes=[absente])
    assert codes(donnees, plan(BON)) == [Regle.EQUIPES]
    au_repos = replace(equipe(), jours=frozenset({2, 3, 4, 5}))
    donnees = replace(donnees, equipes=(au_repos, equipe(2)))
    assert codes(donnees, plan(BON)) == []


def test_une_ligne_fixee_est_respectee_a_la_lettre() -> None:
    fixe = menage(1, impose=BON)
    assert seul(BON, qui=fixe) == []
    assert seul(replace(BON, fixe=True, motif="tenu"), qui=fixe) == []
    assert seul(AUCUNE, qui=fixe) == [Regle.FIXE_DEPLACE]
    assert seul(replace(BON, depart=DEPART + JOUR), qui=fixe) == [Regle.FIXE_DEPLACE]


def test_deux_menages_fixes_au_meme_endroit_le_savent_tous_deux() -> None:
    donnees = CAS["deux_fixes"]()
    libre = replace(BON, logement_id=ident("logement", 2))
    propose = plan(BON, BON, libre)
    violations = verifier(donnees, propose)
    assert [(v.code, v.menage_id) for v in violations] == [
        (Regle.LOGEMENT_PRIS, ident("menage", 1)),
        (Regle.LOGEMENT_PRIS, ident("menage", 2)),
    ]
    assert evitables(donnees, propose) == []
    avec_eux = plan(BON, BON, BON)
    assert {v.menage_id for v in evitables(donnees, avec_eux)} == {
        ident("menage", n) for n in (1, 2, 3)
    }


def test_ce_que_des_jours_fixes_imposent_n_est_pas_evitable() -> None:
    fixe = replace(BON, depart=DEBUT)
    donnees = instance([menage(1, impose=fixe)], [logement(1)])
    assert codes(donnees, plan(fixe)) == [Regle.DEPART_TARDIF]
    assert evitables(donnees, plan(fixe)) == []
    assert [v.code for v in evitables(donnees, plan(BON))] == [Regle.FIXE_DEPLACE]


def test_ne_rien_prevoir_n_enfreint_rien_sur_des_instances_tirees() -> None:
    for graine in range(60):
        donnees = tirer_instance(graine)
        rien = PlanPropose({m.id: m.impose or AUCUNE for m in donnees.menages})
        assert evitables(donnees, rien) == [], graine
        assert tirer_instance(graine) == donnees
