"""Long work, shown: a bar, a count, the time that remains, and a way to stop."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext, nombre
from ui.widgets.boutons import Bouton
from ui.widgets.textes import Etiquette

if TYPE_CHECKING:
    from ui.jobs import Tache


class SuiviLong(QWidget):
    """Follows one `Tache`: give `avance` as its `progression`, then `suivre(tache)`.

    Hidden while nothing runs. `arrete` is emitted when the person asks to stop.
    """

    arrete = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tache: Tache | None = None
        self._debut = 0.0
        self._texte = Etiquette("", "corps")
        self._compte = Etiquette("", "secondaire")
        self._barre = QProgressBar()
        self._barre.setTextVisible(False)
        self._barre.setAccessibleName(_("Avancement"))
        self.bouton = Bouton(_("Arrêter"), self.arreter)
        haut = QHBoxLayout()
        haut.addWidget(self._texte, 1)
        haut.addWidget(self._compte)
        haut.addWidget(self.bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(haut)
        boite.addWidget(self._barre)
        self.hide()

    def commencer(self, texte: str) -> None:
        """Show that something has begun."""
        self._debut = time.monotonic()
        self._texte.setText(texte)
        self._compte.setText("")
        self._barre.setRange(0, 0)
        self.bouton.setEnabled(True)
        self.show()

    def suivre(self, tache: Tache) -> None:
        """The work that *Arrêter* stops."""
        self._tache = tache
        self.bouton.setVisible(tache.annulable)

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        """Show progress."""
        if texte:
            self._texte.setText(texte)
        self._barre.setRange(0, max(total, 1))
        self._barre.setValue(min(fait, total))
        reste = self._reste(fait, total)
        compte = _("{fait} sur {total}").format(fait=nombre(fait), total=nombre(total))
        self._compte.setText(f"{compte} · {reste}" if reste else compte)

    def finir(self) -> None:
        """Nothing runs any more."""
        self._tache = None
        self.hide()

    def arreter(self) -> None:
        """Ask the work to stop."""
        self.bouton.setEnabled(False)
        self._texte.setText(_("Arrêt en cours…"))
        if self._tache is not None:
            self._tache.arreter()
        self.arrete.emit()

    def _reste(self, fait: int, total: int) -> str:
        ecoule = time.monotonic() - self._debut
        if fait <= 0 or fait >= total or ecoule < 1:
            return ""
        secondes = round(ecoule / fait * (total - fait))
        if secondes < 60:
            texte = ngettext("encore {n} seconde", "encore {n} secondes", secondes)
            return texte.format(n=secondes)
        minutes = round(secondes / 60)
        return ngettext("encore {n} minute", "encore {n} minutes", minutes).format(n=minutes)
