"""A returned file before it is applied: every line, its reasons, the decisions, their words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QTableView,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, date_courte, ngettext
from app.services.retours import (
    ApercuRetours,
    AppliquerRetours,
    Choix,
    Decision,
    Issue,
    LigneRetour,
)
from ui.contexte import Contexte
from ui.messages.dire_import import dire_anomalie
from ui.pages.echanges.importer.colonnes import TableColonnes
from ui.pages.echanges.retours.modele import ISSUES, ModeleRetours
from ui.pages.echanges.retours.mots import TableMots
from ui.widgets import Bouton, Etiquette, LigneForm, Titre

_BOUTONS = (
    (Choix.GARDER, N_("Garder notre état (G)"), "G"),
    (Choix.PRENDRE, N_("Prendre le leur (P)"), "P"),
    (Choix.ECHANGE, N_("Noter comme échange (E)"), "E"),
)


class VueRetours(QWidget):
    """One preview at a time. `appliquer` carries an `AppliquerRetours`, `relire` a new command."""

    appliquer = Signal(object)
    relire = Signal(object)
    abandonne = Signal()
    quitte = Signal()  # for now: everything stays as it is

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.apercu: ApercuRetours | None = None
        self.titre = Titre("", section=True)
        self.deja = Etiquette("", "secondaire", retour_ligne=True)
        self.lesquelles = QComboBox()
        self.lesquelles.setAccessibleName(_("Lignes montrées"))
        self.modele = ModeleRetours(self)
        self.table = _table(contexte, self.modele)
        self.motifs = QPlainTextEdit()
        self.motifs.setReadOnly(True)
        self.motifs.setTabChangesFocus(True)
        for zone in (self.table, self.motifs):
            zone.setMinimumHeight(contexte.theme.px(60))
        self.motifs.setAccessibleName(_("À savoir de cette ligne"))
        self.raison = QLineEdit()
        self.raison.setAccessibleName(_("Raison du refus"))
        self.ligne_raison = LigneForm(_("Raison du refus"), self.raison)
        self.boutons = {
            choix: Bouton(_(texte), self._geste(choix)) for choix, texte, _touche in _BOUTONS
        }
        self.mots = TableMots(contexte)
        self.colonnes = TableColonnes()
        self.reste = QCheckBox("")
        self.bouton = Bouton(_("Appliquer"), self._appliquer, "principal")
        self.onglets = QTabWidget()
        self.onglets.setDocumentMode(True)
        self.onglets.setAccessibleName(_("Le fichier"))
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        droite = QVBoxLayout()
        droite.setSpacing(8)
        droite.addWidget(Etiquette(_("À savoir"), "section"))
        droite.addWidget(self.motifs, 1)
        droite.addWidget(self.ligne_raison)
        for bouton in self.boutons.values():
            droite.addWidget(bouton)
        milieu = QHBoxLayout()
        milieu.setSpacing(16)
        milieu.addWidget(self.table, 7)
        milieu.addLayout(droite, 4)
        lignes = QWidget()
        boite = QVBoxLayout(lignes)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.lesquelles, 0, Qt.AlignmentFlag.AlignLeft)
        boite.addLayout(milieu, 1)
        self.onglets.addTab(lignes, _("Lignes"))
        self.onglets.addTab(self.mots, _("Leurs mots"))
        self.onglets.addTab(self.colonnes, _("Colonnes"))
        bas = QHBoxLayout()
        bas.addWidget(Bouton(_("Abandonner"), self.abandonne.emit, "discret"))
        bas.addStretch(1)
        bas.addWidget(self.reste)
        bas.addWidget(self.bouton)
        tout = QVBoxLayout(self)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.setSpacing(8)
        tout.addWidget(self.titre)
        tout.addWidget(self.deja)
        tout.addWidget(self.onglets, 1)
        tout.addLayout(bas)

    def _brancher(self) -> None:
        self.table.selectionModel().currentRowChanged.connect(lambda *_rangs: self._ligne())
        self.lesquelles.activated.connect(lambda _rang: self._filtrer())
        self.reste.toggled.connect(lambda _oui: self._compter())
        self.mots.relire.connect(self.relire)
        self.mots.change.connect(self._compter)
        self.colonnes.change.connect(self._autres_colonnes)
        for choix, _texte, touche in _BOUTONS:
            raccourci = QShortcut(QKeySequence(touche), self.table)
            raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
            raccourci.setAutoRepeat(False)  # a key held down decides one line, not all of them
            raccourci.activated.connect(self._geste(choix))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Esc goes back to the choice of a file, not out of the page."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            event.accept()
            self.quitte.emit()
            return
        super().keyPressEvent(event)

    def _geste(self, choix: Choix) -> Callable[[], None]:
        return lambda: self._decider(choix)

    # ---- showing ---------------------------------------------------------------------------

    def montrer(self, apercu: ApercuRetours) -> None:
        """Show that preview, with no decision taken yet."""
        self.apercu = apercu
        n = apercu.feuille.lues
        compte = ngettext("{n} ligne", "{n} lignes", n).format(n=n)
        self.titre.setText(f"{apercu.fichier} · {compte}")
        self.deja.setVisible(bool(apercu.deja))
        if apercu.deja:
            self.deja.setText(
                _("Ce fichier a déjà été pris le {jour} : rien n’est compté deux fois.").format(
                    jour=date_courte(apercu.deja[0].importe_a.date())
                )
            )
        comptes = apercu.comptes()
        self.lesquelles.clear()
        self.lesquelles.addItem(_("Toutes les lignes ({n})").format(n=len(apercu.lignes)), None)
        for issue, (_signe, nom) in ISSUES.items():
            if comptes[issue]:
                self.lesquelles.addItem(f"{_(nom)} ({comptes[issue]})", issue.value)
        self.lesquelles.setCurrentIndex(max(0, self.lesquelles.findData(Issue.CONFLIT.value)))
        self.modele.montrer(apercu)
        self.mots.montrer(apercu)
        self.colonnes.montrer((apercu.feuille,))
        self.reste.setChecked(False)
        for rang, largeur in enumerate((62, 92, 230, 160)):
            self.table.setColumnWidth(rang, self._contexte.theme.px(largeur))
        self._filtrer()
        self._compter()

    def _filtrer(self) -> None:
        voulue = self.lesquelles.currentData()
        self.modele.filtrer(Issue(voulue) if voulue else None)
        if self.modele.lignes:
            self.table.selectRow(0)
        self._ligne()

    def courante(self) -> LigneRetour | None:
        """The line one is on."""
        rang = self.table.currentIndex().row()
        return self.modele.lignes[rang] if 0 <= rang < len(self.modele.lignes) else None

    def _ligne(self) -> None:
        """Reasons of the line one is on, and what may be decided of it."""
        ligne = self.courante()
        self.motifs.setPlainText(self._expliquer(ligne) if ligne else "")
        possibles = ligne.choix if ligne else ()
        for choix, bouton in self.boutons.items():
            bouton.setVisible(bool(possibles))
            bouton.setEnabled(choix in possibles)
        self.ligne_raison.setVisible(bool(ligne and ligne.verdict.raison_demandee))
        decision = self.modele.decisions.get(ligne.numero) if ligne else None
        self.raison.setText(decision.raison if decision else "")

    def _expliquer(self, ligne: LigneRetour) -> str:
        dits = []
        if ligne.connue is not None:
            lieu = " · ".join(x for x in (ligne.connue.adresse, ligne.connue.menage or "") if x)
            dits.append(f"{ligne.connue.reference} · {lieu}\n{ligne.connue.description}")
        if ligne.dite.commentaire:
            dits.append(_("Commentaire : {texte}").format(texte=ligne.dite.commentaire))
        dits += [dire_anomalie(m, ligne.numero).en_lignes() for m in ligne.motifs]
        if self.apercu is not None and not ligne.motifs:
            dits += [dire_anomalie(m).titre for m in self.apercu.remarques]
        return "\n\n".join(dits) or _("Rien de particulier.")

    # ---- deciding --------------------------------------------------------------------------

    def _decider(self, choix: Choix) -> None:
        """Decide of the line one is on, then go to the next one that waits."""
        ligne, rang = self.courante(), self.table.currentIndex().row()
        if ligne is None or choix not in ligne.choix:
            return
        raison = self.raison.text().strip()
        if choix is Choix.PRENDRE and ligne.verdict.raison_demandee and not raison:
            self.raison.setFocus()
            return
        self.modele.decider(rang, Decision(choix, raison))
        suivante = self.modele.prochaine(rang)
        if suivante is not None:
            self.table.selectRow(suivante)
        else:
            self._ligne()
        self.table.setFocus()
        self._compter()

    def commande(self) -> AppliquerRetours | None:
        """What the choices on screen ask for."""
        if self.apercu is None:
            return None
        return AppliquerRetours(
            self.apercu,
            dict(self.modele.decisions),
            accepter_reste=self.reste.isChecked(),
            creer=frozenset(self.mots.creer),
        )

    def _compter(self) -> None:
        """What would be written, what would stay out, and whether *Appliquer* may be pressed."""
        if self.apercu is None:
            return
        comptes = self.apercu.comptes()
        choix = Counter(d.choix for d in self.modele.decisions.values())
        dedans = comptes[Issue.APPLICABLE] + choix[Choix.PRENDRE] + choix[Choix.ECHANGE]
        dehors = comptes[Issue.CONFLIT] - choix.total()
        dehors += comptes[Issue.REFUSEE] + comptes[Issue.INCONNUE]
        self.reste.setVisible(dehors > 0)
        self.reste.setText(
            ngettext("Laisser {n} ligne de côté", "Laisser {n} lignes de côté", dehors).format(
                n=dehors
            )
        )
        self.bouton.setText(
            ngettext("Appliquer {n} ligne", "Appliquer {n} lignes", dedans).format(n=dedans)
            if dedans
            else _("Rien à appliquer")
        )
        possible = dedans > 0 or bool(self.mots.creer)
        self.bouton.setEnabled(possible and (dehors == 0 or self.reste.isChecked()))

    def _appliquer(self) -> None:
        if (commande := self.commande()) is not None:
            self.appliquer.emit(commande)

    def _autres_colonnes(self) -> None:
        if self.apercu is None:
            return
        deja = self.apercu.commande.correspondances
        voulues = {
            genre: {**deja.get(genre, {}), **choix}
            for genre, choix in self.colonnes.choix().items()
        }
        self.relire.emit(replace(self.apercu.commande, correspondances={**deja, **voulues}))


def _table(contexte: Contexte, modele: ModeleRetours) -> QTableView:
    """The lines of the file, one selected at a time."""
    table = QTableView()
    table.setAccessibleName(_("Lignes du fichier"))
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
