"""The exchanges page: what comes in, what leaves, what comes back, and by which ways.

One tab per intention; those with several sides group their views.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.echanges.agenda.onglet import OngletAgenda
from ui.pages.echanges.cles.onglet import VueCles
from ui.pages.echanges.destinations.onglet import VueDestinations
from ui.pages.echanges.enquetes.onglet import OngletEnquetes
from ui.pages.echanges.envois.boite import VueBoite
from ui.pages.echanges.envois.preparer import VuePreparer
from ui.pages.echanges.envois.profils import VueProfils
from ui.pages.echanges.exporter.onglet import OngletExporter
from ui.pages.echanges.fichiers.onglet import VueFichiersRecus
from ui.pages.echanges.importer.onglet import OngletImporter
from ui.pages.echanges.retours.onglet import OngletRetours
from ui.pages.echanges.vue import Fabrique, Groupe, loger, place
from ui.widgets import Titre

# Where a name given by another page (or by an earlier version) leads: tab, view.
_CHEMINS = {
    "exporter": ("envois", "exporter"),
    "boite": ("envois", "boite"),
    "retours": ("retours", "reclamations"),
    "cles": ("destinations", "cles"),
}


class PageEchanges(Page):
    """Import a bailleur's file; prepare what leaves; take what comes back."""

    nom = "echanges"
    titre = N_("Échanges")
    icone = "import"
    rang = 40
    aide = "echanges"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.importer = OngletImporter(contexte)
        self._fabriques: dict[str, tuple[Fabrique, str]] = {
            "importer": (lambda _contexte: self.importer, _("Importer")),
            "envois": (self._envois, _("Envois")),
            "retours": (self._retours, _("Retours")),
            "destinations": (self._destinations, _("Destinations et clés")),
            "enquetes": (OngletEnquetes, _("Enquêtes")),
            "agenda": (OngletAgenda, _("Agenda")),
        }
        self._construits: dict[str, Any] = {}
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(self.titre_affiche())
        for _fabrique, titre in self._fabriques.values():
            self.onglets.addTab(place(), titre)
        self.onglet("importer")
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(Titre(self.titre_affiche()))
        boite.addWidget(self.onglets, 1)
        self.onglets.currentChanged.connect(self._onglet_change)

    # --- tabs --------------------------------------------------------------------------------

    def _envois(self, contexte: Contexte) -> Groupe:
        return Groupe(
            contexte,
            _("Envois"),
            {
                "preparer": (VuePreparer, _("Préparer")),
                "boite": (VueBoite, _("Boîte d’envoi")),
                "profils": (VueProfils, _("Profils")),
                "exporter": (OngletExporter, _("Dossier sur cet ordinateur")),
            },
            partial(self._vue_change, "envois"),
        )

    def _retours(self, contexte: Contexte) -> Groupe:
        return Groupe(
            contexte,
            _("Retours"),
            {
                "fichiers": (VueFichiersRecus, _("Fichiers déposés")),
                "reclamations": (OngletRetours, _("Réponses aux réclamations")),
            },
            partial(self._vue_change, "retours"),
        )

    def _destinations(self, contexte: Contexte) -> Groupe:
        return Groupe(
            contexte,
            _("Destinations et clés"),
            {
                "destinations": (VueDestinations, _("Destinations")),
                "cles": (VueCles, _("Clés")),
            },
            partial(self._vue_change, "destinations"),
        )

    def onglet(self, nom: str) -> Any:
        """The tab of that name, built the first time it is looked at."""
        if nom not in self._construits:
            self._construits[nom] = widget = self._fabriques[nom][0](self.contexte)
            loger(widget, self.onglets.widget(list(self._fabriques).index(nom)))
        return self._construits[nom]

    @property
    def courant(self) -> str:
        """The name of the tab shown."""
        return list(self._fabriques)[self.onglets.currentIndex()]

    @property
    def exporter(self) -> OngletExporter:
        """The folder written on this computer."""
        vue: OngletExporter = self.onglet("envois").vue("exporter")
        return vue

    @property
    def retours(self) -> OngletRetours | None:
        """The bailleur's answers to complaints, once looked at."""
        groupe: Groupe | None = self._construits.get("retours")
        return groupe.construite("reclamations") if groupe is not None else None

    @property
    def enquetes(self) -> OngletEnquetes | None:
        """Answers to questionnaires, once looked at."""
        return self._construits.get("enquetes")

    @property
    def agenda(self) -> OngletAgenda | None:
        """The calendar to take along, once looked at."""
        return self._construits.get("agenda")

    # --- page --------------------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show the tab named `onglet` (and its `vue`); with `fichier`, look at it at once."""
        nom, vue = str(arguments.get("onglet", "")), arguments.get("vue")
        if vue is None and nom in _CHEMINS:
            nom, vue = _CHEMINS[nom]
        if nom in self._fabriques:
            self.onglets.setCurrentIndex(list(self._fabriques).index(nom))
        self._montrer(nom, arguments | ({"vue": vue} if vue else {}))
        self.rafraichir()
        if fichier := arguments.get("fichier"):
            qui = self.onglet("retours").courante if nom == "retours" else self.importer
            qui.choisir(Path(fichier))

    def _montrer(self, nom: str, arguments: dict[str, Any]) -> None:
        if nom in self._fabriques:
            viser = getattr(self.onglet(nom), "viser", None)
            if viser is not None:
                viser(arguments)

    def commandes(self) -> list[Action]:
        """What one comes here for."""
        aller = self.contexte.navigation.aller
        return [
            Action("importer", _("Importer un fichier…"), self._importer),
            *(
                Action(nom, texte, partial(aller, "echanges", onglet=onglet, vue=vue))
                for nom, texte, onglet, vue in (
                    ("envoyer", _("Préparer un envoi au bailleur"), "envois", "preparer"),
                    ("boite", _("Voir la boîte d’envoi"), "envois", "boite"),
                    ("exporter", _("Écrire un dossier pour le bailleur"), "envois", "exporter"),
                    (
                        "recus",
                        _("Voir les fichiers déposés par le bailleur"),
                        "retours",
                        "fichiers",
                    ),
                    (
                        "retours",
                        _("Prendre ce que le bailleur répond aux réclamations"),
                        "retours",
                        "reclamations",
                    ),
                    ("cles", _("Recevoir la clé d’un destinataire"), "destinations", "cles"),
                )
            ),
            Action(
                "agenda",
                _("Écrire un agenda (.ics), imprimer les papiers d’une semaine"),
                partial(aller, "echanges", onglet="agenda"),
            ),
        ]

    def concernee(self, changes: Changes) -> bool:
        """Whether the tab shown must be read again."""
        match self.courant:
            case "enquetes":
                return changes.touche("questionnaires") or changes.touche("enquetes")
            case "agenda":
                return True
            case "importer":
                return changes.touche("imports")
            case nom:
                groupe: Groupe = self.onglet(nom)
                return groupe.concernee(changes)

    def rafraichir(self) -> None:
        """Read the tab shown again; a preview under way is kept."""
        self.onglet(self.courant).rafraichir()

    def premier_champ(self) -> QWidget | None:
        """Where one begins on the tab shown."""
        champ: QWidget | None = self.onglet(self.courant).premier_champ()
        return champ

    def _onglet_change(self, _rang: int) -> None:
        vue = getattr(self.onglet(self.courant), "nom", None)
        self.contexte.navigation.memoriser(onglet=self.courant, vue=vue)
        self.rafraichir()

    def _vue_change(self, onglet: str, vue: str) -> None:
        self.contexte.navigation.memoriser(onglet=onglet, vue=vue)

    def _importer(self) -> None:
        self.contexte.navigation.aller("echanges", onglet="importer")
        self.importer.parcourir()
