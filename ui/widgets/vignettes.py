"""Small pictures in rows: arrows move, Enter opens, Suppr takes away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.tableau import infobulle

LARGEUR, HAUTEUR = 112, 84
ROLE_ID = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Vignette:
    """A picture of the list: its id, what is written under it, the rest of what is known."""

    id: UUID
    legende: str
    detail: str

    @property
    def phrase(self) -> str:
        """All of it, as one hears it or reads it on it."""
        return " · ".join(x for x in (self.legende, self.detail) if x)


class Vignettes(QListWidget):
    """Pictures by id; they may come after the list itself (`poser`)."""

    ouverte = Signal(object)
    retiree = Signal(object)

    def __init__(self, theme: Theme, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taille = QSize(theme.px(LARGEUR), theme.px(HAUTEUR))
        self.setAccessibleName(nom)
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setMovement(QListWidget.Movement.Static)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.NoDragDrop)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIconSize(self._taille)
        haut = self.fontMetrics().lineSpacing() + theme.px(14)
        self.setGridSize(self._taille + QSize(theme.px(12), haut))
        self.setMinimumHeight(self.gridSize().height() + theme.px(20))
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self._attente = QPixmap(self._taille)
        self._attente.fill(QColor(0, 0, 0, 0))
        self.itemActivated.connect(lambda e: self.ouverte.emit(e.data(ROLE_ID)))

    def remplir(self, vignettes: Sequence[Vignette]) -> None:
        """Show these, keeping the current one; their pictures come with `poser`."""
        courante = self.courante()
        self.clear()
        for rang, vignette in enumerate(vignettes):
            element = QListWidgetItem(QIcon(self._attente), vignette.legende)
            element.setData(ROLE_ID, vignette.id)
            element.setData(Qt.ItemDataRole.AccessibleTextRole, vignette.phrase)
            element.setToolTip(infobulle(vignette.phrase))
            self.addItem(element)
            if vignette.id == courante:
                self.setCurrentRow(rang)

    def poser(self, images: Mapping[UUID, QImage]) -> None:
        """Put pictures in their places."""
        for rang in range(self.count()):
            element = self.item(rang)
            image = images.get(element.data(ROLE_ID))
            if image is not None and not image.isNull():
                element.setIcon(QIcon(_a_la_taille(image, self._taille, self.devicePixelRatio())))

    def en_rangee(self, oui: bool) -> None:
        """One row that scrolls sideways, or as many rows as needed."""
        self.setWrapping(not oui)
        self.setMinimumWidth(0 if oui else self.sizeHint().width())
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Fixed if oui else QSizePolicy.Policy.Expanding,
        )

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Two pictures wide, one high: there may be room for more."""
        return QSize(2 * self.gridSize().width() + 28, self.minimumHeight())

    def courante(self) -> UUID | None:
        """The id of the current picture."""
        element = self.currentItem()
        id_ = element.data(ROLE_ID) if element is not None else None
        return id_ if isinstance(id_, UUID) else None

    def ids(self) -> list[UUID]:
        """The pictures shown, in order."""
        return [self.item(rang).data(ROLE_ID) for rang in range(self.count())]

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on a picture."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event
        if self.count() and self.currentRow() < 0:
            self.setCurrentRow(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter opens, Suppr takes away; letters are the page's."""
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        id_ = self.courante()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and id_ is not None:
            self.ouverte.emit(id_)
        elif event.key() == Qt.Key.Key_Delete and id_ is not None:
            self.retiree.emit(id_)
        elif event.text().isalpha() or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        else:
            super().keyPressEvent(event)
            return
        event.accept()


def _a_la_taille(image: QImage, taille: QSize, densite: float) -> QPixmap:
    """The whole picture, as large as that size allows on this screen."""
    mode = Qt.AspectRatioMode.KeepAspectRatio
    pixmap = QPixmap.fromImage(
        image.scaled(taille * densite, mode, Qt.TransformationMode.SmoothTransformation)
    )
    pixmap.setDevicePixelRatio(densite)
    return pixmap
