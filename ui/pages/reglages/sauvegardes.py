"""The backups of the base: which there are, make one now, choose where, restore."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError, PanneEnvironnement
from app.core.i18n import _, heure, jour, ngettext, nombre
from app.core.settings import DOSSIER_SAUVEGARDES
from ui.contexte import Contexte
from ui.widgets import Bandeau, Bouton, EtatVide, Etiquette, SuiviLong


class OngletSauvegardes(QWidget):
    """Backups are verified copies, thinned out by day, week and month."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._sauvegardes: list[Any] = []
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.dossier: QLabel = Etiquette("", "secondaire", retour_ligne=True)
        self.faire = Bouton(_("Sauvegarder maintenant"), self.sauvegarder, "principal")
        self.choisir = Bouton(_("Choisir le dossier…"), self._choisir)
        self.restaurer = Bouton(_("Restaurer celle-ci…"), self._restaurer)
        self.table = QTableWidget(0, 3)
        self.table.setAccessibleName(_("Sauvegardes"))
        self.table.setHorizontalHeaderLabels([_("Faite le"), _("Taille"), _("Fichier")])
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(contexte.theme.px(30))
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.itemSelectionChanged.connect(self._choix_change)
        self.vide = EtatVide(
            _("Aucune sauvegarde encore"),
            _(
                "Voyette en fait une à chaque fermeture, vérifiée, dans ce dossier. Choisissez un "
                "dossier sur un autre disque pour survivre à une panne de l’ordinateur."
            ),
        )
        self._disposer()
        self._choix_change()

    def _disposer(self) -> None:
        boutons = QHBoxLayout()
        boutons.addWidget(self.choisir)
        boutons.addWidget(self.restaurer)
        boutons.addStretch(1)
        boutons.addWidget(self.faire)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 16, 0, 16)
        boite.setSpacing(12)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.dossier)
        boite.addWidget(self.table, 1)
        boite.addWidget(self.vide, 1)
        boite.addWidget(self.suivi)
        boite.addLayout(boutons)

    def lire(self) -> None:
        """Show the backups of the folder."""
        servie = self._contexte.session().servie
        self.faire.setEnabled(servie is not None)
        if servie is None:
            self._montrer([])
            return
        dossier = servie.dossier_sauvegardes
        self.dossier.setText(_("Dossier : {dossier}").format(dossier=dossier))
        self._contexte.jobs.lancer_libre(
            lambda: _sauvegardes().lister(dossier),
            quand_fini=self._montrer,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def sauvegarder(self) -> None:
        """Make a backup now."""
        servie = self._contexte.session().servie
        if servie is None:
            return
        self.bandeau.fermer()
        self.faire.setEnabled(False)
        self.suivi.commencer(_("Sauvegarde en cours…"))
        tache = self._contexte.jobs.lancer_long_libre(
            servie.sauvegarder,
            progression=self.suivi.avance,
            quand_fini=self._faite,
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=lambda: self.bandeau.dire(
                _("Sauvegarde arrêtée : rien n’est resté."), "info"
            ),
            a_la_fin=self._liberer,
            proprietaire=self,
            fil="autre",
        )
        self.suivi.suivre(tache)

    def _faite(self, sauvegarde: Any) -> None:
        self.bandeau.dire(
            _("La sauvegarde {nom} est faite et vérifiée.").format(nom=sauvegarde.chemin.name),
            "fait",
        )
        self.lire()

    def _liberer(self) -> None:
        self.suivi.finir()
        self.faire.setEnabled(True)

    def _montrer(self, sauvegardes: list[Any]) -> None:
        self._sauvegardes = list(sauvegardes)
        self.table.setRowCount(len(self._sauvegardes))
        for rang, sauvegarde in enumerate(self._sauvegardes):
            faite = sauvegarde.faite_le.astimezone()
            textes = (
                _("{jour} à {heure}").format(
                    jour=jour(faite.date(), annee=True), heure=heure(faite)
                ),
                _taille(sauvegarde.octets),
                sauvegarde.chemin.name,
            )
            for colonne, texte in enumerate(textes):
                self.table.setItem(rang, colonne, QTableWidgetItem(texte))
        for colonne in (0, 1):
            self.table.setColumnWidth(colonne, self._contexte.theme.px((210, 90)[colonne]))
        self.table.setVisible(bool(self._sauvegardes))
        self.vide.setVisible(not self._sauvegardes)
        self.table.setAccessibleDescription(
            ngettext("{n} sauvegarde", "{n} sauvegardes", len(self._sauvegardes)).format(
                n=len(self._sauvegardes)
            )
        )
        self._choix_change()

    def _choix_change(self) -> None:
        choisie = self.table.currentRow() >= 0 and bool(self.table.selectedItems())
        self.restaurer.setEnabled(choisie)

    def _restaurer(self) -> None:
        rang = self.table.currentRow()
        if 0 <= rang < len(self._sauvegardes):
            self._contexte.avis.restauration.emit(self._sauvegardes[rang].chemin)

    def _choisir(self) -> None:
        choisi = QFileDialog.getExistingDirectory(self, _("Dossier des sauvegardes"))
        if not choisi:
            return
        try:
            self._contexte.settings.ecrire(DOSSIER_SAUVEGARDES, str(Path(choisi)))
        except OSError:
            erreur: AppError = PanneEnvironnement("reglages.non_gardes")
            self.bandeau.montrer_erreur(erreur)
            return
        self.lire()


def _taille(octets: int) -> str:
    if octets < 1_000_000:
        return _("{n} ko").format(n=nombre(max(1, round(octets / 1000))))
    return _("{n} Mo").format(n=nombre(round(octets / 1_000_000, 1)))


def _sauvegardes() -> Any:
    from app.services.securite import sauvegardes  # noqa: PLC0415 - heavy: after the lock screen

    return sauvegardes
