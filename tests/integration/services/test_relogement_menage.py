"""Trajectory, offers, needs, links, dates to avoid of a household, on the real base."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from app.core.errors import AppError
from app.domain.accompagnement import CodeSouhait, FamilleBesoin
from app.domain.attachements import NatureAttachement
from app.domain.logements import EtatLogement
from app.domain.menages import Lien, StatutMenage
from app.domain.relogements import MotifRefus, NatureLien, ReponseProposition, Trajectoire
from app.services import (
    besoins,
    besoins_relogement,
    indisponibilites,
    liens,
    menages,
    propositions,
    relogements,
    souhaits,
    trajectoires,
)
from app.services.annulation import AnnulerOperation, annuler
from db.models import Attachement, Personne
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


def refus(service: Any, cmd: object, uow: UnitOfWork) -> str:
    """The code a service refuses with."""
    with pytest.raises(AppError) as erreur:
        service(cmd, uow)
    return erreur.value.code


def fiche(uow: UnitOfWork, menage_id: UUID) -> menages.FicheMenage:
    return menages.fiche(menages.LireFiche(menage_id), uow)


def dossier(uow: UnitOfWork, menage_id: UUID) -> relogements.DossierRelogement:
    return relogements.lire(relogements.LireRelogement(menage_id), uow)


# --- trajectory ------------------------------------------------------------------------------


def test_la_trajectoire_suit_le_souhait_puis_la_decision(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    lire = trajectoires.LireTrajectoire(menage)
    assert trajectoires.lire(lire, uow).origine is trajectoires.Origine.PRINCIPE
    souhaits.exprimer(
        souhaits.ExprimerSouhait(
            menage, CodeSouhait.AUTRE_CITE, "près de sa sœur", date(2026, 10, 1)
        ),
        uow,
    )
    lue = trajectoires.lire(lire, uow)
    assert (lue.code, lue.le, lue.motif) == (
        Trajectoire.CITE, date(2026, 10, 1), "près de sa sœur",
    )  # fmt: skip
    decider = trajectoires.DeciderTrajectoire
    trajectoires.decider(decider(menage, Trajectoire.COMMUNE, "école", date(2026, 11, 2)), uow)
    souhaits.exprimer(
        souhaits.ExprimerSouhait(menage, CodeSouhait.RETOUR, "", date(2026, 11, 20)), uow
    )
    lue = trajectoires.lire(lire, uow)
    assert (lue.code, lue.origine) == (Trajectoire.COMMUNE, trajectoires.Origine.DECIDEE)
    assert lue.contredit
    assert [p.code for p in lue.histoire] == [
        CodeSouhait.RETOUR, Trajectoire.COMMUNE, CodeSouhait.AUTRE_CITE,
    ]  # fmt: skip


def test_un_changement_d_avis_se_garde(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    decider = trajectoires.DeciderTrajectoire
    trajectoires.decider(decider(menage, Trajectoire.CITE, "", date(2026, 11, 2)), uow)
    assert refus(trajectoires.decider, decider(menage, Trajectoire.CITE), uow) == (
        "trajectoire.deja"
    )
    avant = decider(menage, Trajectoire.RETOUR, "", date(2026, 11, 1))
    assert refus(trajectoires.decider, avant, uow) == "trajectoire.avant"
    demain = decider(menage, Trajectoire.RETOUR, "", date(2026, 11, 25))
    assert refus(trajectoires.decider, demain, uow) == "trajectoire.futur"
    changes = trajectoires.decider(decider(menage, Trajectoire.AILLEURS, "travail"), uow)
    assert [t.code for t in fiche(uow, menage).trajectoires] == [
        Trajectoire.AILLEURS, Trajectoire.CITE,
    ]  # fmt: skip
    assert changes.principal is not None
    trajectoires.retirer(trajectoires.RetirerTrajectoire(changes.principal), uow)
    assert dossier(uow, menage).trajectoire.code is Trajectoire.CITE


# --- offers ----------------------------------------------------------------------------------


def proposer(uow: UnitOfWork, menage: UUID, logement: UUID, **champs: Any) -> UUID:
    changes = propositions.proposer(
        propositions.ProposerLogement(menage, logement, champs.pop("le", None), champs), uow
    )
    assert changes.principal is not None
    return changes.principal


def test_une_proposition_se_fait_se_visite_et_s_accepte(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    menage = factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite))
    logement = factories.logement(uow, cite_id=cite, surface=Decimal("68.50"))
    offre = proposer(
        uow, menage, logement, le=date(2026, 11, 3), loyer="450", charges="35,50", apl="180"
    )
    propositions.modifier(
        propositions.ModifierProposition(
            offre, {"visite_le": date(2026, 11, 10), "commission_le": date(2026, 12, 1)}
        ),
        uow,
    )
    lu = dossier(uow, menage)
    assert lu.suites == {offre: Trajectoire.CITE}
    assert lu.prevues == 3
    propositions.repondre(
        propositions.RepondreProposition(
            offre, ReponseProposition.ACCEPTEE, trajectoire=lu.suites[offre]
        ),
        uow,
    )
    f = fiche(uow, menage)
    (lue,) = f.propositions
    assert (lue.reponse, lue.repondue_le) == (ReponseProposition.ACCEPTEE, JOUR)
    assert (lue.visite_le, lue.commission_le) == (date(2026, 11, 10), date(2026, 12, 1))
    assert relogements.budget_propose(f, lue).reste == Decimal("305.50")
    assert relogements.comptees(f) == 1
    assert [t.code for t in f.trajectoires] == [Trajectoire.CITE]


def test_ce_qu_on_ne_propose_pas(uow: UnitOfWork) -> None:
    chez_lui = factories.logement(uow)
    menage = factories.menage(uow, logement_id=chez_lui)
    libre, vendu = factories.logement(uow), factories.logement(uow, etat=EtatLogement.VENDU)
    faire = propositions.ProposerLogement
    assert refus(propositions.proposer, faire(menage, chez_lui), uow) == "proposition.chez_lui"
    assert refus(propositions.proposer, faire(menage, vendu), uow) == "proposition.logement"
    demain = faire(menage, libre, date(2026, 11, 25))
    assert refus(propositions.proposer, demain, uow) == "proposition.futur"
    proposer(uow, menage, libre)
    assert refus(propositions.proposer, faire(menage, libre), uow) == "proposition.deja"
    chez_soi = factories.menage(uow, "Petit", "Luc", statut=StatutMenage.PROPRIETAIRE)
    assert refus(propositions.proposer, faire(chez_soi, libre), uow) == ("proposition.proprietaire")


def test_un_refus_se_motive_et_compte_un_retrait_non(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    offre = proposer(uow, menage, factories.logement(uow), le=date(2026, 11, 10))
    repondre = propositions.RepondreProposition
    sans = repondre(offre, ReponseProposition.REFUSEE)
    assert refus(propositions.repondre, sans, uow) == "proposition.motif"
    trop_tot = repondre(offre, ReponseProposition.REFUSEE, date(2026, 11, 9), MotifRefus.LOYER)
    assert refus(propositions.repondre, trop_tot, uow) == "proposition.reponse_avant"
    propositions.repondre(
        repondre(offre, ReponseProposition.REFUSEE, None, MotifRefus.LOYER, "80 € de plus"), uow
    )
    autre = proposer(uow, menage, factories.logement(uow))
    propositions.retirer(propositions.RetirerProposition(autre, "attribué"), uow)
    f = fiche(uow, menage)
    assert relogements.comptees(f) == 1
    assert {p.reponse for p in f.propositions} == {
        ReponseProposition.REFUSEE, ReponseProposition.RETIREE,
    }  # fmt: skip
    accepter = repondre(autre, ReponseProposition.ACCEPTEE)
    assert refus(propositions.repondre, accepter, uow) == "proposition.retiree"


def test_un_logement_propose_a_deux_menages_se_dit_et_ne_s_accepte_qu_une_fois(
    uow: UnitOfWork,
) -> None:
    un, deux = factories.menage(uow), factories.menage(uow, "Benali", "Karim")
    logement = factories.logement(uow)
    offre, concurrente = proposer(uow, un, logement), proposer(uow, deux, logement)
    (autre,) = dossier(uow, un).autres[offre]
    assert (autre.menage, autre.reponse) == ("Benali Karim", ReponseProposition.EN_ATTENTE)
    accepter = propositions.RepondreProposition
    propositions.repondre(accepter(concurrente, ReponseProposition.ACCEPTEE), uow)
    assert refus(propositions.repondre, accepter(offre, ReponseProposition.ACCEPTEE), uow) == (
        "proposition.prise"
    )
    trois = factories.menage(uow, "Nowak", "Ewa")
    assert refus(propositions.proposer, propositions.ProposerLogement(trois, logement), uow) == (
        "proposition.prise"
    )


# --- needs -----------------------------------------------------------------------------------


def test_les_besoins_se_proposent_de_ce_qu_on_sait_et_la_saisie_gagne(uow: UnitOfWork) -> None:
    menage = factories.menage(uow, nb_occupants=5, personne={"naissance": date(1980, 1, 1)})
    factories.ecrire(
        uow,
        *(
            Personne(id=uow.ids.new(), menage_id=menage, nom="Wójcik", lien=Lien.ENFANT, **age)
            for age in ({"age": 8, "age_le": JOUR}, {"age": 11, "age_le": JOUR}, {})
        ),
        Attachement(
            id=uow.ids.new(),
            menage_id=menage,
            nature=NatureAttachement.AMENAGEMENT,
            titre="Le pigeonnier du fond",
            signale_le=JOUR,
        ),
    )
    for code in ("plain_pied", "alimentation_continue", "stationnement"):
        besoins.ouvrir(besoins.OuvrirBesoin(menage, FamilleBesoin.LOGEMENT, code), uow)
    lus = besoins_relogement.lire(besoins_relogement.LireBesoins(menage), uow)
    assert lus.ecrits is None
    assert dict(lus.valeurs) == {
        "chambres": 3, "scolarises": True, "plain_pied": True, "appareil": True, "garage": True,
        "animaux": True,
    }  # fmt: skip
    assert (lus.ages_inconnus, lus.non_nommes) == (1, 1)
    animaux = lus.proposition("animaux")
    assert animaux is not None
    assert animaux.dit == "Le pigeonnier du fond"
    noter = besoins_relogement.NoterBesoins
    besoins_relogement.noter(noter(menage, {"chambres": "4", "plain_pied": False}), uow)
    lus = besoins_relogement.lire(besoins_relogement.LireBesoins(menage), uow)
    assert lus.valeurs["chambres"] == 4
    assert lus.valeurs["plain_pied"] is False
    assert lus.proposition("plain_pied") is None
    assert lus.valeurs["garage"] is True


def test_rien_de_coche_n_ecrit_rien(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    noter = besoins_relogement.NoterBesoins
    rien = {"chambres": "", "plain_pied": None, "un_seul_demenagement": False}
    assert besoins_relogement.noter(noter(menage, rien), uow).operation is None
    assert refus(besoins_relogement.noter, noter(menage, {"chambres": "13"}), uow) == (
        "besoins.chambres"
    )


# --- links, dates to avoid --------------------------------------------------------------------


def test_une_proximite_vaut_dans_les_deux_sens(uow: UnitOfWork) -> None:
    un, deux = factories.menage(uow), factories.menage(uow, "Benali", "Karim")
    lier = liens.LierMenages
    changes = liens.lier(lier(un, deux, NatureLien.ENTRAIDE, "garde les enfants"), uow)
    assert [li.menage for li in fiche(uow, un).liens] == ["Benali Karim"]
    (vu,) = fiche(uow, deux).liens
    assert (vu.menage, vu.nature, vu.autre_id) == ("Wójcik Jadwiga", NatureLien.ENTRAIDE, un)
    assert refus(liens.lier, lier(deux, un, NatureLien.VOISINS), uow) == "lien.deja"
    assert refus(liens.lier, lier(un, un, NatureLien.VOISINS), uow) == "lien.soi"
    assert changes.operation is not None
    annuler(AnnulerOperation(changes.operation), uow)
    assert fiche(uow, deux).liens == ()


def test_des_dates_a_eviter(uow: UnitOfWork) -> None:
    menage = factories.menage(uow)
    ajouter = indisponibilites.AjouterIndisponibilite
    changes = indisponibilites.ajouter(
        ajouter(date(2026, 12, 20), date(2027, 1, 3), "chez son fils", menage_id=menage), uow
    )
    indisponibilites.ajouter(ajouter(date(2026, 12, 2), menage_id=menage), uow)
    assert [(i.du, i.au) for i in fiche(uow, menage).indisponibilites] == [
        (date(2026, 12, 2), date(2026, 12, 2)),
        (date(2026, 12, 20), date(2027, 1, 3)),
    ]
    a_l_envers = ajouter(date(2026, 12, 20), date(2026, 12, 19), menage_id=menage)
    assert refus(indisponibilites.ajouter, a_l_envers, uow) == "indisponibilite.periode"
    assert changes.principal is not None
    indisponibilites.modifier(
        indisponibilites.ModifierIndisponibilite(
            changes.principal, date(2026, 12, 21), date(2027, 1, 3)
        ),
        uow,
    )
    apres = indisponibilites.ListerIndisponibilites(menage_id=menage, apres=date(2026, 12, 10))
    assert [i.du for i in indisponibilites.lister(apres, uow)] == [date(2026, 12, 21)]
    indisponibilites.retirer(indisponibilites.RetirerIndisponibilite(changes.principal), uow)
    assert len(fiche(uow, menage).indisponibilites) == 1
