"""The estates page: the list, the catalogue, one estate, one dwelling, one under the other."""

from __future__ import annotations

from functools import cached_property
from typing import Any, Protocol, TypeVar
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

V = TypeVar("V", bound=QWidget)


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
        self.vues = Pile()
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.addWidget(self.vues)
        contexte.cite.change.connect(self._cite_choisie)

    # Each view is built when first needed: forms are long to dress.

    @cached_property
    def liste(self) -> VueCites:
        """The estates of the base."""
        return self._ajouter(VueCites(self.contexte))

    @cached_property
    def catalogue(self) -> VueCatalogue:
        """The shipped catalogue."""
        return self._ajouter(VueCatalogue(self.contexte))

    @cached_property
    def nouvelle(self) -> VueNouvelleCite:
        """The form of a new estate."""
        return self._ajouter(VueNouvelleCite(self.contexte))

    @cached_property
    def une_cite(self) -> VueCite:
        """One estate."""
        return self._ajouter(VueCite(self.contexte))

    @cached_property
    def un_logement(self) -> VueLogement:
        """One dwelling."""
        return self._ajouter(VueLogement(self.contexte))

    def _ajouter(self, vue: V) -> V:
        self.vues.addWidget(vue)
        return vue

    def afficher(self, **arguments: Any) -> None:
        """Show a dwelling (`logement_id`), an estate (`cite_id`), a `vue` by name, or the list.

        `onglet` names the tab of the estate.

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
            self.une_cite.aller(str(arguments.get("onglet") or ""))
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
            Action("cite_relogement", _("Relogement dans la cité"), self._relogement),
        ]

    def _relogement(self) -> None:
        """The rehousing of the estate looked at last, else of the one chosen in the header."""
        ouverte = self.une_cite.cite_id if "une_cite" in self.__dict__ else None
        cite_id = ouverte or self.contexte.cite.id
        if cite_id is None:
            self.contexte.navigation.aller("cite", vue="liste")
        else:
            self.contexte.navigation.aller("cite", cite_id=cite_id, onglet="relogement")

    def concernee(self, changes: Changes) -> bool:
        """Estates, batches, dwellings, who lives where, landlords."""
        noms = (
            "cites",
            "tranches",
            "logements",
            "occupations",
            "bailleurs",
            "menages",
            "annonces",
            "chartes",
            "equipes",
            "demenagements",
            "receptions",
            "reclamations",
            "responsables",
        )
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
