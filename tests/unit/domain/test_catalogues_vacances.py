"""School holidays: the shipped periods, a team's own, what is wrong in a file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from app.core.errors import EntreeInvalide
from app.domain.catalogue_fautes import Faute
from app.domain.catalogues_vacances import lire_vacances
from app.domain.planification.instance import Periode
from app.services.catalogues import VerifierCatalogues, verifier
from app.services.jours_feries import catalogue, feries, vacances


def test_public_holidays_of_mainland_france() -> None:
    jours = feries([2026, 2027])
    assert {date(2026, 12, 25), date(2027, 5, 1), date(2027, 5, 6), date(2027, 5, 17)} <= jours
    assert date(2026, 12, 26) not in jours, "a holiday in Alsace only"
    assert len(jours) == 22


def test_school_holidays_of_a_period() -> None:
    assert vacances(date(2026, 12, 1), date(2027, 2, 25)) == (
        Periode(date(2026, 12, 19), date(2027, 1, 3)),
        Periode(date(2027, 2, 20), date(2027, 3, 7)),
    )
    assert vacances(date(2026, 11, 10), date(2026, 12, 18)) == ()


def test_a_team_completes_and_corrects(tmp_path: Path) -> None:
    fichier = tmp_path / "vacances.toml"
    fichier.write_text(
        '[[periode]]\ncode = "noel_2026"\nfr = "Noël"\ndu = 2026-12-18\nau = 2027-01-03\n'
        '[[periode]]\ncode = "noel_2027"\nfr = "Noël"\ndu = 2027-12-18\nau = 2028-01-02\n',
        "utf-8",
    )
    trouvees = {v.code: v for v in catalogue(tmp_path)}
    assert trouvees["noel_2026"].du == date(2026, 12, 18)
    assert trouvees["noel_2027"].au == date(2028, 1, 2)
    assert "ete_2027" in trouvees
    (verifie,) = verifier(VerifierCatalogues(fichier))
    assert (verifie.entrees, verifie.nouvelles, verifie.fautes) == (2, 1, ())


def test_faults_are_told_with_their_line(tmp_path: Path) -> None:
    fichier = tmp_path / "vacances.toml"
    fichier.write_text(
        '[[periode]]\ncode = "a"\nfr = "A"\ndu = "2026-12-18"\nau = 2027-01-03\n'
        '[[periode]]\ncode = "b"\nfr = "B"\ndu = 2027-01-03\nau = 2026-01-03\n',
        "utf-8",
    )
    with pytest.raises(EntreeInvalide) as refus:
        catalogue(tmp_path)
    assert [(f.ligne, f.code) for f in refus.value.params["fautes"]] == [
        (4, "jour_attendu"),
        (10, "periode_inversee"),
    ]


def test_a_missing_day_is_a_fault() -> None:
    fautes: list[Faute] = []
    assert lire_vacances({"periode": [{"code": "a", "fr": "A"}]}, fautes) == ()
    assert [f.params["champ"] for f in fautes] == ["du", "au"]
