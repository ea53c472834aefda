"""The words a workbook says for codes: those of the screens and of the paper.

Machines read codes in the other formats; a clerk reads the workbook.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum, StrEnum
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from app.core.i18n import N_, _, langue
from app.domain.catalogues import Catalogue
from app.domain.logements import ClasseDpe
from app.domain.paquets import RETRAITS
from app.services import accompagnement, catalogues
from app.services.exports.projection import Colonne, titres
from app.services.exports.selection.retraits import RaisonRetrait

if TYPE_CHECKING:
    from app.services.documents.vocabulaire import Libelles

Mot = Callable[[Any], str]
_LETTRES: tuple[type[Enum], ...] = (ClasseDpe,)
"""Enumerations whose values are what people say."""
_RAISONS = {
    RaisonRetrait.EFFACE: N_("effacée par l’équipe"),
    RaisonRetrait.ACCORD_RETIRE: N_("le ménage n’est plus d’accord"),
    RaisonRetrait.HORS_PERIMETRE: N_("ne vous concerne plus"),
}
_JOURS = (
    N_("lundi"), N_("mardi"), N_("mercredi"), N_("jeudi"), N_("vendredi"), N_("samedi"),
    N_("dimanche"),
)  # fmt: skip
_GARDES = 1 << 10
"""Words kept a column."""


@dataclass(frozen=True, slots=True)
class _Ecrit:
    """A column of codes kept as texts; `libre`: a word of one's own may stand there too."""

    mot: Mot
    possibles: tuple[str, ...]
    libre: bool = True


class MotsDuClasseur:
    """What the codes of each column say, in the language spoken now."""

    def __init__(self) -> None:
        # The vocabulary brings the paper with it: only packages with a workbook need it.
        from app.services.documents.vocabulaire import Libelles, dire  # noqa: PLC0415

        self._dire: Callable[[StrEnum], str] = dire
        self._ecrits = _ecrits(Libelles(catalogues.charger()))

    def mot(self, table: str, colonne: Colonne) -> Mot | None:
        """How a value of that column is worded; None when it is no code."""
        if issubclass(colonne.genre, Enum):
            return None if colonne.genre in _LETTRES else self._dire
        ecrit = self._ecrits.get((table, colonne.nom))
        return lru_cache(maxsize=_GARDES)(ecrit.mot) if ecrit is not None else None

    def possibles(self, table: str, colonne: Colonne) -> tuple[str, ...]:
        """What that column may say, in words; nothing when it is no code."""
        if issubclass(colonne.genre, Enum):
            dire = self.mot(table, colonne)
            return tuple(str(m.value) if dire is None else dire(m) for m in colonne.genre)
        ecrit = self._ecrits.get((table, colonne.nom))
        return tuple(dict.fromkeys(ecrit.possibles)) if ecrit is not None else ()

    def libre(self, table: str, colonne: Colonne) -> bool:
        """Whether that column may say something else too."""
        ecrit = self._ecrits.get((table, colonne.nom))
        return ecrit is not None and ecrit.libre


def _ecrits(mots: Libelles) -> dict[tuple[str, str], _Ecrit]:
    """The columns that hold codes as texts: how each is worded, and the words there are."""
    c = mots.catalogues
    etats = accompagnement.charger().etat_des_lieux
    # Drawn with the paper too.
    from app.services.etats_des_lieux.lecture import element, piece  # noqa: PLC0415

    plaintes = _Ecrit(mots.reclamation, _tous(c.reclamations))
    jours = tuple(map(_, _JOURS))
    return {
        ("etape", "code"): _Ecrit(mots.etape, _tous(c.etapes)),
        ("pratique", "code"): _Ecrit(mots.pratique, _tous(c.pratiques)),
        ("visite_motif", "code"): _Ecrit(mots.motif, _tous(c.motifs)),
        ("contact_cite", "sujet"): _Ecrit(mots.sujet, _tous(c.sujets)),
        ("reclamation", "categorie"): plaintes,
        ("dossier_collectif", "categorie"): plaintes,
        ("reclamation", "lieu"): _Ecrit(mots.lieu, _tous(c.lieux)),
        ("ligne_etat_des_lieux", "piece"): _Ecrit(
            partial(piece, etats), tuple(p.libelle(langue()) for p in etats.pieces)
        ),
        ("ligne_etat_des_lieux", "element"): _Ecrit(
            partial(element, etats), tuple(e.libelle(langue()) for e in etats.elements)
        ),
        ("permanence_serie", "jour_semaine"): _Ecrit(_jour, jours, libre=False),
        ("equipe", "jours"): _Ecrit(_jours, jours, libre=False),
        (RETRAITS, "table"): _Ecrit(_table, tuple(titres().values()), libre=False),
        (RETRAITS, "raison"): _Ecrit(_raison, tuple(map(_, _RAISONS.values())), libre=False),
    }


def _tous(catalogue: Catalogue) -> tuple[str, ...]:
    return tuple(e.libelle(langue()) for e in catalogue.entrees)


def _jour(rang: int) -> str:
    return _(_JOURS[rang])


def _jours(chiffres: str) -> str:
    """ "lundi, mardi" for "12"; what is no list of days is shown as it is."""
    if not set(chiffres) <= set("1234567"):
        return chiffres
    return ", ".join(_jour(int(c) - 1) for c in chiffres)


def _table(nom: str) -> str:
    return titres().get(nom, nom)


def _raison(code: str) -> str:
    return _(_RAISONS[RaisonRetrait(code)])
