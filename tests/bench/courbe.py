"""Painting the curve of a household with two hundred days of feelings."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path

from tests.bench._bases import AUJOURDHUI
from tests.bench.mesures import Mesure, mediane

POINTS = 200
TAILLES = (1000,)  # the size of the base changes nothing


def mesurer(taille: int) -> list[Mesure]:
    """One full repaint, off screen, at the size of the household page."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from PySide6.QtGui import QPixmap
    from PySide6.QtWidgets import QApplication

    from app.core.settings import Settings
    from app.domain.courbe import Repere, tracer
    from app.domain.menages import FaitsDatesDuParcours
    from app.domain.ressentis import RessentiDate
    from ui.theme import Theme
    from ui.widgets import CourbeRessentis, PointDit

    app = QApplication.instance() or QApplication([])
    depart = AUJOURDHUI - timedelta(days=400)
    dits = [
        RessentiDate(
            AUJOURDHUI - timedelta(days=4 * i), "peur", ("penible", "agreable")[i % 2], 1 + i % 5
        )
        for i in range(POINTS)
    ]
    courbe = tracer(dits, FaitsDatesDuParcours(depart), [Repere(depart, "départ")], AUJOURDHUI)
    with tempfile.TemporaryDirectory() as dossier:
        widget = CourbeRessentis(Theme(Settings(Path(dossier) / "r.json")))
        widget.fixer(courbe, [PointDit("")] * POINTS, "")
        widget.resize(900, 220)
        image = QPixmap(widget.size())
        duree = mediane(lambda: widget.render(image), fois=50, chauffe=3)
        widget.deleteLater()
    assert app is not None
    return [Mesure("courbe des ressentis peinte", taille, duree, plafond=5.0, detail="200 points")]
