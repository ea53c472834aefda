"""The preview of a change of timetable: a line per household and day, ticked, days editable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

from app.core.clock import Clock
from app.core.i18n import N_, _, date_courte, jour
from app.services.changements import Conflit, DateQuiBouge, MenageConcerne
from app.services.documents.vocabulaire import majuscule
from app.services.paroles import nom_etape
from ui.theme import Theme
from ui.widgets import ChampDate
from ui.widgets.tableau import infobulle

ROLE_JOUR = Qt.ItemDataRole.UserRole
MENAGE, QUOI, AVANT, APRES, REGARD = range(5)
CONFLITS = {
    Conflit.PASSE: N_("jour déjà passé"),
    Conflit.TROP_TOT: N_("nouveau jour passé"),
    Conflit.DEJA_PARTI: N_("déjà parti"),
    Conflit.SANS_REPERE: N_("écart inconnu : donnez un jour"),
}
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Rang:
    """One line: a household, and the promise or milestone (or both) that waits for the same day."""

    menage: MenageConcerne
    dates: tuple[DateQuiBouge, ...]

    @property
    def cle(self) -> UUID:
        """What the line is known by, to keep what a hand did on it."""
        return self.dates[0].id


def rangs(menages: Sequence[MenageConcerne]) -> list[Rang]:
    """The lines of a preview: a promise and a milestone of the same day are one."""
    faits: dict[tuple[UUID, str, date], list[DateQuiBouge]] = {}
    connus = {m.id: m for m in menages}
    for menage in menages:
        for d in menage.dates:
            faits.setdefault((menage.id, d.code, d.ancien), []).append(d)
    return [Rang(connus[cle[0]], tuple(dates)) for cle, dates in faits.items()]


class TableChangement(QTableWidget):
    """Space ticks, Enter changes the day. `change` is emitted when a hand did either."""

    change = Signal()

    def __init__(self, theme: Theme, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self._theme = theme
        self._rangs: list[Rang] = []
        self._remplit = False
        self.setAccessibleName(_("Ce que le changement déplace"))
        self.setAccessibleDescription(_("Espace : cocher ou décocher. Entrée : changer le jour."))
        self.setHorizontalHeaderLabels(
            [_("Ménage"), _("Ce qui bouge"), _("Prévu"), _("Nouveau jour"), _("À regarder")]
        )
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(theme.px(30))
        entete = self.horizontalHeader()
        entete.setHighlightSections(False)
        entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        entete.setMaximumSectionSize(theme.px(190))
        modes = QHeaderView.ResizeMode
        for colonne in range(5):
            entete.setSectionResizeMode(
                colonne, modes.Stretch if colonne == QUOI else modes.ResizeToContents
            )
        self.setItemDelegateForColumn(APRES, _Jour(clock, self))
        self.itemChanged.connect(self._touche)

    def remplir(self, lignes: Sequence[Rang], mains: dict[UUID, tuple[bool, date]]) -> None:
        """Show these lines; `mains` is what a hand ticked and typed before, by line."""
        self._remplit = True
        self._rangs = list(lignes)
        self.setRowCount(len(self._rangs))
        for i, rang in enumerate(self._rangs):
            premiere = rang.dates[0]
            conflits = tuple(dict.fromkeys(c for d in rang.dates for c in d.conflits))
            coche, nouveau = mains.get(rang.cle, (not conflits, premiere.propose))
            textes = (
                f"⚠ {rang.menage.nom}" if conflits else rang.menage.nom,
                _quoi(rang),
                _le(premiere.ancien),
                _le(nouveau),
                " · ".join(_(CONFLITS[c]) for c in conflits),
            )
            for j, texte in enumerate(textes):
                self.setItem(i, j, _element(texte, modifiable=j == APRES))
            self._item(i, MENAGE).setCheckState(
                Qt.CheckState.Checked if coche else Qt.CheckState.Unchecked
            )
            ou = "\n".join(t for t in (_ou(rang.menage), textes[REGARD]) if t)
            self._item(i, MENAGE).setToolTip(infobulle(ou))
            self._item(i, APRES).setData(ROLE_JOUR, nouveau)
        self._remplit = False

    def retenues(self) -> dict[UUID, date]:
        """The new day of each promise and milestone whose line is ticked."""
        retenues: dict[UUID, date] = {}
        for i, rang in enumerate(self._rangs):
            if self._coche(i):
                nouveau = self._jour(i)
                retenues |= {d.id: nouveau for d in rang.dates if nouveau != d.ancien}
        return retenues

    def mains(self) -> dict[UUID, tuple[bool, date]]:
        """Whether each line is ticked, and its day."""
        return {r.cle: (self._coche(i), self._jour(i)) for i, r in enumerate(self._rangs)}

    def menages_coches(self) -> int:
        """How many households will have something to be told."""
        return len({r.menage.id for i, r in enumerate(self._rangs) if self._coche(i)})

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Space ticks, Enter edits the day."""
        if self.state() is QAbstractItemView.State.EditingState:
            event.accept()  # the Enter that ended an edit comes up to us
            return
        ligne = self.currentRow() if not event.modifiers() else -1
        if ligne >= 0 and event.key() == Qt.Key.Key_Space:
            inverse = Qt.CheckState.Unchecked if self._coche(ligne) else Qt.CheckState.Checked
            self._item(ligne, MENAGE).setCheckState(inverse)
        elif ligne >= 0 and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.editItem(self._item(ligne, APRES))
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def focusInEvent(self, event: Any) -> None:  # noqa: N802 - Qt name
        """Arriving by keyboard, one is on a line."""
        super().focusInEvent(event)
        if self.rowCount() and self.currentRow() < 0:
            self.setCurrentCell(0, MENAGE)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Where there is little room the sign and its tooltip tell what to look at."""
        super().resizeEvent(event)
        modes = QHeaderView.ResizeMode
        etroit = self.width() < self._theme.px(560)
        self.setColumnHidden(REGARD, self.width() < self._theme.px(700))
        self.horizontalHeader().setSectionResizeMode(
            QUOI, modes.ResizeToContents if etroit else modes.Stretch
        )

    def _item(self, ligne: int, colonne: int) -> QTableWidgetItem:
        element = self.item(ligne, colonne)
        assert element is not None  # noqa: S101 - every cell is filled
        return element

    def _coche(self, ligne: int) -> bool:
        return self._item(ligne, MENAGE).checkState() is Qt.CheckState.Checked

    def _jour(self, ligne: int) -> date:
        valeur: date = self._item(ligne, APRES).data(ROLE_JOUR)
        return valeur

    def _touche(self, element: QTableWidgetItem) -> None:
        if not self._remplit and element.column() in (MENAGE, APRES):
            self.change.emit()


class _Jour(QStyledItemDelegate):
    """A day typed as anywhere else: "lun", "+7", "8/3"."""

    def __init__(self, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._clock = clock

    def createEditor(  # noqa: N802 - Qt name
        self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index
    ) -> QWidget:
        """The field of a day."""
        return ChampDate(self._clock, _("Nouveau jour"), parent)

    def setEditorData(self, editor: QWidget, index: Index) -> None:  # noqa: N802 - Qt name
        """The day shown, ready to be typed over."""
        if isinstance(editor, ChampDate):
            editor.fixer(index.data(ROLE_JOUR))
            editor.selectAll()

    def setModelData(  # noqa: N802 - Qt name
        self, editor: QWidget, model: QAbstractItemModel, index: Index
    ) -> None:
        """A day that was understood; anything else leaves the line as it was."""
        if isinstance(editor, ChampDate) and (valeur := editor.valeur()) is not None:
            model.setData(index, _le(valeur))
            model.setData(index, valeur, ROLE_JOUR)


def _element(texte: str, *, modifiable: bool) -> QTableWidgetItem:
    element = QTableWidgetItem(texte)
    element.setToolTip(infobulle(texte) if texte else "")
    drapeaux = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
    element.setFlags(drapeaux | Qt.ItemFlag.ItemIsEditable if modifiable else drapeaux)
    return element


def _quoi(rang: Rang) -> str:
    """The milestone, or the words of the promise."""
    noms = [d.texte if d.engagement else nom_etape(d.code) for d in rang.dates]
    etape = next((nom for nom, d in zip(noms, rang.dates, strict=True) if not d.engagement), None)
    return etape or majuscule(noms[0])


def _le(valeur: date) -> str:
    """ "lun. 31/05/2027": the weekday tells at once that it is no week-end."""
    return f"{jour(valeur).split()[0]} {date_courte(valeur)}"


def _ou(menage: MenageConcerne) -> str:
    return " · ".join(p for p in (menage.nom, menage.adresse, menage.adresse_actuelle or "") if p)
