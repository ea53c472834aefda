"""Loading the catalogues: those shipped with the app, completed by those of the team."""

from __future__ import annotations

import tomllib
from pathlib import Path

import resources
from app.core.errors import EntreeInvalide
from app.domain import catalogues as regles
from app.domain.catalogues import Catalogue, Catalogues, Entree

__all__ = ["Catalogue", "Catalogues", "Entree", "charger"]

NOMS = ("motifs", "ressentis", "besoins", "orientations", "reclamations", "liens", "sujets")
TAILLE_MAX = 256 * 1024  # bytes: a catalogue is read by people


def charger(dossier_equipe: Path | None = None) -> Catalogues:
    """Every catalogue; `dossier_equipe` may hold files of the same names that complete them.

    Build it once (bootstrap) and hand it over. Raises `EntreeInvalide` ("catalogue.invalide",
    "catalogue.forme", "catalogue.doublon", "catalogue.illisible") naming the file and the entry.
    """
    return Catalogues(**{nom: _charger(nom, dossier_equipe) for nom in NOMS})


def _charger(nom: str, dossier_equipe: Path | None) -> Catalogue:
    fichier = f"{nom}.toml"
    livre = _lire(nom, fichier, resources.octets("catalogues", fichier))
    propre = dossier_equipe / fichier if dossier_equipe else None
    if propre is None or not propre.is_file():
        return livre
    try:
        if propre.stat().st_size > TAILLE_MAX:
            raise EntreeInvalide("catalogue.illisible", fichier=str(propre), ligne="")
        octets = propre.read_bytes()
    except OSError as erreur:
        raise EntreeInvalide("catalogue.illisible", fichier=str(propre), ligne="") from erreur
    ajout = _lire(nom, str(propre), octets)
    if nom == "liens" and any(livre.trouver(e.code) is None for e in ajout.entrees):
        inconnu = next(e.code for e in ajout.entrees if livre.trouver(e.code) is None)
        raise EntreeInvalide(
            "catalogue.invalide", fichier=str(propre), entree=inconnu, champ="code"
        )
    return regles.completer(livre, ajout)


def _lire(nom: str, fichier: str, octets: bytes) -> Catalogue:
    try:
        contenu = tomllib.loads(octets.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as erreur:
        raise EntreeInvalide("catalogue.illisible", fichier=fichier, ligne=str(erreur)) from erreur
    return regles.composer(nom, fichier, contenu)
