"""An hour typed in a hurry: "14:05", "14h05", "1405", "14"."""

from __future__ import annotations

import re
from datetime import time

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.i18n import _, heure
from ui.widgets import repolir

_HEURE = re.compile(r"(\d{1,2})\s*(?:[:hH.]\s*(\d{1,2})?)?")
_COLLEE = re.compile(r"(\d{1,2})(\d{2})")


def lire_heure(texte: str) -> time | None:
    """The hour meant by `texte`, or None when it cannot be understood."""
    net = texte.strip().lower().removesuffix("mn").removesuffix("min").strip()
    trouve = _HEURE.fullmatch(net) or _COLLEE.fullmatch(net)
    if not trouve:
        return None
    heures, minutes = int(trouve[1]), int(trouve[2] or 0)
    return time(heures, minutes) if heures < 24 and minutes < 60 else None


class ChampHeure(QLineEdit):
    """An hour, or nothing; up and down change it by five minutes."""

    heure_changee = Signal()

    def __init__(self, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(nom)
        self.setPlaceholderText(_("14:05"))
        self.setToolTip(_("Par exemple 14:05, 14h05, 1405 ou 14"))
        self.textEdited.connect(lambda _t: self.heure_changee.emit())
        self.editingFinished.connect(self._finir)

    @property
    def en_erreur(self) -> bool:
        """Whether what is typed is not an hour."""
        return bool(self.text().strip()) and lire_heure(self.text()) is None

    def valeur(self) -> time | None:
        """The hour understood, or None."""
        return lire_heure(self.text())

    def fixer(self, valeur: time | None) -> None:
        """Show this hour."""
        self.setText(heure(valeur) if valeur is not None else "")
        self._marquer()

    def _finir(self) -> None:
        lue = self.valeur()
        if lue is not None:
            self.setText(heure(lue))
        self._marquer()

    def _marquer(self) -> None:
        etat = "erreur" if self.en_erreur else ""
        if self.property("etat") != etat:
            self.setProperty("etat", etat)
            repolir(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Up and down."""
        pas = {Qt.Key.Key_Up: 5, Qt.Key.Key_Down: -5}.get(Qt.Key(event.key()))
        lue = self.valeur()
        if pas is None or lue is None:
            super().keyPressEvent(event)
            return
        minutes = (lue.hour * 60 + lue.minute + pas) % (24 * 60)
        self.fixer(time(minutes // 60, minutes % 60))
        self.heure_changee.emit()
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Leaving the field shows how it was understood."""
        super().focusOutEvent(event)
        self._finir()
