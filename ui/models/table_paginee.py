"""A table of any length: rows are fetched by pages of 200, off the GUI thread, and cached."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtCore import Signal as QtSignal

from app.core.i18n import _

TAILLE_PAGE = 200
PAGES_GARDEES = 40
EN_ATTENTE = "…"
ROLE_LIGNE = Qt.ItemDataRole.UserRole
ROLE_TRI = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class Colonne:
    """One column: its key for sorting (empty: not sortable), its title, how a row says it.

    `accessoire`: left out where there is no room for all.
    """

    cle: str
    titre: str
    texte: Callable[[Any], str]
    largeur: int = 120
    droite: bool = False
    couleur: Callable[[Any], Any] | None = None
    infobulle: Callable[[Any], str] | None = None
    accessoire: bool = False


class Source(Protocol):
    """Where rows come from; both answer later, on the GUI thread, through the callback.

    `compter(filtre, recu)` calls `recu(n)`; `page(filtre, tri, debut, taille, recu)` calls
    `recu(rows)` where `tri` is a column key, prefixed by "-" for descending.
    """

    def compter(self, filtre: Any, recu: Callable[[int], object]) -> None:
        """Ask how many rows match."""
        ...

    def page(
        self,
        filtre: Any,
        tri: str,
        debut: int,
        taille: int,
        recu: Callable[[Sequence[Any]], object],
    ) -> None:
        """Ask for rows."""
        ...


class TablePaginee(QAbstractTableModel):
    """Rows of a `Source`, with placeholders while they load.

    `compte` carries the number of rows whenever it is known. Each row has an id given by
    `identifiant` (attribute name) so that a selection survives a refresh.
    """

    compte = QtSignal(int)
    pret = QtSignal()

    def __init__(
        self,
        source: Source,
        colonnes: Sequence[Colonne],
        parent: QObject | None = None,
        *,
        identifiant: str = "id",
        tri: str = "",
    ) -> None:
        super().__init__(parent)
        self._source = source
        self._colonnes = tuple(colonnes)
        self._identifiant = identifiant
        self._filtre: Any = None
        self._tri = tri
        self._n = 0
        self._pages: OrderedDict[int, Sequence[Any]] = OrderedDict()
        self._demandees: set[int] = set()
        self._generation = 0
        self._a_jour = False
        self._attend: Callable[[Any], object] | None = None

    @property
    def colonnes(self) -> tuple[Colonne, ...]:
        """The columns shown."""
        return self._colonnes

    @property
    def tri(self) -> str:
        """The sort in force: a column key, "-" first when descending."""
        return self._tri

    @property
    def filtre(self) -> Any:
        """The filter in force, given as it is to the source."""
        return self._filtre

    def changer_colonnes(self, colonnes: Sequence[Colonne]) -> None:
        """Show other columns."""
        self.beginResetModel()
        self._colonnes = tuple(colonnes)
        self.endResetModel()

    def filtrer(self, filtre: Any) -> None:
        """Show what matches `filtre`."""
        self._filtre = filtre
        self._attend = None
        self.recharger()

    def recharger(self) -> None:
        """Count and read again; what is shown stays until the answer comes."""
        self._generation += 1
        self._a_jour = False
        generation = self._generation
        self._source.compter(self._filtre, lambda n: self._compte_recu(generation, n))

    def ligne(self, rang: int) -> Any | None:
        """The row at that rank, or None while it loads."""
        page = self._pages.get(rang // TAILLE_PAGE)
        if page is None:
            self._demander(rang // TAILLE_PAGE)
            return None
        place = rang % TAILLE_PAGE
        return page[place] if place < len(page) else None

    def donner_premiere(self, recu: Callable[[Any], object]) -> None:
        """Give `recu` the first row that answers what is asked now, as soon as it is read.

        Nothing is given when no row matches, or when something else is asked meanwhile.
        """
        self._attend = recu
        self._donner()

    def id_ligne(self, rang: int) -> UUID | None:
        """The id of the row at that rank, or None while it loads."""
        ligne = self.ligne(rang)
        return None if ligne is None else getattr(ligne, self._identifiant)

    def id_lu(self, rang: int) -> UUID | None:
        """The id of the row at that rank if it was already read; asks for nothing."""
        page, place = self._pages.get(rang // TAILLE_PAGE), rang % TAILLE_PAGE
        return getattr(page[place], self._identifiant) if page and place < len(page) else None

    def rangs_de(self, ids: Collection[UUID | None]) -> dict[UUID | None, int]:
        """The ranks of those of `ids` that were already read."""
        return {
            id_: numero * TAILLE_PAGE + place
            for numero, page in self._pages.items()
            for place, ligne in enumerate(page)
            if (id_ := getattr(ligne, self._identifiant)) in ids
        }

    def rang_de(self, id_: UUID) -> int | None:
        """The rank of a row among those already read."""
        for numero, page in self._pages.items():
            for place, ligne in enumerate(page):
                if getattr(ligne, self._identifiant) == id_:
                    return numero * TAILLE_PAGE + place
        return None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt name and default
        """How many rows."""
        return 0 if parent.isValid() else self._n

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: N802, B008 - Qt name and default
        """How many columns."""
        return 0 if parent.isValid() else len(self._colonnes)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What a cell shows."""
        if not index.isValid() or index.row() >= self._n:
            return None
        colonne = self._colonnes[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _cote(colonne)
        if role not in _ROLES:
            return None
        ligne = self.ligne(index.row())
        if ligne is None:
            return EN_ATTENTE if role == Qt.ItemDataRole.DisplayRole else None
        return ligne if role == ROLE_LIGNE else _dire(colonne, ligne, role)

    def headerData(  # noqa: N802 - Qt name
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        """Titles of columns."""
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self._colonnes):
            return None
        colonne = self._colonnes[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return _(colonne.titre)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _cote(colonne)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort in the source; columns without a key are left alone."""
        if not 0 <= column < len(self._colonnes) or not self._colonnes[column].cle:
            return
        signe = "-" if order == Qt.SortOrder.DescendingOrder else ""
        self.trier(signe + self._colonnes[column].cle)

    def trier(self, tri: str) -> None:
        """Sort by a key of the source, "-" first when descending, even if no column shows it."""
        if tri != self._tri:
            self._tri = tri
            self.recharger()

    def _compte_recu(self, generation: int, n: int) -> None:
        if generation != self._generation:
            return
        self.beginResetModel()
        self._n, self._a_jour = n, True
        self._pages.clear()
        self._demandees.clear()
        self.endResetModel()
        self.compte.emit(n)
        if n:
            self._demander(0)
        else:
            self.pret.emit()
            self._donner()

    def _demander(self, numero: int) -> None:
        if numero in self._demandees:
            return
        self._demandees.add(numero)
        generation = self._generation
        self._source.page(
            self._filtre,
            self._tri,
            numero * TAILLE_PAGE,
            TAILLE_PAGE,
            lambda lignes: self._page_recue(generation, numero, lignes),
        )

    def _page_recue(self, generation: int, numero: int, lignes: Sequence[Any]) -> None:
        if generation != self._generation:
            return
        self._pages[numero] = lignes
        self._demandees.discard(numero)
        while len(self._pages) > PAGES_GARDEES:
            self._pages.popitem(last=False)
        debut = numero * TAILLE_PAGE
        fin = min(debut + TAILLE_PAGE, self._n) - 1
        if fin >= debut and self._colonnes:
            self.dataChanged.emit(self.index(debut, 0), self.index(fin, len(self._colonnes) - 1))
        self.pret.emit()
        self._donner()

    def _donner(self) -> None:
        """Give the first row to who waits for it; what is not read yet is asked for."""
        if self._attend is None or not self._a_jour:
            return
        ligne = self.ligne(0) if self._n else None
        if ligne is not None or not self._n:
            recu, self._attend = self._attend, None
            if ligne is not None:
                recu(ligne)


_ROLES = frozenset(
    {
        int(Qt.ItemDataRole.DisplayRole),
        int(Qt.ItemDataRole.ToolTipRole),
        int(Qt.ItemDataRole.ForegroundRole),
        int(Qt.ItemDataRole.AccessibleTextRole),
        int(ROLE_LIGNE),
    }
)


def _cote(colonne: Colonne) -> Qt.AlignmentFlag:
    cote = Qt.AlignmentFlag.AlignRight if colonne.droite else Qt.AlignmentFlag.AlignLeft
    return cote | Qt.AlignmentFlag.AlignVCenter


def _dire(colonne: Colonne, ligne: Any, role: int) -> Any:
    if role == Qt.ItemDataRole.ForegroundRole:
        return colonne.couleur(ligne) if colonne.couleur else None
    if role == Qt.ItemDataRole.ToolTipRole:
        return colonne.infobulle(ligne) if colonne.infobulle else None
    return colonne.texte(ligne)
