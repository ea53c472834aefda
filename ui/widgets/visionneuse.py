"""A picture as large as its page allows, over everything else of it: arrows, Esc."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import _
from ui.theme import Theme
from ui.widgets.boutons import Bouton
from ui.widgets.textes import Etiquette
from ui.widgets.vignettes import Vignette

_SUIVANTE = (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_PageDown)
_PRECEDENTE = (Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp)


class Visionneuse(QFrame):
    """Covers its parent. Asks for each picture by `voulue(id)`, receives it by `montrer`.

    `fermee` is emitted when it goes away, `copie(id)` when a copy is asked for, `accord(id)` when
    one wants to look at the agreement. It leaves with its parent: nothing stays over a lock.
    """

    voulue = Signal(object)
    copie = Signal(object)
    accord = Signal(object)
    fermee = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._vignettes: list[Vignette] = []
        self._rang = 0
        self.setProperty("role", "visionneuse")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.toile = _Toile()
        self.legende = Etiquette("", "section", retour_ligne=True)
        self.detail = Etiquette("", "secondaire", retour_ligne=True)
        self.precedente = Bouton(
            "‹", lambda: self._bouger(-1), nom_accessible=_("Photo précédente")
        )
        self.suivante = Bouton("›", lambda: self._bouger(1), nom_accessible=_("Photo suivante"))
        self.b_accord = Bouton(_("Légende et accord…"), lambda: self.accord.emit(self._id()))
        self.b_copie = Bouton(_("Enregistrer une copie…"), lambda: self.copie.emit(self._id()))
        self.b_fermer = Bouton(_("Fermer"), self.fermer, "principal")
        self.b_fermer.setToolTip(_("Échap"))
        textes = QVBoxLayout()
        textes.addWidget(self.legende)
        textes.addWidget(self.detail)
        bas = QHBoxLayout()
        bas.setSpacing(theme.px(8))
        bas.addWidget(self.precedente)
        bas.addWidget(self.suivante)
        bas.addLayout(textes, 1)
        for bouton in (self.b_accord, self.b_copie, self.b_fermer):
            bas.addWidget(bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(*(theme.px(12),) * 4)
        boite.addWidget(self.toile, 1)
        boite.addLayout(bas)
        parent.installEventFilter(self)
        self.hide()

    def ouvrir(self, vignettes: Sequence[Vignette], id_: UUID) -> None:
        """Show that picture among these."""
        self._vignettes = list(vignettes)
        rangs = [r for r, v in enumerate(vignettes) if v.id == id_]
        if not rangs:
            return
        self._rang = rangs[0]
        self._couvrir()
        self.show()
        self.raise_()
        self.setFocus()
        self._demander()

    def montrer(self, id_: UUID, image: QImage) -> None:
        """The picture asked for has come; one that is no longer wanted is dropped."""
        if self.isVisible() and id_ == self._id():
            self.toile.montrer(image)

    def fermer(self) -> None:
        """Give the page back."""
        if not self.isHidden():
            self.toile.montrer(None)
            self.hide()
            self.fermee.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """Cover the parent whatever its size; leave with it."""
        if watched is self.parent():
            if event.type() == QEvent.Type.Resize:
                self._couvrir()
            elif event.type() == QEvent.Type.Hide:
                self.fermer()
        return False

    def event(self, event: QEvent) -> bool:
        """Esc and the arrows are ours while one looks at a picture."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Escape, *_SUIVANTE, *_PRECEDENTE)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Esc closes, the arrows go on."""
        if event.key() == Qt.Key.Key_Escape:
            self.fermer()
        elif event.key() in _SUIVANTE:
            self._bouger(1)
        elif event.key() in _PRECEDENTE:
            self._bouger(-1)
        event.accept()  # nothing behind receives a key

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: N802, A002 - Qt name
        """Tab goes round in here: what is behind is not reachable."""
        tour: list[QWidget] = [
            w
            for w in (
                self,
                self.precedente,
                self.suivante,
                self.b_accord,
                self.b_copie,
                self.b_fermer,
            )
            if w.isEnabled()
        ]
        ici = next_ = self.focusWidget() or self
        rang = tour.index(ici) if ici in tour else 0
        next_ = tour[(rang + (1 if next else -1)) % len(tour)]
        next_.setFocus(Qt.FocusReason.TabFocusReason)
        return True

    def _id(self) -> UUID:
        return self._vignettes[self._rang].id

    def _bouger(self, pas: int) -> None:
        rang = self._rang + pas
        if 0 <= rang < len(self._vignettes):
            self._rang = rang
            self._demander()

    def _demander(self) -> None:
        vignette, total = self._vignettes[self._rang], len(self._vignettes)
        compte = _("photo {n} sur {total}").format(n=self._rang + 1, total=total)
        self.legende.setText(" · ".join(x for x in (vignette.legende, compte) if x))
        self.detail.setText(vignette.detail)
        self.setAccessibleName(f"{compte}. {vignette.phrase}")
        self.precedente.setEnabled(self._rang > 0)
        self.suivante.setEnabled(self._rang + 1 < total)
        self.toile.montrer(None)
        self.voulue.emit(vignette.id)

    def _couvrir(self) -> None:
        parent = self.parentWidget()
        if parent is not None:
            self.setGeometry(parent.rect())


class _Toile(QWidget):
    """The picture, whole, never enlarged beyond its own size."""

    def __init__(self) -> None:
        super().__init__()
        self.image: QImage | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def montrer(self, image: QImage | None) -> None:
        """Show it, or nothing."""
        self.image = image
        self.update()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Any size will do."""
        return QSize(120, 80)

    def paintEvent(self, _event: QPaintEvent) -> None:  # noqa: N802 - Qt name
        """Draw it in the middle."""
        if self.image is None or self.image.isNull():
            return
        densite = self.devicePixelRatio()
        taille = self.image.size() / densite
        if taille.width() > self.width() or taille.height() > self.height():
            taille = taille.scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        cadre = QRect(0, 0, taille.width(), taille.height())
        cadre.moveCenter(self.rect().center())
        peintre = QPainter(self)
        peintre.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        peintre.drawImage(cadre, self.image)
        peintre.end()
