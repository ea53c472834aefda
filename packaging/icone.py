"""Draws the program's icon as a PNG, which PyInstaller turns into the system's own format.

python packaging/icone.py resources/icons/voyette.svg build/voyette.png
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

COTE = 512  # pixels; macOS asks for the largest


def dessiner(source: Path, cible: Path) -> None:
    """Write `source` (SVG) as a square PNG at `cible`, making its folder."""
    image = QImage(COTE, COTE, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    peintre = QPainter(image)
    QSvgRenderer(str(source)).render(peintre)
    peintre.end()
    cible.parent.mkdir(parents=True, exist_ok=True)
    if not image.save(str(cible)):
        raise SystemExit(f"{cible}: cannot be written")


if __name__ == "__main__":
    application = QGuiApplication(["icone", "-platform", "offscreen"])
    dessiner(Path(sys.argv[1]), Path(sys.argv[2]))
