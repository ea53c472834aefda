"""Reading the expressions of a form: elementpath parses, our own plain tree comes out.

elementpath knows XPath's grammar and says where an expression goes wrong. Its evaluation does not
follow the ODK specification (an empty answer compared with a number is an error there), so what an
expression means is in `app.domain.enquetes.evaluation`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Any

from app.core.errors import EntreeInvalide
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
from app.domain.enquetes.evaluation import Evaluable, Lieu, compiler
from app.domain.enquetes.fonctions import FONCTIONS
from app.domain.enquetes.formulaire import Formule
from app.domain.enquetes.valeurs import Valeur

_ICI = "__ici__"
_LISTE = "__liste__."
_OPERATEURS = frozenset(
    ("and", "or", "=", "!=", "<", ">", "<=", ">=", "+", "-", "*", "div", "mod", "|")
)
_SANS = "today now true false pi random last version"
_UN = (
    "count count-non-empty count-selected not int boolean boolean-from-string once date date-time"
    " decimal-date-time decimal-time lower-case upper-case abs floor ceiling sqrt exp exp10 sin cos"
    " tan asin acos atan property"
)
_DEUX = (
    "selected selected-at regex contains starts-with ends-with substring-before substring-after"
    " jr-choice-name format-date format-date-time pow atan2"
)
_AU_PLUS_UN = "position string number string-length normalize-space local-name name uuid"
_AU_MOINS_UN = "coalesce join"
_ARGUMENTS: Mapping[str, tuple[int, int | None]] = MappingProxyType(
    dict.fromkeys(_SANS.split(), (0, 0))
    | dict.fromkeys(_UN.split(), (1, 1))
    | dict.fromkeys(_DEUX.split(), (2, 2))
    | dict.fromkeys(_AU_PLUS_UN.split(), (0, 1))
    | dict.fromkeys(_AU_MOINS_UN.split(), (1, None))
    | {
        "if": (3, 3),
        "indexed-repeat": (3, None),
        "pulldata": (4, 4),
        "round": (1, 2),
        "log": (1, 2),
        "log10": (1, 1),
        "randomize": (1, 2),
        "substr": (2, 3),
        "substring": (2, 3),
        "translate": (3, 3),
        "digest": (2, 3),
        "checklist": (2, None),
        "weighted-checklist": (2, None),
    }
)


@lru_cache(maxsize=4096)
def analyser(source: str) -> Expression:
    """The tree of an expression.

    Raises `EntreeInvalide`: "enquete.expression" (where it goes wrong), "enquete.fonction" (one
    that is not supported), "enquete.arguments".
    """
    from app.services.enquetes.grammaire import jetons  # noqa: PLC0415 - a quarter of a second

    try:
        jeton = jetons(_preparer(source))
    except SyntaxError as erreur:
        inconnue = re.search(r"unknown function '?([\w:-]+)", str(erreur))
        if inconnue:
            raise EntreeInvalide(
                "enquete.fonction", fonction=inconnue[1], expression=source.strip()
            ) from erreur
        raise EntreeInvalide(
            "enquete.expression", expression=source.strip(), detail=_detail(erreur)
        ) from erreur
    except RecursionError as erreur:
        raise EntreeInvalide(
            "enquete.expression", expression=source.strip()[:80], detail="…"
        ) from erreur
    return _traduire(jeton, source)


def formule(source: str) -> Formule:
    """The expression, ready to be evaluated; raises as `analyser` does."""
    expression = analyser(source)
    return Formule(source.strip(), expression, _prudente(compiler(expression, FONCTIONS)))


def _prudente(evaluer: Evaluable) -> Evaluable:
    """An expression that has no value for some answers (a number too large) gives none."""

    def evaluee(lieu: Lieu) -> Valeur:
        try:
            return evaluer(lieu)
        except (ArithmeticError, ValueError, RecursionError):
            return ""

    return evaluee


def _non_prise(jeton: Any, source: str) -> EntreeInvalide:
    """Right XPath, but nothing we know how to evaluate."""
    return EntreeInvalide("enquete.fonction", fonction=str(jeton.symbol), expression=source.strip())


def _detail(erreur: Exception) -> str:
    """Where the parser stopped, without its own vocabulary."""
    trouve = re.search(r"column (\d+)", str(erreur))
    return trouve[1] if trouve else ""


_MORCEAUX = re.compile(r"'[^']*'|\"[^\"]*\"|[^'\"]+")
_REECRITURES = (
    (re.compile(r"\bjr:choice-name\s*\("), "jr-choice-name("),
    (re.compile(r"\bjr:itext\s*\("), "string("),
    (re.compile(r"\bcurrent\s*\(\s*\)"), _ICI),
    (re.compile(r"[\r\n\t\u00a0\u202f]+"), " "),
    (re.compile(r"/\s*text\(\s*\)"), ""),
    (re.compile(r"(?<![\w.-])(\d+(?:\.\d+)?)(and|or|div|mod)(?![\w-])"), r"\1 \2"),
)
_INSTANCE = re.compile(r"\binstance\s*\(\s*(['\"])(.+?)\1\s*\)")


def _preparer(source: str) -> str:
    """Rewrite, outside of quoted texts, what XPath 1.0's grammar has no place for."""
    sans_instances = _INSTANCE.sub(lambda m: f"/{_LISTE}{m[2].encode().hex()}", source)
    morceaux = []
    for morceau in _MORCEAUX.findall(sans_instances):
        propre = morceau
        if not morceau.startswith(("'", '"')):
            for motif, remplacement in _REECRITURES:
                propre = motif.sub(remplacement, propre)
        morceaux.append(propre)
    return "".join(morceaux).strip()


