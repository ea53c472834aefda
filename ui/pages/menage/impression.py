"""Printing this household's sheet, for one reader at a time."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.i18n import N_, _
from app.domain.partage import Destinataire
from app.services.documents import Impression, ImprimerFiches, imprimer_fiches
from app.services.enquetes.papier import Imprime, ImprimerAvantApres, imprimer_avant_apres
from ui.contexte import Contexte
from ui.navigation import Action
from ui.widgets import Bouton

POUR = (
    (Destinataire.EQUIPE, N_("Fiche pour l’équipe"), "Ctrl+P"),
    (Destinataire.MENAGE, N_("Fiche pour le ménage (gros caractères)"), ""),
    (Destinataire.BAILLEUR, N_("Fiche pour le bailleur (ce qui se partage)"), ""),
)

AVANT_APRES = N_("Avant et après les travaux (enquêtes)")


class Imprimeur:
    """A button with the three readers, and the same as actions."""

    def __init__(self, contexte: Contexte, parent: QWidget) -> None:
        self._contexte = contexte
        self._parent = parent
        self._menage_id: UUID | None = None
        self.bouton = Bouton(_("Imprimer la fiche"))
        self.bouton.setProperty("menu", "true")
        menu = QMenu(self.bouton)
        for pour, texte, _raccourci in POUR:
            menu.addAction(_(texte)).triggered.connect(partial(self._demandee, pour))
        menu.addSeparator()
        menu.addAction(_(AVANT_APRES)).triggered.connect(
            lambda _coche=False: self.imprimer_avant_apres()
        )
        self.bouton.setMenu(menu)

    def menage(self, menage_id: UUID) -> None:
        """Print this household from now on."""
        self._menage_id = menage_id

    def actions(self) -> list[Action]:
        """The same for menus and palette."""
        fiches = [
            Action(f"fiche_{pour.value}", _(texte), partial(self.imprimer, pour), touche)
            for pour, texte, touche in POUR
        ]
        return [*fiches, Action("avant_apres", _(AVANT_APRES), self.imprimer_avant_apres)]

    def imprimer(self, pour: Destinataire, dossier: Path | None = None) -> None:
        """Ask for a folder, write the sheet there, show it."""
        if self._menage_id is None:
            return
        choisi = dossier or self._choisir_dossier()
        if choisi is None:
            return
        self._contexte.jobs.lancer_long(
            imprimer_fiches,
            ImprimerFiches(pour=pour, sortie=choisi, menage_ids=(self._menage_id,)),
            quand_fini=self._imprimee,
            libelle=_("Impression de la fiche"),
            proprietaire=self._parent,
        )

    def imprimer_avant_apres(self, dossier: Path | None = None) -> None:
        """Ask for a folder, write there the page that compares answers before and after."""
        if self._menage_id is None:
            return
        choisi = dossier or self._choisir_dossier()
        if choisi is None:
            return
        self._contexte.jobs.lancer_long(
            imprimer_avant_apres,
            ImprimerAvantApres(self._menage_id, choisi / f"avant-apres_{self._menage_id.hex}.pdf"),
            quand_fini=self._ecrit,
            libelle=_("Impression de l’avant et de l’après"),
            proprietaire=self._parent,
        )

    def _demandee(self, pour: Destinataire, _coche: bool = False) -> None:
        self.imprimer(pour)

    def _choisir_dossier(self) -> Path | None:
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        nom = QFileDialog.getExistingDirectory(self._parent, _("Où ranger la fiche ?"), documents)
        return Path(nom) if nom else None

    def _imprimee(self, fait: Impression) -> None:
        if not fait.fichiers:
            self._contexte.informer(
                _("Ce ménage n’a pas accepté le partage : sa fiche n’est pas imprimée.")
            )
            return
        self._montrer(_("Fiche écrite : {fichier}"), fait.fichiers[0])

    def _ecrit(self, fait: Imprime) -> None:
        self._montrer(_("Document écrit : {fichier}"), fait.fichier)

    def _montrer(self, dit: str, fichier: Path) -> None:
        self._contexte.informer(dit.format(fichier=fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fichier)))
