"""A plan on paper: everybody is on it, nothing needs a colour, the file is whole or not at all."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from app.core.errors import EntreeInvalide
from app.services.documents.commandes_planning import FormatFrise, ImprimerFrise, ImprimerSemaine
from app.services.documents.planning import imprimer_frise, imprimer_semaine
from db.uow import UnitOfWork
from tests.ui.pages.plan_invente import plan_invente


def pages(sortie: Path) -> list[str]:
    """The text of each page."""
    return [p.extract_text().replace("\u00a0", " ") for p in PdfReader(str(sortie)).pages]


@pytest.mark.parametrize("par_menage", [True, False])
def test_everybody_is_on_the_timeline(uow: UnitOfWork, tmp_path: Path, par_menage: bool) -> None:
    plan = plan_invente(60, 10, 6)
    sortie = tmp_path / "frise.pdf"
    fait = imprimer_frise(ImprimerFrise(plan, sortie, FormatFrise.A3, par_menage=par_menage), uow)
    lues = pages(sortie)
    assert fait.pages == len(lues) > 1
    tout = "\n".join(lues)
    # A home's bar may be too narrow for a name at the edge of a page: not in the next one.
    assert [li.menage for li in plan.lignes if li.menage not in tout] == []
    assert "Tranche 6" in lues[0]  # the patterns are explained where one begins
    assert "sans solution" in tout


def test_paper_is_landscape_and_has_no_colour(uow: UnitOfWork, tmp_path: Path) -> None:
    sortie = tmp_path / "frise.pdf"
    imprimer_frise(ImprimerFrise(plan_invente(30, 6, 3), sortie), uow)
    for page in PdfReader(str(sortie)).pages:
        assert page.mediabox.width > page.mediabox.height
        contenu = page.get_contents()
        assert contenu is not None
        mots = contenu.get_data().split()
        assert b"rg" not in mots
        assert b"RG" not in mots


def test_a_week_says_who_goes_where_and_what_is_too_much(uow: UnitOfWork, tmp_path: Path) -> None:
    plan = plan_invente(60, 10, 6)
    sortie = tmp_path / "semaine.pdf"
    imprimer_semaine(ImprimerSemaine(plan, sortie, date(2026, 12, 28)), uow)
    lu = "\n".join(pages(sortie))
    assert "8 déménagements" in lu
    assert "⚠ 6 sur 3 possibles" in lu
    assert "Dupont A." in lu
    imprimer_semaine(ImprimerSemaine(plan, sortie, date(2026, 11, 23)), uow)
    assert "Personne ne déménage" in "\n".join(pages(sortie))


def test_a_plan_of_nothing_says_so(uow: UnitOfWork, tmp_path: Path) -> None:
    vide = replace(plan_invente(4, 2, 1), lignes=(), logements=())
    sortie = tmp_path / "frise.pdf"
    assert imprimer_frise(ImprimerFrise(vide, sortie), uow).pages == 1
    assert "Ce plan ne prévoit rien" in pages(sortie)[0]


def test_another_name_than_pdf_is_refused(uow: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(EntreeInvalide, match="nom_sans_pdf"):
        imprimer_frise(ImprimerFrise(plan_invente(4, 2, 1), tmp_path / "frise.txt"), uow)
    assert list(tmp_path.glob("frise*")) == []
