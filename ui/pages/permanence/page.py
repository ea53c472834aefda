"""The permanence: the next person is already waiting."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.accompagnement import EtatPermanence
from app.services import equipe, permanences, seances, visites
from app.services.comptes_rendus import CompteRendu, LireCompteRendu
from app.services.permanences import (
    Accueil,
    AnnulerPermanence,
    ClorePermanence,
    LireAccueil,
    LirePermanence,
    OuvrirPermanence,
    PermanenceLue,
    RouvrirPermanence,
    VisiteLue,
)
from app.services.seances import ArreterSerie, CreerSerie
from app.services.visites import VisiteConsignee
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.permanence.cloture import VueCloture
from ui.pages.permanence.ouverture import VueOuverture
from ui.pages.permanence.papier import ImprimeurPermanence, Papier
from ui.pages.permanence.seance import VueSeance
from ui.visite.phrases import dire_enregistree


class PagePermanence(Page):
    """Open today's session, log visits one after the other, close it with its report."""

    nom = "permanence"
    titre = N_("Permanence")
    icone = "permanence"
    rang = 20
    aide = "permanence"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.permanence: PermanenceLue | None = None
        self._voulue: UUID | None = None
        self._enregistre = False
        self._arrive = False
        self._imprimeur = ImprimeurPermanence(contexte, self)
        self.ouverture = VueOuverture()
        self.seance = VueSeance(contexte)
        self.cloture = VueCloture(contexte.catalogues())
        self.vues = QStackedWidget()
        for vue in (self.ouverture, self.seance, self.cloture):
            self.vues.addWidget(vue)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.addWidget(self.vues)
        formulaire = self.seance.formulaire
        self.brouillon = contexte.brouillons.suivre("permanence", formulaire.contenu, self)
        self.brouillon_note = contexte.brouillons.suivre("permanence.note", self._note, self)
        self._brancher()

    def _brancher(self) -> None:
        formulaire = self.seance.formulaire
        formulaire.modifie.connect(self.brouillon.modifie)
        formulaire.valide.connect(self._consigner)
        self.brouillon.restaurable.connect(self._restaurer)
        self.brouillon_note.restaurable.connect(self._restaurer_note)
        self.cloture.change.connect(self.brouillon_note.modifie)
        self.ouverture.ouvrir.connect(self._ouvrir)
        self.ouverture.reprendre.connect(self._reprendre)
        self.ouverture.rouvrir.connect(self._reprendre)
        self.ouverture.annuler.connect(self._annuler)
        self.ouverture.arreter.connect(self._arreter)
        self.ouverture.ajouter_cite.connect(lambda: self.contexte.navigation.aller("cite"))
        self.ouverture.erreur.connect(self.contexte.signaler_erreur)
        self.seance.clore.connect(self._vers_cloture)
        self.seance.liste.ouverte.connect(self._ouvrir_menage)
        self.seance.liste.supprimee.connect(self._supprimer)
        self.cloture.clore.connect(self._clore)
        self.cloture.continuer.connect(self._vers_seance)
        self.cloture.rouvrir.connect(self._rouvrir)
        self.cloture.imprimer.connect(partial(self._imprimer, Papier.COMPTE_RENDU))
        self.cloture.terminer.connect(self._terminer)
        self.contexte.cite.change.connect(lambda _id: self._cite_changee())

    # --- the page ----------------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the session `permanence_id`, the one going on, or what can be opened."""
        voulue = arguments.get("permanence_id")
        if isinstance(voulue, UUID):
            self._voulue = voulue
        self._arrive = self.vues.currentWidget() is self.ouverture
        self.seance.formulaire.lire_equipe()
        self.contexte.jobs.lancer(
            equipe.lire, None, quand_fini=self._equipe_lue, cle="permanence.equipe"
        )
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read the session again, or what can be opened."""
        voulue = self._voulue or (self.permanence.id if self.permanence else None)
        if voulue is not None:
            self._lire(voulue)
            return
        self.contexte.jobs.lancer(
            permanences.accueil,
            LireAccueil(self.contexte.clock.today(), self.contexte.cite.id),
            quand_fini=self._accueil_lu,
            cle="permanence.accueil",
        )

    def concernee(self, changes: Changes) -> bool:
        """Sessions, visits, series, staff and estates are shown here."""
        return any(
            changes.touche(nom)
            for nom in ("permanences", "visites", "series", "intervenants", "cites", "notes")
        )

    def commandes(self) -> list[Action]:
        """What one can do here."""
        if self.permanence is None:
            return []
        actions = [
            Action("feuille_emargement", _("Imprimer la feuille d’émargement…"),
                   partial(self._imprimer, Papier.EMARGEMENT)),
        ]  # fmt: skip
        if self.vues.currentWidget() is self.seance:
            actions.insert(
                0, Action("clore_permanence", _("Clore la permanence…"), self._vers_cloture,
                          "Ctrl+Shift+Return"),
            )  # fmt: skip
        else:
            actions.insert(
                0, Action("compte_rendu", _("Imprimer le compte rendu…"),
                          partial(self._imprimer, Papier.COMPTE_RENDU), "Ctrl+P"),
            )  # fmt: skip
        return actions

    def premier_champ(self) -> QWidget:
        """Who? during a session; the proposal otherwise."""
        vue = self.vues.currentWidget()
        if vue is self.seance:
            return self.seance.formulaire.qui.champ
        if vue is self.cloture:
            return self.cloture.premier_champ()
        return self.ouverture.premier_champ()

    # --- reading -----------------------------------------------------------------------------

    def _equipe_lue(self, lue: equipe.Equipe) -> None:
        self.ouverture.proposer_equipe(lue.membres, lue.moi.intervenant_id)

    def _accueil_lu(self, accueil: Accueil) -> None:
        aujourdhui = self.contexte.clock.today()
        du_jour = [p for p in accueil.ouvertes if p.jour == aujourdhui]
        if len(du_jour) == 1:
            self._lire(du_jour[0].id)
            return
        self.ouverture.remplir(accueil, aujourdhui, self.contexte.cite.id)
        self._montrer(self.ouverture)

    def _lire(self, permanence_id: UUID) -> None:
        self._voulue = permanence_id
        self.contexte.jobs.lancer(
            permanences.lire,
            LirePermanence(permanence_id),
            quand_fini=self._permanence_lue,
            en_erreur=self._disparue,
            cle="permanence.une",
        )

    def _permanence_lue(self, permanence: PermanenceLue) -> None:
        self._voulue = None
        nouvelle = self.permanence is None or self.permanence.id != permanence.id
        self.permanence = permanence
        self.seance.montrer(permanence)
        self.contexte.jobs.lancer(
            permanences.visites,
            LirePermanence(permanence.id),
            quand_fini=self.seance.lister,
            cle="permanence.visites",
        )
        if permanence.etat is EtatPermanence.OUVERTE:
            if nouvelle:
                self.brouillon.chercher()
                self.brouillon_note.chercher()
            if nouvelle or self.vues.currentWidget() is self.ouverture:
                self._vers_seance()
        elif permanence.etat is EtatPermanence.CLOSE:
            self._lire_compte_rendu()
        else:
            self._terminer()

    def _disparue(self, erreur: AppError) -> None:
        self._voulue = self.permanence = None
        self.contexte.signaler_erreur(erreur)
        self.rafraichir()

    def _cite_changee(self) -> None:
        if self.permanence is None and self.isVisible():
            self.rafraichir()

    # --- opening -----------------------------------------------------------------------------

    def _ouvrir(self, commande: OuvrirPermanence, serie: CreerSerie | None) -> None:
        """Who opens belongs to the team; the series first, so that the session is one of it."""
        jobs = self.contexte.jobs
        if not commande.intervenants:
            jobs.lancer(equipe.garantir_moi, None)

        def ouvrir(serie_id: UUID | None) -> None:
            cmd = commande
            if serie_id is not None:
                cmd = OuvrirPermanence(
                    commande.cite_id, commande.jour, commande.debut, commande.lieu, commande.fin,
                    serie_id, commande.intervenants,
                )  # fmt: skip
            jobs.lancer(permanences.ouvrir, cmd, quand_fini=self._ouverte)

        if serie is None:
            ouvrir(None)
        else:
            jobs.lancer(
                seances.creer,
                serie,
                quand_fini=lambda faite: ouvrir(faite.principal),
                proprietaire=self,
            )

    def _ouverte(self, faite: Changes) -> None:
        if faite.principal is not None:
            self.permanence = None
            self.contexte.signaler_enregistre(faite, _("Permanence ouverte"))
            self._lire(faite.principal)

    def _reprendre(self, permanence_id: UUID) -> None:
        self._lire(permanence_id)

    def _annuler(self, commande: AnnulerPermanence) -> None:
        self._arrive = True  # what had the focus will be gone
        self._faire(permanences.annuler, commande, _("Permanence annulée pour aujourd’hui"))

    def _arreter(self, commande: ArreterSerie) -> None:
        self._arrive = True
        self._faire(seances.arreter, commande, _("La permanence hebdomadaire s’arrête"))

    def _faire(self, service: Any, commande: object, texte: str) -> None:
        self.contexte.jobs.lancer(
            service,
            commande,
            quand_fini=lambda faite: self.contexte.signaler_enregistre(faite, texte),
            proprietaire=self,
        )

    # --- logging -----------------------------------------------------------------------------

    def _consigner(self) -> None:
        permanence = self.permanence
        if permanence is None or self._enregistre:
            return
        try:
            commande = self.seance.formulaire.commande(
                permanence_id=permanence.id, jour=permanence.jour
            )
        except AppError as erreur:
            self.contexte.signaler_erreur(erreur)
            return
        self._enregistre = True
        self.seance.formulaire.bouton.setEnabled(False)
        self.contexte.jobs.lancer(
            visites.consigner,
            commande,
            quand_fini=self._consignee,
            a_la_fin=self._pret,
        )

    def _consignee(self, faite: VisiteConsignee) -> None:
        self.brouillon.oublier()
        self.seance.formulaire.recommencer()
        self.contexte.signaler_enregistre(faite, dire_enregistree(faite))

    def _pret(self) -> None:
        self._enregistre = False
        self.seance.formulaire.bouton.setEnabled(True)

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        if self.seance.formulaire.contenu() is None:
            self.seance.formulaire.restaurer(contenu)
            self.contexte.informer(
                _("La visite en cours de saisie est là où vous l’aviez laissée.")
            )

    def _ouvrir_menage(self, visite: VisiteLue) -> None:
        self.contexte.navigation.aller("menage", menage_id=visite.menage_id)

    def _supprimer(self, visite: VisiteLue) -> None:
        self._faire(visites.supprimer, visites.SupprimerVisite(visite.id), _("Visite supprimée"))

    # --- closing -----------------------------------------------------------------------------

    def _vers_seance(self) -> None:
        self._montrer(self.seance)

    def _vers_cloture(self) -> None:
        self._lire_compte_rendu()

    def _lire_compte_rendu(self) -> None:
        if self.permanence is not None:
            self.contexte.jobs.lancer(
                permanences.compte_rendu,
                LireCompteRendu(self.permanence.id),
                quand_fini=self._compte_rendu_lu,
                cle="permanence.compte_rendu",
            )

    def _compte_rendu_lu(self, rendu: CompteRendu) -> None:
        en_saisie = self.seance.formulaire.contenu() is not None
        if self.cloture.remplir(rendu, en_saisie=en_saisie) and self.isVisible():
            self.cloture.premier_champ().setFocus()
        self._montrer(self.cloture)

    def _clore(self, passation: str) -> None:
        if self.permanence is None:
            return
        self.contexte.jobs.lancer(
            permanences.clore,
            ClorePermanence(self.permanence.id, passation),
            quand_fini=self._close,
        )

    def _close(self, faite: Changes) -> None:
        self.brouillon_note.oublier()
        self.contexte.signaler_enregistre(faite, _("Permanence close"))

    def _rouvrir(self) -> None:
        if self.permanence is not None:
            self.contexte.jobs.lancer(
                permanences.rouvrir,
                RouvrirPermanence(self.permanence.id),
                quand_fini=self._rouverte,
            )

    def _rouverte(self, faite: Changes) -> None:
        self.permanence = None
        self.cloture.vider()
        if faite.principal is not None:
            self._lire(faite.principal)

    def _terminer(self) -> None:
        """Leave the closed session: what can be opened next."""
        self.permanence = self._voulue = None
        self.cloture.vider()
        self.rafraichir()

    def _note(self) -> dict[str, Any] | None:
        texte = self.cloture.note.toPlainText()
        close = self.permanence is None or self.permanence.etat is not EtatPermanence.OUVERTE
        if close or not texte.strip() or self.permanence is None:
            return None
        return {"permanence": str(self.permanence.id), "texte": texte}

    def _restaurer_note(self, contenu: dict[str, Any]) -> None:
        if self.permanence is not None and contenu.get("permanence") == str(self.permanence.id):
            self.cloture.note.setPlainText(str(contenu.get("texte", "")))

    def _imprimer(self, papier: Papier) -> None:
        if self.permanence is not None:
            self._imprimeur.imprimer(papier, self.permanence)

    def _montrer(self, vue: QWidget) -> None:
        change = self.vues.currentWidget() is not vue
        self.vues.setCurrentWidget(vue)
        if self.isVisible() and (change or self._arrive or not self._a_le_focus()):
            self.premier_champ().setFocus()
        self._arrive = False
        self.redire_commandes()

    def _a_le_focus(self) -> bool:
        actif = self.window().focusWidget()
        return actif is not None and self.vues.isAncestorOf(actif)
