"""The planning: one plan at a time, seen four ways; computed, changed, compared, adopted."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.planification.instance import Instance
from app.services.planification import donnees, plans
from app.services.planification.commandes import ChargerInstance, LirePlan, ListerPlans
from app.services.planification.plan_lu import LignePlan, PlanLu, PlanResume
from ui.contexte import Contexte
from ui.messages import mots
from ui.navigation import Action, Page
from ui.pages.planning.actes import Actes
from ui.pages.planning.apercu import NUL
from ui.pages.planning.barre import VUES, BarrePlan
from ui.pages.planning.calcul import Calcul
from ui.pages.planning.calendrier import VueCalendrier
from ui.pages.planning.comparaison import VueComparaison
from ui.pages.planning.explication import PanneauExplication
from ui.pages.planning.gestes import Frise
from ui.pages.planning.glissement import VueGlissement
from ui.pages.planning.lignes import Lignes
from ui.pages.planning.liste import VueListe
from ui.pages.planning.soucis import Soucis
from ui.pages.planning.vides import ZoneVide, dire_vide
from ui.pile import Pile
from ui.widgets import SuiviLong

_TOUCHES = {Qt.Key.Key_E: "E", Qt.Key.Key_P: "P", Qt.Key.Key_M: "M"}


class PagePlanning(Page):
    """Which plan and which view are kept in the place one is at."""

    nom = "planning"
    titre = N_("Planning")
    icone = "calendrier"
    rang = 38
    aide = "planning"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        theme = contexte.theme
        self.resumes: Sequence[PlanResume] = ()
        self.plan: PlanLu | None = None
        self.plan_id: UUID | None = None
        self.menage_id: UUID | None = None
        self.barre = BarrePlan(theme, self.titre_affiche())
        self.logements = Frise(theme, _("Planning, logement par logement"))
        self.menages = Frise(theme, _("Planning, ménage par ménage"))
        self.equipes = VueCalendrier(contexte)
        self.liste = VueListe(theme)
        self.comparaison = VueComparaison(contexte)
        self.glissement = VueGlissement(contexte)
        self.vide = ZoneVide(_("Lecture des plans…"))
        self.panneau = PanneauExplication(contexte)
        self.soucis = Soucis(theme)
        self.suivi = SuiviLong()
        self.calcul = Calcul(contexte, self.suivi, self)
        self.actes = Actes(self)
        self._vues: dict[str, QWidget] = {
            "logements": self.logements,
            "menages": self.menages,
            "equipes": self.equipes,
            "liste": self.liste,
            "comparer": self.comparaison,
            "glisser": self.glissement,
            "vide": self.vide,
        }
        self.vue = "logements"
        self._disposer()
        self._relier()
        self.barre.vue(self.vue)
        self._montrer_vue("vide")

    def _disposer(self) -> None:
        self.pile = Pile()
        for vue in self._vues.values():
            self.pile.addWidget(vue)
        milieu = QHBoxLayout()
        milieu.setSpacing(12)
        milieu.addWidget(self.pile, 1)
        milieu.addWidget(self.panneau)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(20, 12, 20, 8)
        boite.setSpacing(8)
        boite.addWidget(self.barre)
        boite.addWidget(self.suivi)
        boite.addLayout(milieu, 1)
        for bande in self.actes.bandes:
            boite.addWidget(bande)
        boite.addWidget(self.soucis)

    def _relier(self) -> None:
        for frise in (self.logements, self.menages):
            frise.courante_change.connect(partial(self._courant, frise))
            frise.ouvre_menage.connect(self.ouvrir_menage)
            self.actes.suivre(frise)
        self.equipes.grille.courante_change.connect(partial(self._courant, self.equipes))
        self.equipes.grille.ouvre_menage.connect(self.ouvrir_menage)
        self.equipes.grille.touche.connect(self.lettre)
        self.liste.courante_change.connect(partial(self._courant, self.liste))
        self.liste.ouvre_menage.connect(self.ouvrir_menage)
        self.liste.table.touche.connect(self.lettre)
        self.comparaison.ouvre_menage.connect(self.ouvrir_menage)
        self.glissement.ouvre_menage.connect(self.ouvrir_menage)
        for vue in (self.comparaison, self.glissement):
            vue.retour.connect(lambda: self.voir(self.vue))
        self.glissement.garder_voulu.connect(self.actes.garder)
        self.panneau.ouvre_menage.connect(self.ouvrir_menage)
        self.panneau.ouvre_demenagement.connect(self.ouvrir_demenagement)
        self.panneau.epingle.connect(self.actes.epingler)
        self.panneau.ferme.connect(lambda: self.premier_champ().setFocus())
        self.soucis.vise.connect(self._viser)
        self.actes.placement.montree.connect(self.soucis.ceder)
        self.barre.plan_choisi.connect(self.choisir)
        self.barre.vue_choisie.connect(self.voir)
        self.barre.proposer_voulu.connect(self.proposer)
        self.barre.glisser.clicked.connect(lambda _c=False: self.glisser())
        self.barre.zoom.connect(self.zoomer)
        self.barre.aujourdhui.connect(self._aujourdhui)
        self.calcul.apercu.connect(self._montrer)
        self.calcul.garde.connect(self._garde)
        self.calcul.change.connect(lambda _oui: self._activer())
        self.calcul.echec.connect(self._echec)
        self.contexte.cite.change.connect(self._cite_choisie)

    # ---- the page ----------------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the plan `plan_id` in the view `vue`, at the household `menage_id`."""
        if isinstance(arguments.get("plan_id"), UUID):
            self.plan_id = arguments["plan_id"]
        if isinstance(arguments.get("menage_id"), UUID):
            self.menage_id = arguments["menage_id"]
        if arguments.get("vue") in [nom for nom, _t in VUES]:
            self.vue = str(arguments["vue"])
            self.barre.vue(self.vue)
        if self.plan is not None and arguments.keys() & {"vue", "menage_id"}:
            self.voir(self.vue)
        self.rafraichir()

    def concernee(self, changes: Changes) -> bool:
        """Plans, and all they are computed from."""
        noms = ("plans", "demenagements", "occupations", "menages", "logements", "tranches",
                "equipes", "chartes", "cites")  # fmt: skip
        return any(changes.touche(nom) for nom in noms)

    def rafraichir(self) -> None:
        """Read the plans again, and the one shown."""
        if self.calcul.en_cours:
            return
        self.contexte.jobs.lancer(
            plans.lister,
            ListerPlans(self.contexte.cite.id),
            quand_fini=self._listes,
            en_erreur=self._sans_cite,
            proprietaire=self,
            cle="planning.lister",
        )

    def premier_champ(self) -> QWidget:
        """Where one begins in the view shown."""
        vue = self.pile.currentWidget()
        if vue is self.vide:
            return self.vide.bouton if not self.vide.bouton.isHidden() else self.barre.proposer
        if vue is self.equipes:
            return self.equipes.grille
        if vue is self.liste:
            return self.liste.table
        if vue is self.comparaison:
            return self.comparaison.premier_champ()
        if vue is self.glissement:
            return self.glissement.premier_champ()
        return self.frise

    def commandes(self) -> list[Action]:
        """What one may do, for the menu and the palette."""
        proposer = Action("planning_proposer", _("Proposer un plan"), self.proposer)
        return [proposer] if self.plan is None else [proposer, *self.actes.commandes()]

    # ---- reading -----------------------------------------------------------------------------

    def choisir(self, plan_id: UUID) -> None:
        """Show another plan."""
        self.plan_id = plan_id
        self.contexte.navigation.memoriser(plan_id=plan_id)
        self._lire(plan_id)

    def _listes(self, resumes: Sequence[PlanResume]) -> None:
        self.resumes = resumes
        connus = [r.id for r in resumes]
        if self.plan_id not in connus:
            self.plan_id = connus[0] if connus else None
        self.barre.proposer_plans(resumes, self.plan_id)
        if self.plan_id is not None:
            self._lire(self.plan_id)
            return
        self.plan = None
        self.contexte.jobs.lancer(
            donnees.charger,
            ChargerInstance(self.contexte.cite.id),
            quand_fini=self._sans_plan,
            en_erreur=self._sans_cite,
            proprietaire=self,
            cle="planning.lire",
        )

    def _lire(self, plan_id: UUID) -> None:
        self.contexte.jobs.lancer(
            plans.lire,
            LirePlan(plan_id),
            quand_fini=self._montrer,
            proprietaire=self,
            cle="planning.lire",
        )

    def _montrer(self, plan: PlanLu) -> None:
        premiere = self.plan is None
        self.plan = plan
        lignes = Lignes(plan)
        jours, ouvre = lignes.jours(), plan.instance.regles.ouvre
        for frise, rangees in (
            (self.logements, lignes.par_logement()),
            (self.menages, lignes.par_menage()),
        ):
            frise.modifiable = self.actes.modifiable
            frise.remplir(rangees, lignes.bandeaux(), jours, plan.aujourdhui, ouvre)
        self.liste.remplir(plan)
        self.equipes.remplir(plan)
        self.soucis.remplir(plan)
        self.barre.montrer(plan)
        self.actes.laisser()
        self._activer()
        if premiere or self.pile.currentWidget() is self.vide:
            self.voir(self.vue)
        if self.panneau.isVisible():
            self._expliquer_courant()

    def _garde(self, plan_id: UUID) -> None:
        self.plan_id = plan_id
        self.contexte.navigation.memoriser(plan_id=plan_id)
        self.rafraichir()

    def _activer(self) -> None:
        calcul = self.calcul.en_cours
        self.barre.actif(plan=self.plan is not None, calcul=calcul)
        self.actes.remplir_menus()
        self.redire_commandes()

    def _sans_plan(self, instance: Instance) -> None:
        """Nothing was computed yet: what to do next."""
        dit = dire_vide(instance)
        cite = self.contexte.navigation.aller
        aller = partial(cite, "cite", cite_id=instance.cite_id, onglet=dit.onglet)
        self._dire_vide(dit.titre, dit.texte, dit.bouton, aller if dit.onglet else self.proposer)

    def _sans_cite(self, erreur: AppError) -> None:
        """No estate, or several: the message says which to choose."""
        self.plan = None
        dit = mots(erreur)
        aller = partial(self.contexte.navigation.aller, "cite")
        texte = " ".join(x for x in (dit.pourquoi, dit.que_faire) if x)
        self._dire_vide(dit.titre, texte, _("Ouvrir la page Cité"), aller)

    def _dire_vide(self, titre: str, texte: str, bouton: str, faire: Any) -> None:
        self.vide.dire(titre, texte, bouton, faire)
        self.pile.setCurrentWidget(self.vide)
        self.panneau.hide()
        self.soucis.hide()
        self._activer()
        if self.contexte.navigation.page is self:
            self.vide.bouton.setFocus()

    def _echec(self, erreur: AppError) -> None:
        self.contexte.signaler_erreur(erreur)
        self.rafraichir()

    def _cite_choisie(self, _cite_id: UUID | None) -> None:
        self.plan_id = None
        if self.contexte.navigation.page is self:
            self.rafraichir()

    # ---- views -------------------------------------------------------------------------------

    @property
    def frise(self) -> Frise:
        """The timeline shown, else the one by home."""
        return self.menages if self.vue == "menages" else self.logements

    def voir(self, nom: str) -> None:
        """Show a view of the plan, at the same household."""
        if self.plan is None:
            return
        self.actes.laisser()
        self.vue = nom
        self.contexte.navigation.memoriser(vue=nom)
        self.barre.vue(nom)
        self._montrer_vue(nom)
        if nom in ("logements", "menages") and self.menage_id is not None:
            self.frise.viser(self.menage_id)
        elif nom == "liste":
            self.liste.viser(self.menage_id)
        self.premier_champ().setFocus()

    def _montrer_vue(self, nom: str) -> None:
        self.pile.setCurrentWidget(self._vues[nom])
        de_plan = nom in [n for n, _t in VUES]
        self.soucis.montrer(vue_de_plan=de_plan)
        if not de_plan:
            self.barre.sans_zoom()
            self.panneau.hide()

    def zoomer(self, sens: int) -> None:
        """Nearer, farther, or everything."""
        self.frise.zoomer(sens)

    def _aujourdhui(self) -> None:
        self.frise.aller_aujourdhui()

    def comparer(self) -> None:
        """This plan beside another."""
        if self.plan is not None:
            self._montrer_vue("comparer")
            self.comparaison.ouvrir(self.resumes, self.plan.resume.id, self.plan.noms)
            self.comparaison.premier_champ().setFocus()

    def glisser(self) -> None:
        """What a batch that is late does to this plan."""
        if self.plan is not None and self.plan.resume.id != NUL:
            self._montrer_vue("glisser")
            self.glissement.ouvrir(self.plan)
            self.glissement.premier_champ().setFocus()

    def proposer(self) -> None:
        """Compute a plan; lines pinned in the one shown stay."""
        self.voir(self.vue)
        self.calcul.lancer(self.contexte.cite.id, self.plan_id)

    # ---- one household -----------------------------------------------------------------------

    def ligne(self, menage_id: UUID | None) -> LignePlan | None:
        """The line of a household in the plan shown."""
        return self.plan.ligne(menage_id) if self.plan and menage_id else None

    def ouvrir_menage(self, menage_id: UUID | None) -> None:
        """Go to the page of a household."""
        if menage_id is not None:
            self.contexte.navigation.aller("menage", menage_id=menage_id)

    def ouvrir_demenagement(self, menage_id: UUID | None) -> None:
        """Go to the move of a household."""
        if menage_id is not None:
            self.contexte.navigation.aller("demenagement", menage_id=menage_id)

    def _courant(self, vue: QWidget, menage_id: UUID | None) -> None:
        if menage_id is None or self.pile.currentWidget() is not vue:
            return
        self.menage_id = menage_id
        if self.panneau.isVisible():
            self._expliquer_courant()

    def _viser(self, menage_id: UUID) -> None:
        """From what is wrong to the bar, and why."""
        self.menage_id = menage_id
        if self.vue in ("logements", "menages"):
            self.frise.viser(menage_id)
            self.frise.aller(self.frise.courante)
        else:
            self.liste.viser(menage_id)
        self._expliquer_courant()

    def _expliquer_courant(self) -> None:
        if self.menage_id is None:
            self.menage_id = self.frise.menage_courant
        ligne = self.ligne(self.menage_id)
        if ligne is not None and self.plan is not None:
            self.panneau.montrer(self.plan, ligne, modifiable=self.actes.modifiable)

    def lettre(self, lettre: str) -> None:
        """E explains, P pins, M opens the move."""
        if lettre == "E":
            self._expliquer_courant()
        elif lettre == "P":
            self.actes.epingler(self.menage_id or self.frise.menage_courant)
        else:
            self.ouvrir_demenagement(self.menage_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Letters the view did not take; Esc folds the panel."""
        touche = Qt.Key(event.key())
        if touche in _TOUCHES and not event.modifiers() and self.plan is not None:
            self.lettre(_TOUCHES[touche])
        elif touche is Qt.Key.Key_Escape and self.panneau.isVisible():
            self.panneau.fermer()
        else:
            super().keyPressEvent(event)
            return
        event.accept()
