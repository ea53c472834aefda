"""One question on screen: its label, its field, what is wrong with the answer."""

from __future__ import annotations

import re
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte
from app.domain.enquetes.formulaire import GenreQuestion
from app.domain.enquetes.noeuds import Noeud
from app.domain.enquetes.remplissage import Remplissage
from app.domain.enquetes.valeurs import moment
from ui.contexte import Contexte
from ui.widgets import ChampDate, Etiquette, repolir

ATTENTE_MS = 400  # after the last key, before an answer being typed is taken
INVITES = {
    GenreQuestion.ENTIER: "0",
    GenreQuestion.DECIMAL: "0,00",
    GenreQuestion.HEURE: "14:30",
    GenreQuestion.POINT: "50.4012 2.8651",
    GenreQuestion.INSTANT: "24/11/2026 14:30",
}


class ChampQuestion(QWidget):
    """A question and its answer; subclasses give the field.

    `repond(node, text)` carries an answer as typed; the page puts it in the form and tells the
    field what came of it.
    """

    repond = Signal(object, str)

    def __init__(self, rempli: Remplissage, noeud: Noeud, contexte: Contexte) -> None:
        super().__init__()
        self.rempli = rempli
        self.noeud = noeud
        self.contexte = contexte
        self.question = rempli.question(noeud)
        self._libelle = Etiquette("", "champ", retour_ligne=True)
        self._aide = Etiquette("", "secondaire", retour_ligne=True)
        self._faute = Etiquette("", "erreur", retour_ligne=True)
        self._faute.hide()
        self.champ = self.fabriquer()
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 8)
        boite.setSpacing(4)
        for widget in (self._libelle, self._aide, self.champ, self._faute):
            boite.addWidget(widget)
        self._libelle.setBuddy(self.champ)
        self.setFocusProxy(self.champ)
        self.montrer()

    def fabriquer(self) -> QWidget:
        """The field of the answer."""
        raise AssertionError("each kind of question makes its own field")

    def ecrire(self, valeur: str) -> None:
        """Show this answer in the field."""

    @property
    def cite(self) -> bool:
        """Whether its words show other answers: it is written again at each of them."""
        textes = (*self.question.libelles.values(), *self.question.aides.values())
        return any(not isinstance(mot, str) for texte in textes for mot in texte)

    def premier(self) -> QWidget:
        """The widget that takes the focus."""
        return self.champ

    def montrer(self) -> None:
        """Show the question as it is now: words, values put in them, answer, mark of required."""
        libelle = self.rempli.libelle(self.noeud) or self.noeud.nom
        requise = self.rempli.requise(self.noeud)
        dit = _("{question} (réponse attendue)").format(question=libelle) if requise else libelle
        self._libelle.setText(f"{libelle} *" if requise else libelle)
        aide = self.rempli.aide(self.noeud)
        self._aide.setText(aide)
        self._aide.setVisible(bool(aide))
        self.premier().setAccessibleName(dit)
        self.champ.setEnabled(not self.rempli.lecture_seule(self.noeud))
        self.ecrire(self.noeud.valeur)

    def dire_faute(self, texte: str) -> None:
        """Say under the field what is wrong; "" when nothing is."""
        self._faute.setText(texte)
        self._faute.setVisible(bool(texte))
        self.premier().setAccessibleDescription(texte or self._aide.text())
        if self.champ.property("etat") != ("erreur" if texte else ""):
            self.champ.setProperty("etat", "erreur" if texte else "")
            repolir(self.champ)

    def vider_la_saisie(self) -> None:
        """Give at once what is being typed, when one leaves the screen."""


class ChampLigne(ChampQuestion):
    """A text, a number, an hour: one line; what is typed is taken when one pauses or leaves."""

    def fabriquer(self) -> QWidget:
        """A line, with an example of what is expected."""
        ligne = QLineEdit()
        ligne.setPlaceholderText(INVITES.get(self.question.genre, ""))
        ligne.setMaximumWidth(self.contexte.theme.px(self._largeur()))
        self._minuteur = QTimer(self)
        self._minuteur.setSingleShot(True)
        self._minuteur.setInterval(ATTENTE_MS)
        self._minuteur.timeout.connect(self._prendre)
        ligne.textEdited.connect(lambda _t: self._minuteur.start())
        ligne.editingFinished.connect(self.vider_la_saisie)
        ligne.returnPressed.connect(self.focusNextChild)
        self._ligne = ligne
        return ligne

    def _largeur(self) -> int:
        courts = (GenreQuestion.ENTIER, GenreQuestion.DECIMAL, GenreQuestion.HEURE)
        return 160 if self.question.genre in courts else 560

    def ecrire(self, valeur: str) -> None:
        """Show the answer, unless it is being typed."""
        if self._ligne.hasFocus() and self._ligne.isModified():
            return
        dit = dire_reponse(self.question.genre, valeur)
        if dit != self._ligne.text():
            self._ligne.setText(dit)
        self._ligne.setModified(False)

    def vider_la_saisie(self) -> None:
        """Take what is typed now."""
        if self._minuteur.isActive():
            self._minuteur.stop()
            self._prendre()
        self._ligne.setModified(False)

    def _prendre(self) -> None:
        self.repond.emit(self.noeud, lire_saisie(self.question.genre, self._ligne.text()))


