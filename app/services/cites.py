"""Estates and landlords; the catalogue of estates shipped with the app."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

import resources
from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import N_, _
from app.domain.texte import cle
from app.services.champs import poser, valider
from app.services.chargement import charger, obligatoire
from db.models import Bailleur, Cite
from db.queries import cites as lecture
from db.queries.cites import BailleurLigne, CiteLigne
from db.uow import Transaction, UnitOfWork

__all__ = [
    "CHAMPS",
    "AjouterDepuisCatalogue",
    "BailleurLigne",
    "CiteCatalogue",
    "CiteLigne",
    "CreerBailleur",
    "CreerCite",
    "ListerBailleurs",
    "ListerCites",
    "ModifierBailleur",
    "ModifierCite",
    "bailleurs",
    "catalogue",
    "creer",
    "creer_bailleur",
    "depuis_catalogue",
    "lister",
    "modifier",
    "modifier_bailleur",
]

CHAMPS = frozenset(Cite.__table__.c.keys()) - {"id"}
_CHAMPS_BAILLEUR = frozenset({"nom", "contact", "telephone", "courriel"})
# The lists of the 2016 mission report an estate was named in.
LISTES: Mapping[str, str] = {
    "1": N_("liste prioritaire de 2016"),
    "2": N_("forts enjeux sociaux signalés en 2016"),
    "3": N_("signalée par son intercommunalité en 2016"),
    "4": N_("rénovation urbaine (ANRU)"),
    "5": N_("fonds européens (FEDER)"),
}


@dataclass(frozen=True, slots=True)
class CiteCatalogue:
    """An estate of the shipped catalogue (mission report of 2016); `cle` tells it apart."""

    cle: str
    nom: str
    communes: str
    epci: str
    proprietaires: str
    unesco: str
    logements_estimes: int | None
    operation: str
    numero_mbm: str


@dataclass(frozen=True, slots=True)
class CreerCite:
    """An estate the catalogue does not know, or fictitious; other fields by column name."""

    nom: str
    communes: str = ""
    champs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierCite:
    """Change some fields of an estate, by column name."""

    cite_id: UUID
    champs: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class AjouterDepuisCatalogue:
    """Add estates of the catalogue by their `cle` or name; those already there are left alone."""

    noms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListerCites:
    """Ask for the estates of the base."""


@dataclass(frozen=True, slots=True)
class ListerBailleurs:
    """Ask for the landlords of the base."""


@dataclass(frozen=True, slots=True)
class CreerBailleur:
    """A landlord; contact, phone and mail by column name."""

    nom: str
    champs: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class ModifierBailleur:
    """Change some fields of a landlord, by column name."""

    bailleur_id: UUID
    champs: Mapping[str, object]


def catalogue() -> tuple[CiteCatalogue, ...]:
    """The estates shipped with the app, in the order of the report."""
    texte = resources.texte("catalogues", "cites.csv")
    return tuple(
        CiteCatalogue(
            cle=cle(f"{r['cite']} {r['communes']}"),
            nom=r["cite"],
            communes=r["communes"],
            epci=r["epci"],
            proprietaires=r["proprietaires"],
            unesco=r["unesco"],
            logements_estimes=int(r["logements_estimes"]) if r["logements_estimes"] else None,
            operation=r["operation"] or _(LISTES[r["tableau"]]),
            numero_mbm=r["numero_mbm"],
        )
        for r in csv.DictReader(io.StringIO(texte), delimiter=";")
    )


def lister(_demande: ListerCites, uow: UnitOfWork) -> tuple[CiteLigne, ...]:
    """The estates of the base, by name, with their numbers of dwellings and households."""
    with uow.lecture() as session:
        return lecture.cites(session)


def bailleurs(_demande: ListerBailleurs, uow: UnitOfWork) -> tuple[BailleurLigne, ...]:
    """The landlords of the base, by name."""
    with uow.lecture() as session:
        return lecture.bailleurs(session)


def creer(cmd: CreerCite, uow: UnitOfWork) -> Changes:
    """The estate; raises `RegleMetier("cite.deja")` when one has that name and communes."""
    with uow.ecriture("cite.creer") as tx:
        ligne = _ajouter(tx, cmd)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, cites={ligne.id})


def modifier(cmd: ModifierCite, uow: UnitOfWork) -> Changes:
    """The estate with these fields changed; nothing is written when they already are so."""
    with uow.ecriture("cite.modifier") as tx:
        ligne = charger(tx.session, Cite, cmd.cite_id)
        if not poser(ligne, valider(Cite, _champs(cmd.champs), CHAMPS)):
            return Changes.of(principal=ligne.id)
        _verifier_nom(tx.session, ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, cites={ligne.id})


def depuis_catalogue(cmd: AjouterDepuisCatalogue, uow: UnitOfWork) -> Changes:
    """The estates now in the base; raises `EntreeInvalide("cite.hors_catalogue")`."""
    connues = catalogue()
    with uow.ecriture("cite.depuis_catalogue") as tx:
        presentes = {cle(f"{c.nom} {c.communes}") for c in tx.session.scalars(select(Cite))}
        ajoutees = set()
        for nom in cmd.noms:
            trouvees = [c for c in connues if cle(nom) in (c.cle, cle(c.nom))]
            if len(trouvees) != 1:
                raise EntreeInvalide("cite.hors_catalogue", nom=nom)
            if trouvees[0].cle not in presentes:
                presentes.add(trouvees[0].cle)
                ajoutees.add(_ajouter(tx, _du_catalogue(trouvees[0])).id)
        if not ajoutees:
            return Changes.of()
        tx.commit()
    principal = next(iter(ajoutees)) if len(ajoutees) == 1 else None
    return Changes.of(principal=principal, operation=tx.operation, cites=ajoutees)


def creer_bailleur(cmd: CreerBailleur, uow: UnitOfWork) -> Changes:
    """The landlord; raises `RegleMetier("bailleur.deja")`."""
    with uow.ecriture("bailleur.creer") as tx:
        valeurs = valider(Bailleur, {**cmd.champs, "nom": cmd.nom}, _CHAMPS_BAILLEUR)
        ligne = Bailleur(id=tx.ids.new(), **valeurs)
        _verifier_bailleur(tx.session, ligne)
        tx.session.add(ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, bailleurs={ligne.id})


def modifier_bailleur(cmd: ModifierBailleur, uow: UnitOfWork) -> Changes:
    """The landlord with these fields changed."""
    with uow.ecriture("bailleur.modifier") as tx:
        ligne = charger(tx.session, Bailleur, cmd.bailleur_id)
        if not poser(ligne, valider(Bailleur, cmd.champs, _CHAMPS_BAILLEUR)):
            return Changes.of(principal=ligne.id)
        _verifier_bailleur(tx.session, ligne)
        tx.commit()
    return Changes.of(principal=ligne.id, operation=tx.operation, bailleurs={ligne.id})


def _ajouter(tx: Transaction, cmd: CreerCite) -> Cite:
    valeurs = valider(Cite, _champs(cmd.champs), CHAMPS - {"nom", "communes"})
    nom = obligatoire(cmd.nom, _("Cité"))
    ligne = Cite(id=tx.ids.new(), nom=nom, communes=" ".join(cmd.communes.split()), **valeurs)
    _verifier_nom(tx.session, ligne)
    tx.session.add(ligne)
    tx.session.flush()
    return ligne


def _champs(champs: Mapping[str, object]) -> dict[str, object]:
    """The fields, text ones without empty communes turned into nothing (the column wants text)."""
    return {k: v for k, v in champs.items() if not (k == "communes" and v in ("", None))}


def _du_catalogue(c: CiteCatalogue) -> CreerCite:
    return CreerCite(
        c.nom,
        c.communes,
        {
            "epci": c.epci,
            "proprietaires": c.proprietaires,
            "unesco": c.unesco,
            "logements_estimes": c.logements_estimes,
            "operation": c.operation,
            "numero_mbm": c.numero_mbm,
        },
    )


def _verifier_nom(session: Session, ligne: Cite) -> None:
    """Accents and case do not make another estate."""
    for autre in session.execute(select(Cite.id, Cite.nom, Cite.communes)):
        pareil = (cle(autre.nom), cle(autre.communes)) == (cle(ligne.nom), cle(ligne.communes))
        if pareil and autre.id != ligne.id:
            raise RegleMetier("cite.deja", nom=autre.nom, communes=autre.communes)


def _verifier_bailleur(session: Session, ligne: Bailleur) -> None:
    for autre in session.execute(select(Bailleur.id, Bailleur.nom)):
        if cle(autre.nom) == cle(ligne.nom) and autre.id != ligne.id:
            raise RegleMetier("bailleur.deja", nom=autre.nom)
