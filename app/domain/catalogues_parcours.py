"""Templates of journeys as a catalogue writes them, and what makes one impossible to follow."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from app.domain.catalogue_fautes import JOURS_MAX, Faute, Table, uniques
from app.domain.menages import Phase
from app.domain.parcours_modele import (
    Element,
    FaitAncre,
    GenreElement,
    GenreParcours,
    LigneModele,
    ModeleParcours,
    Parcours,
    boucle,
    contredit,
)

_PHASES = tuple(phase.value for phase in Phase)
_GENRES = tuple(genre.value for genre in GenreParcours)
_FAITS = tuple(fait.value for fait in FaitAncre)
_ELEMENT = ("code", "phase", "fr", "en", "aide", "aide_en")
_ETAPE = (*_ELEMENT, "repere", "repere_en")
_LIGNE = ("etape", "pratique", "phase", "ancre", "jours", "obligatoire", "avant")

Elements = Mapping[tuple[GenreElement, str], Element]


@dataclass(frozen=True, slots=True)
class ModelesLus:
    """What one `parcours.toml` holds."""

    etapes: tuple[Element, ...]
    modeles: tuple[ModeleParcours, ...]
    defaut: str


def lire_pratiques(
    contenu: Mapping[str, Any], etapes: Collection[str], fautes: list[Faute]
) -> tuple[Element, ...]:
    """The practices of a `pratiques.toml`, tied to these milestones.

    What is wrong is added to `fautes`.
    """
    racine = Table(contenu, (), fautes, ("pratique",))
    tables = racine.tables("pratique", (*_ELEMENT, "collectif", "etape"))
    lus = [(t, _element(t, GenreElement.PRATIQUE, etapes)) for t in tables]
    uniques((t, e.code) for t, e in lus)
    return tuple(e for _t, e in lus)


def lire_modeles(
    contenu: Mapping[str, Any],
    pratiques: Sequence[Element],
    livre: ModelesLus | None,
    fautes: list[Faute],
) -> ModelesLus:
    """The milestones and templates of a `parcours.toml`.

    `pratiques` are those known (shipped and team); `livre` is what a team's file completes.
    """
    racine = Table(contenu, (), fautes, ("defaut", "etape", "modele"))
    lues = [(t, _element(t, GenreElement.ETAPE)) for t in racine.tables("etape", _ETAPE)]
    uniques((t, e.code) for t, e in lues)
    etapes = tuple(e for _t, e in lues)
    connus = {(e.genre, e.code): e for e in (*(livre.etapes if livre else ()), *etapes, *pratiques)}
    tables = racine.tables("modele", ("code", "genre", "fr", "en", "lignes"))
    modeles = [(t, _modele(t, connus, fautes)) for t in tables]
    uniques((t, m.code) for t, m in modeles)
    codes = [m.code for _t, m in modeles] + [m.code for m in (livre.modeles if livre else ())]
    if livre is None and not modeles:
        racine.refuser("rien", "modele")
    defaut = racine.parmi("defaut", codes, requis=livre is None)
    return ModelesLus(etapes, tuple(m for _t, m in modeles), defaut)


def reunir(livre: ModelesLus, ajout: ModelesLus | None, pratiques: Sequence[Element]) -> Parcours:
    """Everything a base is read with: same codes replace, others come after."""
    suites = ajout or ModelesLus((), (), "")
    elements = {(e.genre, e.code): e for e in (*livre.etapes, *suites.etapes, *pratiques)}
    modeles = {m.code: m for m in (*livre.modeles, *suites.modeles)}
    return Parcours(
        MappingProxyType(modeles), MappingProxyType(elements), suites.defaut or livre.defaut
    )


def codes_etapes(contenu: Mapping[str, Any]) -> tuple[str, ...]:
    """The codes of milestones a `parcours.toml` gives, right or wrong."""
    brutes = contenu.get("etape", [])
    tables = [t for t in brutes if isinstance(t, dict)] if isinstance(brutes, list) else []
    return tuple(str(t["code"]) for t in tables if isinstance(t.get("code"), str))


def _element(table: Table, genre: GenreElement, etapes: Collection[str] = ()) -> Element:
    fr = table.texte("fr", requis=True)
    aide = table.texte("aide")
    return Element(
        code=table.code(),
        genre=genre,
        phase=Phase(table.parmi("phase", _PHASES, requis=True) or Phase.AVANT),
        fr=fr,
        en=table.texte("en", defaut=fr),
        aide_fr=aide,
        aide_en=table.texte("aide_en", defaut=aide),
        collectif=table.booleen("collectif", defaut=False),
        etape=table.parmi("etape", etapes) if genre is GenreElement.PRATIQUE else "",
        repere_fr=table.texte("repere"),
        repere_en=table.texte("repere_en"),
    )


def _modele(table: Table, connus: Elements, fautes: list[Faute]) -> ModeleParcours:
    code = table.code()
    fr = table.texte("fr", requis=True)
    genre = table.parmi("genre", _GENRES, requis=True) or GenreParcours.RELOGEMENT
    tables = table.tables("lignes", _LIGNE)
    if not tables:
        table.refuser("rien", "lignes")
    # Anchors and `avant` may name milestones written further down: read their codes first.
    jalons = [t.texte("etape") for t in tables if "etape" in t and "pratique" not in t]
    lues = [(t, _ligne(t, jalons, connus)) for t in tables]
    lignes = [(t, li) for t, li in lues if li is not None]
    uniques(((t, li.code) for t, li in lignes if li.genre is GenreElement.ETAPE), "etape")
    uniques(((t, li.code) for t, li in lignes if li.genre is GenreElement.PRATIQUE), "pratique")
    modele = ModeleParcours(
        code=code,
        fr=fr,
        en=table.texte("en", defaut=fr),
        genre=GenreParcours(genre),
        lignes=tuple(li for _t, li in lignes),
    )
    _verifier_ordre(table, lignes, fautes)
    return modele


def _ligne(table: Table, jalons: Sequence[str], connus: Elements) -> LigneModele | None:
    genre, nom = GenreElement.ETAPE, "etape"
    if ("etape" in table) == ("pratique" in table):
        table.refuser("ligne_genre")
        return None
    if "pratique" in table:
        genre, nom = GenreElement.PRATIQUE, "pratique"
    code = table.texte(nom, requis=True)
    element = connus.get((genre, code))
    if element is None and code:
        table.parmi(nom, (c for g, c in connus if g is genre), requis=True)
    ancre = table.parmi("ancre", (*_FAITS, *jalons))
    if "jours" in table and "ancre" not in table:
        table.refuser("jours_sans_ancre", "jours")
    phase = table.parmi("phase", _PHASES)
    return LigneModele(
        code=code,
        genre=genre,
        phase=Phase(phase) if phase else element.phase if element else Phase.AVANT,
        ancre=ancre,
        jours=table.entier("jours", minimum=-JOURS_MAX, maximum=JOURS_MAX),
        obligatoire=table.booleen("obligatoire", defaut=True),
        avant=table.textes("avant", jalons),
    )


def _verifier_ordre(
    modele: Table, lignes: Sequence[tuple[Table, LigneModele]], fautes: list[Faute]
) -> None:
    """Note a loop of anchors or of order, and days that say the contrary of `avant`."""
    toutes = [li for _t, li in lignes]
    tables = {(li.genre, li.code): t for t, li in lignes}
    tour = boucle(toutes)
    if tour:
        ou = tables.get((GenreElement.ETAPE, tour[0])) or modele
        ou.refuser("boucle", boucle=" → ".join((*tour, tour[0])))
    for avant, apres in contredit(toutes):
        tables[avant.genre, avant.code].refuser(
            "jours_contraires", "jours", avant=avant.code, apres=apres.code
        )
