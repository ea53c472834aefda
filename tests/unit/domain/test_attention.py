"""Attention: each rule alone, what sleeps, and a score that waits for a day to change."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.domain.attention import (
    GENRES,
    Attente,
    Attention,
    FaitsAttention,
    Pause,
    evaluer,
)
from app.domain.menages import FaitsDatesDuParcours, Phase
from app.domain.parcours import FaitEtape, Faits, deduire
from app.domain.parcours_modele import (
    GenreElement,
    GenreParcours,
    LigneModele,
    ModeleParcours,
    RegleAttention,
)
from app.domain.ressentis import RessentiDate

JOUR = date(2026, 11, 24)
E = GenreElement.ETAPE
MODELE = ModeleParcours(
    "essai",
    "Essai",
    "Try",
    GenreParcours.RELOGEMENT,
    (
        LigneModele("enquete", E, Phase.AVANT, "demenagement_aller", -60),
        LigneModele("avis_travaux", E, Phase.AVANT, "demenagement_aller", -15),
        LigneModele("logement_temoin", E, Phase.AVANT, "demenagement_aller", -10, False),
        LigneModele("demenagement_aller", E, Phase.PENDANT, "debut_travaux", -5),
        LigneModele("reception", E, Phase.APRES, "reception_tranche"),
    ),
)


def il_y_a(jours: int) -> date:
    return JOUR - timedelta(jours)


def regle(genre: str, points: int = 3, **seuils: int) -> RegleAttention:
    return RegleAttention(genre, genre, points, genre, genre, seuils=seuils)


def menage(
    etapes: dict[str, FaitEtape] | None = None,
    debut_travaux: date | None = None,
    jour: date = JOUR,
    **faits: Any,
) -> FaitsAttention:
    """A household met yesterday, unless said otherwise."""
    parcours = deduire(MODELE, Faits(etapes or {}, debut_travaux=debut_travaux), jour)
    connu: dict[str, Any] = {"derniere_visite": il_y_a(1), "nb_visites": 1} | faits
    return FaitsAttention(parcours, **connu)


def dire(faits: FaitsAttention, une: RegleAttention, jour: date = JOUR) -> dict[str, Any] | None:
    """The values of the only rule's reason, or None."""
    raisons = evaluer(faits, [une], jour).raisons
    return dict(raisons[0].params) if raisons else None


def test_jamais_rencontre() -> None:
    une = regle("jamais_rencontre")
    assert dire(menage(), une) is None
    assert dire(menage(nb_visites=0, derniere_visite=None), une) == {}


def test_sans_contact_compte_par_phase() -> None:
    une = regle("sans_contact", jours_avant=90, jours_pendant=30, jours_apres=60)
    vu = il_y_a(40)
    assert dire(menage(derniere_visite=vu), une) is None
    pendant = FaitsDatesDuParcours(depart=il_y_a(50))
    assert dire(menage(derniere_visite=vu, phase=pendant), une) == {"depuis": vu.isoformat()}
    avant = evaluer(menage(derniere_visite=vu), [une], JOUR)
    assert avant.revoir_le == vu + timedelta(91)


@pytest.mark.parametrize(
    ("tons", "attendu"),
    [
        ([(20, "agreable", 4), (2, "penible", 3)], True),
        ([(20, "penible", 3), (2, "penible", 4)], False),
        ([(20, "penible", 4), (2, "agreable", 2)], False),
        ([(200, "agreable", 4), (2, "penible", 3)], False),
    ],
)
def test_des_ressentis_se_degradent(tons: list[tuple[int, str, int]], attendu: bool) -> None:
    ressentis = [RessentiDate(il_y_a(j), f"r{j}", ton, force) for j, ton, force in tons]
    trouve = dire(menage(ressentis=ressentis), regle("ressentis_degrades", jours=90, ecart=40))
    assert trouve == ({"depuis": il_y_a(2).isoformat(), "ressenti": "r2"} if attendu else None)


def test_un_engagement_rompu_compte_un_temps() -> None:
    une = regle("engagement_rompu", jours=60)
    faits = menage(rompues=[Attente(il_y_a(60), "Rappeler"), Attente(il_y_a(61), "Trop vieux")])
    assert dire(faits, une) == {"nombre": 1, "le": il_y_a(60).isoformat(), "texte": "Rappeler"}
    assert evaluer(faits, [une], JOUR).revoir_le == JOUR + timedelta(1)
    assert dire(faits, une, JOUR + timedelta(1)) is None


