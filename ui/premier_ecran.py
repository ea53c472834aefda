"""What must be on screen first: the window with its lock screen, and nothing else.

The rest of the shell (`ui.application`) is imported and built once this is painted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.core.settings import DERNIERE_BASE
from ui.lock_screen import LockScreen
from ui.main_window import MainWindow
from ui.theme import Theme
from ui.traduction import TraductionQt

if TYPE_CHECKING:
    from app.core.settings import Settings


class PremierEcran:
    """The dressed window; it shows the lock screen of `base` or of the last base, if any."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.theme = Theme(settings)
        self.traduction = TraductionQt()
        self.chemin: Path | None = None
        self.theme.appliquer()
        self.traduction.installer()
        self.fenetre = MainWindow(self.theme)
        self.verrou = LockScreen(self.theme)

    def montrer(self, base: Path | None = None) -> None:
        """Show the window; it stays empty when there is no base to ask for."""
        derniere = self.settings.lire(DERNIERE_BASE)
        chemin = base or (Path(derniere) if derniere else None)
        if chemin is not None and (base is not None or chemin.exists()):
            self.chemin = chemin
            self.verrou.annoncer(chemin)
            self.fenetre.montrer(self.verrou)
        self.fenetre.show()
