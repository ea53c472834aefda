"""Which field a question is asked with."""

from __future__ import annotations

from app.domain.enquetes.formulaire import GenreQuestion
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from ui.contexte import Contexte
from ui.pages.enquete.choix import (
    BEAUCOUP,
    ChampAccord,
    ChampClassement,
    ChampEchelle,
    ChampListe,
    ChampPuces,
    ChampPucesMultiples,
)
from ui.pages.enquete.pieces import ChampFichier, ChampSignature
from ui.pages.enquete.questions import (
    ChampJour,
    ChampLigne,
    ChampLong,
    ChampNote,
    ChampQuestion,
)

_GENRES: dict[GenreQuestion, type[ChampQuestion]] = {
    GenreQuestion.JOUR: ChampJour,
    GenreQuestion.CHOIX_MULTIPLE: ChampPucesMultiples,
    GenreQuestion.CLASSEMENT: ChampClassement,
    GenreQuestion.ECHELLE: ChampEchelle,
    GenreQuestion.ACCORD: ChampAccord,
    GenreQuestion.NOTE: ChampNote,
    GenreQuestion.IMAGE: ChampFichier,
    GenreQuestion.FICHIER: ChampFichier,
    GenreQuestion.SIGNATURE: ChampSignature,
}


def champ_de(rempli: Remplissage, noeud: Noeud, contexte: Contexte) -> ChampQuestion:
    """The field of a question, by its kind and its appearance."""
    question = rempli.question(noeud)
    if question.genre is GenreQuestion.CHOIX:
        minimal = {"minimal", "autocomplete", "search"} & question.apparence
        beaucoup = question.choix is not None and len(rempli.choix(noeud)) > BEAUCOUP
        filtre = bool(question.choix and "[" in question.choix.source.source)
        genre = ChampListe if minimal or beaucoup or filtre else ChampPuces
        return genre(rempli, noeud, contexte)
    if question.genre is GenreQuestion.TEXTE and "multiline" in question.apparence:
        return ChampLong(rempli, noeud, contexte)
    return _GENRES.get(question.genre, ChampLigne)(rempli, noeud, contexte)
