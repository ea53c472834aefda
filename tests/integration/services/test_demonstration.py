"""The fictitious estate: it lives the whole journey, and the same seed tells the same story."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import text

from app.core.clock import FixedClock, IdFactory
from app.core.paths import Paths
from app.domain.reclamations import EtatReclamation
from app.services.demonstration import ConstruireDemonstration, construire
from app.services.ouverture import BaseOuverte, ouvrir
from db import derive
from db.journal import tables_journalisees
from tests.conftest import AUJOURDHUI, CLE

JOUR = date(2026, 11, 24)
MENAGES = 26
Batir = Callable[[str], BaseOuverte]


@pytest.fixture(scope="module")
def batir(base_vide: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Batir]:
    """Build the estate in a new base of that name."""
    dossier = tmp_path_factory.mktemp("demonstration")
    ouvertes: list[BaseOuverte] = []

    def faire(nom: str) -> BaseOuverte:
        chemin = dossier / f"{nom}.voyette"
        shutil.copyfile(base_vide, chemin)
        clock = FixedClock(AUJOURDHUI)
        paths = Paths.sous(dossier / nom)
        base = ouvrir(
            chemin, CLE, paths=paths, clock=clock, auteur="Test", ids=IdFactory.seeded(clock, 3)
        )
        ouvertes.append(base)
        construire(ConstruireDemonstration(jour=JOUR, menages=MENAGES), base.uow)
        return base

    yield faire
    for base in ouvertes:
        base.engine.dispose()


@pytest.fixture(scope="module")
def cite(batir: Batir) -> BaseOuverte:
    return batir("une")


def compte(base: BaseOuverte, sql: str) -> int:
    with base.uow.lecture() as session:
        return int(session.execute(text(sql)).scalar_one())


@pytest.mark.parametrize(
    "sql",
    [
        "pratique WHERE etat = 'faite'",
        "pratique WHERE etat = 'declinee' AND precision IS NOT NULL",
        "attachement",
        "decision_attachement WHERE dit_le IS NOT NULL",
        "photo JOIN contenu ON contenu.id = photo.contenu_id",
        "engagement WHERE etat = 'tenu'",
        "engagement WHERE etat = 'deplace' AND raison IS NOT NULL",
        "changement_calendrier",
        "annonce WHERE dite_le IS NOT NULL",
        "annonce WHERE changement_id IS NOT NULL AND dite_le IS NULL",
        "contact_cite",
        "parcours_ajustement",
        "besoin WHERE repondu_le IS NOT NULL",
        "temoin",
        "cloture WHERE rouvert_le IS NULL",
        "cloture WHERE rouvert_le IS NOT NULL",
        "document",
        "attention_pause",
        "campagne WHERE moment = 'avant' AND close_le IS NOT NULL",
        "campagne WHERE moment = 'avant' AND close_le IS NULL",
        "campagne_menage WHERE etat = 'faite'",
        "enquete JOIN campagne c ON c.id = campagne_id WHERE c.moment = 'apres'",
        "enquete_piece",
        "menage_parcours WHERE score > 0",
        "menage_parcours WHERE fait > 0",
        "tranche WHERE debut_travaux IS NOT NULL AND fin_travaux IS NOT NULL",
        "tranche WHERE debut_travaux > '2026-11-24' AND marge_jours > 0",
        "demenagement WHERE etat = 'fait' AND jour <= '2026-11-24'",
        "demenagement WHERE etat = 'prevu' AND jour > '2026-11-24' AND equipe_id IS NOT NULL",
        "demenagement WHERE etat = 'confirme'",
        "point_demenagement",
        "equipe WHERE genre = 'pilotes'",
        "charte_relogement",
        "besoins_relogement WHERE plain_pied",
        "trajectoire",
        "proposition",
        "lien_menages",
        "indisponibilite WHERE cite_id IS NOT NULL",
        "logement WHERE x IS NOT NULL AND plain_pied IS NOT NULL",
        *(f"reclamation WHERE etat = '{etat}'" for etat in EtatReclamation),
        "reclamation WHERE urgence = 'immediate' AND securisee_a IS NOT NULL",
        "reclamation WHERE rouvertures > 0",
        "reclamation WHERE nature = 'reserve' AND menage_id IS NULL AND etat = 'recue'",
        "reclamation WHERE nature = 'reserve' AND motif_cloture = 'reserve_levee'",
        "reclamation WHERE echeance < '2026-11-24' AND responsable_id IS NOT NULL",
        "reclamation JOIN dossier_collectif d ON d.id = dossier_id",
        "passage_reclamation WHERE etat = 'manque_entreprise'",
        "passage_reclamation WHERE etat = 'accepte' AND jour >= '2026-11-20'",
        "echange_reclamation WHERE genre = 'relance'",
        "photo_defaut JOIN contenu ON contenu.id = photo_defaut.contenu_id",
        "responsable WHERE genre = 'commune'",
        "reception WHERE levees_le IS NOT NULL",
        "etat_des_lieux WHERE signe_le IS NOT NULL",
        "prise_en_main WHERE moment = 'retour' AND etat = 'faite'",
        "prise_en_main WHERE moment = 'hiver' AND etat = 'prevue'",
        "point_prise_en_main WHERE etat = 'a_revoir'",
        "quittance WHERE moment = 'apres' AND troisieme_ligne IS NOT NULL",
        "conso_energie c JOIN volontaire_energie v ON v.menage_id = c.menage_id",
        "soutien_retour WHERE action_id IS NOT NULL",
        "action_collective WHERE genre = 'autonome'",
    ],
)
def test_toute_l_histoire_est_racontee(cite: BaseOuverte, sql: str) -> None:
    assert compte(cite, f"SELECT count(*) FROM {sql}") > 0


def test_les_lignes_derivees_sont_justes(cite: BaseOuverte) -> None:
    lignes = "SELECT * FROM menage_parcours ORDER BY menage_id"
    with cite.engine.connect() as connexion:
        avant = connexion.execute(text(lignes)).all()
        derive.tout(connexion, cite.uow.accompagnement, JOUR)
        assert connexion.execute(text(lignes)).all() == avant
        connexion.rollback()


def test_rien_n_arrive_apres_le_jour_dit(cite: BaseOuverte) -> None:
    for table, colonne in (
        ("pratique", "le"),
        ("decision_attachement", "decidee_le"),
        ("annonce", "dite_le"),
        ("cloture", "le"),
        ("visite", "jour"),
        ("suivi_reclamation", "le"),
        ("echange_reclamation", "le"),
        ("reception", "le"),
        ("etat_des_lieux", "le"),
        ("prise_en_main", "faite_le"),
        ("quittance", "le"),
        ("conso_energie", "au"),
    ):
        assert compte(cite, f"SELECT count(*) FROM {table} WHERE {colonne} > '2026-11-24'") == 0


def test_une_reclamation_est_la_ou_son_histoire_s_arrete(cite: BaseOuverte) -> None:
    assert compte(
        cite,
        "SELECT count(*) FROM reclamation r WHERE etat <> (SELECT s.etat FROM suivi_reclamation s"
        " WHERE s.reclamation_id = r.id ORDER BY s.id DESC LIMIT 1)",
    ) == 0  # fmt: skip
    assert compte(cite, "SELECT count(*) FROM suivi_reclamation") > compte(
        cite, "SELECT count(*) FROM reclamation"
    )


def test_la_meme_graine_raconte_la_meme_histoire(cite: BaseOuverte, batir: Batir) -> None:
    autre = batir("deux")
    for table in tables_journalisees():
        # Which device did it is told there: it differs, and nothing else.
        if table.name in ("import_lot", "reglage"):
            continue
        requete = table.select().order_by(table.c.id)
        with cite.uow.lecture() as une, autre.uow.lecture() as deux:
            assert une.execute(requete).all() == deux.execute(requete).all(), table.name
    assert compte(cite, "SELECT count(*) FROM contenu") == compte(
        autre, "SELECT count(*) FROM contenu"
    )
