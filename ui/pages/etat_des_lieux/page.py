"""The inventories of a home on one screen: exit and return side by side, filled by keyboard."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, ngettext, nombre
from app.domain.logements import NatureOccupation
from app.services import etats_des_lieux as service
from app.services.etats_des_lieux import (
    Constat,
    ElementNote,
    EtatComplet,
    EtatElement,
    EtatsDuMenage,
    LireEtats,
    ListeEtat,
    LogementCompare,
    NoterElements,
    Rangee,
    RetirerEtat,
    SignalerElement,
    differences,
)
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.etat_des_lieux import formes
from ui.pages.etat_des_lieux.cote import CoteEtat
from ui.pages.etat_des_lieux.entete import EnteteEtat, titre
from ui.pages.etat_des_lieux.grille import Colonnes, GrilleEtat
from ui.pages.etat_des_lieux.papiers import PapiersEtat
from ui.saisie.panneau import PanneauSaisie, Saisie
from ui.widgets import Bouton, EtatVide, Etiquette, Flux

NOUNS = ("etats_des_lieux", "demenagements", "menages", "reclamations", "receptions")
ATTENTE = 400  # ms: keys typed meanwhile are one action


class PageEtatDesLieux(Page):
    """Arguments of `afficher`: `menage_id`, and maybe `logement_id`, `demenagement_id`."""

    nom = "etat_des_lieux"
    titre = N_("État des lieux")
    icone = "cle"
    dans_barre = False
    rattachee = "menages"
    aide = "etat-des-lieux"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._menage_id: UUID | None = None
        self._logement_id: UUID | None = None
        self._demenagement_id: UUID | None = None
        self._lus: EtatsDuMenage | None = None
        self._actif: UUID | None = None
        self._par_differences = False
        self._notes: dict[tuple[str, str], ElementNote] = {}
        self._origine: QWidget | None = None
        self._minuterie = QTimer(self)
        self._minuterie.setSingleShot(True)
        self._minuterie.setInterval(ATTENTE)
        self._minuterie.timeout.connect(self.garder)
        self.papiers = PapiersEtat(contexte, self)
        self.menage = Bouton(_("Voir le ménage"), self._voir_menage)
        self.entete = EnteteEtat(self.papiers.bouton, self.menage)
        self.grille = GrilleEtat(contexte.theme)
        self.touches = Etiquette(
            _(
                "N neuf · B bon · U usagé · M mauvais · A absent · Suppr efface · Entrée précise "
                "· R réclamation · P photo"
            ),
            "secondaire",
            retour_ligne=True,
        )
        self.cote = CoteEtat(contexte, self)
        self.saisie = PanneauSaisie(contexte)
        self.vide = EtatVide(
            _("Aucun état des lieux encore"),
            _(
                "À la sortie puis au retour, pièce par pièce : une touche par état. Les deux se "
                "comparent ensuite d’un coup d’œil."
            ),
            _("Commencer"),
            self.commencer,
        )
        self.commence = Bouton(_("Commencer un état des lieux"), self.commencer)
        self.ajoute = Bouton(_("+ élément"), self.ajouter)
        self.retire = Bouton(_("Retirer cet état des lieux"), self._retirer, "discret")
        self.reclame = Bouton(_("Réclamation"), partial(self._signaler, reserve=False))
        self.reserve = Bouton(_("Réserve"), partial(self._signaler, reserve=True))
        self.signe = Bouton(_("Date, présents, signature…"), self.signer, "principal")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        px = self.contexte.theme.px
        zone = QScrollArea()
        zone.setWidgetResizable(True)
        zone.setFrameShape(QFrame.Shape.NoFrame)
        zone.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        zone.setWidget(self.cote)
        zone.setMinimumWidth(px(250))
        self._zone = zone
        self.saisie.setMaximumWidth(px(380))
        self.saisie.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        corps = QHBoxLayout()
        corps.setSpacing(16)
        gauche = QVBoxLayout()
        gauche.setSpacing(4)
        gauche.addWidget(self.grille, 1)
        gauche.addWidget(self.touches)
        gauche.addWidget(self.vide, 1)
        corps.addLayout(gauche, 7)
        corps.addWidget(zone, 3)
        corps.addWidget(self.saisie, 3)
        gestes = Flux()
        for bouton in (self.commence, self.ajoute, self.reclame, self.reserve, self.retire):
            gestes.addWidget(bouton)
        bas = QHBoxLayout()
        bas.addLayout(gestes, 1)
        bas.addWidget(self.signe, 0, Qt.AlignmentFlag.AlignBottom)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(8)
        boite.addWidget(self.entete)
        boite.addLayout(corps, 1)
        boite.addLayout(bas)

    def _brancher(self) -> None:
        self.grille.notee.connect(self._noter)
        self.grille.precisee.connect(self.preciser)
        self.grille.signalee.connect(lambda _rang, reserve: self._signaler(reserve=reserve))
        self.grille.ordonnee.connect(self._changer_ordre)
        self.grille.photo.connect(self._photographier)
        self.cote.demenagement.connect(self._voir_demenagement)
        self.cote.reclamation.connect(
            lambda id_: self.contexte.navigation.aller("reclamation", reclamation_id=id_)
        )
        self.saisie.ferme.connect(self._saisie_fermee)
        self.entete.logement_choisi.connect(self._logement_choisi)
        self.entete.active.connect(self._activer)
        self.entete.ordonnee.connect(self._changer_ordre)
        self.reclame.setToolTip(_("R dans la liste : l’élément devient une réclamation"))
        self.reserve.setToolTip(_("V dans la liste : l’élément devient une réserve"))

    # --- what is shown -----------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the inventories of this household, of that home if it is named."""
        menage_id = arguments.get("menage_id")
        if isinstance(menage_id, UUID) and menage_id != self._menage_id:
            self.garder()
            self.saisie.fermer()
            self._menage_id, self._lus, self._actif = menage_id, None, None
            self._logement_id = self._demenagement_id = None
        for cle in ("logement_id", "demenagement_id"):
            if isinstance(arguments.get(cle), UUID):
                setattr(self, f"_{cle}", arguments[cle])
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read them again; what is being typed stays."""
        if self._menage_id is None:
            return
        self.contexte.jobs.lancer(
            service.lire,
            LireEtats(self._menage_id),
            quand_fini=partial(self._recus, self._menage_id),
            en_erreur=self._introuvable,
            proprietaire=self,
            cle="etat_des_lieux.page",
        )

    def concernee(self, changes: Changes) -> bool:
        """Inventories, moves, complaints."""
        return any(changes.touche(n) for n in NOUNS)

    def premier_champ(self) -> QWidget:
        """The elements, or the first action."""
        if self.saisie.formulaire is not None:
            return self.saisie.formulaire.premier()
        return self.vide.bouton if self.grille.isHidden() else self.grille

    def heightForWidth(self, _largeur: int) -> int:  # noqa: N802 - Qt name
        """Everything scrolls inside: the page asks for little."""
        return self.minimumSizeHint().height()

    def _recus(self, menage_id: UUID, lus: EtatsDuMenage) -> None:
        if menage_id != self._menage_id:
            return
        arrive = self._lus is None
        self._lus = lus
        vue = lus.logement(self._logement_id)
        self._logement_id = vue.logement.id if vue is not None else None
        self._montrer()
        focus = QApplication.focusWidget()
        if arrive and (focus is None or self.isAncestorOf(focus)):
            self.premier_champ().setFocus()

    @property
    def vue(self) -> LogementCompare | None:
        """The home shown."""
        return self._lus.logement(self._logement_id) if self._lus is not None else None

    @property
    def actif(self) -> EtatComplet | None:
        """The inventory keys go to."""
        vue = self.vue
        return next((e for e in vue.etats if e.etat.id == self._actif), None) if vue else None

    def _montrer(self) -> None:
        vue, lus = self.vue, self._lus
        if lus is None:
            return
        etats = vue.etats if vue is not None else ()
        if self._actif not in {e.etat.id for e in etats}:
            ouverts = [e.etat.id for e in etats if e.etat.signe_le is None]
            self._actif = ouverts[-1] if ouverts else None
        avait = self.vide.bouton.hasFocus()
        self.grille.setVisible(bool(etats))
        self.touches.setVisible(bool(etats))
        self.vide.setVisible(not etats)
        if avait and etats:
            self.grille.setFocus()
        self.vide.bouton.setEnabled(vue is not None)
        self.entete.remplir(lus, vue)
        self.entete.choisir(etats, self._actif, differences=self._par_differences)
        ouvert = self.actif is not None and self.actif.etat.signe_le is None
        self.commence.setEnabled(vue is not None)
        self.ajoute.setEnabled(ouvert)
        self.retire.setEnabled(ouvert)
        self.signe.setEnabled(bool(etats))
        for bouton in (self.reclame, self.reserve):
            bouton.setEnabled(bool(etats))
        self.reserve.setVisible(vue is not None and vue.recue_le is not None)
        if vue is None or self._menage_id is None:
            return
        self.papiers.montrer(self._menage_id, vue.logement.id)
        self.cote.remplir(vue)
        self.cote.photos.remplir(etats, self._actif)
        self._montrer_rangees(vue)

    def _montrer_rangees(self, vue: LogementCompare) -> None:
        assert self._lus is not None  # noqa: S101 - called once read
        rangees = [self._avec_note(r) for r in vue.rangees]
        if self._par_differences:
            rangees = list(differences(rangees))
        titres = [titre(e) for e in vue.etats] + ["", ""]
        self.grille.remplir(rangees, Colonnes(titres[0], titres[1]), self._lus.modele)

    def _avec_note(self, rangee: Rangee) -> Rangee:
        """The element with what was typed and is not written yet."""
        note, actif = self._notes.get((rangee.piece, rangee.element)), self.actif
        if note is None or actif is None:
            return rangee
        constat = Constat(note.etat, note.precision) if note.etat is not None else None
        if self._est_apres(actif):
            return replace(rangee, apres=constat)
        return replace(rangee, avant=constat)

    # --- filling -----------------------------------------------------------------------------

    def _activer(self, id_: UUID) -> None:
        self.garder()
        self._actif = id_
        self._montrer()
        self.grille.setFocus()

    def _changer_ordre(self) -> None:
        self.garder()
        self._par_differences = not self._par_differences
        self._montrer()

    def _noter(self, rang: int, etat: EtatElement | None) -> None:
        """Shown at once; written with the keys that follow."""
        actif, rangee = self.actif, self.grille.courante()
        if actif is None or rangee is None:
            self.contexte.informer(_("Commencez un état des lieux, ou choisissez lequel noter."))
            return
        if actif.etat.signe_le is not None:
            self.contexte.informer(_("Signé : retirez d’abord la date de signature."))
            return
        apres = self._est_apres(actif)
        connu = rangee.apres if apres else rangee.avant
        precision = connu.precision if connu is not None and etat is not None else ""
        constat = Constat(etat, precision) if etat is not None else None
        self.grille.modele.poser(rang, constat, apres=apres)
        self._notes[rangee.piece, rangee.element] = ElementNote(
            rangee.piece, rangee.element, etat, precision
        )
        self._minuterie.start()
        self.grille.suivante()

    def garder(self) -> None:
        """Write what the keys noted."""
        self._minuterie.stop()
        notes, self._notes = tuple(self._notes.values()), {}
        if notes and self._actif is not None:
            dit = ngettext("{n} élément noté", "{n} éléments notés", len(notes))
            self.contexte.jobs.lancer(
                service.noter,
                NoterElements(self._actif, notes),
                quand_fini=partial(self._gardees, dit.format(n=nombre(len(notes)))),
                en_erreur=self._refusees,
                proprietaire=self,
            )

    def _gardees(self, dit: str, changes: Changes) -> None:
        if changes.operation is not None:
            self.contexte.signaler_enregistre(changes, dit)

    def _refusees(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.rafraichir()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt name
        """Leaving the page keeps what was typed."""
        self.garder()
        super().hideEvent(event)

    def _est_apres(self, complet: EtatComplet) -> bool:
        vue = self.vue
        return vue is not None and vue.apres is not None and vue.apres.etat.id == complet.etat.id

    # --- forms and gestures ------------------------------------------------------------------

    def commandes(self) -> list[Action]:
        """What one can do here."""
        return [
            Action("etat_commencer", _("Commencer un état des lieux"), self.commencer),
            Action(
                "etat_signer", _("Date, présents, signature de l’état des lieux"), self.signer,
                "Alt+S",
            ),
            Action("etat_ajouter", _("Ajouter un élément"), self.ajouter, "Alt+E"),
            Action("menage", _("Voir le ménage"), self._voir_menage, "Alt+M"),
        ]  # fmt: skip

    def commencer(self) -> None:
        """The form of a new inventory of the home shown."""
        vue = self.vue
        if vue is not None and self._menage_id is not None:
            deja = vue.etats[-1].etat.moment if vue.etats else None
            tiroir = vue.nature is NatureOccupation.TIROIR
            moment = service.moment_suivant(deja, tiroir=tiroir)
            self._actif = None
            self._ouvrir(
                formes.ouvrir(self.contexte, self._menage_id, vue, moment, self._demenagement_id)
            )

    def signer(self) -> None:
        """The form of its day, those present, the signature."""
        vue = self.vue
        complet = self.actif or (vue.etats[-1] if vue is not None and vue.etats else None)
        if complet is not None:
            self._ouvrir(formes.signer(complet.etat))

    def preciser(self, _rang: int) -> None:
        """The form of the current element."""
        actif, rangee = self.actif, self.grille.courante()
        if actif is not None and rangee is not None:
            self._ouvrir(
                formes.preciser(
                    actif.etat, rangee, self._nom(rangee.piece, rangee.element),
                    apres=self._est_apres(actif),
                )
            )  # fmt: skip

    def ajouter(self) -> None:
        """The form of an element the list does not have."""
        if self.actif is not None:
            self._ouvrir(formes.ajouter(self.actif.etat))

    def _signaler(self, *, reserve: bool) -> None:
        """The current element goes on as a complaint, or as a réserve."""
        vue, rangee = self.vue, self.grille.courante()
        if vue is None or rangee is None or not vue.etats:
            return
        complet = vue.etats[-1]
        self.garder()
        cmd = SignalerElement(complet.etat.id, rangee.piece, rangee.element, reserve)
        dit = _("Réserve ouverte") if reserve else _("Réclamation ouverte")
        self._lancer(service.signaler, cmd, dit)

    def _photographier(self, _rang: int) -> None:
        rangee = self.grille.courante()
        if rangee is not None:
            self.cote.photos.choisir(self._nom(rangee.piece, rangee.element))

    def _retirer(self) -> None:
        if self.actif is not None:
            self._notes = {}
            cmd = RetirerEtat(self.actif.etat.id)
            self._lancer(service.retirer, cmd, _("État des lieux retiré"))

    def _lancer(self, fonction: Any, commande: object, dit: str) -> None:
        self.contexte.jobs.lancer(
            fonction,
            commande,
            quand_fini=lambda c: self.contexte.signaler_enregistre(c, dit),
            a_la_fin=self.rafraichir,
            proprietaire=self,
        )

    def _nom(self, piece: str, element: str) -> str:
        modele = self._lus.modele if self._lus is not None else ListeEtat()
        return f"{service.piece(modele, piece)} – {service.element(modele, element)}"

    def _ouvrir(self, saisie: Saisie) -> None:
        self.garder()
        origine = QApplication.focusWidget()
        if self.saisie.saisie is None and origine is not None and self.isAncestorOf(origine):
            self._origine = origine
        self._zone.hide()
        self.saisie.ouvrir(saisie)

    def _saisie_fermee(self) -> None:
        self._zone.show()
        origine, self._origine = self._origine, None
        voulu = origine if origine is not None and origine.isVisible() else self.grille
        voulu.setFocus()
        if voulu is self.grille and not self.grille.isHidden():
            self.grille.suivante()

    def _logement_choisi(self, logement_id: UUID) -> None:
        self.garder()
        self._logement_id, self._actif = logement_id, None
        self._montrer()

    def _introuvable(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.contexte.navigation.retour()

    def _voir_menage(self) -> None:
        if self._menage_id is not None:
            self.contexte.navigation.aller("menage", menage_id=self._menage_id)

    def _voir_demenagement(self) -> None:
        if self._demenagement_id is not None:
            self.contexte.navigation.aller("demenagement", demenagement_id=self._demenagement_id)
        elif self._menage_id is not None:
            self.contexte.navigation.aller("demenagement", menage_id=self._menage_id)
