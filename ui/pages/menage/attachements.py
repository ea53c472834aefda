"""What the household holds dear: each thing, what becomes of it, what was said, its photos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHeaderView,
    QScrollArea,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import AppError
from app.core.i18n import _, ngettext
from app.domain.attachements import EtatAttachement, etat, ranger
from app.services import attachements, photos
from app.services.attachements import AttachementFiche, PhotoFiche
from app.services.documents.vocabulaire import SIGNES, dire, majuscule
from app.services.menages.lignes import FicheMenage
from app.services.photos import Collee, Preparation
from ui.contexte import Contexte
from ui.messages import mots
from ui.messages.modele import Texte
from ui.pages.menage.attachement_detail import DetailAttachement, vignette
from ui.pages.menage.attachement_regard import Regard
from ui.pages.menage.formes.attachements import Depot
from ui.pages.menage.onglets import Tableau
from ui.saisie.coller import sources
from ui.widgets import Bandeau, Bouton, EtatVide, SuiviLong

FILTRE = "*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff *.gif *.heic *.JPG *.JPEG *.PNG *.HEIC"


class Liste(Tableau):
    """The attachments; letters other than N belong to the tab."""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter, Suppr, N here; the rest goes up."""
        if event.matches(QKeySequence.StandardKey.Paste) or (
            event.text().isalpha() and event.key() != Qt.Key.Key_N
        ):
            event.ignore()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Where there is no room, what it is and where it stands come first."""
        super().resizeEvent(event)
        etroit = event.size().width() < self._theme.px(340)
        modes = QHeaderView.ResizeMode
        self.setColumnHidden(2, etroit)
        self.horizontalHeader().setSectionResizeMode(
            1, modes.Stretch if etroit else modes.ResizeToContents
        )


class OngletAttachements(QWidget):
    """The list at left, the chosen one at right; P adds a photo, D decides, C says it was told."""

    demande = Signal(str, object)
    retrait = Signal(str, object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._menage_id: UUID | None = None
        self._lus: dict[UUID, AttachementFiche] = {}
        self._images: dict[UUID, QImage] = {}
        self.setAcceptDrops(True)
        self.liste = Liste(
            contexte.theme,
            _("Attachements"),
            ("", "", ""),
        )
        self.liste.setAccessibleDescription(
            _("Entrée : modifier. N : ajouter. D : décider. C : dit au ménage. P : photo.")
        )
        self.plus = Bouton(_("+ attachement"), self._nouveau, "discret")
        self.plus.setToolTip("N")
        self.detail = DetailAttachement(contexte.theme)
        self.regard = Regard(contexte, self)
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.vide = EtatVide(
            _("À quoi ce ménage tient-il ?"),
            _(
                "Un pigeonnier, une véranda, la cheminée du salon, le buffet d’une grand-mère… "
                "Notez-le ici avant les travaux : on décide, on le dit, et on en garde une photo."
            ),
            _("Noter un attachement"),
            self._nouveau,
        )
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        gauche = QWidget()
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(2)
        colonne.addWidget(self.plus, 0, Qt.AlignmentFlag.AlignRight)
        colonne.addWidget(self.liste, 1)
        self.liste.etirer(0)
        self.liste.horizontalHeader().setMinimumSectionSize(self._contexte.theme.px(90))
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        partage = QSplitter(Qt.Orientation.Horizontal)
        partage.setChildrenCollapsible(False)
        partage.setHandleWidth(16)
        partage.addWidget(gauche)
        partage.addWidget(self.detail)
        partage.setStretchFactor(0, 2)
        partage.setStretchFactor(1, 3)
        partage.setSizes([440, 720])
        defile = QScrollArea()
        defile.setWidgetResizable(True)
        defile.setFrameShape(QFrame.Shape.NoFrame)
        defile.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        defile.setWidget(self.vide)
        self.pile = QStackedWidget()
        self.pile.addWidget(defile)
        self.pile.addWidget(partage)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(4, 6, 4, 0)
        boite.setSpacing(4)
        boite.addWidget(self.bandeau)
        boite.addWidget(self.suivi)
        boite.addWidget(self.pile, 1)

    def _brancher(self) -> None:
        self.liste.itemSelectionChanged.connect(self._choisi)
        self.liste.ouverte.connect(lambda id_: self._demander("attachement", self._lus.get(id_)))
        self.liste.retiree.connect(lambda id_: self.retrait.emit("attachement", id_))
        self.liste.nouvelle.connect(self._nouveau)
        self.detail.modifier.connect(partial(self._sur_le_courant, "attachement"))
        self.detail.decider.connect(self._decider)
        self.detail.dire.connect(self._dire)
        self.detail.photo.connect(self.choisir_photos)
        self.detail.vignettes.ouverte.connect(self._regarder)
        self.regard.accord.connect(self._accord)
        self.regard.fermee.connect(self.detail.vignettes.setFocus)
        self.detail.vignettes.retiree.connect(lambda id_: self.retrait.emit("photo", id_))
        self.detail.accord.connect(self._accord)
        self.detail.accord_retire.connect(self._accord_retire)

    # --- what is shown -----------------------------------------------------------------------

    def remplir(self, fiche: FicheMenage) -> None:
        """Read the attachments of this household."""
        if fiche.menage.id != self._menage_id:
            self._menage_id = fiche.menage.id
            self._lus, self._images = {}, {}
            self.bandeau.fermer()
            self.regard.fermer()
            self.liste.remplir([])
        self._contexte.jobs.lancer(
            attachements.lire,
            attachements.LireAttachements(fiche.menage.id),
            quand_fini=partial(self._lue, fiche.menage.id),
            proprietaire=self,
            cle="menage.attachements",
        )

    def premier(self) -> QWidget:
        """The list, or the button that begins it."""
        return self.liste if self._lus else self.vide.bouton

    @property
    def courant(self) -> AttachementFiche | None:
        """The attachment chosen: the current row, else the first."""
        id_ = self.liste.courante()
        if isinstance(id_, UUID) and id_ in self._lus:
            return self._lus[id_]
        return next(iter(self._lus.values()), None)

    def _lue(self, menage_id: UUID, lus: Sequence[AttachementFiche]) -> None:
        if menage_id != self._menage_id:
            return
        self._lus = {a.id: a for a in ranger(lus)}
        self.liste.remplir([(a.id, _ligne(a)) for a in self._lus.values()])
        if self._lus and self.liste.currentRow() < 0:
            self.liste.setCurrentCell(0, 0)
        self.pile.setCurrentIndex(1 if self._lus else 0)
        self._choisi()

    def _choisi(self) -> None:
        self.detail.remplir(self.courant)
        if self.courant is None:
            return
        self.detail.vignettes.poser(self._images)
        manquent = tuple(p.id for p in self.courant.photos if p.id not in self._images)
        if manquent:
            self._contexte.jobs.lancer(
                _lire_vignettes,
                photos.LireVignettes(manquent),
                quand_fini=self._vignettes_lues,
                proprietaire=self,
                cle="menage.vignettes",
            )

    def _vignettes_lues(self, lues: Mapping[UUID, QImage]) -> None:
        self._images.update(lues)
        self.detail.vignettes.poser(lues)

    # --- what one does -----------------------------------------------------------------------

    def _nouveau(self) -> None:
        self._demander("attachement", None)

    def _demander(self, forme: str, quoi: object) -> None:
        self.demande.emit(forme, quoi)

    def _sur_le_courant(self, forme: str) -> None:
        if self.courant is not None:
            self._demander(forme, self.courant)

    def _decider(self) -> None:
        self._sur_le_courant("decision_attachement")

    def _dire(self) -> None:
        if self.courant is not None and self.courant.decisions:
            self._sur_le_courant("dit_attachement")
        elif self.courant is not None:
            self._contexte.informer(_("Rien n’est encore décidé : décidez d’abord (D)."))

    def _photo(self, id_: UUID | None) -> PhotoFiche | None:
        return next((p for a in self._lus.values() for p in a.photos if p.id == id_), None)

    def _regarder(self, id_: UUID) -> None:
        if self.courant is not None:
            self.regard.montrer([vignette(p) for p in self.courant.photos], id_)

    def _accord(self, id_: UUID | None) -> None:
        connue = self._photo(id_)
        if connue is not None:
            self.regard.fermer()
            self._demander("photo", connue)

    def _accord_retire(self, id_: UUID | None) -> None:
        connue = self._photo(id_)
        if connue is not None:
            self._demander("photo_accord", connue)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """P, D, C and Ctrl+V from anywhere in the tab."""
        gestes = {
            Qt.Key.Key_P: self.choisir_photos,
            Qt.Key.Key_D: self._decider,
            Qt.Key.Key_C: self._dire,
            Qt.Key.Key_N: self._nouveau,
        }
        geste = gestes.get(Qt.Key(event.key()))
        if event.matches(QKeySequence.StandardKey.Paste):
            self.deposer(QGuiApplication.clipboard().mimeData())
        elif geste is not None and not event.modifiers():
            geste()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    # --- photos coming in ----------------------------------------------------------------------

    def choisir_photos(self) -> None:
        """Ask for files, then read them."""
        if self.courant is None:
            return
        images = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation)
        filtre = _("Photos ({quoi});;Tous les fichiers (*)").format(quoi=FILTRE)
        noms, _filtre = QFileDialog.getOpenFileNames(self, _("Quelles photos ?"), images, filtre)
        self.preparer(tuple(Path(nom) for nom in noms))

    def deposer(self, donnees: QMimeData) -> None:
        """Files or a picture dropped or pasted on the tab."""
        venues = sources(donnees)
        if not venues:
            self._contexte.informer(_("Il n’y a ni photo ni fichier à coller."))
        else:
            self.preparer(venues)

    def preparer(self, venues: tuple[Path | Collee, ...]) -> None:
        """Read and reduce them beside the window; the form that keeps them comes after."""
        attachement = self.courant
        if attachement is None or self._menage_id is None:
            self._contexte.informer(_("Notez d’abord à quoi la personne tient, puis la photo."))
            return
        if not venues:
            return
        self.bandeau.fermer()
        n = len(venues)
        self.suivi.commencer(
            ngettext("Lecture de la photo", "Lecture de {n} photos", n).format(n=n)
        )
        tache = self._contexte.jobs.lancer_long(
            photos.preparer,
            photos.PreparerPhotos(self._menage_id, venues),
            progression=self.suivi.avance,
            quand_fini=partial(self._preparees, self._menage_id, attachement),
            si_annule=lambda: self._contexte.informer(_("Arrêté : aucune photo n’a été gardée.")),
            a_la_fin=self.suivi.finir,
            libelle=_("Lecture des photos"),
            proprietaire=self,
            fil="autre",
        )
        self.suivi.suivre(tache)

    def _preparees(self, menage_id: UUID, attachement: AttachementFiche, lues: Preparation) -> None:
        if menage_id != self._menage_id:
            return
        self._dire_refus(lues.refus)
        if lues.images:
            self._demander("photos", Depot(attachement, lues.images))

    def _dire_refus(self, refus: Sequence[tuple[str, AppError]]) -> None:
        if len(refus) == 1:
            self.bandeau.montrer_erreur(refus[0][1], ton="attention")
        elif refus:
            titre = _("{n} fichiers n’ont pas été pris.").format(n=len(refus))
            dits = [mots(erreur) for _nom, erreur in refus]
            pourquoi = "\n".join(t.titre for t in dits)
            self.bandeau.montrer(Texte(titre, pourquoi, dits[0].que_faire), "attention")

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:  # noqa: N802 - Qt name
        """Photos may be dropped here."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()
            self._survol(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:  # noqa: N802 - Qt name
        """They went elsewhere."""
        self._survol(False)
        super().dragLeaveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt name
        """Here they are."""
        self._survol(False)
        self.deposer(event.mimeData())
        event.acceptProposedAction()

    def _survol(self, oui: bool) -> None:
        """Say where what one holds would go."""
        if not oui:
            self.bandeau.fermer()
        elif self.courant is not None:
            self.bandeau.dire(
                _("Lâchez ici : la photo ira avec « {titre} ».").format(titre=self.courant.titre)
            )


def _ligne(a: AttachementFiche) -> tuple[str, ...]:
    ou = etat(a.decisions)
    suite = {EtatAttachement.A_DIRE: _("à dire"), EtatAttachement.DIT: _("dit")}
    devient = dire(a.decisions[0].decision if a.decisions else ou)
    court = " · ".join(x for x in (majuscule(devient), suite.get(ou, "")) if x)
    n = len(a.photos)
    photos_ = ngettext("{n} photo", "{n} photos", n).format(n=n) if n else ""
    return a.titre, f"{SIGNES[ou]} {court}", photos_


def _lire_vignettes(demande: photos.LireVignettes, uow: Any) -> dict[UUID, QImage]:
    """Thumbnails decoded off the GUI thread."""
    return {id_: QImage.fromData(o) for id_, o in photos.vignettes(demande, uow).items()}
