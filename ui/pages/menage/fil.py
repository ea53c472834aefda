"""The chronology on screen: a list that wraps its texts and asks for more when scrolled."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _
from app.services.documents.vocabulaire import Libelles
from app.services.menages.lignes import EntreeFil, Fil, GenreFil
from ui.pages.menage.recit import Lue, lire
from ui.theme import Theme
from ui.widgets import Bouton, EtatVide, Titre

Index = QModelIndex | QPersistentModelIndex
ROLE_LUE = Qt.ItemDataRole.UserRole
ROLE_ENTREE = Qt.ItemDataRole.UserRole + 1
MARGE, COLONNE = 8, 108

FILTRES: tuple[tuple[str, frozenset[GenreFil]], ...] = (
    (N_("Tout"), frozenset(GenreFil)),
    (N_("Contacts et notes"), frozenset({GenreFil.VISITE, GenreFil.NOTE})),
    (
        N_("Déménagements et étapes"),
        frozenset({GenreFil.ARRIVEE, GenreFil.DEPART, GenreFil.ETAPE, GenreFil.SOUHAIT}),
    ),
    (N_("Réclamations"), frozenset({GenreFil.RECLAMATION})),
    (N_("Promesses et rendez-vous"), frozenset({GenreFil.ENGAGEMENT, GenreFil.RENDEZ_VOUS})),
)


class ModeleFil(QAbstractListModel):
    """The entries read so far; the view asks for more through `fetchMore`."""

    suite_demandee = Signal(int)  # where the next page begins

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entrees: list[EntreeFil] = []
        self._lues: list[Lue] = []
        self._total = 0
        self._attend = False

    def remplir(self, fil: Fil, mots: Libelles) -> None:
        """Show this page first, or after those already there when it follows them."""
        self._attend = False
        if fil.debut == 0:
            self.beginResetModel()
            self._entrees = list(fil.entrees)
            self._lues = [lire(e, mots) for e in fil.entrees]
            self._total = fil.total
            self.endResetModel()
        elif fil.debut == len(self._entrees) and fil.entrees:
            self.beginInsertRows(QModelIndex(), fil.debut, fil.debut + len(fil.entrees) - 1)
            self._entrees += fil.entrees
            self._lues += [lire(e, mots) for e in fil.entrees]
            self.endInsertRows()

    @property
    def total(self) -> int:
        """How many entries there are, shown or not."""
        return self._total

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt signature
        """Entries read so far."""
        return 0 if parent.isValid() else len(self._lues)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of an entry; screen readers get them in one text."""
        if not index.isValid():
            return None
        lue = self._lues[index.row()]
        if role == ROLE_LUE:
            return lue
        if role == ROLE_ENTREE:
            return self._entrees[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{lue.quand} : {lue.quoi}. {lue.detail}"
        return None

    def canFetchMore(self, parent: Index) -> bool:  # noqa: N802 - Qt name
        """Whether older entries are still to be read."""
        return not parent.isValid() and not self._attend and len(self._entrees) < self._total

    def fetchMore(self, parent: Index) -> None:  # noqa: N802 - Qt name
        """Ask for the next page, once."""
        self._attend = True
        self.suite_demandee.emit(len(self._entrees))


class PeintreFil(QStyledItemDelegate):
    """Draws the day on the left, what it was in bold, then what was said, wrapped."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def _polices(self, option: QStyleOptionViewItem) -> tuple[QFont, QFont, QFont]:
        normale = QFont(option.font)
        grasse = QFont(normale)
        grasse.setWeight(QFont.Weight.DemiBold)
        petite = QFont(normale)
        petite.setPointSizeF(normale.pointSizeF() * 0.87)
        return normale, grasse, petite

    def _cadres(self, option: QStyleOptionViewItem, lue: Lue, largeur: int) -> tuple[QRect, QRect]:
        normale, grasse, petite = self._polices(option)
        gauche = MARGE + round(COLONNE * normale.pointSizeF() / 10.5)
        place = max(120, largeur - gauche - MARGE)
        trop = QRect(0, 0, place, 100_000)
        plier = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        quoi = QFontMetrics(grasse).boundingRect(trop, plier, lue.quoi)
        haut = MARGE
        cadre_quoi = QRect(gauche, haut, place, quoi.height())
        bas = cadre_quoi.bottom() + 1
        if lue.detail:
            detail = QFontMetrics(normale).boundingRect(trop, plier, lue.detail)
            cadre_detail = QRect(gauche, bas + 2, place, detail.height())
        else:
            cadre_detail = QRect(gauche, bas, place, 0)
        lignes = lue.quand.count("\n") + 1
        minimum = haut + QFontMetrics(petite).lineSpacing() * lignes
        if cadre_detail.bottom() < minimum:
            cadre_detail.setBottom(minimum)
        return cadre_quoi, cadre_detail

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: N802 - Qt name
        """As high as its wrapped texts."""
        vue = self.parent()
        largeur = vue.viewport().width() if isinstance(vue, QListView) else option.rect.width()
        _quoi, detail = self._cadres(option, index.data(ROLE_LUE), largeur)
        return QSize(largeur, detail.bottom() + MARGE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One entry."""
        lue: Lue = index.data(ROLE_LUE)
        palette = self._theme.palette
        normale, grasse, petite = self._polices(option)
        rect = option.rect
        quoi, detail = self._cadres(option, lue, rect.width())
        painter.save()
        choisie = bool(option.state & QStyle.StateFlag.State_Selected)
        if choisie:
            painter.fillRect(rect, QColor(palette.selection))
        painter.translate(rect.topLeft())
        painter.setPen(QColor(palette.sur_selection if choisie else palette.texte_2))
        painter.setFont(petite)
        date = QRect(MARGE, MARGE, quoi.left() - MARGE - 6, rect.height() - MARGE)
        painter.drawText(date, int(Qt.TextFlag.TextWordWrap), lue.quand)
        painter.setPen(QColor(palette.sur_selection if choisie else palette.texte))
        plier = int(Qt.TextFlag.TextWordWrap | Qt.TextFlag.TextWrapAnywhere)
        painter.setFont(grasse)
        painter.drawText(quoi, plier, lue.quoi)
        painter.setFont(normale)
        painter.drawText(detail, plier, lue.detail)
        painter.setPen(QColor(palette.trait))
        painter.drawLine(MARGE, rect.height() - 1, rect.width() - MARGE, rect.height() - 1)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QColor(palette.focus))
            painter.drawRect(QRect(0, 0, rect.width() - 1, rect.height() - 2))
        painter.restore()


