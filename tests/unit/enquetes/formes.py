"""Small questionnaires written as tables of text, compiled by pyxform like any spreadsheet."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from pyxform.xls2xform import convert

from app.domain.enquetes.formulaire import Formulaire
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.plan import Plan
from app.domain.enquetes.remplissage import Remplissage
from app.services.enquetes.xform import assembler

MAINTENANT = datetime(2026, 11, 24, 14, 5, tzinfo=UTC)


def formulaire(tableau: str) -> Formulaire:
    """The form of a markdown table, sheets named in its first column."""
    return assembler(convert(tableau, file_type=".md", form_name="data").xform)


def remplir(tableau: str, **options: Any) -> Remplissage:
    """A filling of the form of a markdown table, on 24 November 2026."""
    return Remplissage(Plan.de(formulaire(tableau)), lambda: MAINTENANT, **options)


def noeud(r: Remplissage, nom: str, rang: int = 1) -> Noeud:
    """The `rang`-th node of that name, in order."""
    return [n for n in r.racine.descendants() if n.nom == nom][rang - 1]


def valeur(r: Remplissage, nom: str, rang: int = 1) -> str:
    """The answer of the `rang`-th node of that name."""
    return noeud(r, nom, rang).valeur


def visibles(r: Remplissage) -> list[str]:
    """The names of what is shown, in order."""
    return [n.nom for n in r.visibles()]
