"""From an XLSForm to a questionnaire ready to be filled, with what of it is not supported."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from app.core.errors import EntreeInvalide
from app.domain.enquetes.formulaire import Formulaire
from app.domain.enquetes.plan import Plan
from app.services.enquetes.feuille import LigneFeuille, lire_lignes
from app.services.enquetes.refus import refus
from app.services.enquetes.xform import assembler

TAILLE_MAX = 20 * 1024 * 1024  # bytes: the largest public forms weigh 2 MB
_GENRES = {".xlsx": ".xlsx", ".xlsm": ".xlsm", ".xls": ".xls"}


@dataclass(frozen=True, slots=True)
class Compile:
    """A form, its compiled text and its file (both kept in the base), and the plan to fill it."""

    formulaire: Formulaire
    plan: Plan
    xform: str
    empreinte: str
    octets: bytes


def compiler_fichier(fichier: Path) -> Compile:
    """The form in that spreadsheet.

    Raises `EntreeInvalide`: "enquete.illisible", "enquete.trop_gros", "enquete.refus.…" and
    "enquete.refuse" (what pyxform finds wrong), "enquete.expression" and the like with the question
    and its line.
    """
    try:
        if fichier.stat().st_size > TAILLE_MAX:
            raise EntreeInvalide("enquete.trop_gros", fichier=fichier.name)
        octets = fichier.read_bytes()
    except OSError as erreur:
        raise EntreeInvalide("enquete.illisible", fichier=fichier.name) from erreur
    return compiler_octets(octets, fichier.name)


def compiler_octets(octets: bytes, nom: str) -> Compile:
    """The form in the bytes of a spreadsheet called `nom`; raises as `compiler_fichier` does."""
    genre = _GENRES.get(Path(nom).suffix.lower())
    if genre is None:
        raise EntreeInvalide("enquete.illisible", fichier=nom)
    lignes = lire_lignes(octets)
    xform, avertissements = _convertir(octets, genre, nom, lignes)
    formulaire = assembler(xform, lignes, avertissements)
    empreinte = hashlib.sha256(octets).hexdigest()
    return Compile(formulaire, Plan.de(formulaire), xform, empreinte, octets)


def _convertir(
    octets: bytes, genre: str, nom: str, lignes: tuple[LigneFeuille, ...]
) -> tuple[str, list[str]]:
    """pyxform's compilation: the XForm and its warnings."""
    # Half a second to import: only when a form is loaded.
    from pyxform.errors import PyXFormError  # noqa: PLC0415
    from pyxform.xls2xform import convert  # noqa: PLC0415

    try:
        resultat = convert(BytesIO(octets), file_type=genre, form_name="data")
    except PyXFormError as erreur:
        raise refus(str(erreur), nom, lignes) from erreur
    except Exception as erreur:  # pyxform lets its readers' own errors through
        if not lignes:
            raise EntreeInvalide("enquete.illisible", fichier=nom) from erreur
        detail = str(erreur) or type(erreur).__name__
        raise EntreeInvalide("enquete.refuse", fichier=nom, detail=detail, ligne=0) from erreur
    return resultat.xform, list(resultat.warnings)
