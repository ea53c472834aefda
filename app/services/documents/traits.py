"""Strokes of our own drawings, the same on paper and on screen.

A drawing lives in a square of 100 units, the origin at the bottom left. It knows neither PDF nor
windows: whoever shows it turns each stroke into lines of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from math import cos, radians, sin

COTE = 100.0
_ROND = 0.5523  # where the handles of a quarter of circle are


class Plein(StrEnum):
    """What fills a shape. Ink is never lighter than our paper allows: fills carry no text."""

    RIEN = "rien"
    BLANC = "blanc"
    CLAIR = "clair"
    MOYEN = "moyen"
    NOIR = "noir"


Pas = tuple[str, tuple[float, ...]]
"""A step of an outline: "m" (x, y), "l" (x, y), "c" (two handles, then x, y), "z" ()."""


@dataclass(frozen=True, slots=True)
class Trait:
    """An outline; `epaisseur` 0 draws no line around what is filled."""

    pas: tuple[Pas, ...]
    epaisseur: float = 2.0
    plein: Plein = Plein.RIEN


@dataclass(frozen=True, slots=True)
class Chiffres:
    """A few signs that need no translation, centred on (x, base)."""

    x: float
    base: float
    texte: str
    taille: float


Dessin = tuple[Trait | Chiffres, ...]


def ligne(*points: tuple[float, float], epaisseur: float = 2.0) -> Trait:
    """A broken line."""
    return Trait(tuple(_suite(points)), epaisseur)


def forme(*points: tuple[float, float], epaisseur: float = 2.0, plein: Plein = Plein.RIEN) -> Trait:
    """A closed outline."""
    return Trait((*_suite(points), ("z", ())), epaisseur, plein)


def courbe(
    depart: tuple[float, float], *arcs: tuple[float, float, float, float, float, float],
    epaisseur: float = 2.0, plein: Plein = Plein.RIEN,
) -> Trait:  # fmt: skip
    """Curves one after the other: each gives two handles, then where it goes."""
    pas: list[Pas] = [("m", depart), *(("c", arc) for arc in arcs)]
    if plein is not Plein.RIEN:
        pas.append(("z", ()))
    return Trait(tuple(pas), epaisseur, plein)


def rectangle(
    x: float, y: float, large: float, haut: float, rayon: float = 0.0,
    *, epaisseur: float = 2.0, plein: Plein = Plein.RIEN,
) -> Trait:  # fmt: skip
    """A box, its corners rounded or not."""
    if not rayon:
        coins = ((x, y), (x + large, y), (x + large, y + haut), (x, y + haut))
        return forme(*coins, epaisseur=epaisseur, plein=plein)
    k = rayon * (1 - _ROND)
    d, h = x + large, y + haut
    pas: tuple[Pas, ...] = (
        ("m", (x + rayon, y)),
        ("l", (d - rayon, y)),
        ("c", (d - k, y, d, y + k, d, y + rayon)),
        ("l", (d, h - rayon)),
        ("c", (d, h - k, d - k, h, d - rayon, h)),
        ("l", (x + rayon, h)),
        ("c", (x + k, h, x, h - k, x, h - rayon)),
        ("l", (x, y + rayon)),
        ("c", (x, y + k, x + k, y, x + rayon, y)),
        ("z", ()),
    )
    return Trait(pas, epaisseur, plein)


def rond(
    x: float, y: float, rayon: float, *, epaisseur: float = 2.0, plein: Plein = Plein.RIEN
) -> Trait:
    """A circle."""
    return rectangle(
        x - rayon, y - rayon, 2 * rayon, 2 * rayon, rayon, epaisseur=epaisseur, plein=plein
    )


def arc(
    x: float, y: float, rayon: float, debut: float, fin: float, *, epaisseur: float = 2.0
) -> Trait:
    """A part of a circle, angles in degrees, counter-clockwise from the right."""
    n = max(2, int(abs(fin - debut) / 12))
    angles = [radians(debut + (fin - debut) * i / n) for i in range(n + 1)]
    return ligne(*((x + rayon * cos(a), y + rayon * sin(a)) for a in angles), epaisseur=epaisseur)


def fleche(
    depart: tuple[float, float], pointe: tuple[float, float], *, epaisseur: float = 2.4,
    tete: float = 6.0,
) -> tuple[Trait, ...]:  # fmt: skip
    """A straight arrow."""
    dx, dy = pointe[0] - depart[0], pointe[1] - depart[1]
    longueur = (dx * dx + dy * dy) ** 0.5 or 1.0
    ux, uy = dx / longueur, dy / longueur
    base = (pointe[0] - ux * tete, pointe[1] - uy * tete)
    large = tete * 0.55
    return (
        ligne(depart, base, epaisseur=epaisseur),
        forme(
            pointe,
            (base[0] - uy * large, base[1] + ux * large),
            (base[0] + uy * large, base[1] - ux * large),
            epaisseur=0,
            plein=Plein.NOIR,
        ),
    )


def oui(x: float, y: float, rayon: float = 11.0) -> tuple[Trait, ...]:
    """A tick in a circle: do this."""
    r = rayon
    return (
        rond(x, y, r, epaisseur=0, plein=Plein.NOIR),
        Trait(
            tuple(
                _suite(
                    ((x - r * 0.5, y), (x - r * 0.12, y - r * 0.4), (x + r * 0.52, y + r * 0.42))
                )
            ),
            -r * 0.24,
        ),
    )


def non(x: float, y: float, rayon: float = 11.0) -> tuple[Trait, ...]:
    """A cross in a circle: not this."""
    r = rayon
    a = r * 0.42
    return (
        rond(x, y, r, epaisseur=0, plein=Plein.NOIR),
        Trait(tuple(_suite(((x - a, y - a), (x + a, y + a)))), -r * 0.24),
        Trait(tuple(_suite(((x - a, y + a), (x + a, y - a)))), -r * 0.24),
    )


def tourner(
    x: float, y: float, rayon: float, debut: float, fin: float, *, epaisseur: float = 2.4
) -> tuple[Trait, ...]:
    """An arrow that turns."""
    a = radians(fin)
    bout = (x + rayon * cos(a), y + rayon * sin(a))
    sens = 1.0 if fin > debut else -1.0
    t = (-sin(a) * sens, cos(a) * sens)
    pointe = (bout[0] + t[0] * 6, bout[1] + t[1] * 6)
    n = (cos(a) * 3.4, sin(a) * 3.4)
    return (
        arc(x, y, rayon, debut, fin, epaisseur=epaisseur),
        forme(
            pointe,
            (bout[0] + n[0], bout[1] + n[1]),
            (bout[0] - n[0], bout[1] - n[1]),
            epaisseur=0,
            plein=Plein.NOIR,
        ),
    )


def _suite(points: Iterable[tuple[float, float]]) -> list[Pas]:
    return [("l" if rang else "m", point) for rang, point in enumerate(points)]
