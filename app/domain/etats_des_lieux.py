"""Inventories of a home: rooms and their elements, and two inventories side by side.

The rooms and elements are data (catalogue `etat_des_lieux.toml`); a room or an element written by
hand is shown as it was written.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from app.domain.catalogue_fautes import Faute, Table, uniques
from app.domain.receptions import Ecart, EtatElement, ecart

_ELEMENT = ("code", "fr", "en", "categorie")
_PIECE = ("code", "fr", "en", "lieu", "elements", "chambre")
CHAMBRES_MAX = 12
_RANG = {Ecart.PIRE: 0, Ecart.INCOMPLET: 1, Ecart.MIEUX: 2, Ecart.PAREIL: 3}


@dataclass(frozen=True, slots=True)
class ElementModele:
    """Something one looks at; `categorie` is that of a complaint about it."""

    code: str
    fr: str
    en: str
    categorie: str

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr


@dataclass(frozen=True, slots=True)
class PieceModele:
    """A room with its elements; `lieu` is the place a complaint names.

    `chambre`: shown in a home of at least that many bedrooms; 0 is any home.
    """

    code: str
    fr: str
    en: str
    elements: tuple[str, ...]
    lieu: str = ""
    chambre: int = 0

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr


@dataclass(frozen=True, slots=True)
class ListeEtat:
    """What an inventory goes through, room after room."""

    pieces: tuple[PieceModele, ...] = ()
    elements: tuple[ElementModele, ...] = ()

    def piece(self, code: str) -> PieceModele | None:
        """The room of that code, None for one written by hand."""
        return next((p for p in self.pieces if p.code == code), None)

    def element(self, code: str) -> ElementModele | None:
        """The element of that code, None for one written by hand."""
        return next((e for e in self.elements if e.code == code), None)

    def pour(self, chambres: int | None) -> tuple[tuple[str, str], ...]:
        """The (room, element) pairs of a home with that many bedrooms (None: nobody knows)."""
        return tuple(
            (piece.code, element)
            for piece in self.pieces
            if not piece.chambre or chambres is None or piece.chambre <= max(chambres, 1)
            for element in piece.elements
        )


@dataclass(frozen=True, slots=True)
class Constat:
    """How an element was found, and what was said of it."""

    etat: EtatElement
    precision: str = ""


@dataclass(frozen=True, slots=True)
class Rangee:
    """An element of a room in two inventories, the earlier first."""

    piece: str
    element: str
    avant: Constat | None = None
    apres: Constat | None = None

    @property
    def ecart(self) -> Ecart:
        """What changed from one to the other."""
        return ecart(
            self.avant.etat if self.avant else None, self.apres.etat if self.apres else None
        )


Constats = Mapping[tuple[str, str], Constat]


def comparer(
    modele: Iterable[tuple[str, str]], avant: Constats, apres: Constats
) -> tuple[Rangee, ...]:
    """Every element of the model or of either inventory, room after room.

    Elements written by hand come at the end of their room, rooms written by hand come last.
    """
    connus = dict.fromkeys(modele)
    pieces = list(dict.fromkeys(piece for piece, _e in connus))
    autres = [cle for cle in dict.fromkeys((*avant, *apres)) if cle not in connus]
    pieces += [p for p in dict.fromkeys(piece for piece, _e in autres) if p not in pieces]
    rangs = {piece: rang for rang, piece in enumerate(pieces)}
    cles = sorted((*connus, *autres), key=lambda cle: rangs[cle[0]])
    return tuple(Rangee(*cle, avant.get(cle), apres.get(cle)) for cle in cles)


def differences(rangees: Iterable[Rangee]) -> tuple[Rangee, ...]:
    """What got worse first, then what only one of them tells, then the rest, as it came."""
    return tuple(sorted(rangees, key=lambda r: (_vide(r), _RANG[r.ecart])))


def _vide(rangee: Rangee) -> bool:
    return rangee.avant is None and rangee.apres is None


def lire_liste(
    contenu: Mapping[str, Any],
    connus: Collection[str],
    categories: Collection[str],
    fautes: list[Faute],
) -> ListeEtat:
    """The rooms and elements of an `etat_des_lieux.toml`; what is wrong is added to `fautes`.

    `connus` are the elements known from elsewhere (a team's file completes the shipped one),
    `categories` those of complaints.
    """
    racine = Table(contenu, (), fautes, ("element", "piece"))
    elements = [(t, _element(t, categories)) for t in racine.tables("element", _ELEMENT)]
    uniques((t, e.code) for t, e in elements)
    codes = (*connus, *(e.code for _t, e in elements))
    pieces = [(t, _piece(t, codes)) for t in racine.tables("piece", _PIECE)]
    uniques((t, p.code) for t, p in pieces)
    return ListeEtat(tuple(p for _t, p in pieces), tuple(e for _t, e in elements))


def reunir(livree: ListeEtat, ajout: ListeEtat) -> ListeEtat:
    """Same codes replace in place, others come after."""
    pieces = {p.code: p for p in ajout.pieces}
    elements = {e.code: e for e in ajout.elements}
    return ListeEtat(
        (*(pieces.pop(p.code, p) for p in livree.pieces), *pieces.values()),
        (*(elements.pop(e.code, e) for e in livree.elements), *elements.values()),
    )


def _element(table: Table, categories: Collection[str]) -> ElementModele:
    fr = table.texte("fr", requis=True)
    return ElementModele(
        table.code(),
        fr,
        table.texte("en", defaut=fr),
        table.parmi("categorie", categories, requis=True),
    )


def _piece(table: Table, elements: Collection[str]) -> PieceModele:
    fr = table.texte("fr", requis=True)
    return PieceModele(
        table.code(),
        fr,
        table.texte("en", defaut=fr),
        table.textes("elements", elements),
        table.texte("lieu"),
        table.entier("chambre", minimum=0, maximum=CHAMBRES_MAX),
    )
