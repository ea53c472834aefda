"""Putting a backup back: which file, where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.core.i18n import _
from ui.lock_screen import ChampPhrase
from ui.premiers_pas.etape import Etape
from ui.premiers_pas.formulaire import SUFFIXE
from ui.theme import Theme
from ui.widgets import Bouton, LigneForm


class Restauration(Etape):
    """Asks for a backup, a place and a passphrase; `rempli(backup, destination, phrase)`.

    `presente` is the base one may replace: it is then kept aside under another name.
    """

    rempli = Signal(object, object, str)
    retour = Signal()

    def __init__(
        self,
        theme: Theme,
        destination: Path,
        *,
        source: Path | None = None,
        presente: Path | None = None,
    ) -> None:
        super().__init__(
            theme,
            _("Restaurer une sauvegarde"),
            _(
                "La sauvegarde est vérifiée puis copiée ; elle reste où elle est. Aucune base "
                "n’est effacée : celle qui serait remplacée est gardée à côté, sous un autre nom."
            ),
        )
        self._presente = presente
        self.source = QLineEdit(str(source) if source else "")
        self.destination = QLineEdit(str(destination))
        self.ligne_source = LigneForm(
            _("La sauvegarde"),
            self._avec_bouton(self.source, self._choisir_source),
            _("Un fichier voyette-….voyette, avec son fichier .coffre à côté."),
        )
        self.ligne_destination = LigneForm(
            _("Où la remettre"), self._avec_bouton(self.destination, self._choisir_destination)
        )
        self.corps.addWidget(self.ligne_source)
        self.corps.addWidget(self.ligne_destination)
        self.source.setAccessibleName(_("La sauvegarde"))
        self.destination.setAccessibleName(_("Où la remettre"))
        self.phrase = ChampPhrase(theme, _("Phrase de passe"))
        self.phrase.valide.connect(self.valider)
        self.ligne_phrase = LigneForm(
            _("Phrase de passe"),
            self.phrase,
            _("La vôtre, celle de cette base quand la sauvegarde a été faite."),
        )
        self.corps.addWidget(self.ligne_phrase)
        self.valider_bouton = Bouton(_("Restaurer"), self.valider, "principal")
        self.boutons(Bouton(_("Revenir"), self.retour.emit, "discret"), self.valider_bouton)

    def valider(self) -> None:
        """Check both files; say what is missing under its field."""
        source = Path(self.source.text().strip()).expanduser()
        destination = Path(self.destination.text().strip()).expanduser()
        if destination.suffix != SUFFIXE:
            destination = destination.with_name(destination.name + SUFFIXE)
        self.ligne_source.erreur("" if source.is_file() else _("Choisissez une sauvegarde."))
        pris = destination.exists() and destination != self._presente
        vide = not self.phrase.text().strip()
        self.ligne_phrase.erreur(_("Écrivez la phrase de passe.") if vide else "")
        self.ligne_destination.erreur(
            _("Une base porte déjà ce nom : choisissez-en un autre.") if pris else ""
        )
        if source.is_file() and not pris and not vide:
            self.bandeau.fermer()
            self.rempli.emit(source, destination, self.phrase.text())

    def occuper(self, oui: bool) -> None:
        """Nothing can be asked for while the copy is made."""
        self.valider_bouton.setEnabled(not oui)

    def _avec_bouton(self, champ: QLineEdit, action: object) -> QWidget:
        boite = QWidget()
        ligne = QHBoxLayout(boite)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.addWidget(champ, 1)
        bouton = Bouton(_("Choisir…"))
        bouton.clicked.connect(action)
        ligne.addWidget(bouton)
        boite.setFocusProxy(champ)
        return boite

    def _choisir_source(self) -> None:
        nom, _filtre = QFileDialog.getOpenFileName(
            self, _("La sauvegarde"), self.source.text(), _("Sauvegardes (*.voyette)")
        )
        if nom:
            self.source.setText(nom)

    def _choisir_destination(self) -> None:
        nom, _filtre = QFileDialog.getSaveFileName(
            self, _("Où la remettre"), self.destination.text(), _("Bases Voyette (*.voyette)")
        )
        if nom:
            self.destination.setText(nom)
