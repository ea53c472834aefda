"""Which amounts count before and after, and what they give: no figure from what is not known."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.apres import MomentLoyer, SourceLoyer
from app.domain.avant_apres import (
    Constat,
    Cote,
    Manque,
    Montants,
    Origine,
    Remarque,
    choisir,
    ecarts,
    forfait,
    moment_de,
    remarques_de,
    remarques_troisieme_ligne,
)

AVANT, APRES = MomentLoyer.AVANT, MomentLoyer.APRES
DEPART, RETOUR = date(2026, 1, 12), date(2026, 6, 3)
_MONTANT = st.one_of(st.none(), st.decimals(0, 2000, places=2))


def quittance(le: date, moment: MomentLoyer = AVANT, **champs: Decimal | None) -> Montants:
    return Montants(le, SourceLoyer.QUITTANCE, moment=moment, id=UUID(int=le.toordinal()), **champs)


def test_the_latest_of_each_moment_counts() -> None:
    vieux = quittance(date(2024, 3, 1), loyer=Decimal(300))
    recent = quittance(date(2025, 3, 1), loyer=Decimal(320))
    apres = quittance(date(2026, 9, 1), APRES, loyer=Decimal(350))
    cote = choisir(AVANT, (recent, apres, vieux), None)
    assert cote.montants.loyer == Decimal(320)
    assert cote.origine is Origine.QUITTANCE
    assert choisir(APRES, (recent, apres, vieux), None).montants.loyer == Decimal(350)


def test_of_one_day_the_one_written_last_counts() -> None:
    jour = date(2025, 3, 1)
    un, deux = quittance(jour, loyer=Decimal(1)), quittance(jour, loyer=Decimal(2))
    assert choisir(AVANT, (un, deux), None).montants.loyer == Decimal(2)


def test_amounts_to_come_are_never_those_paid() -> None:
    jour, annonce, plus_tard = date(2026, 11, 24), date(2027, 1, 1), date(2027, 6, 1)
    loin = quittance(plus_tard, APRES, loyer=Decimal(420))
    bientot = quittance(annonce, APRES, loyer=Decimal(400))
    seule = choisir(APRES, (loin, bientot), None, jour=jour)
    assert (seule.montants.loyer, seule.a_venir_le) == (Decimal(400), annonce)
    assert remarques_de(choisir(AVANT, (), None), seule, None) == (
        Constat(Remarque.A_VENIR, annonce),
    )
    paye = quittance(date(2026, 10, 1), APRES, loyer=Decimal(380))
    cote = choisir(APRES, (loin, paye, bientot), None, jour=jour)
    assert (cote.montants.loyer, cote.a_venir_le, cote.ensuite_le) == (Decimal(380), None, annonce)
    dites = remarques_de(choisir(AVANT, (), None), cote, RETOUR)
    assert dites == (Constat(Remarque.AUTRE_A_VENIR, annonce),)
    venue = choisir(APRES, (loin, paye, bientot), None, jour=annonce)
    assert (venue.montants.loyer, venue.ensuite_le) == (Decimal(400), plus_tard)


def test_the_households_own_record_of_after_is_paid_before_what_is_announced() -> None:
    fiche = Montants(date(2026, 8, 1), None, loyer=Decimal(340))
    annonce = quittance(date(2027, 1, 1), APRES, loyer=Decimal(400))
    cote = choisir(APRES, (annonce,), fiche, depart=DEPART, retour=RETOUR, jour=date(2026, 11, 24))
    assert (cote.origine, cote.montants.loyer) == (Origine.FICHE, Decimal(340))
    assert cote.ensuite_le == date(2027, 1, 1)


def test_the_households_record_stands_in_for_the_side_it_dates_from() -> None:
    fiche = Montants(date(2025, 5, 1), None, loyer=Decimal(310))
    avant = choisir(AVANT, (), fiche, depart=DEPART, retour=RETOUR)
    assert (avant.origine, avant.montants.loyer) == (Origine.FICHE, Decimal(310))
    assert choisir(APRES, (), fiche, depart=DEPART, retour=RETOUR).origine is None
    rafraichie = Montants(date(2026, 8, 1), None, loyer=Decimal(340))
    assert choisir(AVANT, (), rafraichie, depart=DEPART, retour=RETOUR).origine is None
    assert choisir(APRES, (), rafraichie, depart=DEPART, retour=RETOUR).origine is Origine.FICHE


@pytest.mark.parametrize(
    ("le", "depart", "retour", "attendu"),
    [
        (None, None, None, AVANT),
        (None, DEPART, None, None),
        (date(2025, 12, 31), DEPART, RETOUR, AVANT),
        (date(2026, 3, 1), DEPART, RETOUR, None),
        (RETOUR, DEPART, RETOUR, APRES),
        (date(2026, 3, 1), None, RETOUR, AVANT),
        (date(2026, 3, 1), DEPART, None, None),
    ],
)
def test_what_a_day_tells_of(
    le: date | None, depart: date | None, retour: date | None, attendu: MomentLoyer | None
) -> None:
    assert moment_de(le, depart, retour) is attendu


def test_resources_come_from_the_record_of_the_same_side_only_and_say_so() -> None:
    fiche = Montants(None, None, ressources=Decimal(1500), ressources_le=date(2025, 2, 1))
    lu = quittance(date(2025, 3, 1), loyer=Decimal(300), charges=Decimal(50), apl=Decimal(100))
    apres = quittance(
        date(2026, 9, 1), APRES, loyer=Decimal(340), charges=Decimal(40), apl=Decimal(100)
    )
    a = choisir(AVANT, (lu, apres), fiche, depart=DEPART, retour=RETOUR)
    b = choisir(APRES, (lu, apres), fiche, depart=DEPART, retour=RETOUR)
    assert (a.ressources_origine, a.montants.ressources_le) == (Origine.FICHE, date(2025, 2, 1))
    assert a.taux == Decimal("0.1667")
    assert b.montants.ressources is None
    assert b.taux is None
    assert Manque.RESSOURCES in b.manques


def test_the_third_line_stands_apart() -> None:
    a = _cote(AVANT, 300, 50, 100)
    b = _cote(APRES, 330, 40, 100, troisieme=15)
    assert (a.reste, a.reste_avec) == (Decimal(250), Decimal(250))
    assert (b.reste, b.reste_avec) == (Decimal(270), Decimal(285))
    e = ecarts(a, b)
    assert (e.loyer, e.charges, e.apl) == (Decimal(30), Decimal(-10), Decimal(0))
    assert (e.reste, e.reste_avec) == (Decimal(20), Decimal(35))


def test_an_unknown_third_line_after_the_works_is_no_zero() -> None:
    b = _cote(APRES, 330, 40, 100)
    assert b.reste == Decimal(270)
    assert b.reste_avec is None
    assert b.manques == (Manque.RESSOURCES, Manque.TROISIEME_LIGNE)
    assert _cote(APRES, 330, 40, 100, troisieme=0).reste_avec == Decimal(270)
    assert ecarts(_cote(AVANT, 300, 50, 100), b).reste_avec is None


def _cote(
    moment: MomentLoyer, loyer: int, charges: int, apl: int, troisieme: int | None = None
) -> Cote:
    m = Montants(
        date(2026, 9, 1), SourceLoyer.QUITTANCE, Decimal(loyer), Decimal(charges), Decimal(apl),
        None if troisieme is None else Decimal(troisieme), moment=moment,
    )  # fmt: skip
    return Cote(moment, m, Origine.QUITTANCE)


@given(_MONTANT, _MONTANT, _MONTANT, _MONTANT, _MONTANT, st.sampled_from(MomentLoyer))
def test_no_figure_comes_from_a_missing_one(
    loyer: Decimal | None,
    charges: Decimal | None,
    apl: Decimal | None,
    troisieme: Decimal | None,
    ressources: Decimal | None,
    moment: MomentLoyer,
) -> None:
    m = Montants(None, None, loyer, charges, apl, troisieme, ressources)
    cote = Cote(moment, m, Origine.QUITTANCE)
    assert (cote.reste is None) == (None in (loyer, charges, apl))
    if None in (loyer, charges, apl, ressources) or not ressources:
        assert cote.taux is None
    if moment is APRES and troisieme is None:
        assert cote.reste_avec is None
        assert Manque.TROISIEME_LIGNE in cote.manques
    for manque in cote.manques:
        assert getattr(m, manque.value) is None
    vide = Cote(moment, Montants(None, None), None)
    assert all(getattr(ecarts(vide, cote), c) is None for c in ("reste", "reste_avec", "taux"))


def test_the_third_line_is_remarked_upon_never_judged() -> None:
    assert remarques_troisieme_ligne(None) == ()
    assert remarques_troisieme_ligne(Decimal(0), economie=Decimal(-3)) == ()
    assert remarques_troisieme_ligne(Decimal(20)) == ()
    assert remarques_troisieme_ligne(Decimal(20), economie=Decimal(40)) == ()
    assert remarques_troisieme_ligne(Decimal(20), economie=Decimal(30)) == (
        Constat(Remarque.PLUS_DE_LA_MOITIE, Decimal(30)),
    )
    assert remarques_troisieme_ligne(Decimal(20), annee=1932, pieces=3) == (
        Constat(Remarque.FORFAIT, Decimal(15)),
    )
    assert remarques_troisieme_ligne(
        Decimal(15), travaux=date(2011, 6, 1), le=date(2026, 6, 1)
    ) == (Constat(Remarque.QUINZE_ANS, 15),)


@pytest.mark.parametrize(
    ("annee", "pieces", "attendu"),
    [(1930, 1, 10), (1930, 2, 15), (1947, 3, 15), (1930, 4, 20), (1930, 6, 20)],
)
def test_flat_amounts_of_old_buildings(annee: int, pieces: int, attendu: int) -> None:
    assert forfait(annee, pieces) == Decimal(attendu)


def test_no_flat_amount_when_year_or_rooms_are_not_known() -> None:
    assert forfait(None, 3) is None
    assert forfait(1930, None) is None
    assert forfait(1948, 3) is None


def test_old_resources_and_announced_rents_are_remarked_upon() -> None:
    avant = _cote(AVANT, 300, 50, 100)
    apres = _cote(APRES, 330, 40, 100)
    assert [c.quoi for c in remarques_de(avant, apres, None)] == [
        Remarque.ANNONCE,
        Remarque.AVANT_PLUS_RECENT,
    ]
    vide = Cote(AVANT, Montants(None, None), None)
    assert remarques_de(vide, apres, RETOUR) == ()
