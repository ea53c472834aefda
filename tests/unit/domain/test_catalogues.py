"""Catalogues: complete, found while typing, and refused with the name of what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide
from app.domain.catalogue_fautes import Faute
from app.domain.catalogues import Catalogue, completer, composer
from app.domain.menages import Lien, Phase
from app.services.catalogues import NOMS, charger


def _catalogue(texte: str) -> Catalogue:
    fautes: list[Faute] = []
    lu = composer("essai", tomllib.loads(texte), fautes)
    assert fautes == []
    return lu


def _fautes(texte: str, nom: str = "essai") -> list[tuple[str, str]]:
    fautes: list[Faute] = []
    composer(nom, tomllib.loads(texte), fautes)
    return [(f.code, str(f.chemin[-1])) for f in fautes]


def test_les_catalogues_livres_se_chargent_et_parlent_deux_langues() -> None:
    catalogues = charger()
    for nom in NOMS:
        for entree in getattr(catalogues, nom).entrees:
            assert entree.libelle("fr")
            assert entree.libelle("en")
            assert "parasit" not in entree.fr.lower()
    assert {e.code for e in catalogues.liens.entrees} == {lien.value for lien in Lien}


def test_chaque_phase_a_ses_ressentis_et_chaque_motif_sa_touche() -> None:
    catalogues = charger()
    for phase in Phase:
        assert phase.value in catalogues.ressentis.pour_phase(phase.value)[0].phases
    assert all(e.touche for e in catalogues.motifs.entrees)
    assert {e.famille for e in catalogues.besoins.entrees} == {"accompagnement", "logement"}


def test_la_touche_passe_avant_le_libelle_puis_les_autres_mots() -> None:
    motifs = charger().motifs
    assert motifs.chercher("h", "fr")[0].code == "humidite"
    assert [e.code for e in motifs.chercher("VMC", "fr")] == ["humidite", "prise_en_main"]
    assert motifs.chercher("eau chau", "fr")[0].code == "chauffage"
    assert motifs.chercher("zzz", "fr") == ()
    assert motifs.chercher("", "fr") == motifs.entrees


def test_un_code_inconnu_se_lit_comme_il_est() -> None:
    assert charger().motifs.libelle("Porte du poulailler", "fr") == "Porte du poulailler"
    assert charger().motifs.libelle("planning", "en") == "Works timetable"


@pytest.mark.parametrize(
    ("entree", "code", "champ"),
    [
        ('code = "Avec Majuscule"\nfr = "x"', "code_forme", "code"),
        ('fr = "x"', "champ_absent", "code"),
        ('code = "a"', "champ_absent", "fr"),
        ('code = "a"\nfr = " "', "champ_vide", "fr"),
        ('code = "a"\nfr = "x"\ntouche = "ab"', "touche_forme", "touche"),
        ('code = "a"\nfr = "x"\ncouleur = "rouge"', "champ_inconnu", "couleur"),
        ('code = "a"\nfr = "x"\nphases = ["demain"]', "valeur_inconnue", "0"),
        ('code = "a"\nfr = "x"\nton = "gai"', "valeur_inconnue", "ton"),
        ('code = "a"\nfr = "x"\nfamille = "logement"', "champ_inconnu", "famille"),
        ('code = "a"\nfr = 3', "texte_attendu", "fr"),
        ('code = "a"\nfr = "x"\nmots = "un seul"', "liste_attendue", "mots"),
        ('code = "a"\nfr = "abri parasitaire"', "mot_refuse", "fr"),
    ],
)
def test_une_entree_fausse_dit_son_champ(entree: str, code: str, champ: str) -> None:
    assert _fautes(f"[[entree]]\n{entree}") == [(code, champ)]


def test_un_besoin_dit_sa_famille() -> None:
    assert _fautes('[[entree]]\ncode = "a"\nfr = "x"', "besoins") == [("champ_absent", "famille")]
    fausse = '[[entree]]\ncode = "a"\nfr = "x"\nfamille = "objet"'
    assert _fautes(fausse, "besoins") == [("valeur_inconnue", "famille")]
    assert _fautes(fausse, "attachements") == []


def test_toutes_les_fautes_sont_dites() -> None:
    assert _fautes('[[entree]]\ncode = "A"\nfr = 3\n[[entree]]\ncode = "b"') == [
        ("texte_attendu", "fr"),
        ("code_forme", "code"),
        ("champ_absent", "fr"),
    ]


def test_un_code_ou_une_touche_ne_servent_qu_une_fois() -> None:
    deux = '[[entree]]\ncode = "a"\nfr = "x"\n[[entree]]\ncode = "a"\nfr = "y"'
    assert _fautes(deux) == [("doublon", "code")]
    touches = deux.replace('"a"\nfr = "y"', '"b"\nfr = "y"').replace("fr =", 'touche = "t"\nfr =')
    assert _fautes(touches) == [("doublon", "touche")]


def test_l_equipe_complete_remplace_et_reprend_une_touche() -> None:
    livre = _catalogue(
        '[[entree]]\ncode = "a"\nfr = "x"\ntouche = "t"\n[[entree]]\ncode = "b"\nfr = "y"'
    )
    propre = _catalogue(
        '[[entree]]\ncode = "b"\nfr = "le nôtre"\n[[entree]]\ncode = "c"\nfr = "z"\ntouche = "t"'
    )
    reuni = completer(livre, propre)
    assert [(e.code, e.fr, e.touche) for e in reuni.entrees] == [
        ("a", "x", ""),
        ("b", "le nôtre", ""),
        ("c", "z", "t"),
    ]


def test_un_dossier_d_equipe_complete_les_catalogues(tmp_path: Path) -> None:
    (tmp_path / "motifs.toml").write_text('[[entree]]\ncode = "ruches"\nfr = "Ruches"\n', "utf-8")
    assert charger(tmp_path).motifs.entrees[-1].code == "ruches"
    (tmp_path / "liens.toml").write_text('[[entree]]\ncode = "parrain"\nfr = "x"\n', "utf-8")
    with pytest.raises(EntreeInvalide, match=r"catalogue\.fautes") as refus:
        charger(tmp_path)
    assert "liens.toml" in refus.value.params["fichier"]
    assert [(f.ligne, f.code) for f in refus.value.params["fautes"]] == [(2, "code_fige")]
