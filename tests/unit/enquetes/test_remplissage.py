# ruff: noqa: E501 - questionnaires are tables
"""Filling a form: relevance, calculations, repeats, cascades, and only what depends on an answer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from app.core.errors import EntreeInvalide
from app.domain.enquetes.plan import Plan
from app.domain.enquetes.remplissage import Remplissage
from app.domain.enquetes.reponses import TOURS_MAX
from tests.unit.enquetes.formes import (
    MAINTENANT,
    formulaire,
    noeud,
    remplir,
    valeur,
    visibles,
)

FOYER = """
| survey |
|  | type         | name     | label              | required | relevant        | constraint      | constraint_message | calculation |
|  | integer      | nb       | Combien ?          | yes      |                 | . > 0 and . < 9 | Entre 1 et 8       |             |
|  | begin repeat | occupant | Occupant           |          |                 |                 |                    |             |
|  | text         | prenom   | Prénom             | yes      |                 |                 |                    |             |
|  | integer      | age      | Âge de ${prenom}   |          |                 |                 |                    |             |
|  | text         | ecole    | École de ${prenom} |          | ${age} < 18     |                 |                    |             |
|  | calculate    | rang     |                    |          |                 |                 |                    | position(..) |
|  | end repeat   |          |                    |          |                 |                 |                    |             |
|  | calculate    | mineurs  |                    |          |                 |                 |                    | count(${occupant}[age < 18]) |
|  | calculate    | total    |                    |          |                 |                 |                    | sum(${age}) |
|  | note         | n        | ${mineurs} mineurs |          | ${mineurs} > 0  |                 |                    |             |
"""


def test_an_answer_recomputes_what_depends_on_it_and_nothing_else() -> None:
    r = remplir(FOYER)
    r.ajouter(r.racine, "occupant")
    assert [valeur(r, "rang", i) for i in (1, 2)] == ["1", "2"]
    effets = r.repondre(noeud(r, "prenom"), "Jadwiga")
    assert effets.calcules == 0
    effets = r.repondre(noeud(r, "age"), "12")
    # This turn's relevance, the two totals, the note: not the other turn.
    assert effets.calcules == 4
    assert {n.nom for n in effets.changes.values()} == {"age", "ecole", "mineurs", "total", "n"}
    assert visibles(r).count("ecole") == 1
    r.repondre(noeud(r, "age", 2), "40")
    assert (valeur(r, "mineurs"), valeur(r, "total")) == ("1", "52")
    assert r.libelle(noeud(r, "n")) == "1 mineurs"
    assert r.libelle(noeud(r, "age")) == "Âge de Jadwiga"


def test_a_turn_taken_away_no_longer_counts() -> None:
    r = remplir(FOYER)
    r.repondre(noeud(r, "age"), "12")
    tour, _effets = r.ajouter(r.racine, "occupant")
    r.repondre(tour.enfants["age"][0], "7")
    assert valeur(r, "mineurs") == "2"
    effets = r.retirer(noeud(r, "occupant"))
    assert effets.structure
    assert (valeur(r, "mineurs"), valeur(r, "total"), valeur(r, "rang")) == ("1", "7", "1")


def test_missing_and_broken_answers_are_told_in_order() -> None:
    r = remplir(FOYER)
    assert [n.nom for n in r.manquantes()] == ["nb", "prenom"]
    r.repondre(noeud(r, "nb"), "12")
    assert r.fautives() == [(noeud(r, "nb"), "Entre 1 et 8")]
    r.repondre(noeud(r, "nb"), "3")
    assert r.fautives() == []
    assert r.avancement() == (1, 3)


@pytest.mark.parametrize(
    ("saisie", "code"), [("douze", "enquete.entier"), ("1,5", "enquete.entier")]
)
def test_what_is_no_answer_changes_nothing(saisie: str, code: str) -> None:
    r = remplir(FOYER, reponses={"nb": "3"})
    with pytest.raises(EntreeInvalide) as refus:
        r.repondre(noeud(r, "nb"), saisie)
    assert refus.value.code == code
    assert valeur(r, "nb") == "3"


def test_answers_are_kept_and_put_back_whole() -> None:
    r = remplir(FOYER)
    r.repondre(noeud(r, "nb"), "2")
    r.repondre(noeud(r, "age"), "12")
    r.repondre(noeud(r, "ecole"), "Jaurès")
    r.ajouter(r.racine, "occupant")
    repris = remplir(FOYER, reponses=r.reponses())
    assert repris.reponses() == r.reponses()
    assert visibles(repris) == visibles(r)
    repris.repondre(noeud(repris, "age"), "20")
    assert "ecole" not in visibles(repris)
    assert "Jaurès" in str(repris.reponses())
    assert "Jaurès" not in str(repris.reponses(pertinentes=True))


CASCADE = """
| survey |
|  | type           | name  | label | choice_filter               |
|  | select_one dep | dep   | Dép.  |                             |
|  | select_one com | com   | Comm. | dep = ${dep}                |
|  | select_one rue | rue   | Rue   | com = ${com} and dep=${dep} |
|  | text           | suite | Suite de ${com} |                   |
| choices |
|  | list_name | name | label    | dep | com |
|  | dep       | 59   | Nord     |     |     |
|  | dep       | 62   | Pas-de-C |     |     |
|  | com       | lens | Lens     | 62  |     |
|  | com       | lie  | Liévin   | 62  |     |
|  | com       | dou  | Douai    | 59  |     |
|  | rue       | s    | Stockholm| 62  | lens |
"""


def test_a_cascade_proposes_what_fits_and_drops_what_no_longer_does() -> None:
    r = remplir(CASCADE)
    assert r.choix(noeud(r, "com")) == ()
    r.repondre(noeud(r, "dep"), "62")
    assert [c.libelle for c in r.choix(noeud(r, "com"))] == ["Lens", "Liévin"]
    r.repondre(noeud(r, "com"), "lens")
    r.repondre(noeud(r, "rue"), "s")
    effets = r.repondre(noeud(r, "dep"), "59")
    assert (valeur(r, "com"), valeur(r, "rue")) == ("", "")
    assert {"com", "rue"} <= {n.nom for n in effets.changes.values()}


def test_a_repeat_has_as_many_turns_as_asked_within_reason() -> None:
    forme = """
