"""Complaints inside an open transaction, for whoever writes them: screens, réceptions, imports.

Every change of state, answer and clock goes through here, so that history rows, due times,
réceptions and cases stay right. Pass one `Cadre` when writing many.
"""

from __future__ import annotations

from datetime import date, datetime, time
from uuid import UUID

from sqlalchemy import select

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import Canal
from app.domain.demenagements import Creneau
from app.domain.garanties import Garantie, garantie
from app.domain.reclamations import (
    ATTENDUS,
    FINIES,
    EtatPassage,
    EtatReclamation,
    GenreEchange,
    Interlocuteur,
    MotifReclamation,
    NatureReclamation,
    SensEchange,
    SourceSuivi,
    passer,
    passer_passage,
    suites,
    verifier_jour,
    verifier_jour_passage,
    verifier_motif,
)
from app.domain.reclamations_delais import heure_locale, instant_local
from app.services.chargement import charger, facultatif, obligatoire
from app.services.reclamations.cadre import Cadre, pointer
from app.services.reclamations.commandes import OuvrirReclamation
from db.models import (
    DossierCollectif,
    EchangeReclamation,
    Logement,
    Menage,
    PassageReclamation,
    Reception,
    Reclamation,
    Responsable,
    SuiviReclamation,
)
from db.queries import reclamations_ecriture as lecture
from db.uow import Transaction


def ouvrir(tx: Transaction, cmd: OuvrirReclamation, cadre: Cadre | None = None) -> Reclamation:
    """The complaint under the next reference, received, its clocks running.

    Raises `EntreeInvalide` ("saisie.obligatoire", "reclamation.sans_objet", "reclamation.futur"),
    `RegleMetier("reception.apres_reclamation")` for a réserve noted before its réception.
    """
    cadre = cadre or Cadre(tx)
    jour, heure = _quand(tx, cmd.ouverte_le, cmd.ouverte_a)
    menage_id = _menage(tx, cmd.menage_id)
    logement_id = cmd.logement_id
    if logement_id is None and menage_id is not None:
        logement_id = lecture.logement_connu(tx.session, menage_id)
    if menage_id is None and logement_id is None:
        raise EntreeInvalide("reclamation.sans_objet")
    logement = charger(tx.session, Logement, logement_id) if logement_id else None
    nature = NatureReclamation.RESERVE if cmd.reception_id else cmd.nature
    ligne = Reclamation(
        id=tx.ids.new(),
        menage_id=menage_id,
        logement_id=logement_id,
        cite_id=logement.cite_id if logement else None,
        tranche_id=logement.tranche_id if logement else None,
        visite_id=cmd.visite_id,
        reception_id=_reception(tx, cmd.reception_id, jour),
        dossier_id=cmd.dossier_id and charger(tx.session, DossierCollectif, cmd.dossier_id).id,
        reference=cadre.reference(),
        reference_bailleur=facultatif(cmd.reference_bailleur),
        nature=nature,
        origine=cmd.origine,
        categorie=obligatoire(cmd.categorie, _("la catégorie de la réclamation")),
        lieu=facultatif(cmd.lieu),
        urgence=cmd.urgence or tx.accompagnement.reclamations.urgence(cmd.categorie),
        description=obligatoire(cmd.description, _("la description de la réclamation")),
        responsable_id=_responsable(tx, cmd.responsable_id),
        contact=facultatif(cmd.contact),
        etat=EtatReclamation.RECUE,
        etat_le=jour,
        ouverte_le=jour,
        ouverte_a=heure,
        rouvertures=0,
    )
    cadre.regler(ligne, None)
    tx.session.add(ligne)
    tx.session.flush()
    de_qui = SourceSuivi.EQUIPE if nature is NatureReclamation.RESERVE else SourceSuivi.MENAGE
    _suivre(tx, ligne, jour, de_qui, None, None)
    _suites_collectives(tx, ligne, jour)
    return ligne


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
    suivi = _suivre(tx, ligne, jour, source, motif, facultatif(raison))
    if vers is EtatReclamation.CONTESTEE:
        (cadre or Cadre(tx)).regler(ligne, jour)
    else:
        pointer(ligne)
    if vers in FINIES or vers is EtatReclamation.FAITE:
        _annuler_passages(tx, ligne, jour)
    _suites_collectives(tx, ligne, jour)
    return suivi


