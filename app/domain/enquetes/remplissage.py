"""A questionnaire being filled: each answer recomputes what depends on it, and nothing else."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import count
from math import isfinite
from types import MappingProxyType

from app.domain.enquetes.dependances import Regle, Sorte
from app.domain.enquetes.evaluation import Table
from app.domain.enquetes.formulaire import (
    Affectation,
    Chemin,
    Formule,
    GenreQuestion,
    Question,
)
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.plan import Effets, Plan
from app.domain.enquetes.reponses import TOURS_MAX
from app.domain.enquetes.saisies import lire_reponse
from app.domain.enquetes.valeurs import local, moment, nombre, texte, vrai
from app.domain.enquetes.vue import VueReponses

PASSES_MAX = 50
"""Times one expression is computed for one answer: beyond, it turns in circles."""


class Remplissage(VueReponses):
    """One filling of a form.

    `maintenant` gives the present moment; `tables` the rows of attached CSV files by name.
    `reponses` takes a filling up again; `connues` are first answers of a new one.
    """

    def __init__(
        self,
        plan: Plan,
        maintenant: Callable[[], datetime],
        *,
        langue: str = "",
        tables: Mapping[str, Table] = MappingProxyType({}),
        reponses: Mapping[str, object] | None = None,
        connues: Mapping[str, object] | None = None,
    ) -> None:
        self._ordre = count()
        super().__init__(plan, lambda: local(maintenant()), langue, tables)
        self._nouvelle = reponses is None
        lues = connues if reponses is None else reponses
        if lues is not None:
            self._remettre(self.racine, self.question(self.racine), lues, partielles=self._nouvelle)
        self._tout_calculer()
        if self._nouvelle:
            self._nouvelle = False
            self._affecter(self.racine, Effets())

    # ---- answering -----------------------------------------------------------------------------

    def repondre(self, noeud: Noeud, valeur: str) -> Effets:
        """Put an answer (its text form) and recompute what depends on it.

        Raises `EntreeInvalide("enquete.…")` when the text is no answer to that kind of question;
        a broken constraint is not an error here: see `faute`.
        """
        ecrite = lire_reponse(self.question(noeud), valeur)
        effets = Effets()
        if ecrite != noeud.valeur:
            noeud.valeur = ecrite
            effets.noter(noeud)
            self._propager([noeud], effets)
            self._declencher(noeud, effets, set())
        return effets

    def ajouter(self, parent: Noeud, nom: str) -> tuple[Noeud, Effets]:
        """Add a turn to a repeat; its defaults and calculations are made."""
        question = self.plan.questions[(*self._chemin(parent), nom)]
        nouveau = parent.ajouter(self._noeud(question, parent))
        effets = Effets(structure=True)
        self._calculer_sous(nouveau, effets)
        self._propager([nouveau], effets)
        self._affecter(nouveau, effets)
        return nouveau, effets

    def retirer(self, tour: Noeud) -> Effets:
        """Take a turn of a repeat away with its answers."""
        effets = Effets(structure=True)
        parent = tour.parent
        if parent is None or tour.retire:
            return effets
        freres = parent.enfants[tour.nom]
        freres[:] = [f for f in freres if f is not tour]
        tour.retire = True
        self._propager([tour, *freres], effets)
        return effets

    # ---- computing -----------------------------------------------------------------------------

    def _valeur_calculee(self, question: Question, formule: Formule, noeud: Noeud) -> str:
        valeur = formule.evaluer(self._lieu(noeud))
        if question.genre is GenreQuestion.JOUR and not isinstance(valeur, str):
            lu = moment(valeur)
            return "" if lu is None else texte(lu)[:10]
        ecrite = texte(valeur)
        if question.genre is GenreQuestion.ENTIER:
            lu_nombre = nombre(valeur)
            return texte(float(int(lu_nombre))) if isfinite(lu_nombre) else ""
        return "" if ecrite == "NaN" else ecrite

    def _affecter(self, sous: Noeud, effets: Effets) -> None:
        """Set the dynamic defaults of the nodes below `sous` that have no answer yet."""
        for affectation in self.formulaire.affectations:
            if not (affectation.a_l_ouverture or affectation.au_nouveau_tour):
                continue
            for noeud in self._instances(affectation.cible, sous):
                if not noeud.valeur:
                    self._mettre(affectation, noeud, effets)

    def _mettre(self, affectation: Affectation, noeud: Noeud, effets: Effets) -> bool:
        """Set a value and recompute what reads it; whether it changed."""
        ecrite = self._valeur_calculee(self.question(noeud), affectation.valeur, noeud)
        if ecrite == noeud.valeur:
            return False
        noeud.valeur = ecrite
        effets.noter(noeud)
        self._propager([noeud], effets)
        return True

    def _tout_calculer(self) -> None:
        effets = Effets()
        encore = False
        for regle in self.plan.regles:
            for noeud in self._porteurs(regle, self.racine):
                change = bool(self._appliquer(regle, noeud, effets))
                encore = encore or (change and regle in self.plan.bouclees)
        if encore:  # what reads itself in another turn is not settled in one walk
            for regle in self.plan.bouclees:
                self._propager(self._instances(regle.question.chemin, self.racine), effets)

    def _calculer_sous(self, noeud: Noeud, effets: Effets) -> None:
        """Compute every rule of a new turn, whoever it depends on."""
        for regle in self.plan.regles:
            for porteur in self._porteurs(regle, noeud):
                self._appliquer(regle, porteur, effets)

    def _porteurs(self, regle: Regle, sous: Noeud) -> list[Noeud]:
        """The nodes a rule decides of: those of its question, or the holders of its repeat."""
        chemin = regle.question.chemin
        if regle.sorte is Sorte.NOMBRE:
            return self._instances(chemin[:-1], sous)
        return self._instances(chemin, sous)

    def _propager(self, sources: list[Noeud], effets: Effets) -> None:
        """Recompute, in order, what reads the changed nodes, then what reads those."""
        file: list[tuple[int, int, Regle, Noeud]] = []
        attendus: set[tuple[int, int]] = set()
        passes: Counter[tuple[int, int]] = Counter()

        def prevenir(change: Noeud, sauf: tuple[int, int] = (0, 0)) -> None:
            for chemin in self._touches(change):
                lecteurs = self.plan.lecteurs.get(chemin, ())
                for regle, propre in (*lecteurs, *((r, False) for r in self.plan.partout)):
                    vers = regle.question.chemin
                    ancre = self._ancre(change, vers) if propre else self.racine
                    for porteur in self._porteurs(regle, ancre):
                        cle = (id(regle), id(porteur))
                        if cle not in attendus and cle != sauf:
                            attendus.add(cle)
                            heapq.heappush(file, (regle.rang, next(self._ordre), regle, porteur))

        for source in sources:
            prevenir(source)
        while file:
            _rang, _n, regle, noeud = heapq.heappop(file)
            cle = (id(regle), id(noeud))
            attendus.discard(cle)
            passes[cle] += 1
            if not noeud.attache or passes[cle] > PASSES_MAX:
                continue
            for change in self._appliquer(regle, noeud, effets):
                prevenir(change, sauf=cle if change is noeud else (0, 0))

    def _touches(self, noeud: Noeud) -> Iterator[Chemin]:
        """The paths whose readers are concerned by a change: its own, and those below a group."""
        question = self.question(noeud)
        for q in question.toutes():
            yield q.chemin

    def _ancre(self, change: Noeud, chemin: Chemin) -> Noeud:
        """The lowest node both the change and the question at `chemin` stand under."""
        ancre = self.racine
        for ancetre, nom in zip(change.lignee()[1:], chemin[1:], strict=False):
            if ancetre.nom != nom:
                break
            ancre = ancetre
        return ancre

    def _declencher(self, source: Noeud, effets: Effets, deja: set[int]) -> None:
        """Values set when this very answer changes, then those that wait for them."""
        deja.add(id(source))
        chemin = self._chemin(source)
        for affectation in self.formulaire.affectations:
            if affectation.quand != chemin:
                continue
            ancre = self._ancre(source, affectation.cible)
            for noeud in self._instances(affectation.cible, ancre):
                if self._mettre(affectation, noeud, effets) and id(noeud) not in deja:
                    self._declencher(noeud, effets, deja)

    def _appliquer(self, regle: Regle, noeud: Noeud, effets: Effets) -> list[Noeud]:
        """Compute one rule for one node; the nodes whose readers must be told."""
        effets.calcules += 1
        question = regle.question
        if regle.sorte is Sorte.CALCUL:
            ecrite = self._valeur_calculee(question, regle.formule, noeud)
            if ecrite == noeud.valeur:
                return []
            noeud.valeur = ecrite
        elif regle.sorte is Sorte.PERTINENTE:
            pertinent = vrai(regle.formule.evaluer(self._lieu(noeud)))
            if pertinent is noeud.pertinent:
                return []
            noeud.pertinent = pertinent
            effets.structure = True
        elif regle.sorte is Sorte.NOMBRE:
            return self._mettre_au_nombre(regle, noeud, effets)
        elif regle.sorte is Sorte.CHOIX:
            gardee = self._encore_proposee(noeud)
            effets.noter(noeud)
            if gardee == noeud.valeur:
                return []
            noeud.valeur = gardee
        else:
            return self._mettre_etat(regle, noeud, effets)
        effets.noter(noeud)
        return [noeud]

    def _mettre_etat(self, regle: Regle, noeud: Noeud, effets: Effets) -> list[Noeud]:
        """Whether an answer is asked for, or only shown; nothing else reads it."""
        etat = vrai(regle.formule.evaluer(self._lieu(noeud)))
        requise = regle.sorte is Sorte.REQUISE
        if etat is not (noeud.requise if requise else noeud.fermee):
            effets.noter(noeud)
        if requise:
            noeud.requise = etat
        else:
            noeud.fermee = etat
        return []

    def _mettre_au_nombre(self, regle: Regle, parent: Noeud, effets: Effets) -> list[Noeud]:
        """As many turns as the form asks for; turns beyond are taken away from the end."""
        question = regle.question
        voulu = nombre(regle.formule.evaluer(self._lieu(parent)))
        tours = parent.enfants[question.nom]
        cible = max(0, min(TOURS_MAX, int(voulu))) if isfinite(voulu) else 0
        if cible == len(tours):
            return []
        effets.structure = True
        touches: list[Noeud] = []
        while len(tours) > cible:
            touches.append(tours.pop())
            touches[-1].retire = True
        while len(tours) < cible:
            nouveau = parent.ajouter(self._noeud(question, parent))
            self._calculer_sous(nouveau, effets)
            if not self._nouvelle:  # a new filling gets its defaults once all is computed
                self._affecter(nouveau, effets)
            touches.append(nouveau)
        return touches

    def _encore_proposee(self, noeud: Noeud) -> str:
        """The answer without the choices that are no longer proposed."""
        question = self.question(noeud)
        if not noeud.valeur or question.choix is None:
            return noeud.valeur
        codes = {c.code for c in self.choix(noeud)}
        if noeud.valeur in codes:
            return noeud.valeur
        if not codes and self._liste_absente(question.choix.source.expression):
            return noeud.valeur  # the file of the list is missing: nothing is known to be wrong
        if question.genre is GenreQuestion.CHOIX:
            return ""
        return " ".join(c for c in noeud.valeur.split() if c in codes)
