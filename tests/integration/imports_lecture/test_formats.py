"""Every format, encoding and separator gives the same lines."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.services.imports.fichier import Apercu, apercevoir, lire
from app.services.imports.lecture import ouvrir
from app.services.imports.lignes import Feuille, Gravite, Saut
from app.services.imports.profils import Profil
from tests.integration.imports_lecture.fabrique import ENTETES, locataire, ods, xlsx

AUJOURD_HUI = date(2026, 11, 22)
TEXTES = [
    "CODE_UG;TYPVOIE;NOMVOIE;SURFHAB;DPEDATE;QPV;VACANT",
    "FIC00001;RUE;DES FRÈRES-LUMIÈRE;113,09;05/2024;1;",
    "FIC00002;ALLÉE;D’ŒUF;57,97;11/2025;0;O",
]


def feuille(chemin: Path, profil: Profil = Profil.PARC) -> tuple[Apercu, Feuille]:
    apercu = apercevoir(chemin, profil)
    return apercu, lire(apercu, AUJOURD_HUI).feuilles[0]


@pytest.mark.parametrize("encodage", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("separateur", [";", ",", "\t", "|"])
def test_encodages_et_separateurs(tmp_path: Path, encodage: str, separateur: str) -> None:
    contenu = "\r\n".join(TEXTES).replace(";", separateur)
    if separateur == ",":
        contenu = contenu.replace("113,09", '"113,09"').replace("57,97", '"57,97"')
    chemin = tmp_path / "parc.csv"
    chemin.write_bytes(contenu.encode(encodage))
    apercu, lue = feuille(chemin)
    une, deux = lue.donnees()
    assert une.valeurs["voie"] == "Rue des Frères-Lumière"
    assert une.valeurs["surface"] == Decimal("113.09")
    assert une.valeurs["dpe_avant_date"] == date(2024, 5, 1)
    assert une.valeurs["qpv"] is True
    assert deux.valeurs["voie"] == "Allée d’Œuf"
    assert deux.valeurs["etat"] == "vacant"
    assert (une.numero, deux.numero) == (2, 3)
    assert apercu.classeur.separateur == separateur
    assert apercu.remarques == ()


@pytest.mark.parametrize("encodage", ["iso8859-15", "iso8859-1", "cp850"])
def test_vieux_encodages_qui_perdent_des_lettres(tmp_path: Path, encodage: str) -> None:
    """ISO-8859-15 has Œ but no ’; -1 and the DOS page have neither."""
    chemin = tmp_path / "parc.csv"
    chemin.write_bytes("\r\n".join(TEXTES).encode(encodage, "replace"))
    _, lue = feuille(chemin)
    une, deux = lue.donnees()
    assert une.valeurs["voie"] == "Rue des Frères-Lumière"
    codes = [(a.code, a.colonne) for a in deux.anomalies]
    if encodage == "iso8859-15":
        assert deux.valeurs["voie"] == "Allée d’Œuf"
        assert codes == [("import.caractere_perdu", "NOMVOIE")]
        assert deux.anomalies[0].brut == "D?ŒUF"
    else:
        assert codes == [("import.caractere_inconnu", "NOMVOIE")]


def test_classeur_avec_titre_total_et_lignes_vides(tmp_path: Path) -> None:
    chemin = xlsx(
        tmp_path / "loc.xlsx",
        {
            "Notes": [["Lisez-moi"]],
            "Export": [
                ["Édition fictive – 22/11/2026"],
                ["Document confidentiel"],
                [],
                ENTETES,
                locataire(1),
                [],
                locataire(2, **{"Né(e) le": "31/02/1950", "Loyer pratiqué": "n.c."}),
                ENTETES,
                ["Rue de Stockholm"],
                locataire(3, **{"Code UG": "", "CP": "62320"}),
                ["TOTAL", 3],
            ],
        },
    )
    apercu, lue = feuille(chemin, Profil.LOCATAIRES)
    assert apercu.tableaux[0].ligne_entete == 4
    assert [(r.code, r.brut) for r in apercu.remarques] == [("import.feuille_laissee", "Notes")]
    sauts = {ligne.numero: ligne.saut for ligne in lue.lignes if ligne.ignoree}
    assert sauts == {
        6: Saut.VIDE, 8: Saut.ENTETE_REPETEE, 9: Saut.TITRE, 11: Saut.TOTAL,
    }  # fmt: skip
    une, deux, trois = lue.donnees()
    assert une.valeurs["nom"] == "D’Exemple"
    assert une.valeurs["tel_mobile"] == "0612345678"
    assert une.valeurs["naissance"] == date(1950, 2, 3)
    assert (une.valeurs["numero"], une.valeurs["repetition"]) == ("1", "bis")
    assert une.valeurs["code_postal"] == trois.valeurs["code_postal"] == "62320"
    assert "naissance" not in deux.valeurs
    assert "loyer" not in deux.valeurs
    (anomalie,) = deux.anomalies
    assert (anomalie.code, anomalie.gravite) == ("import.date_impossible", Gravite.IGNOREE)
    assert anomalie.parametres(deux.numero) == {
        "ligne": 7, "colonne": "Né(e) le", "valeur": "31/02/1950",
    }  # fmt: skip
    assert trois.sans_ug
    assert not deux.sans_ug


def test_ods(tmp_path: Path) -> None:
    lignes = [["Référence logement", "Nom du locataire", "Portable"],
              ["FIC1", "M. et Mme ESSAI Paul/Anna", "06 12 34 56 78 / 03 21 00 00 01"]]  # fmt: skip
    apercu, lue = feuille(ods(tmp_path / "a.ods", lignes), Profil.LOCATAIRES)
    (ligne,) = lue.donnees()
    assert apercu.classeur.format == "ods"
    assert ligne.valeurs["cotitulaire_prenom"] == "Anna"
    assert ligne.valeurs["tel_fixe"] == "0321000001"
    assert {a.code for a in ligne.anomalies} == {"import.deux_personnes", "import.deux_telephones"}
    assert not any(champ.startswith("_") for champ in ligne.valeurs)


def test_ancien_xls() -> None:
    """tests/reference/imports/locataires.xls was written once with xlwt; everything is made up."""
    chemin = Path(__file__).parents[2] / "reference" / "imports" / "locataires.xls"
    apercu, lue = feuille(chemin, Profil.LOCATAIRES)
    une, deux = lue.donnees()
    assert apercu.classeur.format == "xls"
    assert une.valeurs["naissance"] == date(1950, 2, 3)
    assert une.valeurs["cotitulaire_nom"] == "Exemple"
    assert deux.valeurs["nom"] == "Essai"
    assert [a.code for a in deux.anomalies] == ["import.date_impossible"]


def test_le_contenu_compte_pas_l_extension(tmp_path: Path) -> None:
    classeur = xlsx(tmp_path / "a.xlsx", {"F": [ENTETES, locataire(1)]})
    deguise = classeur.rename(tmp_path / "locataires.csv")
    apercu, lue = feuille(deguise, Profil.LOCATAIRES)
    assert len(list(lue.donnees())) == 1
    assert [r.code for r in apercu.remarques] == ["import.extension_trompeuse"]
    texte = tmp_path / "parc.xlsx"
    texte.write_text("\n".join(TEXTES), encoding="utf-8")
    apercu, lue = feuille(texte)
    assert apercu.classeur.format == "csv"
    assert len(list(lue.donnees())) == 2


def test_cellules_fusionnees_verticalement(tmp_path: Path) -> None:
    import openpyxl

    chemin = xlsx(tmp_path / "a.xlsx", {"F": [ENTETES, locataire(1), locataire(2)]})
    classeur = openpyxl.load_workbook(chemin)
    classeur.worksheets[0].merge_cells("A2:A3")
    classeur.save(chemin)
    _, lue = feuille(chemin, Profil.LOCATAIRES)
    assert [ligne.valeurs["code_ug"] for ligne in lue.donnees()] == ["FIC00001", "FIC00001"]


def test_guillemets_separateurs_et_sauts_de_ligne(tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text(
        'Code UG;Nom;Prénom;Observations\nF1;ESSAI;Anna;"un;deux\ntrois ""x"""\nF2;B;C;D;E;F\n',
        encoding="utf-8",
    )
    _, lue = feuille(chemin, Profil.LOCATAIRES)
    une, deux = lue.lignes
    assert une.valeurs["observations"] == 'un;deux\ntrois "x"'
    assert deux.rejet is not None
    assert deux.rejet.code == "import.ligne_decalee"


