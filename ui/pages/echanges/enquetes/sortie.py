"""Let answers leave: for whom, how; what leaves and what stays; then the folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, ngettext, nombre
from app.domain.partage import Destinataire, Partage
from app.services.enquetes import sorties
from app.services.enquetes.sorties import ApercuSortie, ExporterEnquetes, SortieEcrite
from ui.contexte import Contexte
from ui.widgets import Bandeau, Bouton, Etiquette, LigneForm, SuiviLong

_CLASSES = {
    Partage.BAILLEUR: N_("photo ou signature"),
    Partage.EQUIPE: N_("pour l’équipe"),
    Partage.CONFIDENTIEL: N_("confidentielle"),
}


class SortieEnquetes(QWidget):
    """One form's finished questionnaires, seen before they leave."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._identifiant = ""
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.pour = _choix(
            _("Pour qui"),
            ((_("L’équipe"), Destinataire.EQUIPE), (_("Le bailleur"), Destinataire.BAILLEUR)),
        )
        self.mots = _choix(
            _("Ce qu’on lit"), ((_("Questions et choix en toutes lettres"), True),
                                (_("Noms et codes du questionnaire"), False)),
        )  # fmt: skip
        self.confidentielles = QCheckBox(_("Avec les réponses confidentielles"))
        self.confidentielles.setChecked(True)
        self.pieces = QCheckBox(_("Avec les photos et les signatures"))
        lieu = QStandardPaths.StandardLocation.DocumentsLocation
        self.dossier = QLineEdit(QStandardPaths.writableLocation(lieu) or str(Path.home()))
        self.dossier.setAccessibleName(_("Dossier où l’écrire"))
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self.tables = QListWidget()
        self.tables.setAccessibleName(_("Tables qui partent"))
        self.restent = QListWidget()
        self.restent.setAccessibleName(_("Questions qui restent ici"))
        self.bouton = Bouton(_("Préparer le dossier"), self.ecrire, "principal")
        self.bouton.setEnabled(False)
        self._disposer()
        for combo in (self.pour, self.mots):
            combo.activated.connect(lambda _rang: self.lire())
        for case in (self.confidentielles, self.pieces):
            case.toggled.connect(lambda _oui: self.lire())

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.setSpacing(16)
        haut.addWidget(LigneForm(_("Pour qui"), self.pour), 1)
        haut.addWidget(LigneForm(_("Ce qu’on lit"), self.mots), 2)
        ou = QWidget()
        rangee = QHBoxLayout(ou)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.addWidget(self.dossier, 1)
        rangee.addWidget(
            Bouton(_("Choisir…"), self._choisir, nom_accessible=_("Choisir le dossier"))
        )
        ou.setFocusProxy(self.dossier)
        haut.addWidget(LigneForm(_("Dossier où l’écrire"), ou), 3)
        cases = QHBoxLayout()
        cases.setSpacing(16)
        cases.addWidget(self.confidentielles)
        cases.addWidget(self.pieces)
        cases.addStretch(1)
        cases.addWidget(self.bouton)
        bas = QHBoxLayout()
        bas.setSpacing(16)
        for titre, liste in (
            (_("Ce qui part"), self.tables),
            (_("Ce qui reste ici"), self.restent),
        ):
            colonne = QVBoxLayout()
            colonne.addWidget(Etiquette(titre, "section"))
            colonne.addWidget(liste, 1)
            bas.addLayout(colonne, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(10)
        boite.addWidget(self.bandeau)
        boite.addLayout(haut)
        boite.addLayout(cases)
        boite.addWidget(self.suivi)
        boite.addWidget(self.phrase)
        boite.addLayout(bas, 1)

    def montrer(self, identifiant: str) -> None:
        """Look at what would leave of that form."""
        self._identifiant = identifiant
        self.lire()

    def commande(self) -> ExporterEnquetes:
        """What the choices on screen ask for."""
        return ExporterEnquetes(
            self._identifiant,
            Path(self.dossier.text().strip()),
            Destinataire(self.pour.currentData()),
            libelles=bool(self.mots.currentData()),
            confidentielles=self.confidentielles.isChecked(),
            pieces=self.pieces.isChecked(),
        )

    def lire(self) -> None:
        """Look again at what would leave."""
        if not self._identifiant:
            return
        equipe = self.pour.currentData() == Destinataire.EQUIPE
        self.confidentielles.setEnabled(equipe)
        self.pieces.setEnabled(equipe)
        self.bouton.setEnabled(False)
        self._contexte.jobs.lancer(
            sorties.apercu,
            self.commande(),
            quand_fini=self._apercu,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
            cle="enquetes.sortie",
        )

    def _apercu(self, lu: ApercuSortie) -> None:
        self.tables.clear()
        for table in lu.tables:
            self.tables.addItem(f"{table.titre} · {nombre(table.lignes)}")
        self.restent.clear()
        for question, partage in lu.retenues:
            self.restent.addItem(f"{question} – {_(_CLASSES[partage])}")
        self.phrase.setText(resumer(lu))
        self.bouton.setEnabled(lu.enquetes > 0 and lu.questions > 0)

    def ecrire(self) -> None:
        """Write the dated folder; it can be stopped and then leaves nothing."""
        self.bandeau.fermer()
        self.bouton.setEnabled(False)
        self.suivi.commencer(_("Préparation du dossier…"))
        tache = self._contexte.jobs.lancer_long(
            sorties.exporter,
            self.commande(),
            progression=self.suivi.avance,
            quand_fini=self._fait,
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=lambda: self.bandeau.dire(_("Arrêté : rien n’a été écrit."), "info"),
            a_la_fin=self._liberer,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _liberer(self) -> None:
        self.suivi.finir()
        self.bouton.setEnabled(True)

    def _fait(self, fait: SortieEcrite) -> None:
        n = fait.enquetes
        texte = ngettext(
            "{n} enquête est dans « {dossier} ».", "{n} enquêtes sont dans « {dossier} ».", n
        ).format(n=nombre(n), dossier=fait.dossier.name)
        ouvrir = Bouton(
            _("Ouvrir le dossier"),
            lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.dossier))),
        )
        self.bandeau.dire(texte, "fait", ouvrir)
        ouvrir.setFocus()

    def _choisir(self) -> None:
        choisi = QFileDialog.getExistingDirectory(
            self, _("Où écrire le dossier ?"), self.dossier.text()
        )
        if choisi:
            self.dossier.setText(choisi)


