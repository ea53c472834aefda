"""The line at the foot of the window: what was just saved, and how to take it back."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.core.changes import OperationId
from app.core.i18n import _
from ui.widgets import Bouton, Etiquette

PATIENCE_MS = 400
DUREE_MS = 60_000  # one keeps a minute to change one's mind; the history stays anyway


class LigneEtat(QFrame):
    """ "Enregistré à 10:42 · Annuler" on the left, who works on which base on the right.

    `annuler` carries the `OperationId` to undo.
    """

    annuler = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("etat")
        self._operation: OperationId | None = None
        self.message = Etiquette("", "secondaire")
        self.bouton = Bouton(_("Annuler"), self._demander, "lien")
        self.bouton.setToolTip(_("Annuler la dernière action (Ctrl+Alt+Z)"))
        self.activite = Etiquette("", "secondaire")
        self.session = Etiquette("", "secondaire")
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(16, 2, 16, 2)
        ligne.setSpacing(8)
        ligne.addWidget(self.message)
        ligne.addWidget(self.bouton)
        ligne.addStretch(1)
        ligne.addWidget(self.activite)
        ligne.addWidget(self.session)
        self._minuteur = QTimer(self)
        self._minuteur.setSingleShot(True)
        self._minuteur.setInterval(DUREE_MS)
        self._minuteur.timeout.connect(self.effacer)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE_MS)
        self._patience.timeout.connect(lambda: self.activite.setText(_("Travail en cours…")))
        self.effacer()

    def enregistre(self, heure: str, texte: str, operation: OperationId | None) -> None:
        """Say that something was saved at that hour, and offer to undo it when one can."""
        dit = _("Enregistré à {heure}").format(heure=heure)
        self.dire(f"✓ {dit} · {texte}" if texte else f"✓ {dit}")
        self._operation = operation
        self.bouton.setVisible(operation is not None)

    def dire(self, texte: str) -> None:
        """Say a short sentence, for a while."""
        self._operation = None
        self.bouton.hide()
        self.message.setText(texte)
        self.message.setAccessibleName(texte)
        self._minuteur.start()

    def effacer(self) -> None:
        """Say nothing."""
        self._operation = None
        self.message.setText("")
        self.bouton.hide()
        self._minuteur.stop()

    def occuper(self, oui: bool) -> None:
        """Say that work goes on, once it lasts."""
        if oui:
            self._patience.start()
        else:
            self._patience.stop()
            self.activite.setText("")

    @property
    def annulable(self) -> bool:
        """Whether the last thing said can be undone."""
        return self._operation is not None

    def demander_annulation(self) -> None:
        """Undo what was just saved, if anything."""
        if self._operation is not None:
            self._demander()

    def _demander(self) -> None:
        operation, self._operation = self._operation, None
        self.bouton.hide()
        self.annuler.emit(operation)
