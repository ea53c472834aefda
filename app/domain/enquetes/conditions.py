"""When a question is asked, in words: « si oui à la question 12 ».

Only what a person can check on paper is said: an answer compared with a value. Anything else gives
"" and the reader is told that it depends on the answers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.core.i18n import N_, _
from app.domain.enquetes.arbre import Appel, Axe, Depart, Expression, Litteral, Operation
from app.domain.enquetes.arbre import Chemin as CheminEcrit
from app.domain.enquetes.fiche import oui_non
from app.domain.enquetes.formulaire import Chemin, Formule, Question
from app.domain.enquetes.valeurs import texte

_PARTS_MAX = 3  # a longer sentence is harder to follow than « selon vos réponses »
_INVERSES: Mapping[str, str] = MappingProxyType({"<": ">", ">": "<", "<=": ">=", ">=": "<="})
_ORDRES: Mapping[str, str] = MappingProxyType(
    {
        "<": N_("moins de {valeur}"),
        ">": N_("plus de {valeur}"),
        "<=": N_("{valeur} ou moins"),
        ">=": N_("{valeur} ou plus"),
    }
)
_SEPARES: Mapping[str, str] = MappingProxyType({"and": N_(" et "), "or": N_(" ou ")})

Libelle = Callable[[Question, str], str]
"""The label of a choice of a question, by its code."""


@dataclass(frozen=True, slots=True)
class Connues:
    """What a condition may speak of: questions by path, their numbers on paper, labels."""

    questions: Mapping[Chemin, Question]
    numeros: Mapping[Chemin, int]
    libelle: Libelle


@dataclass(frozen=True, slots=True)
class _Part:
    """An answer a condition waits for: « {quoi} à la question {numero} »."""

    numero: int
    quoi: str


def dire_condition(formule: Formule, question: Question, connues: Connues) -> str:
    """« si oui à la question 12 », or "" when it cannot be said simply."""
    parts = _parts(formule.expression, question.chemin, connues)
    if parts is None:
        return ""
    signe, trouvees = parts
    if len(trouvees) > _PARTS_MAX:
        return ""
    dites = [
        _("{quoi} à la question {numero}").format(quoi=quoi, numero=numero)
        for numero, quoi in _reunies(trouvees, signe)
    ]
    return _("si {quoi}").format(quoi=_(_SEPARES[signe]).join(dites))


def est_toujours(formule: Formule) -> bool:
    """Whether an expression is simply `true()`."""
    return isinstance(formule.expression, Appel) and formule.expression.nom == "true"


def chemin_lu(e: Expression, ici: Chemin) -> Chemin | None:
    """The path an expression reads when it is nothing but that path."""
    if not isinstance(e, CheminEcrit) or e.depart is Depart.LISTE:
        return None
    lieu = () if e.depart is Depart.RACINE else ici
    for etape in e.etapes:
        if etape.predicats:
            return None
        if etape.axe is Axe.PARENT:
            lieu = lieu[:-1]
        elif etape.axe is Axe.ENFANT and etape.nom != "*":
            lieu = (*lieu, etape.nom)
        elif etape.axe is not Axe.SOI:
            return None
    return lieu


def _reunies(parts: Iterable[_Part], signe: str) -> list[tuple[int, str]]:
    """Parts about the same question told together: « A » ou « B » à la question 4."""
    par_numero: dict[int, list[str]] = {}
    for part in parts:
        par_numero.setdefault(part.numero, []).append(part.quoi)
    return [(n, _(_SEPARES[signe]).join(dict.fromkeys(quoi))) for n, quoi in par_numero.items()]


def _parts(e: Expression, ici: Chemin, c: Connues) -> tuple[str, list[_Part]] | None:
    """The parts of a condition and how they are joined; None when one of them is not simple."""
    if isinstance(e, Operation) and e.signe in _SEPARES and e.droite is not None:
        trouvees: list[_Part] = []
        for cote in (e.gauche, e.droite):
            lues = _parts(cote, ici, c)
            if lues is None or (len(lues[1]) > 1 and lues[0] != e.signe):
                return None
            trouvees += lues[1]
        return e.signe, trouvees
    part = _part(e, ici, c)
    return None if part is None else ("and", [part])


def _part(e: Expression, ici: Chemin, c: Connues) -> _Part | None:
    match e:
        case Operation(signe, Litteral(valeur), CheminEcrit() as chemin):
            return _compare(chemin, _INVERSES.get(signe, signe), valeur, ici, c)
        case Operation(signe, CheminEcrit() as chemin, Litteral(valeur)):
            return _compare(chemin, signe, valeur, ici, c)
        case Appel("selected", (CheminEcrit() as chemin, Litteral(valeur))):
            return _compare(chemin, "=", valeur, ici, c)
        case Appel("not", (Appel("selected", (CheminEcrit() as chemin, Litteral(valeur))),)):
            return _compare(chemin, "!=", valeur, ici, c)
    return None


def _compare(
    e: CheminEcrit, signe: str, valeur: float | str, ici: Chemin, c: Connues
) -> _Part | None:
    chemin = chemin_lu(e, ici)
    question = c.questions.get(chemin) if chemin is not None else None
    numero = c.numeros.get(question.chemin, 0) if question is not None else 0
    if question is None or not numero:
        return None
    ecrite = texte(valeur)
    if signe in _ORDRES:
        return _Part(numero, _(_ORDRES[signe]).format(valeur=ecrite))
    if signe not in ("=", "!="):
        return None
    if not ecrite:
        return _Part(numero, _("aucune réponse") if signe == "=" else _("une réponse"))
    return _Part(numero, _egale(question, ecrite, signe, c))


def _egale(question: Question, code: str, signe: str, c: Connues) -> str:
    libelle = c.libelle(question, code) if question.choix is not None else code
    dit = oui_non(libelle) if question.choix is not None else None
    if dit is None:
        cite = _("« {reponse} »").format(reponse=libelle)
        return cite if signe == "=" else _("autre chose que {reponse}").format(reponse=cite)
    if signe == "=":
        return _("oui") if dit else _("non")
    return _("autre chose que oui") if dit else _("autre chose que non")
