"""Files as landlords make them: nothing of them is taken for something else."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import openpyxl  # type: ignore[import-untyped]
import pytest
from sqlalchemy import func, select

from app.core.errors import EntreeInvalide
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.relogements import ReponseProposition
from app.domain.retours import Issue
from app.services import propositions
from app.services.exports.retours_fichiers import (
    DecisionLigne,
    DemanderApercu,
    LireRetour,
    ReprendreRetour,
    apercu,
    appliquer,
    lire,
    reprendre,
)
from app.services.exports.retours_fichiers.modele import AppliquerRetour
from app.services.propositions import ProposerLogement
from db.models import Logement, Menage, Personne, Proposition, Quittance, Tranche
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours_fichiers.cas import (
    code_raison,
    codes,
    fichier,
    issues,
    prendre,
    texte,
    voir,
)

NOMS = ("Kowalski", "Dufour", "Leroy")


@pytest.fixture
def cite(uow: UnitOfWork) -> None:
    """Three homes lived in, one offered, two batches."""
    id_ = factories.cite(uow, nom="Cité fictive du Grand Terril")
    for n, nom in enumerate(NOMS, 1):
        logement = factories.logement(uow, cite_id=id_, code_ug=f"NOU{n:05d}")
        factories.menage(uow, nom, "Anne", logement_id=logement)
    factories.logement(uow, cite_id=id_, code_ug="OFF00001")
    for n in (1, 9):
        factories.ecrire(uow, Tranche(id=uow.ids.new(), cite_id=id_, nom=f"Tranche {n}"))


def loyers(uow: UnitOfWork) -> list[tuple[Decimal | None, Decimal | None]]:
    """Rents and charges noted, lowest first."""
    with uow.lecture() as session:
        lus = session.execute(
            select(Quittance.loyer, Quittance.charges).order_by(Quittance.loyer)
        ).all()
        return [(loyer, charges) for loyer, charges in lus]


def classeur(*feuilles: tuple[str, list[list[object]]]) -> bytes:
    """An XLSX workbook of these sheets."""
    livre = openpyxl.Workbook()
    livre.remove(livre.active)
    for nom, lignes in feuilles:
        feuille = livre.create_sheet(nom)
        for ligne in lignes:
            feuille.append(ligne)
    flux = io.BytesIO()
    livre.save(flux)
    return flux.getvalue()


@pytest.mark.usefixtures("cite")
@pytest.mark.parametrize(
    ("entetes", "ligne", "genre"),
    [
        (
            ("N° UG", "Locataire", "Loyer HC nv", "Prov. charges nv", "Applicable à compter du"),
            ("NOU00001", "KOWALSKI ANNE", "1 234,56 €", "néant", "1er novembre 2026"),
            GenreRetour.LOYERS,
        ),
        (
            ("Réf. UG", "Nom", "Dt prév. retour"),
            ("NOU00001", "KOWALSKI", "12 janvier 2027"),
            GenreRetour.DATES,
        ),
        (
            ("Réf. logement", "Nom", "Avis comm.", "Comm. du"),
            ("OFF00001", "KOWALSKI", "Favorable", "18/11/2026"),
            GenreRetour.COMMISSIONS,
        ),
        (
            ("Réf. récl. bailleur", "Votre réf.", "Statut DI", "Dt MAJ"),
            ("DI-45", "R-0001", "Clos", "18/11/2026"),
            GenreRetour.RECLAMATIONS,
        ),
        (("UG", "Nv locataire", "Date entrée"), ("OFF00001", "M. ESSAI Paul", "01/12/2026"),
         GenreRetour.LOCATAIRES),
    ],
)  # fmt: skip
def test_des_titres_abreges_sont_reconnus(
    uow: UnitOfWork, entetes: tuple[str, ...], ligne: tuple[str, ...], genre: GenreRetour
) -> None:
    assert fichier(uow, "a.csv", texte(entetes, ligne)).genre is genre


@pytest.mark.usefixtures("cite")
def test_ce_qui_ressemble_a_des_locataires_ne_l_est_pas_d_office(uow: UnitOfWork) -> None:
    octets = texte(("Code UG", "Nom", "Verdict de la commission"), ("OFF00001", "ESSAI", "non"))
    lu = fichier(uow, "avis.csv", octets)
    assert lu.etat is EtatRetour.ECARTE
    assert code_raison(lu) == "retour_fichier.autre_sens"
    assert lu.raison is not None
    assert lu.raison.params["colonne"] == "Verdict de la commission"
    with pytest.raises(EntreeInvalide, match=r"import\.(colonnes_manquantes|autre_profil)"):
        reprendre(ReprendreRetour(lu.id, GenreRetour.COMMISSIONS), uow)
    reprendre(ReprendreRetour(lu.id, GenreRetour.LOCATAIRES), uow)  # a person says so
    assert lire(LireRetour(lu.id), uow).genre is GenreRetour.LOCATAIRES
    with uow.lecture() as session:
        assert session.scalar(select(func.count()).select_from(Menage)) == len(NOMS)


@pytest.mark.usefixtures("cite")
def test_deux_lignes_de_titres_et_plusieurs_feuilles(uow: UnitOfWork) -> None:
    octets = classeur(
        ("Page de garde", [["BORDEREAU"], ["Nb de lignes", 3]]),
        ("T1", [["Cité", "", "Après travaux", ""], ["Code UG", "Titulaire", "Loyer", "Charges"],
                ["NOU00001", "Kowalski", 512.4, 40], ["TOTAL", "", 512.4, 40]]),
        ("T2", [["Code UG", "Loyer après travaux"], ["NOU00002", "498,00 €"], ["NOU00001", 600]]),
    )  # fmt: skip
    vu = apercu(DemanderApercu(fichier(uow, "loyers.xlsx", octets).id), uow)
    donnees = [li for li in vu.lignes if li.issue is not Issue.SAUTEE]
    assert [(li.feuille, li.numero, li.issue) for li in donnees] == [
        (0, 3, Issue.CONFLIT), (1, 2, Issue.APPLICABLE), (1, 3, Issue.CONFLIT),
    ]  # fmt: skip
    cause = next(m for m in donnees[0].motifs if m.code == "retour_fichier.lignes_contraires")
    assert dict(cause.params) == {"autres": "T2 3"}
    assert donnees[1].titre.startswith("T2 · ")
    decisions = {(1, 3): DecisionLigne("prendre")}
    assert appliquer(AppliquerRetour(vu, decisions, accepter_reste=True), uow).prises == 2
    assert [loyer for loyer, _c in loyers(uow)] == [Decimal("498.00"), Decimal("600.00")]


@pytest.mark.usefixtures("cite")
def test_les_charges_d_avant_ne_sont_pas_celles_d_apres(uow: UnitOfWork) -> None:
    entetes = ("Code UG", "Loyer", "Charges", "Loyer après travaux", "Charges après travaux")
    prendre(uow, voir(uow, entetes, ("NOU00001", "400", "30", "500", "40")))
    assert loyers(uow) == [(Decimal("500.00"), Decimal("40.00"))]
    autre = voir(uow, entetes[:4], ("NOU00002", "400", "30", "510"), nom="b.csv")
    prendre(uow, autre)
    assert loyers(uow)[1] == (Decimal("510.00"), None)
    laissees = next(r for r in autre.remarques if r.code == "retour_fichier.colonnes_laissees")
    assert dict(laissees.params)["colonnes"] == "« Loyer », « Charges »"


@pytest.mark.usefixtures("cite")
def test_une_date_a_l_americaine_fait_douter_de_toutes(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ("Code UG", "Nouveau loyer", "Effet"),
        ("NOU00001", "500", "10/25/2026"), ("NOU00002", "500", "03/04/2026"),
        ("NOU00003", "500", "04/04/2026"),
    )  # fmt: skip
    assert issues(vu) == [Issue.CONFLIT, Issue.CONFLIT, Issue.APPLICABLE]
    assert "import.date_inversee" in codes(vu.lignes[0])
    assert codes(vu.lignes[1]) == {"retour_fichier.dates_melangees"}


@pytest.mark.usefixtures("cite")
def test_un_guillemet_jamais_ferme_n_avale_pas_la_suite(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ("Code UG", "Nouveau loyer", "Effet"),
        ("NOU00001", '"500', "01/11/2026"), ("NOU00002", "501", "01/11/2026"),
    )  # fmt: skip
    assert issues(vu) == [Issue.REFUSEE, Issue.APPLICABLE]
    assert codes(vu.lignes[0]) == {"retour_fichier.case_nombre_illisible"}


@pytest.mark.usefixtures("cite")
def test_trois_cents_colonnes_se_disent_en_une_fois(uow: UnitOfWork) -> None:
    entetes = ("Code UG", "Nouveau loyer", *(f"col {i}" for i in range(297)))
    vu = voir(uow, entetes, ("NOU00001", "500", *("x" for _ in range(297))))
    assert issues(vu) == [Issue.APPLICABLE]
    assert len(vu.remarques) == 1


@pytest.mark.usefixtures("cite")
def test_nom_et_prenom_inverses_ne_renomment_personne(uow: UnitOfWork) -> None:
    entetes = ("Code UG", "Nom", "Prénom", "Date d'entrée")
    vu = voir(uow, entetes, ("NOU00001", "Anne", "KOWALSKI", "01/02/2010"))
    prendre(uow, vu)
    assert "import.nom_prenom_inverses" in codes(vu.lignes[0])
    with uow.lecture() as session:
        noms = session.execute(select(Personne.nom, Personne.prenom).order_by(Personne.nom)).all()
    assert ("Kowalski", "Anne") in [tuple(n) for n in noms]


@pytest.mark.usefixtures("cite")
def test_une_offre_faite_a_un_autre_n_est_pas_touchee(uow: UnitOfWork) -> None:
    with uow.lecture() as session:
        qui = session.scalars(select(Menage.id).where(Menage.nom.like("Kowalski%"))).one()
        ou = session.scalars(select(Logement.id).where(Logement.code_ug == "OFF00001")).one()
    propositions.proposer(ProposerLogement(qui, ou, date(2026, 11, 2)), uow)
    vu = voir(
        uow, ("UG proposée", "Candidat", "Avis comm."),
        ("OFF00001", "LEROY Anne", "Attribué"), ("OFF00001", "KOVALSKI Anne", "Refusé"),
    )  # fmt: skip
    assert issues(vu) == [Issue.INCONNUE, Issue.APPLICABLE]
    assert "retour_fichier.reponse_sans_date" in codes(vu.lignes[1])
    prendre(uow, vu)
    with uow.lecture() as session:
        assert session.scalars(select(Proposition.reponse)).all() == [ReponseProposition.REFUSEE]


@pytest.mark.usefixtures("cite")
def test_une_tranche_dite_autrement(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ("Cité", "Tranche", "Date démarrage"),
        ("Grand Terril", "T9", "07/12/2026"), ("Autre cité", "Tr. 01", "07/12/2026"),
    )  # fmt: skip
    assert issues(vu) == [Issue.APPLICABLE, Issue.INCONNUE]
