"""What changed for a recipient since a point of the journal: new, changed, to be erased.

Each row that may have changed is judged twice by the rules of `projection`: on the base as it was,
and as it is. A row nobody wrote to may change sides too, because what it belongs to did: what a
household that agrees again brings with it, what a complaint moved to another estate takes away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import Column, Connection, Table, select

from app.core.errors import RegleMetier
from app.domain.accompagnement import Partenaire
from app.domain.partage import Partage
from app.services.exports import projection
from app.services.exports.projection import Perimetre, Projection
from app.services.exports.selection.retraits import RaisonRetrait, Retrait
from db import avant
from db.avant import Autrefois, Touchee, parmi
from db.models import Base, Consentement

LIGNES_MAX = 50_000
"""Lines of the journal past which a whole package is simpler, and told as such."""
DROITS = ("consentement", "occupation")
"""Tables that never leave and yet decide what may."""
MERES = MappingProxyType(
    {
        "visite_id": "visite",
        "demenagement_id": "demenagement",
        "reclamation_id": "reclamation",
        "etat_id": "etat_des_lieux",
    }
)
"""What a row without a household of its own belongs to."""


@dataclass(frozen=True, slots=True)
class Repere:
    """Where a recipient stands: how far the journal was read for it, and on which day."""

    seq: int
    jour: date


@dataclass(frozen=True, slots=True)
class DeltaTable:
    """What changed in a table (ids in hex). `modifiees` maps a row to the columns that changed."""

    nouvelles: frozenset[str] = frozenset()
    modifiees: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    retirees: Mapping[str, RaisonRetrait] = field(default_factory=lambda: MappingProxyType({}))
    avant: Mapping[str, avant.Ligne] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def partent(self) -> frozenset[str]:
        """The rows to send."""
        return self.nouvelles | self.modifiees.keys()


@dataclass(frozen=True, slots=True)
class Delta:
    """What changed, by table."""

    tables: Mapping[str, DeltaTable]

    @property
    def vide(self) -> bool:
        """Whether there is nothing to tell."""
        return not any(t.partent or t.retirees for t in self.tables.values())

    def retraits(self) -> tuple[Retrait, ...]:
        """What the recipient must erase."""
        return tuple(
            Retrait(nom, UUID(hex=id_), raison)
            for nom, table in self.tables.items()
            for id_, raison in sorted(table.retirees.items())
        )


def calculer(
    connexion: Connection,
    gardees: Iterable[Projection],
    perimetre: Perimetre,
    depuis: Repere,
) -> Delta:
    """What changed in the tables and columns a profile keeps.

    A household that may not leave any more is one line: with it goes all that was about it.
    Raises `RegleMetier("envoi.trop_de_changements")` past `LIGNES_MAX` lines of the journal.
    """
    toutes = projection.projections()
    noms = {p.nom for p in toutes} | set(DROITS)
    nombre = avant.compter(connexion, depuis.seq, noms)
    if nombre > LIGNES_MAX:
        raise RegleMetier("envoi.trop_de_changements", nombre=nombre)
    precis = replace(perimetre, ligne_a_ligne=True)
    with avant.autrefois(connexion, depuis.seq, noms) as autrefois:
        alors = replace(precis, jour=depuis.jour)
        calcul = _Calcul(connexion, precis, alors, autrefois, {p.nom for p in toutes})
        return calcul.tout(toutes, {p.nom: p for p in gardees})


def menages_perdus(
    connexion: Connection, perimetre: Perimetre, depuis: Repere
) -> Mapping[str, RaisonRetrait] | None:
    """The households (ids in hex) that could leave then and may not any more, and why.

    None when that cannot be told: too much changed since, or the journal lost lines. Nothing was
    written on what decides it, nothing more is read.
    """
    noms = {"menage", "logement", "cite", *DROITS}
    nombre = avant.compter(connexion, depuis.seq, noms)
    if nombre > LIGNES_MAX or not avant.entier(connexion, depuis.seq):
        return None
    if not nombre and perimetre.jour == depuis.jour:
        return {}
    precis = replace(perimetre, ligne_a_ligne=True)
    with avant.autrefois(connexion, depuis.seq, noms) as autrefois:
        alors = replace(precis, jour=depuis.jour)
        calcul = _Calcul(connexion, precis, alors, autrefois, {"menage"})
        seuls = tuple(p for p in projection.projections() if p.nom == "menage")
        delta = calcul.tout(seuls, {})
    return delta.tables["menage"].retirees if "menage" in delta.tables else {}


def rattachee(nom: str, gardees: Mapping[str, Projection]) -> bool:
    """Whether the recipient can tell which rows of that table are about a household.

    It cannot when the profile leaves out what ties them to it: a column, or the table in between.
    """
    gardee = gardees.get(nom)
    if gardee is None:
        return False
    noms = {c.nom for c in gardee.colonnes}
    if "menage_id" in gardee.table.c:
        return "menage_id" in noms
    return any(
        cle in noms and rattachee(mere, gardees)
        for cle, mere in MERES.items()
        if cle in gardee.table.c
    )


def _d_un_menage(table: Table) -> bool:
    return "menage_id" in table.c or any(cle in table.c for cle in MERES)


class _Calcul:
    """One reckoning: tables in the order of their references, so that what flips is known."""

    def __init__(
        self,
        connexion: Connection,
        ici: Perimetre,
        alors: Perimetre,
        autrefois: Autrefois,
        noms: Iterable[str],
    ) -> None:
        self.connexion, self.ici, self.alors = connexion, ici, alors
        self.autrefois = autrefois
        self._cles = _cles(noms)
        self.candidates: dict[str, set[str]] = defaultdict(set)
        self.perdus: frozenset[str] = frozenset()
        self.accords: set[str] = set()
        self.remplacees: set[str] = set()
        self.rattachees: frozenset[str] = frozenset()
        self.a_dire = False
        for nom, lignes in autrefois.touchees.items():
            self.candidates[nom] |= lignes.keys()

    def tout(self, toutes: Iterable[Projection], gardees: Mapping[str, Projection]) -> Delta:
        """The tables in dependency order; those the profile leaves out are only judged."""
        faites = {}
        siennes = {n for n, p in gardees.items() if _d_un_menage(p.table)}
        self.rattachees = frozenset(n for n in siennes if rattachee(n, gardees))
        self.a_dire = siennes != self.rattachees
        self._droits_des_menages()
        # What a household may share decides for all that is about it: it comes first.
        for permise in sorted(toutes, key=lambda p: p.nom != "menage"):
            if permise.nom == "note":
                self._droits_des_notes()
            juge = self._table(permise, gardees.get(permise.nom))
            if juge is not None and (juge.partent or juge.retirees):
                faites[permise.nom] = juge
        return Delta(faites)

    def _droits_des_menages(self) -> None:
        """The households whose right to leave may have changed."""
        self.accords = self._menages_de("consentement") | self._echus()
        self.candidates["menage"] |= self.accords
        if self.ici.limite:
            self.candidates["menage"] |= self._menages_de("occupation") | self._habitants()

    def _droits_des_notes(self) -> None:
        """The notes whose right to leave may have changed: agreement, replaced by another."""
        note = Base.metadata.tables["note"]
        self.candidates["note"] |= self._ids(
            note.c.id,
            parmi(note.c.menage_id, self.accords - self.perdus),
            note.c.visibilite == Partage.BAILLEUR,
        )
        self.remplacees = {
            ligne["remplace_id"]
            for touchee in self._touchees("note").values()
            for ligne in (touchee.avant, touchee.maintenant)
            if ligne is not None and ligne["remplace_id"] is not None
        }
        self.candidates["note"] |= self.remplacees

    def _menages_de(self, table: str) -> set[str]:
        return {m for t in self._touchees(table).values() for m in t.menages}

    def _echus(self) -> set[str]:
        """Households whose withdrawal, told ahead, took effect in between."""
        return self._ids(
            Consentement.menage_id,
            Consentement.partenaire == Partenaire.BAILLEUR,
            Consentement.retire_le > min(self.alors.jour, self.ici.jour),
            Consentement.retire_le <= max(self.alors.jour, self.ici.jour),
        )

    def _habitants(self) -> set[str]:
        """Households of the homes that changed estates, or whose estate changed owners."""
        logement, occupation = (Base.metadata.tables[n] for n in ("logement", "occupation"))
        deplaces = {i for i, t in self._touchees("logement").items() if t.changee(("cite_id",))}
        cites = {i for i, t in self._touchees("cite").items() if t.changee(("bailleur_id",))}
        if cites:
            deplaces |= self._ids(logement.c.id, parmi(logement.c.cite_id, cites))
        return self._ids(occupation.c.menage_id, parmi(occupation.c.logement_id, deplaces))

    def _table(self, permise: Projection, gardee: Projection | None) -> DeltaTable | None:
        nom, table = permise.nom, permise.table
        candidates = self.candidates.get(nom, set())
        if not candidates:
            return None
        visibles = self._visibles(table, candidates, avant_=False)
        vues = self._visibles(table, candidates, avant_=True)
        perdues = vues - visibles
        if nom == "menage":
            self.perdus = frozenset(perdues)
        effacees = self._effacees(table, vues)
        renvoyees = effacees & visibles
        # Nothing to follow from a household to erase: all that is about it goes with it, unless
        # the recipient has no way to know what is.
        suivies = perdues if nom != "menage" or self.a_dire else set()
        self._suivre(table, (visibles - vues) | suivies, renvoyees)
        if gardee is None and nom != "menage":
            return None
        nouvelles = (visibles - vues) | renvoyees
        colonnes = tuple(c.nom for c in gardee.colonnes) if gardee is not None else ()
        modifiees = self._modifiees(nom, (visibles & vues) - nouvelles, colonnes)
        touchees = self._touchees(nom)
        return DeltaTable(
            frozenset(nouvelles) if gardee is not None else frozenset(),
            modifiees,
            # One line for a household says it all.
            self._retirees(nom, perdues - effacees),
            {
                id_: {c: ligne[c] for c in colonnes}
                for id_ in (modifiees.keys() | perdues)
                if id_ in touchees and (ligne := touchees[id_].avant) is not None
            },
        )

    def _modifiees(
        self, nom: str, restees: Iterable[str], colonnes: tuple[str, ...]
    ) -> dict[str, tuple[str, ...]]:
        touchees = self._touchees(nom)
        changes = {id_: touchees[id_].changee(colonnes) for id_ in restees if id_ in touchees}
        return {id_: changees for id_, changees in changes.items() if changees}

    def _effacees(self, table: Table, ids: Iterable[str]) -> set[str]:
        """Those that were about a household to erase: the recipient erases them with it."""
        c = table.c
        if not self.perdus or table.name not in self.rattachees:
            return set()
        conditions = []
        if "menage_id" in c:
            conditions.append(parmi(c.menage_id, self.perdus))
        for cle, nom in MERES.items() if not conditions else ():
            if cle in c:
                mere = Base.metadata.tables[nom]
                siennes = select(mere.c.id).where(parmi(mere.c.menage_id, self.perdus))
                conditions.append(c[cle].in_(siennes))
        if not conditions:
            return set()
        requete = select(c.id).where(parmi(c.id, ids), *conditions)
        return {i.hex for i in self.connexion.execute(self.autrefois.lire(requete)).scalars()}

    def _retirees(self, nom: str, perdues: Iterable[str]) -> dict[str, RaisonRetrait]:
        if nom == "menage":
            return self._raisons_menages(perdues)
        touchees = self._touchees(nom)
        return {id_: self._raison(nom, id_, touchees.get(id_)) for id_ in perdues}

    def _raison(self, nom: str, id_: str, touchee: Touchee | None) -> RaisonRetrait:
        if touchee is not None and touchee.maintenant is None:
            return RaisonRetrait.EFFACE
        if nom == "note":
            sien = touchee is None and id_ not in self.remplacees
            return RaisonRetrait.ACCORD_RETIRE if sien else RaisonRetrait.EFFACE
        return RaisonRetrait.HORS_PERIMETRE if self.ici.limite else RaisonRetrait.EFFACE

    def _raisons_menages(self, perdus: Iterable[str]) -> dict[str, RaisonRetrait]:
        menage, perdus = Base.metadata.tables["menage"], set(perdus)
        la = self._ids(menage.c.id, parmi(menage.c.id, perdus), menage.c.fusionne_dans_id.is_(None))
        refus = self._ids(menage.c.id, parmi(menage.c.id, perdus), projection.refus(self.ici.jour))
        raisons = {}
        for id_ in perdus:
            if id_ not in la:
                raisons[id_] = RaisonRetrait.EFFACE
            elif id_ in refus:
                raisons[id_] = RaisonRetrait.ACCORD_RETIRE
            else:
                raisons[id_] = RaisonRetrait.HORS_PERIMETRE
        return raisons

    def _suivre(self, table: Table, basculees: set[str], renvoyees: set[str]) -> None:
        """What belongs to rows that changed sides, or that go again, is judged too."""
        for cle in self._cles.get(table.name, ()) if basculees or renvoyees else ():
            fille = cle.table
            self.candidates[fille.name] |= self._ids(fille.c.id, parmi(cle, basculees | renvoyees))

    def _visibles(self, table: Table, ids: Iterable[str], *, avant_: bool) -> set[str]:
        perimetre = self.alors if avant_ else self.ici
        requete = select(table.c.id).where(
            parmi(table.c.id, ids), *projection.filtre(table, perimetre)
        )
        if avant_:
            requete = self.autrefois.lire(requete)
        return {i.hex for i in self.connexion.execute(requete).scalars()}

    def _ids(self, colonne: Any, *conditions: Any) -> set[str]:
        trouves = self.connexion.execute(select(colonne).where(*conditions)).scalars()
        return {i.hex for i in trouves if i is not None}

    def _touchees(self, nom: str) -> Mapping[str, Touchee]:
        return self.autrefois.touchees.get(nom, {})


def _cles(noms: Iterable[str]) -> dict[str, list[Column[Any]]]:
    """By table, the columns of other tables that leave and refer to its rows."""
    cles: dict[str, list[Column[Any]]] = defaultdict(list)
    for nom in sorted(noms):
        for colonne in Base.metadata.tables[nom].columns:
            for lien in colonne.foreign_keys:
                if lien.column.table.name != nom:
                    cles[lien.column.table.name].append(colonne)
    return cles
