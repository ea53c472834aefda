"""Complaints inside an open transaction, for whoever writes them: screens, réceptions, imports.

Every change of state, answer and clock goes through here, so that history rows, due times,
réceptions and cases stay right. Pass one `Cadre` when writing many.
"""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from app.core.errors import EntreeInvalide, RegleMetier
from app.core.i18n import _
from app.domain.accompagnement import Canal
from app.domain.reclamations import (
    EtatReclamation,
    GenreEchange,
    Interlocuteur,
    NatureReclamation,
    SensEchange,
    SourceSuivi,
)
from app.services.chargement import charger, facultatif, obligatoire
from app.services.reclamations.cadre import Cadre, pointer
from app.services.reclamations.commandes import OuvrirReclamation
from app.services.reclamations.etats import changer_etat, repondue, suites_collectives, suivre
from app.services.reclamations.interventions import (
    changer_passage,
    deplacer_passage,
    proposer_passage,
)
from app.services.reclamations.moments import instant_de, quand
from app.services.reclamations.photos import garder as garder_photos
from db.models import (
    DossierCollectif,
    EchangeReclamation,
    Logement,
    Menage,
    Reception,
    Reclamation,
    Responsable,
    SuiviReclamation,
)
from db.queries import reclamations_ecriture as lecture
from db.uow import Transaction

__all__ = [
    "Cadre",
    "changer_etat",
    "changer_passage",
    "deplacer_passage",
    "garder_photos",
    "noter_echange",
    "ouverture",
    "ouvrir",
    "proposer_passage",
    "securiser",
]


def ouvrir(tx: Transaction, cmd: OuvrirReclamation, cadre: Cadre | None = None) -> Reclamation:
    """The complaint under the next reference, received, its clocks running.

    Raises `EntreeInvalide` ("saisie.obligatoire", "reclamation.sans_objet", "reclamation.futur",
    "reclamation.autre_logement" for a réserve of another home than those received),
    `RegleMetier("reception.apres_reclamation")` for a réserve noted before its réception.
    """
    cadre = cadre or Cadre(tx)
    jour, heure = quand(tx, cmd.ouverte_le, cmd.ouverte_a)
    menage_id = _menage(tx, cmd.menage_id)
    logement = _logement(tx, cmd.logement_id, menage_id)
    categorie = obligatoire(cmd.categorie, _("la catégorie de la réclamation"))
    ligne = Reclamation(
        id=tx.ids.new(),
        menage_id=menage_id,
        visite_id=cmd.visite_id,
        reception_id=_reception(tx, cmd.reception_id, logement, jour),
        reference=cadre.reference(),
        reference_bailleur=facultatif(cmd.reference_bailleur),
        nature=NatureReclamation.RESERVE if cmd.reception_id else cmd.nature,
        origine=cmd.origine,
        categorie=categorie,
        lieu=facultatif(cmd.lieu),
        urgence=cmd.urgence or tx.accompagnement.reclamations.urgence(categorie),
        description=obligatoire(cmd.description, _("la description de la réclamation")),
        contact=facultatif(cmd.contact),
        etat=EtatReclamation.RECUE,
        etat_le=jour,
        ouverte_le=jour,
        ouverte_a=heure,
        rouvertures=0,
        **_ou(logement),
        **_qui(tx, cmd),
    )
    cadre.regler(ligne, None)
    tx.session.add(ligne)
    tx.session.flush()
    reserve = ligne.nature is NatureReclamation.RESERVE
    suivre(tx, ligne, jour, SourceSuivi.EQUIPE if reserve else SourceSuivi.MENAGE, None, None)
    suites_collectives(tx, ligne, jour)
    return ligne


def ouverture(
    tx: Transaction, ligne: Reclamation, le: date, heure: time | None
) -> dict[str, object]:
    """The columns of its opening put right, its first history row moved with it.

    Raises `EntreeInvalide("reclamation.futur")`, `RegleMetier("reclamation.deja_suivie")` when
    something already happened to it before that day.
    """
    jour, heure = quand(tx, le, heure)
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
    jour, instant = instant_de(tx, ligne, le, heure)
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
        repondue(ligne, instant)
    tx.session.flush()
    return echange


def securiser(
    tx: Transaction, ligne: Reclamation, *, le: date | None = None, heure: time | None = None
) -> None:
    """The danger is out of the way: that clock stops. Raises as `noter_echange`."""
    ligne.securisee_a = instant_de(tx, ligne, le, heure)[1]
    pointer(ligne)
    tx.session.flush()


def _ou(logement: Logement | None) -> dict[str, UUID | None]:
    """The home, its estate and its batch."""
    return {
        "logement_id": logement.id if logement else None,
        "cite_id": logement.cite_id if logement else None,
        "tranche_id": logement.tranche_id if logement else None,
    }


def _qui(tx: Transaction, cmd: OuvrirReclamation) -> dict[str, UUID | None]:
    """Its case, and who repairs: the one of the case unless another is named."""
    dossier = charger(tx.session, DossierCollectif, cmd.dossier_id) if cmd.dossier_id else None
    return {
        "dossier_id": dossier.id if dossier else None,
        "responsable_id": _responsable(tx, cmd.responsable_id)
        or (dossier.responsable_id if dossier else None),
    }


def _logement(tx: Transaction, logement_id: UUID | None, menage_id: UUID | None) -> Logement | None:
    """The home it is about: the one told, else the one the household is known by."""
    if logement_id is None and menage_id is None:
        raise EntreeInvalide("reclamation.sans_objet")
    if logement_id is None and menage_id is not None:
        logement_id = lecture.logement_connu(tx.session, menage_id)
    return charger(tx.session, Logement, logement_id) if logement_id else None


def _menage(tx: Transaction, menage_id: UUID | None) -> UUID | None:
    """The household; the one a merged household now belongs to."""
    if menage_id is None:
        return None
    menage = charger(tx.session, Menage, menage_id)
    while menage.fusionne_dans_id is not None:
        menage = charger(tx.session, Menage, menage.fusionne_dans_id)
    return menage.id


def _reception(
    tx: Transaction, reception_id: UUID | None, logement: Logement | None, jour: date
) -> UUID | None:
    """The réception a réserve was noted at: not later than it, of that home or of its batch."""
    if reception_id is None:
        return None
    reception = charger(tx.session, Reception, reception_id)
    if jour < reception.le:
        raise RegleMetier("reception.apres_reclamation", jour=reception.le, defaut=jour)
    du_logement = logement is not None and reception.logement_id == logement.id
    de_tranche = logement is not None and (
        reception.tranche_id is not None and reception.tranche_id == logement.tranche_id
    )
    if not (du_logement or de_tranche):
        raise EntreeInvalide("reclamation.autre_logement")
    return reception.id


def _responsable(tx: Transaction, responsable_id: UUID | None) -> UUID | None:
    return responsable_id and charger(tx.session, Responsable, responsable_id).id
