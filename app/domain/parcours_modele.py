"""What a journey is made of: templates of milestones and practices with relative due dates.

A template is data (catalogue `parcours.toml`); an estate or a batch adjusts it, a household
deviates from it, each with a reason. How a household's own journey follows from it is in
`app.domain.parcours`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from types import MappingProxyType

from app.domain.catalogues_vacances import Vacances
from app.domain.demenagements_liste import PointModele
from app.domain.etats_des_lieux import ListeEtat
from app.domain.menages import Phase
from app.domain.prises_en_main_liste import ListePrise
from app.domain.reclamations_regles import ReglesReclamations


class GenreParcours(StrEnum):
    """What happens to the household: it moves out and back, stays during works, or arrives."""

    RELOGEMENT = "relogement"
    OCCUPE = "occupe"
    ARRIVEE = "arrivee"


class FaitAncre(StrEnum):
    """Dated facts a due date may be counted from, beside the milestones themselves."""

    DEBUT_TRAVAUX = "debut_travaux"
    FIN_TRAVAUX = "fin_travaux"
    RECEPTION_TRANCHE = "reception_tranche"
    ENTREE = "entree"


class NiveauChoix(StrEnum):
    """Who chose the template a household follows, from the nearest to the farthest."""

    MENAGE = "menage"
    ARRIVEE = "arrivee"
    TRANCHE = "tranche"
    CITE = "cite"
    DEFAUT = "defaut"


class GenreElement(StrEnum):
    """Line of a template: a dated milestone, or a good practice to offer."""

    ETAPE = "etape"
    PRATIQUE = "pratique"


@dataclass(frozen=True, slots=True)
class LigneModele:
    """One milestone or practice of a template.

    Due `jours` calendar days after `ancre` (before when negative): a `FaitAncre` or the code of a
    milestone of the same template; "" means no due date. `obligatoire` lines count as missing
    when their day has gone. `avant` names the milestones that must come after this one.
    """

    code: str
    genre: GenreElement
    phase: Phase
    ancre: str = ""
    jours: int = 0
    obligatoire: bool = True
    avant: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModeleParcours:
    """A template: its lines in the order they are shown, by phase."""

    code: str
    fr: str
    en: str
    genre: GenreParcours
    lignes: tuple[LigneModele, ...]

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr

    def ligne(self, genre: GenreElement, code: str) -> LigneModele | None:
        """The line of that code, or None."""
        return next((li for li in self.lignes if li.genre is genre and li.code == code), None)

    def jalons(self) -> tuple[str, ...]:
        """The codes of its milestones, in order."""
        return tuple(li.code for li in self.lignes if li.genre is GenreElement.ETAPE)


@dataclass(frozen=True, slots=True)
class Ajustement:
    """A line of the template changed for an estate or a batch: another day, or taken out.

    A line the template does not have is added (its `phase` is then needed).
    """

    genre: GenreElement
    code: str
    ancre: str = ""
    jours: int = 0
    retiree: bool = False
    phase: Phase | None = None


@dataclass(frozen=True, slots=True)
class Element:
    """A milestone or a practice of the catalogue: what it is called and what it asks for.

    `collectif` practices concern an estate at once (a meeting); `aide` says in a sentence what a
    person does; a practice with an `etape` is done when that milestone is. `repere` names the
    milestone after "days before" ("le départ"). Kept apart from templates: several use it.
    """

    code: str
    genre: GenreElement
    phase: Phase
    fr: str
    en: str
    aide_fr: str = ""
    aide_en: str = ""
    collectif: bool = False
    etape: str = ""
    repere_fr: str = ""
    repere_en: str = ""

    def libelle(self, langue: str) -> str:
        """The label in "fr" or "en"."""
        return self.en if langue == "en" else self.fr

    def aide(self, langue: str) -> str:
        """The explanation in "fr" or "en"."""
        return self.aide_en if langue == "en" else self.aide_fr

    def repere(self, langue: str) -> str:
        """How it is named after "before" or "after": its own words, else its label in quotes."""
        propre = self.repere_en if langue == "en" else self.repere_fr
        return propre or (f"“{self.en}”" if langue == "en" else f"« {self.fr} »")


@dataclass(frozen=True, slots=True)
class Parcours:
    """All templates and elements, as loaded once; `defaut` is used when nobody chose."""

    modeles: Mapping[str, ModeleParcours]
    elements: Mapping[tuple[GenreElement, str], Element]
    defaut: str

    def modele(self, code: str | None) -> ModeleParcours:
        """The template of that code, or the default one when it is unknown here."""
        return self.modeles.get(code or self.defaut) or self.modeles[self.defaut]

    def element(self, genre: GenreElement, code: str) -> Element | None:
        """The element of that code, or None for one this machine does not know."""
        return self.elements.get((genre, code))


def appliquer(
    lignes: Iterable[LigneModele], ajustements: Iterable[Ajustement]
) -> tuple[LigneModele, ...]:
    """The lines of a template once adjusted, later adjustments last (estate, then batch).

    A line taken out is gone, another day replaces the template's, an unknown line with a phase is
    added after the last line of that phase.
    """
    faites = list(lignes)
    for a in ajustements:
        etape = a.genre is GenreElement.ETAPE
        place = next(
            (i for i, li in enumerate(faites) if (li.genre, li.code) == (a.genre, a.code)), None
        )
        if place is not None:
            if a.retiree:
                del faites[place]
                faites = [_sans(li, a.code) for li in faites] if etape else faites
            else:
                faites[place] = replace(faites[place], ancre=a.ancre, jours=a.jours)
        elif not a.retiree and a.phase is not None:
            suivantes = [i for i, li in enumerate(faites) if _RANG[li.phase] <= _RANG[a.phase]]
            ajoutee = LigneModele(a.code, a.genre, a.phase, a.ancre, a.jours)
            faites.insert(suivantes[-1] + 1 if suivantes else 0, ajoutee)
    return tuple(faites)


def _sans(ligne: LigneModele, code: str) -> LigneModele:
    """The line when milestone `code` is no longer part of the template: no order with it."""
    if code not in ligne.avant:
        return ligne
    return replace(ligne, avant=tuple(c for c in ligne.avant if c != code))


_RANG = MappingProxyType({phase: rang for rang, phase in enumerate(Phase)})


def boucle(lignes: Iterable[LigneModele]) -> tuple[str, ...]:
    """Milestones that turn round (each counted from, or before, the next), () when none do.

    Anchors and `avant` are looked at apart: a milestone counted from a later one is no loop.
    """
    ancres: dict[str, tuple[str, ...]] = {}
    suites: dict[str, tuple[str, ...]] = {}
    for li in lignes:
        if li.genre is GenreElement.ETAPE:
            ancres[li.code] = (*ancres.get(li.code, ()), li.ancre)
            suites[li.code] = (*suites.get(li.code, ()), *li.avant)
    return _tour(ancres) or _tour(suites)


def _tour(suites: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    finis: set[str] = set()
    for depart in suites:
        pile: list[tuple[str, int]] = [(depart, 0)]
        while pile:
            code, rang = pile.pop()
            suivants = suites.get(code, ())
            if code in finis or rang >= len(suivants):
                finis.add(code)
                continue
            pile.append((code, rang + 1))
            chemin = [c for c, _r in pile]
            if suivants[rang] in chemin:
                return tuple(chemin[chemin.index(suivants[rang]) :])
            pile.append((suivants[rang], 0))
    return ()


def contredit(lignes: Iterable[LigneModele]) -> tuple[tuple[LigneModele, LigneModele], ...]:
    """Pairs said to come in an order that their own days contradict."""
    toutes = tuple(lignes)
    jalons = {li.code: li for li in toutes if li.genre is GenreElement.ETAPE}
    return tuple(
        (li, jalons[code])
        for li in toutes
        for code in li.avant
        if code in jalons and _ecart(li, jalons[code]) > 0
    )


def _ecart(avant: LigneModele, apres: LigneModele) -> int:
    """Days by which the first would come after the second; 0 when nothing ties them directly."""
    if avant.genre is GenreElement.ETAPE and apres.ancre == avant.code:
        return -apres.jours
    if avant.ancre == apres.code:
        return avant.jours
    return avant.jours - apres.jours if avant.ancre and avant.ancre == apres.ancre else 0


@dataclass(frozen=True, slots=True)
class RegleAttention:
    """One rule of the attention score: what it looks at, its thresholds, what it weighs.

    `genre` is one of `app.domain.attention.GENRES`; `seuils` its numbers (days, points of
    feeling…), possibly per phase ("jours", "jours_pendant"). `fr`/`en` is the sentence shown,
    with `{names}` of the parameters the rule gives.
    """

    code: str
    genre: str
    points: int
    fr: str
    en: str
    actif: bool = True
    seuils: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    def phrase(self, langue: str) -> str:
        """The sentence in "fr" or "en", with its {names}."""
        return self.en if langue == "en" else self.fr


@dataclass(frozen=True, slots=True)
class Accompagnement:
    """What the derived rows of a base are computed with: templates and attention rules.

    `empreinte` changes whenever any of it does: derived rows made with another one are stale.
    `tons` says of each feeling of the catalogue whether it is agreeable or painful. `vacances` are
    school holidays, for plans of moves only; `liste_demenagement` is the checklist of a move,
    `liste_prise_en_main` that of a renovated home, `etat_des_lieux` the rooms of an inventory;
    `reclamations` the delays, urgencies and guarantees of complaints.
    """

    parcours: Parcours
    regles: tuple[RegleAttention, ...]
    empreinte: str
    tons: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    vacances: tuple[Vacances, ...] = ()
    liste_demenagement: tuple[PointModele, ...] = ()
    liste_prise_en_main: ListePrise = field(default_factory=ListePrise)
    etat_des_lieux: ListeEtat = field(default_factory=ListeEtat)
    reclamations: ReglesReclamations = field(default_factory=ReglesReclamations)
