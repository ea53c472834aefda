"""The vault file: what it holds, reading it, writing it whole."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Literal

from app.core.errors import PanneEnvironnement
from app.services.securite import fichiers
from app.services.securite.enveloppe import Enveloppe, ParametresKdf

FORMAT = "voyette-coffre"
VERSION = 1
SUFFIXE_BASE = ".voyette"
SUFFIXE = ".coffre"
TAILLE_MAX = 1_000_000

Genre = Literal["phrase", "secours"]


@dataclass(frozen=True, slots=True)
class Fente:
    """One way in: whose it is, how its key is derived, the wrapped key."""

    id: str
    genre: Genre
    nom: str
    kdf: ParametresKdf | None
    enveloppe: Enveloppe

    def lie(self, base: str) -> dict[str, Any]:
        """What the wrapped key is bound to."""
        return {
            "base": base,
            "fente": self.id,
            "genre": self.genre,
            "nom": self.nom,
            "kdf": asdict(self.kdf) if self.kdf else None,
        }


@dataclass(frozen=True, slots=True)
class Coffre:
    """The whole vault: id of the base it belongs to, a witness of its key, the slots."""

    base: str
    temoin: Enveloppe
    fentes: tuple[Fente, ...]

    def phrases(self) -> tuple[Fente, ...]:
        """The slots opened by a passphrase."""
        return tuple(f for f in self.fentes if f.genre == "phrase")

    def avec(self, fente: Fente) -> Coffre:
        """The vault with this slot added, or replaced where its id already is."""
        if any(f.id == fente.id for f in self.fentes):
            return replace(
                self, fentes=tuple(fente if f.id == fente.id else f for f in self.fentes)
            )
        return replace(self, fentes=(*self.fentes, fente))

    def sans(self, fente_id: str) -> Coffre:
        """The vault without this slot."""
        return replace(self, fentes=tuple(f for f in self.fentes if f.id != fente_id))


def coffre_de(base: Path) -> Path:
    """Where the vault of a base is: beside it, with `.coffre` added to its name."""
    return base.with_name(base.name + SUFFIXE)


def lire(chemin: Path) -> Coffre:
    """The vault read from its file.

    Raises `PanneEnvironnement`: "coffre.absent", "coffre.illisible", "coffre.abime",
    "coffre.plus_recent".
    """
    try:
        with chemin.open("rb") as fichier:
            brut = fichier.read(TAILLE_MAX + 1)
    except FileNotFoundError as erreur:
        raise PanneEnvironnement("coffre.absent", chemin=str(chemin)) from erreur
    except OSError as erreur:
        raise PanneEnvironnement("coffre.illisible", chemin=str(chemin)) from erreur
    try:
        return _decoder(brut, chemin)
    except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as erreur:
        raise PanneEnvironnement("coffre.abime", chemin=str(chemin)) from erreur


def ecrire(chemin: Path, coffre: Coffre) -> None:
    """Replace the vault file durably: the old one or the new one, never half of one."""
    valeur = {
        "format": FORMAT,
        "version": VERSION,
        "base": coffre.base,
        "temoin": coffre.temoin.en_json(),
        "fentes": [
            {
                "id": f.id,
                "genre": f.genre,
                "nom": f.nom,
                "kdf": asdict(f.kdf) if f.kdf else None,
                "enveloppe": f.enveloppe.en_json(),
            }
            for f in coffre.fentes
        ],
    }
    fichiers.ecrire(chemin, json.dumps(valeur, ensure_ascii=False, indent=1).encode())


def _decoder(brut: bytes, chemin: Path) -> Coffre:
    if len(brut) > TAILLE_MAX:
        raise ValueError("too large to be a vault")
    valeur = json.loads(brut)
    if valeur["format"] != FORMAT:
        raise ValueError("not a vault")
    if int(valeur["version"]) > VERSION:
        raise PanneEnvironnement("coffre.plus_recent", chemin=str(chemin))
    fentes = tuple(_fente(f) for f in valeur["fentes"])
    if not fentes:
        raise ValueError("a vault without a way in")
    return Coffre(str(valeur["base"]), Enveloppe.de_json(valeur["temoin"]), fentes)


def _fente(valeur: dict[str, Any]) -> Fente:
    genre: Genre = "secours" if valeur["genre"] == "secours" else "phrase"
    kdf = ParametresKdf(**{k: int(v) for k, v in valeur["kdf"].items()}) if valeur["kdf"] else None
    if (kdf is None) != (genre == "secours"):
        raise ValueError("a slot and its derivation disagree")
    enveloppe = Enveloppe.de_json(valeur["enveloppe"])
    return Fente(str(valeur["id"]), genre, str(valeur["nom"]), kdf, enveloppe)
