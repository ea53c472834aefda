"""The tree of answers: one node per question, per group and per turn of a repeat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from app.domain.enquetes.valeurs import Simple, moment

_NOMBRE = re.compile(r"-?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?")


class GenreValeur(StrEnum):
    """How the text of an answer is read by expressions."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    MOMENT = "moment"


class Noeud:
    """A place of the tree. `valeur` is the answer as text, "" when there is none.

    `pertinent` is the node's own relevance; `visible` also asks its ancestors'. `requise` and
    `fermee` are what the form says of it now; `retire` marks the top of a turn taken away.
    """

    __slots__ = (
        "enfants",
        "fermee",
        "genre",
        "nom",
        "parent",
        "pertinent",
        "reference",
        "requise",
        "retire",
        "valeur",
    )

    def __init__(
        self,
        nom: str,
        parent: Noeud | None = None,
        valeur: str = "",
        genre: GenreValeur = GenreValeur.TEXTE,
        reference: object = None,
    ) -> None:
        self.nom = nom
        self.parent = parent
        self.valeur = valeur
        self.genre = genre
        self.reference = reference
        self.pertinent = True
        self.requise = False
        self.fermee = False
        self.retire = False
        self.enfants: dict[str, list[Noeud]] = {}

    def ajouter(self, enfant: Noeud) -> Noeud:
        """Put a child at the end of those of its name."""
        enfant.parent = self
        self.enfants.setdefault(enfant.nom, []).append(enfant)
        return enfant

    def typee(self) -> Simple:
        """The answer as expressions read it; an unreadable number or date stays a text."""
        valeur = self.valeur
        if not valeur or self.genre is GenreValeur.TEXTE:
            return valeur
        if self.genre is GenreValeur.NOMBRE:
            return float(valeur) if _NOMBRE.fullmatch(valeur) else valeur
        return moment(valeur) or valeur

    @property
    def visible(self) -> bool:
        """Whether it counts: itself and all it stands in are relevant."""
        noeud: Noeud | None = self
        while noeud is not None:
            if not noeud.pertinent:
                return False
            noeud = noeud.parent
        return True

    @property
    def rang(self) -> int:
        """Place among the turns of its repeat, from 1; 0 once it was taken away."""
        if self.parent is None:
            return 1
        return next((i for i, n in enumerate(self.parent.enfants[self.nom], 1) if n is self), 0)

    @property
    def attache(self) -> bool:
        """Whether it is still in the tree: neither itself nor what it stands in was taken away."""
        noeud: Noeud | None = self
        while noeud is not None:
            if noeud.retire:
                return False
            noeud = noeud.parent
        return True

    def lignee(self) -> list[Noeud]:
        """From the root down to itself."""
        noeuds = [self]
        while noeuds[-1].parent is not None:
            noeuds.append(noeuds[-1].parent)
        noeuds.reverse()
        return noeuds

    def descendants(self) -> Iterator[Noeud]:
        """Itself and all below, in order."""
        yield self
        for freres in self.enfants.values():
            for enfant in freres:
                yield from enfant.descendants()

    def __repr__(self) -> str:
        chemin = "/".join(n.nom for n in self.lignee())
        return f"<Noeud /{chemin}>"
