"""The state of an estate on any day, read from the base."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

import pytest

from app.core.errors import AppError
from app.domain.demenagements import SensDemenagement
from app.domain.logements import NatureOccupation
from app.services import chartes, logements, occupations, parc_date
from app.services.parc_date import (
    Ecart,
    LireDisponibilites,
    LireParcDate,
    LireRenouvellement,
    Periode,
    Situation,
    Sort,
)
from db.models import Demenagement
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

AUJOURDHUI = date(2026, 11, 24)
TIROIR = NatureOccupation.TIROIR


def _cite(uow: UnitOfWork, maisons: int) -> tuple[UUID, list[UUID], list[UUID], UUID]:
    """An estate of so many homes lived in, their households, and a temporary home."""
    cite = factories.cite(uow)
    tranche = logements.creer_tranche(
        logements.CreerTranche(
            cite,
            "T1",
            {"debut_travaux": date(2027, 1, 4), "fin_travaux": date(2027, 4, 2)},
        ),
        uow,
    ).principal
    lieux = [
        factories.logement(uow, cite_id=cite, tranche_id=tranche, numero=str(n + 1))
        for n in range(maisons)
    ]
    menages = [factories.menage(uow, f"Nom{n}", logement_id=lo) for n, lo in enumerate(lieux)]
    tiroir = factories.logement(
        uow, cite_id=cite, etat="tiroir", numero="90", disponible_au=date(2027, 6, 30)
    )
    return cite, lieux, menages, tiroir


def _prevoir(uow: UnitOfWork, menage: UUID, tiroir: UUID, du: date, au: date) -> None:
    occupations.ouvrir(occupations.OuvrirOccupation(menage, tiroir, TIROIR, du, fin_prevue=au), uow)


def test_une_cite_le_12_mars(uow: UnitOfWork) -> None:
    cite, lieux, menages, tiroir = _cite(uow, 3)
    factories.logement(uow, cite_id=cite, etat="vacant", numero="91")
    _prevoir(uow, menages[0], tiroir, date(2026, 12, 14), date(2027, 4, 12))
    lu = parc_date.lire(LireParcDate(cite), uow)
    assert (lu.jour, lu.comptes) == (
        AUJOURDHUI,
        {Situation.OCCUPE: 3, Situation.TIROIR_LIBRE: 1, Situation.VACANT: 1},
    )
    assert (lu.vacance.vacants, lu.vacance.comptes, lu.contradictions) == (2, 5, 0)
    mars = parc_date.lire(LireParcDate(cite, date(2027, 3, 12)), uow)
    assert [li.situation for li in mars.logements] == [
        Situation.EN_TRAVAUX,
        Situation.OCCUPE,
        Situation.OCCUPE,
        Situation.TIROIR_OCCUPE,
        Situation.VACANT,
    ]
    assert [li.logement.id for li in mars.logements][:3] == lieux
    assert (mars.vacance.vacants, mars.vacance.comptes) == (1, 5)
    (libre,) = parc_date.disponibilites(LireDisponibilites(cite), uow)
    # Five days of cleaning by default, then what the charter says.
    assert libre.libres == (
        Periode(AUJOURDHUI, date(2026, 12, 13)),
        Periode(date(2027, 4, 17), date(2027, 6, 30)),
    )
    chartes.regler(chartes.ReglerCharte(cite, {"nettoyage_jours": 10}), uow)
    (libre,) = parc_date.disponibilites(LireDisponibilites(cite), uow)
    assert libre.libres[1].du == date(2027, 4, 22)
    logements.modifier(logements.ModifierLogement(tiroir, {"nettoyage_jours": "0"}), uow)
    (libre,) = parc_date.disponibilites(LireDisponibilites(cite), uow)
    assert libre.libres[1].du == date(2027, 4, 12)


def test_un_demenagement_dont_le_jour_est_passe_se_rappelle(uow: UnitOfWork) -> None:
    cite, lieux, menages, tiroir = _cite(uow, 1)
    factories.ecrire(
        uow,
        Demenagement(
            id=uow.ids.new(),
            menage_id=menages[0],
            sens=SensDemenagement.ALLER,
            depuis_id=lieux[0],
            vers_id=tiroir,
            jour=date(2026, 11, 20),
        ),
    )
    lu = parc_date.lire(LireParcDate(cite), uow)
    (dite,) = lu.logements[1].contradictions
    assert (dite.ecart, dite.menage, dite.jour) == (
        Ecart.A_CONFIRMER,
        "Nom0 Jadwiga",
        date(2026, 11, 20),
    )
    assert lu.contradictions == 1


def test_le_renouvellement_se_lit_entre_deux_jours(uow: UnitOfWork) -> None:
    cite, _lieux, menages, tiroir = _cite(uow, 4)
    ailleurs = factories.logement(uow)
    occupations.deplacer(
        occupations.Deplacer(menages[0], ailleurs, NatureOccupation.DEFINITIF, date(2026, 6, 1)),
        uow,
    )
    occupations.deplacer(occupations.Deplacer(menages[1], tiroir, TIROIR, date(2026, 7, 1)), uow)
    lu = parc_date.renouvellement(LireRenouvellement(cite, date(2020, 1, 1), AUJOURDHUI), uow)
    assert {m.id: m.sort for m in lu.menages} == {
        menages[0]: Sort.PARTI,
        menages[1]: Sort.AU_TIROIR,
        menages[2]: Sort.AVANT,
        menages[3]: Sort.AVANT,
    }
    for lire, demande in (
        (parc_date.renouvellement, LireRenouvellement(cite, AUJOURDHUI, date(2020, 1, 1))),
        (parc_date.disponibilites, LireDisponibilites(cite, AUJOURDHUI, date(2020, 1, 1))),
    ):
        with pytest.raises(AppError) as refus:
            lire(demande, uow)  # type: ignore[operator]  # each with its own demand
        assert refus.value.code == "saisie.periode"


def test_le_nombre_d_enonces_ne_depend_pas_de_la_taille(
    uow: UnitOfWork, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    nombres = []
    for maisons in (1, 12):
        cite, _lieux, menages, tiroir = _cite(uow, maisons)
        _prevoir(uow, menages[0], tiroir, date(2026, 12, 14), date(2027, 4, 12))
        with compteur_sql() as compteur:
            assert len(parc_date.lire(LireParcDate(cite), uow).logements) == maisons + 1
        nombres.append(len(compteur.enonces))
    assert nombres == [4, 4]
