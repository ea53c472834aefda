"""The lines of a file that came back, as a table, with the decisions taken."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from app.core.i18n import N_, _
from app.services.exports.retours_fichiers import (
    ApercuFichier,
    DecisionLigne,
    Issue,
    LigneFichier,
)
from ui.pages.echanges.fichiers import mots as dire

Index = QModelIndex | QPersistentModelIndex
_DITS = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole)
COLONNES = (N_("Ligne"), N_("De quoi il s’agit"), N_("Ce qui change"), N_("Ce qui sera fait"))


class ModeleFichier(QAbstractTableModel):
    """The lines of one issue (all of them when None)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.toutes: tuple[LigneFichier, ...] = ()
        self.lignes: list[LigneFichier] = []
        self.decisions: dict[tuple[int, int], DecisionLigne] = {}

    def montrer(self, apercu: ApercuFichier | None) -> None:
        """Hold the lines of this preview; no decision is taken yet."""
        self.decisions = {}
        self.toutes = apercu.lignes if apercu is not None else ()
        self.filtrer(None)

    def filtrer(self, issue: Issue | None) -> None:
        """Show the lines of that issue only."""
        self.beginResetModel()
        self.lignes = [li for li in self.toutes if issue is None or li.issue is issue]
        self.endResetModel()

    def decider(self, rang: int, decision: DecisionLigne) -> None:
        """Take the decision on a line."""
        self.decisions[self.lignes[rang].cle] = decision
        self.dataChanged.emit(self.index(rang, 0), self.index(rang, len(COLONNES) - 1))

    def prochaine(self, apres: int) -> int | None:
        """The next line nobody decided, after that one then from the top; None when all are."""
        n = len(self.lignes)
        for rang in (*range(apres + 1, n), *range(min(apres + 1, n))):
            ligne = self.lignes[rang]
            if ligne.issue is Issue.CONFLIT and ligne.cle not in self.decisions:
                return rang
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's signature
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.lignes)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt's
        """How many columns."""
        return 0 if parent.isValid() else len(COLONNES)

    def headerData(  # noqa: N802 - Qt name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Titles of the columns."""
        if role != Qt.ItemDataRole.DisplayRole or orientation is not Qt.Orientation.Horizontal:
            return None
        return _(COLONNES[section])

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        if not index.isValid() or role not in _DITS:
            return None
        ligne = self.lignes[index.row()]
        decision = self.decisions.get(ligne.cle)
        texte = (
            str(ligne.numero),
            ligne.titre or "–",
            dire.dire_changements(ligne),
            dire.dire_issue(ligne, decision.choix if decision is not None else None),
        )[index.column()]
        return escape(texte) if role == Qt.ItemDataRole.ToolTipRole else texte
