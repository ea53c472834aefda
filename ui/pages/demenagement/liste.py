"""The checklist of a move: before, the day itself, after; one key per line."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.core.i18n import _, jour, ngettext
from app.services.demenagements import EtatPoint, Moment, PointLu
from app.services.documents.vocabulaire import dire
from ui.pages.demenagement.mots import MOMENTS
from ui.theme import Theme
from ui.widgets.tableau import infobulle

QUOI, QUAND, QUI = range(3)
_ROLE = Qt.ItemDataRole.UserRole
_COCHES = {
    EtatPoint.A_FAIRE: Qt.CheckState.Unchecked,
    EtatPoint.FAIT: Qt.CheckState.Checked,
    EtatPoint.SANS_OBJET: Qt.CheckState.PartiallyChecked,
}


class ListePreparation(QTreeWidget):
    """Space ticks a line, S says it does not apply, N or Enter writes a note.

    `pointee` carries the code and the new state, `notee` the line.
    """

    pointee = Signal(str, object)
    notee = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: dict[str, PointLu] = {}
        self._remplit = False
        self.setAccessibleName(_("Préparation"))
        self.setAccessibleDescription(
            _("Espace : fait. S : sans objet. N ou Entrée : écrire une précision.")
        )
        self.setColumnCount(3)
        self.setHeaderLabels([_("Quoi"), _("Pour le"), _("Où il en est")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(theme.px(4))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformRowHeights(True)
        self.setMinimumHeight(theme.px(120))
        entete = self.header()
        entete.setStretchLastSection(False)
        entete.setSectionResizeMode(QUOI, QHeaderView.ResizeMode.Stretch)
        for rang, largeur in ((QUAND, 132), (QUI, 154)):
            entete.setSectionResizeMode(rang, QHeaderView.ResizeMode.Fixed)
            entete.resizeSection(rang, theme.px(largeur))
        self.itemChanged.connect(self._coche)
        self.itemDoubleClicked.connect(lambda item, _c: self._noter(item))

    def remplir(self, points: Sequence[PointLu], *, modifiable: bool) -> None:
        """Show these lines; the one that had the keyboard keeps it."""
        ici = self._code(self.currentItem())
        defile = self.verticalScrollBar().value()
        self._remplit = True
        self._points = {p.code: p for p in points}
        self.clear()
        for moment in Moment:
            lignes = [p for p in points if p.moment is moment]
            if lignes:
                self._groupe(moment, lignes, modifiable=modifiable)
        self.expandAll()
        self._remplit = False
        self._revenir(ici)
        self.verticalScrollBar().setValue(defile)

    def serrer(self, etroit: bool) -> None:
        """On a narrow page, what matters is the line and its day."""
        self.setColumnHidden(QUI, etroit)

    def courante(self) -> PointLu | None:
        """The line one is on."""
        code = self._code(self.currentItem())
        return self._points.get(code) if code else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Space, S, N and Enter act on the line one is on."""
        point = self.courante()
        if point is None or event.modifiers():
            super().keyPressEvent(event)
            return
        item = self.currentItem()
        modifiable = bool(item and item.flags() & Qt.ItemFlag.ItemIsUserCheckable)
        if event.key() == Qt.Key.Key_Space and modifiable:
            fait = point.etat is EtatPoint.A_FAIRE
            self.pointee.emit(point.code, EtatPoint.FAIT if fait else EtatPoint.A_FAIRE)
        elif event.key() == Qt.Key.Key_S and modifiable:
            sans = point.etat is EtatPoint.SANS_OBJET
            self.pointee.emit(point.code, EtatPoint.A_FAIRE if sans else EtatPoint.SANS_OBJET)
        elif event.key() in (Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._noter(item)
        else:
            super().keyPressEvent(event)

    def _groupe(self, moment: Moment, lignes: Sequence[PointLu], *, modifiable: bool) -> None:
        regles = sum(p.etat is not EtatPoint.A_FAIRE for p in lignes)
        titre = _("{moment} · {n} sur {total}").format(
            moment=_(MOMENTS[moment]), n=regles, total=len(lignes)
        )
        tete = QTreeWidgetItem(self, [titre, "", ""])
        tete.setFlags(Qt.ItemFlag.ItemIsEnabled)
        tete.setFirstColumnSpanned(True)
        police = self.font()
        police.setBold(True)
        tete.setFont(QUOI, police)
        for point in lignes:
            self._ligne(tete, point, modifiable=modifiable)

    def _ligne(self, tete: QTreeWidgetItem, point: PointLu, *, modifiable: bool) -> None:
        etat = self._dire(point)
        item = QTreeWidgetItem(tete, [point.libelle, jour(point.pour_le), etat])
        drapeaux = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if modifiable:
            drapeaux |= Qt.ItemFlag.ItemIsUserCheckable
        item.setFlags(drapeaux)
        item.setData(QUOI, _ROLE, point.code)
        item.setCheckState(QUOI, _COCHES[point.etat])
        item.setSizeHint(QUOI, QSize(0, self._theme.px(26)))
        tout = "\n".join(t for t in (point.libelle, point.conseil, etat) if t)
        for colonne in (QUOI, QUAND, QUI):
            item.setToolTip(colonne, infobulle(tout))
        item.setData(QUOI, Qt.ItemDataRole.AccessibleTextRole, f"{point.libelle}, {etat}")
        if point.en_retard:
            for colonne in (QUAND, QUI):
                item.setForeground(colonne, QBrush(self._theme.couleur("rouge")))
        elif point.etat is not EtatPoint.A_FAIRE:
            for colonne in (QUOI, QUAND, QUI):
                item.setForeground(colonne, QBrush(self._theme.couleur("texte_2")))

    @staticmethod
    def _dire(point: PointLu) -> str:
        if point.en_retard:
            dit = _("en retard")
        elif point.etat is EtatPoint.A_FAIRE:
            dit = ""
        elif point.etat is EtatPoint.FAIT and point.le is not None:
            dit = _("fait le {jour}").format(jour=jour(point.le))
        else:
            dit = dire(point.etat)
        prive = _("pour l’équipe") if point.confidentiel else ""
        return " · ".join(m for m in (dit, point.precision or "", prive) if m)

    def _coche(self, item: QTreeWidgetItem, colonne: int) -> None:
        """The mouse ticked a box: Qt has turned it, the service says what is true."""
        code = self._code(item)
        if self._remplit or colonne != QUOI or code is None:
            return
        fait = item.checkState(QUOI) is Qt.CheckState.Checked
        self.pointee.emit(code, EtatPoint.FAIT if fait else EtatPoint.A_FAIRE)

    def _noter(self, item: QTreeWidgetItem | None) -> None:
        code = self._code(item)
        if code is not None:
            self.notee.emit(self._points[code])

    @staticmethod
    def _code(item: QTreeWidgetItem | None) -> str | None:
        code = item.data(QUOI, _ROLE) if item is not None else None
        return str(code) if code else None

    def _revenir(self, code: str | None) -> None:
        """On the same line as before, else on the first one still to do."""
        lignes = [
            item
            for rang in range(self.topLevelItemCount())
            if (tete := self.topLevelItem(rang)) is not None
            for i in range(tete.childCount())
            if (item := tete.child(i)) is not None
        ]
        a_faire = (x for x in lignes if x.checkState(QUOI) is Qt.CheckState.Unchecked)
        memes = (x for x in lignes if self._code(x) == code)
        voulue = next(memes, None) or next(a_faire, None) or (lignes[0] if lignes else None)
        if voulue is not None:
            self.setCurrentItem(voulue)


def resume(points: Sequence[PointLu]) -> str:
    """ "Préparation : 6 sur 24, 2 en retard"."""
    regles = sum(p.etat is not EtatPoint.A_FAIRE for p in points)
    dit = _("Préparation : {n} sur {total}").format(n=regles, total=len(points))
    tard = sum(p.en_retard for p in points)
    if not tard:
        return dit
    return f"{dit} · " + ngettext("{n} en retard", "{n} en retard", tard).format(n=tard)
