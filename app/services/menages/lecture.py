"""Reading one household: its page, and the chronology of everything that happened to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.errors import RegleMetier
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage
from db.queries.fil import TOUS, lire_fil
from db.queries.fil_modele import Fil, GenreFil
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class LireFiche:
    """Ask for a household as on `jour` (today when None)."""

    menage_id: UUID
    jour: date | None = None


@dataclass(frozen=True, slots=True)
class LireFil:
    """Ask for entries `debut` to `debut + taille` of the chronology, of these kinds only."""

    menage_id: UUID
    genres: frozenset[GenreFil] = TOUS
    debut: int = 0
    taille: int = 50


@dataclass(frozen=True, slots=True)
class PageMenage:
    """The household and the first page of its chronology, seen in one consistent read."""

    fiche: FicheMenage
    fil: Fil


def fiche(demande: LireFiche, uow: UnitOfWork) -> FicheMenage:
    """The household; raises `RegleMetier("menage.introuvable")`."""
    with uow.lecture() as session:
        maintenant = uow.clock.now() if demande.jour is None else None
        jour = demande.jour or uow.clock.today()
        trouvee = lire_fiche(session, demande.menage_id, jour, maintenant)
    if trouvee is None:
        raise RegleMetier("menage.introuvable")
    return trouvee


def fil(demande: LireFil, uow: UnitOfWork) -> Fil:
    """One page of the chronology, newest first; raises `RegleMetier("menage.introuvable")`."""
    return lire_page(demande, uow).fil


def lire_page(demande: LireFil, uow: UnitOfWork) -> PageMenage:
    """The household and one page of its chronology; raises `RegleMetier("menage.introuvable")`."""
    with uow.lecture() as session:
        jour, maintenant = uow.clock.today(), uow.clock.now()
        trouvee = lire_fiche(session, demande.menage_id, jour, maintenant)
        if trouvee is None:
            raise RegleMetier("menage.introuvable")
        entrees = lire_fil(
            session, trouvee, genres=demande.genres, debut=demande.debut, taille=demande.taille
        )
    return PageMenage(trouvee, entrees)
