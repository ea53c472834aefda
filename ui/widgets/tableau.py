"""The table of every long list: fixed row height, elided texts told in full, keyboard first."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any
from uuid import UUID

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QGuiApplication, QHelpEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from ui.models.table_paginee import TAILLE_PAGE, Colonne, TablePaginee
from ui.theme import Theme

HAUTEUR = 30
MARQUE = 48  # a column no wider holds a mark
SERRAGE = 0.72  # what columns of words give way before the list scrolls sideways
PAGES_RELUES = 8  # pages read again to find what was selected before a refresh


class Tableau(QTableView):
    """Shows a `TablePaginee`; a refresh keeps the selection, the current row and the scroll.

    `valide` carries the row on Enter or double click, `remonter` asks the field above to take the
    focus (arrow up on the first row), `selection_changee` the number of selected rows.
    """

    valide = Signal(object)
    remonter = Signal()
    selection_changee = Signal(int)

    def __init__(
        self, theme: Theme, nom: str, parent: QWidget | None = None, *, multiple: bool = False
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rafraichi = False
        self._a_retrouver: dict[UUID, int] = {}
        self._courant: UUID | None = None
        self._defile = 0
        self._a_la_main = False
        self._repartit = False
        self._premiere = False
        self._tout = False
        self.setAccessibleName(nom)
        self.setItemDelegate(Cellule(self))
        modes = QAbstractItemView.SelectionMode
        self.setSelectionMode(modes.ExtendedSelection if multiple else modes.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        # The page never grows for a table: rows scroll inside it.
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setCornerButtonEnabled(False)
        lignes = self.verticalHeader()
        lignes.hide()
        lignes.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        entete = self.horizontalHeader()
        entete.setHighlightSections(False)
        entete.setStretchLastSection(True)
        entete.setSectionsClickable(True)
        entete.setSortIndicatorShown(True)
        # A click on a title sorts; Qt would also choose every row.
        entete.sectionPressed.disconnect()
        entete.sectionEntered.disconnect()
        entete.sectionClicked.connect(self.trier_colonne)
        entete.sectionResized.connect(self._largeur_changee)
        self.doubleClicked.connect(lambda index: self._valider(index.row()))
        theme.change.connect(self.habiller)

    @property
    def modele(self) -> TablePaginee:
        """The rows shown."""
        modele = self.model()
        assert isinstance(modele, TablePaginee)  # noqa: S101 - set by `setModel` only
        return modele

    def setModel(self, model: QAbstractItemModel | None) -> None:  # noqa: N802 - Qt name
        """Show these rows."""
        super().setModel(model)
        if isinstance(model, TablePaginee):
            model.modelAboutToBeReset.connect(self._retenir)
            model.modelReset.connect(self._remis)
            model.pret.connect(self._retrouver)
            self.selectionModel().selectionChanged.connect(self._selection_change)
            # Headers that follow the selection ask every row whether it is selected, at each paint.
            for entete in (self.horizontalHeader(), self.verticalHeader()):
                entete.setSelectionModel(QItemSelectionModel(model, entete))
            self.habiller()

    def habiller(self) -> None:
        """Row height and column widths at the scale in force."""
        self.verticalHeader().setDefaultSectionSize(self._theme.px(HAUTEUR))
        self.verticalHeader().setMinimumSectionSize(self._theme.px(HAUTEUR))
        self.setMinimumHeight(self._theme.px(3 * HAUTEUR + 12))
        if self.model() is None:
            return
        self._a_la_main = False
        self._repartir()
        self.montrer_tri()

    def _repartir(self) -> None:
        """Declared widths; words share what is left over, or give a little way.

        Marks and figures keep theirs: they are read whole or not at all. Where that is not enough,
        accessory columns go first, then the list scrolls sideways.
        """
        if self.model() is None or self._a_la_main:
            return
        toutes = list(enumerate(self.modele.colonnes))
        montrees = toutes
        facteur = self._facteur(montrees)
        if facteur < SERRAGE and any(c.accessoire for _rang, c in toutes):
            montrees = [(rang, c) for rang, c in toutes if not c.accessoire]
            facteur = self._facteur(montrees)
        if facteur < SERRAGE:
            facteur = 1.0
        self._repartit = True
        for rang, colonne in toutes:
            self.setColumnHidden(rang, (rang, colonne) not in montrees)
        for rang, colonne in montrees:
            largeur = self._theme.px(colonne.largeur)
            self.setColumnWidth(rang, int(largeur * facteur) if _souple(colonne) else largeur)
        self._repartit = False

    def _facteur(self, colonnes: Sequence[tuple[int, Colonne]]) -> float:
        """By how much columns of words must grow or shrink for these to fill the width."""
        mots = sum(self._theme.px(c.largeur) for _rang, c in colonnes if _souple(c))
        raides = sum(self._theme.px(c.largeur) for _rang, c in colonnes if not _souple(c))
        return (self.viewport().width() - raides) / mots if mots else 1.0

    def _largeur_changee(self, *_args: object) -> None:
        """Once a hand chose a width, the window's size changes widths no more."""
        if not self._repartit and QGuiApplication.mouseButtons() != Qt.MouseButton.NoButton:
            self._a_la_main = True

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Share the room between the columns."""
        super().resizeEvent(event)
        self._repartir()

    def trier_colonne(self, rang: int) -> None:
        """Sort by that column; once more turns the order round."""
        colonne = self.modele.colonnes[rang]
        if colonne.cle:
            self.trier(f"-{colonne.cle}" if self.modele.tri == colonne.cle else colonne.cle)
        self.montrer_tri()

    def trier(self, tri: str) -> None:
        """Sort by a column key, "-" first when descending, shown or not."""
        self.oublier_selection()
        self.modele.trier(tri)
        self.montrer_tri()

    def montrer_tri(self) -> None:
        """The arrow over the column the rows are sorted by, when it is shown."""
        tri, entete = self.modele.tri, self.horizontalHeader()
        sens = Qt.SortOrder
        for rang, colonne in enumerate(self.modele.colonnes):
            if colonne.cle and colonne.cle == tri.removeprefix("-"):
                ordre = sens.DescendingOrder if tri.startswith("-") else sens.AscendingOrder
                entete.setSortIndicator(rang, ordre)
                return
        entete.setSortIndicator(-1, sens.AscendingOrder)

    # --- selection ---------------------------------------------------------------------------

    def rangs(self) -> list[int]:
        """Ranks of the selected rows, without reading them."""
        trouves: set[int] = set()
        for plage in self.selectionModel().selection().toList():
            trouves.update(range(plage.top(), plage.bottom() + 1))
        return sorted(trouves)

    def combien(self) -> int:
        """How many rows are selected."""
        return sum(plage.height() for plage in self.selectionModel().selection().toList())

    def ligne_courante(self) -> Any | None:
        """The row the keyboard is on, or None."""
        index = self.currentIndex()
        return self.modele.ligne(index.row()) if index.isValid() else None

    def rafraichir(self) -> None:
        """Read again, keeping selection, current row and scroll."""
        self._rafraichi = True
        self.modele.recharger()

    def oublier_selection(self) -> None:
        """What is about to be shown is something else: start from the top."""
        self._rafraichi = False
        self._a_retrouver = {}
        self._courant = None

    def _retenir(self) -> None:
        if not self._rafraichi:
            self._a_retrouver, self._courant = {}, None
            return
        self._tout = self.modele.rowCount() > 1 and self.combien() == self.modele.rowCount()
        for rang in () if self._tout else self.rangs()[: PAGES_RELUES * TAILLE_PAGE]:
            id_ = self.modele.id_lu(rang)
            if id_ is not None:
                self._a_retrouver[id_] = rang
        if self.currentIndex().isValid():
            self._courant = self.modele.id_lu(self.currentIndex().row())
        self._defile = self.verticalScrollBar().value()

    def _remis(self) -> None:
        if not self._rafraichi:
            self.scrollToTop()
            self._selection_change()
            return
        self._rafraichi = False
        self.executeDelayedItemsLayout()
        self.verticalScrollBar().setValue(self._defile)
        if self._tout:
            self.selectAll()
        for rang in sorted({r // TAILLE_PAGE for r in self._a_retrouver.values()})[:PAGES_RELUES]:
            self.modele.ligne(rang * TAILLE_PAGE)

    def _retrouver(self) -> None:
        if not self._a_retrouver and self._courant is None:
            # The keyboard came here before these rows did: it must be on one of them.
            if self._premiere and self._a_le_focus() and not self.selectionModel().hasSelection():
                self.selectRow(0)
            return
        drapeaux = QItemSelectionModel.SelectionFlag
        selection = QItemSelection()
        rangs = self.modele.rangs_de(self._a_retrouver.keys() | {self._courant})
        for id_ in list(self._a_retrouver):
            if id_ in rangs:
                index = self.modele.index(rangs[id_], 0)
                selection.select(index, index)
                del self._a_retrouver[id_]
        if self._courant in rangs:
            index = self.modele.index(rangs[self._courant], 0)
            self.selectionModel().setCurrentIndex(index, drapeaux.NoUpdate)
            self._courant = None
        self.selectionModel().select(selection, drapeaux.Select | drapeaux.Rows)

    def _selection_change(self, *_args: object) -> None:
        self.selection_changee.emit(self.combien())

    # --- hands -------------------------------------------------------------------------------

    def _valider(self, rang: int) -> None:
        ligne = self.modele.ligne(rang)
        if ligne is not None:
            self.valide.emit(ligne)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """A new choice: what a refresh still looked for is forgotten."""
        self.oublier_selection()
        self._premiere = False
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter opens; arrow up on the first row goes back to the field above."""
        touche, index = event.key(), self.currentIndex()
        if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self._valider(index.row())
            event.accept()
            return
        if touche == Qt.Key.Key_Up and index.row() <= 0 and not event.modifiers():
            self.remonter.emit()
            event.accept()
            return
        if touche == Qt.Key.Key_Slash:  # never a quick search here: "/" is the field's
            event.ignore()
            return
        self.oublier_selection()
        self._premiere = False
        super().keyPressEvent(event)

    def keyboardSearch(self, _texte: str) -> None:  # noqa: N802 - Qt name
        """No search by first letter: it would read every row."""

    def _a_le_focus(self) -> bool:
        fenetre = self.window()
        return self.hasFocus() or fenetre.focusWidget() is self

    def prendre_focus(self) -> None:
        """Take the keyboard, on a row."""
        self.setFocus()
        self._premiere = True
        if self.modele.rowCount() and not self.selectionModel().hasSelection():
            self.selectRow(max(0, self.currentIndex().row()))


def _souple(colonne: Colonne) -> bool:
    """Whether a column holds words, which may be cut."""
    return not colonne.droite and colonne.largeur > MARQUE


class Cellule(QStyledItemDelegate):
    """Tells in full, as plain text, what does not fit in its cell."""

    def helpEvent(  # noqa: N802 - Qt name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The tooltip of the column, else the whole text when it is cut."""
        if event.type() != QEvent.Type.ToolTip:
            return super().helpEvent(event, view, option, index)
        texte = index.data(Qt.ItemDataRole.ToolTipRole)
        if not texte and self.sizeHint(option, index).width() > view.visualRect(index).width():
            texte = index.data(Qt.ItemDataRole.DisplayRole)
        if texte:
            QToolTip.showText(event.globalPos(), infobulle(str(texte)), view)
        else:
            QToolTip.hideText()
        return True


def infobulle(texte: str) -> str:
    """Text a tooltip shows as it is: markup in data stays inert."""
    return f"<p style='white-space:pre-wrap'>{escape(texte)}</p>"
