"""Work off the GUI thread: one thread for the base, one for the network, one for the rest.

What they find comes back by one queued signal.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.suivi import Annule
from ui.store import Store

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

Fil = Literal["base", "autre", "reseau"]
Rappel = Callable[[Any], object]
PERIODE_PROGRESSION = 0.05  # seconds: more often than 20 times a second helps nobody


class Verrouillee(Exception):
    """The base was locked before the work could start: its result interests nobody."""


@dataclass(eq=False)
class Tache:
    """One piece of work given to the runner; `arreter()` asks it to stop."""

    libelle: str = ""
    quand_fini: Rappel | None = None
    en_erreur: Rappel | None = None
    a_la_fin: Callable[[], object] | None = None
    progression: Callable[[int, int, str], object] | None = None
    si_annule: Callable[[], object] | None = None
    proprietaire: QObject | None = None
    cle: str | None = None
    annulable: bool = False
    fil: Fil = "base"
    _annulee: bool = field(default=False, repr=False)
    _futur: Future[Any] | None = field(default=None, repr=False)

    def arreter(self) -> None:
        """Ask to stop: not started, it never runs; started, its next `avance` raises `Annule`."""
        self._annulee = True
        if self._futur is not None:
            self._futur.cancel()

    @property
    def annulee(self) -> bool:
        """Whether someone asked to stop."""
        return self._annulee


class _SuiviTache:
    """The `Suivi` handed to a long service: it reports through the runner's signal."""

    def __init__(self, tache: Tache, envoyer: Callable[[tuple[Any, ...]], None]) -> None:
        self._tache = tache
        self._envoyer = envoyer
        self._dernier = 0.0

    @property
    def annule(self) -> bool:
        """Whether the person asked to stop."""
        return self._tache.annulee

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        """Report; raises `Annule` when the person asked to stop."""
        if self._tache.annulee:
            raise Annule
        maintenant = time.monotonic()
        if maintenant - self._dernier >= PERIODE_PROGRESSION or fait >= total:
            self._dernier = maintenant
            self._envoyer(("progression", self._tache, (fait, total, texte)))


