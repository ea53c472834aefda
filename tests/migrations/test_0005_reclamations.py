"""Revision 0005 on a base of the fourth schema: every value stays, states get their new names."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from app.core.changes import OperationId
from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services import annulation, menages
from app.services import historique as histoire
from app.services.annulation import AnnulerOperation
from app.services.menages import LireFiche, PageMenages
from app.services.ouverture import BaseOuverte
from app.services.ouverture import ouvrir as ouvrir_base
from app.services.securite import verification_journal
from db.engine import ouvrir
from db.migrate import migrer
from tests.conftest import AUJOURDHUI, CLE
from tests.migrations import ancienne as outils

AVANT, APRES = "0004", "0005"
NOUVEAUX = {
    "R-0001": ("transmise", None, None),
    "R-0002": ("recue", None, None),
    "R-0003": ("transmise", None, None),
    "R-0004": ("planifiee", None, None),
    "R-0005": ("close", "2026-11-21", "autre"),
    "R-0006": ("rejetee", "2026-11-21", None),
    "R-0007": ("transmise", None, None),
}
_ETATS = "SELECT reference, etat, close_le, motif_cloture FROM reclamation ORDER BY reference"


@pytest.fixture
def base(ancienne: Path, tmp_path: Path) -> Iterator[BaseOuverte]:
    """That base opened by the app of today, which brings it to the schema of today."""
    ouverte = ouvrir_base(
        ancienne, CLE, paths=Paths.sous(tmp_path), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    yield ouverte
    ouverte.fermer()


def _lire(engine: Engine, sql: str) -> list[tuple[object, ...]]:
    with engine.execution_options(lecture=True).connect() as connexion:
        return [tuple(li) for li in connexion.exec_driver_sql(sql)]


def test_la_base_a_des_lignes_partout_et_chaque_ancien_etat(moteur: Engine) -> None:
    """The tests below would be worth nothing on empty tables."""
    contenu = outils.contenu(moteur, outils.DERIVEES)
    assert not [table for table, lignes in contenu.items() if not lignes]
    assert len(contenu) > 60
    assert {li["etat"] for li in contenu["reclamation"]} == {
        "recue", "en_cours", "planifiee", "close", "rejetee",
    }  # fmt: skip
    assert outils.etat(moteur, outils.DERIVEES)[2] == AVANT


def test_tout_ce_qui_etait_ecrit_se_retrouve(moteur: Engine) -> None:
    """States apart, and what the journal and its operations gain."""
    colonnes = outils.colonnes(moteur, outils.DERIVEES)
    avant = outils.contenu(moteur, outils.DERIVEES)
    assert migrer(moteur, cible=APRES) is True
    apres = outils.contenu(moteur, outils.DERIVEES, colonnes)
    assert apres["operation"][:-1] == avant["operation"]
    assert apres["operation"][-1]["libelle"] == "base.migrer"
    assert [j["seq"] for j in apres["journal"]][: len(avant["journal"])] == [
        j["seq"] for j in avant["journal"]
    ]
    for ligne in avant["reclamation"]:
        ligne["etat"] = {"en_cours": "transmise"}.get(ligne["etat"], ligne["etat"])
    for table in ("journal", "operation"):
        del avant[table], apres[table]
    assert apres == avant
    assert _lire(moteur, "PRAGMA foreign_key_check") == []
    assert _lire(moteur, "PRAGMA integrity_check") == [("ok",)]


def test_les_reclamations_savent_ou_elles_sont_et_comment_elles_finissent(moteur: Engine) -> None:
    migrer(moteur, cible=APRES)
    assert {li[0]: li[1:] for li in _lire(moteur, _ETATS)} == NOUVEAUX
    lieux = _lire(
        moteur,
        "SELECT r.cite_id IS l.cite_id, r.tranche_id IS l.tranche_id, r.cite_id IS NOT NULL,"
        " r.nature, r.urgence, r.rouvertures FROM reclamation r JOIN logement l"
        " ON l.id = r.logement_id",
    )
    assert set(lieux) == {(1, 1, 1, "reclamation", "normale", 0)}
    assert len(lieux) == len(NOUVEAUX)


def test_chacune_a_une_premiere_histoire_la_meme_dans_deux_copies(
    moteur: Engine, modele: Path, tmp_path: Path
) -> None:
    migrer(moteur, cible=APRES)
    sql = "SELECT * FROM suivi_reclamation ORDER BY id"
    suivis = _lire(
        moteur,
        "SELECT r.reference, s.etat, s.le, s.source FROM suivi_reclamation s"
        " JOIN reclamation r ON r.id = s.reclamation_id ORDER BY r.reference, s.id",
    )
    assert [s[1] for s in suivis if s[0] == "R-0002"] == ["recue"]
    assert [s[1:] for s in suivis if s[0] == "R-0001"] == [
        ("recue", "2026-10-10", "equipe"), ("transmise", "2026-10-20", "equipe"),
    ]  # fmt: skip
    autre = tmp_path / "autre.voyette"
    shutil.copyfile(modele, autre)
    engine = ouvrir(autre, CLE)
    migrer(engine, cible=APRES)
    for table in (sql, "SELECT * FROM operation", "SELECT * FROM journal"):
        assert _lire(engine, table) == _lire(moteur, table)
    engine.dispose()


def test_le_journal_parle_des_nouveaux_etats(moteur: Engine) -> None:
    assert _lire(moteur, "SELECT 1 FROM journal WHERE apres LIKE '%\"en_cours\"%'")
    migrer(moteur, cible=APRES)
    restes = _lire(
        moteur,
        "SELECT 1 FROM journal WHERE table_nom = 'reclamation'"
        " AND (avant LIKE '%en_cours%' OR apres LIKE '%en_cours%')",
    )
    assert restes == []
    # Those of other nouns keep theirs.
    assert _lire(
        moteur, "SELECT 1 FROM journal WHERE table_nom <> 'reclamation' AND apres LIKE '%en_cours%'"
    )


def test_l_ouverture_refait_ce_qui_est_derive(base: BaseOuverte) -> None:
    uow = base.uow
    outils.verifier_derive(base, AUJOURDHUI.date())
    lignes = menages.page(PageMenages(), uow)
    assert {li.nom for li in lignes} >= {"Wójcik Jadwiga", "Benali Karim"}
    for ligne in lignes:
        assert menages.fiche(LireFiche(ligne.id), uow) is not None
        actions = histoire.du_menage(histoire.LireHistorique(ligne.id), uow).actions
        assert "reclamation.changer_etat" in {a.action for a in actions}


def _operation(base: BaseOuverte, reference: str) -> OperationId:
    """The last change of state of that complaint, made before the migration."""
    with base.engine.connect() as connexion:
        appareil, n = connexion.execute(
            text(
                "SELECT o.appareil_id, o.n FROM operation o JOIN journal j"
                " ON j.operation_num = o.num JOIN reclamation r ON r.id = j.ligne_id"
                " WHERE r.reference = :reference AND o.libelle = 'reclamation.changer_etat'"
                " ORDER BY o.num DESC LIMIT 1"
            ),
            {"reference": reference},
        ).one()
        connexion.rollback()
    return OperationId(UUID(hex=appareil), n)


def test_une_action_d_avant_s_annule_encore(base: BaseOuverte) -> None:
    annulation.annuler(AnnulerOperation(_operation(base, "R-0003")), base.uow)
    annulation.annuler(AnnulerOperation(_operation(base, "R-0004")), base.uow)
    with base.engine.connect() as connexion:
        etats = {li[0]: li[1] for li in connexion.execute(text(_ETATS))}
        connexion.rollback()
        assert verification_journal.verifier(connexion).total == 0
    assert (etats["R-0003"], etats["R-0004"]) == ("planifiee", "transmise")


def test_ce_qui_avait_ete_annule_peut_revenir(base: BaseOuverte) -> None:
    """The row an undo had deleted comes back whole, new columns included."""
    with base.engine.connect() as connexion:
        appareil, n, avant = connexion.execute(
            text(
                "SELECT o.appareil_id, o.n, j.avant FROM operation o JOIN journal j"
                " ON j.operation_num = o.num WHERE j.table_nom = 'reclamation' AND j.genre = 'D'"
            )
        ).one()
        connexion.rollback()
    annulation.annuler(AnnulerOperation(OperationId(UUID(hex=appareil), n)), base.uow)
    revenue = json.loads(avant)["reference"]
    with base.engine.connect() as connexion:
        ligne = connexion.execute(
            text("SELECT etat, nature, urgence, rouvertures FROM reclamation WHERE reference = :r"),
            {"r": revenue},
        ).one()
        connexion.rollback()
    assert tuple(ligne) == ("recue", "reclamation", "normale", 0)


def test_redescendre_rend_les_anciens_etats(moteur: Engine) -> None:
    avant = outils.contenu(moteur, outils.DERIVEES)
    schema = outils.etat(moteur, outils.DERIVEES)[1]
    migrer(moteur, cible=APRES)
    with moteur.begin() as connexion:
        seq = connexion.execute(text("SELECT max(seq) FROM journal")).scalar_one()
        connexion.execute(text("UPDATE operation_courante SET num = 1"))
        connexion.execute(
            text(
                "INSERT INTO reclamation (id, logement_id, reference, nature, categorie,"
                " description, ouverte_le) SELECT lower(hex(randomblob(16))), id, 'R-0099',"
                " 'reserve', 'finitions', 'Logement vide', '2026-11-20' FROM logement LIMIT 1"
            )
        )
        for reference, etat in (("R-0002", "qualifiee"), ("R-0004", "faite"),
                                ("R-0005", "confirmee"), ("R-0006", "contestee")):  # fmt: skip
            connexion.execute(
                text("UPDATE reclamation SET etat = :e WHERE reference = :r"),
                {"e": etat, "r": reference},
            )
        connexion.execute(text("DELETE FROM journal WHERE seq > :seq"), {"seq": seq})
        connexion.execute(text("UPDATE operation_courante SET num = NULL"))
    migrer(moteur, cible=AVANT)
    apres = outils.contenu(moteur, outils.DERIVEES)
    assert {li["reference"]: li["etat"] for li in apres["reclamation"]} == {
        "R-0001": "en_cours", "R-0002": "en_cours", "R-0003": "en_cours", "R-0004": "en_cours",
        "R-0005": "close", "R-0006": "en_cours", "R-0007": "en_cours",
    }  # fmt: skip
    assert outils.etat(moteur, outils.DERIVEES)[1] == schema
    for table in set(avant) - {"reclamation", "journal", "operation"}:
        assert apres[table] == avant[table], table
    assert migrer(moteur) is True


def test_une_panne_au_milieu_laisse_le_quatrieme_schema(moteur: Engine, ordres: int) -> None:
    assert ordres > 100
    outils.eprouver_pannes(moteur, APRES, ordres, 30)


@pytest.mark.parametrize("part", [0.3, 1.0])
def test_un_arret_brutal_au_milieu_laisse_le_quatrieme_schema(
    ancienne: Path, ordres: int, part: float
) -> None:
    outils.eprouver_arret(ancienne, APRES, max(1, round(part * ordres)))
