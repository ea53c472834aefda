"""Sentences of the chronology that paper and screen say alike. Light: no drawing library here."""

from __future__ import annotations

from typing import NamedTuple

from app.core.i18n import _, date_courte
from app.domain.accompagnement import EtatEngagement
from app.domain.relogements import MotifDepart
from app.services.documents import phrases_apres as apres
from app.services.documents import phrases_reclamations as reclamations
from app.services.documents.vocabulaire import Libelles, dire, le, majuscule
from db.queries.attachements import AttachementFiche, DecisionFiche
from db.queries.avant_apres import QuittanceFiche, VolontaireFiche
from db.queries.clotures import ClotureFiche
from db.queries.fiche_apres import EtatFiche, ReceptionFiche
from db.queries.fiche_modele import PersonneFiche
from db.queries.fiche_reclamations import PassageFiche, SuiviFiche
from db.queries.fiche_suivi import AnnonceFiche, EngagementFiche
from db.queries.fil_modele import EntreeFil, GenreFil, VisiteFil
from db.queries.pratiques import PratiqueFiche
from db.queries.prises_en_main import PriseFiche
from db.queries.relogement import (
    DemenagementFiche,
    PropositionFiche,
    ReportFiche,
    TrajectoireFiche,
)
from db.queries.soutiens import SoutienFiche
from db.queries.temoins import RencontreFiche, TemoinFiche


class Recit(NamedTuple):
    """An entry of the chronology: what it was, about what, and what was said of it."""

    quoi: str
    sujet: str
    detail: str = ""


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


def evenement(entree: EntreeFil, mots: Libelles) -> Recit | None:  # noqa: PLR0911 - one a kind
    """What the journey tells: practices, attachments, promises settled, meetings, ends.

    None for the other kinds, told by those who show them.
    """
    match entree.contenu:
        case EngagementFiche() as e if entree.genre is GenreFil.REGLEMENT:
            return _reglement(e)
        case AnnonceFiche() as a:
            return _annonce(a, entree.genre)
        case PratiqueFiche() as p:
            sujet = _("{pratique} : {etat}").format(
                pratique=majuscule(mots.pratique(p.code)), etat=dire(p.etat)
            )
            return Recit(_("bonne pratique"), sujet, _ensemble(p.precision, _avec(p.par)))
        case AttachementFiche() as a:
            return _attachement(a, entree.genre)
        case (
            SuiviFiche()
            | PassageFiche()
            | ReceptionFiche()
            | EtatFiche()
            | PriseFiche()
            | SoutienFiche()
            | QuittanceFiche()
            | VolontaireFiche()
        ):
            return _des_travaux(entree, mots)
        case TemoinFiche() as t:
            qui = t.personne or ""
            return Recit(_("accepte de témoigner"), qui, _ensemble(t.precision, t.modalite))
        case RencontreFiche() as r:
            sujet = ", ".join(x for x in (r.temoin, dire(r.etat)) if x)
            return Recit(_("rencontre avec un témoin"), sujet, r.precision or "")
        case TrajectoireFiche() | PropositionFiche() | PersonneFiche():
            return _du_relogement(entree)
        case DemenagementFiche() | ReportFiche():
            return _du_demenagement(entree)
        case ClotureFiche() as c if entree.genre is GenreFil.REOUVERTURE:
            return Recit(_("suivi rouvert"), c.rouvert_motif or "")
        case ClotureFiche() as c:
            return Recit(_("suivi clos"), dire(c.motif), _ensemble(c.bilan, _avec(c.par)))
    return None


def _des_travaux(entree: EntreeFil, mots: Libelles) -> Recit:  # noqa: PLR0911 - one a kind
    """What follows the works: complaints, réception, inventories, visits, offers, rents."""
    match entree.contenu:
        case SuiviFiche() as s:
            return Recit(*reclamations.suivi(s, mots))
        case PassageFiche() as p:
            return Recit(*reclamations.passage(p, mots))
        case ReceptionFiche() as r:
            return Recit(*apres.reception(r))
        case EtatFiche() as e:
            return Recit(*apres.etat_des_lieux(e))
        case PriseFiche() as p:
            return Recit(*apres.prise_en_main(p))
        case SoutienFiche() as s:
            return Recit(*apres.soutien(s))
        case QuittanceFiche() as q:
            return Recit(*apres.loyer(q))
        case VolontaireFiche() as v:
            return Recit(*apres.energie(v))
    raise AssertionError(entree.genre)


