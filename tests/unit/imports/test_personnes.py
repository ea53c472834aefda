"""Who is named in a cell; two persons are proposed, never decided in silence."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.menages import Civilite
from app.services.imports.personnes import lire, lire_civilite, separer

M, MME = Civilite.MONSIEUR, Civilite.MADAME


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("Mme Dąbrowski Czesław", (MME, "Dąbrowski", "Czesław")),
        ("M. Colas Philippe", (M, "Colas", "Philippe")),
        ("Mme El Amrani Anaïs", (MME, "El Amrani", "Anaïs")),
        ("DA COSTA", (None, "Da Costa", "")),
        ("D'HONDT Suzanne", (None, "D’Hondt", "Suzanne")),
        ("MARTIN, Paul", (None, "Martin", "Paul")),
        ("Suzanne LE GOFF", (None, "Le Goff", "Suzanne")),
        ("Monsieur O’BRIEN Vincent", (M, "O’Brien", "Vincent")),
    ],
)
def test_une_personne(ecrit: str, attendu: tuple[Civilite | None, str, str]) -> None:
    lecture = lire(ecrit)
    (seule,) = lecture.personnes
    assert (seule.civilite, seule.nom, seule.prenom) == attendu
    assert lecture.sur


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("M. et Mme DUBOIS Jean/Claire", [(M, "Dubois", "Jean"), (MME, "Dubois", "Claire")]),
        ("MARTIN Paul et DUPONT Marie", [(None, "Martin", "Paul"), (None, "Dupont", "Marie")]),
        ("M. et Mme PETIT", [(M, "Petit", ""), (MME, "Petit", "")]),
        ("M./Mme PETIT", [(M, "Petit", ""), (MME, "Petit", "")]),
        (
            "M. Martin Paul et Mme Dupont Marie",
            [(M, "Martin", "Paul"), (MME, "Dupont", "Marie")],
        ),
        ("MR OU MME LEROY PAUL", [(M, "Leroy", "Paul"), (MME, "Leroy", "")]),
    ],
)
def test_deux_personnes(ecrit: str, attendu: list[tuple[Civilite | None, str, str]]) -> None:
    lecture = lire(ecrit)
    assert [(p.civilite, p.nom, p.prenom) for p in lecture.personnes] == attendu
    assert not lecture.sur


def test_une_coupe_douteuse_se_confirme() -> None:
    assert not lire("Mme Petit Jean Marie").sur
    assert lire("Mme DURAND née PETIT").annotation == "née PETIT"
    assert lire("LEGRAND (décédée) Anne").annotation == "décédée"
    assert lire("Jean Paul de la Tour", prenom_dabord=True).personnes[0].nom == "de la Tour"


def test_colonnes_separees() -> None:
    deux, sur = separer((), "MARTIN / DUPONT", "Paul / Marie")
    assert [(p.nom, p.prenom) for p in deux] == [("Martin", "Paul"), ("Dupont", "Marie")]
    assert not sur
    couple, _ = separer((M, MME), "DUBOIS", "Jean et Claire")
    assert [(p.civilite, p.prenom) for p in couple] == [(M, "Jean"), (MME, "Claire")]


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [("M.", (M,)), ("Mlle", (MME,)), ("Madame", (MME,)), ("M. et Mme", (M, MME)), ("Dr", None)],
)
def test_civilites(ecrit: str, attendu: tuple[Civilite, ...] | None) -> None:
    assert lire_civilite(ecrit) == attendu


@given(st.text(max_size=60))
def test_rien_ne_fait_tomber_la_lecture(texte: str) -> None:
    for personne in lire(texte).personnes:
        assert personne.nom
