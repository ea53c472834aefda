"""Collecting what a destination holds for us: receipts are counted, other files kept to be read.

Each file is read whole in memory, then written with what became of it in one transaction. The same
file is read once: its mark (date or ETag) says it did not change.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select

from app.core.errors import AppError, EntreeInvalide, PanneEnvironnement
from app.core.suivi import Suivi
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.paquets import TAILLE_MAX_ACCUSE
from app.domain.retours_signes import TAILLE_MAX
from app.services.exports.retours_fichiers import raisons, reception
from app.services.exports.retours_fichiers.examen import demesure, nom_propre
from app.services.exports.synchroniser import accuses
from app.services.exports.synchroniser.accuses import Recu
from app.services.exports.transports.contrat import FichierDistant, Transport
from db.models import FichierRetour
from db.uow import Transaction, UnitOfWork

_NOM_MAX = 200
# One file cannot be read, the others may be.
_DU_FICHIER = frozenset({"transport.altere", "transport.lien", "transport.introuvable"})


@dataclass(slots=True)
class Releve:
    """What was found: receipts that count, files to read, files kept aside (ids), files unread.

    `raisons`: name of each file kept aside, and why as it is stored (`retours_fichiers.raisons`).
    """

    accuses: list[UUID] = field(default_factory=list)
    a_lire: list[UUID] = field(default_factory=list)
    ecartes: list[UUID] = field(default_factory=list)
    raisons: list[tuple[str, str]] = field(default_factory=list)
    illisibles: list[tuple[str, AppError]] = field(default_factory=list)
    panne: AppError | None = None

    @property
    def total(self) -> int:
        """How many files are new."""
        return len(self.accuses) + len(self.a_lire) + len(self.ecartes)

    @property
    def bon(self) -> bool:
        """Whether every file could be read and none was kept aside."""
        return self.panne is None and not self.ecartes and not self.illisibles


def relever(
    voie: Transport, destination_id: UUID, uow: UnitOfWork, suivi: Suivi, releve: Releve
) -> None:
    """Read what is new in the returns, and add it to `releve`.

    Raises `PanneEnvironnement` when the destination gives way, `Annule` when asked to stop: what
    was read is kept.
    """
    fichiers = voie.lister()
    marques = _marques(uow, destination_id)
    for rang, fichier in enumerate(fichiers):
        suivi.avance(rang, len(fichiers), nom_propre(fichier.nom))
        if fichier.marque and _signe(fichier) in marques:
            continue
        try:
            _prendre(voie, fichier, destination_id, uow, releve)
        except PanneEnvironnement as panne:
            if panne.code not in _DU_FICHIER:
                raise
            releve.illisibles.append((nom_propre(fichier.nom), panne))


def _prendre(
    voie: Transport, fichier: FichierDistant, destination_id: UUID, uow: UnitOfWork, releve: Releve
) -> None:
    """One file: read outside any transaction, then written with what became of it."""
    accuse = accuses.est_un_accuse(fichier.nom)
    plafond = TAILLE_MAX_ACCUSE if accuse else TAILLE_MAX
    refus = _refuser(fichier, plafond)
    octets = b"" if refus is not None else b"".join(voie.lire(fichier.nom, plafond))
    recu = Recu(nom_propre(fichier.nom), octets, destination_id, fichier.marque)
    with uow.ecriture("retour.recevoir", origine="synchronisation") as tx:
        if refus is not None:
            retour = _ecarter(tx, recu, fichier, refus)
        elif accuse:
            retour = accuses.recevoir(tx, recu)
        else:
            retour = reception.recevoir(tx, recu)
        if retour is None:
            if not _remarquer(tx, recu):
                return
        else:
            _ranger(retour, releve)
        tx.commit()


def _refuser(fichier: FichierDistant, plafond: int) -> AppError | None:
    """Why a file is not even read: its name leads elsewhere, or it is too big."""
    if not _nom_sur(fichier.nom):
        return EntreeInvalide("retour.nom", nom=nom_propre(fichier.nom))
    if fichier.taille <= plafond:
        return None
    if plafond == TAILLE_MAX_ACCUSE:
        return EntreeInvalide("accuse.illisible", detail=str(fichier.taille))
    return demesure(fichier.taille)


def _ecarter(
    tx: Transaction, recu: Recu, fichier: FichierDistant, refus: AppError
) -> FichierRetour | None:
    """A file that was not even read: it is known by its name and size."""
    temoin = hashlib.sha256(
        f"{fichier.nom}\n{fichier.taille}".encode(errors="surrogateescape")
    ).hexdigest()
    if accuses.connu(tx.session, recu.destination_id, temoin) is not None:
        return None
    retour = FichierRetour(
        id=tx.ids.new(),
        destination_id=recu.destination_id,
        nom=recu.nom,
        empreinte=temoin,
        taille=fichier.taille,
        genre=GenreRetour.INCONNU,
        signe=False,
        marque=recu.marque or None,
        recu_a=tx.clock.now(),
        etat=EtatRetour.ECARTE,
        raison=raisons.ecrire(refus),
    )
    tx.session.add(retour)
    tx.session.flush()
    return retour


def _remarquer(tx: Transaction, recu: Recu) -> bool:
    """The same bytes under a new mark: remember it; whether there was something to write."""
    connu = accuses.connu(tx.session, recu.destination_id, recu.empreinte)
    if connu is None or not recu.marque or (connu.nom, connu.marque) == (recu.nom, recu.marque):
        return False
    if connu.nom != recu.nom:
        return False  # a copy under another name: the first one keeps its own mark
    connu.marque = recu.marque
    tx.session.flush()
    return True


def _ranger(retour: FichierRetour, releve: Releve) -> None:
    par_etat = {
        EtatRetour.APPLIQUE: releve.accuses,
        EtatRetour.A_LIRE: releve.a_lire,
        EtatRetour.ECARTE: releve.ecartes,
    }
    par_etat[retour.etat].append(retour.id)
    if retour.etat is EtatRetour.ECARTE:
        releve.raisons.append((retour.nom, retour.raison or ""))


def _signe(fichier: FichierDistant) -> tuple[str, int, str]:
    return nom_propre(fichier.nom), fichier.taille, fichier.marque


def _marques(uow: UnitOfWork, destination_id: UUID) -> frozenset[tuple[str, int, str]]:
    """Name, size and mark of the files known there."""
    with uow.lecture() as session:
        lignes = session.execute(
            select(FichierRetour.nom, FichierRetour.taille, FichierRetour.marque).where(
                FichierRetour.destination_id == destination_id, FichierRetour.marque.is_not(None)
            )
        )
        return frozenset((nom, taille, marque or "") for nom, taille, marque in lignes)


def _nom_sur(nom: str) -> bool:
    """Whether a name names nothing but a file of that folder."""
    return (
        0 < len(nom) <= _NOM_MAX
        and not nom.startswith(".")
        and nom.isprintable()
        and not any(c in nom for c in "/\\:\ufffd")
    )
