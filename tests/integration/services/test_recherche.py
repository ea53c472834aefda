"""Finding a household whatever is typed; nothing typed is ever a query."""

from __future__ import annotations

import shutil
import string
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.domain.attachements import NatureAttachement
from app.domain.menages import Lien
from app.services import attachements, menages, reclamations
from app.services.annulation import AnnulerOperation, annuler
from app.services.ouverture import ouvrir
from app.services.recherche import Chercher, RaisonTrouve, chercher
from db.models import Personne, Reclamation
from db.uow import UnitOfWork
from tests import factories
from tests.conftest import AUJOURDHUI, CLE


@pytest.fixture(scope="module")
def cinq(base_vide: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnitOfWork]:
    """Five households that each have something hard to type; only read by the tests."""
    dossier = tmp_path_factory.mktemp("recherche")
    chemin = dossier / "cinq.voyette"
    shutil.copyfile(base_vide, chemin)
    clock = FixedClock(AUJOURDHUI)
    base = ouvrir(chemin, CLE, paths=Paths.sous(dossier), clock=clock, auteur="Test")
    _peupler(base.uow)
    yield base.uow
    base.engine.dispose()


def _peupler(uow: UnitOfWork) -> None:
    foyers = (
        ("Wójcik", "Jadwiga", "14", "Rue de Stockholm", "UG-0014", "0612345678"),
        ("D’Hondt", "Zoé", "8", "Rue d’Œuf", "UG-0008", "0698765432"),
        ("Benali", "Karim", "140", "Boulevard des Écoles", "UG-0140", "0321112233"),
        ("Kowalski", "Renée", "2", "Rue de l’Abbé-Lemire", "UG-0002", "0711223344"),
        ("Lefèvre-Dupont", "Anne-Marie", "3", "Rue de Stockholm", "UG-0003", "+48502111333"),
    )
    for nom, prenom, numero, voie, code_ug, tel in foyers:
        logement = factories.logement(uow, numero=numero, voie=voie, code_ug=code_ug)
        id_ = factories.menage(uow, nom, prenom, logement_id=logement, personne={"tel_mobile": tel})
        if nom == "Wójcik":
            factories.ecrire(
                uow,
                Personne(
                    id=uow.ids.new(), menage_id=id_, nom="Zając", prenom="Henryk",
                    lien=Lien.ASCENDANT,
                ),
            )  # fmt: skip


def _noms(uow: UnitOfWork, texte: str) -> list[str]:
    return [m.nom.split()[0] for m in chercher(Chercher(texte), uow)]


