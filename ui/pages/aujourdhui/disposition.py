"""How the lists of the day share the page: two columns, or one that scrolls when text is large."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSpacerItem, QVBoxLayout, QWidget

from ui.pages.aujourdhui.listes import ListeJour
from ui.widgets import Etiquette, Titre

_LIGNES_MIN, _LIGNES_MAX = 3, 12
_POUSSE = (QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
_SANS_LIMITE = 16_777_215  # what Qt calls no maximum


class PartieJour(QWidget):
    """A title, the keys one can press there, and the list; hidden while it has nothing to say."""

    def __init__(self, titre: str, touches: str, liste: ListeJour) -> None:
        super().__init__()
        self.liste = liste
        self.titre = Titre(titre, section=True)
        self.touches = Etiquette(touches, "secondaire")
        self.touches.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        tete = QHBoxLayout()
        tete.setSpacing(12)
        tete.addWidget(self.titre)
        tete.addWidget(self.touches, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(liste, 1)

    def part(self) -> int:
        """Its share of the height: what it has to show, within reason."""
        return max(_LIGNES_MIN, min(self.liste.lignes_voulues(), _LIGNES_MAX))

    def ajuster(self, etroit: bool) -> None:
        """A short list takes no more than its rows, a long one what is left (or twelve rows)."""
        part, liste = self.part(), self.liste
        longue = part == _LIGNES_MAX and not etroit
        liste.setMinimumHeight(liste.hauteur(part if etroit else _LIGNES_MIN))
        haut = self.titre.sizeHint().height() + 4
        self.setMaximumHeight(_SANS_LIMITE if longue else liste.hauteur(part + 1) + haut)


class Disposition(QWidget):
    """The parts of the day on the left and on the right, or one above the other."""

    def __init__(self, gauche: Sequence[PartieJour], droite: Sequence[PartieJour]) -> None:
        super().__init__()
        self._cotes = (tuple(gauche), tuple(droite))
        self._etroit = False
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(24)
        self._colonnes = (QWidget(), QWidget())
        self._boites = tuple(QVBoxLayout(c) for c in self._colonnes)
        self._bas = tuple(QSpacerItem(0, 0, *_POUSSE) for _cote in self._cotes)
        for colonne, boite, part in zip(self._colonnes, self._boites, (3, 2), strict=True):
            boite.setContentsMargins(0, 0, 0, 0)
            boite.setSpacing(12)
            ligne.addWidget(colonne, part)
        self._placer()

    def retrecir(self, etroit: bool) -> None:
        """Follow the width of the window."""
        if etroit != self._etroit:
            self._etroit = etroit
            self._placer()
            self.ajuster()

    def ajuster(self) -> None:
        """Share the height out after the lists were filled."""
        for partie in self._parties():
            partie.setVisible(partie.liste.lignes_voulues() > 0)
            partie.ajuster(self._etroit)
        for boite, parties in zip(self._boites, self._cotes, strict=True):
            for partie in parties:
                boite.setStretchFactor(partie, partie.part())
        droite = any(not p.isHidden() for p in self._cotes[1])
        self._colonnes[1].setVisible(droite and not self._etroit)

    def _parties(self) -> tuple[PartieJour, ...]:
        return (*self._cotes[0], *self._cotes[1])

    def _placer(self) -> None:
        gauche, droite = self._boites
        for partie in self._cotes[0]:
            gauche.addWidget(partie)
        for partie in self._cotes[1]:
            (gauche if self._etroit else droite).addWidget(partie)
        for boite, bas in zip(self._boites, self._bas, strict=True):
            boite.removeItem(bas)
            boite.addItem(bas)
        self._colonnes[1].setVisible(not self._etroit)
