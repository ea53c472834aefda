"""The journey of a household, and the templates of estates and batches it comes from."""

from __future__ import annotations

from app.services.parcours.choix import (
    AjusterLigne,
    ChoisirParcours,
    OterLigne,
    RetirerAjustement,
    ajuster,
    choisir,
    oter,
    retirer_ajustement,
)
from app.services.parcours.lecture import (
    DesordreLu,
    LigneLue,
    LireParcours,
    ParcoursLu,
    lire,
    lire_dans,
)
from app.services.parcours.modeles import (
    ElementAjoutable,
    LigneModeleLue,
    LireModele,
    ModeleChoix,
    ModeleLu,
    lire_modele,
    modeles,
)
from db.queries.parcours import AjustementLu

__all__ = [
    "AjustementLu",
    "AjusterLigne",
    "ChoisirParcours",
    "DesordreLu",
    "ElementAjoutable",
    "LigneLue",
    "LigneModeleLue",
    "LireModele",
    "LireParcours",
    "ModeleChoix",
    "ModeleLu",
    "OterLigne",
    "ParcoursLu",
    "RetirerAjustement",
    "ajuster",
    "choisir",
    "lire",
    "lire_dans",
    "lire_modele",
    "modeles",
    "oter",
    "retirer_ajustement",
]