def _choix(nom: str, valeurs: tuple[tuple[str, object], ...]) -> QComboBox:
    combo = QComboBox()
    combo.setAccessibleName(nom)
    combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
    for texte, valeur in valeurs:
        combo.addItem(texte, valeur)
    combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return combo


def resumer(lu: ApercuSortie) -> str:
    """What leaves, who stays, what is not finished, in a few sentences."""
    phrases = [
        ngettext("{n} enquête terminée partirait.", "{n} enquêtes terminées partiraient.",
                 lu.enquetes).format(n=nombre(lu.enquetes))
        if lu.enquetes
        else _("Aucune enquête terminée ne peut partir."),
    ]  # fmt: skip
    if lu.enquetes and not lu.questions:
        phrases.append(_("Aucune question n’est réglée pour ce destinataire."))
    if lu.confidentielles:
        phrases.append(
            ngettext(
                "{n} question confidentielle part : ce dossier reste dans l’équipe.",
                "{n} questions confidentielles partent : ce dossier reste dans l’équipe.",
                lu.confidentielles,
            ).format(n=nombre(lu.confidentielles))
        )
    if lu.menages_retenus:
        phrases.append(
            ngettext(
                "{n} ménage reste ici : il n’a pas accepté le partage, ou l’a retiré.",
                "{n} ménages restent ici : ils n’ont pas accepté le partage, ou l’ont retiré.",
                lu.menages_retenus,
            ).format(n=nombre(lu.menages_retenus))
        )
    if lu.en_cours:
        phrases.append(
            ngettext(
                "{n} enquête n’est pas terminée : elle ne part pas.",
                "{n} enquêtes ne sont pas terminées : elles ne partent pas.",
                lu.en_cours,
            ).format(n=nombre(lu.en_cours))
        )
    return " ".join(phrases)
