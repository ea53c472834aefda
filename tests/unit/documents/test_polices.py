"""Fonts: what they cover, how wide texts are, how they are written."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader
from reportlab.pdfbase.pdfmetrics import stringWidth

import resources
from app.domain.partage import Destinataire
from app.services.documents.page import Cartouche, Document, Feuillet
from app.services.documents.polices import Jeu, charger, jeu_etroit, jeu_large
from app.services.documents.styles import GRIS_TRAIT, TAILLE_MIN, style_de, style_document

COUVERT = "éèàçœŒÉ’«»–—…€² ąćęłńóśźż ğışçöüİ ắằẳẵặấầẩẫậđỹ ابتثجحخدذ АБВ אבג ◔◑●○☐☑▢▶⚠☎◷◇"


@pytest.mark.parametrize("jeu", [jeu_etroit, jeu_large])
def test_shipped_fonts_cover_the_scripts_we_promise(jeu: Callable[[], Jeu]) -> None:
    for fonte in (jeu().normale, jeu().grasse):
        assert [c for c in COUVERT if c != " " and not fonte.couvre(c)] == []


def test_arabic_presentation_forms_are_covered() -> None:
    for jeu in (jeu_etroit(), jeu_large()):
        for fonte in (jeu.normale, jeu.grasse):
            assert all(fonte.couvre(chr(c)) for c in range(0xFE80, 0xFEFD))


def test_widths_are_those_of_the_library() -> None:
    fonte = charger("DejaVuSansCondensed")
    for texte in ("Świętosława", "ﻲﻠﻋ", "", "a b"):
        assert fonte.largeur(texte, 11) == pytest.approx(stringWidth(texte, fonte.nom, 11))


def test_the_licence_ships_with_the_fonts() -> None:
    licence = resources.texte("fonts", "LICENCE-DejaVu.txt")
    assert "Bitstream Vera" in licence
    assert "Arev" in licence


def test_more_characters_than_one_subset_holds_are_all_written() -> None:
    style = style_document()
    document = Document(style, "Essai", datetime(2026, 11, 24, 14, tzinfo=UTC))
    f = Feuillet(document, Cartouche("", "", ""))
    lettres = [chr(c) for c in range(0x100, 0x250) if style.normale.couvre(chr(c))]
    assert len(lettres) > 256
    for debut in range(0, len(lettres), 40):
        f.y -= 14
        f.mot(40, f.y, "".join(lettres[debut : debut + 40]) + "(\\)", style.normale)
    f.clore()
    sortie = io.BytesIO()
    document.enregistrer(sortie)
    extrait = PdfReader(sortie).pages[0].extract_text()
    assert [c for c in lettres if c not in extrait] == []
    assert "(\\)" in extrait


@pytest.mark.parametrize("pour", list(Destinataire))
def test_nothing_is_printed_too_small_or_too_pale(pour: Destinataire) -> None:
    style = style_de(pour)
    assert style.corps >= (14 if pour is Destinataire.MENAGE else TAILLE_MIN)
    assert min(style.section, style.nom) > style.corps
    assert 1 - GRIS_TRAIT >= 0.7
