"""Lines of a preview: filtered by state, read one by one, decided with the keyboard."""

from __future__ import annotations

from collections import Counter

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHeaderView, QSplitter, QTableView, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext, nombre
from app.domain.imports import EtatLigne, Sens
from app.services.imports import Apercu, Decisions, Ecart, LigneApercu
from ui.messages.dire_import import dire_anomalie, dire_changement
from ui.messages.import_base import ETATS
from ui.pages.echanges.importer.detail import DetailLigne
from ui.widgets import Flux, Puce

Index = QModelIndex | QPersistentModelIndex
_RACINE = QModelIndex()
_SIGNES = {
    EtatLigne.NOUVEAU: "+",
    EtatLigne.MODIFIE: "≠",
    EtatLigne.IDENTIQUE: "=",
    EtatLigne.REJETE: "✕",
    EtatLigne.A_DECIDER: "?",
}
_ORDRE = (
    EtatLigne.A_DECIDER,
    EtatLigne.REJETE,
    EtatLigne.MODIFIE,
    EtatLigne.NOUVEAU,
    EtatLigne.IDENTIQUE,
)


class ModeleLignes(QAbstractTableModel):
    """The lines of the chosen states, all in memory: a preview is already there."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.toutes: tuple[LigneApercu, ...] = ()
        self.visibles: list[LigneApercu] = []
        self.reponses: dict[tuple[int, int], str] = {}
        self._feuilles: tuple[str, ...] = ()
        self._titres = (_("Ligne"), _("État"), _("Qui ou quoi"), _("Ce qui se passerait"))

    def montrer(self, apercu: Apercu) -> None:
        """Show the lines of that preview."""
        self._feuilles = tuple(f.nom for f in apercu.feuilles)
        self.toutes = apercu.lignes
        self.reponses = {}
        self.filtrer(set())

    def filtrer(self, etats: set[EtatLigne]) -> None:
        """Keep the lines of these states (all when empty), those to look at first."""
        self.beginResetModel()
        self.visibles = [x for x in self.toutes if not etats or x.etat in etats]
        self.visibles.sort(key=lambda x: (_ORDRE.index(x.etat), x.feuille, x.numero))
        self.endResetModel()

    def repondre(self, ligne: LigneApercu, reponse: str | None) -> None:
        """Note the answer of the person on a line."""
        if reponse is None:
            self.reponses.pop(ligne.cle, None)
        else:
            self.reponses[ligne.cle] = reponse
        rang = self.visibles.index(ligne)
        self.dataChanged.emit(self.index(rang, 0), self.index(rang, 3))

    def rowCount(self, parent: Index = _RACINE) -> int:  # noqa: N802 - Qt name
        """How many lines are shown."""
        return 0 if parent.isValid() else len(self.visibles)

    def columnCount(self, parent: Index = _RACINE) -> int:  # noqa: N802 - Qt name
        """Line number, state, whom, what."""
        return 0 if parent.isValid() else 4

    def headerData(  # noqa: N802 - Qt name
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """Column titles."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._titres[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a cell says."""
        if not index.isValid():
            return None
        ligne = self.visibles[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._texte(ligne, index.column())
        if role == Qt.ItemDataRole.TextAlignmentRole and index.column() == 0:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _texte(self, ligne: LigneApercu, colonne: int) -> str:
        if colonne == 0:
            nom = self._feuilles[ligne.feuille] if len(self._feuilles) > 1 else ""
            return f"{nom} · {ligne.numero}" if nom else str(ligne.numero)
        if colonne == 1:
            signe = "✓" if ligne.cle in self.reponses else _SIGNES[ligne.etat]
            return f"{signe} {_(ETATS[ligne.etat.value])}"
        if colonne == 2:
            return ligne.titre
        return resumer(ligne)


def _compte(etat: EtatLigne, n: int) -> str:
    """A state and how many lines are in it."""
    textes = {
        EtatLigne.NOUVEAU: ngettext("{n} nouveau", "{n} nouveaux", n),
        EtatLigne.MODIFIE: ngettext("{n} modifié", "{n} modifiés", n),
        EtatLigne.IDENTIQUE: ngettext("{n} identique", "{n} identiques", n),
        EtatLigne.REJETE: ngettext("{n} rejeté", "{n} rejetés", n),
        EtatLigne.A_DECIDER: ngettext("{n} à décider", "{n} à décider", n),
    }
    return textes[etat].format(n=nombre(n))


def resumer(ligne: LigneApercu) -> str:
    """The one thing to know about a line."""
    if ligne.etat is EtatLigne.MODIFIE and ligne.ecarts:
        return " ; ".join(dire_changement(c) for e in ligne.ecarts for c in e.changements)
    graves = sorted(ligne.motifs, key=lambda m: m.gravite != "a_confirmer")
    if ligne.etat in (EtatLigne.REJETE, EtatLigne.A_DECIDER, EtatLigne.IDENTIQUE):
        graves = list(reversed(ligne.motifs))
    if not graves:
        return ""
    dit = dire_anomalie(graves[0], ligne.numero).titre
    return dit.partition(" : ")[2] or dit


class VueLignes(QWidget):
    """Chips, table and detail. Keys: 1–9 answer, G keep, P take, N next one to decide."""

    decide = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.modele = ModeleLignes(self)
        self.table = QTableView()
        self.table.setAccessibleName(_("Lignes du fichier"))
        self.table.setModel(self.modele)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(30)
        self.table.horizontalHeader().setStretchLastSection(True)
        for colonne, largeur in enumerate((70, 110, 230)):
            self.table.setColumnWidth(colonne, largeur)
        self.detail = DetailLigne()
        self.puces = {etat: Puce("", etat) for etat in _ORDRE}
        self._valeurs: dict[tuple[str, str, str], Sens] = {}
        self._colonnes: dict[tuple[str, str], Sens] = {}
        self._toutes: Sens | None = None
        self._disposer()
        self.table.selectionModel().currentRowChanged.connect(lambda _a, _b: self._montrer())
        self.table.installEventFilter(self)
        self.detail.reponse.connect(self._repondre)
        self.detail.sens.connect(self._trancher)

    def _disposer(self) -> None:
        chips = QWidget()
        flux = Flux(chips)
        for puce in self.puces.values():
            flux.addWidget(puce)
            puce.basculee.connect(lambda _oui: self._filtrer())
        volet = QSplitter(Qt.Orientation.Horizontal)
        volet.setChildrenCollapsible(False)
        volet.addWidget(self.table)
        volet.addWidget(self.detail)
        volet.setStretchFactor(0, 3)
        volet.setStretchFactor(1, 2)
        volet.setSizes([640, 420])
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(chips)
        boite.addWidget(volet, 1)

    def montrer(self, apercu: Apercu) -> None:
        """Show that preview, with no decision taken yet."""
        self._valeurs, self._colonnes, self._toutes = {}, {}, None
        for puce in self.puces.values():
            puce.setChecked(False)
        self.modele.montrer(apercu)
        comptes = apercu.comptes()
        for etat, puce in self.puces.items():
            puce.renommer(_compte(etat, comptes[etat]))
            puce.setVisible(comptes[etat] > 0)
        self.table.setColumnWidth(0, 70 if len(apercu.feuilles) < 2 else 150)
        self._aller(0)
        self._montrer()

    def decisions(self) -> Decisions:
        """What the person chose so far."""
        return Decisions(
            dict(self._valeurs), dict(self._colonnes), self._toutes, dict(self.modele.reponses)
        )

    def comptes(self) -> Counter[EtatLigne]:
        """Lines of each state, once the answers given are taken into account."""
        comptes: Counter[EtatLigne] = Counter()
        choisies = self.decisions()
        for ligne in self.modele.toutes:
            reponse = self.modele.reponses.get(ligne.cle)
            if reponse is not None:
                rien = reponse in ("ignorer", "garder_premiere")
                comptes[EtatLigne.IDENTIQUE if rien else EtatLigne.NOUVEAU] += 1
            elif ligne.etat is EtatLigne.MODIFIE and _tout_garde(ligne, choisies):
                comptes[EtatLigne.IDENTIQUE] += 1
            else:
                comptes[ligne.etat] += 1
        return comptes

    def ligne(self) -> LigneApercu | None:
        """The line the cursor is on."""
        index = self.table.currentIndex()
        return self.modele.visibles[index.row()] if index.isValid() else None

    def eventFilter(self, objet: QObject, evenement: QEvent) -> bool:  # noqa: N802 - Qt name
        """Answer with one key from the table."""
        if (
            objet is self.table
            and isinstance(evenement, QKeyEvent)
            and evenement.type() == QEvent.Type.KeyPress
            and self._touche(evenement)
        ):
            return True
        return super().eventFilter(objet, evenement)

    def _touche(self, evenement: QKeyEvent) -> bool:
        ligne, texte = self.ligne(), evenement.text().lower()
        if ligne is None or evenement.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return False
        if texte.isdigit() and 0 < int(texte) <= len(ligne.options):
            self._repondre(ligne.options[int(texte) - 1].cle)
            self._suivante()
            return True
        if texte in ("g", "p") and ligne.ecarts:
            sens = Sens.GARDER if texte == "g" else Sens.PRENDRE
            for ecart in ligne.ecarts:
                self._trancher(ecart, sens, "valeur")
            return True
        if texte == "n":
            self._suivante()
            return True
        return False

    def _filtrer(self) -> None:
        self.modele.filtrer({etat for etat, puce in self.puces.items() if puce.isChecked()})
        for puce in self.puces.values():
            puce.updateGeometry()
        self._aller(0)
        self._montrer()

    def _aller(self, rang: int) -> None:
        if self.modele.rowCount() > rang:
            drapeaux = QItemSelectionModel.SelectionFlag
            self.table.selectionModel().setCurrentIndex(
                self.modele.index(rang, 0), drapeaux.ClearAndSelect | drapeaux.Rows
            )

    def _suivante(self) -> None:
        """The next line that waits for an answer."""
        depart = self.table.currentIndex().row()
        for rang, ligne in enumerate(self.modele.visibles):
            sans = ligne.etat is EtatLigne.A_DECIDER and ligne.cle not in self.modele.reponses
            if rang > depart and sans:
                self._aller(rang)
                return

    def _montrer(self) -> None:
        ligne = self.ligne()
        reponse = self.modele.reponses.get(ligne.cle) if ligne else None
        self.detail.montrer(ligne, self.decisions(), reponse)

    def _repondre(self, reponse: str) -> None:
        ligne = self.ligne()
        if ligne is not None:
            deja = self.modele.reponses.get(ligne.cle)
            self.modele.repondre(ligne, None if deja == reponse else reponse)
            self._montrer()
            self.decide.emit()

    def _trancher(self, ecart: Ecart, sens: Sens, portee: str) -> None:
        """Settle one value, its whole column, or all of them."""
        if portee == "toutes":
            self._valeurs, self._colonnes, self._toutes = {}, {}, sens
        elif portee == "colonne":
            self._valeurs = {
                c: s for c, s in self._valeurs.items() if (c[0], c[2]) != ecart.colonne
            }
            self._colonnes[ecart.colonne] = sens
        else:
            self._valeurs[ecart.cle] = sens
        self._montrer()
        self.decide.emit()


def _tout_garde(ligne: LigneApercu, decisions: Decisions) -> bool:
    """True when every difference is refused and the line adds nothing else."""
    return len(ligne.actions) == len(ligne.ecarts) and all(
        decisions.sens(e) is Sens.GARDER for e in ligne.ecarts
    )
