"""The outbox: what is in it, what was tried, what a person may do about a package.

Delivery is at least once. A package keeps its number, its name and its bytes however often it is
sent; the recipient knows by them that it already has it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.domain.envois import EtatColis, Etendue, IssueEssai
from app.services.chargement import charger
from app.services.exports.file_envois import etats as pas
from db.models import Colis
from db.queries import boite_envoi
from db.queries.boite_envoi import Attente, ColisLigne, EssaiLigne
from db.uow import UnitOfWork

__all__ = [
    "AnnulerColis",
    "Attente",
    "ColisLigne",
    "DetailColis",
    "EssaiLigne",
    "EtatColis",
    "Etendue",
    "IssueEssai",
    "LireAttente",
    "LireColis",
    "ListerColis",
    "RenvoyerColis",
    "annuler",
    "attente",
    "compter",
    "detail",
    "lister",
    "renvoyer",
]


@dataclass(frozen=True, slots=True)
class ListerColis:
    """Ask for packages, the newest first; `etats` empty: all of them."""

    etats: frozenset[EtatColis] = field(default_factory=frozenset)
    profil_id: UUID | None = None
    debut: int = 0
    limite: int = 200


@dataclass(frozen=True, slots=True)
class LireColis:
    """Ask for one package and its attempts."""

    colis_id: UUID


@dataclass(frozen=True, slots=True)
class DetailColis:
    """A package and its attempts, the latest first.

    `interrompu`: an attempt began whose end nobody saw; the package may have arrived.
    """

    colis: ColisLigne
    essais: tuple[EssaiLigne, ...]
    interrompu: bool


@dataclass(frozen=True, slots=True)
class LireAttente:
    """Ask for what the header tells."""


@dataclass(frozen=True, slots=True)
class AnnulerColis:
    """Give up a package that was not deposited, or that was refused. Its bytes are erased."""

    colis_id: UUID


@dataclass(frozen=True, slots=True)
class RenvoyerColis:
    """Deposit once more: the same number, the same bytes. Also: try now, without waiting."""

    colis_id: UUID


def lister(demande: ListerColis, uow: UnitOfWork) -> tuple[ColisLigne, ...]:
    """Packages of the outbox."""
    with uow.lecture() as session:
        return boite_envoi.lister(
            session,
            etats=demande.etats,
            profil_id=demande.profil_id,
            debut=demande.debut,
            limite=demande.limite,
        )


def compter(demande: ListerColis, uow: UnitOfWork) -> int:
    """How many packages that is in all."""
    with uow.lecture() as session:
        return boite_envoi.compter(session, etats=demande.etats, profil_id=demande.profil_id)


def detail(demande: LireColis, uow: UnitOfWork) -> DetailColis:
    """One package; raises `RegleMetier("envoi.inconnu")`."""
    with uow.lecture() as session:
        colis = boite_envoi.un(session, demande.colis_id)
        if colis is None:
            raise RegleMetier("envoi.inconnu")
        tentes = boite_envoi.essais(session, demande.colis_id)
    return DetailColis(colis, tentes, _interrompu(colis, tentes))


def attente(demande: LireAttente, uow: UnitOfWork) -> Attente:
    """What waits, in counts."""
    del demande
    with uow.lecture() as session:
        return boite_envoi.attente(session)


def annuler(cmd: AnnulerColis, uow: UnitOfWork) -> Changes:
    """The package given up; it cannot be undone: its bytes are gone, prepare another one.

    Its `raison` then says, as a code, when it may have arrived all the same.
    Raises `RegleMetier("envoi.deja_parti")` once it was deposited or acknowledged.
    """
    with uow.ecriture("envoi.annuler") as tx:
        colis = charger(tx.session, Colis, cmd.colis_id)
        if colis.etat in (EtatColis.DEPOSE, EtatColis.ACCUSE):
            raise RegleMetier("envoi.deja_parti", nom=colis.nom)
        pas.annuler(tx, colis)
        tx.commit()
    return Changes.of(principal=colis.id, colis=[colis.id])


def renvoyer(cmd: RenvoyerColis, uow: UnitOfWork) -> Changes:
    """The package waiting for its next deposit, now.

    Raises `RegleMetier("envoi.fini")` once it is acknowledged or given up.
    """
    with uow.ecriture("envoi.renvoyer") as tx:
        colis = charger(tx.session, Colis, cmd.colis_id)
        if colis.etat in (EtatColis.ACCUSE, EtatColis.ANNULE):
            raise RegleMetier("envoi.fini", nom=colis.nom)
        if colis.etat is EtatColis.PREPARE:
            colis.prochain_essai_a = tx.clock.now()
        else:
            pas.mettre(tx, colis, EtatColis.PREPARE)
        tx.commit()
    return Changes.of(principal=colis.id, operation=tx.operation, colis=[colis.id])


def _interrompu(colis: ColisLigne, tentes: tuple[EssaiLigne, ...]) -> bool:
    """An attempt was counted and never ended, since the package last began to wait."""
    finis = sum(e.a >= colis.etat_a for e in tentes)
    return colis.etat is EtatColis.PREPARE and colis.essais > finis
