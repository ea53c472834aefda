"""The foot of the visit: its day, the guide handed over, a remark, what one does with it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from app.core.clock import Clock
from app.core.i18n import _, jour
from app.services.prises_en_main import EtatPriseEnMain, PriseLue
from ui.widgets import Bouton, ChampDate, LigneForm


class PiedPrise(QWidget):
    """`modifie` when something is typed, `garder` and `annuler` when asked for."""

    modifie = Signal()
    garder = Signal()
    annuler = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lue: PriseLue | None = None
        self.le = ChampDate(clock, _("Jour de la visite"))
        self.le.ensurePolished()
        mesure = self.le.fontMetrics()
        self.le.setMinimumWidth(mesure.horizontalAdvance("mer. 22 nov. 2026") + 24)
        self.guide_remis = QLineEdit()
        self.guide_remis.setAccessibleName(_("Guide remis, en quelles langues"))
        self.guide_remis.setPlaceholderText(_("fr, en… ; vide : pas remis"))
        self.remarque = QLineEdit()
        self.remarque.setAccessibleName(_("Remarque sur la visite"))
        self.retirer = Bouton(_("Annuler la visite"), self.annuler.emit, "discret")
        self.enregistrer = Bouton("", self.garder.emit, "principal")
        self.enregistrer.setToolTip(_("Ctrl+Entrée"))
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(12)
        for libelle, champ, part in (
            (_("Visite du"), self.le, 2),
            (_("Guide remis"), self.guide_remis, 2),
            (_("Remarque"), self.remarque, 5),
        ):
            ligne.addWidget(LigneForm(libelle, champ), part)
        for bouton in (self.retirer, self.enregistrer):
            ligne.addWidget(bouton, 0, Qt.AlignmentFlag.AlignBottom)
        self.le.date_changee.connect(lambda _jour: self._change())
        for champ in (self.guide_remis, self.remarque):
            champ.textEdited.connect(lambda _texte: self._change())

    def remplir(self, lue: PriseLue, *, valeurs: bool) -> None:
        """This visit; its own values too unless something was typed."""
        self._lue = lue
        if valeurs:
            self.le.fixer(lue.prise.faite_le or lue.jour)
            self.guide_remis.setText(lue.prise.guide_remis or "")
            self.remarque.setText(lue.prise.remarque or "")
        annulee = lue.prise.etat is EtatPriseEnMain.ANNULEE
        for widget in (self.le, self.guide_remis, self.remarque, self.enregistrer):
            widget.setEnabled(not annulee)
        self.retirer.setVisible(lue.prise.etat is EtatPriseEnMain.PREVUE)
        self._dire_bouton()

    def a_venir(self) -> date | None:
        """The day typed, when it moves a visit that is still to come."""
        le = self.le.valeur()
        if self._lue is None or le is None or self._lue.prise.etat is not EtatPriseEnMain.PREVUE:
            return None
        return le if le > self._lue.jour else None

    def remis(self, langues: str) -> None:
        """The guide is printed to be left: say so, unless somebody already did."""
        if not self.guide_remis.text():
            self.guide_remis.setText(langues)
            self._change()

    def contenu(self) -> dict[str, str]:
        """For the draft."""
        le = self.le.valeur()
        return {
            "le": le.isoformat() if le else "",
            "guide": self.guide_remis.text(),
            "remarque": self.remarque.text(),
        }

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """From a draft."""
        self.guide_remis.setText(str(contenu.get("guide", "")))
        self.remarque.setText(str(contenu.get("remarque", "")))
        le = str(contenu.get("le", ""))
        if le:
            self.le.fixer(date.fromisoformat(le))
        self._dire_bouton()

    def _change(self) -> None:
        self._dire_bouton()
        self.modifie.emit()

    def _dire_bouton(self) -> None:
        """A day to come moves the visit; else what was shown is saved."""
        a_venir = self.a_venir()
        if a_venir is not None:
            self.enregistrer.setText(_("Reporter au {jour}").format(jour=jour(a_venir)))
        elif self._lue is not None and self._lue.prise.etat is EtatPriseEnMain.FAITE:
            self.enregistrer.setText(_("Corriger la visite"))
        else:
            self.enregistrer.setText(_("Enregistrer la visite"))
