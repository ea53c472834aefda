"""Which answers an expression depends on, and in which order a form is recomputed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum

from app.core.errors import EntreeInvalide
from app.domain.enquetes.arbre import (
    Appel,
    Axe,
    Depart,
    Expression,
    Filtre,
    Litteral,
    Operation,
)
from app.domain.enquetes.arbre import Chemin as CheminEcrit
from app.domain.enquetes.formulaire import Chemin, Formulaire, Formule, GenreQuestion, Question

PARTOUT: Chemin = ("*",)
"""A path that may lead anywhere: the expression depends on every answer."""


class Sorte(IntEnum):
    """What an expression decides of a question."""

    NOMBRE = 0
    PERTINENTE = 1
    CALCUL = 2
    CHOIX = 3
    REQUISE = 4
    LECTURE_SEULE = 5


@dataclass(frozen=True, slots=True)
class Reference:
    """An answer an expression reads; `propre` when it is always that of the same turn."""

    chemin: Chemin
    propre: bool


@dataclass(frozen=True, slots=True, eq=False)
class Regle:
    """An expression of the form, what it decides, and its place in the order of computation."""

    question: Question
    sorte: Sorte
    formule: Formule
    references: tuple[Reference, ...]
    rang: int = 0

    @property
    def bouclee(self) -> bool:
        """Whether it reads what it decides, in another turn of a repeat."""
        return self.sorte in (Sorte.CALCUL, Sorte.NOMBRE) and any(
            r.chemin[: len(self.question.chemin)] == self.question.chemin for r in self.references
        )


def references(
    expression: Expression, ici: Chemin, repetitions: frozenset[Chemin]
) -> Iterator[Reference]:
    """The answers read by an expression written for the question at `ici`."""
    yield from _references(expression, ici, ici, repetitions, propre=True)


def _references(
    e: Expression, ici: Chemin, courant: Chemin, reps: frozenset[Chemin], *, propre: bool
) -> Iterator[Reference]:
    match e:
        case Litteral():
            return
        case Operation(_signe, gauche, droite):
            yield from _references(gauche, ici, courant, reps, propre=propre)
            if droite is not None:
                yield from _references(droite, ici, courant, reps, propre=propre)
        case Appel(nom, arguments):
            if nom == "position" and arguments:
                yield Reference(courant[:-1] or courant, False)
            for argument in arguments:
                yield from _references(
                    argument, ici, courant, reps, propre=propre and nom != "indexed-repeat"
                )
        case Filtre(base, predicats):
            yield from _references(base, ici, courant, reps, propre=False)
            for predicat in predicats:
                yield from _references(predicat, ici, courant, reps, propre=False)
        case CheminEcrit():
            yield from _du_chemin(e, ici, courant, reps, propre=propre)


def _du_chemin(
    e: CheminEcrit, ici: Chemin, courant: Chemin, reps: frozenset[Chemin], *, propre: bool
) -> Iterator[Reference]:
    departs = {Depart.RACINE: (), Depart.ICI: ici, Depart.COURANT: courant, Depart.LISTE: None}
    lieu = departs[e.depart]
    sommet = lieu if e.depart is not Depart.RACINE else ici
    perdu = False
    for etape in e.etapes:
        if lieu is not None:
            if etape.axe is Axe.PARENT:
                lieu = lieu[:-1]
                sommet = lieu if sommet is not None and len(lieu) < len(sommet) else sommet
            elif etape.axe is Axe.ENFANT and etape.nom != "*":
                lieu = (*lieu, etape.nom)
            elif etape.axe is not Axe.SOI:
                perdu = True
        for predicat in etape.predicats:
            propre = False
            dedans = lieu if lieu is not None else ("*liste*",)
            yield from _references(predicat, dedans, courant, reps, propre=False)
    if lieu is None or lieu[:1] == ("*liste*",):
        return
    if perdu:
        yield Reference(PARTOUT, False)
        return
    yield Reference(lieu, propre and _meme_tour(lieu, courant, sommet or (), reps))


def _meme_tour(
    cible: Chemin, courant: Chemin, sommet: Chemin, repetitions: frozenset[Chemin]
) -> bool:
    """Whether the path never leaves the turns both questions stand in."""
    communs = [
        cible[:n]
        for n in range(1, min(len(cible), len(courant)) + 1)
        if cible[:n] == courant[:n] and cible[:n] in repetitions
    ]
    if cible in repetitions:
        return False
    return all(len(commun) <= len(sommet) for commun in communs)


def regles(formulaire: Formulaire) -> tuple[Regle, ...]:
    """Every expression of a form in an order where each comes after what it reads.

    Raises `EntreeInvalide("enquete.cycle")` naming the questions that depend on one another.
    """
    repetitions = frozenset(
        q.chemin for q in formulaire.racine.toutes() if q.genre is GenreQuestion.REPETITION
    )
    trouvees = list(_toutes(formulaire.racine, repetitions))
    rangs = _ordonner(trouvees)
    return tuple(
        sorted(
            (
                Regle(r.question, r.sorte, r.formule, r.references, rangs[i])
                for i, r in enumerate(trouvees)
            ),
            key=lambda r: r.rang,
        )
    )


def _toutes(racine: Question, repetitions: frozenset[Chemin]) -> Iterator[Regle]:
    for q in racine.toutes():
        sortes = (
            (Sorte.NOMBRE, q.nombre),
            (Sorte.PERTINENTE, q.pertinente),
            (Sorte.CALCUL, q.calcul),
            (Sorte.CHOIX, q.choix.source if q.choix else None),
            (Sorte.REQUISE, q.requise),
            (Sorte.LECTURE_SEULE, q.lecture_seule),
        )
        for sorte, formule in sortes:
            if formule is not None:
                lues = tuple(dict.fromkeys(references(formule.expression, q.chemin, repetitions)))
                if sorte is Sorte.CHOIX:
                    if not lues:
                        continue
                    lues = (*lues, *_proposees(q, lues))
                yield Regle(q, sorte, formule, lues)


def _proposees(question: Question, lues: tuple[Reference, ...]) -> Iterator[Reference]:
    """Choices that are answers of a repeat: their codes and labels are read too."""
    choix = question.choix
    for nom in dict.fromkeys((choix.valeur, choix.libelle)) if choix is not None else ():
        for reference in lues:
            yield Reference((*reference.chemin, nom), False)


def _ecrit(regle: Regle) -> bool:
    """Whether others may read what the rule decides."""
    return regle.sorte in (Sorte.NOMBRE, Sorte.PERTINENTE, Sorte.CALCUL, Sorte.CHOIX)


def _ordonner(trouvees: list[Regle]) -> dict[int, int]:
    """The rank of each rule, by depth-first walk over what it reads."""
    ecrivains: dict[Chemin, list[int]] = {}
    for i, regle in enumerate(trouvees):
        if _ecrit(regle):
            ecrivains.setdefault(regle.question.chemin, []).append(i)
    couvertes = _couvertes(trouvees)
    rangs: dict[int, int] = {}
    for depart in range(len(trouvees)):
        _visiter(depart, trouvees, ecrivains, couvertes, rangs)
    return rangs


def _couvertes(trouvees: list[Regle]) -> Mapping[Chemin, list[int]]:
    """Groups and repeats whose relevance or number decides of all that stands below."""
    groupes: dict[Chemin, list[int]] = {}
    for i, regle in enumerate(trouvees):
        if regle.sorte in (Sorte.PERTINENTE, Sorte.NOMBRE) and regle.question.enfants:
            groupes.setdefault(regle.question.chemin, []).append(i)
    return groupes


def _avant(
    regle: Regle, i: int, ecrivains: Mapping[Chemin, list[int]], groupes: Mapping[Chemin, list[int]]
) -> Iterable[int]:
    """The rules whose result this one reads; a rule that reads itself is no cycle."""
    for reference in regle.references:
        for n in range(1, len(reference.chemin)):
            yield from groupes.get(reference.chemin[:n], ())
        yield from (e for e in ecrivains.get(reference.chemin, ()) if e != i)


def _visiter(
    depart: int,
    trouvees: list[Regle],
    ecrivains: Mapping[Chemin, list[int]],
    groupes: Mapping[Chemin, list[int]],
    rangs: dict[int, int],
) -> None:
    """Rank a rule after all those it reads; no recursion, forms may be deep."""
    if depart in rangs:
        return
    pile = [(depart, iter(_avant(trouvees[depart], depart, ecrivains, groupes)))]
    en_cours = [depart]
    while pile:
        i, suite = pile[-1]
        suivant = next(suite, None)
        if suivant is None:
            pile.pop()
            en_cours.pop()
            rangs.setdefault(i, len(rangs))
        elif suivant in en_cours:
            boucle = en_cours[en_cours.index(suivant) :]
            if any(trouvees[j].sorte in (Sorte.NOMBRE, Sorte.CHOIX) for j in boucle) or all(
                _sienne(trouvees[j], trouvees[suivant]) for j in boucle
            ):
                continue  # turns asked for one after the other, choices that exclude one another
            noms = list(dict.fromkeys(trouvees[j].question.nom for j in boucle))
            raise EntreeInvalide(
                "enquete.cycle",
                questions=", ".join(noms),
                ligne=trouvees[suivant].question.ligne,
            )
        elif suivant not in rangs:
            pile.append((suivant, iter(_avant(trouvees[suivant], suivant, ecrivains, groupes))))
            en_cours.append(suivant)


def _sienne(une: Regle, autre: Regle) -> bool:
    """Rules of one question may read its own answer (`once(.)`)."""
    return une.question is autre.question
