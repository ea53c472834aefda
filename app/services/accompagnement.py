"""Loading what journeys and attention are computed with: shipped, completed by the team's files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.domain.attention import JUGEMENT
from app.domain.parcours_modele import Accompagnement
from app.services.catalogues.fichier import Fichier, complete
from app.services.catalogues.lecture import ATTENTION, PARCOURS, PRATIQUES, Dossier
from app.services.jours_feries import catalogue as vacances

__all__ = ["NOMS", "Accompagnement", "charger"]

RESSENTIS = "ressentis"
NOMS = (PRATIQUES, PARCOURS, ATTENTION, RESSENTIS)
"""The files an `Accompagnement` is made of."""


def charger(dossier_equipe: Path | None = None) -> Accompagnement:
    """Templates, practices and attention rules; a team's files of the same names complete them.

    Same codes replace the shipped ones, others come after. Raises
    `EntreeInvalide("catalogue.fautes")` naming the file and every faulty line.
    """
    equipe = complete(dossier_equipe)
    return _livre() if equipe is None else _composer(equipe)


@cache
def _livre() -> Accompagnement:
    """That of a team that completed nothing: composed once."""
    return _composer(None)


def _composer(dossier_equipe: Path | None) -> Accompagnement:
    dossier = Dossier(dossier_equipe)
    tons = {e.code: e.ton for e in dossier.mots(RESSENTIS).entrees}
    return Accompagnement(
        dossier.parcours(),
        dossier.regles(),
        _empreinte(f for nom in NOMS for f in dossier.fichiers(nom)),
        MappingProxyType(tons),
        vacances(dossier_equipe),
        dossier.liste_demenagement(),
        reclamations=dossier.reclamations(),
        liste_prise_en_main=dossier.liste_prise_en_main(),
        etat_des_lieux=dossier.liste_etat_des_lieux(),
    )


def _empreinte(fichiers: Iterable[Fichier | None]) -> str:
    """A short text that changes with what the files say (not their comments), and how we judge."""
    somme = hashlib.blake2b(str(JUGEMENT).encode(), digest_size=12)
    for lu in fichiers:
        somme.update(repr(lu.contenu if lu is not None else None).encode() + b"\0")
    return somme.hexdigest()
