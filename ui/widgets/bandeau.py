"""What is said inside the page: banners and empty states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import _
from ui.widgets.boutons import Bouton
from ui.widgets.textes import Etiquette, Titre, repolir

if TYPE_CHECKING:
    from app.core.errors import AppError
    from ui.messages import Texte

_SIGNES = {"erreur": "⚠", "attention": "⚠", "info": "ℹ", "fait": "✓"}


class Bandeau(QFrame):
    """A banner: a sign, a title, why and what to do; closable; hidden while it has nothing to say.

    Tones: erreur, attention, info, fait. `ferme` is emitted when the person closes it.
    """

    ferme = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bandeau")
        self._signe = Etiquette("", "section")
        self._titre = Etiquette("", "section", retour_ligne=True)
        self._pourquoi = Etiquette("", "corps", retour_ligne=True)
        self._que_faire = Etiquette("", "corps", retour_ligne=True)
        # A widget, not a bare layout: an empty layout would bound the width of the texts.
        self._rangee = QWidget()
        self._actions = QHBoxLayout(self._rangee)
        self._actions.setContentsMargins(0, 4, 0, 0)
        self._fermer = Bouton("✕", self.fermer, "discret", nom_accessible=_("Fermer ce message"))
        for cote in (self._signe, self._fermer):
            cote.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        textes = QVBoxLayout()
        textes.setSpacing(2)
        for etiquette in (self._titre, self._pourquoi, self._que_faire):
            textes.addWidget(etiquette)
        textes.addWidget(self._rangee)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(12, 8, 8, 8)
        ligne.setSpacing(12)
        ligne.addWidget(self._signe, 0, Qt.AlignmentFlag.AlignTop)
        ligne.addLayout(textes, 1)
        ligne.addWidget(self._fermer, 0, Qt.AlignmentFlag.AlignTop)
        self.hide()

    def montrer_erreur(self, erreur: AppError, *actions: Bouton, ton: str = "erreur") -> None:
        """Word an error: what, why, what to do, in that order."""
        from ui.messages import mots  # noqa: PLC0415 - the lock screen must not wait for it

        dit = mots(erreur)
        self._montrer((dit.titre, dit.pourquoi, dit.que_faire), ton, *actions)

    def dire(self, titre: str, ton: str = "info", *actions: Bouton) -> None:
        """Say one sentence."""
        self._montrer((titre, "", ""), ton, *actions)

    def montrer(self, texte: Texte, ton: str = "info", *actions: Bouton) -> None:
        """Say a text in a tone, with buttons under it."""
        self._montrer((texte.titre, texte.pourquoi, texte.que_faire), ton, *actions)

    def _montrer(self, dits: tuple[str, str, str], ton: str, *actions: Bouton) -> None:
        self._signe.setText(_SIGNES.get(ton, ""))
        etiquettes = (self._titre, self._pourquoi, self._que_faire)
        for etiquette, dit in zip(etiquettes, dits, strict=True):
            etiquette.setText(dit)
            etiquette.setVisible(bool(dit))
        self._vider_actions()
        self._rangee.setVisible(bool(actions))
        for bouton in actions:
            self._actions.addWidget(bouton)
        if actions:
            self._actions.addStretch(1)
        self.setProperty("ton", ton)
        self.setAccessibleName(" ".join(p for p in (dits[0], dits[2]) if p))
        repolir(self)
        self.show()

    def texte(self) -> str:
        """What is said now, empty when hidden."""
        if self.isHidden():
            return ""
        dits = (self._titre.text(), self._pourquoi.text(), self._que_faire.text())
        return "\n".join(d for d in dits if d)

    def fermer(self) -> None:
        """Close it."""
        if not self.isHidden():
            self.hide()
            self.ferme.emit()

    def _vider_actions(self) -> None:
        while self._actions.count():
            element = self._actions.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.deleteLater()


class EtatVide(QWidget):
    """What an empty page is for, and the first thing to do."""

    def __init__(
        self,
        titre: str,
        texte: str = "",
        bouton: str = "",
        action: Callable[[], object] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.titre = Titre(titre, section=True)
        self.texte = Etiquette(texte, "secondaire", retour_ligne=True)
        self.bouton = Bouton(bouton, action)
        if not bouton:
            self.bouton.hide()  # never `setVisible(True)` on a widget without parent: a window
        for etiquette in (self.titre, self.texte):
            etiquette.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            etiquette.setWordWrap(True)
        self.texte.setMaximumWidth(480)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 32, 24, 32)
        boite.setSpacing(8)
        boite.addStretch(1)
        boite.addWidget(self.titre)
        ligne = QHBoxLayout()
        ligne.addStretch(1)
        ligne.addWidget(self.texte, 10)
        ligne.addStretch(1)
        boite.addLayout(ligne)
        boite.addSpacing(8)
        boite.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignHCenter)
        boite.addStretch(2)
