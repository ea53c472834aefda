"""Today: sentences first, then lists one empties with the keyboard."""

from __future__ import annotations

from datetime import date
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _, jour
from app.domain.reclamations import EtatReclamation, SourceSuivi
from app.services import annonces, attention, aujourdhui, engagements, reclamations, taches
from app.services.annonces import AnnonceLigne, Canal
from app.services.attention import MenageAttention
from app.services.aujourdhui import (
    DemenagementASuivre,
    Echeance,
    LireTableau,
    NatureEcheance,
    PassageDuJour,
    ReclamationLigne,
    RendezVousDuJour,
    Tableau,
)
from app.services.documents.vocabulaire import Libelles
from app.services.permanences import Seance
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.aujourdhui.annonce import BandeAnnonce
from ui.pages.aujourdhui.disposition import Disposition, PartieJour
from ui.pages.aujourdhui.listes import ListeJour
from ui.pages.aujourdhui.reclamations import remplir_reclamations
from ui.pages.aujourdhui.remplissage import (
    remplir_a_faire,
    remplir_a_prevenir,
    remplir_a_regarder,
    remplir_demenagements,
    remplir_rendez_vous,
)
from ui.pages.aujourdhui.report import BandeReport
from ui.widgets import EtatVide, Etiquette, Puce, Titre
from ui.widgets.bande import Bande, BandeVeille
from ui.widgets.largeur import GuetLargeur

