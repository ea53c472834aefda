"""What the bailleur says back about complaints: choose the file, look, decide, apply, undo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import OperationId
from app.core.errors import AppError
from app.core.i18n import _, ngettext
from app.services.annulation import AnnulerOperation, annuler
from app.services.retours import (
    ApercuRetours,
    AppliquerRetours,
    PreparerRetours,
    ResultatRetours,
    appliquer,
    preparer,
)
from ui.contexte import Contexte
from ui.pages.echanges.retours.apercu import VueRetours
from ui.widgets import Bandeau, Bouton, Etiquette, LigneForm, SuiviLong, Titre


class OngletRetours(QWidget):
    """From a returned file to changes one may undo; nothing is written before *Appliquer*."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.bailleur = QLineEdit()
        self.bailleur.setAccessibleName(_("Bailleur"))
        self.bouton = Bouton(_("Choisir un fichier…"), self.parcourir, "principal")
        self.reprise = Bouton("", self._reprendre)
        self.reprise.hide()
        self.vue = VueRetours(contexte)
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
        self.vue.quitte.connect(self._quitter)
        self.vue.relire.connect(self._preparer)
        self.vue.appliquer.connect(self._appliquer)

    def _accueil(self) -> QWidget:
        accueil = QWidget()
        accueil.setMaximumWidth(self._contexte.theme.px(640))
        boite = QVBoxLayout(accueil)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(Titre(_("Ce que le bailleur répond"), section=True))
        aide = _(
            "Un tableau (XLSX, XLS, ODS ou CSV) qui dit, réclamation par réclamation, où elle en"
            " est : réponse du bailleur, ou feuille remplie pendant la réunion. Vous voyez tout"
            " avant ; ce qui contredit ce que nous savons vous est demandé."
        )
        boite.addWidget(Etiquette(aide, "secondaire", retour_ligne=True))
        boite.addWidget(
            LigneForm(
                _("Bailleur"),
                self.bailleur,
                _("Facultatif : Voyette retient ses mots pour la prochaine fois."),
            )
        )
        boite.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignRight)
        boite.addWidget(self.reprise, 0, Qt.AlignmentFlag.AlignRight)
        boite.addStretch(1)
        return accueil

    def premier_champ(self) -> QWidget:
        """Where the focus goes on arrival."""
        return self.vue.table if self.pile.currentWidget() is self.vue else self.bouton

    def rafraichir(self) -> None:
        """A preview under way is kept as it is: applying checks that the base did not change."""

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
        """Look at that file."""
        self._preparer(PreparerRetours(chemin, self.bailleur.text().strip()))

    def _preparer(self, commande: PreparerRetours) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Lecture de « {fichier} »…").format(fichier=commande.chemin.name))
        tache = self._contexte.jobs.lancer_long(
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
            "ecriture": _("Enregistrement…"),
        }
        self.suivi.avance(fait, total, etapes.get(etape, ""))

    def _refuse(self, commande: PreparerRetours, erreur: AppError) -> None:
        """When only titles are at fault, offer to name them."""
        boutons = []
        if erreur.code in ("import.colonnes_manquantes", "import.autre_profil"):
            boutons.append(
                Bouton(
                    _("Désigner les colonnes moi-même"),
                    partial(self._preparer, replace(commande, incomplet=True)),
                )
            )
        self.bandeau.montrer_erreur(erreur, *boutons)

    def _montrer(self, apercu: ApercuRetours) -> None:
        self.vue.montrer(apercu)
        self.pile.setCurrentWidget(self.vue)
        if apercu.feuille.correspondance.manquants:
            self.vue.onglets.setCurrentWidget(self.vue.colonnes)
        else:
            self.vue.onglets.setCurrentIndex(0)
            self.vue.table.setFocus()

    def revenir(self) -> None:
        """Back to the choice of a file; nothing was written."""
        self.reprise.hide()
        self.pile.setCurrentIndex(0)
        self.bouton.setFocus()

    def _quitter(self) -> None:
        """The same for a moment: what was decided waits there."""
        if (apercu := self.vue.apercu) is None:
            return
        self.reprise.setText(_("Revenir à « {fichier} »").format(fichier=apercu.fichier))
        self.reprise.show()
        self.pile.setCurrentIndex(0)
        self.reprise.setFocus()

    def _reprendre(self) -> None:
        self.pile.setCurrentWidget(self.vue)
        self.vue.table.setFocus()

    def _appliquer(self, commande: AppliquerRetours) -> None:
        self.bandeau.fermer()
        self.suivi.commencer(_("Enregistrement…"))
        self.vue.setEnabled(False)
        tache = self._contexte.jobs.lancer_long(
            appliquer,
            commande,
            progression=self._avance,
            quand_fini=partial(self._fini, commande.apercu.fichier),
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=lambda: self.bandeau.dire(_("Arrêté : rien n’a été enregistré."), "info"),
            a_la_fin=self._liberer,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _liberer(self) -> None:
        self.suivi.finir()
        self.vue.setEnabled(True)

    def _fini(self, fichier: str, resultat: ResultatRetours) -> None:
        self.revenir()
        self._contexte.signaler_enregistre(
            resultat.changes, _("Retours de « {fichier} »").format(fichier=fichier)
        )
        boutons = []
        if (operation := resultat.changes.operation) is not None:
            boutons.append(Bouton(_("Annuler ces retours"), partial(self._annuler, operation)))
        self.bandeau.dire(resume(fichier, resultat), "fait", *boutons)

    def _annuler(self, operation: OperationId) -> None:
        self._contexte.jobs.lancer(
            annuler,
            AnnulerOperation(operation),
            quand_fini=lambda _changes: self.bandeau.dire(
                _("Retours annulés : tout est comme avant."), "fait"
            ),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )


def resume(fichier: str, resultat: ResultatRetours) -> str:
    """What was written, in one sentence."""
    if resultat.lot_id is None:
        return _("« {fichier} » : tout était déjà connu, rien n’a changé.").format(fichier=fichier)
    e, x, p, d = resultat.etats, resultat.echanges, resultat.passages, resultat.dehors
    dits = (
        (e, ngettext("{n} état changé", "{n} états changés", e)),
        (x, ngettext("{n} échange gardé", "{n} échanges gardés", x)),
        (p, ngettext("{n} rendez-vous noté", "{n} rendez-vous notés", p)),
        (d, ngettext("{n} ligne laissée de côté", "{n} lignes laissées de côté", d)),
    )
    morceaux = [texte.format(n=n) for n, texte in dits if n] or [_("rien de plus")]
    return _("« {fichier} » : {compte}.").format(fichier=fichier, compte=", ".join(morceaux))
