"""Rows of complaints and of the life after the return, one of each kind, for a household."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

from app.domain.accompagnement import Canal
from app.domain.apres import (
    Energie,
    EtatSoutien,
    GenreAction,
    GenreSoutien,
    MomentLoyer,
    SourceConso,
    SourceLoyer,
)
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain, MomentPriseEnMain
from app.domain.receptions import EtatElement, MomentEtatDesLieux, ResultatReception
from app.domain.reclamations import (
    EtatPassage,
    EtatReclamation,
    GenreResponsable,
    Interlocuteur,
    Urgence,
)
from app.domain.reclamations_delais import Horloge
from db.models import (
    ActionCollective,
    Base,
    ConsoEnergie,
    DossierCollectif,
    EchangeReclamation,
    EtatDesLieux,
    LigneEtatDesLieux,
    PassageReclamation,
    PointPriseEnMain,
    PriseEnMain,
    Quittance,
    Reception,
    Reclamation,
    Responsable,
    SoutienRetour,
    SuiviReclamation,
    VolontaireEnergie,
)
from db.uow import UnitOfWork

RECU = date(2026, 9, 21)
RETOUR = date(2026, 9, 28)


def lignes_d_apres(
    uow: UnitOfWork,
    menage_id: UUID,
    logement_id: UUID,
    cite_id: UUID,
    *,
    personne_id: UUID | None = None,
    reference: str = "R-0901",
) -> list[Base]:
    """One row of each kind, the words of the team recognisable ("pour l’équipe")."""
    new = uow.ids.new
    entreprise = Responsable(
        id=new(),
        cite_id=cite_id,
        genre=GenreResponsable.ENTREPRISE,
        nom="Menuiserie Exemple",
        lot="menuiseries",
    )
    dossier = DossierCollectif(
        id=new(),
        cite_id=cite_id,
        reference=reference.replace("R", "D"),
        titre="Volets bloqués",
        ouvert_le=date(2026, 10, 5),
    )
    reclamation = Reclamation(
        id=new(),
        menage_id=menage_id,
        logement_id=logement_id,
        cite_id=cite_id,
        reference=reference,
        categorie="menuiseries",
        lieu="chambre",
        urgence=Urgence.NORMALE,
        description="Volet bloqué",
        responsable_id=entreprise.id,
        dossier_id=dossier.id,
        etat=EtatReclamation.PLANIFIEE,
        etat_le=date(2026, 10, 6),
        ouverte_le=date(2026, 10, 5),
        echeance=datetime(2026, 10, 12, 16, tzinfo=UTC),
        horloge=Horloge.REPARATION,
    )
    return [
        entreprise,
        dossier,
        reclamation,
        *_suite(uow, reclamation.id),
        Reception(
            id=new(), logement_id=logement_id, le=RECU, resultat=ResultatReception.AVEC_RESERVES
        ),
        *_visites(uow, menage_id, logement_id, personne_id),
        *_argent(uow, menage_id),
        *_soutiens(uow, menage_id, cite_id),
    ]  # fmt: skip


def _suite(uow: UnitOfWork, reclamation_id: UUID) -> list[Base]:
    new = uow.ids.new
    return [
        SuiviReclamation(
            id=new(), reclamation_id=reclamation_id, etat=EtatReclamation.PLANIFIEE,
            le=date(2026, 10, 6), precision="Suivi pour l’équipe",
        ),
        EchangeReclamation(
            id=new(), reclamation_id=reclamation_id, interlocuteur=Interlocuteur.ENTREPRISE,
            canal=Canal.TELEPHONE, le=date(2026, 10, 6), texte="Échange pour l’équipe",
        ),
        PassageReclamation(
            id=new(), reclamation_id=reclamation_id, jour=date(2026, 10, 9),
            etat=EtatPassage.MANQUE_ENTREPRISE, precision="Passage pour l’équipe",
        ),
    ]  # fmt: skip


def _visites(
    uow: UnitOfWork, menage_id: UUID, logement_id: UUID, personne_id: UUID | None
) -> list[Base]:
    new = uow.ids.new
    etat = EtatDesLieux(
        id=new(),
        menage_id=menage_id,
        logement_id=logement_id,
        moment=MomentEtatDesLieux.ENTREE,
        le=RETOUR,
        presents="Présents pour l’équipe",
        signe_le=RETOUR,
    )
    prise = PriseEnMain(
        id=new(),
        menage_id=menage_id,
        logement_id=logement_id,
        moment=MomentPriseEnMain.RETOUR,
        etat=EtatPriseEnMain.FAITE,
        faite_le=date(2026, 10, 2),
        guide_remis="fr",
        remarque="Remarque pour l’équipe",
    )
    return [
        etat,
        LigneEtatDesLieux(
            id=new(), etat_id=etat.id, piece="cuisine", element="sol", etat=EtatElement.BON
        ),
        prise,
        PointPriseEnMain(
            id=new(), prise_id=prise.id, code="vmc_allumee", personne_id=personne_id,
            etat=EtatPointMontre.MONTRE,
        ),
        PointPriseEnMain(
            id=new(), prise_id=prise.id, code="programme", etat=EtatPointMontre.A_REVOIR,
            precision="Point pour l’équipe",
        ),
        PriseEnMain(
            id=new(), menage_id=menage_id, moment=MomentPriseEnMain.HIVER,
            prevue_le=date(2026, 12, 1),
        ),
    ]  # fmt: skip


def _argent(uow: UnitOfWork, menage_id: UUID) -> list[Base]:
    new = uow.ids.new
    return [
        Quittance(
            id=new(), menage_id=menage_id, moment=MomentLoyer.APRES, le=date(2026, 11, 5),
            source=SourceLoyer.QUITTANCE, loyer=Decimal("431.07"),
            troisieme_ligne=Decimal("15.00"), ressources=Decimal("1234.56"),
        ),
        VolontaireEnergie(id=new(), menage_id=menage_id, accord_le=date(2026, 10, 12)),
        ConsoEnergie(
            id=new(), menage_id=menage_id, energie=Energie.GAZ, du=RETOUR, au=date(2026, 11, 1),
            kwh=Decimal("765.40"), source=SourceConso.COMPTEUR,
        ),
    ]  # fmt: skip


def _soutiens(uow: UnitOfWork, menage_id: UUID, cite_id: UUID) -> list[Base]:
    new = uow.ids.new
    action = ActionCollective(
        id=new(),
        cite_id=cite_id,
        nom="Café de coin de rue",
        genre=GenreAction.PONCTUELLE,
        le=date(2026, 10, 20),
    )
    return [
        action,
        SoutienRetour(
            id=new(), menage_id=menage_id, genre=GenreSoutien.ARA, etat=EtatSoutien.INTERESSE,
            le=date(2026, 10, 15), quoi="Peindre la chambre",
        ),
        SoutienRetour(
            id=new(), menage_id=menage_id, genre=GenreSoutien.ACTION_COLLECTIVE,
            etat=EtatSoutien.FAIT, le=date(2026, 10, 20), action_id=action.id,
        ),
    ]  # fmt: skip
