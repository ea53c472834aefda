"""One stored form for a phone number, whatever its spelling."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.telephone import afficher, chiffres, depuis_nombre, est_mobile, extraire, normaliser

_NATIONAUX = st.from_regex(r"0[1-9][0-9]{8}", fullmatch=True).filter(str.isascii)


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("+33 (0)5 33 02 67 73", "0533026773"),
        ("0657925145", "0657925145"),
        ("+33 668470439", "0668470439"),
        ("06.12.34.56.78", "0612345678"),
        ("06-12-34-56-78", "0612345678"),
        ("0033 6 12 34 56 78", "0612345678"),
        ("624304225", "0624304225"),
        ("33624304225", "0624304225"),
        ("06\u00a012\u202f34 56 78", "0612345678"),
        ("+262 692 12 34 56", "0692123456"),
        ("+48 12 345 67 89", "+48123456789"),
        ("0032475123456", "+32475123456"),
    ],
)
def test_normaliser(ecrit: str, attendu: str) -> None:
    assert normaliser(ecrit) == attendu


@pytest.mark.parametrize(
    "ecrit",
    ["", "0", "00", "06 12 34", "0012", "00 00 00 00 00", "abc", "٠٦١٢٣٤٥٦٧٨", "+", "+33 1"],
)
def test_ce_qui_n_est_pas_un_numero(ecrit: str) -> None:
    assert normaliser(ecrit) is None


@given(_NATIONAUX, st.sampled_from(["", " ", ".", "-", "\u00a0"]))
def test_toutes_les_ecritures_se_rejoignent(numero: str, entre: str) -> None:
    paires = [numero[i : i + 2] for i in range(0, 10, 2)]
    assert normaliser(entre.join(paires)) == numero
    assert normaliser(f"+33{entre}{numero[1:]}") == numero
    assert normaliser(f"+33 (0){numero[1:]}") == numero
    assert depuis_nombre(float(numero)) == numero
    assert normaliser(afficher(numero)) == numero


@given(
    _NATIONAUX, _NATIONAUX, st.sampled_from([" / ", ";", " ou ", "\n", " et ", " - ", ", ", " "])
)
def test_deux_numeros_dans_une_case(un: str, deux: str, entre: str) -> None:
    lus = extraire(f"{un}{entre}{afficher(deux) if entre != ' ' else deux}")
    assert lus.numeros == ((un, deux) if un != deux else (un,)) or entre == " "
    assert lus.reste == ""


@given(st.text(max_size=40))
def test_rien_ne_fait_tomber_la_lecture(texte: str) -> None:
    for numero in extraire(texte).numeros:
        assert normaliser(numero) == numero


@given(st.floats())
def test_un_nombre_quelconque(valeur: float) -> None:
    numero = depuis_nombre(valeur)
    assert numero is None or normaliser(numero) == numero


def test_ce_qui_est_ecrit_a_cote_est_rendu() -> None:
    lus = extraire("06 12 34 56 78 (matin)")
    assert (lus.numeros, lus.reste) == (("0612345678",), "matin")
    assert extraire("voir la fille").reste == "voir la fille"
    assert extraire("06/12/34/56/78").numeros == ("0612345678",)


def test_affichage_par_paires() -> None:
    assert afficher("0612345678") == "06 12 34 56 78"
    assert afficher("+48123456789") == "+48 123 456 789"
    assert afficher("+212612345678") == "+212 612 345 678"
    assert est_mobile("0712345678")
    assert not est_mobile("0321000000")
    assert chiffres("06 12.34-5a") == "0612345"
