"""The very first screen: three ways to begin."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance

from app.core.i18n import _
from ui.premiers_pas.etape import Etape
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette


class Accueil(Etape):
    """Create, restore or discover."""

    creer = Signal()
    restaurer = Signal()
    decouvrir = Signal()
    ouvrir = Signal()
    annuler = Signal()

    def __init__(self, theme: Theme, *, peut_revenir: bool) -> None:
        super().__init__(
            theme,
            _("Bienvenue dans Voyette"),
            _(
                "Voyette garde le suivi des ménages dans un seul fichier chiffré, sur cet "
                "ordinateur. Rien ne part sur Internet. Par quoi commencer ?"
            ),
        )
        self.bouton_creer = self._choix(
            _("Créer une base"),
            _("Pour commencer le suivi d’une ou plusieurs cités."),
            self.creer,
            principal=True,
        )
        self.bouton_decouvrir = self._choix(
            _("Découvrir avec une cité fictive"),
            _("Des ménages inventés, pour essayer sans crainte. À effacer quand on veut."),
            self.decouvrir,
        )
        self.bouton_restaurer = self._choix(
            _("Restaurer une sauvegarde"),
            _("Sur un nouvel ordinateur, ou après un incident."),
            self.restaurer,
        )
        self.bouton_ouvrir = self._choix(
            _("Ouvrir une base qui existe déjà"),
            _("Un fichier .voyette, avec son fichier .coffre à côté."),
            self.ouvrir,
        )
        if peut_revenir:
            self.corps.addWidget(Bouton(_("Revenir"), self.annuler.emit, "discret"))

    def _choix(
        self, titre: str, texte: str, signal: SignalInstance, *, principal: bool = False
    ) -> Bouton:
        bouton = Bouton(titre, signal.emit, "principal" if principal else "")
        bouton.setMinimumHeight(self.theme.px(36))
        bouton.setAccessibleDescription(texte)
        self.corps.addWidget(bouton)
        self.corps.addWidget(Etiquette(texte, "secondaire", retour_ligne=True))
        return bouton
