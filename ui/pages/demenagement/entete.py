"""Who moves, from where to where, when, with whom: never scrolls away."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.services.demenagements import DossierDemenagement
from ui.pages.demenagement import mots
from ui.widgets import Bouton, Carte, Etiquette
from ui.widgets.tableau import infobulle


class EnteteDemenagement(Carte):
    """The name large, the day and the state, the two homes, the crew."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nom = Etiquette("", "nom", copiable=True)
        self.nom.setMinimumWidth(1)
        self.etat = Etiquette("", "section")
        self.quand = Etiquette("", "section", retour_ligne=True)
        self.trajet = Etiquette("", retour_ligne=True, copiable=True)
        self.equipage = Etiquette("", "secondaire", retour_ligne=True, copiable=True)
        self._boutons = QHBoxLayout()
        self._boutons.setSpacing(8)
        identite = QHBoxLayout()
        identite.setSpacing(12)
        identite.addWidget(self.nom)
        identite.addWidget(self.etat)
        identite.addStretch(1)
        self._tete = tete = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tete.setSpacing(8)
        tete.addLayout(identite, 1)
        tete.addLayout(self._boutons)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 8, 16, 10)
        boite.setSpacing(2)
        boite.addLayout(tete)
        for ligne in (self.quand, self.trajet, self.equipage):
            boite.addWidget(ligne)

    def ajouter_action(self, bouton: Bouton) -> None:
        """Put a button at the end of the first line."""
        self._boutons.addWidget(bouton)

    def ajouter_ligne(self, widget: QWidget) -> None:
        """Put a line under what is told of the move."""
        boite = self.layout()
        if boite is not None:
            boite.addWidget(widget)

    def annoncer(self, nom: str, sens: str = "") -> None:
        """Only who it is about, while nothing is planned yet."""
        self.nom.setText(nom)
        self.nom.setToolTip(infobulle(nom))
        self.etat.setText("")
        self.quand.setText(sens)
        self.quand.setVisible(bool(sens))
        for ligne in (self.trajet, self.equipage):
            ligne.hide()
        self._arranger()

    def remplir(self, dossier: DossierDemenagement) -> None:
        """Show this move."""
        lu = dossier.demenagement
        self.annoncer(lu.menage, f"{mots.sens(lu.sens)} · {mots.quand(lu)}")
        self.etat.setText(mots.etat(lu.etat))
        self.trajet.setText(mots.trajet(lu, dossier.depuis, dossier.vers))
        self.equipage.setText(mots.equipage(lu))
        for ligne in (self.trajet, self.equipage):
            ligne.show()
        self._arranger()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Too narrow for one line, the buttons go under the name."""
        super().resizeEvent(event)
        self._arranger()

    def _arranger(self) -> None:
        dits = self.nom.sizeHint().width() + self.etat.sizeHint().width()
        tient = dits + self._boutons.sizeHint().width() + 80 <= self.width()
        sens = QBoxLayout.Direction
        self._tete.setDirection(sens.LeftToRight if tient else sens.TopToBottom)
