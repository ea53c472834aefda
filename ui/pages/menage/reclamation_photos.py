"""Photos of a defect brought from the household's page: chosen, or pasted on its card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import _, ngettext
from app.services import reclamations
from app.services.images import Collee, ImageReduite, Preparation
from app.services.menages.lignes import ReclamationFiche
from ui.contexte import Contexte
from ui.messages import mots
from ui.messages.modele import Texte
from ui.saisie.coller import sources
from ui.widgets import Bandeau, SuiviLong

_FILTRE = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.heic *.JPG *.JPEG *.PNG *.HEIC"


@dataclass(frozen=True, slots=True)
class PhotosLues:
    """Photos reduced, not kept yet, and the complaint they show."""

    reclamation: ReclamationFiche
    images: tuple[ImageReduite, ...]


class DepotPhotos(QWidget):
    """Reads photos beside the window; `pretes` carries the `PhotosLues` to keep."""

    pretes = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.suivi)

    def choisir(self, r: ReclamationFiche) -> None:
        """Ask for files, then read them."""
        images = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        filtre = _("Photos ({quoi});;Tous les fichiers (*)").format(quoi=_FILTRE)
        noms, _filtre = QFileDialog.getOpenFileNames(self, _("Quelles photos ?"), images, filtre)
        self.preparer(r, tuple(Path(nom) for nom in noms))

    def coller(self, r: ReclamationFiche) -> None:
        """The picture, or the files, of the clipboard."""
        venues = sources(QGuiApplication.clipboard().mimeData())
        if not venues:
            self._contexte.informer(_("Il n’y a ni photo ni fichier à coller."))
        self.preparer(r, venues)

    def preparer(self, r: ReclamationFiche, venues: tuple[Path | Collee, ...]) -> None:
        """Read and reduce them; the form that keeps them comes after."""
        if not venues:
            return
        self.bandeau.fermer()
        n = len(venues)
        self.suivi.commencer(
            ngettext("Lecture de la photo", "Lecture de {n} photos", n).format(n=n)
        )
        tache = self._contexte.jobs.lancer_long(
            reclamations.preparer_photos,
            reclamations.PreparerPhotos(venues, r.id),
            progression=self.suivi.avance,
            quand_fini=partial(self._lues, r),
            si_annule=lambda: self._contexte.informer(_("Arrêté : aucune photo n’a été gardée.")),
            a_la_fin=self.suivi.finir,
            libelle=_("Lecture des photos"),
            proprietaire=self,
            fil="autre",
        )
        self.suivi.suivre(tache)

    def _lues(self, r: ReclamationFiche, lues: Preparation) -> None:
        self._dire_refus(lues.refus)
        if lues.images:
            self.pretes.emit(PhotosLues(r, lues.images))

    def _dire_refus(self, refus: Sequence[tuple[str, AppError]]) -> None:
        if len(refus) == 1:
            self.bandeau.montrer_erreur(refus[0][1], ton="attention")
        elif refus:
            dits = [mots(erreur) for _nom, erreur in refus]
            titre = _("{n} fichiers n’ont pas été pris.").format(n=len(refus))
            pourquoi = "\n".join(t.titre for t in dits)
            self.bandeau.montrer(Texte(titre, pourquoi, dits[0].que_faire), "attention")
