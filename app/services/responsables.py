"""Who repairs: created, put right, stopped; found again by the name a file gives them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import RegleMetier
from app.core.i18n import _
from app.domain.reclamations import GenreResponsable
from app.domain.texte import plier
from app.services.champs import poser, valider
from app.services.chargement import charger, obligatoire
from db.models import Cite, Responsable
from db.queries import responsables as lecture
from db.queries.responsables import ResponsableLigne
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CHAMPS",
    "ArreterResponsable",
    "CreerResponsable",
    "GenreResponsable",
    "ListerResponsables",
    "ModifierResponsable",
    "ResponsableLigne",
    "arreter",
    "creer",
    "lister",
    "modifier",
    "reprendre",
    "trouver",
]

CHAMPS = frozenset(
    {"cite_id", "genre", "nom", "lot", "contact", "telephone", "courriel", "adresse"}
)


@dataclass(frozen=True, slots=True)
class ListerResponsables:
    """Ask for those of an estate and of every estate; stopped ones too if asked."""

    cite_id: UUID | None = None
    actifs: bool = True


@dataclass(frozen=True, slots=True)
class CreerResponsable:
    """One who repairs; other fields by column name: `cite_id` (None: every estate), `lot`…"""

    nom: str
    genre: GenreResponsable = GenreResponsable.ENTREPRISE
    champs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierResponsable:
    """Change some fields of one, by column name."""

    responsable_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class ArreterResponsable:
    """It is no longer asked, or is again (`reprendre`); what it was sent keeps its name."""

    responsable_id: UUID


def lister(demande: ListerResponsables, uow: UnitOfWork) -> tuple[ResponsableLigne, ...]:
    """The bailleur first, then the commune, contractors and others, by name."""
    with uow.lecture() as session:
        return lecture.lister(session, cite_id=demande.cite_id, actifs=demande.actifs)


def creer(cmd: CreerResponsable, uow: UnitOfWork) -> Changes:
    """The one who repairs.

    Raises `EntreeInvalide` ("saisie.…"), `RegleMetier("responsable.deja")` for a name and lot
    already given to an active one of the same estate.
    """
    valeurs = valider(Responsable, {**cmd.champs, "genre": cmd.genre}, CHAMPS)
    with uow.ecriture("responsable.creer") as tx:
        ligne = Responsable(id=tx.ids.new(), nom=obligatoire(cmd.nom, _("Responsable")), **valeurs)
        _verifier(tx, ligne)
        tx.session.add(ligne)
        tx.commit()
    return _changes(tx, ligne)


def modifier(cmd: ModifierResponsable, uow: UnitOfWork) -> Changes:
    """The one who repairs with these fields changed; raises as `creer` does."""
    valeurs = valider(Responsable, cmd.champs, CHAMPS)
    with uow.ecriture("responsable.modifier") as tx:
        ligne = charger(tx.session, Responsable, cmd.responsable_id)
        if not poser(ligne, valeurs):
            return Changes.of(principal=ligne.id)
        _verifier(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def arreter(cmd: ArreterResponsable, uow: UnitOfWork) -> Changes:
    """It is no longer offered; the complaints it was given keep it."""
    return _activer(cmd.responsable_id, uow, "responsable.arreter", actif=False)


def reprendre(cmd: ArreterResponsable, uow: UnitOfWork) -> Changes:
    """It is offered again; raises `RegleMetier("responsable.deja")`."""
    return _activer(cmd.responsable_id, uow, "responsable.reprendre", actif=True)


def trouver(session: Session, texte: str, cite_id: UUID | None) -> UUID | None:
    """The one a file means by `texte`: by name, by name and lot, or by a lot nobody shares.

    Case, accents and punctuation are ignored. One of the estate is preferred to one of every
    estate; None when nobody answers, or several do.
    """
    cherche = plier(texte)
    if not cherche:
        return None
    connus = [
        r
        for r in lecture.lister(session, cite_id=cite_id, actifs=True)
        if cite_id is not None or r.cite_id is None
    ]
    for cles in (_noms, _lots, _debuts):
        for propres in (True, False):
            trouves = [
                r.id for r in connus if (r.cite_id is not None) is propres and cles(r, cherche)
            ]
            if len(trouves) == 1:
                return trouves[0]
            if trouves:
                return None
    return None


def _noms(ligne: ResponsableLigne, cherche: str) -> bool:
    nom = plier(ligne.nom)
    lot = plier(ligne.lot or "")
    return cherche == nom or (bool(lot) and cherche in (f"{nom} {lot}", f"{lot} {nom}"))


def _lots(ligne: ResponsableLigne, cherche: str) -> bool:
    lot = plier(ligne.lot or "")
    return bool(lot) and cherche in (lot, f"lot {lot}")


def _debuts(ligne: ResponsableLigne, cherche: str) -> bool:
    """ "Menuiseries Duval SARL" for "Menuiseries Duval": whole words only."""
    nom = plier(ligne.nom)
    return f"{cherche} ".startswith(f"{nom} ") or f"{nom} ".startswith(f"{cherche} ")


def _activer(responsable_id: UUID, uow: UnitOfWork, libelle: str, *, actif: bool) -> Changes:
    with uow.ecriture(libelle) as tx:
        ligne = charger(tx.session, Responsable, responsable_id)
        if not poser(ligne, {"actif": actif}):
            return Changes.of(principal=ligne.id)
        _verifier(tx, ligne)
        tx.commit()
    return _changes(tx, ligne)


def _verifier(tx: Transaction, ligne: Responsable) -> None:
    if ligne.cite_id is not None:
        charger(tx.session, Cite, ligne.cite_id)
    if ligne.actif is False:
        return
    autres = tx.session.execute(
        select(Responsable.nom, Responsable.lot).where(
            Responsable.actif, Responsable.id != ligne.id, Responsable.cite_id.is_(ligne.cite_id)
        )
        if ligne.cite_id is None
        else select(Responsable.nom, Responsable.lot).where(
            Responsable.actif, Responsable.id != ligne.id, Responsable.cite_id == ligne.cite_id
        )
    )
    for nom, lot in autres:
        if (plier(nom), plier(lot or "")) == (plier(ligne.nom), plier(ligne.lot or "")):
            raise RegleMetier("responsable.deja", nom=nom)


def _changes(tx: Transaction, ligne: Responsable) -> Changes:
    return Changes.of(
        principal=ligne.id,
        operation=tx.operation,
        responsables={ligne.id},
        cites=set() if ligne.cite_id is None else {ligne.cite_id},
    )
