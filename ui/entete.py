"""The header bar: name, estate, search, help, appearance, lock."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol
from uuid import UUID

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QToolButton, QWidget

from app.core.i18n import _
from ui.contexte import ChoixCite
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette


class CiteCourte(Protocol):
    """What the chooser needs of an estate."""

    @property
    def id(self) -> UUID:
        """Its id."""
        ...

    @property
    def nom(self) -> str:
        """Its name."""
        ...


LARGE = 1100  # pixels at 100 %: under that, short words


class BoutonRecherche(Bouton):
    """Looks like a field, opens the palette; says as much as its width allows."""

    def __init__(self, action: Callable[[], object]) -> None:
        super().__init__("", action)
        self._textes = (
            _("Rechercher un ménage, une réclamation, une page…   Ctrl+K"),
            _("Rechercher…   Ctrl+K"),
            _("Rechercher"),
        )
        self.setText(self._textes[0])

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Choose the longest text that fits."""
        super().resizeEvent(event)
        place = self.width() - self.iconSize().width() - 3 * self.fontMetrics().height()
        tient = [t for t in self._textes if self.fontMetrics().horizontalAdvance(t) <= place]
        self.setText(tient[0] if tient else self._textes[-1])


class Entete(QFrame):
    """The header bar; it only emits what is asked."""

    recherche = Signal()
    aide = Signal()
    apparence = Signal()
    verrouiller = Signal()
    envois = Signal()

    def __init__(self, theme: Theme, cite: ChoixCite, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "entete")
        self._theme = theme
        self._cite = cite
        self._noms: dict[UUID | None, str] = {None: _("Toutes les cités")}
        self.nom = Etiquette("Voyette", "section")
        self.choix = QToolButton()
        self.choix.setProperty("role", "discret")
        self.choix.setProperty("menu", "true")
        self.choix.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.choix.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.choix.setMenu(QMenu(self.choix))
        self.champ = BoutonRecherche(self.recherche.emit)
        self.champ.setObjectName("recherche")
        self.champ.setAccessibleName(_("Rechercher (Ctrl+K)"))
        self.champ.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.champ.setMaximumWidth(theme.px(520))
        self.champ.setMinimumWidth(theme.px(120))
        self._envois = ("", "")
        self.bouton_envois = Bouton("", self.envois.emit, "discret")
        self.bouton_envois.hide()
        self.bouton_aide = Bouton(_("Aide"), self.aide.emit, "discret")
        self.bouton_apparence = Bouton("", self.apparence.emit, "discret")
        self.bouton_verrou = Bouton(_("Verrouiller"), self.verrouiller.emit, "discret")
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(16, 6, 12, 6)
        ligne.setSpacing(8)
        ligne.addWidget(self.nom)
        ligne.addWidget(self.choix)
        ligne.addStretch(1)
        ligne.addWidget(self.champ, 4)
        ligne.addStretch(1)
        for bouton in (
            self.bouton_envois,
            self.bouton_aide,
            self.bouton_apparence,
            self.bouton_verrou,
        ):
            ligne.addWidget(bouton)
        cite.change.connect(self._nommer)
        theme.change.connect(self.habiller)
        self.habiller()
        self.proposer([])

    def habiller(self) -> None:
        """Take the colours in force."""
        sombre = self._theme.sombre
        cote = self._theme.px(18)
        for bouton in (self.bouton_aide, self.bouton_apparence, self.bouton_verrou, self.champ):
            bouton.setIconSize(QSize(cote, cote))
        self.champ.setIcon(self._theme.icone("recherche", "texte_2", 16))
        self.bouton_aide.setIcon(self._theme.icone("aide", taille=18))
        self.bouton_apparence.setIcon(self._theme.icone("soleil" if sombre else "lune", taille=18))
        self.bouton_apparence.setText(_("Clair") if sombre else _("Sombre"))
        self.bouton_verrou.setIcon(self._theme.icone("verrou", taille=18))
        self.champ.setMaximumWidth(self._theme.px(520))

    def dire_envois(self, texte: str, court: str = "") -> None:
        """Tell what waits to be sent or read; `court` where there is little room."""
        self._envois = (texte, court or texte)
        self._serrer()
        self.bouton_envois.setToolTip(texte)
        self.bouton_envois.setAccessibleName(
            _("Échanges : {etat}").format(etat=texte) if texte else ""
        )
        self.bouton_envois.setVisible(bool(texte))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Say what waits in as many words as the width allows."""
        super().resizeEvent(event)
        self._serrer()

    def _serrer(self) -> None:
        large = self.width() >= self._theme.px(LARGE)
        self.bouton_envois.setText(self._envois[0 if large else 1])

    def proposer(self, cites: Sequence[CiteCourte]) -> None:
        """Offer these estates; with fewer than one there is nothing to choose."""
        self._noms = {None: _("Toutes les cités")} | {c.id: c.nom for c in cites}
        menu = self.choix.menu()
        menu.clear()
        groupe = QActionGroup(menu)
        for id_, nom in self._noms.items():
            action = menu.addAction(nom.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(id_ == self._cite.id)
            action.setData(id_)
            groupe.addAction(action)
            action.triggered.connect(lambda _coche=False, i=id_: self._cite.choisir(i))
        self.choix.setVisible(bool(cites))
        if self._cite.id not in self._noms:
            self._cite.choisir(None)
        self._nommer()

    def proposer_rien(self) -> None:
        """Name no estate any more (lock); the choice itself is kept."""
        self._noms = {None: _("Toutes les cités")}
        self.choix.menu().clear()
        self.choix.hide()
        self.dire_envois("")

    def _nommer(self, *_args: object) -> None:
        nom = self._noms.get(self._cite.id, self._noms[None])
        self.choix.setText(nom.replace("&", "&&"))
        self.choix.setAccessibleName(_("Cité affichée : {nom}").format(nom=nom))
        for action in self.choix.menu().actions():
            action.setChecked(action.data() == self._cite.id)
