"""How benchmarks measure: medians, ratios, memory of a child process, growth slope."""

from __future__ import annotations

import gc
import math
import multiprocessing
import resource
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Mesure:
    """One figure of one benchmark at one size.

    `ratio` is the value over the raw baseline measured in the same run, with the `plafond` it must
    stay under; `valeur` and `reference` are in `unite`.
    """

    nom: str
    taille: int
    valeur: float
    unite: str = "ms"
    reference: float | None = None
    plafond: float | None = None
    detail: str = ""

    @property
    def ratio(self) -> float | None:
        """Value over baseline, or None without a baseline."""
        return self.valeur / self.reference if self.reference else None

    @property
    def tenu(self) -> bool | None:
        """Whether the ceiling is kept; None when there is none.

        Without a baseline the ceiling is a plain value in `unite`.
        """
        if self.plafond is None:
            return None
        mesuree = self.valeur if self.reference is None else self.ratio
        return mesuree is not None and mesuree <= self.plafond

    def en_dict(self) -> dict[str, Any]:
        """For `--json`."""
        return {**asdict(self), "ratio": self.ratio, "tenu": self.tenu}


def chronometrer(action: Callable[[], object]) -> float:
    """Milliseconds of one run, garbage collected before and not during."""
    gc.collect()
    gc.disable()
    try:
        debut = time.perf_counter()
        action()
        return (time.perf_counter() - debut) * 1000
    finally:
        gc.enable()


def mediane(action: Callable[[], object], *, fois: int = 5, chauffe: int = 1) -> float:
    """Median milliseconds of `fois` runs, after `chauffe` runs that do not count."""
    for _ in range(chauffe):
        action()
    return statistics.median(chronometrer(action) for _ in range(fois))


def medianes_alternees(
    actions: Sequence[Callable[[Any], object]], cas: Sequence[Any], *, tours: int = 3
) -> list[float]:
    """Median milliseconds per case of each action, run in turn on the same cases.

    Alternating keeps a noisy machine from favouring one of them.
    """
    temps: list[list[float]] = [[] for _ in actions]
    for tour in range(tours + 1):
        for valeur in cas:
            for rang, action in enumerate(actions):
                debut = time.perf_counter()
                action(valeur)
                ecoule = (time.perf_counter() - debut) * 1000
                if tour:
                    temps[rang].append(ecoule)
    return [statistics.median(t) for t in temps]


def _enfant(action: Callable[..., object], args: tuple[Any, ...], tuyau: Any) -> None:
    action(*args)
    tuyau.send(_pic())


def _pic() -> float:
    """Peak resident MiB of this process.

    Linux keeps the parent's peak in `ru_maxrss` across exec: the high-water mark of the new
    address space is read instead.
    """
    etat = Path("/proc/self/status")
    if etat.exists():
        ligne = next(li for li in etat.read_text().splitlines() if li.startswith("VmHWM"))
        return int(ligne.split()[1]) / 1024
    pic = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return pic / 1024 / (1024 if sys.platform == "darwin" else 1)


def memoire(action: Callable[..., object], *args: Any) -> float:
    """Peak resident memory, in MiB, of a fresh process that only runs `action(*args)`.

    `action` and `args` must be picklable: a function of a module.
    """
    contexte = multiprocessing.get_context("spawn")
    lecture, ecriture = contexte.Pipe(duplex=False)
    enfant = contexte.Process(target=_enfant, args=(action, args, ecriture))
    enfant.start()
    ecriture.close()
    try:
        return float(lecture.recv())
    finally:
        enfant.join()


def pente(points: Sequence[tuple[int, float]]) -> float | None:
    """Slope of log(value) over log(size): 1 grows like the base, 0 does not grow."""
    xs = [math.log(x) for x, y in points if y > 0]
    ys = [math.log(y) for _, y in points if y > 0]
    if len(set(xs)) < 2:
        return None
    return statistics.linear_regression(xs, ys).slope
