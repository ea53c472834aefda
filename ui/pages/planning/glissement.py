"""When the works of a batch are late: who moves, whose promise breaks, whom to call."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.services.planification.plan_lu import PlanLu
from ui.contexte import Contexte


class VueGlissement(QWidget):
    """`retour` goes back, `garder_voulu` carries a proposal and a name, `ouvre_menage` one."""

    retour = Signal()
    ouvre_menage = Signal(object)
    garder_voulu = Signal(object, str)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte

    def ouvrir(self, plan: PlanLu) -> None:
        """Ask about this plan."""

    def premier_champ(self) -> QWidget:
        """Where one begins."""
        return self