class ChampLong(ChampQuestion):
    """A text of several lines."""

    def fabriquer(self) -> QWidget:
        """A box that grows to four lines; Tab leaves it."""
        texte = QPlainTextEdit()
        texte.setTabChangesFocus(True)
        texte.setFixedHeight(self.contexte.theme.px(92))
        texte.setMaximumWidth(self.contexte.theme.px(560))
        self._minuteur = QTimer(self)
        self._minuteur.setSingleShot(True)
        self._minuteur.setInterval(ATTENTE_MS)
        self._minuteur.timeout.connect(self._prendre)
        texte.textChanged.connect(self._modifie)
        self._texte = texte
        self._muet = False
        return texte

    def ecrire(self, valeur: str) -> None:
        """Show the answer, unless it is being typed."""
        if valeur != self._texte.toPlainText() and not self._texte.hasFocus():
            self._muet = True
            self._texte.setPlainText(valeur)
            self._muet = False

    def _modifie(self) -> None:
        if not self._muet:
            self._minuteur.start()

    def vider_la_saisie(self) -> None:
        """Take what is typed now."""
        if self._minuteur.isActive():
            self._minuteur.stop()
            self._prendre()

    def _prendre(self) -> None:
        self.repond.emit(self.noeud, self._texte.toPlainText())


class ChampJour(ChampQuestion):
    """A day typed in a hurry: "24/11", "ven", "+3"."""

    def fabriquer(self) -> QWidget:
        """The date field of the app."""
        self._date = ChampDate(self.contexte.clock, self.noeud.nom, passe=True)
        self._date.setMaximumWidth(self.contexte.theme.px(200))
        self._date.date_changee.connect(
            lambda jour: self.repond.emit(self.noeud, jour.isoformat() if jour else "")
        )
        return self._date

    def ecrire(self, valeur: str) -> None:
        """Show the day, unless it is being typed."""
        if self._date.hasFocus():
            return
        lu = moment(valeur) if valeur else None
        self._date.fixer(lu.date() if isinstance(lu, datetime) else lu)


class ChampNote(ChampQuestion):
    """Words of the form, no answer."""

    def fabriquer(self) -> QWidget:
        """Nothing to fill."""
        vide = QWidget()
        vide.setFixedHeight(0)
        return vide

    def montrer(self) -> None:
        """The words, values put in them."""
        self._libelle.setText(self.rempli.libelle(self.noeud))
        self._libelle.changer_role("corps")
        aide = self.rempli.aide(self.noeud)
        self._aide.setText(aide)
        self._aide.setVisible(bool(aide))


def dire_reponse(genre: GenreQuestion, valeur: str) -> str:
    """An answer as people write it: decimal comma, day first."""
    if not valeur:
        return ""
    if genre in (GenreQuestion.DECIMAL, GenreQuestion.ECHELLE):
        return valeur.replace(".", ",")
    if genre is GenreQuestion.HEURE:
        return valeur[:5]
    if genre is GenreQuestion.JOUR:
        lu = moment(valeur)
        return date_courte(lu) if lu is not None else valeur
    if genre is GenreQuestion.INSTANT:
        lu = moment(valeur)
        return f"{lu:%d/%m/%Y %H:%M}" if lu is not None else valeur
    return valeur


def lire_saisie(genre: GenreQuestion, texte: str) -> str:
    """What was typed, in the form an answer is read: only days need putting in order."""
    if genre is not GenreQuestion.INSTANT:
        return texte
    trouve = re.fullmatch(r"\s*(\d{1,2})/(\d{1,2})/(\d{4})(?:\s+(\d{1,2})[:h](\d{2}))?\s*", texte)
    if trouve is None:
        return texte
    jour, mois, annee, heure, minute = trouve.groups()
    return f"{annee}-{int(mois):02d}-{int(jour):02d}T{int(heure or 0):02d}:{minute or '00'}"
