"""The entries of a calendar, made of rows their reader may receive.

No reason, no note, no need, no purpose and no place of an appointment: a calendar travels on
phones and servers that are not ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.core.i18n import _
from app.domain.accompagnement import EtatPermanence
from app.domain.calendrier import EtatEvenement, Evenement, GenreEvenement, horaires
from app.domain.demenagements import EtatDemenagement, GenreEquipe, SensDemenagement
from app.domain.partage import Destinataire
from app.domain.permanences import jours_prevus
from app.domain.reclamations import EtatPassage
from app.services.calendrier.commandes import ChoixCalendrier
from app.services.documents.partage import Lecteur
from app.services.exports.projection import Perimetre, menages_retenus
from db.models import Equipe
from db.queries import calendrier as lecture
from db.queries import calendrier_passages as lecture_passages
from db.queries import permanences as lecture_permanences
from db.queries.calendrier import DemenagementDate, PermanenceDate, RendezVousDate

_ETATS = {
    EtatDemenagement.PREVU: EtatEvenement.ENVISAGE,
    EtatDemenagement.CONFIRME: EtatEvenement.CONFIRME,
    EtatDemenagement.FAIT: EtatEvenement.CONFIRME,
    EtatDemenagement.ANNULE: EtatEvenement.ANNULE,
}
_PASSAGES = {
    EtatPassage.PROPOSE: EtatEvenement.ENVISAGE,
    EtatPassage.ACCEPTE: EtatEvenement.CONFIRME,
    EtatPassage.TENU: EtatEvenement.CONFIRME,
    EtatPassage.MANQUE_ENTREPRISE: EtatEvenement.ANNULE,
    EtatPassage.MANQUE_MENAGE: EtatEvenement.ANNULE,
    EtatPassage.ANNULE: EtatEvenement.ANNULE,
}


@dataclass(frozen=True, slots=True)
class Lecture:
    """What a choice holds today, by uid, and the households that are not named."""

    evenements: dict[str, Evenement]
    sans_nom: frozenset[UUID]
    pour: Destinataire


def lire(session: Session, choix: ChoixCalendrier, jour: date, au: date) -> Lecture:
    """Every entry of that choice, whatever its day, cancelled ones too.

    Weekly permanences are told up to `au`. What a crew of movers receives leaves the team: it is
    projected as what the bailleur receives, and who refused that sharing is not named.
    """
    pour = Destinataire.BAILLEUR if _dehors(session, choix) else Destinataire.EQUIPE
    qui, muets = Lecteur(pour), frozenset[UUID]()
    if pour is Destinataire.BAILLEUR:
        muets = frozenset(session.scalars(select(menages_retenus(Perimetre(jour)).subquery())))
    moves = lecture.demenagements(
        session,
        cite_id=choix.cite_id,
        equipe_id=choix.equipe_id,
        intervenant_id=choix.intervenant_id,
    )
    faits = [
        *_demenagements(session, moves, choix, qui, muets),
        *(_rendez_vous(session, choix, qui) if choix.equipe_id is None else ()),
        *(_permanences(session, choix, jour, au) if choix.equipe_id is None else ()),
        *(_passages(session, choix, qui) if choix.equipe_id is None else ()),
    ]
    tus = muets & {d.menage_id for d in moves} if choix.noms else frozenset()
    return Lecture({e.uid: e for e in faits}, tus, pour)


def _dehors(session: Session, choix: ChoixCalendrier) -> bool:
    """Whether this calendar is handed to movers."""
    if choix.equipe_id is None:
        return False
    equipe = session.get(Equipe, choix.equipe_id)
    return equipe is None or equipe.genre is GenreEquipe.DEMENAGEURS


def _demenagements(
    session: Session,
    moves: Iterable[DemenagementDate],
    choix: ChoixCalendrier,
    qui: Lecteur,
    muets: frozenset[UUID],
) -> Iterator[Evenement]:
    changes = lecture.changements(session, "demenagement")
    for brut in moves:
        d = qui.voit(brut)
        if d is None:
            continue
        nom = d.menage if choix.noms and d.menage_id not in muets else ""
        debut, fin = horaires(d.creneau, d.heure)
        yield Evenement(
            uid=f"{GenreEvenement.DEMENAGEMENT}-{d.id.hex}",
            genre=GenreEvenement.DEMENAGEMENT,
            jour=d.jour,
            debut=debut,
            fin=fin,
            etat=_ETATS[d.etat],
            version=max(brut.version, changes.get(d.id.hex, 0)),
            titre=_titre(d, nom),
            lieu=d.depuis or d.vers,
            details=_details(d),
        )


def _titre(d: DemenagementDate, nom: str) -> str:
    """ "Déménagement (retour) : Wójcik Jadwiga", or where from when nobody is named."""
    sens = {
        SensDemenagement.ALLER: _("Déménagement (départ)"),
        SensDemenagement.RETOUR: _("Déménagement (retour)"),
        SensDemenagement.DEFINITIF: _("Déménagement (définitif)"),
    }[d.sens]
    ou = _ou(d.depuis, d.code_depuis) or _ou(d.vers, d.code_vers)
    return _("{quoi} : {qui}").format(quoi=sens, qui=nom or ou)


def _ou(adresse: str, code: str | None) -> str:
    """ "14 rue de Stockholm (NOU00006)"."""
    if adresse and code:
        return f"{adresse} ({code})"
    return adresse or code or ""


def _details(d: DemenagementDate) -> str:
    lignes = (
        (_("De : {quoi}"), _ou(d.depuis, d.code_depuis)),
        (_("À : {quoi}"), _ou(d.vers, d.code_vers)),
        (_("Déménageurs : {quoi}"), d.equipe),
        (_("Pilote social : {quoi}"), d.pilote),
    )
    return "\n".join(modele.format(quoi=valeur) for modele, valeur in lignes if valeur)


def _rendez_vous(session: Session, choix: ChoixCalendrier, qui: Lecteur) -> Iterator[Evenement]:
    changes = lecture.changements(session, "rendez_vous")
    for brut in lecture.rendez_vous(
        session, cite_id=choix.cite_id, intervenant_id=choix.intervenant_id
    ):
        r: RendezVousDate | None = qui.voit(brut)
        if r is None:
            continue
        nom = r.menage if choix.noms else _ou(r.adresse, r.code)
        yield Evenement(
            uid=f"{GenreEvenement.RENDEZ_VOUS}-{r.id.hex}",
            genre=GenreEvenement.RENDEZ_VOUS,
            jour=r.jour,
            debut=r.heure,
            fin=None,
            etat=EtatEvenement.ANNULE if r.annule_le else EtatEvenement.CONFIRME,
            version=changes.get(r.id.hex, 0),
            titre=_("Rendez-vous : {qui}").format(qui=nom) if nom else _("Rendez-vous"),
            details=_("Avec : {qui}").format(qui=r.intervenant) if r.intervenant else "",
        )


def _passages(session: Session, choix: ChoixCalendrier, qui: Lecteur) -> Iterator[Evenement]:
    """Whoever comes to repair, at whose home: neither the defect nor what was said of it."""
    changes = lecture.changements(session, "passage_reclamation")
    for brut in lecture_passages.passages(
        session, cite_id=choix.cite_id, intervenant_id=choix.intervenant_id
    ):
        p = qui.voit(brut)
        if p is None:
            continue
        ou = _ou(p.adresse, p.code)
        debut, fin = horaires(p.creneau, p.heure)
        details = (
            _("Réclamation : {quoi}").format(quoi=p.reference),
            _("Répare : {quoi}").format(quoi=p.responsable) if p.responsable else "",
        )
        yield Evenement(
            uid=f"{GenreEvenement.PASSAGE}-{p.id.hex}",
            genre=GenreEvenement.PASSAGE,
            jour=p.jour,
            debut=debut,
            fin=fin if p.heure is None else None,
            etat=_PASSAGES[p.etat],
            version=changes.get(p.id.hex, 0),
            titre=_("Passage pour réparer : {qui}").format(
                qui=(p.menage if choix.noms else "") or ou
            ),
            lieu=p.adresse,
            details="\n".join(d for d in details if d),
        )


def _permanences(
    session: Session, choix: ChoixCalendrier, jour: date, au: date
) -> Iterator[Evenement]:
    changes = lecture.changements(session, "permanence")
    for p in lecture.permanences(
        session, cite_id=choix.cite_id, intervenant_id=choix.intervenant_id
    ):
        # Recording a session of a series is a change of the entry that foresaw it.
        version = changes.get(p.id.hex, 0) + (p.serie_id is not None)
        yield _permanence(p, version)
    miennes = None
    if choix.intervenant_id is not None:
        miennes = lecture.series_de(session, choix.intervenant_id)
    connues = lecture.jours_de_serie(session)
    for s in lecture_permanences.series(session, cite_id=choix.cite_id, du=jour):
        if miennes is not None and s.id not in miennes:
            continue
        for prevu in jours_prevus(s.hebdo, jour, au):
            if (s.id, prevu) not in connues:
                yield _permanence(
                    PermanenceDate(
                        s.id, s.id, prevu, s.debut, s.fin, s.lieu, EtatPermanence.PREVUE, s.cite
                    ),
                    0,
                )


def _permanence(p: PermanenceDate, version: int) -> Evenement:
    """One session; those of a series keep one uid, foreseen or recorded."""
    cle = p.id.hex if p.serie_id is None else f"{p.serie_id.hex}-{p.jour:%Y%m%d}"
    annulee = p.etat is EtatPermanence.ANNULEE
    return Evenement(
        uid=f"{GenreEvenement.PERMANENCE}-{cle}",
        genre=GenreEvenement.PERMANENCE,
        jour=p.jour,
        debut=p.debut,
        fin=p.fin if p.fin and p.fin > p.debut else None,
        etat=EtatEvenement.ANNULE if annulee else EtatEvenement.CONFIRME,
        version=version,
        titre=_("Permanence : {cite}").format(cite=p.cite),
        lieu=p.lieu,
    )
