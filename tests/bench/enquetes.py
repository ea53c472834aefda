"""Questionnaires: opening a large form, recomputing after an answer, 1,000 of them exported."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from python_calamine import CalamineWorkbook
from pyxform.xls2xform import convert
from sqlalchemy import insert

from app.domain.enquetes.campagnes import EtatEnquete
from app.domain.enquetes.plan import Plan
from app.domain.enquetes.remplissage import Remplissage
from app.services.enquetes import questionnaires
from app.services.enquetes.questionnaires import ChargerQuestionnaire
from app.services.enquetes.sorties import ExporterEnquetes, exporter
from app.services.enquetes.xform import assembler
from app.services.menages import IdsMenages, ids
from db.models import Enquete
from db.uow import UnitOfWork
from tests.bench._bases import base
from tests.bench.mesures import Mesure, chronometrer, mediane

TAILLES = (1_000,)
REMPLIES = 1_000
OUVRIR_MAX, REPONDRE_MAX = 150.0, 5.0  # ms
COLONNES = ("type", "name", "label", "relevant", "calculation", "constraint")
GENRES = ("text", "integer", "decimal", "date", "select_multiple gene")
CHOIX = [["list_name", "name", "label"], *(["gene", f"c{i}", f"Choix {i}"] for i in range(6))]
Ligne = dict[str, str]


def _grand() -> list[Ligne]:
    """15 groups of 20 questions, some relevant only when the one before is answered."""
    lignes: list[Ligne] = []
    for g in range(15):
        lignes.append({"type": "begin group", "name": f"g{g}", "label": f"Partie {g}"})
        for i in range(20):
            lignes.append(
                {
                    "type": GENRES[i % 5],
                    "name": f"q{g}_{i}",
                    "label": f"Question {g}.{i}",
                    "relevant": f"${{q{g}_{i - 4}}} != ''" if i % 5 == 4 else "",
                    "constraint": ". >= 0" if i % 5 == 1 else "",
                }
            )
        lignes.append({"type": "end group"})
    return lignes


def _calcule() -> list[Ligne]:
    """200 expressions, most of them inside a repeat."""
    lignes: list[Ligne] = [{"type": "begin repeat", "name": "tour", "label": "Tour"}]
    lignes += [{"type": "integer", "name": f"a{i}", "label": f"A {i}"} for i in range(10)]
    for i in range(100):
        avant = f"${{c{i - 10}}}" if i >= 10 else "0"
        calcul = f"${{a{i % 10}}} * 2 + {avant}"
        lignes.append({"type": "calculate", "name": f"c{i}", "calculation": calcul})
    for i in range(50):
        lignes.append(
            {"type": "text", "name": f"t{i}", "label": "T", "relevant": f"${{a{i % 10}}} > {i}"}
        )
    lignes.append({"type": "end repeat"})
    for i in range(50):
        calcul = f"sum(${{c{i}}}) + count(${{tour}}[a{i % 10} > 3])"
        lignes.append({"type": "calculate", "name": f"s{i}", "calculation": calcul})
    return lignes


def _feuilles(lignes: Sequence[Ligne]) -> dict[str, list[list[str]]]:
    return {
        "survey": [list(COLONNES), *([r.get(c, "") for c in COLONNES] for r in lignes)],
        "choices": CHOIX,
        "settings": [["form_title", "form_id", "version"], ["Banc", "banc", "1"]],
    }


def _markdown(lignes: Sequence[Ligne]) -> str:
    ecrites = []
    for nom, rangs in _feuilles(lignes).items():
        ecrites.append(f"| {nom} |")
        ecrites += ["| | " + " | ".join(r) + " |" for r in rangs]
    return "\n".join(ecrites)


def _xform(lignes: Sequence[Ligne]) -> str:
    lu: str = convert(_markdown(lignes), file_type=".md", form_name="data").xform
    return lu


def _maintenant() -> datetime:
    return datetime(2026, 11, 24, 14, 0, tzinfo=UTC)


def _ouvrir(xform: str) -> None:
    rempli = Remplissage(Plan.de(assembler(xform)), _maintenant)
    for noeud in rempli.visibles():
        rempli.libelle(noeud)


def _repondre(xform: str) -> tuple[float, int]:
    """Median milliseconds of one answer among 20 turns, and the most rules it computed."""
    rempli = Remplissage(Plan.de(assembler(xform)), _maintenant)
    while len(rempli.racine.enfants["tour"]) < 20:
        rempli.ajouter(rempli.racine, "tour")
    noeuds = [tour.enfants["a3"][0] for tour in rempli.racine.enfants["tour"]]
    temps, calcules = [], 0
    for n in range(60):
        debut = time.perf_counter()
        effets = rempli.repondre(noeuds[n % 20], str(n + 1))
        temps.append((time.perf_counter() - debut) * 1000)
        calcules = max(calcules, effets.calcules)
    return statistics.median(temps), calcules


def _remplir(uow: UnitOfWork, dossier: Path) -> None:
    """The large form in the base, answered by 1,000 households."""
    fichier = dossier / "banc.xlsx"
    with xlsxwriter.Workbook(str(fichier)) as classeur:
        for nom, lignes in _feuilles(_grand()).items():
            feuille = classeur.add_worksheet(nom)
            for n, ligne in enumerate(lignes):
                feuille.write_row(n, 0, ligne)
    charge = questionnaires.charger(ChargerQuestionnaire(fichier), uow)
    valeurs = ("Quelques mots", "3", "412.5", "2026-03-02", "c1 c3")
    menages = ids(IdsMenages(), uow)[:REMPLIES]
    with uow.ecriture("banc.enquetes") as tx:
        tx.session.execute(
            insert(Enquete),
            [
                {
                    "id": tx.ids.new(),
                    "menage_id": menage_id,
                    "questionnaire_id": charge.principal,
                    "etat": EtatEnquete.TERMINEE,
                    "commencee_le": uow.clock.today(),
                    "terminee_le": uow.clock.today(),
                    "origine": "saisie",
                    "reponses": {
                        f"g{g}": {f"q{g}_{i}": valeurs[i % 5] for i in range(20)} for g in range(15)
                    },
                }
                for menage_id in menages
            ],
        )
        tx.commit()


def _brut(lignes: Sequence[Sequence[Any]], fichier: Path) -> None:
    """The same cells, written by xlsxwriter with nothing around."""
    with xlsxwriter.Workbook(str(fichier), {"constant_memory": True}) as classeur:
        feuille = classeur.add_worksheet()
        for n, ligne in enumerate(lignes):
            feuille.write_row(n, 0, ligne)


def _exporter(uow: UnitOfWork, dossier: Path, taille: int) -> Mesure:
    temps = []
    for n in range(3):
        cmd = ExporterEnquetes("banc", dossier / f"s{n}", formats=frozenset({"xlsx"}))
        temps.append(chronometrer(lambda cmd=cmd: exporter(cmd, uow)))
    (fichier,) = (dossier / "s0").glob("*/*.xlsx")
    lignes = CalamineWorkbook.from_path(fichier).get_sheet_by_index(1).to_python()
    cellules = [[str(c) if not isinstance(c, str | float) else c for c in r] for r in lignes]
    brut = mediane(lambda: _brut(cellules, dossier / "brut.xlsx"), fois=3, chauffe=0)
    detail = f"{len(cellules) - 1} × {len(cellules[0])}"
    return Mesure(
        "enquêtes, 1 000 exportées", taille, statistics.median(temps), "ms", brut, 4, detail
    )


def mesurer(taille: int) -> list[Mesure]:
    """Opening, answering, exporting."""
    grand, calcule = _xform(_grand()), _xform(_calcule())
    reponse, calcules = _repondre(calcule)
    mesures = [
        Mesure(
            "enquête, ouvrir 300 questions", taille, mediane(lambda: _ouvrir(grand)),
            plafond=OUVRIR_MAX,
        ),
        Mesure(
            "enquête, une réponse, 200 expressions × 20", taille, reponse, plafond=REPONDRE_MAX,
            detail=f"{calcules} calculs",
        ),
    ]  # fmt: skip
    with base(taille) as ouverte, tempfile.TemporaryDirectory() as dossier:
        _remplir(ouverte.uow, Path(dossier))
        mesures.append(_exporter(ouverte.uow, Path(dossier), taille))
    return mesures
