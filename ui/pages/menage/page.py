"""One household on one screen: what waits, the thread of everything, then tabs for depth."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.services import engagements, equipe, responsables, taches
from app.services.documents.vocabulaire import Libelles
from app.services.menages import LireFil
from app.services.menages import PageMenage as Lecture
from app.services.menages.lignes import Attente, FicheMenage, NatureAttente
from app.services.responsables import ListerResponsables, ResponsableLigne
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.menage.attente import PanneauAttente
from ui.pages.menage.attention import LigneAttention
from ui.pages.menage.bandeau import BandeauMenage
from ui.pages.menage.details import Details
from ui.pages.menage.entete import EnteteMenage
from ui.pages.menage.fil import PanneauFil
from ui.pages.menage.formes import FORMES, NOUVELLES, RETRAITS, Cadre
from ui.pages.menage.impression import Imprimeur
from ui.pages.menage.lues import Lue
from ui.pages.menage.noter import BoutonNoter
from ui.pages.menage.partage import HAUTEUR_MIN, Partage
from ui.pages.menage.recit import lecture_en_mots
from ui.pages.menage.saisie import PanneauSaisie
from ui.widgets import Bouton

TAILLE_FIL = 50
NOUNS = (
    "personnes",
    "visites",
    "taches",
    "engagements",
    "annonces",
    "occupations",
    "etapes",
    "souhaits",
    "rendez_vous",
    "reclamations",
    "responsables",
    "notes",
    "intervenants",
    "logements",
    "cites",
)


class PageMenage(Page):
    """The whole story of one household; the header never scrolls away.

    Arguments of `afficher`: `menage_id`; `onglet`, the tab shown; `saisie`, the form open, as
    (name, row id or None): its draft comes back with it.
    """

    nom = "menage"
    titre = N_("Ménage")
    icone = "menages"
    dans_barre = False
    rattachee = "menages"
    aide = "menage"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._menage_id: UUID | None = None
        self._fiche: FicheMenage | None = None
        self._equipe: equipe.Equipe | None = None
        self._responsables: tuple[ResponsableLigne, ...] = ()
        self._a_ouvrir: tuple[str, UUID | None] | None = None
        self._origine: QWidget | None = None
        self._mots = Libelles(contexte.catalogues())
        self.entete = EnteteMenage(contexte.theme)
        self.bandeau = BandeauMenage(self._suivi, self._aller_menage)
        self.attention = LigneAttention(contexte)
        self.attente = PanneauAttente(contexte.theme)
        self.fil = PanneauFil(contexte.theme)
        self.details = Details(contexte, self._mots)
        self.saisie = PanneauSaisie(contexte)
        self.imprimeur = Imprimeur(contexte, self)
        self.noter = BoutonNoter(self.ouvrir, self._suivi)
        self.visite = Bouton(_("Consigner une visite"), self._visite, "principal")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        for bouton in (self.noter, self.imprimeur.bouton, self.visite):
            self.entete.ajouter_action(bouton)
        self.partage = Partage(self.contexte.theme, self.attente, self.fil, self.details)
        corps = QHBoxLayout()
        corps.setSpacing(16)
        corps.addWidget(self.partage, 3)
        corps.addWidget(self.saisie, 2)
        self.saisie.setMaximumWidth(self.contexte.theme.px(460))
        self.saisie.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.saisie.setMinimumHeight(HAUTEUR_MIN)
        # Why it asks for attention goes with the story: a tab that has the height has it all.
        self._pourquoi = QWidget()
        place = QVBoxLayout(self._pourquoi)
        place.setContentsMargins(0, 0, 0, 0)
        place.addWidget(self.attention)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(8)
        boite.addWidget(self.entete)
        boite.addWidget(self.bandeau)
        boite.addWidget(self._pourquoi)
        boite.addLayout(corps, 1)

    def _brancher(self) -> None:
        self.attente.faite.connect(self._cocher)
        for source in (self.attente, self.fil, self.details):
            source.demande.connect(self.ouvrir)
        for source in (self.attente, self.details):
            source.retrait.connect(self.retirer)
        self.fil.visite_demandee.connect(self._visite)
        self.fil.genres_changes.connect(lambda _genres: self._lire_fil(0))
        self.fil.suite_demandee.connect(self._lire_fil)
        self.details.change.connect(lambda nom: self._memoriser(onglet=nom))
        self.details.choisi.connect(self.partage.choisir)
        self.details.bascule.connect(self._basculer)
        self.partage.change.connect(self._partage_change)
        self.details.visite_voulue.connect(self._montrer_visite)
        self.saisie.ferme.connect(self._saisie_fermee)

    # --- what is shown -----------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the household `menage_id`, on the tab `onglet`, with the form `saisie` open."""
        menage_id = arguments.get("menage_id")
        if isinstance(menage_id, UUID) and menage_id != self._menage_id:
            self.saisie.fermer()
            self._menage_id, self._fiche = menage_id, None
            onglet = str(arguments.get("onglet") or "")
            self.partage.arriver(onglet, arguments.get("ample"))
        self._a_ouvrir = arguments.get("saisie")
        self.details.montrer(str(arguments.get("onglet") or ""))
        self.contexte.jobs.lancer(
            equipe.lire, None, quand_fini=self._equipe_lue, proprietaire=self, cle="menage.equipe"
        )
        self._lire_responsables()
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read the household again; what is being typed stays."""
        if self._menage_id is None:
            return
        self.contexte.jobs.lancer(
            lecture_en_mots(self._mots),
            LireFil(self._menage_id, self.fil.genres, taille=self._taille()),
            quand_fini=self._remplir,
            en_erreur=self._introuvable,
            proprietaire=self,
            cle="menage.page",
        )

    def _taille(self) -> int:
        """As much of the thread as was already read, so that one stays where one was."""
        deja = self.fil.modele.rowCount() if self._fiche is not None else 0
        return min(max(TAILLE_FIL, deja), 4 * TAILLE_FIL)

    def concernee(self, changes: Changes) -> bool:
        """Anything about this household, or a row that may be its own."""
        return self._menage_id is not None and (
            changes.touche("menages", self._menage_id)
            or (not changes.touche("menages") and any(changes.touche(n) for n in NOUNS))
        )

    def premier_champ(self) -> QWidget:
        """The thread: arrows read it; the tab, when it has all the height."""
        return self.details.premier() if self.partage.ample else self.fil.vue

    @property
    def fiche(self) -> FicheMenage | None:
        """The household shown."""
        return self._fiche

    def _remplir(self, lu: tuple[Lecture, list[Lue]]) -> None:
        lecture, lues = lu
        if lecture.fiche.menage.id != self._menage_id:
            return
        self._fiche = fiche = lecture.fiche
        self.entete.remplir(fiche)
        self.bandeau.remplir(fiche)
        self.attention.remplir(fiche)
        self.attente.remplir(fiche, self._mots)
        self.fil.remplir(lecture.fil, lues)
        self.imprimeur.menage(fiche.menage.id)
        self.noter.remplir(fiche)
        self.details.remplir(fiche)
        self._reprendre()

    def _equipe_lue(self, lue: equipe.Equipe) -> None:
        self._equipe = lue
        self._reprendre()

    def _lire_responsables(self) -> None:
        self.contexte.jobs.lancer(
            responsables.lister,
            ListerResponsables(self.contexte.cite.id),
            quand_fini=self._responsables_lus,
            proprietaire=self,
            cle="menage.responsables",
        )

    def _responsables_lus(self, lus: tuple[ResponsableLigne, ...]) -> None:
        self._responsables = lus

    def _reprendre(self) -> None:
        """Open the form asked for on arrival, once everything it needs was read."""
        if self._a_ouvrir is not None and self._fiche is not None and self._equipe is not None:
            nom, id_ = self._a_ouvrir
            self._a_ouvrir = None
            if self.saisie.saisie is None:
                self.ouvrir(nom, id_)

    def _introuvable(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.contexte.navigation.retour()

    def _lire_fil(self, debut: int) -> None:
        if self._menage_id is None:
            return
        self.contexte.jobs.lancer(
            lecture_en_mots(self._mots),
            LireFil(self._menage_id, self.fil.genres, debut, TAILLE_FIL),
            quand_fini=self._fil_lu,
            proprietaire=self,
            cle="menage.fil",
        )

    def _fil_lu(self, lu: tuple[Lecture, list[Lue]]) -> None:
        lecture, lues = lu
        if lecture.fiche.menage.id == self._menage_id:
            self.fil.remplir(lecture.fil, lues)

    # --- the height, shared between the story and the tabs ------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """A low page shows the story or a tab, not half of both."""
        super().resizeEvent(event)
        self.partage.mesurer(self.height())

    def _basculer(self) -> None:
        """All the height to the tabs, or the story back; the keyboard goes with it."""
        ample = self.partage.basculer()
        self._memoriser(ample=ample)
        (self.details.premier() if ample else self.fil.vue).setFocus()

    def _partage_change(self, ample: bool) -> None:
        self._pourquoi.setVisible(not ample)
        self.details.dire_ample(ample)

    def _devant(self, action: Action) -> Action:
        """That action, which shows itself in the story, wherever one was looking."""

        def declencher() -> None:
            self.partage.montrer_recit()
            action.declencher()

        return Action(action.nom, action.texte, declencher, action.raccourci)

    def _memoriser(self, **arguments: Any) -> None:
        if self.contexte.navigation.page is self:
            self.contexte.navigation.memoriser(**arguments)

    # --- what one does -----------------------------------------------------------------------

    def commandes(self) -> list[Action]:
        """Log a visit, note anything, print, go to a tab."""
        return [
            Action("visite", _("Consigner une visite pour ce ménage"), self._visite, "Ctrl+Return"),
            *(
                Action(f"noter_{nom}", _(texte), partial(self.ouvrir, nom), touche)
                for nom, texte, touche in NOUVELLES
            ),
            Action("demenagement", _("Prévoir un déménagement"), self._demenagement),
            Action("suivi", _("Clore ou rouvrir le suivi"), self._suivi),
            *self.imprimeur.actions(),
            *map(self._devant, self.attention.commandes()),
            *self.details.commandes(),
        ]

    def ouvrir(self, nom: str, id_: Any = None) -> None:
        """Open a form of this page by its name, on a row (or its id) or a new one."""
        if self._fiche is None:
            return
        if nom == "reclamation" and isinstance(id_, UUID):  # it has a page of its own
            self.contexte.navigation.aller("reclamation", reclamation_id=id_)
            return
        if self._equipe is None:
            self._a_ouvrir = (nom, id_)
            return
        cadre = Cadre(
            self.contexte,
            self._fiche,
            self._mots,
            self._equipe.membres,
            self._equipe.moi.intervenant_id,
            self.fil.notes(),
            self._responsables,
        )
        origine = QApplication.focusWidget()
        if origine is not None and not self.saisie.isAncestorOf(origine):
            self._origine = origine
        try:
            self.saisie.ouvrir(FORMES[nom](cadre, id_))
        except AppError as erreur:
            self.contexte.signaler_erreur(erreur)
            return
        # On a narrow screen the form takes the place of what waits, never of the thread.
        self.attente.setVisible(self.width() >= self.contexte.theme.px(1000))
        # Only ids are remembered: what a row says must not outlive a lock.
        connue = id_ is None or isinstance(id_, UUID)
        self._memoriser(saisie=(nom, id_) if connue else None)

    def retirer(self, nom: str, id_: UUID) -> None:
        """Take a row away at once; the status line offers to undo."""
        if nom not in RETRAITS:
            self.ouvrir(nom, id_)  # what cannot be taken away is put right
            return
        (fonction, commande), dit = RETRAITS[nom](id_)
        self._lancer(fonction, commande, _(dit))

    def _lancer(self, fonction: Any, commande: object, dit: str) -> None:
        self.contexte.jobs.lancer(
            fonction,
            commande,
            quand_fini=lambda c: self.contexte.signaler_enregistre(c, dit),
            proprietaire=self,
        )

    def _saisie_fermee(self) -> None:
        self._memoriser(saisie=None)
        self.attente.show()
        self._revenir()

    def _revenir(self) -> None:
        """The keyboard goes back where the form was asked from: one note after the other."""
        origine, self._origine = self._origine, None
        if origine is None or not isValid(origine) or not self.isAncestorOf(origine):
            self.premier_champ().setFocus()
        elif origine.isVisible():
            origine.setFocus()
        elif self.details.isAncestorOf(origine):  # its rows came or went with what was saved
            self.details.premier().setFocus()
        else:
            self.premier_champ().setFocus()

    def _visite(self) -> None:
        if self._menage_id is not None:
            self.contexte.navigation.aller("visite", menage_id=self._menage_id)

    def _demenagement(self) -> None:
        if self._menage_id is not None:
            aller = self.contexte.navigation.aller
            aller("demenagement", menage_id=self._menage_id, nouveau=True)

    def _montrer_visite(self, visite_id: UUID) -> None:
        self.partage.montrer_recit()
        if not self.fil.montrer_visite(visite_id):
            self.contexte.informer(_("Cette visite est plus loin : descendez dans le fil."))

    def _aller_menage(self, menage_id: UUID) -> None:
        self.contexte.navigation.aller("menage", menage_id=menage_id)

    def _suivi(self) -> None:
        """Close the follow-up, or open it again: both say why."""
        if self._fiche is not None:
            clos = self._fiche.menage.suivi.value == "clos"
            self.ouvrir("rouvrir" if clos else "clore")

    def _cocher(self, attente: Attente) -> None:
        """A task is done, a promise is kept; both can be undone from the status line."""
        if attente.nature is NatureAttente.TACHE:
            self._lancer(taches.faire, taches.FaireTache(attente.objet.id), _("C’est fait"))
        elif attente.nature is NatureAttente.ENGAGEMENT:
            tenir = engagements.TenirEngagement(attente.objet.id)
            self._lancer(engagements.tenir, tenir, _("Promesse tenue"))
