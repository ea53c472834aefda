"""What would leave, table by table: columns that leave, columns that stay, the first rows."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, ngettext, nombre
from app.services.exports.dossier import ApercuExport, TablePrevue
from ui.contexte import Contexte
from ui.widgets import Etiquette
from ui.widgets.tableau import infobulle

LARGEUR_MIN, LARGEUR_MAX = 70, 260


class ApercuTables(QWidget):
    """The tables on the left with their counts; on the right, the one chosen."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._tables: tuple[TablePrevue, ...] = ()
        self.total = 0
        px = contexte.theme.px
        self.liste = QListWidget()
        self.liste.setAccessibleName(_("Tables qui partent"))
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.liste.setFixedWidth(px(220))
        self.exemple = QTableWidget()
        self.exemple.setAccessibleName(_("Premières lignes"))
        self.exemple.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.exemple.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.exemple.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.exemple.setTabKeyNavigation(False)
        self.exemple.setWordWrap(False)
        self.exemple.setShowGrid(False)
        self.exemple.horizontalHeader().setDefaultAlignment(
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        )
        self.exemple.verticalHeader().hide()
        self.exemple.verticalHeader().setDefaultSectionSize(px(30))
        self.partent = Etiquette("", "secondaire", retour_ligne=True)
        self.restent = Etiquette("", "secondaire", retour_ligne=True)
        droite = QVBoxLayout()
        droite.setSpacing(4)
        droite.addWidget(self.partent)
        droite.addWidget(self.restent)
        droite.addWidget(self.exemple, 1)
        boite = QHBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(16)
        boite.addWidget(self.liste)
        boite.addLayout(droite, 1)
        self.setMinimumHeight(px(170))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.liste.currentRowChanged.connect(self._choisie)

    def montrer(self, apercu: ApercuExport) -> None:
        """Show this preview, staying on the table one was looking at."""
        element = self.liste.currentItem()
        garde = element.data(Qt.ItemDataRole.UserRole) if element else "menage"
        self._tables, self.total = apercu.tables, apercu.total
        self.liste.clear()
        for rang, table in enumerate(apercu.tables):
            ligne = QListWidgetItem(f"{table.titre} · {nombre(table.lignes)}")
            ligne.setData(Qt.ItemDataRole.UserRole, table.nom)
            self.liste.addItem(ligne)
            if table.nom == garde:
                self.liste.setCurrentRow(rang)
        if self.liste.currentRow() < 0 and apercu.tables:
            self.liste.setCurrentRow(0)
        self.setVisible(bool(apercu.tables))

    def _choisie(self, rang: int) -> None:
        if not 0 <= rang < len(self._tables):
            self.exemple.setRowCount(0)
            return
        table = self._tables[rang]
        utiles = [i for i, c in enumerate(table.colonnes) if not _technique(c)]
        noms = [table.colonnes[i] for i in utiles]
        self.partent.setText(_("Partent : {colonnes}.").format(colonnes=", ".join(noms)))
        retenues = [c for c in table.retenues if c]
        self.restent.setText(
            _("Restent ici : {colonnes}.").format(colonnes=", ".join(retenues))
            if retenues
            else _("Rien n’est retenu dans cette table.")
        )
        self.exemple.clear()
        self.exemple.setColumnCount(len(utiles))
        self.exemple.setRowCount(len(table.exemple))
        self.exemple.setHorizontalHeaderLabels(noms)
        for r, ligne in enumerate(table.exemple):
            for c, i in enumerate(utiles):
                element = QTableWidgetItem(ligne[i])
                element.setToolTip(infobulle(ligne[i]) if ligne[i] else "")
                self.exemple.setItem(r, c, element)
        self._largeurs(table, utiles)
        n = len(table.exemple)
        self.exemple.setAccessibleDescription(
            ngettext("La première ligne", "Les {n} premières lignes", n).format(n=n)
        )

    def _largeurs(self, table: TablePrevue, utiles: list[int]) -> None:
        """Wide enough for the title and these few rows, within reason."""
        metrique, px = self.exemple.fontMetrics(), self._contexte.theme.px
        for c, i in enumerate(utiles):
            textes = [table.colonnes[i], *(ligne[i] for ligne in table.exemple)]
            large = max(metrique.horizontalAdvance(t) for t in textes) + px(36)
            self.exemple.setColumnWidth(c, max(px(LARGEUR_MIN), min(px(LARGEUR_MAX), large)))


def _technique(colonne: str) -> bool:
    """Identifiers link the tables; nobody reads them."""
    return colonne.startswith(_("Identifiant"))
