"""A form made from a description of its fields: one column, labels above, errors under each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import Clock
from app.core.errors import AppError
from app.core.i18n import _
from ui.messages import mots
from ui.widgets.champs import ChampDate, LigneForm
from ui.widgets.textes import Etiquette

LARGEUR_MAX = 640


class Genre(StrEnum):
    """How a value is typed."""

    TEXTE = "texte"
    NOMBRE = "nombre"
    DATE = "date"
    CHOIX = "choix"
    OUI_NON = "oui_non"
    CASE = "case"


@dataclass(frozen=True, slots=True)
class Champ:
    """One field: its column name, its label (as errors name it), how it is typed.

    `choix` gives (value, text) pairs; `part` is its share of a line it does not have alone.
    """

    cle: str
    libelle: str
    genre: Genre = Genre.TEXTE
    choix: tuple[tuple[Any, str], ...] = ()
    aide: str = ""
    part: int = 1
    passe: bool = False


@dataclass(frozen=True, slots=True)
class Section:
    """A heading between fields."""

    titre: str


Element = Champ | Section | tuple[Champ, ...]


class Formulaire(QWidget):
    """Fields by column name; `modifie` is emitted when a hand changed something."""

    modifie = Signal()

    def __init__(
        self,
        elements: Sequence[Element],
        clock: Clock,
        parent: QWidget | None = None,
        *,
        largeur: int = LARGEUR_MAX,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._champs: dict[str, Champ] = {}
        # Qt gives back a bare text for a member of a text enum: choices are kept as they were.
        self._choix: dict[str, list[Any]] = {}
        self.lignes: dict[str, LigneForm] = {}
        self._depart: dict[str, Any] = {}
        self.setMaximumWidth(largeur)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(12)
        for element in elements:
            if isinstance(element, Section):
                boite.addSpacing(4)
                boite.addWidget(Etiquette(element.titre, "section"))
            elif isinstance(element, Champ):
                boite.addWidget(self._ligne(element))
            else:
                boite.addWidget(_Rangee([(self._ligne(c), c.part) for c in element]))
        self._depart = self.valeurs()

    def _ligne(self, champ: Champ) -> LigneForm:
        widget = self._widget(champ)
        libelle = "" if champ.genre is Genre.CASE else champ.libelle
        ligne = LigneForm(libelle, widget, champ.aide)
        widget.setAccessibleName(champ.libelle)
        self._champs[champ.cle] = champ
        self.lignes[champ.cle] = ligne
        return ligne

    def _widget(self, champ: Champ) -> QWidget:
        match champ.genre:
            case Genre.DATE:
                jour = ChampDate(self._clock, champ.libelle, passe=champ.passe)
                jour.textEdited.connect(self._touche)
                jour.date_changee.connect(self._touche)
                return jour
            case Genre.CHOIX | Genre.OUI_NON:
                return self._liste(champ)
            case Genre.CASE:
                case = QCheckBox(champ.libelle)
                case.clicked.connect(self._touche)
                return case
            case _:
                texte = QLineEdit()
                texte.textEdited.connect(self._touche)
                return texte

    def _liste(self, champ: Champ) -> QComboBox:
        liste = QComboBox()
        choix = champ.choix
        if champ.genre is Genre.OUI_NON:
            choix = ((None, "–"), (True, _("oui")), (False, _("non")))
        self._choix[champ.cle] = [valeur for valeur, _texte in choix]
        for valeur, texte in choix:
            liste.addItem(texte, valeur)
        liste.setMinimumContentsLength(3)
        liste.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        liste.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        liste.activated.connect(self._touche)
        return liste

    def changer_choix(self, cle: str, choix: Sequence[tuple[Any, str]]) -> None:
        """Offer other choices, keeping the one made when it is still there."""
        liste = self.widget(cle)
        assert isinstance(liste, QComboBox)  # noqa: S101 - a field declared as a choice
        garde = liste.currentData()
        liste.clear()
        self._choix[cle] = [valeur for valeur, _texte in choix]
        for valeur, texte in choix:
            liste.addItem(texte, valeur)
        _choisir(liste, garde)

    def widget(self, cle: str) -> QWidget:
        """The widget of a field."""
        return self.lignes[cle].champ

    def premier(self) -> QWidget:
        """The first field."""
        return next(iter(self.lignes.values())).champ

    # --- values ------------------------------------------------------------------------------

    def remplir(self, valeurs: Mapping[str, Any]) -> None:
        """Show these values; what is not given is emptied. They are where `modifies` starts."""
        for cle in self._champs:
            self._poser(cle, valeurs.get(cle))
        self.effacer_erreurs()
        self._depart = self.valeurs()

    def valeurs(self) -> dict[str, Any]:
        """What the fields hold: text as typed, days, values of choices."""
        return {cle: self._lire(cle) for cle in self._champs}

    def modifies(self) -> dict[str, Any]:
        """The fields that no longer hold what `remplir` showed."""
        return {c: v for c, v in self.valeurs().items() if v != self._depart.get(c)}

    def contenu(self) -> dict[str, str] | None:
        """What was typed, for a draft; None when nothing changed."""
        change = self.modifies()
        return {c: self._en_texte(c) for c in change} or None

    def restaurer(self, contenu: Mapping[str, Any]) -> None:
        """Put a draft back over what is shown."""
        for cle, texte in contenu.items():
            if cle not in self._champs or not isinstance(texte, str):
                continue
            widget = self.widget(cle)
            if isinstance(widget, ChampDate):
                widget.setText(texte)
                widget.textEdited.emit(texte)
            elif isinstance(widget, QComboBox):
                if (rang := widget.findText(texte)) >= 0:
                    widget.setCurrentIndex(rang)
            elif isinstance(widget, QCheckBox):
                widget.setChecked(texte == "1")
            elif isinstance(widget, QLineEdit):
                widget.setText(texte)

    def _en_texte(self, cle: str) -> str:
        widget = self.widget(cle)
        if isinstance(widget, QComboBox):
            return widget.currentText()
        if isinstance(widget, QCheckBox):
            return "1" if widget.isChecked() else "0"
        assert isinstance(widget, QLineEdit)  # noqa: S101 - every other field is one
        return widget.text()

    def _lire(self, cle: str) -> Any:
        widget = self.widget(cle)
        if isinstance(widget, ChampDate):
            return widget.valeur()
        if isinstance(widget, QComboBox):
            rang, choix = widget.currentIndex(), self._choix.get(cle, [])
            return choix[rang] if 0 <= rang < len(choix) else widget.currentData()
        if isinstance(widget, QCheckBox):
            return widget.isChecked()
        assert isinstance(widget, QLineEdit)  # noqa: S101 - every other field is one
        return widget.text().strip()

    def _poser(self, cle: str, valeur: Any) -> None:
        widget = self.widget(cle)
        if isinstance(widget, ChampDate):
            widget.fixer(valeur if isinstance(valeur, date) else None)
        elif isinstance(widget, QComboBox):
            _choisir(widget, valeur)
        elif isinstance(widget, QCheckBox):
            widget.setChecked(bool(valeur))
        elif isinstance(widget, QLineEdit):
            widget.setText(_texte(valeur))

    # --- errors ------------------------------------------------------------------------------

    def dates_comprises(self) -> bool:
        """Whether every date typed was understood; the first that was not takes the focus."""
        for cle in self._champs:
            widget = self.widget(cle)
            if isinstance(widget, ChampDate) and widget.en_erreur:
                self.lignes[cle].erreur(_("Je ne comprends pas cette date. Exemple : 24/11/2026."))
                widget.setFocus()
                return False
        return True

    def montrer_erreur(self, erreur: AppError) -> bool:
        """Say the error under the field it names; False when it names none of ours."""
        for cle, champ in self._champs.items():
            if erreur.params.get("champ") == champ.libelle:
                texte = mots(erreur)
                self.lignes[cle].erreur(" ".join(p for p in (texte.titre, texte.que_faire) if p))
                self.widget(cle).setFocus()
                return True
        return False

    def effacer_erreurs(self) -> None:
        """Take away what was said under the fields."""
        for ligne in self.lignes.values():
            ligne.erreur("")

    def _touche(self, *_args: object) -> None:
        self.modifie.emit()


class _Rangee(QWidget):
    """Fields side by side, or one under the other when they do not fit (150 %, narrow window)."""

    def __init__(self, lignes: Sequence[tuple[LigneForm, int]]) -> None:
        super().__init__()
        self._lignes = lignes
        self._boite = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._boite.setContentsMargins(0, 0, 0, 0)
        self._boite.setSpacing(12)
        for ligne, part in lignes:
            self._boite.addWidget(ligne, part, Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """As narrow as its widest field."""
        large = max(ligne.minimumSizeHint().width() for ligne, _part in self._lignes)
        return QSize(large, self._boite.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Choose the direction the width allows."""
        super().resizeEvent(event)
        voulu = sum(ligne.minimumSizeHint().width() for ligne, _part in self._lignes)
        voulu += self._boite.spacing() * (len(self._lignes) - 1)
        sens = QBoxLayout.Direction
        direction = sens.LeftToRight if voulu <= self.width() else sens.TopToBottom
        if direction is not self._boite.direction():
            self._boite.setDirection(direction)
            self.updateGeometry()


def _choisir(liste: QComboBox, valeur: Any) -> None:
    for rang in range(liste.count()):
        if liste.itemData(rang) == valeur:
            liste.setCurrentIndex(rang)
            return
    liste.setCurrentIndex(0 if liste.count() else -1)


def _texte(valeur: Any) -> str:
    if valeur is None:
        return ""
    if isinstance(valeur, Decimal):
        net = f"{valeur:f}"
        if "." in net:
            net = net.rstrip("0").rstrip(".")
        return net.replace(".", ",")
    return str(valeur)
