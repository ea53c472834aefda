"""Reading inventories: home by home, the two that are compared, keys and meters beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.core.i18n import langue
from app.domain.etats_des_lieux import Constat, ListeEtat, Rangee, comparer
from app.domain.logements import NatureOccupation
from app.services.etats_des_lieux.commandes import LireEtats
from db.models import Menage
from db.queries import etats_des_lieux as requetes
from db.queries.etats_des_lieux import DefautSignale, ElementLu, EtatLu
from db.queries.fiche_modele import LogementFiche
from db.queries.papiers import ClePapier, RelevePapier
from db.queries.receptions import dates
from db.queries.reclamation import PhotoLue
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class EtatComplet:
    """An inventory with its elements and photos."""

    etat: EtatLu
    elements: tuple[ElementLu, ...]
    photos: tuple[PhotoLue, ...]

    @property
    def constats(self) -> dict[tuple[str, str], Constat]:
        """What was found, by (room, element)."""
        return {(e.piece, e.element): Constat(e.etat, e.precision or "") for e in self.elements}


@dataclass(frozen=True, slots=True)
class LogementCompare:
    """A home of the household: its last two inventories side by side, the earlier first.

    `rangees` go room after room; `recue_le` is when its works were received; `signales` the
    complaints opened about it since its last inventory.
    """

    logement: LogementFiche
    nature: NatureOccupation | None
    avant: EtatComplet | None
    apres: EtatComplet | None
    rangees: tuple[Rangee, ...]
    cles: tuple[ClePapier, ...]
    releves: tuple[RelevePapier, ...]
    recue_le: date | None
    signales: tuple[DefautSignale, ...]

    @property
    def etats(self) -> tuple[EtatComplet, ...]:
        """Those there are, the earlier first."""
        return tuple(e for e in (self.avant, self.apres) if e is not None)


@dataclass(frozen=True, slots=True)
class EtatsDuMenage:
    """The homes of a household and their inventories; its own home first.

    `modele` words the rooms and elements.
    """

    menage_id: UUID
    menage: str
    logements: tuple[LogementCompare, ...]
    modele: ListeEtat = field(default_factory=ListeEtat)

    def logement(self, logement_id: UUID | None) -> LogementCompare | None:
        """That home, else the one with an inventory, else the first."""
        for voulu in self.logements:
            if voulu.logement.id == logement_id:
                return voulu
        decrits = [lo for lo in self.logements if lo.etats]
        return next(iter(decrits or self.logements), None)


def lire(demande: LireEtats, uow: UnitOfWork) -> EtatsDuMenage:
    """The inventories of the household; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        return lire_dans(session, demande.menage_id, uow.accompagnement.etat_des_lieux)


def lire_dans(session: Session, menage_id: UUID, modele: ListeEtat) -> EtatsDuMenage:
    """The same, in an open read."""
    menage = session.get(Menage, menage_id)
    if menage is None:
        raise RegleMetier("general.introuvable")
    lus = requetes.du_menage(session, menage_id)
    ids = [e.id for e in lus]
    elements, photos = requetes.elements(session, ids), requetes.photos(session, ids)
    complets = [EtatComplet(e, elements.get(e.id, ()), photos.get(e.id, ())) for e in lus]
    natures = requetes.natures(session, menage_id)
    logements = requetes.logements(session, menage_id)
    recues = dates(session, [lo.id for lo in logements])
    compares = []
    for logement in logements:
        siens = [c for c in complets if c.etat.logement_id == logement.id]
        compares.append(_comparer(session, menage_id, logement, siens, modele, natures, recues))
    compares.sort(key=lambda lo: lo.nature is NatureOccupation.TIROIR)
    return EtatsDuMenage(menage_id, menage.nom, tuple(compares), modele)


def piece(modele: ListeEtat, code: str) -> str:
    """A room in words; one written by hand is shown as it was."""
    connue = modele.piece(code)
    return connue.libelle(langue()) if connue else code


def element(modele: ListeEtat, code: str) -> str:
    """An element in words; one written by hand is shown as it was."""
    connu = modele.element(code)
    return connu.libelle(langue()) if connu else code


def _comparer(
    session: Session,
    menage_id: UUID,
    logement: LogementFiche,
    siens: list[EtatComplet],
    modele: ListeEtat,
    natures: Mapping[UUID, str],
    recues: dict[UUID, date],
) -> LogementCompare:
    avant, apres = _paire(siens)
    nature = natures.get(logement.id)
    depuis = siens[-1].etat.le if siens else None
    return LogementCompare(
        logement,
        NatureOccupation(nature) if nature else None,
        avant,
        apres,
        comparer(
            modele.pour(logement.chambres),
            avant.constats if avant else {},
            apres.constats if apres else {},
        ),
        requetes.cles(session, menage_id, logement.id),
        requetes.releves(session, menage_id, logement.id),
        recues.get(logement.id),
        requetes.signales(session, logement.id, depuis) if depuis else (),
    )


def _paire(siens: list[EtatComplet]) -> tuple[EtatComplet | None, EtatComplet | None]:
    """The last inventory, and the last one before it that was of the other moment."""
    if not siens:
        return None, None
    dernier = siens[-1]
    autres = [c for c in siens[:-1] if c.etat.moment is not dernier.etat.moment]
    return (autres[-1], dernier) if autres else (dernier, None)
