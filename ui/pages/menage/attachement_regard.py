"""Looking at photos over the page, and writing a copy of one when asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QObject, QStandardPaths, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.i18n import _
from app.services import photos
from ui.contexte import Contexte
from ui.navigation import Page
from ui.widgets.vignettes import Vignette
from ui.widgets.visionneuse import Visionneuse


class Regard(QObject):
    """The viewer of a tab, made at the first look. It covers the page, and dies with it."""

    accord = Signal(object)
    fermee = Signal()

    def __init__(self, contexte: Contexte, onglet: QWidget) -> None:
        super().__init__(onglet)
        self._contexte = contexte
        self._onglet = onglet
        self.vue: Visionneuse | None = None

    def montrer(self, vignettes: Sequence[Vignette], id_: UUID) -> None:
        """Show that photo among these."""
        if self.vue is None:
            self.vue = self._nouvelle()
        self.vue.ouvrir(vignettes, id_)

    def fermer(self) -> None:
        """Give the page back."""
        if self.vue is not None:
            self.vue.fermer()

    def _nouvelle(self) -> Visionneuse:
        page: QWidget | None = self._onglet
        while page is not None and not isinstance(page, Page):
            page = page.parentWidget()
        vue = Visionneuse(self._contexte.theme, page or self._onglet)
        vue.voulue.connect(self._lire)
        vue.copie.connect(self.enregistrer_copie)
        vue.accord.connect(self.accord)
        vue.fermee.connect(self.fermee)
        return vue

    def _lire(self, id_: UUID) -> None:
        if self.vue is not None:
            self._contexte.jobs.lancer(
                _lire_image,
                photos.LirePhoto(id_),
                quand_fini=partial(self.vue.montrer, id_),
                proprietaire=self.vue,
                cle="menage.photo",
            )

    def enregistrer_copie(self, id_: UUID) -> None:
        """Ask where, and write a copy that nothing protects any more."""
        images = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        nom, _filtre = QFileDialog.getSaveFileName(
            self._onglet,
            _("Enregistrer une copie, lisible par tous"),
            str(Path(images) / _("photo.jpg")),
            "JPEG (*.jpg)",
        )
        if nom:
            self._contexte.jobs.lancer(
                photos.enregistrer_copie,
                photos.EnregistrerCopie(id_, Path(nom)),
                quand_fini=self._copiee,
                proprietaire=self,
            )

    def _copiee(self, fichier: Path) -> None:
        self._contexte.informer(
            _("Copie écrite hors de Voyette : {fichier}").format(fichier=fichier.name)
        )


def _lire_image(demande: photos.LirePhoto, uow: Any) -> QImage:
    """The photo decoded off the GUI thread."""
    return QImage.fromData(photos.image(demande, uow))
