"""Photos of an inventory: thumbnails, the picture over the page, adding, taking away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte
from app.services import etats_des_lieux, reclamations
from app.services.etats_des_lieux import AjouterPhotosEtat, EtatComplet
from app.services.images import Preparation
from app.services.reclamations import LirePhoto, LireVignettes, PreparerPhotos, RetirerPhoto
from ui.contexte import Contexte
from ui.widgets import Bouton, Titre
from ui.widgets.vignettes import Vignette, Vignettes
from ui.widgets.visionneuse import Visionneuse

FILTRE = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.heic *.JPG *.JPEG *.PNG *.HEIC"


class PhotosEtat(QWidget):
    """The photos of both inventories; new ones go to the one being filled."""

    def __init__(self, contexte: Contexte, page: QWidget) -> None:
        super().__init__()
        self._contexte = contexte
        self._page = page
        self._etat_id: UUID | None = None
        self._images: dict[UUID, QImage] = {}
        self._vignettes: list[Vignette] = []
        self._vue: Visionneuse | None = None
        self.plus = Bouton(_("+ photo"), self.choisir, "lien")
        self.plus.setToolTip(_("P dans la liste : une photo de cet élément"))
        self.vignettes = Vignettes(contexte.theme, _("Photos de l’état des lieux"))
        self.vignettes.setAccessibleDescription(_("Entrée : agrandir. Suppr : retirer."))
        self.vignettes.en_rangee(True)
        tete = QHBoxLayout()
        tete.addWidget(Titre(_("Photos"), section=True), 1)
        tete.addWidget(self.plus)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self.vignettes)
        self.vignettes.ouverte.connect(self._regarder)
        self.vignettes.retiree.connect(self._retirer)

    def remplir(self, etats: Sequence[EtatComplet], etat_id: UUID | None) -> None:
        """Show the photos of these inventories; `etat_id` is the one new photos go to."""
        self._etat_id = etat_id
        self.plus.setEnabled(etat_id is not None)
        self._vignettes = [
            Vignette(p.id, p.legende or "", date_courte(p.prise_le or complet.etat.le))
            for complet in etats
            for p in complet.photos
        ]
        self.vignettes.setVisible(bool(self._vignettes))
        self.vignettes.remplir(self._vignettes)
        self.vignettes.poser(self._images)
        manquent = tuple(v.id for v in self._vignettes if v.id not in self._images)
        if manquent:
            self._contexte.jobs.lancer(
                _lire_vignettes,
                LireVignettes(manquent),
                quand_fini=self._lues,
                proprietaire=self,
                cle="etat_des_lieux.vignettes",
            )

    def _lues(self, lues: Mapping[UUID, QImage]) -> None:
        self._images.update(lues)
        self.vignettes.poser(lues)

    def choisir(self, legende: str = "", sources: Sequence[Path] = ()) -> None:
        """Add photos from files; `legende` says what they show."""
        if self._etat_id is None:
            return
        choisies = tuple(sources) or self._demander()
        if choisies:
            self._contexte.jobs.lancer_long(
                reclamations.preparer_photos,
                PreparerPhotos(choisies),
                quand_fini=partial(self._pretes, self._etat_id, legende),
                libelle=_("Préparation des photos"),
                proprietaire=self,
            )

    def _pretes(self, etat_id: UUID, legende: str, pretes: Preparation) -> None:
        for _fichier, erreur in pretes.refus[:1]:
            self._contexte.signaler_erreur(erreur)
        if pretes.images:
            self._contexte.jobs.lancer(
                etats_des_lieux.ajouter_photos,
                AjouterPhotosEtat(etat_id, pretes.images, legende),
                quand_fini=lambda c: self._contexte.signaler_enregistre(c, _("Photo ajoutée")),
                proprietaire=self,
            )

    def _demander(self) -> tuple[Path, ...]:
        depart = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        choisis, _filtre = QFileDialog.getOpenFileNames(
            self._page,
            _("Choisir des photos"),
            depart,
            _("Images ({filtre})").format(filtre=FILTRE),
        )
        return tuple(Path(c) for c in choisis)

    def _retirer(self, id_: object) -> None:
        if isinstance(id_, UUID):
            self._contexte.jobs.lancer(
                reclamations.retirer_photo,
                RetirerPhoto(id_),
                quand_fini=lambda c: self._contexte.signaler_enregistre(c, _("Photo retirée")),
                proprietaire=self,
            )

    def _regarder(self, id_: UUID) -> None:
        if self._vue is None:
            self._vue = Visionneuse(self._contexte.theme, self._page)
            self._vue.b_copie.hide()
            self._vue.b_accord.hide()
            self._vue.voulue.connect(self._lire)
            self._vue.fermee.connect(self.vignettes.setFocus)
        self._vue.ouvrir(self._vignettes, id_)

    def _lire(self, id_: UUID) -> None:
        self._contexte.jobs.lancer(
            _lire_image,
            LirePhoto(id_),
            quand_fini=partial(self._montrer, id_),
            proprietaire=self,
            cle="etat_des_lieux.photo",
        )

    def _montrer(self, id_: UUID, image: QImage) -> None:
        if self._vue is not None:
            self._vue.montrer(id_, image)


def _lire_vignettes(demande: LireVignettes, uow: Any) -> dict[UUID, QImage]:
    """Decoded off the GUI thread."""
    return {id_: QImage.fromData(o) for id_, o in reclamations.lire_vignettes(demande, uow).items()}


def _lire_image(demande: LirePhoto, uow: Any) -> QImage:
    return QImage.fromData(reclamations.lire_photo(demande, uow))
