"""The drawing library is loaded on first use: windows open without it."""

from __future__ import annotations

import subprocess
import sys


def test_importing_the_services_and_the_words_loads_no_drawing_library() -> None:
    programme = (
        "import sys, app.services.documents, app.services.documents.vocabulaire;"
        "print([m for m in ('reportlab', 'bidi', 'arabic_reshaper') if m in sys.modules])"
    )
    sortie = subprocess.run(
        [sys.executable, "-c", programme], capture_output=True, text=True, check=True
    )
    assert sortie.stdout.strip() == "[]"
