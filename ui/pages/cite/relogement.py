"""Rehousing in an estate: dwellings on any day, renewal, charter, crews."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from app.core.i18n import _
from ui.contexte import Contexte
from ui.pages.cite.charte import VueCharte
from ui.pages.cite.equipes import VueEquipes
from ui.pages.cite.onglet import OngletCite
from ui.pages.cite.parc_date import VueParcDate
from ui.pages.cite.renouvellement import VueRenouvellement
from ui.pile import Pile
from ui.widgets import Flux, Puce


class OngletRelogement(OngletCite):
    """One view at a time, chosen by chips; each is built when first looked at."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._cite_id: UUID | None = None
        self._fabriques: dict[str, tuple[str, Callable[[], OngletCite]]] = {
            "date": (_("Logements à une date"), partial(VueParcDate, contexte)),
            "renouvellement": (_("Renouvellement"), partial(VueRenouvellement, contexte)),
            "charte": (_("Charte"), partial(VueCharte, contexte)),
            "equipes": (_("Équipes"), partial(VueEquipes, contexte)),
        }
        self.vues: dict[str, OngletCite] = {}
        self.puces = {nom: Puce(titre, nom) for nom, (titre, _f) in self._fabriques.items()}
        self._pile = Pile()
        haut = Flux(ecart=8)
        for nom, puce in self.puces.items():
            haut.addWidget(puce)
            puce.clicked.connect(lambda _coche=False, n=nom: self.aller(n))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(haut)
        boite.addWidget(self._pile, 1)
        self.aller("date")

    def aller(self, nom: str) -> None:
        """Show the view of that name ("date", "renouvellement", "charte", "equipes")."""
        for autre, puce in self.puces.items():
            puce.setChecked(autre == nom)
        self._pile.setCurrentWidget(self.vue(nom))

    def vue(self, nom: str) -> OngletCite:
        """The view of that name, built the first time."""
        if nom not in self.vues:
            vue = self._fabriques[nom][1]()
            self.vues[nom] = vue
            self._pile.addWidget(vue)
            if self._cite_id is not None:
                vue.montrer(self._cite_id)
                vue.rafraichir()
        return self.vues[nom]

    def montrer(self, cite_id: UUID) -> None:
        """Show this estate."""
        self._cite_id = cite_id
        for vue in self.vues.values():
            vue.montrer(cite_id)

    def rafraichir(self) -> None:
        """Read again what was looked at."""
        for vue in self.vues.values():
            vue.rafraichir()
