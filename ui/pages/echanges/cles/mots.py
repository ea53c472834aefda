"""The six words of a key, large enough to be read over the telephone."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFrame, QGridLayout, QWidget

from app.core.i18n import _
from ui.theme import Theme
from ui.widgets import Carte, Etiquette

PAR_LIGNE = 2  # three do not fit beside the list in large print


class SixMots(Carte):
    """Numbered words, two a line; a screen reader says them in order."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.mots: tuple[str, ...] = ()
        self._cases: list[Etiquette] = []
        self.setFrameShape(QFrame.Shape.NoFrame)
        grille = QGridLayout(self)
        grille.setContentsMargins(theme.px(16), theme.px(12), theme.px(16), theme.px(12))
        grille.setHorizontalSpacing(theme.px(8))
        grille.setVerticalSpacing(theme.px(8))
        for rang in range(6):
            ligne, colonne = divmod(rang, PAR_LIGNE)
            case = Etiquette("", "titre", copiable=True)
            grille.addWidget(Etiquette(str(rang + 1), "secondaire"), ligne, 2 * colonne)
            grille.addWidget(case, ligne, 2 * colonne + 1)
            grille.setColumnStretch(2 * colonne + 1, 1)
            self._cases.append(case)

    def montrer(self, mots: Sequence[str]) -> None:
        """Show these words."""
        self.mots = tuple(mots)
        for case, mot in zip(self._cases, (*self.mots, *("",) * 6), strict=False):
            case.setText(mot)
        self.setAccessibleName(_("Les six mots : {mots}").format(mots=", ".join(self.mots)))
