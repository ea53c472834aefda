"""The settings page: one tab per subject."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.reglages.attention import OngletAttention
from ui.pages.reglages.delais import OngletDelais
from ui.pages.reglages.documents import OngletDocuments
from ui.pages.reglages.equipe import OngletEquipe
from ui.pages.reglages.general import OngletGeneral
from ui.pages.reglages.responsables import OngletResponsables
from ui.pages.reglages.sauvegardes import OngletSauvegardes
from ui.pages.reglages.securite import OngletSecurite
from ui.pages.reglages.verification import OngletVerification
from ui.widgets import Titre

# What the page shows, and the tabs read each time one looks at them.
_NOMS = ("intervenants", "responsables", "delais", "attention", "modele_documents")
_LUS = frozenset(
    ("sauvegardes", "securite", "equipe", "responsables", "delais", "attention", "documents")
)


class PageReglages(Page):
    """Everything one sets once, and the care of the base."""

    nom = "reglages"
    titre = N_("Réglages")
    icone = "reglages"
    rang = 90
    aide = "reglages"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(_("Réglages"))
        self._fabriques: dict[str, tuple[Callable[[Contexte], QWidget], str]] = {
            "general": (OngletGeneral, _("Général")),
            "equipe": (OngletEquipe, _("Équipe")),
            "responsables": (OngletResponsables, _("Responsables")),
            "delais": (OngletDelais, _("Délais des réclamations")),
            "attention": (OngletAttention, _("Attention")),
            "documents": (OngletDocuments, _("Documents")),
            "securite": (OngletSecurite, _("Sécurité")),
            "sauvegardes": (OngletSauvegardes, _("Sauvegardes")),
            "verification": (OngletVerification, _("Vérification")),
        }
        self._construits: dict[str, Any] = {}
        for _genre, titre in self._fabriques.values():
            self.onglets.addTab(_zone(), titre)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(Titre(self.titre_affiche()))
        boite.addWidget(self.onglets, 1)
        self.onglets.currentChanged.connect(self._onglet_change)

    def onglet(self, nom: str) -> Any:
        """The tab of that name, built the first time it is looked at."""
        if nom not in self._construits:
            self._construits[nom] = widget = self._fabriques[nom][0](self.contexte)
            zone = self.onglets.widget(list(self._fabriques).index(nom))
            assert isinstance(zone, QScrollArea)  # noqa: S101 - put there above
            zone.setWidget(widget)
        return self._construits[nom]

    @property
    def general(self) -> OngletGeneral:
        """Language, looks, delays."""
        return self.onglet("general")

    @property
    def equipe(self) -> OngletEquipe:
        """Who works here."""
        return self.onglet("equipe")

    @property
    def responsables(self) -> OngletResponsables:
        """Who repairs."""
        return self.onglet("responsables")

    @property
    def delais(self) -> OngletDelais:
        """The delays of complaints."""
        return self.onglet("delais")

    @property
    def attention(self) -> OngletAttention:
        """The rules of attention."""
        return self.onglet("attention")

    @property
    def documents(self) -> OngletDocuments:
        """The wording of the papers of a move."""
        return self.onglet("documents")

    @property
    def securite(self) -> OngletSecurite:
        """Passphrases and the recovery key."""
        return self.onglet("securite")

    @property
    def sauvegardes(self) -> OngletSauvegardes:
        """Backups."""
        return self.onglet("sauvegardes")

    @property
    def verification(self) -> OngletVerification:
        """The check of the base."""
        return self.onglet("verification")

    def afficher(self, **arguments: Any) -> None:
        """Show the tab named `onglet`: general, equipe, responsables, delais, attention,
        documents, securite, sauvegardes, verification.
        """
        nom = arguments.get("onglet")
        if nom in self._fabriques:
            self.onglets.setCurrentIndex(list(self._fabriques).index(str(nom)))
        self._onglet_change(self.onglets.currentIndex())

    def concernee(self, changes: Changes) -> bool:
        """The team, who repairs, delays, attention, documents, also when an entry is undone."""
        return any(changes.touche(n) for n in _NOMS)

    def rafraichir(self) -> None:
        """Read the team again; a form being typed is kept."""
        if "equipe" in self._construits:
            self.equipe.lire()
        if "responsables" in self._construits:
            self.responsables.lire()
        if "delais" in self._construits:
            self.delais.lire()
        if self.onglets.currentIndex() == list(self._fabriques).index("attention"):
            self.attention.lire()
        if "documents" in self._construits:
            self.documents.lire()

    def commandes(self) -> list[Action]:
        """What one comes here for."""
        aller = self.contexte.navigation.aller
        return [
            Action("equipe", _("Ajouter une personne à l’équipe"), self._ajouter_personne),
            Action("responsables", _("Ajouter un responsable"), self._ajouter_responsable),
            Action(
                "delais",
                _("Changer les délais des réclamations"),
                lambda: aller("reglages", onglet="delais"),
            ),
            Action(
                "documents",
                _("Changer les mots des lettres et de la convention"),
                lambda: aller("reglages", onglet="documents"),
            ),
            Action("sauvegarder", _("Sauvegarder maintenant"), self._sauvegarder),
            Action("verifier", _("Vérifier la base"), self._verifier),
            Action(
                "changer_phrase",
                _("Changer ma phrase de passe"),
                lambda: aller("reglages", onglet="securite"),
            ),
        ]

    def _ajouter_personne(self) -> None:
        self.contexte.navigation.aller("reglages", onglet="equipe")
        self.equipe.preparer_nouveau()

    def _ajouter_responsable(self) -> None:
        self.contexte.navigation.aller("reglages", onglet="responsables")
        self.responsables.preparer_nouveau()

    def _sauvegarder(self) -> None:
        self.contexte.navigation.aller("reglages", onglet="sauvegardes")
        self.sauvegardes.sauvegarder()

    def _verifier(self) -> None:
        self.contexte.navigation.aller("reglages", onglet="verification")
        self.verification.verifier()

    def _onglet_change(self, rang: int) -> None:
        nom = list(self._fabriques)[rang]
        self.contexte.navigation.memoriser(onglet=nom)
        onglet = self.onglet(nom)
        if nom in _LUS:
            onglet.lire()


def _zone() -> QScrollArea:
    """Where a tab will be, scrolled when it is taller than the window."""
    zone = QScrollArea()
    zone.setWidgetResizable(True)
    zone.setFrameShape(QFrame.Shape.NoFrame)
    return zone
