"""Feelings in words: one of them, a day of them, where they are going. Screen and paper alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Protocol

from app.core.i18n import _
from app.core.i18n import jour as jour_court
from app.domain.courbe import Courbe, Repere, tracer
from app.domain.logements import NatureOccupation
from app.domain.menages import FaitsDatesDuParcours
from app.domain.ressentis import RessentiDate, Sens, penibles
from app.services.documents.vocabulaire import Libelles

_CITES = 3  # feelings named in a summary
_SIGNES = {"agreable": "☺", "penible": "☹"}


class UnRessenti(Protocol):
    """A feeling as any row tells it."""

    @property
    def jour(self) -> date:
        """The day."""

    @property
    def code(self) -> str:
        """Its word, as a code of the catalogue."""

    @property
    def intensite(self) -> int | None:
        """Its strength, 1 to 5."""

    @property
    def personne(self) -> str | None:
        """Who said it."""


class UnSejour(Protocol):
    """A stay in a dwelling."""

    @property
    def nature(self) -> NatureOccupation:
        """Its kind."""

    @property
    def debut(self) -> date | None:
        """Its first day."""


def dates(ressentis: Iterable[UnRessenti], mots: Libelles) -> tuple[RessentiDate, ...]:
    """The feelings as the rules see them."""
    return tuple(RessentiDate(r.jour, r.code, mots.ton(r.code), r.intensite) for r in ressentis)


def courbe(
    ressentis: Sequence[UnRessenti],
    faits: FaitsDatesDuParcours,
    sejours: Sequence[UnSejour],
    jour: date,
    mots: Libelles,
) -> Courbe | None:
    """The curve of a household on `jour`, its moves marked; None while nothing was said."""
    return tracer(dates(ressentis, mots), faits, reperes(sejours), jour)


def reperes(sejours: Sequence[UnSejour]) -> tuple[Repere, ...]:
    """The moves: to the temporary home, back, to a definitive one."""
    trouves = []
    for avant, apres in pairwise(s for s in sejours if s.debut is not None):
        mot = {
            NatureOccupation.TIROIR: _("départ"),
            NatureOccupation.DEFINITIF: _("installation"),
            NatureOccupation.ORIGINE: _("retour"),
        }[apres.nature]
        retour = avant.nature is NatureOccupation.TIROIR
        if apres.debut is not None:
            trouves.append(Repere(apres.debut, _("retour") if retour else mot))
    return tuple(trouves)


def dire_un(ressenti: UnRessenti, mots: Libelles) -> str:
    """ "☹ inquiétude 4/5"."""
    signe = _SIGNES.get(mots.ton(ressenti.code), "")
    force = f"{ressenti.intensite}/5" if ressenti.intensite else ""
    return " ".join(p for p in (signe, mots.ressenti(ressenti.code), force) if p)


def dire_jour(ressentis: Sequence[UnRessenti], mots: Libelles) -> str:
    """ "☹ inquiétude 4/5 (Jadwiga Wójcik), ☺ espoir": what was felt one day, and by whom."""
    dits = [
        f"{dire_un(r, mots)} ({r.personne})" if r.personne else dire_un(r, mots) for r in ressentis
    ]
    return ", ".join(dits)


def dire_tendance(trace: Courbe, ressentis: Sequence[UnRessenti], mots: Libelles) -> str:
    """Where the household's feelings are going, in one sentence."""
    dernier = trace.points[-1]
    du_jour = [r for r in ressentis if r.jour == dernier.jour]
    depuis = trace.tendance.depuis
    quand = _jour(depuis, trace.fin) if depuis else ""
    durs = [mots.ressenti(p.code) for p in penibles(dates(du_jour, mots))[:_CITES]]
    dits = ", ".join(mots.ressenti(r.code) for r in du_jour[:_CITES])
    if trace.tendance.sens is Sens.DEGRADE:
        return _("De plus en plus difficile depuis le {jour} : {quoi}.").format(
            jour=quand, quoi=", ".join(durs)
        )
    if trace.tendance.sens is Sens.AMELIORE:
        return _("Cela va mieux depuis le {jour} : {quoi}.").format(jour=quand, quoi=dits)
    quand = _jour(dernier.jour, trace.fin)
    if len(trace.points) == 1:
        return _("Dit une fois, le {jour} : {quoi}.").format(jour=quand, quoi=dits)
    if dernier.valeur < 0:
        return _("Difficile, sans grand changement. Dernière fois, le {jour} : {quoi}.").format(
            jour=quand, quoi=dits
        )
    if dernier.valeur > 0:
        return _("Plutôt bien, sans grand changement. Dernière fois, le {jour} : {quoi}.").format(
            jour=quand, quoi=dits
        )
    return _("Ni bien ni mal. Dernière fois, le {jour} : {quoi}.").format(jour=quand, quoi=dits)


def _jour(jour: date, fin: date) -> str:
    return jour_court(jour, annee=jour.year != fin.year)
