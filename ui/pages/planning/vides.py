"""Nothing was planned yet: what is missing, and where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.planification.instance import Instance
from ui.widgets import Bouton, EtatVide


@dataclass(frozen=True, slots=True)
class Vide:
    """What is said; `onglet` names the tab of the estate page to go to, empty to compute a plan."""

    titre: str
    texte: str
    bouton: str
    onglet: str = ""


def dire_vide(instance: Instance) -> Vide:
    """Why there is no plan for this estate."""
    if not instance.travaux:
        return Vide(
            _("Aucune tranche n’a de dates de travaux"),
            _("Le planning part des travaux : donnez à chaque tranche son début et sa fin."),
            _("Ouvrir les tranches"),
            "tranches",
        )
    if not instance.logements:
        return Vide(
            _("Aucun logement tiroir"),
            _(
                "Il faut des logements vides où habiter pendant les travaux : sur la page Cité,"
                " dites lesquels."
            ),
            _("Ouvrir les logements"),
            "logements",
        )
    return Vide(
        _("Aucun plan pour {cite}").format(cite=instance.cite),
        _(
            "Voyette cherche qui va dans quel logement, quel jour, et quand il revient."
            " Rien n’est appliqué tant que vous n’adoptez pas un plan."
        ),
        _("Proposer un plan"),
    )


class ZoneVide(QWidget):
    """What an empty page says, which changes as one learns what is missing."""

    def __init__(self, titre: str) -> None:
        super().__init__()
        self._boite = QVBoxLayout(self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        self._dit = EtatVide(titre)
        self._boite.addWidget(self._dit)

    @property
    def bouton(self) -> Bouton:
        """The first thing to do."""
        return self._dit.bouton

    @property
    def titre(self) -> str:
        """What is said first."""
        return self._dit.titre.text()

    def dire(self, titre: str, texte: str, bouton: str, faire: Callable[[], object]) -> None:
        """Say something else."""
        ancien, self._dit = self._dit, EtatVide(titre, texte, bouton, faire)
        self._boite.replaceWidget(ancien, self._dit)
        ancien.hide()
        ancien.deleteLater()
