"""Printing the plan: the timeline, a week, the list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog

from app.core.i18n import _
from app.domain.planification.mots import EtatPlan
from app.services.documents.commandes import Imprime, ImprimerListe
from app.services.documents.commandes_demenagements import (
    ChoixDemenagements,
    ImpressionDemenagements,
    ImprimerPlanning,
)
from app.services.documents.commandes_planning import FormatFrise, ImprimerFrise, ImprimerSemaine
from app.services.planification.plan_lu import PlanLu

if TYPE_CHECKING:
    from ui.pages.planning.page import PagePlanning

Choix = tuple[str, Callable[[], object], bool]


class Imprimeur(QObject):
    """Asks for a file, writes it off the window's thread, shows it."""

    def __init__(self, page: PagePlanning) -> None:
        super().__init__(page)
        self._page = page

    def choix(self) -> list[Choix]:
        """What may be printed."""
        permis = self._page.plan is not None
        return [
            (_("Frise par logement (A4)"), partial(self.frise, FormatFrise.A4), permis),
            (_("Frise par logement (A3)"), partial(self.frise, FormatFrise.A3), permis),
            (
                _("Frise par ménage (A3)"),
                partial(self.frise, FormatFrise.A3, par_menage=True),
                permis,
            ),
            (_("La semaine affichée"), self.semaine, permis),
            (_("La liste"), self.liste, permis),
        ]

    def frise(
        self, papier: FormatFrise, fichier: Path | None = None, *, par_menage: bool = False
    ) -> None:
        """The timeline, landscape, on as many pages as needed."""
        from app.services.documents.planning import imprimer_frise  # noqa: PLC0415

        plan = self._page.plan
        choisi = fichier or self._demander(_("frise"))
        if plan is None or choisi is None:
            return
        self._lancer(imprimer_frise, ImprimerFrise(plan, choisi, papier, par_menage=par_menage))

    def semaine(self, fichier: Path | None = None, lundi: date | None = None) -> None:
        """The moves of the week shown in the calendar."""
        from app.services.documents import imprimer_planning  # noqa: PLC0415
        from app.services.documents.planning import imprimer_semaine  # noqa: PLC0415

        plan = self._page.plan
        choisi = fichier or self._demander(_("semaine"))
        if plan is None or choisi is None:
            return
        quand = lundi or self._page.equipes.lundi
        if plan.resume.etat is not EtatPlan.ADOPTE:
            self._lancer(imprimer_semaine, ImprimerSemaine(plan, choisi, quand))
            return
        # Moves of the adopted plan have their own paper: hours, volumes, phones, states.
        fin = quand + timedelta(days=6)
        choix = ChoixDemenagements(du=quand, au=fin, cite_id=plan.resume.cite_id)
        self._lancer(imprimer_planning, ImprimerPlanning(choix, choisi))

    def liste(self, fichier: Path | None = None) -> None:
        """The table, every household of the plan."""
        from app.services.documents import imprimer_liste  # noqa: PLC0415

        plan = self._page.plan
        choisi = fichier or self._demander(_("liste"))
        if plan is None or choisi is None:
            return
        papier = self._page.liste.papier(titre_du(plan), plan.cite, plan.aujourdhui, plan)
        self._lancer(imprimer_liste, ImprimerListe(papier, choisi))

    def _demander(self, quoi: str) -> Path | None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        propose = str(Path(documents) / _("planning-{quoi}.pdf").format(quoi=quoi))
        nom, _filtre = QFileDialog.getSaveFileName(
            self._page, _("Où ranger le planning ?"), propose, _("Documents PDF (*.pdf)")
        )
        if not nom:
            return None
        return Path(nom if nom.lower().endswith(".pdf") else f"{nom}.pdf")

    def _lancer(self, service: Any, cmd: Any) -> None:
        self._page.contexte.jobs.lancer(
            service, cmd, quand_fini=self._ecrit, libelle=_("Impression"), proprietaire=self
        )

    def _ecrit(self, fait: Imprime | ImpressionDemenagements) -> None:
        self._page.contexte.informer(_("Document écrit : {fichier}").format(
            fichier=fait.fichier.name))  # fmt: skip
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))


def titre_du(plan: PlanLu) -> str:
    """How the plan is called on paper."""
    return _("Planning · {nom}").format(nom=plan.resume.nom)
