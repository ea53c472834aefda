"""Sentences of the chronology that paper and screen say alike. Light: no drawing library here."""

from __future__ import annotations

from app.core.i18n import _, date_courte
from app.services.documents.vocabulaire import Libelles, dire
from db.queries.fiche_modele import EngagementFiche
from db.queries.fil import VisiteFil


def promesse(e: EngagementFiche) -> str:
    """ "Promis : rappeler (pour le 27/11/2026, à tenir)"."""
    suite = dire(e.etat)
    if e.pour_le is not None:
        suite = _("pour le {date}, {etat}").format(date=date_courte(e.pour_le), etat=suite)
    return _("Promis : {quoi} ({suite})").format(quoi=e.texte, suite=suite)


def issues(v: VisiteFil, mots: Libelles) -> list[str]:
    """What came out of a visit, one sentence each: needs, promises, referrals."""
    lignes = []
    besoins = ", ".join(mots.besoin(b.code) for b in v.besoins)
    if besoins:
        lignes.append(_("Besoin : {quoi}").format(quoi=besoins))
    lignes += [promesse(e) for e in v.engagements]
    vers = ", ".join(mots.orientation(o.vers) for o in v.orientations)
    if vers:
        lignes.append(_("Orientation : {quoi}").format(quoi=vers))
    return lignes
