"""What leaves for a calendar that already holds something."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

import pytest

from app.domain.calendrier import (
    EtatEvenement,
    Evenement,
    GenreEvenement,
    Sorti,
    a_sortir,
    horaires,
)
from app.domain.demenagements import Creneau

DU, AU = date(2026, 12, 1), date(2026, 12, 31)
UN = Evenement(
    "demenagement-1", GenreEvenement.DEMENAGEMENT, date(2026, 12, 8), time(8), time(12),
    EtatEvenement.CONFIRME, 0, "Déménagement",
)  # fmt: skip


def sorti(e: Evenement) -> Sorti:
    return Sorti(e.jour, e.version, e.empreinte, e.etat is EtatEvenement.ANNULE)


@pytest.mark.parametrize(
    ("creneau", "heure", "attendu"),
    [
        (Creneau.MATIN, None, (time(8), time(12))),
        (Creneau.APRES_MIDI, None, (time(13), time(17))),
        (Creneau.JOURNEE, None, (None, None)),
        (Creneau.MATIN, time(8, 30), (time(8, 30), time(12))),
        (Creneau.JOURNEE, time(9), (time(9), time(17))),
        (Creneau.APRES_MIDI, time(18), (time(18), time(20))),
        (Creneau.JOURNEE, time(23, 59), (time(23, 59), None)),
    ],
)
def test_une_demi_journee_a_des_heures_une_journee_n_en_a_pas(
    creneau: Creneau, heure: time | None, attendu: tuple[time | None, time | None]
) -> None:
    assert horaires(creneau, heure) == attendu


def test_ce_qui_n_a_pas_change_garde_sa_version() -> None:
    assert a_sortir({UN.uid: UN}, {UN.uid: sorti(UN)}, DU, AU) == (UN,)


def test_un_changement_avance_la_version_meme_si_l_enregistrement_recule() -> None:
    avant = sorti(replace(UN, version=4))
    apres = replace(UN, jour=date(2026, 12, 9), version=2)
    (parti,) = a_sortir({UN.uid: apres}, {UN.uid: avant}, DU, AU)
    assert (parti.version, parti.jour) == (5, date(2026, 12, 9))


def test_une_annulation_ne_part_que_si_l_entree_etait_partie() -> None:
    annule = replace(UN, etat=EtatEvenement.ANNULE, version=1)
    assert a_sortir({UN.uid: annule}, {}, DU, AU) == ()
    (parti,) = a_sortir({UN.uid: annule}, {UN.uid: sorti(UN)}, DU, AU)
    assert (parti.etat, parti.version) == (EtatEvenement.ANNULE, 1)


def test_ce_qui_sort_de_la_periode_y_est_deplace_plutot_que_laisse() -> None:
    plus_tard = replace(UN, jour=date(2027, 2, 1), version=1)
    assert a_sortir({UN.uid: plus_tard}, {}, DU, AU) == ()
    assert a_sortir({UN.uid: plus_tard}, {UN.uid: sorti(UN)}, DU, AU) == (plus_tard,)


def test_ce_qui_a_disparu_est_repris_une_fois_pour_toutes() -> None:
    (parti,) = a_sortir({}, {UN.uid: sorti(UN)}, DU, AU)
    assert (parti.etat, parti.version, parti.jour) == (EtatEvenement.ANNULE, 1, UN.jour)
    assert parti.titre == "", "its words are gone with it"
    (encore,) = a_sortir({}, {UN.uid: sorti(parti)}, DU, AU)
    assert encore.version == 1
    (revenu,) = a_sortir({UN.uid: UN}, {UN.uid: sorti(parti)}, DU, AU)
    assert (revenu.etat, revenu.version) == (EtatEvenement.CONFIRME, 2)
