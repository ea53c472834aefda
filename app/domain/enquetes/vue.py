"""What a person sees of a filling: labels, choices, what is missing or wrong. Nothing changes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime

from app.domain.enquetes.arbre import Appel, Depart, Expression
from app.domain.enquetes.arbre import Chemin as CheminEcrit
from app.domain.enquetes.evaluation import Lieu, Table
from app.domain.enquetes.formulaire import (
    SANS_REPONSE,
    Question,
    Texte,
    Textes,
)
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.plan import ChoixVu, Plan
from app.domain.enquetes.reponses import ArbreReponses
from app.domain.enquetes.valeurs import texte, vrai

_DECIMAL = re.compile(r"-?\d+\.\d+")


class VueReponses(ArbreReponses):
    """The answers of a form as they are shown in `langue`."""

    def __init__(
        self,
        plan: Plan,
        maintenant: Callable[[], datetime],
        langue: str,
        tables: Mapping[str, Table],
    ) -> None:
        self.plan = plan
        self.formulaire = plan.formulaire
        self.listes = plan.formulaire.listes
        self.tables = tables
        self.langue = langue or plan.formulaire.langue
        self._index: dict[tuple[str, str], dict[str, Mapping[str, str]]] = {}
        super().__init__(plan.formulaire.racine, maintenant)

    def _lieu(self, noeud: Noeud) -> Lieu:
        return Lieu(self, noeud, noeud)

    # ---- what expressions ask --------------------------------------------------------------

    def version(self) -> str:
        """The version of the form."""
        return self.formulaire.version

    def ligne_jointe(self, table: str, colonne: str, valeur: str) -> Mapping[str, str] | None:
        """The first row of an attached table that holds `valeur` in `colonne`."""
        index = self._index.get((table, colonne))
        if index is None:
            index = self._index[table, colonne] = {}
            for ligne in self.tables.get(table, ()):
                index.setdefault(ligne.get(colonne, ""), ligne)
        return index.get(valeur)

    def libelle_choix(self, chemin: str, code: str, ici: Noeud) -> str:
        """The label of a choice, by the path of its question ("/data/dep", "../dep") from `ici`."""
        noeud = self._designe(chemin, ici)
        question = None if noeud is None else self.question(noeud)
        if noeud is None or question is None or question.choix is None:
            return code
        for vu in self.choix(noeud):
            if vu.code == code:
                return vu.libelle
        for item in self._tous_les_items(question.choix.source.expression):
            if _enfant(item, question.choix.valeur) == code:
                return self._libelle_item(item, question, noeud)
        return code

    def _designe(self, chemin: str, ici: Noeud) -> Noeud | None:
        """The node a path leads to; an absolute one keeps to the turns `ici` stands in."""
        noms = [p for p in chemin.split("/") if p and p != "."]
        noeud: Noeud | None = ici
        if chemin.startswith("/"):
            noeud, lignee = self.racine, ici.lignee()
            if noms[:1] != [self.racine.nom]:
                return None
            noms, rang = noms[1:], 1
            while len(noms) > 1 and rang < len(lignee) and lignee[rang].nom == noms[0]:
                noeud, noms, rang = lignee[rang], noms[1:], rang + 1
        for nom in noms:
            if noeud is None:
                return None
            freres = noeud.enfants.get(nom, [])
            noeud = noeud.parent if nom == ".." else (freres[0] if freres else None)
        return noeud

    def _tous_les_items(self, expression: Expression) -> list[Noeud]:
        """Every item of the list choices come from, whatever the filter."""
        if isinstance(expression, Appel) and expression.arguments:
            return self._tous_les_items(expression.arguments[0])
        if not isinstance(expression, CheminEcrit) or expression.depart is not Depart.LISTE:
            return []
        liste = self.listes.get(expression.liste)
        racines = [] if liste is None else liste.enfants.get("root", [])
        return [item for racine in racines for item in racine.enfants.get("item", [])]

    # ---- what is shown -------------------------------------------------------------------------

    def requise(self, noeud: Noeud) -> bool:
        """Whether an answer is asked for."""
        return noeud.requise

    def lecture_seule(self, noeud: Noeud) -> bool:
        """Whether the answer is only shown."""
        question = self.question(noeud)
        return question.calcul is not None or noeud.fermee

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
            m if isinstance(m, str) else self._dire_valeur(texte(m.evaluer(self._lieu(noeud))))
            for m in morceaux
        ).strip()

    def _dire_valeur(self, valeur: str) -> str:
        """A value put in a sentence: in French a number has a decimal comma."""
        francais = self.langue.lower().startswith("fr") or "(fr" in self.langue.lower()
        return valeur.replace(".", ",") if francais and _DECIMAL.fullmatch(valeur) else valeur

    def choix(self, noeud: Noeud) -> tuple[ChoixVu, ...]:
        """The choices proposed now, with their labels."""
        question = self.question(noeud)
        choix = question.choix
        if choix is None:
            return ()
        trouves = choix.source.evaluer(self._lieu(noeud))
        if not isinstance(trouves, list):
            return ()
        vus = []
        for item in trouves:
            code = _enfant(item, choix.valeur)
            if code:
                vus.append(ChoixVu(code, self._libelle_item(item, question, noeud)))
        return tuple(vus)

    def _libelle_item(self, item: Noeud, question: Question, noeud: Noeud) -> str:
        choix = question.choix
        if choix is None:
            return ""
        ecrit = _enfant(item, choix.libelle)
        if not choix.itext:
            return ecrit or _enfant(item, choix.valeur)
        for langue in (self.langue, self.formulaire.langue, *self.formulaire.itext):
            morceaux = self.formulaire.itext.get(langue, {}).get(ecrit)
            if morceaux and morceaux != ("-",):
                return self._composer(morceaux, noeud)
        return _enfant(item, choix.valeur)

    def _liste_absente(self, expression: Expression) -> bool:
        """Whether choices come from a list of which nothing at all is known."""
        if isinstance(expression, Appel) and expression.arguments:
            return self._liste_absente(expression.arguments[0])
        listee = isinstance(expression, CheminEcrit) and expression.depart is Depart.LISTE
        return listee and not self._tous_les_items(expression)

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
            if self.question(n).genre not in SANS_REPONSE and not self.lecture_seule(n)
        ]
        return sum(1 for n in posees if n.valeur), len(posees)


def _enfant(noeud: Noeud, nom: str) -> str:
    trouves = noeud.enfants.get(nom)
    return trouves[0].valeur if trouves else ""