NOUNS = (
    *("menages", "taches", "engagements", "rendez_vous", "permanences", "series", "visites"),
    *("reglages", "imports", "annonces", "attention", "pratiques", "etapes", "ressentis"),
    *("besoins", "reclamations", "tranches", "referents", "attachements", "demenagements"),
)


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
        self._mots = Libelles(contexte.catalogues())
        self.entete = Titre(self.titre_affiche())
        self.phrases = Etiquette("", retour_ligne=True, copiable=True)
        self.a_moi = Puce(_("les miennes"))
        self.a_moi.setChecked(True)
        self.a_moi.setToolTip(_("Ce qui est à moi ou à personne ; sinon, à toute l’équipe"))
        self._listes()
        self.report = BandeReport(contexte.clock)
        self.veille = BandeVeille(contexte.clock)
        self.annonce = BandeAnnonce()
        self.rien = EtatVide(
            _("Rien n’attend pour l’instant"),
            _(
                "Cette page montrera les ménages à regarder, les promesses et les tâches du jour,"
                " les rendez-vous. Importez le fichier du bailleur, ou ouvrez la permanence."
            ),
            _("Importer un fichier"),
            lambda: contexte.navigation.aller("echanges", onglet="importer"),
        )
        self._disposer()
        self._brancher()

    def _listes(self) -> None:
        theme = self.contexte.theme
        self.a_regarder = ListeJour(_("À regarder"), theme, (_("Ménage"), _("Pourquoi")))
        self.a_regarder.etirer(False, True)
        self.a_regarder.setRootIsDecorated(True)
        self.a_regarder.setIndentation(theme.px(16))
        self.a_faire = ListeJour(
            _("À faire"), theme, (_("Quand"), _("Quoi"), _("Ménage"), _("Qui"))
        )
        self.a_faire.etirer(False, True, False, False)
        self.du_jour = ListeJour(_("Séances et rendez-vous"), theme, (_("Heure"), _("Quoi")))
        self.du_jour.etirer(False, True)
        self.demenagements = ListeJour(_("Déménagements"), theme, (_("Quand"), _("Quoi")))
        self.demenagements.etirer(False, True)
        self.demenagements.setIndentation(theme.px(16))
        self.reclamations = ListeJour(
            _("Réclamations"), theme, (_("Quand"), _("Quoi"), _("Ménage"))
        )
        self.reclamations.etirer(False, True, False)
        self.a_prevenir = ListeJour(
            _("À prévenir"), theme, (_("Ménage"), _("Téléphone"), _("Depuis"))
        )
        self.a_prevenir.etirer(True, False, False)
        self.a_prevenir.setIndentation(theme.px(16))

    def _disposer(self) -> None:
        parties = (
            PartieJour(
                _("À regarder"),
                _("Entrée ouvre · Espace : toutes les raisons · R : mettre en veille"),
                self.a_regarder,
            ),
            PartieJour(
                _("À faire"),
                _("Entrée ouvre le ménage · Espace : c’est fait · R : reporter"),
                self.a_faire,
            ),
            PartieJour(
                _("Réclamations"),
                _("Entrée ouvre la réclamation · Espace : le ménage confirme"),
                self.reclamations,
            ),
        )
        cote = (
            PartieJour(_("Séances et rendez-vous"), "", self.du_jour),
            PartieJour(_("Déménagements"), _("Entrée ouvre le dossier"), self.demenagements),
            PartieJour(_("À prévenir"), _("Espace : c’est dit"), self.a_prevenir),
        )
        self.disposition = Disposition(parties, cote)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(self.disposition.retrecir)
        tete = QHBoxLayout()
        tete.addWidget(self.entete)
        tete.addStretch(1)
        tete.addWidget(self.a_moi)
        self._plein = plein = QWidget()
        dedans = QVBoxLayout(plein)
        dedans.setContentsMargins(0, 0, 0, 0)
        dedans.setSpacing(12)
        dedans.addWidget(self.phrases)
        dedans.addWidget(self.disposition, 1)
        for bande in self._bandes():
            dedans.addWidget(bande)
        self.vues = QStackedWidget()
        self.vues.addWidget(plein)
        self.vues.addWidget(self.rien)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 12)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(self.vues, 1)

    def _bandes(self) -> tuple[BandeReport, BandeVeille, BandeAnnonce]:
        return (self.report, self.veille, self.annonce)

    def _toutes(self) -> tuple[ListeJour, ...]:
        return (
            self.a_regarder,
            self.a_faire,
            self.reclamations,
            self.du_jour,
            self.demenagements,
            self.a_prevenir,
        )

    def _brancher(self) -> None:
        self.a_moi.basculee.connect(lambda _oui: self.rafraichir())
        for liste in self._toutes():
            liste.ouverte.connect(self._ouvrir)
        self.a_faire.faite.connect(self._faire)
        self.a_faire.reportee.connect(self._demander_report)
        self.a_regarder.faite.connect(lambda _menage: self.a_regarder.deplier())
        self.a_regarder.reportee.connect(self._demander_veille)
        self.reclamations.faite.connect(self._confirmer)
        self.a_prevenir.faite.connect(self._demander_annonce)
        self.report.reporter.connect(self._reporter)
        self.veille.endormir.connect(self._endormir)
        self.annonce.prevenir.connect(self._prevenir)
        self.report.ferme.connect(lambda: _reprendre(self.a_faire))
        self.veille.ferme.connect(lambda: _reprendre(self.a_regarder))
        self.annonce.ferme.connect(lambda: _reprendre(self.a_prevenir))
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
        )
        self.contexte.jobs.lancer(
            aujourdhui.tableau, demande, quand_fini=self._lu, cle="aujourdhui.tableau"
        )

    def concernee(self, changes: Changes) -> bool:
        """Almost anything about households may change the day."""
        return any(changes.touche(nom) for nom in NOUNS)

    def commandes(self) -> list[Action]:
        """What one can do here."""
        return [
            Action("tache_faite", _("C’est fait (tâche ou promesse choisie)"), self._faire_choisie),
            Action("tache_reporter", _("Reporter la tâche ou la promesse choisie"),
                   self._reporter_choisie),
            Action("attention_veille", _("Mettre en veille le ménage choisi"),
                   self._veiller_choisi),
            Action("annonce_dite", _("Noter que le ménage choisi est prévenu"),
                   self._prevenir_choisi),
            Action("reclamation_confirmee", _("Noter que le ménage confirme la réparation choisie"),
                   self._confirmer_choisie),
            Action("voir_equipe", _("Voir les miennes, ou celles de toute l’équipe"),
                   self.a_moi.click, "Ctrl+E"),
        ]  # fmt: skip

    def premier_champ(self) -> QWidget:
        """The first list that has something."""
        if self.vues.currentWidget() is not self._plein:
            return self.rien.bouton
        return next((liste for liste in self._toutes() if liste.valeurs()), self.a_faire)

    # --- showing -----------------------------------------------------------------------------

    def _lu(self, tableau: Tableau) -> None:
        self.tableau = tableau
        self.entete.setText(_("Aujourd’hui · {jour}").format(jour=jour(tableau.jour, annee=True)))
        self.phrases.setText("\n".join(tableau.phrases))
        self.phrases.setVisible(bool(tableau.phrases))
        self.a_faire.setColumnHidden(3, self.a_moi.isChecked())
        remplir_a_faire(self.a_faire, tableau)
        remplir_rendez_vous(self.du_jour, tableau)
        remplir_demenagements(self.demenagements, tableau)
        remplir_a_regarder(self.a_regarder, tableau)
        remplir_a_prevenir(self.a_prevenir, tableau)
        remplir_reclamations(self.reclamations, tableau, self._mots)
        self._garder_le_focus()
        vide = not (tableau.phrases or any(liste.valeurs() for liste in self._toutes()))
        self.vues.setCurrentWidget(self.rien if vide else self._plein)

    def _garder_le_focus(self) -> None:
        """A list that becomes empty leaves the page: the keyboard goes to the next one."""
        avait = next((liste for liste in self._toutes() if liste.hasFocus()), None)
        self.disposition.ajuster()
        if avait is not None and not avait.valeurs():
            suivante = next((liste for liste in self._toutes() if liste.valeurs()), None)
            if suivante is not None:
                suivante.setFocus(Qt.FocusReason.OtherFocusReason)

    def _cite_changee(self) -> None:
        if self.isVisible():
            self.rafraichir()

    # --- acting ------------------------------------------------------------------------------

    def _ouvrir(self, valeur: object) -> None:
        aller = self.contexte.navigation.aller
        if isinstance(valeur, Seance):
            permanence = valeur.permanence
            aller("permanence", **({"permanence_id": permanence.id} if permanence else {}))
            return
        if isinstance(valeur, DemenagementASuivre):
            aller("demenagement", demenagement_id=valeur.demenagement.id)
            return
        if isinstance(valeur, ReclamationLigne):
            aller("reclamation", reclamation_id=valeur.id)
            return
        if isinstance(valeur, PassageDuJour):
            aller("reclamation", reclamation_id=valeur.reclamation_id)
            return
        menage = Echeance | RendezVousDuJour | MenageAttention | AnnonceLigne
        if isinstance(valeur, menage) and valeur.menage_id is not None:
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

    def _confirmer(self, valeur: object) -> None:
        """A repair the household says is right; for the others, Space opens the complaint."""
        if not isinstance(valeur, ReclamationLigne) or valeur.etat is not EtatReclamation.FAITE:
            self._ouvrir(valeur)
            return
        confirmee = reclamations.ChangerEtatReclamation(
            valeur.id, EtatReclamation.CONFIRMEE, source=SourceSuivi.MENAGE
        )
        dit = _("{reference} : réparation confirmée par le ménage")
        self._lancer(reclamations.changer_etat, confirmee, dit.format(reference=valeur.reference))

    def _demander_report(self, valeur: object) -> None:
        if isinstance(valeur, Echeance):
            self._seule(self.report)
            self.report.ouvrir(valeur)

    def _demander_veille(self, valeur: object) -> None:
        if isinstance(valeur, MenageAttention):
            self._seule(self.veille)
            self.veille.ouvrir(valeur, valeur.nom)

    def _demander_annonce(self, valeur: object) -> None:
        if isinstance(valeur, AnnonceLigne):
            self._seule(self.annonce)
            self.annonce.ouvrir(valeur)

    def _seule(self, voulue: QWidget) -> None:
        """One thing is asked at a time."""
        for bande in self._bandes():
            if bande is not voulue and not bande.isHidden():
                bande.fermer()

    def _endormir(self, menage: MenageAttention, jusqu_au: date, motif: str) -> None:
        self._lancer(
            attention.dormir,
            attention.EndormirAttention(menage.menage_id, jusqu_au, motif),
            _("{nom} est en veille jusqu’au {jour}").format(nom=menage.nom, jour=jour(jusqu_au)),
            fermer=self.veille,
        )

    def _prevenir(self, annonce: AnnonceLigne, canal: Canal, a_qui: str) -> None:
        self._lancer(
            annonces.annoncer,
            annonces.AnnoncerMenage(annonce.id, self.contexte.clock.today(), canal, a_qui),
            _("{menage} est prévenu").format(menage=annonce.menage),
            fermer=self.annonce,
        )

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
            fermer=self.report,
        )

    def _lancer(
        self,
        service: Any,
        commande: object,
        texte: str,
        *,
        fermer: BandeReport | Bande | None = None,
    ) -> None:
        def fini(changes: Changes) -> None:
            if fermer is not None:
                fermer.fermer()
            self.contexte.signaler_enregistre(changes, texte)

        self.contexte.jobs.lancer(service, commande, quand_fini=fini, proprietaire=self)

    def _faire_choisie(self) -> None:
        self._faire(self.a_faire.courante())

    def _reporter_choisie(self) -> None:
        self._demander_report(self.a_faire.courante())

    def _veiller_choisi(self) -> None:
        self._demander_veille(self.a_regarder.courante())

    def _confirmer_choisie(self) -> None:
        self._confirmer(self.reclamations.courante())

    def _prevenir_choisi(self) -> None:
        self._demander_annonce(self.a_prevenir.courante())


def _reprendre(liste: ListeJour) -> None:
    """Back to the list a question was asked from."""
    liste.setFocus(Qt.FocusReason.OtherFocusReason)
