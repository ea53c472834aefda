"""The fields forms have beyond the usual ones: a long text, an hour, a dwelling."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import time
from typing import Any

from PySide6.QtCore import QDynamicPropertyChangeEvent, QEvent, Signal
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from app.core.i18n import _
from ui.visite.heure import ChampHeure
from ui.widgets import repolir
from ui.widgets.formulaire import Champ, Formulaire


class Saisissable(QWidget):
    """A field of our own: its value, and its draft as text. `change` follows the hand."""

    change = Signal()

    def contenir(self, champ: QWidget, *autres: QWidget) -> None:
        """Put `champ`, which takes the keyboard, above the others; its name and state are ours."""
        self._champ = champ
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        for widget in (champ, *autres):
            boite.addWidget(widget)
        self.setFocusProxy(champ)

    def setAccessibleName(self, name: str) -> None:  # noqa: N802 - Qt name
        """Name what takes the keyboard."""
        self._champ.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:  # noqa: N802 - Qt name
        """Tell what is wrong to who is in the field."""
        self._champ.setAccessibleDescription(description)

    def event(self, event: QEvent) -> bool:
        """What is wrong with us is shown on the field itself."""
        if isinstance(event, QDynamicPropertyChangeEvent) and event.propertyName() == b"etat":
            self._champ.setProperty("etat", self.property("etat"))
            repolir(self._champ)
        return super().event(event)

    def valeur(self) -> Any:
        """What it holds."""
        return None

    def fixer(self, valeur: Any) -> None:
        """Show this value."""

    def contenu(self) -> str:
        """What a draft keeps."""
        return ""

    def restaurer(self, contenu: str) -> None:
        """Put a draft back."""


@dataclass(frozen=True, slots=True)
class ChampLibre(Champ):
    """A field made by `fabrique`."""

    fabrique: Callable[[], Saisissable] = Saisissable


class FormulaireSaisie(Formulaire):
    """The usual form, with fields of our own among the others."""

    def _widget(self, champ: Champ) -> QWidget:
        if not isinstance(champ, ChampLibre):
            return super()._widget(champ)
        widget = champ.fabrique()
        widget.change.connect(self._touche)
        return widget

    def _lire(self, cle: str) -> Any:
        widget = self.widget(cle)
        return widget.valeur() if isinstance(widget, Saisissable) else super()._lire(cle)

    def _poser(self, cle: str, valeur: Any) -> None:
        widget = self.widget(cle)
        if isinstance(widget, Saisissable):
            widget.fixer(valeur)
        else:
            super()._poser(cle, valeur)

    def _en_texte(self, cle: str) -> str:
        widget = self.widget(cle)
        return widget.contenu() if isinstance(widget, Saisissable) else super()._en_texte(cle)

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Put a draft back over what is shown."""
        super().restaurer(contenu)
        for cle, texte in contenu.items():
            widget = self.lignes[cle].champ if cle in self.lignes else None
            if isinstance(widget, Saisissable) and isinstance(texte, str):
                widget.restaurer(texte)

    def dire_erreur(self, cle: str, texte: str) -> None:
        """Say `texte` under that field and go there."""
        self.lignes[cle].erreur(texte)
        self.widget(cle).setFocus()

    def textes_compris(self) -> bool:
        """Whether every day and hour typed was understood; the first that was not is shown."""
        if not self.dates_comprises():
            return False
        for cle, ligne in self.lignes.items():
            if isinstance(ligne.champ, Heure) and ligne.champ.en_erreur:
                self.dire_erreur(cle, _("Je ne comprends pas cette heure. Exemple : 14:05."))
                return False
        return True


COURT = 5  # lines of a text that never takes the room of the fields under it


class TexteLong(Saisissable):
    """A few lines of text; Tab goes on."""

    def __init__(self, lignes: int = 4) -> None:
        super().__init__()
        self.texte = QPlainTextEdit()
        self.texte.setTabChangesFocus(True)
        hauteur = self.texte.fontMetrics().lineSpacing() * lignes
        self.texte.setMinimumHeight(hauteur + 16)
        if lignes <= COURT:
            self.texte.setMaximumHeight(hauteur + 16)
        self.texte.textChanged.connect(self.change)
        self.contenir(self.texte)

    def valeur(self) -> str:
        """The text typed."""
        return self.texte.toPlainText().strip()

    def fixer(self, valeur: Any) -> None:
        """Show this text."""
        self.texte.setPlainText(str(valeur or ""))

    def contenu(self) -> str:
        """The text typed."""
        return self.texte.toPlainText()

    def restaurer(self, contenu: str) -> None:
        """Put it back."""
        self.texte.setPlainText(contenu)


class Heure(Saisissable):
    """An hour, or none."""

    def __init__(self) -> None:
        super().__init__()
        self.champ = ChampHeure(_("Heure"))
        self.champ.heure_changee.connect(self.change)
        self.contenir(self.champ)

    @property
    def en_erreur(self) -> bool:
        """Whether what is typed is no hour."""
        return self.champ.en_erreur

    def valeur(self) -> time | None:
        """The hour understood."""
        return self.champ.valeur()

    def fixer(self, valeur: Any) -> None:
        """Show this hour."""
        self.champ.fixer(valeur if isinstance(valeur, time) else None)

    def contenu(self) -> str:
        """What is typed."""
        return self.champ.text()

    def restaurer(self, contenu: str) -> None:
        """Put it back."""
        self.champ.setText(contenu)
