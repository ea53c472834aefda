"""Loading what journeys and attention are computed with: shipped, completed by the team's files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path

from app.domain import catalogues_attention, catalogues_parcours
from app.domain.catalogue_fautes import Faute
from app.domain.parcours_modele import Accompagnement, Element, RegleAttention
from app.services.catalogues import fichier
from app.services.catalogues.fichier import Fichier

__all__ = ["NOMS", "Accompagnement", "charger"]

NOMS = ("pratiques", "parcours", "attention")


def charger(dossier_equipe: Path | None = None) -> Accompagnement:
    """Templates, practices and attention rules; a team's files of the same names complete them.

    Same codes replace the shipped ones, others come after. Build it once per opening. Raises
    `EntreeInvalide("catalogue.fautes")` naming the file and every faulty line.
    """
    fichiers = [(fichier.livre(nom), fichier.d_equipe(nom, dossier_equipe)) for nom in NOMS]
    (pratiques, pratiques_equipe), (modeles, modeles_equipe), (regles, regles_equipe) = fichiers
    connues = {e.code: e for lu in (pratiques, pratiques_equipe) for e in _pratiques(lu)}
    elements = tuple(connues.values())
    fautes: list[Faute] = []
    livre = catalogues_parcours.lire_modeles(modeles.contenu, elements, None, fautes)
    modeles.exiger(fautes)
    ajout = None
    if modeles_equipe is not None:
        fautes = []
        ajout = catalogues_parcours.lire_modeles(modeles_equipe.contenu, elements, livre, fautes)
        modeles_equipe.exiger(fautes)
    return Accompagnement(
        catalogues_parcours.reunir(livre, ajout, elements),
        catalogues_attention.reunir(_regles(regles), _regles(regles_equipe)),
        _empreinte(f for paire in fichiers for f in paire),
    )


def _pratiques(lu: Fichier | None) -> tuple[Element, ...]:
    if lu is None:
        return ()
    fautes: list[Faute] = []
    elements = catalogues_parcours.lire_pratiques(lu.contenu, fautes)
    lu.exiger(fautes)
    return elements


def _regles(lu: Fichier | None) -> tuple[RegleAttention, ...]:
    if lu is None:
        return ()
    fautes: list[Faute] = []
    regles = catalogues_attention.lire_regles(lu.contenu, fautes)
    lu.exiger(fautes)
    return regles


def _empreinte(fichiers: Iterable[Fichier | None]) -> str:
    somme = hashlib.blake2b(digest_size=12)
    for lu in fichiers:
        contenu = repr(sorted(lu.contenu.items())) if lu is not None else ""
        somme.update(contenu.encode() + b"\0")
    return somme.hexdigest()
