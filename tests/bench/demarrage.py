"""From the start of the process to the painted lock screen, against a bare PySide6 window.

The bare window shows one line of text in the same style, as any window would: loading a font is
part of a first painting. Both are processes of their own, alternated; each says when its first
painting was done.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from tests.bench.mesures import Mesure

TAILLES = (25_000,)  # the size of the base does not matter before it is opened: measured once
PLAFOND = 1.5
TOURS = 9

_FIN = """
def pic():
    # Not getrusage: a child starts with the peak of the process that launched it.
    try:
        with open("/proc/self/status") as etat:
            return next(int(li.split()[1]) for li in etat if li.startswith("VmHWM"))
    except OSError:
        return 0
def fini():
    import sys, time
    sys.stdout.write(f"{time.monotonic()} {pic()}")
    sys.stdout.flush()
    import os
    os._exit(0)
"""
_NUE = (
    _FIN
    + """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
class Fenetre(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, fini)
app = QApplication([])
app.setStyle("Fusion")
fenetre = Fenetre()
fenetre.setCentralWidget(QLabel("Voyette"))
fenetre.resize(1280, 720)
fenetre.show()
app.exec()
"""
)
_NOTRE = (
    _FIN
    + """
import sys
from pathlib import Path
from app import bootstrap
from app.core.paths import Paths
from ui.lancement import qt_pret
from ui.premier_ecran import PremierEcran
paths = Paths.sous(Path(sys.argv[1]))
qt = qt_pret()
settings = bootstrap.reglages(paths)
bootstrap.parler(settings)
premier = PremierEcran(settings)
premier.fenetre.peinte.connect(fini)
premier.montrer(Path(sys.argv[2]))
qt.exec()
"""
)


def mesurer(taille: int) -> list[Mesure]:
    """Milliseconds to the first painting, and the memory it took."""
    with tempfile.TemporaryDirectory() as dossier:
        base = Path(dossier) / "cite.voyette"
        base.write_bytes(b"")
        notres, nues = [], []
        for tour in range(TOURS + 1):
            nue = _jusqu_a_l_image(_NUE)
            notre = _jusqu_a_l_image(_NOTRE, dossier, str(base))
            if tour:  # the first round warms the disk cache
                nues.append(nue)
                notres.append(notre)
    (ms, pic), (ms_nue, pic_nu) = (
        tuple(statistics.median(v) for v in zip(*mesures, strict=True))
        for mesures in (notres, nues)
    )
    return [
        Mesure("fenêtre jusqu’à l’écran de verrouillage", taille, ms, "ms", ms_nue, PLAFOND),
        Mesure("mémoire à l’écran de verrouillage", taille, pic, "Mio", pic_nu),
    ]


def _jusqu_a_l_image(programme: str, *arguments: str) -> tuple[float, float]:
    """Milliseconds from the launch to the painting, and peak memory in MiB."""
    depart = time.monotonic()
    fini = subprocess.run(
        [sys.executable, "-c", programme, *arguments],
        cwd=Path(__file__).parents[2],
        env={**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )
    instant, kio = fini.stdout.split()
    return (float(instant) - depart) * 1000, int(kio) / 1024
