"""Other bailleurs' headers are understood, explained, remembered, and can be overridden."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide
from app.domain.texte import plier
from app.services.imports.correspondance import remplacer
from app.services.imports.fichier import Apercu, apercevoir, lire
from app.services.imports.lignes import Indice
from app.services.imports.profils import CHAMPS, GENRES, Genre, Profil
from app.services.imports.synonymes import charger
from ui.messages import codes, mots


def ecrire(chemin: Path, *lignes: Sequence[str]) -> Path:
    chemin.write_text("\n".join(";".join(ligne) for ligne in lignes), encoding="utf-8")
    return chemin


def voir(tmp_path: Path, profil: Profil, entetes: Sequence[str], *lignes: Sequence[str]) -> Apercu:
    return apercevoir(ecrire(tmp_path / "a.csv", entetes, *lignes), profil)


def champs(apercu: Apercu) -> dict[str, str | None]:
    return {c.entete: c.champ for c in apercu.correspondances[0].colonnes}


def test_titres_d_un_autre_bailleur(tmp_path: Path) -> None:
    apercu = voir(
        tmp_path,
        Profil.LOCATAIRES,
        ["N° module", "Nom du locataire", "DDN", "Mobile", "Mail", "Loyer hors charges",
         "Provision charges", "Nb pers.", "Date emménagement", "Impayés"],
        ["M1", "ESSAI Anna", "03/02/1950", "0612345678", "a@example.org", "400", "30", "2",
         "01/01/2001", "12"],
    )  # fmt: skip
    assert champs(apercu) == {
        "N° module": "code_ug", "Nom du locataire": "nom_complet", "DDN": "naissance",
        "Mobile": "tel_mobile", "Mail": "courriel", "Loyer hors charges": "loyer",
        "Provision charges": "charges", "Nb pers.": "nb_occupants",
        "Date emménagement": "date_entree", "Impayés": None,
    }  # fmt: skip
    impayes = apercu.correspondances[0].colonnes[-1]
    assert impayes.ecartee == "import.ecartee_solde"
    (ligne,) = lire(apercu, date(2026, 11, 22)).feuilles[0].lignes
    assert (ligne.valeurs["nom"], ligne.valeurs["prenom"]) == ("Essai", "Anna")
    assert "12" not in map(str, ligne.valeurs.values())


def test_fautes_de_frappe_et_colonnes_inconnues(tmp_path: Path) -> None:
    apercu = voir(
        tmp_path, Profil.LOCATAIRES,
        ["Code UG", "Nom", "Prénom", "Date naisance", "TELEPHONE PORTABL", "Couleur des volets"],
        ["F1", "A", "B", "03/02/1950", "0612345678", "vert"],
    )  # fmt: skip
    assert champs(apercu)["Date naisance"] == "naissance"
    assert champs(apercu)["TELEPHONE PORTABL"] == "tel_mobile"
    proche = apercu.correspondances[0].colonnes[3]
    assert proche.indice is Indice.PROCHE
    assert 0.8 < proche.confiance < 1
    inconnues = [c.entete for c in apercu.correspondances[0].non_reconnues]
    assert inconnues == ["Couleur des volets"]


def test_colonnes_devinees_sur_leur_contenu(tmp_path: Path) -> None:
    lignes = [[f"F{i:04d}", "A", "B", f"061234567{i}", f"p{i}@example.org"] for i in range(6)]
    apercu = voir(tmp_path, Profil.LOCATAIRES, ["Code UG", "Nom", "Prénom", "Zz", ""], *lignes)
    colonnes = apercu.correspondances[0].colonnes
    assert [c.champ for c in colonnes[3:]] == ["tel_mobile", "courriel"]
    assert {c.indice for c in colonnes[3:]} == {Indice.CONTENU}
    assert {c.confiance for c in colonnes[3:]} == {0.5}


def test_deux_colonnes_de_meme_titre(tmp_path: Path) -> None:
    apercu = voir(
        tmp_path, Profil.LOCATAIRES, ["Code UG", "Nom", "Prénom", "Tél.", "Tél."],
        ["F1", "A", "B", "0321000001", "0612345678"],
    )  # fmt: skip
    assert champs(apercu) == {
        "Code UG": "code_ug", "Nom": "nom", "Prénom": "prenom",
        "Tél.": "telephone", "Tél. (2)": "tel_mobile",
    }  # fmt: skip
    (ligne,) = lire(apercu, date(2026, 11, 22)).feuilles[0].lignes
    assert ligne.valeurs["tel_fixe"] == "0321000001"
    assert ligne.valeurs["tel_mobile"] == "0612345678"


def test_un_nom_sans_prenom_porte_les_deux(tmp_path: Path) -> None:
    apercu = voir(tmp_path, Profil.LOCATAIRES, ["UG", "Nom"], ["F1", "MARTIN Paul"])
    assert champs(apercu)["Nom"] == "nom_complet"


def test_le_choix_de_la_personne_et_la_memoire(tmp_path: Path) -> None:
    chemin = ecrire(
        tmp_path / "a.csv", ["Code UG", "Nom", "Prénom", "Zone 7"], ["F1", "A", "B", "calme"]
    )
    apercu = apercevoir(chemin, Profil.LOCATAIRES)
    choisie = remplacer(apercu.correspondances[0], 3, "observations")
    assert choisie.colonnes[3].indice is Indice.CHOIX
    lot = lire(apercu, date(2026, 11, 22), [choisie])
    assert lot.feuilles[0].lignes[0].valeurs["observations"] == "calme"
    memoire = {"locataires": choisie.memoire()}
    rappel = apercevoir(chemin, Profil.LOCATAIRES, memoire).correspondances[0]
    assert rappel.champs() == choisie.champs()
    assert rappel.colonnes[3].indice is Indice.MEMOIRE
    with pytest.raises(EntreeInvalide):
        remplacer(choisie, 3, "inexistant")
    deplacee = remplacer(choisie, 3, "nom")
    assert deplacee.champs()["nom"] == 3
    assert deplacee.colonnes[1].champ is None


@pytest.mark.parametrize(
    ("profil", "entetes", "code", "dit"),
    [
        (Profil.LOCATAIRES, ["CODE_UG", "NOMVOIE", "NBPIECE", "SURFHAB", "CONSTRUCT"],
         "import.autre_profil", "parc de logements"),
        (Profil.SUIVI, ["Code UG", "Nom", "Prénom", "Loyer", "Adresse"],
         "import.autre_profil", "liste de locataires"),
        (Profil.LOCATAIRES,
         ["REF_RECLAMATION", "UG", "ETAT", "DATE_ETAT", "ENTREPRISE", "COMMENTAIRE"],
         "import.autre_profil", "retour de réclamations"),
        (Profil.LOCATAIRES, ["Réclamation", "Désordre", "Intervention", "Corps d'état"],
         "import.autre_fichier", "retour de réclamations"),
        (Profil.PARC, ["Nom", "Prénom"], "import.entete_absent", "Code UG"),
        (Profil.LOCATAIRES, ["Code UG", "Adresse", "Commune"], "import.autre_profil", "parc"),
        (Profil.LOCATAIRES, ["Prénom", "Mobile", "Mail"], "import.colonnes_manquantes", "Nom"),
        (Profil.PARC, ["alpha", "beta"], "import.entete_absent", "« alpha »"),
    ],
)  # fmt: skip
def test_mauvais_fichier(
    tmp_path: Path, profil: Profil, entetes: list[str], code: str, dit: str
) -> None:
    with pytest.raises(EntreeInvalide) as capture:
        voir(tmp_path, profil, entetes, *[["x"] * len(entetes)] * 3)
    assert capture.value.code == code
    assert dit in mots(capture.value).en_lignes()


def test_un_profil_qui_convient_mal_est_signale(tmp_path: Path) -> None:
    entetes = ["Code UG", "Nom", "Prénom", "Né(e) le", "Portable", "Adresse", "Loyer", "APL"]
    apercu = voir(tmp_path, Profil.PARC, entetes, ["F1"] + ["x"] * 7)
    assert [r.code for r in apercu.remarques] == ["import.autre_profil_probable"]


def test_le_catalogue_ne_se_contredit_pas() -> None:
    synonymes = charger()
    for genre, index in synonymes.par_genre.items():
        assert set(index.values()) == set(GENRES[genre].champs)
        assert not set(index) & set(synonymes.ecartees)
    assert set(CHAMPS) == {c for d in GENRES.values() for c in d.champs}
    assert {f"import.ecartee_{r}" for r in synonymes.ecartees.values()} <= set(codes())


@pytest.mark.parametrize(
    ("genre", "entete", "champ"),
    [
        (Genre.LOYERS, "Loyer HC nv", "loyer_apres"),
        (Genre.LOYERS, "Prov. charges nv", "charges_apres"),
        (Genre.LOYERS, "Loyer quittancé après réhab.", "loyer_apres"),
        (Genre.LOYERS, "Après travaux Loyer", "loyer_apres"),
        (Genre.DATES, "Dt prév. retour", "dm_retour_prevu_le"),
        (Genre.DATES, "Date livraison prév.", "fin_travaux"),
        (Genre.COMMISSIONS, "Avis comm.", "reponse_dite"),
        (Genre.COMMISSIONS, "Comm. du", "commission_le"),
        (Genre.COMMISSIONS, "Décision CALEOL", "reponse_dite"),
        (Genre.RETOURS, "Réf. récl. bailleur", "ref_bailleur"),
        (Genre.RETOURS, "Dt interv. prévue", "rdv_le"),
        (Genre.LOCATAIRES, "Nv locataire", "nom_complet"),
        (Genre.LOCATAIRES, "Prénom et nom", "prenom_nom"),
        (Genre.LOCATAIRES, "Loyer HC nv", None),
    ],
)
def test_des_titres_abreges_dans_tous_les_ordres(
    genre: Genre, entete: str, champ: str | None
) -> None:
    assert charger().champ(genre, plier(entete)) == champ
