"""What a dwelling offers to who moves in; vacant homes lent as temporary ones."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.core.errors import AppError
from app.domain.logements import EtatLogement, NatureOccupation
from app.services import logements, occupations, parc, tiroirs
from app.services.annulation import AnnulerOperation, annuler
from app.services.tiroirs import PreparerTiroirs, RendreVacants
from db.uow import UnitOfWork
from tests import factories

DU, AU = date(2027, 1, 4), date(2028, 6, 30)


def _etats(uow: UnitOfWork, cite: UUID) -> dict[UUID, EtatLogement]:
    lignes = parc.page(parc.LirePageParc(parc.FiltreParc(cite)), uow)
    return {li.id: li.etat for li in lignes}


def test_plusieurs_logements_deviennent_tiroirs_d_un_coup(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    ids = tuple(factories.logement(uow, cite_id=cite, etat="vacant") for _n in range(3))
    fait = tiroirs.preparer(PreparerTiroirs(ids[:2], DU, AU), uow)
    assert fait.ids["logements"] == set(ids[:2])
    assert list(_etats(uow, cite).values()) == ["tiroir", "tiroir", "vacant"]
    champs = parc.logement(parc.LireLogement(ids[0]), uow).champs
    assert (champs["disponible_du"], champs["disponible_au"]) == (DU, AU)
    assert tiroirs.preparer(PreparerTiroirs(ids[:2]), uow).operation is None
    with pytest.raises(AppError) as refus:
        tiroirs.preparer(PreparerTiroirs(ids[:2], disponible_du=date(2029, 1, 1)), uow)
    assert refus.value.code == "saisie.periode"
    tiroirs.rendre(RendreVacants(ids), uow)
    assert set(_etats(uow, cite).values()) == {EtatLogement.VACANT}
    assert fait.operation is not None


def test_un_seul_refus_ne_change_rien(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    vide = factories.logement(uow, cite_id=cite, etat="vacant")
    habite = factories.logement(uow, cite_id=cite, numero="14")
    vendu = factories.logement(uow, cite_id=cite, etat="vendu", numero="15")
    menage = factories.menage(uow, logement_id=habite)
    for id_, code, numero in ((habite, "tiroir.habite", "14"), (vendu, "tiroir.vendu", "15")):
        with pytest.raises(AppError) as refus:
            tiroirs.preparer(PreparerTiroirs((vide, id_)), uow)
        assert refus.value.code == code
        assert refus.value.params["adresses"] == [f"{numero} Rue de Stockholm"]
    assert _etats(uow, cite)[vide] is EtatLogement.VACANT
    # Somebody already lives there for a time: the state only catches up with the ledger.
    aller = occupations.Deplacer(menage, vide, NatureOccupation.TIROIR, date(2026, 9, 1))
    occupations.deplacer(aller, uow)
    tiroirs.preparer(PreparerTiroirs((vide,)), uow)
    assert _etats(uow, cite)[vide] is EtatLogement.TIROIR
    with pytest.raises(AppError) as refus:
        tiroirs.rendre(RendreVacants((vide,)), uow)
    assert refus.value.code == "tiroir.promis"


def test_annuler_rend_les_logements_vacants(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    id_ = factories.logement(uow, cite_id=cite, etat="vacant")
    fait = tiroirs.preparer(PreparerTiroirs((id_,), DU), uow)
    assert fait.operation is not None
    annuler(AnnulerOperation(fait.operation), uow)
    assert _etats(uow, cite) == {id_: EtatLogement.VACANT}


def test_ce_qu_un_logement_offre(uow: UnitOfWork) -> None:
    id_ = factories.logement(uow)
    champs = {
        "garage": True,
        "animaux": False,
        "chambres": "3",
        "nettoyage_jours": "0",
        "disponible_du": DU,
        "disponible_au": AU,
        "x": "688 123,45",
        "y": "7033456",
    }
    logements.modifier(logements.ModifierLogement(id_, champs), uow)
    lus = parc.logement(parc.LireLogement(id_), uow).champs
    assert {nom: lus[nom] for nom in champs} == champs | {
        "chambres": 3,
        "nettoyage_jours": 0,
        "x": 688123,
        "y": 7033456,
    }


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"chambres": 13}, "logement.borne"),
        ({"nettoyage_jours": 91}, "logement.borne"),
        ({"x": 688123}, "logement.position"),
        ({"x": 50.5, "y": 2.8}, "logement.position"),
        ({"x": "7033456", "y": "688123"}, "logement.position"),
        ({"disponible_du": AU, "disponible_au": DU}, "saisie.periode"),
    ],
)
def test_ce_qui_ne_va_pas_est_dit(uow: UnitOfWork, champs: dict[str, object], code: str) -> None:
    id_ = factories.logement(uow)
    with pytest.raises(AppError) as refus:
        logements.modifier(logements.ModifierLogement(id_, champs), uow)
    assert refus.value.code == code


def test_la_marge_d_une_tranche(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    tranche = logements.creer_tranche(
        logements.CreerTranche(cite, "T1", {"marge_jours": "21"}), uow
    ).principal
    assert tranche is not None
    assert logements.tranches(logements.LireTranches(cite), uow)[0].marge_jours == 21
    with pytest.raises(AppError) as refus:
        logements.modifier_tranche(logements.ModifierTranche(tranche, {"marge_jours": 366}), uow)
    assert refus.value.code == "logement.borne"
    assert refus.value.params["champ"] == "Marge (jours)"
