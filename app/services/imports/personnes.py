"""Who is named in a cell: one person, a couple, two tenants; civility, name, first name.

Nothing is guessed silently: `Lecture.sur` is False as soon as a person should confirm.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from app.domain.menages import Civilite
from app.domain.texte import apostrophes, nom_propre, plier, resserrer

_CIVILITES = {
    "m": Civilite.MONSIEUR, "mr": Civilite.MONSIEUR, "mons": Civilite.MONSIEUR,
    "monsieur": Civilite.MONSIEUR, "h": Civilite.MONSIEUR, "masculin": Civilite.MONSIEUR,
    "mme": Civilite.MADAME, "mlle": Civilite.MADAME, "melle": Civilite.MADAME,
    "madame": Civilite.MADAME, "mademoiselle": Civilite.MADAME, "f": Civilite.MADAME,
    "mad": Civilite.MADAME, "vve": Civilite.MADAME, "veuve": Civilite.MADAME,
    "feminin": Civilite.MADAME, "mrs": Civilite.MADAME, "ms": Civilite.MADAME,
}  # fmt: skip
_EN_TETE = frozenset(_CIVILITES) - {"h", "f", "masculin", "feminin"}
_COUPLES = {
    "mm": (Civilite.MONSIEUR, Civilite.MONSIEUR),
    "mmes": (Civilite.MADAME, Civilite.MADAME),
    "mmme": (Civilite.MONSIEUR, Civilite.MADAME),
    "couple": (Civilite.MONSIEUR, Civilite.MADAME),
}
_LIENS = frozenset(("et", "ou", "and"))
_PARTICULES = frozenset(
    ("da", "de", "del", "della", "den", "der", "des", "di", "do", "dos", "du", "el", "la", "le",
     "les", "van", "von", "ben", "bin", "ait", "aït", "abou", "abu", "al", "ould", "saint",
     "sainte", "st", "ste", "mac", "mc", "o", "d", "ten", "ter", "vande", "van-de")
)  # fmt: skip
_DEUX = re.compile(r"\s*(?:[/&+;\n]|\s(?:et|ou|ET|OU|Et)\s|\s[-–]\s)\s*")
_ANNOTATION = re.compile(r"\s*[\(\[]([^)\]]*)[\)\]]\s*")
_NEE = re.compile(r"\s+(?:n[ée]e?|ép\.?|ep\.?|épouse|epouse|veuve|vve)\s+.*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Identite:
    """One person as named."""

    nom: str
    prenom: str = ""
    civilite: Civilite | None = None


@dataclass(frozen=True, slots=True)
class Lecture:
    """The persons of a cell, the first being the titulaire."""

    personnes: tuple[Identite, ...]
    sur: bool
    """False when the cut between name and first name, or between persons, is a guess."""
    annotation: str = ""
    """What stood in brackets or after "née"."""


def lire_civilite(texte: str) -> tuple[Civilite, ...] | None:
    """The civility of a cell, two for a couple ("M. et Mme"); None when it is none."""
    mots = [mot for mot in plier(texte).split() if mot not in _LIENS]
    if len(mots) == 1:
        if mots[0] in _CIVILITES:
            return (_CIVILITES[mots[0]],)
        return _COUPLES.get(mots[0])
    if len(mots) == 2 and all(mot in _CIVILITES for mot in mots):
        return (_CIVILITES[mots[0]], _CIVILITES[mots[1]])
    return None


def est_double(texte: str) -> bool:
    """True when a name or first name cell seems to hold two persons."""
    return any(c in texte for c in "/&+;\n") or bool(_DEUX.search(texte))


def lire(texte: str, *, prenom_dabord: bool = False) -> Lecture:
    """The persons of "M. et Mme DUBOIS Jean/Claire", "MARTIN Paul et DUPONT Marie"…"""
    annotations = [m.strip() for m in _ANNOTATION.findall(texte)]
    net = apostrophes(_ANNOTATION.sub(" ", texte)).strip(" ,;")
    if nee := _NEE.search(net):
        annotations.append(resserrer(nee[0]))
        net = net[: nee.start()]
    civilites, net = _civilites_de_tete(net)
    parts = [part for part in _DEUX.split(net) if part.strip()]
    personnes: list[Identite] = []
    sur = not annotations
    for rang, part in enumerate(parts):
        propres, reste = _civilites_de_tete(part)
        civilite = (propres or civilites[rang : rang + 1] or (None,))[0]
        precedent = personnes[-1].nom if personnes else ""
        identite, certain = _une(reste, civilite, prenom_dabord, precedent)
        sur = sur and certain
        if identite.nom:
            personnes.append(identite)
    if len(civilites) == 2 and len(personnes) == 1:
        personnes.append(Identite(personnes[0].nom, "", civilites[1]))
    return Lecture(tuple(personnes[:2]), sur and len(personnes) == 1, ", ".join(annotations))


def separer(
    civilites: tuple[Civilite, ...], nom: str, prenom: str
) -> tuple[tuple[Identite, ...], bool]:
    """The persons behind separate columns, and whether a doubt remains.

    "MARTIN / DUPONT" + "Paul / Marie", "DUBOIS" + "Jean et Claire", "M. et Mme" + "DUBOIS".
    """
    noms = [nom_propre(n) for n in _DEUX.split(nom) if n.strip()] or [""]
    prenoms = [nom_propre(p) for p in _DEUX.split(prenom) if p.strip()] or [""]
    combien = min(2, max(len(noms), len(prenoms), len(civilites)))
    personnes = tuple(
        Identite(
            noms[min(i, len(noms) - 1)],
            prenoms[i] if i < len(prenoms) else "",
            civilites[i] if i < len(civilites) else None,
        )
        for i in range(combien)
    )
    return personnes, combien == 1


def _civilites_de_tete(texte: str) -> tuple[tuple[Civilite, ...], str]:
    """The civilities a text begins with, and the rest."""
    trouvees: list[Civilite] = []
    mots = texte.replace("/", " / ").split() if _commence_par_deux(texte) else texte.split()
    i = 0
    while i < len(mots) and len(trouvees) < 2:
        mot = plier(mots[i])
        if mot in _COUPLES and mot != "couple" and not trouvees:
            return _COUPLES[mot], " ".join(mots[1:])
        if mot in _EN_TETE and not (i and not trouvees):
            trouvees.append(_CIVILITES[mot])
            i += 1
        elif (
            trouvees
            and (mot in _LIENS or mots[i] in ("/", "&", "+"))
            and (i + 1 < len(mots) and plier(mots[i + 1]) in _EN_TETE)
        ):
            i += 1
        else:
            break
    return tuple(trouvees), " ".join(mots[i:])


def _commence_par_deux(texte: str) -> bool:
    """ "M./Mme X": the slash binds two civilities, not two names."""
    avant, barre, apres = texte.partition("/")
    mots = plier(apres).split()
    return bool(barre and plier(avant) in _EN_TETE and mots and mots[0] in _EN_TETE)


def _une(
    texte: str, civilite: Civilite | None, prenom_dabord: bool, nom_precedent: str
) -> tuple[Identite, bool]:
    """One person, and whether the cut is certain."""
    if "," in texte:
        avant, _, apres = texte.partition(",")
        return Identite(nom_propre(avant), nom_propre(apres), civilite), True
    mots = texte.split()
    if nom_precedent and len(mots) == 1 and not mots[0].isupper():
        return Identite(nom_precedent, nom_propre(mots[0]), civilite), False
    capitales = [mot for mot in mots if len(mot) > 1 and mot.isupper()]
    if capitales and len(capitales) < len(mots):
        autres = [mot for mot in mots if mot not in capitales]
        return Identite(
            nom_propre(" ".join(capitales)), nom_propre(" ".join(autres)), civilite
        ), True
    if prenom_dabord and len(mots) > 1:
        debut = len(mots) - 1
        while debut > 1 and plier(mots[debut - 1]) in _PARTICULES:
            debut -= 1
        noms, prenoms = mots[debut:], mots[:debut]
    else:
        fin = 0
        while fin < len(mots) - 1 and plier(mots[fin]) in _PARTICULES:
            fin += 1
        noms, prenoms = mots[: fin + 1], mots[fin + 1 :]
    certain = len(prenoms) <= 1
    return Identite(nom_propre(" ".join(noms)), nom_propre(" ".join(prenoms)), civilite), certain
