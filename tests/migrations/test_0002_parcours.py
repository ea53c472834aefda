"""Revision 0002 on a base the first version wrote: every value stays, all or nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from app.core.clock import FixedClock
from app.core.errors import PanneEnvironnement
from app.core.paths import Paths
from app.domain.menages import Phase
from app.services import menages
from app.services.menages import LireFiche, PageMenages
from app.services.ouverture import ouvrir as ouvrir_base
from app.services.securite import verification_journal
from db import attention, resume
from db.engine import ouvrir
from db.migrate import migrer
from tests.conftest import AUJOURDHUI, CLE
from tests.migrations import ancienne as outils

AVANT, APRES = "0001", "0002"
# What is computed again, or says where the migration stands.
DERIVEES = {"alembic_version", "menage_resume", "resume_a_faire"}


def _contenu(engine: Engine, connues: outils.Colonnes | None = None) -> outils.Contenu:
    return outils.contenu(engine, DERIVEES, connues)


def _etat(engine: Engine) -> tuple[object, object, str | None]:
    return outils.etat(engine, DERIVEES)


def test_la_base_a_des_lignes_partout(moteur: Engine) -> None:
    """The tests below would be worth nothing on empty tables."""
    contenu = _contenu(moteur)
    assert not [table for table, lignes in contenu.items() if not lignes]
    assert _etat(moteur)[2] == "0001"


def test_tout_ce_qui_etait_ecrit_se_retrouve(moteur: Engine) -> None:
    colonnes, avant = outils.colonnes(moteur, DERIVEES), _contenu(moteur)
    assert migrer(moteur, cible=APRES) is True
    assert _contenu(moteur, colonnes) == avant
    with moteur.execution_options(lecture=True).connect() as connexion:
        nouvelles = connexion.exec_driver_sql(
            "SELECT ecartee_le, motif FROM etape UNION SELECT raison, suite_de_id FROM engagement"
            " UNION SELECT parcours, parcours_motif FROM menage UNION SELECT parcours, NULL"
            " FROM tranche UNION SELECT parcours, NULL FROM cite"
        ).all()
        assert [tuple(n) for n in nouvelles] == [(None, None)]
        assert not connexion.exec_driver_sql("PRAGMA foreign_key_check").all()


def test_l_ouverture_refait_ce_qui_est_derive(ancienne: Path, tmp_path: Path) -> None:
    base = ouvrir_base(
        ancienne, CLE, paths=Paths.sous(tmp_path), clock=FixedClock(AUJOURDHUI), auteur="Test"
    )
    uow, jour = base.uow, AUJOURDHUI.date()
    with base.engine.connect() as connexion:
        ecarts = attention.verifier(connexion, uow.accompagnement, jour)
        connexion.rollback()
        assert ecarts.total == 0
        assert resume.verifier(connexion, jour, uow.accompagnement.parcours).total == 0
        connexion.rollback()
        nombre = connexion.execute(text("SELECT count(*) FROM menage_parcours")).scalar()
        assert verification_journal.verifier(connexion).total == 0
    assert nombre == 2
    lignes = {li.nom: li for li in menages.page(PageMenages(), uow)}
    assert lignes["Wójcik Jadwiga"].phase is Phase.AVANT  # set by a person
    assert lignes["Benali Karim"].phase is Phase.PENDANT  # left for a tiroir
    fiche = menages.fiche(LireFiche(lignes["Benali Karim"].id), uow)
    assert fiche is not None
    assert [e.motif for e in fiche.engagements] == ["absent"]
    base.fermer()


def test_redescendre_garde_ce_que_la_premiere_version_connaissait(moteur: Engine) -> None:
    avant = _etat(moteur)
    migrer(moteur, cible=APRES)
    with moteur.begin() as connexion:
        connexion.execute(text("UPDATE operation_courante SET num = 1"))
        connexion.execute(
            text(
                "INSERT INTO temoin (id, menage_id, accord_le)"
                " SELECT lower(hex(randomblob(16))), id, '2026-11-20' FROM menage LIMIT 1"
            )
        )
        connexion.execute(text("DELETE FROM journal WHERE table_nom = 'temoin'"))
        connexion.execute(text("UPDATE operation_courante SET num = NULL"))
    migrer(moteur, cible=AVANT)
    assert _etat(moteur) == avant
    assert migrer(moteur) is True


@pytest.mark.parametrize("part", [0.0, 0.2, 0.45, 0.55, 0.7, 0.85, 1.0])
def test_une_panne_au_milieu_laisse_la_premiere_version(
    moteur: Engine, ordres: int, part: float
) -> None:
    avant = _etat(moteur)
    with pytest.raises(outils.Coupure):
        outils.couper_au(moteur, max(1, round(part * ordres)), APRES)
    assert _etat(moteur) == avant
    assert migrer(moteur) is True


@pytest.mark.parametrize("part", [0.1, 0.6, 1.0])
def test_un_arret_brutal_au_milieu_laisse_la_premiere_version(
    ancienne: Path, ordres: int, part: float
) -> None:
    engine = ouvrir(ancienne, CLE)
    avant = _etat(engine)
    engine.dispose()
    assert outils.tuer_au(ancienne, max(1, round(part * ordres)), APRES)
    engine = ouvrir(ancienne, CLE)
    assert _etat(engine) == avant
    assert migrer(engine) is True
    engine.dispose()


def test_la_sauvegarde_precede_et_peut_arreter(ancienne: Path, tmp_path: Path) -> None:
    """What is saved is the base as the first version left it; no backup, no migration."""
    vues: list[str | None] = []

    def sauver() -> None:
        engine = ouvrir(ancienne, CLE)
        vues.append(_etat(engine)[2])
        engine.dispose()
        if len(vues) == 1:
            raise PanneEnvironnement("sauvegarde.non_verifiee")

    def ouverte() -> None:
        ouvrir_base(
            ancienne,
            CLE,
            paths=Paths.sous(tmp_path),
            clock=FixedClock(AUJOURDHUI),
            auteur="Test",
            sauvegarde=sauver,
        ).fermer()

    with pytest.raises(PanneEnvironnement, match="non_verifiee"):
        ouverte()
    ouverte()
    assert vues == ["0001", "0001"]
