"""Loading the catalogues: those shipped with the app, completed by those of the team."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.domain.catalogues import Catalogue, Catalogues, Entree
from app.domain.parcours_modele import GenreElement
from app.services.catalogues.fichier import complete
from app.services.catalogues.lecture import (
    DEMENAGEMENT,
    GENRES,
    NOMS,
    PRISE_EN_MAIN,
    Dossier,
    etiquettes,
)
from app.services.catalogues.verification import CatalogueVerifie, VerifierCatalogues, verifier

__all__ = [
    "GENRES",
    "NOMS",
    "Catalogue",
    "CatalogueVerifie",
    "Catalogues",
    "Entree",
    "VerifierCatalogues",
    "charger",
    "verifier",
]


def charger(dossier_equipe: Path | None = None) -> Catalogues:
    """Every catalogue; `dossier_equipe` may hold files of the same names that complete them.

    Raises `EntreeInvalide("catalogue.fautes")` naming the file and every faulty line.
    """
    equipe = complete(dossier_equipe)
    return _livres() if equipe is None else _composer(Dossier(equipe))


@cache
def _livres() -> Catalogues:
    """Those of a team that completed none: composed once."""
    return _composer(Dossier())


def _composer(dossier: Dossier) -> Catalogues:
    parcours = dossier.parcours()
    return Catalogues(
        **{nom: dossier.mots(nom) for nom in NOMS},
        etapes=etiquettes("etapes", parcours, GenreElement.ETAPE),
        pratiques=etiquettes("pratiques", parcours, GenreElement.PRATIQUE),
        jalons=MappingProxyType({code: m.jalons() for code, m in parcours.modeles.items()}),
        demenagement=Catalogue(
            DEMENAGEMENT,
            tuple(Entree(p.code, p.fr, p.en) for p in dossier.liste_demenagement()),
        ),
        prise_en_main=Catalogue(
            PRISE_EN_MAIN,
            tuple(Entree(p.code, p.fr, p.en) for p in dossier.liste_prise_en_main().points),
        ),
    )
