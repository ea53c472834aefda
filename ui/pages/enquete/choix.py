"""Questions one answers by choosing: chips, a list one types into, an order, a scale."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QCompleter,
    QListWidget,
    QListWidgetItem,
    QSlider,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _
from app.domain.enquetes.plan import ChoixVu
from ui.pages.enquete.questions import ChampQuestion, dire_reponse
from ui.widgets import Etiquette, Flux, Puce

BEAUCOUP = 12  # choices beyond which one types instead of looking
CODE = Qt.ItemDataRole.UserRole


class _Puces(QWidget):
    """Chips on as many lines as needed; digits press them, arrows go from one to the next."""

    def __init__(self) -> None:
        super().__init__()
        self.flux = Flux(self)
        self.puces: list[Puce] = []
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """1 to 9 press a chip; left and right move."""
        rang = event.key() - Qt.Key.Key_1
        if 0 <= rang < min(9, len(self.puces)) and not event.modifiers():
            self.puces[rang].setFocus()
            self.puces[rang].click()
        elif event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
            self._aller(1 if event.key() == Qt.Key.Key_Right else -1)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _aller(self, pas: int) -> None:
        for i, puce in enumerate(self.puces):
            if puce.hasFocus():
                self.puces[(i + pas) % len(self.puces)].setFocus()
                return


class ChampPuces(ChampQuestion):
    """A few choices, all seen; `multiple` keeps several, in the order of the form."""

    multiple = False

    def fabriquer(self) -> QWidget:
        """The chips, made again when what is proposed changes."""
        self._boite = _Puces()
        self._proposes: tuple[ChoixVu, ...] = ()
        return self._boite

    def premier(self) -> QWidget:
        """The chip that is on, or the first."""
        puces = self._boite.puces
        coches = [p for p in puces if p.isChecked()] or puces
        return coches[0] if coches else self._boite

    def montrer(self) -> None:
        """The choices proposed now."""
        proposes = self.rempli.choix(self.noeud)
        if proposes != self._proposes:
            self._refaire(proposes)
        super().montrer()

    def _refaire(self, proposes: tuple[ChoixVu, ...]) -> None:
        self._proposes = proposes
        self._boite.flux.vider()
        self._boite.puces = []
        for choix in proposes:
            puce = Puce(choix.libelle, choix.code)
            puce.basculee.connect(lambda _oui, p=puce: self._choisi(p))
            self._boite.flux.addWidget(puce)
            self._boite.puces.append(puce)
        self._boite.updateGeometry()

    def ecrire(self, valeur: str) -> None:
        """Check the chips of the answer."""
        codes = valeur.split() if self.multiple else [valeur]
        for puce in self._boite.puces:
            puce.setChecked(str(puce.valeur) in codes)

    def _choisi(self, puce: Puce) -> None:
        if self.multiple:
            codes = [str(p.valeur) for p in self._boite.puces if p.isChecked()]
            self.repond.emit(self.noeud, " ".join(codes))
            return
        self.repond.emit(self.noeud, str(puce.valeur) if puce.isChecked() else "")


class ChampPucesMultiples(ChampPuces):
    """Several choices at once."""

    multiple = True


class ChampListe(ChampQuestion):
    """Many choices: one types a part of the word (a cascade of thousands of communes)."""

    def fabriquer(self) -> QWidget:
        """A list one types into, its model made again when what is proposed changes."""
        self._liste = QComboBox()
        self._liste.setEditable(True)
        self._liste.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self._liste.setMaximumWidth(self.contexte.theme.px(560))
        completer = self._liste.completer()
        if completer is not None:
            completer.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._proposes: tuple[ChoixVu, ...] = ()
        self._liste.activated.connect(self._choisi)
        ligne = self._liste.lineEdit()
        if ligne is not None:
            ligne.setPlaceholderText(_("Tapez le début d’un mot"))
            ligne.editingFinished.connect(self._tape)
        return self._liste

    def montrer(self) -> None:
        """The choices proposed now."""
        proposes = self.rempli.choix(self.noeud)
        if proposes != self._proposes or not self._liste.count():
            self._proposes = proposes
            with QSignalBlocker(self._liste):
                self._liste.clear()
                self._liste.addItem("", "")
                for choix in proposes:
                    self._liste.addItem(choix.libelle, choix.code)
        super().montrer()

    def ecrire(self, valeur: str) -> None:
        """Show the label of the answer."""
        with QSignalBlocker(self._liste):
            self._liste.setCurrentIndex(max(0, self._liste.findData(valeur)))

    def _choisi(self, rang: int) -> None:
        self.repond.emit(self.noeud, str(self._liste.itemData(rang) or ""))

    def _tape(self) -> None:
        """What is typed is a choice, its beginning, or nothing."""
        texte = self._liste.currentText().strip()
        rang = self._liste.findText(texte, Qt.MatchFlag.MatchFixedString)
        if rang < 0 and texte:
            trouves = [
                i
                for i in range(1, self._liste.count())
                if texte.casefold() in self._liste.itemText(i).casefold()
            ]
            rang = trouves[0] if len(trouves) == 1 else -1
        if rang < 0:
            self.dire_faute(
                _("« {texte} » n’est pas dans la liste.").format(texte=texte) if texte else ""
            )
            return
        self._liste.setCurrentIndex(rang)
        self._choisi(rang)


class ChampClassement(ChampQuestion):
    """Choices put in order: Alt+Up and Alt+Down move one, the first is the most important."""

    def fabriquer(self) -> QWidget:
        """A list whose lines move."""
        self._liste = _ListeOrdonnee()
        self._liste.setMaximumWidth(self.contexte.theme.px(560))
        self._liste.deplacee = self._change
        bas = Etiquette(_("Alt+↑ et Alt+↓ déplacent la ligne choisie."), "secondaire")
        tout = QWidget()
        boite = QVBoxLayout(tout)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        boite.addWidget(self._liste)
        boite.addWidget(bas)
        tout.setFocusProxy(self._liste)
        return tout

    def premier(self) -> QWidget:
        """The list."""
        return self._liste

    def ecrire(self, valeur: str) -> None:
        """The order answered, else that of the form."""
        libelles = {c.code: c.libelle for c in self.rempli.choix(self.noeud)}
        ordre = [c for c in valeur.split() if c in libelles]
        ordre += [c for c in libelles if c not in ordre]
        if ordre == self._liste.codes():
            return
        self._liste.clear()
        for code in ordre:
            element = QListWidgetItem(libelles[code])
            element.setData(CODE, code)
            self._liste.addItem(element)
        hauteur = self._liste.sizeHintForRow(0) * max(1, len(ordre)) + 8
        self._liste.setFixedHeight(min(hauteur, self.contexte.theme.px(260)))

    def _change(self) -> None:
        self.repond.emit(self.noeud, " ".join(self._liste.codes()))


class _ListeOrdonnee(QListWidget):
    """Lines one moves by keyboard or by dragging."""

    def __init__(self) -> None:
        super().__init__()
        self.deplacee = lambda: None
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.model().rowsMoved.connect(lambda *_a: self.deplacee())

    def codes(self) -> list[str]:
        """The codes, in order."""
        return [str(self.item(i).data(CODE)) for i in range(self.count())]

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Alt+Up and Alt+Down."""
        pas = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if not pas or not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
            return
        rang = self.currentRow()
        if 0 <= rang + pas < self.count():
            element = self.takeItem(rang)
            self.insertItem(rang + pas, element)
            self.setCurrentRow(rang + pas)
            self.deplacee()
        event.accept()