def noter_echange(
    tx: Transaction,
    ligne: Reclamation,
    *,
    texte: str,
    interlocuteur: Interlocuteur,
    genre: GenreEchange = GenreEchange.ECHANGE,
    sens: SensEchange = SensEchange.EMIS,
    canal: Canal | None = None,
    le: date | None = None,
    heure: time | None = None,
    responsable_id: UUID | None = None,
) -> EchangeReclamation:
    """The exchange; the first one said to the household stops the clock of the first answer.

    `le` None: now. Raises `EntreeInvalide`: "saisie.obligatoire", "reclamation.futur",
    "reclamation.avant_ouverture".
    """
    jour, instant = _instant(tx, ligne, le, heure)
    echange = EchangeReclamation(
        id=tx.ids.new(),
        reclamation_id=ligne.id,
        genre=genre,
        sens=sens,
        interlocuteur=interlocuteur,
        responsable_id=_responsable(tx, responsable_id),
        canal=canal,
        le=jour,
        texte=obligatoire(texte, _("ce qui s’est dit")),
        par_id=tx.auteur_id,
    )
    tx.session.add(echange)
    if interlocuteur is Interlocuteur.MENAGE and sens is SensEchange.EMIS:
        _repondue(ligne, instant)
    tx.session.flush()
    return echange


def securiser(
    tx: Transaction, ligne: Reclamation, *, le: date | None = None, heure: time | None = None
) -> None:
    """The danger is out of the way: that clock stops. Raises as `noter_echange`."""
    ligne.securisee_a = _instant(tx, ligne, le, heure)[1]
    pointer(ligne)
    tx.session.flush()


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
    passage = PassageReclamation(
        id=tx.ids.new(),
        reclamation_id=ligne.id,
        jour=verifier_jour_passage(jour, ligne.ouverte_le, tx.clock.today()),
        creneau=creneau,
        heure=heure,
        responsable_id=_responsable(tx, responsable_id) or ligne.responsable_id,
        etat=EtatPassage.ACCEPTE if accepte else EtatPassage.PROPOSE,
        etat_le=le or tx.clock.today(),
        precision=facultatif(precision),
    )
    tx.session.add(passage)
    tx.session.flush()
    if accepte:
        _repondue(ligne, _instant(tx, ligne, le, None)[1])
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
        _repondue(ligne, _instant(tx, ligne, le, None)[1])
        _planifier(tx, ligne, le, source)
    elif etat is EtatPassage.TENU:
        if reparee:
            changer_etat(tx, ligne, EtatReclamation.FAITE, le=passage.jour, source=source)
    elif ligne.etat is EtatReclamation.PLANIFIEE and not _attendus(tx, ligne.id):
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
        _repondue(ligne, _instant(tx, ligne, le, None)[1])
    tx.session.flush()
    return ligne


def ouverture(
    tx: Transaction, ligne: Reclamation, le: date, heure: time | None
) -> dict[str, object]:
    """The columns of its opening put right, its first history row moved with it.

    Raises `EntreeInvalide("reclamation.futur")`, `RegleMetier("reclamation.deja_suivie")` when
    something already happened to it before that day.
    """
    jour, heure = _quand(tx, le, heure)
    premiere, *autres = tx.session.scalars(
        select(SuiviReclamation)
        .where(SuiviReclamation.reclamation_id == ligne.id)
        .order_by(SuiviReclamation.id)
    )
    if any(suivi.le < jour for suivi in autres):
        raise RegleMetier("reclamation.deja_suivie", jour=jour)
    valeurs: dict[str, object] = {"ouverte_le": jour, "ouverte_a": heure}
    if premiere.le != jour:
        premiere.le = jour
    if ligne.etat is EtatReclamation.RECUE:
        valeurs["etat_le"] = jour
    return valeurs


