"""A package prepared: composed, closed to its recipient, put in the outbox; all or nothing.

Composing a large one takes a minute: it reads one snapshot of the base, in which everybody else
goes on reading and writing, and its closed bytes wait in a file without a name. A short write puts
it in the outbox afterwards. `journal_seq` is that of the snapshot: what was written while it was
composed belongs to the next delta.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import IO, Any
from uuid import UUID

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.core.suivi import Annule, Suivi, SuiviMuet
from app.domain.envois import EtatColis
from app.domain.paquets import Manifeste, nom_du_colis
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets.composer import Fiches, composer
from app.services.exports.paquets.sortie import SortieZip
from app.services.exports.protection.signature import CleSignature
from app.services.exports.selection import Selection, forme
from db.models import Colis, Envoi, LigneJournal, MorceauColis
from db.uow import Transaction, UnitOfWork

MORCEAU = 1 << 20
"""Bytes of a piece of a package in the base."""


@dataclass(frozen=True, slots=True)
class Fermeture:
    """How a package is closed: what opens an archive over a sink, and the end of its name.

    `destinataire` is the fingerprint of the recipient's keys, "" with a passphrase; `secret` tells
    whether two packages open with the same one.
    """

    ouvrir: Callable[[IO[bytes]], AbstractContextManager[SortieZip]]
    suffixe: str
    destinataire: str = ""
    secret: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Prevu:
    """What a package will be, decided on the snapshot it is composed from.

    `depuis` is the acknowledged package a delta starts from; `fiches` makes the sheets of a profile
    that asks for them; `annexes` are small pieces to add.
    """

    profil: ProfilLu
    selection: Selection
    fermeture: Fermeture
    cle: CleSignature
    depuis: Colis | None = None
    annexes: Mapping[str, bytes] = field(default_factory=lambda: MappingProxyType({}))
    fiches: Fiches | None = None


@dataclass(frozen=True, slots=True)
class Compose:
    """A package composed and closed, that no outbox has yet; its bytes are in `puits`."""

    prevu: Prevu
    manifeste: Manifeste
    journal_seq: int
    depuis_id: UUID | None
    puits: IO[bytes] = field(repr=False)

    @property
    def nb_lignes(self) -> int:
        """How many rows leave."""
        return sum(self.manifeste.tables.values())

    @property
    def nom(self) -> str:
        """The name of its file."""
        m = self.manifeste
        return nom_du_colis(m.profil, m.sequence, m.id, self.prevu.fermeture.suffixe)


def preparer(
    uow: UnitOfWork,
    prevoir: Callable[[Session], Prevu],
    *,
    verifier: Callable[[Transaction, Compose], None] | None = None,
    suivi: Suivi | None = None,
) -> Colis:
    """The package `prevoir` asks for, in the outbox: its bytes and its row durable together.

    `prevoir` reads the snapshot the package is composed from; `verifier` looks at the base again
    in the short write that ends it, and raises when the package must not leave any more. Only what
    is already closed to its recipient touches the disk; refused or stopped, nothing stays. The
    sending is journaled (`Envoi`). Raises `RegleMetier("envoi.autre_prepare")` when another package
    of that profile took its number meanwhile, `Annule` when asked to stop.
    """
    suivi = suivi or SuiviMuet()
    with ExitStack() as pile:
        # Before the snapshot and its day: judged again from then on, no withdrawal is missed.
        instant = uow.clock.now()
        with uow.lecture() as session:
            prevu = prevoir(session)
            puits = pile.enter_context(_sans_nom(session))
            compose = _composer(session, prevu, puits, uow.ids.new(), instant, suivi)
        _continuer(suivi)
        with uow.ecriture("envoi.preparer") as tx:
            if _sequence(tx.session, prevu.profil.id) != compose.manifeste.sequence:
                raise RegleMetier("envoi.autre_prepare", nom=prevu.profil.nom)
            if verifier is not None:
                verifier(tx, compose)
            colis = _ranger(tx, compose, suivi)
            tx.commit()
    return colis


def _composer(
    session: Session, prevu: Prevu, puits: IO[bytes], id_: UUID, instant: datetime, suivi: Suivi
) -> Compose:
    """The package of that selection, closed into `puits`."""
    lu = session.scalar(select(func.coalesce(func.max(LigneJournal.seq), 0)))
    manifeste = Manifeste(
        id=id_,
        sequence=_sequence(session, prevu.profil.id),
        etendue=prevu.selection.etendue,
        profil=prevu.profil.nom,
        cree_a=instant,
        emetteur=prevu.cle.publique,
        destinataire=prevu.fermeture.destinataire,
        depuis=prevu.depuis.sequence if prevu.depuis is not None else None,
    )
    with prevu.fermeture.ouvrir(puits) as sortie:
        ecrit = composer(
            session,
            prevu.profil,
            prevu.selection,
            manifeste,
            lambda octets: prevu.cle.signer(octets).encode(),
            sortie,
            suivi,
            annexes=prevu.annexes,
            fiches=prevu.fiches,
        )
    depuis_id = prevu.depuis.id if prevu.depuis is not None else None
    return Compose(prevu, ecrit, lu or 0, depuis_id, puits)


def _ranger(tx: Transaction, compose: Compose, suivi: Suivi) -> Colis:
    """Its row, its bytes and the line of what left, in the transaction now open."""
    colis = _colis(compose)
    tx.session.add(colis)
    tx.session.flush()
    colis.taille, colis.empreinte = _garder(tx, colis.id, compose.puits, suivi)
    tx.session.add(_trace(tx, compose))
    tx.session.flush()
    return colis


def _sans_nom(session: Session) -> AbstractContextManager[IO[bytes]]:
    """A file that dies with the process, where there must be room for its bytes anyway."""
    chemin = session.scalar(text("SELECT file FROM pragma_database_list WHERE name = 'main'"))
    return tempfile.TemporaryFile(dir=Path(chemin).parent if chemin else None)


def _continuer(suivi: Suivi) -> None:
    if suivi.annule:
        raise Annule


def morceaux(session: Session, colis_id: UUID) -> Any:
    """The bytes of a package, piece after piece."""
    requete = (
        select(MorceauColis.octets)
        .where(MorceauColis.colis_id == colis_id)
        .order_by(MorceauColis.rang)
        .execution_options(yield_per=1)
    )
    return session.scalars(requete)


def _sequence(session: Session, profil_id: UUID) -> int:
    derniere = session.scalar(select(func.max(Colis.sequence)).where(Colis.profil_id == profil_id))
    return (derniere or 0) + 1


def _colis(compose: Compose) -> Colis:
    prevu, manifeste = compose.prevu, compose.manifeste
    return Colis(
        id=manifeste.id,
        profil_id=prevu.profil.id,
        destination_id=prevu.profil.destination_id,
        sequence=manifeste.sequence,
        nom=compose.nom,
        etendue=manifeste.etendue,
        depuis_id=compose.depuis_id,
        journal_seq=compose.journal_seq,
        forme=forme(prevu.profil),
        empreinte="",
        taille=0,
        nb_lignes=compose.nb_lignes,
        prepare_a=manifeste.cree_a,
        etat=EtatColis.PREPARE,
        etat_a=manifeste.cree_a,
        prochain_essai_a=manifeste.cree_a,
    )


def _garder(tx: Transaction, colis_id: UUID, puits: IO[bytes], suivi: Suivi) -> tuple[int, str]:
    """Copy the closed package into the base, by pieces; its size and its SHA-256."""
    somme, taille, rang = hashlib.sha256(), 0, 0
    puits.seek(0)
    while octets := puits.read(MORCEAU):
        _continuer(suivi)
        tx.session.execute(
            insert(MorceauColis),
            [{"id": tx.ids.new(), "colis_id": colis_id, "rang": rang, "octets": octets}],
        )
        somme.update(octets)
        taille += len(octets)
        rang += 1
    return taille, somme.hexdigest()


def _trace(tx: Transaction, compose: Compose) -> Envoi:
    return Envoi(
        id=tx.ids.new(),
        quoi="colis",
        destinataire=compose.manifeste.profil,
        nb_lignes=compose.nb_lignes,
        detail={
            "fichier": compose.nom,
            "etendue": compose.manifeste.etendue.value,
            "tables": dict(compose.manifeste.tables),
        },
        prepare_a=compose.manifeste.cree_a,
    )


__all__ = ["MORCEAU", "Compose", "Fermeture", "Prevu", "morceaux", "preparer"]
