"""Pages, where one is, and the way back. Pages never know each other: they go by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.core.changes import Changes
from app.core.i18n import _
from ui.effacement import effacer

if TYPE_CHECKING:
    from ui.contexte import Contexte

HISTORIQUE_MAX = 100


@dataclass(frozen=True, slots=True)
class Action:
    """Something one can do: shown in menus and in the command palette with its shortcut.

    `genre` says what was found, when it is no action of ours (a household, a complaint).
    """

    nom: str
    texte: str
    declencher: Callable[[], object]
    raccourci: str = ""
    icone: str = ""
    genre: str = ""


class Page(QWidget):
    """One screen. Subclasses name themselves and are built with the `Contexte`.

    `titre` is deferred (`N_`); `rang` orders the navigation; `dans_barre` is False for pages one
    only reaches from another, and `rattachee` then names the page marked on the left; `aide` is
    the guide page F1 opens; `premier_champ` takes the focus.
    """

    nom: ClassVar[str] = ""
    titre: ClassVar[str] = ""
    icone: ClassVar[str] = ""
    raccourci: ClassVar[str] = ""
    rang: ClassVar[int] = 100
    dans_barre: ClassVar[bool] = True
    rattachee: ClassVar[str] = ""
    aide: ClassVar[str] = ""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.setObjectName(f"page_{self.nom}")
        self.setAccessibleName(self.titre_affiche())

    def titre_affiche(self) -> str:
        """The title in the language spoken now."""
        return _(self.titre)

    def afficher(self, **arguments: Any) -> None:
        """Show these things; called each time one arrives here, also when coming back."""

    def quitter(self) -> None:
        """One is leaving this page (its drafts are already kept by `Brouillons`)."""

    def commandes(self) -> list[Action]:
        """What one can do here, for the menu *Action* and the palette.

        Asked on arrival, and again at each `redire_commandes`.
        """
        return []

    def redire_commandes(self) -> None:
        """What one can do here is no longer the same: the menu and its keys follow."""
        self.contexte.navigation.redire_commandes(self)

    def concernee(self, changes: Changes) -> bool:
        """Whether `changes` touches what is shown; then `rafraichir` is called."""
        return False

    def rafraichir(self) -> None:
        """Read again what is shown, keeping selection and typing."""

    def premier_champ(self) -> QWidget | None:
        """The widget that takes the focus on arrival."""
        return None


@dataclass(frozen=True, slots=True)
class Lieu:
    """A page with its arguments: one stop of the history."""

    nom: str
    arguments: Mapping[str, Any] = field(default_factory=dict)


class Navigation(QObject):
    """Where one is. Pages are built on first visit and forgotten at lock.

    `change` carries the `Page` now shown, `commandes` that page when what it can do changed;
    `inconnue` the name nobody registered.
    """

    change = Signal(object)
    commandes = Signal(object)
    inconnue = Signal(str)

    def __init__(self, pile: QStackedWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pile = pile
        self._fabriques: dict[str, Callable[[], Page]] = {}
        self._pages: dict[str, Page] = {}
        self._historique: list[Lieu] = []
        self._suivants: list[Lieu] = []
        self._lieu: Lieu | None = None

    def inscrire(self, nom: str, fabrique: Callable[[], Page]) -> None:
        """Make a page reachable under `nom`."""
        self._fabriques[nom] = fabrique

    def connait(self, nom: str) -> bool:
        """Whether a page is registered under `nom`."""
        return nom in self._fabriques

    @property
    def lieu(self) -> Lieu | None:
        """Where one is now."""
        return self._lieu

    @property
    def page(self) -> Page | None:
        """The page shown now."""
        return self._pages.get(self._lieu.nom) if self._lieu else None

    def aller(self, nom: str, **arguments: Any) -> None:
        """Show a page; an unregistered name is told by `inconnue` and changes nothing."""
        if nom not in self._fabriques:
            self.inconnue.emit(nom)
            return
        lieu = Lieu(nom, arguments)
        if self._lieu is not None and self._lieu != lieu:
            self._historique.append(self._lieu)
            del self._historique[:-HISTORIQUE_MAX]
            self._suivants.clear()
        self._montrer(lieu)

    def memoriser(self, **arguments: Any) -> None:
        """Change the arguments of the place one is at (a filter, a tab) for the way back."""
        if self._lieu is not None:
            self._lieu = Lieu(self._lieu.nom, {**self._lieu.arguments, **arguments})

    def redire_commandes(self, page: Page) -> None:
        """Tell that `page` can do other things, if it is the one shown."""
        if page is self.page:
            self.commandes.emit(page)

    @property
    def peut_reculer(self) -> bool:
        """Whether there is somewhere to go back to."""
        return bool(self._historique)

    def retour(self) -> bool:
        """Go back; returns False when there is nowhere to go."""
        if not self._historique or self._lieu is None:
            return False
        self._suivants.append(self._lieu)
        self._montrer(self._historique.pop())
        return True

    def avancer(self) -> bool:
        """Undo a `retour`; returns False when there is nowhere to go."""
        if not self._suivants or self._lieu is None:
            return False
        self._historique.append(self._lieu)
        self._montrer(self._suivants.pop())
        return True

    def reprendre(self) -> None:
        """Show again where one was (after a lock), or nothing when nowhere."""
        if self._lieu is not None:
            self._montrer(self._lieu)

    def oublier_pages(self) -> None:
        """Destroy every page and what it shows; places and history stay."""
        for page in self._pages.values():
            self._pile.removeWidget(page)
            page.hide()
            effacer(page)
        self._pages.clear()

    def vider(self) -> None:
        """Forget pages, places and history (another base, another person)."""
        self.oublier_pages()
        self._historique.clear()
        self._suivants.clear()
        self._lieu = None

    def pages_ouvertes(self) -> list[Page]:
        """The pages built so far."""
        return list(self._pages.values())

    def _montrer(self, lieu: Lieu) -> None:
        ancienne = self.page
        if ancienne is not None and self._lieu is not None and ancienne.nom != lieu.nom:
            ancienne.quitter()
        page = self._pages.get(lieu.nom)
        if page is None:
            page = self._fabriques[lieu.nom]()
            self._pages[lieu.nom] = page
            self._pile.addWidget(page)
        self._lieu = lieu
        self._pile.setCurrentWidget(page)
        page.afficher(**lieu.arguments)
        champ = page.premier_champ()
        if champ is not None:
            champ.setFocus()
        self.change.emit(page)
