"""The depth of a household page: blocks of rows side by side, as many as the width allows."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _
from app.services.menages.lignes import FicheMenage
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, Titre
from ui.widgets.tableau import infobulle

Cellules = Sequence[str]
ROLE_ID = Qt.ItemDataRole.UserRole
HAUTEUR, HAUTEUR_BLOC = 28, 150


class Tableau(QTableWidget):
    """A small table of facts: Enter opens a row, Suppr takes it away, N adds one.

    Several tables on a screen: each keeps its own current row, drawn only where the keyboard is.
    """

    ouverte = Signal(object)
    retiree = Signal(object)
    nouvelle = Signal()

    def __init__(
        self, theme: Theme, nom: str, entetes: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(0, len(entetes), parent)
        self._theme = theme
        self.setAccessibleName(nom)
        self.setHorizontalHeaderLabels(list(entetes))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(HAUTEUR))
        entete = self.horizontalHeader()
        entete.setStretchLastSection(True)
        entete.setHighlightSections(False)
        entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        entete.setVisible(any(entetes))
        self.itemDoubleClicked.connect(lambda e: self.ouverte.emit(e.data(ROLE_ID)))

    def etirer(self, rang: int) -> None:
        """Give that column the room left; the others take what they need, within reason."""
        entete = self.horizontalHeader()
        entete.setStretchLastSection(False)
        entete.setMaximumSectionSize(self._theme.px(260))
        for i in range(self.columnCount()):
            modes = QHeaderView.ResizeMode
            entete.setSectionResizeMode(i, modes.Stretch if i == rang else modes.ResizeToContents)

    def remplir(self, lignes: Sequence[tuple[object, Cellules]]) -> None:
        """Show these rows, (id, texts), keeping the current one."""
        choisie = self.courante()
        rang = self.currentRow()
        self.setRowCount(len(lignes))
        for i, (id_, cellules) in enumerate(lignes):
            if id_ == choisie and choisie is not None:
                rang = i
            for j, texte in enumerate(cellules):
                element = QTableWidgetItem(texte)
                element.setData(ROLE_ID, id_)
                element.setToolTip(infobulle(texte) if texte else "")
                self.setItem(i, j, element)
        if lignes and self.hasFocus():
            self.setCurrentCell(max(0, min(rang, len(lignes) - 1)), 0)

    def courante(self) -> object:
        """The id of the current row, or None."""
        element = self.item(self.currentRow(), 0)
        return element.data(ROLE_ID) if element is not None else None

    def focusInEvent(self, event: object) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on a row."""
        super().focusInEvent(event)  # type: ignore[arg-type]  # Qt's own event
        if self.rowCount() and not self.selectedItems():
            self.setCurrentCell(max(0, self.currentRow()), 0)
            self.selectRow(self.currentRow())

    def focusOutEvent(self, event: object) -> None:  # noqa: N802 - Qt name
        """Elsewhere, nothing looks chosen here."""
        super().focusOutEvent(event)  # type: ignore[arg-type]  # Qt's own event
        self.clearSelection()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter, Suppr, N."""
        id_, touche = self.courante(), event.key()
        if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ouverte.emit(id_) if id_ is not None else self.nouvelle.emit()
        elif touche == Qt.Key.Key_Delete and id_ is not None:
            self.retiree.emit(id_)
        elif touche in (Qt.Key.Key_N, Qt.Key.Key_Insert) and not event.modifiers():
            self.nouvelle.emit()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, _texte: str) -> None:  # noqa: N802 - Qt name
        """No search by first letter: letters are shortcuts here."""


class Bloc(QWidget):
    """A title, "+ …", rows, or what to do when there are none.

    `demande(form, id)` asks to open a form; `retrait(form, id)` to take a row away.
    """

    demande = Signal(str, object)
    retrait = Signal(str, object)

    def __init__(
        self,
        theme: Theme,
        forme: str,
        titre: str,
        entetes: Sequence[str],
        nouveau: str = "",
        vide: str = "",
        *,
        nouvelle: str = "",
    ) -> None:
        super().__init__()
        self._forme, self._nouvelle = forme, nouvelle or forme
        self.titre = Titre(titre, section=True)
        self.tableau = Tableau(theme, titre, entetes)
        self.plus = Bouton(nouveau, self._nouveau, "discret")
        garde = self.plus.sizePolicy()
        garde.setRetainSizeWhenHidden(True)  # titles side by side stay on one line
        self.plus.setSizePolicy(garde)
        if not nouveau:
            self.plus.hide()
        self.vide = Etiquette(vide, "secondaire", retour_ligne=True)
        self.vide.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._peut_ajouter = bool(nouveau)
        self.tete = QHBoxLayout()
        self.tete.setSpacing(4)
        self.tete.addWidget(self.titre)
        self.tete.addStretch(1)
        self.tete.addWidget(self.plus)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        boite.addLayout(self.tete)
        boite.addWidget(self.tableau, 1)
        boite.addWidget(self.vide, 1)
        self.tableau.ouverte.connect(self._ouvrir)
        self.tableau.retiree.connect(lambda id_: self.retrait.emit(self._forme, id_))
        self.tableau.nouvelle.connect(self._nouveau)
        if forme:
            self.tableau.setToolTip("")
            self.tableau.setAccessibleDescription(
                _("Entrée : modifier. Suppr : retirer. N : ajouter.")
            )

    def remplir(self, lignes: Sequence[tuple[object, Cellules]]) -> None:
        """Show these rows."""
        self.tableau.remplir(lignes)
        self.tableau.setVisible(bool(lignes))
        self.vide.setVisible(not lignes)

    def _ouvrir(self, id_: object) -> None:
        if self._forme:
            self.demande.emit(self._forme, id_)

    def _nouveau(self) -> None:
        if self._peut_ajouter:
            self.demande.emit(self._nouvelle, None)


class Faits(QWidget):
    """Facts in two columns, "what : value"; what is not known is said by a dash."""

    def __init__(self, titre: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grille = QGridLayout()
        self._grille.setHorizontalSpacing(16)
        self._grille.setVerticalSpacing(4)
        self._grille.setColumnStretch(1, 1)
        self._paires: list[tuple[Etiquette, Etiquette]] = []
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        self.tete = QHBoxLayout()
        self.tete.addWidget(Titre(titre, section=True))
        boite.addLayout(self.tete)
        boite.addLayout(self._grille)
        boite.addStretch(1)

    def remplir(self, faits: Sequence[tuple[str, str]]) -> None:
        """Show these facts, the labels already there said anew."""
        for rang in range(len(self._paires), len(faits)):
            paire = (
                Etiquette("", "secondaire"),
                Etiquette("", retour_ligne=True, copiable=True),
            )
            haut = Qt.AlignmentFlag.AlignTop
            self._grille.addWidget(paire[0], rang, 0, haut)
            self._grille.addWidget(paire[1], rang, 1, haut)
            self._paires.append(paire)
        for rang, (nom, valeur) in enumerate(self._paires):
            dit = faits[rang] if rang < len(faits) else ("", "")
            nom.setText(dit[0])
            valeur.setText(dit[1] or "–" if dit[0] else "")


class Onglet(QScrollArea):
    """A tab: its blocks side by side when there is room, else one under the other."""

    largeur_bloc = 260  # the least a block needs beside another
    demande = Signal(str, object)
    retrait = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._blocs: list[tuple[QWidget, int]] = []
        self._colonnes = 0
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        cadre = QWidget()
        self.grille = QGridLayout(cadre)
        self.grille.setContentsMargins(4, 6, 4, 0)
        self.grille.setHorizontalSpacing(24)
        self.grille.setVerticalSpacing(12)
        self.setWidget(cadre)

    def poser(self, *blocs: tuple[QWidget, int]) -> None:
        """These blocks, in reading order, with the width each deserves (in parts)."""
        self._blocs = list(blocs)
        for bloc, _part in blocs:
            bloc.setMinimumHeight(self._theme.px(HAUTEUR_BLOC))
            if isinstance(bloc, Bloc):
                bloc.demande.connect(self.demande)
                bloc.retrait.connect(self.retrait)
        self._placer()

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household."""

    def premier(self) -> QWidget | None:
        """What takes the keyboard on arrival: the first rows, or the first "+ …"."""
        for bloc, _part in self._blocs:
            if isinstance(bloc, Bloc):
                return bloc.plus if bloc.tableau.isHidden() else bloc.tableau
        return None

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Another width may hold more or fewer blocks."""
        super().resizeEvent(event)
        self._placer()

    def _placer(self) -> None:
        n = len(self._blocs)
        if not n:
            return
        tient = max(1, self.viewport().width() // self._theme.px(self.largeur_bloc))
        colonnes = n if tient >= n else min(tient, 2)
        if colonnes == self._colonnes:
            return
        self._colonnes = colonnes
        for i in range(n):
            self.grille.setColumnStretch(i, 0)
        for i, (bloc, part) in enumerate(self._blocs):
            self.grille.addWidget(bloc, i // colonnes, i % colonnes)
            if i < colonnes:
                self.grille.setColumnStretch(i, part if colonnes == n else 1)


def identifiant(id_: object) -> UUID | None:
    """An id carried by a signal."""
    return id_ if isinstance(id_, UUID) else None
