"""Catalogue files as a team writes them: completed, replaced, refused with every faulty line."""

from __future__ import annotations

from pathlib import Path

import pytest

import resources
from app.core.errors import EntreeInvalide
from app.domain.parcours_modele import GenreElement
from app.services import accompagnement, catalogues
from app.services.catalogues import VerifierCatalogues, verifier
from app.services.catalogues.fichier import TAILLE_MAX
from app.services.catalogues.lignes import Lignes
from ui.messages import mots
from ui.messages.fautes_catalogue import FAUTES, dire_faute

PARCOURS = """\
# our journeys
[[etape]]
code = "fete"
phase = "apres"
fr = "fête du retour"

[[modele]]
code = "relogement"
genre = "relogement"
fr = "le nôtre"
lignes = [
  { etape = "enquete", ancre = "debut_travaux", jours = -200 },
  # a party
  { etape = "fete", ancre = "demenagement_retour", jours = 30, avant = [
    ] },
  { etape = "demenagement_retour", ancre = "fin_travaux" },
  { pratique = "cafe" },
]
"""
PRATIQUES = """\
[[pratique]]
code = "cafe"
phase = "apres"
etape = "fete"
fr = "café du retour"

[[pratique]]
code = "concertation"
phase = "avant"
fr = "concertation à notre façon"
"""


def _ecrire(dossier: Path, nom: str, texte: str | bytes) -> Path:
    fichier = dossier / nom
    fichier.write_bytes(texte.encode() if isinstance(texte, str) else texte)
    return fichier


def _lignes(fichier: Path, genre: str | None = None) -> list[tuple[int, str]]:
    (verifie,) = verifier(VerifierCatalogues(fichier, genre))
    for faute in verifie.fautes:
        assert dire_faute(faute).endswith((".", "?")), faute
        assert faute.code in FAUTES
    return [(f.ligne, f.code) for f in verifie.fautes]


def test_l_equipe_complete_et_remplace_les_parcours(tmp_path: Path) -> None:
    livre = accompagnement.charger()
    assert accompagnement.charger(tmp_path).empreinte == livre.empreinte
    _ecrire(tmp_path, "parcours.toml", PARCOURS)
    _ecrire(tmp_path, "pratiques.toml", PRATIQUES)
    lu = accompagnement.charger(tmp_path)
    assert lu.empreinte != livre.empreinte
    assert [li.code for li in lu.parcours.modele(None).lignes] == [
        "enquete", "fete", "demenagement_retour", "cafe",
    ]  # fmt: skip
    assert set(lu.parcours.modeles) == set(livre.parcours.modeles)
    cafe = lu.parcours.element(GenreElement.PRATIQUE, "cafe")
    assert cafe is not None
    assert (cafe.etape, cafe.libelle("en")) == ("fete", "café du retour")
    mots_ = catalogues.charger(tmp_path)
    assert mots_.etapes.libelle("fete", "fr") == "fête du retour"
    assert mots_.pratiques.libelle("concertation", "fr") == "concertation à notre façon"
    assert mots_.jalons["relogement"] == ("enquete", "fete", "demenagement_retour")
    verifies = verifier(VerifierCatalogues(tmp_path))
    assert [(v.genre, v.fautes, v.entrees, v.nouvelles) for v in verifies] == [
        ("parcours", (), 2, 1),
        ("pratiques", (), 2, 1),
    ]


def test_l_empreinte_suit_le_sens_pas_la_mise_en_page(tmp_path: Path) -> None:
    _ecrire(tmp_path, "parcours.toml", PARCOURS)
    _ecrire(tmp_path, "pratiques.toml", PRATIQUES)
    une = accompagnement.charger(tmp_path).empreinte
    _ecrire(tmp_path, "parcours.toml", b"\xef\xbb\xbf# seen again\r\n" + PARCOURS.encode())
    assert accompagnement.charger(tmp_path).empreinte == une
    _ecrire(tmp_path, "parcours.toml", PARCOURS.replace("-200", "-201"))
    assert accompagnement.charger(tmp_path).empreinte != une
    autre = '[[entree]]\ncode = "hate"\nfr = "hâte"\nton = "agreable"\n'
    _ecrire(tmp_path, "ressentis.toml", autre)
    lu = accompagnement.charger(tmp_path)
    assert lu.tons["hate"] == "agreable"
    assert lu.empreinte != une


