# ruff: noqa: E501 - questionnaires are tables
"""What forms of the field contain: each of these once went wrong, or could."""

from __future__ import annotations

import pytest

from app.core.errors import EntreeInvalide
from app.domain.enquetes.formulaire import GenreQuestion
from tests.unit.enquetes.formes import formulaire, noeud, remplir, valeur, visibles

TETE = "| survey |\n| | type | name | label | calculation | default | trigger | relevant | required | constraint | constraint_message | choice_filter | repeat_count | appearance | read_only | parameters |\n"
COLONNES = ("type", "name", "label", "calculation", "default", "trigger", "relevant", "required",
            "constraint", "constraint_message", "choice_filter", "repeat_count", "appearance",
            "read_only", "parameters")  # fmt: skip
CHOIX = "| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | b | B |\n| | n | Jean Dupont | Jean |\n| | n | Ana | Ana |\n"


def survey(*lignes: dict[str, str], suite: str = CHOIX) -> str:
    """A form of these lines, by column."""
    rangs = ("| | " + " | ".join(li.get(c, "") for c in COLONNES) + " |" for li in lignes)
    return TETE + "\n".join(rangs) + "\n" + suite


def q(genre: str, nom: str = "", **colonnes: str) -> dict[str, str]:
    """One line of a survey sheet."""
    return {"type": genre, "name": nom, "label": colonnes.pop("label", nom), **colonnes}


def test_a_turn_taken_away_leaves_its_marks_to_nobody() -> None:
    r = remplir(survey(q("begin repeat", "r"), q("text", "a", required="yes"), q("end repeat")))
    for _tour in range(30):
        tour, _effets = r.ajouter(r.racine, "r")
        assert r.requise(tour.enfants["a"][0])
        r.retirer(tour)
        r.retirer(tour)  # twice is once
    assert len(r.racine.enfants["r"]) == 1
    assert tour.rang == 0


def test_a_turn_that_reads_its_place_can_be_taken_away() -> None:
    r = remplir(survey(q("begin repeat", "r"), q("text", "a"),
                       q("calculate", "k", calculation="concat(${a}, position(..))"), q("end repeat")))  # fmt: skip
    tour, _effets = r.ajouter(r.racine, "r")
    r.repondre(tour.enfants["a"][0], "x")
    r.retirer(r.racine.enfants["r"][0])
    assert valeur(r, "k") == "x1"


def test_a_default_may_read_a_calculation() -> None:
    r = remplir(survey(q("calculate", "c", calculation="2 + 3"), q("integer", "d", default="${c} * 2"),
                       q("calculate", "e", calculation="${d} + 1")))  # fmt: skip
    assert (valeur(r, "d"), valeur(r, "e")) == ("10", "11")


def test_a_default_follows_what_is_already_known() -> None:
    tableau = survey(q("integer", "nb"), q("integer", "d", default="${nb} + 1"))
    assert valeur(remplir(tableau, connues={"nb": "4"}), "d") == "5"


def test_an_answer_taken_away_does_not_come_back_with_its_default() -> None:
    tableau = survey(q("text", "a", default="défaut"), q("text", "b"))
    r = remplir(tableau)
    r.repondre(noeud(r, "a"), "")
    r.repondre(noeud(r, "b"), "x")
    assert valeur(remplir(tableau, reponses=r.reponses()), "a") == ""


def test_a_trigger_sets_its_value_after_what_it_reads() -> None:
    r = remplir(survey(
        q("begin group", "g"), q("text", "x"), q("end group"), q("calculate", "k", calculation="concat(${x}, '!')"),
        q("begin group", "h"), q("text", "y", calculation="${k}", trigger="${x}"),
        q("text", "z", calculation="concat(${y}, '?')", trigger="${y}"), q("end group")))  # fmt: skip
    r.repondre(noeud(r, "x"), "oui")
    assert (valeur(r, "y"), valeur(r, "z")) == ("oui!", "oui!?")


