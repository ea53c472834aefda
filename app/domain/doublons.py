"""Are these two persons the same one? A score and its reasons, for a person to decide.

Nothing here merges anything: it only says what to look at, and why.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.texte import cle, plier

SEUIL_POSSIBLE = 0.6
SEUIL_CERTAIN = 0.9
_BLOC_MAX = 60
"""Above that many bearers, a shared key alone says nothing (a switchboard, a very common name)."""

_PRENOM_PROCHE = 0.15


class Raison(StrEnum):
    """Why two persons look alike, or do not."""

    MEME_CONTRAT = "meme_contrat"
    MEME_UG = "meme_ug"
    MEME_TELEPHONE = "meme_telephone"
    MEME_COURRIEL = "meme_courriel"
    MEME_NAISSANCE = "meme_naissance"
    MEME_NOM = "meme_nom"
    NOM_PROCHE = "nom_proche"
    PRENOM_PROCHE = "prenom_proche"
    NOM_PRENOM_INVERSES = "nom_prenom_inverses"
    NAISSANCES_DIFFERENTES = "naissances_differentes"


@dataclass(frozen=True, slots=True)
class Identite:
    """What is known of a person, as the comparison needs it; phones in stored form."""

    nom: str
    prenom: str = ""
    naissance: date | None = None
    telephones: frozenset[str] = frozenset()
    courriel: str = ""
    codes_ug: frozenset[str] = frozenset()
    contrat: str = ""


@dataclass(frozen=True, slots=True)
class Ressemblance:
    """How much two persons look alike, from 0 to 1, and why."""

    score: float
    raisons: tuple[Raison, ...]

    @property
    def possible(self) -> bool:
        """Worth showing to somebody."""
        return self.score >= SEUIL_POSSIBLE


def distance(une: str, autre: str, maximum: int = 2) -> int:
    """Letters to insert, drop, replace or swap to go from one to the other; `maximum + 1` if more.

    Optimal string alignment: a swap of two neighbours counts one.
    """
    if une == autre:
        return 0
    if abs(len(une) - len(autre)) > maximum:
        return maximum + 1
    avant: list[int] = []
    haut = list(range(len(autre) + 1))
    for i, a in enumerate(une, 1):
        ligne = [i]
        for j, b in enumerate(autre, 1):
            cout = min(haut[j] + 1, ligne[j - 1] + 1, haut[j - 1] + (a != b))
            if i > 1 and j > 1 and a == autre[j - 2] and une[i - 2] == b:
                cout = min(cout, avant[j - 2] + 1)
            ligne.append(cout)
        if min(ligne) > maximum:
            return maximum + 1
        avant, haut = haut, ligne
    return min(haut[-1], maximum + 1)


def noms_proches(un: str, autre: str) -> bool:
    """Whether two folded names differ by what a tired hand does: one letter, two in a long name."""
    if not un or not autre:
        return False
    if un == autre:
        return True
    permis = 0 if min(len(un), len(autre)) < 4 else 1 if min(len(un), len(autre)) < 9 else 2
    return bool(permis) and distance(un, autre, permis) <= permis


def comparer(une: Identite, autre: Identite) -> Ressemblance:
    """Score and reasons for two persons of two households (or of a file and the base)."""
    score, raisons = _noms(une, autre)
    if score == 0.0:
        # Without a resembling name, a shared home or phone only means a family.
        return Ressemblance(0.0, ())
    if une.naissance and autre.naissance:
        if une.naissance == autre.naissance:
            score, raisons = score + 0.35, [*raisons, Raison.MEME_NAISSANCE]
        elif not _naissances_proches(une.naissance, autre.naissance):
            score, raisons = score - 0.5, [*raisons, Raison.NAISSANCES_DIFFERENTES]
    communs = (
        (bool(une.contrat) and cle(une.contrat) == cle(autre.contrat), 0.4, Raison.MEME_CONTRAT),
        (bool(une.codes_ug & autre.codes_ug), 0.3, Raison.MEME_UG),
        (bool(une.telephones & autre.telephones), 0.35, Raison.MEME_TELEPHONE),
        (_meme_courriel(une, autre), 0.35, Raison.MEME_COURRIEL),
    )
    for vrai, poids, raison in communs:
        if vrai:
            score += poids
            raisons.append(raison)
    return Ressemblance(round(max(0.0, min(1.0, score)), 3), tuple(raisons))


def _meme_courriel(une: Identite, autre: Identite) -> bool:
    return bool(une.courriel) and une.courriel.strip().lower() == autre.courriel.strip().lower()


def _naissances_proches(une: date, autre: date) -> bool:
    """Day and month swapped, or one figure mistyped: not a contradiction."""
    if (une.year, une.month, une.day) == (autre.year, autre.day, autre.month):
        return True
    return sum(a != b for a, b in zip(une.isoformat(), autre.isoformat(), strict=True)) == 1


def _noms(une: Identite, autre: Identite) -> tuple[float, list[Raison]]:
    nom_a, nom_b = cle(une.nom), cle(autre.nom)
    prenom_a, prenom_b = cle(une.prenom), cle(autre.prenom)
    if noms_proches(nom_a, nom_b):
        prenoms = _prenoms(prenom_a, prenom_b)
        if prenoms is None:
            return 0.0, []
        raison = Raison.MEME_NOM if nom_a == nom_b else Raison.NOM_PROCHE
        reste = [Raison.PRENOM_PROCHE] if prenoms == _PRENOM_PROCHE else []
        return prenoms + (0.35 if nom_a == nom_b else 0.25), [raison, *reste]
    if prenom_a and noms_proches(nom_a, prenom_b) and noms_proches(prenom_a, nom_b):
        return 0.5, [Raison.NOM_PRENOM_INVERSES]
    mots_a = set(plier(f"{une.nom} {une.prenom}").split())
    mots_b = set(plier(f"{autre.nom} {autre.prenom}").split())
    communs = mots_a & mots_b
    # A birth name beside a married name: "Dupont Lefebvre Marie" and "Lefebvre Marie".
    if len(communs) >= 2 and communs in (mots_a, mots_b):
        return 0.45, [Raison.NOM_PROCHE]
    return 0.0, []


def _prenoms(un: str, autre: str) -> float | None:
    """What two first names add; None when they are those of two persons."""
    if not un or not autre:
        return 0.0
    if un == autre:
        return 0.25
    return _PRENOM_PROCHE if noms_proches(un, autre) or _abrege(un, autre) else None


def _abrege(un: str, autre: str) -> bool:
    """ "J" for "Jadwiga", "Jean" for "Jean-Pierre"."""
    court, long = sorted((un, autre), key=len)
    return long.startswith(court)


def paires(identites: Sequence[Identite]) -> Iterator[tuple[int, int]]:
    """Indexes of the pairs worth comparing, each once: those that share a rare enough key."""
    blocs: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for rang, identite in enumerate(identites):
        for bloc in _cles(identite):
            blocs[bloc].append(rang)
    vues: set[tuple[int, int]] = set()
    for rangs in blocs.values():
        if not 1 < len(rangs) <= _BLOC_MAX:
            continue
        for i, premier in enumerate(rangs):
            for second in rangs[i + 1 :]:
                if (premier, second) not in vues:
                    vues.add((premier, second))
                    yield premier, second


def _cles(identite: Identite) -> Iterator[tuple[str, object]]:
    nom, prenom = cle(identite.nom), cle(identite.prenom)
    initiales = "".join(sorted((nom[:1], prenom[:1])))
    for telephone in identite.telephones:
        yield "telephone", telephone
    for code in identite.codes_ug:
        yield "ug", code
    if identite.contrat:
        yield "contrat", cle(identite.contrat)
    if identite.courriel:
        yield "courriel", identite.courriel.strip().lower()
    if identite.naissance:
        yield "naissance", (identite.naissance, initiales)
    yield "noms", frozenset((nom, prenom))
