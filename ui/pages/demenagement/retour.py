"""From a move to what goes with it: the inventory of the home, the réserves still open there."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QWidget

from app.core.i18n import _, ngettext, nombre
from app.services import receptions
from app.services.demenagements import DossierDemenagement, SensDemenagement
from app.services.receptions import ListerReserves
from app.services.reclamations.lecture import ReclamationLigne
from ui.contexte import Contexte
from ui.widgets import Bouton, Flux


class LiensDemenagement(QWidget):
    """Out: the inventory of the home left. In: that of the home entered, and its réserves."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._dossier: DossierDemenagement | None = None
        self.sortie = Bouton(_("État des lieux de sortie"), partial(self._etat, "depuis"), "lien")
        self.entree = Bouton(_("État des lieux d’entrée"), partial(self._etat, "vers"), "lien")
        self.reserves = Bouton("", self._voir_reserves, "lien")
        self.reserves.hide()
        flux = Flux(self, ecart=16)
        for bouton in (self.sortie, self.entree, self.reserves):
            flux.addWidget(bouton)
        self.hide()

    def montrer(self, dossier: DossierDemenagement) -> None:
        """What goes with this move; réserves are looked for when somebody comes home."""
        lu, self._dossier = dossier.demenagement, dossier
        self.sortie.setVisible(lu.depuis_id is not None)
        self.reserves.hide()
        self.show()
        if lu.sens is not SensDemenagement.ALLER:
            self._contexte.jobs.lancer(
                receptions.lister_reserves,
                ListerReserves(logement_ids=(lu.vers_id,)),
                quand_fini=partial(self._lues, lu.id),
                proprietaire=self,
                cle="demenagement.reserves",
            )

    def _lues(self, demenagement_id: UUID, lues: tuple[ReclamationLigne, ...]) -> None:
        if self._dossier is None or self._dossier.demenagement.id != demenagement_id:
            return
        n = len(lues)
        dit = ngettext("⚠ {n} réserve ouverte ici", "⚠ {n} réserves ouvertes ici", n)
        self.reserves.setText(dit.format(n=nombre(n)))
        self.reserves.setVisible(bool(n))

    def _etat(self, quel: str) -> None:
        if self._dossier is not None:
            lu = self._dossier.demenagement
            self._contexte.navigation.aller(
                "etat_des_lieux",
                menage_id=lu.menage_id,
                logement_id=lu.depuis_id if quel == "depuis" else lu.vers_id,
                demenagement_id=lu.id,
            )

    def _voir_reserves(self) -> None:
        vers = self._dossier.vers if self._dossier is not None else None
        if vers is not None:
            aller = self._contexte.navigation.aller
            aller("cite", cite_id=vers.cite_id, onglet="receptions")