class ChampEchelle(ChampQuestion):
    """A number on a scale; nothing is answered until it is moved."""

    def fabriquer(self) -> QWidget:
        """A slider with its value beside it."""
        bornes = self.question.parametres
        self._pas = float(bornes.get("step", "1") or 1) or 1.0
        self._debut = float(bornes.get("start", "1") or 1)
        fin = float(bornes.get("end", "10") or 10)
        self._curseur = QSlider(Qt.Orientation.Horizontal)
        self._curseur.setRange(0, max(1, round((fin - self._debut) / self._pas)))
        self._curseur.setMaximumWidth(self.contexte.theme.px(420))
        self._dit = Etiquette("", "secondaire")
        self._curseur.valueChanged.connect(self._bouge)
        tout = QWidget()
        boite = QVBoxLayout(tout)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.addWidget(self._curseur)
        boite.addWidget(self._dit)
        tout.setFocusProxy(self._curseur)
        return tout

    def premier(self) -> QWidget:
        """The slider."""
        return self._curseur

    def ecrire(self, valeur: str) -> None:
        """Put the slider at the answer."""
        with QSignalBlocker(self._curseur):
            lue = float(valeur) if valeur else self._debut
            self._curseur.setValue(round((lue - self._debut) / self._pas))
        self._dire(valeur)

    def _bouge(self, rang: int) -> None:
        lue = self._debut + rang * self._pas
        texte = str(int(lue)) if lue == int(lue) else f"{lue:g}"
        self._dire(texte)
        self.repond.emit(self.noeud, texte)

    def _dire(self, valeur: str) -> None:
        dit = dire_reponse(self.question.genre, valeur)
        self._dit.setText(dit or _("pas encore répondu : les flèches déplacent le curseur"))


class ChampAccord(ChampQuestion):
    """One box to tick: understood, agreed."""

    def fabriquer(self) -> QWidget:
        """A chip that says so."""
        self._puce = Puce(_("Oui, c’est vu"), "OK")
        self._puce.basculee.connect(lambda oui: self.repond.emit(self.noeud, "OK" if oui else ""))
        tout = QWidget()
        Flux(tout).addWidget(self._puce)
        tout.setFocusProxy(self._puce)
        return tout

    def premier(self) -> QWidget:
        """The chip."""
        return self._puce

    def ecrire(self, valeur: str) -> None:
        """Tick it when it was."""
        self._puce.setChecked(bool(valeur))
