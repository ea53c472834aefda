"""What one does to a plan: place, pin, copy, rename, delete, adopt, print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.domain.planification.mots import EtatPlan
from app.domain.planification.plan import PlanPropose
from app.services.planification import plans
from app.services.planification.commandes import (
    AdopterPlan,
    CopierPlan,
    EnregistrerPlan,
    EssayerPlacement,
    FixerLigne,
    PlacerMenage,
    RenommerPlan,
    SupprimerPlan,
)
from app.services.planification.plan_lu import PhraseLue
from ui.messages import mots
from ui.navigation import Action
from ui.pages.planning.adoption import bilan, dire
from ui.pages.planning.apercu import NUL
from ui.pages.planning.barre import VUES
from ui.pages.planning.gestes import Frise
from ui.pages.planning.impression import Imprimeur
from ui.pages.planning.placement import BandeAdoption, BandeNom, BandePlacement
from ui.pages.planning.vue import Deplace
from ui.widgets.bande import Bande

if TYPE_CHECKING:
    from ui.pages.planning.page import PagePlanning

Choix = tuple[str, Callable[[], object], bool]


class Actes(QObject):
    """The hands of the page: each act is one service, undone like any other."""

    def __init__(self, page: PagePlanning) -> None:
        super().__init__(page)
        self._page = page
        self._contexte = page.contexte
        self.placement = BandePlacement()
        self.nom = BandeNom()
        self.adoption = BandeAdoption()
        self.imprimeur = Imprimeur(page)
        self.bandes: tuple[Bande, ...] = (self.placement, self.nom, self.adoption)
        self.placement.placer_voulu.connect(self._placer)
        self.placement.ferme.connect(self.laisser)
        self.nom.nomme.connect(self._renommer)
        self.adoption.adopte.connect(self._adopter)
        for bande in self.bandes:
            bande.ferme.connect(lambda: page.premier_champ().setFocus())

    @property
    def plan_id(self) -> UUID | None:
        """The plan shown, when it is one that is kept."""
        plan = self._page.plan
        return plan.resume.id if plan is not None and plan.resume.id != NUL else None

    @property
    def modifiable(self) -> bool:
        """Whether the plan shown may be changed by hand: drafts only."""
        plan = self._page.plan
        return (
            self.plan_id is not None and plan is not None and (plan.resume.etat is EtatPlan.ESSAI)
        )

    # ---- placing -----------------------------------------------------------------------------

    def suivre(self, frise: Frise) -> None:
        """What is dragged in a timeline is tried, then placed."""
        frise.essaye.connect(partial(self._essayer, frise))
        frise.depose.connect(self._deposer)
        frise.laisse.connect(self.placement.cacher)
        frise.refuse.connect(self._refuser)

    def laisser(self) -> None:
        """Nothing is being moved any more."""
        self.placement.cacher()
        for frise in (self._page.logements, self._page.menages):
            frise.laisser()

    def _essayer(self, frise: Frise, vu: Deplace) -> None:
        if self.plan_id is None or self._page.plan is None:
            return
        self.placement.considerer(vu, self._page.plan)
        if vu.logement_id is None:
            self.placement.demander_logement()
            frise.juger(vu, mal=True)
            return

        def recu(ecarts: Sequence[PhraseLue]) -> None:
            frise.juger(vu, mal=bool(ecarts))
            self.placement.juger(vu, ecarts)

        self._contexte.jobs.lancer(
            plans.essayer,
            EssayerPlacement(self.plan_id, vu.menage_id, vu.placement()),
            quand_fini=recu,
            proprietaire=self,
            cle="planning.essayer",
        )

    def _deposer(self, vu: Deplace) -> None:
        if self.placement.vu == vu:
            self.placement.demander()

    def _placer(self, vu: Deplace, motif: str) -> None:
        if self.plan_id is not None:
            cmd = PlacerMenage(self.plan_id, vu.menage_id, vu.placement(), motif)
            self._lancer(plans.placer, cmd, _("Placé à la main, et épinglé"))

    def _refuser(self) -> None:
        self._contexte.informer(
            _("Ce plan ne se change pas : copiez-le (menu « Ce plan »), et changez la copie.")
        )

    def epingler(self, menage_id: UUID | None) -> None:
        """Pin the line of a household, or set it free."""
        ligne = self._page.ligne(menage_id)
        if ligne is None or menage_id is None:
            return
        if not self.modifiable or self.plan_id is None:
            self._refuser()
            return
        dit = _("{nom} n’est plus épinglé") if ligne.fixe else _("{nom} est épinglé")
        self._lancer(
            plans.fixer,
            FixerLigne(self.plan_id, menage_id, not ligne.fixe),
            dit.format(nom=ligne.menage),
        )

    # ---- the plan itself ---------------------------------------------------------------------

    def copier(self) -> None:
        """A draft with the same lines, shown at once."""
        if self.plan_id is not None:
            self._lancer(plans.copier, CopierPlan(self.plan_id), _("Plan copié"), ouvrir=True)

    def garder(self, propose: PlanPropose, nom: str) -> None:
        """Keep as a draft what a slip would give."""
        plan = self._page.plan
        if plan is None:
            return
        cmd = EnregistrerPlan(
            plan.resume.cite_id,
            propose,
            plan.resume.graine,
            plan.instance.empreinte,
            nom,
            plan.resume.id,
        )
        self._lancer(plans.enregistrer, cmd, _("Gardé comme essai"), ouvrir=True)

    def renommer(self) -> None:
        """Ask for another name."""
        if self._page.plan is not None:
            self._cacher()
            self.nom.ouvrir(self._page.plan.resume.nom)

    def _renommer(self, nom: str) -> None:
        if self.plan_id is not None:
            self.nom.fermer()
            self._lancer(plans.renommer, RenommerPlan(self.plan_id, nom), _("Plan renommé"))

    def supprimer(self) -> None:
        """Delete this draft: it can be undone."""
        if self.plan_id is not None:
            self._lancer(plans.supprimer, SupprimerPlan(self.plan_id), _("Plan supprimé"))

    def adopter(self) -> None:
        """Say what will change, then ask."""
        if self._page.plan is not None:
            self._cacher()
            plan = self._page.plan
            self.adoption.ouvrir(plan.resume.nom, dire(bilan(plan)))

    def _adopter(self, motif: str) -> None:
        plan = self._page.plan
        if self.plan_id is None or plan is None:
            return
        nom = plan.resume.nom

        def refusee(erreur: AppError) -> None:
            if erreur.code != "planification.motif_adoption":
                self._contexte.signaler_erreur(erreur)
                return
            dit = mots(erreur)
            self.adoption.demander_motif(nom, f"{dit.titre}\n{dit.pourquoi}")

        self.adoption.fermer()
        self._lancer(
            plans.adopter,
            AdopterPlan(self.plan_id, motif),
            _("Plan adopté : les déménagements sont prévus"),
            en_erreur=refusee,
        )

    def _cacher(self) -> None:
        self.laisser()
        for bande in (self.nom, self.adoption):
            bande.hide()

    def _lancer(
        self,
        service: Any,
        cmd: Any,
        dit: str,
        *,
        ouvrir: bool = False,
        en_erreur: Callable[[AppError], object] | None = None,
    ) -> None:
        def fini(changes: Changes) -> None:
            self._contexte.signaler_enregistre(changes, dit)
            self.laisser()
            if ouvrir and changes.principal is not None:
                self._page.choisir(changes.principal)
                self._page.voir(self._page.vue)

        def echec(erreur: AppError) -> None:
            self.laisser()
            (en_erreur or self._contexte.signaler_erreur)(erreur)

        self._contexte.jobs.lancer(
            service, cmd, quand_fini=fini, en_erreur=echec, proprietaire=self
        )

    # ---- menus -------------------------------------------------------------------------------

    def remplir_menus(self) -> None:
        """Menus of the bar, for the plan shown."""
        papiers = [
            (_("Imprimer : {quoi}").format(quoi=texte), faire, permis)
            for texte, faire, permis in self.imprimeur.choix()
        ]
        self._page.barre.actions_du_plan([*self._du_plan(), *papiers])
        self._page.barre.actions_papier(self.imprimeur.choix())

    def _du_plan(self) -> list[Choix]:
        plan = self._page.plan
        garde = self.plan_id is not None
        etat = plan.resume.etat if plan is not None else None
        essai = garde and etat is EtatPlan.ESSAI
        plusieurs = len(self._page.resumes) > 1
        return [
            (_("Adopter ce plan…"), self.adopter, essai),
            (_("Comparer à un autre"), self._page.comparer, garde and plusieurs),
            (_("Et si une tranche glissait ?"), self._page.glisser, garde),
            (_("Copier"), self.copier, garde),
            (_("Renommer…"), self.renommer, garde),
            (_("Supprimer"), self.supprimer, garde and etat is not EtatPlan.ADOPTE),
        ]

    def commandes(self) -> list[Action]:
        """The same for the menu of the page and the palette."""
        faits = [
            Action(f"planning_acte_{rang}", _("Planning : {acte}").format(acte=texte), faire)
            for rang, (texte, faire, permis) in enumerate(self._du_plan())
            if permis
        ]
        papiers = [
            Action(f"planning_papier_{rang}", _("Imprimer : {quoi}").format(quoi=texte), faire)
            for rang, (texte, faire, permis) in enumerate(self.imprimeur.choix())
            if permis
        ]
        vues = [
            Action(
                f"planning_{nom}",
                _("Planning : {vue}").format(vue=_(texte).lower()),
                partial(self._page.voir, nom),
                f"Alt+{rang}",
            )
            for rang, (nom, texte) in enumerate(VUES, 1)
        ]
        return [*faits, *papiers, *vues]
