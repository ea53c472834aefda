"""States of a complaint inside an open transaction: its history, what closes, what opens again."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.core.errors import EntreeInvalide
from app.domain.garanties import Garantie, garantie
from app.domain.reclamations import (
    ATTENDUS,
    FINIES,
    EtatPassage,
    EtatReclamation,
    MotifReclamation,
    NatureReclamation,
    SourceSuivi,
    passer,
    verifier_jour,
    verifier_motif,
)
from app.services.chargement import charger, facultatif
from app.services.reclamations.cadre import Cadre, pointer
from db.models import (
    DossierCollectif,
    PassageReclamation,
    Reception,
    Reclamation,
    SuiviReclamation,
)
from db.queries import reclamations_ecriture as lecture
from db.uow import Transaction


def changer_etat(
    tx: Transaction,
    ligne: Reclamation,
    etat: EtatReclamation,
    *,
    le: date | None = None,
    source: SourceSuivi = SourceSuivi.EQUIPE,
    motif: MotifReclamation | None = None,
    raison: str = "",
    cadre: Cadre | None = None,
) -> SuiviReclamation:
    """The new row of its history; the complaint, its clocks, réception and case follow.

    `le` None: today. Raises as `domain.reclamations.passer`, and `EntreeInvalide`:
    "reclamation.futur", "reclamation.avant_ouverture", "reclamation.avant_etat" (confirmed or
    contested before what it judges), "reclamation.motif", "reclamation.reouverture_hors_gpa".
    """
    jour = verifier_jour(le or tx.clock.today(), ligne.ouverte_le, tx.clock.today())
    vers = passer(ligne.etat, etat, motif=motif, raison=raison)
    verifier_motif(ligne.nature, motif)
    _verifier_ordre(ligne, vers, jour)
    if vers is EtatReclamation.CONTESTEE and ligne.etat in FINIES:
        _verifier_reouverture(tx, ligne, jour, raison)
        ligne.rouvertures += 1
    _dater(ligne, vers, jour, motif)
    ligne.etat, ligne.etat_le = vers, jour
    tx.session.flush()
    suivi = suivre(tx, ligne, jour, source, motif, facultatif(raison))
    if vers is EtatReclamation.CONTESTEE:
        (cadre or Cadre(tx)).regler(ligne, jour)
    else:
        pointer(ligne)
    if vers in FINIES or vers is EtatReclamation.FAITE:
        _annuler_passages(tx, ligne, jour)
    suites_collectives(tx, ligne, jour)
    return suivi


def suivre(
    tx: Transaction,
    ligne: Reclamation,
    jour: date,
    source: SourceSuivi,
    motif: MotifReclamation | None,
    precision: str | None,
) -> SuiviReclamation:
    suivi = SuiviReclamation(
        id=tx.ids.new(),
        reclamation_id=ligne.id,
        etat=ligne.etat,
        le=jour,
        source=source,
        motif=motif,
        precision=precision,
        par_id=tx.auteur_id,
    )
    tx.session.add(suivi)
    tx.session.flush()
    return suivi


def repondue(ligne: Reclamation, instant: datetime) -> None:
    """The household was answered; an earlier answer noted later is the first one."""
    if ligne.repondue_a is None or instant < ligne.repondue_a:
        ligne.repondue_a = instant
        pointer(ligne)


def attendus(tx: Transaction, reclamation_id: UUID) -> list[PassageReclamation]:
    """The appointments nobody told the end of."""
    return list(
        tx.session.scalars(
            select(PassageReclamation).where(
                PassageReclamation.reclamation_id == reclamation_id,
                PassageReclamation.etat.in_(ATTENDUS),
            )
        )
    )


def suites_collectives(tx: Transaction, ligne: Reclamation, jour: date) -> None:
    """A réception whose last réserve ends is lifted that day; a case closes with its last member.

    Either is open again as soon as one is.
    """
    tx.session.flush()
    if ligne.reception_id is not None and ligne.nature is NatureReclamation.RESERVE:
        reception = charger(tx.session, Reception, ligne.reception_id)
        ouvertes = lecture.reserves_ouvertes(tx.session, reception.id)
        reception.levees_le = None if ouvertes else reception.levees_le or jour
    if ligne.dossier_id is not None:
        dossier = charger(tx.session, DossierCollectif, ligne.dossier_id)
        ouvertes = lecture.membres_ouverts(tx.session, dossier.id)
        dossier.clos_le = None if ouvertes else dossier.clos_le or jour
    tx.session.flush()


def _verifier_ordre(ligne: Reclamation, vers: EtatReclamation, jour: date) -> None:
    """Confirming and contesting come after what they judge."""
    juge = ligne.close_le or ligne.faite_le
    if vers not in (EtatReclamation.CONFIRMEE, EtatReclamation.CONTESTEE) or juge is None:
        return
    if jour < juge:
        raise EntreeInvalide("reclamation.avant_etat", jour=jour, depuis=juge)


def _verifier_reouverture(tx: Transaction, ligne: Reclamation, jour: date, raison: str) -> None:
    """After the parfait achèvement, what was notified in time remains due: in written words."""
    if raison.strip() or ligne.logement_id is None:
        return
    reception = lecture.reception_du_logement(tx.session, ligne.logement_id, tx.clock.today())
    possibles = tx.accompagnement.reclamations.garanties(ligne.categorie)
    due = garantie(reception, ligne.ouverte_le, possibles, jour)
    if due.code is Garantie.GPA and due.fin is not None and jour > due.fin:
        raise EntreeInvalide("reclamation.reouverture_hors_gpa", fin=due.fin)


def _dater(
    ligne: Reclamation, vers: EtatReclamation, jour: date, motif: MotifReclamation | None
) -> None:
    """When it was repaired and closed, as its new state tells."""
    if vers is EtatReclamation.CONTESTEE:
        ligne.faite_le = ligne.close_le = ligne.motif_cloture = None
    elif vers is EtatReclamation.FAITE:
        ligne.faite_le = jour
    elif vers in FINIES:
        ligne.close_le = jour
        if vers is not EtatReclamation.CONFIRMEE:
            ligne.motif_cloture = motif or MotifReclamation.AUTRE
        if vers is EtatReclamation.CONFIRMEE or motif is MotifReclamation.RESERVE_LEVEE:
            ligne.faite_le = ligne.faite_le or jour


def _annuler_passages(tx: Transaction, ligne: Reclamation, jour: date) -> None:
    """Nobody need come any more: appointments later than that day are cancelled."""
    for passage in attendus(tx, ligne.id):
        if passage.jour > jour:
            passage.etat, passage.etat_le = EtatPassage.ANNULE, tx.clock.today()
    tx.session.flush()
