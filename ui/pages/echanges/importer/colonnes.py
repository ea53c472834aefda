"""Which column feeds what: header, sample values, field, confidence; the person may change it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _
from app.services.imports import FeuilleApercu
from app.services.imports.lignes import ColonneProposee, Indice
from app.services.imports.profils import CHAMPS, GENRES, Genre
from ui.messages import codes
from ui.widgets import Bouton, Etiquette


class TableColonnes(QWidget):
    """Every column of every sheet that was read; `change` once another mapping is wanted."""

    change = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.table = QTableWidget(0, 4)
        self.table.setAccessibleName(_("Correspondance des colonnes"))
        self.table.setHorizontalHeaderLabels(
            [_("Titre dans le fichier"), _("Exemples"), _("Devient"), _("Pourquoi")]
        )
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(40)
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        entete = self.table.horizontalHeader()
        entete.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        entete.setStretchLastSection(True)
        for colonne, largeur in enumerate((200, 300, 260)):
            self.table.setColumnWidth(colonne, largeur)
        self.appliquer = Bouton(_("Relire le fichier avec ces colonnes"), self.change.emit)
        self.appliquer.setEnabled(False)
        aide = _(
            "Voyette a reconnu ces colonnes d’après leurs titres. Corrigez si besoin : votre choix "
            "sera retenu pour les prochains fichiers de ce bailleur."
        )
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.addWidget(Etiquette(aide, "secondaire", retour_ligne=True))
        boite.addWidget(self.table, 1)
        boite.addWidget(self.appliquer, 0, Qt.AlignmentFlag.AlignRight)
        self._choix: dict[str, dict[str, str | None]] = {}

    def montrer(self, feuilles: Sequence[FeuilleApercu]) -> None:
        """Show the mappings of these sheets."""
        self._choix = {}
        self.appliquer.setEnabled(False)
        colonnes = [
            (feuille.genre, colonne)
            for feuille in feuilles
            for colonne in feuille.correspondance.colonnes
            if colonne.entete
        ]
        self.table.setRowCount(len(colonnes))
        for rang, (genre, colonne) in enumerate(colonnes):
            self.table.setItem(rang, 0, QTableWidgetItem(colonne.entete))
            self.table.setItem(rang, 1, QTableWidgetItem(" · ".join(colonne.exemples[:3])))
            self.table.setCellWidget(rang, 2, self._champs(genre, colonne))
            self.table.setItem(rang, 3, QTableWidgetItem(_pourquoi(colonne)))

    def choix(self) -> Mapping[str, Mapping[str, str | None]]:
        """Kind of sheet → header → field, for the columns the person changed."""
        return self._choix

    def _champs(self, genre: str, colonne: ColonneProposee) -> QComboBox:
        liste = QComboBox()
        liste.setAccessibleName(_("« {colonne} » devient").format(colonne=colonne.entete))
        liste.addItem(_("(laisser de côté)"), None)
        for champ in GENRES[Genre(genre)].champs:
            liste.addItem(_(CHAMPS[champ].libelle), champ)
        liste.setCurrentIndex(max(0, liste.findData(colonne.champ)))
        liste.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        liste.currentIndexChanged.connect(
            lambda _rang, g=genre, e=colonne.entete, boite=liste: self._choisir(
                g, e, boite.currentData()
            )
        )
        return liste

    def _choisir(self, genre: str, entete: str, champ: str | None) -> None:
        self._choix.setdefault(genre, {})[entete] = champ
        self.appliquer.setEnabled(True)


def _pourquoi(colonne: ColonneProposee) -> str:
    """Why this field, or why none, in words."""
    if colonne.ecartee:
        message = codes().get(colonne.ecartee)
        return (
            _(message.titre).format(colonne=colonne.entete, valeur="", ligne="") if message else ""
        )
    textes = {
        Indice.MEMOIRE: _("comme la dernière fois"),
        Indice.EXACT: _("titre connu"),
        Indice.PROCHE: _("titre approchant ({sur} %)").format(sur=round(colonne.confiance * 100)),
        Indice.CONTENU: _("d’après le contenu ({sur} %)").format(
            sur=round(colonne.confiance * 100)
        ),
        Indice.CHOIX: _("votre choix"),
        Indice.AUCUN: _("titre non reconnu"),
    }
    return textes[colonne.indice]
