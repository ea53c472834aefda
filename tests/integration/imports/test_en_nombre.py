"""A file large enough for triggers to be put off: same promises as a small one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import text

from app.services.annulation import AnnulerOperation, annuler
from app.services.imports.application import SEUIL_TRIGGERS
from db import attention, resume
from db.uow import UnitOfWork
from tests.integration.imports import fichiers as f
from tests.integration.imports.conftest import Importer

LIGNES = 350
_TABLES = ("cite", "logement", "menage", "personne", "occupation", "note", "besoin")


def _beaucoup(chemin: Path) -> Path:
    """As many households, all different, some with a remark or an unknown value."""
    return f.locataires(
        chemin,
        *(
            f.locataire(
                n,
                Nom=f"D’ŒUF {'ABCDEFGHIJ'[n % 10]}{'KLMNOPQRST'[n // 10 % 10]}{'UVWXYZ'[n // 100]}",
                **{
                    "Tél. portable": f"06{n:08d}",
                    "Observations": ("", "Chien", "Fauteuil roulant")[n % 3],
                    "Charges": 30.0 if n % 4 else "n.c.",
                },
            )
            for n in range(1, LIGNES + 1)
        ),
    )


def test_every_row_is_in_the_journal_with_its_values(
    uow: UnitOfWork, importer: Importer, tmp_path: Path
) -> None:
    resultat = importer(_beaucoup(tmp_path / "l.xlsx"), "locataires")
    assert resultat.changes.operation is not None
    ecrites = 0
    with uow.lecture() as session:
        for table in _TABLES:
            colonnes = [c[1] for c in session.execute(text(f"PRAGMA table_info({table})"))]
            faux = " OR ".join(f"t.{c} IS NOT (j.apres ->> '$.{c}')" for c in colonnes)
            comptes = session.execute(
                text(
                    f"SELECT count(*), count(j.seq), coalesce(sum({faux}), 0) FROM {table} t"
                    " LEFT JOIN journal j ON j.table_nom = :table AND j.ligne_id = t.id"
                ),
                {"table": table},
            ).one()
            assert comptes == (comptes[0], comptes[0], 0)
            ecrites += comptes[0]
    assert ecrites > SEUIL_TRIGGERS


def test_derived_rows_are_right_and_undo_gives_back_what_was(
    uow: UnitOfWork,
    importer: Importer,
    photo: Callable[[], dict[str, list[Any]]],
    tmp_path: Path,
) -> None:
    importer(f.locataires(tmp_path / "a.xlsx", f.locataire(LIGNES + 1)), "locataires")
    uow.mettre_au_jour()
    avant = photo()
    resultat = importer(_beaucoup(tmp_path / "l.xlsx"), "locataires")
    uow.mettre_au_jour()
    with uow.engine.connect() as connexion:
        jour, suivi = uow.clock.today(), uow.accompagnement
        assert resume.verifier(connexion, jour, suivi.parcours).total == 0
        assert attention.verifier(connexion, suivi, jour).total == 0
        trouves = connexion.exec_driver_sql("SELECT count(*) FROM menage_fts").scalar()
        connexion.rollback()
    assert trouves == LIGNES + 1
    annuler(AnnulerOperation(resultat.changes.operation), uow)
    uow.mettre_au_jour()
    apres = photo()
    derivees = ("menage_resume", "import_lot")
    assert {t: r for t, r in apres.items() if t not in derivees} == {
        t: r for t, r in avant.items() if t not in derivees
    }
