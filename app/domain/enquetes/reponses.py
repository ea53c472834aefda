"""The tree of answers of one filling: made from the form, kept and put back as plain mappings."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime

from app.domain.enquetes.formulaire import Chemin, GenreQuestion, Question
from app.domain.enquetes.noeuds import Noeud

TOURS_MAX = 500
"""Turns of one repeat: a form that asks for more has a mistake in it."""


class ArbreReponses:
    """The nodes of a form's questions. Answers are texts, as XForms keep them; dates are ISO."""

    def __init__(self, racine: Question, maintenant: Callable[[], datetime]) -> None:
        self.maintenant = maintenant
        self.racine = self._noeud(racine, None)

    def question(self, noeud: Noeud) -> Question:
        """What a node answers to."""
        reference = noeud.reference
        assert isinstance(reference, Question)  # noqa: S101 - every node of the tree has one
        return reference

    def _noeud(self, question: Question, parent: Noeud | None) -> Noeud:
        noeud = Noeud(
            question.nom, parent, question.defaut, question.genre_valeur, reference=question
        )
        if question.preremplie:
            noeud.valeur = self._preremplir(question.preremplie)
        for enfant in question.enfants:
            noeud.enfants[enfant.nom] = []
            if enfant.genre is not GenreQuestion.REPETITION or enfant.nombre is None:
                noeud.enfants[enfant.nom].append(self._noeud(enfant, noeud))
        return noeud

    def _preremplir(self, quoi: str) -> str:
        instant = self.maintenant()
        if quoi == "today":
            return instant.date().isoformat()
        return instant.isoformat(timespec="milliseconds") if quoi in ("start", "end") else ""

    def finir(self) -> None:
        """Note the moment the form is finished, where it asks for it."""
        for noeud in self.racine.descendants():
            if self.question(noeud).preremplie == "end":
                noeud.valeur = self._preremplir("end")

    def _remettre(
        self,
        noeud: Noeud,
        question: Question,
        reponses: Mapping[str, object],
        *,
        partielles: bool = False,
    ) -> None:
        """Put back answers kept as nested mappings; names the form no longer has are left out.

        `partielles` leaves as they are the questions and repeats nothing is said of; otherwise
        those that are shown have no answer, whatever their default: it was taken away.
        """
        for enfant in question.enfants:
            lu = reponses.get(enfant.nom)
            if enfant.genre is GenreQuestion.REPETITION:
                if not partielles or isinstance(lu, list):
                    tours = lu if isinstance(lu, list) else []
                    self._remettre_tours(noeud, enfant, tours, partielles=partielles)
            elif enfant.enfants:
                dedans = lu if isinstance(lu, Mapping) else {}
                self._remettre(noeud.enfants[enfant.nom][0], enfant, dedans, partielles=partielles)
            elif isinstance(lu, str):
                noeud.enfants[enfant.nom][0].valeur = lu
            elif not partielles and enfant.affichee:
                noeud.enfants[enfant.nom][0].valeur = ""

    def _remettre_tours(
        self, parent: Noeud, question: Question, tours: list[object], *, partielles: bool
    ) -> None:
        parent.enfants[question.nom] = []
        for tour in tours[:TOURS_MAX]:
            nouveau = parent.ajouter(self._noeud(question, parent))
            if isinstance(tour, Mapping):
                self._remettre(nouveau, question, tour, partielles=partielles)

    def reponses(self, *, pertinentes: bool = False) -> dict[str, object]:
        """The answers as nested mappings of texts; repeats are lists.

        `pertinentes` leaves out what is not relevant, as a form that is sent does.
        """
        return self._reponses(self.racine, pertinentes)

    def _reponses(self, noeud: Noeud, pertinentes: bool) -> dict[str, object]:
        lues: dict[str, object] = {}
        for enfant in self.question(noeud).enfants:
            freres = [n for n in noeud.enfants[enfant.nom] if n.pertinent or not pertinentes]
            if enfant.genre is GenreQuestion.REPETITION:
                lues[enfant.nom] = [self._reponses(n, pertinentes) for n in freres]
            elif freres and enfant.enfants:
                if dedans := self._reponses(freres[0], pertinentes):
                    lues[enfant.nom] = dedans
            elif freres and freres[0].valeur:
                lues[enfant.nom] = freres[0].valeur
        return lues

    def visibles(self) -> Iterator[Noeud]:
        """The nodes shown now, in the order of the form, groups and turns included."""
        yield from self._visibles(self.racine)

    def _visibles(self, noeud: Noeud) -> Iterator[Noeud]:
        for enfant in self.question(noeud).enfants:
            if not enfant.affichee:
                continue
            for frere in noeud.enfants[enfant.nom]:
                if frere.pertinent:
                    yield frere
                    yield from self._visibles(frere)

    def repere(self, noeud: Noeud) -> str:
        """ "foyer/occupant[2]/age": where a node stands; turns of a repeat are numbered."""
        return "/".join(
            f"{n.nom}[{n.rang}]" if self.question(n).genre is GenreQuestion.REPETITION else n.nom
            for n in noeud.lignee()[1:]
        )

    def _chemin(self, noeud: Noeud) -> Chemin:
        return self.question(noeud).chemin

    def _instances(self, chemin: Chemin, sous: Noeud) -> list[Noeud]:
        """The nodes of that path at or below `sous`."""
        depuis = self._chemin(sous)
        if chemin[: len(depuis)] != depuis:
            return []
        noeuds = [sous]
        for nom in chemin[len(depuis) :]:
            noeuds = [n for parent in noeuds for n in parent.enfants.get(nom, ())]
        return noeuds
