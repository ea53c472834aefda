"""A package prepared: composed, closed to its recipient, put in the outbox; all or nothing."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import IO, Any
from uuid import UUID

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from app.core.suivi import Suivi, SuiviMuet
from app.domain.envois import EtatColis
from app.domain.paquets import Manifeste, nom_du_colis
from app.domain.profils_envoi import ProfilLu
from app.services.exports.paquets.composer import Fiches, composer
from app.services.exports.paquets.sortie import SortieZip
from app.services.exports.protection.signature import CleSignature
from app.services.exports.selection import Selection, forme
from db.models import Colis, Envoi, LigneJournal, MorceauColis
from db.uow import Transaction

MORCEAU = 1 << 20
"""Bytes of a piece of a package in the base."""


@dataclass(frozen=True, slots=True)
class Fermeture:
    """How a package is closed: what opens an archive over a sink, and the end of its name.

    `destinataire` is the fingerprint of the recipient's keys, "" with a passphrase.
    """

    ouvrir: Callable[[IO[bytes]], AbstractContextManager[SortieZip]]
    suffixe: str
    destinataire: str = ""


def preparer(
    tx: Transaction,
    profil: ProfilLu,
    selection: Selection,
    fermeture: Fermeture,
    cle: CleSignature,
    *,
    depuis: Colis | None = None,
    suivi: Suivi | None = None,
    annexes: Mapping[str, bytes] = MappingProxyType({}),
    fiches: Fiches | None = None,
) -> Colis:
    """The package of that selection, in the outbox of the transaction now open.

    Only what is already closed to its recipient touches the disk. Its bytes and its row become
    durable together, when the caller commits; the sending is journaled (`Envoi`). `fiches` makes
    the sheets of a profile that asks for them.
    """
    id_, sequence = tx.ids.new(), _sequence(tx.session, profil.id)
    maintenant = tx.clock.now()
    manifeste = Manifeste(
        id=id_,
        sequence=sequence,
        etendue=selection.etendue,
        profil=profil.nom,
        cree_a=maintenant,
        emetteur=cle.publique,
        destinataire=fermeture.destinataire,
        depuis=depuis.sequence if depuis is not None else None,
    )
    with tempfile.TemporaryFile() as puits:
        with fermeture.ouvrir(puits) as sortie:
            ecrit = composer(
                tx.session,
                profil,
                selection,
                manifeste,
                lambda octets: cle.signer(octets).encode(),
                sortie,
                suivi or SuiviMuet(),
                annexes=annexes,
                fiches=fiches,
            )
        nb_lignes = sum(ecrit.tables.values())
        colis = _colis(tx, profil, ecrit, fermeture.suffixe, nb_lignes, depuis)
        tx.session.add(colis)
        tx.session.flush()
        colis.taille, colis.empreinte = _garder(tx, id_, puits)
    tx.session.add(_trace(tx, profil, ecrit, nb_lignes, colis.nom, maintenant))
    tx.session.flush()
    return colis


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


def _colis(
    tx: Transaction,
    profil: ProfilLu,
    manifeste: Manifeste,
    suffixe: str,
    nb_lignes: int,
    depuis: Colis | None,
) -> Colis:
    lu = tx.session.scalar(select(func.coalesce(func.max(LigneJournal.seq), 0)))
    return Colis(
        id=manifeste.id,
        profil_id=profil.id,
        destination_id=profil.destination_id,
        sequence=manifeste.sequence,
        nom=nom_du_colis(profil.nom, manifeste.sequence, manifeste.id, suffixe),
        etendue=manifeste.etendue,
        depuis_id=depuis.id if depuis is not None else None,
        journal_seq=lu or 0,
        forme=forme(profil),
        empreinte="",
        taille=0,
        nb_lignes=nb_lignes,
        prepare_a=manifeste.cree_a,
        etat=EtatColis.PREPARE,
        etat_a=manifeste.cree_a,
        prochain_essai_a=manifeste.cree_a,
    )


def _garder(tx: Transaction, colis_id: UUID, puits: IO[bytes]) -> tuple[int, str]:
    """Copy the closed package into the base, by pieces; its size and its SHA-256."""
    somme, taille, rang = hashlib.sha256(), 0, 0
    puits.seek(0)
    while octets := puits.read(MORCEAU):
        tx.session.execute(
            insert(MorceauColis),
            [{"id": tx.ids.new(), "colis_id": colis_id, "rang": rang, "octets": octets}],
        )
        somme.update(octets)
        taille += len(octets)
        rang += 1
    return taille, somme.hexdigest()


def _trace(
    tx: Transaction,
    profil: ProfilLu,
    manifeste: Manifeste,
    nb_lignes: int,
    nom: str,
    maintenant: datetime,
) -> Envoi:
    return Envoi(
        id=tx.ids.new(),
        quoi="colis",
        destinataire=profil.nom,
        nb_lignes=nb_lignes,
        detail={
            "fichier": nom,
            "etendue": manifeste.etendue.value,
            "tables": dict(manifeste.tables),
        },
        prepare_a=maintenant,
    )


__all__ = ["MORCEAU", "Fermeture", "morceaux", "preparer"]
