"""The two questionnaires we ship: they compile whole, in two languages, and ask no diagnosis."""

from __future__ import annotations

import pytest

import resources
from app.core.clock import SystemClock
from app.domain.enquetes.fiche import Champ, questions_mappees, repetition_des_personnes
from app.domain.enquetes.plan import Plan
from app.domain.enquetes.remplissage import Remplissage
from app.domain.texte import plier
from app.services.catalogues import charger
from app.services.enquetes.compilation import Compile, compiler_fichier
from app.services.menages.ecriture import CHAMPS, CHAMPS_PERSONNE

LIVRES = ("enquete_sociale_avant", "satisfaction_apres")
# Words of illness: a need of the home is asked for, never why.
INTERDITS = ("maladie", "handicap", "diagnostic", "pathologie", "traitement", "parasitaire", "nir")


@pytest.fixture(scope="module", params=LIVRES)
def livre(request: pytest.FixtureRequest) -> Compile:
    """One of them, compiled."""
    return compiler_fichier(resources.chemin("questionnaires", f"{request.param}.xlsx"))


def test_everything_is_supported(livre: Compile) -> None:
    assert livre.formulaire.remarques == ()
    assert livre.formulaire.langues == ("Français (fr)", "English (en)")


def test_every_shown_question_speaks_both_languages(livre: Compile) -> None:
    for question in livre.formulaire.racine.toutes():
        if question.affichee and question.chemin != ("data",):
            assert set(question.libelles) == set(livre.formulaire.langues), question.nom
    for textes in livre.formulaire.itext.values():
        assert all(texte not in ((), ("-",)) for cle, texte in textes.items() if ":" not in cle)


def test_no_diagnosis_is_asked(livre: Compile) -> None:
    dits = plier(
        " ".join(
            morceau
            for textes in livre.formulaire.itext.values()
            for texte in textes.values()
            for morceau in texte
            if isinstance(morceau, str)
        )
    )
    assert not [mot for mot in INTERDITS if f" {mot}" in f" {dits}"]


def test_questions_map_to_fields_that_exist(livre: Compile) -> None:
    besoins = {e.code for e in charger().besoins.entrees}
    racine = livre.formulaire.racine
    for question, champ in questions_mappees(racine):
        connus = {"menage": CHAMPS, "besoin": besoins, "souhait": {"code"}}[champ.objet]
        assert champ.nom in connus, question.nom
    personnes = repetition_des_personnes(racine)
    for question in personnes.enfants if personnes else ():
        champ_ = Champ.lire(question.champ)
        assert champ_ is None or champ_.nom in CHAMPS_PERSONNE


def test_rent_and_income_give_what_is_left_to_pay(livre: Compile) -> None:
    rempli = Remplissage(Plan.de(livre.formulaire), SystemClock().now)
    noeuds = {n.nom: n for n in rempli.racine.descendants()}
    for nom, montant in (("loyer", "420"), ("apl", "120"), ("revenus", "1500")):
        rempli.repondre(noeuds[nom], montant)
    assert (noeuds["reste_a_charge"].valeur, noeuds["taux_effort"].valeur) == ("300", "20")
    assert "300 €" in rempli.libelle(noeuds["dire_taux"])
    rempli.repondre(noeuds["revenus"], "1400")
    assert "21,4 %" in rempli.libelle(noeuds["dire_taux"])
    rempli.langue = "English (en)"
    assert "21.4 %" in rempli.libelle(noeuds["dire_taux"])
    rempli.repondre(noeuds["loyer"], "")
    assert noeuds["reste_a_charge"].valeur == ""
    assert not noeuds["dire_taux"].visible
