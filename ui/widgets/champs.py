"""Fields: search, date by keyboard, labelled line of a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte, jour
from ui.widgets.textes import Etiquette, repolir

if TYPE_CHECKING:
    from datetime import date

    from app.core.clock import Clock


class SearchField(QLineEdit):
    """A search field: `cherche` carries the text soon after typing stops, at once on Enter.

    `descendre` asks the list below to take the focus (arrow down), `valide` its current row
    (Enter). Esc empties it, or lets the page go back when it is empty.
    """

    cherche = Signal(str)
    descendre = Signal()
    valide = Signal()

    def __init__(
        self, invite: str = "", parent: QWidget | None = None, *, delai_ms: int = 120
    ) -> None:
        super().__init__(parent)
        self.setPlaceholderText(invite or _("Rechercher"))
        self.setAccessibleName(invite or _("Rechercher"))
        self.setClearButtonEnabled(True)
        self._minuteur = QTimer(self)
        self._minuteur.setSingleShot(True)
        self._minuteur.setInterval(delai_ms)
        self._minuteur.timeout.connect(self._dire)
        self.textChanged.connect(lambda _texte: self._minuteur.start())

    def _dire(self) -> None:
        self._minuteur.stop()
        self.cherche.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Down, Enter and Esc have a meaning here."""
        touche = event.key()
        if touche == Qt.Key.Key_Down:
            if self._minuteur.isActive():
                self._dire()
            self.descendre.emit()
        elif touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._minuteur.isActive():
                self._dire()
            self.valide.emit()
        elif touche == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
            return
        event.accept()


class ChampDate(QLineEdit):
    """A date typed in a hurry: "24/11", "24 nov", "ven", "+3", "demain". Arrows change the day.

    `date_changee` carries a `date` or None. `passe=True` reads a date without a year as the
    nearest one behind. `en_erreur` is True while the text is not understood.
    """

    date_changee = Signal(object)

    def __init__(
        self, clock: Clock, nom: str = "", parent: QWidget | None = None, *, passe: bool = False
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._passe = passe
        self._date: date | None = None
        self.setPlaceholderText(_("24/11, ven, +3…"))
        self.setAccessibleName(nom or _("Date"))
        self.setToolTip(_("Par exemple 24/11, 24 nov, vendredi, +3 (jours), demain"))
        self.textEdited.connect(self._tape)
        self.editingFinished.connect(self._finir)

    @property
    def en_erreur(self) -> bool:
        """Whether what is typed is not a date."""
        return bool(self.text().strip()) and self._date is None

    def valeur(self) -> date | None:
        """The day understood, or None."""
        return self._date

    def fixer(self, valeur: date | None) -> None:
        """Show this day, without telling it changed."""
        self._date = valeur
        self.setText("" if valeur is None else self._dire(valeur))
        self._marquer(False)

    def _dire(self, valeur: date) -> str:
        proche = abs((valeur - self._clock.today()).days) < 180
        return jour(valeur) if proche else date_courte(valeur)

    def _tape(self, texte: str) -> None:
        from app.core.saisie_date import lire_date  # noqa: PLC0415 - the lock screen has no date

        self._marquer(False)
        self._prendre(lire_date(texte, self._clock.today(), passe=self._passe))

    def _prendre(self, valeur: date | None) -> None:
        if valeur != self._date:
            self._date = valeur
            self.date_changee.emit(valeur)

    def _finir(self) -> None:
        self._marquer(self.en_erreur)
        if self._date is not None:
            self.setText(self._dire(self._date))

    def _marquer(self, erreur: bool) -> None:
        etat = "erreur" if erreur else ""
        if self.property("etat") != etat:
            self.setProperty("etat", etat)
            repolir(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Up and down go one day ahead or back, one week with Ctrl."""
        pas = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        if pas is None:
            super().keyPressEvent(event)
            return
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            pas *= 7
        from datetime import timedelta  # noqa: PLC0415 - the lock screen has no date

        depart = self._date or self._clock.today()
        try:
            nouveau = depart + timedelta(days=pas)
        except OverflowError:
            return
        self._prendre(nouveau)
        self.setText(self._dire(nouveau))
        event.accept()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 - Qt name
        """Leaving the field shows how it was understood."""
        super().focusOutEvent(event)
        self._finir()


class LigneForm(QWidget):
    """Label above, field, error or help under it: one line of a form."""

    def __init__(
        self, libelle: str, champ: QWidget, aide: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.champ = champ
        self._aide = aide
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        self._libelle = Etiquette(libelle, "champ")
        self._libelle.setBuddy(champ)
        # Room to spare goes to the field, never between it and its label.
        self._libelle.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if not libelle:
            self._libelle.hide()
        self._sous = Etiquette(aide, "secondaire", retour_ligne=True)
        if not aide:
            self._sous.hide()  # never `setVisible(True)` on a widget without parent: a window
        boite.addWidget(self._libelle)
        boite.addWidget(champ)
        boite.addWidget(self._sous)
        self.setFocusProxy(champ)
        if not champ.accessibleName():
            champ.setAccessibleName(libelle)

    def renommer(self, libelle: str, aide: str = "") -> None:
        """Another label, another help: the field now asks for something else."""
        self._libelle.setText(libelle)
        self.champ.setAccessibleName(libelle)
        self._aide = aide
        self.erreur("")

    def erreur(self, texte: str) -> None:
        """Say what is wrong under the field; an empty text puts the help back."""
        self._sous.setText(texte or self._aide)
        self._sous.changer_role("erreur" if texte else "secondaire")
        self._sous.setVisible(bool(texte or self._aide))
        self.champ.setAccessibleDescription(texte or self._aide)
        self.champ.setProperty("etat", "erreur" if texte else "")
        repolir(self.champ)
