"""Putting something off, in the page itself: to which day, and why when it was promised.

Two keystrokes when one knows: the day, Enter, the first letter of the reason, Enter.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.clock import Clock
from app.core.i18n import _
from app.services.aujourdhui import Echeance, NatureEcheance
from app.services.documents.vocabulaire import dire, majuscule
from app.services.engagements import RaisonReport
from ui.widgets import Bouton, Carte, ChampDate, Etiquette, LigneForm
from ui.widgets.defilement import aller_au_champ


class BandeReport(Carte):
    """`reporter` carries the `Echeance`, the new day, the words and the kind of the reason.

    `ferme` is emitted when one leaves. A promise put off remains to be told to the household.
    """

    reporter = Signal(object, object, str, object)
    ferme = Signal()

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._echeance: Echeance | None = None
        self.titre = Etiquette("", "section", retour_ligne=True)
        self.date = ChampDate(clock, _("Reporter au"))
        self.motif = QLineEdit()
        self.motif.setPlaceholderText(_("ce qu’on pourra dire au ménage : intempéries, retard…"))
        self.raison = QComboBox()
        for raison in RaisonReport:
            self.raison.addItem(majuscule(dire(raison)), raison)
        self._ligne_raison = LigneForm(_("Pourquoi"), self.raison)
        self._ligne_motif = LigneForm(_("Raison"), self.motif)
        self._ligne_date = LigneForm(_("Reporter au"), self.date)
        self.bouton = Bouton(_("Reporter"), self._valider, "principal")
        self.annuler = Bouton(_("Laisser"), self.fermer, "discret")
        ligne = QHBoxLayout()
        ligne.setSpacing(8)
        ligne.addWidget(self._ligne_date, 1)
        ligne.addWidget(self._ligne_raison, 1)
        ligne.addWidget(self._ligne_motif, 3)
        ligne.addWidget(self.annuler, 0, Qt.AlignmentFlag.AlignBottom)
        ligne.addWidget(self.bouton, 0, Qt.AlignmentFlag.AlignBottom)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(12, 8, 12, 8)
        boite.setSpacing(4)
        boite.addWidget(self.titre)
        boite.addLayout(ligne)
        self.date.returnPressed.connect(self._suivant)
        self.motif.returnPressed.connect(self._valider)
        self.raison.installEventFilter(self)
        self.hide()

    def ouvrir(self, echeance: Echeance) -> None:
        """Ask for the new day of that task or promise."""
        self._echeance = echeance
        self.titre.setText(_("Reporter « {texte} »").format(texte=echeance.texte))
        self.date.fixer(None)
        self.motif.clear()
        self._ligne_date.erreur("")
        self.raison.setCurrentIndex(self.raison.findData(RaisonReport.AUTRE))
        for question in (self._ligne_raison, self._ligne_motif):
            question.setVisible(echeance.nature is NatureEcheance.ENGAGEMENT)
        self.show()
        aller_au_champ(self.date)

    def fermer(self) -> None:
        """Nothing is put off."""
        self.hide()
        self._echeance = None
        self.ferme.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Esc leaves things as they are."""
        if event.key() == Qt.Key.Key_Escape:
            self.fermer()
            event.accept()
            return
        super().keyPressEvent(event)

    def eventFilter(self, objet: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt name
        """Enter pressed on the reason itself, not one that has just led there from the day."""
        if (
            objet is self.raison
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            self._raison_choisie()
            return True
        return super().eventFilter(objet, event)

    def _suivant(self) -> None:
        if self._ligne_motif.isHidden():
            self._valider()
        else:
            self.raison.setFocus()

    def _raison_choisie(self) -> None:
        if self.raison.currentData() == RaisonReport.AUTRE and not self.motif.text().strip():
            self.motif.setFocus()
        else:
            self._valider()

    def _valider(self) -> None:
        jour = self.date.valeur()
        if jour is None:
            self._ligne_date.erreur(_("Quel jour ? Par exemple ven, +3, 24/11"))
            self.date.setFocus()
            return
        if self._echeance is not None:
            raison = RaisonReport(self.raison.currentData())
            self.reporter.emit(self._echeance, jour, self.motif.text(), raison)
