"""What the bailleur's side remembers, beside its key: senders it knows, packages, numbers.

Nothing in it is about a household: public keys, package numbers and hashes.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from app.bailleur import pannes
from app.core.errors import EntreeInvalide
from app.domain.paquets import Manifeste

SUFFIXE = ".carnet"
_VERSION = 1


@dataclass(frozen=True, slots=True)
class Expediteur:
    """A device of the team whose words were compared; `age` closes returns to it, "" unknown."""

    cle: str
    accepte_le: date
    age: str = ""


@dataclass(frozen=True, slots=True)
class Ouvert:
    """A package opened here."""

    paquet: str
    empreinte: str
    sequence: int
    profil: str
    emetteur: str
    le: date
    dossier: str


@dataclass(frozen=True, slots=True)
class Carnet:
    """All of it. `retour` is the number of the last signed return."""

    expediteurs: tuple[Expediteur, ...] = ()
    ouverts: tuple[Ouvert, ...] = ()
    retour: int = 0
    version: int = field(default=_VERSION)

    def connait(self, cle: str) -> bool:
        """Whether that sender's words were compared."""
        return any(e.cle == cle for e in self.expediteurs)

    def accepter(self, cle: str, jour: date) -> Carnet:
        """The same, with one more sender."""
        if self.connait(cle):
            return self
        return replace(self, expediteurs=(*self.expediteurs, Expediteur(cle, jour)))

    def noter_age(self, cle: str, age: str) -> Carnet:
        """The same, returns to that sender closed to that age key."""
        connus = tuple(replace(e, age=age) if e.cle == cle else e for e in self.expediteurs)
        return replace(self, expediteurs=connus)

    def noter(self, ouvert: Ouvert) -> Carnet:
        """The same, with one more package."""
        autres = tuple(o for o in self.ouverts if o.paquet != ouvert.paquet)
        return replace(self, ouverts=(*autres, ouvert))

    def deja(self, paquet: str, empreinte: str) -> Ouvert | None:
        """That very package, when it was opened already."""
        return next(
            (o for o in self.ouverts if o.paquet == paquet and o.empreinte == empreinte), None
        )

    def derniere(self, manifeste: Manifeste) -> int:
        """The highest number opened of that profile of that sender; 0 when none was."""
        return max((o.sequence for o in self._du_profil(manifeste)), default=0)

    def a(self, manifeste: Manifeste, sequence: int) -> bool:
        """Whether that number of the same profile was opened here."""
        return any(o.sequence == sequence for o in self._du_profil(manifeste))

    def _du_profil(self, manifeste: Manifeste) -> list[Ouvert]:
        return [
            o
            for o in self.ouverts
            if (o.emetteur, o.profil) == (manifeste.emetteur, manifeste.profil)
        ]


def lire(cle: Path) -> Carnet:
    """What is remembered beside that key file; raises `EntreeInvalide("carnet.illisible")`."""
    chemin = cle.with_suffix(SUFFIXE)
    try:
        lu: Any = json.loads(chemin.read_bytes())
        if int(lu["version"]) > _VERSION:
            raise ValueError(lu["version"])
        return Carnet(
            expediteurs=tuple(
                Expediteur(str(e["cle"]), date.fromisoformat(e["accepte_le"]), str(e["age"]))
                for e in lu["expediteurs"]
            ),
            ouverts=tuple(
                Ouvert(**(o | {"le": date.fromisoformat(o["le"])})) for o in lu["ouverts"]
            ),
            retour=int(lu["retour"]),
        )
    except FileNotFoundError:
        return Carnet()
    except (OSError, ValueError, KeyError, TypeError) as erreur:
        raise EntreeInvalide("carnet.illisible", fichier=chemin.name) from erreur


def ecrire(cle: Path, carnet: Carnet) -> None:
    """Remember it, whole or not at all; raises `PanneEnvironnement`."""
    octets = json.dumps(asdict(carnet), ensure_ascii=False, indent=1, default=date.isoformat)
    pannes.ecrire(cle.with_suffix(SUFFIXE), octets.encode())
