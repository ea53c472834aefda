"""A file from the disk to typed lines, in two steps: look at it, then read it.

Between the two the person sees the sheets found and the proposed mapping, and may change it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.services.imports.correspondance import proposer
from app.services.imports.lecture import LIMITES, Limites, ouvrir
from app.services.imports.lecture_typee import lire_lignes
from app.services.imports.lignes import (
    Anomalie,
    Classeur,
    Correspondance,
    Gravite,
    LotLu,
    Tableau,
)
from app.services.imports.profils import Profil
from app.services.imports.reperage import reperer
from app.services.imports.synonymes import Synonymes, charger

Memoires = Mapping[str, Mapping[str, str | None]]
"""Kind of sheet → folded header → field, as `Correspondance.memoire` gave it last time."""


@dataclass(frozen=True, slots=True)
class Apercu:
    """A file looked at: where its data is and what we propose to do with each column."""

    classeur: Classeur
    profil: Profil
    tableaux: tuple[Tableau, ...]
    correspondances: tuple[Correspondance, ...]
    remarques: tuple[Anomalie, ...]


def apercevoir(
    chemin: Path,
    profil: Profil,
    memoires: Memoires | None = None,
    *,
    synonymes: Synonymes | None = None,
    limites: Limites = LIMITES,
    incomplet: bool = False,
    toutes: bool = False,
) -> Apercu:
    """What the file holds for this profile and the mapping we propose.

    `incomplet` lets required columns be missing, for the person to name them; `toutes` reads all
    the sheets that suit.
    Raises EntreeInvalide or PanneEnvironnement with a code worded in `ui.messages.imports`.
    """
    catalogue = synonymes or charger()
    classeur = ouvrir(chemin, limites)
    tableaux, remarques = reperer(classeur, profil, catalogue, incomplet=incomplet, toutes=toutes)
    return Apercu(
        classeur=classeur,
        profil=profil,
        tableaux=tableaux,
        correspondances=tuple(
            proposer(t, catalogue, (memoires or {}).get(t.genre)) for t in tableaux
        ),
        remarques=(*_remarques(classeur), *remarques),
    )


def lire(
    apercu: Apercu, aujourd_hui: date, correspondances: Sequence[Correspondance] | None = None
) -> LotLu:
    """Every line, typed, with the mapping the person agreed to (the proposed one by default)."""
    choisies = tuple(correspondances or apercu.correspondances)
    return LotLu(
        classeur=apercu.classeur,
        profil=apercu.profil,
        tableaux=apercu.tableaux,
        correspondances=choisies,
        feuilles=tuple(
            lire_lignes(tableau, correspondance, aujourd_hui)
            for tableau, correspondance in zip(apercu.tableaux, choisies, strict=True)
        ),
        remarques=apercu.remarques,
    )


def _remarques(classeur: Classeur) -> list[Anomalie]:
    if not classeur.extension_trompeuse:
        return []
    return [
        Anomalie(
            "import.extension_trompeuse",
            Gravite.INFO,
            "",
            "",
            classeur.chemin.name,
            (("format", classeur.format.upper()),),
        )
    ]
