"""The words kept of what a bailleur or a meeting said: the same words for the same line."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte
from app.domain.reclamations import EtatReclamation
from app.services.retours.modele import LigneDite

DECISIONS: Mapping[EtatReclamation, str] = MappingProxyType(
    {
        EtatReclamation.QUALIFIEE: N_("Qualifiée"),
        EtatReclamation.TRANSMISE: N_("Transmise"),
        EtatReclamation.PLANIFIEE: N_("Date fixée"),
        EtatReclamation.FAITE: N_("Réparée"),
        EtatReclamation.REJETEE: N_("Non retenue"),
    }
)
"""What a meeting may decide, as its list says it (no comma: it would cut the list).

The household alone confirms, the team alone closes.
"""


def echange_pris(dite: LigneDite) -> str:
    """What is kept of a line that is taken: its comment and whose it is, "" without a comment."""
    if not dite.commentaire:
        return ""
    return f"{dite.prestataire} : {dite.commentaire}" if dite.prestataire else dite.commentaire


def echange(dite: LigneDite) -> str:
    """What is kept of a line that changes nothing of ours: all it says, in one sentence."""
    morceaux = []
    if dite.mot and dite.le:
        morceaux.append(_("« {mot} » le {jour}").format(mot=dite.mot, jour=date_courte(dite.le)))
    elif dite.mot:
        morceaux.append(f"« {dite.mot} »")
    if dite.rdv:
        morceaux.append(_("rendez-vous le {jour}").format(jour=date_courte(dite.rdv)))
    dit = ", ".join(morceaux)
    if dite.prestataire:
        dit = f"{dit} ({dite.prestataire})" if dit else dite.prestataire
    return " : ".join(p for p in (dit, dite.commentaire) if p)
