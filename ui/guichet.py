"""What screens ask of exchanges away from the base's thread: packages, rounds, destinations.

The network works on its own thread; each transaction takes its turn on the base's thread, so that
locking waits for one short transaction, never for a server that does not answer. A package is
composed on another one, from a reading of its own: only its writes take their turn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject

from app.core.changes import Changes
from app.core.errors import AppError

if TYPE_CHECKING:
    from app.core.suivi import Suivi
    from app.services.exports.destinations import (
        CreerDestination,
        ModifierDestination,
        TesterDestination,
    )
    from app.services.exports.file_envois.envoyer import PreparerColis
    from app.services.exports.synchroniser import Bilan, Synchroniser
    from ui.contexte import Contexte
    from ui.jobs import JobRunner, Tache

Rappel = Callable[[Any], object]


class BasePartagee:
    """A unit of work for another thread than the base's: each transaction waits for its turn."""

    def __init__(self, jobs: JobRunner, uow: Any) -> None:
        self._jobs = jobs
        self._uow = uow

    def __getattr__(self, nom: str) -> Any:
        return getattr(self._uow, nom)

    @contextmanager
    def lecture(self) -> Iterator[Any]:
        """A read transaction, in its turn."""
        with self._jobs.tour_de_base(self._uow), self._uow.lecture() as session:
            yield session

    @contextmanager
    def ecriture(self, libelle: str, **options: Any) -> Iterator[Any]:
        """A write transaction, in its turn."""
        with self._jobs.tour_de_base(self._uow), self._uow.ecriture(libelle, **options) as tx:
            yield tx


class BaseLue(BasePartagee):
    """The same for long reading: it holds nobody up, and only what is written takes its turn."""

    @contextmanager
    def lecture(self) -> Iterator[Any]:
        """A read transaction of this thread, at once: it sees the base as it now is to its end."""
        with self._uow.lecture() as session:
            yield session


def ouvrir_transport(acces: Any) -> Any:
    """The transport of a destination."""
    from app.services.exports.transports import fabrique  # noqa: PLC0415 - only who sends pays

    return fabrique.ouvrir(acces)


def preparer_envoi(
    contexte: Contexte,
    cmd: PreparerColis,
    *,
    progression: Callable[[int, int, str], object],
    quand_fini: Rappel,
    en_erreur: Callable[[AppError], object],
    si_annule: Callable[[], object],
    a_la_fin: Callable[[], object],
    proprietaire: QObject,
) -> Tache:
    """A package put in the outbox; people open and write households meanwhile."""
    jobs = contexte.jobs

    def preparer(cmd: PreparerColis, uow: Any, suivi: Suivi) -> Changes:
        from app.services.exports.file_envois.envoyer import preparer_colis  # noqa: PLC0415

        base: Any = BaseLue(jobs, uow)
        return preparer_colis(cmd, base, suivi)

    return jobs.lancer_long(
        preparer,
        cmd,
        progression=progression,
        quand_fini=quand_fini,
        en_erreur=en_erreur,
        si_annule=si_annule,
        a_la_fin=a_la_fin,
        proprietaire=proprietaire,
        fil="autre",
    )


def synchroniser(
    contexte: Contexte,
    cmd: Synchroniser,
    *,
    quand_fini: Rappel | None = None,
    en_erreur: Rappel | None = None,
    progression: Callable[[int, int, str], object] | None = None,
    si_annule: Callable[[], object] | None = None,
    a_la_fin: Callable[[], object] | None = None,
    proprietaire: QObject | None = None,
) -> Tache:
    """One round, in the background; what it changed is told to every view before `quand_fini`."""
    jobs, transports = contexte.jobs, contexte.transports

    def tour(cmd: Synchroniser, uow: Any, suivi: Suivi) -> Bilan:
        from app.services.exports.destinations import secrets  # noqa: PLC0415 - only who sends pays
        from app.services.exports.synchroniser import (  # noqa: PLC0415
            synchroniser as faire,
        )

        return faire(
            cmd,
            BasePartagee(jobs, uow),  # type: ignore[arg-type]  # same methods, other thread
            transports,
            suivi,
            porte_cles=secrets.porte_cles_du_systeme(),
        )

    def recu(bilan: Bilan) -> None:
        contexte.store.publier(changes_de(bilan))
        if quand_fini is not None:
            quand_fini(bilan)

    return jobs.lancer_long(
        tour,
        cmd,
        progression=progression,
        quand_fini=recu,
        en_erreur=en_erreur,
        si_annule=si_annule,
        a_la_fin=a_la_fin,
        proprietaire=proprietaire,
        fil="reseau",
    )


def changes_de(bilan: Bilan) -> Changes:
    """What a round changed: packages deposited or acknowledged, files that came back."""
    recus: set[UUID] = set()
    for une in bilan.destinations:
        recus.update((*une.releve.accuses, *une.releve.a_lire, *une.releve.ecartes))
    colis = {d.colis_id for une in bilan.destinations for d in une.depots}
    # A receipt changes the package it is about, which the account does not name: its own id tells
    # views that packages changed.
    colis.update(i for une in bilan.destinations for i in une.releve.accuses)
    return Changes.of(colis=colis, retours=recus)


def essayer_destination(
    contexte: Contexte,
    cmd: TesterDestination,
    *,
    quand_fini: Rappel,
    en_erreur: Callable[[AppError], object],
    si_annule: Callable[[], object] | None = None,
    a_la_fin: Callable[[], object] | None = None,
    proprietaire: QObject,
) -> Tache:
    """Try a destination, in the background."""
    jobs, transports = contexte.jobs, contexte.transports

    def essai(cmd: TesterDestination, uow: Any, suivi: Suivi) -> Any:
        from app.services.exports import destinations  # noqa: PLC0415 - as above
        from app.services.exports.destinations import secrets  # noqa: PLC0415 - as above

        base: Any = BasePartagee(jobs, uow)
        porte_cles = secrets.porte_cles_du_systeme()
        return destinations.tester(cmd, base, transports, porte_cles, suivi)

    return jobs.lancer_long(
        essai,
        cmd,
        quand_fini=quand_fini,
        en_erreur=en_erreur,
        si_annule=si_annule,
        a_la_fin=a_la_fin,
        proprietaire=proprietaire,
        fil="reseau",
    )


def garder_destination(
    contexte: Contexte,
    cmd: CreerDestination | ModifierDestination,
    *,
    quand_fini: Rappel,
    en_erreur: Callable[[AppError], object],
    proprietaire: QObject,
) -> Tache:
    """Save a destination and what opens it.

    Not on the base's thread: the keyring of the system may ask somebody to unlock it.
    """
    jobs = contexte.jobs

    def garder(cmd: CreerDestination | ModifierDestination, uow: Any, _suivi: Suivi) -> Any:
        from app.services.exports import destinations  # noqa: PLC0415 - as above
        from app.services.exports.destinations import secrets  # noqa: PLC0415 - as above

        base: Any = BasePartagee(jobs, uow)
        porte_cles = secrets.porte_cles_du_systeme()
        if isinstance(cmd, destinations.CreerDestination):
            return destinations.creer(cmd, base, porte_cles)
        return destinations.modifier(cmd, base, porte_cles)

    def fait(resultat: Any) -> None:
        contexte.store.publier(resultat.changes)
        quand_fini(resultat)

    return jobs.lancer_long(
        garder,
        cmd,
        quand_fini=fait,
        en_erreur=en_erreur,
        proprietaire=proprietaire,
        fil="autre",
    )
