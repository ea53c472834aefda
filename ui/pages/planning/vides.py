"""Nothing was planned yet: what is missing, and where to go."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.i18n import _
from app.domain.planification.instance import Instance


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
