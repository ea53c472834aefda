"""Rules of moves: days, order, meters; the checklist of a household."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from app.core.errors import AppError
from app.domain.catalogue_fautes import Faute
from app.domain.demenagements import (
    EtatDemenagement,
    Passage,
    SensDemenagement,
    exiger_vivant,
    index_plus_bas,
    verifier_fait,
    verifier_jour,
    verifier_passages,
)
from app.domain.demenagements_liste import (
    Condition,
    FaitsMenage,
    Moment,
    PointModele,
    concernes,
    lire_points,
    reunir,
)
from app.services.accompagnement import charger
from app.services.jours_feries import feries

ALLER, RETOUR, DEFINITIF = SensDemenagement


def _passages(*etapes: tuple[SensDemenagement, date]) -> list[Passage]:
    return [Passage(UUID(int=n), sens, jour) for n, (sens, jour) in enumerate(etapes)]


@pytest.mark.parametrize(
    ("jour", "code"),
    [
        (date(2026, 12, 5), "demenagement.week_end"),
        (date(2026, 12, 6), "demenagement.week_end"),
        (date(2026, 12, 25), "demenagement.ferie"),
        (date(2027, 5, 6), "demenagement.ferie"),  # Ascension
        (date(2026, 12, 4), None),
    ],
)
def test_on_ne_demenage_pas_un_jour_chome_sans_raison(jour: date, code: str | None) -> None:
    fetes = feries([jour.year])
    if code is None:
        verifier_jour(jour, fetes, None)
        return
    with pytest.raises(AppError) as refus:
        verifier_jour(jour, fetes, None)
    assert refus.value.code == code
    verifier_jour(jour, fetes, "le ménage préfère")


@pytest.mark.parametrize(
    ("passages", "dehors", "code"),
    [
        ([(ALLER, date(2026, 12, 1)), (RETOUR, date(2027, 4, 1))], False, None),
        ([(RETOUR, date(2027, 4, 1)), (ALLER, date(2026, 12, 1))], False, None),
        (
            [(ALLER, date(2027, 4, 2)), (RETOUR, date(2027, 4, 1))],
            False,
            "demenagement.retour_avant",
        ),
        (
            [(ALLER, date(2027, 4, 1)), (RETOUR, date(2027, 4, 1))],
            False,
            "demenagement.meme_jour",
        ),
        ([(RETOUR, date(2027, 4, 1))], False, "demenagement.pas_parti"),
        ([(RETOUR, date(2027, 4, 1))], True, None),
        # From one temporary home to another, then home; later away again.
        (
            [
                (ALLER, date(2026, 12, 1)),
                (ALLER, date(2027, 2, 1)),
                (RETOUR, date(2027, 4, 1)),
                (ALLER, date(2027, 6, 1)),
            ],
            False,
            None,
        ),
        (
            [
                (ALLER, date(2026, 12, 1)),
                (RETOUR, date(2027, 4, 1)),
                (RETOUR, date(2027, 5, 1)),
            ],
            False,
            "demenagement.pas_parti",
        ),
        ([(DEFINITIF, date(2026, 12, 1))], False, None),
    ],
)
def test_les_demenagements_d_un_menage_se_suivent(
    passages: list[tuple[SensDemenagement, date]], dehors: bool, code: str | None
) -> None:
    if code is None:
        verifier_passages(_passages(*passages), dehors=dehors)
        return
    with pytest.raises(AppError) as refus:
        verifier_passages(_passages(*passages), dehors=dehors)
    assert refus.value.code == code


def test_ce_qui_est_fini_ne_change_plus() -> None:
    exiger_vivant(EtatDemenagement.CONFIRME)
    for etat in (EtatDemenagement.FAIT, EtatDemenagement.ANNULE):
        with pytest.raises(AppError):
            exiger_vivant(etat)
    verifier_fait(date(2026, 11, 24), date(2026, 11, 24))
    with pytest.raises(AppError):
        verifier_fait(date(2026, 11, 25), date(2026, 11, 24))


@pytest.mark.parametrize(
    ("valeur", "avant", "recule"),
    [
        ("12 340", "12341", True),
        ("12 341,5", "12341,6", True),
        ("12 342", "12 341", False),
        ("illisible", "12341", False),
        ("9", "HP 12 / HC 8", False),
        ("²", "3", False),
    ],
)
def test_un_compteur_ne_recule_pas(valeur: str, avant: str, recule: bool) -> None:
    assert index_plus_bas(valeur, avant) is recule


def test_la_liste_suit_le_menage_et_le_sens() -> None:
    livre = charger().liste_demenagement
    codes = {p.code for p in concernes(livre, ALLER, FaitsMenage(animaux=False))}
    assert {"convention", "assurance", "cles_remises"} <= codes
    assert not codes & {"animaux", "appareil", "angdm", "ecole", "attachements", "bail"}
    # Nobody asked about pets: the line stays, a box left unsaid is not a no.
    assert "animaux" in {p.code for p in concernes(livre, ALLER, FaitsMenage())}
    tout = FaitsMenage(True, appareil=True, ayant_droit=True, enfants=True, attachements=True)
    partants = {p.code for p in concernes(livre, DEFINITIF, tout)}
    assert {"animaux", "appareil", "angdm", "ecole", "attachements", "bail"} <= partants
    assert "angdm" not in {p.code for p in concernes(livre, RETOUR, tout)}
    (appareil,) = (p for p in livre if p.code == "appareil")
    assert appareil.confidentiel
    assert appareil.si is Condition.APPAREIL


def test_chaque_point_livre_a_ses_deux_langues_et_son_moment() -> None:
    livre = charger().liste_demenagement
    assert all(p.fr != p.en for p in livre)
    assert {p.moment for p in livre} == set(Moment)
    veille = next(p for p in livre if p.code == "veille")
    assert veille.pour_le(date(2026, 12, 1)) == date(2026, 11, 30)
    assert [p.jours for p in concernes(livre, ALLER, FaitsMenage())] == sorted(
        p.jours for p in concernes(livre, ALLER, FaitsMenage())
    )


@pytest.mark.parametrize(
    ("point", "faute", "champ"),
    [
        ({"code": "a", "jours": -1}, "champ_absent", "fr"),
        ({"code": "a", "fr": "A"}, "champ_absent", "jours"),
        ({"code": "a", "fr": "A", "jours": 4000}, "nombre_borne", "jours"),
        ({"code": "a", "fr": "A", "jours": 0, "si": "lune"}, "valeur_inconnue", "si"),
        ({"code": "a", "fr": "A", "jours": 0, "sens": ["allez"]}, "valeur_inconnue", "sens"),
        ({"code": "a", "fr": "A", "jours": 0, "quand": 3}, "champ_inconnu", "quand"),
        ({"code": "A b", "fr": "A", "jours": 0}, "code_forme", "code"),
    ],
)
def test_une_ligne_fausse_est_dite(point: dict[str, Any], faute: str, champ: str) -> None:
    fautes: list[Faute] = []
    lire_points({"point": [point]}, fautes)
    assert [(f.code, f.chemin[2]) for f in fautes] == [(faute, champ)]


def test_l_equipe_remplace_et_ajoute() -> None:
    livres = (PointModele("a", "A", "A", -1), PointModele("b", "B", "B", 0))
    ajout = (PointModele("b", "autre", "other", 3), PointModele("c", "C", "C", 0))
    assert [(p.code, p.fr) for p in reunir(livres, ajout)] == [
        ("a", "A"),
        ("b", "autre"),
        ("c", "C"),
    ]
