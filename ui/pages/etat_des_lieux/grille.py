"""The elements of a home, room after room, in two inventories: one key a state, then the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from app.core.i18n import N_, _
from app.services.documents.vocabulaire import dire, majuscule
from app.services.etats_des_lieux import (
    Constat,
    Ecart,
    EtatElement,
    ListeEtat,
    Rangee,
    element,
    piece,
)
from ui.theme import Theme
from ui.widgets.tableau import Cellule

TOUCHES: Mapping[int, EtatElement] = MappingProxyType(
    {
        Qt.Key.Key_N: EtatElement.NEUF,
        Qt.Key.Key_B: EtatElement.BON,
        Qt.Key.Key_U: EtatElement.USAGE,
        Qt.Key.Key_M: EtatElement.MAUVAIS,
        Qt.Key.Key_A: EtatElement.ABSENT,
    }
)
ECARTS: Mapping[Ecart, str] = MappingProxyType(
    {
        Ecart.PIRE: N_("▼ moins bien"),
        Ecart.MIEUX: N_("▲ mieux"),
        Ecart.PAREIL: N_("pareil"),
        Ecart.INCOMPLET: "",
    }
)
HAUTEUR, ETROIT = 28, 560
_AMPLES, _SERREES = (0.14, 0.24, 0.23, 0.23, 0.16), (0.18, 0.3, 0.2, 0.2, 0.12)
_PIECE, _ELEMENT, _AVANT, _APRES, _ECART = range(5)
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Colonnes:
    """The titles of the two inventories, "" for one that does not exist yet."""

    avant: str = ""
    apres: str = ""


class ModeleEtat(QAbstractTableModel):
    """The rows as they are shown; a state typed shows at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._modele = ListeEtat()
        self.rangees: list[Rangee] = []
        self._titres = Colonnes()
        self.court = False  # only the mark of what changed, where there is little room

    def remplir(self, rangees: Sequence[Rangee], titres: Colonnes, modele: ListeEtat) -> None:
        """Show these, worded by `modele`."""
        self._modele = modele
        if list(rangees) == self.rangees and titres == self._titres:
            return
        self.beginResetModel()
        self.rangees, self._titres = list(rangees), titres
        self.endResetModel()

    def poser(self, rang: int, constat: Constat | None, *, apres: bool) -> None:
        """That element, in one of the two inventories."""
        r = self.rangees[rang]
        self.rangees[rang] = replace(r, apres=constat) if apres else replace(r, avant=constat)
        self.dataChanged.emit(self.index(rang, 0), self.index(rang, _ECART))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt name and default
        """How many elements."""
        return 0 if parent.isValid() else len(self.rangees)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt name and default
        """Room, element, each inventory, what changed."""
        return 0 if parent.isValid() else _ECART + 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= len(self.rangees):
            return None
        r = self.rangees[index.row()]
        if role == Qt.ItemDataRole.ForegroundRole:
            return self._theme.couleur("rouge") if r.ecart is Ecart.PIRE else None
        if role == Qt.ItemDataRole.AccessibleTextRole and index.column() == _ELEMENT:
            return f"{piece(self._modele, r.piece)}, {element(self._modele, r.element)}"
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return self._dire(r, index.row(), index.column())

    def _dire(self, r: Rangee, rang: int, colonne: int) -> str:
        if colonne == _PIECE:
            suite = rang > 0 and self.rangees[rang - 1].piece == r.piece
            return "" if suite else majuscule(piece(self._modele, r.piece))
        if colonne == _ELEMENT:
            return element(self._modele, r.element)
        if colonne == _ECART:
            dit = _(ECARTS[r.ecart]) if ECARTS[r.ecart] else ""
            return dit[:1] if self.court and r.ecart is not Ecart.PAREIL else dit
        constat = r.avant if colonne == _AVANT else r.apres
        return dire_constat(constat)

    def headerData(  # noqa: N802 - Qt name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """The titles; those of the inventories say their day."""
        if orientation != Qt.Orientation.Horizontal or role != Qt.ItemDataRole.DisplayRole:
            return None
        titres = (_("Pièce"), _("Élément"), self._titres.avant, self._titres.apres, _("Écart"))
        return titres[section]


def dire_constat(constat: Constat | None) -> str:
    """ "Mauvais : carreau fendu", "" when nothing was noted."""
    if constat is None:
        return ""
    return " : ".join(x for x in (majuscule(dire(constat.etat)), constat.precision) if x)


class GrilleEtat(QTableView):
    """N, B, U, M, A note the state of the current line and go to the next; Suppr empties it.

    `notee(row, state or None)`, `precisee(row)` on Enter, `signalee(row, reserve)` on R and V,
    `ordonnee` on D, `photo` on P.
    """

    notee = Signal(int, object)
    precisee = Signal(int)
    signalee = Signal(int, bool)
    ordonnee = Signal()
    photo = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.modele = ModeleEtat(theme)
        self.setModel(self.modele)
        self.setItemDelegate(Cellule(self))
        self.setAccessibleName(_("État des lieux, pièce par pièce"))
        self.setAccessibleDescription(
            _(
                "N neuf, B bon, U usagé, M mauvais, A absent : note et passe à la suite. "
                "Suppr : efface. Entrée : préciser. R : réclamation. V : réserve. P : photo. "
                "D : différences d’abord."
            )
        )
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        lignes = self.verticalHeader()
        lignes.hide()
        lignes.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        lignes.setDefaultSectionSize(theme.px(HAUTEUR))
        entete = self.horizontalHeader()
        entete.setHighlightSections(False)
        entete.setSectionsClickable(False)
        entete.setStretchLastSection(True)
        entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.doubleClicked.connect(lambda index: self.precisee.emit(index.row()))

    def remplir(self, rangees: Sequence[Rangee], titres: Colonnes, modele: ListeEtat) -> None:
        """Show these, staying on the element one was on."""
        ici = self.courante()
        self.modele.remplir(rangees, titres, modele)
        self.setColumnHidden(_APRES, not titres.apres)
        self.setColumnHidden(_ECART, not titres.apres)
        self._partager()
        if ici is not None:
            cle = (ici.piece, ici.element)
            rang = next((n for n, r in enumerate(rangees) if (r.piece, r.element) == cle), 0)
            self.selectRow(rang)
        elif rangees:
            self.selectRow(0)

    def courante(self) -> Rangee | None:
        """The element one is on."""
        rang = self.currentIndex().row()
        return self.modele.rangees[rang] if 0 <= rang < len(self.modele.rangees) else None

    def suivante(self) -> None:
        """Go to the next element."""
        rang = self.currentIndex().row()
        if rang + 1 < self.modele.rowCount():
            self.selectRow(rang + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Share the width."""
        super().resizeEvent(event)
        self._partager()

    def _partager(self) -> None:
        large = self.viewport().width()
        self.modele.court = large < self._theme.px(ETROIT)
        parts: tuple[float, ...] = (0.2, 0.35)
        if not self.isColumnHidden(_APRES):
            parts = _SERREES if self.modele.court else _AMPLES
        for colonne, part in enumerate(parts):
            self.setColumnWidth(colonne, int(large * part))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name; one a key
        """One key a gesture."""
        rang, touche = self.currentIndex().row(), event.key()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier or rang < 0:
            super().keyPressEvent(event)
            return
        if touche in TOUCHES:
            self.notee.emit(rang, TOUCHES[Qt.Key(touche)])
        elif touche in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.notee.emit(rang, None)
        elif touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.precisee.emit(rang)
        elif touche in (Qt.Key.Key_R, Qt.Key.Key_V):
            self.signalee.emit(rang, touche == Qt.Key.Key_V)
        elif touche == Qt.Key.Key_D:
            self.ordonnee.emit()
        elif touche == Qt.Key.Key_P:
            self.photo.emit(rang)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, _texte: str) -> None:  # noqa: N802 - Qt name
        """Letters are gestures here."""
