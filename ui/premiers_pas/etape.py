"""The frame every step shares: a card in the middle, a title, a banner, buttons at the foot."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError
from ui.theme import Theme
from ui.widgets import Bandeau, Bouton, Carte, Etiquette, Titre


class Etape(QScrollArea):
    """One step; subclasses add to `corps` and put their buttons with `boutons`."""

    def __init__(self, theme: Theme, titre: str, texte: str = "") -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.theme = theme
        carte = Carte()
        carte.setMinimumWidth(theme.px(440))
        carte.setMaximumWidth(theme.px(600))
        self.bandeau = Bandeau()
        self.corps = QVBoxLayout()
        self.corps.setSpacing(theme.px(12))
        self._pied = QHBoxLayout()
        interieur = QVBoxLayout(carte)
        interieur.setContentsMargins(32, 24, 32, 24)
        interieur.setSpacing(theme.px(12))
        self.titre = Titre(titre)
        self.titre.setWordWrap(True)
        interieur.addWidget(self.titre)
        if texte:
            interieur.addWidget(Etiquette(texte, retour_ligne=True))
        interieur.addWidget(self.bandeau)
        interieur.addLayout(self.corps)
        interieur.addSpacing(8)
        interieur.addLayout(self._pied)
        fond = QWidget()
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(carte, 100)
        rangee.addStretch(1)
        boite = QVBoxLayout(fond)
        boite.addStretch(1)
        boite.addLayout(rangee)
        boite.addStretch(2)
        self.setWidget(fond)

    def boutons(self, *boutons: Bouton) -> None:
        """Secondary buttons on the left, the last one bottom right."""
        for bouton in boutons[:-1]:
            self._pied.addWidget(bouton)
        self._pied.addStretch(1)
        self._pied.addWidget(boutons[-1])

    def refuser(self, erreur: AppError) -> None:
        """Say what is wrong, at the top of the card."""
        self.bandeau.montrer_erreur(erreur)
        self.ensureWidgetVisible(self.bandeau)
