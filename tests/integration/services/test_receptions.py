"""Réceptions on the real base: recorded, put right, one truth for journeys."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date

import pytest
from sqlalchemy import select

from app.domain.accompagnement import CodeEtape
from app.domain.logements import NatureOccupation
from app.services import annulation, changements, logements, receptions
from app.services.annulation import AnnulerOperation
from app.services.receptions import (
    AnnulerReception,
    CorrigerReception,
    LireReceptions,
    Recevoir,
)
from db.models import Etape, Occupation
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql
from tests.integration.services._receptions import (
    APRES,
    AUJOURDHUI,
    AVEC,
    LE,
    REFUS,
    SANS,
    Chantier,
)


@pytest.fixture
def chantier(uow: UnitOfWork) -> Chantier:
    return Chantier(uow)


def test_un_logement_recu_fait_l_etape_du_menage(chantier: Chantier) -> None:
    fait = chantier.recevoir(chantier.logement)
    assert fait.touche("menages", chantier.menage)
    assert fait.touche("receptions")
    assert chantier.dates() == {chantier.logement: LE}
    assert chantier.etape() == LE == chantier.jalon()
    assert chantier.jour_tranche() == date(2027, 1, 15), "the others are still to come"


def test_plusieurs_logements_en_une_fois_s_annulent_ensemble(chantier: Chantier) -> None:
    fait = chantier.recevoir(chantier.logement, chantier.voisin, tranche=True)
    assert set(chantier.dates()) == {chantier.logement, chantier.voisin}
    assert fait.operation is not None
    annulation.annuler(AnnulerOperation(fait.operation), chantier.uow)
    assert chantier.dates() == {}
    assert chantier.etape() is None is chantier.jalon()


def test_la_tranche_recue_est_la_date_du_calendrier(chantier: Chantier) -> None:
    fait = chantier.recevoir(tranche=True, resultat=SANS)
    assert chantier.jour_tranche() == LE == chantier.jalon()
    assert chantier.dates() == {chantier.logement: LE, chantier.voisin: LE}
    assert chantier.etape() is None, "read from the timetable, never written twice"
    assert fait.operation is not None
    annulation.annuler(AnnulerOperation(fait.operation), chantier.uow)
    assert (chantier.jour_tranche(), chantier.jalon()) == (date(2027, 1, 15), None)


def test_la_reception_du_logement_compte_avant_celle_de_la_tranche(chantier: Chantier) -> None:
    chantier.recue(le=APRES)
    chantier.recue(chantier.logement, le=LE)
    assert chantier.dates() == {chantier.logement: LE, chantier.voisin: APRES}
    assert chantier.jalon() == LE


def test_le_jour_prevu_compte_une_fois_passe(chantier: Chantier) -> None:
    assert chantier.dates() == {}
    cmd = logements.ModifierTranche(chantier.tranche, {"reception": APRES})
    logements.modifier_tranche(cmd, chantier.uow)
    assert chantier.dates() == {chantier.logement: APRES, chantier.voisin: APRES}
    with chantier.uow.lecture() as session:
        assert receptions.date_de(session, chantier.logement, LE) is None


def test_qui_arrive_apres_n_a_pas_de_travaux_a_recevoir(chantier: Chantier) -> None:
    uow = chantier.uow
    arrivant = factories.menage(uow, "Benali", "Karim", logement_id=chantier.voisin)
    with uow.ecriture("test.dates") as tx:
        sejour = tx.session.scalar(select(Occupation).where(Occupation.menage_id == arrivant))
        assert sejour is not None
        sejour.debut, sejour.nature = APRES, NatureOccupation.DEFINITIF
        tx.commit()
    chantier.recevoir(chantier.voisin, le=LE)
    assert chantier.etape(arrivant) is None


def test_corriger_deplace_l_etape(chantier: Chantier) -> None:
    id_ = chantier.recue(chantier.logement)
    receptions.corriger(CorrigerReception(id_, APRES, SANS, "  visite  reportée "), chantier.uow)
    assert chantier.dates()[chantier.logement] == APRES == chantier.etape()
    lue = chantier.ligne(chantier.logement)
    assert (lue.resultat, lue.precision) == (SANS, "visite reportée")
    sans_effet = receptions.corriger(
        CorrigerReception(id_, APRES, SANS, "visite reportée"), chantier.uow
    )
    assert sans_effet.operation is None


def test_annuler_rend_l_etape_et_le_calendrier(chantier: Chantier) -> None:
    propre = chantier.recue(chantier.logement)
    receptions.annuler(AnnulerReception(propre), chantier.uow)
    assert (chantier.dates(), chantier.etape()) == ({}, None)
    tranche = chantier.recue()
    receptions.annuler(AnnulerReception(tranche), chantier.uow)
    assert (chantier.dates(), chantier.jour_tranche()) == ({}, None)


def test_une_etape_prevue_le_reste(chantier: Chantier) -> None:
    factories.ecrire(
        chantier.uow,
        Etape(
            id=chantier.uow.ids.new(), menage_id=chantier.menage,
            code=CodeEtape.RECEPTION.value, prevue_le=APRES,
        ),
    )  # fmt: skip
    id_ = chantier.recue(chantier.logement)
    assert chantier.jalon() == LE
    receptions.annuler(AnnulerReception(id_), chantier.uow)
    with chantier.uow.lecture() as session:
        assert session.scalars(select(Etape.prevue_le)).all() == [APRES]


def test_refusee_puis_recue(chantier: Chantier) -> None:
    chantier.recevoir(chantier.logement, resultat=REFUS)
    assert (chantier.dates(), chantier.etape()) == ({}, None)
    assert chantier.ligne(chantier.logement).resultat is REFUS
    avant = Recevoir(date(2026, 11, 2), AVEC, (chantier.logement,))
    erreur = chantier.refus("reception.avant_refus", receptions.recevoir, avant)
    assert erreur.params["ou"] == "1 Rue de Stockholm"
    encore = Recevoir(LE, REFUS, (chantier.logement,))
    chantier.refus("reception.refus_deja", receptions.recevoir, encore)
    chantier.recevoir(chantier.logement, le=APRES)
    assert chantier.dates() == {chantier.logement: APRES}


def test_un_logement_refuse_dans_une_tranche_recue(chantier: Chantier) -> None:
    """The batch is received, this home is not: neither its dates nor its journey say it is."""
    chantier.recue(le=LE)
    assert chantier.jalon() == LE
    id_ = chantier.recue(chantier.logement, le=APRES, resultat=REFUS)
    assert chantier.dates() == {chantier.voisin: LE}
    assert chantier.jalon() is None
    with chantier.uow.lecture() as session:
        assert session.scalars(select(Etape.motif)).all() == ["Réception refusée le 10/11/2026."]
    receptions.annuler(AnnulerReception(id_), chantier.uow)
    assert chantier.dates()[chantier.logement] == LE == chantier.jalon()
    chantier.recue(chantier.logement, le=APRES, resultat=REFUS)
    chantier.recue(chantier.logement, le=AUJOURDHUI)
    assert chantier.dates()[chantier.logement] == AUJOURDHUI == chantier.jalon()


def test_la_tranche_recue_apres_un_refus_compte_pour_tous(chantier: Chantier) -> None:
    chantier.recue(chantier.logement, le=LE, resultat=REFUS)
    chantier.recue(le=APRES)
    assert chantier.dates() == {chantier.logement: APRES, chantier.voisin: APRES}
    assert chantier.jalon() == APRES


def test_une_tranche_refusee_n_a_plus_de_date(chantier: Chantier) -> None:
    prevue = logements.ModifierTranche(chantier.tranche, {"reception": LE})
    logements.modifier_tranche(prevue, chantier.uow)
    chantier.recevoir(tranche=True, resultat=REFUS)
    assert (chantier.dates(), chantier.jour_tranche()) == ({}, None)
    chantier.recevoir(tranche=True, le=APRES)
    assert chantier.jour_tranche() == APRES


@pytest.mark.parametrize("tranche", [False, True])
def test_on_ne_recoit_pas_deux_fois(chantier: Chantier, tranche: bool) -> None:
    ids = () if tranche else (chantier.logement,)
    chantier.recue(*ids)
    for resultat in (AVEC, REFUS):
        cmd = Recevoir(APRES, resultat, ids, chantier.tranche if tranche else None)
        refus = chantier.refus("reception.deja", receptions.recevoir, cmd)
        assert refus.params["jour"] == LE


def test_ce_qui_est_refuse(chantier: Chantier) -> None:
    ailleurs = factories.logement(chantier.uow)
    demain = date(2026, 11, 25)
    recevoir = receptions.recevoir
    chantier.refus("reception.rien", recevoir, Recevoir(LE, AVEC))
    chantier.refus("reception.futur", recevoir, Recevoir(demain, AVEC, (chantier.logement,)))
    hors = Recevoir(LE, AVEC, (chantier.logement, ailleurs), chantier.tranche)
    chantier.refus("reception.hors_tranche", recevoir, hors)
    assert chantier.dates() == {}, "nothing of it was recorded"


def test_le_calendrier_ne_contredit_pas_la_reception(chantier: Chantier) -> None:
    chantier.recue()
    cmd = logements.ModifierTranche(chantier.tranche, {"reception": APRES})
    chantier.refus("reception.tranche_recue", logements.modifier_tranche, cmd)
    change = changements.AppliquerChangement(
        chantier.tranche, date(2026, 6, 1), date(2026, 10, 30), APRES,
        changements.RaisonReport.RETARD, "retard",
    )  # fmt: skip
    chantier.refus("reception.tranche_recue", changements.appliquer, change)
    logements.modifier_tranche(
        logements.ModifierTranche(chantier.tranche, {"nom": "T1 bis"}), chantier.uow
    )
    assert chantier.jour_tranche() == LE


def test_la_cite_se_lit_en_nombre_constant(
    chantier: Chantier, compteur_sql: Callable[[], AbstractContextManager[CompteurSql]]
) -> None:
    chantier.recue(chantier.logement)

    def lire() -> int:
        with compteur_sql() as compte:
            lues = receptions.lire(LireReceptions(chantier.cite), chantier.uow)
        assert [li.adresse for li in lues.lignes][:2] == [
            "1 Rue de Stockholm",
            "3 Rue de Stockholm",
        ]
        return compte.nombre

    avant = lire()
    for numero in ("5", "7", "9"):
        chantier.recue(chantier.dans_la_tranche(numero))
    assert lire() == avant <= 7
    ligne = chantier.ligne(chantier.logement)
    assert (ligne.tranche, ligne.menages, ligne.prevue_le) == (
        "T1",
        "Wójcik Jadwiga",
        date(2027, 1, 15),
    )
