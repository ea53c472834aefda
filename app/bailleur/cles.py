"""The bailleur's keys: made once, kept, their public half given to the team."""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from app.bailleur.pannes import panne
from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.services.exports.protection import trousseau
from app.services.exports.protection.trousseau import ClePrivee, ClePublique
from app.services.securite.fichiers import rendre_durable


@dataclass(frozen=True, slots=True)
class CreerCle:
    """A pair of keys for that organisation, in that folder; `phrase` "" leaves it unprotected."""

    nom: str
    dossier: Path
    phrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class CleCreee:
    """Where the files are, and the words to read over the telephone."""

    privee: Path
    publique: Path
    mots: tuple[str, ...]


def creer(cmd: CreerCle) -> CleCreee:
    """Make both files; an existing key is never overwritten.

    Raises `EntreeInvalide("cle.nom")`, "phrase.trop_faible", `RegleMetier("cle.existe")`,
    `PanneEnvironnement`.
    """
    cle = ClePrivee.nouvelle(cmd.nom)
    racine = cmd.dossier / nom_de_fichier(cle.nom)
    privee = racine.with_suffix(trousseau.SUFFIXE_PRIVEE)
    publique = racine.with_suffix(trousseau.SUFFIXE_PUBLIQUE)
    for chemin in (privee, publique):
        if chemin.exists() or chemin.is_symlink():
            raise RegleMetier("cle.existe", fichier=str(chemin))
    octets = trousseau.ecrire_privee(cle, cmd.phrase)
    try:
        cmd.dossier.mkdir(parents=True, exist_ok=True)
        _nouveau(privee, octets)
        _nouveau(publique, trousseau.ecrire_publique(cle).encode())
        rendre_durable(cmd.dossier)
    except OSError as erreur:
        raise panne(erreur, cmd.dossier) from erreur
    return CleCreee(privee, publique, cle.publique.mots)


def demande_phrase(chemin: Path) -> bool:
    """Whether the key of that file asks for a passphrase; raises as `lire`."""
    return trousseau.sous_phrase(_octets(chemin))


def lire(chemin: Path, phrase: str = "") -> ClePrivee:
    """The private key of that file; raises `PanneEnvironnement("cle.fichier")`, else as
    `trousseau.lire_privee`.
    """
    return trousseau.lire_privee(_octets(chemin), phrase)


def montrer(chemin: Path, phrase: str = "") -> ClePublique:
    """The public key of a file, be it the public or the private one."""
    octets = _octets(chemin)
    try:
        return trousseau.lire_publique(octets.decode("utf-8-sig"))
    except (EntreeInvalide, UnicodeDecodeError) as erreur:
        privee = b"AGE-SECRET-KEY-" in octets.upper() or trousseau.sous_phrase(octets)
        if not privee and isinstance(erreur, EntreeInvalide):
            raise
    return trousseau.lire_privee(octets, phrase).publique


def nom_de_fichier(nom: str) -> str:
    """A name every system takes for a file: letters, figures, hyphens."""
    plie = unicodedata.normalize("NFKD", nom.casefold()).encode("ascii", "ignore").decode()
    net = re.sub(r"[^a-z0-9]+", "-", plie).strip("-")[:40].strip("-")
    return f"voyette-{net}" if net else "voyette"


def _octets(chemin: Path) -> bytes:
    try:
        with chemin.open("rb") as flux:
            return flux.read(trousseau.TAILLE_MAX + 1)
    except OSError as erreur:
        raise PanneEnvironnement("cle.fichier", fichier=str(chemin)) from erreur


def _nouveau(chemin: Path, octets: bytes) -> None:
    """A file that was not there, private; half of one is taken away."""
    try:
        with os.fdopen(os.open(chemin, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as flux:
            flux.write(octets)
            flux.flush()
            os.fsync(flux.fileno())
    except FileExistsError as erreur:
        raise RegleMetier("cle.existe", fichier=str(chemin)) from erreur
    except OSError:
        chemin.unlink(missing_ok=True)
        raise
