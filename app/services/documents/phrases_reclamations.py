"""Sentences about complaints that paper and screen say alike. Light: no drawing library here."""

from __future__ import annotations

from datetime import date, timedelta

from app.core.i18n import _, date_courte, heure, jour
from app.domain.demenagements import Creneau
from app.domain.reclamations import (
    ATTENDUS,
    EtatPassage,
    EtatReclamation,
    MotifReclamation,
    NatureReclamation,
    SourceSuivi,
)
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from db.queries.fiche_reclamations import PassageFiche, ReclamationFiche, SuiviFiche


def objet(categorie: str, lieu: str | None, mots: Libelles) -> str:
    """What is wrong and where, short: "Portes, fenêtres, volets, cuisine"."""
    ou = mots.lieu(lieu) if lieu else ""
    return ", ".join(x for x in (mots.reclamation(categorie), ou[:1].lower() + ou[1:]) if x)


def nature(r: ReclamationFiche) -> str:
    """ "réclamation R-0214" or "réserve R-0214"."""
    reserve = r.nature is NatureReclamation.RESERVE
    modele = _("réserve {reference}") if reserve else _("réclamation {reference}")
    return modele.format(reference=r.reference)


def suivi(s: SuiviFiche, mots: Libelles) -> tuple[str, str, str]:
    """A state that was reached: what, about what, and why or who told it."""
    quoi = {
        EtatReclamation.QUALIFIEE: _("défaut qualifié"),
        EtatReclamation.TRANSMISE: _("défaut transmis à qui répare"),
        EtatReclamation.PLANIFIEE: _("date de réparation fixée"),
        EtatReclamation.FAITE: _("réparation faite, à confirmer"),
        EtatReclamation.CONFIRMEE: _("réparation confirmée par le ménage"),
        EtatReclamation.CONTESTEE: _("défaut toujours là"),
        EtatReclamation.REJETEE: _("réclamation non retenue"),
        EtatReclamation.CLOSE: _("réclamation close"),
    }.get(s.etat, dire(s.etat))
    motif = dire(s.motif) if s.motif not in (None, MotifReclamation.AUTRE) else ""
    raison = " : ".join(x for x in (motif, s.precision) if x)
    lignes = [majuscule(raison)]
    if s.source not in (SourceSuivi.EQUIPE, SourceSuivi.MENAGE):
        lignes.append(_("dit par : {qui}").format(qui=dire(s.source)))
    return quoi, _sujet(s.reference, s.categorie, mots), "\n".join(x for x in lignes if x)


def passage(p: PassageFiche, mots: Libelles) -> tuple[str, str, str]:
    """A visit of whoever repairs, once past: what became of it, about what, who came."""
    quoi = {
        EtatPassage.TENU: _("passage pour réparer"),
        EtatPassage.MANQUE_ENTREPRISE: _("passage manqué : personne n’est venu réparer"),
        EtatPassage.MANQUE_MENAGE: _("passage manqué : le ménage était absent"),
        EtatPassage.ANNULE: _("passage annulé"),
    }.get(p.etat, _("passage prévu, sans nouvelle"))
    return (
        quoi,
        _sujet(p.reference, p.categorie, mots),
        "\n".join(x for x in (p.responsable, p.precision) if x),
    )


def prochain_passage(r: ReclamationFiche, jour_: date) -> PassageFiche | None:
    """The next appointment still expected, a past one nobody told the end of included."""
    attendus = [p for p in r.passages if p.etat in ATTENDUS]
    a_venir = [p for p in attendus if p.jour >= jour_]
    return a_venir[0] if a_venir else (attendus[-1] if attendus else None)


def quand(p: PassageFiche, jour_: date) -> str:
    """ "demain à 14:00", "ven. 27 nov., matin"."""
    if p.jour == jour_:
        dit = _("aujourd’hui")
    elif p.jour == jour_ + timedelta(days=1):
        dit = _("demain")
    else:
        dit = jour(p.jour) if abs((p.jour - jour_).days) < _UN_AN else date_courte(p.jour)
    if p.heure is not None:
        return _("{jour} à {heure}").format(jour=dit, heure=heure(p.heure))
    return dit if p.creneau is Creneau.JOURNEE else f"{dit}, {dire(p.creneau)}"


_UN_AN = 300


def _sujet(reference: str, categorie: str, mots: Libelles) -> str:
    return f"{reference}, {mots.reclamation(categorie)}"
