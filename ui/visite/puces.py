"""Choosing several words with the keyboard: type a letter or a word, Enter, and go on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.catalogues import Entree
from app.domain.texte import resserrer
from ui.visite.proposition import Proposition, Propositions
from ui.widgets import Flux

Chercher = Callable[[str], Sequence[Entree]]


@dataclass(frozen=True, slots=True)
class Choix:
    """One chosen word: its code (or the free word itself) and how it is shown."""

    code: str
    libelle: str


class ChampMots(QLineEdit):
    """Where one types the next word; Backspace on an empty field takes the last one back."""

    valider = Signal()
    reprendre = Signal()
    tout_voir = Signal()
    chiffre = Signal(int)
    quitte = Signal()

    def __init__(self, *, chiffres: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chiffres = chiffres

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter chooses or goes on; Down shows everything."""
        touche = Qt.Key(event.key())
        vide = not self.text()
        modifie = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not modifie:
            self.valider.emit()
        elif touche == Qt.Key.Key_Backspace and vide:
            self.reprendre.emit()
        elif touche == Qt.Key.Key_Down and vide:
            self.tout_voir.emit()
        elif self._chiffres and vide and event.text() in ("1", "2", "3", "4", "5"):
            self.chiffre.emit(int(event.text()))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """A word left half typed is taken if it says something."""
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.quitte.emit()
        super().focusOutEvent(event)


class PuceRetirable(QPushButton):
    """A chosen word; a click takes it back (the keyboard does it from the field)."""

    def __init__(self, texte: str, parent: QWidget | None = None) -> None:
        super().__init__(texte.replace("&", "&&") + "  ×", parent)
        self.setProperty("role", "puce")
        self.setCheckable(True)
        self.setChecked(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)


class ChampPuces(QWidget):
    """Chips and a field to add one. `change` is emitted after each change by the person.

    `libre` accepts words no catalogue knows. `suivant` asks to go on to the next field.
    """

    change = Signal()
    suivant = Signal()

    def __init__(
        self,
        nom: str,
        chercher: Chercher,
        langue: Callable[[], str],
        *,
        libre: bool = True,
        invite: str = "",
        chiffres: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._chercher = chercher
        self._langue = langue
        self._libre = libre
        self._invite = invite
        self._choix: list[Choix] = []
        self._puces: list[QPushButton] = []
        self.champ = ChampMots(chiffres=chiffres)
        self.champ.setAccessibleName(nom)
        self.champ.setPlaceholderText(invite)
        self.champ.setMinimumWidth(140)
        self.propositions = Propositions(self.champ)
        self._flux = Flux()
        cadre = QWidget()
        cadre.setLayout(self._flux)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.champ)
        boite.addWidget(cadre)
        self._cadre = cadre
        cadre.hide()
        self.setFocusProxy(self.champ)
        self._brancher()

    def _brancher(self) -> None:
        self.champ.textEdited.connect(self._tape)
        self.champ.valider.connect(self._valider)
        self.champ.reprendre.connect(self._reprendre)
        self.champ.tout_voir.connect(lambda: self._proposer(""))
        self.champ.chiffre.connect(self.chiffre_tape)
        self.champ.quitte.connect(self._prendre_ou_laisser)
        self.propositions.choisie.connect(self._choisie)

    def codes(self) -> tuple[str, ...]:
        """What is chosen, in order."""
        return tuple(c.code for c in self._choix)

    def choix(self) -> tuple[Choix, ...]:
        """What is chosen, with its words."""
        return tuple(self._choix)

    def terminer(self) -> None:
        """Take what is typed, when it means something."""
        self._prendre_ou_laisser()

    def fixer(self, choix: Sequence[Choix]) -> None:
        """Show these words as chosen, without telling it changed."""
        self._choix = list(choix)
        self.champ.clear()
        self._peindre()

    def vider(self) -> None:
        """Nothing chosen, nothing typed."""
        self.fixer(())

    def texte_en_cours(self) -> str:
        """A word being typed, not chosen yet."""
        return self.champ.text()

    def ajouter(self, choix: Choix) -> None:
        """Choose one more word, once."""
        self.champ.clear()
        self.propositions.hide()
        if choix.code not in self.codes():
            self._choix.append(choix)
            self._peindre()
            self.change.emit()

    def chiffre_tape(self, n: int) -> None:
        """A digit from 1 to 5 typed on the empty field (`chiffres`): see `ChampRessentis`."""

    def dire_choix(self, choix: Choix) -> str:
        """How a chip reads."""
        return choix.libelle

    def _tape(self, texte: str) -> None:
        self._proposer(texte)
        self.change.emit()

    def _proposer(self, texte: str) -> None:
        pris = set(self.codes())
        langue = self._langue()
        lignes = [
            Proposition(
                f"{e.libelle(langue)}   ({e.touche})" if e.touche else e.libelle(langue),
                Choix(e.code, e.libelle(langue)),
            )
            for e in self._chercher(texte)
            if e.code not in pris
        ]
        net = resserrer(texte)
        if self._libre and len(net) > 1:
            lignes.append(Proposition(_("+ écrire « {texte} »").format(texte=net), Choix(net, net)))
        self.propositions.proposer(lignes)

    def _choisie(self, choix: object) -> None:
        if isinstance(choix, Choix):
            self.ajouter(choix)

    def _valider(self) -> None:
        if self.champ.text().strip() or not self.propositions.isHidden():
            if not self.propositions.choisir():
                self._prendre_ou_laisser()
        else:
            self.suivant.emit()

    def _prendre_ou_laisser(self) -> None:
        """What is typed becomes a choice when it is one, or a free word when they are allowed."""
        net = resserrer(self.champ.text())
        if not net:
            return
        trouvees = [e for e in self._chercher(net) if e.code not in self.codes()]
        if trouvees:
            self.ajouter(Choix(trouvees[0].code, trouvees[0].libelle(self._langue())))
        elif self._libre:
            self.ajouter(Choix(net, net))

    def _reprendre(self) -> None:
        if self._choix:
            self._retirer(self._choix[-1])

    def _retirer(self, choix: Choix) -> None:
        self._choix = [c for c in self._choix if c.code != choix.code]
        self._peindre()
        self.change.emit()

    def _peindre(self) -> None:
        for puce in self._puces:
            self._flux.removeWidget(puce)
            puce.hide()
            puce.deleteLater()
        self._puces = []
        for choix in self._choix:
            self._puces.append(self._puce(choix))
            self._flux.addWidget(self._puces[-1])
        self._cadre.setVisible(bool(self._choix))
        self.champ.setPlaceholderText(self.invite())
        self._cadre.updateGeometry()

    def invite(self) -> str:
        """What the empty field says."""
        return "" if self._choix else self._invite

    def _puce(self, choix: Choix) -> QPushButton:
        puce = PuceRetirable(self.dire_choix(choix))
        puce.setAccessibleName(_("Retirer {mot}").format(mot=choix.libelle))
        puce.setToolTip(_("Cliquer, ou effacer dans le champ vide, pour retirer"))
        puce.clicked.connect(lambda _coche=False: self._retirer(choix))
        return puce

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt name
        """A larger text asks for more room."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._cadre.updateGeometry()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """The field at least."""
        return QSize(180, self.champ.sizeHint().height())
