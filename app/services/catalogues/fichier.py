"""Reading one catalogue file: its values, and the line of each of them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import resources
from app.core.errors import EntreeInvalide
from app.domain.catalogue_fautes import Faute, FauteSituee
from app.services.catalogues.lignes import Lignes

TAILLE_MAX = 256 * 1024  # bytes: a catalogue is read by people
_LIGNE = re.compile(r"at line (\d+)")
# What tomllib says, by a few words of it; the sentence is worded in ui.messages.
_SYNTAXES = (
    ("cannot overwrite", "nom_repete"),
    ("cannot declare", "nom_repete"),
    ("cannot redefine", "nom_repete"),
    ("duplicate", "nom_repete"),
    ("expected '='", "egal_absent"),
    ("illegal character", "guillemet_ouvert"),
    ("unterminated", "guillemet_ouvert"),
    ("expected '\"", "guillemet_ouvert"),
    ("unclosed", "crochet_ouvert"),
    ("expected ']", "crochet_ouvert"),
    ("expected newline", "ligne_en_trop"),
    ("invalid value", "valeur_illisible"),
    ("invalid initial character", "nom_attendu"),
    ("invalid statement", "nom_attendu"),
    ("unescaped", "barre_inverse"),
    ("invalid hex", "barre_inverse"),
)


@dataclass(frozen=True, slots=True)
class Fichier:
    """A catalogue file as read: `contenu` is empty when it is not TOML, `fautes` then says why."""

    nom: str
    contenu: Mapping[str, Any]
    texte: str = ""
    fautes: tuple[FauteSituee, ...] = ()

    def situer(self, fautes: Sequence[Faute]) -> tuple[FauteSituee, ...]:
        """Faults with their lines, in the order of the file."""
        if not fautes:
            return self.fautes
        lignes = Lignes(self.texte)  # walked only when something is wrong
        situees = [FauteSituee(lignes.de(f.chemin), f.code, f.params) for f in fautes]
        return tuple(sorted((*self.fautes, *situees), key=lambda f: f.ligne))

    def exiger(self, fautes: Sequence[Faute]) -> None:
        """Raise `EntreeInvalide("catalogue.fautes")` with all of them when there is any."""
        situees = self.situer(fautes)
        if situees:
            raise EntreeInvalide(
                "catalogue.fautes", fichier=self.nom, n=len(situees), fautes=situees
            )


def complete(dossier: Path | None) -> Path | None:
    """That folder of a team when it holds any catalogue, None when the shipped ones are all."""
    try:
        return dossier if dossier is not None and any(dossier.glob("*.toml")) else None
    except OSError:
        return dossier  # said by whoever reads it


@cache
def livre(nom: str) -> Fichier:
    """The catalogue shipped under that name: read once, it never changes under a running app."""
    fichier = f"{nom}.toml"
    return interpreter(fichier, resources.octets("catalogues", fichier))


def d_equipe(nom: str, dossier: Path | None) -> Fichier | None:
    """The team's file of that name, None when there is none."""
    chemin = dossier / f"{nom}.toml" if dossier else None
    return ouvrir(chemin) if chemin is not None and chemin.is_file() else None


def ouvrir(chemin: Path) -> Fichier:
    """A file of this machine; one that cannot be opened or is far too big has a fault saying so."""
    try:
        if chemin.stat().st_size > TAILLE_MAX:
            return _illisible(str(chemin), "trop_gros", maximum=TAILLE_MAX // 1024)
        octets = chemin.read_bytes()
    except OSError:
        return _illisible(str(chemin), "inaccessible")
    return interpreter(str(chemin), octets)


def interpreter(nom: str, octets: bytes) -> Fichier:
    """The catalogue written in these bytes (UTF-8, with or without a mark)."""
    try:
        texte = octets.decode("utf-8-sig")
    except UnicodeDecodeError as erreur:
        return _illisible(nom, "pas_utf8", octets.count(b"\n", 0, erreur.start) + 1)
    try:
        contenu = tomllib.loads(texte)
    except (tomllib.TOMLDecodeError, RecursionError) as erreur:
        trouvee = _LIGNE.search(str(erreur))
        # An opened text or list is only missed at the end: the last written line is the best clue.
        ligne = int(trouvee[1]) if trouvee else texte.rstrip().count("\n") + 1
        return _illisible(nom, _syntaxe(str(erreur)), ligne)
    return Fichier(nom, contenu, texte)


def _syntaxe(message: str) -> str:
    bas = message.lower()
    return next((code for mot, code in _SYNTAXES if mot in bas), "syntaxe")


def _illisible(nom: str, code: str, ligne: int = 1, **params: Any) -> Fichier:
    return Fichier(nom, {}, fautes=(FauteSituee(ligne, code, params),))
