"""Drawn answers to a questionnaire, given one after the other through the engine that fills it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

from app.domain.enquetes.formulaire import GenreQuestion, Question
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage

_MULTIPLES = (GenreQuestion.CHOIX_MULTIPLE, GenreQuestion.CLASSEMENT)
_NOMBRES = (GenreQuestion.ENTIER, GenreQuestion.DECIMAL)
_SEULS = frozenset(("aucun", "aucune", "rien"))  # chosen alone, or not at all
_MUETTE = 0.12  # share of the questions that may be left out, and are


class Repondeur:
    """Answers a form from tables of chances; the same `hasard` gives the same answers."""

    def __init__(self, tirages: dict[str, Any], hasard: random.Random, jour: date) -> None:
        self._poids: dict[str, dict[str, int]] = tirages["poids"]
        self._nombres: dict[str, list[int]] = tirages["nombres"]
        self._textes: dict[str, list[str]] = tirages["textes"]
        self._hasard = hasard
        self._jour = jour

    def remplir(self, r: Remplissage) -> None:
        """Answer what is shown, as it shows; an answer already there is kept."""
        vus: set[int] = set()
        while True:
            suivante = next((n for n in r.visibles() if id(n) not in vus), None)
            if suivante is None:
                return
            vus.add(id(suivante))
            question = r.question(suivante)
            if suivante.valeur or question.enfants or question.calcul is not None:
                continue
            if not r.requise(suivante) and self._hasard.random() < _MUETTE:
                continue
            self._repondre(r, suivante, question)

    def _repondre(self, r: Remplissage, noeud: Noeud, question: Question) -> None:
        valeur = self._tirer(r, noeud, question)
        if not valeur:
            return
        r.repondre(noeud, valeur)
        if r.faute(noeud) is not None:
            r.repondre(noeud, "")

    def _tirer(self, r: Remplissage, noeud: Noeud, question: Question) -> str:
        if question.choix is not None:
            return self._choisir(r, noeud, question)
        if question.genre in _NOMBRES:
            bas, haut = self._nombres.get(question.nom, (0, 0))
            return str(self._hasard.randint(bas, haut)) if haut else ""
        if question.genre is GenreQuestion.JOUR:
            return (self._jour - timedelta(days=self._hasard.randint(1500, 6500))).isoformat()
        if question.genre is GenreQuestion.ACCORD:
            return "OK"
        if question.genre is GenreQuestion.TEXTE:
            textes = self._textes.get(question.nom)
            return self._hasard.choice(textes) if textes else ""
        return ""

    def _choisir(self, r: Remplissage, noeud: Noeud, question: Question) -> str:
        proposes = [c.code for c in r.choix(noeud)]
        poids = self._poids.get(question.nom) or dict.fromkeys(proposes, 1)
        codes = [c for c in proposes if poids.get(c)]
        if not codes:
            return ""
        chances = [poids[c] for c in codes]
        premier = self._hasard.choices(codes, chances)[0]
        if question.genre not in _MULTIPLES or premier in _SEULS:
            return premier
        choisis = {premier}
        for _tour in range(self._hasard.choice((0, 1, 1, 2))):
            choisis.add(self._hasard.choices(codes, chances)[0])
        return " ".join(c for c in codes if c in choisis - _SEULS)
