"""An outbox to try: packages put in it, a recipient who answers, a network that misbehaves."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from app.core.errors import PanneEnvironnement
from app.domain.envois import EtatColis, Etendue, GenreDestination, IssueEssai, Protection
from app.domain.paquets import SUFFIXE_ACCUSE, Accuse, ResultatAccuse
from app.services.exports.protection.signature import CleSignature
from app.services.exports.transports.contrat import Acces, Diagnostic, FichierDistant
from db.models import ClePartenaire, Colis, Destination, MorceauColis, ProfilEnvoi
from db.uow import UnitOfWork
from tests import factories

MORCEAU = 1000


@dataclass(frozen=True)
class Lieu:
    """A profile with its destination and the recipient's key."""

    profil_id: UUID
    destination_id: UUID
    cle: CleSignature
    cle_id: UUID


def lieu(
    uow: UnitOfWork, nom: str = "Bailleur", *, par_cle: bool = True, adresse: str = "/x"
) -> Lieu:
    """A profile, a folder, a key."""
    cle = CleSignature.nouvelle()
    cle_id, profil_id, destination_id = (uow.ids.new() for _ in range(3))
    factories.ecrire(
        uow,
        ClePartenaire(
            id=cle_id,
            nom=nom,
            age=f"age1{nom}",
            signature=cle.publique,
            empreinte=hashlib.sha256(cle.publique.encode()).hexdigest(),
            ajoutee_le=date(2026, 11, 1),
        ),
        Destination(id=destination_id, nom=nom, genre=GenreDestination.DOSSIER, adresse=adresse),
        ProfilEnvoi(
            id=profil_id,
            nom=nom,
            sel="ab" * 16,
            formats=["csv_fr"],
            protection=Protection.AGE if par_cle else Protection.ZIP_AES,
            cle_id=cle_id if par_cle else None,
            destination_id=destination_id,
        ),
    )
    return Lieu(profil_id, destination_id, cle, cle_id)


def colis(uow: UnitOfWork, ou: Lieu, octets: bytes, suffixe: str = ".zip.age") -> Colis:
    """A package prepared, its bytes in pieces."""
    with uow.ecriture("test.preparer") as tx:
        dernier = tx.session.scalar(
            select(func.max(Colis.sequence)).where(Colis.profil_id == ou.profil_id)
        )
        id_, sequence = tx.ids.new(), (dernier or 0) + 1
        ligne = Colis(
            id=id_,
            profil_id=ou.profil_id,
            destination_id=ou.destination_id,
            sequence=sequence,
            nom=f"suivi-{sequence:05d}-{id_.hex[-8:]}{suffixe}",
            etendue=Etendue.COMPLET,
            journal_seq=0,
            empreinte=hashlib.sha256(octets).hexdigest(),
            taille=len(octets),
            nb_lignes=3,
            prepare_a=tx.clock.now(),
            etat=EtatColis.PREPARE,
            etat_a=tx.clock.now(),
            prochain_essai_a=tx.clock.now(),
        )
        tx.session.add(ligne)
        tx.session.flush()
        for rang, debut in enumerate(range(0, len(octets), MORCEAU)):
            tx.session.add(
                MorceauColis(
                    id=tx.ids.new(),
                    colis_id=id_,
                    rang=rang,
                    octets=octets[debut : debut + MORCEAU],
                )
            )
        tx.commit()
    return ligne


def accuse(
    de: Colis,
    cle: CleSignature | None,
    resultat: ResultatAccuse = ResultatAccuse.ACCEPTE,
    *,
    quand: Any = None,
    **ecarts: Any,
) -> bytes:
    """A receipt for that package as its recipient writes it; `ecarts` change fields first."""
    dit = Accuse(
        paquet=de.id,
        sequence=de.sequence,
        empreinte=de.empreinte,
        recu_a=quand or de.prepare_a,
        resultat=resultat,
        lignes=de.nb_lignes,
        raison="" if resultat is ResultatAccuse.ACCEPTE else "Fichier illisible",
    )
    dit = replace(dit, **ecarts)
    if cle is None:
        return dit.ecrit()
    return replace(dit, signature=cle.signer(dit.octets())).ecrit()


