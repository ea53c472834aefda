"""An address is the same whatever its spelling, and is shown one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.adresse import Rapport, afficher, casse, cle, cle_voie, comparer, composer, lire


def _cle(texte: str) -> str:
    lue = lire(texte)
    return cle(lue.numero, lue.repetition, lue.voie)


@pytest.mark.parametrize(
    ("ecrit", "parts"),
    [
        ("112 bis Rue des Frères-Lumière", ("112", "bis", "Rue des Frères-Lumière")),
        ("12B av. de la Fosse n°4", ("12", "B", "Av. de la Fosse n°4")),
        ("N° 12, RUE DE L'ABBÉ-LEMIRE", ("12", "", "Rue de l’Abbé-Lemire")),
        ("Place de la Fosse 10", ("", "", "Place de la Fosse 10")),
        ("12-14 rue Haute", ("12-14", "", "Rue Haute")),
        ("2 RUE DU 11 NOVEMBRE", ("2", "", "Rue du 11 Novembre")),
    ],
)
def test_lire(ecrit: str, parts: tuple[str, str, str]) -> None:
    lue = lire(ecrit)
    assert (lue.numero, lue.repetition, lue.voie) == parts


def test_complement_et_commune() -> None:
    lue = lire("12 rue Haute, appt 3 62320 ROUVROY")
    assert (lue.voie, lue.complement) == ("Rue Haute", "appt 3")
    assert (lue.code_postal, lue.commune) == ("62320", "Rouvroy")


@pytest.mark.parametrize(
    ("une", "autre"),
    [
        ("12 bis Avenue de la Fosse n°4", "12BIS AV DE LA FOSSE 4"),
        ("108 Rue d’Œuf", "108 R. D?OEUF"),
        ("46 Rue de l’Abbé-Lemire", "46, rue abbe lemire"),
        ("75 B Rue du Général Barbot", "75 bis rue du Gal Barbot"),
        ("34 ter Rue St-Éloi", "34 T RUE SAINT ELOI"),
    ],
)
def test_memes_adresses(une: str, autre: str) -> None:
    assert _cle(une) == _cle(autre)
    assert comparer(lire(une), lire(autre)) is Rapport.IDENTIQUES


def test_un_bis_oublie_reste_compatible() -> None:
    assert comparer(lire("112 rue X"), lire("112 bis rue X")) is Rapport.COMPATIBLES
    assert comparer(lire("112 ter rue X"), lire("112 bis rue X")) is Rapport.DIFFERENTES
    assert comparer(lire("112 rue X"), lire("113 rue X")) is Rapport.DIFFERENTES
    assert comparer(lire("112 rue X"), lire("112 rue Y")) is Rapport.DIFFERENTES


def test_colonnes_du_rpls() -> None:
    assert composer("RUE", "DES FRÈRES-LUMIÈRE") == "Rue des Frères-Lumière"
    assert composer("AV", "DE LA FOSSE N°4") == "Avenue de la Fosse n°4"
    assert composer("RUE", "D’ŒUF") == "Rue d’Œuf"
    assert composer("", "SAINT-ÉLOI") == "Saint-Éloi"
    assert composer("RUE", "") == "Rue"


def test_affichage() -> None:
    assert afficher("112", "bis", "Rue X") == "112 bis Rue X"
    assert afficher(None, None, "Rue X") == "Rue X"
    assert casse("Rue déjà Écrite") == "Rue déjà Écrite"
    assert cle("1", None, None) == ""


@given(st.text(max_size=60))
def test_rien_ne_fait_tomber_la_lecture(texte: str) -> None:
    lue = lire(texte)
    assert cle_voie(lue.voie) == cle_voie(lue.voie.upper()) or not lue.voie.isascii()
