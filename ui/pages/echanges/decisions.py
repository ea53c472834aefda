"""Lines that came back, as a table: those of one issue, and what a person decided of each."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.i18n import _
from app.services.retours import Issue

Index = QModelIndex | QPersistentModelIndex
_DITS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)


class ModeleDecisions(QAbstractTableModel):
    """The lines of one issue (all of them when None), with the decisions taken.

    Who derives says the titles, what tells a line from the others, and what its cells say.
    """

    titres: tuple[str, ...] = ()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.toutes: tuple[Any, ...] = ()
        self.lignes: list[Any] = []
        self.decisions: dict[Any, Any] = {}

    def cle(self, ligne: Any) -> Any:
        """What tells this line from the others."""
        raise TypeError(ligne)

    def cellules(self, ligne: Any) -> tuple[str, ...]:
        """What its cells say, one a column."""
        raise TypeError(ligne)

    def tenir(self, lignes: Iterable[Any]) -> None:
        """Hold these lines; no decision is taken yet."""
        self.decisions = {}
        self.toutes = tuple(lignes)
        self.filtrer(None)

    def filtrer(self, issue: Issue | None) -> None:
        """Show the lines of that issue only."""
        self.beginResetModel()
        self.lignes = [li for li in self.toutes if issue is None or li.issue is issue]
        self.endResetModel()

    def decider(self, rang: int, decision: Any | None) -> None:
        """Take (or forget) the decision on a line."""
        cle = self.cle(self.lignes[rang])
        if decision is None:
            self.decisions.pop(cle, None)
        else:
            self.decisions[cle] = decision
        self.dataChanged.emit(self.index(rang, 0), self.index(rang, len(self.titres) - 1))

    def prochaine(self, apres: int) -> int | None:
        """The next line nobody decided, after that one then from the top; None when all are."""
        n = len(self.lignes)
        for rang in (*range(apres + 1, n), *range(min(apres + 1, n))):
            ligne = self.lignes[rang]
            if ligne.issue is Issue.CONFLIT and self.cle(ligne) not in self.decisions:
                return rang
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.lignes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """How many columns."""
        return 0 if parent.isValid() else len(self.titres)

    def headerData(  # noqa: N802 - Qt name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _(self.titres[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        if not index.isValid() or role not in _DITS:
            return None
        texte = self.cellules(self.lignes[index.row()])[index.column()]
        return escape(texte) if role == Qt.ItemDataRole.ToolTipRole else texte
