"""Every action in a menu with its shortcut; the same actions feed the palette."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from ui.navigation import Action


@dataclass
class Menu:
    """One menu of the bar: its title, its actions, None for a separator."""

    titre: str
    actions: list[Action | None] = field(default_factory=list)


class Menus:
    """The menu bar of a window, rebuilt when the shell or the page changes."""

    def __init__(self, fenetre: QMainWindow) -> None:
        self._fenetre = fenetre
        self._menu_page: QMenu | None = None
        self._fixes: list[Action] = []
        self._de_la_page: list[Action] = []

    @property
    def actions(self) -> list[Action]:
        """Every action now in a menu, the page's first."""
        return [*self._de_la_page, *self._fixes]

    def construire(self, menus: Sequence[Menu], titre_page: str, rang_page: int = 1) -> None:
        """Build the bar; the page's own menu comes at `rang_page`."""
        self.vider()
        barre = self._fenetre.menuBar()
        for rang, menu in enumerate(menus):
            if rang == rang_page:
                self._menu_page = barre.addMenu(titre_page)
            visible = barre.addMenu(menu.titre)
            for action in menu.actions:
                if action is None:
                    visible.addSeparator()
                else:
                    visible.addAction(self._qt(action, visible))
                    self._fixes.append(action)
        barre.show()

    def de_la_page(self, actions: Sequence[Action]) -> None:
        """Show what one can do on the page one is on."""
        self._de_la_page = list(actions)
        menu = self._menu_page
        if menu is None:
            return
        for ancienne in menu.actions():
            ancienne.setShortcut(QKeySequence())
            ancienne.deleteLater()
        menu.clear()
        for action in actions:
            menu.addAction(self._qt(action, menu))
        menu.menuAction().setVisible(bool(actions))

    def revoir_la_page(self, actions: Sequence[Action]) -> None:
        """What one can do on that same page now; nothing moves when it is what was shown."""
        if _dites(actions) != _dites(self._de_la_page):
            self.de_la_page(actions)

    def vider(self) -> None:
        """No menu, no shortcut (lock)."""
        barre = self._fenetre.menuBar()
        for action in barre.actions():
            menu = action.menu()
            if isinstance(menu, QMenu):
                menu.clear()
                menu.deleteLater()
        barre.clear()
        barre.hide()
        self._menu_page = None
        self._fixes, self._de_la_page = [], []

    def _qt(self, action: Action, parent: QMenu) -> QAction:
        visible = QAction(action.texte.replace("&", "&&"), parent)
        visible.setObjectName(action.nom)
        if action.raccourci:
            visible.setShortcut(QKeySequence(action.raccourci))
        visible.triggered.connect(_sans_argument(action.declencher))
        return visible


def _dites(actions: Sequence[Action]) -> list[tuple[str, str, str]]:
    return [(a.nom, a.texte, a.raccourci) for a in actions]


def _sans_argument(fonction: Callable[[], object]) -> Callable[[bool], None]:
    def appeler(_coche: bool = False) -> None:
        fonction()

    return appeler
