"""The estates page: the list, the catalogue, one estate, one dwelling, one under the other."""

from __future__ import annotations

from typing import Any, Protocol
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.cite.catalogue import VueCatalogue
from ui.pages.cite.cite import VueCite
from ui.pages.cite.liste import VueCites
from ui.pages.cite.logement import VueLogement
from ui.pages.cite.nouvelle import VueNouvelleCite
from ui.pile import Pile


class Vue(Protocol):
    """What every view of this page can do."""

    def rafraichir(self) -> None:
        """Read again what is shown."""

    def premier_champ(self) -> QWidget:
        """The widget that takes the focus."""


class PageCite(Page):
    """Estates, their works batches and their dwellings."""

    nom = "cite"
    titre = N_("Cité")
    icone = "cite"
    rang = 50
    aide = "cite"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.liste = VueCites(contexte)
        self.catalogue = VueCatalogue(contexte)
        self.nouvelle = VueNouvelleCite(contexte)
        self.une_cite = VueCite(contexte)
        self.un_logement = VueLogement(contexte)
        self.vues = Pile()
        for vue in (self.liste, self.catalogue, self.nouvelle, self.une_cite, self.un_logement):
            self.vues.addWidget(vue)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.addWidget(self.vues)
        contexte.cite.change.connect(self._cite_choisie)

    def afficher(self, **arguments: Any) -> None:
        """Show a dwelling (`logement_id`), an estate (`cite_id`), a `vue` by name, or the list.

        `vue`: "liste", "catalogue", "nouvelle", "logement" (a new one of `cite_id`). Without any,
        the estate chosen in the header.
        """
        vue = arguments.get("vue", "")
        cite_id = arguments.get("cite_id") or (None if vue else self.contexte.cite.id)
        if isinstance(arguments.get("logement_id"), UUID):
            self.un_logement.montrer(arguments["logement_id"])
            self._montrer(self.un_logement)
        elif isinstance(cite_id, UUID) and vue == "logement":
            self.un_logement.preparer_nouveau(cite_id)
            self._montrer(self.un_logement)
        elif isinstance(cite_id, UUID):
            self.une_cite.montrer(cite_id)
            self._montrer(self.une_cite)
        elif vue in ("catalogue", "nouvelle"):
            choisie = self.catalogue if vue == "catalogue" else self.nouvelle
            choisie.rafraichir()
            self._montrer(choisie)
        else:
            self.liste.rafraichir()
            self._montrer(self.liste)

    def commandes(self) -> list[Action]:
        """What one can do here."""
        aller = self.contexte.navigation.aller
        return [
            Action("cites", _("Toutes les cités"), lambda: aller("cite", vue="liste")),
            Action(
                "cite_catalogue",
                _("Ajouter une cité du catalogue"),
                lambda: aller("cite", vue="catalogue"),
            ),
            Action("cite_nouvelle", _("Nouvelle cité"), lambda: aller("cite", vue="nouvelle")),
        ]

    def concernee(self, changes: Changes) -> bool:
        """Estates, batches, dwellings, who lives where, landlords."""
        noms = ("cites", "tranches", "logements", "occupations", "bailleurs", "menages")
        return any(changes.touche(nom) for nom in noms)

    def rafraichir(self) -> None:
        """Read again the view on screen."""
        self._vue().rafraichir()

    def premier_champ(self) -> QWidget | None:
        """The first field of the view on screen."""
        return self._vue().premier_champ()

    def _vue(self) -> Vue:
        vue: Any = self.vues.currentWidget()
        return vue

    def _montrer(self, vue: QWidget) -> None:
        self.vues.setCurrentWidget(vue)

    def _cite_choisie(self, cite_id: UUID | None) -> None:
        """The header now speaks of another estate: this page follows when it is on screen."""
        if self.contexte.navigation.page is not self:
            return
        if cite_id is None:
            self.contexte.navigation.aller("cite", vue="liste")
        else:
            self.contexte.navigation.aller("cite", cite_id=cite_id)
