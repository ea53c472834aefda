"""Printing sheets: batches, names, refusals, the log, the disk, the hand that stops it."""

from __future__ import annotations

import errno
import io
import os
import unicodedata
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from app.core import i18n
from app.core.errors import EntreeInvalide, PanneEnvironnement, RegleMetier
from app.core.suivi import Annule
from app.domain.accompagnement import Partenaire
from app.domain.partage import Destinataire
from app.services.documents import ImprimerFiches, RaisonEcart, imprimer_fiches
from app.services.documents import ecriture as module_ecriture
from db.models import Consentement, Envoi, Operation
from db.uow import UnitOfWork
from tests import factories
from tests.integration.documents.donnees import NOMS, RECITS, lieu, menage_complet
from tests.integration.documents.test_partage import extraire

HOSTILE = "<b>Gras</b> & <img src=x onerror=y> <a href='http://x'>lien</a> &lt;"


def imprimer(
    uow: UnitOfWork, sortie: Path, *ids: UUID, pour: Destinataire = Destinataire.EQUIPE
) -> str:
    """Print and read back."""
    imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=ids), uow)
    return extraire(sortie).replace("\u00a0", " ")


class Compteur:
    """A watcher that stops at a given step."""

    annule = False

    def __init__(self, arret: int = -1) -> None:
        self.pas: list[tuple[int, int]] = []
        self._arret = arret

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        self.pas.append((fait, total))
        if len(self.pas) == self._arret:
            raise Annule


def refuser(uow: UnitOfWork, menage_id: UUID, jour: date = date(2026, 11, 1)) -> None:
    factories.ecrire(
        uow,
        Consentement(
            id=uow.ids.new(), menage_id=menage_id, partenaire=Partenaire.BAILLEUR, accorde=False,
            donne_le=jour,
        ),
    )  # fmt: skip


@pytest.mark.parametrize("pour", list(Destinataire))
def test_markup_is_printed_as_typed_and_makes_no_link(
    uow: UnitOfWork, tmp_path: Path, pour: Destinataire
) -> None:
    menage_id = factories.menage(uow, nom=HOSTILE, prenom="Zoé")
    vu = imprimer(uow, tmp_path / "f.pdf", menage_id, pour=pour)
    assert "<b>Gras</b> & <img" in vu
    assert "&lt;" in vu
    brut = PdfReader(tmp_path / "f.pdf")
    assert all("/Annots" not in page for page in brut.pages)
    assert all("/XObject" not in page["/Resources"] for page in brut.pages)


