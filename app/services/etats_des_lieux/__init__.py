"""Inventories of a home at exit and at return: filled room by room, compared, signed."""

from __future__ import annotations

from app.domain.etats_des_lieux import Constat, ListeEtat, Rangee, differences
from app.domain.receptions import Ecart, EtatElement, MomentEtatDesLieux
from app.services.etats_des_lieux.commandes import (
    AjouterPhotosEtat,
    ElementNote,
    LireEtats,
    ModifierEtat,
    NoterElements,
    OuvrirEtat,
    RetirerEtat,
    SignalerElement,
)
from app.services.etats_des_lieux.ecriture import (
    ajouter_photos,
    modifier,
    moment_suivant,
    noter,
    ouvrir,
    retirer,
    signaler,
)
from app.services.etats_des_lieux.lecture import (
    EtatComplet,
    EtatsDuMenage,
    LogementCompare,
    element,
    lire,
    piece,
)
from db.queries.etats_des_lieux import DefautSignale, ElementLu, EtatLu
from db.queries.papiers import ClePapier, RelevePapier

__all__ = [
    "AjouterPhotosEtat",
    "ClePapier",
    "Constat",
    "DefautSignale",
    "Ecart",
    "ElementLu",
    "ElementNote",
    "EtatComplet",
    "EtatElement",
    "EtatLu",
    "EtatsDuMenage",
    "LireEtats",
    "ListeEtat",
    "LogementCompare",
    "ModifierEtat",
    "MomentEtatDesLieux",
    "NoterElements",
    "OuvrirEtat",
    "Rangee",
    "RelevePapier",
    "RetirerEtat",
    "SignalerElement",
    "ajouter_photos",
    "differences",
    "element",
    "lire",
    "modifier",
    "moment_suivant",
    "noter",
    "ouvrir",
    "piece",
    "retirer",
    "signaler",
]
