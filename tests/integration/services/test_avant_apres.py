"""Money and energy before and after: recording, reading, printing, the figures of an estate."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import text

from app.core.errors import AppError
from app.domain.apres import Energie, MomentLoyer, SourceConso, SourceLoyer
from app.domain.logements import NatureOccupation
from app.domain.menages import Role
from app.domain.partage import Destinataire
from app.domain.receptions import ResultatReception
from app.services import avant_apres, energies, menages, quittances, referents
from app.services.annulation import AnnulerOperation, annuler
from app.services.avant_apres import LireAvantApres, LireSynthese, Origine, Remarque
from app.services.avant_apres_papier import (
    ImprimerMenage,
    ImprimerSynthese,
    imprimer_menage,
    imprimer_synthese,
)
from app.services.documents.partage import est_permis
from app.services.energies import AccepterSuivi, CorrigerConso, NoterConso, RetirerAccord
from app.services.menages import ModifierMenage
from app.services.quittances import CorrigerQuittance, NoterQuittance, RetirerQuittance
from app.services.referents import AffecterReferent
from db.models import Logement, Occupation, Reception, Tranche
from db.queries.avant_apres import ConsoFiche, QuittanceFiche, VolontaireFiche
from db.queries.fiche import lire_fiche
from db.queries.fil import lire_fil
from db.uow import UnitOfWork
from tests import factories
from tests.compteur import CompteurSql

AVANT, APRES = MomentLoyer.AVANT, MomentLoyer.APRES
DEPART, RETOUR = date(2025, 9, 1), date(2025, 10, 1)


def lire(uow: UnitOfWork, menage_id: UUID) -> avant_apres.AvantApres:
    return avant_apres.lire(LireAvantApres(menage_id), uow)


def noter(
    uow: UnitOfWork, menage_id: UUID, moment: MomentLoyer, le: date, **champs: object
) -> UUID:
    fixes = {"moment": moment, "le": le, "source": SourceLoyer.QUITTANCE}
    changes = quittances.noter(NoterQuittance(menage_id, {**fixes, **champs}), uow)
    assert changes.principal is not None
    return changes.principal


def facture(
    uow: UnitOfWork, menage_id: UUID, du: date, au: date, kwh: object, montant: object, **c: object
) -> UUID:
    fixes = {"energie": Energie.GAZ, "source": SourceConso.FACTURE}
    champs = {**fixes, "du": du, "au": au, "kwh": kwh, "montant": montant, **c}
    changes = energies.noter(NoterConso(menage_id, champs), uow)
    assert changes.principal is not None
    return changes.principal


@pytest.fixture
def menage(uow: UnitOfWork) -> UUID:
    """Came back on 1 October 2025 to the home it had left on 1 September: a short works."""
    logement = factories.logement(uow, surface=Decimal(70), annee=1932, nb_pieces=3)
    tiroir = factories.logement(uow)
    id_ = factories.menage(uow, logement_id=logement, loyer=Decimal(300), charges=Decimal(50),
                           apl=Decimal(100), loyer_date=date(2025, 5, 1),
                           ressources=Decimal(1500), ressources_date=date(2025, 5, 1))  # fmt: skip
    factories.ecrire(
        uow,
        Occupation(id=uow.ids.new(), menage_id=id_, logement_id=tiroir,
                   nature=NatureOccupation.TIROIR, debut=DEPART, fin=RETOUR),
    )  # fmt: skip
    return id_


@pytest.fixture
def complet(uow: UnitOfWork, menage: UUID) -> UUID:
    """Everything noted: both rents, an agreement, a year of gas on each side."""
    noter(uow, menage, AVANT, date(2025, 8, 1), loyer="300", charges="50", apl="100",
          ressources="1500")  # fmt: skip
    noter(uow, menage, APRES, date(2025, 12, 1), loyer="340,50", charges="40", apl="110",
          troisieme_ligne="15", ressources="1520", precision="lu avec elle")  # fmt: skip
    energies.accepter(AccepterSuivi(menage, accord_le=date(2025, 6, 1)), uow)
    facture(uow, menage, date(2024, 8, 1), date(2025, 8, 1), "14600", "1460", dju=2400)
    facture(uow, menage, date(2025, 10, 1), date(2026, 10, 1), "7300", "900", dju=2300)
    return menage


def test_both_sides_are_told_with_their_sources(uow: UnitOfWork, complet: UUID) -> None:
    lu = lire(uow, complet)
    assert (lu.depart_le, lu.retour_le) == (DEPART, RETOUR)
    assert (lu.avant.reste, lu.apres.reste) == (Decimal(250), Decimal("270.50"))
    assert lu.apres.reste_avec == Decimal("285.50")
    assert (lu.ecarts.reste, lu.ecarts.reste_avec) == (Decimal("20.50"), Decimal("35.50"))
    assert (lu.avant.taux, lu.apres.taux) == (Decimal("0.1667"), Decimal("0.1780"))
    assert lu.avant.montants.source is SourceLoyer.QUITTANCE
    assert (lu.comparaison.kwh_an, lu.comparaison.euros_an) == (-7300, -560)
    assert (lu.energie_avant.kwh_m2, lu.energie_apres.kwh_m2) == (209, 104)
    assert lu.remarques == ()  # 15 € is what a home of three rooms from 1932 pays
    assert not lu.rien


def test_the_households_own_record_stands_for_before(uow: UnitOfWork, menage: UUID) -> None:
    lu = lire(uow, menage)
    assert lu.avant.origine is Origine.FICHE
    assert (lu.avant.reste, lu.avant.montants.le) == (Decimal(250), date(2025, 5, 1))
    assert lu.avant.taux == Decimal("0.1667")
    assert lu.apres.origine is None
    assert lu.ecarts.reste is None


def test_a_household_that_never_left_is_parted_by_the_works(uow: UnitOfWork) -> None:
    cite_id = factories.cite(uow)
    tranche_id, logement_id = uow.ids.new(), uow.ids.new()
    factories.ecrire(
        uow,
        Tranche(id=tranche_id, cite_id=cite_id, nom="T1", debut_travaux=date(2025, 3, 1),
                reception=date(2025, 9, 1)),
        Logement(id=logement_id, cite_id=cite_id, tranche_id=tranche_id, code_ug="OCCUPE1"),
    )  # fmt: skip
    id_ = factories.menage(
        uow, logement_id=logement_id, loyer=Decimal(300), loyer_date=date(2025, 2, 1)
    )
    lu = lire(uow, id_)
    assert (lu.depart_le, lu.retour_le) == (date(2025, 3, 1), date(2025, 9, 1))
    assert lu.avant.origine is Origine.FICHE
    factories.ecrire(
        uow,
        Reception(id=uow.ids.new(), logement_id=logement_id, le=date(2025, 10, 15),
                  resultat=ResultatReception.SANS_RESERVE),
    )  # fmt: skip
    assert lire(uow, id_).retour_le == date(2025, 10, 15)  # its own réception, once it has one


def test_the_third_line_is_remarked_upon(uow: UnitOfWork, complet: UUID) -> None:
    ligne = lire(uow, complet).apres.montants.id
    assert ligne is not None
    quittances.corriger(CorrigerQuittance(ligne, {"troisieme_ligne": "45"}), uow)
    (constat,) = lire(uow, complet).remarques
    assert (constat.quoi, constat.valeur) == (Remarque.FORFAIT, Decimal(15))


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"le": date(2026, 11, 25)}, "quittance.futur"),
        ({"moment": APRES, "le": date(2028, 11, 25)}, "quittance.trop_loin"),
        ({"loyer": "", "charges": None}, "quittance.vide"),
        ({"moment": None}, "saisie.obligatoire"),
        ({"source": "ragots"}, "saisie.choix"),
        ({"loyer": "-3"}, "saisie.nombre"),
        ({"loyer": "trois cents"}, "saisie.nombre"),
        ({"precision": "1 85 05 59 123 456 78"}, "saisie.nir"),
    ],
)
def test_quittances_that_cannot_be(
    uow: UnitOfWork, menage: UUID, champs: dict[str, object], code: str
) -> None:
    fixes: dict[str, object] = {
        "moment": AVANT, "le": date(2025, 8, 1), "source": SourceLoyer.QUITTANCE, "loyer": "300",
    }  # fmt: skip
    with pytest.raises(AppError) as refus:
        quittances.noter(NoterQuittance(menage, fixes | champs), uow)
    assert refus.value.code == code
    assert lire(uow, menage).quittances == ()


def test_the_same_quittance_twice_is_refused(uow: UnitOfWork, menage: UUID) -> None:
    un = noter(uow, menage, AVANT, date(2025, 8, 1), loyer="300")
    deux = noter(uow, menage, AVANT, date(2025, 8, 2), loyer="300")
    with pytest.raises(AppError) as refus:
        noter(uow, menage, AVANT, date(2025, 8, 1), loyer="310")
    assert refus.value.code == "quittance.deja"
    with pytest.raises(AppError) as refus:
        quittances.corriger(CorrigerQuittance(deux, {"le": date(2025, 8, 1)}), uow)
    assert refus.value.code == "quittance.deja"
    assert quittances.corriger(CorrigerQuittance(un, {"loyer": "300"}), uow).operation is None


def test_every_write_can_be_undone(uow: UnitOfWork, menage: UUID) -> None:
    def defaire(changes: object) -> None:
        annuler(AnnulerOperation(changes.operation), uow)  # type: ignore[attr-defined]

    id_ = noter(uow, menage, AVANT, date(2025, 8, 1), loyer="310")
    corrige = quittances.corriger(CorrigerQuittance(id_, {"loyer": "999"}), uow)
    assert lire(uow, menage).avant.montants.loyer == Decimal(999)
    defaire(corrige)
    assert lire(uow, menage).avant.montants.loyer == Decimal(310)
    defaire(quittances.retirer(RetirerQuittance(id_), uow))
    assert len(lire(uow, menage).quittances) == 1
    accord = energies.accepter(AccepterSuivi(menage), uow)
    facture(uow, menage, date(2024, 8, 1), date(2025, 8, 1), "1000", None)
    assert accord.principal is not None
    retrait = energies.retirer_accord(RetirerAccord(accord.principal, effacer=True), uow)
    assert lire(uow, menage).consos == ()
    defaire(retrait)
    lu = lire(uow, menage)
    assert lu.volontaire is not None
    assert len(lu.consos) == 1


def test_energy_needs_an_agreement_and_stops_with_it(uow: UnitOfWork, complet: UUID) -> None:
    autre = factories.menage(uow, "Benali", "Karim")
    with pytest.raises(AppError) as refus:
        facture(uow, autre, date(2024, 8, 1), date(2025, 8, 1), "1000", None)
    assert refus.value.code == "energie.sans_accord"
    volontaire = lire(uow, complet).volontaire
    assert volontaire is not None
    energies.retirer_accord(RetirerAccord(volontaire.id), uow)
    lu = lire(uow, complet)
    assert len(lu.consos) == 2  # kept, since nobody asked to erase them…
    assert lu.energie_avant.energies == ()  # … and used for nothing
    with pytest.raises(AppError) as refus:
        energies.corriger(CorrigerConso(lu.consos[0].id, {"kwh": "5"}), uow)
    assert refus.value.code == "energie.sans_accord"
    energies.retirer(energies.RetirerConso(lu.consos[0].id), uow)
    assert len(lire(uow, complet).consos) == 1


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"au": date(2024, 8, 1)}, "energie.dates"),
        ({"au": date(2027, 1, 1)}, "energie.futur"),
        ({"kwh": None}, "energie.vide"),
        ({"du": None}, "saisie.obligatoire"),
        ({"dju": "beaucoup"}, "saisie.nombre"),
        ({}, "energie.deja"),
    ],
)
def test_bills_that_cannot_be(
    uow: UnitOfWork, complet: UUID, champs: dict[str, object], code: str
) -> None:
    fixes: dict[str, object] = {
        "energie": Energie.GAZ, "source": SourceConso.FACTURE, "kwh": "10",
        "du": date(2024, 8, 1), "au": date(2025, 8, 1),
    }  # fmt: skip
    with pytest.raises(AppError) as refus:
        energies.noter(NoterConso(complet, fixes | champs), uow)
    assert refus.value.code == code
    assert len(lire(uow, complet).consos) == 2


def test_agreements_that_cannot_be(uow: UnitOfWork, complet: UUID) -> None:
    with pytest.raises(AppError) as refus:
        energies.accepter(AccepterSuivi(complet), uow)
    assert refus.value.code == "energie.deja_volontaire"
    autre = factories.menage(uow, "Benali", "Karim")
    with pytest.raises(AppError) as refus:
        energies.accepter(AccepterSuivi(autre, accord_le=date(2026, 12, 1)), uow)
    assert refus.value.code == "energie.accord_futur"
    volontaire = lire(uow, complet).volontaire
    assert volontaire is not None
    with pytest.raises(AppError) as refus:
        energies.retirer_accord(RetirerAccord(volontaire.id, date(2020, 1, 1)), uow)
    assert refus.value.code == "energie.retrait"
    energies.retirer_accord(RetirerAccord(volontaire.id), uow)
    with pytest.raises(AppError) as refus:
        energies.retirer_accord(RetirerAccord(volontaire.id), uow)
    assert refus.value.code == "energie.deja_retire"


def test_resources_and_energy_never_reach_the_bailleur() -> None:
    """The classes say it, column by column (promise 24)."""
    bailleur, au_menage = Destinataire.BAILLEUR, Destinataire.MENAGE
    assert not est_permis(QuittanceFiche, "ressources", bailleur)
    assert not est_permis(QuittanceFiche, "precision", bailleur)
    assert est_permis(QuittanceFiche, "loyer", bailleur)
    for type_ in (ConsoFiche, VolontaireFiche):
        for champ in fields(type_):
            assert not est_permis(type_, champ.name, bailleur) or champ.name == "id", champ.name
    for champ_ in ("loyer", "charges", "apl", "troisieme_ligne", "ressources", "le", "source"):
        assert est_permis(QuittanceFiche, champ_, au_menage)
    for champ_ in ("energie", "du", "au", "kwh", "montant"):
        assert est_permis(ConsoFiche, champ_, au_menage)


def test_a_household_is_found_by_its_contract(uow: UnitOfWork) -> None:
    id_ = factories.menage(uow, numero_contrat="L/12 345")
    assert avant_apres.du_contrat(" L/12 345 ", uow) == id_
    assert avant_apres.du_contrat("inconnu", uow) is None
    factories.menage(uow, "Benali", "Karim", numero_contrat="L/12 345")
    assert avant_apres.du_contrat("L/12 345", uow) is None


# ---- paper -------------------------------------------------------------------------------------


def texte_de(fichier: Path) -> str:
    lu = PdfReader(fichier)
    return " ".join(" ".join(p.extract_text() for p in lu.pages).split())


def test_one_page_the_tenant_reads(uow: UnitOfWork, complet: UUID, tmp_path: Path) -> None:
    fait = imprimer_menage(ImprimerMenage(complet, tmp_path / "papier"), uow)
    assert fait.pages == 1
    lu = texte_de(fait.fichier).replace("\xa0", " ").replace("\u202f", " ")
    for attendu in (
        "Wójcik Jadwiga", "Chaque mois, vous payez 35,50 € de plus qu’avant.", "340,50 €",
        "En un an, vous dépensez environ 560 € de moins qu’avant pour l’énergie.",
        "avant, quittance, le 01/08/2025", "après, quittance, le 01/12/2025", "14 600 kWh",
        "Sur 100 € qui entrent, 19 € vont à votre logement ; avant, c’était 17 €.",
    ):  # fmt: skip
        assert attendu in lu, attendu
    assert "lu avec elle" not in lu
    with uow.lecture() as session:
        envois = session.execute(text("SELECT quoi, destinataire FROM envoi")).all()
    assert envois == [("avant_apres", "menage")]


def test_a_rent_to_come_is_never_told_as_paid(
    uow: UnitOfWork, complet: UUID, tmp_path: Path
) -> None:
    """Announced beside what is paid, then alone: screen, page of the tenant, sheet, chronology."""
    des = date(2027, 1, 1)
    noter(uow, complet, APRES, des, loyer="390", charges="40", apl="110", troisieme_ligne="15")
    lu = lire(uow, complet)
    assert lu.apres.montants.loyer == Decimal("340.50")
    assert Remarque.AUTRE_A_VENIR in {r.quoi for r in lu.remarques}
    (paye,) = [q.id for q in lu.quittances if q.moment is APRES and q.le < des]
    quittances.retirer(RetirerQuittance(paye), uow)
    seul = texte_de(imprimer_menage(ImprimerMenage(complet, tmp_path), uow).fichier)
    seul = seul.replace("\xa0", " ").replace("\u202f", " ")
    for attendu in (
        "À compter du 01/01/2027, vous paierez chaque mois 85,00 € de plus qu’avant.",
        "après, quittance, à compter du 01/01/2027",
        "Avant, sur 100 € qui entraient, 17 € allaient à votre logement.",
    ):
        assert attendu in seul, attendu
    assert "vous payez" not in seul
    with uow.lecture() as session:
        fiche = lire_fiche(session, complet, uow.clock.today())
        assert fiche is not None
        assert fiche.quittances[0].le == des
        assert des not in {e.jour for e in lire_fil(session, fiche).entrees}


def test_what_nobody_knows_is_written_so(uow: UnitOfWork, menage: UUID, tmp_path: Path) -> None:
    noter(uow, menage, APRES, date(2025, 12, 1), loyer="340,50")
    fait = imprimer_menage(ImprimerMenage(menage, tmp_path), uow)
    lu = texte_de(fait.fichier)
    assert lu.count("non connu") >= 5
    assert "On ne peut pas encore comparer." in lu
    assert (
        "Il manque, après : les charges, l’aide au logement et la part pour les économies"
        " d’énergie." in lu
    )
    assert " 0,00" not in lu


def test_it_stays_one_page_whatever_is_missing(
    uow: UnitOfWork, menage: UUID, tmp_path: Path
) -> None:
    """A long name, three people to call, nothing known but a rent, energy that cannot be told."""
    nom = "Wojciechowska-Vandenbroucke Marie-Madeleine et Jean-Christophe-Alexandre"
    menages.modifier(ModifierMenage(menage, {"nom": nom, "charges": "", "apl": ""}), uow)
    for i in range(3):
        qui = factories.intervenant(
            uow, f"Delannoy-Quelqu’un {i}", telephone="0321000000", organisme="Équipe de la cité"
        )
        referents.affecter(AffecterReferent(menage, qui, list(Role)[i], None, False), uow)
    energies.accepter(AccepterSuivi(menage, accord_le=date(2025, 6, 1)), uow)
    for energie in Energie:
        facture(uow, menage, date(2025, 1, 1), date(2025, 2, 1), "10", None, energie=energie)
    fait = imprimer_menage(ImprimerMenage(menage, tmp_path), uow)
    assert fait.pages == 1
    lu = texte_de(fait.fichier)
    assert "On ne peut pas encore comparer." in lu
    assert "Delannoy" in lu


def test_nothing_known_prints_nothing(uow: UnitOfWork, tmp_path: Path) -> None:
    id_ = factories.menage(uow)
    with pytest.raises(AppError) as refus:
        imprimer_menage(ImprimerMenage(id_, tmp_path), uow)
    assert refus.value.code == "avant_apres.rien"
    assert list(tmp_path.glob("*.pdf")) == []


# ---- an estate ---------------------------------------------------------------------------------


@pytest.fixture
def cite(uow: UnitOfWork) -> UUID:
    """Twelve households: nine whose rent is known, three of them dearer than 400 €."""
    id_ = factories.cite(uow, nom="Cité du Moulin")
    for i in range(12):
        logement = factories.logement(uow, cite_id=id_)
        loyer = None if i > 8 else Decimal(450 if i < 3 else 180)
        factories.menage(
            uow, f"Essai{i}", "Anne", logement_id=logement, loyer=loyer, charges=Decimal(0),
            apl=Decimal(0), loyer_date=date(2025, 5, 1), ressources=Decimal(1000),
            ressources_date=date(2025, 5, 1),
        )  # fmt: skip
    return id_


def test_small_cells_of_an_estate_are_hidden(uow: UnitOfWork, cite: UUID) -> None:
    lue = avant_apres.resumer_cite(LireSynthese(cite, 5), uow)
    avant, apres = lue.reste
    assert lue.menages == 12
    assert (avant.connus, avant.inconnus) == (9, 3)
    assert avant.effectifs == (0, None, 0, 0, None, 0)  # 6 and 3: neither may be told
    assert avant.mediane is None
    assert lue.masques
    assert (apres.connus, apres.inconnus) == (0, 12)
    assert lue.taux is not None
    assert lue.energie is not None
    assert lue.energie.volontaires == 0


def test_the_bailleur_gets_neither_resources_nor_energy(
    uow: UnitOfWork, cite: UUID, tmp_path: Path
) -> None:
    lue = avant_apres.resumer_cite(LireSynthese(cite, 11, bailleur=True), uow)
    assert (lue.taux, lue.energie) == (None, None)
    fait = imprimer_synthese(ImprimerSynthese(cite, tmp_path, 11, bailleur=True), uow)
    lu = texte_de(fait.fichier)
    assert "Reste à charge" in lu
    for mot in ("effort", "ressources", "nergie", "Essai"):
        assert mot not in lu, mot
    with uow.lecture() as session:
        assert session.execute(text("SELECT destinataire FROM envoi")).scalars().all() == [
            "bailleur"
        ]


def test_the_team_gets_the_paper_with_what_is_hidden(
    uow: UnitOfWork, cite: UUID, tmp_path: Path
) -> None:
    lu = texte_de(imprimer_synthese(ImprimerSynthese(cite, tmp_path, 5), uow).fichier)
    for attendu in (
        "12 ménages dans la cité", "masqué", "Chiffres connus 9 sur 12", "Taux d’effort",
        "aucun ménage volontaire", "moins de 5 ménages",
    ):  # fmt: skip
        assert attendu in lu, attendu


def test_an_empty_estate_prints_nothing(uow: UnitOfWork, tmp_path: Path) -> None:
    vide = factories.cite(uow)
    with pytest.raises(AppError) as refus:
        imprimer_synthese(ImprimerSynthese(vide, tmp_path, 5), uow)
    assert refus.value.code == "avant_apres.cite_vide"


def test_reads_do_not_grow_with_the_estate(
    uow: UnitOfWork,
    cite: UUID,
    compteur_sql: Callable[[], AbstractContextManager[CompteurSql]],
) -> None:
    with compteur_sql() as avant:
        avant_apres.resumer_cite(LireSynthese(cite, 5), uow)
    factories.menage(uow, logement_id=factories.logement(uow, cite_id=cite))
    with compteur_sql() as apres:
        avant_apres.resumer_cite(LireSynthese(cite, 5), uow)
    assert len(avant.enonces) == len(apres.enonces) <= 8


def test_a_volunteer_who_left_counts_no_more(uow: UnitOfWork, complet: UUID) -> None:
    with uow.lecture() as session:
        cite_id = UUID(hex=session.execute(text("SELECT cite_id FROM menage_resume")).scalar_one())
    lue = avant_apres.resumer_cite(LireSynthese(cite_id, 1), uow)
    assert lue.energie is not None
    assert lue.energie.volontaires == 1
    assert lue.energie.kwh_m2[0].connus == 1
    volontaire = lire(uow, complet).volontaire
    assert volontaire is not None
    energies.retirer_accord(RetirerAccord(volontaire.id), uow)
    sans = avant_apres.resumer_cite(LireSynthese(cite_id, 1), uow).energie
    assert sans is not None
    assert sans.volontaires == 0
