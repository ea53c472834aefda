"""A questionnaire once compiled: its questions, groups and repeats, in the order they are asked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.domain.enquetes.arbre import Expression
from app.domain.enquetes.evaluation import Evaluable
from app.domain.enquetes.noeuds import GenreValeur, Noeud
from app.domain.partage import Partage

Chemin = tuple[str, ...]
"""Names from the root of the form down to a question: ("data", "foyer", "nom")."""


class GenreQuestion(StrEnum):
    """What a question expects."""

    TEXTE = "texte"
    ENTIER = "entier"
    DECIMAL = "decimal"
    JOUR = "jour"
    HEURE = "heure"
    INSTANT = "instant"
    CHOIX = "choix"
    CHOIX_MULTIPLE = "choix_multiple"
    CLASSEMENT = "classement"
    ECHELLE = "echelle"
    NOTE = "note"
    ACCORD = "accord"
    IMAGE = "image"
    SIGNATURE = "signature"
    FICHIER = "fichier"
    POINT = "point"
    CACHEE = "cachee"
    GROUPE = "groupe"
    REPETITION = "repetition"


SANS_REPONSE = frozenset({GenreQuestion.NOTE, GenreQuestion.GROUPE, GenreQuestion.REPETITION})


@dataclass(frozen=True, slots=True)
class Formule:
    """An expression, how to evaluate it, and what was written."""

    source: str
    expression: Expression
    evaluer: Evaluable


Morceau = str | Formule
Texte = tuple[Morceau, ...]
"""A label: plain text, and formulas whose value is shown in it."""
Textes = Mapping[str, Texte]
"""A label by language ("" when the form has no translations)."""


def aucun() -> Textes:
    """No label at all."""
    return MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Choix:
    """Where the choices of a question come from.

    `source` gives the nodes to choose from (a list, perhaps filtered, or turns of a repeat);
    `valeur` and `libelle` the names of the children that hold their code and label. `itext` says
    that the label is a key of the translations.
    """

    source: Formule
    valeur: str
    libelle: str
    itext: bool = False


@dataclass(frozen=True, slots=True)
class Affectation:
    """A value set once, when the form opens, a turn is added, or another answer changes."""

    cible: Chemin
    valeur: Formule
    a_l_ouverture: bool = False
    au_nouveau_tour: bool = False
    quand: Chemin = ()


@dataclass(slots=True)
class Question:
    """A question, a group or a repeat. `ligne` is its line in the sheet (0: none).

    `champ` names the field of the household's record it maps to ("menage.loyer"), "" for none.
    """

    chemin: Chemin
    genre: GenreQuestion
    libelles: Textes = field(default_factory=aucun)
    aides: Textes = field(default_factory=aucun)
    apparence: frozenset[str] = frozenset()
    pertinente: Formule | None = None
    requise: Formule | None = None
    lecture_seule: Formule | None = None
    contrainte: Formule | None = None
    calcul: Formule | None = None
    nombre: Formule | None = None
    message_contrainte: Textes = field(default_factory=aucun)
    message_requis: Textes = field(default_factory=aucun)
    choix: Choix | None = None
    defaut: str = ""
    preremplie: str = ""
    parametres: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    enfants: tuple[Question, ...] = ()
    affichee: bool = True
    ligne: int = 0
    champ: str = ""
    partage: Partage = Partage.CONFIDENTIEL

    @property
    def nom(self) -> str:
        """The name of the question in the form."""
        return self.chemin[-1]

    @property
    def genre_valeur(self) -> GenreValeur:
        """How expressions read its answer."""
        return _GENRES.get(self.genre, GenreValeur.TEXTE)

    def toutes(self) -> Iterator[Question]:
        """Itself and all below, in order."""
        yield self
        for enfant in self.enfants:
            yield from enfant.toutes()


_GENRES = MappingProxyType(
    {
        GenreQuestion.ENTIER: GenreValeur.NOMBRE,
        GenreQuestion.DECIMAL: GenreValeur.NOMBRE,
        GenreQuestion.ECHELLE: GenreValeur.NOMBRE,
        GenreQuestion.JOUR: GenreValeur.MOMENT,
        GenreQuestion.INSTANT: GenreValeur.MOMENT,
    }
)


@dataclass(frozen=True, slots=True)
class Remarque:
    """Something of the form that is not supported, or doubtful: which question, which line."""

    code: str
    question: str = ""
    ligne: int = 0
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Formulaire:
    """A compiled questionnaire. `racine` is the group that holds everything.

    `itext` gives, by language, the text behind a key; `listes` the lists of choices by name.
    """

    identifiant: str
    version: str
    titre: str
    langues: tuple[str, ...]
    langue: str
    racine: Question
    itext: Mapping[str, Mapping[str, Texte]]
    listes: Mapping[str, Noeud]
    affectations: tuple[Affectation, ...] = ()
    remarques: tuple[Remarque, ...] = ()
    fichiers: tuple[str, ...] = ()

    @property
    def questions(self) -> dict[Chemin, Question]:
        """Every question, group and repeat by path."""
        return {q.chemin: q for q in self.racine.toutes()}
