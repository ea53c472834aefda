"""Computing a plan: a first one soon, better ones as they come; one may stop and keep the best."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.domain.planification.instance import Instance
from app.domain.planification.plan import PlanPropose
from app.services.planification import donnees, plans
from app.services.planification.commandes import ChargerInstance, EnregistrerPlan
from ui.contexte import Contexte
from ui.pages.planning.apercu import apercu, dire_scores
from ui.widgets import SuiviLong

if TYPE_CHECKING:
    from app.services.planification.resolution import Avancee

SECONDES = 60


@dataclass(frozen=True, slots=True)
class _Chercher:
    instance: Instance
    secondes: float


class _Relais(QObject):
    """Brings improvements from the computing thread to the window."""

    mieux = Signal(object, float)


def _chercher(cmd: _Chercher, _uow: Any, suivi: Any, relais: _Relais) -> PlanPropose:
    # The solver takes a third of a second to load: only when one computes.
    from app.services.planification.resolution import resoudre  # noqa: PLC0415

    dernier: list[PlanPropose] = []

    def avancee(vue: Avancee) -> bool:
        if suivi.annule:
            return False  # the best plan so far is kept
        if not dernier or dernier[-1] is not vue.plan:
            dernier[:] = [vue.plan]
            relais.mieux.emit(vue.plan, vue.secondes)
        return True

    return resoudre(cmd.instance, secondes=cmd.secondes, suivi=avancee)


class Calcul(QObject):
    """`apercu` carries the plan being computed, `garde` the id of the one kept as a draft.

    `change` tells whether something is being computed.
    """

    apercu = Signal(object)
    garde = Signal(object)
    change = Signal(bool)
    echec = Signal(object)

    def __init__(self, contexte: Contexte, suivi: SuiviLong, parent: QWidget) -> None:
        super().__init__(parent)
        self._contexte = contexte
        self._suivi = suivi
        self._instance: Instance | None = None
        self._occupe = False
        self._depuis_id: UUID | None = None
        self._relais = _Relais(self)
        self._relais.mieux.connect(self._mieux)
        self._meilleur: PlanPropose | None = None
        self._montre = QElapsedTimer()
        self._minuteur = QTimer(self)
        self._minuteur.setInterval(500)
        self._minuteur.timeout.connect(self._battre)
        suivi.arrete.connect(self._arreter)
        self.secondes: float = SECONDES

    @property
    def en_cours(self) -> bool:
        """Whether a plan is being computed."""
        return self._occupe

    def lancer(self, cite_id: UUID | None, depuis_id: UUID | None) -> None:
        """Compute a plan of an estate; lines pinned in `depuis_id` stay where they are."""
        if self._occupe:
            return
        self._depuis_id = depuis_id
        self._occupe = True
        self.change.emit(True)
        self._suivi.commencer(_("Lecture des ménages, des logements et des travaux…"))
        self._contexte.jobs.lancer(
            donnees.charger,
            ChargerInstance(cite_id, depuis_id),
            quand_fini=self._chargee,
            en_erreur=self._echec,
            proprietaire=self,
        )

    def _chargee(self, instance: Instance) -> None:
        self._instance = instance
        self._meilleur = None
        self._suivi.commencer(_("Recherche d’un premier plan…"))
        self._montre.start()
        self._minuteur.start()
        tache = self._contexte.jobs.lancer_long(
            partial(_chercher, relais=self._relais),
            _Chercher(instance, self.secondes),
            quand_fini=self._trouve,
            en_erreur=self._echec,
            si_annule=self._fini,
            proprietaire=self,
            fil="autre",
        )
        self._suivi.suivre(tache)

    def _mieux(self, propose: PlanPropose, _secondes: float) -> None:
        if self._instance is not None:
            self._meilleur = propose
            self._battre()
            self.apercu.emit(apercu(self._instance, propose))

    def _battre(self) -> None:
        """Time goes by even when nothing better is found."""
        if not self._minuteur.isActive():
            return
        secondes = min(int(self._montre.elapsed() / 1000), int(self.secondes))
        dit = dire_scores(self._meilleur, 2) if self._meilleur is not None else ""
        self._suivi.avance(secondes, int(self.secondes), dit)

    def _arreter(self) -> None:
        """The best plan so far is kept at once: the search itself may take a while to hear."""
        if self._meilleur is not None:
            self._trouve(self._meilleur)

    def _trouve(self, propose: PlanPropose) -> None:
        instance, self._instance = self._instance, None
        if instance is None:
            return
        self._minuteur.stop()
        self._contexte.jobs.lancer(
            plans.enregistrer,
            EnregistrerPlan(
                instance.cite_id, propose, 0, instance.empreinte, depuis_id=self._depuis_id
            ),
            quand_fini=self._enregistre,
            en_erreur=self._echec,
            proprietaire=self,
        )

    def _enregistre(self, changes: Changes) -> None:
        self._fini()
        self._contexte.signaler_enregistre(
            changes, _("Plan gardé comme essai : rien n’est appliqué tant qu’il n’est pas adopté")
        )
        self.garde.emit(changes.principal)

    def _echec(self, erreur: AppError) -> None:
        self._fini()
        self.echec.emit(erreur)

    def _fini(self) -> None:
        self._minuteur.stop()
        self._instance = None
        self._occupe = False
        self._suivi.finir()
        self.change.emit(False)
