"""The checklist of a renovated home: groups of points, what to show, why, what to say.

It is data (catalogue `prise_en_main.toml`). The sentence said to a household exists in French, in
English, and in any further language a team adds to a point (`dire_pl`, `dire_ar`…).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from app.domain.catalogue_fautes import Faute, Table, uniques
from app.domain.prises_en_main import MomentPriseEnMain

PRESENCE = "presence"
"""The line of a visit that tells who was there: no point of a catalogue has that code."""
DESSINS = (
    "bouche",
    "entree_air",
    "thermostat",
    "radiateur",
    "fenetre",
    "eau",
    "gaz",
    "disjoncteur",
    "compteurs",
    "mur",
    "accrocher",
    "entretien",
    "hiver",
    "facture",
    "defaut",
)
"""The drawings a point may be shown with; the strokes are in `app.services.documents`."""
_GROUPE = ("code", "fr", "en")
_POINT = (
    "code", "groupe", "fr", "en", "montrer", "montrer_en", "pourquoi", "pourquoi_en",
    "dire", "dire_en", "moments", "dessin", "guide",
)  # fmt: skip
_LANGUE = re.compile(r"(?:titre|dire)_[a-z]{2,3}")


@dataclass(frozen=True, slots=True)
class GroupePrise:
    """A part of the visit: ventilation, heating…"""

    code: str
    fr: str
    en: str

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr


@dataclass(frozen=True, slots=True)
class PointPrise:
    """A point to show. `guide`: printed in the guide left with the household, with its `dessin`.

    `titres` and `dits` hold the label and the sentence in further languages, by language code.
    """

    code: str
    groupe: str
    fr: str
    en: str
    montrer_fr: str
    dire_fr: str
    montrer_en: str = ""
    pourquoi_fr: str = ""
    pourquoi_en: str = ""
    dire_en: str = ""
    moments: tuple[MomentPriseEnMain, ...] = tuple(MomentPriseEnMain)
    dessin: str = ""
    guide: bool = True
    titres: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    dits: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def libelle(self, langue: str) -> str:
        """What is shown, in "fr" or "en"."""
        return self.en if langue == "en" else self.fr

    def montrer(self, langue: str) -> str:
        """What one does in front of the household."""
        return (self.montrer_en or self.montrer_fr) if langue == "en" else self.montrer_fr

    def pourquoi(self, langue: str) -> str:
        """Why it matters; "" when it goes without saying."""
        return (self.pourquoi_en or self.pourquoi_fr) if langue == "en" else self.pourquoi_fr

    def dire(self, langue: str) -> str:
        """The sentence for the household, in "fr" or "en"."""
        return (self.dire_en or self.dire_fr) if langue == "en" else self.dire_fr

    def titre_en_langue(self, langue: str) -> str | None:
        """The label in that very language, None when nobody translated it."""
        return _exact(langue, self.fr, self.en, self.titres)

    def dire_en_langue(self, langue: str) -> str | None:
        """The sentence in that very language, None when nobody translated it."""
        return _exact(langue, self.dire_fr, self.dire_en, self.dits)


@dataclass(frozen=True, slots=True)
class ListePrise:
    """The whole checklist, in the order it is shown."""

    groupes: tuple[GroupePrise, ...] = ()
    points: tuple[PointPrise, ...] = ()

    def point(self, code: str) -> PointPrise | None:
        """The point of that code, None for one this machine does not know."""
        return next((p for p in self.points if p.code == code), None)

    def pour(self, moment: MomentPriseEnMain) -> tuple[PointPrise, ...]:
        """The points of a visit, group after group."""
        rangs = {g.code: rang for rang, g in enumerate(self.groupes)}
        siens = [p for p in self.points if moment in p.moments]
        return tuple(sorted(siens, key=lambda p: rangs[p.groupe]))


def lire_liste(
    contenu: Mapping[str, Any], connus: Collection[str], fautes: list[Faute]
) -> ListePrise:
    """The groups and points of a `prise_en_main.toml`; what is wrong is added to `fautes`.

    `connus` are the groups known from elsewhere (a team's file completes the shipped one).
    """
    racine = Table(contenu, (), fautes, ("groupe", "point"))
    groupes = [(t, _groupe(t)) for t in racine.tables("groupe", _GROUPE)]
    uniques((t, g.code) for t, g in groupes)
    codes = (*connus, *(g.code for _t, g in groupes))
    langues = _langues(contenu)
    points = [(t, _point(t, codes, langues)) for t in racine.tables("point", (*_POINT, *langues))]
    uniques((t, p.code) for t, p in points)
    for table, point in points:
        if point.code == PRESENCE:
            table.refuser("code_reserve", "code", valeur=PRESENCE)
    return ListePrise(tuple(g for _t, g in groupes), tuple(p for _t, p in points))


def reunir(livree: ListePrise, ajout: ListePrise | None) -> ListePrise:
    """Same codes replace in place, others come after."""
    if ajout is None:
        return livree
    groupes = {g.code: g for g in ajout.groupes}
    points = {p.code: p for p in ajout.points}
    return ListePrise(
        (*(groupes.pop(g.code, g) for g in livree.groupes), *groupes.values()),
        (*(points.pop(p.code, p) for p in livree.points), *points.values()),
    )


def codes_groupes(liste: ListePrise) -> tuple[str, ...]:
    """The codes of its groups."""
    return tuple(g.code for g in liste.groupes)


def _exact(langue: str, fr: str, en: str, autres: Mapping[str, str]) -> str | None:
    if langue == "fr":
        return fr
    return (en if langue == "en" else autres.get(langue, "")) or None


def _langues(contenu: Mapping[str, Any]) -> tuple[str, ...]:
    """The fields of further languages met in the points ("dire_pl", "titre_pl")."""
    brutes = contenu.get("point", [])
    if not isinstance(brutes, list):
        return ()
    champs: Iterable[str] = (c for b in brutes if isinstance(b, dict) for c in b)
    vus = (c for c in champs if c not in _POINT and _LANGUE.fullmatch(c))
    return tuple(dict.fromkeys(vus))


def _groupe(table: Table) -> GroupePrise:
    fr = table.texte("fr", requis=True)
    return GroupePrise(table.code(), fr, table.texte("en", defaut=fr))


def _point(table: Table, groupes: Collection[str], langues: Iterable[str]) -> PointPrise:
    fr = table.texte("fr", requis=True)
    moments = table.textes("moments", (m.value for m in MomentPriseEnMain))
    autres = {champ: table.texte(champ) for champ in langues if champ in table}
    return PointPrise(
        code=table.code(),
        groupe=table.parmi("groupe", groupes, requis=True),
        fr=fr,
        en=table.texte("en", defaut=fr),
        montrer_fr=table.texte("montrer", requis=True),
        montrer_en=table.texte("montrer_en"),
        pourquoi_fr=table.texte("pourquoi"),
        pourquoi_en=table.texte("pourquoi_en"),
        dire_fr=table.texte("dire", requis=True),
        dire_en=table.texte("dire_en"),
        moments=tuple(MomentPriseEnMain(m) for m in moments) or tuple(MomentPriseEnMain),
        dessin=table.parmi("dessin", DESSINS),
        guide=table.booleen("guide", defaut=True),
        titres=_par_langue("titre_", autres),
        dits=_par_langue("dire_", autres),
    )


def _par_langue(debut: str, champs: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(
        {c.removeprefix(debut): texte for c, texte in champs.items() if c.startswith(debut)}
    )
