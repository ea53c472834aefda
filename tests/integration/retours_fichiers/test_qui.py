"""Whom a line is about: names that differ, zeros lost, numbers cut short, merged households."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from app.domain.retours import Issue
from app.services.exports.retours_fichiers import DemanderApercu, apercu
from app.services.exports.retours_fichiers.identites import concorde
from db.models import Menage, Quittance
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours_fichiers.cas import codes, fichier, issues, prendre, voir

ENTETES = ("Code UG", "Locataire", "Nouveau loyer", "À compter du")


@pytest.fixture
def menages(uow: UnitOfWork) -> None:
    """Homes whose numbers begin with zeros, one with letters."""
    cite = factories.cite(uow)
    for code, nom in (("0012345", "Kowalski"), ("0012346", "Le Goff"), ("NOU00003", "Dąbrowski")):
        logement = factories.logement(uow, cite_id=cite, code_ug=code)
        factories.menage(uow, nom, "Anne", logement_id=logement)


@pytest.mark.parametrize(
    ("dit", "connu", "pareil"),
    [
        ("KOWALSKI Anne", "Kowalski", True),
        ("Anne KOWALSKY", "Kowalski", True),
        ("M. et Mme LEGOFF", "Le Goff", True),
        ("DA COSTA Luis", "Dacosta", True),
        ("DABROWSKI Czeslaw", "Dąbrowski", True),
        ("Wójcik épouse Petit", "Petit", True),
        ("DUPONT Anne", "Kowalski", False),
        ("OLIVIER Jean", "Li", False),
        ("PETITJEAN Luc", "Petit", False),
    ],
)
def test_un_nom_mal_ecrit_est_le_meme_un_autre_non(dit: str, connu: str, pareil: bool) -> None:
    assert concorde(dit, [connu]) is pareil


@pytest.mark.usefixtures("menages")
def test_un_autre_nom_au_meme_logement_se_decide(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ENTETES,
        ("NOU00003", "DUBOIS Marc", "512,40", "01/11/2026"),
        ("0012345", "Kowalsky Anna", "498,00", "01/11/2026"),
    )  # fmt: skip
    assert issues(vu) == [Issue.CONFLIT, Issue.APPLICABLE]
    assert codes(vu.lignes[0]) == {"retour_fichier.autre_nom"}
    assert dict(vu.lignes[0].motifs[0].params)["connu"].startswith("Dąbrowski")
    assert prendre(uow, vu).prises == 1
    with uow.lecture() as session:
        assert [str(x) for x in session.scalars(select(Quittance.loyer))] == ["498.00"]


@pytest.mark.usefixtures("menages")
def test_des_zeros_perdus_se_confirment_et_un_numero_abrege_est_refuse(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ENTETES,
        ("12345", "", "512,40", "01/11/2026"),
        ("1,23E+04", "", "498,00", "01/11/2026"),
        ("12347", "", "498,00", "01/11/2026"),
    )  # fmt: skip
    assert issues(vu) == [Issue.CONFLIT, Issue.REFUSEE, Issue.INCONNUE]
    assert codes(vu.lignes[0]) == {"retour_fichier.zeros_perdus"}
    assert "retour_fichier.case_code_abrege" in codes(vu.lignes[1])
    assert prendre(uow, vu, l2="prendre").prises == 1


@pytest.mark.usefixtures("menages")
def test_un_loyer_sans_date_redit_le_lendemain_ne_compte_qu_une_fois(uow: UnitOfWork) -> None:
    entetes, ligne = ENTETES[:3], ("NOU00003", "", "512,40")
    vu = voir(uow, entetes, ligne)
    assert issues(vu) == [Issue.APPLICABLE]
    assert codes(vu.lignes[0]) == {"retour_fichier.loyer_sans_date"}
    prendre(uow, vu)
    uow.clock.instant = uow.clock.now().replace(day=26)  # type: ignore[attr-defined]
    assert issues(voir(uow, entetes, ligne, nom="demain.csv", fin=b"\r\n"))[0] is Issue.IDENTIQUE
    autre = voir(uow, entetes, ("NOU00003", "", "520"), nom="autre.csv")
    assert issues(autre) == [Issue.APPLICABLE]
    prendre(uow, autre)
    with uow.lecture() as session:
        jours = session.scalars(select(Quittance.le).order_by(Quittance.le)).all()
    assert jours == [date(2026, 11, 24), date(2026, 11, 26)]


@pytest.mark.usefixtures("menages")
def test_un_contrat_et_un_logement_qui_ne_vont_pas_ensemble(uow: UnitOfWork) -> None:
    with uow.ecriture("test") as tx:
        menage = tx.session.scalars(select(Menage).where(Menage.nom.like("Kowalski%"))).one()
        menage.numero_contrat = "L/00001"
        tx.commit()
    vu = voir(
        uow, ("Code UG", "N° contrat", "Nouveau loyer"),
        ("NOU00003", "L/00001", "500"), ("0012345", "L/00001", "500"), ("0012345", "", "512,40"),
    )  # fmt: skip
    assert "retour_fichier.autre_logement" in codes(vu.lignes[0])
    assert vu.lignes[0].issue is Issue.CONFLIT
    assert "retour_fichier.autre_logement" not in codes(vu.lignes[1])


@pytest.mark.usefixtures("menages")
def test_un_nombre_a_virgule_dans_un_fichier_a_virgules_decale_la_ligne(uow: UnitOfWork) -> None:
    lignes = ("Code UG,Nouveau loyer,Effet", "NOU00003,512,40,01/11/2026", "0012345,500,01/11/2026")
    octets = "\r\n".join(lignes).encode()
    vu = apercu(DemanderApercu(fichier(uow, "v.csv", octets).id), uow)
    assert issues(vu) == [Issue.REFUSEE, Issue.APPLICABLE]
    assert "import.ligne_decalee" in codes(vu.lignes[0])
