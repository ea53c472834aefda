"""Golden texts of the sheets, one per reader (`tests/reference/fiche_*.txt`).

After a wanted change, write them again: `VOYETTE_REFERENCES=1 pytest <this file>`, then read the
difference as a reader would before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.domain.partage import Destinataire
from app.services.documents import ImprimerFiches, imprimer_fiches
from db.uow import UnitOfWork
from tests.integration.documents.donnees import lieu, menage_complet

REFERENCES = Path(__file__).parents[2] / "reference"


@pytest.mark.parametrize("pour", list(Destinataire))
def test_a_sheet_reads_like_its_reference(
    uow: UnitOfWork, tmp_path: Path, pour: Destinataire
) -> None:
    menage_id = menage_complet(uow, lieu(uow), visites=3, personnes=4)
    sortie = tmp_path / "fiche.pdf"
    imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=(menage_id,)), uow)
    lu = "\n\f\n".join(page.extract_text() for page in PdfReader(sortie).pages) + "\n"
    reference = REFERENCES / f"fiche_{pour.value}.txt"
    if os.environ.get("VOYETTE_REFERENCES"):
        reference.write_text(lu, encoding="utf-8")
    assert lu == reference.read_text(encoding="utf-8")