@pytest.mark.parametrize(
    ("texte", "premier", "raison"),
    [
        ("wojc", "Wójcik", RaisonTrouve.NOM),
        ("WÓJCIK", "Wójcik", RaisonTrouve.NOM),
        ("jadwiga woj", "Wójcik", RaisonTrouve.NOM),
        ("woj jadw", "Wójcik", RaisonTrouve.NOM),
        ("dhondt", "D’Hondt", RaisonTrouve.NOM),
        ("d'hon", "D’Hondt", RaisonTrouve.NOM),
        ("D HONDT", "D’Hondt", RaisonTrouve.NOM),
        ("lefevre dupont", "Lefèvre-Dupont", RaisonTrouve.NOM),
        ("lefevredup", "Lefèvre-Dupont", RaisonTrouve.NOM),
        ("ben ali", "Benali", RaisonTrouve.APPROCHANT),
        ("14 stockholm", "Wójcik", RaisonTrouve.ADRESSE),
        ("stockholm 14", "Wójcik", RaisonTrouve.ADRESSE),
        ("rue oeuf", "D’Hondt", RaisonTrouve.ADRESSE),
        ("rue d’œuf", "D’Hondt", RaisonTrouve.ADRESSE),
        ("bd ecoles", "Benali", RaisonTrouve.ADRESSE),
        ("abbe lem", "Kowalski", RaisonTrouve.ADRESSE),
        ("ug-0008", "D’Hondt", RaisonTrouve.UG),
        ("ug 0008", "D’Hondt", RaisonTrouve.UG),
        ("0612345678", "Wójcik", RaisonTrouve.TELEPHONE),
        ("06 12 34", "Wójcik", RaisonTrouve.TELEPHONE),
        ("06.12.34.56.78", "Wójcik", RaisonTrouve.TELEPHONE),
        ("+33 6 12 34 56 78", "Wójcik", RaisonTrouve.TELEPHONE),
        ("34 56 78", "Wójcik", RaisonTrouve.TELEPHONE),
        ("+48 502 111 333", "Lefèvre-Dupont", RaisonTrouve.TELEPHONE),
        ("zajac", "Wójcik", RaisonTrouve.PERSONNE),
        ("kowlaski", "Kowalski", RaisonTrouve.APPROCHANT),
        ("kowalsky", "Kowalski", RaisonTrouve.APPROCHANT),
        ("kowaski", "Kowalski", RaisonTrouve.APPROCHANT),
        ("kowallski", "Kowalski", RaisonTrouve.APPROCHANT),
        ("xowalski", "Kowalski", RaisonTrouve.APPROCHANT),
        ("okwalski", "Kowalski", RaisonTrouve.APPROCHANT),
        ("kowlas", "Kowalski", RaisonTrouve.APPROCHANT),
        ("renee kowalzki", "Kowalski", RaisonTrouve.APPROCHANT),
        ("stokholm", "Lefèvre-Dupont", RaisonTrouve.APPROCHANT),
    ],
)
def test_on_trouve(cinq: UnitOfWork, texte: str, premier: str, raison: RaisonTrouve) -> None:
    trouves = chercher(Chercher(texte), cinq)
    assert trouves
    assert trouves[0].nom.split()[0] == premier
    assert raison in trouves[0].raisons


@pytest.mark.parametrize("texte", ["14 rue abbe", "zzzz", "ug-9999", "wojcik benali", "%", "?"])
def test_on_ne_trouve_pas_n_importe_quoi(cinq: UnitOfWork, texte: str) -> None:
    attendu = 5 if not texte.strip("%?") else 0
    assert len(chercher(Chercher(texte), cinq)) == attendu


def test_un_numero_entier_ne_trouve_pas_ses_prolongements(cinq: UnitOfWork) -> None:
    assert _noms(cinq, "14 rue") == ["Wójcik"]
    assert set(_noms(cinq, "14")) >= {"Wójcik", "Benali"}


def test_la_personne_qui_a_fait_trouver_est_nommee(cinq: UnitOfWork) -> None:
    (trouve,) = chercher(Chercher("zaj"), cinq)
    assert trouve.precision == "Henryk Zając"


def test_le_mot_entier_d_abord_puis_la_visite_la_plus_recente(uow: UnitOfWork) -> None:
    martinez = factories.menage(uow, "Martinez")
    ancien = factories.menage(uow, "Martin")
    recent = factories.menage(uow, "Martin")
    factories.visite(uow, martinez, date(2026, 11, 20))
    factories.visite(uow, ancien, date(2026, 10, 1))
    factories.visite(uow, recent, date(2026, 11, 1))
    assert [m.id for m in chercher(Chercher("martin"), uow)] == [recent, ancien, martinez]
    assert [m.id for m in chercher(Chercher("mart"), uow)] == [martinez, recent, ancien]
    vides = chercher(Chercher("  "), uow)
    assert [m.id for m in vides] == [martinez, recent, ancien]
    assert vides[0].raisons == (RaisonTrouve.RECENT,)


