"""The button of everything one can write about a household."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu

from app.core.i18n import _
from app.services.menages.lignes import FicheMenage
from ui.pages.menage.formes import NOUVELLES
from ui.widgets import Bouton

# Where a thin line parts the menu: what happens, who they are, their journey.
TRAITS = ("personne", "besoin")


class BoutonNoter(Bouton):
    """A menu: `ouvrir(form)` for each form, `suivi()` to close or reopen the follow-up."""

    def __init__(self, ouvrir: Callable[[str], object], suivi: Callable[[], object]) -> None:
        super().__init__(_("Noter, modifier"))
        self.setProperty("menu", "true")
        menu = QMenu(self)
        for nom, texte, _touche in NOUVELLES:
            if nom in TRAITS:
                menu.addSeparator()
            menu.addAction(_(texte)).triggered.connect(_sans_argument(partial(ouvrir, nom)))
        menu.addSeparator()
        self._suivi = menu.addAction(_("Clore le suivi"))
        self._suivi.triggered.connect(_sans_argument(suivi))
        self.setMenu(menu)

    def remplir(self, fiche: FicheMenage) -> None:
        """Say what the last line does for this household."""
        clos = fiche.menage.suivi.value == "clos"
        self._suivi.setText(_("Rouvrir le suivi") if clos else _("Clore le suivi"))
        self.setEnabled(fiche.menage.fusionne_dans_id is None)


def _sans_argument(fonction: Callable[[], Any]) -> Callable[[bool], None]:
    def appeler(_coche: bool = False) -> None:
        fonction()

    return appeler
