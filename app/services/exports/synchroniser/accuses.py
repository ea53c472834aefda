"""Receipts: checked one by one, counted once, kept aside with the reason when they prove nothing.

A receipt counts when it names one of our packages with its number and its hash, and is signed by
the key that package was closed to. A package closed with a passphrase has no key: its hash alone is
believed, from the very place it was deposited, and the receipt is said to be unsigned.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.envois import EtatColis, EtatRetour, GenreRetour
from app.domain.paquets import SUFFIXE_ACCUSE, VERSION, Accuse, ResultatAccuse, lire_accuse
from app.services.chargement import charger
from app.services.exports.file_envois import etats
from app.services.exports.protection.signature import verifier
from db.models import ClePartenaire, Colis, Contenu, FichierRetour, ProfilEnvoi
from db.uow import Transaction, UnitOfWork

RAISON_MAX = 500
_PAR_CLE = ".age"
"""End of the name of a package closed to a key; the others are closed with a passphrase."""


@dataclass(frozen=True, slots=True)
class Recu:
    """A file as it was found: where, under what name and mark, its bytes."""

    nom: str
    octets: bytes
    destination_id: UUID | None = None
    marque: str = ""

    @property
    def empreinte(self) -> str:
        """SHA-256 of the file, in hex."""
        return hashlib.sha256(self.octets).hexdigest()


@dataclass(frozen=True, slots=True)
class RelireAccuse:
    """Check again a receipt kept aside, now that a key or a package is known."""

    retour_id: UUID


@dataclass(frozen=True, slots=True)
class _Preuve:
    """A receipt that counts: of which package, checked with which key (None: by hash alone)."""

    accuse: Accuse
    colis: Colis
    cle_id: UUID | None

    @property
    def empreinte(self) -> str:
        """SHA-256 of what is signed: the same words written otherwise are the same receipt."""
        return hashlib.sha256(self.accuse.octets()).hexdigest()


def est_un_accuse(nom: str) -> bool:
    """Whether a file of the returns says it is a receipt."""
    return nom.casefold().endswith(SUFFIXE_ACCUSE)


def recevoir(tx: Transaction, recu: Recu) -> FichierRetour | None:
    """The receipt applied or kept aside; None when it was seen before: a replay changes nothing."""
    if connu(tx.session, recu.destination_id, recu.empreinte) is not None:
        return None
    try:
        preuve = _juger(tx.session, recu.octets, recu.destination_id)
        if _deja_compte(tx.session, preuve):
            return None
        _appliquer(tx, preuve)
    except (EntreeInvalide, RegleMetier) as erreur:
        return garder(tx, recu, GenreRetour.ACCUSE, etat=EtatRetour.ECARTE, raison=erreur.code)
    retour = garder(tx, recu, GenreRetour.ACCUSE, etat=EtatRetour.APPLIQUE)
    _prouver(retour, preuve)
    tx.session.flush()
    return retour


def relire(cmd: RelireAccuse, uow: UnitOfWork) -> Changes:
    """The receipt applied at last.

    Raises the `EntreeInvalide` or `RegleMetier` that still keeps it aside.
    """
    with uow.ecriture("accuse.relire") as tx:
        retour = charger(tx.session, FichierRetour, cmd.retour_id)
        if retour.genre is not GenreRetour.ACCUSE or retour.etat is not EtatRetour.ECARTE:
            raise RegleMetier("accuse.rien_a_relire", nom=retour.nom)
        octets = tx.session.scalar(select(Contenu.octets).where(Contenu.id == retour.contenu_id))
        preuve = _juger(tx.session, octets or b"", retour.destination_id)
        if _deja_compte(tx.session, preuve):
            raise RegleMetier("accuse.rien_a_relire", nom=retour.nom)
        _appliquer(tx, preuve)
        retour.etat, retour.raison = EtatRetour.APPLIQUE, None
        _prouver(retour, preuve)
        tx.commit()
    return Changes.of(principal=retour.id, colis=[preuve.colis.id], retours=[retour.id])


def connu(session: Session, destination_id: UUID | None, empreinte: str) -> FichierRetour | None:
    """The file of that hash already found there, or None."""
    return session.scalar(
        select(FichierRetour).where(
            FichierRetour.destination_id.is_not_distinct_from(destination_id),
            FichierRetour.empreinte == empreinte,
        )
    )


def garder(
    tx: Transaction,
    recu: Recu,
    genre: GenreRetour,
    *,
    etat: EtatRetour = EtatRetour.A_LIRE,
    raison: str | None = None,
) -> FichierRetour:
    """The file kept in the base, with what became of it."""
    contenu = Contenu(
        id=tx.ids.new(),
        genre="retour",
        empreinte=recu.empreinte,
        taille=len(recu.octets),
        octets=recu.octets,
    )
    tx.session.add(contenu)
    tx.session.flush()
    retour = FichierRetour(
        id=tx.ids.new(),
        destination_id=recu.destination_id,
        nom=recu.nom,
        empreinte=recu.empreinte,
        taille=len(recu.octets),
        genre=genre,
        signe=False,
        marque=recu.marque or None,
        recu_a=tx.clock.now(),
        etat=etat,
        raison=raison,
        contenu_id=contenu.id,
    )
    tx.session.add(retour)
    tx.session.flush()
    return retour


def _juger(session: Session, octets: bytes, destination_id: UUID | None) -> _Preuve:
    """Raises `EntreeInvalide("accuse.…")` for a receipt that proves nothing."""
    accuse = lire_accuse(octets)
    if accuse.version > VERSION:
        raise EntreeInvalide("accuse.version", version=accuse.version)
    colis = session.get(Colis, accuse.paquet)
    if colis is None:
        raise EntreeInvalide("accuse.inconnu", sequence=accuse.sequence)
    if (accuse.sequence, accuse.empreinte) != (colis.sequence, colis.empreinte):
        raise EntreeInvalide("accuse.empreinte", nom=colis.nom)
    profil = charger(session, ProfilEnvoi, colis.profil_id)
    if colis.nom.endswith(_PAR_CLE):
        return _Preuve(accuse, colis, _signataire(session, accuse, profil))
    _verifier_lieu(colis, profil, destination_id)
    return _Preuve(accuse, colis, None)


def _signataire(session: Session, accuse: Accuse, profil: ProfilEnvoi) -> UUID:
    """The key that signed: that of the profile, and no other."""
    cle = session.get(ClePartenaire, profil.cle_id) if profil.cle_id is not None else None
    if cle is None:
        raise EntreeInvalide("accuse.sans_cle", profil=profil.nom)
    if cle.revoquee_le is not None:
        raise EntreeInvalide("accuse.cle_revoquee", cle=cle.nom)
    if not verifier(cle.signature, accuse.signature, accuse.octets()):
        raise EntreeInvalide("accuse.signature", cle=cle.nom)
    return cle.id


def _verifier_lieu(colis: Colis, profil: ProfilEnvoi, destination_id: UUID | None) -> None:
    """Unsigned, a receipt is believed only where its package was deposited, or from a person."""
    depose = colis.destination_id or profil.destination_id
    if destination_id is not None and destination_id != depose:
        raise EntreeInvalide("accuse.ailleurs", nom=colis.nom)


def _deja_compte(session: Session, preuve: _Preuve) -> bool:
    """Whether the very same receipt was counted before, under any name and from any place."""
    return (
        session.scalar(
            select(FichierRetour.id)
            .where(
                FichierRetour.colis_id == preuve.colis.id,
                FichierRetour.genre == GenreRetour.ACCUSE,
                FichierRetour.etat == EtatRetour.APPLIQUE,
                FichierRetour.empreinte == preuve.empreinte,
            )
            .limit(1)
        )
        is not None
    )


def _appliquer(tx: Transaction, preuve: _Preuve) -> None:
    """What the receipt says of its package; saying it twice changes nothing.

    Raises `RegleMetier` when it comes after the end of the story.
    """
    colis, accuse = preuve.colis, preuve.accuse
    if colis.etat is EtatColis.ANNULE:
        raise RegleMetier("accuse.annule", nom=colis.nom)
    if accuse.resultat is ResultatAccuse.ACCEPTE:
        if colis.etat is not EtatColis.ACCUSE:
            etats.mettre(tx, colis, EtatColis.ACCUSE)
        return
    if colis.etat is EtatColis.ACCUSE:
        raise RegleMetier("accuse.deja_accepte", nom=colis.nom)
    raison = "".join(c if c.isprintable() else " " for c in accuse.raison)[:RAISON_MAX].strip()
    if colis.etat is EtatColis.REFUSE:
        colis.raison = raison
    else:
        etats.mettre(tx, colis, EtatColis.REFUSE, raison)


def _prouver(retour: FichierRetour, preuve: _Preuve) -> None:
    retour.colis_id, retour.cle_id = preuve.colis.id, preuve.cle_id
    retour.signe, retour.empreinte = preuve.cle_id is not None, preuve.empreinte
