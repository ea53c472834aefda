"""What is around the pages once a base is open: header, navigation, banner, status line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ui.barre_navigation import BarreNavigation
from ui.contexte import ChoixCite
from ui.entete import Entete
from ui.ligne_etat import LigneEtat
from ui.navigation import Page
from ui.pile import Pile
from ui.theme import Theme
from ui.widgets import Bandeau


class Coquille(QWidget):
    """Header above, pages on the left, the page, the status line below."""

    def __init__(
        self, theme: Theme, cite: ChoixCite, pile: Pile, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.entete = Entete(theme, cite)
        self.barre = BarreNavigation(theme)
        self.bandeau = Bandeau()
        self.pile = pile
        self.etat = LigneEtat()
        self._cadre_bandeau = QFrame()
        marges = QVBoxLayout(self._cadre_bandeau)
        marges.setContentsMargins(16, 12, 16, 0)
        marges.addWidget(self.bandeau)
        self._cadre_bandeau.hide()
        self.bandeau.ferme.connect(self._cadre_bandeau.hide)
        self._defile = defile = QScrollArea()
        defile.setWidgetResizable(True)
        defile.setFrameShape(QFrame.Shape.NoFrame)
        defile.setWidget(self.pile)
        defile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        centre = QVBoxLayout()
        centre.setSpacing(0)
        centre.addWidget(self._cadre_bandeau)
        centre.addWidget(defile, 1)
        milieu = QHBoxLayout()
        milieu.setSpacing(0)
        milieu.addWidget(self.barre)
        milieu.addLayout(centre, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(0)
        boite.addWidget(self.entete)
        boite.addLayout(milieu, 1)
        boite.addWidget(self.etat)

    def proposer(self, pages: Sequence[type[Page]]) -> None:
        """Show these pages on the left."""
        self.barre.proposer([p for p in pages if p.dans_barre])

    def lacher_pile(self) -> None:
        """Let the pages outlive this shell."""
        pile = self._defile.takeWidget()
        if pile is not None:
            pile.setParent(None)

    def montrer_bandeau(self) -> Bandeau:
        """The banner above the page, ready to say something."""
        self._cadre_bandeau.show()
        return self.bandeau
