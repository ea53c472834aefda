"""One screen of a questionnaire: questions, groups and turns, kept while answers change them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.enquetes.formulaire import GenreQuestion, Question
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from ui.contexte import Contexte
from ui.pages.enquete.fabrique import champ_de
from ui.pages.enquete.questions import ChampQuestion
from ui.widgets import Bouton, Titre
from ui.widgets.defilement import aller_au_champ

LARGEUR, RETRAIT = 680, 20
Cle = tuple[str, int, str]


@dataclass(frozen=True, slots=True)
class Ligne:
    """One line of the screen: what it is, and how deep it stands."""

    cle: Cle
    niveau: int
    noeud: Noeud


class Ecran(QScrollArea):
    """Questions one under the other; a change only adds or takes away what it must.

    `nouveau_champ` lets the page wire each field once; `ajoute(parent, name)` and `retire(turn)`
    ask for a turn more or less.
    """

    nouveau_champ = Signal(object)
    ajoute = Signal(object, str)
    retire = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._rempli: Remplissage | None = None
        self._questions: tuple[Question, ...] = ()
        self._lignes: list[Ligne] = []
        self._widgets: dict[Cle, QWidget] = {}
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        dedans = QWidget()
        dedans.setMaximumWidth(contexte.theme.px(LARGEUR))
        self._boite = QVBoxLayout(dedans)
        self._boite.setContentsMargins(4, 4, 16, 24)
        self._boite.setSpacing(2)
        self._boite.addStretch(1)
        tout = QWidget()
        large = QHBoxLayout(tout)
        large.setContentsMargins(0, 0, 0, 0)
        large.addWidget(dedans, 1)
        large.addStretch(0)
        self.setWidget(tout)

    # ---- what is shown ---------------------------------------------------------------------

    def montrer(self, rempli: Remplissage, questions: tuple[Question, ...]) -> None:
        """Show these groups and questions of the form's first level, from the top."""
        if rempli is not self._rempli or questions != self._questions:
            self._vider()
        self._rempli, self._questions = rempli, questions
        self.recomposer()
        self.verticalScrollBar().setValue(0)

    def _vider(self) -> None:
        for widget in self._widgets.values():
            self._boite.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._widgets.clear()
        self._lignes = []

    def recomposer(self) -> None:
        """Add what is now relevant, take away what no longer is, keep the rest as it is."""
        if self._rempli is None:
            return
        racine = self._rempli.racine
        voulues = [li for q in self._questions for li in self._question(racine, q, 0)]
        gardees = {li.cle for li in voulues}
        for ligne in self._lignes:
            if ligne.cle not in gardees:
                widget = self._widgets.pop(ligne.cle)
                self._boite.removeWidget(widget)
                widget.hide()
                widget.deleteLater()
        for rang, ligne in enumerate(voulues):
            widget = self._widgets.get(ligne.cle) or self._fabriquer(ligne)
            if self._boite.indexOf(widget) != rang:
                self._boite.insertWidget(rang, widget)
        self._lignes = voulues
        self._ordonner_tab()

    def _question(self, parent: Noeud, question: Question, niveau: int) -> Iterator[Ligne]:
        """The lines of a question, a group, or every turn of a repeat and the button after."""
        if not question.affichee:
            return
        repetition = question.genre is GenreQuestion.REPETITION
        freres = parent.enfants[question.nom]
        for noeud in freres:
            if noeud.pertinent:
                yield from self._noeud(noeud, question, niveau)
        if repetition and question.nombre is None and all(n.pertinent for n in freres):
            yield Ligne(("ajout", id(parent), question.nom), niveau, parent)

    def _noeud(self, noeud: Noeud, question: Question, niveau: int) -> Iterator[Ligne]:
        repetition = question.genre is GenreQuestion.REPETITION
        if not question.enfants:
            yield Ligne(("question", id(noeud), ""), niveau, noeud)
            return
        titre = self._rempli.libelle(noeud) if self._rempli is not None else ""
        if repetition or (niveau and titre):
            yield Ligne(("tour" if repetition else "groupe", id(noeud), ""), niveau, noeud)
        for enfant in question.enfants:
            yield from self._question(noeud, enfant, niveau + 1)

    # ---- widgets ---------------------------------------------------------------------------

    def _fabriquer(self, ligne: Ligne) -> QWidget:
        assert self._rempli is not None  # noqa: S101 - lines come from it
        genre, _id, nom = ligne.cle
        if genre == "question":
            contenu: QWidget = champ_de(self._rempli, ligne.noeud, self._contexte)
            self.nouveau_champ.emit(contenu)
        elif genre == "ajout":
            contenu = Bouton(
                _("+ {quoi}").format(quoi=self._nommer(ligne.noeud, nom)),
                lambda: self.ajoute.emit(ligne.noeud, nom),
                "lien",
            )
        else:
            contenu = self._en_tete(ligne, genre == "tour")
        widget = _retrait(contenu, (max(0, ligne.niveau - 1)) * self._contexte.theme.px(RETRAIT))
        self._widgets[ligne.cle] = widget
        return widget

    def _nommer(self, parent: Noeud, nom: str) -> str:
        assert self._rempli is not None  # noqa: S101 - lines come from it
        freres = parent.enfants[nom]
        if freres:
            return self._rempli.libelle(freres[-1]) or nom
        question = self._rempli.plan.questions[(*self._rempli.question(parent).chemin, nom)]
        textes = question.libelles.get(self._rempli.langue) or next(
            iter(question.libelles.values()), ()
        )
        return "".join(t for t in textes if isinstance(t, str)) or nom

    def _en_tete(self, ligne: Ligne, tour: bool) -> QWidget:
        assert self._rempli is not None  # noqa: S101 - lines come from it
        tout = QWidget()
        boite = QHBoxLayout(tout)
        boite.setContentsMargins(0, 12, 0, 0)
        titre = self._rempli.libelle(ligne.noeud) or ligne.noeud.nom
        libelle = Titre(f"{titre} {ligne.noeud.rang}" if tour else titre, section=True)
        libelle.setWordWrap(True)
        boite.addWidget(libelle, 1)
        if tour and self._rempli.question(ligne.noeud).nombre is None:
            retirer = Bouton(_("Retirer"), lambda: self.retire.emit(ligne.noeud), "lien")
            retirer.setAccessibleName(
                _("Retirer : {quoi}").format(quoi=f"{titre} {ligne.noeud.rang}")
            )
            boite.addWidget(retirer)
        return tout

    def _ordonner_tab(self) -> None:
        precedent: QWidget | None = None
        for ligne in self._lignes:
            widget = self._widgets[ligne.cle].findChild(ChampQuestion)
            ici = widget.premier() if widget is not None else None
            if ici is not None and precedent is not None:
                QWidget.setTabOrder(precedent, ici)
            precedent = ici or precedent

    # ---- reaching a question ---------------------------------------------------------------

    def champ(self, noeud: Noeud) -> ChampQuestion | None:
        """The field of a question, when it is on this screen."""
        widget = self._widgets.get(("question", id(noeud), ""))
        return widget.findChild(ChampQuestion) if widget is not None else None

    def champs(self) -> list[ChampQuestion]:
        """The fields of the screen, in order."""
        trouves = (
            self._widgets[li.cle].findChild(ChampQuestion)
            for li in self._lignes
            if li.cle[0] == "question"
        )
        return [c for c in trouves if c is not None]

    def aller(self, noeud: Noeud) -> bool:
        """Put the keyboard at a question; False when it is not on this screen."""
        champ = self.champ(noeud)
        if champ is None:
            return False
        aller_au_champ(champ.premier())
        return True

    def renommer(self) -> None:
        """Titles of groups and turns again: a turn taken away changes the numbers."""
        for ligne in self._lignes:
            if ligne.cle[0] in ("tour", "groupe") and self._rempli is not None:
                titre = self._widgets[ligne.cle].findChild(Titre)
                nom = self._rempli.libelle(ligne.noeud) or ligne.noeud.nom
                if titre is not None:
                    rang = f" {ligne.noeud.rang}" if ligne.cle[0] == "tour" else ""
                    titre.setText(f"{nom}{rang}")


def _retrait(contenu: QWidget, retrait: int) -> QWidget:
    """What stands inside a turn is set in a little."""
    tout = QWidget()
    boite = QHBoxLayout(tout)
    boite.setContentsMargins(retrait, 0, 0, 0)
    boite.addWidget(contenu)
    return tout
