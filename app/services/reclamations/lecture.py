"""Complaints read: the list, the board, the indicators, one whole, what today asks for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from app.core.errors import RegleMetier
from app.domain.garanties import Garantie, GarantieDuJour, garantie
from app.domain.reclamations import EtatReclamation, suites
from app.services import receptions
from db.queries import reclamation as lecture_entiere
from db.queries import reclamations_indicateurs as lecture_indicateurs
from db.queries import reclamations_tableau as lecture_tableau
from db.queries.reclamation import (
    DetailReclamation,
    DossierLu,
    EchangeLu,
    PassageLu,
    PhotoLue,
    ReclamationEntiere,
    ResponsableLu,
    SuiviLu,
)
from db.queries.reclamations import ReclamationLigne
from db.queries.reclamations_filtre import FiltreReclamations
from db.queries.reclamations_filtre import compter as compter_lignes
from db.queries.reclamations_indicateurs import IndicateurLigne, Regroupement
from db.queries.reclamations_page import TriReclamations, page
from db.queries.reclamations_tableau import ColonneTableau
from db.uow import UnitOfWork

__all__ = [
    "ColonneTableau",
    "CompterReclamations",
    "DetailReclamation",
    "DossierLu",
    "EchangeLu",
    "FiltreReclamations",
    "IndicateurLigne",
    "Indicateurs",
    "LireIndicateurs",
    "LireReclamation",
    "LireTableauReclamations",
    "ListerReclamations",
    "PassageLu",
    "PhotoLue",
    "ReclamationEntiere",
    "ReclamationLigne",
    "ReclamationLue",
    "Regroupement",
    "ResponsableLu",
    "SuiviLu",
    "TableauReclamations",
    "TriReclamations",
    "compter",
    "indicateurs",
    "lire",
    "lister",
    "tableau",
]

PAGE = 200
"""Rows of a page of the list."""


@dataclass(frozen=True, slots=True)
class CompterReclamations:
    """Ask how many complaints answer a filter."""

    filtre: FiltreReclamations = field(default_factory=FiltreReclamations)


@dataclass(frozen=True, slots=True)
class ListerReclamations:
    """Ask for a page of the list; what runs out first comes first unless told otherwise."""

    filtre: FiltreReclamations = field(default_factory=FiltreReclamations)
    tri: TriReclamations = TriReclamations.ECHEANCE
    descendant: bool = False
    debut: int = 0
    taille: int = PAGE


@dataclass(frozen=True, slots=True)
class LireTableauReclamations:
    """Ask for the board: a column a state, its first `par_etat` complaints."""

    filtre: FiltreReclamations = field(default_factory=FiltreReclamations)
    par_etat: int = 30


@dataclass(frozen=True, slots=True)
class TableauReclamations:
    """The board as it stood at `instant` (aware UTC)."""

    instant: datetime
    colonnes: tuple[ColonneTableau, ...]


@dataclass(frozen=True, slots=True)
class LireIndicateurs:
    """Ask for the figures of complaints, counted by one thing."""

    filtre: FiltreReclamations = field(default_factory=FiltreReclamations)
    par: Regroupement = Regroupement.RESPONSABLE


@dataclass(frozen=True, slots=True)
class Indicateurs:
    """One line a group, and all of them together; figures as of `instant` (aware UTC)."""

    instant: datetime
    par: Regroupement
    lignes: tuple[IndicateurLigne, ...]
    ensemble: IndicateurLigne


@dataclass(frozen=True, slots=True)
class LireReclamation:
    """Ask for one complaint, whole."""

    reclamation_id: UUID


@dataclass(frozen=True, slots=True)
class ReclamationLue:
    """A complaint as its page shows it, at `instant` (aware UTC).

    `garantie` is deduced from the réception of the works of its dwelling; `suites` are the states
    it may go to.
    """

    instant: datetime
    entiere: ReclamationEntiere
    garantie: GarantieDuJour
    suites: tuple[EtatReclamation, ...]

    @property
    def ligne(self) -> ReclamationLigne:
        """The complaint as the list shows it."""
        return self.entiere.ligne


def compter(demande: CompterReclamations, uow: UnitOfWork) -> int:
    """How many complaints answer."""
    with uow.lecture() as session:
        return compter_lignes(session, demande.filtre, uow.clock.now())


def lister(demande: ListerReclamations, uow: UnitOfWork) -> tuple[ReclamationLigne, ...]:
    """A page of the complaints that answer."""
    with uow.lecture() as session:
        return page(
            session,
            demande.filtre,
            uow.clock.now(),
            tri=demande.tri,
            descendant=demande.descendant,
            debut=demande.debut,
            taille=demande.taille,
        )


def tableau(demande: LireTableauReclamations, uow: UnitOfWork) -> TableauReclamations:
    """The board: two statements, however many complaints there are."""
    maintenant = uow.clock.now()
    with uow.lecture() as session:
        colonnes = lecture_tableau.lire(session, demande.filtre, maintenant, demande.par_etat)
    return TableauReclamations(maintenant, colonnes)


def indicateurs(demande: LireIndicateurs, uow: UnitOfWork) -> Indicateurs:
    """Open, late, median delay and reopened, by group: two statements."""
    maintenant = uow.clock.now()
    with uow.lecture() as session:
        lignes, ensemble = lecture_indicateurs.lire(
            session, demande.filtre, maintenant, demande.par
        )
    return Indicateurs(maintenant, demande.par, lignes, ensemble)


def lire(demande: LireReclamation, uow: UnitOfWork) -> ReclamationLue:
    """The complaint, whole; raises `RegleMetier("general.introuvable")`."""
    maintenant, jour = uow.clock.now(), uow.clock.today()
    with uow.lecture() as session:
        entiere = lecture_entiere.lire(session, demande.reclamation_id)
        if entiere is None:
            raise RegleMetier("general.introuvable")
        ligne = entiere.ligne
        recue = None
        if ligne.logement_id is not None:
            recue = receptions.date_de(session, ligne.logement_id, jour)
    possibles = uow.accompagnement.reclamations.garanties(ligne.categorie)
    couverte = garantie(recue, ligne.ouverte_le, (Garantie.GPA, *possibles), jour)
    return ReclamationLue(maintenant, entiere, couverte, suites(ligne.etat))