class VueFil(QListView):
    """The list itself: heights follow the width; Enter opens an entry."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(PeintreFil(theme, self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(_("Le fil"))


class PanneauFil(QWidget):
    """Title, filter, list, or what to do when nothing happened yet.

    `visite_demandee`: log a visit; `genres_changes`: read again with these kinds;
    `suite_demandee`: read the page that begins there.
    """

    visite_demandee = Signal()
    genres_changes = Signal(object)
    suite_demandee = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = ModeleFil(self)
        self.modele.suite_demandee.connect(self.suite_demandee)
        self.vue = VueFil(theme)
        self.vue.setModel(self.modele)
        self.filtre = QComboBox()
        self.filtre.setAccessibleName(_("Ce que montre le fil"))
        for texte, _genres in FILTRES:
            self.filtre.addItem(_(texte))
        self.filtre.currentIndexChanged.connect(lambda i: self.genres_changes.emit(FILTRES[i][1]))
        self.vide = EtatVide(
            _("Rien n’est encore noté pour ce ménage."),
            _("Sa première visite ouvrira l’histoire."),
        )
        tete = QHBoxLayout()
        tete.addWidget(Titre(_("Le fil"), section=True))
        tete.addStretch(1)
        tete.addWidget(self.filtre)
        tete.addWidget(Bouton(_("+ visite"), self.visite_demandee.emit, "discret"))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self.vue, 1)
        boite.addWidget(self.vide, 1)
        self.vide.hide()

    @property
    def genres(self) -> frozenset[GenreFil]:
        """The kinds chosen in the filter."""
        return FILTRES[self.filtre.currentIndex()][1]

    def remplir(self, fil: Fil, mots: Libelles) -> None:
        """Show a page of the chronology."""
        self.modele.remplir(fil, mots)
        vide = self.modele.total == 0
        self.vue.setVisible(not vide)
        self.vide.setVisible(vide)

    def entrees(self) -> Sequence[EntreeFil]:
        """The entries shown so far."""
        return [self.modele.index(i).data(ROLE_ENTREE) for i in range(self.modele.rowCount())]
