"""What one needs to plan a move of a household: its home, where it is, crews, pilotes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.errors import RegleMetier
from app.domain.demenagements import VIVANTS, GenreEquipe, SensDemenagement
from app.domain.logements import NatureOccupation
from app.domain.menages import Role
from app.services import equipes
from app.services.demenagements.commandes import ChoisirDemenagement
from app.services.equipe import Equipe
from app.services.equipe import lire as lire_equipe
from app.services.equipes import EquipeLigne, ListerEquipes
from db.queries import demenagements as lecture
from db.queries.demenagements import DemenagementLu, FiltreDemenagements
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage, OccupationFiche
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class PreparationDemenagement:
    """The household on `jour`, its moves, who could be there. `origine` is the home it left or
    lives in, None when nobody knows it.
    """

    jour: date
    fiche: FicheMenage
    siens: tuple[DemenagementLu, ...]
    equipes: tuple[EquipeLigne, ...]
    equipe: Equipe
    origine: OccupationFiche | None

    @property
    def cite_id(self) -> UUID | None:
        """The estate of its home."""
        return self.fiche.cite.id if self.fiche.cite is not None else None

    @property
    def sens(self) -> SensDemenagement:
        """What its next move most likely is."""
        a_venir = {d.sens for d in self.siens if d.etat in VIVANTS}
        parti = self.fiche.actuel is not None or SensDemenagement.ALLER in a_venir
        return SensDemenagement.RETOUR if parti else SensDemenagement.ALLER

    @property
    def prochain(self) -> DemenagementLu | None:
        """Its next move still to come."""
        return next((d for d in self.siens if d.etat in VIVANTS), None)

    def deplaceurs(self) -> tuple[EquipeLigne, ...]:
        """The crews of movers."""
        return tuple(e for e in self.equipes if e.genre is GenreEquipe.DEMENAGEURS)

    def pilote_probable(self) -> UUID | None:
        """Who follows it as pilote social, when somebody does."""
        return next(
            (
                r.intervenant_id
                for r in self.fiche.referents
                if r.role is Role.PILOTE and r.fin is None
            ),
            None,
        )


def preparer(demande: ChoisirDemenagement, uow: UnitOfWork) -> PreparationDemenagement:
    """What planning a move needs; raises `RegleMetier("general.introuvable")`."""
    jour = uow.clock.today()
    with uow.lecture() as session:
        fiche = lire_fiche(session, demande.menage_id, jour)
        if fiche is None:
            raise RegleMetier("general.introuvable")
        siens = lecture.lister(session, FiltreDemenagements(menage_id=demande.menage_id))
    cite_id = fiche.cite.id if fiche.cite is not None else None
    origines = [o for o in fiche.occupations if o.nature is NatureOccupation.ORIGINE]
    return PreparationDemenagement(
        jour,
        fiche,
        siens,
        equipes.lister(ListerEquipes(cite_id), uow),
        lire_equipe(None, uow),
        origines[-1] if origines else None,
    )
