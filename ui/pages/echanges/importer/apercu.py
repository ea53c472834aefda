"""The preview: counts, lines to read and decide, columns, remarks, then *Importer*."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, ngettext
from app.domain.imports import EtatLigne
from app.services.imports import Apercu, AppliquerImport, PreparerImport
from ui.messages.dire_import import dire_anomalie
from ui.pages.echanges.importer.colonnes import TableColonnes
from ui.pages.echanges.importer.lignes import VueLignes
from ui.widgets import Bouton, Etiquette, Titre


class VueApercu(QWidget):
    """One preview at a time. `importer` carries an `AppliquerImport`, `relire` a new command."""

    importer = Signal(object)
    relire = Signal(object)
    abandonne = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.apercu: Apercu | None = None
        self.titre = Titre("", section=True)
        self.deja = Etiquette("", "retard", retour_ligne=True)
        self.lignes = VueLignes()
        self.colonnes = TableColonnes()
        self.remarques = QWidget()
        self._textes = QVBoxLayout(self.remarques)
        self.onglets = QTabWidget()
        self.onglets.setDocumentMode(True)
        self.onglets.setAccessibleName(_("Aperçu de l’import"))
        self.onglets.addTab(self.lignes, _("Lignes"))
        self.onglets.addTab(self.colonnes, _("Colonnes"))
        zone = QScrollArea()
        zone.setWidgetResizable(True)
        zone.setFrameShape(QFrame.Shape.NoFrame)
        zone.setWidget(self.remarques)
        self.onglets.addTab(zone, _("Remarques"))
        self.accord = QCheckBox()
        self.bouton = Bouton(_("Importer"), self._importer, "principal")
        self._disposer()
        self.colonnes.change.connect(self._relire)
        self.lignes.decide.connect(self._compter)
        self.accord.toggled.connect(lambda _oui: self._compter())

    def _disposer(self) -> None:
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.titre)
        boite.addWidget(self.deja)
        boite.addWidget(self.onglets, 1)
        bas = QHBoxLayout()
        bas.addWidget(Bouton(_("Abandonner"), self.abandonne.emit, "discret"))
        bas.addStretch(1)
        bas.addWidget(self.accord)
        bas.addSpacing(16)
        bas.addWidget(self.bouton)
        boite.addLayout(bas)

    def montrer(self, apercu: Apercu) -> None:
        """Show that preview, with no decision taken yet."""
        self.apercu = apercu
        profils = {
            "parc": _("parc de logements"),
            "locataires": _("locataires"),
            "suivi": _("ancien suivi"),
        }
        n = len(apercu.lignes)
        compte = ngettext("{n} ligne", "{n} lignes", n).format(n=n)
        self.titre.setText(
            f"{apercu.fichier} · {profils.get(apercu.commande.profil, '')} · {compte}"
        )
        self.deja.setVisible(bool(apercu.deja))
        if apercu.deja:
            jour = apercu.deja[0].importe_a.strftime("%d/%m/%Y")
            self.deja.setText(_("Ce fichier a déjà été importé le {jour}.").format(jour=jour))
        self.accord.setChecked(False)
        self.lignes.montrer(apercu)
        self.colonnes.montrer(apercu.feuilles)
        self._montrer_remarques(apercu)
        self.onglets.setCurrentIndex(0)
        self._compter()

    def vider(self) -> None:
        """Forget the preview."""
        self.apercu = None

    def _montrer_remarques(self, apercu: Apercu) -> None:
        while self._textes.count():
            element = self._textes.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.deleteLater()
        for remarque in apercu.remarques:
            dit = dire_anomalie(remarque)
            self._textes.addWidget(Etiquette(dit.titre, "section", retour_ligne=True))
            suite = " ".join(p for p in (dit.pourquoi, dit.que_faire) if p)
            self._textes.addWidget(Etiquette(suite, "secondaire", retour_ligne=True))
        if not apercu.remarques:
            self._textes.addWidget(
                Etiquette(_("Rien de particulier sur ce fichier."), "secondaire")
            )
        self._textes.addStretch(1)
        self.onglets.setTabText(2, _("Remarques ({n})").format(n=len(apercu.remarques)))

    def _compter(self) -> None:
        """What would go in, what would stay out, and whether *Importer* may be pressed."""
        if self.apercu is None:
            return
        comptes = self.lignes.comptes()
        dehors = comptes[EtatLigne.REJETE] + comptes[EtatLigne.A_DECIDER]
        dedans = comptes[EtatLigne.NOUVEAU] + comptes[EtatLigne.MODIFIE]
        self.accord.setVisible(dehors > 0)
        self.accord.setText(
            ngettext(
                "Laisser {n} ligne de côté et importer les autres",
                "Laisser {n} lignes de côté et importer les autres",
                dehors,
            ).format(n=dehors)
        )
        self.bouton.setText(
            ngettext("Importer {n} ligne", "Importer {n} lignes", dedans).format(n=dedans)
            if dedans
            else _("Rien à importer")
        )
        self.bouton.setEnabled(dedans > 0 and (dehors == 0 or self.accord.isChecked()))

    def _importer(self) -> None:
        if self.apercu is not None:
            decisions = self.lignes.decisions()
            self.importer.emit(
                AppliquerImport(self.apercu, decisions, accepter_rejets=self.accord.isChecked())
            )

    def _relire(self) -> None:
        """Another mapping: read the file again with it."""
        if self.apercu is not None:
            commande: PreparerImport = replace(
                self.apercu.commande, correspondances=self.colonnes.choix()
            )
            self.relire.emit(commande)
