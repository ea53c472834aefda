"""Reports, attendance sheets, lists and the recovery key page."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime, time
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.accompagnement import EtatPermanence, NatureNote
from app.domain.partage import Partage
from app.services.documents import (
    ImprimerListe,
    ImprimerPermanence,
    Liste,
    PageDeCle,
    imprimer_cle_de_secours,
    imprimer_compte_rendu,
    imprimer_emargement,
    imprimer_liste,
    page_de_cle,
)
from app.services.securite import secours
from db.models import Note, Permanence, PermanenceIntervenant
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.donnees import lieu
from tests.integration.documents.test_partage import extraire


@pytest.fixture
def permanence(uow: UnitOfWork) -> UUID:
    """A closed session with two named visits, one of them confidential, and an anonymous one."""
    ids, id_ = lieu(uow), uow.ids.new()
    factories.ecrire(
        uow,
        Permanence(
            id=id_, cite_id=ids["cite"], jour=date(2026, 11, 24), debut=time(14), fin=time(17),
            lieu="Maison du projet", etat=EtatPermanence.CLOSE,
        ),
        PermanenceIntervenant(
            id=uow.ids.new(), permanence_id=id_, intervenant_id=ids["mediatrice"]
        ),
        Note(
            id=uow.ids.new(), permanence_id=id_, nature=NatureNote.PASSATION,
            texte="Prévoir des plans <b>imprimés</b>", visibilite=Partage.EQUIPE,
            ecrite_a=uow.clock.now(), jour=date(2026, 11, 24),
        ),
    )  # fmt: skip
    jour = date(2026, 11, 24)
    menage_id = factories.menage(uow)
    factories.visite(uow, menage_id, jour, texte="demande le plan", permanence_id=id_)
    secret = {"texte": "ZSECRETZ", "visibilite": Partage.CONFIDENTIEL}
    factories.visite(uow, factories.menage(uow, nom="Autre"), jour, permanence_id=id_, **secret)
    factories.visite(uow, None, jour, permanence_id=id_)
    return id_


def test_the_report_counts_tells_the_handover_and_keeps_confidences(
    uow: UnitOfWork, permanence: UUID, tmp_path: Path
) -> None:
    faite = imprimer_compte_rendu(ImprimerPermanence(permanence, tmp_path / "cr.pdf"), uow)
    vu = extraire(faite.fichier)
    for attendu in (
        "Permanence du 24 novembre 2026", "Maison du projet", "Sofia Lemaire", "demande le plan",
        "Prévoir des plans <b>imprimés</b>", "passage anonyme", "3 passages",
    ):  # fmt: skip
        assert attendu in vu
    assert "ZSECRETZ" not in vu
    assert "Notes confidentielles, non imprimées 1" in " ".join(vu.split())


def test_the_attendance_sheet_has_numbered_lines_and_no_household(
    uow: UnitOfWork, permanence: UUID, tmp_path: Path
) -> None:
    faite = imprimer_emargement(ImprimerPermanence(permanence, tmp_path / "em.pdf"), uow)
    vu = extraire(faite.fichier)
    assert faite.pages == 1
    assert "Signature" in vu
    assert "24" in vu
    assert "Wójcik" not in vu
    assert "Téléphone" not in vu


def test_an_unknown_session_is_told_and_writes_nothing(uow: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(RegleMetier) as vu:
        imprimer_compte_rendu(ImprimerPermanence(uow.ids.new(), tmp_path / "cr.pdf"), uow)
    assert vu.value.code == "general.introuvable"
    assert not (tmp_path / "cr.pdf").exists()


def liste(colonnes: int, lignes: int) -> Liste:
    titres = tuple(f"Colonne {n}" for n in range(colonnes))
    contenu = tuple(tuple(f"valeur {r} {c}" for c in range(colonnes)) for r in range(lignes))
    return Liste("Ménages de la cité", date(2026, 11, 24), titres, contenu, filtre="tranche 3")


@pytest.mark.parametrize(("colonnes", "paysage"), [(3, False), (9, True), (14, True)])
def test_a_list_turns_the_paper_when_its_columns_need_it(
    uow: UnitOfWork, tmp_path: Path, colonnes: int, paysage: bool
) -> None:
    faite = imprimer_liste(ImprimerListe(liste(colonnes, 80), tmp_path / "l.pdf"), uow)
    pages = PdfReader(faite.fichier).pages
    boite = pages[0].mediabox
    assert (boite.width > boite.height) is paysage
    assert len(pages) == faite.pages > 1
    assert all("Colonne" in page.extract_text() for page in pages)
    if colonnes < 14:  # words are whole as long as the columns can hold them
        assert all(f"valeur {r} {colonnes - 1}" in extraire(faite.fichier) for r in (0, 79))


def test_an_empty_list_says_so(uow: UnitOfWork, tmp_path: Path) -> None:
    faite = imprimer_liste(ImprimerListe(liste(3, 0), tmp_path / "l.pdf"), uow)
    assert "Aucun ménage ne répond à ces critères." in extraire(faite.fichier)


def test_a_document_needs_a_pdf_name(uow: UnitOfWork, tmp_path: Path) -> None:
    with pytest.raises(EntreeInvalide) as vu:
        imprimer_liste(ImprimerListe(liste(3, 1), tmp_path / "l.txt"), uow)
    assert vu.value.code == "documents.nom_sans_pdf"


def test_the_recovery_key_reads_back_from_its_page() -> None:
    secret = secours.tirer()
    cle = secours.ecrire(secret)
    page = PageDeCle(cle, "essai.voyette", datetime(2026, 11, 24, tzinfo=UTC))
    pages = PdfReader(io.BytesIO(page_de_cle(page))).pages
    vu = pages[0].extract_text()
    assert len(pages) == 1
    groupes = cle.split("-")
    assert all(groupe in vu for groupe in groupes)
    places = [vu.index(groupe) for groupe in groupes]
    assert places == sorted(places)
    assert "essai.voyette" in vu


def test_the_recovery_key_page_goes_to_a_file_whole(tmp_path: Path) -> None:
    cle = secours.ecrire(secours.tirer())
    base, sortie = tmp_path / "essai.voyette", tmp_path / "cle.pdf"
    faite = imprimer_cle_de_secours(cle, base, sortie, date(2026, 11, 24))
    assert [f.name for f in tmp_path.iterdir()] == ["cle.pdf"]
    vu = extraire(faite.fichier)
    assert cle.split("-")[10] in vu
    assert str(tmp_path) not in vu
