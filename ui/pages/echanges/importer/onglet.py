"""The import tab: choose a file, look at what it would change, decide, import, undo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import OperationId
from app.core.errors import AppError
from app.core.i18n import _, ngettext
from app.domain.imports import EtatLigne
from app.services.annulation import AnnulerOperation, annuler
from app.services.imports import (
    Apercu,
    AppliquerImport,
    ListerImports,
    PreparerImport,
    ResultatImport,
    deviner,
    importer,
    imports_passes,
    preparer,
)
from ui.contexte import Contexte
from ui.pages.echanges.importer.accueil import AccueilImport
from ui.pages.echanges.importer.apercu import VueApercu
from ui.widgets import Bandeau, Bouton, SuiviLong


class OngletImporter(QWidget):
    """From a dropped file to an import one may undo; nothing is written before *Importer*."""

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.accueil = AccueilImport(contexte)
        self.vue = VueApercu()
        self.pile = QStackedWidget()
        self.pile.addWidget(self.accueil)
        self.pile.addWidget(self.vue)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.suivi)
        boite.addWidget(self.pile, 1)
        self.accueil.fichier_choisi.connect(self.choisir)
        self.accueil.parcourir.connect(self.parcourir)
        self.accueil.annuler.connect(self._annuler_operation)
        self.vue.abandonne.connect(self.revenir)
        self.vue.relire.connect(self._preparer)
        self.vue.importer.connect(self._appliquer)

    def premier_champ(self) -> QWidget:
        """Where the focus goes on arrival."""
        if self.pile.currentWidget() is self.vue:
            return self.vue.lignes.table
        return self.accueil.bouton

    def rafraichir(self) -> None:
        """Read the past imports again."""
        self.contexte.jobs.lancer(
            imports_passes,
            ListerImports(),
            quand_fini=self.accueil.montrer_passes,
            cle="imports.passes",
            proprietaire=self,
        )

    def parcourir(self) -> None:
        """Let the person choose a file."""
        chemin, _filtre = QFileDialog.getOpenFileName(
            self,
            _("Choisir un fichier à importer"),
            "",
            _("Tableaux ({formats})").format(formats="*.xlsx *.xls *.ods *.csv *.txt *.tsv"),
        )
        if chemin:
            self.choisir(Path(chemin))

    def choisir(self, chemin: Path) -> None:
        """Look at that file: guess its kind, unless the person said it."""
        self.bandeau.fermer()
        voulu = self.accueil.profil_choisi()
        if voulu is not None:
            self._devine(chemin, voulu)
            return
        self.suivi.commencer(_("Lecture du fichier…"))
        self.contexte.jobs.lancer_libre(
            partial(deviner, chemin),
            quand_fini=partial(self._devine, chemin),
            en_erreur=self._erreur,
            proprietaire=self,
        )

    def _devine(self, chemin: Path, profil: str | None) -> None:
        """Look at a file of that kind; complaints that come back have their own tab."""
        self.suivi.finir()
        if profil == "retours":
            self.contexte.navigation.aller("echanges", onglet="retours", fichier=str(chemin))
            return
        self._preparer(PreparerImport(chemin, profil or "locataires", self.accueil.bailleur()))

    def _refuse(self, commande: PreparerImport, erreur: AppError) -> None:
        """The file cannot be read as it is; when only titles are at fault, offer to name them."""
        boutons = []
        if erreur.code in ("import.colonnes_manquantes", "import.autre_profil"):
            boutons.append(
                Bouton(
                    _("Désigner les colonnes moi-même"),
                    partial(self._preparer, replace(commande, incomplet=True)),
                )
            )
        self.bandeau.montrer_erreur(erreur, *boutons)

    def _preparer(self, commande: PreparerImport) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Lecture de « {fichier} »…").format(fichier=commande.chemin.name))
        tache = self.contexte.jobs.lancer_long(
            preparer,
            commande,
            progression=self._avance,
            quand_fini=self._montrer,
            en_erreur=partial(self._refuse, commande),
            a_la_fin=self.suivi.finir,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _avance(self, fait: int, total: int, etape: str) -> None:
        etapes = {
            "lecture": _("Lecture du fichier…"),
            "rapprochement": _("Comparaison avec la base…"),
            "provenance": _("Recherche de qui a écrit quoi…"),
            "ecriture": _("Enregistrement…"),
            "index": _("Mise à jour de la recherche…"),
        }
        self.suivi.avance(fait, total, etapes.get(etape, ""))

    def _montrer(self, apercu: Apercu) -> None:
        self.vue.montrer(apercu)
        self.pile.setCurrentWidget(self.vue)
        self.vue.lignes.table.setFocus()
        if any(f.correspondance.manquants for f in apercu.feuilles):
            self.vue.onglets.setCurrentWidget(self.vue.colonnes)

    def revenir(self) -> None:
        """Back to the choice of a file; the preview is forgotten, nothing was written."""
        self.vue.vider()
        self.pile.setCurrentWidget(self.accueil)
        self.accueil.bouton.setFocus()

    def _appliquer(self, commande: AppliquerImport) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Enregistrement…"))
        self.vue.setEnabled(False)
        tache = self.contexte.jobs.lancer_long(
            importer,
            commande,
            progression=self._avance,
            quand_fini=partial(self._fini, commande.apercu.fichier),
            en_erreur=self._erreur,
            si_annule=self._arrete,
            a_la_fin=self._libre,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _libre(self) -> None:
        self.suivi.finir()
        self.vue.setEnabled(True)

    def _arrete(self) -> None:
        self.bandeau.dire(_("Import arrêté : rien n’a été enregistré."), "info")

    def _fini(self, fichier: str, resultat: ResultatImport) -> None:
        self.revenir()
        self.rafraichir()
        self.contexte.signaler_enregistre(
            resultat.changes, _("Import de « {fichier} »").format(fichier=fichier)
        )
        boutons = []
        if resultat.changes.operation is not None:
            boutons.append(
                Bouton(
                    _("Annuler l’import"),
                    partial(self._annuler_operation, resultat.changes.operation),
                )
            )
        self.bandeau.dire(_resume(fichier, resultat), "fait", *boutons)

    def _annuler_operation(self, operation: OperationId) -> None:
        self.suivi.commencer(_("Annulation de l’import…"))
        tache = self.contexte.jobs.lancer(
            annuler,
            AnnulerOperation(operation),
            quand_fini=lambda _changes: self._annule(),
            en_erreur=self._erreur,
            a_la_fin=self.suivi.finir,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _annule(self) -> None:
        self.bandeau.dire(_("Import annulé : tout est comme avant."), "fait")
        self.rafraichir()

    def _erreur(self, erreur: AppError) -> None:
        self.suivi.finir()
        self.bandeau.montrer_erreur(erreur)


def _resume(fichier: str, resultat: ResultatImport) -> str:
    """What went in, in one sentence."""
    comptes = resultat.compte
    if resultat.lot_id is None:
        return _("« {fichier} » : tout était déjà dans la base, rien n’a changé.").format(
            fichier=fichier
        )
    nouveaux, modifies = comptes[EtatLigne.NOUVEAU], comptes[EtatLigne.MODIFIE]
    dehors = comptes[EtatLigne.REJETE] + comptes[EtatLigne.A_DECIDER]
    morceaux = [
        ngettext("{n} ligne nouvelle", "{n} lignes nouvelles", nouveaux).format(n=nouveaux),
        ngettext("{n} ligne modifiée", "{n} lignes modifiées", modifies).format(n=modifies),
    ]
    if dehors:
        morceaux.append(
            ngettext("{n} laissée de côté", "{n} laissées de côté", dehors).format(n=dehors)
        )
    return _("« {fichier} » est importé : {compte}.").format(
        fichier=fichier, compte=", ".join(morceaux)
    )
