"""Texts are printed as they were typed: inert, whole, in the right order."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.services.documents.polices import MANQUANT, Police, charger
from app.services.documents.texte import Composeur, lier, net, une_ligne


@pytest.fixture(scope="module")
def police() -> Police:
    return charger("DejaVuSansCondensed")


def test_markup_and_entities_are_left_as_typed() -> None:
    texte = "<b>Gras</b> & <img src=\"x\"> &amp; <a href='http://x'>lien</a>"
    assert net(texte) == texte


def test_control_and_bidi_override_characters_vanish() -> None:
    assert net("a\u202eb\u2066c\x00d\u200be\ufeff") == "abcde"


def test_lines_are_kept_and_blanks_collapsed() -> None:
    assert net("un\t deux \r\n  trois\n") == "un deux\ntrois"
    assert une_ligne("un\n deux") == "un deux"


def test_a_word_of_200_letters_is_cut_and_nothing_is_lost(police: Police) -> None:
    mot = "".join(chr(ord("a") + n % 26) for n in range(200))
    lignes = Composeur().lignes(mot, police, 11, 120)
    assert len(lignes) > 5
    assert "".join(lignes) == mot
    assert all(police.largeur(ligne, 11) <= 120 for ligne in lignes)


def test_long_words_are_cut_after_a_hyphen_when_there_is_one(police: Police) -> None:
    lignes = Composeur().lignes("Vandenbroucke-Wojciechowska", police, 11, 110)
    assert lignes == ("Vandenbroucke-", "Wojciechowska")


def test_french_punctuation_and_phone_pairs_never_end_a_line(police: Police) -> None:
    assert lier("Rien ailleurs : non ?") == "Rien ailleurs\u00a0: non\u00a0?"
    lignes = Composeur().lignes("appelez le 06 12 34 56 78", police, 11, 110)
    assert lignes[-1].replace("\u00a0", " ") == "06 12 34 56 78"


def test_arabic_is_shaped_and_reads_from_the_right(police: Police) -> None:
    (ligne,) = Composeur().lignes("أمينة بن علي", police, 11, 300)
    # Drawn left to right: the last word first, letters in their joined forms.
    assert ligne == "ﻲﻠﻋ ﻦﺑ ﺔﻨﻴﻣﺃ"


def test_an_arabic_name_beside_our_words_stays_in_our_sentence(police: Police) -> None:
    (ligne,) = Composeur().lignes("أمينة بن علي (enfant)", police, 11, 300)
    assert ligne == "ﻲﻠﻋ ﻦﺑ ﺔﻨﻴﻣﺃ (enfant)"


def test_arabic_wraps_in_reading_order(police: Police) -> None:
    texte = "السيدة تريد ان تعود الى بيتها بعد الاشغال مع ابنها وجارتها"
    lignes = Composeur().lignes(texte, police, 11, 120)
    assert len(lignes) > 1
    assert lignes[0].endswith("ﺓﺪﻴﺴﻟﺍ")
    assert lignes[-1].startswith("ﺎﻬﺗﺭﺎﺟﻭ")


@pytest.mark.parametrize("nom", ["Świętosława Żółć", "Gülağa İbrahim Şahin ı", "Nguyễn Thị Mỹ Đức"])
@pytest.mark.parametrize("fonte", ["DejaVuSans", "DejaVuSans-Bold", "DejaVuSansCondensed-Bold"])
def test_polish_turkish_and_vietnamese_names_need_no_replacement(nom: str, fonte: str) -> None:
    (ligne,) = Composeur().lignes(nom, charger(fonte), 11, 400)
    assert ligne == nom


def test_what_no_font_draws_is_shown_as_missing(police: Police) -> None:
    assert Composeur().lignes("a\U0001f9ffb", police, 11, 300) == (f"a{MANQUANT}b",)


def test_one_line_ends_with_an_ellipsis_when_cut(police: Police) -> None:
    ligne = Composeur().ligne("Ménage au nom extrêmement long " * 5, police, 11, 150)
    assert ligne.endswith("…")
    assert police.largeur(ligne, 11) <= 150


@settings(deadline=None, max_examples=150)
@given(st.text(max_size=300), st.integers(30, 400))
def test_any_text_fits_its_width(texte: str, largeur: int) -> None:
    police = charger("DejaVuSansCondensed")
    for ligne in Composeur().lignes(texte, police, 11, largeur):
        assert police.largeur(ligne, 11) <= largeur + 0.01 or len(ligne) == 1


@settings(deadline=None, max_examples=100)
@given(st.text(alphabet=st.characters(min_codepoint=33, max_codepoint=0x17F), max_size=200))
def test_no_letter_is_lost_by_wrapping(texte: str) -> None:
    police = charger("DejaVuSansCondensed")
    lignes = Composeur().lignes(texte, police, 11, 90)
    attendu = "".join(lier(texte).split())
    assert "".join("".join(lignes).split()).replace("\u00a0", "") == attendu.replace("\u00a0", "")