@pytest.mark.parametrize(("retard", "attendu"), [(0, False), (2, False), (3, True)])
def test_un_engagement_en_retard_laisse_un_delai(retard: int, attendu: bool) -> None:
    faits = menage(promesses=[Attente(il_y_a(retard), "Rappeler")])
    trouve = dire(faits, regle("engagement_en_retard", jours=2))
    assert (trouve is not None) is attendu
    if trouve:
        assert trouve["depuis"] == il_y_a(retard).isoformat()


def test_un_depart_proche_dit_les_etapes_qui_manquent() -> None:
    """Only compulsory lines due before the move; done or set aside ones are not missing."""
    une = regle("etapes_manquantes", jours=30)
    depart = {"demenagement_aller": FaitEtape(prevue=JOUR + timedelta(20))}
    trouve = dire(menage(depart), une)
    assert trouve == {
        "nombre": 2,
        "le": (JOUR + timedelta(20)).isoformat(),
        "etape": "demenagement_aller",
        "lignes": ["enquete", "avis_travaux"],
    }
    faites = depart | {"enquete": FaitEtape(faite=il_y_a(3)), "avis_travaux": FaitEtape(None, JOUR)}
    assert dire(menage(faites), une) is None
    loin = {"demenagement_aller": FaitEtape(prevue=JOUR + timedelta(40))}
    assert dire(menage(loin), une) is None
    passe = {"demenagement_aller": FaitEtape(prevue=JOUR - timedelta(1))}
    assert dire(menage(passe), une) is None


@pytest.mark.parametrize(
    ("genre", "champ", "nom"),
    [
        ("reclamation_tardive", "reclamations", "reference"),
        ("reclamation_en_retard", "en_retard", "reference"),
        ("reparation_a_confirmer", "reparees", "reference"),
        ("passage_manque", "passages", "reference"),
        ("question_sans_reponse", "besoins", "besoin"),
        ("annonce_a_faire", "annonces", "objet"),
        ("attachement_sans_decision", "attachements", "titre"),
    ],
)
def test_ce_qui_attend_trop_longtemps(genre: str, champ: str, nom: str) -> None:
    attentes = [Attente(il_y_a(7), "b"), Attente(il_y_a(12), "a"), Attente(il_y_a(2), "c")]
    faits = menage(**{champ: attentes})
    une = regle(genre, jours=7)
    assert dire(faits, une) == {"nombre": 2, "depuis": il_y_a(12).isoformat(), nom: "a"}
    assert evaluer(faits, [une], JOUR).revoir_le == JOUR + timedelta(5)
    assert dire(menage(**{champ: [Attente(il_y_a(6), "a")]}), une) is None


def test_le_score_additionne_et_les_raisons_vont_de_la_plus_lourde() -> None:
    faits = menage(nb_visites=0, derniere_visite=None, besoins=[Attente(il_y_a(9), "calendrier")])
    trouve = evaluer(
        faits,
        [regle("question_sans_reponse", 2, jours=7), regle("jamais_rencontre", 5)],
        JOUR,
    )
    assert trouve.score == 7
    assert [r.code for r in trouve.raisons] == ["jamais_rencontre", "question_sans_reponse"]


def test_une_reclamation_ne_compte_qu_une_fois() -> None:
    """The heaviest rule tells it; the lesser one speaks of the others only, and sleeps with it."""
    faits = menage(
        reclamations=[Attente(il_y_a(60), "R-1"), Attente(il_y_a(50), "R-2")],
        en_retard=[Attente(il_y_a(20), "R-1")],
        passages=[Attente(il_y_a(2), "R-1")],
    )
    tardive, retard = (
        regle("reclamation_tardive", 2, jours=30),
        regle("reclamation_en_retard", 3, jours=1),
    )
    trouve = evaluer(faits, [tardive, retard, regle("passage_manque", 1, jours=0)], JOUR)
    dites = [(r.code, r.params["nombre"], r.params["reference"]) for r in trouve.raisons]
    assert dites == [("reclamation_en_retard", 1, "R-1"), ("reclamation_tardive", 1, "R-2")]
    assert trouve.score == 5
    faits.pauses = [Pause(("reclamation_en_retard",), JOUR + timedelta(3))]
    assert evaluer(faits, [tardive, retard], JOUR).score == 2
    eteinte = replace(retard, actif=False)
    (seule,) = evaluer(faits, [tardive, eteinte], JOUR).raisons
    assert seule.params["nombre"] == 2


