"""The height of a household page, shared between its story and its tabs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QSplitter, QTabWidget, QWidget

from ui.theme import Theme

HAUTEUR_MIN = 240
PARTS, PARTS_AMPLES = (560, 440), (350, 650)  # the story above, the tabs under it
AMPLES = frozenset({"parcours"})  # tabs with much to show
SERRE = 560  # a page lower than this shows the story, or a tab, never half of both


class Partage(QSplitter):
    """What waits and the thread above, the tabs under them; each may have all the height.

    On a low screen (large text, small laptop) the tabs are only their bar until one is chosen,
    which then takes the place of the story. `change` carries whether the story is out of sight.
    """

    change = Signal(bool)

    def __init__(self, theme: Theme, attente: QWidget, fil: QWidget, onglets: QTabWidget) -> None:
        super().__init__(Qt.Orientation.Vertical)
        self._theme = theme
        self._onglets = onglets
        self._serre = self._ample = self._regle = False
        self._voulu: bool | None = None  # what a hand last asked for; kept until the lock
        self.haut = QSplitter(Qt.Orientation.Horizontal)
        for partie, part in ((attente, 2), (fil, 3)):
            self.haut.addWidget(partie)
            self.haut.setStretchFactor(self.haut.count() - 1, part)
        self.haut.setHandleWidth(16)
        self.addWidget(self.haut)
        self.addWidget(onglets)
        self.setStretchFactor(0, 3)
        self.setStretchFactor(1, 2)
        self.setHandleWidth(8)
        self.setSizes(list(PARTS))
        for partage in (self.haut, self):
            partage.setChildrenCollapsible(False)
        # What is inside scrolls by itself: the page takes the height there is, and no more.
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.setMinimumHeight(HAUTEUR_MIN)
        self.splitterMoved.connect(self._regler)

    @property
    def ample(self) -> bool:
        """Whether a tab has all the height, the story being out of sight."""
        return self._ample

    def mesurer(self, hauteur: int) -> None:
        """The page is that high now."""
        serre = hauteur < self._theme.px(SERRE)
        if serre != self._serre:
            self._serre = serre
            self._poser(bool(self._voulu) or (serre and self._ample))

    def arriver(self, onglet: str, voulu: object = None) -> None:
        """Another household, or the way back: `onglet`, one came for a tab; `voulu`, as left."""
        if isinstance(voulu, bool):
            self._voulu = voulu
        self._poser(bool(self._voulu))
        if onglet:
            self.choisir(onglet)

    def choisir(self, nom: str) -> None:
        """A hand chose that tab: it gets what it needs to be read."""
        if self._serre:
            self._poser(True)
        elif not self._regle and not self._ample:
            self.setSizes(list(PARTS_AMPLES if nom in AMPLES else PARTS))

    def basculer(self) -> bool:
        """All the height to the tabs, or the story back; returns which, kept for later."""
        self._voulu = not self._ample
        self._poser(self._voulu)
        return self._voulu

    def montrer_recit(self) -> None:
        """Bring the story back into sight."""
        if self._ample:
            self._poser(False)

    def _regler(self, *_args: object) -> None:
        """A hand moved the splitter: it stays where it was put."""
        self._regle = True

    def _poser(self, ample: bool) -> None:
        self._ample = ample
        self.haut.setVisible(not ample)
        barre = self._onglets.tabBar().sizeHint().height() + 2
        pleine = 16777215  # QWIDGETSIZE_MAX
        self._onglets.setMaximumHeight(barre if self._serre and not ample else pleine)
        self.change.emit(ample)
