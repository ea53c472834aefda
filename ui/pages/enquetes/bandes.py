"""What is asked of one household of a campaign, in the page itself, in two keystrokes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from app.core.clock import Clock
from app.core.i18n import _
from app.services.documents.vocabulaire import dire, majuscule
from app.services.enquetes.campagnes import CampagneLigne, MenageACampagne
from app.services.enquetes.campagnes_menages import CANAUX_ABSENCE, Canal, MotifRefus
from ui.widgets import ChampDate, LigneForm
from ui.widgets.bande import Bande

_ENTREES = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class BandeAbsence(Bande):
    """Nobody answered: how one tried, which day. A then Enter: at home, today.

    `noter` carries the household, the channel and the day.
    """

    noter = Signal(object, object, object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("Noter l’absence"), self.valider, parent)
        self._clock = clock
        self.canal = QComboBox()
        for canal in CANAUX_ABSENCE:
            self.canal.addItem(majuscule(dire(canal)), canal)
        self.jour = ChampDate(clock, _("Quel jour"), passe=True)
        self._quand = LigneForm(_("Quel jour"), self.jour)
        self.placer(((LigneForm(_("Comment"), self.canal), 1), (self._quand, 1)))
        self.jour.returnPressed.connect(self.valider)

    def ouvrir(self, menage: MenageACampagne) -> None:
        """Ask for that household."""
        self.canal.setCurrentIndex(0)
        self.jour.fixer(self._clock.today())
        titre = _("Personne n’a répondu : {nom}").format(nom=menage.nom)
        self.montrer(menage, titre, self.canal)

    def valider(self) -> None:
        """The visit is logged."""
        jour = self.jour.valeur()
        self._quand.erreur("" if jour else _("Quel jour ? Par exemple hier, lun, 24/11"))
        if jour is None:
            self.jour.setFocus()
        elif self.objet is not None:
            self.noter.emit(self.objet, Canal(self.canal.currentData()), jour)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter on the channel is enough."""
        if event.key() in _ENTREES and self.canal.hasFocus():
            self.valider()
            event.accept()
            return
        super().keyPressEvent(event)


class BandeRefus(Bande):
    """Why the household does not want to answer; "another time" is no refusal.

    `refuser` carries the household, the reason and the words; `remettre` the household and the
    words.
    """

    refuser = Signal(object, object, str)
    remettre = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Noter"), self.valider, parent)
        self.motif = QComboBox()
        for motif in MotifRefus:
            self.motif.addItem(majuscule(dire(motif)), motif)
        self.motif.addItem(_("Une autre fois (ce n’est pas un refus)"), None)
        self.precision = QLineEdit()
        self.precision.setPlaceholderText(_("ce que la personne a dit"))
        self._mots = LigneForm(_("En quelques mots"), self.precision)
        self.placer(((LigneForm(_("Pourquoi"), self.motif), 2), (self._mots, 3)))
        self.precision.returnPressed.connect(self.valider)

    def ouvrir(self, menage: MenageACampagne) -> None:
        """Ask for that household."""
        self.motif.setCurrentIndex(0)
        self.precision.clear()
        titre = _("Ne veut pas répondre : {nom}").format(nom=menage.nom)
        self.montrer(menage, titre, self.motif)

    def valider(self) -> None:
        """The reason is noted; another one must be told."""
        motif = self.motif.currentData()
        mots = self.precision.text().strip()
        manque = motif == MotifRefus.AUTRE and not mots
        self._mots.erreur(_("Quelques mots suffisent") if manque else "")
        if manque:
            self.precision.setFocus()
        elif self.objet is not None and motif is None:
            self.remettre.emit(self.objet, mots)
        elif self.objet is not None:
            self.refuser.emit(self.objet, MotifRefus(motif), mots)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter on the reason is enough, but for another one."""
        if event.key() in _ENTREES and self.motif.hasFocus():
            self.valider()
            event.accept()
            return
        super().keyPressEvent(event)


class BandeCampagne(Bande):
    """The name and the deadline of a campaign; `changer` carries it with both."""

    changer = Signal(object, str, object)

    def __init__(self, clock: Clock, parent: QWidget | None = None) -> None:
        super().__init__(_("Enregistrer la campagne"), self.valider, parent)
        self.nom = QLineEdit()
        self.echeance = ChampDate(clock, _("À finir pour le"))
        self._titre = LigneForm(_("Nom de la campagne"), self.nom)
        self._fin = LigneForm(_("À finir pour le"), self.echeance)
        self.placer(((self._titre, 3), (self._fin, 1)))
        self.nom.returnPressed.connect(self.echeance.setFocus)
        self.echeance.returnPressed.connect(self.valider)

    def ouvrir(self, campagne: CampagneLigne) -> None:
        """Ask for that campaign."""
        self.nom.setText(campagne.titre)
        self.echeance.fixer(campagne.echeance)
        self.montrer(campagne, _("Modifier la campagne"), self.nom)

    def valider(self) -> None:
        """Both are kept."""
        vide = not self.nom.text().strip()
        self._titre.erreur(_("Donnez-lui un nom.") if vide else "")
        self._fin.erreur(_("Cette date n’est pas comprise.") if self.echeance.en_erreur else "")
        if not vide and not self.echeance.en_erreur and self.objet is not None:
            self.changer.emit(self.objet, self.nom.text(), self.echeance.valeur())
