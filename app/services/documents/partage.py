"""What each reader may receive: the rows of a sheet, emptied by the sharing classes alone.

Nothing here lists columns by hand. A field survives when the column it holds (or every column it
comes from, and the key it was read through) may reach the reader; a row that keeps nothing but
keys disappears; a narrative follows its own visibility (promise 24).
"""

from __future__ import annotations

from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any, TypeVar

from app.domain.accompagnement import Partenaire
from app.domain.menages import FaitsDatesDuParcours, phase_le
from app.domain.partage import Destinataire, note_autorisee
from db.models import Base, colonnes_partageables
from db.queries.fiche_modele import Attente, FicheMenage
from db.queries.fiche_suivi import ConsentementFiche
from db.queries.fil_modele import EntreeFil, Fil, NoteFil

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Regle:
    """For one row type and reader: fields kept, fields emptied (with what), fields holding rows."""

    gardes: frozenset[str]
    vides: tuple[tuple[str, Any], ...]
    lignes: tuple[str, ...]
    parle: frozenset[str]


@lru_cache(maxsize=128)
def _permises(table: str, pour: Destinataire) -> frozenset[str]:
    return colonnes_partageables(Base.metadata.tables[table], pour)


def est_permis(type_: type[Any], champ: str, pour: Destinataire) -> bool:
    """Whether that field of a row type may reach that reader."""
    colonnes = Base.metadata.tables[type_.table].columns
    if champ in colonnes:
        return champ in _permises(type_.table, pour)
    sources = type_.derives.get(champ)
    if sources is None:
        return False
    cle = f"{champ}_id"
    if cle in colonnes and cle not in _permises(type_.table, pour):
        return False
    return all(
        colonne in _permises(table, pour)
        for table, colonne in (source.split(".") for source in sources)
    )


def _est_cle(type_: type[Any], champ: str) -> bool:
    colonne = Base.metadata.tables[type_.table].columns.get(champ)
    return colonne is not None and (colonne.primary_key or bool(colonne.foreign_keys))


@lru_cache(maxsize=128)
def _regle(type_: Any, pour: Destinataire) -> _Regle:
    gardes, vides, lignes = set(), [], []
    for champ in fields(type_):
        est_texte = champ.type in ("str", str)
        contient = str(champ.type).startswith("tuple[") and "Fi" in str(champ.type)
        if contient or str(champ.type).endswith("Fiche"):
            lignes.append(champ.name)
        elif est_permis(type_, champ.name, pour):
            gardes.add(champ.name)
        else:
            vide: Any = () if str(champ.type).startswith("tuple[") else ("" if est_texte else None)
            vides.append((champ.name, vide))
    parle = frozenset(c for c in gardes if not _est_cle(type_, c))
    return _Regle(frozenset(gardes), tuple(vides), tuple(lignes), parle)


def peut_lire(type_: Any, pour: Destinataire) -> bool:
    """Whether rows of that type (a class of `fiche_modele`) say anything to this reader."""
    return bool(_regle(type_, pour).parle)


@dataclass(frozen=True, slots=True)
class Lecteur:
    """A reader, and whether the household agreed that its narratives reach them."""

    pour: Destinataire
    recits: bool = True

    def voit(self, ligne: _T) -> _T | None:
        """`ligne` with what this reader may not receive emptied; None when nothing is left."""
        type_: Any = type(ligne)
        if isinstance(ligne, NoteFil) and not (
            self.recits and note_autorisee(ligne.visibilite, self.pour)
        ):
            return None
        regle = _regle(type_, self.pour)
        change: dict[str, Any] = dict(regle.vides)
        for champ in regle.lignes:
            valeur = getattr(ligne, champ)
            if isinstance(valeur, tuple):
                change[champ] = self.voit_tous(valeur)
            elif is_dataclass(valeur):
                change[champ] = self.voit(valeur)
        if not regle.parle and not any(change.get(champ) for champ in regle.lignes):
            return None
        return replace(ligne, **change) if change else ligne  # type: ignore[type-var]  # rows are dataclasses

    def voit_tous(self, lignes: tuple[_T, ...]) -> tuple[_T, ...]:
        """The rows this reader may receive."""
        vues = (self.voit(ligne) for ligne in lignes)
        return tuple(vue for vue in vues if vue is not None)


def lecteur(fiche: FicheMenage, pour: Destinataire) -> Lecteur:
    """The reader of that sheet: narratives reach the bailleur only with a standing agreement."""
    return Lecteur(
        pour,
        recits=pour is not Destinataire.BAILLEUR or accord_actif(fiche.consentements, fiche.jour),
    )


def expurger(fiche: FicheMenage, qui: Lecteur) -> FicheMenage:
    """The sheet as that reader may receive it.

    The phase is deduced again without the one the team may have set, when the reader may not
    know that one.
    """
    change: dict[str, Any] = {}
    for champ in fields(FicheMenage):
        valeur = getattr(fiche, champ.name)
        if champ.name == "attente":
            change[champ.name] = _attente(valeur, qui)
        elif isinstance(valeur, tuple):
            change[champ.name] = qui.voit_tous(valeur)
        elif hasattr(valeur, "table"):
            change[champ.name] = qui.voit(valeur)
    menage = change["menage"]
    faits = FaitsDatesDuParcours(fiche.faits.depart, fiche.faits.retour, menage.phase_forcee)
    return replace(fiche, **change, faits=faits, phase=phase_le(faits, fiche.jour))


def _attente(attentes: tuple[Attente, ...], qui: Lecteur) -> tuple[Attente, ...]:
    vues = ((a, qui.voit(a.objet)) for a in attentes)
    return tuple(replace(a, objet=objet) for a, objet in vues if objet is not None)


def expurger_fil(fil: Fil, qui: Lecteur) -> tuple[EntreeFil, ...]:
    """The chronology as that reader may receive it."""
    vues = ((e, qui.voit(e.contenu)) for e in fil.entrees)
    return tuple(replace(e, contenu=contenu) for e, contenu in vues if contenu is not None)


def _derniere_parole(consentements: tuple[ConsentementFiche, ...]) -> list[ConsentementFiche]:
    du_bailleur = [c for c in consentements if c.partenaire is Partenaire.BAILLEUR]
    dernier = max((c.donne_le for c in du_bailleur), default=None)
    return [c for c in du_bailleur if c.donne_le == dernier]


def refuse(consentements: tuple[ConsentementFiche, ...], jour: date) -> bool:
    """Whether the household's latest word to the bailleur is a refusal, or was withdrawn."""
    return any(
        not c.accorde or (c.retire_le is not None and c.retire_le <= jour)
        for c in _derniere_parole(consentements)
    )


def accord_actif(consentements: tuple[ConsentementFiche, ...], jour: date) -> bool:
    """Whether the household agreed to share with the bailleur and still does."""
    return bool(_derniere_parole(consentements)) and not refuse(consentements, jour)
