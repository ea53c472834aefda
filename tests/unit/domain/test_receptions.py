"""The day that counts for the works of a home; inventories compared."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import AppError
from app.domain.etats_des_lieux import (
    Constat,
    ListeEtat,
    comparer,
    differences,
    lire_liste,
    reunir,
)
from app.domain.receptions import (
    Ecart,
    EtatElement,
    FaitReception,
    ResultatReception,
    date_de,
    ecart,
    verifier_jour,
    verifier_nouvelle,
    verifier_resultat,
)

UN, DEUX, TROIS = date(2026, 1, 1), date(2026, 2, 2), date(2026, 3, 3)
AVEC, SANS, REFUS = (
    ResultatReception.AVEC_RESERVES,
    ResultatReception.SANS_RESERVE,
    ResultatReception.REFUSEE,
)


def recue(le: date) -> FaitReception:
    return FaitReception(le, AVEC)


def refusee(le: date) -> FaitReception:
    return FaitReception(le, REFUS)


@pytest.mark.parametrize(
    ("propres", "de_tranche", "prevue", "attendu"),
    [
        ([], [], None, None),
        ([], [], UN, UN),
        ([], [], TROIS, None),  # still to come
        ([], [recue(UN)], DEUX, UN),
        ([recue(DEUX)], [recue(UN)], UN, DEUX),
        ([refusee(UN)], [], UN, None),
        ([refusee(UN)], [], DEUX, None),  # the day of the batch is not its own
        ([], [refusee(UN)], DEUX, DEUX),  # foreseen again, and past
        ([refusee(DEUX)], [recue(UN)], UN, None),  # refused after its batch was received
        ([refusee(UN)], [recue(DEUX)], None, DEUX),
        ([refusee(UN), recue(DEUX)], [], None, DEUX),
        ([], [refusee(UN)], UN, None),
        ([], [refusee(UN), recue(DEUX)], None, DEUX),
    ],
)
def test_le_jour_qui_compte(
    propres: list[FaitReception],
    de_tranche: list[FaitReception],
    prevue: date | None,
    attendu: date | None,
) -> None:
    assert date_de(propres, de_tranche, prevue, DEUX) == attendu


def test_sans_jour_une_date_a_venir_compte() -> None:
    assert date_de([], [], TROIS, None) == TROIS


@pytest.mark.parametrize(
    ("deja", "le", "resultat", "code"),
    [
        ([recue(UN)], DEUX, AVEC, "reception.deja"),
        ([recue(UN)], DEUX, REFUS, "reception.deja"),
        ([refusee(DEUX)], UN, SANS, "reception.avant_refus"),
        ([refusee(UN)], UN, REFUS, "reception.refus_deja"),
    ],
)
def test_une_nouvelle_reception_est_verifiee(
    deja: list[FaitReception], le: date, resultat: ResultatReception, code: str
) -> None:
    with pytest.raises(AppError) as leve:
        verifier_nouvelle(deja, le, ou="3 rue Neuve", resultat=resultat)
    assert (leve.value.code, leve.value.params["ou"]) == (code, "3 rue Neuve")


def test_apres_un_refus_on_recoit_le_jour_meme_ou_apres() -> None:
    for le in (UN, DEUX):
        verifier_nouvelle([refusee(UN)], le, ou="", resultat=AVEC)
    verifier_nouvelle([refusee(UN)], DEUX, ou="", resultat=REFUS)
    verifier_nouvelle([], UN, ou="", resultat=REFUS)


def test_le_jour_et_le_resultat() -> None:
    assert verifier_jour(UN, UN) == UN
    for args, code in (
        ((DEUX, UN), "reception.futur"),
        ((DEUX, TROIS, UN), "reception.apres_reclamation"),
    ):
        with pytest.raises(AppError) as leve:
            verifier_jour(*args)
        assert leve.value.code == code
    verifier_resultat(AVEC, 3)
    verifier_resultat(REFUS, 0)
    with pytest.raises(AppError, match="a_des_reserves"):
        verifier_resultat(SANS, 1)


def test_les_ecarts() -> None:
    bon, mauvais = EtatElement.BON, EtatElement.MAUVAIS
    assert ecart(bon, mauvais) is Ecart.PIRE
    assert ecart(mauvais, bon) is Ecart.MIEUX
    assert ecart(bon, bon) is Ecart.PAREIL
    assert ecart(None, bon) is ecart(bon, None) is Ecart.INCOMPLET
    assert ecart(mauvais, EtatElement.ABSENT) is Ecart.PIRE


def test_ce_qui_est_ecrit_a_la_main_vient_a_la_fin_de_sa_piece() -> None:
    bon = Constat(EtatElement.BON)
    rangees = comparer(
        [("sejour", "murs"), ("cuisine", "murs")],
        {("sejour", "poutre"): bon, ("Véranda", "sol"): bon},
        {("cuisine", "murs"): bon},
    )
    assert [(r.piece, r.element) for r in rangees] == [
        ("sejour", "murs"),
        ("sejour", "poutre"),
        ("cuisine", "murs"),
        ("Véranda", "sol"),
    ]
    vides_a_la_fin = differences(rangees)
    assert vides_a_la_fin[-1].element == "murs"
    assert vides_a_la_fin[-1].piece == "sejour"


def test_la_liste_se_lit_se_complete_et_dit_ses_fautes() -> None:
    fautes: list[object] = []
    contenu = {
        "element": [{"code": "murs", "fr": "Murs", "categorie": "finitions"}],
        "piece": [
            {"code": "sejour", "fr": "Séjour", "elements": ["murs"]},
            {"code": "chambre_3", "fr": "Chambre 3", "elements": ["murs"], "chambre": 3},
        ],
    }
    livree = lire_liste(contenu, (), ("finitions",), fautes)  # type: ignore[arg-type]  # read only
    assert not fautes
    assert livree.pour(2) == (("sejour", "murs"),)
    assert len(livree.pour(None)) == 2
    ajout = lire_liste(
        {"piece": [{"code": "sejour", "fr": "Salle", "elements": []}]},
        ("murs",),
        ("finitions",),
        fautes,  # type: ignore[arg-type]  # read only
    )
    complete = reunir(livree, ajout)
    piece = complete.piece("sejour")
    assert piece is not None
    assert (piece.libelle("fr"), piece.libelle("en"), len(complete.pieces)) == ("Salle", "Salle", 2)
    assert ListeEtat().pour(3) == ()
    mauvais = {"element": [{"code": "x", "fr": "X", "categorie": "inconnue"}]}
    lire_liste(mauvais, (), ("finitions",), fautes)  # type: ignore[arg-type]  # read only
    assert [f.code for f in fautes] == ["valeur_inconnue"]  # type: ignore[attr-defined]  # faults