| survey |
|  | type         | name | label | repeat_count | calculation |
|  | integer      | n    | N     |              |             |
|  | begin repeat | r    | R     | ${n}         |             |
|  | text         | x    | X     |              |             |
|  | end repeat   |      |       |              |             |
|  | calculate    | deux |       |              | indexed-repeat(${x}, ${r}, 2) |
"""
    r = remplir(forme)
    assert len(r.racine.enfants["r"]) == 0
    r.repondre(noeud(r, "n"), "3")
    r.repondre(noeud(r, "x", 2), "b")
    assert valeur(r, "deux") == "b"
    r.repondre(noeud(r, "n"), "1")
    assert len(r.racine.enfants["r"]) == 1
    assert valeur(r, "deux") == ""
    r.repondre(noeud(r, "n"), "999999")
    assert len(r.racine.enfants["r"]) == TOURS_MAX


def test_nested_repeats_read_their_own_turn() -> None:
    forme = """
| survey |
|  | type         | name   | label | relevant    | calculation |
|  | begin repeat | piece  | Pièce |             |             |
|  | integer      | etage  | Étage |             |             |
|  | begin repeat | defaut | Défaut |            |             |
|  | text         | quoi   | Quoi  | ${etage} > 0 |            |
|  | calculate    | ou     |       |             | concat(position(../..), '.', position(..), ' étage ', ${etage}) |
|  | end repeat   |        |       |             |             |
|  | calculate    | nb     |       |             | count(${defaut}) |
|  | end repeat   |        |       |             |             |
|  | calculate    | tous   |       |             | count(${defaut}) |
"""
    r = remplir(forme)
    seconde, _effets = r.ajouter(r.racine, "piece")
    r.repondre(seconde.enfants["etage"][0], "2")
    r.ajouter(seconde, "defaut")
    assert [valeur(r, "ou", i) for i in (1, 2, 3)] == ["1.1 étage ", "2.1 étage 2", "2.2 étage 2"]
    assert [valeur(r, "nb", i) for i in (1, 2)] == ["1", "2"]
    assert valeur(r, "tous") == "3"
    assert [n.visible for n in r.racine.descendants() if n.nom == "quoi"] == [False, True, True]


def test_defaults_are_set_when_a_form_opens_and_a_turn_is_added() -> None:
    forme = """
