"""The settings page: one tab per subject."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QFrame, QScrollArea, QTabWidget, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.reglages.attention import OngletAttention
from ui.pages.reglages.equipe import OngletEquipe
from ui.pages.reglages.general import OngletGeneral
from ui.pages.reglages.sauvegardes import OngletSauvegardes
from ui.pages.reglages.securite import OngletSecurite
from ui.pages.reglages.verification import OngletVerification
from ui.widgets import Titre


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
        self.general = OngletGeneral(contexte)
        self.equipe = OngletEquipe(contexte)
        self.attention = OngletAttention(contexte)
        self.securite = OngletSecurite(contexte)
        self.sauvegardes = OngletSauvegardes(contexte)
        self.verification = OngletVerification(contexte)
        self._noms = {
            "general": (self.general, _("Général")),
            "equipe": (self.equipe, _("Équipe")),
            "attention": (self.attention, _("Attention")),
            "securite": (self.securite, _("Sécurité")),
            "sauvegardes": (self.sauvegardes, _("Sauvegardes")),
            "verification": (self.verification, _("Vérification")),
        }
        for widget, titre in self._noms.values():
            self.onglets.addTab(_defilant(widget), titre)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(Titre(self.titre_affiche()))
        boite.addWidget(self.onglets, 1)
        self.onglets.currentChanged.connect(self._onglet_change)

    def afficher(self, **arguments: Any) -> None:
        """Show the tab named `onglet`: general, equipe, attention, securite, sauvegardes,
        verification.
        """
        nom = arguments.get("onglet")
        if nom in self._noms:
            self.onglets.setCurrentIndex(list(self._noms).index(nom))
        self._onglet_change(self.onglets.currentIndex())

    def concernee(self, changes: Changes) -> bool:
        """The team and the rules of attention, also when an entry is undone."""
        return changes.touche("intervenants") or changes.touche("attention")

    def rafraichir(self) -> None:
        """Read the team again; a form being typed is kept."""
        self.equipe.lire()
        if self.onglets.currentIndex() == list(self._noms).index("attention"):
            self.attention.lire()

    def commandes(self) -> list[Action]:
        """What one comes here for."""
        aller = self.contexte.navigation.aller
        return [
            Action("equipe", _("Ajouter une personne à l’équipe"), self._ajouter_personne),
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

    def _sauvegarder(self) -> None:
        self.contexte.navigation.aller("reglages", onglet="sauvegardes")
        self.sauvegardes.sauvegarder()

    def _verifier(self) -> None:
        self.contexte.navigation.aller("reglages", onglet="verification")
        self.verification.verifier()

    def _onglet_change(self, rang: int) -> None:
        self.contexte.navigation.memoriser(onglet=list(self._noms)[rang])
        if rang == list(self._noms).index("sauvegardes"):
            self.sauvegardes.lire()
        elif rang == list(self._noms).index("securite"):
            self.securite.lire()
        elif rang == list(self._noms).index("equipe"):
            self.equipe.lire()
        elif rang == list(self._noms).index("attention"):
            self.attention.lire()


def _defilant(widget: QWidget) -> QScrollArea:
    zone = QScrollArea()
    zone.setWidgetResizable(True)
    zone.setFrameShape(QFrame.Shape.NoFrame)
    zone.setWidget(widget)
    return zone
