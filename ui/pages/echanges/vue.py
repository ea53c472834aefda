"""What a view of the exchanges page answers to, alone in a tab or beside others in a group."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from PySide6.QtWidgets import QSizePolicy, QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from ui.contexte import Contexte


class Vue(Protocol):
    """A widget that reads itself again and says where one begins."""

    def rafraichir(self) -> None:
        """Read again what is shown; what is being typed stays."""
        ...

    def premier_champ(self) -> QWidget | None:
        """Where the focus goes on arrival."""
        ...


Fabrique = Callable[[Contexte], Any]


class Groupe(QWidget):
    """Views under one tab, each built when it is first looked at.

    `change` is called with the name of the view one goes to.
    """

    def __init__(
        self,
        contexte: Contexte,
        nom: str,
        fabriques: Mapping[str, tuple[Fabrique, str]],
        change: Callable[[str], object],
    ) -> None:
        super().__init__()
        self._contexte = contexte
        self._fabriques = dict(fabriques)
        self._construites: dict[str, Any] = {}
        self._change = change
        self.onglets = QTabWidget()
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setDrawBase(False)  # the style draws it white, even in the dark
        self.onglets.setAccessibleName(nom)
        for _fabrique, titre in self._fabriques.values():
            self.onglets.addTab(place(), titre)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.addWidget(self.onglets)
        self.onglets.currentChanged.connect(self._onglet_change)

    @property
    def nom(self) -> str:
        """The name of the view shown."""
        return list(self._fabriques)[self.onglets.currentIndex()]

    @property
    def courante(self) -> Any:
        """The view shown, built if need be."""
        return self.vue(self.nom)

    def construite(self, nom: str) -> Any | None:
        """The view of that name if one already looked at it."""
        return self._construites.get(nom)

    def vue(self, nom: str) -> Any:
        """The view of that name, built the first time it is asked for."""
        if nom not in self._construites:
            vue = self._fabriques[nom][0](self._contexte)
            self._construites[nom] = vue
            loger(vue, self.onglets.widget(list(self._fabriques).index(nom)))
        return self._construites[nom]

    def aller(self, nom: str) -> None:
        """Show the view of that name."""
        if nom in self._fabriques:
            self.onglets.setCurrentIndex(list(self._fabriques).index(nom))

    def viser(self, arguments: Mapping[str, Any]) -> None:
        """Show the view named `vue`; give it the rest when it has a use for it."""
        self.aller(str(arguments.get("vue", "")))
        viser = getattr(self.courante, "viser", None)
        if viser is not None:
            viser(arguments)

    def concernee(self, changes: Changes) -> bool:
        """Whether the view shown must be read again."""
        concernee = getattr(self.courante, "concernee", None)
        return bool(concernee(changes)) if concernee is not None else False

    def rafraichir(self) -> None:
        """Read the view shown again."""
        self.courante.rafraichir()

    def premier_champ(self) -> QWidget | None:
        """Where one begins in the view shown."""
        champ: QWidget | None = self.courante.premier_champ()
        return champ

    def _onglet_change(self, _rang: int) -> None:
        self._change(self.nom)
        self.rafraichir()


def ceder(bouton: QWidget, a: QWidget) -> None:
    """Nobody presses this button twice; the keyboard, if it was there, goes on from `a`."""
    if bouton.hasFocus():
        a.setFocus()
    bouton.setEnabled(False)


def souple(widget: QWidget, haut: int) -> None:
    """Let it be as low as `haut` pixels: the buttons under it stay on the screen."""
    widget.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
    widget.setMinimumHeight(haut)


def place() -> QWidget:
    """Where a view will stand once it is built."""
    vide = QWidget()
    boite = QVBoxLayout(vide)
    boite.setContentsMargins(0, 0, 0, 0)
    return vide


def loger(vue: QWidget, ou: QWidget | None) -> None:
    """Put a view in its place."""
    boite = ou.layout() if ou is not None else None
    if boite is not None:
        boite.addWidget(vue)
