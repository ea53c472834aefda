"""What must be known before reading on: a closed follow-up, a household merged into another."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from app.core.i18n import _
from app.services.menages.lignes import FicheMenage
from ui.widgets import Bandeau, Bouton


class BandeauMenage(Bandeau):
    """`rouvrir()` follows the household again; `aller(id)` opens the one it was merged into."""

    def __init__(self, rouvrir: Callable[[], object], aller: Callable[[UUID], object]) -> None:
        super().__init__()
        self._rouvrir = rouvrir
        self._aller = aller

    def remplir(self, fiche: FicheMenage) -> None:
        """Say what is true of this household, or hide."""
        dans = fiche.menage.fusionne_dans_id
        if dans is not None:
            self.dire(
                _("Ce ménage a été réuni avec un autre : son histoire continue là-bas."),
                "attention",
                Bouton(_("Ouvrir l’autre ménage"), lambda: self._aller(dans)),
            )
        elif fiche.menage.suivi.value == "clos":
            self.dire(
                _("Le suivi de ce ménage est clos : il n’apparaît plus parmi ceux à voir."),
                "info",
                Bouton(_("Rouvrir le suivi"), self._rouvrir),
            )
        else:
            self.hide()
