"""Photos of a defect: thumbnails, the whole picture over the page, adding, taking away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import _, date_courte, ngettext
from app.services import reclamations as service
from app.services.images import Collee, Preparation
from app.services.reclamations import LirePhoto, LireVignettes, PreparerPhotos, RetirerPhoto
from app.services.reclamations.lecture import PhotoLue
from ui.contexte import Contexte
from ui.messages import mots
from ui.messages.modele import Texte
from ui.pages.reclamations import formes_passages
from ui.saisie.coller import sources
from ui.widgets import Bandeau, Bouton, Etiquette, SuiviLong, Titre
from ui.widgets.vignettes import Vignette, Vignettes
from ui.widgets.visionneuse import Visionneuse

FILTRE = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.heic *.JPG *.JPEG *.PNG *.HEIC"


class BlocPhotos(QWidget):
    """`saisir` carries the form that keeps photos, or puts one right."""

    saisir = Signal(object)

    def __init__(self, contexte: Contexte, page: QWidget) -> None:
        super().__init__()
        self._contexte = contexte
        self._page = page
        self._id: UUID | None = None
        self._photos: dict[UUID, PhotoLue] = {}
        self._images: dict[UUID, QImage] = {}
        self._vue: Visionneuse | None = None
        self.plus = Bouton(_("+ photo"), self.choisir, "lien")
        self.plus.setToolTip(_("Alt+O, ou coller une image (Ctrl+V)"))
        self.vide = Etiquette(
            _("Aucune photo. Une image du défaut évite un passage pour rien."),
            "secondaire",
            retour_ligne=True,
        )
        self.vignettes = Vignettes(contexte.theme, _("Photos du défaut"))
        self.vignettes.setAccessibleDescription(_("Entrée : agrandir. Suppr : retirer."))
        self.vignettes.en_rangee(True)
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        tete = QHBoxLayout()
        tete.addWidget(Titre(_("Photos"), section=True), 1)
        tete.addWidget(self.plus)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        for widget in (self.bandeau, self.suivi, self.vide, self.vignettes):
            boite.addWidget(widget)
        self.vignettes.ouverte.connect(self._regarder)
        self.vignettes.retiree.connect(self._retirer)

    def remplir(self, id_: UUID, photos: Sequence[PhotoLue]) -> None:
        """Show the photos of that complaint; pictures already read stay."""
        if id_ != self._id:
            self._id, self._images = id_, {}
            self.bandeau.fermer()
            self.fermer()
        self._photos = {p.id: p for p in photos}
        self.vide.setVisible(not photos)
        self.vignettes.setVisible(bool(photos))
        self.vignettes.remplir([vignette(p) for p in photos])
        self.vignettes.poser(self._images)
        manquent = tuple(id_ for id_ in self._photos if id_ not in self._images)
        if manquent:
            self._contexte.jobs.lancer(
                _lire_vignettes,
                LireVignettes(manquent),
                quand_fini=self._lues,
                proprietaire=self,
                cle="reclamation.vignettes",
            )

    def fermer(self) -> None:
        """Give the page back."""
        if self._vue is not None:
            self._vue.fermer()

    def _lues(self, lues: Mapping[UUID, QImage]) -> None:
        self._images.update(lues)
        self.vignettes.poser(lues)

    # --- looking -----------------------------------------------------------------------------

    def _regarder(self, id_: UUID) -> None:
        if self._vue is None:
            self._vue = Visionneuse(self._contexte.theme, self._page)
            self._vue.b_copie.hide()
            self._vue.b_accord.setText(_("Légende…"))
            self._vue.voulue.connect(self._lire)
            self._vue.accord.connect(self._corriger)
            self._vue.fermee.connect(self.vignettes.setFocus)
        self._vue.ouvrir([vignette(p) for p in self._photos.values()], id_)

    def _lire(self, id_: UUID) -> None:
        vue = self._vue
        if vue is not None:
            self._contexte.jobs.lancer(
                _lire_image,
                LirePhoto(id_),
                quand_fini=partial(vue.montrer, id_),
                proprietaire=vue,
                cle="reclamation.photo",
            )

    def _corriger(self, id_: UUID) -> None:
        if id_ in self._photos:
            self.fermer()
            self.saisir.emit(formes_passages.photo(self._photos[id_]))

    def _retirer(self, id_: UUID) -> None:
        self._contexte.jobs.lancer(
            service.retirer_photo,
            RetirerPhoto(id_),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, _("Photo retirée")),
            proprietaire=self,
        )

    # --- photos coming in --------------------------------------------------------------------

    def choisir(self) -> None:
        """Ask for files, then read them."""
        if self._id is None:
            return
        images = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        filtre = _("Photos ({quoi});;Tous les fichiers (*)").format(quoi=FILTRE)
        noms, _filtre = QFileDialog.getOpenFileNames(self, _("Quelles photos ?"), images, filtre)
        self.preparer(tuple(Path(nom) for nom in noms))

    def deposer(self, donnees: QMimeData) -> None:
        """Files or a picture dropped or pasted on the page."""
        venues = sources(donnees)
        if not venues:
            self._contexte.informer(_("Il n’y a ni photo ni fichier à coller."))
        self.preparer(venues)

    def preparer(self, venues: tuple[Path | Collee, ...]) -> None:
        """Read and reduce them beside the window; the form that keeps them comes after."""
        if self._id is None or not venues:
            return
        self.bandeau.fermer()
        n = len(venues)
        self.suivi.commencer(
            ngettext("Lecture de la photo", "Lecture de {n} photos", n).format(n=n)
        )
        tache = self._contexte.jobs.lancer_long(
            service.preparer_photos,
            PreparerPhotos(venues, self._id),
            progression=self.suivi.avance,
            quand_fini=partial(self._preparees, self._id),
            si_annule=lambda: self._contexte.informer(_("Arrêté : aucune photo n’a été gardée.")),
            a_la_fin=self.suivi.finir,
            libelle=_("Lecture des photos"),
            proprietaire=self,
            fil="autre",
        )
        self.suivi.suivre(tache)

    def _preparees(self, id_: UUID, lues: Preparation) -> None:
        if id_ != self._id:
            return
        self._dire_refus(lues.refus)
        if lues.images:
            self.saisir.emit(formes_passages.photos(id_, lues.images))

    def _dire_refus(self, refus: Sequence[tuple[str, AppError]]) -> None:
        if len(refus) == 1:
            self.bandeau.montrer_erreur(refus[0][1], ton="attention")
        elif refus:
            dits = [mots(erreur) for _nom, erreur in refus]
            titre = _("{n} fichiers n’ont pas été pris.").format(n=len(refus))
            pourquoi = "\n".join(t.titre for t in dits)
            self.bandeau.montrer(Texte(titre, pourquoi, dits[0].que_faire), "attention")


def vignette(photo: PhotoLue) -> Vignette:
    """A photo of the row: its legend, its day, who may see it."""
    detail = (
        date_courte(photo.prise_le) if photo.prise_le else "",
        "" if photo.montrable else _("pour l’équipe seulement"),
    )
    return Vignette(
        photo.id, photo.legende or _("sans légende"), " · ".join(d for d in detail if d)
    )


def _lire_vignettes(demande: LireVignettes, uow: Any) -> dict[UUID, QImage]:
    """Decoded off the GUI thread."""
    return {
        id_: QImage.fromData(octets) for id_, octets in service.lire_vignettes(demande, uow).items()
    }


def _lire_image(demande: LirePhoto, uow: Any) -> QImage:
    return QImage.fromData(service.lire_photo(demande, uow))
