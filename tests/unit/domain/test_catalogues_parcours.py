"""Templates and rules of attention: the shipped ones hold, wrong ones are told with their place."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from app.domain.attention import GENRES
from app.domain.catalogue_fautes import Faute
from app.domain.catalogues_attention import lire_regles
from app.domain.catalogues_parcours import lire_modeles
from app.domain.menages import Phase
from app.domain.parcours import fautes as fautes_du_modele
from app.domain.parcours_modele import (
    Ajustement,
    FaitAncre,
    GenreElement,
    GenreParcours,
    LigneModele,
    appliquer,
    boucle,
    contredit,
)
from app.services.accompagnement import charger

ETAPE, PRATIQUE = GenreElement.ETAPE, GenreElement.PRATIQUE
_DEBUT = "".join(f'[[etape]]\ncode = "{code}"\nphase = "avant"\nfr = "{code}"\n' for code in "ab")


def _modele(*lignes: str) -> list[tuple[str, tuple[str | int, ...]]]:
    texte = f'defaut = "m"\n{_DEBUT}[[modele]]\ncode = "m"\ngenre = "occupe"\nfr = "m"\nlignes = ['
    fautes: list[Faute] = []
    lire_modeles(tomllib.loads(texte + ",\n".join(lignes) + "]"), (), None, fautes)
    return [(f.code, f.chemin[3:]) for f in fautes]


def _regle(corps: str) -> list[tuple[str, str]]:
    fautes: list[Faute] = []
    lire_regles(tomllib.loads(f'[[regle]]\ncode = "r"\npoints = 2\n{corps}'), fautes)
    return [(f.code, str(f.chemin[-1])) for f in fautes]


def test_les_parcours_livres_tiennent() -> None:
    accompagnement = charger()
    parcours = accompagnement.parcours
    assert {m.genre for m in parcours.modeles.values()} == set(GenreParcours)
    assert parcours.modele(None).genre is GenreParcours.RELOGEMENT
    utilisees = set()
    for modele in parcours.modeles.values():
        assert list(fautes_du_modele(modele)) == []
        assert contredit(modele.lignes) == ()
        for ligne in modele.lignes:
            element = parcours.element(ligne.genre, ligne.code)
            assert element is not None
            assert element.libelle("fr") != element.libelle("en")
            assert element.aide("fr")
            utilisees.add((ligne.genre, ligne.code))
            if ligne.obligatoire:
                assert ligne.ancre, f"{modele.code}.{ligne.code} is late without a day"
    assert utilisees == set(parcours.elements), "an element no template uses"
    arrivee = parcours.modeles["arrivee"]
    assert {ligne.phase for ligne in arrivee.lignes} == {Phase.APRES}


def test_chaque_phase_a_ses_bonnes_pratiques_et_les_mots_sont_les_notres() -> None:
    elements = charger().parcours.elements.values()
    for phase in Phase:
        assert sum(e.genre is PRATIQUE and e.phase is phase for e in elements) >= 6
    textes = [t for e in elements for t in (e.fr, e.en, e.aide_fr, e.aide_en, e.repere_fr)]
    assert not any("parasit" in texte.lower() for texte in textes)
    jalons = {e.code for e in elements if e.genre is ETAPE}
    assert {e.etape for e in elements if e.etape} <= jalons


def test_chaque_genre_d_attention_a_sa_regle_livree() -> None:
    regles = charger().regles
    for regle in regles:
        assert regle.actif
        assert regle.fr != regle.en
    assert {regle.genre for regle in regles} == set(GENRES)


@pytest.mark.parametrize(
    ("ligne", "code", "ou"),
    [
        ('{ etape = "a", ancre = "fin_du_monde", jours = 3 }', "valeur_inconnue", (0, "ancre")),
        ('{ etape = "zzz" }', "valeur_inconnue", (0, "etape")),
        ('{ pratique = "concertation" }', "valeur_inconnue", (0, "pratique")),
        ('{ etape = "a", pratique = "b" }', "ligne_genre", (0,)),
        ("{ jours = 3 }", "ligne_genre", (0,)),
        ('{ etape = "a", jours = 3 }', "jours_sans_ancre", (0, "jours")),
        ('{ etape = "a", ancre = "entree", jours = 9999 }', "nombre_borne", (0, "jours")),
        ('{ etape = "a", ancre = "entree", jours = 1.5 }', "nombre_attendu", (0, "jours")),
        ('{ etape = "a", ancre = "entree", jours = true }', "nombre_attendu", (0, "jours")),
        ('{ etape = "a", obligatoire = "non" }', "vrai_faux_attendu", (0, "obligatoire")),
        ('{ etape = "a", avant = ["c"] }', "valeur_inconnue", (0, "avant", 0)),
        ('{ etape = "a", avant = "b" }', "liste_attendue", (0, "avant")),
        ('{ etape = "a", phase = "demain" }', "valeur_inconnue", (0, "phase")),
        ('{ etape = "a", jour = 3 }', "champ_inconnu", (0, "jour")),
        ('"a"', "tables_attendues", (0,)),
    ],
)
def test_une_ligne_fausse_dit_ou(ligne: str, code: str, ou: tuple[str | int, ...]) -> None:
    assert (code, ou) in _modele(ligne)


def test_une_boucle_est_dite_a_sa_premiere_ligne() -> None:
    assert _modele('{ etape = "a", ancre = "b" }', '{ etape = "b", ancre = "a" }') == [
        ("boucle", (0,))
    ]
    assert _modele('{ etape = "a", avant = ["b"] }', '{ etape = "b", avant = ["a"] }') == [
        ("boucle", (0,))
    ]
    assert _modele('{ etape = "a", ancre = "a" }') == [("boucle", (0,))]
    deux = ('{ etape = "a" }', '{ etape = "a" }')
    assert _modele(*deux) == [("doublon", (1, "etape"))]


def test_des_jours_contraires_a_l_ordre_sont_dits() -> None:
    assert _modele('{ etape = "a", ancre = "b", jours = 5, avant = ["b"] }', '{ etape = "b" }') == [
        ("jours_contraires", (0, "jours"))
    ]
    assert _modele(
        '{ etape = "a", avant = ["b"] }', '{ etape = "b", ancre = "a", jours = -5 }'
    ) == [("jours_contraires", (0, "jours"))]
    assert (
        _modele('{ etape = "a", ancre = "b", jours = -5, avant = ["b"] }', '{ etape = "b" }') == []
    )


_CONTACT = 'genre = "sans_contact"\n'
_DEUX = [("table_attendue", "seuils"), ("seuil_absent", "seuils")]
_SEUIL = "\nseuils = { jours = 3 }"


@pytest.mark.parametrize(
    ("corps", "attendues"),
    [
        ('genre = "zzz"\nfr = "x"', [("valeur_inconnue", "genre")]),
        (f'{_CONTACT}fr = "x"', [("seuil_absent", "seuils")]),
        (f'{_CONTACT}fr = "x"\nseuils = {{ jours_avant = 3 }}', [("seuil_absent", "seuils")]),
        (f'{_CONTACT}fr = "x"{_SEUIL[:-2]}, mois = 2 }}', [("champ_inconnu", "mois")]),
        (f'{_CONTACT}fr = "x"\nseuils = {{ jours = -1 }}', [("nombre_borne", "jours")]),
        (f'{_CONTACT}fr = "x"\nseuils = 3', _DEUX),
        (f'{_CONTACT}fr = "{{depuis:%d}}"{_SEUIL}', [("accolades", "fr")]),
        (f'{_CONTACT}fr = "{{0}}"{_SEUIL}', [("accolades", "fr")]),
        (f'{_CONTACT}fr = "le {{depuis}}"{_SEUIL}', []),
        ('genre = "jamais_rencontre"\nfr = "{depuis}"', [("parametre_inconnu", "fr")]),
        ('genre = "jamais_rencontre"\nfr = "x"\nen = "{a}"', [("parametre_inconnu", "en")]),
        ('genre = "jamais_rencontre"\nfr = "{"', [("accolades", "fr")]),
    ],
)
def test_une_regle_fausse_dit_son_champ(corps: str, attendues: list[tuple[str, str]]) -> None:
    assert _regle(corps) == attendues


def test_un_ajustement_change_ajoute_ou_ote_une_ligne() -> None:
    lignes = (
        LigneModele("a", ETAPE, Phase.AVANT, FaitAncre.DEBUT_TRAVAUX, -10, avant=("b",)),
        LigneModele("b", ETAPE, Phase.APRES, "a", 20),
    )
    autre_jour = appliquer(lignes, [Ajustement(ETAPE, "b", "a", 30)])
    assert autre_jour == (lignes[0], replace(lignes[1], jours=30))
    ajoutee = appliquer(lignes, [Ajustement(PRATIQUE, "p", "a", 1, phase=Phase.AVANT)])
    assert [ligne.code for ligne in ajoutee] == ["a", "p", "b"]
    sans_b = appliquer(lignes, [Ajustement(ETAPE, "b", retiree=True)])
    assert sans_b == (replace(lignes[0], avant=()),)
    assert boucle(appliquer(lignes, [Ajustement(ETAPE, "a", "b", 1)])) == ("a", "b")
    assert appliquer(lignes, [Ajustement(PRATIQUE, "inconnue", retiree=True)]) == lignes
