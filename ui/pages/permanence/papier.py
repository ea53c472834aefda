"""From a session to a PDF file, then to the viewer that prints it."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.i18n import _
from app.services.permanences import PermanenceLue
from ui.contexte import Contexte


class Papier(Enum):
    """What can be printed of a session."""

    COMPTE_RENDU = auto()
    EMARGEMENT = auto()


class ImprimeurPermanence:
    """Asks where, writes the file off the GUI thread, shows it."""

    def __init__(self, contexte: Contexte, parent: QWidget) -> None:
        self._contexte = contexte
        self._parent = parent

    def imprimer(self, papier: Papier, permanence: PermanenceLue) -> None:
        """Write the report or the attendance sheet where the person says."""
        chemin = self._demander(papier, permanence)
        if chemin is None:
            return
        from app.services import documents  # noqa: PLC0415 - heavy: on first use

        service = (
            documents.imprimer_emargement
            if papier is Papier.EMARGEMENT
            else documents.imprimer_compte_rendu
        )
        self._contexte.jobs.lancer(
            service,
            documents.ImprimerPermanence(permanence.id, chemin, self._contexte.catalogues()),
            quand_fini=self._montrer,
            proprietaire=self._parent,
        )

    def _demander(self, papier: Papier, permanence: PermanenceLue) -> Path | None:
        titre = (
            _("Émargement du {jour}")
            if papier is Papier.EMARGEMENT
            else _("Compte rendu de permanence du {jour}")
        )
        nom = titre.format(jour=permanence.jour.isoformat())
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choisi, _filtre = QFileDialog.getSaveFileName(
            self._parent,
            _("Enregistrer pour imprimer"),
            str(Path(dossier) / f"{nom}.pdf"),
            "PDF (*.pdf)",
        )
        return Path(choisi).with_suffix(".pdf") if choisi else None

    def _montrer(self, imprime: Any) -> None:
        fichier: Path = imprime.fichier
        self._contexte.informer(_("Fichier écrit : {nom}").format(nom=fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fichier)))
