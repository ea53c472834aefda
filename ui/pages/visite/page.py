"""Logging one contact outside a session (Ctrl+N from anywhere)."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.accompagnement import Canal
from app.services import visites
from app.services.visites import VisiteConsignee
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.visite import FormulaireVisite, Quand
from ui.visite.phrases import dire_enregistree
from ui.widgets import Etiquette, Titre


class PageVisite(Page):
    """The form, filled with the household one comes from; saved, one goes back there."""

    nom = "visite"
    titre = N_("Consigner une visite")
    icone = "visite"
    rang = 25
    dans_barre = False
    aide = "visite"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._menage_id: UUID | None = None
        self._enregistre = False
        self._canal: Canal | None = None
        self.formulaire = FormulaireVisite(
            contexte, Quand.LIBRE, _("Enregistrer la visite  Ctrl+↵")
        )
        self.brouillon = contexte.brouillons.suivre("visite", self.formulaire.contenu, self)
        self.formulaire.modifie.connect(self.brouillon.modifie)
        self.formulaire.valide.connect(self._consigner)
        self.brouillon.restaurable.connect(self._restaurer)
        self.entete = Titre(self.titre_affiche())
        self.dit = Etiquette("", "secondaire", retour_ligne=True)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(8)
        boite.addWidget(self.entete)
        boite.addWidget(self.dit)
        boite.addWidget(self.formulaire)
        boite.addStretch(1)

    def afficher(self, **arguments: Any) -> None:
        """Start with the household `menage_id` and the channel `canal` when they are given.

        What is being typed for another household, or another channel asked for by its name, is
        kept as its own draft, and found again there.
        """
        menage_id, canal = arguments.get("menage_id"), arguments.get("canal")
        voulu = menage_id if isinstance(menage_id, UUID) else None
        cle = f"visite.{voulu}" if voulu else "visite"
        if isinstance(canal, Canal):
            cle = f"{cle}.{canal.value}"
        self._dire(canal if isinstance(canal, Canal) else None)
        self.formulaire.lire_equipe()
        if cle != self.brouillon.cle:
            self.brouillon.garder()
            self.brouillon.changer_cle(cle)
            self.formulaire.vider()
        self._menage_id = voulu
        if self.formulaire.contenu() is None:
            self._commencer(canal)
            self.brouillon.chercher()

    def premier_champ(self) -> QWidget:
        """Who? – or why, when it is known who."""
        if self._menage_id is not None:
            return self.formulaire.motifs.champ
        return self.formulaire.qui.champ

    def commandes(self) -> list[Action]:
        """What one can do here."""
        return [Action("vider_visite", _("Vider le formulaire"), self._vider)]

    def _dire(self, canal: Canal | None) -> None:
        """Say what is being logged; a call is found by its number first."""
        self._canal = canal
        libelles: dict[Canal | None, tuple[str, str, str]] = {
            Canal.TELEPHONE: (
                _("Noter un appel"),
                _("Reçu ou passé : le numéro suffit à retrouver le ménage."),
                _("Enregistrer l’appel  Ctrl+↵"),
            ),
            Canal.COURRIEL: (
                _("Noter un courriel"),
                _("Un message reçu ou envoyé : qui, pourquoi, ce qui est promis."),
                _("Enregistrer le courriel  Ctrl+↵"),
            ),
            Canal.COURRIER: (
                _("Noter un courrier"),
                _("Une lettre reçue ou envoyée : qui, pourquoi, ce qui est promis."),
                _("Enregistrer le courrier  Ctrl+↵"),
            ),
        }
        usuels = (
            self.titre_affiche(),
            _("Un appel, une visite à domicile, une rencontre : ce qui a eu lieu."),
            _("Enregistrer la visite  Ctrl+↵"),
        )
        titre, dit, bouton = libelles.get(canal, usuels)
        self.entete.setText(titre)
        self.dit.setText(dit)
        self.formulaire.bouton.setText(bouton)
        self.formulaire.qui.inviter(
            _("numéro de téléphone, nom ou adresse") if canal is Canal.TELEPHONE else ""
        )

    def _commencer(self, canal: object) -> None:
        self.formulaire.vider()
        if isinstance(canal, Canal) and self.formulaire.quand is not None:
            self.formulaire.quand.choisir(canal)
        if self._menage_id is not None:
            self.formulaire.preselectionner(self._menage_id)

    def _vider(self) -> None:
        self.brouillon.oublier()
        self._commencer(self._canal)
        self.premier_champ().setFocus()

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        self.formulaire.restaurer(contenu)
        self.contexte.informer(_("La visite en cours de saisie est là où vous l’aviez laissée."))

    def _consigner(self) -> None:
        if self._enregistre:
            return
        try:
            commande = self.formulaire.commande()
        except AppError as erreur:
            self.contexte.signaler_erreur(erreur)
            return
        self._enregistre = True
        self.formulaire.bouton.setEnabled(False)
        self.contexte.jobs.lancer(
            visites.consigner,
            commande,
            quand_fini=partial(self._consignee, commande.canal),
            a_la_fin=self._pret,
        )

    def _consignee(self, canal: Canal, faite: VisiteConsignee) -> None:
        self.brouillon.oublier()
        venu_d_un_menage = self._menage_id is not None
        self._menage_id = None
        self._commencer(self._canal)
        self.contexte.signaler_enregistre(faite, dire_enregistree(faite, canal))
        if not (venu_d_un_menage and self.contexte.navigation.retour()):
            self.formulaire.qui.champ.setFocus()

    def _pret(self) -> None:
        self._enregistre = False
        self.formulaire.bouton.setEnabled(True)
