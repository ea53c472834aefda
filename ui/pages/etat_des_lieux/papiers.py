"""Printing an inventory: for the team, large for the household, empty to fill by hand."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.i18n import _
from app.domain.partage import Destinataire
from app.services import documents
from app.services.documents import Imprime, ImprimerEtatDesLieux
from ui.contexte import Contexte
from ui.widgets import Bouton


class PapiersEtat:
    """The menu of the page."""

    def __init__(self, contexte: Contexte, parent: QWidget) -> None:
        self._contexte = contexte
        self._parent = parent
        self._quoi: tuple[UUID, UUID] | None = None
        self.bouton = Bouton(_("Imprimer"))
        self.bouton.setProperty("menu", "true")
        menu = QMenu(self.bouton)
        for texte, pour, vierge in (
            (_("Sortie et retour côte à côte"), Destinataire.EQUIPE, False),
            (_("Pour le ménage (gros caractères)"), Destinataire.MENAGE, False),
            (_("Feuille vide, à remplir sur place"), Destinataire.EQUIPE, True),
        ):
            menu.addAction(texte).triggered.connect(partial(self._demande, pour, vierge))
        self.bouton.setMenu(menu)

    def montrer(self, menage_id: UUID, logement_id: UUID) -> None:
        """Print this home from now on."""
        self._quoi = (menage_id, logement_id)

    def _demande(self, pour: Destinataire, vierge: bool, _coche: bool = False) -> None:
        self.imprimer(pour, vierge=vierge)

    def imprimer(
        self, pour: Destinataire, *, vierge: bool = False, dossier: Path | None = None
    ) -> None:
        """Ask for a folder, write the sheet there, show it."""
        choisi = dossier or self._choisir_dossier()
        if self._quoi is None or choisi is None:
            return
        self._contexte.jobs.lancer(
            documents.imprimer_etat_des_lieux,
            ImprimerEtatDesLieux(*self._quoi, choisi, pour, vierge),
            quand_fini=self._imprime,
            proprietaire=self._parent,
        )

    def _imprime(self, fait: Imprime) -> None:
        self._contexte.informer(_("Enregistré : {fichier}").format(fichier=fait.fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))

    def _choisir_dossier(self) -> Path | None:
        depart = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choisi = QFileDialog.getExistingDirectory(self._parent, _("Où écrire ce papier"), depart)
        return Path(choisi) if choisi else None
