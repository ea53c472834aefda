"""What the catalogues say of complaints: how urgent each category is, delays, guarantees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Protocol

from app.domain.catalogue_fautes import Faute, Table, uniques
from app.domain.garanties import ANNEES, Garantie
from app.domain.reclamations import Urgence
from app.domain.reclamations_delais import Delais

HEURES_MAX, JOURS_MAX = 2000, 400
"""The bounds of the base for a delay."""
_CHAMPS = ("urgence", "reponse_heures", "securisation_heures", "reparation_jours")
_AUCUN = Delais()


class SourceDelai(StrEnum):
    """Where a delay comes from: the catalogue, the team's own, the team's own for a category."""

    CATALOGUE = "catalogue"
    EQUIPE = "equipe"
    CATEGORIE = "categorie"


@dataclass(frozen=True, slots=True)
class RegleCategorie:
    """The urgency proposed for a category, and the guarantees its defects may fall under."""

    urgence: Urgence = Urgence.NORMALE
    garanties: tuple[Garantie, ...] = (Garantie.GPA,)


_ORDINAIRE = RegleCategorie()


@dataclass(frozen=True, slots=True)
class ReglesReclamations:
    """The catalogues of complaints: defaults the settings of a team may replace."""

    categories: Mapping[str, RegleCategorie] = field(default_factory=lambda: MappingProxyType({}))
    delais: Mapping[Urgence, Delais] = field(default_factory=lambda: MappingProxyType({}))

    def urgence(self, categorie: str) -> Urgence:
        """The urgency of a category when nobody said another."""
        return self.categories.get(categorie, _ORDINAIRE).urgence

    def garanties(self, categorie: str) -> tuple[Garantie, ...]:
        """The guarantees a defect of that category may fall under."""
        return self.categories.get(categorie, _ORDINAIRE).garanties

    def delai(self, urgence: Urgence) -> Delais:
        """The delays of an urgency in the catalogue."""
        return self.delais.get(urgence, _AUCUN)


def en_vigueur(
    regles: ReglesReclamations,
    equipe: Mapping[tuple[str, Urgence], Delais],
    categorie: str,
    urgence: Urgence,
) -> tuple[Delais, SourceDelai]:
    """The delays that hold for a category and an urgency, and where they come from.

    A row of the team replaces the three delays at once: one it leaves empty is no clock.
    `equipe` holds its rows, by category ("" for all) and urgency.
    """
    if categorie and (propre := equipe.get((categorie, urgence))) is not None:
        return propre, SourceDelai.CATEGORIE
    if (commun := equipe.get(("", urgence))) is not None:
        return commun, SourceDelai.EQUIPE
    return regles.delai(urgence), SourceDelai.CATALOGUE


class Categorie(Protocol):
    """An entry of the catalogue of complaints."""

    @property
    def code(self) -> str: ...
    @property
    def urgence(self) -> str: ...
    @property
    def garanties(self) -> tuple[str, ...]: ...


def composer(
    categories: Iterable[Categorie], delais: Mapping[Urgence, Delais]
) -> ReglesReclamations:
    """The rules told by the catalogues `reclamations` and `delais`."""
    return ReglesReclamations(
        MappingProxyType(
            {
                c.code: RegleCategorie(
                    Urgence(c.urgence or Urgence.NORMALE), tuple(map(Garantie, c.garanties))
                )
                for c in categories
            }
        ),
        MappingProxyType(dict(delais)),
    )


def lire_delais(contenu: Mapping[str, Any], fautes: list[Faute]) -> dict[Urgence, Delais]:
    """The delays of a `delais.toml`, by urgency; what is wrong is added to `fautes`."""
    racine = Table(contenu, (), fautes, ("delai",))
    lus = [(table, _delai(table)) for table in racine.tables("delai", _CHAMPS)]
    uniques(((table, urgence) for table, (urgence, _d) in lus), "urgence")
    return {Urgence(urgence): delais for _t, (urgence, delais) in lus if urgence}


def garanties_connues() -> tuple[str, ...]:
    """The guarantees a catalogue may name."""
    return tuple(g.value for g in ANNEES)


def _delai(table: Table) -> tuple[str, Delais]:
    urgence = table.parmi("urgence", (u.value for u in Urgence), requis=True)
    return urgence, Delais(
        _entier(table, "reponse_heures", HEURES_MAX),
        _entier(table, "securisation_heures", HEURES_MAX),
        _entier(table, "reparation_jours", JOURS_MAX),
    )


def _entier(table: Table, champ: str, maximum: int) -> int | None:
    """A delay; left out, there is no such clock."""
    if champ not in table:
        return None
    return table.entier(champ, minimum=1, maximum=maximum, defaut=1)
