"""Revision 0004 on a base of the third schema: every value stays, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.services import menages
from app.services.menages import LireFiche, PageMenages
from app.services.ouverture import ouvrir as ouvrir_base
from db.migrate import migrer
from tests.conftest import AUJOURDHUI, CLE
from tests.migrations import ancienne as outils

AVANT, APRES = "0003", "0004"
NOUVELLES = (
    "SELECT ressources, ressources_date, issu_de_id FROM menage UNION"
    " SELECT partie_le, partie_motif, NULL FROM personne UNION"
    " SELECT marge_jours, NULL, NULL FROM tranche UNION"
    " SELECT garage, animaux, chambres FROM logement UNION"
    " SELECT disponible_du, disponible_au, nettoyage_jours FROM logement UNION"
    " SELECT x, y, NULL FROM logement"
)


def test_la_base_a_des_lignes_partout(moteur: Engine) -> None:
    """The tests below would be worth nothing on empty tables."""
    contenu = outils.contenu(moteur, outils.DERIVEES)
    assert not [table for table, lignes in contenu.items() if not lignes]
    assert len(contenu) > 50
    assert outils.etat(moteur, outils.DERIVEES)[2] == AVANT


def test_tout_ce_qui_etait_ecrit_se_retrouve(moteur: Engine) -> None:
    colonnes = outils.colonnes(moteur, outils.DERIVEES)
    avant = outils.contenu(moteur, outils.DERIVEES)
    assert migrer(moteur, cible=APRES) is True
    assert outils.contenu(moteur, outils.DERIVEES, colonnes) == avant
    with moteur.execution_options(lecture=True).connect() as connexion:
        nouvelles = connexion.exec_driver_sql(NOUVELLES).all()
        assert [tuple(n) for n in nouvelles] == [(None, None, None)]
        assert not connexion.exec_driver_sql("PRAGMA foreign_key_check").all()
        assert connexion.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"


def test_l_ouverture_refait_ce_qui_est_derive(ancienne: Path, tmp_path: Path) -> None:
    base = ouvrir_base(
        ancienne, CLE, paths=Paths.sous(tmp_path), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    uow = base.uow
    outils.verifier_derive(base, AUJOURDHUI.date())
    lignes = menages.page(PageMenages(), uow)
    assert {li.nom for li in lignes} >= {"Wójcik Jadwiga", "Benali Karim"}
    assert all(menages.fiche(LireFiche(li.id), uow) is not None for li in lignes)
    base.fermer()


def test_redescendre_garde_ce_que_le_troisieme_schema_connaissait(moteur: Engine) -> None:
    avant = outils.etat(moteur, outils.DERIVEES)
    migrer(moteur, cible=APRES)
    with moteur.begin() as connexion:
        seq = connexion.execute(text("SELECT max(seq) FROM journal")).scalar_one()
        connexion.execute(text("UPDATE operation_courante SET num = 1"))
        connexion.execute(
            text(
                "INSERT INTO demenagement (id, menage_id, sens, vers_id, jour)"
                " SELECT lower(hex(randomblob(16))), m.id, 'aller', l.id, '2027-03-01'"
                " FROM menage m, logement l LIMIT 1"
            )
        )
        connexion.execute(text("UPDATE logement SET garage = 1, chambres = 2"))
        connexion.execute(text("UPDATE tranche SET marge_jours = 21"))
        connexion.execute(text("DELETE FROM journal WHERE seq > :seq"), {"seq": seq})
        connexion.execute(text("UPDATE operation_courante SET num = NULL"))
    migrer(moteur, cible=AVANT)
    assert outils.etat(moteur, outils.DERIVEES) == avant
    assert migrer(moteur) is True


def test_une_panne_au_milieu_laisse_le_troisieme_schema(moteur: Engine, ordres: int) -> None:
    assert ordres > 100
    outils.eprouver_pannes(moteur, APRES, ordres, 40)


@pytest.mark.parametrize("part", [0.1, 0.5, 1.0])
def test_un_arret_brutal_au_milieu_laisse_le_troisieme_schema(
    ancienne: Path, ordres: int, part: float
) -> None:
    outils.eprouver_arret(ancienne, APRES, max(1, round(part * ordres)))
