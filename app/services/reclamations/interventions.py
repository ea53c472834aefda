"""Appointments for a repair inside an open transaction, and what they make of the complaint."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from app.core.errors import RegleMetier
from app.domain.demenagements import Creneau
from app.domain.reclamations import (
    ATTENDUS,
    FINIES,
    EtatPassage,
    EtatReclamation,
    SourceSuivi,
    passer_passage,
    suites,
    verifier_jour_passage,
)
from app.services.chargement import charger, facultatif
from app.services.reclamations.etats import attendus, changer_etat, repondue
from app.services.reclamations.moments import instant_de
from db.models import PassageReclamation, Reclamation, Responsable
from db.uow import Transaction


def proposer_passage(
    tx: Transaction,
    ligne: Reclamation,
    *,
    jour: date,
    creneau: Creneau = Creneau.JOURNEE,
    heure: time | None = None,
    responsable_id: UUID | None = None,
    precision: str = "",
    accepte: bool = False,
    le: date | None = None,
    source: SourceSuivi = SourceSuivi.EQUIPE,
) -> PassageReclamation:
    """The appointment; the complaint is planned since `le` (today when None).

    Raises `RegleMetier("passage.rien_a_planifier")` once it is repaired or finished,
    `EntreeInvalide`: "passage.avant_ouverture", "passage.lointain".
    """
    if ligne.etat is EtatReclamation.FAITE or ligne.etat in FINIES:
        raise RegleMetier("passage.rien_a_planifier", reference=ligne.reference)
    qui = ligne.responsable_id
    if responsable_id is not None:
        qui = charger(tx.session, Responsable, responsable_id).id
    passage = PassageReclamation(
        id=tx.ids.new(),
        reclamation_id=ligne.id,
        jour=verifier_jour_passage(jour, ligne.ouverte_le, tx.clock.today()),
        creneau=creneau,
        heure=heure,
        responsable_id=qui,
        etat=EtatPassage.ACCEPTE if accepte else EtatPassage.PROPOSE,
        etat_le=le or tx.clock.today(),
        precision=facultatif(precision),
    )
    tx.session.add(passage)
    tx.session.flush()
    if accepte:
        repondue(ligne, instant_de(tx, ligne, le, None)[1])
    _planifier(tx, ligne, le, source)
    return passage


def changer_passage(
    tx: Transaction,
    passage: PassageReclamation,
    etat: EtatPassage,
    *,
    precision: str = "",
    reparee: bool = False,
    le: date | None = None,
    source: SourceSuivi = SourceSuivi.EQUIPE,
) -> Reclamation:
    """Its complaint: planned once accepted, sent again when no appointment is expected any more.

    `reparee`: kept, and the repair was done that day. Raises as `domain.reclamations` says
    (`passer_passage`), and as `changer_etat`.
    """
    ligne = charger(tx.session, Reclamation, passage.reclamation_id)
    aujourdhui = tx.clock.today()
    passage.etat = passer_passage(passage.etat, etat, jour=passage.jour, aujourdhui=aujourdhui)
    passage.etat_le = le or aujourdhui
    passage.precision = facultatif(precision) or passage.precision
    tx.session.flush()
    if etat is EtatPassage.ACCEPTE:
        repondue(ligne, instant_de(tx, ligne, le, None)[1])
        _planifier(tx, ligne, le, source)
    elif etat is EtatPassage.TENU:
        if reparee:
            changer_etat(tx, ligne, EtatReclamation.FAITE, le=passage.jour, source=source)
    elif ligne.etat is EtatReclamation.PLANIFIEE and not attendus(tx, ligne.id):
        changer_etat(tx, ligne, EtatReclamation.TRANSMISE, le=le, source=source, raison=precision)
    return ligne


def deplacer_passage(
    tx: Transaction,
    passage: PassageReclamation,
    *,
    jour: date,
    creneau: Creneau = Creneau.JOURNEE,
    heure: time | None = None,
    precision: str = "",
    accepte: bool = False,
    le: date | None = None,
) -> Reclamation:
    """The complaint of the moved appointment, which is to be accepted again unless `accepte`.

    Raises `RegleMetier("passage.fini")`, `EntreeInvalide` as `proposer_passage`.
    """
    ligne = charger(tx.session, Reclamation, passage.reclamation_id)
    if passage.etat not in ATTENDUS:
        raise RegleMetier("passage.fini", etat=passage.etat.value)
    passage.jour = verifier_jour_passage(jour, ligne.ouverte_le, tx.clock.today())
    passage.creneau, passage.heure = creneau, heure
    passage.etat = EtatPassage.ACCEPTE if accepte else EtatPassage.PROPOSE
    passage.etat_le = le or tx.clock.today()
    passage.precision = facultatif(precision) or passage.precision
    if accepte:
        repondue(ligne, instant_de(tx, ligne, le, None)[1])
    tx.session.flush()
    return ligne


def _planifier(tx: Transaction, ligne: Reclamation, le: date | None, source: SourceSuivi) -> None:
    if EtatReclamation.PLANIFIEE in suites(ligne.etat):
        changer_etat(tx, ligne, EtatReclamation.PLANIFIEE, le=le, source=source)
