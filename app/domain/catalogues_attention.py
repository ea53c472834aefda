"""Rules of attention as a catalogue writes them: kinds, thresholds, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType
from typing import Any

from app.domain.catalogue_fautes import Faute, Table, uniques
from app.domain.parcours_modele import RegleAttention

_REGLE = ("code", "genre", "points", "fr", "en", "actif", "seuils")
POINTS_MAX = 100


def lire_regles(contenu: Mapping[str, Any], fautes: list[Faute]) -> tuple[RegleAttention, ...]:
    """The rules of an `attention.toml`; what is wrong is added to `fautes`."""
    racine = Table(contenu, (), fautes, ("regle",))
    lues = [(t, _regle(t)) for t in racine.tables("regle", _REGLE)]
    uniques((t, r.code) for t, r in lues)
    return tuple(r for _t, r in lues)


def reunir(
    livre: tuple[RegleAttention, ...], ajout: tuple[RegleAttention, ...]
) -> tuple[RegleAttention, ...]:
    """Same codes replace in place, others come after."""
    nouvelles = {r.code: r for r in ajout}
    gardees = [nouvelles.pop(r.code, r) for r in livre]
    return (*gardees, *nouvelles.values())


def _regle(table: Table) -> RegleAttention:
    fr = table.texte("fr", requis=True)
    return RegleAttention(
        code=table.code(),
        genre=table.texte("genre", requis=True),
        points=table.entier("points", minimum=0, maximum=POINTS_MAX, requis=True),
        fr=fr,
        en=table.texte("en", defaut=fr),
        actif=table.booleen("actif", defaut=True),
        seuils=MappingProxyType(table.nombres("seuils")),
    )


def noms(phrase: str) -> tuple[str, ...]:
    """The parameters a sentence names; raises `ValueError` when its braces do not match."""
    return tuple(nom for _texte, nom, _forme, _conv in Formatter().parse(phrase) if nom is not None)
