"""In which languages the guide of a home can be printed, and how each of its texts is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from app.core.errors import EntreeInvalide
from app.core.i18n import _, catalogues, langue, ngettext, parler
from app.domain.prises_en_main_liste import ListePrise, PointPrise
from app.domain.texte import plier
from app.services.documents.commandes_guide import LanguesGuide

_FRANCAIS = "fr"
_AUTRES_NOMS = (("en", "english"), ("ar", "arabic"), ("pl", "polski"), ("it", "italiano"))
_ENTRE_LANGUES = re.compile(r"[,;/]| et ")
_LONGUEUR_CODE = 3  # "pol" as well as "pl"


@dataclass(frozen=True, slots=True)
class PointDit:
    """A point as the guide says it in one language."""

    titre: str
    texte: str


def langues(liste: ListePrise, parlees: str | None) -> LanguesGuide:
    """The languages the guide exists in, and what is missing for this household's own.

    `parlees` is what was noted of the languages it speaks, in free words.
    """
    points = [p for p in liste.points if p.guide]
    possibles = tuple(
        (code, nom(code))
        for code in catalogues()
        if code != _FRANCAIS and not manquants(points, code)
    )
    parlee = premiere(parlees)
    if parlee is None:
        return LanguesGuide(possibles, None, "")
    dite = (parlee, nom(parlee))
    if parlee in {code for code, _nom in possibles}:
        return LanguesGuide(possibles, dite, "")
    return LanguesGuide(possibles, dite, _dire_absente(points, *dite))


def _dire_absente(points: Iterable[PointPrise], code: str, dit: str) -> str:
    tous = list(points)
    n = len(manquants(tous, code))
    if code not in catalogues() or n == len(tous):
        return _(
            "Ce ménage parle {langue} : il n’y a pas encore de guide dans cette langue. Celui en"
            " français se lit avec les dessins, et avec quelqu’un qui traduit."
        ).format(langue=dit)
    return ngettext(
        "Le guide en {langue} n’est pas fini : {n} point n’est pas traduit.",
        "Le guide en {langue} n’est pas fini : {n} points ne sont pas traduits.",
        n,
    ).format(langue=dit, n=n)


def manquants(points: Iterable[PointPrise], code: str) -> tuple[str, ...]:
    """The codes of the points nobody translated in that language."""
    return tuple(p.code for p in points if dire(p, code) is None)


def dire(point: PointPrise, code: str) -> PointDit | None:
    """The point in that language: its own words, else those of the translation catalogue.

    None when either its title or its sentence is missing.
    """
    titre = point.titre_en_langue(code) or _traduit(point.fr, code)
    texte = point.dire_en_langue(code) or _traduit(point.dire_fr, code)
    return PointDit(titre, texte) if titre and texte else None


def exiger(points: Iterable[PointPrise], code: str) -> None:
    """Raise `EntreeInvalide("guide.langue")` when the guide does not exist in that language."""
    if code not in catalogues() or manquants(points, code):
        raise EntreeInvalide("guide.langue", langue=nom(code))


def premiere(parlees: str | None) -> str | None:
    """The code of the first language named that is not French, None when there is none."""
    for mot in _ENTRE_LANGUES.split(parlees or ""):
        code = _code(plier(mot))
        if code is not None and code != _FRANCAIS:
            return code
    return None


def nom(code: str) -> str:
    """ "polonais", in the language spoken now; the code itself when nobody knows it."""
    from babel import Locale  # noqa: PLC0415 - fifty milliseconds

    return str(Locale(langue()).languages.get(code, code))


def de_droite_a_gauche(code: str) -> bool:
    """Whether that language is read from right to left."""
    from babel import Locale  # noqa: PLC0415

    return bool(Locale.parse(code).character_order == "right-to-left")


def _code(mot: str) -> str | None:
    if not mot:
        return None
    from babel import Locale  # noqa: PLC0415

    noms = {plier(dit): code for code, dit in Locale("fr").languages.items() if "_" not in code}
    noms |= {autre: code for code, autre in _AUTRES_NOMS}
    if mot in noms:
        return str(noms[mot])
    return mot if len(mot) <= _LONGUEUR_CODE and mot in noms.values() else None


def _traduit(texte: str, code: str) -> str | None:
    """The text as the catalogue of that language has it, None when it does not."""
    if code not in catalogues():
        return None
    with parler(code):
        trouve = _(texte)
    return trouve if trouve != texte else None