def _quand(tx: Transaction, le: date | None, heure: time | None) -> tuple[date, time | None]:
    """The day and hour it came to be known; now when nobody said."""
    aujourdhui, maintenant = tx.clock.today(), tx.clock.now()
    if le is None and heure is None:
        heure = heure_locale(maintenant)
    jour = le or aujourdhui
    if jour > aujourdhui or (heure is not None and instant_local(jour, heure) > maintenant):
        raise EntreeInvalide("reclamation.futur", jour=jour)
    return jour, heure.replace(second=0, microsecond=0) if heure else None


def _instant(
    tx: Transaction, ligne: Reclamation, le: date | None, heure: time | None
) -> tuple[date, datetime]:
    """The day, and the instant a clock stops: never before the complaint itself."""
    aujourdhui, maintenant = tx.clock.today(), tx.clock.now()
    jour = verifier_jour(le or aujourdhui, ligne.ouverte_le, aujourdhui)
    instant = maintenant
    if heure is not None or jour != aujourdhui:
        instant = instant_local(jour, heure)
    if instant > maintenant:
        raise EntreeInvalide("reclamation.futur", jour=jour)
    return jour, max(instant, instant_local(ligne.ouverte_le, ligne.ouverte_a))


def _menage(tx: Transaction, menage_id: UUID | None) -> UUID | None:
    """The household; the one a merged household now belongs to."""
    if menage_id is None:
        return None
    menage = charger(tx.session, Menage, menage_id)
    while menage.fusionne_dans_id is not None:
        menage = charger(tx.session, Menage, menage.fusionne_dans_id)
    return menage.id


def _reception(tx: Transaction, reception_id: UUID | None, jour: date) -> UUID | None:
    if reception_id is None:
        return None
    reception = charger(tx.session, Reception, reception_id)
    if jour < reception.le:
        raise RegleMetier("reception.apres_reclamation", jour=reception.le, defaut=jour)
    return reception.id


def _responsable(tx: Transaction, responsable_id: UUID | None) -> UUID | None:
    return responsable_id and charger(tx.session, Responsable, responsable_id).id


def _suivre(
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


def _repondue(ligne: Reclamation, instant: datetime) -> None:
    """The household was answered; an earlier answer noted later is the first one."""
    if ligne.repondue_a is None or instant < ligne.repondue_a:
        ligne.repondue_a = instant
        pointer(ligne)


def _planifier(tx: Transaction, ligne: Reclamation, le: date | None, source: SourceSuivi) -> None:
    if EtatReclamation.PLANIFIEE in suites(ligne.etat):
        changer_etat(tx, ligne, EtatReclamation.PLANIFIEE, le=le, source=source)


def _attendus(tx: Transaction, reclamation_id: UUID) -> list[PassageReclamation]:
    """The appointments nobody told the end of."""
    return list(
        tx.session.scalars(
            select(PassageReclamation).where(
                PassageReclamation.reclamation_id == reclamation_id,
                PassageReclamation.etat.in_(ATTENDUS),
            )
        )
    )


def _annuler_passages(tx: Transaction, ligne: Reclamation, jour: date) -> None:
    """Nobody need come any more: appointments later than that day are cancelled."""
    for passage in _attendus(tx, ligne.id):
        if passage.jour > jour:
            passage.etat, passage.etat_le = EtatPassage.ANNULE, tx.clock.today()
    tx.session.flush()


def _suites_collectives(tx: Transaction, ligne: Reclamation, jour: date) -> None:
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
