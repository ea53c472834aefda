"""The preview of answers: lines, what is wrong with them, which household each tells of."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, ngettext
from app.domain.imports import EtatLigne
from app.services import recherche
from app.services.enquetes.entrees import ApercuEntree, AppliquerEntree, LigneEntree
from app.services.recherche import Chercher, LigneRecherche
from ui.contexte import Contexte
from ui.messages.enquetes_entrees import dire_motif
from ui.widgets import Bouton, Etiquette, LigneForm, Titre

Index = QModelIndex | QPersistentModelIndex
_RACINE = QModelIndex()
_ETATS = {
    EtatLigne.A_DECIDER: ("?", N_("à décider")),
    EtatLigne.REJETE: ("✕", N_("à revoir")),
    EtatLigne.NOUVEAU: ("+", N_("nouvelle")),
    EtatLigne.IDENTIQUE: ("=", N_("déjà là")),
}
_ORDRE = tuple(_ETATS)


class ModeleReponses(QAbstractTableModel):
    """The lines of a preview, those to look at first; `menages` are the person's choices."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lignes: list[LigneEntree] = []
        self.menages: dict[int, tuple[UUID, str]] = {}
        self._titres = (_("Ligne"), _("État"), _("Ménage"), _("À savoir"))

    def montrer(self, apercu: ApercuEntree) -> None:
        """Show these lines, with no choice made yet."""
        self.beginResetModel()
        self.lignes = sorted(apercu.lignes, key=lambda x: (_ORDRE.index(x.etat), x.numero))
        self.menages = {}
        self.endResetModel()

    def choisir(self, rang: int, menage_id: UUID, titre: str) -> None:
        """The person says of which household a line is."""
        self.menages[self.lignes[rang].numero] = (menage_id, titre)
        self.dataChanged.emit(self.index(rang, 0), self.index(rang, 3))

    def rowCount(self, parent: Index = _RACINE) -> int:  # noqa: N802 - Qt name
        """How many lines there are."""
        return 0 if parent.isValid() else len(self.lignes)

    def columnCount(self, parent: Index = _RACINE) -> int:  # noqa: N802 - Qt name
        """Line number, state, household, what is to be known."""
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
        if not index.isValid() or role != Qt.ItemDataRole.DisplayRole:
            return None
        ligne = self.lignes[index.row()]
        choisi = self.menages.get(ligne.numero)
        if index.column() == 0:
            return str(ligne.numero)
        if index.column() == 1:
            signe, nom = _ETATS[ligne.etat]
            return f"{'✓' if choisi else signe} {_(nom)}"
        if index.column() == 2:
            return choisi[1] if choisi else ligne.menage or ligne.titre
        motifs = [dire_motif(m) for m in (*ligne.fautes, *ligne.notes)]
        return motifs[0] + (f" (+{len(motifs) - 1})" if len(motifs) > 1 else "") if motifs else ""


