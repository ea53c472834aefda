"""The program is killed while somebody types (promises 9 and 10)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from pytestqt.qtbot import QtBot

from app.bootstrap import construire
from app.core.clock import SystemClock
from app.core.paths import Paths
from app.core.settings import Settings
from app.services import acces
from app.services.acces import Machine
from tests.e2e.conftest import RACINE
from tests.e2e.fenetre import Main
from tests.e2e.kdf import KDF
from tests.ui.conftest import MessagesQt, messages_qt  # noqa: F401 - any Qt warning fails
from ui.pages.visite import PageVisite

PHRASE = "gauche magenta bitume continent phoque tigre brique"
TAPE = "elle attend la date du retour"


def test_ce_qui_etait_tape_revient_quand_voyette_est_tuee(qtbot: QtBot, tmp_path: Path) -> None:
    base, machine = tmp_path / "essai.voyette", tmp_path / "ordinateur"
    paths = Paths.sous(machine)
    servie, _cle = acces.creer(
        base, "Jeanne Exemple", PHRASE,
        Machine(paths, Settings(tmp_path / "r.json"), SystemClock(), KDF),
    )  # fmt: skip
    servie.fermer()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.e2e.saisie_tuee", str(machine), str(base), PHRASE, TAPE],
        cwd=RACINE,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        stdout=subprocess.PIPE,
        text=True,
    ) as tuee:
        assert tuee.stdout is not None
        assert tuee.stdout.readline() == "sur le disque\n"
        tuee.kill()
    app = construire(paths, kdf=KDF)
    qtbot.addWidget(app.fenetre)
    main = Main(qtbot, app)
    app.demarrer(base)
    main.ouvrir(PHRASE)  # the lock left by the killed process does not block
    app.contexte.navigation.aller("visite")
    formulaire = main.page(PageVisite).formulaire
    main.attendre(lambda: formulaire.recit.note.texte.toPlainText() == TAPE)
    main.verrouiller()
    app.jobs.arreter()
