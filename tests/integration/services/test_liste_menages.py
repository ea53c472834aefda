"""The list of households: filters, orders, counts; and those who may be there twice."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest

from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.menages import Phase, Role, Suivi
from app.services.menages import (
    ChercherDoublons,
    CompterMenages,
    FiltreMenages,
    IdsMenages,
    PageMenages,
    TriMenages,
    compter,
    doublons_possibles,
    ids,
    page,
    phases,
)
from db.models import Occupation, Referent, Tranche
from db.uow import UnitOfWork
from tests import factories

JOUR = date(2026, 11, 24)


@pytest.fixture
def trois(uow: UnitOfWork) -> dict[str, UUID]:
    """Three households in two estates: one away, one seen long ago, one whose follow-up ended."""
    nord, sud = factories.cite(uow, nom="Nord"), factories.cite(uow, nom="Sud")
    tranche = uow.ids.new()
    factories.ecrire(uow, Tranche(id=tranche, cite_id=nord, nom="T1"))
    chez_a = factories.logement(
        uow, cite_id=nord, tranche_id=tranche, numero="10", etat=EtatLogement.EN_TRAVAUX
    )
    a = factories.menage(uow, "Élan", logement_id=chez_a)
    b = factories.menage(
        uow, "Dubois", logement_id=factories.logement(uow, cite_id=nord, numero="9")
    )
    c = factories.menage(
        uow,
        "Zając",
        logement_id=factories.logement(uow, cite_id=sud, numero="1"),
        suivi=Suivi.CLOS,
    )
    sofia = factories.intervenant(uow)
    factories.ecrire(
        uow,
        Occupation(
            id=uow.ids.new(),
            menage_id=a,
            logement_id=factories.logement(uow, cite_id=nord),
            nature=NatureOccupation.TIROIR,
            debut=JOUR - timedelta(days=30),
        ),
        Referent(id=uow.ids.new(), menage_id=a, intervenant_id=sofia, role=Role.MEDIATRICE),
    )
    factories.visite(uow, a, JOUR - timedelta(days=3))
    factories.visite(uow, b, JOUR - timedelta(days=40))
    return {"a": a, "b": b, "c": c, "nord": nord, "tranche": tranche, "sofia": sofia}


@pytest.mark.parametrize(
    ("filtre", "attendus"),
    [
        ({}, "ab"),
        ({"suivi": None}, "abc"),
        ({"suivi": Suivi.CLOS}, "c"),
        ({"suivi": None, "texte": "stockholm 9"}, "b"),
        ({"texte": '") OR menage_fts'}, ""),
        ({"phase": Phase.PENDANT}, "a"),
        ({"phase": Phase.PENDANT, "jour": JOUR - timedelta(days=60)}, ""),
        ({"phase": Phase.AVANT, "jour": JOUR - timedelta(days=60)}, "ab"),
        ({"sans_visite_depuis": 40}, "b"),
        ({"sans_visite_depuis": 41}, ""),
        ({"suivi": None, "sans_visite_depuis": 10}, "bc"),
        ({"suivi": None, "jamais_vus": True}, "c"),
        ({"etat": EtatLogement.EN_TRAVAUX}, "a"),
        ({"sans_referent": True}, "b"),
    ],
)
def test_filtrer(uow: UnitOfWork, trois: dict[str, UUID], filtre, attendus: str) -> None:
    demande = FiltreMenages(**filtre)
    trouves = set(ids(IdsMenages(demande), uow))
    assert trouves == {trois[lettre] for lettre in attendus}
    assert compter(CompterMenages(demande), uow) == len(attendus)


def test_filtrer_par_cite_tranche_et_referent(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    for filtre, attendus in (
        (FiltreMenages(cite_id=trois["nord"]), {trois["a"], trois["b"]}),
        (FiltreMenages(tranche_id=trois["tranche"]), {trois["a"]}),
        (FiltreMenages(referent_id=trois["sofia"]), {trois["a"]}),
    ):
        assert set(ids(IdsMenages(filtre), uow)) == attendus


def test_compter_par_phase(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    assert phases(CompterMenages(), uow) == {Phase.AVANT: 1, Phase.PENDANT: 1, Phase.APRES: 0}


@pytest.mark.parametrize("tri", list(TriMenages))
def test_trier_dans_les_deux_sens_et_par_pages(
    uow: UnitOfWork, trois: dict[str, UUID], tri: TriMenages
) -> None:
    tous = FiltreMenages(suivi=None)
    for descendant in (False, True):
        ordre = ids(IdsMenages(tous, tri, descendant), uow)
        assert set(ordre) == {trois["a"], trois["b"], trois["c"]}
        pages = [
            ligne.id
            for debut in range(3)
            for ligne in page(PageMenages(tous, tri, descendant, debut, 1), uow)
        ]
        assert tuple(pages) == ordre


def test_l_ordre_est_celui_qu_on_attend(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    tous = FiltreMenages(suivi=None)

    def ordre(tri: TriMenages, *, descendant: bool = False) -> str:
        lettres = {trois[lettre]: lettre for lettre in "abc"}
        return "".join(lettres[i] for i in ids(IdsMenages(tous, tri, descendant), uow))

    assert ordre(TriMenages.NOM) == "bac"
    assert ordre(TriMenages.NOM, descendant=True) == "cab"
    assert ordre(TriMenages.ADRESSE) == "cba"
    assert ordre(TriMenages.DERNIERE_VISITE) == "bac"
    assert ordre(TriMenages.DERNIERE_VISITE, descendant=True) == "abc"
    assert ordre(TriMenages.CITE, descendant=True)[0] == "c"


def test_une_ligne_dit_l_essentiel(uow: UnitOfWork, trois: dict[str, UUID]) -> None:
    (ligne,) = page(PageMenages(FiltreMenages(tranche_id=trois["tranche"])), uow)
    assert (ligne.cite, ligne.tranche, ligne.phase) == ("Nord", "T1", Phase.PENDANT)
    assert (ligne.adresse, ligne.nb_visites) == ("10 Rue de Stockholm", 1)
    assert ligne.adresse_actuelle is not None
    assert ligne.derniere_visite == JOUR - timedelta(days=3)


def test_les_doublons_possibles_sont_proposes(uow: UnitOfWork) -> None:
    naissance = {"naissance": date(1951, 2, 3)}
    un = factories.menage(uow, "Wójcik", "Jadwiga", personne=naissance)
    deux = factories.menage(
        uow, "WOJCIK", "Jadviga", personne={**naissance, "tel_mobile": "0799999999"}
    )
    factories.menage(uow, "Benali", "Karim", personne={"tel_mobile": "0612345678"})
    (doublon,) = doublons_possibles(ChercherDoublons(), uow)
    assert {doublon.menage_id, doublon.autre_id} == {un, deux}
    assert len(doublon.personnes) == 1
