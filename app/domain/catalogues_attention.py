"""Rules of attention as a catalogue writes them: kinds, thresholds, sentences."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from types import MappingProxyType
from typing import Any

from app.domain.attention import GENRES, Genre
from app.domain.catalogue_fautes import Faute, Table, uniques
from app.domain.menages import Phase
from app.domain.parcours_modele import RegleAttention
from app.domain.regles_attention import POINTS_MAX

_REGLE = ("code", "genre", "points", "fr", "en", "actif", "seuils")


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
    nom = table.parmi("genre", GENRES, requis=True)
    genre = GENRES.get(nom)
    seuils = table.nombres("seuils", _seuils(genre) if genre else None)
    if genre is not None:
        for seuil in genre.seuils:
            par_phase = [f"{seuil}_{phase.value}" for phase in Phase]
            if seuil not in seuils and not all(s in seuils for s in par_phase):
                table.refuser("seuil_absent", "seuils", seuil=seuil)
    fr = _phrase(table, "fr", genre, requis=True)
    return RegleAttention(
        code=table.code(),
        genre=nom,
        points=table.entier("points", minimum=0, maximum=POINTS_MAX, requis=True),
        fr=fr,
        en=_phrase(table, "en", genre) or fr,
        actif=table.booleen("actif", defaut=True),
        seuils=MappingProxyType(seuils),
    )


def _seuils(genre: Genre) -> tuple[str, ...]:
    """The names of thresholds a kind reads: for all phases, or one per phase."""
    return tuple(
        nom for s in genre.seuils for nom in (s, *(f"{s}_{phase.value}" for phase in Phase))
    )


def _phrase(table: Table, champ: str, genre: Genre | None, *, requis: bool = False) -> str:
    """The sentence, with only {names} this kind tells; beside a day {x}, {x_jours} counts days."""
    texte = table.texte(champ, requis=requis)
    try:
        morceaux = [(m[1], m[2], m[3]) for m in Formatter().parse(texte) if m[1] is not None]
    except ValueError:
        table.refuser("accolades", champ)
        return ""
    for nom, forme, conversion in morceaux:
        if forme or conversion or not nom.isidentifier():
            table.refuser("accolades", champ)
        elif genre is not None and nom.removesuffix("_jours") not in genre.parametres:
            permis = ", ".join(f"{{{p}}}" for p in genre.parametres) or "–"
            table.refuser("parametre_inconnu", champ, nom=nom, connus=permis)
    return texte
