"""The ledger of who lives where."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.core.errors import RegleMetier
from app.domain.logements import NatureOccupation
from app.domain.occupations import Sejour, a_clore, prevoir_fins, se_chevauchent, verifier

ORIGINE, TIROIR, DEFINITIF = NatureOccupation
JOUR = date(2026, 1, 1)


def _sejour(
    n: int,
    debut: int | None,
    fin: int | None,
    *,
    menage: int = 1,
    logement: int = 1,
    nature: NatureOccupation = ORIGINE,
    prevue: int | None = None,
) -> Sejour:
    def jour(ecart: int | None) -> date | None:
        return None if ecart is None else JOUR + timedelta(days=ecart)

    return Sejour(
        UUID(int=n),
        UUID(int=menage),
        UUID(int=logement),
        nature,
        jour(debut),
        jour(fin),
        fin_prevue=jour(prevue),
    )


def _refus(nouveau: Sejour, connus: list[Sejour], jour: date = JOUR) -> str:
    """The code of the refusal, "" when it may be."""
    try:
        verifier(nouveau, connus, jour)
    except RegleMetier as refus:
        return refus.code
    return ""


BORNES = st.none() | st.integers(-50, 50)


@given(BORNES, BORNES, BORNES, BORNES)
def test_se_chevaucher_c_est_partager_un_jour(
    d1: int | None, f1: int | None, d2: int | None, f2: int | None
) -> None:
    def jours(debut: int | None, fin: int | None) -> set[int]:
        return set(range(-60 if debut is None else debut, 61 if fin is None else fin))

    un, deux = jours(d1, f1), jours(d2, f2)
    if un and deux:
        attendu = bool(un & deux)
        assert se_chevauchent(_sejour(1, d1, f1), _sejour(2, d2, f2)) is attendu


def test_un_menage_entre_le_jour_ou_l_autre_sort() -> None:
    verifier(_sejour(1, 10, None), [_sejour(2, 0, 10, menage=2)])
    with pytest.raises(RegleMetier) as refus:
        verifier(_sejour(1, 9, None), [_sejour(2, 0, 10, menage=2)])
    assert refus.value.code == "occupation.logement_pris"


def test_origine_et_tiroir_vont_ensemble_pas_deux_origines() -> None:
    chez_lui = _sejour(1, None, None)
    verifier(_sejour(2, 5, None, logement=2, nature=TIROIR), [chez_lui])
    for nature in (ORIGINE, DEFINITIF):
        with pytest.raises(RegleMetier) as refus:
            verifier(_sejour(2, 5, None, logement=2, nature=nature), [chez_lui])
        assert refus.value.code == "occupation.deja"


def test_ce_qu_un_demenagement_clot() -> None:
    connus = [_sejour(1, None, None), _sejour(2, -5, None, logement=2, nature=TIROIR)]
    assert a_clore(TIROIR, JOUR, connus) == connus[1:]
    assert a_clore(ORIGINE, JOUR, connus) == connus[1:]
    assert a_clore(DEFINITIF, JOUR, connus) == connus
    assert a_clore(DEFINITIF, JOUR - timedelta(days=9), connus) == connus[:1]


@given(BORNES, BORNES, BORNES, BORNES, BORNES, BORNES, st.integers(-50, 50))
def test_seul_ce_qui_commence_apres_aujourd_hui_croit_une_fin_prevue(
    d1: int | None,
    f1: int | None,
    p1: int | None,
    d2: int | None,
    f2: int | None,
    p2: int | None,
    jour: int,
) -> None:
    un, deux = _sejour(1, d1, f1, prevue=p1), _sejour(2, d2, f2, prevue=p2)
    aujourdhui = JOUR + timedelta(days=jour)
    dit = se_chevauchent(un, deux, aujourdhui)
    assert dit is se_chevauchent(deux, un, aujourdhui)
    if not un.prevu(aujourdhui) and not deux.prevu(aujourdhui):
        assert dit is se_chevauchent(un, deux)
    if not se_chevauchent(un, deux):
        assert dit is False
    if dit is False and se_chevauchent(un, deux):
        premier, suivant = (un, deux) if (un.debut or JOUR) < (deux.debut or JOUR) else (deux, un)
        if suivant.prevu(aujourdhui) and premier.fin is None and premier.fin_prevue is not None:
            assert premier.fin_prevue <= (suivant.debut or JOUR) or un.fin_prevue == deux.fin_prevue


def test_un_tiroir_se_promet_au_suivant_des_que_le_retour_est_prevu() -> None:
    loge = _sejour(1, -30, None, nature=TIROIR, prevue=40)
    suivant = _sejour(2, 41, None, menage=2, nature=TIROIR)
    assert _refus(suivant, [loge]) == ""
    assert _refus(suivant, [_sejour(1, -30, None, nature=TIROIR)]) == "occupation.logement_pris"
    assert _refus(_sejour(2, 39, None, menage=2, nature=TIROIR), [loge]) != ""
    # Today nobody enters a home somebody has not really left, whatever was foreseen.
    parti_en_principe = _sejour(1, -30, None, nature=TIROIR, prevue=-2)
    assert _refus(_sejour(2, 0, None, menage=2), [parti_en_principe]) == "occupation.logement_pris"
    assert _refus(_sejour(2, 1, None, menage=2), [parti_en_principe]) == ""


def test_entrer_aujourd_hui_dans_un_logement_promis_demande_une_fin_prevue() -> None:
    promis = _sejour(1, 30, None, nature=TIROIR)
    assert _refus(_sejour(2, 0, None, menage=2), [promis]) == "occupation.logement_promis"
    assert _refus(_sejour(2, 0, None, menage=2, prevue=30), [promis]) == ""
    assert _refus(_sejour(2, 0, None, menage=2, prevue=31), [promis]) != ""


def test_deux_promesses_se_suivent_si_la_premiere_a_une_fin_prevue() -> None:
    premiere = _sejour(1, 10, None, nature=TIROIR, prevue=60)
    assert _refus(_sejour(2, 60, None, menage=2, nature=TIROIR), [premiere]) == ""
    assert _refus(_sejour(2, 59, None, menage=2, nature=TIROIR), [premiere]) != ""
    # And before it, when its own return is foreseen in time.
    assert _refus(_sejour(2, 1, None, menage=2, nature=TIROIR, prevue=10), [premiere]) == ""
    assert _refus(_sejour(2, 1, None, menage=2, nature=TIROIR, prevue=11), [premiere]) != ""


def test_un_domicile_definitif_prevu_met_fin_aux_autres_ce_jour_la() -> None:
    chez_lui = _sejour(1, None, None)
    tiroir = _sejour(2, -20, None, logement=2, nature=TIROIR)
    definitif = _sejour(3, 30, None, logement=3, nature=DEFINITIF)
    assert _refus(definitif, [chez_lui, tiroir]) == ""
    fins = {s.id.int: s.fin_prevue for s in prevoir_fins([chez_lui, tiroir, definitif], JOUR)}
    jour = JOUR + timedelta(days=30)
    assert fins == {1: jour, 2: jour, 3: None}
    # So its home and its tiroir may be promised from that day on.
    connus = [chez_lui, tiroir, definitif]
    assert _refus(_sejour(9, 30, None, menage=2, logement=2, nature=TIROIR), connus) == ""
    assert _refus(_sejour(9, 29, None, menage=2, logement=2, nature=TIROIR), connus) != ""
    # Today, it is still at home; two homes for good stay a mistake.
    assert _refus(_sejour(4, 0, None, logement=3, nature=DEFINITIF), [chez_lui]) != ""
    assert _refus(_sejour(4, 60, None, logement=4, nature=DEFINITIF), connus) != ""


def test_un_second_tiroir_prevu_met_fin_au_premier() -> None:
    premier = _sejour(1, -20, None, logement=2, nature=TIROIR)
    assert _refus(_sejour(2, 30, None, logement=3, nature=TIROIR), [premier]) == ""
    assert _refus(_sejour(2, 0, None, logement=3, nature=TIROIR), [premier]) == "occupation.deja"


@given(
    st.lists(
        st.tuples(
            st.integers(1, 3),
            st.integers(1, 3),
            st.integers(-30, 60),
            st.none() | st.integers(1, 40),
        ),
        max_size=8,
    )
)
def test_ce_qui_fut_accepte_ne_met_jamais_deux_menages_ensemble(
    demandes: list[tuple[int, int, int, int | None]],
) -> None:
    """Should everybody leave when foreseen, no home ever holds two households."""
    connus: list[Sejour] = []
    for n, (menage, logement, debut, duree) in enumerate(demandes):
        prevue = None if duree is None else debut + duree
        nouveau = _sejour(
            n, debut, None, menage=menage, logement=logement, nature=TIROIR, prevue=prevue
        )
        if not _refus(nouveau, connus):
            connus.append(nouveau)
    tenus = [
        (s, s.fin_prevue or date.max) for s in prevoir_fins(connus, JOUR) if s.debut is not None
    ]
    for jour in (JOUR + timedelta(days=d) for d in range(1, 101)):
        ici = [s.logement_id for s, fin in tenus if s.debut is not None and s.debut <= jour < fin]
        assert len(ici) == len(set(ici))
