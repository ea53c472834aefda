"""The workbook of a package: a sheet that explains its columns, then a sheet a table.

Codes are worded, and rows tell the household and the home they are about: people read it, machines
have the other formats.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from operator import itemgetter
from types import MappingProxyType
from typing import IO, Any
from uuid import UUID

from app.core.i18n import _
from app.domain.paquets import Manifeste
from app.services.exports import tableaux
from app.services.exports.classeur import Classeur, ColonneFeuille
from app.services.exports.paquets import descripteur, lisez_moi
from app.services.exports.paquets.formats import CelluleEcrite, ecrire_feuille
from app.services.exports.paquets.lecture import Lecture, TableComposee
from app.services.exports.paquets.mots_classeur import MotsDuClasseur
from app.services.exports.paquets.reperes import Repere, Reperes
from app.services.exports.projection import Colonne

_LARGES = MappingProxyType(
    {
        "texte": 60, "description": 60, "precision": 40, "motif": 40, "nom": 28, "courriel": 28,
        "menage.nom": 28, "menage.numero_contrat": 18,
    }
)  # fmt: skip
_PAR_GENRE: tuple[tuple[type, float], ...] = (
    (CelluleEcrite, 44),
    (UUID, 14),
    (bool, 11),
    (datetime, 17),
    (date, 12),
    (time, 9),
    (str, 22),
    (object, 12),
)
"""How wide a column is, in characters, by what it holds."""
_MOT_MIN, _MOT_MAX = 12, 40
"""The same for words of a list: as the longest one."""
_BOUTON = 4
"""Characters the button of its filter hides."""
_ETROITE = 8
"""Columns a screen shows at once: past them, the first one stays in sight."""
Lire = Callable[[TableComposee], Iterable[Sequence[Sequence[Any]]]]


@dataclass(frozen=True, slots=True)
class _Lisible:
    """A table as people read it; `ordre` tells where each of its columns is in the rows read."""

    table: TableComposee
    reperes: tuple[Repere, ...]
    ordre: tuple[int, ...]


def ecrire_classeur(
    flux: IO[bytes],
    tables: Sequence[TableComposee],
    manifeste: Manifeste,
    lire: Lire,
    reperes: Reperes,
) -> None:
    """Write it to `flux`; `lire` gives the batches of a table when its turn comes."""
    classeur, mots = Classeur(flux), MotsDuClasseur()
    lisibles = [(table, _lisible(table, reperes, mots)) for table in tables]
    entetes = [ColonneFeuille(texte, large, texte=True) for texte, large in _entetes()]
    with classeur.feuille(_("Lisez-moi"), entetes) as feuille:
        feuille.ligne((None, None, lisez_moi.intitule(manifeste)))
        for table, lisible in lisibles:
            for colonne in lisible.table.colonnes:
                ecrite = _ecrite(table, colonne, mots)
                feuille.ligne((table.titre, colonne.nom, _dite(colonne), ecrite))
    for table, lisible in lisibles:
        colonnes = [_colonne(table, c, mots) for c in lisible.table.colonnes]
        with classeur.feuille(table.titre, colonnes, figee=len(colonnes) > _ETROITE) as feuille:
            ecrire_feuille(lisible.table, _ranger(lire(table), lisible), feuille)
    classeur.fermer()


def _lisible(table: TableComposee, reperes: Reperes, mots: MotsDuClasseur) -> _Lisible:
    """Whose rows they are, then what people read, then the ids that tie the sheets together."""
    siens = reperes.de(table)
    rangs = {c.nom: i for i, c in enumerate(table.colonnes)}
    ordre = sorted(rangs.values(), key=lambda i: table.colonnes[i].genre is UUID)
    return _Lisible(
        replace(
            table,
            colonnes=(*(r.colonne for r in siens), *(table.colonnes[i] for i in ordre)),
            lectures=(*(r.lecture for r in siens), *(_lecture(table, i, mots) for i in ordre)),
        ),
        siens,
        (*(rangs[r.cle] for r in siens), *ordre),
    )


def _lecture(table: TableComposee, rang: int, mots: MotsDuClasseur) -> Lecture | None:
    """What is read, worded when it is a code."""
    lire, dire = table.lectures[rang], mots.mot(table.nom, table.colonnes[rang])
    if dire is None or lire is None:
        return dire or lire
    lu, mot = lire, dire
    return lambda brut: mot(lu(brut))


def _ranger(
    lots: Iterable[Sequence[Sequence[Any]]], lisible: _Lisible
) -> Iterator[Sequence[Sequence[Any]]]:
    """The rows in that order; the names of a batch are looked up before it is written."""
    prendre = itemgetter(*lisible.ordre)
    cles: dict[Callable[[Iterable[Any]], None], set[int]] = {}
    for rang, repere in zip(lisible.ordre, lisible.reperes, strict=False):
        cles.setdefault(repere.preparer, set()).add(rang)
    for lot in lots:
        for preparer, rangs in cles.items():
            preparer([ligne[rang] for rang in rangs for ligne in lot])
        yield lot if len(lisible.ordre) == 1 else [prendre(ligne) for ligne in lot]


def _entetes() -> tuple[tuple[str, float], ...]:
    return (
        (_("Onglet"), 28),
        (_("Colonne"), 30),
        (_("Ce qu’elle contient"), 44),
        (_("Comment elle est écrite"), 60),
    )


def _dite(colonne: Colonne) -> str:
    if colonne.genre is CelluleEcrite:
        return colonne.libelle
    return tableaux.explication(colonne.nom, colonne.libelle)


def _ecrite(table: TableComposee, colonne: Colonne, mots: MotsDuClasseur) -> str:
    if colonne.genre is CelluleEcrite:
        return _("repris de son onglet, pour lire sans chercher")
    if issubclass(colonne.genre, datetime):
        return _("date et heure (heure locale)")
    possibles = " ; ".join(mots.possibles(table.nom, colonne))
    if not possibles:
        return descripteur.genre_dit(colonne)
    if mots.libre(table.nom, colonne):
        return _("un mot de cette liste, ou un autre : {mots}").format(mots=possibles)
    return _("un mot parmi : {mots}").format(mots=possibles)


def _colonne(table: TableComposee, colonne: Colonne, mots: MotsDuClasseur) -> ColonneFeuille:
    dit = _dite(colonne)
    possibles = mots.possibles(table.nom, colonne)
    texte = colonne.genre in (str, CelluleEcrite) or bool(possibles)
    large: float | None = _LARGES.get(colonne.nom) if texte and not possibles else None
    if possibles:
        large = max(_MOT_MIN, min(_MOT_MAX, max(map(len, possibles)) + 1))
    if large is None:
        large = next(large for base, large in _PAR_GENRE if issubclass(colonne.genre, base))
    mot = max(map(len, dit.split()), default=0)
    return ColonneFeuille(dit, max(large, mot + _BOUTON), texte=texte)
