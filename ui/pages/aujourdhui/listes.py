"""A list of the day, driven by the keyboard: Enter opens, Space or F ticks, R puts off."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.core.i18n import ngettext
from ui.theme import Theme
from ui.widgets.tableau import infobulle

ROLE = Qt.ItemDataRole.UserRole


class ListeJour(QTreeWidget):
    """Rows that carry a value; section rows carry none and cannot be chosen.

    `ouverte` carries the value under Enter or a double click, `faite` under Space or F,
    `reportee` under R.
    """

    ouverte = Signal(object)
    faite = Signal(object)
    reportee = Signal(object)

    def __init__(
        self, nom: str, theme: Theme, colonnes: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(nom)
        self.setColumnCount(len(colonnes))
        self.setHeaderLabels(list(colonnes))
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setAllColumnsShowFocus(True)
        self.setTabKeyNavigation(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        entete = self.header()
        entete.setStretchLastSection(False)
        entete.setMinimumSectionSize(24)
        self.itemDoubleClicked.connect(lambda _e, _c: self._dire(self.ouverte))

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Small: the page shares out what room there is."""
        return QSize(240, 3 * self._hauteur_ligne())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """A few rows at least."""
        return QSize(200, 3 * self._hauteur_ligne())

    def hauteur(self, lignes: int) -> int:
        """Pixels that many rows take."""
        return lignes * self._hauteur_ligne() + 4

    def _hauteur_ligne(self) -> int:
        return self.fontMetrics().height() + 12

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Arriving here, one is somewhere."""
        super().focusInEvent(event)
        if self.courante() is None:
            self.placer(0)

    def etirer(self, *parts: bool) -> None:
        """Which columns take the room left; the others are as wide as their content."""
        self.header().setMaximumSectionSize(24 * self.fontMetrics().averageCharWidth())
        for colonne, large in enumerate(parts):
            self.header().setSectionResizeMode(
                colonne,
                QHeaderView.ResizeMode.Stretch
                if large
                else QHeaderView.ResizeMode.ResizeToContents,
            )

    def section(self, titre: str, *, retard: bool = False) -> None:
        """A line that names those below."""
        element = QTreeWidgetItem(self, [titre])
        element.setFlags(Qt.ItemFlag.ItemIsEnabled)
        element.setFirstColumnSpanned(True)
        police = self.font()
        police.setBold(True)
        element.setFont(0, police)
        if retard:
            element.setForeground(0, self._theme.couleur("rouge"))

    def ligne(
        self,
        textes: Sequence[str],
        valeur: object,
        *,
        retard: bool = False,
        suite: Sequence[str] = (),
        deplie: bool = False,
        dit: str = "",
    ) -> None:
        """A row; a late one says so in red in its first column, which also says how late.

        `suite` are lines below it, shown by the right arrow or at once (`deplie`); `dit` is what
        its tooltip says.
        """
        element = QTreeWidgetItem(self, list(textes))
        element.setData(0, ROLE, valeur)
        for colonne, texte in enumerate(textes):
            element.setToolTip(colonne, infobulle(dit or texte))
        if retard:
            element.setForeground(0, self._theme.couleur("rouge"))
        for texte in suite:
            dessous = QTreeWidgetItem(element, [texte])
            dessous.setData(0, ROLE, valeur)
            dessous.setFirstColumnSpanned(True)
            dessous.setToolTip(0, infobulle(dit or texte))
        element.setExpanded(deplie)

    def deplier(self) -> None:
        """Show or hide what is below the current row."""
        element = self.currentItem()
        if element is not None:
            dessus = element.parent() or element
            dessus.setExpanded(not dessus.isExpanded())
            self.setCurrentItem(dessus)

    def lignes_voulues(self) -> int:
        """How many rows it would show, given the room."""
        elements = (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
        return sum(1 + (e.childCount() if e.isExpanded() else 0) for e in elements if e is not None)

    def reste(self, n: int) -> None:
        """How many more there are."""
        if n > 0:
            self.section(ngettext("… et {n} autre", "… et {n} autres", n).format(n=n))

    def courante(self) -> object:
        """The value of the current row, None on a section."""
        element = self.currentItem()
        return element.data(0, ROLE) if element is not None else None

    def valeurs(self) -> list[object]:
        """Every value, from top to bottom."""
        elements = (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
        donnees = (e.data(0, ROLE) for e in elements if e is not None)
        return [d for d in donnees if d is not None]

    def textes(self) -> list[str]:
        """What is written, from top to bottom."""
        return [
            " · ".join(filter(None, (e.text(c) for c in range(self.columnCount()))))
            for e in (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
            if e is not None
        ]

    def placer(self, rang: int) -> None:
        """Go to the row at `rang` among those that carry a value, or the last one."""
        porteurs = [
            e
            for e in (self.topLevelItem(i) for i in range(self.topLevelItemCount()))
            if e is not None and e.data(0, ROLE) is not None
        ]
        if porteurs:
            self.setCurrentItem(porteurs[max(0, min(rang, len(porteurs) - 1))])

    def rang(self) -> int:
        """Where one is among the rows that carry a value; -1 when nowhere."""
        valeur = self.courante()
        valeurs = self.valeurs()
        return valeurs.index(valeur) if valeur in valeurs else -1

    def replacer(self, rang: int) -> None:
        """Go back to where one was, or to the first row when one is in this list."""
        if rang >= 0 or self.hasFocus():
            self.placer(max(rang, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """The keys of the list; anything else is the list's own."""
        signal = {
            Qt.Key.Key_Return: self.ouverte,
            Qt.Key.Key_Enter: self.ouverte,
            Qt.Key.Key_Space: self.faite,
            Qt.Key.Key_F: self.faite,
            Qt.Key.Key_R: self.reportee,
        }.get(Qt.Key(event.key()))
        if signal is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self._dire(signal)
        event.accept()

    def _dire(self, signal: SignalInstance) -> None:
        valeur = self.courante()
        if valeur is not None:
            signal.emit(valeur)
