"""Opens a base in a window, types in the visit form, and says when the draft is on disk.

Run as a process of its own by `test_arret_brutal`, which kills it: arguments are the machine's
folder, the base, its passphrase and the text to type.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bootstrap import construire
from app.core.paths import Paths
from app.services.brouillons import LireBrouillon, lire
from tests.e2e.kdf import KDF
from ui.pages.visite import PageVisite


def main() -> int:
    """Never returns by itself once it has typed."""
    dossier, base, phrase, texte = sys.argv[1:]
    qt = QApplication([])
    app = construire(Paths.sous(Path(dossier)), kdf=KDF)

    def taper() -> None:
        app.contexte.navigation.aller("visite")
        page = app.contexte.navigation.page
        if not isinstance(page, PageVisite):
            raise TypeError(type(page).__name__)
        QTest.keyClicks(page.formulaire.recit.note.texte, texte)
        relire.start(50)

    def lu(contenu: str | None) -> None:
        if contenu and texte in contenu:
            sys.stdout.write("sur le disque\n")
            sys.stdout.flush()

    relire = QTimer()
    relire.timeout.connect(lambda: app.jobs.lancer(lire, LireBrouillon("visite"), quand_fini=lu))
    app.ouverte.connect(lambda: QTimer.singleShot(0, taper))
    app.demarrer(Path(base))
    app.verrou.ouvrir.emit(phrase, "Jeanne Exemple")
    return qt.exec()


if __name__ == "__main__":
    sys.exit(main())
