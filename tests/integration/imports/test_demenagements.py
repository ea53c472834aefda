"""Moves of the old follow-up sheet: made once, compared ever after, undone as a whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from app.core.clock import FixedClock
from app.domain.imports import EtatLigne, Sens
from app.services.annulation import AnnulerOperation, annuler
from app.services.imports import Decisions, PreparerImport, preparer
from db.uow import UnitOfWork
from tests.integration.imports import fichiers as f
from tests.integration.imports.conftest import Importer, seule

ALLER, RETOUR = date(2026, 5, 21), date(2026, 10, 18)
DEMENAGEMENTS = (
    "SELECT d.sens, de.code_ug, vers.code_ug, d.jour, d.etat, d.etat_le FROM demenagement d"
    " JOIN logement vers ON vers.id = d.vers_id LEFT JOIN logement de ON de.id = d.depuis_id"
    " ORDER BY d.jour, d.sens"
)


def _ligne(
    aller: Any = ALLER, prevu: Any = RETOUR, reel: Any = "", tiroir: str = "TST00003", *suite: Any
) -> list[Any]:
    return ["TST00001", "Mme Wójcik Jadwiga", "14 bis Rue de Stockholm", date(2026, 3, 16),
            "retour", tiroir, aller, prevu, reel, "", *suite]  # fmt: skip


def _sql(uow: UnitOfWork, sql: str) -> list[tuple[Any, ...]]:
    with uow.lecture() as session:
        return [tuple(r) for r in session.execute(text(sql)).all()]


@pytest.fixture
def suivi(tmp_path: Path) -> Callable[..., Path]:
    """A follow-up sheet of these lines, with further headers."""

    def ecrire(*lignes: list[Any], entetes: tuple[str, ...] = ()) -> Path:
        chemin = tmp_path / "suivi.xlsx"
        chemin.unlink(missing_ok=True)
        return f.xlsx(chemin, {"Suivi": [[*f.SUIVI, *entetes], *lignes]})

    return ecrire


@pytest.fixture(autouse=True)
def _cite(importer: Importer, tmp_path: Path) -> None:
    """A household, and two vacant dwellings."""
    vacants = (f.logement(n, NUMVOIE=str(n), INDREP="", VACANT="O") for n in (3, 4))
    importer(f.parc(tmp_path / "p.csv", f.logement(1), *vacants), "parc")
    importer(f.locataires(tmp_path / "l.xlsx", f.locataire(1)), "locataires")


def test_un_aller_passe_est_fait_et_un_retour_a_venir_prevu(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    importer(suivi(_ligne(prevu=date(2026, 12, 14))), "suivi")
    assert _sql(uow, DEMENAGEMENTS) == [
        ("aller", "TST00001", "TST00003", "2026-05-21", "fait", "2026-05-21"),
        ("retour", "TST00003", "TST00001", "2026-12-14", "prevu", "2026-11-24"),
    ]
    sejours = "SELECT debut, fin, fin_prevue FROM occupation WHERE nature = 'tiroir'"
    assert _sql(uow, sejours) == [("2026-05-21", None, "2026-12-14")]


def test_un_retour_fait_et_un_aller_a_venir(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    importer(suivi(_ligne(reel=date(2026, 10, 20))), "suivi")
    assert [li[3:5] for li in _sql(uow, DEMENAGEMENTS)] == [
        ("2026-05-21", "fait"),
        ("2026-10-20", "fait"),
    ]


def test_le_meme_fichier_repris_ne_change_rien(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path], photo: Callable[[], Any]
) -> None:
    entetes = ("Déménageurs", "Créneau")
    chemin = suivi(_ligne(ALLER, RETOUR, "", "TST00003", "Trans Fictif", "matin"), entetes=entetes)
    importer(chemin, "suivi")
    avant = photo()
    assert importer(chemin, "suivi").lot_id is None
    assert photo() == avant


def test_une_date_changee_est_une_difference_que_l_on_prend_ou_pas(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    importer(suivi(_ligne(prevu=date(2026, 12, 14))), "suivi")
    chemin = suivi(_ligne(prevu=date(2027, 1, 11)))
    ligne = seule(preparer(PreparerImport(chemin, "suivi"), uow), EtatLigne.MODIFIE)
    (ecart,) = [e for e in ligne.ecarts if e.table == "demenagement"]
    assert [(c.libelle, c.avant, c.apres) for c in ecart.changements] == [
        ("Jour", date(2026, 12, 14), date(2027, 1, 11))
    ]
    importer(chemin, "suivi", Decisions(valeurs={ecart.cle: Sens.GARDER}))
    garde = "SELECT jour, version FROM demenagement WHERE sens = 'retour'"
    assert _sql(uow, garde) == [("2026-12-14", 0)]
    importer(chemin, "suivi")
    assert _sql(uow, garde) == [("2027-01-11", 1)]


def test_un_retour_attendu_devient_fait(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    importer(suivi(_ligne()), "suivi")
    importer(suivi(_ligne(reel=date(2026, 11, 3))), "suivi")
    assert _sql(uow, DEMENAGEMENTS)[1][3:] == ("2026-11-03", "fait", "2026-11-03")
    importer(suivi(_ligne()), "suivi")  # an older sheet: what is done stays done
    assert _sql(uow, DEMENAGEMENTS)[1][3:] == ("2026-11-03", "fait", "2026-11-03")


def test_des_dates_incoherentes_ne_font_pas_de_retour(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    chemin = suivi(_ligne(prevu=date(2026, 4, 1)))
    ligne = seule(preparer(PreparerImport(chemin, "suivi"), uow), EtatLigne.MODIFIE)
    assert "import.retour_avant_aller" in {m.code for m in ligne.motifs}
    importer(chemin, "suivi")
    assert [li[0] for li in _sql(uow, DEMENAGEMENTS)] == ["aller"]


def test_un_tiroir_inconnu_ne_fait_aucun_demenagement(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    importer(suivi(_ligne(tiroir="TST99999")), "suivi")
    assert _sql(uow, DEMENAGEMENTS) == []


def test_un_tiroir_donne_par_son_adresse_se_retrouve(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    importer(suivi(_ligne(tiroir="4 Rue de Stockholm")), "suivi")
    assert _sql(uow, DEMENAGEMENTS)[0][2] == "TST00004"
    assert importer(suivi(_ligne(tiroir="4 Rue de Stockholm")), "suivi").lot_id is None


def test_ce_que_l_equipe_a_annule_n_est_pas_prevu_de_nouveau(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    chemin = suivi(_ligne(prevu=date(2026, 12, 14)))
    importer(chemin, "suivi")
    with uow.ecriture("essai") as tx:
        tx.session.execute(text("UPDATE demenagement SET etat = 'annule' WHERE sens = 'retour'"))
        tx.commit()
    apercu = preparer(PreparerImport(chemin, "suivi"), uow)
    assert "import.demenagement_annule" in {m.code for m in apercu.lignes[0].motifs}
    assert importer(chemin, "suivi").lot_id is None


def test_un_autre_depart_deja_prevu_est_dit(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path]
) -> None:
    demain = date(2027, 3, 1)
    importer(suivi(_ligne(demain, date(2027, 8, 2))), "suivi")
    chemin = suivi(_ligne(demain, date(2027, 8, 2), "", "TST00004"))
    (ligne,) = preparer(PreparerImport(chemin, "suivi"), uow).lignes
    dits = [m for m in ligne.motifs if m.code == "import.demenagement_ailleurs"]
    assert [dict(m.params)["connue"] for m in dits] == ["3 Rue de Stockholm"] * 2
    importer(chemin, "suivi")
    assert {li[2] for li in _sql(uow, DEMENAGEMENTS)} == {"TST00003", "TST00001"}


@pytest.mark.parametrize(
    ("ecrit", "attendu"),
    [
        ("matin", ("matin", None)),
        ("Après-midi", ("apres_midi", None)),
        ("9h30", ("matin", "09:30:00.000000")),
        ("14 h", ("apres_midi", "14:00:00.000000")),
        (time(8, 15), ("matin", "08:15:00.000000")),
        (datetime(2026, 5, 21, 13, 0), ("apres_midi", "13:00:00.000000")),  # noqa: DTZ001
        (0.375, ("matin", "09:00:00.000000")),
        ("selon la météo", ("journee", None)),
        ("", ("journee", None)),
    ],
)
def test_creneau_heure_et_demenageurs(
    uow: UnitOfWork,
    importer: Importer,
    suivi: Callable[..., Path],
    ecrit: object,
    attendu: tuple[str, str | None],
) -> None:
    ligne = _ligne(ALLER, "", "", "TST00003", ecrit, "TRANS FICTIF")
    importer(suivi(ligne, entetes=("Heure DM aller", "Transporteur")), "suivi")
    vu = "SELECT d.creneau, d.heure, e.nom, e.genre FROM demenagement d JOIN equipe e ON"
    assert _sql(uow, f"{vu} e.id = d.equipe_id") == [(*attendu, "TRANS FICTIF", "demenageurs")]


def test_l_import_des_demenagements_s_annule_en_entier(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path], photo: Callable[[], Any]
) -> None:
    avant = photo()
    entetes = ("Déménageurs",)
    fait = importer(suivi(_ligne(ALLER, RETOUR, "", "TST00003", "Trans"), entetes=entetes), "suivi")
    assert len(fait.changes.ids["demenagements"]) == 2
    assert fait.changes.operation is not None
    annuler(AnnulerOperation(fait.changes.operation), uow)
    apres = photo()
    # The number of a derived row is free to change; what it says is not.
    derivees = {"menage_resume"}
    assert {t: li for t, li in apres.items() if t not in derivees} == {
        t: li for t, li in avant.items() if t not in derivees
    }


def test_un_jour_passe_entre_deux_imports_rend_l_aller_fait(
    uow: UnitOfWork, importer: Importer, suivi: Callable[..., Path], clock: FixedClock
) -> None:
    chemin = suivi(_ligne(date(2026, 11, 30), date(2027, 4, 26)))
    importer(chemin, "suivi")
    assert _sql(uow, DEMENAGEMENTS)[0][3:5] == ("2026-11-30", "prevu")
    clock.instant = datetime.fromisoformat("2026-12-02T10:00:00+00:00")
    importer(chemin, "suivi")
    assert _sql(uow, DEMENAGEMENTS)[0][3:] == ("2026-11-30", "fait", "2026-11-30")
