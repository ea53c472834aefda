"""What the shell asks about bases, stopped midway (promise 13)."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.core.clock import FixedClock
from app.core.paths import Paths
from app.core.settings import Settings
from app.core.suivi import Annule
from app.services.securite.enveloppe import ParametresKdf
from ui.portier import Portier

PHRASE = "gauche magenta bitume continent phoque tigre brique"


class Arret:
    """Asks to stop at a given step."""

    annule = False

    def __init__(self, pas: int) -> None:
        self._reste = pas

    def avance(self, fait: int, total: int, texte: str = "") -> None:
        self._reste -= 1
        if self._reste <= 0:
            raise Annule


@pytest.mark.parametrize("pas", [1, 6])
def test_a_discovery_that_is_stopped_leaves_no_base(
    paths: Paths, settings: Settings, clock: FixedClock, tmp_path: Path, pas: int
) -> None:
    portier = Portier(paths, settings, clock, ParametresKdf(memoire_kio=64, passes=1, voies=1))
    dossier = tmp_path / "bases"
    dossier.mkdir()
    with pytest.raises(Annule):
        portier.decouvrir(dossier / "decouverte.voyette", "Jeanne Exemple", PHRASE, Arret(pas))
    assert list(dossier.iterdir()) == []