class JobRunner(QObject):
    """Runs `fn(command, uow)` on the database thread and brings the result back.

    `erreur` carries an `AppError` that nobody handled (shown in a banner); `defaut` anything else
    (shown in the crash dialog); `occupe` whether some work is under way.
    """

    erreur = Signal(object)
    defaut = Signal(object)
    occupe = Signal(bool)
    _resultat = Signal(object)

    def __init__(self, store: Store, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = store
        self._uow: Any = None
        self._executeurs: dict[Fil, ThreadPoolExecutor] = {}
        self._arrete = False
        self._en_cours: set[Tache] = set()
        self._par_cle: dict[str, Tache] = {}
        self._resultat.connect(self._livrer, Qt.ConnectionType.QueuedConnection)

    def attacher(self, uow: Any) -> None:
        """Work on this unit of work from now on (unlock)."""
        self._uow = uow

    def detacher(self) -> Any:
        """Forget the unit of work (lock) and return it.

        Long work is asked to stop; short work already given (a save, a draft) still runs: nothing
        that was typed is lost. What is given from now on is dropped in silence.
        """
        uow, self._uow = self._uow, None
        for tache in tuple(self._en_cours):
            if tache.annulable:
                tache.arreter()
        return uow

    def lancer_derniere(
        self,
        fn: Callable[[], Any],
        *,
        quand_fini: Rappel | None = None,
        en_erreur: Rappel | None = None,
        proprietaire: QObject | None = None,
    ) -> Tache:
        """Run `fn()` on the database thread once everything given so far is over (closing)."""
        barriere = None if self._arrete else self._executeur("autre").submit(lambda: None)
        tache = Tache("", quand_fini, en_erreur, proprietaire=proprietaire)

        def travail() -> Any:
            if barriere is not None:
                barriere.result()
            return fn()

        return self._soumettre("base", tache, travail)

    @property
    def long_en_cours(self) -> bool:
        """Whether work that can be stopped (import, printing) is under way.

        Sending does not count: it goes on in the background, and is taken up again later.
        """
        return any(tache.annulable and tache.fil != "reseau" for tache in self._en_cours)

    @property
    def attache(self) -> bool:
        """Whether a base is open."""
        return self._uow is not None

    @property
    def en_cours(self) -> int:
        """How many pieces of work are waiting or running."""
        return len(self._en_cours)

    def lancer(
        self,
        fn: Callable[[Any, Any], Any],
        cmd: Any,
        *,
        quand_fini: Rappel | None = None,
        en_erreur: Rappel | None = None,
        a_la_fin: Callable[[], object] | None = None,
        libelle: str = "",
        annulable: bool = False,
        proprietaire: QObject | None = None,
        cle: str | None = None,
    ) -> Tache:
        """Run `fn(cmd, uow)` on the database thread, then `quand_fini(result)` on this one.

        `Changes` are published before `quand_fini`. An `AppError` goes to `en_erreur`, or to the
        banner; `a_la_fin()` is called whatever happened. With `cle`, earlier work of the same key
        that has not been delivered yet never is. Callbacks die with `proprietaire` (by default
        the `QObject` they are methods of).
        """
        tache = Tache(libelle, quand_fini, en_erreur, a_la_fin, cle=cle, annulable=annulable)
        tache.proprietaire = proprietaire
        uow = self._uow
        return self._soumettre("base", tache, lambda: fn(cmd, _ouverte(uow)))

    def lancer_long(
        self,
        fn: Callable[[Any, Any, Any], Any],
        cmd: Any,
        *,
        progression: Callable[[int, int, str], object] | None = None,
        quand_fini: Rappel | None = None,
        en_erreur: Rappel | None = None,
        si_annule: Callable[[], object] | None = None,
        a_la_fin: Callable[[], object] | None = None,
        libelle: str = "",
        proprietaire: QObject | None = None,
        fil: Fil = "base",
    ) -> Tache:
        """Run `fn(cmd, uow, suivi)`, reporting `progression(fait, total, texte)` as it goes.

        `fil="autre"` leaves the database thread free, for work that only reads (printing), or whose
        writes take their turn (`ui.guichet.BaseLue`);
        `fil="reseau"` waits for the network without holding anybody up: see `ui.guichet`.
        """
        tache = Tache(libelle, quand_fini, en_erreur, a_la_fin, progression, annulable=True)
        tache.si_annule, tache.proprietaire = si_annule, proprietaire
        suivi = _SuiviTache(tache, self._envoyer)
        uow = self._uow
        return self._soumettre(fil, tache, lambda: fn(cmd, _ouverte(uow), suivi))

    def lancer_long_libre(
        self,
        fn: Callable[[Any], Any],
        *,
        progression: Callable[[int, int, str], object] | None = None,
        quand_fini: Rappel | None = None,
        en_erreur: Rappel | None = None,
        si_annule: Callable[[], object] | None = None,
        a_la_fin: Callable[[], object] | None = None,
        proprietaire: QObject | None = None,
        fil: Fil = "base",
    ) -> Tache:
        """Run `fn(suivi)`, which needs no open base, reporting as it goes."""
        tache = Tache("", quand_fini, en_erreur, a_la_fin, progression, annulable=True)
        tache.si_annule, tache.proprietaire = si_annule, proprietaire
        suivi = _SuiviTache(tache, self._envoyer)
        return self._soumettre(fil, tache, lambda: fn(suivi))

    def lancer_libre(
        self,
        fn: Callable[[], Any],
        *,
        quand_fini: Rappel | None = None,
        en_erreur: Rappel | None = None,
        a_la_fin: Callable[[], object] | None = None,
        libelle: str = "",
        proprietaire: QObject | None = None,
        fil: Fil = "autre",
    ) -> Tache:
        """Run `fn()`, which needs no open base (unlocking, restoring, reading a file)."""
        tache = Tache(libelle, quand_fini, en_erreur, a_la_fin, proprietaire=proprietaire)
        return self._soumettre(fil, tache, fn)

    @contextmanager
    def tour_de_base(self, uow: Any) -> Iterator[None]:
        """The turn of another thread on the base: the database thread waits meanwhile.

        Raises `Verrouillee` once `uow` is no longer the one served: a base being closed is closed
        after the turn under way, and nobody takes another.
        """
        from threading import Event  # noqa: PLC0415 - only the network takes turns

        pris, rendu = Event(), Event()

        def place() -> None:
            pris.set()
            rendu.wait()

        try:
            futur = self._executeur("base").submit(place)
        except RuntimeError as erreur:  # the executor is shut down
            raise Verrouillee from erreur
        try:
            while not pris.wait(PERIODE_PROGRESSION):
                # Not only afterwards: what closes the base may be waiting for this very thread.
                if futur.cancelled() or self._uow is not uow:
                    raise Verrouillee
            if self._uow is not uow:
                raise Verrouillee
            yield
        finally:
            rendu.set()

    def arreter(self) -> None:
        """Drop what has not started, ask the rest to stop, wait for it (end of the app).

        What is given afterwards (a timer that was still running) is dropped in silence.
        """
        self._arrete = True
        for tache in tuple(self._en_cours):
            tache.arreter()
        for executeur in self._executeurs.values():
            executeur.shutdown(wait=True, cancel_futures=True)
        self._en_cours.clear()

    def _soumettre(self, fil: Fil, tache: Tache, travail: Callable[[], Any]) -> Tache:
        if self._arrete:
            return tache
        if tache.proprietaire is None:
            tache.proprietaire = _proprietaire(tache)
        tache.fil = fil
        if tache.cle is not None:
            ancienne = self._par_cle.get(tache.cle)
            if ancienne is not None:
                ancienne.arreter()
            self._par_cle[tache.cle] = tache
        self._en_cours.add(tache)
        if self._visibles() == 1 and fil != "reseau":
            self.occupe.emit(True)
        tache._futur = self._executeur(fil).submit(self._executer, tache, travail)
        tache._futur.add_done_callback(lambda f: self._si_jamais_parti(f, tache))
        return tache

    def _executeur(self, fil: Fil) -> ThreadPoolExecutor:
        if fil not in self._executeurs:
            # Imported here: 15 ms that the lock screen does not need.
            from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

            self._executeurs[fil] = ThreadPoolExecutor(1, thread_name_prefix=fil)
        return self._executeurs[fil]

    def _si_jamais_parti(self, futur: Future[Any], tache: Tache) -> None:
        if futur.cancelled():
            self._envoyer(("annule", tache, None))

    def _executer(self, tache: Tache, travail: Callable[[], Any]) -> None:
        try:
            message: tuple[Any, ...] = ("fini", tache, travail())
        except (Annule, Verrouillee):
            message = ("annule", tache, None)
        except AppError as erreur:
            message = ("erreur", tache, erreur)
        except Exception as erreur:
            from app.core.logging import consigner  # noqa: PLC0415 - rarely needed

            consigner(erreur)
            message = ("defaut", tache, erreur)
        self._envoyer(message)

    def _envoyer(self, message: tuple[Any, ...]) -> None:
        if isValid(self):
            self._resultat.emit(message)

    def _livrer(self, message: tuple[str, Tache, Any]) -> None:
        genre, tache, valeur = message
        if genre == "progression":
            if not tache.annulee and tache in self._en_cours and _vivante(tache):
                _appeler(tache.progression, *valeur)
            return
        self._terminer(tache)
        if genre == "fini" and isinstance(valeur, Changes):
            self._store.publier(valeur)  # committed: views must know, whoever asked
        depassee = tache.cle is not None and tache.annulee
        if genre == "defaut":
            self.defaut.emit(valeur)
        if depassee or not _vivante(tache):
            return
        if genre == "fini":
            _appeler(tache.quand_fini, valeur)
        elif genre == "annule":
            _appeler(tache.si_annule)
        elif genre == "erreur" and tache.en_erreur is not None:
            tache.en_erreur(valeur)
        elif genre == "erreur":
            self.erreur.emit(valeur)
        if _vivante(tache):
            _appeler(tache.a_la_fin)

    def _terminer(self, tache: Tache) -> None:
        self._en_cours.discard(tache)
        if tache.cle is not None and self._par_cle.get(tache.cle) is tache:
            del self._par_cle[tache.cle]
        if not self._visibles() and tache.fil != "reseau":
            self.occupe.emit(False)

    def _visibles(self) -> int:
        """Work somebody may be waiting for; the network has its own words in the header."""
        return sum(tache.fil != "reseau" for tache in self._en_cours)


def _ouverte(uow: Any) -> Any:
    if uow is None:
        raise Verrouillee
    return uow


def _appeler(rappel: Callable[..., object] | None, *valeurs: Any) -> None:
    if rappel is not None:
        rappel(*valeurs)


def _proprietaire(tache: Tache) -> QObject | None:
    for rappel in (tache.quand_fini, tache.en_erreur, tache.a_la_fin, tache.progression):
        moi = getattr(rappel, "__self__", None)
        if isinstance(moi, QObject):
            return moi
    return None


def _vivante(tache: Tache) -> bool:
    return tache.proprietaire is None or isValid(tache.proprietaire)
