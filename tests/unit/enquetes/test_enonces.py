"""A form put in words for paper: numbers, conditions a person can check, choices to tick."""

from __future__ import annotations

import pytest

from app.domain.enquetes.enonces import BLANC, Enonce, enoncer
from app.domain.enquetes.formulaire import GenreQuestion
from tests.unit.enquetes.formes import formulaire

FORME = """
| survey  |                      |         |                     |                                     |            |               |
|         | type                 | name    | label               | relevant                            | constraint | calculation   |
|         | integer              | nb      | Combien ?           |                                     | . < 21     |               |
|         | select_one on        | chien   | Un chien ?          | ${nb} > 1                           |            |               |
|         | text                 | nom     | Son nom ?           | ${chien} = 'o'                      |            |               |
|         | select_multiple coul | robe    | Sa robe ?           | not(selected(${chien}, 'o'))        |            |               |
|         | text                 | autre   | Laquelle ?          | selected(${robe}, 'n') or ${robe} = 'b' |        |               |
|         | text                 | deux    | Et encore ?         | ${chien} = 'o' and ${nom} != ''     |            |               |
|         | calculate            | double  |                     |                                     |            | ${nb} * 2     |
|         | note                 | dire    | Cela fait ${double} |                                     |            |               |
|         | note                 | bonjour | Pour ${nom}         |                                     |            |               |
|         | text                 | obscur  | Pourquoi ?          | ${double} > 3                       |            |               |
|         | text                 | long    | Et ?                | ${nb}=1 or ${nb}=2 or ${nb}=3 or ${nb}=4 |       |               |
|         | begin repeat         | ami     | Ami                 | ${nb} > 2                           |            |               |
|         | text                 | prenom  | Prénom ?            |                                     |            |               |
|         | select_one on        | voit    | ${prenom} vient ?   | ${prenom} != ''                     |            |               |
|         | end repeat           |         |                     |                                     |            |               |
| choices |                      |         |                     |                                     |            |               |
|         | list_name            | name    | label               |                                     |            |               |
|         | on                   | o       | Oui                 |                                     |            |               |
|         | on                   | n       | Non                 |                                     |            |               |
|         | coul                 | n       | Noire               |                                     |            |               |
|         | coul                 | b       | Blanche             |                                     |            |               |
"""  # noqa: E501


@pytest.fixture(scope="module")
def dits() -> dict[str, Enonce]:
    """The questions of the form by name."""
    return {e.chemin[-1]: e for e in enoncer(formulaire(FORME)).tous()}


def test_questions_are_numbered_as_they_are_asked(dits: dict[str, Enonce]) -> None:
    numeros = {nom: e.numero for nom, e in dits.items() if e.numero}
    assert numeros == {
        "nb": 1, "chien": 2, "nom": 3, "robe": 4, "autre": 5, "deux": 6, "obscur": 7, "long": 8,
        "prenom": 9, "voit": 10,
    }  # fmt: skip
    assert dits["ami"].numero == 0


@pytest.mark.parametrize(
    ("nom", "dite"),
    [
        ("nb", ""),
        ("chien", "si plus de 1 à la question 1"),
        ("nom", "si oui à la question 2"),
        ("robe", "si autre chose que oui à la question 2"),
        ("autre", "si « Noire » ou « Blanche » à la question 4"),
        ("deux", "si oui à la question 2 et une réponse à la question 3"),
        ("obscur", "selon vos réponses"),
        ("long", "selon vos réponses"),
        ("ami", "si plus de 2 à la question 1"),
        ("voit", "si une réponse à la question 9"),
    ],
)
def test_when_a_question_is_asked_is_said_when_it_is_simple(
    dits: dict[str, Enonce], nom: str, dite: str
) -> None:
    assert dits[nom].condition == dite


def test_values_nobody_knows_are_left_blank_and_results_are_not_printed(
    dits: dict[str, Enonce],
) -> None:
    assert dits["voit"].libelle == f"{BLANC} vient ?"
    assert dits["bonjour"].libelle == f"Pour {BLANC}"
    assert "dire" not in dits
    assert dits["nb"].chiffres == 2


def test_a_long_list_is_written_and_a_filtered_one_shows_all_it_may_propose() -> None:
    villes = "\n".join(
        f"| | ville | v{i} | Ville {i} | {'n' if i % 9 else 's'} |" for i in range(30)
    )
    deux = "\n".join(f"| | quartier | q{i} | Quartier {i} | v{i} |" for i in range(6))
    forme = formulaire(
        f"""
| survey | | | | |
| | type | name | label | choice_filter |
| | select_one ville | ville | Ville ? | |
| | select_one quartier | quartier | Quartier ? | ville = ${{ville}} |
| choices | | | | |
| | list_name | name | label | ville |
{villes}
{deux}
"""
    )
    ville, quartier = enoncer(forme).enfants
    assert (ville.ecrire, ville.choix) == (True, ())
    assert quartier.choix == tuple(f"Quartier {i}" for i in range(6))
    assert quartier.condition == "choix possibles selon vos réponses"


def test_another_language_speaks_its_own_words() -> None:
    forme = formulaire(
        """
| survey | | | | |
| | type | name | label::Français (fr) | label::العربية (ar) |
| | select_one on | ok | D’accord ? | هل توافق؟ |
| | text | mot | Un mot | |
| choices | | | | |
| | list_name | name | label::Français (fr) | label::العربية (ar) |
| | on | o | Oui | نعم |
"""
    )
    ok, mot = enoncer(forme, "العربية (ar)").enfants
    assert (ok.libelle, ok.choix) == ("هل توافق؟", ("نعم",))
    assert mot.libelle == "Un mot"
    assert ok.genre is GenreQuestion.CHOIX
