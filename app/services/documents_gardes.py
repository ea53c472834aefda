"""Documents kept in the base as they were handed over; a copy leaves only when a person asks.

Their bytes live in the encrypted base and nowhere else: nothing readable is put on the disk until
somebody saves a copy, which is then logged like anything that leaves (promise 25).
"""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from uuid import UUID

from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.domain.partage import Destinataire
from app.services.documents.ecriture import atelier, nom_sur, traduire
from db.models import Contenu, Document, Envoi
from db.queries.clotures import DocumentFiche, OctetsGardes, lire_documents, lire_octets
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CopieFaite",
    "DocumentFiche",
    "EnregistrerCopie",
    "GenreDocument",
    "LireDocuments",
    "enregistrer_copie",
    "garder",
    "lister",
    "nom_de_copie",
    "octets_de",
]


class GenreDocument(StrEnum):
    """What a kept document is."""

    BILAN = "bilan"
    COURRIER = "courrier"


@dataclass(frozen=True, slots=True)
class LireDocuments:
    """Ask for the documents kept for a household."""

    menage_id: UUID


@dataclass(frozen=True, slots=True)
class EnregistrerCopie:
    """Write a copy of a kept document to the PDF file `sortie`, in clear."""

    document_id: UUID
    sortie: Path


@dataclass(frozen=True, slots=True)
class CopieFaite:
    """The copy, and the id under which it was logged as having left."""

    fichier: Path
    envoi_id: UUID


def garder(
    tx: Transaction,
    menage_id: UUID,
    genre: GenreDocument,
    titre: str,
    octets: bytes,
    fait_le: date | None = None,
) -> Document:
    """The document kept in the open transaction (dated today unless `fait_le`)."""
    contenu = Contenu(
        id=tx.ids.new(),
        genre="application/pdf",
        empreinte=hashlib.sha256(octets).hexdigest(),
        taille=len(octets),
        octets=octets,
    )
    document = Document(
        id=tx.ids.new(),
        menage_id=menage_id,
        genre=genre.value,
        titre=titre,
        fait_le=fait_le or tx.clock.today(),
        contenu_id=contenu.id,
    )
    tx.session.add(contenu)
    tx.session.flush()
    tx.session.add(document)
    tx.session.flush()
    return document


def lister(demande: LireDocuments, uow: UnitOfWork) -> tuple[DocumentFiche, ...]:
    """The documents kept for that household, newest first."""
    with uow.lecture() as session:
        return lire_documents(session.connection(), demande.menage_id)


def nom_de_copie(nom: str, document: DocumentFiche) -> str:
    """ "bilan_Wojcik-Jadwiga_2026-11-24.pdf": a name every system accepts."""
    return f"{nom_sur(document.genre, nom)}_{document.fait_le.isoformat()}.pdf"


def octets_de(document_id: UUID, uow: UnitOfWork) -> OctetsGardes:
    """A kept document, checked against its fingerprint.

    Raises `RegleMetier("general.introuvable")`, `PanneEnvironnement("document.abime")`.
    """
    with uow.lecture() as session:
        garde = lire_octets(session, document_id)
    if garde is None:
        raise RegleMetier("general.introuvable")
    if hashlib.sha256(garde.octets).hexdigest() != garde.empreinte:
        raise PanneEnvironnement("document.abime", titre=garde.titre)
    return garde


def enregistrer_copie(cmd: EnregistrerCopie, uow: UnitOfWork) -> CopieFaite:
    """The copy written whole or not at all, logged in the transaction that lets it appear.

    Raises as `octets_de`, `EntreeInvalide("documents.nom_sans_pdf")`, `PanneEnvironnement` for the
    disk.
    """
    if cmd.sortie.suffix.lower() != ".pdf":
        raise EntreeInvalide("documents.nom_sans_pdf", chemin=str(cmd.sortie))
    garde = octets_de(cmd.document_id, uow)
    with atelier(cmd.sortie.parent) as lieu:
        ecrit = lieu.reserver(cmd.sortie.name)
        try:
            with ecrit.open("wb") as flux:
                flux.write(garde.octets)
                flux.flush()
                os.fsync(flux.fileno())
        except OSError as erreur:
            raise traduire(erreur, cmd.sortie) from erreur
        with uow.ecriture("document.copier") as tx:
            envoi = Envoi(
                id=tx.ids.new(),
                quoi="document",
                destinataire=Destinataire.MENAGE.value,
                nb_lignes=1,
                detail={"fichiers": 1, "menages": [garde.menage_id.hex]},
                prepare_a=tx.clock.now(),
            )
            tx.session.add(envoi)
            tx.session.flush()
            with lieu.publier() as (fichier,):
                tx.commit()
    return CopieFaite(fichier, envoi.id)
