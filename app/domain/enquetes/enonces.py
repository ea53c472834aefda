"""A form as it is asked on paper: numbered questions, their choices, when they are asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count
from types import MappingProxyType

from app.core.i18n import _
from app.domain.enquetes.arbre import Appel, Axe, Depart, Expression
from app.domain.enquetes.arbre import Chemin as CheminEcrit
from app.domain.enquetes.conditions import Connues, chemin_lu, dire_condition, est_toujours
from app.domain.enquetes.formulaire import (
    SANS_REPONSE,
    Chemin,
    Formulaire,
    Formule,
    GenreQuestion,
    Question,
    Texte,
    Textes,
)
from app.domain.enquetes.noeuds import Noeud

BLANC = "……"
"""What stands in a label for a value nobody knows yet."""
CHOIX_MAX = 25
"""More choices than that are written by hand, not ticked."""
_MAXIMUM = re.compile(r"(?:^|[^<>=\w)])\.\s*<=?\s*(\d+)")
_CHIFFRES: Mapping[GenreQuestion, int] = MappingProxyType(
    {GenreQuestion.ENTIER: 4, GenreQuestion.DECIMAL: 5, GenreQuestion.ECHELLE: 3}
)


@dataclass(frozen=True, slots=True)
class Enonce:
    """A question, a group or a repeat as printed. `numero` is 0 for what expects no answer.

    `ecrire` asks to write the choice instead of ticking it; `chiffres` is how many figures a number
    may have.
    """

    chemin: Chemin
    genre: GenreQuestion
    numero: int = 0
    libelle: str = ""
    aide: str = ""
    condition: str = ""
    requise: bool = False
    choix: tuple[str, ...] = ()
    ecrire: bool = False
    chiffres: int = 0
    apparence: frozenset[str] = frozenset()
    parametres: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    enfants: tuple[Enonce, ...] = ()

    def tous(self) -> Iterator[Enonce]:
        """Itself and all below, in order."""
        yield self
        for enfant in self.enfants:
            yield from enfant.tous()


def enoncer(formulaire: Formulaire, langue: str = "") -> Enonce:
    """The form in one language (its own by default), as it is asked on paper."""
    return Redaction(formulaire, langue or formulaire.langue).rediger(formulaire.racine)


def posee(question: Question) -> bool:
    """Whether a person may answer it on paper: it is shown, and not computed."""
    return (
        question.affichee
        and question.genre not in SANS_REPONSE
        and question.calcul is None
        and "label" not in question.apparence
    )


def composer(texte: Texte) -> str:
    """A label whose values are left blank."""
    return "".join(m if isinstance(m, str) else BLANC for m in texte).strip()


class Redaction:
    """A form put in words in one language, its values left blank."""

    def __init__(self, formulaire: Formulaire, langue: str) -> None:
        self._formulaire = formulaire
        self._langue = langue
        self._questions = formulaire.questions
        numeros = count(1)
        self._numeros = {q.chemin: next(numeros) for q in formulaire.racine.toutes() if posee(q)}
        self._connues = Connues(self._questions, self._numeros, self.libelle)
        self._listes: dict[str, dict[str, str]] = {}

    def rediger(self, question: Question) -> Enonce:
        """The question with those below; what cannot be asked on paper is left out."""
        enfants = tuple(
            enonce
            for q in question.enfants
            if self._imprimee(q)
            for enonce in (self.rediger(q),)
            if enonce.enfants or enonce.numero or enonce.genre is GenreQuestion.NOTE
        )
        enonce = Enonce(
            question.chemin,
            question.genre,
            numero=self._numeros.get(question.chemin, 0),
            libelle=self._dire(question.libelles),
            aide=self._dire(question.aides),
            condition=self._condition(question),
            requise=question.requise is not None and est_toujours(question.requise),
            chiffres=_chiffres(question),
            apparence=question.apparence,
            parametres=question.parametres,
            enfants=enfants,
        )
        if question.choix is None or not enonce.numero:
            return enonce
        return self._avec_choix(enonce, question)

    def _imprimee(self, question: Question) -> bool:
        if not question.affichee:
            return False
        if question.genre is GenreQuestion.NOTE:
            return bool(question.libelles) and not self._calculee(question)
        return question.genre in SANS_REPONSE or posee(question)

    def _calculee(self, note: Question) -> bool:
        """Whether a note tells the result of a calculation: there is none on paper."""
        formules = [m for t in note.libelles.values() for m in t if isinstance(m, Formule)]
        for formule in formules:
            chemin = chemin_lu(formule.expression, note.chemin)
            lue = self._questions.get(chemin) if chemin is not None else None
            if lue is None or not posee(lue):
                return True
        return False

    def _dire(self, textes: Textes) -> str:
        if not textes:
            return ""
        for langue in (self._langue, self._formulaire.langue, ""):
            if voulu := textes.get(langue):
                return composer(voulu)
        return composer(next(iter(textes.values())))

    def _condition(self, question: Question) -> str:
        if question.pertinente is None or est_toujours(question.pertinente):
            return ""
        dite = dire_condition(question.pertinente, question, self._connues)
        return dite or _("selon vos réponses")

    def _avec_choix(self, enonce: Enonce, question: Question) -> Enonce:
        liste, filtree = _liste(question)
        libelles = tuple(self._libelles(question, liste).values()) if liste is not None else ()
        longue = not libelles or len(libelles) > CHOIX_MAX
        condition = enonce.condition
        if filtree and not longue and not condition:
            condition = _("choix possibles selon vos réponses")
        return replace(enonce, choix=() if longue else libelles, ecrire=longue, condition=condition)

    def libelle(self, question: Question, code: str) -> str:
        """The label of a choice, the code itself when the lists of the form have none."""
        liste, _filtree = _liste(question)
        return self._libelles(question, liste).get(code, code) if liste is not None else code

    def _libelles(self, question: Question, liste: str) -> dict[str, str]:
        """The labels of a list by code, whatever its filter."""
        choix = question.choix
        if choix is None:
            return {}
        cle = f"{liste}\0{choix.valeur}\0{choix.libelle}"
        connus = self._listes.get(cle)
        if connus is None:
            connus = self._listes[cle] = {
                code: self._libelle_item(item, choix.libelle, choix.itext) or code
                for item in _items(self._formulaire.listes.get(liste))
                if (code := _enfant(item, choix.valeur))
            }
        return connus

    def _libelle_item(self, item: Noeud, nom: str, itext: bool) -> str:
        ecrit = _enfant(item, nom)
        if not itext:
            return ecrit
        for langue in (self._langue, self._formulaire.langue, *self._formulaire.itext):
            if morceaux := self._formulaire.itext.get(langue, {}).get(ecrit):
                return composer(morceaux)
        return ""


def _liste(question: Question) -> tuple[str | None, bool]:
    """The list a question chooses from, None when it is made of answers; whether it is filtered."""
    e: Expression | None = question.choix.source.expression if question.choix else None
    if isinstance(e, Appel) and e.nom == "randomize" and e.arguments:
        e = e.arguments[0]
    if not isinstance(e, CheminEcrit) or e.depart is not Depart.LISTE:
        return None, False
    if any(etape.axe is not Axe.ENFANT for etape in e.etapes):
        return None, False
    return e.liste, any(etape.predicats for etape in e.etapes)


def _items(liste: Noeud | None) -> Iterator[Noeud]:
    for racine in liste.enfants.get("root", []) if liste is not None else ():
        yield from racine.enfants.get("item", [])


def _enfant(item: Noeud, nom: str) -> str:
    trouves = item.enfants.get(nom)
    return trouves[0].valeur if trouves else ""


def _chiffres(question: Question) -> int:
    """How many figures to leave room for: those of the greatest answer allowed, when it is told."""
    defaut = _CHIFFRES.get(question.genre, 0)
    if question.contrainte is None or not defaut:
        return defaut
    trouve = _MAXIMUM.search(question.contrainte.source)
    return min(9, len(trouve[1])) if trouve else defaut