def test_a_calculation_that_reads_itself_ends() -> None:
    r = remplir(
        survey(q("integer", "a"), q("calculate", "n", calculation="coalesce(${n}, 0) + ${a}"))
    )
    r.repondre(noeud(r, "a"), "2")
    assert float(valeur(r, "n")) >= 2


def test_a_repeat_that_asks_for_one_more_is_no_cycle() -> None:
    r = remplir(survey(
        q("begin repeat", "r", repeat_count="if(count(${r}[encore = 'a']) > 0, count(${r}[encore = 'a']) + 1, 1)"),
        q("select_one l", "encore"), q("end repeat")))  # fmt: skip
    r.repondre(noeud(r, "encore"), "a")
    assert len(r.racine.enfants["r"]) == 2


def test_choices_may_exclude_one_another() -> None:
    r = remplir(survey(q("select_one l", "un", choice_filter="name != ${deux}"),
                       q("select_one l", "deux", choice_filter="name != ${un}")))  # fmt: skip
    r.repondre(noeud(r, "un"), "a")
    assert [c.code for c in r.choix(noeud(r, "deux"))] == ["b"]


def test_a_code_with_a_blank_stays_chosen() -> None:
    r = remplir(survey(q("text", "t"), q("select_one n", "qui", choice_filter="${t} = ''")))
    r.repondre(noeud(r, "qui"), "Jean Dupont")
    r.repondre(noeud(r, "t"), "x")
    assert valeur(r, "qui") == ""
    r.repondre(noeud(r, "t"), "")
    r.repondre(noeud(r, "qui"), "Jean Dupont")
    assert valeur(r, "qui") == "Jean Dupont"


def test_an_answer_survives_the_file_of_its_choices_that_is_missing() -> None:
    tableau = survey(
        q("text", "dep"),
        q("select_one_from_file communes.csv", "com", choice_filter="dep = ${dep}"),
    )
    r = remplir(tableau, reponses={"dep": "62", "com": "62427"})
    assert valeur(r, "com") == "62427"
    r.repondre(noeud(r, "dep"), "59")
    assert valeur(r, "com") == "62427"


def test_the_label_of_a_choice_is_that_of_its_own_turn() -> None:
    r = remplir(survey(
        q("begin repeat", "r"), q("text", "t"), q("select_one l", "c"),
        q("calculate", "k", calculation="jr:choice-name(${c}, '${c}')"), q("end repeat"),
        suite="| choices |\n| | list_name | name | label |\n| | l | a | A de ${t} |\n| | l | b | B |\n"))  # fmt: skip
    tour, _effets = r.ajouter(r.racine, "r")
    r.repondre(tour.enfants["t"][0], "Ana")
    r.repondre(tour.enfants["c"][0], "a")
    assert r.choix(tour.enfants["c"][0])[0].libelle.startswith("A de")
    assert tour.enfants["k"][0].valeur.startswith("A de")
    assert valeur(r, "k") == ""


def test_labels_lose_their_tags_and_marks_around_values() -> None:
    r = remplir(survey(
        q("text", "t"),
        q("note", "n", label="# Titre **${t}** et <span style='color:red'>_doux_</span> &amp; [ici](https://a.example/x)<br>suite 👋 a_b_c"),
        q("note", "ar", label="مرحبا ${t}")))  # fmt: skip
    r.repondre(noeud(r, "t"), "**gras**")
    assert r.libelle(noeud(r, "n")) == (
        "Titre **gras** et doux & ici (https://a.example/x)\nsuite 👋 a_b_c"
    )
    assert r.libelle(noeud(r, "ar")) == "مرحبا **gras**"


def test_or_other_asks_in_french() -> None:
    r = remplir(survey(q("select_one l or_other", "c")))
    r.repondre(noeud(r, "c"), "other")
    assert r.libelle(noeud(r, "c_other")) == "Précisez."
    assert r.choix(noeud(r, "c"))[-1].libelle == "Autre"