_AXES: Mapping[str, Axe] = MappingProxyType(
    {
        "child": Axe.ENFANT,
        "parent": Axe.PARENT,
        "self": Axe.SOI,
        "descendant": Axe.DESCENDANT,
    }
)


def _traduire(jeton: Any, source: str) -> Expression:
    symbole = jeton.symbol
    if symbole in ("(string)", "(integer)", "(decimal)", "(float)"):
        valeur = jeton.value
        return Litteral(valeur if isinstance(valeur, str) else float(valeur))
    if symbole == "(" and len(jeton) == 1:
        return _traduire(jeton[0], source)
    if symbole == "[" and _filtre_une_expression(jeton):
        return _filtre(jeton, source)
    if symbole in ("/", "//", "(name)", ".", "..", "[", *_AXES) or (
        symbole == "*" and len(jeton) == 0
    ):
        return _chemin(jeton, source)
    return _calcul(jeton, source)


def _filtre_une_expression(jeton: Any) -> bool:
    """Whether the predicate follows a parenthesis or a function rather than a step of a path."""
    while jeton.symbol == "[":
        jeton = jeton[0]
    return bool(jeton.symbol == "(" or jeton.label == "function")


def _calcul(jeton: Any, source: str) -> Expression:
    if jeton.symbol in _OPERATEURS:
        gauche = _traduire(jeton[0], source)
        if len(jeton) == 1:
            return Operation(jeton.symbol, gauche) if jeton.symbol == "-" else gauche
        return Operation(jeton.symbol, gauche, _traduire(jeton[1], source))
    if jeton.symbol in FONCTIONS:
        return _appel(jeton, source)
    raise _non_prise(jeton, source)


def _appel(jeton: Any, source: str) -> Appel:
    nom, n = jeton.symbol, len(jeton)
    minimum, maximum = _ARGUMENTS.get(nom, (0, None))
    if n < minimum or (maximum is not None and n > maximum):
        raise EntreeInvalide("enquete.arguments", fonction=nom, expression=source.strip(), nombre=n)
    return Appel(nom, tuple(_traduire(a, source) for a in jeton))


def _filtre(jeton: Any, source: str) -> Filtre:
    predicats: list[Expression] = []
    base = jeton
    while base.symbol == "[":
        predicats.insert(0, _traduire(base[1], source))
        base = base[0]
    return Filtre(_traduire(base, source), tuple(predicats))


def _chemin(jeton: Any, source: str) -> Chemin:
    etapes: list[Etape] = []
    depart = _descendre(jeton, etapes, source)
    if depart is Depart.RACINE and etapes and etapes[0].nom.startswith(_LISTE):
        nom = bytes.fromhex(etapes[0].nom.removeprefix(_LISTE)).decode()
        return Chemin(Depart.LISTE, tuple(etapes[1:]), nom)
    if depart is Depart.ICI and etapes and etapes[0].nom == _ICI:
        return Chemin(Depart.COURANT, tuple(etapes[1:]))
    return Chemin(depart, tuple(etapes))


def _descendre(jeton: Any, etapes: list[Etape], source: str) -> Depart:
    """Put the steps of a path in order; says where it starts."""
    symbole = jeton.symbol
    if symbole in ("/", "//"):
        if len(jeton) == 0:
            return Depart.RACINE
        depart = Depart.RACINE
        if len(jeton) == 2:
            depart = _descendre(jeton[0], etapes, source)
        dernier = _pas(jeton[-1], source)
        if symbole == "//":
            dernier = Etape(Axe.DESCENDANT, dernier.nom, dernier.predicats)
        etapes.append(dernier)
        return depart
    etapes.append(_pas(jeton, source))
    return Depart.ICI


def _pas(jeton: Any, source: str) -> Etape:
    predicats: list[Expression] = []
    while jeton.symbol == "[":
        predicats.insert(0, _traduire(jeton[1], source))
        jeton = jeton[0]
    match jeton.symbol:
        case ".":
            return Etape(Axe.SOI, "*", tuple(predicats))
        case "..":
            return Etape(Axe.PARENT, "*", tuple(predicats))
        case "*":
            return Etape(Axe.ENFANT, "*", tuple(predicats))
        case "(name)":
            return Etape(Axe.ENFANT, str(jeton.value), tuple(predicats))
        case "node":
            return Etape(Axe.ENFANT, "*", tuple(predicats))
    if jeton.label == "axis" and len(jeton) == 1:
        return _axe(jeton, tuple(predicats), source)
    raise _non_prise(jeton, source)


def _axe(jeton: Any, predicats: tuple[Expression, ...], source: str) -> Etape:
    axe = _AXES.get(jeton.symbol)
    if axe is None:
        raise _non_prise(jeton, source)
    return Etape(axe, _pas(jeton[0], source).nom, predicats)
