"""When visits of a renovated home are due; what its checklist may hold."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta

import pytest

import resources
from app.domain.catalogue_fautes import Faute
from app.domain.prises_en_main import (
    DEBUT_CHAUFFE,
    FIN_CHAUFFE,
    MomentPriseEnMain,
    a_prevoir,
    fin_premiere_saison,
    jour_propose,
    ouvrable,
    visite_d_hiver,
)
from app.domain.prises_en_main_liste import DESSINS, ListePrise, lire_liste, reunir

RETOUR, HIVER = MomentPriseEnMain.RETOUR, MomentPriseEnMain.HIVER


def _lire(texte: str, connus: tuple[str, ...] = ()) -> tuple[ListePrise, list[Faute]]:
    fautes: list[Faute] = []
    return lire_liste(tomllib.loads(texte), connus, fautes), fautes


@pytest.mark.parametrize(
    ("retour", "visite"),
    [
        (date(2026, 6, 1), date(2026, 11, 15)),  # summer: a month after the heating is lit
        (date(2026, 10, 15), date(2026, 11, 26)),  # the very day: six weeks later
        (date(2026, 12, 20), date(2027, 1, 31)),  # in the season, across the year
        (date(2027, 3, 4), date(2027, 4, 15)),  # its last day still counts
        (date(2027, 3, 5), date(2027, 11, 15)),  # too late for this one: the next
        (date(2027, 4, 16), date(2027, 11, 15)),
    ],
)
def test_la_visite_d_hiver_tombe_dans_la_premiere_saison(retour: date, visite: date) -> None:
    assert visite_d_hiver(retour) == visite


def test_quel_que_soit_le_retour_la_visite_est_en_saison_de_chauffe() -> None:
    for n in range(800):
        retour = date(2026, 1, 1) + timedelta(days=n)
        visite = visite_d_hiver(retour)
        assert retour < visite <= fin_premiere_saison(retour)
        assert (visite.month, visite.day) >= DEBUT_CHAUFFE or (
            (visite.month, visite.day) <= FIN_CHAUFFE
        )
        assert visite - retour <= timedelta(days=265)


def test_un_jour_chome_passe_au_jour_ouvrable_suivant() -> None:
    noel = date(2026, 12, 25)  # a Friday
    assert ouvrable(noel, {noel}) == date(2026, 12, 28)
    assert ouvrable(date(2026, 12, 24), {noel}) == date(2026, 12, 24)
    assert jour_propose(RETOUR, date(2026, 12, 11), {noel}) == date(2026, 12, 28)


def test_un_retour_dit_tard_recoit_encore_sa_visite_puis_plus() -> None:
    retour = date(2026, 9, 1)
    assert a_prevoir(RETOUR, retour, date(2026, 9, 2), ()) == date(2026, 9, 15)
    assert a_prevoir(RETOUR, retour, date(2026, 10, 1), ()) == date(2026, 10, 8)
    assert a_prevoir(RETOUR, retour, date(2026, 11, 20), ()) is None
    assert a_prevoir(HIVER, retour, date(2027, 3, 1), ()) == date(2027, 3, 8)
    assert a_prevoir(HIVER, retour, date(2027, 4, 12), ()) is None


def test_le_catalogue_livre_est_sans_faute_et_complet() -> None:
    texte = resources.octets("catalogues", "prise_en_main.toml").decode()
    liste, fautes = _lire(texte)
    assert fautes == []
    assert {p.dessin for p in liste.points} == set(DESSINS)
    for point in liste.points:
        assert all((point.montrer_en, point.pourquoi_en, point.dire_en)), point.code
        assert point.en != point.fr
    codes = {p.code for p in liste.pour(HIVER)}
    assert {"hiver_facture", "vmc_papier"} <= codes
    assert "hiver_facture" not in {p.code for p in liste.pour(RETOUR)}


def test_les_points_se_suivent_groupe_par_groupe() -> None:
    liste, fautes = _lire(
        """
        [[groupe]]
        code = "a"
        fr = "A"
        [[groupe]]
        code = "b"
        fr = "B"
        [[point]]
        code = "deux"
        groupe = "b"
        fr = "Deux"
        montrer = "x"
        dire = "y"
        [[point]]
        code = "un"
        groupe = "a"
        fr = "Un"
        montrer = "x"
        dire = "y"
        dire_pl = "z"
        titre_pl = "t"
        """
    )
    assert fautes == []
    un, deux = liste.pour(RETOUR)
    assert (un.code, deux.code) == ("un", "deux")
    assert (un.dire_en_langue("pl"), un.titre_en_langue("pl")) == ("z", "t")
    assert un.dire_en_langue("en") is None
    assert un.dire("en") == "y"  # on screen French is better than nothing


def test_une_equipe_ajoute_et_remplace() -> None:
    livree, _f = _lire('[[groupe]]\ncode = "a"\nfr = "A"\n[[point]]\ncode = "p"\ngroupe = "a"\n'
                       'fr = "P"\nmontrer = "x"\ndire = "y"\n')  # fmt: skip
    ajout, fautes = _lire(
        '[[point]]\ncode = "p"\ngroupe = "a"\nfr = "Autre"\nmontrer = "x"\ndire = "y"\n'
        '[[point]]\ncode = "q"\ngroupe = "a"\nfr = "Q"\nmontrer = "x"\ndire = "y"\n',
        ("a",),
    )
    assert fautes == []
    assert [p.fr for p in reunir(livree, ajout).points] == ["Autre", "Q"]
    assert reunir(livree, None) is livree


@pytest.mark.parametrize(
    ("lignes", "code"),
    [
        ('code = "presence"\ngroupe = "a"\nfr = "P"\nmontrer = "x"\ndire = "y"', "code_reserve"),
        ('code = "p"\ngroupe = "zut"\nfr = "P"\nmontrer = "x"\ndire = "y"', "valeur_inconnue"),
        ('code = "p"\ngroupe = "a"\nfr = "P"\nmontrer = "x"', "champ_absent"),
        ('code = "p"\ngroupe = "a"\nfr = "P"\nmontrer = "x"\ndire = "y"\ndessin = "licorne"',
         "valeur_inconnue"),
        ('code = "p"\ngroupe = "a"\nfr = "P"\nmontrer = "x"\ndire = "y"\nmoments = ["noel"]',
         "valeur_inconnue"),
        ('code = "p"\ngroupe = "a"\nfr = "P"\nmontrer = "x"\ndire = "y"\ndirre_en = "z"',
         "champ_inconnu"),
    ],
)  # fmt: skip
def test_ce_qui_ne_va_pas_est_nomme(lignes: str, code: str) -> None:
    _liste, fautes = _lire(f"[[point]]\n{lignes}\n", ("a",))
    assert [f.code for f in fautes] == [code]
