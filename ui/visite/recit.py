"""What was said, and who may read it; a second note may be for other eyes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.partage import Partage
from app.domain.visites import NoteSaisie
from ui.visite.phrases import dire_visibilite
from ui.widgets import Etiquette

ORDRE = (Partage.EQUIPE, Partage.BAILLEUR, Partage.CONFIDENTIEL)


class TexteNote(QPlainTextEdit):
    """A few lines of text; Tab goes to the next field, Ctrl+Enter is left to the form."""

    def __init__(self, nom: str, lignes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTabChangesFocus(True)
        self.setAccessibleName(nom)
        self._lignes = lignes
        self._mesurer()

    def _mesurer(self) -> None:
        marges = 2 * self.frameWidth() + 2 * int(self.document().documentMargin()) + 10
        self.setFixedHeight(self.fontMetrics().lineSpacing() * self._lignes + marges)

    def changeEvent(self, event: Any) -> None:  # noqa: N802 - Qt name
        """A larger text asks for a taller field."""
        super().changeEvent(event)
        if hasattr(self, "_lignes") and event.type() in (
            event.Type.FontChange,
            event.Type.StyleChange,
        ):
            self._mesurer()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Ctrl+Enter saves the form: it adds no line here."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (
            event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()
            return
        super().keyPressEvent(event)


class ChampNote(QWidget):
    """A text and its visibility."""

    change = Signal()

    def __init__(self, libelle: str, lignes: int = 2, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.texte = TexteNote(libelle, lignes)
        self.visibilite = QComboBox()
        self.visibilite.setAccessibleName(_("Qui peut lire cette note"))
        for partage in ORDRE:
            self.visibilite.addItem(dire_visibilite(partage), partage)
        tete = QHBoxLayout()
        titre = Etiquette(libelle, "champ")
        titre.setBuddy(self.texte)
        tete.addWidget(titre)
        tete.addStretch(1)
        corps = QHBoxLayout()
        corps.setSpacing(8)
        corps.addWidget(self.texte, 1)
        corps.addWidget(self.visibilite, 0, Qt.AlignmentFlag.AlignTop)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        boite.addLayout(tete)
        boite.addLayout(corps)
        self.setFocusProxy(self.texte)
        self.texte.textChanged.connect(self.change)
        self.visibilite.activated.connect(lambda _rang: self.change.emit())

    def valeur(self) -> NoteSaisie:
        """The note as typed; an empty text is no note."""
        return NoteSaisie(self.texte.toPlainText(), Partage(self.visibilite.currentData()))

    def vider(self, visibilite: Partage = Partage.EQUIPE) -> None:
        """Empty it."""
        self.fixer("", visibilite)

    def fixer(self, texte: str, visibilite: Partage) -> None:
        """Show this."""
        self.texte.setPlainText(texte)
        self.visibilite.setCurrentIndex(ORDRE.index(visibilite))


class Recit(QWidget):
    """One note, and a second one on demand, confidential unless told otherwise."""

    change = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.note = ChampNote(_("Ce qui s’est dit"))
        self.autre = ChampNote(_("Autre note, pour d’autres yeux"))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.note)
        boite.addWidget(self.autre)
        self.setFocusProxy(self.note)
        self.note.change.connect(self.change)
        self.autre.change.connect(self.change)
        self.vider()

    def ouvrir_autre(self) -> None:
        """Show the second note and go there."""
        if self.autre.isHidden():
            self.autre.show()
            self.autre.vider(Partage.CONFIDENTIEL)
        self.autre.setFocus()

    def valeurs(self) -> tuple[NoteSaisie, ...]:
        """The notes that say something."""
        lues = (self.note.valeur(), self.autre.valeur())
        return tuple(n for n in lues if n.texte.strip())

    def vider(self) -> None:
        """One empty note for the team."""
        self.note.vider()
        self.autre.vider(Partage.CONFIDENTIEL)
        self.autre.hide()

    def contenu(self) -> list[dict[str, str]]:
        """What a draft keeps."""
        if not self.valeurs():
            return []
        lues = (self.note.valeur(), self.autre.valeur())
        return [{"texte": n.texte, "visibilite": n.visibilite.value} for n in lues]

    def restaurer(self, notes: Sequence[Mapping[str, Any]]) -> None:
        """Show a draft again."""
        for champ, note in zip((self.note, self.autre), notes, strict=False):
            champ.fixer(str(note.get("texte", "")), Partage(note.get("visibilite", "equipe")))
        self.autre.setVisible(bool(self.autre.valeur().texte.strip()))
