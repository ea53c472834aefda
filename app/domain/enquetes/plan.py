"""What is known of a form before anybody fills it, and what an answer changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from app.domain.enquetes.dependances import PARTOUT, Regle, regles
from app.domain.enquetes.formulaire import Chemin, Formulaire, Question
from app.domain.enquetes.noeuds import Noeud


@dataclass(frozen=True, slots=True)
class Plan:
    """What is computed once per form and shared by all those who fill it."""

    formulaire: Formulaire
    questions: Mapping[Chemin, Question]
    regles: tuple[Regle, ...]
    lecteurs: Mapping[Chemin, tuple[tuple[Regle, bool], ...]]
    partout: tuple[Regle, ...]
    bouclees: tuple[Regle, ...] = ()

    @classmethod
    def de(cls, formulaire: Formulaire) -> Plan:
        """Prepare a form; raises `EntreeInvalide("enquete.cycle")`."""
        toutes = regles(formulaire)
        lecteurs: dict[Chemin, list[tuple[Regle, bool]]] = {}
        for regle in toutes:
            for reference in regle.references:
                lecteurs.setdefault(reference.chemin, []).append((regle, reference.propre))
        return cls(
            formulaire,
            MappingProxyType(formulaire.questions),
            toutes,
            MappingProxyType({c: tuple(r) for c, r in lecteurs.items()}),
            tuple(r for r, _propre in lecteurs.get(PARTOUT, ())),
            tuple(r for r in toutes if r.bouclee),
        )


@dataclass(slots=True)
class Effets:
    """What an answer changed: the nodes to draw again, and how many expressions were computed."""

    changes: dict[int, Noeud] = field(default_factory=dict)
    structure: bool = False
    calcules: int = 0

    def noter(self, noeud: Noeud) -> None:
        """Remember that a node changed."""
        self.changes[id(noeud)] = noeud


@dataclass(frozen=True, slots=True)
class ChoixVu:
    """One choice as shown."""

    code: str
    libelle: str
