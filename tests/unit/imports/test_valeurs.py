"""A cell becomes a value, nothing, or an explained oddity – never a silent guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.services.imports.composes import COMPOSES
from app.services.imports.valeurs import (
    CONVERTISSEURS,
    Eclat,
    Lu,
    code,
    code_postal,
    lire_nombre,
    typologie,
)


def souci(lu: Lu) -> str:
    """The code of the only oddity."""
    assert isinstance(lu, Eclat)
    return lu.soucis[0].code


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("40,18 €", "40.18"),
        ("1 234,56", "1234.56"),
        ("1\u202f234,56 €", "1234.56"),
        ("1.234,56", "1234.56"),
        ("1,234.56", "1234.56"),
        ("1.234.567", "1234567"),
        ("430.38", "430.38"),
        ("-12,5", "-12.5"),
        ("(12,50)", "-12.50"),
        ("113,09 m²", "113.09"),
        ("350 €/mois", "350"),
    ],
)
def test_nombres_a_la_francaise(ecrit: str, attendu: str) -> None:
    assert lire_nombre(ecrit) == Decimal(attendu)


@pytest.mark.parametrize("ecrit", ["bla", "12 rue", "1-2", "", "€", "٣", "1e5", "12,3,4.5.6x"])
def test_ce_qui_n_est_pas_un_nombre(ecrit: str) -> None:
    assert lire_nombre(ecrit) is None


@pytest.mark.parametrize("ecrit", ["n.c.", "NC", "-", "#N/A", "néant", "", " ? ", "#VALEUR!", "–"])
@pytest.mark.parametrize("lecture", sorted(CONVERTISSEURS))
def test_inconnu_n_est_ni_zero_ni_une_erreur(ecrit: str, lecture: str) -> None:
    assert CONVERTISSEURS[lecture](ecrit) is None


@pytest.mark.parametrize("lecture", sorted(set(COMPOSES) - {"repetition", "numero"}))
def test_inconnu_dans_une_case_composee(lecture: str) -> None:
    assert COMPOSES[lecture]("n.c.") is None


def test_montants() -> None:
    loyer = CONVERTISSEURS["loyer"]
    assert loyer(430.38) == Decimal("430.38")
    assert loyer(0.0) == Decimal("0.00")
    assert souci(loyer("voir dossier")) == "import.nombre_illisible"
    assert souci(loyer(-3.0)) == "import.nombre_negatif"
    assert souci(loyer("12 000")) == "import.nombre_improbable"
    assert souci(loyer(float("inf"))) == "import.nombre_illisible"
    assert souci(loyer(float("nan"))) == "import.nombre_illisible"


def test_entiers() -> None:
    assert CONVERTISSEURS["occupants"](3.0) == 3
    assert CONVERTISSEURS["occupants"]("3 pers.") == 3
    assert souci(CONVERTISSEURS["occupants"](2.5)) == "import.entier_attendu"
    assert souci(CONVERTISSEURS["occupants"]("beaucoup")) == "import.nombre_illisible"
    assert CONVERTISSEURS["annee"]("1926") == 1926
    assert souci(CONVERTISSEURS["annee"]("192")) == "import.nombre_improbable"


def test_codes() -> None:
    assert code("nou 00001 ") == "NOU00001"
    assert code(12345.0) == "12345"
    assert code("L/00001") == "L/00001"
    assert code_postal(62320.0) == "62320"
    assert code_postal("F-62320") == "62320"
    assert code_postal(1000.0) == "01000"
    assert souci(code_postal("6232")) == "import.code_postal"
    assert CONVERTISSEURS["code_insee"]("2A004") == "2A004"


@pytest.mark.parametrize("ecrit", ["T4", "F4", "t 4", "Type 4", "T4 bis", "4", 4.0])
def test_typologies(ecrit: str | float) -> None:
    assert typologie(ecrit) == "T4"


def test_typologie_incomprise() -> None:
    assert typologie("Studio") == "T1"
    assert souci(typologie("grand")) == "import.typologie"


def test_dpe() -> None:
    assert CONVERTISSEURS["dpe"]("e") == "E"
    assert CONVERTISSEURS["dpe"]("E (254 kWh)") == "E"
    assert CONVERTISSEURS["dpe"]("vierge") is None
    assert souci(CONVERTISSEURS["dpe"]("H")) == "import.classe_dpe"
    assert souci(CONVERTISSEURS["dpe"](254.0)) == "import.classe_dpe"


def test_courriels() -> None:
    courriel = CONVERTISSEURS["courriel"]
    assert courriel("Paul.X@Example.ORG") == "paul.x@example.org"
    assert souci(courriel("paul.example.org")) == "import.courriel"
    assert souci(courriel("czesław@example.org")) == "import.courriel_accent"
    lu = courriel("a@example.org; b@example.org")
    assert isinstance(lu, Eclat)
    assert lu.valeurs == (("", "a@example.org"),)


def test_telephones_dans_leur_case() -> None:
    assert COMPOSES["tel_mobile"](624304225.0) == "0624304225"
    assert COMPOSES["tel_fixe"]("+33 (0)5 33 02 67 73") == "0533026773"
    assert souci(COMPOSES["tel_fixe"]("03 21")) == "import.telephone"
    assert souci(COMPOSES["tel_fixe"](True)) == "import.telephone"
    libre = COMPOSES["telephone"]("03 21 00 00 01")
    assert isinstance(libre, Eclat)
    assert libre.valeurs == (("tel_fixe", "0321000001"),)


def test_statuts_et_etats() -> None:
    lu = COMPOSES["statut"]("AYANT DROIT ANGDM")
    assert isinstance(lu, Eclat)
    assert dict(lu.valeurs) == {"statut": "locataire", "ayant_droit": True}
    assert COMPOSES["statut"]("Propriétaire occupant") == "proprietaire"
    assert souci(COMPOSES["statut"]("zzz")) == "import.statut"
    vacant = COMPOSES["vacant"]("O")
    assert isinstance(vacant, Eclat)
    assert vacant.valeurs == (("etat", "vacant"),)
    assert COMPOSES["etat"]("En travaux (T3)") == "en_travaux"


def test_souhaits() -> None:
    assert COMPOSES["souhait"]("retour") == "retour"
    assert COMPOSES["souhait"]("ne sait pas") == "ne_sait_pas"
    autre = COMPOSES["souhait"]("autre T3 plain-pied")
    assert isinstance(autre, Eclat)
    assert dict(autre.valeurs) == {
        "souhait": "autre_cite",
        "souhait_precision": "autre T3 plain-pied",
    }
    assert souci(COMPOSES["souhait"]("peut-être bientôt")) == "import.souhait"


def test_remarques_delicates() -> None:
    remarque = COMPOSES["remarque"]
    assert remarque("Chien + volière") == "Chien + volière"
    assert souci(remarque("Oxygène à domicile")) == "import.sante"
    nir = remarque("NIR 1 55 08 62 123 456 78")
    assert souci(nir) == "import.nir"
    assert isinstance(nir, Eclat)
    assert nir.valeurs == ()


@pytest.mark.parametrize(
    ("ecrit", "voie", "signale"),
    [
        ("RUE D?ŒUF", "Rue d’Œuf", "import.caractere_perdu"),
        ("RUE DE L?ABBÉ-LEMIRE", "Rue de l’Abbé-Lemire", "import.caractere_perdu"),
        ("RUE DES FR?RES", "Rue des Fr?Res", "import.caractere_inconnu"),
        ("RUE FR\ufffdRES", "Rue Fr\ufffdRes", "import.caractere_inconnu"),
    ],
)
def test_lettres_perdues(ecrit: str, voie: str, signale: str) -> None:
    lu = COMPOSES["voie"](ecrit)
    assert isinstance(lu, Eclat)
    assert lu.valeurs == (("", voie),)
    assert souci(lu) == signale


def test_une_vraie_question_n_est_pas_une_perte() -> None:
    assert COMPOSES["remarque"]("Chien ?") == "Chien ?"


@given(
    st.one_of(st.text(max_size=30), st.floats(), st.booleans(), st.dates(), st.datetimes()),
    st.sampled_from(sorted({**CONVERTISSEURS, **COMPOSES})),
)
def test_aucune_cellule_ne_fait_tomber_la_lecture(cellule: str | float, lecture: str) -> None:
    lu = {**CONVERTISSEURS, **COMPOSES}[lecture](cellule)
    if isinstance(lu, Eclat):
        assert lu.valeurs or lu.soucis


@pytest.mark.parametrize(
    ("ecrit", "lu"),
    [
        ("1.234", None),
        ("1,234", None),
        ("1.234 €", None),
        ("1.234,56", Decimal("1234.56")),
        ("1 234,5", Decimal("1234.50")),
        ("512,400", Decimal("512.40")),
        ("9,999", Decimal("10.00")),
        ("1.23", Decimal("1.23")),
    ],
)
def test_un_montant_qui_se_lit_de_deux_facons_n_est_pas_choisi(
    ecrit: str, lu: Decimal | None
) -> None:
    vu = CONVERTISSEURS["loyer"](ecrit)
    if lu is None:
        assert isinstance(vu, Eclat)
        assert [s.code for s in vu.soucis] == ["import.nombre_ambigu"]
    else:
        assert vu == lu


@pytest.mark.parametrize("ecrit", ["1,23E+5", "1.2345678901234568e+17", "1E+05"])
def test_un_code_abrege_par_un_tableur_n_est_pas_un_code(ecrit: str) -> None:
    vu = CONVERTISSEURS["code"](ecrit)
    assert isinstance(vu, Eclat)
    assert [s.code for s in vu.soucis] == ["import.code_abrege"]
    assert CONVERTISSEURS["code"]("12E3") == "12E3"
