"""Noting that a household was told: how, and who heard it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.core.i18n import _
from app.services.annonces import AnnonceLigne, Canal
from app.services.documents.vocabulaire import dire, majuscule
from ui.widgets import LigneForm
from ui.widgets.bande import Bande


class BandeAnnonce(Bande):
    """`prevenir` carries the announcement, the channel and who was told."""

    prevenir = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("C’est dit"), self.valider, parent)
        self.canal = QComboBox()
        self.canal.setAccessibleName(_("Prévenu comment"))
        for canal in Canal:
            self.canal.addItem(majuscule(dire(canal)), canal)
        self.a_qui = QLineEdit()
        self._comment = LigneForm(_("Prévenu comment"), self.canal)
        self._qui = LigneForm(_("À qui c’est dit"), self.a_qui)
        self.placer(((self._comment, 1), (self._qui, 2)))
        self.a_qui.returnPressed.connect(self.valider)

    def ouvrir(self, annonce: AnnonceLigne) -> None:
        """Ask for that announcement; a call to the household itself is proposed."""
        self.canal.setCurrentIndex(self.canal.findData(Canal.TELEPHONE))
        self.a_qui.setText(annonce.menage)
        titre = _("{menage} est prévenu : {objet}").format(
            menage=annonce.menage, objet=annonce.objet
        )
        self.montrer(annonce, titre, self.a_qui)
        self.a_qui.selectAll()

    def valider(self) -> None:
        """Somebody heard it."""
        if not self.a_qui.text().strip():
            self._qui.erreur(_("Qui l’a entendu ou reçu ?"))
            self.a_qui.setFocus()
        elif self.objet is not None:
            self.prevenir.emit(self.objet, Canal(self.canal.currentData()), self.a_qui.text())
