"""One household on one screen: what waits, the thread of everything, then tabs for depth."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QSplitter, QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.services import engagements, taches
from app.services.documents.vocabulaire import Libelles
from app.services.menages import LireFil, fil, lire_page
from app.services.menages import PageMenage as Lecture
from app.services.menages.lignes import Attente, FicheMenage, NatureAttente
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.menage.attente import PanneauAttente
from ui.pages.menage.entete import EnteteMenage
from ui.pages.menage.fil import PanneauFil
from ui.pages.menage.foyer import OngletFoyer
from ui.pages.menage.impression import Imprimeur
from ui.pages.menage.logement import OngletLogement
from ui.pages.menage.parcours import OngletParcours
from ui.pages.menage.reclamations import OngletReclamations
from ui.pages.menage.relogement import OngletRelogement
from ui.widgets import Bouton

TAILLE_FIL = 50
NOUNS = (
    "personnes",
    "visites",
    "taches",
    "engagements",
    "occupations",
    "etapes",
    "rendez_vous",
    "reclamations",
    "referents",
    "consentements",
    "besoins",
    "notes",
)


class PageMenage(Page):
    """The whole story of one household; the header never scrolls away."""

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
        self._mots = Libelles(contexte.catalogues())
        self.entete = EnteteMenage()
        self.attente = PanneauAttente(contexte.theme)
        self.fil = PanneauFil(contexte.theme)
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(_("Détails du ménage"))
        self._construire_onglets()
        self._disposer()
        self.imprimeur = Imprimeur(contexte, self)
        self.entete.ajouter_action(self.imprimeur.bouton)
        self.entete.ajouter_action(Bouton(_("Consigner une visite"), self._visite, "principal"))
        self.attente.faite.connect(self._cocher)
        self.fil.visite_demandee.connect(self._visite)
        self.fil.genres_changes.connect(lambda _genres: self._lire_fil(0))
        self.fil.suite_demandee.connect(self._lire_fil)

    def _construire_onglets(self) -> None:
        self._onglets: dict[str, tuple[Any, str]] = {
            "foyer": (OngletFoyer(self.contexte), _("Foyer")),
            "logement": (OngletLogement(self.contexte), _("Logement et loyer")),
            "parcours": (OngletParcours(self.contexte, self._mots), _("Parcours")),
            "relogement": (OngletRelogement(self.contexte), _("Relogement")),
            "reclamations": (OngletReclamations(self.contexte, self._mots), _("Réclamations")),
        }
        for widget, titre in self._onglets.values():
            self.onglets.addTab(widget, titre)
        self.onglets.currentChanged.connect(self._onglet_change)

    def _disposer(self) -> None:
        haut = QSplitter(Qt.Orientation.Horizontal)
        haut.setChildrenCollapsible(False)
        haut.addWidget(self.attente)
        haut.addWidget(self.fil)
        haut.setStretchFactor(0, 2)
        haut.setStretchFactor(1, 3)
        haut.setHandleWidth(16)
        self._vertical = QSplitter(Qt.Orientation.Vertical)
        self._vertical.setChildrenCollapsible(False)
        self._vertical.addWidget(haut)
        self._vertical.addWidget(self.onglets)
        self._vertical.setStretchFactor(0, 3)
        self._vertical.setStretchFactor(1, 2)
        self._vertical.setHandleWidth(8)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(10)
        boite.addWidget(self.entete)
        boite.addWidget(self._vertical, 1)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt name
        """Give the thread a little more room than the tabs, once the height is known."""
        super().showEvent(event)
        if not event.spontaneous() and sum(self._vertical.sizes()) == 0:
            self._vertical.setSizes([320, 240])

    # --- what is shown -----------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the household `menage_id`, on the tab `onglet` when given."""
        menage_id = arguments.get("menage_id")
        if isinstance(menage_id, UUID):
            self._menage_id = menage_id
        if arguments.get("onglet") in self._onglets:
            self.onglets.setCurrentIndex(list(self._onglets).index(arguments["onglet"]))
        self.rafraichir()

    def rafraichir(self) -> None:
        """Read the household again."""
        if self._menage_id is None:
            return
        self.contexte.jobs.lancer(
            lire_page,
            LireFil(self._menage_id, self.fil.genres, taille=TAILLE_FIL),
            quand_fini=self._remplir,
            en_erreur=self._introuvable,
            cle="menage.page",
        )

    def concernee(self, changes: Changes) -> bool:
        """Anything about this household, or a row that may be its own."""
        return self._menage_id is not None and (
            changes.touche("menages", self._menage_id)
            or (not changes.touche("menages") and any(changes.touche(n) for n in NOUNS))
        )

    def premier_champ(self) -> QWidget:
        """The thread: arrows read it."""
        return self.fil.vue

    @property
    def fiche(self) -> FicheMenage | None:
        """The household shown."""
        return self._fiche

    def _remplir(self, lecture: Lecture) -> None:
        self._fiche = fiche = lecture.fiche
        self.entete.remplir(fiche)
        self.attente.remplir(fiche.attente, fiche.jour, self._mots)
        self.fil.remplir(lecture.fil, self._mots)
        self.imprimeur.menage(fiche.menage.id)
        for widget, _titre in self._onglets.values():
            widget.remplir(fiche)
        self._onglet_change(self.onglets.currentIndex())

    def _introuvable(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.contexte.navigation.retour()

    def _lire_fil(self, debut: int) -> None:
        if self._menage_id is None:
            return
        self.contexte.jobs.lancer(
            fil,
            LireFil(self._menage_id, self.fil.genres, debut, TAILLE_FIL),
            quand_fini=lambda page: self.fil.remplir(page, self._mots),
            proprietaire=self,
            cle="menage.fil",
        )

    def _onglet_change(self, rang: int) -> None:
        nom = list(self._onglets)[rang]
        if self.contexte.navigation.page is self:
            self.contexte.navigation.memoriser(onglet=nom)

    # --- what one does -----------------------------------------------------------------------

    def commandes(self) -> list[Action]:
        """Log a visit, print, go to a tab."""
        actions = [
            Action("visite", _("Consigner une visite"), self._visite, "Ctrl+Return"),
            *self.imprimeur.actions(),
        ]
        for i, (nom, (_widget, titre)) in enumerate(self._onglets.items()):
            actions.append(
                Action(
                    f"onglet_{nom}",
                    _("Voir : {onglet}").format(onglet=titre),
                    lambda i=i: self._aller_onglet(i),
                    f"Alt+{i + 1}",
                )
            )
        return actions

    def _aller_onglet(self, rang: int) -> None:
        self.onglets.setCurrentIndex(rang)
        self.onglets.currentWidget().setFocus()
        self.onglets.currentWidget().focusNextChild()

    def _visite(self) -> None:
        if self._menage_id is not None:
            self.contexte.navigation.aller("visite", menage_id=self._menage_id)

    def _cocher(self, attente: Attente) -> None:
        """A task is done, a promise is kept; both can be undone from the status line."""
        jobs = self.contexte.jobs
        if attente.nature is NatureAttente.TACHE:
            jobs.lancer(
                taches.faire,
                taches.FaireTache(attente.objet.id),
                quand_fini=lambda c: self.contexte.signaler_enregistre(c, _("C’est fait")),
                proprietaire=self,
            )
        elif attente.nature is NatureAttente.ENGAGEMENT:
            jobs.lancer(
                engagements.tenir,
                engagements.TenirEngagement(attente.objet.id),
                quand_fini=lambda c: self.contexte.signaler_enregistre(c, _("Promesse tenue")),
                proprietaire=self,
            )
