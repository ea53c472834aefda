"""Questions answered by a photo, a file, or a signature drawn with the mouse."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.enquetes.formulaire import GenreQuestion
from ui.pages.enquete.questions import ChampQuestion
from ui.widgets import Bouton, Etiquette

TRAIT, LARGEUR, HAUTEUR = 2.2, 420, 140
POSEE_MS = 500  # the pen stays up that long once a signature is made


class ChampFichier(ChampQuestion):
    """A photo or a file: `choisi(node, path)` asks to keep it, `retire(node)` to take it away."""

    choisi = Signal(object, object)
    retire = Signal(object)

    def fabriquer(self) -> QWidget:
        """The name of what was given, and the buttons."""
        self._dit = Etiquette("", "secondaire", retour_ligne=True)
        self._donner = Bouton("", self._demander)
        self._retirer = Bouton(_("Retirer"), lambda: self.retire.emit(self.noeud), "lien")
        tout = QWidget()
        ligne = QHBoxLayout(tout)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(8)
        ligne.addWidget(self._donner)
        ligne.addWidget(self._dit, 1)
        ligne.addWidget(self._retirer)
        tout.setFocusProxy(self._donner)
        return tout

    def premier(self) -> QWidget:
        """The button."""
        return self._donner

    def ecrire(self, valeur: str) -> None:
        """Say what was given."""
        image = self.question.genre is GenreQuestion.IMAGE
        choisir = _("Choisir une photo…") if image else _("Choisir un fichier…")
        self._donner.setText(_("Changer…") if valeur else choisir)
        self._dit.setText(valeur or _("rien pour l’instant"))
        self._retirer.setVisible(bool(valeur))

    def _demander(self) -> None:
        filtre = (
            _("Photos (*.jpg *.jpeg *.png *.webp *.bmp *.tif *.tiff)")
            if self.question.genre is GenreQuestion.IMAGE
            else _("Tous les fichiers (*)")
        )
        chemin, _filtre = QFileDialog.getOpenFileName(
            self, self.rempli.libelle(self.noeud), "", filtre
        )
        if chemin:
            self.choisi.emit(self.noeud, Path(chemin))


class ChampSignature(ChampQuestion):
    """A signature: `signe(node, png)` when it is drawn; `retire(node)` when it is wiped."""

    signe = Signal(object, bytes)
    retire = Signal(object)

    def fabriquer(self) -> QWidget:
        """The place to sign, and a way to begin again."""
        self._feuille = Feuille()
        self._feuille.tracee.connect(lambda png: self.signe.emit(self.noeud, png))
        self._dit = Etiquette("", "secondaire")
        self._effacer = Bouton(_("Effacer"), self._tout_effacer, "lien")
        tout = QWidget()
        boite = QVBoxLayout(tout)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addWidget(self._feuille)
        ligne = QHBoxLayout()
        ligne.addWidget(self._dit, 1)
        ligne.addWidget(self._effacer)
        boite.addLayout(ligne)
        tout.setMaximumWidth(self.contexte.theme.px(LARGEUR))
        return tout

    def premier(self) -> QWidget:
        """What can be reached by keyboard: signing itself asks for the mouse."""
        return self._effacer

    def ecrire(self, valeur: str) -> None:
        """Say whether somebody signed."""
        self._dit.setText(_("signé") if valeur else _("Signez ici avec la souris."))
        if not valeur:
            self._feuille.effacer()

    def vider_la_saisie(self) -> None:
        """What was just drawn is an answer."""
        self._feuille.poser()

    def _tout_effacer(self) -> None:
        self._feuille.effacer()
        self.retire.emit(self.noeud)


class Feuille(QWidget):
    """A small sheet one draws on; `tracee` carries the PNG once the pen rests."""

    tracee = Signal(bytes)

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HAUTEUR)
        self.setMinimumWidth(200)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setAccessibleName(_("Signature"))
        self._image = QImage(LARGEUR, HAUTEUR, QImage.Format.Format_RGB32)
        self._dernier: QPoint | None = None
        self._posee = QTimer(self)
        self._posee.setSingleShot(True)
        self._posee.setInterval(POSEE_MS)
        self._posee.timeout.connect(self.poser)
        self.effacer()

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """As wide as a hand needs."""
        return QSize(LARGEUR, HAUTEUR)

    def effacer(self) -> None:
        """A blank sheet again."""
        self._image.fill(QColor("white"))
        self._posee.stop()
        self._a_dire = False
        self.update()

    def poser(self) -> None:
        """Tell what was drawn since the last time, without waiting any longer."""
        self._posee.stop()
        if self._a_dire:
            self._a_dire = False
            self.tracee.emit(self.png())

    def png(self) -> bytes:
        """What was drawn."""
        tampon = QBuffer()
        tampon.open(QIODevice.OpenModeFlag.WriteOnly)
        self._image.save(tampon, b"PNG")
        return bytes(tampon.data().data())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """The sheet, white whatever the theme: it will be printed."""
        peintre = QPainter(self)
        peintre.drawImage(0, 0, self._image)
        peintre.setPen(QPen(QColor("#8a8f98"), 1, Qt.PenStyle.DashLine))
        peintre.drawRect(self.rect().adjusted(0, 0, -1, -1))
        peintre.end()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """The pen comes down."""
        self._posee.stop()
        self._dernier = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """The pen draws."""
        if self._dernier is None:
            return
        ici = event.position().toPoint()
        peintre = QPainter(self._image)
        peintre.setRenderHint(QPainter.RenderHint.Antialiasing)
        peintre.setPen(
            QPen(QColor("#1b2a41"), TRAIT, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        )
        peintre.drawLine(self._dernier, ici)
        peintre.end()
        self._dernier = ici
        self._a_dire = True
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 - Qt name
        """The pen goes up: a signature is often several strokes."""
        self._dernier = None
        self._posee.start()
