"""Plans on the real base: kept, read, compared, changed by hand, adopted, undone."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import func, select

from app.core.changes import Changes, OperationId
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import CodeEtape, EtatEngagement
from app.domain.demenagements import EtatDemenagement, GenreEquipe, SensDemenagement
from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import StatutMenage
from app.domain.planification.instance import Placement
from app.domain.planification.mots import EtatPlan, Objectif, Solution
from app.domain.planification.plan import PlanPropose, Score
from app.services.annulation import AnnulerOperation, annuler
from app.services.demenagements import ConfirmerDemenagement, confirmer
from app.services.planification import plans
from app.services.planification.donnees import ChargerInstance, charger
from app.services.planification.plan_lu import NatureEcart, PlanLu
from db.models import (
    Annonce,
    BesoinsRelogement,
    Demenagement,
    Engagement,
    Etape,
    Menage,
    Occupation,
    Plan,
    PlanLigne,
)
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql
from tests.integration.services.planification.conftest import DEPART, RETOUR, Operation

AUJOURDHUI = date(2026, 11, 24)
JEUDI = date(2027, 2, 18)


@pytest.fixture
def deux(operation: Operation) -> tuple[UUID, UUID, UUID, UUID]:
    """Two households, two temporary homes."""
    return (
        operation.menage("Bernard"),
        operation.menage("Wójcik"),
        operation.tiroir(numero="1", voie="Rue de Nice"),
        operation.tiroir(numero="2", voie="Rue de Nice"),
    )


def tiroir(logement_id: UUID, depart: date = DEPART, retour: date = RETOUR) -> Placement:
    """Away then back."""
    return Placement(Solution.TIROIR, logement_id, depart, retour)


def garder(uow: UnitOfWork, placements: dict[UUID, Placement], nom: str = "") -> UUID:
    """A draft with these lines."""
    instance = charger(ChargerInstance(), uow)
    tous = {m.id: Placement(Solution.AUCUNE) for m in instance.menages} | placements
    propose = PlanPropose(tous, scores=(Score(Objectif.SANS_SOLUTION, 1, 1),))
    fait = plans.enregistrer(
        plans.EnregistrerPlan(instance.cite_id, propose, 7, instance.empreinte, nom), uow
    )
    assert fait.principal is not None
    return fait.principal


def lire(uow: UnitOfWork, plan_id: UUID) -> PlanLu:
    """The plan."""
    return plans.lire(plans.LirePlan(plan_id), uow)


def defaire(uow: UnitOfWork, fait: Changes) -> Changes:
    """Undo."""
    assert isinstance(fait.operation, OperationId)
    return annuler(AnnulerOperation(fait.operation), uow)


def compter(uow: UnitOfWork, modele: type) -> int:
    """How many rows of that table."""
    with uow.lecture() as session:
        return session.scalar(select(func.count()).select_from(modele)) or 0


def test_un_essai_garde_et_lu(
    uow: UnitOfWork, operation: Operation, deux: tuple[UUID, ...]
) -> None:
    un, autre, t1, _t2 = deux
    equipe = operation.equipe()
    plan_id = garder(uow, {un: tiroir(t1)})
    (resume,) = plans.lister(plans.ListerPlans(), uow)
    assert (resume.id, resume.etat, resume.graine) == (plan_id, EtatPlan.ESSAI, 7)
    assert resume.nom.startswith("Plan du 24/11/2026 à ")
    assert (resume.menages, resume.servis, resume.sans_solution) == (2, 1, 1)
    assert resume.scores[0].texte == "1 ménage, on ne peut pas faire mieux"
    lu = lire(uow, plan_id)
    assert not lu.perime
    ligne = lu.ligne(un)
    assert ligne is not None
    assert (ligne.logement, ligne.depart, ligne.retour) == ("1 Rue de Nice", DEPART, RETOUR)
    assert (ligne.tranche, ligne.besoins, ligne.raison) == ("T1", ("1 chambre",), "")
    assert ligne.jours_absents == 140
    sans = lu.ligne(autre)
    assert sans is not None
    assert sans.raison == "les logements qui lui conviennent sont tous pris à ces dates"
    (bande,) = lu.tranches
    assert (bande.nom, bande.menages, bande.decalage) == ("T1", 2, 0)
    premier = lu.logements[0]
    assert [(s.menage, s.du, s.au) for s in premier.sejours] == [("Bernard ", DEPART, RETOUR)]
    assert premier.sejours[0].pret_le == date(2027, 7, 12)
    assert [(j.jour, j.capacite, j.mouvements[0].sens.value) for j in lu.jours] == [
        (DEPART, 2, "aller"),
        (RETOUR, 2, "retour"),
    ]
    assert lu.jours[0].mouvements[0].equipe_id == equipe
    assert lu.jours[1].mouvements[0].depuis == "1 Rue de Nice"


def test_deux_essais_n_ont_pas_le_meme_nom(
    uow: UnitOfWork, operation: Operation, deux: tuple[UUID, ...]
) -> None:
    for _n in range(3):
        garder(uow, {}, "Plan d’hiver")
    noms = {p.nom for p in plans.lister(plans.ListerPlans(operation.cite_id), uow)}
    assert noms == {"Plan d’hiver", "Plan d’hiver (2)", "Plan d’hiver (3)"}


def test_un_placement_essaye_puis_fait(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, autre, t1, _t2 = deux
    plan_id = garder(uow, {un: tiroir(t1)})
    dites = plans.essayer(plans.EssayerPlacement(plan_id, autre, tiroir(t1)), uow)
    assert {(d.code, d.menage_id) for d in dites} == {
        ("plan.logement_pris", un),
        ("plan.logement_pris", autre),
    }
    assert "1 Rue de Nice" in dites[0].texte
    assert "Bernard" in dites[0].texte
    with pytest.raises(EntreeInvalide, match=r"planification\.motif"):
        plans.placer(plans.PlacerMenage(plan_id, autre, tiroir(t1)), uow)
    fait = plans.placer(plans.PlacerMenage(plan_id, autre, tiroir(t1), "cousins"), uow)
    assert fait.touche("plans", plan_id)
    ligne = lire(uow, plan_id).ligne(autre)
    assert ligne is not None
    assert (ligne.fixe, ligne.motif, len(ligne.violations)) == (True, "cousins", 1)
    # The figures follow, and what was proven of the others is not claimed any more.
    scores = {s.objectif: s.score for s in lire(uow, plan_id).resume.scores}
    assert scores[Objectif.SANS_SOLUTION] == Score(Objectif.SANS_SOLUTION, 0, 0)
    assert scores[Objectif.DISTANCE].borne is None
    defaire(uow, fait)
    ligne = lire(uow, plan_id).ligne(autre)
    assert ligne is not None
    assert ligne.solution is Solution.AUCUNE


def test_un_placement_sans_faute_se_passe_de_raison(
    uow: UnitOfWork, deux: tuple[UUID, ...]
) -> None:
    un, autre, t1, t2 = deux
    plan_id = garder(uow, {un: tiroir(t1)})
    place = tiroir(t2, JEUDI)
    assert plans.essayer(plans.EssayerPlacement(plan_id, autre, place), uow) == ()
    plans.placer(plans.PlacerMenage(plan_id, autre, place, "inutile"), uow)
    ligne = lire(uow, plan_id).ligne(autre)
    assert ligne is not None
    assert (ligne.depart, ligne.motif) == (JEUDI, "")


def test_une_ligne_fixee_tient_au_calcul_suivant(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, _autre, t1, _t2 = deux
    plan_id = garder(uow, {un: tiroir(t1)})
    fait = plans.fixer(plans.FixerLigne(plan_id, un, fixe=True), uow)
    assert plans.fixer(plans.FixerLigne(plan_id, un, fixe=True), uow).operation is None
    imposes = {
        m.id: m.impose for m in charger(ChargerInstance(plan_id=plan_id), uow).menages if m.impose
    }
    assert imposes == {un: replace(tiroir(t1), fixe=True)}
    assert all(m.impose is None for m in charger(ChargerInstance(), uow).menages)
    defaire(uow, fait)
    assert all(m.impose is None for m in charger(ChargerInstance(plan_id=plan_id), uow).menages)


def test_copier_renommer_supprimer(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, _autre, t1, _t2 = deux
    plan_id = garder(uow, {un: tiroir(t1)}, "Premier")
    copie = plans.copier(plans.CopierPlan(plan_id), uow).principal
    assert copie is not None
    assert lire(uow, copie).resume.nom == "Copie de « Premier »"
    assert lire(uow, copie).propose.placements == lire(uow, plan_id).propose.placements
    plans.renommer(plans.RenommerPlan(copie, "  Second  essai "), uow)
    assert lire(uow, copie).resume.nom == "Second essai"
    fait = plans.supprimer(plans.SupprimerPlan(plan_id), uow)
    assert [p.id for p in plans.lister(plans.ListerPlans(), uow)] == [copie]
    defaire(uow, fait)
    assert lire(uow, plan_id).resume.servis == 1


def test_comparer(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, autre, t1, t2 = deux
    a = garder(uow, {un: tiroir(t1)})
    b = garder(uow, {un: tiroir(t1, JEUDI), autre: tiroir(t2)})
    lu = plans.comparer(plans.ComparerPlans(a, b), uow)
    assert [(li.menage_id, li.ecart.nature) for li in lu.lignes] == [
        (un, NatureEcart.DATES),
        (autre, NatureEcart.NOUVEAU),
    ]
    assert lu.lignes[0].ecart.texte == "avant : 1 Rue de Nice, du 15/02/2027 au 05/07/2027"
    assert (lu.a.servis, lu.b.servis, lu.identiques) == (1, 2, 0)
    assert [(s.objectif, s.mieux) for s in lu.scores] == [(Objectif.SANS_SOLUTION, 0)]


def test_adopter_prevoit_les_demenagements(
    uow: UnitOfWork, operation: Operation, deux: tuple[UUID, ...]
) -> None:
    un, autre, t1, _t2 = deux
    equipe = operation.equipe()
    operation.equipe("Pilotes", genre=GenreEquipe.PILOTES)
    plan_id = garder(uow, {un: tiroir(t1)})
    sejours = compter(uow, Occupation)
    fait = plans.adopter(plans.AdopterPlan(plan_id), uow)
    assert fait.principal == plan_id
    assert fait.ids["menages"] == {un}
    with uow.lecture() as session:
        moves = list(session.scalars(select(Demenagement).order_by(Demenagement.jour)))
        assert [(m.sens, m.jour, m.plan_id, m.equipe_id) for m in moves] == [
            (SensDemenagement.ALLER, DEPART, plan_id, equipe),
            (SensDemenagement.RETOUR, RETOUR, plan_id, equipe),
        ]
        prevu = session.scalars(
            select(Occupation).where(Occupation.nature == NatureOccupation.TIROIR)
        ).one()
        assert (prevu.debut, prevu.fin_prevue, prevu.menage_id) == (DEPART, RETOUR, un)
        etapes = session.execute(
            select(Etape.code, Etape.prevue_le).where(Etape.prevue_le.is_not(None))
        )
        assert dict(etapes.all()) == {
            CodeEtape.DEMENAGEMENT_ALLER.value: DEPART,
            CodeEtape.DEMENAGEMENT_RETOUR.value: RETOUR,
        }
    lu = lire(uow, plan_id)
    assert (lu.resume.etat, lu.resume.adopte_le, lu.adopte_id) == (
        EtatPlan.ADOPTE,
        AUJOURDHUI,
        plan_id,
    )
    assert not lu.perime
    # A new computation starts from it.
    actuels = {m.id: m.actuel for m in charger(ChargerInstance(), uow).menages}
    assert actuels == {un: tiroir(t1), autre: None}
    controle = plans.verifier(plans.VerifierPlanning(), uow)
    assert (controle.mouvements, controle.violations) == (2, ())
    defaire(uow, fait)
    assert compter(uow, Demenagement) == 0
    assert compter(uow, Occupation) == sejours
    assert lire(uow, plan_id).resume.etat is EtatPlan.ESSAI


def test_adopter_un_autre_plan_deplace_et_annule(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, autre, t1, t2 = deux
    premier = garder(uow, {un: tiroir(t1), autre: tiroir(t2)})
    plans.adopter(plans.AdopterPlan(premier), uow)
    second = garder(uow, {un: tiroir(t2, JEUDI)})
    lu = lire(uow, second)
    ecarts = {li.menage_id: li.ecart for li in lu.lignes}
    assert {m: e.nature for m, e in ecarts.items() if e} == {
        un: NatureEcart.LOGEMENT,
        autre: NatureEcart.PERDU,
    }
    fait = plans.adopter(plans.AdopterPlan(second), uow)
    with uow.lecture() as session:
        moves = {
            (m.menage_id, m.sens): (m.etat, m.jour, m.vers_id)
            for m in session.scalars(select(Demenagement))
        }
        assert moves[un, SensDemenagement.ALLER] == (EtatDemenagement.PREVU, JEUDI, t2)
        assert moves[autre, SensDemenagement.ALLER][0] is EtatDemenagement.ANNULE
        assert moves[autre, SensDemenagement.RETOUR][0] is EtatDemenagement.ANNULE
        prevus = session.scalars(
            select(Occupation).where(Occupation.nature == NatureOccupation.TIROIR)
        ).all()
        assert [(o.menage_id, o.logement_id, o.debut) for o in prevus] == [(un, t2, JEUDI)]
        etats = dict(session.execute(select(Plan.id, Plan.etat)).all())
        assert etats == {premier: EtatPlan.REMPLACE, second: EtatPlan.ADOPTE}
    defaire(uow, fait)
    actuels = {m.id: m.actuel for m in charger(ChargerInstance(), uow).menages}
    assert actuels == {un: tiroir(t1), autre: tiroir(t2)}
    assert lire(uow, premier).resume.etat is EtatPlan.ADOPTE


def test_adopter_le_meme_plan_ne_touche_personne(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, autre, t1, t2 = deux
    premier = garder(uow, {un: tiroir(t1), autre: tiroir(t2)})
    plans.adopter(plans.AdopterPlan(premier), uow)
    copie = plans.copier(plans.CopierPlan(premier), uow).principal
    assert copie is not None
    fait = plans.adopter(plans.AdopterPlan(copie), uow)
    assert not fait.touche("menages")
    with uow.lecture() as session:
        assert set(session.scalars(select(Demenagement.plan_id))) == {copie}
        assert set(session.scalars(select(Demenagement.version))) == {0}


def test_un_jour_promis_qui_bouge_est_a_annoncer(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, _autre, t1, _t2 = deux
    plans.adopter(plans.AdopterPlan(garder(uow, {un: tiroir(t1)})), uow)
    factories.ecrire(
        uow,
        Engagement(
            id=uow.ids.new(), menage_id=un, texte="Votre départ", pris_le=AUJOURDHUI,
            pour_le=DEPART, etat=EtatEngagement.A_TENIR, etape_code=CodeEtape.DEMENAGEMENT_ALLER,
        ),
    )  # fmt: skip
    second = garder(uow, {un: tiroir(t1, JEUDI)})
    ligne = lire(uow, second).ligne(un)
    assert ligne is not None
    assert (ligne.promis_depart, ligne.promesse_rompue) == (DEPART, True)
    fait = plans.adopter(plans.AdopterPlan(second, "les déménageurs manquaient"), uow)
    assert fait.touche("annonces")
    assert compter(uow, Annonce) == 1


def test_un_demenagement_confirme_reste_fixe(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, _autre, t1, _t2 = deux
    plans.adopter(plans.AdopterPlan(garder(uow, {un: tiroir(t1)})), uow)
    with uow.lecture() as session:
        aller = session.scalars(
            select(Demenagement.id).where(Demenagement.sens == SensDemenagement.ALLER)
        ).one()
    confirmer(ConfirmerDemenagement(aller), uow)
    menage = next(m for m in charger(ChargerInstance(), uow).menages if m.id == un)
    assert menage.impose == replace(tiroir(t1), fixe=True)
    ligne = lire(uow, plans.lister(plans.ListerPlans(), uow)[0].id).ligne(un)
    assert ligne is not None
    assert ligne.confirme


def test_ce_qui_n_est_plus_possible_n_est_pas_adopte(
    uow: UnitOfWork, operation: Operation, deux: tuple[UUID, ...]
) -> None:
    un, autre, t1, t2 = deux
    plan_id = garder(uow, {un: tiroir(t1), autre: tiroir(t2)})
    operation.parti(un, t1)
    assert lire(uow, plan_id).perime
    # It left meanwhile: only its return is still to plan, the plan stays possible.
    ligne = lire(uow, plan_id).ligne(un)
    assert ligne is not None
    assert (ligne.solution, ligne.retour) == (Solution.RETOUR, RETOUR)
    operation.parti(factories.menage(uow, "Quelqu’un"), t2)
    with pytest.raises(RegleMetier) as refus:
        plans.adopter(plans.AdopterPlan(plan_id, "tant pis"), uow)
    assert refus.value.code == "planification.impossible"
    assert refus.value.params["lignes"].startswith("Wójcik")
    assert compter(uow, Demenagement) == 0


def test_une_regle_brisee_s_adopte_avec_une_raison(uow: UnitOfWork, deux: tuple[UUID, ...]) -> None:
    un, _autre, t1, _t2 = deux
    plan_id = garder(uow, {un: tiroir(t1)})
    factories.ecrire(uow, BesoinsRelogement(id=uow.ids.new(), menage_id=un, chambres=4))
    with pytest.raises(EntreeInvalide) as refus:
        plans.adopter(plans.AdopterPlan(plan_id), uow)
    assert refus.value.code == "planification.motif_adoption"
    assert "4 chambre" in refus.value.params["lignes"]
    plans.adopter(plans.AdopterPlan(plan_id, "ils préfèrent rester dans la rue"), uow)
    controle = plans.verifier(plans.VerifierPlanning(), uow)
    assert [v.code for v in controle.violations] == ["plan.trop_petit"]


def test_le_plan_adopte_ne_se_change_ni_ne_se_supprime(
    uow: UnitOfWork, deux: tuple[UUID, ...]
) -> None:
    un, _autre, t1, t2 = deux
    plan_id = garder(uow, {un: tiroir(t1)})
    plans.adopter(plans.AdopterPlan(plan_id), uow)
    for action, code in (
        (lambda: plans.adopter(plans.AdopterPlan(plan_id), uow), "deja_adopte"),
        (lambda: plans.supprimer(plans.SupprimerPlan(plan_id), uow), "adopte"),
        (lambda: plans.fixer(plans.FixerLigne(plan_id, un, fixe=True), uow), "plus_un_essai"),
        (lambda: plans.placer(plans.PlacerMenage(plan_id, un, tiroir(t2)), uow), "plus_un_essai"),
    ):
        with pytest.raises(RegleMetier) as refus:
            action()
        assert refus.value.code == f"planification.{code}"
    # Once replaced it can go, though cancelled moves still name it.
    plans.adopter(plans.AdopterPlan(garder(uow, {})), uow)
    plans.supprimer(plans.SupprimerPlan(plan_id), uow)
    assert compter(uow, Plan) == 1


def test_un_retour_seul_et_un_logement_pour_toujours(uow: UnitOfWork, operation: Operation) -> None:
    t1 = operation.tiroir()
    parti, reste = operation.menage("Bernard"), operation.menage("Wójcik")
    operation.parti(parti, t1)
    factories.ecrire(
        uow, BesoinsRelogement(id=uow.ids.new(), menage_id=reste, un_seul_demenagement=True)
    )
    neuf = operation.logement(etat=EtatLogement.VACANT, chambres=2)
    plan_id = garder(
        uow,
        {
            parti: Placement(Solution.RETOUR, t1, None, RETOUR),
            reste: Placement(Solution.DEFINITIF, neuf, DEPART),
        },
    )
    lu = lire(uow, plan_id)
    assert [v.code for li in lu.lignes for v in li.violations] == []
    assert [li.depart for li in lu.lignes] == [date(2026, 11, 2), DEPART]
    plans.adopter(plans.AdopterPlan(plan_id), uow)
    with uow.lecture() as session:
        lignes = session.execute(select(Demenagement.sens, Demenagement.jour))
        assert dict(lignes.all()) == {
            SensDemenagement.RETOUR: RETOUR,
            SensDemenagement.DEFINITIF: DEPART,
        }
        tenu = session.scalars(select(Occupation).where(Occupation.logement_id == t1)).one()
        assert tenu.fin_prevue == RETOUR
    assert plans.verifier(plans.VerifierPlanning(), uow).violations == ()


def test_un_menage_qui_n_attend_plus_rien_perd_ses_demenagements(
    uow: UnitOfWork, deux: tuple[UUID, ...]
) -> None:
    un, _autre, t1, _t2 = deux
    plans.adopter(plans.AdopterPlan(garder(uow, {un: tiroir(t1)})), uow)
    second = garder(uow, {un: tiroir(t1)})
    with uow.ecriture("test") as tx:
        menage = tx.session.get(Menage, un)
        assert menage is not None
        menage.statut = StatutMenage.PROPRIETAIRE
        tx.commit()
    ligne = lire(uow, second).ligne(un)
    assert ligne is not None
    assert (ligne.solution, ligne.raison) == (Solution.HORS_PLAN, "propriétaire de son logement")
    plans.adopter(plans.AdopterPlan(second), uow)
    with uow.lecture() as session:
        assert set(session.scalars(select(Demenagement.etat))) == {EtatDemenagement.ANNULE}


def test_lire_autant_d_enonces_pour_dix_que_pour_deux(
    uow: UnitOfWork,
    operation: Operation,
    deux: tuple[UUID, ...],
    compteur_sql: Callable[[], AbstractContextManager[CompteurSql]],
) -> None:
    petit = garder(uow, {deux[0]: tiroir(deux[2])})
    with compteur_sql() as avant:
        lire(uow, petit)
    autres = {operation.menage(f"M{n}"): tiroir(operation.tiroir()) for n in range(8)}
    grand = garder(uow, autres)
    with compteur_sql() as apres:
        lire(uow, grand)
        plans.lister(plans.ListerPlans(), uow)
    assert compter(uow, PlanLigne) == 12
    assert len(apres.enonces) == len(avant.enonces) + 3
