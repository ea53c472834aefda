"""Rules of good practices: never tomorrow, never taken back by a meeting."""

from __future__ import annotations

from datetime import date

import pytest

from app.core.errors import EntreeInvalide
from app.domain.menages import Phase
from app.domain.pratiques import Compte, EtatPratique, a_noter, atteinte, verifier_jour

E = EtatPratique


def test_tomorrow_is_refused_today_is_not() -> None:
    verifier_jour(date(2026, 11, 24), date(2026, 11, 24))
    with pytest.raises(EntreeInvalide) as refus:
        verifier_jour(date(2026, 11, 25), date(2026, 11, 24))
    assert refus.value.code == "pratique.futur"


@pytest.mark.parametrize(
    ("actuel", "vers", "ecrit"),
    [
        (None, E.PROPOSEE, True),
        (E.PROPOSEE, E.PROPOSEE, False),
        (E.ACCEPTEE, E.PROPOSEE, False),
        (E.DECLINEE, E.PROPOSEE, False),
        (E.ACCEPTEE, E.FAITE, True),
        (E.DECLINEE, E.FAITE, True),
        (E.FAITE, E.ACCEPTEE, False),
        (E.FAITE, E.SANS_OBJET, False),
    ],
)
def test_many_at_once_only_go_forward(
    actuel: EtatPratique | None, vers: EtatPratique, ecrit: bool
) -> None:
    assert a_noter(actuel, vers) is ecrit


def test_phases_come_in_order() -> None:
    assert atteinte(Phase.PENDANT, Phase.AVANT)
    assert atteinte(Phase.AVANT, Phase.AVANT)
    assert not atteinte(Phase.AVANT, Phase.APRES)


def test_the_parts_of_a_count_add_up() -> None:
    compte = Compte(1, 2, 3, 4, 5, 6, 7)
    assert compte.concernes == 28
    assert compte.manquent == 1 + 2 + 6
