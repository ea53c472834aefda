"""A layout that flows its items on as many lines as needed (chips, buttons at 150 %)."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget


class Flux(QLayout):
    """Left to right, then the next line."""

    def __init__(
        self, parent: QWidget | None = None, *, ecart: int = 6, interligne: int = 6
    ) -> None:
        super().__init__(parent)
        self._elements: list[QLayoutItem] = []
        self._ecart = ecart
        self._interligne = interligne
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 - Qt name
        """Add at the end."""
        self._elements.append(item)

    def count(self) -> int:
        """How many items."""
        return len(self._elements)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt name
        """The item at that place."""
        return self._elements[index] if 0 <= index < len(self._elements) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802 - Qt name
        """Remove and return the item at that place."""
        return self._elements.pop(index) if 0 <= index < len(self._elements) else None

    def vider(self) -> None:
        """Destroy every widget it holds."""
        while (item := self.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 - Qt name
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:  # noqa: N802 - Qt name
        """The height depends on the width."""
        return True

    def heightForWidth(self, largeur: int) -> int:  # noqa: N802 - Qt name
        """The height needed at this width."""
        return self._placer(QRect(0, 0, largeur, 0), poser=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt name
        """Place the items."""
        super().setGeometry(rect)
        self._placer(rect, poser=True)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Everything on one line is what it would like."""
        tailles = [i.sizeHint() for i in self._visibles()]
        largeur = sum(t.width() for t in tailles) + self._ecart * max(len(tailles) - 1, 0)
        return QSize(largeur, max((t.height() for t in tailles), default=0))

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt name
        """The widest item."""
        taille = QSize()
        for item in self._visibles():
            taille = taille.expandedTo(item.minimumSize())
        return taille

    def _visibles(self) -> list[QLayoutItem]:
        return [i for i in self._elements if not i.isEmpty()]

    def _placer(self, rect: QRect, *, poser: bool) -> int:
        y = rect.y()
        for rang, ligne in enumerate(self._lignes(rect.width())):
            haut = max(taille.height() for _item, taille in ligne)
            y += self._interligne if rang else 0
            x = rect.x()
            for item, taille in ligne:
                if poser:
                    # Centred on the line: a chip and a button are not of the same height.
                    milieu = QPoint(x, y + (haut - taille.height()) // 2)
                    item.setGeometry(QRect(milieu, taille))
                x += taille.width() + self._ecart
            y += haut
        return y - rect.y()

    def _lignes(self, large: int) -> list[list[tuple[QLayoutItem, QSize]]]:
        """The items of each line, with the room each takes."""
        lignes: list[list[tuple[QLayoutItem, QSize]]] = []
        occupe = 0
        for item in self._visibles():
            voulue = item.sizeHint()
            taille = QSize(min(voulue.width(), large), voulue.height())
            if not lignes or occupe + taille.width() > large:
                lignes.append([])
                occupe = 0
            lignes[-1].append((item, taille))
            occupe += taille.width() + self._ecart
        return lignes
