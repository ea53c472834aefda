"""Catalogues: complete, found while typing, and refused with the name of what is wrong."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide
from app.domain.catalogues import Catalogue, completer, composer
from app.domain.menages import Lien, Phase
from app.services.catalogues import NOMS, charger


def _catalogue(texte: str, fichier: str = "essai.toml") -> Catalogue:
    return composer("essai", fichier, tomllib.loads(texte))


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
    ("entree", "champ"),
    [
        ('code = "Avec Majuscule"\nfr = "x"', "code"),
        ('code = "a"', "fr"),
        ('code = "a"\nfr = "x"\ntouche = "ab"', "touche"),
        ('code = "a"\nfr = "x"\ncouleur = "rouge"', "couleur"),
        ('code = "a"\nfr = "x"\nphases = ["demain"]', "phases"),
        ('code = "a"\nfr = "x"\nton = "gai"', "ton"),
        ('code = "a"\nfr = "x"\nfamille = "autre"', "famille"),
        ('code = "a"\nfr = 3', "fr"),
        ('code = "a"\nfr = "x"\nmots = "un seul"', "mots"),
    ],
)
def test_une_entree_fausse_est_nommee(entree: str, champ: str) -> None:
    with pytest.raises(EntreeInvalide, match=r"catalogue\.invalide") as refus:
        _catalogue(f"[[entree]]\n{entree}")
    assert refus.value.params["champ"] == champ
    assert refus.value.params["fichier"] == "essai.toml"


def test_un_code_ou_une_touche_ne_servent_qu_une_fois() -> None:
    deux = '[[entree]]\ncode = "a"\nfr = "x"\n[[entree]]\ncode = "a"\nfr = "y"'
    with pytest.raises(EntreeInvalide, match=r"catalogue\.doublon"):
        _catalogue(deux)
    touches = deux.replace('"a"\nfr = "y"', '"b"\nfr = "y"').replace("fr =", 'touche = "t"\nfr =')
    with pytest.raises(EntreeInvalide, match=r"catalogue\.doublon"):
        _catalogue(touches)


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
    (tmp_path / "motifs.toml").write_text("[[entree]\n", "utf-8")
    with pytest.raises(EntreeInvalide, match=r"catalogue\.illisible") as refus:
        charger(tmp_path)
    assert "motifs.toml" in refus.value.params["fichier"]
    (tmp_path / "motifs.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(EntreeInvalide, match=r"catalogue\.illisible"):
        charger(tmp_path)
    (tmp_path / "motifs.toml").unlink()
    (tmp_path / "liens.toml").write_text('[[entree]]\ncode = "parrain"\nfr = "x"\n', "utf-8")
    with pytest.raises(EntreeInvalide, match=r"catalogue\.invalide"):
        charger(tmp_path)
