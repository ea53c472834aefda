"""Pure decisions of imports."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from app.domain.imports import (
    DatesRelogement,
    Provenance,
    Ressemblance,
    Sens,
    a_une_lettre,
    comparer_noms,
    incoherences,
    lire_remarque,
    se_chevauchent,
    sens_par_defaut,
)

QUAND = datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("origine", "vide", "effacee", "attendu"),
    [
        ("saisie", False, False, Sens.GARDER),
        ("demonstration", False, False, Sens.GARDER),
        ("import", False, False, Sens.PRENDRE),
        ("saisie", True, False, Sens.PRENDRE),
        ("saisie", True, True, Sens.GARDER),
        ("import", True, True, Sens.PRENDRE),
    ],
)
def test_whose_word_wins(origine: str, vide: bool, effacee: bool, attendu: Sens) -> None:
    provenance = Provenance(origine, QUAND)
    assert sens_par_defaut(provenance, vide=vide, effacee=effacee) is attendu


@pytest.mark.parametrize(
    ("un", "autre", "attendu"),
    [
        (("WÓJCIK", "Jadwiga"), ("Wojcik", "JADWIGA"), Ressemblance.MEME),
        (("D’Hondt", "Paul"), ("DHONDT", "Paul"), Ressemblance.MEME),
        (("Le Goff", "Anne-Marie"), ("LE GOFF", "Anne Marie"), Ressemblance.MEME),
        (("Jadwiga", "Wójcik"), ("Wójcik", "Jadwiga"), Ressemblance.MEME),
        (("Kaczmarek", "Jan"), ("Kazmarek", "Jan"), Ressemblance.PROCHE),
        (("Kaczmarek", None), ("Kaczmarek", "Jan"), Ressemblance.PROCHE),
        (("Kaczmarek", "J."), ("Kaczmarek", "Jan"), Ressemblance.PROCHE),
        (("Le Goff", "Renée"), ("Le Goff-Vandeputte", "Renée"), Ressemblance.PROCHE),
        (("Kaczmarek", "Ewa"), ("Kaczmarek", "Jan"), Ressemblance.AUTRE),
        (("Petit", "Jan"), ("Kaczmarek", "Jan"), Ressemblance.AUTRE),
    ],
)
def test_names_compare_in_any_spelling(
    un: tuple[str, str | None], autre: tuple[str, str | None], attendu: Ressemblance
) -> None:
    assert comparer_noms(*un, *autre) is attendu
    assert comparer_noms(*autre, *un) is attendu


@pytest.mark.parametrize(
    ("a", "b", "attendu"),
    [
        ("benard", "besnard", True),
        ("dupont", "dupond", True),
        ("martin", "matrin", True),
        ("lamy", "lamy", True),
        ("roy", "ray", True),
        ("ro", "ra", False),
        ("dupont", "durand", False),
        ("le", "lee", False),
    ],
)
def test_one_letter_apart(a: str, b: str, attendu: bool) -> None:
    assert a_une_lettre(a, b) is attendu
    assert a_une_lettre(b, a) is attendu


def test_health_becomes_a_need_of_the_home_or_nothing() -> None:
    assert lire_remarque("Oxygène à domicile").besoin == "alimentation_continue"
    assert lire_remarque("FAUTEUIL ROULANT").besoin == "plain_pied"
    assert lire_remarque("Diabétique") == lire_remarque("cancer")
    assert lire_remarque("Diabétique").sensible
    assert lire_remarque("Diabétique").besoin is None
    assert not lire_remarque("Chien + volière").sensible
    assert lire_remarque("RDV mardi matin uniquement").contact


def test_dates_that_cannot_be_true_together() -> None:
    jour = date(2026, 11, 24)
    dates = DatesRelogement(date(2026, 6, 2), date(2026, 6, 1), date(2026, 5, 1))
    assert incoherences(dates, jour) == (
        "import.retour_avant_aller",
        "import.enquete_apres_aller",
        "import.retour_depasse",
    )
    assert dates.fin is None
    assert incoherences(DatesRelogement(aller=jour), jour) == ()
    assert incoherences(DatesRelogement(retour_reel=date(2026, 12, 1)), jour) == (
        "import.retour_reel_futur",
        "import.retour_sans_aller",
    )


def test_stays_that_touch_do_not_overlap() -> None:
    mai, juin, juillet = (date(2026, m, 1) for m in (5, 6, 7))
    assert not se_chevauchent(mai, juin, juin, juillet)
    assert se_chevauchent(mai, juillet, juin, None)
    assert se_chevauchent(None, None, juin, juillet)