def _du_relogement(entree: EntreeFil) -> Recit:
    """Where the household goes, what it is offered, its moves, who left it."""
    match entree.contenu:
        case TrajectoireFiche() as t:
            return Recit(_("trajectoire décidée"), dire(t.code), _ensemble(t.motif, _avec(t.par)))
        case PropositionFiche() as p if entree.genre is GenreFil.REPONSE:
            sujet = " : ".join(x for x in (p.adresse, dire(p.reponse)) if x)
            return Recit(_("réponse à une proposition"), sujet, _refus(p))
        case PropositionFiche() as p:
            visite = _("Visite le {jour}").format(jour=le(p.visite_le)) if p.visite_le else ""
            sujet = ", ".join(x for x in (p.adresse, p.typologie) if x)
            return Recit(_("logement proposé"), sujet, visite)
        case PersonneFiche() as p:
            deces = p.partie_motif is MotifDepart.DECES
            quoi = _("décès") if deces else _("départ du foyer")
            return Recit(quoi, p.nom_complet, "" if deces else majuscule(dire(p.partie_motif)))
    raise AssertionError(entree.genre)


def _du_demenagement(entree: EntreeFil) -> Recit:
    """A move confirmed, cancelled, or put off; the day it takes place is told by the ledger."""
    match entree.contenu:
        case DemenagementFiche() as d:
            quoi = _("déménagement {etat}").format(etat=dire(d.etat))
            sujet = _("le {jour}, {sens}").format(jour=date_courte(d.jour), sens=dire(d.sens))
            return Recit(quoi, sujet, d.vers)
        case ReportFiche() as r:
            sujet = _("du {avant} au {apres}, {sens}").format(
                avant=date_courte(r.jour_avant),
                apres=date_courte(r.jour_apres),
                sens=dire(r.sens),
            )
            detail = " : ".join(x for x in (dire(r.raison), r.explication) if x)
            return Recit(_("déménagement déplacé"), sujet, majuscule(detail))
    raise AssertionError(entree.genre)


def _refus(p: PropositionFiche) -> str:
    return majuscule(", ".join(x for x in (dire(p.motif), p.precision) if x))


def _reglement(e: EngagementFiche) -> Recit:
    quoi = {
        EtatEngagement.TENU: _("promesse tenue"),
        EtatEngagement.DEPLACE: _("promesse déplacée"),
        EtatEngagement.ROMPU: _("promesse non tenue"),
    }.get(e.etat, _("promesse"))
    detail = " : ".join(x for x in (dire(e.raison), e.motif) if x)
    return Recit(quoi, e.texte, majuscule(detail))


def _annonce(a: AnnonceFiche, genre: GenreFil) -> Recit:
    objet = a.objet.replace("\n", " ")
    if genre is GenreFil.CHANGEMENT:
        return Recit(_("changement de calendrier"), objet)
    comment = " · ".join(x for x in (dire(a.canal), a.a_qui) if x)
    return Recit(_("dit au ménage"), objet, _ensemble(comment, a.precision, _avec(a.par)))


def _attachement(a: AttachementFiche, genre: GenreFil) -> Recit:
    if genre is GenreFil.DECISION and a.decisions:
        decision = a.decisions[0]
        sujet = _("{titre} : {decision}").format(titre=a.titre, decision=dire(decision.decision))
        return Recit(_("décision"), sujet, decision_dite(decision))
    sujet = ", ".join(x for x in (a.titre, a.lieu) if x)
    return Recit(_("attachement"), sujet, _ensemble(a.description, _avec(a.personne)))


def decision_dite(d: DecisionFiche) -> str:
    """Who decided, why, and what the household was told, one thing a line."""
    par = _("décidé par {qui}").format(qui=d.decidee_par) if d.decidee_par else ""
    dit = ""
    if d.dit_le is not None:
        dit = _("dit au ménage le {date}").format(date=date_courte(d.dit_le))
    if d.dit:
        dit = f"{dit} : {d.dit}" if dit else d.dit
    return _ensemble(majuscule(par), d.motif, majuscule(dit))


def _avec(qui: str | None) -> str:
    return _("avec {qui}").format(qui=qui) if qui else ""


def _ensemble(*lignes: str | None) -> str:
    return "\n".join(ligne for ligne in lignes if ligne)
