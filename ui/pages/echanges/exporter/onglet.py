"""Prepare what leaves for the bailleur: see it first, then write it, and what already left."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, ngettext, nombre
from app.services import cites
from app.services.cites import CiteLigne
from app.services.exports import dossier, envois
from app.services.exports.dossier import ApercuExport, ExportFait
from app.services.exports.envois import EnvoiLigne
from ui.contexte import Contexte
from ui.pages.echanges.exporter.apercu import ApercuTables
from ui.pages.echanges.exporter.envois import TableEnvois
from ui.widgets import Bandeau, Bouton, Etiquette, LigneForm, SuiviLong


class OngletExporter(QWidget):
    """Choose the estate, read what would leave, prepare the folder."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.bandeau = Bandeau()
        self.cite = QComboBox()
        self.cite.setAccessibleName(_("Cité"))
        self.cite.addItem(_("Toutes les cités"), None)
        self.dossier = QLineEdit(_documents())
        self.parcourir = Bouton(
            _("Choisir…"), self._choisir, nom_accessible=_("Choisir le dossier")
        )
        self.preparer = Bouton(_("Préparer l’envoi"), self.ecrire, "principal")
        self.preparer.setEnabled(False)
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self.suivi = SuiviLong()
        self.apercu = ApercuTables(contexte)
        self.envois = TableEnvois(contexte)
        self._disposer()
        self.cite.activated.connect(lambda _rang: self.lire_apercu())
        contexte.cite.change.connect(self._cite_choisie)

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        ou = QWidget()
        rangee = QHBoxLayout(ou)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.addWidget(self.dossier, 1)
        rangee.addWidget(self.parcourir)
        ou.setFocusProxy(self.dossier)
        self.dossier.setAccessibleName(_("Dossier où l’écrire"))
        ligne_dossier = LigneForm(_("Dossier où l’écrire"), ou)
        ligne_cite = LigneForm(_("Ce qui part"), self.cite)
        ligne_cite.setMaximumWidth(px(280))
        haut = QHBoxLayout()
        haut.setSpacing(16)
        haut.addWidget(ligne_cite, 2, Qt.AlignmentFlag.AlignTop)
        haut.addWidget(ligne_dossier, 4, Qt.AlignmentFlag.AlignTop)
        bas = QHBoxLayout()
        bas.addWidget(self.phrase, 1)
        bas.addSpacing(16)
        bas.addWidget(self.preparer)
        coupe = QSplitter()
        coupe.setOrientation(Qt.Orientation.Vertical)
        coupe.setChildrenCollapsible(False)
        coupe.addWidget(self.apercu)
        coupe.addWidget(self.envois)
        coupe.setStretchFactor(0, 3)
        coupe.setStretchFactor(1, 2)
        coupe.setHandleWidth(px(12))
        # Both tables scroll inside themselves: they take the room there is and ask for no more.
        coupe.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        coupe.setMinimumHeight(coupe.minimumSizeHint().height())
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(self.bandeau)
        boite.addLayout(haut)
        boite.addLayout(bas)
        boite.addWidget(self.suivi)
        boite.addWidget(coupe, 1)

    def premier_champ(self) -> QWidget:
        """Which estate."""
        return self.cite

    def rafraichir(self) -> None:
        """Read the estates, what would leave now, and what already left."""
        self._contexte.jobs.lancer(
            cites.lister,
            cites.ListerCites(),
            quand_fini=self._cites,
            proprietaire=self,
            cle="exporter.cites",
        )
        self.lire_envois()

    def lire_envois(self) -> None:
        """Read what already left."""
        self._contexte.jobs.lancer(
            envois.lister,
            envois.ListerEnvois(),
            quand_fini=self._envois,
            proprietaire=self,
            cle="exporter.envois",
        )

    def lire_apercu(self) -> None:
        """Look again at what would leave."""
        self.preparer.setEnabled(False)
        self.phrase.setText(_("Lecture de ce qui partirait…"))
        self._contexte.jobs.lancer(
            dossier.apercu,
            dossier.PreparerExport(self.cite.currentData()),
            quand_fini=self._apercu,
            proprietaire=self,
            cle="exporter.apercu",
        )

    def ecrire(self) -> None:
        """Write the dated folder; it can be stopped and then leaves nothing."""
        self.bandeau.fermer()
        self.preparer.setEnabled(False)
        self.suivi.commencer(_("Préparation de l’envoi…"))
        tache = self._contexte.jobs.lancer_long(
            dossier.exporter,
            dossier.ExporterVersDossier(Path(self.dossier.text().strip()), self.cite.currentData()),
            progression=self.suivi.avance,
            quand_fini=self._fait,
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=lambda: self.bandeau.dire(_("Envoi arrêté : rien n’a été écrit."), "info"),
            a_la_fin=self._liberer,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _liberer(self) -> None:
        self.suivi.finir()
        self.preparer.setEnabled(self.apercu.total > 0)

    def _fait(self, fait: ExportFait) -> None:
        lignes = ngettext("{n} ligne", "{n} lignes", fait.lignes).format(n=nombre(fait.lignes))
        texte = _("L’envoi est prêt dans « {dossier} » : {lignes}.").format(
            dossier=fait.dossier.name, lignes=lignes
        )
        ouvrir = Bouton(_("Ouvrir le dossier"), lambda: _ouvrir(fait.dossier))
        self.bandeau.dire(texte, "fait", ouvrir)
        ouvrir.setFocus()
        self.lire_envois()

    def _cites(self, lues: tuple[CiteLigne, ...]) -> None:
        garde = self.cite.currentData() or self._contexte.cite.id
        self.cite.clear()
        self.cite.addItem(_("Toutes les cités"), None)
        for ligne in lues:
            self.cite.addItem(ligne.nom, ligne.id)
        self._choisir_cite(garde)
        self.lire_apercu()

    def _choisir_cite(self, cite_id: UUID | None) -> None:
        for rang in range(self.cite.count()):
            if self.cite.itemData(rang) == cite_id:
                self.cite.setCurrentIndex(rang)

    def _cite_choisie(self, cite_id: UUID | None) -> None:
        self._choisir_cite(cite_id)
        if self.isVisible():
            self.lire_apercu()

    def _apercu(self, lu: ApercuExport) -> None:
        self.apercu.montrer(lu)
        self.preparer.setEnabled(lu.total > 0)
        self.phrase.setText(_resume(lu))

    def _envois(self, lus: tuple[EnvoiLigne, ...]) -> None:
        self.envois.montrer(lus)

    def _choisir(self) -> None:
        choisi = QFileDialog.getExistingDirectory(
            self, _("Où écrire l’envoi ?"), self.dossier.text()
        )
        if choisi:
            self.dossier.setText(choisi)


def _resume(lu: ApercuExport) -> str:
    """What leaves and who stays, in one or two sentences."""
    if not lu.total:
        return _("Rien ne peut partir : aucun logement ni ménage à partager ici.")
    partent = ngettext(
        "{n} ligne partirait pour le bailleur", "{n} lignes partiraient pour le bailleur", lu.total
    ).format(n=nombre(lu.total))
    tables = ngettext("dans {n} table.", "dans {n} tables.", len(lu.tables)).format(
        n=len(lu.tables)
    )
    phrase = f"{partent} {tables}"
    if lu.menages_retenus:
        retenus = ngettext(
            "{n} ménage reste ici : il n’a pas accepté le partage, ou l’a retiré.",
            "{n} ménages restent ici : ils n’ont pas accepté le partage, ou l’ont retiré.",
            lu.menages_retenus,
        ).format(n=nombre(lu.menages_retenus))
        phrase = f"{phrase} {retenus}"
    return phrase


def _documents() -> str:
    lieu = QStandardPaths.StandardLocation.DocumentsLocation
    return QStandardPaths.writableLocation(lieu) or str(Path.home())


def _ouvrir(chemin: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(chemin)))