def test_forty_visits_and_eight_occupants_flow_and_are_all_there(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    menage_id = menage_complet(uow, lieu(uow), visites=40, personnes=8)
    vu = imprimer(uow, tmp_path / "f.pdf", menage_id)
    pages = len(PdfReader(tmp_path / "f.pdf").pages)
    assert pages >= 4
    assert all(f"page {n}/{pages}" in vu for n in range(1, pages + 1))
    assert vu.count(RECITS[5][:25]) == 6
    for nom, prenom in NOMS:
        if prenom != "أمينة":
            assert prenom in vu
            assert nom in vu
    assert "أمينة بن علي" in unicodedata.normalize("NFKC", vu)
    assert "Le foyer : 8 personnes" in vu


def test_every_text_stays_inside_the_page(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = menage_complet(uow, lieu(uow), personnes=8)
    factories.visite(uow, menage_id, texte="m" * 200 + " " + "Ж" * 200)
    for pour in Destinataire:
        sortie = tmp_path / f"{pour.value}.pdf"
        imprimer_fiches(ImprimerFiches(pour=pour, sortie=sortie, menage_ids=(menage_id,)), uow)
        for page in PdfReader(sortie).pages:
            places: list[tuple[float, float, float]] = []

            def noter(texte: str, _cm: object, tm: list[float], _f: object, taille: float) -> None:
                if texte.strip():
                    places.append((tm[4], tm[5], taille))  # noqa: B023 - consumed at once

            page.extract_text(visitor_text=noter)
            assert places
            assert all(30 <= x <= 565 and 15 <= y <= 830 for x, y, _t in places)
            plancher = 14 if pour is Destinataire.MENAGE else 11
            assert all(taille >= plancher for *_, taille in places)


def test_the_first_third_tells_who_where_what_waits_and_what_was_promised(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    menage_id = menage_complet(uow, lieu(uow))
    imprimer_fiches(
        ImprimerFiches(
            pour=Destinataire.EQUIPE, sortie=tmp_path / "f.pdf", menage_ids=(menage_id,)
        ),
        uow,
    )
    haut: list[str] = []

    def noter(texte: str, _cm: object, tm: list[float], *_: object) -> None:
        if tm[5] > 842 * 0.64:
            haut.append(texte)

    PdfReader(tmp_path / "f.pdf").pages[0].extract_text(visitor_text=noter)
    vu = " ".join(haut).replace("\u00a0", " ")
    for attendu in (
        "Wójcik Jadwiga et Henri", "16 rue de Stockholm", "Vit en ce moment", "Pendant les travaux",
        "relevé du compteur", "rappeler avec la date du retour", "en retard de",
    ):  # fmt: skip
        assert attendu in vu


def test_an_empty_household_still_says_something_useful(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = factories.menage(uow)
    vu = imprimer(uow, tmp_path / "f.pdf", menage_id)
    assert "Rien n’attend aujourd’hui." in vu
    assert "Rien de noté pour l’instant : ressentis, besoins, promesses, tâches, réclamations" in vu
    assert "None" not in vu
    assert len(PdfReader(tmp_path / "f.pdf").pages) == 1


def test_a_batch_prints_the_estate_in_walking_order_with_an_outline(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    cite_id = factories.cite(uow, nom="Cité des Essais")
    for nom, numero in (("Troisième", "12"), ("Premier", "2"), ("Deuxième", "8")):
        logement_id = factories.logement(uow, cite_id=cite_id, numero=numero)
        factories.menage(uow, nom=nom, prenom="A", logement_id=logement_id)
    factories.menage(uow, nom="Ailleurs")
    faite = imprimer_fiches(
        ImprimerFiches(pour=Destinataire.EQUIPE, sortie=tmp_path, cite_id=cite_id), uow
    )
    (fichier,) = faite.fichiers
    assert fichier.name == "fiches-equipe_Cite-des-Essais_2026-11-24.pdf"
    lecteur = PdfReader(fichier)
    assert [str(s["/Title"]) for s in lecteur.outline] == [  # type: ignore[call-overload]  # pypdf's outline is loosely typed
        "Premier A", "Deuxième A", "Troisième A",
    ]  # fmt: skip
    assert faite.menages == 3
    assert faite.pages == len(lecteur.pages)


def test_one_file_per_household_has_safe_names(uow: UnitOfWork, tmp_path: Path) -> None:
    ids = [
        factories.menage(uow, nom="../Wójcik", prenom="Jadwiga"),
        factories.menage(uow, nom="O’Brien / CON", prenom=""),
    ]
    faite = imprimer_fiches(
        ImprimerFiches(
            pour=Destinataire.EQUIPE, sortie=tmp_path / "d", menage_ids=tuple(ids), un_fichier=False
        ),
        uow,
    )
    assert all(f.parent == tmp_path / "d" and f.is_file() for f in faite.fichiers)
    noms = sorted(f.name for f in faite.fichiers)
    assert all(n.isascii() and "/" not in n and ".." not in n for n in noms)
    assert len(noms) == 2
    assert sorted(f.name for f in (tmp_path / "d").iterdir()) == noms


def test_sheets_for_households_never_share_a_sheet_of_paper(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    ids = lieu(uow)
    menages = tuple(menage_complet(uow, ids, rang=n, visites=1 + n) for n in range(1, 4))
    sortie = tmp_path / "lot.pdf"
    imprimer_fiches(
        ImprimerFiches(pour=Destinataire.MENAGE, sortie=sortie, menage_ids=menages), uow
    )
    for numero, page in enumerate(PdfReader(sortie).pages):
        if "page 1/" in page.extract_text():
            assert numero % 2 == 0


def test_households_that_refused_are_left_out_for_the_bailleur_and_it_is_said(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    ids = lieu(uow)
    oui, non = menage_complet(uow, ids, rang=1), menage_complet(uow, ids, rang=2)
    refuser(uow, non)
    cmd = ImprimerFiches(pour=Destinataire.BAILLEUR, sortie=tmp_path, cite_id=ids["cite"])
    faite = imprimer_fiches(cmd, uow)
    assert faite.menages == 1
    assert [(e.menage_id, e.raison) for e in faite.ecartes] == [(non, RaisonEcart.REFUS)]
    assert "GLY00002" not in extraire(faite.fichiers[0])
    pour_equipe = ImprimerFiches(pour=Destinataire.EQUIPE, sortie=tmp_path, cite_id=ids["cite"])
    assert imprimer_fiches(pour_equipe, uow).menages == 2
    assert oui


def test_when_everyone_refused_nothing_is_written_nor_logged(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    menage_id = factories.menage(uow)
    refuser(uow, menage_id)
    cmd = ImprimerFiches(
        pour=Destinataire.BAILLEUR, sortie=tmp_path / "d" / "f.pdf", menage_ids=(menage_id,)
    )
    with pytest.raises(RegleMetier) as vu:
        imprimer_fiches(cmd, uow)
    assert vu.value.code == "documents.tous_ecartes"
    assert not (tmp_path / "d").exists()
    with uow.lecture() as session:
        assert session.scalars(select(Envoi)).all() == []


@pytest.mark.parametrize("pour", list(Destinataire))
def test_what_leaves_is_logged_once(uow: UnitOfWork, tmp_path: Path, pour: Destinataire) -> None:
    menage_id = factories.menage(uow)
    cmd = ImprimerFiches(pour=pour, sortie=tmp_path / "f.pdf", menage_ids=(menage_id,))
    faite = imprimer_fiches(cmd, uow)
    with uow.lecture() as session:
        envois = session.execute(
            select(Envoi.id, Envoi.quoi, Envoi.destinataire, Envoi.nb_lignes, Envoi.detail)
        ).all()
        libelles = session.scalars(select(Operation.libelle)).all()
    if pour is Destinataire.EQUIPE:
        assert envois == []
        return
    (envoi,) = envois
    assert (envoi.quoi, envoi.destinataire, envoi.nb_lignes) == ("fiches", pour.value, 1)
    assert envoi.detail["menages"] == [menage_id.hex]
    assert envoi.id == faite.envoi_id
    assert libelles.count("document.imprimer") == 1


def test_metadata_names_nobody(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = factories.menage(uow)
    imprimer(uow, tmp_path / "f.pdf", menage_id)
    lecteur = PdfReader(tmp_path / "f.pdf")
    meta = lecteur.metadata
    assert meta is not None
    assert (meta.author, meta.title) == ("Voyette", "Fiche de suivi pour l’équipe")
    assert not any("Wójcik" in str(v) for v in meta.values())
    assert lecteur.trailer["/Root"]["/Lang"] == "fr-FR"  # type: ignore[index]  # pypdf object
    polices = {
        str(police.get_object()["/BaseFont"])
        for page in lecteur.pages
        for police in page["/Resources"]["/Font"].values()  # type: ignore[index]  # pypdf object
    }
    assert all("DejaVu" in nom for nom in polices)


def test_the_same_household_on_the_same_day_gives_the_same_bytes(
    uow: UnitOfWork, tmp_path: Path
) -> None:
    menage_id = menage_complet(uow, lieu(uow))
    for nom in ("a.pdf", "b.pdf"):
        imprimer(uow, tmp_path / nom, menage_id)
    assert (tmp_path / "a.pdf").read_bytes() == (tmp_path / "b.pdf").read_bytes()
    cree = (PdfReader(tmp_path / "a.pdf").metadata or {}).get("/CreationDate")
    assert cree == "D:20261124140000+00'00'"


def test_it_speaks_english_too(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = menage_complet(uow, lieu(uow))
    i18n.installer("en", tmp_path)
    try:
        vu = imprimer(uow, tmp_path / "f.pdf", menage_id)
    finally:
        i18n.installer("fr", tmp_path)
    assert "24 November 2026" in vu
    assert "Worry" in vu or "Anxiety" in vu or "Concern" in vu
    assert PdfReader(tmp_path / "f.pdf").trailer["/Root"]["/Lang"] == "en-GB"  # type: ignore[index]  # pypdf object


def test_stopped_at_any_step_it_leaves_nothing(uow: UnitOfWork, tmp_path: Path) -> None:
    menages = tuple(factories.menage(uow, nom=f"N{n}") for n in range(3))
    temoin = Compteur()
    cmd = ImprimerFiches(
        pour=Destinataire.MENAGE, sortie=tmp_path / "ok", menage_ids=menages, un_fichier=False
    )
    imprimer_fiches(cmd, uow, temoin)
    assert temoin.pas[0] == (0, 3)
    assert temoin.pas[-1] == (3, 3)
    for un_fichier in (True, False):
        for arret in range(1, len(temoin.pas) + 1):
            cmd = ImprimerFiches(
                pour=Destinataire.MENAGE,
                sortie=tmp_path / "arret",
                menage_ids=menages,
                un_fichier=un_fichier,
            )
            with pytest.raises(Annule):
                imprimer_fiches(cmd, uow, Compteur(arret))
            assert not (tmp_path / "arret").exists()
    with uow.lecture() as session:
        assert len(session.scalars(select(Envoi)).all()) == 1


def test_a_full_disk_is_told_and_the_former_file_is_kept(
    uow: UnitOfWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    menage_id = factories.menage(uow)
    sortie = tmp_path / "f.pdf"
    sortie.write_bytes(b"avant")

    def plein(_descripteur: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module_ecriture.os, "fsync", plein)
    cmd = ImprimerFiches(pour=Destinataire.BAILLEUR, sortie=sortie, menage_ids=(menage_id,))
    with pytest.raises(PanneEnvironnement) as vu:
        imprimer_fiches(cmd, uow)
    assert vu.value.code == "documents.disque_plein"
    assert [f.name for f in tmp_path.iterdir() if f.suffix == ".pdf" or f.name[0] == "."] == [
        "f.pdf"
    ]
    assert sortie.read_bytes() == b"avant"
    with uow.lecture() as session:
        assert session.scalars(select(Envoi)).all() == []


def test_a_file_held_by_another_program_is_told_and_nothing_is_logged(
    uow: UnitOfWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    menage_id = factories.menage(uow)
    sortie = tmp_path / "f.pdf"
    remplacer = os.replace

    def tenu(source: Path, cible: Path) -> None:
        if Path(cible) == sortie:
            erreur = PermissionError(errno.EACCES, "held")
            erreur.winerror = 32  # type: ignore[attr-defined]  # only Windows has it
            raise erreur
        remplacer(source, cible)

    monkeypatch.setattr(module_ecriture.os, "replace", tenu)
    cmd = ImprimerFiches(pour=Destinataire.BAILLEUR, sortie=sortie, menage_ids=(menage_id,))
    with pytest.raises(PanneEnvironnement) as vu:
        imprimer_fiches(cmd, uow)
    assert vu.value.code == "documents.fichier_ouvert"
    assert not sortie.exists()
    with uow.lecture() as session:
        assert session.scalars(select(Envoi)).all() == []


def test_a_path_through_a_file_is_told(uow: UnitOfWork, tmp_path: Path) -> None:
    (tmp_path / "f").write_bytes(b"x")
    cmd = ImprimerFiches(
        pour=Destinataire.EQUIPE,
        sortie=tmp_path / "f" / "d",
        menage_ids=(factories.menage(uow),),
    )
    with pytest.raises(PanneEnvironnement) as vu:
        imprimer_fiches(cmd, uow)
    assert vu.value.code == "documents.nom_impossible"


def test_impossible_requests_are_told(uow: UnitOfWork, tmp_path: Path) -> None:
    rien = ImprimerFiches(pour=Destinataire.EQUIPE, sortie=tmp_path)
    with pytest.raises(EntreeInvalide) as vu:
        imprimer_fiches(rien, uow)
    assert vu.value.code == "documents.aucun_menage"
    un = ImprimerFiches(
        pour=Destinataire.EQUIPE,
        sortie=tmp_path / "f.pdf",
        menage_ids=(factories.menage(uow),),
        un_fichier=False,
    )
    with pytest.raises(EntreeInvalide) as vu:
        imprimer_fiches(un, uow)
    assert vu.value.code == "documents.sortie_pdf"


def test_an_unknown_household_is_left_out_and_said(uow: UnitOfWork, tmp_path: Path) -> None:
    connu, inconnu = factories.menage(uow), uow.ids.new()
    faite = imprimer_fiches(
        ImprimerFiches(
            pour=Destinataire.EQUIPE, sortie=tmp_path / "f.pdf", menage_ids=(connu, inconnu)
        ),
        uow,
    )
    assert [(e.menage_id, e.raison) for e in faite.ecartes] == [(inconnu, RaisonEcart.ABSENT)]


def test_a_printed_file_is_a_complete_pdf(uow: UnitOfWork, tmp_path: Path) -> None:
    imprimer(uow, tmp_path / "f.pdf", factories.menage(uow))
    octets = (tmp_path / "f.pdf").read_bytes()
    assert octets.startswith(b"%PDF-")
    assert octets.rstrip().endswith(b"%%EOF")
    assert len(PdfReader(io.BytesIO(octets), strict=True).pages) == 1


def test_les_fiches_de_deux_lecteurs_ne_s_ecrasent_pas(uow: UnitOfWork, tmp_path: Path) -> None:
    menage_id = factories.menage(uow)
    noms = set()
    for pour in Destinataire:
        for un_fichier in (True, False):
            cmd = ImprimerFiches(
                pour=pour, sortie=tmp_path, menage_ids=(menage_id,), un_fichier=un_fichier
            )
            noms |= {f.name for f in imprimer_fiches(cmd, uow).fichiers}
    assert len(noms) == len(Destinataire)
