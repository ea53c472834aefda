"""The first thing shown: who opens which base, with what phrase."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import _, ngettext
from ui.theme import Theme
from ui.widgets import Bandeau, Bouton, Carte, Etiquette, LigneForm


class ChampPhrase(QWidget):
    """A passphrase field with *Montrer*."""

    valide = Signal()

    def __init__(self, theme: Theme, nom: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.champ = QLineEdit()
        self.champ.setEchoMode(QLineEdit.EchoMode.Password)
        self.champ.setAccessibleName(nom)
        self.champ.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self.champ.returnPressed.connect(self.valide)
        self.montrer = Bouton(_("Montrer"), self.basculer, "discret")
        self.montrer.setCheckable(True)
        self.setFocusProxy(self.champ)
        self.setAccessibleName(nom)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(4)
        ligne.addWidget(self.champ, 1)
        ligne.addWidget(self.montrer)

    def text(self) -> str:
        """What is typed."""
        return self.champ.text()

    def clear(self) -> None:
        """Empty it and hide what will be typed."""
        self.champ.clear()
        self.montrer.setChecked(False)
        self.basculer()

    def basculer(self) -> None:
        """Show or hide what is typed, as the button says."""
        visible = self.montrer.isChecked()
        mode = QLineEdit.EchoMode.Normal if visible else QLineEdit.EchoMode.Password
        self.champ.setEchoMode(mode)
        self.montrer.setText(_("Cacher") if visible else _("Montrer"))


class LockScreen(QWidget):
    """Asks for the passphrase; or the recovery key and a new phrase; or another base.

    `ouvrir(phrase, utilisateur)`, `ouvrir_secours(cle, phrase, utilisateur)`, `autre_base()` and
    `nouvelle_base()` only ask; the answer comes through `refuser` or `attendre`.
    """

    ouvrir = Signal(str, str)
    ouvrir_secours = Signal(str, str, str)
    autre_base = Signal()
    nouvelle_base = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._secours = False
        self._attente = 0
        self.titre = Etiquette("Voyette", "nom")
        self.base = Etiquette("", "secondaire", retour_ligne=True)
        self.bandeau = Bandeau()
        self.utilisateur = QComboBox()
        self.ligne_utilisateur = LigneForm(_("Qui êtes-vous ?"), self.utilisateur)
        self.phrase = ChampPhrase(theme, _("Phrase de passe"))
        self.ligne_phrase = LigneForm(_("Phrase de passe"), self.phrase)
        self.cle = QLineEdit()
        self.ligne_cle = LigneForm(
            _("Clé de secours"),
            self.cle,
            _("Celle que vous avez imprimée : onze groupes de quatre signes."),
        )
        self.nouvelle = ChampPhrase(theme, _("Nouvelle phrase de passe"))
        self.ligne_nouvelle = LigneForm(_("Votre nouvelle phrase de passe"), self.nouvelle)
        self.bouton = Bouton(_("Ouvrir"), self.valider, "principal")
        self.oubliee = Bouton("", self._basculer_secours, "lien")
        self.autre = Bouton(_("Ouvrir une autre base…"), self.autre_base.emit, "lien")
        self.creer = Bouton(_("Créer ou restaurer une base…"), self.nouvelle_base.emit, "lien")
        self._compte = QTimer(self)
        self._compte.setInterval(1000)
        self._compte.timeout.connect(self._une_seconde)
        self._disposer()
        for champ in (self.phrase, self.nouvelle):
            champ.valide.connect(self.valider)
        self.cle.returnPressed.connect(self.valider)
        self._presenter()

    def _disposer(self) -> None:
        self._carte = carte = Carte()
        self._theme.change.connect(self._mesurer)
        self._mesurer()
        interieur = QVBoxLayout(carte)
        interieur.setContentsMargins(32, 24, 32, 24)
        interieur.setSpacing(12)
        interieur.addWidget(self.titre)
        interieur.addWidget(self.base)
        interieur.addWidget(self.bandeau)
        for ligne in (
            self.ligne_utilisateur,
            self.ligne_cle,
            self.ligne_phrase,
            self.ligne_nouvelle,
        ):
            interieur.addWidget(ligne)
        interieur.addWidget(self.bouton)
        interieur.addSpacing(4)
        for lien in (self.oubliee, self.autre, self.creer):
            interieur.addWidget(lien, 0, Qt.AlignmentFlag.AlignLeft)
        rangee = QHBoxLayout()
        rangee.addStretch(1)
        rangee.addWidget(carte, 10)
        rangee.addStretch(1)
        boite = QVBoxLayout(self)
        boite.addStretch(2)
        boite.addLayout(rangee)
        boite.addStretch(3)

    def _mesurer(self) -> None:
        self._carte.setMinimumWidth(self._theme.px(400))
        self._carte.setMaximumWidth(self._theme.px(480))

    def annoncer(self, chemin: Path) -> None:
        """Name the base before its vault was read."""
        self.base.setText(_("Base : {nom}").format(nom=chemin.name))
        self.base.setToolTip(str(chemin))

    def presenter(
        self, chemin: Path, utilisateurs: list[str], choisi: str = "", raison: str = ""
    ) -> None:
        """Ask for this base; the chooser of persons is only shown when there are several.

        What was already typed while the vault was being read stays.
        """
        self.annoncer(chemin)
        tape = self.phrase.text()
        self.utilisateur.clear()
        self.utilisateur.addItems(utilisateurs)
        if choisi in utilisateurs:
            self.utilisateur.setCurrentText(choisi)
        self._secours = False
        self.bandeau.fermer()
        self._vider()
        self.phrase.champ.setText(tape)
        self._presenter()
        self.phrase.setFocus()
        if raison:
            self.bandeau.dire(raison, "info")

    def sans_coffre(self, erreur: AppError) -> None:
        """Say why this base cannot be asked for."""
        self.bandeau.montrer_erreur(erreur)
        self.bouton.setEnabled(False)

    def fermeture(self) -> None:
        """The app is closing: nothing can be asked for any more."""
        self._vider()
        self.bouton.setEnabled(False)
        self.bouton.setText(_("Sauvegarde et fermeture…"))

    def valider(self) -> None:
        """Ask to open with what is typed."""
        if not self.bouton.isEnabled():
            return
        utilisateur = self.utilisateur.currentText()
        self._occuper(True)
        if self._secours:
            self.ouvrir_secours.emit(self.cle.text(), self.nouvelle.text(), utilisateur)
        else:
            self.ouvrir.emit(self.phrase.text(), utilisateur)

    def refuser(self, erreur: AppError) -> None:
        """The answer is no: say why, and count down when one must wait."""
        self._occuper(False)
        self.bandeau.montrer_erreur(erreur)
        secondes = erreur.params.get("secondes")
        if isinstance(secondes, int | float) and secondes > 0:
            self._attente = int(secondes)
            self._compte.start()
            self._dire_attente()
        elif not self._secours:
            self.phrase.champ.selectAll()
            self.phrase.setFocus()

    def repondu(self) -> None:
        """Some answer came (also an unexpected one): one may try again unless one must wait."""
        if not self._compte.isActive():
            self._occuper(False)

    def reussi(self) -> None:
        """The answer is yes: forget what was typed."""
        self._secours = False
        self._presenter()
        self._occuper(False)
        self._vider()
        self.bandeau.fermer()

    def _vider(self) -> None:
        self._compte.stop()
        self._attente = 0
        self.phrase.clear()
        self.nouvelle.clear()
        self.cle.clear()
        self._occuper(False)

    def _occuper(self, oui: bool) -> None:
        self.bouton.setEnabled(not oui)
        self.bouton.setText(_("Ouverture…") if oui else _("Ouvrir"))

    def _basculer_secours(self) -> None:
        self._secours = not self._secours
        self.bandeau.fermer()
        self._presenter()
        (self.cle if self._secours else self.phrase).setFocus()

    def _presenter(self) -> None:
        self.ligne_utilisateur.setVisible(self.utilisateur.count() > 1)
        self.ligne_cle.setVisible(self._secours)
        self.ligne_nouvelle.setVisible(self._secours)
        self.ligne_phrase.setVisible(not self._secours)
        self.oubliee.setText(
            _("Revenir à la phrase de passe")
            if self._secours
            else _("Phrase oubliée ? Utiliser la clé de secours")
        )

    def _une_seconde(self) -> None:
        self._attente -= 1
        self._dire_attente()

    def _dire_attente(self) -> None:
        if self._attente <= 0:
            self._compte.stop()
            self._occuper(False)
            self.bandeau.fermer()
            self.phrase.setFocus()
            return
        self.bouton.setEnabled(False)
        texte = ngettext(
            "Nouvel essai dans {n} seconde", "Nouvel essai dans {n} secondes", self._attente
        )
        self.bouton.setText(texte.format(n=self._attente))
