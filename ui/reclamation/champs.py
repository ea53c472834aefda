"""The choices every form about a complaint offers, worded once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Any

from app.core.i18n import _, langue
from app.domain.accompagnement import Canal
from app.domain.catalogues import Catalogues
from app.domain.reclamations import Urgence
from app.services.documents.vocabulaire import dire, majuscule
from ui.reclamation import phrases

Choix = tuple[tuple[Any, str], ...]
CANAUX = (Canal.TELEPHONE, Canal.PERMANENCE, Canal.DOMICILE, Canal.COURRIER, Canal.COURRIEL)


def mots(codes: Iterable[StrEnum]) -> Choix:
    """These codes with their words."""
    return tuple((code, majuscule(dire(code))) for code in codes)


def categories(catalogues: Catalogues) -> Choix:
    """What a complaint may be about."""
    return tuple((e.code, e.libelle(langue())) for e in catalogues.reclamations.entrees)


def lieux(catalogues: Catalogues, connu: str | None = None) -> Choix:
    """The places of a home; one no catalogue knows is kept as it was written."""
    entrees = tuple((e.code, e.libelle(langue())) for e in catalogues.lieux.entrees)
    libre: Choix = ()
    if connu and connu not in {code for code, _dit in entrees}:
        libre = ((connu, connu),)
    return ((None, _("sans précision")), *entrees, *libre)


def urgences(*, selon: bool = False) -> Choix:
    """How fast; `selon`: the one of the category is offered first."""
    choix: Choix = tuple((u, majuscule(phrases.urgence(u))) for u in Urgence)
    return ((None, _("habituelle")), *choix) if selon else choix


def responsables(lus: Sequence[Any]) -> Choix:
    """Those who may repair, nobody first."""
    return (
        (None, _("personne pour l’instant")),
        *((x.id, f"{x.nom} ({x.lot})" if x.lot else x.nom) for x in lus),
    )
