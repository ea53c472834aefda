"""The parts of a questionnaire at the left: where one is, how far each is answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from app.core.i18n import _
from app.domain.enquetes.formulaire import SANS_REPONSE, GenreQuestion, Question
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage


@dataclass(frozen=True, slots=True)
class Section:
    """One screen: a group of the form, or questions that stand outside of any."""

    questions: tuple[Question, ...]

    def noeuds(self, rempli: Remplissage) -> list[Noeud]:
        """What of it can be answered now."""
        racines = [
            n
            for q in self.questions
            for n in rempli.racine.enfants[q.nom]
            if n.pertinent and q.affichee
        ]
        return [
            n
            for racine in racines
            for n in racine.descendants()
            if _repondable(rempli, n) and n.visible
        ]

    def titre(self, rempli: Remplissage) -> str:
        """The label of its group, or of the form for loose questions."""
        premiere = self.questions[0]
        if premiere.enfants:
            freres = rempli.racine.enfants[premiere.nom]
            dit = rempli.libelle(freres[0]) if freres else ""
            return dit or premiere.nom
        return _("Pour commencer") if premiere is _premiere(rempli) else _("Autres questions")

    def pertinente(self, rempli: Remplissage) -> bool:
        """Whether there is anything to show now."""
        return any(
            n.pertinent for q in self.questions for n in rempli.racine.enfants[q.nom]
        ) or any(q.genre is GenreQuestion.REPETITION for q in self.questions)


def _premiere(rempli: Remplissage) -> Question | None:
    return next((q for q in rempli.formulaire.racine.enfants if q.affichee), None)


def _repondable(rempli: Remplissage, noeud: Noeud) -> bool:
    question = rempli.question(noeud)
    return question.affichee and question.genre not in SANS_REPONSE and question.calcul is None


def decouper(rempli: Remplissage) -> tuple[Section, ...]:
    """The screens of a form: one per group, loose questions together."""
    sections: list[Section] = []
    eparses: list[Question] = []
    for question in rempli.formulaire.racine.enfants:
        if not question.affichee:
            continue
        if question.enfants:
            if eparses:
                sections.append(Section(tuple(eparses)))
                eparses = []
            sections.append(Section((question,)))
        else:
            eparses.append(question)
    if eparses:
        sections.append(Section(tuple(eparses)))
    return tuple(sections)


class ListeSections(QListWidget):
    """The screens, by name: `choisie(rank)` when one goes to another."""

    choisie = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Parties du questionnaire"))
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.currentRowChanged.connect(self._change)
        self._muette = False

    def _change(self, rang: int) -> None:
        if rang >= 0 and not self._muette:
            self.choisie.emit(rang)

    def remplir(self, rempli: Remplissage, sections: Sequence[Section], rang: int) -> None:
        """Every screen with how many of its questions are answered."""
        self._muette = True
        while self.count() > len(sections):
            self.takeItem(self.count() - 1)
        while self.count() < len(sections):
            self.addItem(QListWidgetItem())
        for i, section in enumerate(sections):
            noeuds = section.noeuds(rempli)
            faits = sum(1 for n in noeuds if n.valeur)
            element = self.item(i)
            marque = "✓ " if noeuds and faits == len(noeuds) else ""
            compte = f"  {faits}/{len(noeuds)}" if noeuds else ""
            element.setText(f"{marque}{section.titre(rempli)}{compte}")
            element.setHidden(not section.pertinente(rempli))
        self.setCurrentRow(rang)
        self._muette = False
