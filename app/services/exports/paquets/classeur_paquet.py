"""The workbook of a package: a sheet that explains its columns, then a sheet a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import IO, Any

from app.core.i18n import _
from app.domain.paquets import Manifeste
from app.services.exports import tableaux
from app.services.exports.classeur import Classeur, ColonneFeuille
from app.services.exports.paquets import descripteur, lisez_moi
from app.services.exports.paquets.formats import ecrire_feuille
from app.services.exports.paquets.lecture import TableComposee
from app.services.exports.projection import Colonne

_LARGES = ("texte", "description")
Lire = Callable[[TableComposee], Iterable[Sequence[Sequence[Any]]]]


def ecrire_classeur(
    flux: IO[bytes], tables: Sequence[TableComposee], manifeste: Manifeste, lire: Lire
) -> None:
    """Write it to `flux`; `lire` gives the batches of a table when its turn comes."""
    classeur = Classeur(flux)
    entetes = [ColonneFeuille(texte, large) for texte, large in _entetes()]
    with classeur.feuille(_("Lisez-moi"), entetes) as feuille:
        feuille.ligne((lisez_moi.intitule(manifeste),))
        for table in tables:
            for colonne in table.colonnes:
                dit = tableaux.explication(colonne.nom, colonne.libelle)
                ecrite = descripteur.genre_dit(colonne)
                feuille.ligne((table.titre, colonne.nom, dit, ecrite))
    for table in tables:
        with classeur.feuille(table.titre, [_colonne(c) for c in table.colonnes]) as feuille:
            ecrire_feuille(table, lire(table), feuille)
    classeur.fermer()


def _entetes() -> tuple[tuple[str, float], ...]:
    return (
        (_("Onglet"), 28),
        (_("Colonne"), 30),
        (_("Ce qu’elle contient"), 44),
        (_("Comment elle est écrite"), 44),
    )


def _colonne(colonne: Colonne) -> ColonneFeuille:
    large = 14 if colonne.nom.endswith("id") else max(12, min(40, len(colonne.libelle) + 4))
    dit = tableaux.explication(colonne.nom, colonne.libelle)
    return ColonneFeuille(dit, 48 if colonne.nom in _LARGES else large)
