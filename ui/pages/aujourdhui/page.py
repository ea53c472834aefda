"""Today: sentences first, then lists one empties with the keyboard."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _, jour
from app.core.settings import JOURS_SANS_VISITE
from app.services import aujourdhui, engagements, taches
from app.services.aujourdhui import (
    Echeance,
    LireTableau,
    MenagePerduDeVue,
    NatureEcheance,
    RendezVousDuJour,
    Tableau,
)
from app.services.permanences import Seance
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.aujourdhui.listes import (
    ListeJour,
    remplir_a_faire,
    remplir_a_revoir,
    remplir_rendez_vous,
)
from ui.pages.aujourdhui.report import BandeReport
from ui.widgets import EtatVide, Etiquette, Puce, Titre
from ui.widgets.largeur import GuetLargeur


class PageAujourdhui(Page):
    """What waits today, and for whom."""

    nom = "aujourdhui"
    titre = N_("Aujourd’hui")
    icone = "aujourdhui"
    rang = 10
    aide = "aujourdhui"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.tableau: Tableau | None = None
        theme = contexte.theme
        self.entete = Titre(self.titre_affiche())
        self.phrases = Etiquette("", retour_ligne=True, copiable=True)
        self.a_moi = Puce(_("les miennes"))
        self.a_moi.setChecked(True)
        self.a_faire = ListeJour(
            _("À faire"), theme, (_("Quand"), _("Quoi"), _("Ménage"), _("Qui"))
        )
        self.a_faire.etirer(False, True, False, False)
        self.du_jour = ListeJour(_("Séances et rendez-vous"), theme, (_("Heure"), _("Quoi")))
        self.du_jour.etirer(False, True)
        self.a_revoir = ListeJour(
            _("À revoir"), theme, (_("Depuis"), _("Ménage"), _("Où et comment"))
        )
        self.a_revoir.etirer(False, False, True)
        self.report = BandeReport(contexte.clock)
        self.rien = EtatVide(
            _("Rien n’attend pour l’instant"),
            _(
                "Cette page montrera les promesses et les tâches du jour, les rendez-vous et les"
                " ménages à revoir. Importez le fichier du bailleur, ou ouvrez la permanence."
            ),
            _("Importer un fichier"),
            lambda: contexte.navigation.aller("echanges", onglet="importer"),
        )
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        tete_a_faire = QHBoxLayout()
        self._titre_a_faire = Titre(_("À faire"), section=True)
        tete_a_faire.addWidget(self._titre_a_faire)
        tete_a_faire.addStretch(1)
        tete_a_faire.addWidget(self.a_moi)
        self.aide_touches = Etiquette(
            _("Entrée ouvre le ménage · Espace : c’est fait · R : reporter"), "secondaire"
        )
        entete_a_faire = QWidget()
        entete_a_faire.setLayout(tete_a_faire)
        tete_a_faire.setContentsMargins(0, 0, 0, 0)
        gauche = _colonne(entete_a_faire, self.a_faire, self.aide_touches)
        rendez_vous = _colonne(Titre(_("Séances et rendez-vous"), section=True), self.du_jour)
        a_revoir = _colonne(Titre(_("À revoir"), section=True), self.a_revoir)
        self._colonnes = (gauche, rendez_vous, a_revoir)
        self._grille = grille = QGridLayout()
        grille.setHorizontalSpacing(24)
        grille.setVerticalSpacing(8)
        grille.setContentsMargins(0, 0, 0, 0)
        self._placer(False)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(self._placer)
        plein = QWidget()
        dedans = QVBoxLayout(plein)
        dedans.setContentsMargins(0, 0, 0, 0)
        dedans.setSpacing(8)
        dedans.addWidget(self.phrases)
        dedans.addLayout(grille, 1)
        dedans.addWidget(self.report)
        self._plein = plein
        self.vues = QStackedWidget()
        self.vues.addWidget(plein)
        self.vues.addWidget(self.rien)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 12)
        boite.setSpacing(8)
        boite.addWidget(self.entete)
        boite.addWidget(self.vues, 1)

    def _placer(self, etroit: bool) -> None:
        """Things to do beside the rest, or above it when the text is large."""
        gauche, rendez_vous, a_revoir = self._colonnes
        for colonne in self._colonnes:
            self._grille.removeWidget(colonne)
        if etroit:
            self._grille.addWidget(gauche, 0, 0, 1, 2)
            self._grille.addWidget(rendez_vous, 1, 0)
            self._grille.addWidget(a_revoir, 1, 1)
        else:
            self._grille.addWidget(gauche, 0, 0, 2, 1)
            self._grille.addWidget(rendez_vous, 0, 1)
            self._grille.addWidget(a_revoir, 1, 1)
        for rang, (large, haute) in enumerate(((1, 1), (1, 1)) if etroit else ((3, 1), (2, 2))):
            self._grille.setColumnStretch(rang, large)
            self._grille.setRowStretch(rang, haute)

    def _brancher(self) -> None:
        self.a_moi.basculee.connect(lambda _oui: self.rafraichir())
        for liste in (self.a_faire, self.du_jour, self.a_revoir):
            liste.ouverte.connect(self._ouvrir)
        self.a_faire.faite.connect(self._faire)
        self.a_faire.reportee.connect(self._demander_report)
        self.report.reporter.connect(self._reporter)
        self.report.ferme.connect(lambda: self.a_faire.setFocus(Qt.FocusReason.OtherFocusReason))
        self.contexte.cite.change.connect(lambda _id: self._cite_changee())

    # --- the page ----------------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the day."""
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read the day again, keeping where one is."""
        demande = LireTableau(
            jour=self.contexte.clock.today(),
            cite_id=self.contexte.cite.id,
            a_moi=self.a_moi.isChecked(),
            seuil=self.contexte.settings.lire(JOURS_SANS_VISITE),
        )
        self.contexte.jobs.lancer(
            aujourdhui.tableau, demande, quand_fini=self._lu, cle="aujourdhui.tableau"
        )

    def concernee(self, changes: Changes) -> bool:
        """Almost anything about households may change the day."""
        return any(
            changes.touche(nom)
            for nom in (
                "menages",
                "taches",
                "engagements",
                "rendez_vous",
                "permanences",
                "series",
                "visites",
                "reglages",
                "imports",
            )
        )

    def commandes(self) -> list[Action]:
        """What one can do here."""
        return [
            Action("tache_faite", _("C’est fait (tâche ou promesse choisie)"), self._faire_choisie),
            Action("tache_reporter", _("Reporter la tâche ou la promesse choisie"),
                   self._reporter_choisie),
            Action("voir_equipe", _("Voir les miennes, ou celles de toute l’équipe"),
                   self.a_moi.click, "Ctrl+E"),
        ]  # fmt: skip

    def premier_champ(self) -> QWidget:
        """The list of things to do."""
        return self.a_faire if self.vues.currentWidget() is self._plein else self.rien.bouton

    # --- showing -----------------------------------------------------------------------------

    def _lu(self, tableau: Tableau) -> None:
        self.tableau = tableau
        self.entete.setText(_("Aujourd’hui · {jour}").format(jour=jour(tableau.jour, annee=True)))
        self.phrases.setText("\n".join(tableau.phrases))
        self.phrases.setVisible(bool(tableau.phrases))
        self.a_faire.setColumnHidden(3, self.a_moi.isChecked())
        remplir_a_faire(self.a_faire, tableau)
        remplir_rendez_vous(self.du_jour, tableau)
        remplir_a_revoir(self.a_revoir, tableau)
        vide = not (
            tableau.phrases
            or self.a_faire.valeurs()
            or self.du_jour.valeurs()
            or self.a_revoir.valeurs()
        )
        self.vues.setCurrentWidget(self.rien if vide else self._plein)

    def _cite_changee(self) -> None:
        if self.isVisible():
            self.rafraichir()

    # --- acting ------------------------------------------------------------------------------

    def _ouvrir(self, valeur: object) -> None:
        aller = self.contexte.navigation.aller
        if isinstance(valeur, Seance):
            permanence = valeur.permanence
            aller("permanence", **({"permanence_id": permanence.id} if permanence else {}))
        elif isinstance(valeur, MenagePerduDeVue):
            aller("menage", menage_id=valeur.id)
        elif isinstance(valeur, Echeance | RendezVousDuJour) and valeur.menage_id is not None:
            aller("menage", menage_id=valeur.menage_id)

    def _faire(self, valeur: object) -> None:
        if not isinstance(valeur, Echeance):
            return
        promesse = valeur.nature is NatureEcheance.ENGAGEMENT
        service: Any = engagements.tenir if promesse else taches.faire
        commande: object = (
            engagements.TenirEngagement(valeur.id) if promesse else taches.FaireTache(valeur.id)
        )
        texte = _("Promesse tenue : {texte}") if promesse else _("Fait : {texte}")
        self._lancer(service, commande, texte.format(texte=valeur.texte))

    def _demander_report(self, valeur: object) -> None:
        if isinstance(valeur, Echeance):
            self.report.ouvrir(valeur)

    def _reporter(
        self, echeance: Echeance, le: date, motif: str, raison: engagements.RaisonReport
    ) -> None:
        promesse = echeance.nature is NatureEcheance.ENGAGEMENT
        service: Any = engagements.deplacer if promesse else taches.reporter
        commande: object = (
            engagements.DeplacerEngagement(echeance.id, le, motif, raison)
            if promesse
            else taches.ReporterTache(echeance.id, le)
        )
        self._lancer(
            service,
            commande,
            _("Reporté : {texte}").format(texte=echeance.texte),
            fermer=True,
        )

    def _lancer(self, service: Any, commande: object, texte: str, *, fermer: bool = False) -> None:
        def fini(changes: Changes) -> None:
            if fermer:
                self.report.fermer()
            self.contexte.signaler_enregistre(changes, texte)

        self.contexte.jobs.lancer(service, commande, quand_fini=fini, proprietaire=self)

    def _faire_choisie(self) -> None:
        self._faire(self.a_faire.courante())

    def _reporter_choisie(self) -> None:
        self._demander_report(self.a_faire.courante())


def _colonne(*widgets: QWidget) -> QWidget:
    """One part of the page: its title, then a list that takes the room there is."""
    colonne = QWidget()
    boite = QVBoxLayout(colonne)
    boite.setContentsMargins(0, 0, 0, 0)
    boite.setSpacing(4)
    for widget in widgets:
        boite.addWidget(widget, 1 if isinstance(widget, ListeJour) else 0)
    return colonne