def nom_accuse(de: Colis) -> str:
    """The name a receipt is given."""
    return de.nom + SUFFIXE_ACCUSE


def autrement(octets: bytes) -> bytes:
    """The same JSON written otherwise."""
    return json.dumps(json.loads(octets), indent=2, ensure_ascii=True).encode()


def etat(uow: UnitOfWork, colis_id: UUID) -> EtatColis:
    """Where a package stands."""
    with uow.lecture() as session:
        return session.scalars(select(Colis.etat).where(Colis.id == colis_id)).one()


def octets_gardes(uow: UnitOfWork, colis_id: UUID) -> bytes:
    """The bytes the base still has of a package."""
    with uow.lecture() as session:
        return b"".join(
            session.scalars(
                select(MorceauColis.octets)
                .where(MorceauColis.colis_id == colis_id)
                .order_by(MorceauColis.rang)
            )
        )


class Faute(StrEnum):
    """What the network does at the next deposit, or at once."""

    AUCUNE = "aucune"
    INJOIGNABLE = "injoignable"
    COUPE_AU_MILIEU = "coupe_au_milieu"
    COUPE_AVANT_LA_REPONSE = "coupe_avant_la_reponse"
    ALTERE = "altere"


@dataclass
class Distant:
    """A destination in memory: what is there, what goes wrong, what was seen."""

    depots: dict[str, bytes] = field(default_factory=dict)
    retours: dict[str, bytes] = field(default_factory=dict)
    faute: Faute = Faute.AUCUNE
    publies: list[str] = field(default_factory=list)
    lus: list[str] = field(default_factory=list)
    pendant: Any = None
    """Called in the middle of a deposit."""

    def __call__(self, acces: Acces) -> Voie:
        """A transport to it."""
        if self.faute is Faute.INJOIGNABLE:
            raise PanneEnvironnement("transport.hors_ligne", adresse=acces.adresse)
        return Voie(self)


class Voie:
    """A transport to a `Distant`."""

    def __init__(self, distant: Distant) -> None:
        self._d = distant

    def tester(self) -> Diagnostic:
        return Diagnostic(Diagnostic.ETAPES)

    def deposer(
        self, nom: str, morceaux: Iterable[bytes], taille: int, empreinte: str
    ) -> IssueEssai:
        if nom in self._d.depots:
            if hashlib.sha256(self._d.depots[nom]).hexdigest() != empreinte:
                raise PanneEnvironnement("transport.deja_pris", nom=nom)
            return IssueEssai.DEJA_LA
        recus: list[bytes] = []
        for morceau in morceaux:
            recus.append(morceau)
            if self._d.pendant is not None:
                self._d.pendant()
            if self._d.faute is Faute.COUPE_AU_MILIEU:
                raise PanneEnvironnement("transport.coupe")
        octets = b"".join(recus)
        if self._d.faute is Faute.ALTERE:
            raise PanneEnvironnement("transport.altere", nom=nom)
        assert (len(octets), hashlib.sha256(octets).hexdigest()) == (taille, empreinte)
        self._d.depots[nom] = octets
        self._d.publies.append(nom)
        if self._d.faute is Faute.COUPE_AVANT_LA_REPONSE:
            raise PanneEnvironnement("transport.coupe")
        return IssueEssai.DEPOSE

    def lister(self) -> tuple[FichierDistant, ...]:
        return tuple(
            FichierDistant(nom, len(octets), hashlib.sha256(octets).hexdigest()[:12])
            for nom, octets in sorted(self._d.retours.items())
        )

    def lire(self, nom: str, taille_max: int) -> Iterator[bytes]:
        self._d.lus.append(nom)
        octets = self._d.retours[nom]
        if len(octets) > taille_max:
            raise PanneEnvironnement("transport.altere", nom=nom)
        yield octets

    def interrompre(self) -> None:
        """Nothing to break."""

    def fermer(self) -> None:
        pass
