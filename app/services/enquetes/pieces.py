"""Photos, signatures and files given as answers: kept inside the base, never beside it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.services.chargement import charger
from app.services.images import empreinte, reduire
from db.models import Contenu, Enquete, EnquetePiece
from db.uow import Transaction, UnitOfWork

TAILLE_MAX = 10 * 1024 * 1024  # bytes of a file given as an answer


@dataclass(frozen=True, slots=True)
class JoindrePhoto:
    """A photo for a question: made small, without any metadata.

    `remplace` names the former answer, which goes.
    """

    enquete_id: UUID
    chemin: str
    fichier: Path
    remplace: str = ""


@dataclass(frozen=True, slots=True)
class JoindreFichier:
    """A file for a question, as it is, in place of `remplace`."""

    enquete_id: UUID
    chemin: str
    fichier: Path
    remplace: str = ""


@dataclass(frozen=True, slots=True)
class JoindreSignature:
    """A signature drawn on screen (PNG), in place of `remplace`."""

    enquete_id: UUID
    chemin: str
    octets: bytes
    remplace: str = ""


@dataclass(frozen=True, slots=True)
class LirePiece:
    """Ask for the bytes of an answer by its name."""

    enquete_id: UUID
    nom: str


@dataclass(frozen=True, slots=True)
class PieceJointe(Changes):
    """The name that is now the answer of the question."""

    nom: str = ""


def joindre_photo(cmd: JoindrePhoto, uow: UnitOfWork) -> PieceJointe:
    """The photo in the base; raises `EntreeInvalide` ("photo.…") when it is none."""
    reduite = reduire(cmd.fichier)
    nom = f"{cmd.fichier.stem}.jpg"
    return _garder(uow, cmd, nom, "image/jpeg", reduite.octets)


def joindre_fichier(cmd: JoindreFichier, uow: UnitOfWork) -> PieceJointe:
    """The file in the base; raises `EntreeInvalide` ("enquete.piece_grosse", "enquete.piece")."""
    try:
        if cmd.fichier.stat().st_size > TAILLE_MAX:
            raise EntreeInvalide("enquete.piece_grosse", fichier=cmd.fichier.name)
        octets = cmd.fichier.read_bytes()
    except OSError as erreur:
        raise EntreeInvalide("enquete.piece", fichier=cmd.fichier.name) from erreur
    return _garder(uow, cmd, cmd.fichier.name, "application/octet-stream", octets)


def joindre_signature(cmd: JoindreSignature, uow: UnitOfWork) -> PieceJointe:
    """The signature in the base."""
    return _garder(uow, cmd, "signature.png", "image/png", cmd.octets)


def _garder(
    uow: UnitOfWork,
    cmd: JoindrePhoto | JoindreFichier | JoindreSignature,
    nom: str,
    genre: str,
    octets: bytes,
) -> PieceJointe:
    with uow.ecriture("enquete.joindre") as tx:
        enquete_id = cmd.enquete_id
        enquete = charger(tx.session, Enquete, enquete_id)
        ancienne = tx.session.scalar(
            select(EnquetePiece).where(
                EnquetePiece.enquete_id == enquete_id, EnquetePiece.nom == cmd.remplace
            )
        )
        if ancienne is not None:
            tx.session.delete(ancienne)
            tx.session.flush()
        contenu = Contenu(
            id=tx.ids.new(),
            genre=genre,
            empreinte=empreinte(octets),
            taille=len(octets),
            octets=octets,
        )
        piece = EnquetePiece(
            id=tx.ids.new(),
            enquete_id=enquete_id,
            menage_id=enquete.menage_id,
            chemin=cmd.chemin,
            nom=_libre(tx, enquete_id, nom),
            contenu_id=contenu.id,
        )
        tx.session.add(contenu)
        tx.session.flush()
        tx.session.add(piece)
        tx.commit()
    return PieceJointe(
        ids=Changes.of(enquetes={enquete_id}, menages={enquete.menage_id}).ids,
        principal=piece.id,
        operation=tx.operation,
        nom=piece.nom,
    )


def _libre(tx: Transaction, enquete_id: UUID, nom: str) -> str:
    """A name no other piece of this questionnaire has."""
    pris = set(
        tx.session.scalars(select(EnquetePiece.nom).where(EnquetePiece.enquete_id == enquete_id))
    )
    racine, point, suffixe = nom.rpartition(".")
    racine = racine if point else nom
    candidat, n = nom, 1
    while candidat in pris:
        n += 1
        candidat = f"{racine}-{n}.{suffixe}" if point else f"{racine}-{n}"
    return candidat


def trier(tx: Transaction, enquete_id: UUID, citees: Collection[str]) -> None:
    """Take away the pieces of a questionnaire no answer in `citees` names."""
    for piece in tx.session.scalars(
        select(EnquetePiece).where(EnquetePiece.enquete_id == enquete_id)
    ):
        if piece.nom not in citees:
            tx.session.delete(piece)


def lire(demande: LirePiece, uow: UnitOfWork) -> bytes:
    """The bytes of an answer; raises `RegleMetier("general.introuvable")`."""
    with uow.lecture() as session:
        octets = session.scalar(
            select(Contenu.octets)
            .join(EnquetePiece, EnquetePiece.contenu_id == Contenu.id)
            .where(EnquetePiece.enquete_id == demande.enquete_id, EnquetePiece.nom == demande.nom)
        )
    if octets is None:
        raise RegleMetier("general.introuvable")
    return octets
