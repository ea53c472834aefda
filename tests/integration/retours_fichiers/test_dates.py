"""Planned days that come back as a file: households who knew another day are to be told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from app.domain.demenagements import SensDemenagement
from app.domain.envois import GenreRetour
from app.domain.menages import Phase
from app.domain.parcours_modele import (
    Accompagnement,
    FaitAncre,
    GenreElement,
    GenreParcours,
    LigneModele,
    ModeleParcours,
    Parcours,
)
from app.domain.retours import Issue
from app.services import demenagements, engagements
from app.services.annulation import AnnulerOperation, annuler
from app.services.demenagements import PrevoirDemenagement
from app.services.exports.retours_fichiers import ApercuFichier
from db.models import Annonce, Demenagement, Engagement, PassageReclamation, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours.cas import Dossier
from tests.integration.retours_fichiers.cas import codes, issues, prendre, voir

LUNDI, MERCREDI = date(2026, 12, 7), date(2026, 12, 9)
DEBUT, FIN, RECEPTION = date(2026, 12, 1), date(2027, 3, 31), date(2027, 4, 5)
PROMIS = date(2027, 4, 12)


def lire(uow: UnitOfWork, *colonnes: Any) -> list[tuple[Any, ...]]:
    """Rows of these columns."""
    with uow.lecture() as session:
        return [tuple(ligne) for ligne in session.execute(select(*colonnes))]


@pytest.fixture
def parti(uow: UnitOfWork) -> UUID:
    """A household of NOU00001 that moves on Monday and was told so."""
    cite = factories.cite(uow)
    chez_lui = factories.logement(uow, cite_id=cite, code_ug="NOU00001")
    tiroir = factories.logement(uow, cite_id=cite, code_ug="NOU00900", numero="8")
    menage = factories.menage(uow, "Essai1", "Anne", logement_id=chez_lui)
    demenagements.prevoir(PrevoirDemenagement(menage, SensDemenagement.ALLER, tiroir, LUNDI), uow)
    engagements.prendre(
        engagements.PrendreEngagement(
            menage, "vous déménagez lundi", LUNDI, etape_code="demenagement_aller"
        ),
        uow,
    )
    return menage


def demenager(uow: UnitOfWork, jour: str, *autres: str) -> ApercuFichier:
    """A file that moves that household to another day."""
    entetes = ("Code UG", "Déménagement aller", "Commentaire")
    return voir(uow, entetes, ("NOU00001", jour, *(autres or ("camion en panne",))))


def test_une_autre_date_de_demenagement_se_decide(uow: UnitOfWork, parti: UUID) -> None:
    vu = demenager(uow, "09/12/2026")
    assert vu.genre is GenreRetour.DATES
    assert issues(vu) == [Issue.CONFLIT]
    assert codes(vu.lignes[0]) == {"retour_fichier.autre_jour"}
    assert lire(uow, Demenagement.jour) == [(LUNDI,)]
    resultat = prendre(uow, vu, l2="prendre")
    assert lire(uow, Demenagement.jour) == [(MERCREDI,)]
    annonces = lire(uow, Annonce.menage_id, Annonce.dite_le)
    assert annonces == [(parti, None)]
    assert resultat.changes.touche("demenagements")
    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert lire(uow, Demenagement.jour) == [(LUNDI,)]
    assert lire(uow, Annonce.id) == []


def test_sans_personne_rien_ne_se_deplace(uow: UnitOfWork, parti: UUID) -> None:
    assert parti
    assert prendre(uow, demenager(uow, "09/12/2026")).a_decider == 1
    assert lire(uow, Demenagement.jour) == [(LUNDI,)]


@pytest.mark.parametrize(
    ("jour", "issue", "code"),
    [
        ("07/12/2026", Issue.IDENTIQUE, ""),
        ("02/11/2026", Issue.REFUSEE, "demenagement.passe"),
        ("06/12/2026", Issue.REFUSEE, "demenagement.week_end"),
    ],
)
def test_les_jours_impossibles_se_disent_avant(
    uow: UnitOfWork, parti: UUID, jour: str, issue: Issue, code: str
) -> None:
    assert parti
    vu = demenager(uow, jour)
    assert issues(vu) == [issue]
    assert not code or code in codes(vu.lignes[0])
    assert lire(uow, Demenagement.jour) == [(LUNDI,)]


def test_un_demenagement_que_personne_n_a_prevu(uow: UnitOfWork, parti: UUID) -> None:
    assert parti
    vu = voir(uow, ("Code UG", "Retour prévu le"), ("NOU00001", "01/03/2027"))
    assert issues(vu) == [Issue.INCONNUE]
    assert codes(vu.lignes[0]) == {"retour_fichier.sans_demenagement"}


@pytest.fixture
def tranche(uow: UnitOfWork) -> UUID:
    """A batch of three homes; two households are promised a day of return."""
    lignes = (
        LigneModele("reception", GenreElement.ETAPE, Phase.PENDANT, FaitAncre.RECEPTION_TRANCHE),
        LigneModele("demenagement_retour", GenreElement.ETAPE, Phase.PENDANT, "reception", 5),
    )
    modele = ModeleParcours("essai", "Essai", "Trial", GenreParcours.RELOGEMENT, lignes)
    uow.accompagnement = Accompagnement(Parcours({"essai": modele}, {}, "essai"), (), "essai")
    cite, id_ = factories.cite(uow, nom="Nouméa"), uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(
            id=id_, cite_id=cite, nom="Tranche 3", debut_travaux=DEBUT, fin_travaux=FIN,
            reception=RECEPTION,
        ),
    )  # fmt: skip
    factories.ecrire(uow, Tranche(id=uow.ids.new(), cite_id=cite, nom="Tranche 4"))
    for n in (1, 2, 3):
        logement = factories.logement(uow, cite_id=cite, tranche_id=id_, code_ug=f"NOU{n:05d}")
        menage = factories.menage(uow, f"Essai{n}", "Anne", logement_id=logement)
        if n < 3:
            promesse = engagements.PrendreEngagement(
                menage, "vous rentrez", PROMIS, etape_code="demenagement_retour"
            )
            engagements.prendre(promesse, uow)
    return id_


ENTETES = ("Cité", "Tranche", "Début des travaux", "Fin des travaux", "Réception")


def test_les_travaux_bougent_et_chacun_est_a_prevenir(uow: UnitOfWork, tranche: UUID) -> None:
    vu = voir(
        uow, ENTETES,
        ("Nouméa", "3", "01/12/2026", "20/05/2027", "24/05/2027"),
        ("Nouméa", "Tranche 4", "01/06/2027", "", ""),
        ("Nouméa", "Tranche 9", "01/06/2027", "", ""),
    )  # fmt: skip
    assert issues(vu) == [Issue.CONFLIT, Issue.APPLICABLE, Issue.INCONNUE]
    assert lire(uow, Annonce.id) == []
    resultat = prendre(uow, vu, l2="prendre")
    with uow.lecture() as session:
        lue = session.get_one(Tranche, tranche)
        assert (lue.fin_travaux, lue.reception) == (date(2027, 5, 20), date(2027, 5, 24))
    assert len(lire(uow, Annonce.id)) == 2
    assert (date(2027, 5, 31),) in lire(uow, Engagement.pour_le)
    assert resultat.prises == 2
    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    with uow.lecture() as session:
        assert session.get_one(Tranche, tranche).fin_travaux == FIN


def test_les_logements_d_une_tranche_ne_la_disent_qu_une_fois(
    uow: UnitOfWork, tranche: UUID
) -> None:
    assert tranche
    lignes = [(f"NOU{n:05d}", "20/05/2027") for n in (1, 2, 3)]
    vu = voir(uow, ("Code UG", "Fin des travaux"), *lignes)
    assert issues(vu) == [Issue.CONFLIT, Issue.IDENTIQUE, Issue.IDENTIQUE]
    assert codes(vu.lignes[1]) == {"retours.doublon_identique"}


def test_un_rendez_vous_de_reparation_parmi_des_dates(uow: UnitOfWork, tmp_path: Path) -> None:
    dossier = Dossier(uow, tmp_path, 2)
    entetes = ("N° réclamation", "Code UG", "RDV le", "Fin des travaux", "Réception")
    vu = voir(
        uow, entetes,
        ("R-0001", "", "03/12/2026", "", ""),
        ("R-0099", "", "03/12/2026", "", ""),
    )  # fmt: skip
    assert vu.genre is GenreRetour.DATES
    assert issues(vu) == [Issue.APPLICABLE, Issue.INCONNUE]
    prendre(uow, vu)
    assert [p.jour for p in dossier.passages("R-0001")] == [date(2026, 12, 3)]
    autre = voir(uow, entetes, ("R-0001", "", "04/12/2026", "", ""), nom="autre.csv")
    assert issues(autre) == [Issue.CONFLIT]
    assert prendre(uow, autre, l2="prendre").prises == 1
    assert (date(2026, 12, 4),) in lire(uow, PassageReclamation.jour)
