"""What leaves for a recipient, as a tree of tables and columns one narrows; never widened."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QWidget

from app.core.i18n import _, ngettext
from app.services.exports.projection import projections
from app.services.exports.tableaux import explication

_NOM = Qt.ItemDataRole.UserRole
_OUI, _NON, _PARTIE = (
    Qt.CheckState.Checked,
    Qt.CheckState.Unchecked,
    Qt.CheckState.PartiallyChecked,
)


@dataclass(frozen=True, slots=True)
class TablePossible:
    """A table that may leave, in words: its columns, and those that never do."""

    nom: str
    titre: str
    colonnes: tuple[tuple[str, str], ...]
    retenues: tuple[str, ...]


def possibles() -> tuple[TablePossible, ...]:
    """Everything that may leave for a bailleur; identifiers go with their row and are not told."""
    return tuple(
        TablePossible(
            p.nom,
            p.titre,
            tuple(
                (c.nom, explication(c.nom, c.libelle))
                for c in p.colonnes
                if c.nom != "id" and not c.nom.endswith("_id")
            ),
            p.retenues,
        )
        for p in projections()
    )


class ArbreTables(QTreeWidget):
    """Check a table or a column: it leaves. `modifie` when a hand changed something."""

    modifie = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ecrit = False
        self._depart: tuple[frozenset[str] | None, Mapping[str, frozenset[str]]] = (None, {})
        self.setAccessibleName(_("Ce qui part"))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.itemChanged.connect(self._change)

    def proposer(self, tables: tuple[TablePossible, ...]) -> None:
        """Show what may leave, everything checked."""
        self._ecrit = True
        self.clear()
        for table in tables:
            branche = QTreeWidgetItem([table.titre])
            branche.setData(0, _NOM, table.nom)
            branche.setFlags(branche.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            branche.setCheckState(0, _OUI)
            jamais = [r for r in table.retenues if r]
            if jamais:
                branche.setToolTip(
                    0, _("Ne partent jamais : {colonnes}.").format(colonnes=", ".join(jamais))
                )
            for nom, libelle in table.colonnes:
                feuille = QTreeWidgetItem([libelle])
                feuille.setData(0, _NOM, nom)
                feuille.setFlags(feuille.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                feuille.setCheckState(0, _OUI)
                branche.addChild(feuille)
            self.addTopLevelItem(branche)
        self._ecrit = False
        self._decrire()

    def remplir(
        self, tables: frozenset[str] | None, retirees: Mapping[str, frozenset[str]]
    ) -> None:
        """Show what a profile lets leave."""
        self._ecrit = True
        self.blockSignals(True)  # hundreds of boxes: one repaint at the end
        for branche in self._branches():
            nom = str(branche.data(0, _NOM))
            part = tables is None or nom in tables
            for colonne in _feuilles(branche):
                garde = part and colonne.data(0, _NOM) not in retirees.get(nom, frozenset())
                _cocher(colonne, _OUI if garde else _NON)
            _cocher(branche, _etat(branche) if part else _NON)
        self.blockSignals(False)
        self.viewport().update()
        self._ecrit = False
        self._depart = self.choix()
        self._decrire()

    def choix(self) -> tuple[frozenset[str] | None, dict[str, frozenset[str]]]:
        """The tables that leave (None: all, those of later versions too), the columns left out."""
        tables, retirees, toutes = set(), {}, True
        for branche in self._branches():
            nom = str(branche.data(0, _NOM))
            if branche.checkState(0) == _NON:
                toutes = False
                continue
            tables.add(nom)
            enfants = _feuilles(branche)
            ecartees = frozenset(str(e.data(0, _NOM)) for e in enfants if e.checkState(0) == _NON)
            if ecartees:
                retirees[nom] = ecartees
        return (None if toutes else frozenset(tables)), retirees

    def revenir_a(self, depart: tuple[frozenset[str] | None, Mapping[str, frozenset[str]]]) -> None:
        """What counts as unchanged: a draft was put back over it."""
        self._depart = depart

    @property
    def change(self) -> bool:
        """Whether something differs from what was shown."""
        return self.choix() != self._depart

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter opens and closes a table, as the arrows do; Space checks."""
        courant = self.currentItem()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and courant is not None:
            courant.setExpanded(not courant.isExpanded())
            event.accept()
            return
        super().keyPressEvent(event)

    def _change(self, element: QTreeWidgetItem, _colonne: int) -> None:
        if self._ecrit:
            return
        self._ecrit = True
        parent = element.parent()
        if parent is None:
            voulu = _NON if element.checkState(0) == _NON else _OUI
            for colonne in _feuilles(element):
                colonne.setCheckState(0, voulu)
        else:
            parent.setCheckState(0, _etat(parent))
        self._ecrit = False
        self._decrire()
        self.modifie.emit()

    def _branches(self) -> list[QTreeWidgetItem]:
        rangs = range(self.topLevelItemCount())
        return [b for rang in rangs if (b := self.topLevelItem(rang)) is not None]

    def _decrire(self) -> None:
        tables, retirees = self.choix()
        n = self.topLevelItemCount() if tables is None else len(tables)
        dit = ngettext("{n} table part", "{n} tables partent", n).format(n=n)
        ecartees = sum(len(c) for c in retirees.values())
        if ecartees:
            dit += ", " + ngettext(
                "{n} colonne laissée ici", "{n} colonnes laissées ici", ecartees
            ).format(n=ecartees)
        self.setAccessibleDescription(dit)


def _cocher(element: QTreeWidgetItem, etat: Qt.CheckState) -> None:
    if element.checkState(0) != etat:
        element.setCheckState(0, etat)


def _etat(branche: QTreeWidgetItem) -> Qt.CheckState:
    """A table leaves whole or in part: to keep it here one unchecks the table itself."""
    etats = {colonne.checkState(0) for colonne in _feuilles(branche)}
    return _OUI if etats <= {_OUI} else _PARTIE


def _feuilles(branche: QTreeWidgetItem) -> list[QTreeWidgetItem]:
    rangs = range(branche.childCount())
    return [f for rang in rangs if (f := branche.child(rang)) is not None]
