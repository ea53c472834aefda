"""From a parsed expression to a function that gives its value in a place of the tree."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from math import copysign, fmod, inf, isfinite, isnan
from types import MappingProxyType
from typing import Protocol

from app.domain.enquetes.arbre import (
    Appel,
    Axe,
    Chemin,
    Depart,
    Etape,
    Expression,
    Filtre,
    Litteral,
    Operation,
)
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.valeurs import RIEN, Valeur, differentes, egales, nombre, texte, vrai

Table = tuple[Mapping[str, str], ...]
"""The rows of an attached file, by column."""


class Seance(Protocol):
    """What expressions may ask of the form being filled."""

    racine: Noeud
    listes: Mapping[str, Noeud]
    langue: str

    def maintenant(self) -> datetime:
        """The present moment, with its time zone."""

    def libelle_choix(self, chemin: str, code: str, ici: Noeud) -> str:
        """The label of a choice of the question at that path, written from `ici`."""

    def ligne_jointe(self, table: str, colonne: str, valeur: str) -> Mapping[str, str] | None:
        """The first row of an attached table that holds `valeur` in `colonne`."""

    def version(self) -> str:
        """The version of the form."""


@dataclass(slots=True)
class Lieu:
    """Where an expression is evaluated: a node, the question it belongs to, a place in a list."""

    seance: Seance
    noeud: Noeud
    courant: Noeud
    position: int = 1
    taille: int = 1


Evaluable = Callable[[Lieu], Valeur]
Fonction = Callable[..., Valeur]


def compiler(expression: Expression, fonctions: Mapping[str, Fonction]) -> Evaluable:
    """The function that evaluates `expression`; unknown functions raise `KeyError` here."""
    match expression:
        case Litteral(valeur):
            return lambda _lieu: valeur
        case Chemin():
            return _chemin(expression, fonctions)
        case Operation():
            return _operation(expression, fonctions)
        case Filtre(base, predicats):
            return _filtre(compiler(base, fonctions), _tous(predicats, fonctions))
        case Appel(nom, arguments):
            fabrique = fonctions[nom]
            return fabrique(*_tous(arguments, fonctions), arguments=arguments)  # type: ignore[return-value]  # a function of the library makes an evaluable


def _tous(
    expressions: tuple[Expression, ...], fonctions: Mapping[str, Fonction]
) -> tuple[Evaluable, ...]:
    return tuple(compiler(e, fonctions) for e in expressions)


# ---- operators ---------------------------------------------------------------------------------


def _division(a: float, b: float) -> float:
    if b != 0:
        return a / b
    return RIEN if a == 0 or isnan(a) else copysign(inf, a)


def _reste(a: float, b: float) -> float:
    """The remainder has the sign of what is divided."""
    return RIEN if b == 0 or not isfinite(a) or isnan(b) else fmod(a, b)


_CALCULS: Mapping[str, Callable[[float, float], float]] = MappingProxyType(
    {
        "+": lambda a, b: a + b,
        "-": lambda a, b: a - b,
        "*": lambda a, b: a * b,
        "div": _division,
        "mod": _reste,
    }
)
_ORDRES: Mapping[str, Callable[[float, float], bool]] = MappingProxyType(
    {
        "<": lambda a, b: a < b,
        ">": lambda a, b: a > b,
        "<=": lambda a, b: a <= b,
        ">=": lambda a, b: a >= b,
    }
)


def _operation(operation: Operation, fonctions: Mapping[str, Fonction]) -> Evaluable:
    gauche = compiler(operation.gauche, fonctions)
    if operation.droite is None:
        return lambda lieu: -nombre(gauche(lieu))
    droite = compiler(operation.droite, fonctions)
    signe = operation.signe
    if signe in _ORDRES:
        ordre = _ORDRES[signe]
        return lambda lieu: ordre(nombre(gauche(lieu)), nombre(droite(lieu)))
    if signe in _CALCULS:
        calcul = _CALCULS[signe]
        return lambda lieu: calcul(nombre(gauche(lieu)), nombre(droite(lieu)))
    return _LOGIQUES[signe](gauche, droite)


_LOGIQUES: Mapping[str, Callable[[Evaluable, Evaluable], Evaluable]] = MappingProxyType(
    {
        "and": lambda g, d: lambda lieu: vrai(g(lieu)) and vrai(d(lieu)),
        "or": lambda g, d: lambda lieu: vrai(g(lieu)) or vrai(d(lieu)),
        "=": lambda g, d: lambda lieu: egales(g(lieu), d(lieu)),
        "!=": lambda g, d: lambda lieu: differentes(g(lieu), d(lieu)),
        "|": lambda g, d: lambda lieu: [*_noeuds(g(lieu)), *_noeuds(d(lieu))],
    }
)


def _noeuds(valeur: Valeur) -> list[Noeud]:
    return valeur if isinstance(valeur, list) else []


# ---- paths -------------------------------------------------------------------------------------


def _chemin(chemin: Chemin, fonctions: Mapping[str, Fonction]) -> Evaluable:
    etapes = tuple((e, _tous(e.predicats, fonctions)) for e in chemin.etapes)
    if chemin.depart is Depart.RACINE:
        return _depuis_la_racine(etapes)
    if chemin.depart is Depart.LISTE:
        choisir = _choisir(chemin, fonctions)
        if choisir is not None:
            return choisir
        return lambda lieu: _suivre(_liste(lieu, chemin.liste), etapes, lieu)
    if chemin.depart is Depart.COURANT:
        return lambda lieu: _suivre([lieu.courant], etapes, lieu)
    voisin = _voisin(chemin.etapes)
    if voisin:
        return lambda lieu: _seul(lieu.noeud, voisin)
    return lambda lieu: _suivre([lieu.noeud], etapes, lieu)


def _liste(lieu: Lieu, nom: str) -> list[Noeud]:
    """The list of that name; a form may name one it does not have (what was last saved)."""
    liste = lieu.seance.listes.get(nom)
    return [] if liste is None else [liste]


_Etapes = tuple[tuple[Etape, tuple[Evaluable, ...]], ...]


def _voisin(etapes: tuple[Etape, ...]) -> str:
    """The name of a plain "../name", by far the most frequent path; "" otherwise."""
    if len(etapes) != 2 or etapes[0].axe is not Axe.PARENT or etapes[0].predicats:
        return ""
    suite = etapes[1]
    simple = suite.axe is Axe.ENFANT and suite.nom != "*" and not suite.predicats
    return suite.nom if simple else ""


def _seul(noeud: Noeud, nom: str) -> list[Noeud]:
    parent = noeud.parent
    if parent is None:
        return []
    return [n for n in parent.enfants.get(nom, ()) if n.pertinent]


def _depuis_la_racine(etapes: _Etapes) -> Evaluable:
    """An absolute path means, inside a repeat, the same turn of that repeat.

    As in JavaRosa: as long as the path goes down the ancestors of where it is written it keeps to
    them; the last step, and what follows a predicate, means every turn.
    """
    if not etapes:
        return lambda lieu: [lieu.seance.racine]
    premiere, suite = etapes[0], etapes[1:]

    def evaluer(lieu: Lieu) -> Valeur:
        racine = lieu.seance.racine
        if premiere[0].nom not in ("*", racine.nom):
            return []
        lignee, ici, fait = lieu.courant.lignee(), racine, 0
        if lignee[0] is racine:
            for etape, predicats in suite[:-1]:
                suivant = lignee[fait + 1] if fait + 1 < len(lignee) else None
                if suivant is None or etape.nom != suivant.nom or predicats:
                    break
                ici, fait = suivant, fait + 1
        return _suivre([ici], suite[fait:], lieu)

    return evaluer


def _suivre(noeuds: list[Noeud], etapes: _Etapes, lieu: Lieu) -> list[Noeud]:
    for etape, predicats in etapes:
        suivants: list[Noeud] = []
        for noeud in noeuds:
            trouves = _pas(noeud, etape)
            for predicat in predicats:
                trouves = _garder(trouves, predicat, lieu)
            suivants += trouves
        noeuds = suivants
    return noeuds


def _pas(noeud: Noeud, etape: Etape) -> list[Noeud]:
    match etape.axe:
        case Axe.SOI:
            return [noeud]
        case Axe.PARENT:
            return [noeud.parent] if noeud.parent is not None else []
        case Axe.DESCENDANT:
            return [n for n in noeud.descendants() if n.nom == etape.nom and n.visible]
    if etape.nom == "*":
        return [n for freres in noeud.enfants.values() for n in freres if n.pertinent]
    return [n for n in noeud.enfants.get(etape.nom, ()) if n.pertinent]


def _garder(noeuds: list[Noeud], predicat: Evaluable, lieu: Lieu) -> list[Noeud]:
    """The nodes for which the predicate holds; a number is a place in the list."""
    taille, gardes = len(noeuds), []
    for position, noeud in enumerate(noeuds, 1):
        valeur = predicat(replace(lieu, noeud=noeud, position=position, taille=taille))
        if valeur == position if isinstance(valeur, float) else vrai(valeur):
            gardes.append(noeud)
    return gardes


def _filtre(base: Evaluable, predicats: tuple[Evaluable, ...]) -> Evaluable:
    def evaluer(lieu: Lieu) -> Valeur:
        noeuds = _noeuds(base(lieu))
        for predicat in predicats:
            noeuds = _garder(noeuds, predicat, lieu)
        return noeuds

    return evaluer


# ---- choices of a cascade ----------------------------------------------------------------------


class Index(dict[tuple[str, ...], list[Noeud]]):
    """The items of a list by the values of some of their columns."""


def _choisir(chemin: Chemin, fonctions: Mapping[str, Fonction]) -> Evaluable | None:
    """A cascade ("items whose department is the one answered") through an index of the list.

    Walking 5,000 communes at each answer would be felt; None when the path is something else.
    """
    if [e.nom for e in chemin.etapes[:2]] != ["root", "item"] or len(chemin.etapes) != 2:
        return None
    if len(chemin.etapes[1].predicats) != 1:
        return None
    paires = _egalites(chemin.etapes[1].predicats[0])
    if not paires:
        return None
    colonnes = tuple(nom for nom, _e in paires)
    voulues = _tous(tuple(e for _n, e in paires), fonctions)
    dernier: list[tuple[Noeud, Index]] = []  # the list itself is kept: an id may serve twice

    def evaluer(lieu: Lieu) -> Valeur:
        liste = lieu.seance.listes.get(chemin.liste)
        if liste is None:
            return []
        connu = dernier[0] if dernier else None
        if connu is None or connu[0] is not liste:
            connu = (liste, _indexer(liste, colonnes))
            dernier[:] = [connu]
        ici = replace(lieu, noeud=lieu.courant)
        cle = tuple(texte(v(ici)) for v in voulues)
        return connu[1].get(cle, [])

    return evaluer


def _indexer(liste: Noeud, colonnes: tuple[str, ...]) -> Index:
    index = Index()
    for racine in liste.enfants.get("root", ()):
        for item in racine.enfants.get("item", ()):
            cle = tuple(_valeur(item, c) for c in colonnes)
            index.setdefault(cle, []).append(item)
    return index


def _valeur(item: Noeud, colonne: str) -> str:
    trouves = item.enfants.get(colonne)
    return trouves[0].valeur if trouves else ""


def _egalites(expression: Expression) -> list[tuple[str, Expression]]:
    """The conjunction "column = value and …" an index can answer; [] for anything else.

    A value must come from elsewhere than the item, and be no written number (01 is not 1).
    """
    if not isinstance(expression, Operation) or expression.droite is None:
        return []
    if expression.signe == "and":
        gauche, droite = _egalites(expression.gauche), _egalites(expression.droite)
        return [*gauche, *droite] if gauche and droite else []
    if expression.signe != "=":
        return []
    for un, autre in (
        (expression.gauche, expression.droite),
        (expression.droite, expression.gauche),
    ):
        colonne = _colonne(un)
        if colonne and _exterieure(autre):
            return [(colonne, autre)]
    return []


def _colonne(expression: Expression) -> str:
    if isinstance(expression, Chemin) and expression.depart is Depart.ICI:
        etapes = [e for e in expression.etapes if e.axe is not Axe.SOI]
        if len(etapes) == 1 and etapes[0].axe is Axe.ENFANT and not etapes[0].predicats:
            return etapes[0].nom
    return ""


def _exterieure(expression: Expression) -> bool:
    if isinstance(expression, Litteral):
        return isinstance(expression.valeur, str)
    return isinstance(expression, Chemin) and expression.depart in (Depart.RACINE, Depart.COURANT)