def test_chaque_faute_a_sa_ligne(tmp_path: Path) -> None:
    fautif = PARCOURS.replace('phase = "apres"', 'phase = "demain"', 1)
    fautif = fautif.replace('ancre = "demenagement_retour"', 'ancre = "demenagement_retou"')
    fautif = fautif.replace('fr = "le nôtre"', 'francais = "le nôtre"')
    fichier = _ecrire(tmp_path, "parcours.toml", fautif)
    assert _lignes(fichier) == [
        (4, "valeur_inconnue"),
        (7, "champ_absent"),
        (10, "champ_inconnu"),
        (14, "valeur_inconnue"),
        (17, "valeur_inconnue"),  # the practice of a file that is not there yet
    ]
    _ecrire(tmp_path, "pratiques.toml", PRATIQUES)
    assert len(_lignes(fichier)) == 4
    with pytest.raises(EntreeInvalide) as refus:
        accompagnement.charger(tmp_path)
    assert refus.value.code == "catalogue.fautes"
    dit = mots(refus.value)
    assert "parcours.toml" in dit.titre
    assert "ligne 4 : « demain »" in dit.pourquoi
    assert "demenagement_retour" in dit.pourquoi  # what was probably meant


def test_une_boucle_et_un_doublon_ont_leur_ligne(tmp_path: Path) -> None:
    boucle = PARCOURS.replace('ancre = "debut_travaux", jours = -200', 'ancre = "fete"')
    boucle = boucle.replace('"fin_travaux"', '"enquete"').replace(
        'pratique = "cafe"', 'etape = "fete"'
    )
    assert _lignes(_ecrire(tmp_path, "parcours.toml", boucle)) == [(12, "boucle"), (17, "doublon")]
    deux = PRATIQUES.replace("concertation", "cafe")
    assert (
        _lignes(_ecrire(tmp_path, "pratiques.toml", deux))
        == [
            (4, "valeur_inconnue"),
            (8, "doublon"),
        ][1:]
    )


def test_la_liste_d_un_demenagement_se_complete_et_se_verifie(tmp_path: Path) -> None:
    livre = accompagnement.charger()
    _ecrire(
        tmp_path,
        "demenagement.toml",
        '[[point]]\ncode = "eau"\nfr = "eau, à notre façon"\njours = -10\n\n'
        '[[point]]\ncode = "pigeons"\nfr = "Pigeonnier"\njours = 0\nsi = "animaux"\n',
    )
    lu = accompagnement.charger(tmp_path)
    assert len(lu.liste_demenagement) == len(livre.liste_demenagement) + 1
    (eau,) = (p for p in lu.liste_demenagement if p.code == "eau")
    assert (eau.libelle("fr"), eau.libelle("en"), eau.jours) == (
        "eau, à notre façon",
        "eau, à notre façon",
        -10,
    )
    assert lu.empreinte == livre.empreinte  # nothing derived depends on it
    faux = _ecrire(
        tmp_path,
        "demenagement.toml",
        '[[point]]\ncode = "pigeons"\nfr = "Pigeonnier"\njours = "trois"\n\n'
        '[[point]]\ncode = "pigeons"\nfr = "Encore"\njours = 0\nsens = ["alle"]\n',
    )
    assert _lignes(faux) == [(4, "nombre_attendu"), (7, "doublon"), (10, "valeur_inconnue")]
    with pytest.raises(EntreeInvalide):
        accompagnement.charger(tmp_path)


def test_l_etat_des_lieux_se_complete_et_se_verifie(tmp_path: Path) -> None:
    livre = accompagnement.charger().etat_des_lieux
    assert {e.categorie for e in livre.elements} <= {
        e.code for e in catalogues.charger().reclamations.entrees
    }
    _ecrire(
        tmp_path,
        "etat_des_lieux.toml",
        '[[element]]\ncode = "pigeonnier"\nfr = "Pigeonnier"\ncategorie = "exterieur"\n\n'
        '[[piece]]\ncode = "exterieur"\nfr = "Dehors"\nelements = ["pigeonnier", "facade"]\n',
    )
    lu = accompagnement.charger(tmp_path).etat_des_lieux
    assert len(lu.elements) == len(livre.elements) + 1
    dehors = lu.piece("exterieur")
    assert dehors is not None
    assert (dehors.libelle("fr"), dehors.elements) == ("Dehors", ("pigeonnier", "facade"))
    faux = _ecrire(
        tmp_path,
        "etat_des_lieux.toml",
        '[[element]]\ncode = "mare"\nfr = "Mare"\ncategorie = "eau"\n\n'
        '[[piece]]\ncode = "jardin"\nfr = "Jardin"\nelements = ["mare", "barriere"]\n',
    )
    assert _lignes(faux) == [(4, "valeur_inconnue"), (9, "valeur_inconnue")]
    with pytest.raises(EntreeInvalide):
        accompagnement.charger(tmp_path)


