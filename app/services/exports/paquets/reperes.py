"""Whose row it is: the household and the home a row of the workbook is about, in words.

Ids tie the tables of machines together; a clerk reads names. They are looked up for each batch of
rows and judged once more by the rules of `projection`: what may not leave, or the profile leaves
out, is not told here either.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import Connection, Select, bindparam, func, select
from sqlalchemy.orm import Session

from app.core.i18n import _
from app.domain.adresse import afficher
from app.services.exports import projection
from app.services.exports.classeur import contenu
from app.services.exports.paquets.formats import CelluleEcrite
from app.services.exports.projection import Colonne, Perimetre, Projection
from app.services.exports.selection.changements import MERES, rattachee
from db.models import Base

if TYPE_CHECKING:
    from app.services.exports.paquets.lecture import Lecture, TableComposee

MENAGE, LOGEMENT = "menage", "logement"
_DU_MENAGE = ("nom", "numero_contrat")
_ADRESSE = ("numero", "repetition", "voie")
_DU_LOGEMENT = ("code_ug", *_ADRESSE)
_GARDES = 1 << 12
"""Households and homes kept while rows about them follow each other."""
Cellules = tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Repere:
    """A readable column: `cle` is the id of the row that leads to it, `preparer` reads a batch."""

    colonne: Colonne
    cle: str
    lecture: Lecture
    preparer: Callable[[Iterable[Any]], None]


@dataclass(frozen=True, slots=True)
class _Chemin:
    """How the rows of a table lead to a household or a home: `cle`, or the `lien` of its mother."""

    cible: str
    cle: str
    libelle: str
    mere: str | None = None
    lien: str = ""


def nommes(gardees: Iterable[Projection]) -> frozenset[str]:
    """What sheets name besides their own columns: households, homes, both or neither."""
    siennes = {p.nom: p for p in gardees}
    return frozenset(c.cible for p in siennes.values() for c in _chemins(p, siennes))


class Reperes:
    """The readable columns of the sheets of one workbook; `gardes` are known at once at most."""

    def __init__(
        self,
        session: Session,
        gardees: Iterable[Projection],
        perimetre: Perimetre,
        *,
        gardes: int = _GARDES,
    ) -> None:
        self._session, self._perimetre, self._gardes = session, perimetre, gardes
        self._gardees = {p.nom: p for p in gardees}
        self._registres: dict[tuple[str, str | None, str], _Registre] = {}

    def de(self, table: TableComposee) -> tuple[Repere, ...]:
        """Those of a table, in the order they are read."""
        if table.projection is None:
            return ()
        return tuple(
            repere
            for chemin in _chemins(table.projection, self._gardees)
            for repere in self._reperes(chemin)
        )

    def _reperes(self, chemin: _Chemin) -> list[Repere]:
        cle = (chemin.cible, chemin.mere, chemin.lien)
        registre = self._registres.get(cle)
        noms = _noms(self._gardees[chemin.cible])
        if registre is None:
            requete = _requete(chemin, noms, self._perimetre)
            composer = _du_menage if chemin.cible == MENAGE else _du_logement
            registre = self._registres[cle] = _Registre(
                self._session.connection(), requete, noms, composer, self._gardes
            )
        return [
            Repere(colonne, chemin.cle, lues.get, registre.preparer)
            for colonne, lues in zip(_colonnes(chemin, noms), registre.colonnes, strict=True)
        ]


class _Registre:
    """The cells of some households, or homes, by the id that leads to them."""

    def __init__(
        self,
        connexion: Connection,
        requete: Select[Any],
        noms: Sequence[str],
        composer: Callable[[Mapping[str, Any]], Sequence[str]],
        gardes: int,
    ) -> None:
        self._connexion, self._requete, self._gardes = connexion, requete, gardes
        self._noms, self._composer = noms, composer
        nombre = len(composer(dict.fromkeys(noms)))
        self.colonnes: tuple[dict[Any, str | None], ...] = tuple({} for _n in range(nombre))

    def preparer(self, cles: Iterable[Any]) -> None:
        """Have the cells of those at hand; of what may not be named, none."""
        demandees = set(cles) - {None}
        lues = self.colonnes[0]
        manquent = demandees - lues.keys()
        if not manquent:
            return
        if len(lues) + len(manquent) > self._gardes:
            for colonne in self.colonnes:
                colonne.clear()
            manquent = demandees
        for colonne in self.colonnes:
            colonne.update(dict.fromkeys(manquent))
        par_hexa = {cle.hex if isinstance(cle, UUID) else cle: cle for cle in manquent}
        with self._connexion.execute(self._requete, {"ids": json.dumps(sorted(par_hexa))}) as lu:
            curseur: Any = lu.cursor
            for hexa, *valeurs in curseur:
                dits = self._composer(dict(zip(self._noms, valeurs, strict=True)))
                for colonne, dit in zip(self.colonnes, dits, strict=True):
                    colonne[par_hexa[hexa]] = contenu(dit) if dit else None


def _chemins(table: Projection, gardees: Mapping[str, Projection]) -> list[_Chemin]:
    """The household first, then the homes; only by ties the recipient has."""
    chemins = []
    if table.nom != MENAGE and _noms_si(gardees, MENAGE) and rattachee(table.nom, gardees):
        chemins += _vers(table, gardees, MENAGE)
    if table.nom != LOGEMENT and _noms_si(gardees, LOGEMENT):
        chemins += _vers(table, gardees, LOGEMENT)
    return chemins


def _vers(table: Projection, gardees: Mapping[str, Projection], cible: str) -> list[_Chemin]:
    """The columns of the table that name it, else those of what its rows are told of."""
    if siennes := _cles(table, cible):
        return [_Chemin(cible, c.nom, _titre(c, cible)) for c in siennes]
    presentes = {c.nom for c in table.colonnes}
    for cle, mere in MERES.items():
        # The visit a note or a complaint was told at is not what it is about.
        if cle in presentes and mere in gardees and f"{cible}_id" not in table.table.c:
            for lien in _cles(gardees[mere], cible):
                if lien.nom == f"{cible}_id":
                    return [_Chemin(cible, cle, _titre(lien, cible), mere, lien.nom)]
    return []


def _cles(table: Projection, cible: str) -> list[Colonne]:
    return [
        c
        for c in table.colonnes
        if any(k.column.table.name == cible for k in table.table.c[c.nom].foreign_keys)
        and (cible != MENAGE or c.nom == "menage_id")
    ]


def _titre(cle: Colonne, cible: str) -> str:
    if cle.nom == f"{cible}_id":
        return _("Ménage") if cible == MENAGE else _("Logement")
    return cle.libelle


def _noms_si(gardees: Mapping[str, Projection], cible: str) -> tuple[str, ...]:
    return _noms(gardees[cible]) if cible in gardees else ()


def _noms(cible: Projection) -> tuple[str, ...]:
    """The columns that name a household or a home, among those that leave."""
    partent = {c.nom for c in cible.colonnes}
    return tuple(n for n in (_DU_MENAGE if cible.nom == MENAGE else _DU_LOGEMENT) if n in partent)


def _colonnes(chemin: _Chemin, noms: Sequence[str]) -> list[Colonne]:
    """What the sheet shows: a household by its name and its contract, a home on one line."""
    if chemin.cible == LOGEMENT:
        nom = (chemin.lien or chemin.cle).removesuffix("_id")
        return [Colonne(nom, chemin.libelle, CelluleEcrite, obligatoire=False)]
    titres = {"nom": chemin.libelle, "numero_contrat": _("Numéro de contrat")}
    return [Colonne(f"menage.{n}", titres[n], CelluleEcrite, obligatoire=False) for n in noms]


def _du_menage(valeurs: Mapping[str, Any]) -> Sequence[str]:
    return tuple(v or "" for v in valeurs.values())


def _du_logement(valeurs: Mapping[str, Any]) -> Sequence[str]:
    """ "0123 – 14 bis Rue de Stockholm"."""
    rue = afficher(*(valeurs.get(n) for n in _ADRESSE))
    return (" – ".join(dit for dit in (valeurs.get("code_ug"), rue) if dit),)


def _requete(chemin: _Chemin, noms: Sequence[str], perimetre: Perimetre) -> Select[Any]:
    """What reads the names of those ids that may leave: of their mothers when they have one."""
    table = Base.metadata.tables[chemin.cible]
    depart = table if chemin.mere is None else Base.metadata.tables[chemin.mere]
    ids = func.json_each(bindparam("ids")).table_valued("value")
    lue = select(depart.c.id, *(table.c[n] for n in noms)).where(
        depart.c.id.in_(select(ids.c.value)), *projection.filtre(table, perimetre)
    )
    if chemin.mere is None:
        return lue
    return lue.join_from(depart, table, table.c.id == depart.c[chemin.lien])
