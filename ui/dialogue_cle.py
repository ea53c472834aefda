"""A new recovery key, shown over the settings page."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from app.core.i18n import _
from ui.contexte import Contexte
from ui.premiers_pas.cle_secours import CleSecours


class DialogueCle(QDialog):
    """Closes when a group of the key was typed back (or by Esc: the key is valid all the same)."""

    def __init__(
        self, contexte: Contexte, cle: str, chemin: Path, nom: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("Nouvelle clé de secours"))
        self.etape = CleSecours(contexte.theme, cle, chemin, nom, contexte.clock.today())
        self.etape.bouton.setText(_("J’ai rangé la clé"))
        self.etape.confirmee.connect(self.accept)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.addWidget(self.etape)
        self.resize(contexte.theme.px(640), contexte.theme.px(480))
