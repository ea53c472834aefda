"""The history of a household tells what was written of its complaints and of its visits."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.domain.prises_en_main import EtatPointMontre, MomentPriseEnMain
from app.domain.reclamations import EtatReclamation, GenreResponsable, Interlocuteur
from app.services import historique, prises_en_main, reclamations, responsables
from app.services.historique import ActionHistorique
from app.services.reclamations import (
    ChangerEtatReclamation,
    NoterEchange,
    OuvrirReclamation,
    ProposerPassage,
    QualifierReclamation,
    Urgence,
)
from db.uow import UnitOfWork
from tests import factories
from ui.messages.dire_historique import action, changement, ligne


@pytest.fixture
def menage_id(uow: UnitOfWork) -> UUID:
    return factories.menage(uow)


def _actions(uow: UnitOfWork, menage_id: UUID) -> dict[str, ActionHistorique]:
    lues = historique.du_menage(historique.LireHistorique(menage_id), uow).actions
    return {a.action: a for a in lues}


def test_chaque_ecriture_d_une_reclamation_se_lit_dans_l_histoire_du_menage(
    uow: UnitOfWork, menage_id: UUID
) -> None:
    responsable = responsables.creer(
        responsables.CreerResponsable(
            "Menuiserie Exemple", GenreResponsable.ENTREPRISE, {"lot": "menuiseries"}
        ),
        uow,
    ).principal
    id_ = reclamations.ouvrir(OuvrirReclamation(menage_id, "menuiseries", "Volet"), uow).principal
    assert id_ is not None
    reclamations.qualifier(
        QualifierReclamation(
            id_, "menuiseries", "chambre", Urgence.RAPIDE, "Volet bloqué", responsable
        ),
        uow,
    )
    reclamations.noter_echange(NoterEchange(id_, "Passera jeudi", Interlocuteur.ENTREPRISE), uow)
    reclamations.proposer_passage(ProposerPassage(id_, date(2026, 11, 27)), uow)
    reclamations.changer_etat(ChangerEtatReclamation(id_, EtatReclamation.FAITE), uow)
    lues = _actions(uow, menage_id)
    tables = {nom: {li.table for li in a.lignes} for nom, a in lues.items()}
    assert {"reclamation", "suivi_reclamation"} <= tables["reclamation.ouvrir"]
    assert "echange_reclamation" in tables["reclamation.noter_echange"]
    assert "passage_reclamation" in tables["reclamation.proposer_passage"]
    assert "suivi_reclamation" in tables["reclamation.changer_etat"]
    dits = [changement(c) for li in lues["reclamation.qualifier"].lignes for c in li.changements]
    assert "Responsable : Menuiserie Exemple – menuiseries" in dits
    echange = next(
        li for li in lues["reclamation.noter_echange"].lignes if li.table == "echange_reclamation"
    )
    assert ligne(echange) == "ajouté : échange sur une réclamation"
    assert {"Réclamation : R-0001", "Ce qui s’est dit : Passera jeudi"} <= {
        changement(c) for c in echange.changements
    }
    assert all(action(nom) != nom for nom in lues if not nom.startswith("test."))
    # No column is told by its technical name, no key by a row nobody calls by a name.
    tout = [changement(c) for a in lues.values() for li in a.lignes for c in li.changements]
    assert [dit for dit in tout if "_id :" in dit or "élément supprimé" in dit] == []


def test_les_points_d_une_visite_s_y_lisent_aussi(uow: UnitOfWork, menage_id: UUID) -> None:
    code = uow.accompagnement.liste_prise_en_main.points[0].code
    prise = prises_en_main.prevoir(
        prises_en_main.PrevoirPrise(menage_id, MomentPriseEnMain.RETOUR, uow.clock.today()), uow
    ).principal
    assert prise is not None
    prises_en_main.tenir(
        prises_en_main.TenirPrise(
            prise,
            uow.clock.today(),
            (prises_en_main.PointTenu(code, EtatPointMontre.A_REVOIR, precision="avec son fils"),),
        ),
        uow,
    )
    lignes = _actions(uow, menage_id)["prise_en_main.tenir"].lignes
    point = next(li for li in lignes if li.table == "point_prise_en_main")
    assert "Où il en est : à revoir" in [changement(c) for c in point.changements]