@pytest.mark.parametrize(
    ("texte", "attendu"),
    [
        (b'[[entree]]\ncode = "a"\nfr = "\xe9t\xe9"\n', (3, "pas_utf8")),
        (b'[[entree]]\ncode = "a\nfr = "x"\n', (2, "guillemet_ouvert")),
        (b'[[entree]]\ncode "a"\n', (2, "egal_absent")),
        (b'[[entree]]\ncode = a\n', (2, "valeur_illisible")),
        (b'[[entree]]\ncode = "a" "b"\n', (2, "ligne_en_trop")),
        (b'[[entree]]\ncode = "a"\ncode = "b"\n', (3, "nom_repete")),
        (b'[[entree]]\ncode = "a"\nfr = "x\\d"\n', (3, "barre_inverse")),
        (b'[[entree]]\ncode = "a"\nmots = ["x"\nfr = "y"\n', (4, "crochet_ouvert")),
        (b'[entree]\ncode = "a"\nfr = "x"\n', (1, "tables_attendues")),
        (b'[[entre]]\ncode = "a"\n', (1, "champ_inconnu")),
        (b"\x00\xff\xfe\x01", (1, "pas_utf8")),
        (b"[" * 5000, (1, "nom_attendu")),
        (b'[[entree]]\ncode = { a = 1,\n b = 2 }\n', (2, "nom_attendu")),
        (b"x = " + b"[" * 9000, (1, "syntaxe")),
        (b"# " + b"x" * TAILLE_MAX, (1, "trop_gros")),
    ],
)  # fmt: skip
def test_un_fichier_qui_ne_se_lit_pas_dit_sa_ligne(
    tmp_path: Path, texte: bytes, attendu: tuple[int, str]
) -> None:
    assert _lignes(_ecrire(tmp_path, "motifs.toml", texte)) == [attendu]
    with pytest.raises(EntreeInvalide, match=r"catalogue\.fautes"):
        catalogues.charger(tmp_path)


def test_un_dossier_a_la_place_d_un_fichier_ne_gene_personne(tmp_path: Path) -> None:
    (tmp_path / "motifs.toml").mkdir()
    assert catalogues.charger(tmp_path).motifs.entrees
    with pytest.raises(EntreeInvalide, match=r"catalogue\.dossier_vide"):
        verifier(VerifierCatalogues(tmp_path))
    with pytest.raises(EntreeInvalide, match=r"catalogue\.absent"):
        verifier(VerifierCatalogues(tmp_path / "rien.toml"))


def test_un_nom_inconnu_se_dit_et_le_genre_se_precise(tmp_path: Path) -> None:
    fichier = _ecrire(tmp_path, "mes motifs.toml", '[[entree]]\ncode = "ruches"\nfr = "Ruches"\n')
    assert _lignes(fichier) == [(1, "genre_inconnu")]
    assert _lignes(fichier, "motifs") == []
    with pytest.raises(EntreeInvalide, match=r"catalogue\.genre"):
        _lignes(fichier, "colonnes")


def test_les_lignes_de_chaque_valeur_livree(tmp_path: Path) -> None:
    """Every code, label and day of the shipped files is found on the line where it is written."""
    for nom in catalogues.GENRES:
        texte = resources.texte("catalogues", f"{nom}.toml")
        lignes, ecrites = Lignes(texte), texte.splitlines()
        (verifie,) = verifier(VerifierCatalogues(resources.chemin("catalogues", f"{nom}.toml")))
        assert verifie.fautes == ()
        for rang, entete in enumerate(
            [i for i, li in enumerate(ecrites, 1) if li in ("[[entree]]", "[[regle]]")]
        ):
            table = ecrites[entete - 1].strip("[]")
            assert lignes.de((table, rang)) == entete
            assert ecrites[lignes.de((table, rang, "code")) - 1].startswith("code = ")
            assert ecrites[lignes.de((table, rang, "fr")) - 1].startswith("fr = ")


def test_les_lignes_traversent_toutes_les_formes_de_toml() -> None:
    texte = "\r\n".join(
        [
            "a.b = 1",
            'c = """',
            '[[x]] # "',
            '\\""" """ # end',
            "'d e' = '''",
            "k = 1''''",
            "[x.'y z']",
            'e = [ "]", # ]',
            "  [1, 2],",
            "  { f = 1, g = { h = '}' } },",
            "]",
            "[[t]]",
            "[[t.u]]",
            "v = 2026-11-24",
            "[[t.u]]",
            "v = 1e3",
        ]
    )
    lignes = Lignes(texte)
    attendues = {
        ("a", "b"): 1, ("c",): 2, ("d e",): 5, ("x", "y z"): 7, ("x", "y z", "e"): 8,
        ("x", "y z", "e", 1): 9, ("x", "y z", "e", 2, "g", "h"): 10, ("t", 0): 12,
        ("t", 0, "u", 0, "v"): 14, ("t", 0, "u", 1, "v"): 16, ("t", 0, "u", 1, "absent"): 15,
        ("nulle", "part"): 1,
    }  # fmt: skip
    assert {chemin: lignes.de(chemin) for chemin in attendues} == attendues
