"""A filled form read back: answers as people say them, and nothing above a reader's class."""

from __future__ import annotations

from app.domain.enquetes.formulaire import Question
from app.domain.enquetes.relecture import GenreLigne, relire
from app.domain.enquetes.remplissage import Remplissage
from app.domain.partage import Destinataire, Partage
from tests.unit.enquetes.formes import noeud, remplir

FORME = """
| survey  |                      |        |                          |                |            |
|         | type                 | name   | label                    | relevant       | appearance |
|         | begin group          | g      | Chez ${nom}              |                |            |
|         | text                 | nom    | Nom ?                    |                |            |
|         | integer              | nb     | Combien chez ${nom} ?    |                |            |
|         | select_multiple coul | robe   | Couleurs ?               |                |            |
|         | date                 | jour   | Depuis ?                 |                |            |
|         | time                 | heure  | À quelle heure ?         |                |            |
|         | rank coul            | ordre  | Dans quel ordre ?        |                |            |
|         | acknowledge          | lu     | Lu ?                     |                |            |
|         | text                 | jamais | Jamais ?                 | ${nb} > 100    |            |
|         | note                 | dire   | Bonjour ${nom}           |                |            |
|         | end group            |        |                          |                |            |
|         | begin repeat         | ami    | Ami                      |                |            |
|         | text                 | prenom | Prénom ?                 |                |            |
|         | end repeat           |        |                          |                |            |
|         | select_one ${prenom} | qui    | Qui d’abord ?            |                |            |
| choices |                      |        |                          |                |            |
|         | list_name            | name   | label                    |                |            |
|         | coul                 | n      | Noire                    |                |            |
|         | coul                 | b      | Blanche, ou presque      |                |            |
"""
CANARIS = ("ZQNOM", "ZQPRENOM")


def rempli(*au_bailleur: str) -> Remplissage:
    """The form filled, those questions shared with the bailleur."""
    r = remplir(FORME)
    for n in r.racine.descendants():
        if isinstance(n.reference, Question) and n.nom in au_bailleur:
            n.reference.partage = Partage.BAILLEUR
    for nom, valeur in (
        ("nom", "ZQNOM"), ("nb", "3"), ("robe", "n b"), ("jour", "2026-11-24"),
        ("heure", "09:05:00.000"), ("ordre", "b n"), ("lu", "OK"), ("prenom", "ZQPRENOM"),
        ("qui", "ZQPRENOM"),
    ):  # fmt: skip
        noeud(r, nom).valeur = valeur
    return r


def dites(r: Remplissage, pour: Destinataire) -> dict[str, str]:
    """Answers by name of question."""
    return {li.nom: li.reponse for li in relire(r, pour) if li.genre is GenreLigne.REPONSE}


def test_answers_are_said_in_words_and_what_is_not_relevant_is_left_out() -> None:
    r = rempli()
    r.repondre(noeud(r, "nb"), "4")  # what depends on it is computed
    assert dites(r, Destinataire.EQUIPE) == {
        "nom": "ZQNOM", "nb": "4", "robe": "Noire ; Blanche, ou presque", "jour": "24/11/2026",
        "heure": "09:05", "ordre": "1. Blanche, ou presque ; 2. Noire", "lu": "lu et accepté",
        "prenom": "ZQPRENOM", "qui": "ZQPRENOM",
    }  # fmt: skip
    textes = [li.texte for li in relire(r, Destinataire.MENAGE)]
    assert textes[0] == "Chez ZQNOM"
    assert "Ami n° 1" in textes
    assert "Bonjour ZQNOM" in textes


def test_the_bailleur_gets_shared_answers_and_no_other_shines_through_them() -> None:
    r = rempli("nb", "robe", "qui")
    lignes = relire(r, Destinataire.BAILLEUR)
    assert dites(r, Destinataire.BAILLEUR) == {"nb": "3", "robe": "Noire ; Blanche, ou presque",
                                              "qui": "1"}  # fmt: skip
    tout = " ".join(f"{li.texte} {li.reponse}" for li in lignes)
    assert not [c for c in CANARIS if c in tout]
    assert {li.genre for li in lignes} == {GenreLigne.TITRE, GenreLigne.REPONSE}


def test_nothing_shared_is_nothing_at_all() -> None:
    assert relire(rempli(), Destinataire.BAILLEUR) == ()


def test_a_bare_figure_of_a_scale_says_out_of_how_many() -> None:
    r = remplir(
        """
| survey | | | | |
| | type | name | label | appearance |
| | select_one niv | mal | Inquiet ? | likert |
| | select_one niv | bien | Informé ? | likert |
| choices | | | | |
| | list_name | name | label | |
| | niv | 1 | 1 – pas du tout | |
| | niv | 2 | 2 | |
| | niv | 3 | 3 – beaucoup | |
""",
        reponses={"mal": "2", "bien": "3"},
    )
    assert dites(r, Destinataire.EQUIPE) == {"mal": "2 sur 3", "bien": "3 – beaucoup"}
