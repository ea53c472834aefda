"""`python -m tests.bench [names] [--tailles 1000,5000,25000,100000] [--json]`.

Each module of this package that has `mesurer(taille) -> list[Mesure]` is a benchmark; its
`TAILLES`, when it has one, says at which sizes it means something (default: all asked for), and
`TAILLES_PROPRES` the sizes it runs at whatever is asked for.
"""

from __future__ import annotations

import argparse
import importlib
import json
import pkgutil
import sys
from collections import defaultdict
from collections.abc import Sequence
from types import ModuleType

import tests.bench as paquet
from tests.bench.mesures import Mesure, pente

TAILLE = 25_000


def disponibles() -> list[str]:
    """Names of the benchmarks found in this package."""
    noms = [m.name for m in pkgutil.iter_modules(paquet.__path__) if not m.name.startswith("_")]
    return [n for n in noms if hasattr(_module(n), "mesurer")]


def _module(nom: str) -> ModuleType:
    return importlib.import_module(f"{paquet.__name__}.{nom}")


def mesurer(noms: Sequence[str], tailles: Sequence[int]) -> list[Mesure]:
    """Run the benchmarks, smallest size first, saying on stderr where it is."""
    faites: list[Mesure] = []
    for nom in noms:
        module = _module(nom)
        for taille in sorted(_tailles(module, tailles)):
            print(f"… {nom}, {taille}", file=sys.stderr, flush=True)
            faites += module.mesurer(taille)
    return faites


def _tailles(module: ModuleType, demandees: Sequence[int]) -> list[int]:
    propres: tuple[int, ...] = getattr(module, "TAILLES_PROPRES", ())
    return list(propres) or [t for t in demandees if t in getattr(module, "TAILLES", demandees)]


def tableau(mesures: Sequence[Mesure]) -> str:
    """The figures as aligned lines, then the growth slopes when several sizes were measured."""
    lignes = [f"{'':44} {'taille':>8} {'médiane':>12} {'brut':>12} {'ratio':>7} {'plafond':>8}"]
    for m in mesures:
        brut = f"{m.reference:.3f} {m.unite}" if m.reference is not None else ""
        ratio = f"{m.ratio:.2f}" if m.ratio is not None else ""
        plafond = "" if m.plafond is None else f"{m.plafond:g} {'✓' if m.tenu else '✗'}"
        lignes.append(
            f"{m.nom:44} {m.taille:>8} {f'{m.valeur:.3f} {m.unite}':>12} {brut:>12} {ratio:>7}"
            f" {plafond:>8}  {m.detail}".rstrip()
        )
    par_nom: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for m in mesures:
        par_nom[m.nom].append((m.taille, m.valeur))
    pentes = [(nom, pente(points)) for nom, points in par_nom.items()]
    if any(p is not None for _, p in pentes):
        lignes += ["", "croissance (pente log-log : 0 constant, 1 comme la base)"]
        lignes += [f"{nom:44} {p:+.2f}" for nom, p in pentes if p is not None]
    return "\n".join(lignes)


def principal(arguments: Sequence[str] | None = None) -> int:
    """Exit code 0 when every ceiling is kept, 1 otherwise."""
    lecteur = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    lecteur.add_argument("noms", nargs="*", help="benchmarks to run (all by default)")
    lecteur.add_argument("--tailles", default=str(TAILLE), help="households, comma separated")
    lecteur.add_argument("--json", action="store_true", help="machine-readable output")
    options = lecteur.parse_args(arguments)
    connus = disponibles()
    inconnus = set(options.noms) - set(connus)
    if inconnus:
        lecteur.error(f"unknown: {', '.join(sorted(inconnus))}; known: {', '.join(connus)}")
    mesures = mesurer(options.noms or connus, [int(t) for t in options.tailles.split(",")])
    if options.json:
        print(json.dumps([m.en_dict() for m in mesures], ensure_ascii=False, indent=1))
    else:
        print(tableau(mesures))
    return 0 if all(m.tenu is not False for m in mesures) else 1


if __name__ == "__main__":
    raise SystemExit(principal())
