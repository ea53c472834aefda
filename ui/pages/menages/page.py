"""The households page: the list, a new household, possible duplicates, two made one."""

from __future__ import annotations

from functools import cached_property
from typing import Any, TypeVar
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.menages.doublons import VueDoublons
from ui.pages.menages.fusion import VueFusion
from ui.pages.menages.liste import VueListe
from ui.pages.menages.nouveau import VueNouveau
from ui.pile import Pile
from ui.widgets import Titre

V = TypeVar("V", bound=QWidget)


class PageMenages(Page):
    """Every household the team follows."""

    nom = "menages"
    titre = N_("Ménages")
    icone = "menages"
    rang = 30
    aide = "menages"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.vues = Pile()
        self.liste = VueListe(contexte)
        self.vues.addWidget(self.liste)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(8)
        self.entete = Titre(self.titre_affiche())
        boite.addWidget(self.entete)
        boite.addWidget(self.vues, 1)
        contexte.cite.change.connect(self._cite_choisie)

    @cached_property
    def nouveau(self) -> VueNouveau:
        """The form of a new household, built when first needed."""
        return self._ajouter(VueNouveau(self.contexte))

    @cached_property
    def doublons(self) -> VueDoublons:
        """Possible duplicates."""
        return self._ajouter(VueDoublons(self.contexte))

    @cached_property
    def fusion(self) -> VueFusion:
        """Two households side by side."""
        return self._ajouter(VueFusion(self.contexte))

    def _ajouter(self, vue: V) -> V:
        self.vues.addWidget(vue)
        return vue

    def afficher(self, **arguments: Any) -> None:
        """Show the list, filtered by any field of `FiltreMenages`, or a `vue` by name.

        `vue`: "nouveau" (with `texte`, a name), "doublons", "fusion" (`garde_id`, `absorbe_id`).
        """
        vue: Any = self.liste
        match arguments.get("vue", ""):
            case "nouveau":
                vue = self.nouveau
                vue.preparer(str(arguments.get("texte", "")))
            case "doublons":
                vue = self.doublons
            case "fusion":
                vue = self.fusion
                vue.montrer(arguments["garde_id"], arguments["absorbe_id"])
            case _:
                self.liste.appliquer(arguments)
        self.entete.setVisible(vue is self.liste)
        self.vues.setCurrentWidget(vue)
        vue.rafraichir()

    def commandes(self) -> list[Action]:
        """What one can do here."""
        aller = self.contexte.navigation.aller
        return [
            Action("menage_nouveau", _("Nouveau ménage"), lambda: aller("menages", vue="nouveau")),
            Action("menages_fiches", _("Imprimer les fiches…"), self._fiches, "Ctrl+P"),
            Action("menages_liste", _("Imprimer la liste…"), self.liste.imprimer_liste),
            Action("menages_colonnes", _("Colonnes de la liste…"), self.liste.choisir_colonnes),
            Action("menages_sens", _("Trier dans l’autre sens"), self.liste.inverser_tri),
            Action("menages_filtres", _("Retirer les filtres"), self.liste.filtres.effacer),
            Action(
                "menages_doublons",
                _("Doublons possibles"),
                lambda: aller("menages", vue="doublons"),
            ),
        ]

    def concernee(self, changes: Changes) -> bool:
        """Whatever a row of the list says."""
        noms = (
            *("menages", "personnes", "occupations", "visites", "engagements", "taches"),
            *("referents", "logements", "tranches", "cites", "intervenants", "etapes"),
            *("attention", "annonces", "temoins", "pratiques", "ressentis", "reclamations"),
        )
        return any(changes.touche(nom) for nom in noms)

    def rafraichir(self) -> None:
        """Read again the view on screen."""
        vue: Any = self.vues.currentWidget()
        vue.rafraichir()

    def premier_champ(self) -> QWidget | None:
        """The first field of the view on screen."""
        vue: Any = self.vues.currentWidget()
        champ: QWidget | None = vue.premier_champ()
        return champ

    def _fiches(self) -> None:
        if self.vues.currentWidget() is self.liste:
            self.liste.ouvrir_fiches()

    def _cite_choisie(self, _cite_id: UUID | None) -> None:
        self.liste.cite_choisie()