def test_une_pause_endort_ses_raisons_seulement_et_jusqu_a_son_jour() -> None:
    regles = [regle("question_sans_reponse", 2, jours=7), regle("jamais_rencontre", 5)]
    pause = Pause(("jamais_rencontre",), JOUR + timedelta(3))
    faits = menage(nb_visites=0, derniere_visite=None, pauses=[pause])
    endormi = evaluer(faits, regles, JOUR)
    assert (endormi.score, endormi.raisons[0].dort) == (0, True)
    assert endormi.revoir_le == JOUR + timedelta(4)
    assert evaluer(faits, regles, JOUR + timedelta(3)).score == 0
    assert evaluer(faits, regles, JOUR + timedelta(4)).score == 5
    faits.besoins = [Attente(il_y_a(9), "calendrier")]  # a new reason wakes the household up
    assert evaluer(faits, regles, JOUR).score == 2


def test_un_suivi_clos_ne_demande_rien() -> None:
    faits = menage(nb_visites=0, derniere_visite=None, ouvert=False)
    assert evaluer(faits, [regle("jamais_rencontre")], JOUR).raisons == ()


def test_une_regle_eteinte_ou_inconnue_se_tait() -> None:
    faits = menage(nb_visites=0, derniere_visite=None)
    eteinte = replace(regle("jamais_rencontre"), actif=False)
    assert evaluer(faits, [eteinte, regle("d_une_autre_version")], JOUR).score == 0


TOUTES = [
    regle("jamais_rencontre", 5),
    regle("sans_contact", jours_avant=20, jours_pendant=10, jours_apres=15),
    regle("ressentis_degrades", jours=30, ecart=40),
    regle("engagement_rompu", jours=20),
    regle("engagement_en_retard", jours=1),
    regle("etapes_manquantes", jours=15),
    regle("reclamation_tardive", jours=12),
    regle("reclamation_en_retard", jours=1),
    regle("reparation_a_confirmer", jours=7),
    regle("passage_manque", jours=0),
    regle("question_sans_reponse", jours=7),
    regle("annonce_a_faire", jours_avant=3, jours_pendant=2, jours_apres=9),
    regle("attachement_sans_decision", jours=25),
]


def _tirage(graine: int) -> Callable[[date], Attention]:
    """A household drawn at random, evaluated on any day."""
    h = random.Random(graine)

    def le(avant: int = 40, apres: int = 0) -> date:
        return JOUR + timedelta(h.randrange(-avant, apres + 1))

    def attentes(apres: int = 0) -> list[Attente]:
        return [Attente(le(40, apres), str(i)) for i in range(h.randrange(3))]

    faits_parcours = Faits(
        {"demenagement_aller": FaitEtape(prevue=le(10, 40))} if h.random() < 0.5 else {},
        debut_travaux=le(10, 40) if h.random() < 0.5 else None,
        reception=le(10, 40) if h.random() < 0.5 else None,
    )
    tons = ("agreable", "penible", "neutre")
    faits: dict[str, Any] = {
        "phase": FaitsDatesDuParcours(
            le(20, 30) if h.random() < 0.5 else None, le(5, 60) if h.random() < 0.3 else None
        ),
        "nb_visites": h.randrange(2),
        "derniere_visite": le() if h.random() < 0.7 else None,
        "ressentis": [
            RessentiDate(le(), str(i), h.choice(tons), h.randrange(1, 6))
            for i in range(h.randrange(5))
        ],
        "promesses": attentes(20),
        "rompues": attentes(),
        "reclamations": attentes(),
        "en_retard": attentes(20),
        "reparees": attentes(),
        "passages": attentes(),
        "besoins": attentes(),
        "annonces": attentes(),
        "attachements": attentes(),
        "pauses": [Pause(h.sample(sorted(GENRES), 4), le(5, 20)) for _ in range(h.randrange(2))],
    }

    def le_jour(jour: date) -> Attention:
        return evaluer(FaitsAttention(deduire(MODELE, faits_parcours, jour), **faits), TOUTES, jour)

    return le_jour


@pytest.mark.parametrize("graine", range(150))
def test_rien_ne_change_avant_le_jour_annonce(graine: int) -> None:
    """Rows need no recomputing before `revoir_le`; what they say never counts days up to today."""
    evaluation = _tirage(graine)
    depart = evaluation(JOUR)
    for ecart in range(1, 60):
        jour = JOUR + timedelta(ecart)
        if depart.revoir_le is not None and jour >= depart.revoir_le:
            break
        ce_jour = evaluation(jour)
        assert (ce_jour.score, ce_jour.raisons) == (depart.score, depart.raisons)


def test_les_tirages_parlent_de_toutes_les_regles() -> None:
    """The property above would be worth nothing if no drawn household had a reason."""
    dites = {r.code for graine in range(150) for r in _tirage(graine)(JOUR).raisons}
    assert dites == set(GENRES)