def test_an_unknown_function_leaves_the_rest_of_the_form_working() -> None:
    tableau = survey(
        q("text", "a", relevant="vu-du-ciel(1)"), q("calculate", "b", calculation="vu-du-ciel(2)"),
        q("note", "n", label="Bonjour"), q("select_one l", "c", choice_filter="vu-du-ciel(name)"),
        q("integer", "d", default="vu-du-ciel(3)"))  # fmt: skip
    lu = formulaire(tableau)
    notes = [(r.code, r.question, r.detail) for r in lu.remarques]
    assert {n[1] for n in notes} == {"a", "b", "c", "d"}
    assert {n[0] for n in notes} == {"enquete.remarque.fonction"}
    r = remplir(tableau)
    assert visibles(r) == ["a", "n", "c", "d"]
    assert [c.code for c in r.choix(noeud(r, "c"))] == ["a", "b"]


def test_a_formula_that_cannot_be_read_is_refused_with_its_question() -> None:
    with pytest.raises(EntreeInvalide) as refus:
        formulaire(survey(q("text", "a"), q("text", "b", relevant="${a} = = 2")))
    assert refus.value.params["question"] == "b"


@pytest.mark.parametrize(
    ("ligne", "genre", "affichee"),
    [
        (q("barcode", "x"), GenreQuestion.TEXTE, True),
        (q("audio", "x"), GenreQuestion.FICHIER, True),
        (q("geotrace", "x", required="yes"), GenreQuestion.TEXTE, False),
        (q("text", "x", read_only="yes", default="abc"), GenreQuestion.TEXTE, True),
        (q("range", "x", parameters="start=0 end=1 step=0.25"), GenreQuestion.ECHELLE, True),
        (q("rank l", "x"), GenreQuestion.CLASSEMENT, True),
        (q("image", "x", appearance="draw"), GenreQuestion.IMAGE, True),
        (q("image", "x", appearance="signature"), GenreQuestion.SIGNATURE, True),
        (q("select_one l", "x", appearance="search('villes')"), GenreQuestion.TEXTE, True),
    ],
)
def test_each_kind_is_asked_as_it_can(
    ligne: dict[str, str], genre: GenreQuestion, affichee: bool
) -> None:
    r = remplir(survey(q("text", "a"), ligne))
    question = r.question(noeud(r, "x"))
    assert (question.genre, question.affichee) == (genre, affichee)
    assert r.manquantes() == []


@pytest.mark.parametrize(
    "nom", ["date", "count", "div", "text", "position", "if", "parent", "été", "a.b-c"]
)
def test_a_question_may_be_called_like_a_function(nom: str) -> None:
    r = remplir(survey(q("integer", nom), q("calculate", "k", calculation=f"${{{nom}}} * 2")))
    r.repondre(noeud(r, nom), "4")
    assert valeur(r, "k") == "8"


def test_what_was_saved_before_is_no_file_and_no_answer() -> None:
    tableau = survey(q("text", "a", default="${last-saved#a}"), q("text", "b"))
    assert formulaire(tableau).fichiers == ()
    assert valeur(remplir(tableau), "a") == ""


def test_three_levels_of_repeats() -> None:
    r = remplir(survey(
        q("begin repeat", "r"), q("begin repeat", "s"), q("begin repeat", "t"), q("integer", "x"),
        q("calculate", "ou", calculation="concat(position(../../..), position(../..), position(..))"),
        q("end repeat"), q("calculate", "n", calculation="sum(${x})"), q("end repeat"), q("end repeat"),
        q("calculate", "tout", calculation="sum(${x})")))  # fmt: skip
    r.repondre(noeud(r, "x"), "1")
    tour, _effets = r.ajouter(r.racine, "r")
    sous, _effets = r.ajouter(tour, "s")
    dernier, _effets = r.ajouter(sous, "t")
    r.repondre(dernier.enfants["x"][0], "5")
    assert dernier.enfants["ou"][0].valeur == "222"
    assert (sous.enfants["n"][0].valeur, valeur(r, "tout")) == ("5", "6")
