"""One column of the board: complaints of a state as cards, in a list the keyboard walks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from PySide6.QtCore import (
    QByteArray,
    QMimeData,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QFont,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.core.i18n import _
from app.services.reclamations.lecture import ReclamationLigne
from ui.theme import Theme
from ui.widgets.tableau import infobulle

MIME = "application/x-voyette-reclamation"
_PETIT = 9  # points


@dataclass(frozen=True, slots=True)
class Carte:
    """What a card says: a bold line, two plain ones, what is awaited and in which colour."""

    ligne: ReclamationLigne
    titre: str
    defaut: str
    ou: str
    attendu: str
    couleur: str | None
    tout: str

    @property
    def phrase(self) -> str:
        """All of it, as one hears it."""
        return ". ".join(x for x in (self.titre, self.defaut, self.ou, self.attendu) if x)


class Cartes(QListWidget):
    """Arrows move, Enter opens, M offers the next states.

    `ouverte` and `mener` carry a row, `cote` -1 or 1 to go to the next column, `posee` the id of
    a card dropped here.
    """

    ouverte = Signal(object)
    mener = Signal(object, object)
    cote = Signal(int)
    posee = Signal(object)

    def __init__(self, theme: Theme, nom: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(nom)
        self.setAccessibleDescription(
            _("Flèches : d’une carte à l’autre. Entrée : ouvrir. M : faire avancer.")
        )
        self.setObjectName("cartes")
        self.setItemDelegate(_Dessin(theme, self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setTabKeyNavigation(False)
        self.setSpacing(0)
        self.setDragEnabled(True)
        self.setAcceptDrops(True)
        self.setDropIndicatorShown(False)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.itemDoubleClicked.connect(lambda element: self.ouverte.emit(_carte(element).ligne))

    def remplir(self, cartes: Sequence[Carte]) -> None:
        """Show these, keeping the card one is on."""
        ici, rang = self.courante(), self.currentRow()
        self.clear()
        for carte in cartes:
            element = QListWidgetItem()
            element.setData(Qt.ItemDataRole.UserRole, carte)
            element.setData(Qt.ItemDataRole.AccessibleTextRole, carte.phrase)
            element.setToolTip(infobulle(carte.tout))
            self.addItem(element)
        memes = [r for r, c in enumerate(cartes) if ici is not None and c.ligne.id == ici.id]
        if memes or (cartes and self.hasFocus()):
            # The keyboard may have come here before the cards did: it must be on one of them.
            self.setCurrentRow(memes[0] if memes else max(0, min(rang, self.count() - 1)))

    def courante(self) -> ReclamationLigne | None:
        """The complaint one is on."""
        element = self.currentItem()
        return _carte(element).ligne if element is not None else None

    def ligne_de(self, id_: UUID) -> ReclamationLigne | None:
        """The complaint of that id, when it is in this column."""
        lignes = (_carte(self.item(rang)).ligne for rang in range(self.count()))
        return next((li for li in lignes if li.id == id_), None)

    def venir(self, rang: int) -> None:
        """Take the keyboard, on that card or the last one."""
        self.setCurrentRow(max(0, min(rang, self.count() - 1)))
        self.setFocus()

    def sous_la_carte(self) -> QPoint:
        """Where a menu about the current card opens, on the screen."""
        rect = self.visualItemRect(self.currentItem()) if self.currentItem() else self.rect()
        return self.viewport().mapToGlobal(rect.bottomLeft() + QPoint(self._theme.px(8), 0))

    # --- hands -------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Left and right change column, Enter opens, M offers what comes next."""
        touche, ligne = event.key(), self.courante()
        if touche in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            self.cote.emit(-1 if touche == Qt.Key.Key_Left else 1)
        elif ligne is not None and touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ouverte.emit(ligne)
        elif ligne is not None and touche in (Qt.Key.Key_M, Qt.Key.Key_Menu):
            self.mener.emit(ligne, self.sous_la_carte())
        elif event.text().isalpha() or touche == Qt.Key.Key_Slash:
            event.ignore()  # never a search by letter: "/" is the field's
            return
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on a card."""
        super().focusInEvent(event)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """The card one was on looks quieter."""
        super().focusOutEvent(event)
        self.viewport().update()

    # --- dragging ----------------------------------------------------------------------------

    def mimeTypes(self) -> list[str]:  # noqa: N802 - Qt name
        """Only our own cards."""
        return [MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:  # noqa: N802 - Qt name
        """The id of the card; nothing of it leaves the window."""
        donnees = QMimeData()
        if items:
            donnees.setData(MIME, QByteArray(_carte(items[0]).ligne.id.hex.encode()))
        return donnees

    def supportedDropActions(self) -> Qt.DropAction:  # noqa: N802 - Qt name
        """A card is copied, then read again where the base says it is."""
        return Qt.DropAction.CopyAction

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt name
        """A card of another column may land here."""
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt name
        """Anywhere in the column."""
        if event.mimeData().hasFormat(MIME) and event.source() is not self:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt name
        """Tell which card came."""
        donnees = event.mimeData().data(MIME)
        if not donnees.isEmpty():
            event.acceptProposedAction()
            self.posee.emit(UUID(hex=bytes(donnees.data()).decode()))


class _Dessin(QStyledItemDelegate):
    """Draws a card: what it is about, where, what is awaited; a ring around the current one."""

    def __init__(self, theme: Theme, parent: Cartes) -> None:
        super().__init__(parent)
        self._theme, self._vue = theme, parent

    def sizeHint(  # noqa: N802 - Qt name
        self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Two lines of text, two smaller ones, and air around."""
        petit = QFont(option.font)
        petit.setPointSizeF(self._theme.pt(_PETIT))
        haut = 2 * (QFontMetrics(option.font).lineSpacing() + QFontMetrics(petit).lineSpacing())
        return QSize(self._theme.px(120), haut + self._theme.px(20))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The card of that row."""
        carte = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(carte, Carte):
            return
        px, couleur = self._theme.px, self._theme.couleur
        cadre = option.rect.adjusted(px(2), px(3), -px(2), -px(3))
        choisie = bool(option.state & QStyle.StateFlag.State_Selected)
        anneau = choisie and self._vue.hasFocus()
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(couleur("surface"))
        painter.setPen(
            QPen(couleur("focus"), 2)
            if anneau
            else QPen(couleur("trait_fort" if choisie else "trait"), 1)
        )
        painter.drawRoundedRect(cadre, px(6), px(6))
        bord = carte.couleur or "trait"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(couleur(bord))
        if carte.couleur:
            painter.drawRect(QRect(cadre.left(), cadre.top() + px(6), px(3), cadre.height()
                                   - px(12)))  # fmt: skip
        self._ecrire(painter, carte, cadre.adjusted(px(9), px(6), -px(6), -px(6)), option.font)
        painter.restore()

    def _ecrire(self, painter: QPainter, carte: Carte, cadre: QRect, police: QFont) -> None:
        couleur = self._theme.couleur
        gras, petit = QFont(police), QFont(police)
        gras.setBold(True)
        petit.setPointSizeF(self._theme.pt(_PETIT))
        lignes = (
            (carte.titre, gras, "texte"),
            (carte.defaut, police, "texte"),
            (carte.ou, petit, "texte_2"),
            (carte.attendu, petit, carte.couleur or "texte_2"),
        )
        y = cadre.top()
        for texte, fonte, teinte in lignes:
            mesure = QFontMetrics(fonte)
            painter.setFont(fonte)
            painter.setPen(couleur(teinte))
            coupe = mesure.elidedText(texte, Qt.TextElideMode.ElideRight, cadre.width())
            painter.drawText(cadre.left(), y + mesure.ascent(), coupe)
            y += mesure.lineSpacing()


def _carte(element: QListWidgetItem) -> Carte:
    carte = element.data(Qt.ItemDataRole.UserRole)
    assert isinstance(carte, Carte)  # noqa: S101 - given by `remplir`
    return carte
