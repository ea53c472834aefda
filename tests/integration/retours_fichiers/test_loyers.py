"""Rents after works that come back as a file."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from sqlalchemy import select

from app.core.errors import RegleMetier
from app.domain.apres import MomentLoyer, SourceLoyer
from app.domain.envois import EtatRetour, GenreRetour
from app.domain.profils_envoi import ProfilLu
from app.domain.retours import Issue
from app.services import avant_apres
from app.services.annulation import AnnulerOperation, annuler
from app.services.avant_apres import LireAvantApres, LireSynthese
from app.services.exports.retours_fichiers import (
    AppliquerRetour,
    DemanderApercu,
    LireRetour,
    apercu,
    appliquer,
    lire,
)
from db.models import Logement, Occupation, Quittance
from db.uow import UnitOfWork
from tests import factories
from tests.integration.retours_fichiers.cas import (
    SEL,
    Bailleur,
    codes,
    fichier,
    issues,
    prendre,
    recu,
    texte,
    voir,
)

ENTETES = ("Code UG", "Locataire", "Nouveau loyer", "Charges après travaux", "À compter du")


def quittances(uow: UnitOfWork) -> list[tuple[date, Decimal | None, Decimal | None]]:
    """What is noted, oldest first."""
    q = Quittance
    with uow.lecture() as session:
        lues = session.execute(
            select(q.le, q.loyer, q.charges)
            .where(q.moment == MomentLoyer.APRES, q.source == SourceLoyer.BAILLEUR)
            .order_by(q.le, q.loyer)
        )
        return [tuple(ligne) for ligne in lues]  # type: ignore[misc]


@pytest.fixture
def menages(uow: UnitOfWork) -> None:
    """Two homes, each with its household."""
    cite = factories.cite(uow)
    for n in (1, 2):
        logement = factories.logement(uow, cite_id=cite, code_ug=f"NOU{n:05d}")
        factories.menage(uow, f"Essai{n}", "Anne", logement_id=logement)


@pytest.mark.usefixtures("menages")
def test_un_loyer_est_repris_puis_annule(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ENTETES,
        ("NOU00001", "Essai1 Anne", "512,40", "38", "01/11/2026"),
        ("NOU00002", "Essai2 Anne", "498,00", "", "01/11/2026"),
        ("NOU00099", "Personne", "400", "", "01/11/2026"),
        ("", "Sans qui", "400", "", "01/11/2026"),
        ("Total", "", "1810", "", ""),
    )  # fmt: skip
    assert vu.genre is GenreRetour.LOYERS
    attendu = [Issue.APPLICABLE] * 2 + [Issue.INCONNUE, Issue.REFUSEE, Issue.SAUTEE]
    assert issues(vu) == attendu
    assert codes(vu.lignes[2]) == {"retour_fichier.menage_inconnu"}
    assert "retour_fichier.sans_qui" in codes(vu.lignes[3])
    assert {a.code for a in vu.avertissements} == {"retour_fichier.non_signe"}
    assert quittances(uow) == []  # the preview wrote nothing

    with pytest.raises(RegleMetier, match=r"retour_fichier\.reste"):
        appliquer(AppliquerRetour(vu), uow)
    resultat = prendre(uow, vu)
    assert (resultat.prises, resultat.dehors) == (2, 2)
    le = date(2026, 11, 1)
    assert quittances(uow) == [
        (le, Decimal("498.00"), None),
        (le, Decimal("512.40"), Decimal("38.00")),
    ]
    assert lire(LireRetour(vu.fichier.id), uow).etat is EtatRetour.APPLIQUE

    assert resultat.changes.operation is not None
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    assert quittances(uow) == []
    assert lire(LireRetour(vu.fichier.id), uow).etat is EtatRetour.A_LIRE


@pytest.mark.usefixtures("menages")
def test_rejouer_ne_change_rien_et_un_autre_montant_se_decide(uow: UnitOfWork) -> None:
    ligne = ("NOU00001", "Essai1 Anne", "512,40", "38", "01/11/2026")
    prendre(uow, voir(uow, ENTETES, ligne))
    rejoue = voir(uow, ENTETES, ligne, ligne, nom="encore.csv")
    assert issues(rejoue) == [Issue.IDENTIQUE] * 2
    prendre(uow, rejoue)
    assert len(quittances(uow)) == 1

    autre = voir(uow, ENTETES, ("NOU00001", "Essai1 Anne", "520", "38", "01/11/2026"), nom="c.csv")
    assert issues(autre) == [Issue.CONFLIT]
    assert [c.colonne for c in autre.lignes[0].changements] == ["loyer"]
    sans = prendre(uow, autre)
    assert (sans.prises, sans.a_decider) == (0, 1)
    assert quittances(uow)[0][1] == Decimal("512.40")

    encore = voir(uow, ENTETES, ("NOU00001", "Essai1 Anne", "521", "38", "01/11/2026"), nom="d.csv")
    assert prendre(uow, encore, l2="prendre").prises == 1
    assert quittances(uow)[0][1] == Decimal("521.00")


@pytest.mark.usefixtures("menages")
def test_deux_lignes_du_meme_logement_ne_se_valent_pas(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ENTETES,
        ("NOU00001", "", "512,40", "", "01/11/2026"), ("NOU00001", "", "600", "", "01/11/2026"),
    )  # fmt: skip
    # Neither is the true one because it comes first.
    assert issues(vu) == [Issue.CONFLIT] * 2
    assert [c.apres for li in vu.lignes for c in li.changements] == [
        Decimal("512.40"), Decimal("600.00")
    ]  # fmt: skip
    autres = [m for m in vu.lignes[0].motifs if m.code == "retour_fichier.lignes_contraires"]
    assert dict(autres[0].params) == {"autres": "3"}
    with pytest.raises(RegleMetier, match=r"retour_fichier\.ligne_contredite"):
        prendre(uow, vu, l2="prendre", l3="prendre")
    assert quittances(uow) == []
    assert prendre(uow, vu, l3="prendre", l2="garder").prises == 1
    assert quittances(uow) == [(date(2026, 11, 1), Decimal("600.00"), None)]


@pytest.mark.usefixtures("menages")
def test_ce_que_le_service_refuse_se_sait_avant(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ENTETES,
        ("NOU00001", "", "512,40", "", "25/11/2028"),
        ("NOU00002", "", "beaucoup", "", "01/11/2026"),
        ("NOU00002", "", "498", "", "32/13/2026"),
    )  # fmt: skip
    assert issues(vu) == [Issue.REFUSEE] * 3
    assert "quittance.trop_loin" in codes(vu.lignes[0])


@pytest.mark.usefixtures("menages")
def test_un_loyer_annonce_garde_sa_date(uow: UnitOfWork) -> None:
    ligne = ("NOU00001", "Essai1 Anne", "512,40", "38", "01/01/2027")
    vu = voir(uow, ENTETES, ligne, ("NOU00002", "", "498", "", "24/11/2028"))
    assert issues(vu) == [Issue.APPLICABLE] * 2
    assert codes(vu.lignes[0]) == {"retour_fichier.loyer_a_venir"}
    prendre(uow, vu)
    assert quittances(uow) == [
        (date(2027, 1, 1), Decimal("512.40"), Decimal("38.00")),
        (date(2028, 11, 24), Decimal("498.00"), None),
    ]
    assert issues(voir(uow, ENTETES, ligne, nom="encore.csv")) == [Issue.IDENTIQUE]
    # Put off: what was announced first stays, and that is said.
    reporte = voir(uow, ENTETES, (*ligne[:4], "01/03/2027"), nom="reporte.csv")
    assert issues(reporte) == [Issue.APPLICABLE]
    assert codes(reporte.lignes[0]) == {
        "retour_fichier.loyer_a_venir", "retour_fichier.loyer_reporte",
    }  # fmt: skip
    (dit,) = [m for m in reporte.lignes[0].motifs if m.code == "retour_fichier.loyer_reporte"]
    assert dict(dit.params) == {"avant": "01/01/2027", "jour": "01/03/2027"}


@pytest.mark.usefixtures("menages")
def test_un_loyer_annonce_n_est_pas_celui_d_aujourd_hui(uow: UnitOfWork) -> None:
    prendre(uow, voir(uow, ENTETES, ("NOU00001", "", "512,40", "38", "01/01/2027")))
    with uow.lecture() as session:
        menage_id, cite_id = session.execute(
            select(Quittance.menage_id, Logement.cite_id)
            .join(Occupation, Occupation.menage_id == Quittance.menage_id)
            .join(Logement, Logement.id == Occupation.logement_id)
        ).one()
    apres = avant_apres.lire(LireAvantApres(menage_id), uow).apres
    assert (apres.montants.loyer, apres.a_venir_le) == (Decimal("512.40"), date(2027, 1, 1))
    cite = avant_apres.resumer_cite(LireSynthese(cite_id, 1), uow)
    assert (cite.a_venir, cite.reste[1].connus, cite.menages) == (1, 0, 2)


def test_les_identifiants_du_destinataire_reviennent_aux_notres(uow: UnitOfWork) -> None:
    bailleur = Bailleur(uow)
    menage = factories.menage(uow, "Essai1", "Anne")
    profil = ProfilLu(bailleur.profil_id, "x", sel=SEL)
    autre = ProfilLu(bailleur.profil_id, "x", sel="a1" * 16)
    entetes = ("Identifiant", "Loyer après travaux", "Date d'effet")
    octets = texte(
        entetes,
        (profil.identifiant(menage), "512,40", "01/11/2026"),
        (autre.identifiant(menage), "400", "01/11/2026"),
        (menage.hex, "401", "01/11/2026"),
    )
    id_ = recu(uow, "loyers.retour.zip", bailleur.signer(2026112401, octets))
    assert id_ is not None
    vu = apercu(DemanderApercu(id_), uow)
    assert vu.fichier.signe
    assert vu.avertissements == ()
    assert issues(vu) == [Issue.APPLICABLE, Issue.INCONNUE, Issue.INCONNUE]
    assert codes(vu.lignes[1]) == {"retour_fichier.identifiant_inconnu"}


@pytest.mark.usefixtures("menages")
def test_la_base_qui_change_entre_temps_refuse(uow: UnitOfWork) -> None:
    ligne = ("NOU00001", "", "512,40", "", "01/11/2026")
    vu = voir(uow, ENTETES, ligne)
    prendre(uow, voir(uow, ENTETES, ("NOU00001", "", "600", "", "01/11/2026"), nom="b.csv"))
    with pytest.raises(RegleMetier, match=r"import\.base_changee"):
        prendre(uow, vu)
    assert lire(LireRetour(vu.fichier.id), uow).etat is EtatRetour.A_LIRE


@pytest.mark.usefixtures("menages")
def test_une_base_qui_change_ailleurs_n_empeche_rien(uow: UnitOfWork) -> None:
    vu = voir(
        uow, ENTETES,
        ("NOU00001", "", "512,40", "", "01/11/2026"), ("NOU00002", "", "498", "", "01/11/2026"),
    )  # fmt: skip
    factories.menage(uow, "Arrivé", "Paul")  # the preview is made again before it is written
    resultat = prendre(uow, vu)
    assert (resultat.prises, len(quittances(uow))) == (2, 2)
    assert resultat.changes.touche("quittances")


@pytest.mark.usefixtures("menages")
def test_un_fichier_coupe_laisse_sa_derniere_ligne(uow: UnitOfWork) -> None:
    octets = texte(
        ENTETES,
        ("NOU00001", "x", "512,40", "38", "01/11/2026"),
        ("NOU00002", "x", "498,00", "38", "01/11/2026"),
    )
    entier = fichier(uow, "coupe.csv", octets[:-17])
    vu = apercu(DemanderApercu(entier.id), uow)
    assert issues(vu) == [Issue.APPLICABLE, Issue.REFUSEE]
    assert codes(vu.lignes[1]) == {"retours.ligne_coupee"}
