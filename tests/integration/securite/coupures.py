"""Power cuts: what a disk may hold if the current fails at any moment of a recorded run.

`strace` records every write, truncation and flush of the writer. A write counts as kept for sure
only once its file was flushed after it; until then it may be there, missing, or torn.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

_APPELS = "pwrite64,write,ftruncate,fsync,fdatasync,unlink,unlinkat"
_LIGNE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) = (\d+)")
_ECRIT = re.compile(r'^\d+<([^>]*)>, "((?:\\x[0-9a-f]{2})*)", \d+(?:, (\d+))?$')
_TAILLE = re.compile(r"^\d+<([^>]*)>(?:, (\d+))?$")


@dataclass(frozen=True, slots=True)
class Appel:
    """One recorded call: ecrit, taille, vide (flushed), ote, or ack."""

    genre: str
    chemin: str = ""
    place: int = 0
    octets: bytes = b""


@dataclass(slots=True)
class Disque:
    """What is surely on the disk, and what may be, per file."""

    sur: dict[str, bytes]
    attente: dict[str, list[Appel]] = field(default_factory=dict)
    acquittes: int = 0


def strace_utilisable(tmp: Path) -> bool:
    """Whether `strace` is there and allowed to trace."""
    if shutil.which("strace") is None:
        return False
    essai = subprocess.run(
        ["strace", "-o", str(tmp / "essai"), "true"], capture_output=True, check=False
    )
    return essai.returncode == 0


def enregistrer(commande: list[str], sortie: Path, dossier: Path) -> list[Appel]:
    """Run `commande` under strace; its calls on the files of `dossier` and its acks, in order."""
    options = ["-f", "-y", "-xx", "-s", "70000", "-e", f"trace={_APPELS}", "-o", str(sortie)]
    subprocess.run(
        ["strace", *options, *commande], check=True, stdout=subprocess.PIPE, cwd=Path.cwd()
    )
    return list(_lire(sortie, dossier))


def _lire(trace: Path, dossier: Path) -> Iterator[Appel]:
    with trace.open(encoding="latin-1") as lignes:
        for ligne in lignes:
            trouve = _LIGNE.match(ligne)
            if trouve is None:
                continue
            appel = _appel(trouve[1], trouve[2])
            if appel is not None and (appel.genre == "ack" or _dans(appel.chemin, dossier)):
                yield appel


def _dans(chemin: str, dossier: Path) -> bool:
    return chemin.startswith(f"{dossier}/") and not chemin.endswith("-shm")


def _appel(nom: str, arguments: str) -> Appel | None:
    if nom in ("pwrite64", "write"):
        ecrit = _ECRIT.match(arguments)
        if ecrit is None:
            return None
        octets = bytes.fromhex(ecrit[2].replace("\\x", ""))
        if nom == "write":
            return Appel("ack") if octets.startswith(b"ack ") else None
        return Appel("ecrit", _nom(ecrit[1]), int(ecrit[3] or 0), octets)
    taille = _TAILLE.match(arguments)
    if taille is None:
        return None
    if nom == "ftruncate":
        return Appel("taille", _nom(taille[1]), int(taille[2]))
    return Appel("vide", _nom(taille[1]))


def _nom(texte: str) -> str:
    """strace -xx writes paths in hexadecimal too."""
    if texte.startswith("\\x"):
        return bytes.fromhex(texte.replace("\\x", "")).decode()
    return texte


def etats(
    appels: list[Appel], depart: dict[str, bytes], hasard: random.Random, pas: int
) -> Iterator[tuple[int, dict[str, bytes]]]:
    """(acks given, files) for a power cut at every `pas`-th call and right after each ack."""
    disque = Disque(dict(depart))
    for rang, appel in enumerate(appels):
        _avancer(disque, appel)
        if appel.genre == "ack":
            yield disque.acquittes, _image(disque, "rien", hasard)
        elif rang % pas == 0:
            for sort in ("rien", "hasard"):
                yield disque.acquittes, _image(disque, sort, hasard)


def _avancer(disque: Disque, appel: Appel) -> None:
    if appel.genre == "ack":
        disque.acquittes += 1
    elif appel.genre == "vide":
        attente = disque.attente.pop(appel.chemin, [])
        disque.sur[appel.chemin] = _appliquer(disque.sur.get(appel.chemin, b""), attente)
    else:
        disque.attente.setdefault(appel.chemin, []).append(appel)


def _image(disque: Disque, sort: str, hasard: random.Random) -> dict[str, bytes]:
    image = dict(disque.sur)
    if sort == "rien":
        return image
    for chemin, attente in disque.attente.items():
        gardes = [a for a in attente if hasard.random() < 0.6]
        if gardes and gardes[-1].genre == "ecrit" and hasard.random() < 0.4:
            dernier = gardes.pop()
            coupe = hasard.randrange(len(dernier.octets) // 512 + 1) * 512
            gardes.append(Appel("ecrit", chemin, dernier.place, dernier.octets[:coupe]))
        image[chemin] = _appliquer(image.get(chemin, b""), gardes)
    return image


def _appliquer(contenu: bytes, appels: list[Appel]) -> bytes:
    if not appels:
        return contenu
    octets = bytearray(contenu)
    for appel in appels:
        if appel.genre == "taille":
            octets = octets[: appel.place].ljust(appel.place, b"\0")
        else:
            fin = appel.place + len(appel.octets)
            if len(octets) < fin:
                octets.extend(bytes(fin - len(octets)))
            octets[appel.place : fin] = appel.octets
    return bytes(octets)
