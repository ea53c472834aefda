"""Revision 0006 on a base of the fifth schema: exchanges come in, nothing else changes."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from app.core.changes import OperationId
from app.core.clock import FixedClock
from app.core.paths import Paths
from app.domain.reclamations import EtatReclamation
from app.domain.reclamations_delais import Horloge
from app.services import annulation, menages
from app.services import historique as histoire
from app.services.annulation import AnnulerOperation
from app.services.exports import destinations
from app.services.exports.destinations import (
    CreerDestination,
    GenreDestination,
    SaisieDestination,
)
from app.services.menages import LireFiche, PageMenages
from app.services.ouverture import ouvrir as ouvrir_base
from app.services.reclamations import lecture as reclamations
from app.services.reclamations.lecture import ListerReclamations
from app.services.securite import verification_journal
from db.engine import ouvrir
from db.migrate import migrer
from tests.conftest import AUJOURDHUI, CLE
from tests.migrations import ancienne as outils

AVANT, APRES = "0005", "0006"
NOUVELLES = {
    "cle_partenaire", "colis", "destination", "essai_envoi", "fichier_retour", "morceau_colis",
    "profil_envoi", "secret_local",
}  # fmt: skip


def test_la_base_a_des_lignes_partout_et_chaque_etat(moteur: Engine) -> None:
    """The tests below would be worth nothing on empty tables."""
    contenu = outils.contenu(moteur, outils.DERIVEES)
    assert not [table for table, lignes in contenu.items() if not lignes]
    assert len(contenu) > 80
    etats = {li["etat"] for li in contenu["reclamation"]}
    assert etats == {etat.value for etat in EtatReclamation}
    assert {li["horloge"] for li in contenu["reclamation"]} >= {h.value for h in Horloge}
    assert outils.etat(moteur, outils.DERIVEES)[2] == AVANT


def test_tout_ce_qui_etait_ecrit_se_retrouve_et_rien_d_autre(moteur: Engine) -> None:
    avant = outils.contenu(moteur, outils.DERIVEES)
    assert migrer(moteur, cible=APRES) is True
    apres = outils.contenu(moteur, outils.DERIVEES)
    assert set(apres) - set(avant) == NOUVELLES
    assert {nom: apres.pop(nom) for nom in NOUVELLES} == {nom: [] for nom in NOUVELLES}
    assert apres == avant
    with moteur.execution_options(lecture=True).connect() as connexion:
        assert not connexion.exec_driver_sql("PRAGMA foreign_key_check").all()
        assert connexion.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_une_base_migree_a_le_schema_d_une_neuve(moteur: Engine, tmp_path: Path) -> None:
    assert migrer(moteur) is True
    neuve = ouvrir(tmp_path / "neuve.voyette", CLE)
    migrer(neuve)
    assert outils.etat(moteur, outils.DERIVEES)[1] == outils.etat(neuve, outils.DERIVEES)[1]
    neuve.dispose()


def test_l_ouverture_refait_ce_qui_est_derive(ancienne: Path, tmp_path: Path) -> None:
    base = ouvrir_base(
        ancienne, CLE, paths=Paths.sous(tmp_path), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    uow = base.uow
    outils.verifier_derive(base, AUJOURDHUI.date())
    lues = reclamations.lister(ListerReclamations(), uow)
    assert {li.reference for li in lues} >= {"R-0008", "R-0014"}
    for ligne in menages.page(PageMenages(), uow):
        assert menages.fiche(LireFiche(ligne.id), uow) is not None
        assert histoire.du_menage(histoire.LireHistorique(ligne.id), uow).actions
    base.fermer()


def test_une_action_d_avant_s_annule_encore(ancienne: Path, tmp_path: Path) -> None:
    """The last state given to a complaint before the migration goes, its clock comes back."""
    base = ouvrir_base(
        ancienne, CLE, paths=Paths.sous(tmp_path), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    with base.engine.connect() as connexion:
        appareil, n, id_ = connexion.execute(
            text(
                "SELECT o.appareil_id, o.n, j.ligne_id FROM operation o JOIN journal j"
                " ON j.operation_num = o.num AND j.table_nom = 'reclamation'"
                " WHERE o.libelle = 'reclamation.changer_etat' ORDER BY o.num DESC LIMIT 1"
            )
        ).one()
        connexion.rollback()
        annulation.annuler(AnnulerOperation(OperationId(UUID(hex=appareil), n)), base.uow)
        etat, horloge = connexion.execute(
            text("SELECT etat, horloge FROM reclamation WHERE id = :id"), {"id": id_}
        ).one()
        connexion.rollback()
        assert verification_journal.verifier(connexion).total == 0
    assert (etat, horloge) == ("faite", None)
    base.fermer()


def test_les_echanges_s_y_ecrivent_avec_leur_histoire(ancienne: Path, tmp_path: Path) -> None:
    """The journal keeps what was done, and never what opens a destination."""
    base = ouvrir_base(
        ancienne, CLE, paths=Paths.sous(tmp_path), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    saisie = SaisieDestination("Serveur", GenreDestination.SFTP, "exemple.fr", utilisateur="u")
    destinations.creer(CreerDestination(saisie, secret="Sesame4821"), base.uow)
    with base.engine.connect() as connexion:
        tables = connexion.execute(
            text(
                "SELECT table_nom FROM journal WHERE operation_num = (SELECT max(num) FROM"
                " operation)"
            )
        ).scalars()
        assert list(tables) == ["destination"]
        assert connexion.execute(text("SELECT count(*) FROM secret_local")).scalar() == 1
        assert verification_journal.verifier(connexion).total == 0
        connexion.rollback()
    base.fermer()


def test_redescendre_retire_les_echanges_et_eux_seuls(moteur: Engine) -> None:
    avant = outils.etat(moteur, outils.DERIVEES)
    assert migrer(moteur, cible=APRES) is True
    with moteur.begin() as connexion:
        connexion.execute(text("UPDATE operation_courante SET num = 1"))
        connexion.execute(
            text(
                "INSERT INTO destination (id, nom, genre, adresse)"
                " VALUES (:id, 'D', 'dossier', '/')"
            ),
            {"id": "1" * 32},
        )
        connexion.execute(text("DELETE FROM journal WHERE table_nom = 'destination'"))
        connexion.execute(text("UPDATE operation_courante SET num = NULL"))
    assert migrer(moteur, cible=AVANT) is True
    assert outils.etat(moteur, outils.DERIVEES) == avant
    assert migrer(moteur) is True


def test_une_panne_au_milieu_laisse_le_cinquieme_schema(moteur: Engine, ordres: int) -> None:
    assert ordres > 20
    outils.eprouver_pannes(moteur, APRES, ordres, 12)


@pytest.mark.parametrize("part", [0.3, 1.0])
def test_un_arret_brutal_au_milieu_laisse_le_cinquieme_schema(
    ancienne: Path, ordres: int, part: float
) -> None:
    outils.eprouver_arret(ancienne, APRES, max(1, round(part * ordres)))
