"""Take answers of KoboToolbox or ODK Central in: look, decide, keep, undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import OperationId
from app.core.i18n import _, ngettext
from app.domain.imports import EtatLigne
from app.services.annulation import AnnulerOperation, annuler
from app.services.enquetes.entrees import (
    ApercuEntree,
    AppliquerEntree,
    PreparerEntree,
    ResultatEntree,
    appliquer,
    preparer,
)
from ui.contexte import Contexte
from ui.pages.echanges.enquetes.apercu import VueReponses
from ui.widgets import Bandeau, Bouton, Etiquette, SuiviLong


class EntreeEnquetes(QWidget):
    """From a file of answers to answers one may undo; nothing is written before *Importer*."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._identifiant = ""
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.bouton = Bouton(_("Choisir un fichier de réponses…"), self.parcourir, "principal")
        self.vue = VueReponses(contexte)
        self.pile = QStackedWidget()
        self.pile.addWidget(self._accueil())
        self.pile.addWidget(self.vue)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(10)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.suivi)
        boite.addWidget(self.pile, 1)
        self.vue.abandonne.connect(self.revenir)
        self.vue.importer.connect(self._appliquer)
        self.vue.relire.connect(self._preparer)

    def _accueil(self) -> QWidget:
        accueil = QWidget()
        boite = QVBoxLayout(accueil)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.addWidget(
            Etiquette(
                _(
                    "Un export de KoboToolbox (XLSX ou CSV) ou d’ODK Central (CSV ou archive ZIP)."
                    " Chaque enquête est rattachée à son ménage par le code UG, le contrat, ou"
                    " une recherche ; vous voyez tout avant que rien ne soit enregistré."
                ),
                "secondaire",
                retour_ligne=True,
            )
        )
        boite.addWidget(self.bouton)
        boite.addStretch(1)
        return accueil

    def montrer(self, identifiant: str) -> None:
        """Answers to that form; a preview of another one is forgotten."""
        if identifiant != self._identifiant:
            self._identifiant = identifiant
            self.pile.setCurrentIndex(0)

    def parcourir(self) -> None:
        """Let the person choose a file."""
        chemin, _filtre = QFileDialog.getOpenFileName(
            self,
            _("Choisir un fichier de réponses"),
            "",
            _("Réponses ({formats})").format(formats="*.xlsx *.xls *.csv *.zip"),
        )
        if chemin:
            self.choisir(Path(chemin))

    def choisir(self, chemin: Path) -> None:
        """Look at that file."""
        self._preparer(PreparerEntree(self._identifiant, chemin))

    def _preparer(self, commande: PreparerEntree) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Lecture de « {fichier} »…").format(fichier=commande.fichier.name))
        tache = self._contexte.jobs.lancer_long(
            preparer,
            commande,
            progression=self.suivi.avance,
            quand_fini=self._montrer,
            en_erreur=self.bandeau.montrer_erreur,
            a_la_fin=self.suivi.finir,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _montrer(self, apercu: ApercuEntree) -> None:
        self.vue.montrer(apercu)
        self.pile.setCurrentWidget(self.vue)
        self.vue.table.setFocus()

    def revenir(self) -> None:
        """Back to the choice of a file; nothing was written."""
        self.pile.setCurrentIndex(0)
        self.bouton.setFocus()

    def _appliquer(self, commande: AppliquerEntree) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Enregistrement…"))
        self.vue.setEnabled(False)
        tache = self._contexte.jobs.lancer_long(
            appliquer,
            commande,
            progression=self.suivi.avance,
            quand_fini=partial(self._fini, commande.apercu.commande.fichier.name),
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=lambda: self.bandeau.dire(_("Arrêté : rien n’a été enregistré."), "info"),
            a_la_fin=self._liberer,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _liberer(self) -> None:
        self.suivi.finir()
        self.vue.setEnabled(True)

    def _fini(self, fichier: str, resultat: ResultatEntree) -> None:
        self.revenir()
        n = resultat.compte.get(EtatLigne.NOUVEAU, 0)
        self._contexte.signaler_enregistre(
            resultat.changes, _("Réponses de « {fichier} »").format(fichier=fichier)
        )
        boutons = []
        if (operation := resultat.changes.operation) is not None:
            boutons.append(Bouton(_("Annuler l’import"), partial(self._annuler, operation)))
        texte = ngettext(
            "« {fichier} » : {n} enquête enregistrée.",
            "« {fichier} » : {n} enquêtes enregistrées.",
            n,
        )
        self.bandeau.dire(texte.format(fichier=fichier, n=n), "fait", *boutons)

    def _annuler(self, operation: OperationId) -> None:
        self._contexte.jobs.lancer(
            annuler,
            AnnulerOperation(operation),
            quand_fini=lambda _changes: self.bandeau.dire(
                _("Import annulé : tout est comme avant."), "fait"
            ),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )
