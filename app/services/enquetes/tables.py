"""A questionnaire seen as tables: one for its answers, one per repeat, as exports know them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from app.domain.enquetes.formulaire import (
    SANS_REPONSE,
    Chemin,
    Formulaire,
    GenreQuestion,
    Question,
    Textes,
)
from app.domain.enquetes.noeuds import Noeud

_LISTE = re.compile(r"instance\('([^']+)'\)")
INCONNUE = "…"
"""What stands in a label for a value of another answer: a header never shows one."""
MULTIPLES = (GenreQuestion.CHOIX_MULTIPLE, GenreQuestion.CLASSEMENT)
PIECES = frozenset({GenreQuestion.IMAGE, GenreQuestion.SIGNATURE, GenreQuestion.FICHIER})


@dataclass(frozen=True, slots=True)
class ChoixDit:
    """A choice of a list: its code, and its label by language."""

    code: str
    libelles: Mapping[str, str]

    def dit(self, langue: str) -> str:
        """The label in that language, else in the first one that has it, else the code."""
        return self.libelles.get(langue) or next(iter(self.libelles.values()), "") or self.code


@dataclass(frozen=True, slots=True)
class TableQuestions:
    """The questions answered once per row; `porteur` is the root of the form or a repeat.

    `parent` is the path of the repeat it stands in, () for the main table's own children, None
    for the main table.
    """

    porteur: Question
    parent: Chemin | None
    questions: tuple[Question, ...]

    @property
    def chemin(self) -> Chemin:
        """Path of the repeat without the root; () for the main table."""
        return self.porteur.chemin[1:]


def tables(formulaire: Formulaire) -> tuple[TableQuestions, ...]:
    """The main table, then the repeats in the order they are asked."""
    return tuple(_tables(formulaire.racine, None))


def _tables(porteur: Question, parent: Chemin | None) -> Iterator[TableQuestions]:
    questions: list[Question] = []
    dedans: list[Question] = []
    _parcourir(porteur, questions, dedans)
    # Metadata the form fills by itself come first, as people are used to.
    questions.sort(key=lambda q: not q.preremplie)
    yield TableQuestions(porteur, parent, tuple(questions))
    for repetition in dedans:
        yield from _tables(repetition, porteur.chemin[1:])


def _parcourir(porteur: Question, questions: list[Question], dedans: list[Question]) -> None:
    for enfant in porteur.enfants:
        if enfant.genre is GenreQuestion.REPETITION:
            dedans.append(enfant)
        elif enfant.enfants:
            if enfant.nom != "meta" or enfant.affichee:
                _parcourir(enfant, questions, dedans)
        elif enfant.genre not in SANS_REPONSE:
            questions.append(enfant)


def libelle(textes: Textes, langue: str, defaut: str = "") -> str:
    """A label on its own, without the values of other answers it would show."""
    voulu = textes.get(langue) or next(iter(textes.values()), ())
    return "".join(m if isinstance(m, str) else INCONNUE for m in voulu).strip() or defaut


def langues(textes: Textes) -> Iterator[str]:
    """A label in each of its languages."""
    for langue in textes:
        if dit := libelle(textes, langue):
            yield dit


def choix_de(formulaire: Formulaire, question: Question) -> tuple[ChoixDit, ...]:
    """The choices of the question's list, filters apart.

    Choices drawn from other answers (the turns of a repeat) are none of these: () then.
    """
    choix = question.choix
    if choix is None:
        return ()
    trouve = _LISTE.search(choix.source.source)
    liste = formulaire.listes.get(trouve[1]) if trouve else None
    if liste is None:
        return ()
    dits: dict[str, ChoixDit] = {}
    for racine in liste.enfants.get("root", ()):
        for item in racine.enfants.get("item", ()):
            code = _enfant(item, choix.valeur)
            if code and code not in dits:
                dits[code] = ChoixDit(code, _libelles(formulaire, item, question))
    return tuple(dits.values())


def _libelles(formulaire: Formulaire, item: Noeud, question: Question) -> Mapping[str, str]:
    choix = question.choix
    ecrit = _enfant(item, choix.libelle) if choix else ""
    if not (choix and choix.itext):
        return MappingProxyType({"": ecrit} if ecrit else {})
    textes = {la: t[ecrit] for la, t in formulaire.itext.items() if t.get(ecrit)}
    return MappingProxyType({la: libelle(MappingProxyType(textes), la) for la in textes})


def _enfant(noeud: Noeud, nom: str) -> str:
    trouves = noeud.enfants.get(nom)
    return trouves[0].valeur if trouves else ""
