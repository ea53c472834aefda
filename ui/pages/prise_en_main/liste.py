"""The points of a visit, group after group: one key says what became of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QBrush, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.core.i18n import _
from app.services.documents.vocabulaire import dire
from app.services.prises_en_main import EtatPointMontre, PointVisite
from ui.pages.prise_en_main.saisie import Notes
from ui.theme import Theme
from ui.widgets.tableau import infobulle

QUOI, ETAT = range(2)
_ROLE = Qt.ItemDataRole.UserRole
FORMES = {
    EtatPointMontre.MONTRE: "✓",
    EtatPointMontre.A_REVOIR: "↻",
    EtatPointMontre.SANS_OBJET: "–",
}
TOUCHES: Mapping[int, EtatPointMontre] = {
    Qt.Key.Key_1: EtatPointMontre.MONTRE,
    Qt.Key.Key_2: EtatPointMontre.A_REVOIR,
    Qt.Key.Key_0: EtatPointMontre.SANS_OBJET,
}
# On a French keyboard the upper row gives these without Shift.
_RANGEE = {
    "&": EtatPointMontre.MONTRE,
    "é": EtatPointMontre.A_REVOIR,
    "à": EtatPointMontre.SANS_OBJET,
}


class ListePoints(QTreeWidget):
    """1 shown, 2 to see again, 0 does not apply, Backspace forgets, N writes a word.

    `notee` carries the code and the state (None: forget), `choisie` the point one is on,
    `precisee` asks for words.
    """

    notee = Signal(str, object)
    choisie = Signal(object)
    precisee = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._points: dict[str, PointVisite] = {}
        self._modifiable = True
        self.setAccessibleName(_("Points de la visite"))
        self.setAccessibleDescription(
            _("1 : montré. 2 : à revoir. 0 : sans objet. Retour arrière : effacer. N : préciser.")
        )
        self.setColumnCount(2)
        self.setHeaderLabels([_("Quoi"), _("Où il en est")])
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
        entete.setSectionResizeMode(ETAT, QHeaderView.ResizeMode.Fixed)
        entete.resizeSection(ETAT, theme.px(190))
        self.currentItemChanged.connect(lambda item, _avant: self._dire_choix(item))

    def remplir(
        self,
        points: Sequence[PointVisite],
        notes: Notes,
        noms: Mapping[UUID, str],
        *,
        modifiable: bool,
    ) -> None:
        """Show these points with what is noted; the one that had the keyboard keeps it."""
        ici = self.code()
        self._modifiable = modifiable
        self._points = {p.code: p for p in points}
        self.blockSignals(True)
        self.clear()
        for groupe, siens in groupby(points, key=lambda p: p.groupe):
            self._groupe(groupe, tuple(siens))
        self.expandAll()
        self.blockSignals(False)
        self.redire(notes, noms)
        self._revenir(ici, notes)

    def redire(self, notes: Notes, noms: Mapping[UUID, str]) -> None:
        """Say again where each point stands, and how far each group is."""
        for rang in range(self.topLevelItemCount()):
            tete = self.topLevelItem(rang)
            if tete is None:
                continue
            faits = 0
            for i in range(tete.childCount()):
                item = tete.child(i)
                if item is not None:
                    faits += self._ecrire(item, notes, noms)
            tete.setText(
                QUOI,
                _("{groupe} · {n} sur {total}").format(
                    groupe=tete.data(QUOI, _ROLE), n=faits, total=tete.childCount()
                ),
            )

    def code(self) -> str | None:
        """The code of the point one is on."""
        item = self.currentItem()
        code = item.data(QUOI, _ROLE) if item is not None and item.parent() is not None else None
        return str(code) if code else None

    def courant(self) -> PointVisite | None:
        """The point one is on."""
        code = self.code()
        return self._points.get(code) if code else None

    def suivant(self) -> None:
        """Go to the next point, if there is one."""
        lignes = self._lignes()
        rang = next((i for i, x in enumerate(lignes) if x is self.currentItem()), -1)
        if 0 <= rang < len(lignes) - 1:
            self.setCurrentItem(lignes[rang + 1])

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """A figure says what became of the point, and the next one is already there."""
        code = self.code()
        touche = event.key()
        etat = TOUCHES.get(touche) or _RANGEE.get(event.text())
        simple = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if code is None or not self._modifiable or not (simple or etat):
            super().keyPressEvent(event)
        elif etat is not None:
            self.notee.emit(code, etat)
            self.suivant()
        elif touche in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self.notee.emit(code, None)
        elif touche in (Qt.Key.Key_N, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.precisee.emit()
        else:
            super().keyPressEvent(event)

    def _groupe(self, groupe: str, points: Sequence[PointVisite]) -> None:
        tete = QTreeWidgetItem(self, [groupe, ""])
        tete.setFlags(Qt.ItemFlag.ItemIsEnabled)
        tete.setData(QUOI, _ROLE, groupe)
        tete.setFirstColumnSpanned(True)
        police = self.font()
        police.setBold(True)
        tete.setFont(QUOI, police)
        for point in points:
            item = QTreeWidgetItem(tete, [point.libelle, ""])
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            item.setData(QUOI, _ROLE, point.code)
            item.setSizeHint(QUOI, QSize(0, self._theme.px(28)))
            tout = "\n".join(t for t in (point.libelle, dire_revoir(point)) if t)
            item.setToolTip(QUOI, infobulle(tout))

    def _ecrire(self, item: QTreeWidgetItem, notes: Notes, noms: Mapping[UUID, str]) -> bool:
        """What was noted of that line; whether anything was."""
        code = str(item.data(QUOI, _ROLE))
        dits = notes.de(code)
        texte = " · ".join(
            f"{FORMES[etat]} {noms.get(qui, '?') if qui else dire(etat)}"
            for qui, etat in dits.items()
        )
        item.setText(ETAT, texte)
        item.setToolTip(ETAT, infobulle(_tout(dits, notes, code, noms)))
        point = self._points[code]
        item.setData(QUOI, Qt.ItemDataRole.AccessibleTextRole, f"{point.libelle}, {texte}")
        couleur = "texte_2" if dits else "texte"
        for colonne in (QUOI, ETAT):
            item.setForeground(colonne, QBrush(self._theme.couleur(couleur)))
        return bool(dits)

    def _lignes(self) -> list[QTreeWidgetItem]:
        return [
            item
            for rang in range(self.topLevelItemCount())
            if (tete := self.topLevelItem(rang)) is not None
            for i in range(tete.childCount())
            if (item := tete.child(i)) is not None
        ]

    def _revenir(self, code: str | None, notes: Notes) -> None:
        """On the same point as before, else on the first one nobody noted."""
        lignes = self._lignes()
        memes = (x for x in lignes if code and x.data(QUOI, _ROLE) == code)
        a_faire = (x for x in lignes if not notes.de(str(x.data(QUOI, _ROLE))))
        voulue = next(memes, None) or next(a_faire, None) or (lignes[0] if lignes else None)
        if voulue is not None:
            self.setCurrentItem(voulue)

    def _dire_choix(self, item: QTreeWidgetItem | None) -> None:
        if item is not None and item.parent() is not None:
            self.choisie.emit(self.courant())


def dire_revoir(point: PointVisite) -> str:
    """ "À revoir pour Jadwiga : les lunettes manquaient"."""
    return "\n".join(
        " : ".join(
            m
            for m in (
                _("À revoir pour {qui}").format(qui=p.personne) if p.personne else _("À revoir"),
                p.precision or "",
            )
            if m
        )
        for p in point.a_revoir
    )


def _tout(
    dits: Mapping[UUID | None, EtatPointMontre],
    notes: Notes,
    code: str,
    noms: Mapping[UUID, str],
) -> str:
    lignes = []
    for qui, etat in dits.items():
        debut = f"{noms.get(qui, '?')} : {dire(etat)}" if qui else dire(etat)
        mots = notes.precision(code, qui)
        lignes.append(f"{debut} – {mots}" if mots else debut)
    return "\n".join(lignes)
