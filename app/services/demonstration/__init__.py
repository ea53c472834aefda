"""A fictitious estate built the way a real one would be: files, imports, permanences."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from app.core.clock import FixedClock, IdFactory
from app.core.suivi import Suivi, SuiviMuet
from app.domain.menages import Role
from app.services import acces, equipe
from app.services.acces import BaseServie, Machine
from app.services.cites import ModifierCite
from app.services.cites import modifier as modifier_cite
from app.services.demonstration import apres, denouement, enquetes, reclamations, relogement
from app.services.demonstration.fichiers import ecrire
from app.services.demonstration.recit import raconter
from app.services.demonstration.suivi import foyers
from app.services.demonstration.suivi import preparer as accompagnement
from app.services.demonstration.tirage import tirer
from app.services.imports import AppliquerImport, PreparerImport, appliquer, preparer
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class ConstruireDemonstration:
    """Draw an estate of `menages` households from `graine`, as it stands on `jour`.

    `fichiers` keeps the files the fictitious bailleur sent; None keeps none.
    """

    jour: date
    graine: int = 2026
    menages: int = 240
    fichiers: Path | None = None


@dataclass(frozen=True, slots=True)
class Bilan:
    """What was built."""

    cite_id: UUID
    menages: int
    visites: int


def creer_base(
    chemin: Path,
    phrase: str,
    cmd: ConstruireDemonstration,
    machine: Machine,
    suivi: Suivi | None = None,
) -> tuple[BaseServie, Bilan]:
    """A new encrypted base holding the fictitious estate, left open; what was built.

    A stop or a failure leaves no base behind.
    """
    servie, _secours = acces.creer(chemin, "Sofia Exemple", phrase, machine, inscrire=False)
    try:
        return servie, construire(cmd, servie.uow, suivi)
    except BaseException:
        servie.fermer()
        for reste in chemin.parent.glob(f"{chemin.name}*"):
            reste.unlink()
        raise


def construire(cmd: ConstruireDemonstration, uow: UnitOfWork, suivi: Suivi | None = None) -> Bilan:
    """Import the fictitious files and tell eighteen months, through the services.

    The same seed and day give the same estate, ids included.
    """
    with _sans_attendre_le_disque(uow):
        return _construire(cmd, uow, suivi or SuiviMuet())


@contextmanager
def _sans_attendre_le_disque(uow: UnitOfWork) -> Iterator[None]:
    """Write without waiting for the disk at each action: there is nobody's work to lose yet.

    An interrupted demonstration leaves no base; at the end everything is put on the disk at once.
    """
    pilote = uow.engine.raw_connection()
    try:
        pilote.cursor().execute("PRAGMA synchronous = OFF")
        yield
    finally:
        pilote.cursor().execute("PRAGMA synchronous = FULL")
        pilote.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        pilote.close()


def _construire(cmd: ConstruireDemonstration, uow: UnitOfWork, suivi: Suivi) -> Bilan:
    cite = tirer(cmd.graine, cmd.menages, cmd.jour)
    horloge = FixedClock(datetime.combine(cite.debut, time(9), tzinfo=UTC))
    ids = IdFactory.seeded(horloge, cmd.graine)
    conte = UnitOfWork(uow.engine, horloge, ids, uow.auteur, uow.appareil_id, uow.accompagnement)
    membres = _equipe(conte)
    uow.auteur = conte.auteur
    dossier = cmd.fichiers or Path(tempfile.mkdtemp(prefix="voyette-fictive-"))
    try:
        for fichier, profil in zip(
            ecrire(cite, dossier), ("parc", "locataires", "suivi"), strict=True
        ):
            if profil == "suivi":  # kept by hand until today: days gone by are done
                horloge.instant = datetime.combine(cite.jour, time(9), tzinfo=UTC)
            apercu = preparer(PreparerImport(fichier, profil), conte)
            appliquer(AppliquerImport(apercu, accepter_rejets=True), conte, suivi)
    finally:
        if cmd.fichiers is None:
            shutil.rmtree(dossier, ignore_errors=True)
    cite_id = _marquer_fictive(cite.donnees["cite"], cite.donnees["lieu"], conte)
    horloge.instant = datetime.combine(cite.debut, time(9), tzinfo=UTC)
    siens = foyers(cite, conte)
    actes = accompagnement(cite, cite_id, siens, cmd.graine, conte)
    actes += denouement.preparer(cite, cite_id, siens, cmd.graine, conte)
    actes += enquetes.preparer(cite, cite_id, siens, cmd.graine, conte)
    actes += apres.preparer(cite, cite_id, siens, cmd.graine, conte)
    actes += reclamations.preparer(cite, cite_id, siens, cmd.graine, conte)
    raconter(cite, cite_id, membres, cmd.graine, conte, horloge, suivi, actes)
    apres.planifier(cite_id, conte)
    relogement.peupler(cite, cite_id, siens, cmd.graine, conte)
    denouement.endormir(cite, cite_id, conte)
    conte.mettre_au_jour()
    return _bilan(cite_id, conte)


def _equipe(uow: UnitOfWork) -> tuple[UUID, ...]:
    """A small fictitious team; whoever opens the base is one of them."""
    equipe.garantir_moi(None, uow)
    equipe.creer(
        equipe.CreerIntervenant(
            nom="Exemple",
            prenom="Malik",
            fonction=Role.PILOTE,
            organisme="Bailleur fictif",
            telephone="0321000001",
        ),
        uow,
    )
    return tuple(membre.id for membre in equipe.lister(equipe.LireEquipe(), uow))


def _marquer_fictive(nom: str, lieu: str, uow: UnitOfWork) -> UUID:
    with uow.lecture() as session:
        trouvee = session.execute(
            text("SELECT id FROM cite WHERE nom = :nom"), {"nom": nom}
        ).scalar_one()
    cite_id = UUID(hex=trouvee)
    modifier_cite(
        ModifierCite(
            cite_id,
            {"fictive": True, "lieu_permanence": lieu, "telephone": "0321000000"},
        ),
        uow,
    )
    return cite_id


def _bilan(cite_id: UUID, uow: UnitOfWork) -> Bilan:
    with uow.lecture() as session:
        menages, visites = session.execute(
            text("SELECT (SELECT count(*) FROM menage), (SELECT count(*) FROM visite)")
        ).one()
    return Bilan(cite_id, int(menages), int(visites))
