"""What follows a visit: a promise, a task – a text, a date, somebody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from app.core.clock import Clock
from app.core.i18n import _
from app.services.equipe import IntervenantLigne
from ui.widgets import ChampDate, LigneForm


class ChoixIntervenant(QComboBox):
    """Me, or somebody else of the team; None means me."""

    def __init__(self, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(nom)
        self.setMinimumContentsLength(6)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.addItem(_("moi"), None)

    def proposer(self, equipe: Sequence[IntervenantLigne], moi: UUID | None) -> None:
        """The team, keeping the choice."""
        choisi = self.valeur()
        self.clear()
        self.addItem(_("moi"), None)
        for membre in equipe:
            if membre.id != moi:
                self.addItem(membre.nom_complet, membre.id)
        self.fixer(choisi)

    def valeur(self) -> UUID | None:
        """Who, None for me."""
        donnee = self.currentData()
        return donnee if isinstance(donnee, UUID) else None

    def fixer(self, intervenant_id: UUID | None) -> None:
        """Show this choice; somebody who left the team falls back to me."""
        rang = self.findData(intervenant_id) if intervenant_id is not None else 0
        self.setCurrentIndex(max(rang, 0))


class LigneSuite(QWidget):
    """One thing that follows: what, for when, by whom. A missing date is said, not refused."""

    change = Signal()

    def __init__(
        self,
        clock: Clock,
        quoi: str,
        par: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.texte = QLineEdit()
        self.date = ChampDate(clock, _("Pour le"))
        self.date.setMinimumWidth(96)
        self.qui = ChoixIntervenant(par)
        self._ligne_date = LigneForm(_("pour le"), self.date)
        grille = QGridLayout(self)
        grille.setContentsMargins(0, 0, 0, 0)
        grille.setHorizontalSpacing(8)
        for rang, (ligne, part) in enumerate(
            ((LigneForm(quoi, self.texte), 5), (self._ligne_date, 2), (LigneForm(par, self.qui), 2))
        ):
            grille.addWidget(ligne, 0, rang)
            grille.setColumnStretch(rang, part)
        self.setFocusProxy(self.texte)
        self.texte.textEdited.connect(self._change)
        self.date.textEdited.connect(self._change)
        self.date.date_changee.connect(self._change)
        self.qui.activated.connect(self._change)
        for champ in (self.texte, self.date):
            champ.returnPressed.connect(champ.focusNextChild)

    @property
    def remplie(self) -> bool:
        """Whether something is said."""
        return bool(self.texte.text().strip())

    def vider(self) -> None:
        """Empty it."""
        self.texte.clear()
        self.date.fixer(None)
        self.qui.fixer(None)
        self._ligne_date.erreur("")

    def contenu(self) -> dict[str, str]:
        """What a draft keeps."""
        if not (self.remplie or self.date.text()):
            return {}
        le, qui = self.date.valeur(), self.qui.valeur()
        return {
            "texte": self.texte.text(),
            "le": le.isoformat() if le else "",
            "qui": str(qui) if qui else "",
        }

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Show a draft again."""
        self.texte.setText(str(contenu.get("texte", "")))
        self.date.fixer(date.fromisoformat(contenu["le"]) if contenu.get("le") else None)
        self.qui.fixer(UUID(contenu["qui"]) if contenu.get("qui") else None)

    def _change(self, *_args: object) -> None:
        sans_date = self.remplie and not self.date.text().strip()
        self.date.setPlaceholderText(_("sans date ?") if sans_date else _("24/11, ven, +3…"))
        self.change.emit()
