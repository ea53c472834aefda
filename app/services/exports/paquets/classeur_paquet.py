"""The workbook of a package: a sheet that explains its columns, then a sheet a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time
from enum import Enum
from operator import itemgetter
from types import MappingProxyType
from typing import IO, Any
from uuid import UUID

from app.core.i18n import _
from app.domain.paquets import Manifeste
from app.services.exports import tableaux
from app.services.exports.classeur import Classeur, ColonneFeuille
from app.services.exports.paquets import descripteur, lisez_moi
from app.services.exports.paquets.formats import ecrire_feuille
from app.services.exports.paquets.lecture import TableComposee
from app.services.exports.projection import Colonne

_LARGES = MappingProxyType(
    {"texte": 60, "description": 60, "precision": 40, "motif": 40, "nom": 28, "courriel": 28}
)
_PAR_GENRE: tuple[tuple[type, float], ...] = (
    (UUID, 14),
    (Enum, 18),
    (bool, 11),
    (datetime, 17),
    (date, 12),
    (time, 9),
    (str, 22),
    (object, 12),
)
"""How wide a column is, in characters, by what it holds."""
_BOUTON = 4
"""Characters the button of its filter hides."""
_ETROITE = 8
"""Columns a screen shows at once: past them, the first one stays in sight."""
Lire = Callable[[TableComposee], Iterable[Sequence[Sequence[Any]]]]


def ecrire_classeur(
    flux: IO[bytes], tables: Sequence[TableComposee], manifeste: Manifeste, lire: Lire
) -> None:
    """Write it to `flux`; `lire` gives the batches of a table when its turn comes."""
    classeur = Classeur(flux)
    entetes = [ColonneFeuille(texte, large, texte=True) for texte, large in _entetes()]
    with classeur.feuille(_("Lisez-moi"), entetes) as feuille:
        feuille.ligne((None, None, lisez_moi.intitule(manifeste)))
        for table in tables:
            for colonne in table.colonnes:
                dit = tableaux.explication(colonne.nom, colonne.libelle)
                ecrite = _ecrite(colonne)
                feuille.ligne((table.titre, colonne.nom, dit, ecrite))
    for table in tables:
        ordre = _ordre(table)
        lisible = replace(
            table,
            colonnes=tuple(table.colonnes[i] for i in ordre),
            lectures=tuple(table.lectures[i] for i in ordre),
        )
        colonnes = [_colonne(c) for c in lisible.colonnes]
        with classeur.feuille(table.titre, colonnes, figee=len(colonnes) > _ETROITE) as feuille:
            ecrire_feuille(lisible, _ranger(lire(table), ordre), feuille)
    classeur.fermer()


def _ordre(table: TableComposee) -> tuple[int, ...]:
    """What people read first, then the ids that tie the sheets together."""
    return tuple(sorted(range(len(table.colonnes)), key=lambda i: table.colonnes[i].genre is UUID))


def _ranger(
    lots: Iterable[Sequence[Sequence[Any]]], ordre: tuple[int, ...]
) -> Iterator[Sequence[Sequence[Any]]]:
    if len(ordre) == 1:
        yield from lots
        return
    prendre = itemgetter(*ordre)
    for lot in lots:
        yield [prendre(ligne) for ligne in lot]


def _entetes() -> tuple[tuple[str, float], ...]:
    return (
        (_("Onglet"), 28),
        (_("Colonne"), 30),
        (_("Ce qu’elle contient"), 44),
        (_("Comment elle est écrite"), 44),
    )


def _ecrite(colonne: Colonne) -> str:
    if issubclass(colonne.genre, datetime):
        return _("date et heure (heure locale)")
    return descripteur.genre_dit(colonne)


def _colonne(colonne: Colonne) -> ColonneFeuille:
    dit = tableaux.explication(colonne.nom, colonne.libelle)
    texte = colonne.genre is str
    large: float | None = _LARGES.get(colonne.nom) if texte else None
    if large is None:
        large = next(large for base, large in _PAR_GENRE if issubclass(colonne.genre, base))
    mot = max(map(len, dit.split()), default=0)
    return ColonneFeuille(dit, max(large, mot + _BOUTON), texte=texte)
