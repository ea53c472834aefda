"""A campaign from its opening to its end, on the real base."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.errors import AppError
from app.domain.enquetes.campagnes import EtatSuivi, MomentCampagne, MotifRefus
from app.domain.logements import NatureOccupation
from app.domain.menages import Suivi
from app.services import annulation, menages, occupations
from app.services.enquetes import campagnes, questionnaires, saisies
from app.services.enquetes import campagnes_menages as gestes
from app.services.enquetes.campagnes_menages import Canal
from app.services.enquetes.questionnaires import ChargerQuestionnaire
from app.services.enquetes.saisies import CommencerEnquete, TerminerEnquete
from db.models import Etape, MenageResume, Tranche, Visite, VisiteMotif
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql
from tests.integration.enquetes.test_saisies import ecrire


@pytest.fixture
def forme(uow: UnitOfWork, tmp_path: Path) -> UUID:
    """The form of the tests ("essai")."""
    charge = questionnaires.charger(ChargerQuestionnaire(ecrire(tmp_path / "f.xlsx")), uow)
    assert charge.principal is not None
    return charge.principal


@pytest.fixture
def cite_id(uow: UnitOfWork) -> UUID:
    """An estate."""
    return factories.cite(uow)


def habiter(uow: UnitOfWork, cite_id: UUID, nom: str = "Wójcik", **logement: object) -> UUID:
    """A household in that estate."""
    return factories.menage(
        uow, nom, logement_id=factories.logement(uow, cite_id=cite_id, **logement)
    )


def ouvrir(uow: UnitOfWork, cite_id: UUID, **champs: object) -> UUID:
    """A campaign of the form "essai" before the works."""
    valeurs = {"titre": "Enquête 2026", "moment": MomentCampagne.AVANT} | champs
    ouverte = campagnes.ouvrir(campagnes.OuvrirCampagne(cite_id, "essai", **valeurs), uow)  # type: ignore[arg-type]
    assert ouverte.principal is not None
    return ouverte.principal


def etats(uow: UnitOfWork, campagne_id: UUID) -> dict[UUID, EtatSuivi]:
    """Where each household stands."""
    lue = campagnes.lire(campagnes.LireCampagne(campagne_id), uow)
    return {m.menage_id: m.etat for m in lue.menages}


def remplir(uow: UnitOfWork, menage_id: UUID, forme: UUID, *, fini: bool = True) -> UUID:
    """A questionnaire begun, and finished."""
    id_ = saisies.commencer(CommencerEnquete(menage_id, forme), uow).principal
    assert id_ is not None
    if fini:
        saisies.terminer(TerminerEnquete(id_, {"nb": "2"}), uow)
    return id_


def test_who_is_to_survey_comes_from_the_ledger(
    uow: UnitOfWork, forme: UUID, cite_id: UUID, clock: FixedClock
) -> None:
    tranche = uow.ids.new()
    factories.ecrire(uow, Tranche(id=tranche, cite_id=cite_id, nom="Tranche 1"))
    ici = habiter(uow, cite_id, tranche_id=tranche)
    autre_tranche = habiter(uow, cite_id)
    ailleurs = habiter(uow, factories.cite(uow))
    factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite_id), suivi=Suivi.CLOS)
    # Hosted here in a tiroir: surveyed where the home is.
    tiroir = factories.logement(uow, cite_id=cite_id)
    occupations.deplacer(
        occupations.Deplacer(ailleurs, tiroir, NatureOccupation.TIROIR, clock.today()), uow
    )
    assert etats(uow, ouvrir(uow, cite_id)) == dict.fromkeys(
        (ici, autre_tranche), EtatSuivi.A_FAIRE
    )
    with pytest.raises(AppError) as refus:  # one campaign per household and form at a time
        ouvrir(uow, cite_id, tranche_id=tranche)
    assert (refus.value.code, refus.value.params["ailleurs"]) == ("campagne.personne", 1)


def test_a_batch_alone(uow: UnitOfWork, forme: UUID, cite_id: UUID) -> None:
    tranche = uow.ids.new()
    factories.ecrire(uow, Tranche(id=tranche, cite_id=cite_id, nom="Tranche 1"))
    ici = habiter(uow, cite_id, tranche_id=tranche)
    habiter(uow, cite_id)
    lue = campagnes.lire(campagnes.LireCampagne(ouvrir(uow, cite_id, tranche_id=tranche)), uow)
    assert [m.menage_id for m in lue.menages] == [ici]
    assert [(t.lieu, t.total) for t in lue.tranches] == [("Tranche 1", 1)]


def test_attempts_are_visits_and_are_counted(
    uow: UnitOfWork, forme: UUID, cite_id: UUID, clock: FixedClock
) -> None:
    menage_id = habiter(uow, cite_id)
    campagne = ouvrir(uow, cite_id)
    for canal in (Canal.DOMICILE, Canal.TELEPHONE):
        gestes.noter_absence(gestes.NoterAbsence(campagne, menage_id, canal, clock.today()), uow)
    (ligne,) = campagnes.lire(campagnes.LireCampagne(campagne), uow).menages
    assert (ligne.etat, ligne.tentatives, ligne.derniere_tentative) == (
        EtatSuivi.ABSENT, 2, clock.today(),
    )  # fmt: skip
    with uow.lecture() as session:
        lus = session.execute(
            select(Visite.canal, VisiteMotif.code).join(
                VisiteMotif, VisiteMotif.visite_id == Visite.id
            )
        ).all()
    assert [tuple(v) for v in lus] == [
        (Canal.DOMICILE, "enquete_absent"), (Canal.TELEPHONE, "enquete_absent"),
    ]  # fmt: skip
    for mauvais, code in (
        (gestes.NoterAbsence(campagne, menage_id, Canal.COURRIER, clock.today()), "campagne.canal"),
        (
            gestes.NoterAbsence(
                campagne, menage_id, Canal.DOMICILE, clock.today() + timedelta(days=1)
            ),
            "visite.jour_futur",
        ),
    ):
        with pytest.raises(AppError) as refus:
            gestes.noter_absence(mauvais, uow)
        assert refus.value.code == code


def test_an_attempt_nobody_answered_is_no_contact(
    uow: UnitOfWork, forme: UUID, cite_id: UUID, clock: FixedClock
) -> None:
    menage_id = habiter(uow, cite_id)
    campagne = ouvrir(uow, cite_id)
    absence = gestes.NoterAbsence(campagne, menage_id, Canal.DOMICILE, clock.today())
    gestes.noter_absence(absence, uow)
    resume = select(MenageResume.nb_visites, MenageResume.derniere_visite)
    with uow.lecture() as session:
        assert session.execute(resume).one() == (0, None)
    factories.visite(uow, menage_id)
    with uow.lecture() as session:
        assert session.execute(resume).one()[0] == 1


def test_a_refusal_has_a_reason_and_another_time_is_none(
    uow: UnitOfWork, forme: UUID, cite_id: UUID, clock: FixedClock
) -> None:
    menage_id = habiter(uow, cite_id)
    campagne = ouvrir(uow, cite_id)
    with pytest.raises(AppError) as refus:
        gestes.noter_refus(gestes.NoterRefus(campagne, menage_id, MotifRefus.AUTRE), uow)
    assert refus.value.code == "campagne.refus_precise"
    gestes.noter_refus(gestes.NoterRefus(campagne, menage_id, MotifRefus.VIE_PRIVEE), uow)
    assert etats(uow, campagne) == {menage_id: EtatSuivi.REFUS}
    gestes.remettre(gestes.RemettreAPlusTard(campagne, menage_id, "plutôt en janvier"), uow)
    (ligne,) = campagnes.lire(campagnes.LireCampagne(campagne), uow).menages
    assert (ligne.etat, ligne.motif) == (EtatSuivi.A_FAIRE, "plutôt en janvier")
    gestes.noter_absence(
        gestes.NoterAbsence(campagne, menage_id, Canal.DOMICILE, clock.today()), uow
    )
    gestes.remettre(gestes.RemettreAPlusTard(campagne, menage_id), uow)
    assert etats(uow, campagne) == {menage_id: EtatSuivi.ABSENT}


def test_the_campaign_follows_the_questionnaires(
    uow: UnitOfWork, forme: UUID, cite_id: UUID, clock: FixedClock
) -> None:
    menage_id = habiter(uow, cite_id)
    campagne = ouvrir(uow, cite_id)
    enquete = remplir(uow, menage_id, forme, fini=False)
    assert etats(uow, campagne) == {menage_id: EtatSuivi.EN_COURS}
    (strip,) = campagnes.en_cours(campagnes.LireEnCours(), uow)
    assert (strip.enquete_id, strip.titre, strip.commencee_le) == (enquete, "Essai", clock.today())
    saisies.abandonner(saisies.AbandonnerEnquete(enquete), uow)
    assert etats(uow, campagne) == {menage_id: EtatSuivi.A_FAIRE}
    enquete = remplir(uow, menage_id, forme, fini=False)
    finie = saisies.terminer(TerminerEnquete(enquete, {"nb": "2"}), uow)
    assert etats(uow, campagne) == {menage_id: EtatSuivi.FAITE}
    (ligne,) = campagnes.lister(campagnes.LireCampagnes(cite_id), uow)
    assert (ligne.total, ligne.faites, ligne.restants) == (1, 1, 0)

    def etape() -> date | None:
        with uow.lecture() as session:
            return session.scalar(
                select(Etape.faite_le).where(Etape.menage_id == menage_id, Etape.code == "enquete")
            )

    assert etape() == clock.today()
    with pytest.raises(AppError) as refus:
        gestes.noter_refus(gestes.NoterRefus(campagne, menage_id, MotifRefus.VIE_PRIVEE), uow)
    assert refus.value.code == "campagne.deja_faite"
    assert finie.operation is not None
    annulation.annuler(annulation.AnnulerOperation(finie.operation), uow)
    assert etats(uow, campagne) == {menage_id: EtatSuivi.EN_COURS}
    assert etape() is None


def test_what_was_answered_before_the_campaign_counts(
    uow: UnitOfWork, forme: UUID, cite_id: UUID
) -> None:
    fait, commence = habiter(uow, cite_id), habiter(uow, cite_id, "Benali")
    remplir(uow, fait, forme)
    remplir(uow, commence, forme, fini=False)
    assert etats(uow, ouvrir(uow, cite_id)) == {
        fait: EtatSuivi.FAITE, commence: EtatSuivi.EN_COURS,
    }  # fmt: skip


def test_newcomers_come_in_and_those_who_left_leave(
    uow: UnitOfWork, forme: UUID, cite_id: UUID, clock: FixedClock
) -> None:
    reste, part, avait_repondu = (habiter(uow, cite_id, n) for n in ("Un", "Deux", "Trois"))
    campagne = ouvrir(uow, cite_id)
    remplir(uow, avait_repondu, forme)
    for menage_id in (part, avait_repondu):
        dehors = factories.logement(uow)
        occupations.deplacer(
            occupations.Deplacer(menage_id, dehors, NatureOccupation.DEFINITIF, clock.today()), uow
        )
    arrive = habiter(uow, cite_id, "Quatre")
    lue = campagnes.lire(campagnes.LireCampagne(campagne), uow)
    assert (lue.arrives, lue.partis) == (1, 1)
    fait = campagnes.actualiser(campagnes.ActualiserCampagne(campagne), uow)
    assert (fait.arrives, fait.partis) == (1, 1)
    assert etats(uow, campagne) == {
        reste: EtatSuivi.A_FAIRE, arrive: EtatSuivi.A_FAIRE, avait_repondu: EtatSuivi.FAITE,
    }  # fmt: skip
    assert campagnes.actualiser(campagnes.ActualiserCampagne(campagne), uow).operation is None
    campagnes.clore(campagnes.CloreCampagne(campagne), uow)
    with pytest.raises(AppError) as refus:
        campagnes.actualiser(campagnes.ActualiserCampagne(campagne), uow)
    assert refus.value.code == "campagne.close"


def test_merged_households_are_one_in_the_campaign(
    uow: UnitOfWork, forme: UUID, cite_id: UUID
) -> None:
    logement = factories.logement(uow, cite_id=cite_id)
    garde = factories.menage(uow, logement_id=logement)
    absorbe = factories.menage(uow, "Wojcik", logement_id=logement)
    campagne = ouvrir(uow, cite_id)
    remplir(uow, absorbe, forme)
    fusion = menages.fusionner(
        menages.FusionnerMenages(garde, absorbe, {"nom": menages.Cote.GARDE}), uow
    )
    assert etats(uow, campagne) == {garde: EtatSuivi.FAITE}
    assert [e.version for e in saisies.lister(saisies.LireEnquetes(garde), uow)] == ["1"]
    assert fusion.operation is not None
    annulation.annuler(annulation.AnnulerOperation(fusion.operation), uow)
    assert etats(uow, campagne) == {garde: EtatSuivi.A_FAIRE, absorbe: EtatSuivi.FAITE}


def test_a_deadline_passes(uow: UnitOfWork, forme: UUID, cite_id: UUID, clock: FixedClock) -> None:
    menage_id = habiter(uow, cite_id)
    campagne = ouvrir(uow, cite_id, echeance=clock.today() + timedelta(days=2))
    (ligne,) = campagnes.lister(campagnes.LireCampagnes(), uow)
    assert ligne.retard(clock.today()) == 0
    assert ligne.retard(clock.today() + timedelta(days=5)) == 3
    with pytest.raises(AppError) as refus:
        campagnes.modifier(
            campagnes.ModifierCampagne(campagne, "Enquête", clock.today() - timedelta(days=9)), uow
        )
    assert refus.value.code == "campagne.echeance_passee"
    remplir(uow, menage_id, forme)
    (ligne,) = campagnes.lister(campagnes.LireCampagnes(), uow)
    assert ligne.retard(clock.today() + timedelta(days=5)) == 0


def test_lists_take_the_same_number_of_statements(
    uow: UnitOfWork,
    forme: UUID,
    cite_id: UUID,
    compteur_sql: Callable[[], AbstractContextManager[CompteurSql]],
) -> None:
    habiter(uow, cite_id)
    campagne = ouvrir(uow, cite_id)
    comptes = []
    for _tour in range(2):
        with compteur_sql() as compteur:
            campagnes.lister(campagnes.LireCampagnes(), uow)
            campagnes.lire(campagnes.LireCampagne(campagne), uow)
            campagnes.en_cours(campagnes.LireEnCours(), uow)
        comptes.append(compteur.nombre)
        for n in range(4):
            remplir(uow, habiter(uow, cite_id, f"Nom {n}"), forme, fini=n % 2 == 0)
        campagnes.actualiser(campagnes.ActualiserCampagne(campagne), uow)
    assert comptes[0] == comptes[1] <= 8
