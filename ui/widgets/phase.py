"""Where a household is in its journey: shape, word and colour together."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.i18n import N_, _
from ui.widgets.textes import Etiquette, repolir

PHASES = {
    "avant": ("◔", N_("avant")),
    "pendant": ("◑", N_("pendant")),
    "apres": ("●", N_("après")),
}


def texte_phase(phase: str) -> str:
    """ "◑ pendant"; an unknown phase is said as it is."""
    forme, mot = PHASES.get(phase, ("○", phase))
    return f"{forme} {_(mot)}" if mot else ""


class BarrePhase(Etiquette):
    """The phase of a household, as "◑ pendant"."""

    def __init__(
        self, phase: str = "", parent: QWidget | None = None, *, fond: bool = True
    ) -> None:
        super().__init__("", "corps", parent)
        self.setProperty("fond", "true" if fond else "false")
        self.fixer(phase)

    def fixer(self, phase: str) -> None:
        """Show this phase: avant, pendant, apres; nothing when empty."""
        self.setText(texte_phase(phase) if phase else "")
        self.setProperty("phase", phase)
        self.setAccessibleName(
            _("Phase : {phase}").format(phase=_(PHASES[phase][1])) if phase in PHASES else ""
        )
        if self.parentWidget() is not None or not phase:  # without parent it would be a window
            self.setVisible(bool(phase))
        repolir(self)
