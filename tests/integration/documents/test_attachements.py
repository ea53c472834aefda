"""Attachments on paper: told as decided, photos as they are, nothing for the bailleur."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from uuid import UUID

import pytest
from PIL import Image
from pypdf import PdfReader

from app.domain.attachements import AccordPhoto, Decision, NatureAttachement
from app.domain.partage import Destinataire
from app.services import attachements, images, photos
from app.services.attachements import AttachementFiche
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.partage import Lecteur
from app.services.documents.section_attachements import photos_imprimees, section_attachements
from app.services.documents.styles import style_de
from db.models import Attachement, Personne
from db.uow import UnitOfWork
from tests import factories

TEINTES = ("green", "blue", "red", "olive", "navy", "maroon", "gold", "teal")


def photo(teinte: str, taille: tuple[int, int] = (800, 600)) -> images.ImageReduite:
    sortie = BytesIO()
    Image.new("RGB", taille, teinte).save(sortie, "PNG")
    return images.reduire(images.Collee(sortie.getvalue(), f"{teinte}.png"))


@pytest.fixture
def lus(uow: UnitOfWork) -> tuple[AttachementFiche, ...]:
    """A loft with a told then an untold decision and eight photos, a buffet nobody decided of."""
    menage_id = factories.menage(uow)
    with uow.lecture() as session:
        qui: UUID = session.query(Personne.id).filter_by(menage_id=menage_id).scalar()
    note = attachements.noter(
        attachements.NoterAttachement(
            menage_id,
            NatureAttachement.AMENAGEMENT,
            "Pigeonnier",
            "au fond du jardin",
            "Construit avec son père en 1974.",
            qui,
        ),
        uow,
    ).principal
    attachements.noter(
        attachements.NoterAttachement(menage_id, NatureAttachement.OBJET, "Buffet"), uow
    )
    assert note is not None
    decider = attachements.DeciderAttachement
    attachements.decider(
        decider(note, Decision.GARDER, "le comité", "", date(2026, 9, 2), "Il reste où il est."),
        uow,
    )
    attachements.decider(
        decider(note, Decision.PERDU, "le bailleur", "mur démoli", date(2026, 11, 3)), uow
    )
    lot = tuple(
        photo(t, (600, 800) if rang % 3 == 1 else (800, 600)) for rang, t in enumerate(TEINTES)
    )
    photos.ajouter(
        photos.AjouterPhotos(
            note, lot, photos.Accord(qui, AccordPhoto.PUBLIC), "le pigeonnier", date(2026, 5, 3)
        ),
        uow,
    )
    return attachements.lire(attachements.LireAttachements(menage_id), uow)


def imprimer(
    uow: UnitOfWork, lus: tuple[AttachementFiche, ...], pour: Destinataire, sortie: Path
) -> PdfReader:
    """The section alone on a sheet for that reader."""
    document = Document(style_de(pour), "Essai", uow.clock.now())
    feuillet = Feuillet(document, Cartouche("Essai", "", "", ""))
    vues = Lecteur(pour).voit_tous(lus)
    octets = photos.vignettes(photos.LireVignettes(photos_imprimees(vues, pour)), uow)
    section_attachements(feuillet, vues, octets, pour)
    feuillet.clore()
    with sortie.open("wb") as flux:
        document.enregistrer(flux)
    return PdfReader(sortie)


def textes(lu: PdfReader) -> str:
    return " ".join(page.extract_text() for page in lu.pages).replace("\u00a0", " ")


def test_the_team_reads_everything_and_sees_photos(
    uow: UnitOfWork, lus: tuple[AttachementFiche, ...], tmp_path: Path
) -> None:
    lu = imprimer(uow, lus, Destinataire.EQUIPE, tmp_path / "equipe.pdf")
    texte = textes(lu)
    for dit in (
        "Pigeonnier, au fond du jardin – perdu, à dire au ménage",
        "à Jadwiga Wójcik",
        "Construit avec son père",
        "décidé par le bailleur, mur démoli. Pas encore dit au ménage.",
        "Dit le 02/09/2026",
        "Buffet – à décider",
        "2 autres photos dans Voyette",
    ):
        assert dit in texte
    vues = [image for page in lu.pages for image in page.images]
    assert len(vues) == 6
    octets = photos.vignettes(photos.LireVignettes((lus[0].photos[0].id,)), uow)
    assert octets[lus[0].photos[0].id] in (tmp_path / "equipe.pdf").read_bytes()


def test_the_household_reads_what_it_was_told(
    uow: UnitOfWork, lus: tuple[AttachementFiche, ...], tmp_path: Path
) -> None:
    lu = imprimer(uow, lus, Destinataire.MENAGE, tmp_path / "menage.pdf")
    texte = textes(lu)
    assert "Ce à quoi vous tenez" in texte
    assert texte.count("Nous en parlerons ensemble") == 2
    # Neither what was not said yet, nor what was said and no longer holds.
    for tu in ("perdu", "mur démoli", "à dire", "Wójcik", "Il reste où il est."):
        assert tu not in texte
    assert len([i for page in lu.pages for i in page.images]) == 6


def test_the_household_reads_the_decision_it_was_told(
    uow: UnitOfWork, lus: tuple[AttachementFiche, ...], tmp_path: Path
) -> None:
    decision_id = lus[0].decisions[0].id
    attachements.dire(
        attachements.DireDecision(decision_id, "Le mur doit tomber, nous en parlons."), uow
    )
    with uow.lecture() as session:
        menage_id = session.query(Attachement.menage_id).filter_by(id=lus[0].id).scalar()
    lus = attachements.lire(attachements.LireAttachements(menage_id), uow)
    texte = textes(imprimer(uow, lus, Destinataire.MENAGE, tmp_path / "dit.pdf"))
    assert "Décidé le 03/11/2026 : perdu." in texte
    assert "Le mur doit tomber" in texte


def test_nothing_goes_to_the_bailleur_even_with_a_public_agreement(
    uow: UnitOfWork, lus: tuple[AttachementFiche, ...], tmp_path: Path
) -> None:
    assert photos_imprimees(lus, Destinataire.BAILLEUR) == ()
    lu = imprimer(uow, lus, Destinataire.BAILLEUR, tmp_path / "bailleur.pdf")
    assert "Pigeonnier" not in textes(lu)
    assert [i for page in lu.pages for i in page.images] == []


def test_a_thumbnail_that_cannot_be_drawn_is_left_out(
    uow: UnitOfWork, lus: tuple[AttachementFiche, ...], tmp_path: Path
) -> None:
    document = Document(style_de(Destinataire.EQUIPE), "Essai", uow.clock.now())
    feuillet = Feuillet(document, Cartouche("Essai", "", "", ""))
    section_attachements(feuillet, lus, {lus[0].photos[0].id: b"rien"})
    feuillet.clore()
    with (tmp_path / "x.pdf").open("wb") as flux:
        document.enregistrer(flux)
    assert "Pigeonnier" in textes(PdfReader(tmp_path / "x.pdf"))


def test_no_attachment_no_section(uow: UnitOfWork, tmp_path: Path) -> None:
    lu = imprimer(uow, (), Destinataire.EQUIPE, tmp_path / "rien.pdf")
    assert "Attachements" not in textes(lu)
