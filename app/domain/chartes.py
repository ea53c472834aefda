"""The charter of an operation: what was agreed with the tenants, and the delays of its moves.

Every number is a setting a team agrees on, none is "the law": three offers and six months' notice
belong to demolition, not to a return (domaine.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from app.core.errors import EntreeInvalide
from app.domain.planification.mots import ORDRE, Objectif


class Origine(StrEnum):
    """Where a value of a charter comes from."""

    TRANCHE = "tranche"
    CITE = "cite"
    DEFAUT = "defaut"


DEFAUTS: Mapping[str, int] = MappingProxyType(
    {
        "nb_propositions": 3,
        "preavis_jours": 30,
        "nettoyage_jours": 5,
        "ouverture_jours": 1,
        "avance_jours": 28,
        "retour_jours": 28,
    }
)
# What is asked of each number, both ends allowed: beyond is a slip of the keyboard.
BORNES: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "nb_propositions": (1, 10),
        "preavis_jours": (0, 365),
        "nettoyage_jours": (0, 90),
        "ouverture_jours": (0, 20),
        "avance_jours": (0, 365),
        "retour_jours": (0, 365),
    }
)
NOMS = tuple(DEFAUTS)


@dataclass(frozen=True, slots=True)
class Charte:
    """The charter that holds for an estate, or for one of its batches.

    Days are calendar days, except `ouverture_jours`, in working days. `origines` tells, by name of
    value ("ordre" too), whether it is the batch's, the estate's or the default of the app.
    """

    nb_propositions: int = DEFAUTS["nb_propositions"]
    preavis_jours: int = DEFAUTS["preavis_jours"]
    nettoyage_jours: int = DEFAUTS["nettoyage_jours"]
    ouverture_jours: int = DEFAUTS["ouverture_jours"]
    avance_jours: int = DEFAUTS["avance_jours"]
    retour_jours: int = DEFAUTS["retour_jours"]
    ordre: tuple[Objectif, ...] = ORDRE
    origines: Mapping[str, Origine] = field(
        default_factory=lambda: MappingProxyType(dict.fromkeys((*NOMS, "ordre"), Origine.DEFAUT))
    )


@dataclass(frozen=True, slots=True)
class CharteEcrite:
    """What somebody wrote at one level: only the values they set, and the order as text."""

    valeurs: Mapping[str, int]
    ordre: str | None = None


def resoudre(cite: CharteEcrite | None, tranche: CharteEcrite | None = None) -> Charte:
    """The charter that holds: the batch's value, else the estate's, else the default."""
    valeurs = dict(DEFAUTS)
    origines = dict.fromkeys((*NOMS, "ordre"), Origine.DEFAUT)
    ordre = ORDRE
    for origine, ecrite in ((Origine.CITE, cite), (Origine.TRANCHE, tranche)):
        if ecrite is None:
            continue
        for nom in NOMS:
            if nom in ecrite.valeurs:
                valeurs[nom], origines[nom] = ecrite.valeurs[nom], origine
        if ecrite.ordre:
            ordre, origines["ordre"] = lire_ordre(ecrite.ordre), origine
    return Charte(**valeurs, ordre=ordre, origines=MappingProxyType(origines))


def lire_ordre(texte: str) -> tuple[Objectif, ...]:
    """The objectives in the order written; a word unknown here is skipped, a missing one is last.

    So that a base written by another version of the app still gives a whole order.
    """
    connus = {o.value: o for o in Objectif}
    lus = dict.fromkeys(connus[mot] for mot in texte.split(",") if mot in connus)
    return (*lus, *(o for o in ORDRE if o not in lus))


def ecrire_ordre(ordre: Iterable[Objectif]) -> str:
    """The order as it is kept; raises `EntreeInvalide("charte.ordre")` unless each is there once.

    An order equal to the default is still an order somebody chose.
    """
    choisi = tuple(ordre)
    if sorted(choisi) != sorted(ORDRE):
        raise EntreeInvalide("charte.ordre")
    return ",".join(choisi)


def verifier(nom: str, valeur: int, champ: str) -> None:
    """Raise `EntreeInvalide("charte.borne")` for a number nobody can have meant.

    `champ` is the name of the field as people read it.
    """
    mini, maxi = BORNES[nom]
    if not mini <= valeur <= maxi:
        raise EntreeInvalide("charte.borne", champ=champ, valeur=valeur, mini=mini, maxi=maxi)
