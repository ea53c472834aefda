"""The columns answers are written in: one per question, one more per choice, versions merged."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from app.core.i18n import N_, _
from app.domain.enquetes.formulaire import Chemin, Formulaire, GenreQuestion, Question
from app.domain.partage import Destinataire, Partage, autorise
from app.services.enquetes.sorties.valeurs import Valeur, genre_de, typee
from app.services.enquetes.tables import (
    MULTIPLES,
    PIECES,
    ChoixDit,
    TableQuestions,
    choix_de,
    libelle,
)
from app.services.exports.tableaux import inerte
from db.queries.enquetes_export import EnqueteRemplie

CHOIX_MAX = 200
"""Choices of one question spread over columns: beyond, a sheet could not hold them."""
_LARGEUR = (Partage.CONFIDENTIEL, Partage.EQUIPE, Partage.BAILLEUR)
_POINT = (N_("latitude"), N_("longitude"), N_("altitude"), N_("précision"))
_POINT_NOMS = ("latitude", "longitude", "altitude", "precision")


@dataclass(frozen=True, slots=True)
class Tour:
    """One row: a questionnaire or a turn of a repeat, and its number in its table."""

    enquete: EnqueteRemplie
    reponses: Mapping[str, Any]
    rang: int
    parent: int


Lecteur = Callable[[Tour], Valeur]


@dataclass(slots=True)
class ColonneSortie:
    """A column: its head, what it holds in words, how it is typed and read."""

    nom: str
    libelle: str
    genre: type
    lire: Lecteur
    cle: bool = False


@dataclass(frozen=True, slots=True)
class Choisi:
    """What decides of the columns: who receives, labels or codes, in which language.

    `groupes` puts the names of groups before those of questions.
    """

    destinataire: Destinataire
    libelles: bool = True
    langue: str = ""
    groupes: bool = False
    confidentielles: bool = True

    def permet(self, partage: Partage) -> bool:
        """Whether answers of this class may be received.

        The team's own file holds all it typed, unless asked otherwise: it is read by those who
        may open the base.
        """
        if self.destinataire is Destinataire.EQUIPE and self.confidentielles:
            return True
        return autorise(partage, self.destinataire, au_menage=False)


@dataclass(slots=True)
class QuestionFusionnee:
    """A question across versions: the newest one's words, the narrowest of its classes."""

    question: Question
    groupes: tuple[Question, ...]
    partage: Partage
    genre: GenreQuestion
    choix: dict[str, ChoixDit] = field(default_factory=dict)

    @property
    def chemin(self) -> Chemin:
        """Path without the root."""
        return self.question.chemin[1:]

    def dite(self, langue: str) -> str:
        """Its label."""
        return libelle(self.question.libelles, langue, self.question.nom)


@dataclass(slots=True)
class TableFusionnee:
    """A table across versions."""

    table: TableQuestions
    questions: dict[Chemin, QuestionFusionnee] = field(default_factory=dict)


def fusionner(
    versions: Mapping[UUID, tuple[Formulaire, tuple[TableQuestions, ...]]],
) -> dict[Chemin, TableFusionnee]:
    """The tables of all versions, newest first: what a version lacks will be empty."""
    fusion: dict[Chemin, TableFusionnee] = {}
    for formulaire, tables in versions.values():
        par_chemin = formulaire.questions
        for table in tables:
            commune = fusion.setdefault(table.chemin, TableFusionnee(table))
            for question in table.questions:
                _ajouter(commune, question, formulaire, par_chemin)
    return fusion


def _ajouter(
    table: TableFusionnee,
    question: Question,
    formulaire: Formulaire,
    par_chemin: Mapping[Chemin, Question],
) -> None:
    chemin = question.chemin[1:]
    connue = table.questions.get(chemin)
    if connue is None:
        debut = len(table.table.chemin) + 1
        groupes = tuple(
            par_chemin[question.chemin[:n]] for n in range(debut + 1, len(question.chemin))
        )
        connue = QuestionFusionnee(question, groupes, question.partage, question.genre)
        table.questions[chemin] = connue
    connue.partage = min(connue.partage, question.partage, key=_LARGEUR.index)
    if connue.genre is not question.genre:
        connue.genre = _genre_commun(connue.genre, question.genre)
    for choix in choix_de(formulaire, question):
        connue.choix.setdefault(choix.code, choix)


def _genre_commun(un: GenreQuestion, autre: GenreQuestion) -> GenreQuestion:
    """A question that changed kind: whole numbers read as numbers, files stay files, else text."""
    if PIECES & {un, autre}:
        return GenreQuestion.FICHIER
    if {un, autre} <= {GenreQuestion.ENTIER, GenreQuestion.DECIMAL, GenreQuestion.ECHELLE}:
        return GenreQuestion.DECIMAL
    return GenreQuestion.TEXTE


