"""The list of households as its page uses it: as forgiving as the search, counted, told in words.

Words are first taken as beginnings of words, as the filter does; when that keeps few households,
those the search finds near (one wrong letter, part of a number) are kept too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from app.domain.menages import Phase
from app.services import menages, recherche
from app.services.menages import FiltreMenages, MenageLigne, TriMenages
from db.uow import UnitOfWork

PEU = 20
_PROCHES = 60


@dataclass(frozen=True, slots=True)
class PageListe:
    """Ask for some rows; `tri` is a `TriMenages` value, "-" first when descending."""

    filtre: FiltreMenages
    tri: str = TriMenages.NOM
    debut: int = 0
    taille: int = 200


@dataclass(frozen=True, slots=True)
class LireBilan:
    """Ask what the list amounts to; `jours` without a visit is too long."""

    filtre: FiltreMenages
    jours: int = 30


@dataclass(frozen=True, slots=True)
class Bilan:
    """Households per phase (whatever phase is asked for), and those not seen for too long."""

    par_phase: dict[Phase, int]
    perdus_de_vue: int
    jamais_vus: int
    base: int
    jours: int


def elargir(filtre: FiltreMenages, uow: UnitOfWork) -> FiltreMenages:
    """The filter with its words resolved to households when few begin so."""
    if not filtre.texte.strip():
        return filtre
    if menages.compter(menages.CompterMenages(filtre), uow) >= PEU:
        return filtre
    trouves = recherche.chercher(recherche.Chercher(filtre.texte, _PROCHES), uow)
    ids = tuple(t.menage_id for t in trouves)
    if filtre.parmi is not None:
        ids = tuple(i for i in ids if i in set(filtre.parmi))
    return replace(filtre, texte="", parmi=ids)


def compter(filtre: FiltreMenages, uow: UnitOfWork) -> int:
    """How many households the list holds."""
    return menages.compter(menages.CompterMenages(elargir(filtre, uow)), uow)


def page(demande: PageListe, uow: UnitOfWork) -> tuple[MenageLigne, ...]:
    """Some rows of the list."""
    tri, descendant = ordre(demande.tri)
    return menages.page(
        menages.PageMenages(
            elargir(demande.filtre, uow), tri, descendant, demande.debut, demande.taille
        ),
        uow,
    )


def ids(demande: PageListe, uow: UnitOfWork) -> tuple[UUID, ...]:
    """Every household of the list, in its order."""
    tri, descendant = ordre(demande.tri)
    return menages.ids(menages.IdsMenages(elargir(demande.filtre, uow), tri, descendant), uow)


def bilan(demande: LireBilan, uow: UnitOfWork) -> Bilan:
    """What the list amounts to."""
    filtre = elargir(demande.filtre, uow)

    def combien(voulu: FiltreMenages) -> int:
        return menages.compter(menages.CompterMenages(voulu), uow)

    return Bilan(
        menages.phases(menages.CompterMenages(replace(filtre, phase=None)), uow),
        combien(replace(filtre, sans_visite_depuis=demande.jours, jamais_vus=False)),
        combien(replace(filtre, sans_visite_depuis=None, jamais_vus=True)),
        combien(FiltreMenages(suivi=None)),
        demande.jours,
    )


def ordre(tri: str) -> tuple[TriMenages, bool]:
    """A sort told in text: the column, and whether it goes down."""
    return TriMenages(tri.removeprefix("-") or TriMenages.NOM), tri.startswith("-")
