"""What every page is given: the few objects of the shell, and nothing global."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.changes import Changes, OperationId
from app.core.errors import AppError
from app.core.settings import Settings
from ui.brouillons import Brouillons
from ui.guichet import ouvrir_transport
from ui.jobs import JobRunner
from ui.navigation import Navigation
from ui.store import Store
from ui.theme import Theme

if TYPE_CHECKING:
    from uuid import UUID

    from app.core.clock import Clock
    from app.core.paths import Paths
    from app.domain.catalogues import Catalogues
    from app.services.acces import BaseServie


class ChoixCite(QObject):
    """The estate chosen in the header, or None for all; lists filter on it."""

    change = Signal(object)  # UUID | None

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._id: UUID | None = None

    @property
    def id(self) -> UUID | None:
        """The chosen estate."""
        return self._id

    def choisir(self, id_: UUID | None) -> None:
        """Choose an estate, or all of them."""
        if id_ != self._id:
            self._id = id_
            self.change.emit(id_)


class Avis(QObject):
    """Short things said to the person without stopping them."""

    enregistre = Signal(str, object)  # text, OperationId | None
    erreur = Signal(object)  # AppError
    information = Signal(str)
    restauration = Signal(object)  # Path of the backup to put back


@dataclass(frozen=True)
class Session:
    """Which base is open, where, and by whom; `servie` guards its key (settings page)."""

    chemin: str = ""
    intervenant_id: UUID | None = None
    utilisateur: str = ""
    servie: BaseServie | None = None


@dataclass(frozen=True)
class Contexte:
    """The shell as a page sees it."""

    jobs: JobRunner
    store: Store
    navigation: Navigation
    settings: Settings
    theme: Theme
    clock: Clock
    paths: Paths
    brouillons: Brouillons
    cite: ChoixCite
    avis: Avis
    session: Callable[[], Session]
    catalogues: Callable[[], Catalogues]
    """The catalogues, read at the first call."""
    transports: Callable[[Any], Any] = ouvrir_transport
    """What reaches a destination (`FabriqueTransports`)."""

    def signaler_enregistre(self, operation: OperationId | Changes | None, texte: str = "") -> None:
        """Say "Enregistré à 10:42 · Annuler"; `texte` says what was saved. Never stops anyone."""
        if isinstance(operation, Changes):
            operation = operation.operation
        self.avis.enregistre.emit(texte, operation)

    def signaler_erreur(self, erreur: AppError) -> None:
        """Show the words of `erreur` in the banner above the page."""
        self.avis.erreur.emit(erreur)

    def informer(self, texte: str) -> None:
        """Say a short sentence in the status line."""
        self.avis.information.emit(texte)
