"""The words of delays: short in a cell, whole in a tooltip, and where they come from."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_, _, ngettext
from app.services.delais_reclamations import DelaiLu, Delais, SourceDelai

PROPRE = "◆"
_AUCUN = "–"
_SOURCES: Mapping[SourceDelai, str] = MappingProxyType(
    {
        SourceDelai.CATALOGUE: N_("Ces délais viennent du catalogue."),
        SourceDelai.EQUIPE: N_("Ces délais sont ceux de l’équipe, pour toutes les catégories."),
        SourceDelai.CATEGORIE: N_("Ces délais sont ceux de l’équipe, pour cette catégorie."),
    }
)


def en_bref(lu: DelaiLu) -> str:
    """The three delays of a cell; a mark when the team set that very cell."""
    d = lu.delais
    texte = " · ".join(
        (
            _("{n} h").format(n=d.reponse_heures) if d.reponse_heures else _AUCUN,
            _("{n} h").format(n=d.securisation_heures) if d.securisation_heures else _AUCUN,
            _("{n} j").format(n=d.reparation_jours) if d.reparation_jours else _AUCUN,
        )
    )
    return f"{PROPRE} {texte}" if lu.propre else texte


def en_clair(delais: Delais) -> str:
    """The delays in whole words."""
    dits = []
    if (n := delais.reponse_heures) is not None:
        dits.append(
            ngettext(
                "première réponse sous {n} heure ouvrée",
                "première réponse sous {n} heures ouvrées",
                n,
            ).format(n=n)
        )
    if (n := delais.securisation_heures) is not None:
        dits.append(
            ngettext(
                "mise en sécurité sous {n} heure", "mise en sécurité sous {n} heures", n
            ).format(n=n)
        )
    if (n := delais.reparation_jours) is not None:
        dits.append(
            ngettext(
                "réparation sous {n} jour ouvré", "réparation sous {n} jours ouvrés", n
            ).format(n=n)
        )
    return ", ".join(dits) or _("aucun délai")


def d_ou(lu: DelaiLu) -> str:
    """Where the delays of a cell come from, and what they would be without the team's own."""
    dit = _(_SOURCES[lu.source])
    if lu.propre:
        dit += " " + _("Par défaut : {delais}.").format(delais=en_clair(lu.defaut))
    return dit