def test_un_menage_se_trouve_par_ce_a_quoi_il_tient(uow: UnitOfWork) -> None:
    factories.menage(uow, "Kowalski", "Renée")
    id_ = factories.menage(uow)
    noter = attachements.NoterAttachement(
        id_, NatureAttachement.AMENAGEMENT, "Le pigeonnier de Henri", "au fond du jardin"
    )
    fait = attachements.noter(noter, uow)
    (trouve,) = chercher(Chercher("pigeon"), uow)
    assert (trouve.id, trouve.raisons) == (id_, (RaisonTrouve.ATTACHEMENT,))
    assert trouve.precision == "Le pigeonnier de Henri"
    (trouve,) = chercher(Chercher("wojcik pigeonnier"), uow)
    assert trouve.raisons == (RaisonTrouve.NOM, RaisonTrouve.ATTACHEMENT)
    assert fait.operation is not None
    annuler(AnnulerOperation(fait.operation), uow)
    assert chercher(Chercher("pigeon"), uow) == ()


def test_un_menage_se_trouve_par_la_reference_de_sa_reclamation(uow: UnitOfWork) -> None:
    factories.menage(uow, "Kowalski", "Renée")
    id_ = factories.menage(uow)
    ouvrir_ = reclamations.OuvrirReclamation(id_, "humidite", "Le mur est mouillé")
    reclamations.ouvrir(ouvrir_, uow)
    with uow.lecture() as session:
        reference = session.scalars(select(Reclamation.reference)).one()
    (trouve,) = chercher(Chercher(reference), uow)
    assert trouve.id == id_


def test_un_menage_fusionne_n_apparait_plus(uow: UnitOfWork) -> None:
    garde, absorbe = factories.menage(uow, "Benali"), factories.menage(uow, "Benaly")
    cmd = menages.FusionnerMenages(garde, absorbe, {"nom": menages.Cote.GARDE}, deux_logements=True)
    menages.fusionner(cmd, uow)
    assert [m.id for m in chercher(Chercher("benal"), uow)] == [garde]
    assert garde in [m.id for m in chercher(Chercher("benaly"), uow)]


def test_au_dela_de_beaucoup_les_plus_recents_restent_en_tete(uow: UnitOfWork) -> None:
    from db.models import Menage, Visite
    from db.queries import recherche as lecture

    nombre = lecture._BEAUCOUP + 40
    ids = [uow.ids.new() for _ in range(nombre)]
    with uow.ecriture("test.beaucoup") as tx:
        tx.session.add_all([Menage(id=id_, nom=f"Nowak{rang:03d}") for rang, id_ in enumerate(ids)])
        tx.session.flush()
        tx.session.add_all(
            [
                Visite(
                    id=uow.ids.new(), menage_id=id_, canal="telephone",
                    jour=date(2025, 1, 1) + timedelta(days=rang),
                )
                for rang, id_ in enumerate(ids)
            ]
        )  # fmt: skip
        tx.commit()
    trouves = chercher(Chercher("nowa", limite=5), uow)
    assert [m.id for m in trouves] == list(reversed(ids))[:5]
    exact = chercher(Chercher("nowak007", limite=5), uow)
    assert exact[0].id == ids[7]


SIGNES = st.text(
    alphabet=string.printable + "éœŁ’–“٣ض½²\u0301\u200b" + "%_\"*():^-'{}[]+~\\", max_size=40
)


@settings(max_examples=150)
@given(texte=SIGNES | st.text(max_size=30))
def test_tout_ce_qui_est_tape_est_du_texte(cinq: UnitOfWork, texte: str) -> None:
    trouves = chercher(Chercher(texte), cinq)
    assert len({m.menage_id for m in trouves}) == len(trouves) <= 5


@pytest.mark.parametrize(
    "texte",
    [
        'wojcik" OR "benali', "wojcik OR benali", "noms:benali", "NOT benali", "benali*",
        "^benali", "NEAR(wojcik benali)", "{noms}: benali", "-benali", "wojcik AND",
    ],
)  # fmt: skip
def test_la_syntaxe_de_l_index_ne_commande_rien(cinq: UnitOfWork, texte: str) -> None:
    noms = set(_noms(cinq, texte))
    mots = texte.lower()
    for nom in ("kowalski", "lefevre", "hondt"):
        assert nom in mots or not any(nom in n.lower() for n in noms)
    if "wojcik" in mots and "benali" in mots:
        assert noms == set()
