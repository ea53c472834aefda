"""Campaigns follow the questionnaires themselves, and households that are merged."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from app.domain.accompagnement import CodeEtape
from app.domain.enquetes.campagnes import (
    EtatEnquete,
    EtatSuivi,
    MomentCampagne,
    le_plus_avance,
    part_sans_rien_laisser,
)
from app.services.chargement import charger
from db.models import Campagne, CampagneMenage, Enquete, Etape, Questionnaire
from db.queries import campagnes as lecture
from db.uow import Transaction


def etat_de(enquete: Enquete) -> tuple[EtatSuivi, date | None]:
    """Where a questionnaire puts its household, and since when."""
    if enquete.etat is EtatEnquete.TERMINEE:
        return EtatSuivi.FAITE, enquete.terminee_le
    return EtatSuivi.EN_COURS, enquete.commencee_le


def revenir(tx: Transaction, suivi: CampagneMenage) -> None:
    """Back to what was tried: absent when somebody came, else to be done."""
    campagne = charger(tx.session, Campagne, suivi.campagne_id)
    essais = lecture.tentatives(tx.session, suivi.menage_id, campagne.ouverte_le)
    suivi.etat = EtatSuivi.ABSENT if essais else EtatSuivi.A_FAIRE
    suivi.etat_le, suivi.motif = tx.clock.today(), None


def suivre(tx: Transaction, enquete: Enquete) -> None:
    """Bring open campaigns along with a questionnaire begun, finished or given up.

    Called inside the transaction that writes `enquete`: undoing it undoes this too. The milestone
    `enquete` of the journey is done that day when the campaign takes place before the works.
    """
    tx.session.flush()
    identifiant = tx.session.scalar(
        select(Questionnaire.identifiant).where(Questionnaire.id == enquete.questionnaire_id)
    )
    if identifiant is None:
        return
    for suivi, campagne in lecture.suivis_ouverts(tx.session, enquete.menage_id, identifiant):
        if enquete.etat is EtatEnquete.ABANDONNEE:
            if suivi.etat is EtatSuivi.EN_COURS:
                revenir(tx, suivi)
            continue
        enquete.campagne_id = enquete.campagne_id or campagne.id
        suivi.etat, suivi.etat_le = etat_de(enquete)
        suivi.motif = None
        if suivi.etat is EtatSuivi.FAITE and campagne.moment is MomentCampagne.AVANT:
            _noter_etape(tx, enquete)
    tx.session.flush()


def _noter_etape(tx: Transaction, enquete: Enquete) -> None:
    etape = tx.session.scalar(
        select(Etape).where(Etape.menage_id == enquete.menage_id, Etape.code == CodeEtape.ENQUETE)
    )
    if etape is None:
        etape = Etape(id=tx.ids.new(), menage_id=enquete.menage_id, code=CodeEtape.ENQUETE)
        tx.session.add(etape)
    if etape.faite_le is None:
        etape.faite_le, etape.ecartee_le = enquete.terminee_le, None


def reunir_campagnes(tx: Transaction, garde_id: UUID, absorbe_id: UUID) -> None:
    """Two merged households are one in each campaign, as far as either went.

    Asked the same form by two open campaigns, it stays where something was obtained.
    """
    lignes = list(
        tx.session.execute(
            select(CampagneMenage, Campagne)
            .join(Campagne, Campagne.id == CampagneMenage.campagne_id)
            .where(CampagneMenage.menage_id.in_((garde_id, absorbe_id)))
        )
    )
    siens = {c.id: s for s, c in lignes if s.menage_id == garde_id}
    for double, campagne in [x for x in lignes if x[0].menage_id == absorbe_id]:
        sien = siens.get(campagne.id)
        if sien is not None:
            _garder_le_plus_avance(sien, double)
            tx.session.delete(double)
    ouvertes = {c.identifiant: s for s, c in lignes if s.menage_id == garde_id and not c.close_le}
    for double, campagne in [x for x in lignes if x[0].menage_id == absorbe_id]:
        autre = ouvertes.get(campagne.identifiant)
        if campagne.close_le or campagne.id in siens or autre is None:
            continue
        perdant = double if part_sans_rien_laisser(double.etat) else autre
        if part_sans_rien_laisser(perdant.etat):
            tx.session.delete(perdant)
    tx.session.flush()


def _garder_le_plus_avance(sien: CampagneMenage, double: CampagneMenage) -> None:
    if le_plus_avance(sien.etat, double.etat) is not sien.etat:
        sien.etat, sien.etat_le, sien.motif = double.etat, double.etat_le, double.motif