def retenue(question: QuestionFusionnee, choisi: Choisi) -> bool:
    """Whether its answers stay; files given as answers never leave for the bailleur."""
    if choisi.destinataire is not Destinataire.EQUIPE and question.genre in PIECES:
        return True
    return not choisi.permet(question.partage)


def colonnes(table: TableFusionnee, choisi: Choisi) -> list[ColonneSortie]:
    """The columns of the answers that may be received, heads made unique."""
    prises: set[str] = set()
    faites: list[ColonneSortie] = []
    for question in table.questions.values():
        if not retenue(question, choisi):
            for colonne in _de_la_question(question, table.table.chemin, choisi):
                colonne.nom = unique(inerte(colonne.nom), prises)
                colonne.libelle = inerte(colonne.libelle)
                faites.append(colonne)
    return faites


def unique(nom: str, prises: set[str]) -> str:
    """That head, numbered when it is already taken."""
    libre, n = nom, 1
    while libre.casefold() in prises:
        n += 1
        libre = f"{nom} ({n})"
    prises.add(libre.casefold())
    return libre


def _de_la_question(
    question: QuestionFusionnee, porteur: Chemin, choisi: Choisi
) -> Iterator[ColonneSortie]:
    chemin = question.chemin[len(porteur) :]
    tete, dit = _tete(question, choisi), question.dite(choisi.langue)
    genre = question.genre

    def brute(tour: Tour) -> str:
        return reponse(tour.reponses, chemin)

    if genre is GenreQuestion.CHOIX or genre in MULTIPLES:
        yield ColonneSortie(tete, dit, str, _choisis(brute, question, choisi))
        if genre is GenreQuestion.CHOIX_MULTIPLE and len(question.choix) <= CHOIX_MAX:
            yield from _par_choix(tete, dit, brute, question.choix.values(), choisi)
        return
    yield ColonneSortie(tete, dit, genre_de(genre), lambda tour: typee(genre, brute(tour)))
    if genre is GenreQuestion.POINT:
        for rang, nom in enumerate(_POINT_NOMS):
            yield ColonneSortie(
                f"_{tete}_{nom}", f"{dit} – {_(_POINT[rang])}", float, _coordonnee(brute, rang)
            )


def _tete(question: QuestionFusionnee, choisi: Choisi) -> str:
    nom = question.dite(choisi.langue) if choisi.libelles else question.question.nom
    if not choisi.groupes:
        return nom
    noms = [
        libelle(g.libelles, choisi.langue, g.nom) if choisi.libelles else g.nom
        for g in question.groupes
        if choisi.destinataire is Destinataire.EQUIPE or choisi.permet(g.partage)
    ]
    return "/".join((*noms, nom))


def _choisis(brute: Callable[[Tour], str], question: QuestionFusionnee, choisi: Choisi) -> Lecteur:
    if not choisi.libelles:
        return lambda tour: brute(tour) or None
    dits = {c.code: c.dit(choisi.langue) for c in question.choix.values()}
    if question.genre is GenreQuestion.CHOIX:
        return lambda tour: dits.get(brute(tour), brute(tour)) or None
    return lambda tour: ", ".join(dits.get(c, c) for c in brute(tour).split()) or None


def _par_choix(
    tete: str,
    dit: str,
    brute: Callable[[Tour], str],
    choix: Any,
    choisi: Choisi,
) -> Iterator[ColonneSortie]:
    """One column per choice: 1 chosen, 0 not, empty when the question was not answered."""

    def lecteur(code: str) -> Lecteur:
        def lire(tour: Tour) -> Valeur:
            choisis = brute(tour).split()
            return (1 if code in choisis else 0) if choisis else None

        return lire

    for c in choix:
        mot = c.dit(choisi.langue)
        nom = mot if choisi.libelles else c.code
        yield ColonneSortie(f"{tete}/{nom}", f"{dit} : {mot}", int, lecteur(c.code))


def _coordonnee(brute: Callable[[Tour], str], rang: int) -> Lecteur:
    def lire(tour: Tour) -> Valeur:
        morceaux = brute(tour).split()
        return typee(GenreQuestion.DECIMAL, morceaux[rang]) if rang < len(morceaux) else None

    return lire


def reponse(reponses: Mapping[str, Any], chemin: Sequence[str]) -> str:
    """The text of one answer in nested mappings, "" when there is none."""
    ici: Any = reponses
    for nom in chemin:
        ici = ici.get(nom) if isinstance(ici, Mapping) else None
    return ici if isinstance(ici, str) else ""
