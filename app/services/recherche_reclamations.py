"""Finding a complaint while typing: our reference (R-0214, r214) or the bailleur’s own."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.reclamations import reference_dite
from db.queries import recherche_reclamations as lecture
from db.queries.recherche_reclamations import ReclamationTrouvee
from db.uow import UnitOfWork

__all__ = ["ReclamationTrouvee", "TrouverReclamations", "trouver"]

_COURT = 3


@dataclass(frozen=True, slots=True)
class TrouverReclamations:
    """What was typed; whatever it holds is plain text."""

    texte: str
    limite: int = 5


def trouver(demande: TrouverReclamations, uow: UnitOfWork) -> tuple[ReclamationTrouvee, ...]:
    """The complaints of that reference; words that cannot be one read nothing."""
    texte = demande.texte.strip()
    notre = reference_dite(texte)
    chiffre = any(c.isdigit() for c in texte)
    du_bailleur = texte if chiffre and len(texte) >= _COURT and " " not in texte else ""
    if notre is None and not du_bailleur:
        return ()
    with uow.lecture() as session:
        return lecture.chercher(session, notre, du_bailleur, demande.limite)
