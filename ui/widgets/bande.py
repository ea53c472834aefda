"""Asking two or three things in the page itself: Enter goes on, then validates; Esc leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.i18n import _
from ui.widgets.boutons import Bouton
from ui.widgets.champs import ChampDate, LigneForm
from ui.widgets.defilement import aller_au_champ
from ui.widgets.textes import Carte, Etiquette

_JOURS = 14  # proposed at first: two weekly meetings


class Bande(Carte):
    """A title, fields in a row, a verb; the subclass says what is done with them.

    `ferme` when one leaves, whether something was done or not.
    """

    ferme = Signal()

    def __init__(
        self, verbe: str, valider: Callable[[], object], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.objet: Any = None
        self.titre = Etiquette("", "section", retour_ligne=True)
        self.bouton = Bouton(verbe, valider, "principal")
        self.annuler = Bouton(_("Laisser"), self.fermer, "discret")
        self._lignes: list[LigneForm] = []
        self._rangee = QHBoxLayout()
        self._rangee.setSpacing(8)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(12, 8, 12, 8)
        boite.setSpacing(4)
        boite.addWidget(self.titre)
        boite.addLayout(self._rangee)
        self.hide()

    def placer(self, lignes: Sequence[tuple[LigneForm, int]]) -> None:
        """The fields, with the share of the width each takes."""
        for ligne, part in lignes:
            self._lignes.append(ligne)
            self._rangee.addWidget(ligne, part)
        for bouton in (self.annuler, self.bouton):
            self._rangee.addWidget(bouton, 0, Qt.AlignmentFlag.AlignBottom)

    def montrer(self, objet: Any, titre: str, champ: QWidget) -> None:
        """Ask about `objet`, starting from that field."""
        self.objet = objet
        self.titre.setText(titre)
        for ligne in self._lignes:
            ligne.erreur("")
        self.show()
        aller_au_champ(champ)

    def fermer(self) -> None:
        """Nothing more is asked."""
        self.hide()
        self.objet = None
        self.ferme.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Esc leaves things as they are."""
        if event.key() == Qt.Key.Key_Escape:
            self.fermer()
            event.accept()
            return
        super().keyPressEvent(event)


class BandeVeille(Bande):
    """Until when a household may sleep, and why.

    `endormir` carries what it was opened for, the last day and the reason.
    """

    endormir = Signal(object, object, str)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("Mettre en veille"), self.valider, parent)
        self._clock = clock
        self.date = ChampDate(clock, _("Jusqu’au"))
        self.motif = QLineEdit()
        self.motif.setPlaceholderText(_("rendez-vous pris, famille jointe, absente jusqu’à…"))
        self._jour = LigneForm(_("Jusqu’au"), self.date)
        self._pourquoi = LigneForm(_("Pourquoi"), self.motif)
        self.placer(((self._jour, 1), (self._pourquoi, 3)))
        self.date.returnPressed.connect(self.motif.setFocus)
        self.motif.returnPressed.connect(self.valider)

    def ouvrir(self, objet: Any, nom: str) -> None:
        """Ask for the household of that name; two weeks are proposed."""
        self.date.fixer(self._clock.today() + timedelta(days=_JOURS))
        self.motif.clear()
        titre = _("Mettre en veille : {nom}").format(nom=nom)
        self.montrer(objet, titre, self.date)
        self.date.selectAll()

    def valider(self) -> None:
        """Both are needed: nobody sleeps without an end and a reason."""
        jour = self.date.valeur()
        self._jour.erreur("" if jour else _("Quel jour ? Par exemple +14, 24/11"))
        self._pourquoi.erreur("" if self.motif.text().strip() else _("Quelques mots suffisent"))
        if jour is None:
            self.date.setFocus()
        elif not self.motif.text().strip():
            self.motif.setFocus()
        elif self.objet is not None:
            self.endormir.emit(self.objet, jour, self.motif.text())
