"""One round of exchanges: receipts and returns collected, then what waits deposited.

Receipts come first: a package that arrived although we saw the network cut is acknowledged before
it would be sent again. No transaction is open while the network works; each step is written as soon
as it is known, so that being killed anywhere loses nothing and sends nothing under another name.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import UUID

from sqlalchemy import text

from app.core.errors import AppError, PanneEnvironnement, RegleMetier
from app.core.suivi import Annule, Suivi, SuiviMuet
from app.domain.envois import IssueEssai
from app.services.exports import destinations
from app.services.exports.destinations import DestinationLigne, FabriqueTransports
from app.services.exports.destinations.secrets import PorteCles
from app.services.exports.file_envois import etats
from app.services.exports.file_envois.octets import octets
from app.services.exports.synchroniser.releve import Releve, relever
from app.services.exports.transports.contrat import Transport
from app.services.exports.transports.reseau import Garde
from app.services.securite import verrou
from db.queries import boite_envoi
from db.queries import destinations as lecture
from db.queries.boite_envoi import ADeposer, Attente
from db.uow import UnitOfWork

__all__ = ["Bilan", "BilanDestination", "Depot", "FabriqueTransports", "Releve", "Synchroniser"]

_SUFFIXE = ".synchro"
# The destination itself gives way: nothing more is tried there in this round.
_DU_LIEU = frozenset(
    {
        "transport.introuvable",
        "transport.adresse",
        "transport.hors_ligne",
        "transport.refuse",
        "transport.renvoi",
        "transport.hote_inconnu",
        "transport.hote_change",
        "transport.certificat",
        "transport.mandataire",
        "transport.lecture_seule",
        "transport.plein",
        "transport.verrouille",
        "transport.coupe",
        "transport.secret",
    }
)


@dataclass(frozen=True, slots=True)
class Synchroniser:
    """A round with every destination in use, or with one.

    `sans_attendre`: also packages whose next attempt is for later (a person asked, or the network
    has just come back).
    """

    destination_id: UUID | None = None
    sans_attendre: bool = False


@dataclass(frozen=True, slots=True)
class Depot:
    """What became of a package whose turn had come; `panne` when it could not be deposited."""

    colis_id: UUID
    nom: str
    issue: IssueEssai
    panne: AppError | None = None


@dataclass(slots=True)
class BilanDestination:
    """A round with one destination; `panne` says why it could not be reached."""

    id: UUID
    nom: str
    depots: list[Depot] = field(default_factory=list)
    releve: Releve = field(default_factory=Releve)
    panne: AppError | None = None

    @property
    def bon(self) -> bool:
        """Whether nothing went wrong there."""
        if any(d.issue is IssueEssai.ECHEC for d in self.depots):
            return False
        return self.panne is None and self.releve.bon


@dataclass(frozen=True, slots=True)
class Bilan:
    """What a round did, destination by destination, and what still waits."""

    destinations: tuple[BilanDestination, ...]
    attente: Attente

    @property
    def bon(self) -> bool:
        """Whether nothing went wrong."""
        return all(d.bon for d in self.destinations)

    @property
    def depots(self) -> int:
        """How many packages are now at their destination."""
        return sum(d.issue is not IssueEssai.ECHEC for un in self.destinations for d in un.depots)

    @property
    def touche(self) -> bool:
        """Whether anything changed in the base."""
        return any(un.depots or un.releve.total for un in self.destinations)


def synchroniser(
    cmd: Synchroniser,
    uow: UnitOfWork,
    transports: FabriqueTransports,
    suivi: Suivi | None = None,
    *,
    porte_cles: PorteCles | None = None,
    hasard: Callable[[], float] = random.random,
) -> Bilan:
    """One round; what fails is in the account of its destination, and tried again later.

    Call it away from the window's and the base's threads. Raises
    `PanneEnvironnement("synchro.en_cours")` when another round is under way on this base, `Annule`
    when asked to stop: what was done stays done.
    """
    suivi = suivi or SuiviMuet()
    with _seul(uow):
        bilans = []
        for ligne in _choisies(cmd, uow):
            un = BilanDestination(ligne.id, ligne.nom)
            bilans.append(un)
            tour = _Tour(uow, un, suivi, hasard)
            try:
                with (
                    _voie(ligne, uow, transports, porte_cles) as voie,
                    Garde(lambda: suivi.annule, voie.interrompre),
                ):
                    tour.faire(voie, sans_attendre=cmd.sans_attendre)
            except PanneEnvironnement as panne:
                if suivi.annule:
                    raise Annule from panne  # we broke the connection ourselves
                if not panne.code.startswith("transport."):
                    raise  # our own disk or file: no destination is at fault
                un.panne = panne
                tour.renoncer(panne, sans_attendre=cmd.sans_attendre)
        with uow.lecture() as session:
            reste = boite_envoi.attente(session)
    return Bilan(tuple(bilans), reste)


class _Tour:
    """A round with one destination that answered."""

    def __init__(
        self,
        uow: UnitOfWork,
        bilan: BilanDestination,
        suivi: Suivi,
        hasard: Callable[[], float],
    ) -> None:
        self._uow, self._bilan, self._suivi, self._hasard = uow, bilan, suivi, hasard

    def faire(self, voie: Transport, *, sans_attendre: bool) -> None:
        """Collect, then deposit."""
        try:
            relever(voie, self._bilan.id, self._uow, self._suivi, self._bilan.releve)
        except PanneEnvironnement as panne:
            if panne.code in _DU_LIEU:
                raise
            self._bilan.releve.panne = panne  # what waits may leave all the same
        attendus = _attendus(self._uow, self._bilan.id, sans_attendre=sans_attendre)
        for rang, colis in enumerate(attendus):
            self._suivi.avance(rang, len(attendus), colis.nom)
            depot = self._deposer(voie, colis)
            if depot is not None:
                self._bilan.depots.append(depot)
                if depot.panne is not None and depot.panne.code in _DU_LIEU:
                    raise depot.panne
        self._suivi.avance(len(attendus), len(attendus), self._bilan.nom)

    def renoncer(self, panne: AppError, *, sans_attendre: bool) -> None:
        """Packages that could not even be tried failed with the destination: they wait too."""
        tentes = {d.colis_id for d in self._bilan.depots}
        restants = [
            c
            for c in _attendus(self._uow, self._bilan.id, sans_attendre=sans_attendre)
            if c.id not in tentes
        ]
        if not restants:
            return
        with self._uow.ecriture("envoi.deposer", origine="synchronisation") as tx:
            for colis in restants:
                if etats.commencer(tx, colis.id, self._hasard):
                    etats.finir(tx, colis.id, IssueEssai.ECHEC, panne.code)
                    self._bilan.depots.append(Depot(colis.id, colis.nom, IssueEssai.ECHEC, panne))
            tx.commit()

    def _deposer(self, voie: Transport, colis: ADeposer) -> Depot | None:
        """Try one package; None when it no longer waits."""
        with self._uow.ecriture("envoi.essayer", origine="synchronisation") as tx:
            if not etats.commencer(tx, colis.id, self._hasard):
                return None
            tx.commit()
        panne: PanneEnvironnement | None = None
        try:
            issue = voie.deposer(colis.nom, self._octets(colis), colis.taille, colis.empreinte)
        except PanneEnvironnement as erreur:
            if self._suivi.annule or not erreur.code.startswith(("transport.", "envoi.")):
                raise  # stopped; or our own base gave way while it was read
            issue, panne = IssueEssai.ECHEC, erreur
        with self._uow.ecriture("envoi.deposer", origine="synchronisation") as tx:
            etats.finir(tx, colis.id, issue, panne.code if panne is not None else None)
            tx.commit()
        return Depot(colis.id, colis.nom, issue, panne)

    def _octets(self, colis: ADeposer) -> Iterator[bytes]:
        """The bytes of a package as they leave; stopping in the middle publishes nothing."""
        partis = 0
        for morceau in octets(colis, self._uow):
            self._suivi.avance(partis, colis.taille, colis.nom)
            yield morceau
            partis += len(morceau)


def _choisies(cmd: Synchroniser, uow: UnitOfWork) -> tuple[DestinationLigne, ...]:
    """The destinations of the round; raises `RegleMetier("destination.arretee")`."""
    with uow.lecture() as session:
        actives = lecture.lister(session)
    if cmd.destination_id is None:
        return actives
    choisies = tuple(d for d in actives if d.id == cmd.destination_id)
    if not choisies:
        raise RegleMetier("destination.arretee")
    return choisies


def _attendus(
    uow: UnitOfWork, destination_id: UUID, *, sans_attendre: bool
) -> tuple[ADeposer, ...]:
    with uow.lecture() as session:
        return boite_envoi.a_deposer(
            session, destination_id, None if sans_attendre else uow.clock.now()
        )


@contextmanager
def _voie(
    ligne: DestinationLigne,
    uow: UnitOfWork,
    transports: FabriqueTransports,
    porte_cles: PorteCles | None,
) -> Iterator[Transport]:
    """The way to a destination, let go of whatever happens."""
    voie = transports(destinations.acces(ligne.id, uow, porte_cles))
    try:
        yield voie
    finally:
        voie.fermer()


@contextmanager
def _seul(uow: UnitOfWork) -> Iterator[None]:
    """One round at a time on a base, whatever thread or process asks; a crash blocks nobody.

    Raises `PanneEnvironnement("synchro.en_cours")`.
    """
    with uow.lecture() as session:
        chemin = session.execute(
            text("SELECT file FROM pragma_database_list WHERE name = 'main'")
        ).scalar_one()
    base = Path(chemin)
    try:
        tenu = verrou.prendre(base.with_name(base.name + _SUFFIXE), uow.clock)
    except PanneEnvironnement as panne:
        if panne.code == "base.deja_ouverte":
            raise PanneEnvironnement("synchro.en_cours", depuis=panne.params["depuis"]) from panne
        raise
    with tenu:
        yield
