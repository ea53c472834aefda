"""The coverage on paper: the counts, one page, and nobody's name."""

from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from app.core.errors import EntreeInvalide
from app.domain.parcours_modele import GenreElement
from app.domain.pratiques import EtatPratique
from app.services import pratiques
from app.services.documents import ImprimerCouverture, imprimer_couverture
from app.services.pratiques import NoterPratique
from db.uow import UnitOfWork
from tests import factories


def textes(sortie: Path) -> str:
    pages = PdfReader(str(sortie)).pages
    return " ".join(page.extract_text() for page in pages).replace("\u00a0", " ")


def test_one_page_of_counts_and_no_name(uow: UnitOfWork, tmp_path: Path) -> None:
    cite = factories.cite(uow, nom="Cité des Essais")
    code = next(c for g, c in uow.accompagnement.parcours.elements if g is GenreElement.PRATIQUE)
    for nom in ("Wójcik", "Benali", "Dupontel"):
        menage = factories.menage(uow, nom, logement_id=factories.logement(uow, cite_id=cite))
        pratiques.noter(NoterPratique(menage, code, EtatPratique.FAITE, precision="secret"), uow)
    sortie = tmp_path / "couverture.pdf"
    fait = imprimer_couverture(ImprimerCouverture(sortie, "Cité des Essais", cite), uow)
    assert fait.pages == 1
    lu = textes(sortie)
    assert "Cité des Essais" in lu
    assert "3 ménages suivis" in lu
    for element in uow.accompagnement.parcours.elements.values():
        if element.genre is GenreElement.PRATIQUE and element.code == code:
            assert element.fr[1:20] in lu
    for interdit in ("Wójcik", "Benali", "Dupontel", "Jadwiga", "secret", "Stockholm"):
        assert interdit not in lu


def test_an_empty_estate_says_so(uow: UnitOfWork, tmp_path: Path) -> None:
    sortie = tmp_path / "vide.pdf"
    imprimer_couverture(ImprimerCouverture(sortie, "Vide", factories.cite(uow)), uow)
    assert "rien à compter" in textes(sortie)


def test_another_kind_of_file_is_refused(uow: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(EntreeInvalide) as dit:
        imprimer_couverture(ImprimerCouverture(tmp_path / "c.txt", "x", factories.cite(uow)), uow)
    assert dit.value.code == "documents.nom_sans_pdf"
