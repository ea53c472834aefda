"""Why a witness may speak to a household, and how often they met, in words."""

from __future__ import annotations

from collections.abc import Sequence

from app.core.i18n import _, ngettext
from app.domain.temoins import Raison, Ressemblance
from app.services.documents.vocabulaire import Libelles


def dire_raison(  # noqa: PLR0911 - one per likeness
    raison: Raison, cite: str, mots: Libelles
) -> str:
    """ "a connu : inquiétude, colère", "même type de logement (T3)"."""
    codes = raison.codes
    match raison.genre:
        case Ressemblance.RESSENTI:
            return _("a connu : {quoi}").format(quoi=", ".join(map(mots.ressenti, codes)))
        case Ressemblance.BESOIN:
            return _("avait besoin de : {quoi}").format(quoi=", ".join(map(mots.besoin, codes)))
        case Ressemblance.TYPOLOGIE:
            return _("même taille de logement ({quoi})").format(quoi=codes[0])
        case Ressemblance.CITE:
            return _("même cité ({cite})").format(cite=cite) if cite else _("même cité")
        case Ressemblance.MOTIF:
            return _("est venu pour : {quoi}").format(
                quoi=", ".join(mots.motif(c).lower() for c in codes)
            )
        case Ressemblance.CONSTRUCTION:
            return _("même type de construction ({quoi})").format(quoi=codes[0])
        case Ressemblance.PHASE:
            return _("a déjà passé ce moment")
        case Ressemblance.VA_BIEN:
            return _("va bien aujourd’hui")


def dire_raisons(raisons: Sequence[Raison], cite: str, mots: Libelles) -> str:
    """Every likeness, the heaviest first."""
    return " ; ".join(dire_raison(r, cite, mots) for r in raisons)


def dire_rencontres(n: int) -> str:
    """ "n’a encore rencontré personne", "a déjà témoigné 3 fois"."""
    if not n:
        return _("n’a encore rencontré personne")
    return ngettext("a déjà témoigné {n} fois", "a déjà témoigné {n} fois", n).format(n=n)
