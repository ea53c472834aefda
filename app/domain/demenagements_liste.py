"""The checklist of a move: its lines, which ones a household has, when each is due."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from app.domain.catalogue_fautes import Faute, Table, uniques
from app.domain.demenagements import SensDemenagement

_CHAMPS = ("code", "fr", "en", "jours", "sens", "si", "confidentiel", "aide", "aide_en")
JOURS_MAX = 365


class Moment(StrEnum):
    """When a line is for: before the move, the very day, after it."""

    AVANT = "avant"
    LE_JOUR = "jour"
    APRES = "apres"


class Condition(StrEnum):
    """What must be true of the household for a line to concern it."""

    ANIMAUX = "animaux"
    APPAREIL = "appareil"
    AYANT_DROIT = "ayant_droit"
    ENFANTS = "enfants"
    ATTACHEMENTS = "attachements"


@dataclass(frozen=True, slots=True)
class PointModele:
    """A line: due `jours` days after the move (before when negative), for some directions.

    `confidentiel` lines never leave the team's own screen and sheet.
    """

    code: str
    fr: str
    en: str
    jours: int
    sens: tuple[SensDemenagement, ...] = tuple(SensDemenagement)
    si: Condition | None = None
    confidentiel: bool = False
    aide: str = ""
    aide_en: str = ""

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr

    def conseil(self, langue: str) -> str:
        """What one does, in "fr" or "en"; "" when the label says it all."""
        return (self.aide_en or self.aide) if langue == "en" else self.aide

    @property
    def moment(self) -> Moment:
        """Before, the day itself, or after."""
        if self.jours == 0:
            return Moment.LE_JOUR
        return Moment.AVANT if self.jours < 0 else Moment.APRES

    def pour_le(self, jour: date) -> date:
        """The day it is due, for a move on `jour`."""
        return jour + timedelta(days=self.jours)


@dataclass(frozen=True, slots=True)
class FaitsMenage:
    """What conditions look at. `animaux` None: nobody asked, so the line is kept."""

    animaux: bool | None = None
    appareil: bool = False
    ayant_droit: bool = False
    enfants: bool = False
    attachements: bool = False

    def vaut(self, condition: Condition | None) -> bool:
        """Whether a line of that condition concerns the household."""
        if condition is None:
            return True
        return getattr(self, condition.value) is not False


def concernes(
    points: Iterable[PointModele], sens: SensDemenagement, faits: FaitsMenage
) -> tuple[PointModele, ...]:
    """The lines of a move of that direction for that household, by day then in catalogue order."""
    trouves = [p for p in points if sens in p.sens and faits.vaut(p.si)]
    return tuple(sorted(trouves, key=lambda p: p.jours))


def lire_points(contenu: Mapping[str, Any], fautes: list[Faute]) -> tuple[PointModele, ...]:
    """The lines of a `demenagement.toml`; what is wrong is added to `fautes`."""
    racine = Table(contenu, (), fautes, ("point",))
    lus = [(table, _point(table)) for table in racine.tables("point", _CHAMPS)]
    uniques((table, point.code) for table, point in lus)
    return tuple(point for _table, point in lus)


def reunir(
    livres: tuple[PointModele, ...], ajout: tuple[PointModele, ...]
) -> tuple[PointModele, ...]:
    """Same codes replace in place, others come after."""
    nouveaux = {p.code: p for p in ajout}
    gardes = [nouveaux.pop(p.code, p) for p in livres]
    return (*gardes, *nouveaux.values())


def _point(table: Table) -> PointModele:
    fr = table.texte("fr", requis=True)
    sens = table.textes("sens", (s.value for s in SensDemenagement))
    si = table.parmi("si", (c.value for c in Condition))
    return PointModele(
        code=table.code(),
        fr=fr,
        en=table.texte("en", defaut=fr),
        jours=table.entier("jours", minimum=-JOURS_MAX, maximum=JOURS_MAX, requis=True),
        sens=tuple(SensDemenagement(s) for s in sens) or tuple(SensDemenagement),
        si=Condition(si) if si else None,
        confidentiel=table.booleen("confidentiel", defaut=False),
        aide=table.texte("aide"),
        aide_en=table.texte("aide_en"),
    )
