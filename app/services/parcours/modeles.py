"""The templates a team may choose, and the one an estate or a batch follows, line by line."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.core.errors import RegleMetier
from app.core.i18n import langue
from app.domain.menages import Phase
from app.domain.parcours import ajuster
from app.domain.parcours_modele import (
    FaitAncre,
    GenreElement,
    GenreParcours,
    LigneModele,
    ModeleParcours,
    NiveauChoix,
    Parcours,
)
from app.services.parcours import mots
from db.queries import parcours as requetes
from db.queries.parcours import AjustementLu
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class ModeleChoix:
    """A template one may choose."""

    code: str
    libelle: str
    genre: GenreParcours
    nb_etapes: int
    nb_pratiques: int
    defaut: bool


@dataclass(frozen=True, slots=True)
class LireModele:
    """Ask for the template of an estate, or of one of its batches."""

    cite_id: UUID
    tranche_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LigneModeleLue:
    """A line of the template as it applies there.

    `echeance` is its rule in words. `ajustement` is what changed it here (or at the estate, seen
    from a batch: its `tranche_id` is then None); `d_origine` the rule in words before that. A line
    taken out is kept here with `retiree`.
    """

    code: str
    genre: GenreElement
    phase: Phase
    libelle: str
    aide: str
    collectif: bool
    obligatoire: bool
    ancre: str
    jours: int
    echeance: str
    d_origine: str
    retiree: bool
    ajoutee: bool
    ajustement: AjustementLu | None


@dataclass(frozen=True, slots=True)
class ElementAjoutable:
    """A milestone or a practice of the catalogue that the template does not have."""

    code: str
    genre: GenreElement
    phase: Phase
    libelle: str


@dataclass(frozen=True, slots=True)
class ModeleLu:
    """The template an estate or a batch follows.

    `propre` is the code chosen there (None: inherited), `niveau` who chose it. `ancres` are what a
    due day may be counted from, (code, words).
    """

    cite_id: UUID
    tranche_id: UUID | None
    cite: str
    tranche: str
    code: str
    libelle: str
    genre: GenreParcours
    propre: str | None
    niveau: NiveauChoix
    choisi: str
    lignes: tuple[LigneModeleLue, ...]
    ajoutables: tuple[ElementAjoutable, ...]
    ancres: tuple[tuple[str, str], ...]
    nb_ajustements: int


def modeles(uow: UnitOfWork) -> tuple[ModeleChoix, ...]:
    """Every template of this machine, in the catalogue's order."""
    parcours = uow.accompagnement.parcours
    return tuple(
        ModeleChoix(
            m.code,
            m.libelle(langue()),
            m.genre,
            sum(li.genre is GenreElement.ETAPE for li in m.lignes),
            sum(li.genre is GenreElement.PRATIQUE for li in m.lignes),
            m.code == parcours.defaut,
        )
        for m in parcours.modeles.values()
    )


def lire_modele(q: LireModele, uow: UnitOfWork) -> ModeleLu:
    """The template followed there; raises `RegleMetier("general.introuvable")`."""
    parcours = uow.accompagnement.parcours
    with uow.lecture() as session:
        lu = requetes.choix(session, q.cite_id, q.tranche_id)
        de_la_cite, de_la_tranche = requetes.ajustements(
            session.connection(), q.cite_id, q.tranche_id
        )
    if lu is None:
        raise RegleMetier("general.introuvable")
    cite, cite_parcours, tranche, tranche_parcours = lu
    modele = parcours.modele(tranche_parcours or cite_parcours)
    du_lieu = NiveauChoix.CITE if cite_parcours else NiveauChoix.DEFAUT
    niveau = NiveauChoix.TRANCHE if tranche_parcours else du_lieu
    ajustements = {(a.genre, a.code): a for a in (*de_la_cite, *de_la_tranche)}
    lignes = _lignes(parcours, modele, de_la_cite, de_la_tranche, ajustements)
    presentes = {(li.genre, li.code) for li in lignes if not li.retiree}
    return ModeleLu(
        cite_id=q.cite_id,
        tranche_id=q.tranche_id,
        cite=cite,
        tranche=tranche,
        code=modele.code,
        libelle=modele.libelle(langue()),
        genre=modele.genre,
        propre=tranche_parcours if q.tranche_id else cite_parcours,
        niveau=niveau,
        choisi=mots.choisi(niveau, tranche if tranche_parcours else cite, "", None),
        lignes=lignes,
        ajoutables=tuple(
            ElementAjoutable(e.code, e.genre, e.phase, e.libelle(langue()))
            for cle, e in parcours.elements.items()
            if cle not in presentes
        ),
        ancres=_ancres(parcours, presentes),
        nb_ajustements=len(de_la_tranche if q.tranche_id else de_la_cite),
    )


def _lignes(
    parcours: Parcours,
    modele: ModeleParcours,
    de_la_cite: tuple[AjustementLu, ...],
    de_la_tranche: tuple[AjustementLu, ...],
    ajustements: dict[tuple[GenreElement, str], AjustementLu],
) -> tuple[LigneModeleLue, ...]:
    effectif = ajuster(modele, [a.regle() for a in de_la_cite], [a.regle() for a in de_la_tranche])
    base = {(li.genre, li.code): li for li in modele.lignes}
    presentes = {(li.genre, li.code) for li in effectif.lignes}
    # Lines taken out stay where they were, so that one sees them and may put them back.
    montrees = list(effectif.lignes)
    for rang, li in enumerate(modele.lignes):
        if (li.genre, li.code) not in presentes:
            precedentes = [(p.genre, p.code) for p in modele.lignes[:rang]]
            place = max(
                (i + 1 for i, m in enumerate(montrees) if (m.genre, m.code) in precedentes),
                default=0,
            )
            montrees.insert(place, li)
    return tuple(
        _ligne(
            parcours,
            li,
            base.get((li.genre, li.code)),
            ajustements.get((li.genre, li.code)),
            retiree=(li.genre, li.code) not in presentes,
        )
        for li in montrees
    )


def _ligne(
    parcours: Parcours,
    li: LigneModele,
    base: LigneModele | None,
    ajustement: AjustementLu | None,
    *,
    retiree: bool,
) -> LigneModeleLue:
    element = parcours.element(li.genre, li.code)
    echeance = mots.ecart(parcours, li.ancre, li.jours)
    return LigneModeleLue(
        code=li.code,
        genre=li.genre,
        phase=li.phase,
        libelle=mots.libelle(parcours, li.genre, li.code),
        aide=mots.aide(element),
        collectif=element.collectif if element else False,
        obligatoire=li.obligatoire,
        ancre=li.ancre,
        jours=li.jours,
        echeance=echeance,
        d_origine=mots.ecart(parcours, base.ancre, base.jours) if base else "",
        retiree=retiree,
        ajoutee=base is None,
        ajustement=ajustement,
    )


def _ancres(
    parcours: Parcours, presentes: set[tuple[GenreElement, str]]
) -> tuple[tuple[str, str], ...]:
    """Facts first, then the milestones of the template."""
    codes = [fait.value for fait in FaitAncre]
    codes += [c for g, c in parcours.elements if g is GenreElement.ETAPE and (g, c) in presentes]
    return tuple((code, mots.ancre(parcours, code)) for code in codes)
