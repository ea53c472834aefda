"""What a household is told about a promise or a date: one sentence each, said and printed alike.

Addressed to the household itself: kind, plain, never legal.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from app.core.i18n import N_, _, date_complete, ngettext
from app.domain.accompagnement import CodeEtape
from app.domain.engagements import RaisonReport
from app.services.documents.vocabulaire import etape, majuscule

_ETAPES: Mapping[str, str] = MappingProxyType(
    {
        CodeEtape.ENQUETE.value: N_("La visite chez vous pour l’enquête sociale"),
        CodeEtape.LOGEMENT_TEMOIN.value: N_("La visite du logement témoin"),
        CodeEtape.AVIS_TRAVAUX.value: N_("Le courrier qui annonce les travaux"),
        CodeEtape.DEMENAGEMENT_ALLER.value: N_("Votre départ vers le logement provisoire"),
        CodeEtape.RECEPTION.value: N_("La fin des travaux de votre logement"),
        CodeEtape.DEMENAGEMENT_RETOUR.value: N_("Votre retour dans votre logement"),
        CodeEtape.PRISE_EN_MAIN.value: N_("La visite pour découvrir votre logement rénové"),
    }
)
_RAISONS: Mapping[RaisonReport, str] = MappingProxyType(
    {
        RaisonReport.METEO: N_("la météo"),
        RaisonReport.RETARD: N_("un retard du chantier"),
        RaisonReport.TECHNIQUE: N_("une difficulté technique"),
        RaisonReport.AUTRE: N_("autre raison"),
    }
)


def raison(code: RaisonReport | None) -> str:
    """ "un retard du chantier"; "" when nobody said why."""
    return _(_RAISONS[code]) if code is not None else ""


def nom_etape(code: str, libelles: Mapping[str, str] | None = None) -> str:
    """A milestone as one names it to the household; `libelles` are the team's own, by code."""
    if code in _ETAPES:
        return _(_ETAPES[code])
    return majuscule((libelles or {}).get(code) or etape(code))


def en_bref(objet: str) -> str:
    """What an announcement is about, in few words: "Rappeler (et 2 autres dates)"."""
    lignes = objet.splitlines() or [""]
    sujet = lignes[0].partition(" : ")[0].rstrip(".")
    plus = len(lignes) - 1
    if not plus:
        return sujet
    suite = ngettext("et {n} autre date", "et {n} autres dates", plus).format(n=plus)
    return f"{sujet} ({suite})"


def promesse_deplacee(texte: str, ancien: date | None, nouveau: date) -> str:
    """ "Rappeler : c’était promis pour le mardi 24 novembre 2026, ce sera pour le…"."""
    quoi = majuscule(texte.rstrip(" ."))
    if ancien is None:
        dit = _("{quoi} : ce sera pour le {nouveau}.")
        return dit.format(quoi=quoi, nouveau=date_complete(nouveau))
    dit = _("{quoi} : c’était promis pour le {ancien}, ce sera pour le {nouveau}.")
    return dit.format(quoi=quoi, ancien=date_complete(ancien), nouveau=date_complete(nouveau))


def promesse_rompue(texte: str, pour_le: date | None) -> str:
    """ "Rappeler : nous vous l’avions promis pour le…, nous ne pourrons pas le faire."."""
    quoi = majuscule(texte.rstrip(" ."))
    if pour_le is None:
        dit = _("{quoi} : nous vous l’avions promis, nous ne pourrons pas le faire.")
        return dit.format(quoi=quoi)
    dit = _("{quoi} : nous vous l’avions promis pour le {jour}, nous ne pourrons pas le faire.")
    return dit.format(quoi=quoi, jour=date_complete(pour_le))


def etape_deplacee(nom: str, ancien: date, nouveau: date) -> str:
    """ "Votre retour dans votre logement : c’était prévu le…, ce sera le…"."""
    dit = _("{quoi} : c’était prévu le {ancien}, ce sera le {nouveau}.")
    return dit.format(
        quoi=nom.rstrip(" ."), ancien=date_complete(ancien), nouveau=date_complete(nouveau)
    )
