"""An expression once parsed: plain values that anything may walk through.

Parsing is the work of a library (`app.services.enquetes.expressions`); what an expression means is
here and in `evaluation`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Axe(StrEnum):
    """Where a step of a path goes."""

    ENFANT = "enfant"
    PARENT = "parent"
    SOI = "soi"
    DESCENDANT = "descendant"


class Depart(StrEnum):
    """Where a path starts."""

    RACINE = "racine"
    ICI = "ici"
    COURANT = "courant"  # current(): the question the expression belongs to
    LISTE = "liste"  # instance('x'): a list of choices or an attached table


@dataclass(frozen=True, slots=True)
class Litteral:
    """A number or a text written in the expression."""

    valeur: float | str


@dataclass(frozen=True, slots=True)
class Etape:
    """One step of a path; `nom` is "*" for any child."""

    axe: Axe
    nom: str = "*"
    predicats: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Chemin:
    """A path; `liste` names the instance when it starts from one."""

    depart: Depart
    etapes: tuple[Etape, ...]
    liste: str = ""


@dataclass(frozen=True, slots=True)
class Operation:
    """An infix operator between two expressions, or a minus sign before one."""

    signe: str
    gauche: Expression
    droite: Expression | None = None


@dataclass(frozen=True, slots=True)
class Appel:
    """A function and its arguments."""

    nom: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Filtre:
    """A parenthesised expression followed by predicates."""

    base: Expression
    predicats: tuple[Expression, ...]


Expression = Litteral | Chemin | Operation | Appel | Filtre
