"""Whom to remind: who is late, of what, when they were last reminded; letter or message."""

from __future__ import annotations

from functools import partial
from html import escape
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, date_courte, ngettext
from app.services import relances
from app.services.documents.ecriture import nom_sur
from app.services.documents.relances import (
    ImprimerRelances,
    RelancesImprimees,
    imprimer_relances,
)
from app.services.relances import (
    ARelancer,
    ListerARelancer,
    NoterRelance,
    PreparerRelance,
    RelancePrete,
    Relances,
)
from ui.contexte import Contexte
from ui.widgets import Bandeau, Bouton, Etiquette

_COCHE, _DECOCHE = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class OngletRelances(QWidget):
    """Those who are late, the complaints of the one looked at, the words they would receive."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._qui: tuple[ARelancer, ...] = ()
        self._decochees: set[UUID] = set()
        self._remplit = False
        self.prete: RelancePrete | None = None
        self.bandeau = Bandeau()
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self.tout = QCheckBox(_("Montrer aussi ce qui n’est pas encore en retard"))
        self.table = _table(contexte)
        self.reclamations = QListWidget()
        self.reclamations.setAccessibleName(_("Réclamations à rappeler"))
        self.reclamations.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.reclamations.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.texte = QPlainTextEdit()
        for zone in (self.table, self.reclamations, self.texte):
            zone.setMinimumHeight(contexte.theme.px(70))
            # They share the height there is, whatever they would like: the page never scrolls.
            zone.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.texte.setReadOnly(True)
        self.texte.setTabChangesFocus(True)
        self.texte.setAccessibleName(_("Le message"))
        self.message = Bouton(_("Ouvrir le message"), self.ouvrir_message)
        self.copier = Bouton(_("Copier le texte"), self._copier, "discret")
        self.imprimer_bouton = Bouton(_("Imprimer les lettres…"), self.demander, "principal")
        self._disposer()
        self.tout.toggled.connect(lambda _oui: self.rafraichir())
        self.table.currentCellChanged.connect(lambda *_rangs: self._montrer_un())
        self.table.itemChanged.connect(lambda _case: self._compter())
        self.reclamations.itemChanged.connect(self._cochee)

    def _disposer(self) -> None:
        droite = QVBoxLayout()
        droite.setSpacing(8)
        droite.addWidget(Etiquette(_("Ce qui est attendu"), "section"))
        droite.addWidget(self.reclamations, 3)
        droite.addWidget(Etiquette(_("Le message"), "section"))
        droite.addWidget(self.texte, 4)
        gestes = QHBoxLayout()
        gestes.addStretch(1)
        gestes.addWidget(self.copier)
        gestes.addWidget(self.message)
        droite.addLayout(gestes)
        milieu = QHBoxLayout()
        milieu.setSpacing(16)
        milieu.addWidget(self.table, 1)
        milieu.addLayout(droite, 1)
        bas = QHBoxLayout()
        bas.addWidget(self.tout)
        bas.addStretch(1)
        bas.addWidget(self.imprimer_bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(10)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.phrase)
        boite.addLayout(milieu, 1)
        boite.addLayout(bas)

    def premier_champ(self) -> QWidget:
        """Whom to remind."""
        return self.table

    def rafraichir(self) -> None:
        """Read who is late again; what was unticked stays so."""
        self._contexte.jobs.lancer(
            relances.lister,
            ListerARelancer(self._contexte.cite.id, tout=self.tout.isChecked()),
            quand_fini=self._recues,
            proprietaire=self,
            cle="relances.lister",
        )

    def _recues(self, lues: Relances) -> None:
        courant = self._courant()
        garde = courant.responsable.id if courant else None
        decoches = {
            self._qui[rang].responsable.id
            for rang in range(self.table.rowCount())
            if self._case(rang) is _DECOCHE
        }
        self._qui = lues.qui
        self._remplit = True
        self.table.setRowCount(len(lues.qui))
        for rang, a in enumerate(lues.qui):
            self._ligne(rang, a, coche=a.en_retard > 0 and a.responsable.id not in decoches)
        self._remplit = False
        rangs = [i for i, a in enumerate(lues.qui) if a.responsable.id == garde]
        self.table.setCurrentCell(rangs[0] if rangs else 0 if lues.qui else -1, 0)
        self.phrase.setText(_phrase(lues))
        self._montrer_un()
        self._compter()

    def _ligne(self, rang: int, a: ARelancer, *, coche: bool) -> None:
        nom = QTableWidgetItem(a.responsable.libelle)
        nom.setFlags(nom.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        nom.setCheckState(_COCHE if coche else _DECOCHE)
        derniere = date_courte(a.derniere) if a.derniere else _("jamais")
        textes = (f"⚠ {a.en_retard}" if a.en_retard else "–", str(len(a.lignes)), derniere)
        self.table.setItem(rang, 0, nom)
        for colonne, texte in enumerate(textes, start=1):
            self.table.setItem(rang, colonne, QTableWidgetItem(texte))

    def _case(self, rang: int) -> Qt.CheckState | None:
        case = self.table.item(rang, 0)
        return case.checkState() if case is not None else None

    def _courant(self) -> ARelancer | None:
        rang = self.table.currentRow()
        return self._qui[rang] if 0 <= rang < len(self._qui) else None

    def _montrer_un(self) -> None:
        """The complaints of the one looked at, then the words."""
        if self._remplit:
            return
        self._remplit = True
        self.reclamations.clear()
        a = self._courant()
        for li in a.lignes if a else ():
            r = li.ligne
            marque = "⚠ " if li.en_retard else ""
            relance = li.relances[-1] if li.relances else None
            dit = _("relancée le {jour}").format(jour=date_courte(relance)) if relance else ""
            mots = (f"{marque}{r.reference}", r.adresse, r.description, dit)
            dite = " · ".join(m for m in mots if m)
            element = QListWidgetItem(dite)
            element.setToolTip(escape(dite))
            element.setData(Qt.ItemDataRole.UserRole, r.id)
            element.setFlags(element.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            element.setCheckState(_DECOCHE if r.id in self._decochees else _COCHE)
            self.reclamations.addItem(element)
        self._remplit = False
        self._ecrire()

    def _cochee(self, element: QListWidgetItem) -> None:
        if self._remplit:
            return
        id_: UUID = element.data(Qt.ItemDataRole.UserRole)
        if element.checkState() is _COCHE:
            self._decochees.discard(id_)
        else:
            self._decochees.add(id_)
        self._ecrire()
        self._compter()

    def choix(self, a: ARelancer) -> PreparerRelance | None:
        """The complaints to remind one of; None when all are unticked."""
        ids = tuple(li.ligne.id for li in a.lignes if li.ligne.id not in self._decochees)
        return PreparerRelance(a.responsable.id, ids) if ids else None

    def _ecrire(self) -> None:
        """The words the one looked at would receive."""
        a = self._courant()
        choix = self.choix(a) if a else None
        self.prete = None
        self.message.setEnabled(False)
        self.copier.setEnabled(False)
        if choix is None:
            self.texte.setPlainText("")
            return
        self._contexte.jobs.lancer(
            relances.preparer,
            choix,
            quand_fini=self._prete,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
            cle="relances.preparer",
        )

    def _prete(self, prete: RelancePrete) -> None:
        self.prete = prete
        avis = []
        if prete.lien is None:
            avis.append(_("Pas d’adresse de courriel : imprimez la lettre, ou copiez le texte."))
        elif prete.coupees:
            n = prete.coupees
            texte = ngettext(
                "{n} réclamation ne tient pas dans le message : joignez la lettre.",
                "{n} réclamations ne tiennent pas dans le message : joignez la lettre.",
                n,
            )
            avis.append(texte.format(n=n))
        # What the mail program would receive, word for word; the letter when there is no address.
        self.texte.setPlainText("\n\n".join((*avis, prete.objet, prete.message or prete.texte)))
        self.message.setEnabled(prete.lien is not None)
        self.copier.setEnabled(True)

    def ouvrir_message(self) -> None:
        """Hand the message to the mail program; the reminder is noted once the person says so."""
        if self.prete is None or self.prete.lien is None:
            return
        ids = tuple(li.ligne.id for li in self.prete.a.lignes)
        cmd = NoterRelance(self.prete.a.responsable.id, ids)
        if QDesktopServices.openUrl(QUrl.fromEncoded(self.prete.lien.encode())):
            dit = _("Le message est prêt dans votre messagerie. Une fois envoyé, notez-le.")
        else:
            self._copier()
            dit = _("Aucune messagerie ne répond : le texte est copié, collez-le où vous écrivez.")
        self.bandeau.dire(dit, "info", Bouton(_("Noter la relance"), partial(self._noter, cmd)))

    def _copier(self) -> None:
        if self.prete is not None:
            QGuiApplication.clipboard().setText(f"{self.prete.objet}\n\n{self.prete.texte}")

    def _noter(self, cmd: NoterRelance) -> None:
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            relances.noter,
            cmd,
            quand_fini=lambda changes: self._contexte.signaler_enregistre(
                changes, _("Relance notée")
            ),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    # ---- letters ---------------------------------------------------------------------------

    def cochees(self) -> tuple[PreparerRelance, ...]:
        """Those who would receive a letter."""
        gardes = (a for rang, a in enumerate(self._qui) if self._case(rang) is _COCHE)
        return tuple(c for a in gardes if (c := self.choix(a)) is not None)

    def _compter(self) -> None:
        if self._remplit:
            return
        n = len(self.cochees())
        texte = ngettext("Imprimer {n} lettre…", "Imprimer {n} lettres…", n).format(n=n)
        self.imprimer_bouton.setText(texte if n else _("Personne à relancer"))
        self.imprimer_bouton.setEnabled(n > 0)

    def demander(self) -> None:
        """Ask where, then print."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        nom = f"{nom_sur('relances')}_{self._contexte.clock.today().isoformat()}.pdf"
        choisi, _filtre = QFileDialog.getSaveFileName(
            self, _("Où écrire les lettres ?"), str(Path(documents) / nom), "PDF (*.pdf)"
        )
        if choisi:
            self.imprimer(Path(choisi).with_suffix(".pdf"))

    def imprimer(self, sortie: Path) -> None:
        """One letter for each of those ticked, noted with each complaint."""
        self.bandeau.fermer()
        self._contexte.jobs.lancer(
            imprimer_relances,
            ImprimerRelances(sortie, self.cochees()),
            quand_fini=self._imprimees,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _imprimees(self, fait: RelancesImprimees) -> None:
        self._contexte.signaler_enregistre(fait.changes, _("Relances notées"))
        dit = ngettext(
            "{n} lettre dans « {fichier} ». La relance est notée sur chaque réclamation.",
            "{n} lettres dans « {fichier} ». La relance est notée sur chaque réclamation.",
            fait.lettres,
        )
        url = QUrl.fromLocalFile(str(fait.fichier))
        ouvrir = Bouton(_("Ouvrir"), lambda: QDesktopServices.openUrl(url))
        self.bandeau.dire(dit.format(n=fait.lettres, fichier=fait.fichier.name), "fait", ouvrir)


def _phrase(lues: Relances) -> str:
    """Who is late, in words; who waits for somebody to be named, who is not shown."""
    retards = sum(a.en_retard for a in lues.qui)
    phrases = [
        ngettext(
            "{n} réclamation attend une réparation en retard.",
            "{n} réclamations attendent une réparation en retard.",
            retards,
        ).format(n=retards)
        if retards
        else _("Personne n’est en retard : rien à relancer.")
    ]
    if n := lues.sans_responsable:
        dit = ngettext(
            "{n} en retard n’a pas encore de responsable.",
            "{n} en retard n’ont pas encore de responsable.",
            n,
        )
        phrases.append(dit.format(n=n))
    if n := lues.retenues:
        dit = ngettext(
            "{n} n’est pas ici : le ménage a refusé le partage.",
            "{n} ne sont pas ici : les ménages ont refusé le partage.",
            n,
        )
        phrases.append(dit.format(n=n))
    return " ".join(phrases)


def _table(contexte: Contexte) -> QTableWidget:
    table = QTableWidget(0, 4)
    table.setAccessibleName(_("Qui doit réparer"))
    table.setHorizontalHeaderLabels(
        [_("Qui répare"), _("En retard"), _("Attendues"), _("Dernière relance")]
    )
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(contexte.theme.px(34))
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
    table.setSelectionMode(QTableWidget.SelectionMode.SingleSelection)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    entete = table.horizontalHeader()
    entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    entete.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    for colonne, largeur in ((1, 84), (2, 90), (3, 142)):
        table.setColumnWidth(colonne, contexte.theme.px(largeur))
    return table
