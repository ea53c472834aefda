"""Which questions of two forms, or of two versions of one, ask the same thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from app.domain.enquetes.formulaire import GenreQuestion, Question

COMPARABLE = "comparable."
"""`voyette::champ` of a question that asks the same as another of that name."""


class Sorte(StrEnum):
    """How answers are put together."""

    NOMBRE = "nombre"
    CHOIX = "choix"
    MULTIPLE = "multiple"


_SORTES = {
    GenreQuestion.ENTIER: Sorte.NOMBRE,
    GenreQuestion.DECIMAL: Sorte.NOMBRE,
    GenreQuestion.ECHELLE: Sorte.NOMBRE,
    GenreQuestion.CHOIX: Sorte.CHOIX,
    GenreQuestion.ACCORD: Sorte.CHOIX,
    GenreQuestion.CHOIX_MULTIPLE: Sorte.MULTIPLE,
}


@dataclass(frozen=True, slots=True)
class Paire:
    """The question of before and that of after."""

    avant: Question
    apres: Question
    sorte: Sorte


def sorte(question: Question) -> Sorte | None:
    """How the answers of a question are put together; None for texts, days, files."""
    if question.genre is GenreQuestion.CACHEE and question.calcul is not None:
        return Sorte.NOMBRE
    return _SORTES.get(question.genre)


def noms(question: Question) -> frozenset[str]:
    """By what a question is known: its name, the field it maps to, or the one it was likened to."""
    if question.champ.startswith(COMPARABLE):
        return frozenset({question.champ.removeprefix(COMPARABLE)})
    return frozenset({question.nom, question.champ} - {""})


def a_comparer(racine: Question) -> Iterator[Question]:
    """The questions that can be compared, in order; those of repeats have several answers."""
    for enfant in racine.enfants:
        if enfant.genre is GenreQuestion.REPETITION:
            continue
        if enfant.enfants:
            yield from a_comparer(enfant)
        elif sorte(enfant) is not None:
            yield enfant


def paires(avant: Iterable[Question], apres: Iterable[Question]) -> Iterator[Paire]:
    """Questions that ask the same, in the order of the first form; each is used once."""
    libres = list(apres)
    for question in avant:
        genre, connus = sorte(question), noms(question)
        trouvee = next((q for q in libres if sorte(q) is genre and connus & noms(q)), None)
        if genre is not None and trouvee is not None:
            libres.remove(trouvee)
            yield Paire(question, trouvee, genre)


def meme_question(question: Question, autre_version: Iterable[Question]) -> Question | None:
    """The same question in another version of its form: same name, same kind, maybe elsewhere."""
    genre = sorte(question)
    return next((q for q in autre_version if q.nom == question.nom and sorte(q) is genre), None)


def reponse(question: Question, reponses: Mapping[str, object]) -> str:
    """What was answered, "" for nothing."""
    ici: object = reponses
    for nom in question.chemin[1:]:
        if not isinstance(ici, Mapping):
            return ""
        ici = ici.get(nom, "")
    return ici if isinstance(ici, str) else ""


def nombre(ecrit: str) -> float | None:
    """The number answered, None when it is none."""
    try:
        lu = float(ecrit)
    except ValueError:
        return None
    return lu if abs(lu) < float("inf") else None
