"""A file that came back before it is applied: who wrote it, every line, what a person decides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from types import MappingProxyType

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, ngettext
from app.domain.envois import GenreRetour
from app.services.exports.retours_fichiers import (
    ApercuFichier,
    AppliquerRetour,
    ChoixLigne,
    DecisionLigne,
    DemanderApercu,
    Issue,
    LigneFichier,
)
from ui.contexte import Contexte
from ui.messages.dire_import import dire_anomalie
from ui.pages.echanges.fichiers import mots as dire
from ui.pages.echanges.fichiers.modele import ModeleFichier
from ui.pages.echanges.retours.modele import ISSUES
from ui.pages.echanges.vue import souple
from ui.widgets import Bouton, Etiquette, Flux, LigneForm, Titre

_AU_MOINS = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
_TOUCHES = {"garder": "G", "prendre": "P", "echange": "E"}
_RIEN: Mapping[LigneFichier, DecisionLigne] = MappingProxyType({})
_RANGS = 9  # answers without a letter go by their number


class VueFichier(QWidget):
    """One preview at a time. `appliquer` carries an `AppliquerRetour`, `relire` a new question."""

    appliquer = Signal(object)
    relire = Signal(object)
    abandonne = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.apercu: ApercuFichier | None = None
        self.titre = Titre("", section=True)
        self.avis = Etiquette("", "corps", retour_ligne=True)
        self.genre = QComboBox()
        self.genre.setAccessibleName(_("Lire ce fichier comme"))
        for genre in dire.A_LIRE:
            self.genre.addItem(_(dire.GENRES[genre]), genre.value)
        self.lesquelles = QComboBox()
        self.lesquelles.setAccessibleName(_("Lignes montrées"))
        self.modele = ModeleFichier(self)
        self.table = _table(contexte, self.modele)
        self.detail = QPlainTextEdit()
        self.detail.setReadOnly(True)
        self.detail.setTabChangesFocus(True)
        self.detail.setAccessibleName(_("À savoir de cette ligne"))
        self.raison = QLineEdit()
        self.ligne_raison = LigneForm(_("Raison du refus"), self.raison)
        self.choix = QWidget()
        self.boutons: list[Bouton] = []
        self.croire = QCheckBox(_("Je sais qui a écrit ce fichier"))
        self.reste = QCheckBox("")
        self.bouton = Bouton(_("Appliquer"), self._appliquer, "principal")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        haut = QHBoxLayout()
        haut.setSpacing(16)
        haut.addWidget(self.lesquelles, 2)
        haut.addStretch(2)
        haut.addWidget(Etiquette(_("Lu comme"), "secondaire"))
        haut.addWidget(self.genre, 3)
        for combo in (self.genre, self.lesquelles):
            combo.setMinimumContentsLength(10)
            combo.setSizeAdjustPolicy(_AU_MOINS)
        self._place = QVBoxLayout(self.choix)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._place.setSpacing(6)
        for zone in (self.table, self.detail):
            souple(zone, px(90))
        droite = QVBoxLayout()
        droite.setSpacing(8)
        droite.addWidget(Etiquette(_("À savoir"), "section"))
        droite.addWidget(self.detail, 1)
        droite.addWidget(self.ligne_raison)
        droite.addWidget(self.choix)
        milieu = QHBoxLayout()
        milieu.setSpacing(16)
        milieu.addWidget(self.table, 7)
        milieu.addLayout(droite, 4)
        bas = QHBoxLayout()
        bas.addWidget(Bouton(_("Revenir sans rien changer"), self.abandonne.emit, "discret"))
        bas.addStretch(1)
        bas.addWidget(self.bouton)
        accords = QWidget()
        flux = Flux(accords, ecart=16)
        flux.addWidget(self.croire)
        flux.addWidget(self.reste)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.titre)
        boite.addWidget(self.avis)
        boite.addLayout(haut)
        boite.addLayout(milieu, 1)
        boite.addWidget(accords)
        boite.addLayout(bas)

    def _brancher(self) -> None:
        self.lesquelles.activated.connect(lambda _r: self._filtrer())
        self.genre.activated.connect(lambda _r: self._autre_genre())
        self.table.selectionModel().currentRowChanged.connect(lambda *_a: self._ligne())
        self.modele.modelReset.connect(self._premiere)
        # Not shortcuts of the buttons: those of the next line are not shown yet to a fast hand.
        for touche in (*_TOUCHES.values(), *(str(rang) for rang in range(1, _RANGS + 1))):
            raccourci = QShortcut(QKeySequence(touche), self)
            raccourci.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            raccourci.setAutoRepeat(False)
            raccourci.activated.connect(partial(self._choisir, touche))
        for case in (self.croire, self.reste):
            case.toggled.connect(lambda _coche: self._compter())

    def premier_champ(self) -> QWidget:
        """The lines."""
        return self.table

    def montrer(
        self, apercu: ApercuFichier, decidees: Mapping[LigneFichier, DecisionLigne] = _RIEN
    ) -> None:
        """Show this preview; what was decided of the very same lines stands."""
        self.apercu = apercu
        self.titre.setText(apercu.fichier.nom)
        dits = dire.raconter(apercu.fichier).splitlines()[:1]  # who wrote it: said as a warning
        dits += [_phrase(dire_anomalie(a)) for a in (*apercu.avertissements, *apercu.remarques)]
        self.avis.setText("\n".join(dits))
        self.genre.setCurrentIndex(self.genre.findData(apercu.genre.value))
        self.croire.setChecked(False)
        self.croire.setVisible(not apercu.fichier.signe)
        self.reste.setChecked(False)
        self.modele.montrer(apercu)
        self.modele.decisions |= {li.cle: decidees[li] for li in apercu.lignes if li in decidees}
        comptes = apercu.comptes()
        self.lesquelles.clear()
        for issue, (_signe, texte) in ISSUES.items():
            if comptes[issue]:
                self.lesquelles.addItem(f"{_(texte)} ({comptes[issue]})", issue.value)
        self.lesquelles.addItem(_("Toutes ({n})").format(n=len(apercu.lignes)), None)
        self._filtrer()
        self._compter()

    def decidees(self) -> dict[LigneFichier, DecisionLigne]:
        """What was decided so far, line by line."""
        decisions = self.modele.decisions
        return {li: decisions[li.cle] for li in self.modele.toutes if li.cle in decisions}

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Esc goes back to the files, not out of the page."""
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            event.accept()
            self.abandonne.emit()
            return
        super().keyPressEvent(event)

    def vider(self) -> None:
        """Forget the preview."""
        self.apercu = None
        self.modele.montrer(None)

    def _filtrer(self) -> None:
        valeur = self.lesquelles.currentData()
        self.modele.filtrer(None if valeur is None else Issue(valeur))

    def _premiere(self) -> None:
        if self.modele.rowCount():
            self.table.selectRow(0)
        self._ligne()

    def _courante(self) -> LigneFichier | None:
        rang = self.table.currentIndex().row()
        return self.modele.lignes[rang] if 0 <= rang < len(self.modele.lignes) else None

    def _ligne(self) -> None:
        ligne = self._courante()
        self.detail.setPlainText("" if ligne is None else dire.dire_ligne(ligne))
        self._proposer(ligne.choix if ligne is not None else ())

    def _proposer(self, choix: tuple[ChoixLigne, ...]) -> None:
        """One button an answer, with a key: G, P, E, or its number."""
        while self._place.count():
            element = self._place.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.boutons = []
        for rang, un in enumerate(choix, 1):
            texte = f"{dire.dire_choix(un)} ({_touche(rang, un)})"
            bouton = Bouton(texte, partial(self.decider, un))
            self._place.addWidget(bouton)
            QWidget.setTabOrder(self.boutons[-1] if self.boutons else self.raison, bouton)
            self.boutons.append(bouton)
        self.raison.clear()
        self.ligne_raison.erreur("")
        self.ligne_raison.setVisible(any(c.raison_demandee for c in choix))

    def _choisir(self, touche: str) -> None:
        ligne = self._courante()
        for rang, choix in enumerate(ligne.choix if ligne is not None else (), 1):
            if _touche(rang, choix) == touche:
                self.decider(choix)
                return

    def decider(self, choix: ChoixLigne) -> None:
        """Answer for the line shown, and go to the next one."""
        rang, raison = self.table.currentIndex().row(), self.raison.text().strip()
        if choix.raison_demandee and not raison:
            self.ligne_raison.erreur(_("Dites pourquoi ils refusent : le ménage le demandera."))
            self.raison.setFocus()
            return
        decision = DecisionLigne(choix.cle, raison if choix.raison_demandee else "")
        self.modele.decider(rang, decision)
        suivante = self.modele.prochaine(rang)
        if suivante is not None:
            self.table.selectRow(suivante)
        self.table.setFocus()
        self._compter()

    def commande(self) -> AppliquerRetour | None:
        """What the choices on screen ask for."""
        if self.apercu is None:
            return None
        decisions = dict(self.modele.decisions)
        return AppliquerRetour(self.apercu, decisions, accepter_reste=self.reste.isChecked())

    def _compter(self) -> None:
        """What would be written, what would stay out, and whether *Appliquer* may be pressed."""
        if self.apercu is None:
            return
        comptes = self.apercu.comptes()
        choix = Counter(d.choix for d in self.modele.decisions.values())
        dedans = comptes[Issue.APPLICABLE] + choix.total() - choix["garder"]
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
            else _("Classer sans rien changer")
        )
        cru = self.croire.isChecked() or self.apercu.fichier.signe
        self.bouton.setEnabled(cru and (dehors == 0 or self.reste.isChecked()))

    def _appliquer(self) -> None:
        if (commande := self.commande()) is not None:
            self.appliquer.emit(commande)

    def _autre_genre(self) -> None:
        if self.apercu is not None:
            genre = GenreRetour(self.genre.currentData())
            self.relire.emit(DemanderApercu(self.apercu.fichier.id, genre))


def _touche(rang: int, choix: ChoixLigne) -> str:
    return _TOUCHES.get(choix.code, str(rang))


def _phrase(texte: object) -> str:
    parties = (getattr(texte, nom) for nom in ("titre", "pourquoi", "que_faire"))
    return "⚠ " + " ".join(p for p in parties if p)


class _DeDepartAArrivee(QStyledItemDelegate):
    """What changes, cut in the middle when it must be: where it comes from, where it goes."""

    def initStyleOption(  # noqa: N802 - Qt name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The same, cut elsewhere."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle


def _table(contexte: Contexte, modele: ModeleFichier) -> QTableView:
    """The lines of the file, one selected at a time."""
    px = contexte.theme.px
    table = QTableView()
    table.setAccessibleName(_("Lignes du fichier"))
    table.setModel(modele)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setItemDelegateForColumn(2, _DeDepartAArrivee(table))
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(px(30))
    entete = table.horizontalHeader()
    entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    for colonne, largeur in enumerate((px(56), 180, 300, px(134))):  # a narrow screen: names yield
        table.setColumnWidth(colonne, largeur)
    entete.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)  # what changes, up to its end
    return table
