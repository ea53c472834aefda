"""Finding a household while typing: names, phones, addresses, references, one wrong letter."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.recherche import RaisonTrouve, lire
from db.engine import traduire
from db.queries import recherche as lecture
from db.queries.recherche import LigneRecherche
from db.uow import UnitOfWork

__all__ = ["Chercher", "LigneRecherche", "RaisonTrouve", "chercher"]


@dataclass(frozen=True, slots=True)
class Chercher:
    """What was typed; whatever it holds is plain text. Empty: the most recently seen."""

    texte: str
    limite: int = 20


def chercher(demande: Chercher, uow: UnitOfWork) -> tuple[LigneRecherche, ...]:
    """Households that match, best first, with the reason; merged households never appear."""
    connexion = uow.engine.raw_connection()
    try:
        curseur = connexion.cursor()
        try:
            return lecture.chercher(
                curseur, lire(demande.texte), uow.clock.today(), max(1, demande.limite)
            )
        finally:
            curseur.close()
    except Exception as erreur:
        panne = traduire(erreur)
        if panne is not None:
            raise panne from erreur
        raise
    finally:
        connexion.close()
