"""Collective cases: the same defect in several homes, followed as one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.core.errors import EntreeInvalide, RegleMetier
from app.services import reclamations
from app.services.reclamations import (
    ChangerEtatDossier,
    Detacher,
    EtatReclamation,
    Joindre,
    ModifierDossier,
    MotifReclamation,
    ProposerRegroupements,
    Regrouper,
)
from db.models import Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.integration.services._reclamations import (
    LUNDI,
    annuler,
    clore,
    etat_de_la_base,
    lignes,
    lue,
    ouvrir,
    passer,
    principal,
    responsable,
    suivi,
)

E = EtatReclamation


def _tranche(uow: UnitOfWork, cite_id: UUID, nom: str = "Tranche 3") -> UUID:
    id_ = uow.ids.new()
    factories.ecrire(uow, Tranche(id=id_, cite_id=cite_id, nom=nom))
    return id_


def _dans_la_tranche(uow: UnitOfWork, combien: int, **champs: object) -> tuple[UUID, list[UUID]]:
    """The estate, and as many complaints of as many homes of one of its batches."""
    cite_id = factories.cite(uow)
    tranche_id = _tranche(uow, cite_id)
    ids = []
    for rang in range(combien):
        logement_id = factories.logement(uow, cite_id=cite_id, tranche_id=tranche_id)
        menage_id = factories.menage(uow, f"Nom {rang}", logement_id=logement_id)
        ids.append(ouvrir(uow, menage_id, **({"lieu": "chambre"} | champs)))
    return cite_id, ids


def _regrouper(uow: UnitOfWork, ids: list[UUID], **champs: object) -> UUID:
    cmd = Regrouper(tuple(ids), "Volets qui ne ferment pas", **champs)  # type: ignore[arg-type] # mixed values
    return principal(reclamations.regrouper(cmd, uow))


def test_un_dossier_reprend_ce_que_ses_reclamations_partagent(uow: UnitOfWork) -> None:
    qui = responsable(uow)
    cite_id, ids = _dans_la_tranche(uow, 3, responsable_id=qui)
    dossier_id = _regrouper(uow, ids)
    assert lignes(
        uow,
        "SELECT id, cite_id, reference, titre, categorie, responsable_id, ouvert_le, clos_le"
        " FROM dossier_collectif",
    ) == [
        (
            dossier_id.hex,
            cite_id.hex,
            "D-0001",
            "Volets qui ne ferment pas",
            "menuiseries",
            qui.hex,
            "2026-11-24",
            None,
        )
    ]
    assert {lue(uow, id_).dossier_id for id_ in ids} == {dossier_id}


def test_le_responsable_du_dossier_va_a_ceux_qui_n_en_ont_pas(uow: UnitOfWork) -> None:
    autre, du_dossier = responsable(uow, "Autre"), responsable(uow, "Du dossier")
    _cite, (un, deux, trois) = _dans_la_tranche(uow, 3)
    passer(uow, deux, E.FAITE, E.CONFIRMEE)
    quatre = ouvrir(uow, responsable_id=autre)
    _regrouper(uow, [un, deux, trois, quatre], responsable_id=du_dossier)
    assert [lue(uow, i).responsable_id for i in (un, deux, trois, quatre)] == [
        du_dossier,
        None,  # confirmed already: nobody has to see to it
        du_dossier,
        autre,
    ]
    assert lignes(uow, "SELECT cite_id FROM dossier_collectif") == [(None,)]  # two estates


def test_un_dossier_se_refuse_seul_ou_deja_pris(uow: UnitOfWork) -> None:
    _cite, (un, deux, trois) = _dans_la_tranche(uow, 3)
    with pytest.raises(EntreeInvalide, match=r"dossier\.une_seule"):
        _regrouper(uow, [un, un])
    with pytest.raises(EntreeInvalide, match=r"saisie\.obligatoire"):
        reclamations.regrouper(Regrouper((un, deux), "  "), uow)
    dossier_id = _regrouper(uow, [un, deux])
    for action in (
        lambda: _regrouper(uow, [deux, trois]),
        lambda: reclamations.joindre(Joindre(_regrouper(uow, [trois, ouvrir(uow)]), (un,)), uow),
    ):
        with pytest.raises(RegleMetier, match=r"dossier\.deja_groupee") as refus:
            action()
        assert refus.value.params["dossier"] == "D-0001"
    assert reclamations.joindre(Joindre(dossier_id, (un,)), uow).operation is None


def test_joindre_et_detacher(uow: UnitOfWork) -> None:
    _cite, (un, deux, trois) = _dans_la_tranche(uow, 3)
    dossier_id = _regrouper(uow, [un, deux])
    reclamations.joindre(Joindre(dossier_id, (trois,)), uow)
    assert lue(uow, trois).dossier_id == dossier_id
    reclamations.detacher(Detacher(un), uow)
    with pytest.raises(RegleMetier, match=r"dossier\.pas_groupee"):
        reclamations.detacher(Detacher(un), uow)
    reclamations.detacher(Detacher(deux), uow)
    fait = reclamations.detacher(Detacher(trois), uow)
    assert lignes(uow, "SELECT count(*) FROM dossier_collectif") == [(0,)]
    assert fait.touche("dossiers", dossier_id)
    annuler(uow, fait)
    assert lue(uow, trois).dossier_id == dossier_id


def test_un_etat_passe_a_toutes_celles_qui_peuvent_en_une_action(uow: UnitOfWork) -> None:
    _cite, (un, deux, trois, quatre) = _dans_la_tranche(uow, 4)
    dossier_id = _regrouper(uow, [un, deux, trois, quatre])
    passer(uow, deux, E.FAITE)
    passer(uow, trois, E.TRANSMISE)
    clore(uow, quatre)
    avant = etat_de_la_base(uow)
    fait = reclamations.changer_etat_dossier(ChangerEtatDossier(dossier_id, E.TRANSMISE), uow)
    assert (fait.changees, fait.laissees) == (1, ("R-0002",))  # repaired: it cannot go back
    assert [lue(uow, i).etat for i in (un, deux, trois, quatre)] == [
        E.TRANSMISE,
        E.FAITE,
        E.TRANSMISE,
        E.CLOSE,
    ]
    annuler(uow, fait)
    assert etat_de_la_base(uow) == avant
    tout = reclamations.changer_etat_dossier(
        ChangerEtatDossier(dossier_id, E.PLANIFIEE, le=LUNDI), uow
    )
    assert (tout.changees, tout.laissees) == (2, ("R-0002",))
    assert suivi(uow, un)[-1] == ("planifiee", "2026-11-23", "equipe")
    with pytest.raises(RegleMetier, match=r"dossier\.rien_a_changer"):
        reclamations.changer_etat_dossier(ChangerEtatDossier(dossier_id, E.PLANIFIEE), uow)


def test_un_refus_pour_une_seule_ne_change_personne(uow: UnitOfWork) -> None:
    _cite, (un, deux) = _dans_la_tranche(uow, 2)
    tard = ouvrir(uow, ouverte_le=date(2026, 11, 24), ouverte_a=None)
    dossier_id = _regrouper(uow, [un, deux, tard])
    avant = etat_de_la_base(uow)
    with pytest.raises(EntreeInvalide, match=r"reclamation\.avant_ouverture"):
        reclamations.changer_etat_dossier(
            ChangerEtatDossier(dossier_id, E.TRANSMISE, le=LUNDI), uow
        )
    with pytest.raises(EntreeInvalide, match=r"reclamation\.raison"):
        reclamations.changer_etat_dossier(ChangerEtatDossier(dossier_id, E.CLOSE), uow)
    assert etat_de_la_base(uow) == avant


@pytest.mark.parametrize("etat", [E.CONFIRMEE, E.CONTESTEE])
def test_chaque_menage_confirme_et_conteste_pour_lui(
    uow: UnitOfWork, etat: EtatReclamation
) -> None:
    _cite, ids = _dans_la_tranche(uow, 2)
    dossier_id = _regrouper(uow, ids)
    with pytest.raises(RegleMetier, match=r"dossier\.chacun_dit"):
        reclamations.changer_etat_dossier(ChangerEtatDossier(dossier_id, etat), uow)


def test_le_dossier_se_clot_avec_la_derniere_et_se_rouvre(uow: UnitOfWork) -> None:
    _cite, (un, deux) = _dans_la_tranche(uow, 2)
    dossier_id = _regrouper(uow, [un, deux])

    def clos() -> object:
        return lignes(uow, "SELECT clos_le FROM dossier_collectif")[0][0]

    clore(uow, un)
    assert clos() is None
    passer(uow, deux, E.FAITE)
    assert clos() is None
    passer(uow, deux, E.CONFIRMEE)
    assert clos() == "2026-11-24"
    passer(uow, un, E.CONTESTEE)
    assert clos() is None
    reclamations.changer_etat_dossier(
        ChangerEtatDossier(dossier_id, E.REJETEE, motif=MotifReclamation.HORS_MISSION), uow
    )
    assert clos() == "2026-11-24"
    reclamations.joindre(Joindre(dossier_id, (ouvrir(uow),)), uow)
    assert clos() is None


def test_modifier_un_dossier(uow: UnitOfWork) -> None:
    _cite, ids = _dans_la_tranche(uow, 2)
    dossier_id, qui = _regrouper(uow, ids), responsable(uow)
    cmd = ModifierDossier(dossier_id, "Volets de la tranche 3", qui, "Même série.")
    fait = reclamations.modifier_dossier(cmd, uow)
    assert {lue(uow, i).responsable_id for i in ids} == {qui}
    assert fait.touche("dossiers", dossier_id)
    assert reclamations.modifier_dossier(cmd, uow).operation is None
    annuler(uow, fait)
    assert {lue(uow, i).responsable_id for i in ids} == {None}


def test_chaque_action_sur_un_dossier_s_annule(uow: UnitOfWork) -> None:
    _cite, (un, deux, trois) = _dans_la_tranche(uow, 3)
    avant = etat_de_la_base(uow)
    regroupe = reclamations.regrouper(Regrouper((un, deux), "Volets"), uow)
    dossier_id = principal(regroupe)
    for action in (
        lambda: reclamations.joindre(Joindre(dossier_id, (trois,)), uow),
        lambda: reclamations.detacher(Detacher(un), uow),
        lambda: reclamations.changer_etat_dossier(ChangerEtatDossier(dossier_id, E.FAITE), uow),
    ):
        debut = etat_de_la_base(uow)
        annuler(uow, action())
        assert etat_de_la_base(uow) == debut
    annuler(uow, regroupe)
    assert etat_de_la_base(uow) == avant


def test_trois_logements_de_la_tranche_au_meme_endroit_se_proposent(uow: UnitOfWork) -> None:
    cite_id, ids = _dans_la_tranche(uow, 3)
    (propose,) = reclamations.proposer_regroupements(ProposerRegroupements(cite_id), uow)
    assert (propose.categorie, propose.lieu, propose.tranche) == (
        "menuiseries",
        "chambre",
        "Tranche 3",
    )
    assert set(propose.reclamation_ids) == set(ids)
    assert propose.references == ("R-0001", "R-0002", "R-0003")
    assert (propose.logements, propose.premiere, propose.derniere) == (3, LUNDI, LUNDI)
    assert reclamations.proposer_regroupements(ProposerRegroupements(), uow) == (propose,)
    ailleurs = factories.cite(uow)
    assert reclamations.proposer_regroupements(ProposerRegroupements(ailleurs), uow) == ()
    _regrouper(uow, ids[:2])
    assert reclamations.proposer_regroupements(ProposerRegroupements(cite_id), uow) == ()


def test_ce_qui_ne_se_ressemble_pas_assez_n_est_pas_propose(uow: UnitOfWork) -> None:
    _cite, (un, *_autres) = _dans_la_tranche(uow, 2)
    menage_id = lue(uow, un).menage_id
    assert menage_id is not None
    ouvrir(uow, menage_id, lieu="chambre")  # the same home twice is one home
    ouvrir(uow, menage_id, lieu="cuisine")
    _dans_la_tranche(uow, 2)  # the same defect in another batch
    ancienne, (vieille, *_v) = _dans_la_tranche(uow, 3, ouverte_le=date(2026, 5, 1))
    assert lue(uow, vieille).ouverte_le == date(2026, 5, 1)  # more than six months ago
    assert reclamations.proposer_regroupements(ProposerRegroupements(ancienne), uow) == ()
    assert reclamations.proposer_regroupements(ProposerRegroupements(), uow) == ()


def test_un_defaut_deja_regle_partout_ou_ecarte_n_est_pas_propose(uow: UnitOfWork) -> None:
    cite_id, ids = _dans_la_tranche(uow, 3)
    for id_ in ids[:2]:
        passer(uow, id_, E.FAITE, E.CONFIRMEE)
    assert len(reclamations.proposer_regroupements(ProposerRegroupements(cite_id), uow)) == 1
    passer(uow, ids[2], E.FAITE, E.CONFIRMEE)
    assert reclamations.proposer_regroupements(ProposerRegroupements(cite_id), uow) == ()
    passer(uow, ids[0], E.CONTESTEE)
    clore(uow, ids[0])
    assert reclamations.proposer_regroupements(ProposerRegroupements(cite_id), uow) == ()


def test_douze_logements_en_une_action(uow: UnitOfWork) -> None:
    _cite, ids = _dans_la_tranche(uow, 12)
    dossier_id = _regrouper(uow, ids)
    fait = reclamations.changer_etat_dossier(ChangerEtatDossier(dossier_id, E.FAITE), uow)
    assert fait.changees == 12
    assert fait.ids["reclamations"] == set(ids)
    assert len(fait.ids["menages"]) == 12
