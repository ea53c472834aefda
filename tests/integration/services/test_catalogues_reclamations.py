"""The catalogues of complaints: what is shipped, what a team writes, faults with their lines."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide
from app.domain.garanties import Garantie
from app.domain.reclamations import Urgence
from app.domain.reclamations_delais import Delais
from app.services import accompagnement, catalogues
from app.services.catalogues import VerifierCatalogues, verifier

G = Garantie


def _ecrire(dossier: Path, nom: str, texte: str) -> Path:
    fichier = dossier / nom
    fichier.write_text(texte, encoding="utf-8")
    return fichier


def _fautes(fichier: Path) -> list[tuple[int, str]]:
    (verifie,) = verifier(VerifierCatalogues(fichier))
    return [(f.ligne, f.code) for f in verifie.fautes]


def test_les_delais_livres_sont_ceux_qu_on_connait() -> None:
    regles = accompagnement.charger().reclamations
    assert dict(regles.delais) == {
        Urgence.IMMEDIATE: Delais(48, 4, 5),
        Urgence.RAPIDE: Delais(48, 24, 5),
        Urgence.NORMALE: Delais(48, None, 5),
    }
    assert regles.urgence("securite") is Urgence.IMMEDIATE
    assert regles.urgence("finitions") is Urgence.NORMALE
    assert regles.urgence("un mot libre") is Urgence.NORMALE


def test_chaque_categorie_et_chaque_lieu_livres_se_trouvent_au_clavier() -> None:
    lus = catalogues.charger()
    for catalogue in (lus.reclamations, lus.lieux):
        touches = [e.touche for e in catalogue.entrees]
        assert len(set(touches)) == len(touches)
        assert all(touches)
        assert all(e.en for e in catalogue.entrees)
    assert {"cuisine", "chambre", "toiture"} <= {e.code for e in lus.lieux.entrees}
    assert lus.lieux.chercher("grenier", "fr")[0].code == "combles"


def test_les_lieux_sont_les_pieces_de_l_etat_des_lieux() -> None:
    lieux = {e.code for e in catalogues.charger().lieux.entrees}
    pieces = accompagnement.charger().etat_des_lieux.pieces
    assert {p.lieu or p.code for p in pieces} <= lieux


def test_une_equipe_complete_les_delais_et_les_categories(tmp_path: Path) -> None:
    _ecrire(tmp_path, "delais.toml", '[[delai]]\nurgence = "normale"\nreparation_jours = 15\n')
    _ecrire(
        tmp_path,
        "reclamations.toml",
        '[[entree]]\ncode = "ascenseur"\nfr = "Ascenseur"\nurgence = "immediate"\n'
        'garanties = ["bon_fonctionnement"]\n[[entree]]\ncode = "chats"\nfr = "Chats"\n'
        "garanties = []\n",
    )
    regles = accompagnement.charger(tmp_path).reclamations
    assert regles.delai(Urgence.NORMALE) == Delais(None, None, 15)
    assert regles.delai(Urgence.RAPIDE) == Delais(48, 24, 5)
    assert regles.urgence("ascenseur") is Urgence.IMMEDIATE
    assert regles.garanties("ascenseur") == (G.BON_FONCTIONNEMENT,)
    assert regles.garanties("chats") == ()
    assert regles.garanties("plomberie") == (G.GPA, G.BON_FONCTIONNEMENT)


def test_chaque_faute_des_delais_a_sa_ligne(tmp_path: Path) -> None:
    fichier = _ecrire(
        tmp_path,
        "delais.toml",
        "[[delai]]\n"
        'urgence = "imediate"\n'
        "reponse_heures = 0\n"
        "[[delai]]\n"
        'urgence = "rapide"\n'
        "reparation_jours = 2.5\n"
        "securisation = 4\n"
        "[[delai]]\n"
        'urgence = "rapide"\n'
        "reparation_jours = 500\n"
        "[[delai]]\n"
        "reponse_heures = 4\n",
    )
    assert sorted(_fautes(fichier)) == [
        (2, "valeur_inconnue"),
        (3, "nombre_borne"),
        (6, "nombre_attendu"),
        (7, "champ_inconnu"),
        (9, "doublon"),
        (10, "nombre_borne"),
        (11, "champ_absent"),
    ]
    with pytest.raises(EntreeInvalide, match=r"catalogue\.fautes"):
        accompagnement.charger(tmp_path)


def test_chaque_faute_des_categories_a_sa_ligne(tmp_path: Path) -> None:
    fichier = _ecrire(
        tmp_path,
        "reclamations.toml",
        '[[entree]]\ncode = "toit"\nfr = "Toit"\nurgence = "vite"\ngaranties = ["gpa", "dix_ans"]\n'
        '[[entree]]\ncode = "mur"\nfr = "Mur"\ngaranties = "gpa"\n',
    )
    assert sorted(_fautes(fichier)) == [
        (4, "valeur_inconnue"),
        (5, "valeur_inconnue"),
        (9, "liste_attendue"),
    ]
    ailleurs = _ecrire(
        tmp_path, "motifs.toml", '[[entree]]\ncode = "a"\nfr = "A"\nurgence = "rapide"\n'
    )
    assert _fautes(ailleurs) == [(4, "champ_inconnu")]  # only complaints have an urgency