class VueReponses(QWidget):
    """One preview at a time. `importer` carries an `AppliquerEntree`, `relire` a new command."""

    importer = Signal(object)
    relire = Signal(object)
    abandonne = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.apercu: ApercuEntree | None = None
        self.titre = Titre("", section=True)
        self.colonne = QComboBox()
        self.colonne.setAccessibleName(_("Colonne qui dit le ménage"))
        self.modele = ModeleReponses(self)
        self.table = _table(contexte, self.modele)
        self.motifs = QPlainTextEdit()
        self.motifs.setReadOnly(True)
        self.motifs.setTabChangesFocus(True)
        self.motifs.setAccessibleName(_("À savoir de cette ligne"))
        self.cherche = QLineEdit()
        self.cherche.setAccessibleName(_("Chercher le ménage"))
        self.cherche.setPlaceholderText(_("Nom, adresse, code UG…"))
        self.candidats = QListWidget()
        self.candidats.setAccessibleName(_("Ménages possibles"))
        self.fautes = QCheckBox(_("Garder aussi celles dont une réponse n’est pas acceptée"))
        self.reste = QCheckBox(_("Laisser les autres de côté"))
        self.bouton = Bouton(_("Importer"), self._importer, "principal")
        self._disposer()
        self.table.selectionModel().currentRowChanged.connect(lambda *_rangs: self._ligne())
        self.cherche.returnPressed.connect(self._chercher)
        self.candidats.itemActivated.connect(self._choisir)
        self.colonne.activated.connect(lambda _rang: self._relire())
        for case in (self.fautes, self.reste):
            case.toggled.connect(lambda _oui: self._compter())

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.addWidget(self.titre, 1)
        haut.addWidget(LigneForm(_("Colonne qui dit le ménage"), self.colonne))
        droite = QVBoxLayout()
        droite.addWidget(Etiquette(_("À savoir"), "section"))
        droite.addWidget(self.motifs, 2)
        droite.addWidget(Etiquette(_("De quel ménage est cette enquête ?"), "section"))
        droite.addWidget(self.cherche)
        droite.addWidget(self.candidats, 2)
        milieu = QHBoxLayout()
        milieu.setSpacing(16)
        milieu.addWidget(self.table, 3)
        milieu.addLayout(droite, 2)
        bas = QHBoxLayout()
        bas.addWidget(Bouton(_("Abandonner"), self.abandonne.emit, "discret"))
        bas.addStretch(1)
        bas.addWidget(self.fautes)
        bas.addWidget(self.reste)
        bas.addWidget(self.bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(haut)
        boite.addLayout(milieu, 1)
        boite.addLayout(bas)

    def montrer(self, apercu: ApercuEntree) -> None:
        """Show that preview, with no decision taken yet."""
        self.apercu = apercu
        n = len(apercu.lignes)
        compte = ngettext("{n} enquête", "{n} enquêtes", n).format(n=n)
        self.titre.setText(f"{apercu.commande.fichier.name} · {compte}")
        self.colonne.clear()
        self.colonne.addItem(_("La trouver d’elle-même"), "")
        for entete in apercu.entetes:
            self.colonne.addItem(entete, entete)
        self.colonne.setCurrentIndex(max(0, self.colonne.findData(apercu.commande.colonne)))
        self.fautes.setChecked(False)
        self.reste.setChecked(False)
        self.modele.montrer(apercu)
        for rang, largeur in enumerate((60, 120, 260)):
            self.table.setColumnWidth(rang, self._contexte.theme.px(largeur))
        if apercu.lignes:
            self.table.selectRow(0)
        self._ligne()
        self._compter()

    def _ligne(self) -> None:
        """What is to be known of the line one is on, and the households it may tell of."""
        rang = self.table.currentIndex().row()
        if self.apercu is None or not 0 <= rang < len(self.modele.lignes):
            return
        ligne = self.modele.lignes[rang]
        dits = [dire_motif(m) for m in dict.fromkeys((*ligne.fautes, *ligne.notes))]
        dits += [dire_motif(m) for m in self.apercu.remarques]
        self.motifs.setPlainText("\n".join(dits) or _("Rien de particulier."))
        self.candidats.clear()
        for candidat in ligne.candidats:
            self._proposer(candidat.titre, candidat.menage_id)
        ouverte = ligne.etat is not EtatLigne.IDENTIQUE
        self.cherche.setEnabled(ouverte)
        self.candidats.setEnabled(ouverte)

    def _proposer(self, titre: str, menage_id: UUID) -> None:
        element = QListWidgetItem(titre)
        element.setData(Qt.ItemDataRole.UserRole, menage_id)
        self.candidats.addItem(element)

    def _chercher(self) -> None:
        self._contexte.jobs.lancer(
            recherche.chercher,
            Chercher(self.cherche.text(), 12),
            quand_fini=self._trouves,
            proprietaire=self,
            cle="enquetes.menage",
        )

    def _trouves(self, trouves: tuple[LigneRecherche, ...]) -> None:
        self.candidats.clear()
        for ligne in trouves:
            self._proposer(f"{ligne.nom} · {ligne.adresse}", ligne.menage_id)
        if trouves:
            self.candidats.setCurrentRow(0)
            self.candidats.setFocus()

    def _choisir(self, element: QListWidgetItem) -> None:
        rang = self.table.currentIndex().row()
        self.modele.choisir(rang, element.data(Qt.ItemDataRole.UserRole), element.text())
        self._compter()
        self.table.setFocus()

    def commande(self) -> AppliquerEntree | None:
        """What the choices on screen ask for."""
        if self.apercu is None:
            return None
        return AppliquerEntree(
            self.apercu,
            {numero: id_ for numero, (id_, _titre) in self.modele.menages.items()},
            accepter_fautes=self.fautes.isChecked(),
            accepter_reste=self.reste.isChecked(),
        )

    def _compter(self) -> None:
        """What would go in, what would stay out, and whether *Importer* may be pressed."""
        commande = self.commande()
        if commande is None:
            return
        comptes = commande.comptes()
        dehors = comptes[EtatLigne.REJETE] + comptes[EtatLigne.A_DECIDER]
        dedans = comptes[EtatLigne.NOUVEAU]
        self.fautes.setVisible(any(ligne.fautes for ligne in self.modele.lignes))
        self.reste.setVisible(dehors > 0)
        self.reste.setText(
            ngettext("En laisser {n} de côté", "En laisser {n} de côté", dehors).format(n=dehors)
        )
        self.bouton.setText(
            ngettext("Importer {n} enquête", "Importer {n} enquêtes", dedans).format(n=dedans)
            if dedans
            else _("Rien à importer")
        )
        self.bouton.setEnabled(dedans > 0 and (dehors == 0 or self.reste.isChecked()))

    def _importer(self) -> None:
        if (commande := self.commande()) is not None:
            self.importer.emit(commande)

    def _relire(self) -> None:
        if self.apercu is not None:
            colonne = str(self.colonne.currentData() or "")
            self.relire.emit(replace(self.apercu.commande, colonne=colonne))


def _table(contexte: Contexte, modele: ModeleReponses) -> QTableView:
    """The lines of the file, one selected at a time."""
    table = QTableView()
    table.setAccessibleName(_("Enquêtes du fichier"))
    table.setModel(modele)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(contexte.theme.px(30))
    table.horizontalHeader().setStretchLastSection(True)
    table.horizontalHeader().setDefaultAlignment(
        Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    )
    return table
