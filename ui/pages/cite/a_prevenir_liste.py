"""The list of households to tell: groups by change of timetable, a box on each line."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from app.core.i18n import _, date_courte, ngettext
from app.domain.engagements import RaisonReport
from app.domain.telephone import afficher
from app.services.annonces import AnnonceLigne
from app.services.documents.vocabulaire import majuscule
from app.services.paroles import raison
from ui.theme import Theme
from ui.widgets.tableau import infobulle

ROLE = Qt.ItemDataRole.UserRole
MENAGE, TELEPHONE, QUOI, DEPUIS = range(4)


class ListeAPrevenir(QTreeWidget):
    """Groups and households with a box: Space ticks (a group: all of it), Enter opens.

    Who has been waiting longest comes first. `cochees` carries how many households are ticked.
    """

    ouverte = Signal(object)
    cochees = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(_("Ménages à prévenir"))
        self.setAccessibleDescription(_("Espace : cocher. Entrée : ouvrir le ménage."))
        self.setHeaderLabels([_("Ménage"), _("Téléphone"), _("À dire"), _("Depuis")])
        self.setRootIsDecorated(False)
        self.setItemsExpandable(False)
        self.setIndentation(theme.px(12))
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        entete = self.header()
        entete.setStretchLastSection(False)
        entete.setMaximumSectionSize(theme.px(230))
        modes = QHeaderView.ResizeMode
        for colonne in range(4):
            etiree = colonne == QUOI
            entete.setSectionResizeMode(
                colonne, modes.Stretch if etiree else modes.ResizeToContents
            )
        self.itemDoubleClicked.connect(lambda e, _c: self._ouvrir(e))
        self.itemChanged.connect(self._coche)

    def remplir(self, lignes: Sequence[AnnonceLigne]) -> None:
        """Show these, keeping what was ticked and where one was."""
        deja, courante = set(self.choisies()), self.courante()
        self.blockSignals(True)
        self.clear()
        for _cle, groupe in groupby(lignes, key=lambda a: a.changement_id):
            self._groupe(list(groupe), deja)
        self.expandAll()
        for feuille in self._feuilles():
            if courante is not None and feuille.data(0, ROLE).id == courante.id:
                self.setCurrentItem(feuille)
        if self.courante() is None and (premier := next(self._feuilles(), None)) is not None:
            self.setCurrentItem(premier)
        self.blockSignals(False)
        self.cochees.emit(self._combien())

    def _groupe(self, annonces_: list[AnnonceLigne], deja: set[UUID]) -> None:
        tete = QTreeWidgetItem(self, [titre_du_groupe(annonces_)])
        tete.setFirstColumnSpanned(True)
        tete.setFlags(
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsAutoTristate
        )
        police = self.font()
        police.setBold(True)
        tete.setFont(0, police)
        for a in sorted(annonces_, key=lambda a: -a.jours):
            textes = _textes(a)
            feuille = QTreeWidgetItem(tete, list(textes))
            feuille.setData(0, ROLE, a)
            feuille.setFlags(
                Qt.ItemFlag.ItemIsEnabled
                | Qt.ItemFlag.ItemIsSelectable
                | Qt.ItemFlag.ItemIsUserCheckable
            )
            coche = Qt.CheckState.Checked if a.id in deja else Qt.CheckState.Unchecked
            feuille.setCheckState(0, coche)
            feuille.setToolTip(MENAGE, infobulle(_ou(a)))
            feuille.setToolTip(QUOI, infobulle(a.objet))
            feuille.setToolTip(TELEPHONE, infobulle(_joindre(a)))

    def _combien(self) -> int:
        """How many households are ticked: one may have several things to be told."""
        coches = (f for f in self._feuilles() if f.checkState(0) is Qt.CheckState.Checked)
        return len({f.data(0, ROLE).menage_id for f in coches})

    def choisies(self) -> list[UUID]:
        """The announcements ticked."""
        return [
            f.data(0, ROLE).id for f in self._feuilles() if f.checkState(0) is Qt.CheckState.Checked
        ]

    def courante(self) -> AnnonceLigne | None:
        """The announcement one is on."""
        element = self.currentItem()
        valeur = element.data(0, ROLE) if element is not None else None
        return valeur if isinstance(valeur, AnnonceLigne) else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Space ticks a household or a whole group, Enter opens the household."""
        element = self.currentItem()
        if element is not None and event.key() == Qt.Key.Key_Space:
            coche = element.checkState(0) is Qt.CheckState.Checked
            element.setCheckState(0, Qt.CheckState.Unchecked if coche else Qt.CheckState.Checked)
        elif element is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ouvrir(element)
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Where there is little room, what to say is read under the list alone."""
        super().resizeEvent(event)
        etroit = self.width() < self._theme.px(600)
        self.setColumnHidden(QUOI, etroit)
        modes = QHeaderView.ResizeMode
        self.header().setSectionResizeMode(
            MENAGE, modes.Stretch if etroit else modes.ResizeToContents
        )

    def _feuilles(self) -> Any:
        for i in range(self.topLevelItemCount()):
            tete = self.topLevelItem(i)
            for j in range(tete.childCount() if tete is not None else 0):
                yield tete.child(j)  # type: ignore[union-attr]  # none when it has no child

    def _ouvrir(self, element: QTreeWidgetItem) -> None:
        if isinstance(element.data(0, ROLE), AnnonceLigne):
            self.ouverte.emit(element.data(0, ROLE))

    def _coche(self, _element: QTreeWidgetItem, colonne: int) -> None:
        if colonne == 0:
            self.cochees.emit(self._combien())


def titre_du_groupe(annonces_: Sequence[AnnonceLigne]) -> str:
    """ "Tranche 3, changement du 24/11/2026 : la météo · 12 ménages"."""
    premiere = annonces_[0]
    n = len({a.menage_id for a in annonces_})
    compte = ngettext("{n} ménage", "{n} ménages", n).format(n=n)
    if premiere.changement_id is None:
        return f"{_('Promesses déplacées ou non tenues')} · {compte}"
    titre = _("{tranche}, changement du {jour}").format(
        tranche=premiere.tranche or "–",
        jour=date_courte(premiere.decide_le) if premiere.decide_le else "–",
    )
    pourquoi = premiere.explication or raison(premiere.raison)
    return f"{titre} · {compte} · {pourquoi}"


def _textes(a: AnnonceLigne) -> tuple[str, str, str, str]:
    depuis = ngettext("{n} j", "{n} j", a.jours).format(n=a.jours) if a.jours else _("aujourd’hui")
    telephone = afficher(a.telephones[0]) if a.telephones else "–"
    signe = "⚠ " if a.discretion else ""
    return a.menage, f"{signe}{telephone}", a.objet.replace("\n", " "), depuis


def _ou(a: AnnonceLigne) -> str:
    return " · ".join(p for p in (a.menage, a.adresse, a.adresse_actuelle or "") if p)


def en_entier(a: AnnonceLigne) -> str:
    """What to say to one household, why, on which number, and to whom to say nothing."""
    code = None if a.raison is RaisonReport.AUTRE else a.raison
    pourquoi = " : ".join(p for p in (majuscule(raison(code)), a.explication or "") if p)
    lignes = [f"{a.menage} · {_joindre(a)}".replace("\n", " · "), a.objet, pourquoi]
    return "\n".join(ligne for ligne in lignes if ligne)


def _joindre(a: AnnonceLigne) -> str:
    """Every number, and to whom nothing must be said."""
    lignes = [", ".join(afficher(t) for t in a.telephones) or _("pas de téléphone connu")]
    if a.discretion:
        lignes.append(_("Ne rien dire à {noms}").format(noms=", ".join(a.discretion)))
    return "\n".join(lignes)
