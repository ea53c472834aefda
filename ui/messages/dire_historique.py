"""The words of the history: actions, tables, values as one reads them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from app.core.i18n import N_, _, date_courte, heure, ngettext, nombre
from app.services.documents.vocabulaire import dire
from app.services.historique import Changement, Geste, LigneHistorique, Nomme
from ui.messages.historique_mots import ACTIONS, TABLES

__all__ = ["ACTIONS", "TABLES", "Catalogues", "action", "changement", "ligne", "valeur"]

_GESTES: Mapping[Geste, str] = MappingProxyType(
    {
        Geste.CREE: N_("ajouté : {quoi}"),
        Geste.MODIFIE: N_("modifié : {quoi}"),
        Geste.SUPPRIME: N_("supprimé : {quoi}"),
        Geste.DEPLACE: N_("repris de l’autre ménage : {quoi}"),
    }
)
# A code of a catalogue becomes a word: (column, code) → label; the page gives its catalogues.
Catalogues = Callable[[str, str], str]
_CODES = frozenset(
    {"code", "etape_code", "raisons", "parcours", "sujet", "categorie", "vers", "ancre", "lieu"}
)


def action(nom: str) -> str:
    """What an action is called; an unknown one keeps its name."""
    return _(ACTIONS[nom]) if nom in ACTIONS else nom


def ligne(histoire: LigneHistorique) -> str:
    """ "modifié : personne", "repris de l’autre ménage : 12 visites"."""
    seul, plusieurs = TABLES.get(histoire.table, (histoire.table, histoire.table))
    quoi = _(seul)
    if histoire.geste is Geste.DEPLACE:
        compte = ngettext("{n} élément", "{n} éléments", histoire.nombre)
        mots = _(seul if histoire.nombre < 2 else plusieurs)
        quoi = f"{compte.format(n=histoire.nombre)} ({mots})"
    return _(_GESTES[histoire.geste]).format(quoi=quoi)


def changement(fait: Changement, codes: Catalogues | None = None) -> str:
    """ "Loyer pratiqué (€) : 400,00 → 430,38"; only the new value when there was none before."""
    apres = valeur(fait.apres, fait.colonne, codes)
    avant = valeur(fait.avant, fait.colonne, codes)
    quoi = f"{avant} → {apres}" if fait.avant is not None else apres
    return _("{libelle} : {valeur}").format(libelle=_libelle(fait), valeur=quoi)


def _libelle(fait: Changement) -> str:
    """The label of a column; a key nobody named is called after what it points to."""
    cle = next((v for v in (fait.apres, fait.avant) if isinstance(v, Nomme)), None)
    if cle is None or fait.libelle != fait.colonne or cle.table not in TABLES:
        return fait.libelle
    mot = _(TABLES[cle.table][0])
    return mot[:1].upper() + mot[1:]


def valeur(  # noqa: PLR0911 - one return per kind of value
    brute: object, colonne: str = "", codes: Catalogues | None = None
) -> str:
    """A value of the history in the language spoken now."""
    if brute is None:
        return _("(vide)")
    if isinstance(brute, bool):
        return _("oui") if brute else _("non")
    if isinstance(brute, Nomme):
        return brute.nom or _("(élément supprimé)")
    if isinstance(brute, StrEnum):
        return _enum(brute)
    if isinstance(brute, datetime):
        return f"{date_courte(brute.date())} {heure(brute)}"
    if isinstance(brute, date):
        return date_courte(brute)
    if isinstance(brute, time):
        return heure(brute)
    if isinstance(brute, Decimal | int | float):
        return nombre(brute)
    if colonne == "bilan":  # what a plan reached: read on the page of the plans
        return _("calculé")
    if isinstance(brute, Mapping):  # answers: how many, never which
        n = _reponses(brute)
        return ngettext("{n} réponse", "{n} réponses", n).format(n=n)
    if isinstance(brute, list | tuple):
        return ", ".join(valeur(un, colonne, codes) for un in brute)
    texte = str(brute)
    return codes(colonne, texte) if codes is not None and colonne in _CODES else texte


def _reponses(brute: object) -> int:
    """How many answers a questionnaire holds, turns of repeats included."""
    if isinstance(brute, Mapping):
        return sum(_reponses(v) for v in brute.values())
    if isinstance(brute, list):
        return sum(_reponses(v) for v in brute)
    return 1


def _enum(code: StrEnum) -> str:
    """The word of a code; one the papers have no word for is shown as it is."""
    try:
        return dire(code)
    except KeyError:
        return str(code)
