"""A questionnaire being filled: each answer recomputes what depends on it, and nothing else."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from itertools import count
from math import isfinite
from types import MappingProxyType

from app.domain.enquetes.dependances import Regle, Sorte
from app.domain.enquetes.evaluation import Lieu, Table
from app.domain.enquetes.formulaire import (
    SANS_REPONSE,
    Affectation,
    Chemin,
    Formule,
    GenreQuestion,
    Question,
    Texte,
    Textes,
)
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.plan import ChoixVu, Effets, Plan
from app.domain.enquetes.reponses import TOURS_MAX, ArbreReponses
from app.domain.enquetes.saisies import lire_reponse
from app.domain.enquetes.valeurs import moment, nombre, texte, vrai


class Remplissage(ArbreReponses):
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
        self.plan = plan
        self.formulaire = plan.formulaire
        self.tables = tables
        self.listes = plan.formulaire.listes
        self.langue = langue or plan.formulaire.langue
        self._requis: dict[int, bool] = {}
        self._lecture: dict[int, bool] = {}
        self._ordre = count()
        racine = plan.formulaire.racine
        super().__init__(racine, maintenant)
        if reponses is None:
            self._affecter(lambda a: a.a_l_ouverture, self.racine)
            if connues:
                self._remettre(self.racine, racine, connues, partielles=True)
        else:
            self._remettre(self.racine, racine, reponses)
        self._tout_calculer()

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
        return effets

    def ajouter(self, parent: Noeud, nom: str) -> tuple[Noeud, Effets]:
        """Add a turn to a repeat; its defaults and calculations are made."""
        question = self.plan.questions[(*self._chemin(parent), nom)]
        nouveau = parent.ajouter(self._noeud(question, parent))
        effets = Effets(structure=True)
        self._affecter(lambda a: a.au_nouveau_tour or a.a_l_ouverture, nouveau)
        self._calculer_sous(nouveau, effets)
        self._propager([nouveau], effets)
        return nouveau, effets

    def retirer(self, tour: Noeud) -> Effets:
        """Take a turn of a repeat away with its answers."""
        effets = Effets(structure=True)
        parent = tour.parent
        if parent is None:
            return effets
        parent.enfants[tour.nom].remove(tour)
        tour.parent = parent  # still known to those who read it
        self._propager([tour, *parent.enfants[tour.nom]], effets)
        return effets

    # ---- computing -----------------------------------------------------------------------------

    def _lieu(self, noeud: Noeud) -> Lieu:
        return Lieu(self, noeud, noeud)

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

    def _affecter(self, voulue: Callable[[Affectation], bool], sous: Noeud) -> None:
        """Set the dynamic defaults of the nodes below `sous` that have no answer yet."""
        for affectation in self.formulaire.affectations:
            if not voulue(affectation):
                continue
            for noeud in self._instances(affectation.cible, sous):
                if not noeud.valeur or affectation.quand:
                    question = self.question(noeud)
                    noeud.valeur = self._valeur_calculee(question, affectation.valeur, noeud)

    def _tout_calculer(self) -> None:
        effets = Effets()
        for regle in self.plan.regles:
            for noeud in self._porteurs(regle, self.racine):
                self._appliquer(regle, noeud, effets)

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
        vus: set[tuple[int, int]] = set()

        def prevenir(change: Noeud) -> None:
            for chemin in self._touches(change):
                lecteurs = self.plan.lecteurs.get(chemin, ())
                for regle, propre in (*lecteurs, *((r, False) for r in self.plan.partout)):
                    ancre = self._ancre(change, regle) if propre else self.racine
                    for porteur in self._porteurs(regle, ancre):
                        cle = (id(regle), id(porteur))
                        if cle not in vus:
                            vus.add(cle)
                            heapq.heappush(file, (regle.rang, next(self._ordre), regle, porteur))

        for source in sources:
            self._declencher(source, effets, prevenir)
            prevenir(source)
        while file:
            _rang, _n, regle, noeud = heapq.heappop(file)
            vus.discard((id(regle), id(noeud)))
            for change in self._appliquer(regle, noeud, effets):
                prevenir(change)

    def _touches(self, noeud: Noeud) -> Iterator[Chemin]:
        """The paths whose readers are concerned by a change: its own, and those below a group."""
        question = self.question(noeud)
        for q in question.toutes():
            yield q.chemin

    def _ancre(self, change: Noeud, regle: Regle) -> Noeud:
        """The lowest node both the change and the rule's question stand under."""
        chemin = regle.question.chemin
        ancre = self.racine
        for ancetre, nom in zip(change.lignee()[1:], chemin[1:], strict=False):
            if ancetre.nom != nom:
                break
            ancre = ancetre
        return ancre

    def _declencher(self, source: Noeud, effets: Effets, prevenir: Callable[[Noeud], None]) -> None:
        """Values set when this very answer changes."""
        chemin = self._chemin(source)
        for affectation in self.formulaire.affectations:
            if affectation.quand != chemin:
                continue
            communs = source.lignee()
            prefixe = [
                n for n, nom in zip(communs, affectation.cible, strict=False) if n.nom == nom
            ]
            for noeud in self._instances(
                affectation.cible, prefixe[-1] if prefixe else self.racine
            ):
                question = self.question(noeud)
                ecrite = self._valeur_calculee(question, affectation.valeur, noeud)
                if ecrite != noeud.valeur:
                    noeud.valeur = ecrite
                    effets.noter(noeud)
                    prevenir(noeud)

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
            etats = self._requis if regle.sorte is Sorte.REQUISE else self._lecture
            etat = vrai(regle.formule.evaluer(self._lieu(noeud)))
            if etats.get(id(noeud)) is not etat:
                etats[id(noeud)] = etat
                effets.noter(noeud)
            return []
        effets.noter(noeud)
        return [noeud]

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
        while len(tours) < cible:
            nouveau = parent.ajouter(self._noeud(question, parent))
            self._affecter(lambda a: a.au_nouveau_tour or a.a_l_ouverture, nouveau)
            self._calculer_sous(nouveau, effets)
            touches.append(nouveau)
        return touches

    def _encore_proposee(self, noeud: Noeud) -> str:
        """The answer without the choices that are no longer proposed."""
        if not noeud.valeur:
            return ""
        codes = {c.code for c in self.choix(noeud)}
        return " ".join(c for c in noeud.valeur.split() if c in codes)

    # ---- what is shown -------------------------------------------------------------------------

    def requise(self, noeud: Noeud) -> bool:
        """Whether an answer is asked for."""
        return self._requis.get(id(noeud), False)

    def lecture_seule(self, noeud: Noeud) -> bool:
        """Whether the answer is only shown."""
        question = self.question(noeud)
        return question.calcul is not None or self._lecture.get(id(noeud), False)

    def libelle(self, noeud: Noeud) -> str:
        """The label in the current language, values put in."""
        return self._dire(self.question(noeud).libelles, noeud)

    def aide(self, noeud: Noeud) -> str:
        """The hint in the current language."""
        return self._dire(self.question(noeud).aides, noeud)

    def _dire(self, textes: Textes, noeud: Noeud) -> str:
        if not textes:
            return ""
        voulu = textes.get(self.langue)
        if voulu is None:
            voulu = textes.get(self.formulaire.langue) or next(iter(textes.values()))
        return self._composer(voulu, noeud)

    def _composer(self, morceaux: Texte, noeud: Noeud) -> str:
        return "".join(
            m if isinstance(m, str) else texte(m.evaluer(self._lieu(noeud))) for m in morceaux
        ).strip()

    def choix(self, noeud: Noeud) -> tuple[ChoixVu, ...]:
        """The choices proposed now, with their labels."""
        choix = self.question(noeud).choix
        if choix is None:
            return ()
        trouves = choix.source.evaluer(self._lieu(noeud))
        if not isinstance(trouves, list):
            return ()
        vus = []
        for item in trouves:
            code = _enfant(item, choix.valeur)
            if code:
                vus.append(ChoixVu(code, self._libelle_item(item, choix.libelle, choix.itext)))
        return tuple(vus)

    def _libelle_item(self, item: Noeud, nom: str, itext: bool) -> str:
        ecrit = _enfant(item, nom)
        if not itext:
            return ecrit or _enfant(item, "name")
        for langue in (self.langue, self.formulaire.langue, *self.formulaire.itext):
            morceaux = self.formulaire.itext.get(langue, {}).get(ecrit)
            if morceaux:
                return self._composer(morceaux, self.racine)
        return _enfant(item, "name")

    def libelle_choix(self, chemin: str, code: str) -> str:
        """The label of a choice, by the path of its question ("/data/dep")."""
        noms = tuple(p for p in chemin.split("/") if p)
        for noeud in self._instances(noms, self.racine)[:1] if noms[:1] else ():
            for vu in self.choix(noeud):
                if vu.code == code:
                    return vu.libelle
        return code

    # ---- what is wrong or missing --------------------------------------------------------------

    def faute(self, noeud: Noeud) -> str | None:
        """The message of the constraint an answer breaks ("" when the form gives none), or None."""
        question = self.question(noeud)
        if question.contrainte is None or not noeud.valeur or not noeud.visible:
            return None
        if vrai(question.contrainte.evaluer(self._lieu(noeud))):
            return None
        return self._dire(question.message_contrainte, noeud)

    def manquantes(self) -> list[Noeud]:
        """The required questions shown without an answer, in order."""
        return [
            n
            for n in self.visibles()
            if self.requise(n) and not n.valeur and self.question(n).genre not in SANS_REPONSE
        ]

    def fautives(self) -> list[tuple[Noeud, str]]:
        """The answers that break their constraint, with its message, in order."""
        trouvees = []
        for noeud in self.visibles():
            message = self.faute(noeud)
            if message is not None:
                trouvees.append((noeud, message))
        return trouvees

    def avancement(self) -> tuple[int, int]:
        """How many of the questions shown now have an answer, and how many there are."""
        posees = [
            n
            for n in self.visibles()
            if self.question(n).genre not in SANS_REPONSE and self.question(n).calcul is None
        ]
        return sum(1 for n in posees if n.valeur), len(posees)


def _enfant(noeud: Noeud, nom: str) -> str:
    trouves = noeud.enfants.get(nom)
    return trouves[0].valeur if trouves else ""
