"""The form of a new base: who, where, with what passphrase."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.core.errors import EntreeInvalide
from app.core.i18n import _
from ui.lock_screen import ChampPhrase
from ui.premiers_pas.etape import Etape
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, LigneForm

SUFFIXE = ".voyette"


class Formulaire(Etape):
    """Asks for a name, a file and a passphrase; `rempli(path, name, phrase)` when all is right."""

    rempli = Signal(object, str, str)
    retour = Signal()

    def __init__(
        self,
        theme: Theme,
        titre: str,
        texte: str,
        *,
        chemin: Path,
        verbe: str,
        proposer: Callable[[], str],
        force: Callable[[str, tuple[str, ...]], Any],
    ) -> None:
        super().__init__(theme, titre, texte)
        self._proposer = proposer
        self._force = force
        self.nom = QLineEdit()
        self.nom.setPlaceholderText(_("Prénom Nom"))
        self.ligne_nom = LigneForm(
            _("Votre nom"), self.nom, _("Il signera vos visites dans l’historique.")
        )
        self.chemin = QLineEdit(str(chemin))
        self.parcourir = Bouton(_("Choisir…"), self._parcourir)
        self.ligne_chemin = LigneForm(_("Où garder la base"), self._avec_bouton())
        self.phrase = ChampPhrase(theme, _("Phrase de passe"))
        self.tirer = Bouton(_("Proposer une autre phrase"), self.proposer, "lien")
        self.ligne_phrase = LigneForm(
            _("Phrase de passe"),
            self.phrase,
            _("Sept mots tirés au hasard se retiennent et ne se devinent pas. Notez-la."),
        )
        self.force = Etiquette("", "secondaire", retour_ligne=True)
        self.encore = ChampPhrase(theme, _("La phrase, encore une fois"))
        self.ligne_encore = LigneForm(_("La phrase, encore une fois"), self.encore)
        for widget in (
            self.ligne_nom,
            self.ligne_chemin,
            self.ligne_phrase,
            self.force,
            self.tirer,
            self.ligne_encore,
        ):
            self.corps.addWidget(widget)
        self.valider_bouton = Bouton(verbe, self.valider, "principal")
        self.boutons(Bouton(_("Revenir"), self.retour.emit, "discret"), self.valider_bouton)
        self.phrase.champ.textChanged.connect(self._juger)
        self.encore.valide.connect(self.valider)
        self.nom.setFocus()

    def proposer(self) -> None:
        """Put a random phrase in clear in the field, to be written down then typed again."""
        self.phrase.montrer.setChecked(True)
        self.phrase.basculer()
        self.phrase.champ.setText(self._proposer())
        self.encore.clear()

    def occuper(self, oui: bool) -> None:
        """Nothing can be asked for while the base is being made."""
        self.valider_bouton.setEnabled(not oui)

    def valider(self) -> None:
        """Check what is typed; say what is missing under its field."""
        fautes = self._fautes()
        for ligne in (self.ligne_nom, self.ligne_chemin, self.ligne_phrase, self.ligne_encore):
            ligne.erreur(fautes.get(ligne, ""))
        if fautes:
            next(iter(fautes)).champ.setFocus()
            return
        chemin = Path(self.chemin.text().strip()).expanduser()
        if chemin.suffix != SUFFIXE:
            chemin = chemin.with_name(chemin.name + SUFFIXE)
        self.bandeau.fermer()
        self.rempli.emit(chemin, self.nom.text().strip(), self.phrase.text())

    def _fautes(self) -> dict[LigneForm, str]:
        fautes: dict[LigneForm, str] = {}
        if not self.nom.text().strip():
            fautes[self.ligne_nom] = _("Écrivez votre nom.")
        if not Path(self.chemin.text().strip()).name:
            fautes[self.ligne_chemin] = _("Choisissez un fichier.")
        if not self._force(self.phrase.text(), (self.nom.text(),)).suffisante:
            fautes[self.ligne_phrase] = _("Cette phrase se devine : ajoutez des mots.")
        elif self.encore.text() != self.phrase.text():
            fautes[self.ligne_encore] = _("Les deux phrases sont différentes.")
        return fautes

    def _juger(self, texte: str) -> None:
        if not texte:
            self.force.setText("")
            return
        force = self._force(texte, (self.nom.text(),))
        niveau = _niveau(force.bits, suffisante=force.suffisante)
        self.force.setText(niveau)

    def _avec_bouton(self) -> QWidget:
        boite = QWidget()
        ligne = QHBoxLayout(boite)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.addWidget(self.chemin, 1)
        ligne.addWidget(self.parcourir)
        boite.setFocusProxy(self.chemin)
        self.chemin.setAccessibleName(_("Où garder la base"))
        return boite

    def _parcourir(self) -> None:
        nom, _filtre = QFileDialog.getSaveFileName(
            self, _("Où garder la base"), self.chemin.text(), _("Bases Voyette (*.voyette)")
        )
        if nom:
            self.chemin.setText(nom)


def _niveau(bits: float, *, suffisante: bool) -> str:
    """How strong, in words: never a colour alone."""
    if not suffisante:
        return _("○○○ Trop facile à deviner : ajoutez des mots.")
    if bits < 70:
        return _("●●○ Convenable. Deux mots de plus la rendraient solide.")
    return _("●●● Solide.")


def chemin_libre(dossier: Path, nom: str) -> Path:
    """A file name nobody uses yet in that folder."""
    for n in range(1, 1000):
        chemin = dossier / (f"{nom}{SUFFIXE}" if n == 1 else f"{nom}-{n}{SUFFIXE}")
        if not chemin.exists() and not chemin.with_name(chemin.name + ".coffre").exists():
            return chemin
    raise EntreeInvalide("coffre.existe", chemin=str(dossier))
