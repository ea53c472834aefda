"""Where a household goes, and when somebody may leave it."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from app.core.errors import AppError
from app.domain.accompagnement import CodeSouhait
from app.domain.foyer import Membre, partants, titulaire_apres
from app.domain.menages import StatutMenage
from app.domain.propositions import verifier_jours, verifier_reponse
from app.domain.relogements import MotifRefus, ReponseProposition, Trajectoire
from app.domain.trajectoires import Origine, apres_acceptation, deduire, se_reloge

UN, DEUX, TROIS = (UUID(int=n) for n in (1, 2, 3))
JOUR = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("decidee", "souhait", "attendu"),
    [
        (None, None, (Trajectoire.RETOUR, Origine.PRINCIPE)),
        (None, CodeSouhait.NE_SAIT_PAS, (Trajectoire.RETOUR, Origine.PRINCIPE)),
        (None, CodeSouhait.AILLEURS, (Trajectoire.AILLEURS, Origine.SOUHAIT)),
        (None, CodeSouhait.AUTRE_CITE, (Trajectoire.CITE, Origine.SOUHAIT)),
        (Trajectoire.COMMUNE, CodeSouhait.RETOUR, (Trajectoire.COMMUNE, Origine.DECIDEE)),
    ],
)
def test_la_decision_passe_avant_le_souhait(
    decidee: Trajectoire | None,
    souhait: CodeSouhait | None,
    attendu: tuple[Trajectoire, Origine],
) -> None:
    assert deduire(decidee, souhait) == attendu


def test_un_proprietaire_ou_qui_cherche_ailleurs_n_est_pas_reloge() -> None:
    assert se_reloge(StatutMenage.LOCATAIRE)
    assert not se_reloge(StatutMenage.PROPRIETAIRE)
    assert not se_reloge(StatutMenage.LOCATAIRE, Trajectoire.AILLEURS)


def test_un_logement_accepte_mene_quelque_part() -> None:
    def ou(*faits: bool) -> Trajectoire:
        logement, cite, commune = faits
        return apres_acceptation(meme_logement=logement, meme_cite=cite, meme_commune=commune)

    assert ou(True, True, True) is Trajectoire.RETOUR
    assert ou(False, True, True) is Trajectoire.CITE
    assert ou(False, False, True) is Trajectoire.COMMUNE
    assert ou(False, False, False) is Trajectoire.AILLEURS


@pytest.mark.parametrize(
    ("jours", "code"),
    [
        ((date(2026, 11, 25), None, None), "proposition.futur"),
        ((JOUR, None, date(2026, 11, 25)), "proposition.futur"),
        ((JOUR, date(2026, 11, 20), None), "proposition.visite_avant"),
        ((JOUR, None, date(2026, 11, 20)), "proposition.reponse_avant"),
    ],
)
def test_les_jours_d_une_proposition_se_suivent(
    jours: tuple[date, date | None, date | None], code: str
) -> None:
    with pytest.raises(AppError) as refus:
        verifier_jours(*jours, JOUR)
    assert refus.value.code == code


def test_une_visite_peut_etre_prevue() -> None:
    verifier_jours(JOUR, date(2026, 12, 2), None, JOUR)


def test_un_refus_a_son_motif() -> None:
    attend = ReponseProposition.EN_ATTENTE
    with pytest.raises(AppError) as refus:
        verifier_reponse(attend, ReponseProposition.REFUSEE, None)
    assert refus.value.code == "proposition.motif"
    verifier_reponse(attend, ReponseProposition.REFUSEE, MotifRefus.AUTRE)
    verifier_reponse(attend, ReponseProposition.ACCEPTEE, None)


def test_qui_reste_sur_le_bail() -> None:
    seul, autre = Membre(UN, "Henri", True), Membre(DEUX, "Jadwiga", False)
    with pytest.raises(AppError) as refus:
        titulaire_apres([seul, autre], {UN}, None)
    assert refus.value.code == "foyer.titulaire"
    assert titulaire_apres([seul, autre], {UN}, DEUX) == DEUX
    assert titulaire_apres([seul, autre], {DEUX}, None) is None
    assert titulaire_apres([seul], {UN}, None) is None
    with pytest.raises(AppError):
        titulaire_apres([seul, autre], {UN}, TROIS)


def test_on_ne_part_qu_une_fois() -> None:
    parti = Membre(UN, "Henri", False, JOUR)
    with pytest.raises(AppError) as refus:
        partants([parti], [UN])
    assert refus.value.code == "foyer.deja_partie"
    with pytest.raises(AppError) as refus:
        partants([parti], [TROIS])
    assert refus.value.code == "foyer.ailleurs"
