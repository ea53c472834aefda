"""Computing a plan on the command line: progress on the error stream, Ctrl-C keeps the best."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from app.cli.sortie import Code, alerter
from app.core import logging
from app.core.i18n import _

if TYPE_CHECKING:
    from app.domain.planification.instance import Instance
    from app.domain.planification.plan import PlanPropose
    from app.services.planification.resolution import Avancee


@contextmanager
def calculer(instance: Instance, *, secondes: float, graine: int) -> Iterator[PlanPropose]:
    """The best plan found in that time, or until Ctrl-C.

    The solver works on a thread of its own, which nobody waits for once told to stop: it may be
    deep in a computation it cannot leave. Ending the process under it would abort, hence the exit
    at the end of the block.
    """
    calcul = _Calcul(instance, secondes, graine)
    fil = threading.Thread(target=calcul.mener, name="plan", daemon=True)
    with _interruption(calcul.arreter):
        fil.start()
        while fil.is_alive() and not (calcul.arrete and calcul.derniere is not None):
            fil.join(timeout=0.2)
            calcul.montrer()
    try:
        yield calcul.resultat()
    except Exception:
        fil.join()
        raise
    fil.join(timeout=1)
    if fil.is_alive():
        logging.fermer()
        sys.stdout.flush()
        os._exit(Code.BIEN)


class _Calcul:
    """A computation under way: its latest progress, what came of it."""

    def __init__(self, instance: Instance, secondes: float, graine: int) -> None:
        self._instance = instance
        self._secondes = secondes
        self._graine = graine
        self._visible = sys.stderr.isatty()
        self._montree = ""
        self._plan: PlanPropose | None = None
        self._erreur: Exception | None = None
        self.derniere: Avancee | None = None
        self.arrete = False

    def mener(self) -> None:
        """Run the solver; whatever goes wrong is told by `resultat`."""
        from app.services.planification.resolution import resoudre  # noqa: PLC0415 - 0.3 s

        try:
            self._plan = resoudre(
                self._instance, secondes=self._secondes, graine=self._graine, suivi=self._suivre
            )
        except Exception as erreur:
            self._erreur = erreur

    def _suivre(self, avancee: Avancee) -> bool:
        self.derniere = avancee
        return not self.arrete

    def arreter(self) -> None:
        """Keep the best plan found so far."""
        self.arrete = True
        alerter(_("Arrêt demandé : le meilleur plan trouvé est gardé."))

    def resultat(self) -> PlanPropose:
        """The plan, or what went wrong."""
        if self._erreur is not None:
            raise self._erreur
        if self._plan is not None:
            return self._plan
        assert self.derniere is not None  # noqa: S101 - else one still waits for the solver
        return self.derniere.plan

    def montrer(self) -> None:
        """A line each time something got better, or every second on a terminal."""
        from app.services.planification.mots import dire_objectif, dire_score  # noqa: PLC0415

        if self.derniere is None:
            return
        etat = " · ".join(
            f"{dire_objectif(s.objectif)} : {dire_score(s)}" for s in self.derniere.plan.scores[:2]
        )
        if etat == self._montree and not self._visible:
            return
        temps = _("{n} s").format(n=round(self.derniere.secondes))
        ligne = f"{temps} · {etat}"
        if self._visible:
            sys.stderr.write(f"\r{ligne[:110]:<110}")
            sys.stderr.flush()
        else:
            alerter(ligne)
        self._montree = etat


@contextmanager
def _interruption(arreter: Callable[[], None]) -> Iterator[None]:
    """The first Ctrl-C asks to stop, the second one really interrupts."""

    def demander(_signal: int, _cadre: object) -> None:
        signal.signal(signal.SIGINT, avant)
        arreter()

    avant = signal.getsignal(signal.SIGINT)
    signal.signal(signal.SIGINT, demander)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, avant)
