"""The charter of an operation in the base."""

from __future__ import annotations

import pytest

from app.core.errors import AppError
from app.domain.planification.mots import ORDRE
from app.services import chartes, logements
from app.services.annulation import AnnulerOperation, annuler
from app.services.chartes import Charte, LireCharte, Origine, ReglerCharte
from db.queries import chartes as lecture
from db.uow import UnitOfWork
from tests import factories


def _tranche(uow: UnitOfWork, cite, nom: str = "T1"):
    tranche = logements.creer_tranche(logements.CreerTranche(cite, nom), uow).principal
    assert tranche is not None
    return tranche


def test_regler_la_cite_puis_une_tranche_puis_rendre(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    une, autre = _tranche(uow, cite), _tranche(uow, cite, "T2")
    assert chartes.lire(LireCharte(cite), uow) == Charte()
    renverse = tuple(reversed(ORDRE))
    chartes.regler(ReglerCharte(cite, {"preavis_jours": "45", "ordre": renverse}), uow)
    chartes.regler(ReglerCharte(cite, {"preavis_jours": 60, "nettoyage_jours": 0}, une), uow)
    charte = chartes.lire(LireCharte(cite, une), uow)
    assert (charte.preavis_jours, charte.nettoyage_jours, charte.avance_jours) == (60, 0, 28)
    assert charte.ordre == renverse
    assert charte.origines["preavis_jours"] is Origine.TRANCHE
    assert charte.origines["ordre"] is Origine.CITE
    assert charte.origines["avance_jours"] is Origine.DEFAUT
    assert chartes.lire(LireCharte(cite, autre), uow).preavis_jours == 45
    with uow.lecture() as session:
        lues = lecture.par_tranche(session, cite)
    assert {t: c.preavis_jours for t, c in lues.items()} == {une: 60, autre: 45}
    chartes.regler(ReglerCharte(cite, {"preavis_jours": "", "nettoyage_jours": None}, une), uow)
    assert chartes.lire(LireCharte(cite, une), uow).preavis_jours == 45
    rendue = chartes.regler(ReglerCharte(cite, {"preavis_jours": None, "ordre": None}), uow)
    assert chartes.lire(LireCharte(cite), uow) == Charte()
    assert rendue.operation is not None
    annuler(AnnulerOperation(rendue.operation), uow)
    assert chartes.lire(LireCharte(cite), uow).ordre == renverse


def test_rien_de_change_n_ecrit_rien(uow: UnitOfWork) -> None:
    cite = factories.cite(uow)
    assert chartes.regler(ReglerCharte(cite, {"preavis_jours": None}), uow).operation is None


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"preavis_jours": "un mois"}, "saisie.nombre"),
        ({"preavis_jours": 366}, "charte.borne"),
        ({"nb_propositions": 0}, "charte.borne"),
        ({"ordre": ORDRE[:3]}, "charte.ordre"),
        ({"ordre": "distance"}, "charte.ordre"),
    ],
)
def test_ce_qui_ne_va_pas_est_dit(uow: UnitOfWork, champs: dict[str, object], code: str) -> None:
    cite = factories.cite(uow)
    with pytest.raises(AppError) as refus:
        chartes.regler(ReglerCharte(cite, champs), uow)
    assert refus.value.code == code
    assert chartes.lire(LireCharte(cite), uow) == Charte()


def test_la_tranche_d_une_autre_cite_est_refusee(uow: UnitOfWork) -> None:
    tranche = _tranche(uow, factories.cite(uow))
    with pytest.raises(AppError) as refus:
        chartes.regler(ReglerCharte(factories.cite(uow), {"preavis_jours": 10}, tranche), uow)
    assert refus.value.code == "charte.tranche_ailleurs"
