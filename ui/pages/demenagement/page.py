"""The file of one move on one screen: who, where, when; what is ready; keys and meters."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.services import demenagements as service
from app.services.demenagements import (
    ChoisirDemenagement,
    ConfirmerDemenagement,
    DossierDemenagement,
    EtatDemenagement,
    EtatPoint,
    LireDemenagement,
    PointerListe,
    PointLu,
    PreparationDemenagement,
    RetirerCle,
    RetirerReleve,
)
from app.services.documents.vocabulaire import Libelles
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.demenagement import mots
from ui.pages.demenagement.bandeau import dire
from ui.pages.demenagement.cote import CoteDemenagement, defilant
from ui.pages.demenagement.entete import EnteteDemenagement
from ui.pages.demenagement.formes_registre import choisir
from ui.pages.demenagement.liste import ListePreparation, resume
from ui.pages.demenagement.papiers import Papiers
from ui.pages.demenagement.retour import LiensDemenagement
from ui.saisie.panneau import PanneauSaisie
from ui.widgets import Bandeau, Bouton, EtatVide, Flux, Titre
from ui.widgets.largeur import GuetLargeur

NOUNS = ("demenagements", "menages", "logements", "occupations", "equipes", "intervenants")


class PageDemenagement(Page):
    """Arguments of `afficher`: `demenagement_id`; or `menage_id`, whose next move is shown, or a
    new one prepared when there is none or with `nouveau`. `saisie` is the form open, as (name,
    code of a line or None): its draft comes back with it.
    """

    nom = "demenagement"
    titre = N_("Déménagement")
    icone = "calendrier"
    dans_barre = False
    rattachee = "planning"
    aide = "demenagement"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._id: UUID | None = None
        self._menage_id: UUID | None = None
        self._nouveau = False
        self._connus: frozenset[UUID] | None = None
        self._a_ouvrir: tuple[str, str | None] | None = None
        self.dossier: DossierDemenagement | None = None
        self._prepare: PreparationDemenagement | None = None
        self._origine: QWidget | None = None
        self.entete = EnteteDemenagement()
        self.bandeau = Bandeau()
        self.papiers = Papiers(contexte, self)
        self.liens = LiensDemenagement(contexte)
        self.titre_liste = Titre("", section=True)
        self.liste = ListePreparation(contexte.theme)
        self.cote = CoteDemenagement(contexte.theme, Libelles(contexte.catalogues()))
        self.saisie = PanneauSaisie(contexte)
        self.vide = EtatVide(
            _("Rien de prévu pour ce ménage"),
            _("Dites où il va et quel jour : la préparation suit toute seule."),
            _("Prévoir un déménagement"),
            partial(self.ouvrir, "prevoir"),
        )
        self.menage = Bouton(_("Voir le ménage"), self._voir_menage)
        self.confirmer = Bouton(_("Confirmer"), self._confirmer)
        self.deplacer = Bouton(_("Changer la date"), partial(self.ouvrir, "deplacer"))
        self.preciser = Bouton(_("Équipe et remarques"), partial(self.ouvrir, "preciser"))
        self.annuler = Bouton(_("Annuler le déménagement"), partial(self.ouvrir, "annuler"))
        self.annuler.setProperty("role", "discret")
        self.faire = Bouton(_("Noter comme fait"), partial(self.ouvrir, "faire"), "principal")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        for bouton in (self.papiers.bouton, self.menage):
            self.entete.ajouter_action(bouton)
        self.entete.ajouter_ligne(self.liens)
        gauche = QWidget()
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        colonne.addWidget(self.titre_liste)
        colonne.addWidget(self.liste, 1)
        colonne.addWidget(self.vide, 1)
        self._zone = defilant(self.cote)
        px = self.contexte.theme.px
        self._zone.setMinimumWidth(px(260))
        self.saisie.setMaximumWidth(px(460))
        self.saisie.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.saisie.setMinimumHeight(px(200))
        corps = QHBoxLayout()
        corps.setSpacing(16)
        corps.addWidget(gauche, 5)
        corps.addWidget(self._zone, 3)
        corps.addWidget(self.saisie, 3)
        suites = Flux()
        for bouton in (self.confirmer, self.deplacer, self.preciser, self.annuler):
            suites.addWidget(bouton)
        bas = QHBoxLayout()
        bas.addLayout(suites, 1)
        bas.addWidget(self.faire, 0, Qt.AlignmentFlag.AlignBottom)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(8)
        for widget in (self.entete, self.bandeau, self.papiers.bandeau):
            boite.addWidget(widget)
        boite.addLayout(corps, 1)
        boite.addLayout(bas)

    def _brancher(self) -> None:
        self.liste.pointee.connect(self._pointer)
        self.liste.notee.connect(lambda point: self.ouvrir("precision", point))
        self.cote.cles.plus.clicked.connect(lambda _c=False: self.ouvrir("cle"))
        self.cote.releves.plus.clicked.connect(lambda _c=False: self.ouvrir("releve"))
        self.cote.cles.liste.retirer.connect(self._retirer_cle)
        self.cote.releves.liste.retirer.connect(self._retirer_releve)
        self.cote.autres.liste.valide.connect(
            lambda id_: self.contexte.navigation.aller("demenagement", demenagement_id=id_)
        )
        self.saisie.ferme.connect(self._saisie_fermee)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(self._serrer)

    # --- what is shown -----------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show this move, or prepare one for the household."""
        id_, menage_id = arguments.get("demenagement_id"), arguments.get("menage_id")
        if isinstance(id_, UUID):
            if id_ != self._id:
                self._vider()
            self._id, self._nouveau = id_, False
        elif isinstance(menage_id, UUID):
            self._vider()
            self._id, self._menage_id = None, menage_id
            self._nouveau = bool(arguments.get("nouveau"))
        self._a_ouvrir = arguments.get("saisie")
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read the move again; what is being typed stays."""
        if self._id is not None:
            self.contexte.jobs.lancer(
                service.lire,
                LireDemenagement(self._id),
                quand_fini=self._remplir,
                en_erreur=self._introuvable,
                proprietaire=self,
                cle="demenagement.page",
            )
        if self._menage_id is not None:
            self._preparer()

    def concernee(self, changes: Changes) -> bool:
        """Anything about its household, or the ledger, or who could be there."""
        return any(changes.touche(n) for n in NOUNS)

    def premier_champ(self) -> QWidget:
        """The checklist, or the form of a move to plan."""
        if self.saisie.formulaire is not None:
            return self.saisie.formulaire.premier()
        return self.liste

    def heightForWidth(self, _largeur: int) -> int:  # noqa: N802 - Qt name
        """The list, the form and what is beside them scroll inside: the page asks for little."""
        return self.minimumSizeHint().height()

    def _vider(self) -> None:
        self._id = self._menage_id = self._connus = None
        self.dossier = self._prepare = None
        self.saisie.fermer()
        self.bandeau.hide()
        self.papiers.demenagement(None)
        self._montrer()

    def _remplir(self, dossier: DossierDemenagement) -> None:
        if dossier.demenagement.id != self._id:
            return
        arrive = self.dossier is None
        self.dossier = dossier
        lu = dossier.demenagement
        if self._menage_id != lu.menage_id:
            self._menage_id, self._prepare = lu.menage_id, None
            self._preparer()
        self.entete.remplir(dossier)
        self.papiers.demenagement(lu.id)
        self.titre_liste.setText(resume(dossier.points))
        self.liste.remplir(dossier.points, modifiable=lu.etat is not EtatDemenagement.ANNULE)
        self.cote.remplir(dossier)
        self.liens.montrer(dossier)
        self._montrer()
        dire(self.bandeau, dossier, self._voir_menage)
        self._reprendre()
        focus = QApplication.focusWidget()
        if arrive and self.saisie.saisie is None and (focus is None or self.isAncestorOf(focus)):
            self.liste.setFocus()

    def _reprendre(self) -> None:
        """Open the form asked for on arrival, once everything it needs was read."""
        if self._a_ouvrir is None or self.dossier is None or self._prepare is None:
            return
        nom, code = self._a_ouvrir
        self._a_ouvrir = None
        point = next((p for p in self.dossier.points if p.code == code), None)
        if self.saisie.saisie is None and (nom != "precision" or point is not None):
            self.ouvrir(nom, point)

    def _preparer(self) -> None:
        """Who could be there, and the household's other moves."""
        assert self._menage_id is not None  # noqa: S101 - asked for by the callers
        self.contexte.jobs.lancer(
            service.preparer,
            ChoisirDemenagement(self._menage_id),
            quand_fini=self._pret,
            en_erreur=self._introuvable,
            proprietaire=self,
            cle="demenagement.preparation",
        )

    def _pret(self, prepare: PreparationDemenagement) -> None:
        if prepare.fiche.menage.id != self._menage_id:
            return
        self._prepare = prepare
        if self._id is not None:
            self._reprendre()
            return
        a_voir = self._a_voir(prepare)
        if a_voir is not None:
            self._id = a_voir
            self._memoriser()
            self.rafraichir()
            return
        self.entete.annoncer(prepare.fiche.menage.nom)
        self._montrer()
        if self.saisie.saisie is None and self._connus is None:
            self.ouvrir("prevoir")

    def _a_voir(self, prepare: PreparationDemenagement) -> UUID | None:
        """The move just planned, else its next one, unless a new one is being prepared."""
        if self._connus is not None:
            nouveaux = [d.id for d in prepare.siens if d.id not in self._connus]
            if nouveaux:
                return nouveaux[0]
        if self._nouveau or prepare.prochain is None:
            return None
        return prepare.prochain.id

    def _montrer(self) -> None:
        """What makes sense for what is shown."""
        lu = self.dossier.demenagement if self.dossier is not None else None
        for widget in (self.liste, self.titre_liste):
            widget.setVisible(lu is not None)
        self._montrer_vide()
        ouvert = self.dossier is not None and self.dossier.ouvert
        for bouton in (self.confirmer, self.deplacer, self.preciser, self.annuler, self.faire):
            bouton.setVisible(ouvert)
        annule = lu is not None and lu.etat is EtatDemenagement.ANNULE
        for plus in (self.cote.cles.plus, self.cote.releves.plus):
            plus.setEnabled(lu is not None and not annule)
        if lu is not None:
            self.confirmer.setVisible(lu.etat is EtatDemenagement.PREVU)
            self.faire.setEnabled(lu.jour <= self.contexte.clock.today())
            self.faire.setToolTip(
                "" if self.faire.isEnabled() else _("Le jour venu, dites qu’il a eu lieu.")
            )
        self._serrer(self._guet.etroit)
        self.redire_commandes()

    def _montrer_vide(self) -> None:
        """While nothing is shown: what the household has already, or what this page is for."""
        prepare = self._prepare
        self.vide.setVisible(self.dossier is None and prepare is not None)
        if prepare is None:
            return
        self.vide.bouton.setVisible(self.saisie.saisie is None)
        if prepare.siens:
            self.vide.titre.setText(_("Ses déménagements"))
            self.vide.texte.setText("\n".join(mots.autre(d) for d in prepare.siens))

    def _serrer(self, etroit: bool) -> None:
        """On a narrow screen the form takes the place of what is beside the checklist."""
        self.liste.serrer(etroit)
        ouverte = self.saisie.saisie is not None
        large = self.width() >= self.contexte.theme.px(1500)
        self._zone.setVisible(self.dossier is not None and (not ouverte or large))

    def _introuvable(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.contexte.navigation.retour()

    def _memoriser(self, **arguments: Any) -> None:
        if self.contexte.navigation.page is self and self._id is not None:
            self.contexte.navigation.memoriser(demenagement_id=self._id, **arguments)

    # --- what one does -----------------------------------------------------------------------

    def commandes(self) -> list[Action]:
        """Confirm, change, note, print: each with its key where it is frequent."""
        if self.dossier is None:
            return [
                Action("prevoir", _("Prévoir un déménagement"), partial(self.ouvrir, "prevoir"))
            ]
        suites = []
        if self.dossier.ouvert:
            suites = [
                Action("confirmer", _("Confirmer le déménagement"), self._confirmer, "Alt+C"),
                Action("deplacer", _("Changer la date"), partial(self.ouvrir, "deplacer"), "Alt+D"),
                Action(
                    "preciser", _("Équipe et remarques"), partial(self.ouvrir, "preciser"), "Alt+E"
                ),
                Action("faire", _("Noter comme fait"), partial(self.ouvrir, "faire"), "Alt+F"),
                Action(
                    "annuler_demenagement",
                    _("Annuler le déménagement"),
                    partial(self.ouvrir, "annuler"),
                ),
            ]
        return [
            *suites,
            Action("cle", _("Noter des clés"), partial(self.ouvrir, "cle"), "Alt+K"),
            Action("releve", _("Relever un compteur"), partial(self.ouvrir, "releve"), "Alt+R"),
            Action("autre", _("Prévoir un autre déménagement"), self._autre),
            Action("menage", _("Voir le ménage"), self._voir_menage, "Alt+M"),
            *self.papiers.actions(),
        ]

    def ouvrir(self, nom: str, point: PointLu | None = None) -> None:
        """Open a form of this page by its name."""
        saisie = choisir(nom, self.contexte, self.dossier, self._prepare, point)
        if saisie is None:
            return
        origine = QApplication.focusWidget()
        if origine is not None and not self.saisie.isAncestorOf(origine):
            self._origine = origine
        self.saisie.ouvrir(saisie)
        if self.dossier is not None:
            self._memoriser(saisie=(nom, point.code if point is not None else None))
        self._montrer_vide()
        self._serrer(self._guet.etroit)

    def _saisie_fermee(self) -> None:
        self._memoriser(saisie=None)
        self._serrer(self._guet.etroit)
        origine, self._origine = self._origine, None
        if self.dossier is None:
            if self._prepare is not None:  # planned, or given up: what there is now is shown
                self._connus = frozenset(d.id for d in self._prepare.siens)
                self._nouveau = False
                self.rafraichir()
        elif origine is not None and isValid(origine) and origine.isVisible():
            origine.setFocus()
        else:
            self.liste.setFocus()

    def _autre(self) -> None:
        if self._menage_id is not None:
            self.contexte.navigation.aller("demenagement", menage_id=self._menage_id, nouveau=True)

    def _pointer(self, code: str, etat: EtatPoint) -> None:
        if self._id is not None:
            self._lancer(service.pointer, PointerListe(self._id, code, etat), _("Noté"))

    def _confirmer(self) -> None:
        if self._id is not None:
            cmd = ConfirmerDemenagement(self._id)
            self._lancer(service.confirmer, cmd, _("Déménagement confirmé"))

    def _retirer_cle(self, id_: UUID) -> None:
        self._lancer(service.retirer_cle, RetirerCle(id_), _("Clés retirées"))

    def _retirer_releve(self, id_: UUID) -> None:
        self._lancer(service.retirer_releve, RetirerReleve(id_), _("Relevé retiré"))

    def _lancer(self, fonction: Any, commande: object, dit: str) -> None:
        self.contexte.jobs.lancer(
            fonction,
            commande,
            quand_fini=lambda c: self.contexte.signaler_enregistre(c, dit),
            a_la_fin=self.rafraichir,
            proprietaire=self,
        )

    def _voir_menage(self) -> None:
        if self._menage_id is not None:
            self.contexte.navigation.aller("menage", menage_id=self._menage_id)
