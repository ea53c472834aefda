"""The preview of a package, line by line: what leaves, what changed, what is withheld and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.i18n import _
from app.core.suivi import Suivi, SuiviMuet
from app.domain.envois import Etendue, Format
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets.reperes import LOGEMENT, MENAGE, nommes
from app.services.exports.profils import charger_profil
from app.services.exports.profils.etendues import Motif, Prochain, prochain
from app.services.exports.projection import Projection, titres
from app.services.exports.selection import SelectionComplete
from app.services.exports.selection.changements import DeltaTable
from app.services.exports.selection.reste_ici import (
    LireMenagesRetenus,
    MenageRetenu,
    PageRetenus,
    RaisonRetenue,
    Retenue,
    menages_retenus,
    retenues_du_profil,
)
from app.services.exports.selection.retraits import RaisonRetrait
from db.uow import UnitOfWork

__all__ = [
    "Apercevoir",
    "ApercuColis",
    "EtatLigne",
    "LireMenagesRetenus",
    "MenageRetenu",
    "Motif",
    "PageRetenus",
    "RaisonRetenue",
    "RaisonRetrait",
    "Retenue",
    "TableApercue",
    "apercevoir",
    "dire_nommes",
    "menages_retenus",
]


class EtatLigne(StrEnum):
    """What a row is for the recipient, compared with what it acknowledged last."""

    NOUVELLE = "nouvelle"
    MODIFIEE = "modifiee"
    RETIREE = "retiree"
    INCHANGEE = "inchangee"


@dataclass(frozen=True, slots=True)
class Apercevoir:
    """Ask what the next package of a profile would tell; `etendue` None: as the profile says."""

    profil_id: UUID
    etendue: Etendue | None = None


@dataclass(frozen=True, slots=True)
class TableApercue:
    """One table of the package, and how many rows of each kind."""

    nom: str
    titre: str
    nouvelles: int
    modifiees: int
    retirees: int
    inchangees: int

    @property
    def partent(self) -> int:
        """Rows written in the package."""
        return self.nouvelles + self.modifiees + self.inchangees


@dataclass(frozen=True, slots=True)
class ApercuColis:
    """What the next package would tell, as the base is now. Its lines are read apart (`lignes`).

    `compare` is False when nothing is known of what the recipient holds: every row is then new.
    `nommes`: what the workbook names on every row about it ("menage", "logement"), for people.
    """

    profil: ProfilLu
    jour: date
    etendue: Etendue
    motif: Motif
    compare: bool
    depuis_sequence: int | None
    depuis_le: date | None
    tables: tuple[TableApercue, ...]
    retenues: tuple[Retenue, ...]
    nommes: frozenset[str]
    suite: Prochain = field(repr=False)

    @property
    def total(self) -> int:
        """All rows that would be written."""
        return sum(t.partent for t in self.tables)

    @property
    def retraits(self) -> int:
        """All the recipient would be told to erase."""
        return sum(t.retirees for t in self.tables)

    @property
    def rien(self) -> bool:
        """Whether there is nothing to send."""
        return not self.total and not (self.etendue is Etendue.DELTA and self.retraits)


def apercevoir(q: Apercevoir, uow: UnitOfWork, suivi: Suivi | None = None) -> ApercuColis:
    """What the next package would tell, and what stays here.

    Raises `RegleMetier("general.introuvable")`; nothing is written.
    """
    jour = uow.clock.today()
    with uow.lecture() as session:
        profil = charger_profil(session, q.profil_id)
        suite = prochain(session, profil, q.etendue, jour, uow.appareil_id)
        depuis = suite.depuis
        return ApercuColis(
            profil=profil,
            jour=jour,
            etendue=suite.selection.etendue,
            motif=suite.motif,
            compare=suite.delta is not None,
            depuis_sequence=depuis.sequence if depuis else None,
            depuis_le=depuis.prepare_a.astimezone().date() if depuis else None,
            tables=_tables(session, suite, suivi or SuiviMuet()),
            retenues=retenues_du_profil(session, profil, jour),
            nommes=nommes(suite.selection.projections)
            if Format.XLSX in profil.formats
            else frozenset(),
            suite=suite,
        )


def dire_nommes(nommes: frozenset[str]) -> str:
    """What the workbook tells people on top of the columns of each table; "" for nothing."""
    if {MENAGE, LOGEMENT} <= nommes:
        return _("Dans le classeur, les lignes disent aussi leur ménage et leur logement.")
    if MENAGE in nommes:
        return _("Dans le classeur, les lignes disent aussi leur ménage.")
    return _("Dans le classeur, les lignes disent aussi leur logement.") if nommes else ""


def _tables(session: Session, suite: Prochain, suivi: Suivi) -> tuple[TableApercue, ...]:
    tables, gardees = [], suite.selection.projections
    for rang, table in enumerate(gardees):
        suivi.avance(rang, len(gardees), table.titre)
        vue = _table(session, suite, table)
        if vue.partent or vue.retirees:
            tables.append(vue)
    if "menage" not in {t.nom for t in gardees}:
        tables += _menages_a_effacer(suite)
    suivi.avance(len(gardees), len(gardees))
    return tuple(tables)


def _table(session: Session, suite: Prochain, table: Projection) -> TableApercue:
    delta = delta_de(suite, table.nom)
    complete = isinstance(suite.selection, SelectionComplete)
    partent = suite.selection.compter(session, table) if complete else len(delta.partent)
    modifiees = len(delta.modifiees)
    nouvelles = len(delta.nouvelles) if suite.delta is not None else partent
    return TableApercue(
        table.nom,
        table.titre,
        nouvelles=nouvelles,
        modifiees=modifiees,
        retirees=len(delta.retirees),
        inchangees=partent - nouvelles - modifiees,
    )


def _menages_a_effacer(suite: Prochain) -> list[TableApercue]:
    """Households to erase are told even to whom gets only what is about them."""
    retirees = len(delta_de(suite, "menage").retirees)
    return [TableApercue("menage", titres()["menage"], 0, 0, retirees, 0)] if retirees else []


def delta_de(suite: Prochain, table: str) -> DeltaTable:
    """What changed in that table."""
    return suite.delta.tables.get(table, DeltaTable()) if suite.delta else DeltaTable()