| survey |
|  | type         | name  | label | default               | trigger | calculation |
|  | today        | jour  |       |                       |         |             |
|  | integer      | fixe  | F     | 3                     |         |             |
|  | date         | dans7 | D     | today() + 7           |         |             |
|  | begin repeat | r     | R     |                       |         |             |
|  | text         | nom   | Nom   | concat('n', position(..)) |     |             |
|  | end repeat   |       |       |                       |         |             |
|  | text         | vu    | Vu    |                       | ${fixe} | now()       |
|  | calculate    | une   |       |                       |         | once(${fixe} * 2) |
"""
    r = remplir(forme)
    assert (valeur(r, "jour"), valeur(r, "fixe"), valeur(r, "dans7")) == (
        "2026-11-24", "3", "2026-12-01",
    )  # fmt: skip
    r.ajouter(r.racine, "r")
    assert [valeur(r, "nom", i) for i in (1, 2)] == ["n1", "n2"]
    assert (valeur(r, "vu"), valeur(r, "une")) == ("", "6")
    r.repondre(noeud(r, "fixe"), "5")
    assert valeur(r, "vu").startswith("2026-11-24T14:05")
    assert valeur(r, "une") == "6"


def test_choices_may_be_turns_of_a_repeat_and_speak_two_languages() -> None:
    forme = """
| survey |
|  | type              | name  | label::Français (fr) | label::English (en) | calculation |
|  | begin repeat      | occ   | Occupant             | Occupant            |             |
|  | text              | nom   | Nom                  | Name                |             |
|  | end repeat        |       |                      |                     |             |
|  | select_one ${nom} | chef  | Qui ?                | Who?                |             |
|  | select_one on     | dacc  | D'accord ?           | Agreed?             |             |
|  | calculate         | dit   |                      |                     | jr:choice-name(${dacc}, '${dacc}') |
| choices |
|  | list_name | name | label::Français (fr) | label::English (en) |
|  | on        | o    | Oui                  | Yes                 |
| settings |
|  | default_language |
|  | Français (fr)    |
"""
    r = remplir(forme)
    r.repondre(noeud(r, "nom"), "Wanda")
    assert [(c.code, c.libelle) for c in r.choix(noeud(r, "chef"))] == [("Wanda", "Wanda")]
    assert r.libelle(noeud(r, "dacc")) == "D’accord ?"
    r.repondre(noeud(r, "dacc"), "o")
    assert valeur(r, "dit") == "Oui"
    r.langue = "English (en)"
    assert r.libelle(noeud(r, "dacc")) == "Agreed?"
    assert [c.libelle for c in r.choix(noeud(r, "dacc"))] == ["Yes"]


def test_pulldata_reads_an_attached_table() -> None:
    forme = """
| survey |
|  | type      | name | label | calculation |
|  | text      | ug   | UG    |             |
|  | calculate | rue  |       | pulldata('parc', 'voie', 'ug', ${ug}) |
"""
    r = remplir(forme, tables={"parc": ({"ug": "A1", "voie": "rue de Stockholm"},)})
    r.repondre(noeud(r, "ug"), "A1")
    assert valeur(r, "rue") == "rue de Stockholm"
    r.repondre(noeud(r, "ug"), "Z9")
    assert valeur(r, "rue") == ""


def test_questions_that_wait_for_one_another_are_named() -> None:
    forme = """
| survey |
|  | type      | name | label | calculation |
|  | calculate | a    |       | ${b} + 1    |
|  | calculate | b    |       | ${c} + 1    |
|  | calculate | c    |       | ${a} + 1    |
|  | text      | t    | T     |             |
"""
    with pytest.raises(EntreeInvalide) as refus:
        Plan.de(formulaire(forme))
    assert refus.value.code == "enquete.cycle"
    assert set(str(refus.value.params["questions"]).split(", ")) == {"a", "b", "c"}


def test_the_end_is_the_moment_one_finishes() -> None:
    forme = """
| survey |
|  | type  | name  | label |
|  | start | debut |       |
|  | end   | fin   |       |
|  | text  | x     | X     |
"""
    instants = iter(MAINTENANT + timedelta(minutes=m) for m in range(60))
    rempli = Remplissage(Plan.de(formulaire(forme)), lambda: next(instants))
    rempli.repondre(noeud(rempli, "x"), "oui")
    rempli.finir()
    assert valeur(rempli, "debut") < valeur(rempli, "fin")
