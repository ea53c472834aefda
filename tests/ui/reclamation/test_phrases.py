"""Words of clocks and guarantees: late, near, far; hours first, then days."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from app.domain.garanties import Garantie, GarantieDuJour
from app.domain.reclamations import EtatReclamation, Urgence
from app.domain.reclamations_delais import Horloge
from ui.reclamation import phrases

MAINTENANT = datetime(2026, 11, 24, 14, 0, tzinfo=UTC)  # Tuesday, 15:00 in Paris


@pytest.mark.parametrize(
    ("dans", "dit"),
    [
        (timedelta(hours=-1), "⚠ répondre : en retard de 1 h"),
        (timedelta(minutes=-5), "⚠ répondre : en retard de 1 h"),
        (timedelta(hours=-23), "⚠ répondre : en retard de 23 h"),
        (timedelta(days=-3, hours=-2), "⚠ répondre : en retard de 3 j"),
        (timedelta(hours=2), "◷ répondre avant aujourd’hui 17:00"),
        (timedelta(hours=23), "◷ répondre avant demain 14:00"),
        (timedelta(hours=30), "répondre avant demain 21:00"),
        (timedelta(days=10), "répondre avant ven. 4 déc."),
        (timedelta(days=400), "répondre avant 29/12/2027"),
    ],
)
def test_ce_qui_est_attendu_et_pour_quand(dans: timedelta, dit: str) -> None:
    assert phrases.attendu(Horloge.REPONSE, MAINTENANT + dans, MAINTENANT) == dit


def test_le_soir_a_paris_est_deja_demain() -> None:
    """23:30 UTC in summer is the day after in Paris: the wall clock counts."""
    maintenant = datetime(2026, 7, 14, 20, 0, tzinfo=UTC)
    assert phrases.avant(datetime(2026, 7, 14, 22, 30, tzinfo=UTC), maintenant) == "demain 00:30"


def test_sans_horloge_rien_n_est_attendu() -> None:
    assert phrases.attendu(None, None, MAINTENANT) == ""
    assert phrases.attendu_court(None, None, MAINTENANT) == ""
    assert phrases.couleur(None, MAINTENANT) is None


def test_la_couleur_suit_le_mot() -> None:
    couleurs = [phrases.couleur(MAINTENANT + timedelta(hours=h), MAINTENANT) for h in (-1, 1, 48)]
    assert couleurs == ["rouge", "ambre", None]


def test_une_carte_dit_d_abord_quand() -> None:
    tard = phrases.attendu_court(Horloge.REPARATION, MAINTENANT - timedelta(days=2), MAINTENANT)
    assert tard == "⚠ 2 j de retard · réparer"
    fini = phrases.etat_court(EtatReclamation.CONFIRMEE, date(2026, 11, 3))
    assert fini == "● confirmée, 3 nov."
    assert phrases.etat_court(EtatReclamation.FAITE, date(2026, 11, 3)) == "depuis le 3 nov."


def test_chaque_etat_a_sa_forme_son_titre_et_tous_differents() -> None:
    assert len(set(phrases.FORMES.values())) == len(EtatReclamation)
    assert set(phrases.COLONNES) == set(EtatReclamation)
    assert set(phrases.VERS) == set(EtatReclamation) - {EtatReclamation.RECUE}


def test_l_urgence_se_voit_sans_couleur() -> None:
    assert [phrases.urgence(u) for u in Urgence] == ["‼ immédiate", "! rapide", "normale"]


@pytest.mark.parametrize(
    ("jours", "dit"),
    [
        (212, "Garantie de parfait achèvement : encore 212 jours (jusqu’au 24/06/2027)"),
        (0, "Garantie de parfait achèvement : encore 0 jour (jusqu’au 24/06/2027)"),
        (-12, "Garantie de parfait achèvement : finie depuis 12 jours (24/06/2027) ;"),
    ],
)
def test_ce_qu_il_reste_d_une_garantie(jours: int, dit: str) -> None:
    lue = GarantieDuJour(Garantie.GPA, date(2027, 6, 24), jours)
    assert phrases.garantie(lue).startswith(dit)


def test_une_garantie_qu_on_ne_sait_pas() -> None:
    assert "pas notée" in phrases.garantie(GarantieDuJour(Garantie.INCONNUE))
    assert phrases.garantie(GarantieDuJour(Garantie.AUCUNE)).startswith("Hors garantie")
