"""The depth of a household page: one read-only table or list of facts a tab."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ui.widgets import Bouton, Etiquette, Titre

Cellules = Sequence[str]
ROLE_ID = Qt.ItemDataRole.UserRole


class Tableau(QTableWidget):
    """A small table of facts; Enter on a row opens it (`ouverte` carries the row's id)."""

    ouverte = Signal(object)

    def __init__(self, nom: str, entetes: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(0, len(entetes), parent)
        self.setAccessibleName(nom)
        self.setHorizontalHeaderLabels(list(entetes))
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(30)
        self.setShowGrid(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.itemActivated.connect(lambda e: self.ouverte.emit(e.data(ROLE_ID)))

    def largeurs(self, *largeurs: int) -> None:
        """Widths of the first columns, in pixels."""
        for i, largeur in enumerate(largeurs):
            self.setColumnWidth(i, largeur)

    def remplir(self, lignes: Sequence[tuple[object, Cellules]]) -> None:
        """Show these rows: (id, texts)."""
        choisie = self.currentRow()
        self.setRowCount(len(lignes))
        for i, (id_, cellules) in enumerate(lignes):
            for j, texte in enumerate(cellules):
                element = QTableWidgetItem(texte)
                element.setData(ROLE_ID, id_)
                element.setToolTip(texte)
                self.setItem(i, j, element)
        if lignes:
            self.setCurrentCell(max(0, min(choisie, len(lignes) - 1)), 0)

    def courante(self) -> object:
        """The id of the current row, or None."""
        element = self.item(self.currentRow(), 0)
        return element.data(ROLE_ID) if element is not None else None


class Faits(QWidget):
    """Facts in two columns, "what : value"; what is not known is said in grey."""

    def __init__(self, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._formulaire = QFormLayout()
        self._formulaire.setHorizontalSpacing(16)
        self._formulaire.setVerticalSpacing(6)
        self._formulaire.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(Titre(titre, section=True))
        boite.addLayout(self._formulaire)
        boite.addStretch(1)

    def remplir(self, faits: Sequence[tuple[str, str]]) -> None:
        """Show these facts."""
        while self._formulaire.rowCount():
            self._formulaire.removeRow(0)
        for nom, valeur in faits:
            texte = Etiquette(
                valeur or "–", "corps" if valeur else "secondaire", retour_ligne=True, copiable=True
            )
            self._formulaire.addRow(Etiquette(nom, "secondaire"), texte)


class Onglet(QWidget):
    """A tab: a line of actions above its content."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.barre = QHBoxLayout()
        self.barre.setSpacing(8)
        self.corps = QVBoxLayout()
        self.corps.setSpacing(12)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(4, 8, 4, 4)
        boite.setSpacing(8)
        boite.addLayout(self.barre)
        boite.addLayout(self.corps, 1)

    def poser_actions(self, *boutons: Bouton) -> None:
        """The things one can do here, on one line."""
        for bouton in boutons:
            self.barre.addWidget(bouton)
        self.barre.addStretch(1)
