"""When and how the contact took place."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QWidget

from app.core.clock import Clock
from app.core.i18n import _
from app.domain.accompagnement import Canal
from ui.visite.heure import ChampHeure, lire_heure
from ui.visite.phrases import dire_canal
from ui.widgets import ChampDate, LigneForm

# What one logs outside a session, the most usual first.
CANAUX = (
    Canal.TELEPHONE,
    Canal.DOMICILE,
    Canal.PORTE_A_PORTE,
    Canal.COURRIEL,
    Canal.COURRIER,
    Canal.COLLECTIF,
    Canal.PERMANENCE,
)


class ChampsQuand(QWidget):
    """Channel, day and hour: today and now unless told otherwise."""

    change = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.canal = QComboBox()
        for canal in CANAUX:
            self.canal.addItem(dire_canal(canal), canal)
        self.jour = ChampDate(clock, _("Le"), passe=True)
        self.heure = ChampHeure(_("À"))
        grille = QGridLayout(self)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(8)
        grille.addWidget(LigneForm(_("Comment"), self.canal), 0, 0)
        grille.addWidget(LigneForm(_("Le"), self.jour), 0, 1)
        grille.addWidget(LigneForm(_("À"), self.heure), 0, 2)
        for rang, part in enumerate((3, 2, 1)):
            grille.setColumnStretch(rang, part)
        self.setFocusProxy(self.canal)
        self.canal.activated.connect(lambda _rang: self.change.emit())
        self.jour.textEdited.connect(lambda _texte: self.change.emit())
        self.jour.date_changee.connect(lambda _jour: self.change.emit())
        self.heure.heure_changee.connect(self.change)
        for champ in (self.jour, self.heure):
            champ.returnPressed.connect(champ.focusNextChild)
        self.vider()

    def valeur_canal(self) -> Canal:
        """How."""
        return Canal(self.canal.currentData())

    def vider(self) -> None:
        """A call, now."""
        self.canal.setCurrentIndex(0)
        self.jour.fixer(self._clock.today())
        self.heure.fixer(self._clock.now().astimezone().time())

    def choisir(self, canal: Canal) -> None:
        """Show this channel."""
        self.canal.setCurrentIndex(CANAUX.index(canal))

    def contenu(self) -> dict[str, str]:
        """What a draft keeps."""
        jour = self.jour.valeur()
        return {
            "canal": self.valeur_canal().value,
            "jour": jour.isoformat() if jour else "",
            "heure": self.heure.text(),
        }

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Show a draft again."""
        self.choisir(Canal(contenu.get("canal", Canal.TELEPHONE.value)))
        if contenu.get("jour"):
            self.jour.fixer(date.fromisoformat(contenu["jour"]))
        self.heure.fixer(lire_heure(str(contenu.get("heure", ""))))