def test_un_guillemet_jamais_referme_n_avale_pas_le_fichier(tmp_path: Path) -> None:
    lignes = ["Code UG;Nom;Prénom;Observations", 'F0;ESSAI;Anna;"ancien']
    lignes += [f"F{i};ESSAI;Anna;rien à signaler" for i in range(1, 200)]
    chemin = tmp_path / "a.csv"
    chemin.write_text("\n".join(lignes), encoding="utf-8")
    assert len(ouvrir(chemin).feuilles[0].lignes) == 201


def test_deux_lectures_donnent_la_meme_empreinte(tmp_path: Path) -> None:
    chemin = tmp_path / "a.csv"
    chemin.write_text("\n".join(TEXTES), encoding="utf-8")
    assert ouvrir(chemin).empreinte == ouvrir(chemin).empreinte
    assert len(ouvrir(chemin).empreinte) == 64


def test_suivi_en_deux_feuilles(tmp_path: Path) -> None:
    chemin = xlsx(
        tmp_path / "suivi.xlsx",
        {
            "Passages": [
                ["Date", "Qui", "Motif", "Suite"],
                [date(2026, 4, 7), "DA COSTA", "chauffage", "RAS"],
                ["", "VERDIER", "loyer", ""],
            ],
            "Suivi": [
                ["UG", "Ménage", "Enquête faite le", "Souhait", "Logt tiroir (UG)", "Remarques"],
                ["FIC1", "Mme Essai Anna", date(2026, 3, 1), "retour", "FIC2", "Oxygène"],
                ["FIC3", "M. Essai Paul", "mi-mars", "mutation", "", ""],
            ],
        },
    )
    apercu = apercevoir(chemin, Profil.SUIVI)
    suivi, passages = lire(apercu, AUJOURD_HUI).feuilles
    assert (suivi.genre, passages.genre) == ("suivi", "passages")
    une, deux = suivi.lignes
    assert une.valeurs["tiroir_ug"] == "FIC2"
    assert [a.code for a in une.anomalies] == ["import.sante"]
    assert {a.code for a in deux.anomalies} == {
        "import.date_illisible", "import.souhait_mutation",
    }  # fmt: skip
    assert passages.lignes[0].valeurs["nom"] == "Da Costa"
    assert passages.lignes[1].rejet is not None
    assert passages.lignes[1].rejet.code == "import.passage_sans_date"
