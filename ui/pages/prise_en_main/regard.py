"""Beside the checklist: the drawing of the point, what to show, why, what to say."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.i18n import _
from app.services.prises_en_main import PointVisite
from ui.logement_renove.dessin import VueDessin
from ui.pages.prise_en_main.liste import dire_revoir
from ui.theme import Theme
from ui.widgets import Carte, Etiquette, LigneForm


class Precision(QLineEdit):
    """A few words; Enter and Esc go back to the list."""

    finie = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Leave by the keyboard."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            self.finie.emit()
            return
        super().keyPressEvent(event)


class Regard(Carte):
    """What one needs in front of the household, in plain words. `precise` carries what is typed."""

    precise = Signal(str)
    finie = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.dessin = VueDessin(theme)
        self.libelle = Etiquette("", "section", retour_ligne=True)
        self.revoir = Etiquette("", "retard", retour_ligne=True)
        self.dire = Etiquette("", retour_ligne=True)
        self.montrer = Etiquette("", retour_ligne=True)
        self.pourquoi = Etiquette("", "secondaire", retour_ligne=True)
        self.titre_dire = Etiquette(_("À dire"), "champ")
        self.titre_montrer = Etiquette(_("À montrer"), "champ")
        self.titre_pourquoi = Etiquette(_("Pourquoi"), "champ")
        self.precision = Precision()
        self.precision.setAccessibleName(_("Précision sur ce point"))
        self.precision.setPlaceholderText(_("Une précision…"))
        self.ligne = LigneForm(_("Précision"), self.precision)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 12, 16, 12)
        boite.setSpacing(4)
        boite.addWidget(self.dessin)
        for widget in (
            self.libelle,
            self.revoir,
            self.titre_dire,
            self.dire,
            self.titre_montrer,
            self.montrer,
            self.titre_pourquoi,
            self.pourquoi,
        ):
            boite.addWidget(widget)
        boite.addWidget(self.ligne)
        boite.addStretch(1)
        self.precision.textEdited.connect(self.precise)
        self.precision.finie.connect(self.finie)

    def remplir(self, point: PointVisite | None) -> None:
        """Show this point; nothing when there is none."""
        self.setVisible(point is not None)
        if point is None:
            return
        self.dessin.montrer(point.dessin, _("Dessin : {quoi}").format(quoi=point.libelle))
        self.libelle.setText(point.libelle)
        self.revoir.setText(dire_revoir(point))
        self.revoir.setVisible(bool(point.a_revoir))
        for titre, etiquette, texte in (
            (self.titre_dire, self.dire, f"« {point.dire} »" if point.dire else ""),
            (self.titre_montrer, self.montrer, point.montrer),
            (self.titre_pourquoi, self.pourquoi, point.pourquoi),
        ):
            etiquette.setText(texte)
            for widget in (titre, etiquette):
                widget.setVisible(bool(texte))

    def noter(self, mots: str, *, possible: bool) -> None:
        """The words already added to the point; `possible` once its state is known."""
        if self.precision.text() != mots:
            self.precision.setText(mots)
        self.ligne.setEnabled(possible)
        self.precision.setPlaceholderText(
            _("Une précision…") if possible else _("Dites d’abord : montré, à revoir…")
        )
