"""Choosing weekdays: one chip a day, Monday first."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.core.i18n import N_, _
from ui.widgets import Flux, Puce

JOURS: Mapping[str, str] = MappingProxyType(
    {
        "1": N_("lun."),
        "2": N_("mar."),
        "3": N_("mer."),
        "4": N_("jeu."),
        "5": N_("ven."),
        "6": N_("sam."),
        "7": N_("dim."),
    }
)


class JoursSemaine(QWidget):
    """Weekdays as ISO digits ("12345": Monday to Friday); `modifie` when a hand changed one."""

    modifie = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Jours travaillés"))
        self.puces = {chiffre: Puce(_(mot), chiffre) for chiffre, mot in JOURS.items()}
        flux = Flux(self)
        for puce in self.puces.values():
            flux.addWidget(puce)
            puce.basculee.connect(lambda _coche: self.modifie.emit())

    def valeur(self) -> str:
        """The days that are on."""
        return "".join(chiffre for chiffre, puce in self.puces.items() if puce.isChecked())

    def fixer(self, jours: str) -> None:
        """Turn these days on, the others off."""
        for chiffre, puce in self.puces.items():
            puce.setChecked(chiffre in jours)


def dire_jours(jours: str) -> str:
    """ "lun. à ven.", or each day when they do not follow one another."""
    choisis = [chiffre for chiffre in JOURS if chiffre in jours]
    if len(choisis) > 2 and "".join(choisis) in "".join(JOURS):
        return _("{premier} à {dernier}").format(
            premier=_(JOURS[choisis[0]]), dernier=_(JOURS[choisis[-1]])
        )
    return ", ".join(_(JOURS[chiffre]) for chiffre in choisis)
