"""Under the timeline: what cannot stand, in sentences; Enter goes to the household."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext
from app.domain.planification.mots import Solution
from app.services.planification.plan_lu import PlanLu
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette

_ROLE = Qt.ItemDataRole.UserRole
RANGEES = 2


def soucis_de(plan: PlanLu) -> list[tuple[UUID | None, str]]:
    """Sentences, with the household they are about: no solution, then broken rules, then days."""
    dits: list[tuple[UUID | None, str]] = []
    for li in plan.lignes:
        if li.solution is Solution.AUCUNE:
            dit = _("{nom}, sans solution").format(nom=li.menage)
            dits.append((li.menage_id, f"{dit} : {li.raison}" if li.raison else dit))
    for li in plan.lignes:
        for v in li.violations:
            dits.append((li.menage_id, f"{li.menage} : {v.texte}"))
    dits += [(v.menage_id, v.texte) for v in plan.violations]
    return dits


class Soucis(QWidget):
    """Hidden when all is well. `vise` carries a household to go to."""

    vise = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._combien = 0
        self._sous_un_plan = True
        self._cede = False
        self.titre = Etiquette("", "erreur")
        self.plier = Bouton(_("Replier"), self._plier, "lien")
        self.liste = QListWidget()
        self.liste.setAccessibleName(_("Ce qui ne tient pas"))
        self.liste.setUniformItemSizes(True)
        self.liste.itemActivated.connect(self._activer)
        self.liste.itemClicked.connect(self._activer)
        tete = QHBoxLayout()
        tete.addWidget(self.titre)
        tete.addWidget(self.plier)
        tete.addStretch(1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        boite.addLayout(tete)
        boite.addWidget(self.liste)
        self.hide()

    def remplir(self, plan: PlanLu) -> None:
        """Show what is wrong with this plan."""
        dits = soucis_de(plan)
        self.liste.clear()
        for menage_id, texte in dits:
            item = QListWidgetItem(f"⚠ {texte}")
            item.setData(_ROLE, menage_id)
            item.setToolTip("")
            self.liste.addItem(item)
        n = len(dits)
        self.titre.setText(
            ngettext("{n} chose ne tient pas", "{n} choses ne tiennent pas", n).format(n=n)
        )
        rangee = max(self._theme.px(22), self.liste.sizeHintForRow(0))
        self.liste.setFixedHeight(rangee * min(n, RANGEES) + self._theme.px(6))
        self._combien = n
        self.montrer(vue_de_plan=self._sous_un_plan)

    def montrer(self, *, vue_de_plan: bool) -> None:
        """Only under a view of the plan, and when something is wrong."""
        self._sous_un_plan = vue_de_plan
        self._placer()

    def ceder(self, cede: bool) -> None:
        """Give way to what is being asked above."""
        self._cede = cede
        self._placer()

    def _placer(self) -> None:
        self.setVisible(self._sous_un_plan and self._combien > 0 and not self._cede)

    def _plier(self) -> None:
        self.liste.setVisible(not self.liste.isVisible())
        self.plier.setText(_("Replier") if self.liste.isVisible() else _("Voir"))

    def _activer(self, item: QListWidgetItem) -> None:
        menage_id = item.data(_ROLE)
        if isinstance(menage_id, UUID):
            self.vise.emit(menage_id)
