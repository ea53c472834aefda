"""The passphrase of the zips of a profile: proposed or typed, kept, read over the telephone."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.services.exports import cles
from app.services.exports.cles import DefinirPhrase
from ui.contexte import Contexte
from ui.messages import mots
from ui.widgets import Bouton, Flux, LigneForm


class PhraseZip(QWidget):
    """Shown when a profile closes its packages with a passphrase; never kept in a draft."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._profil: UUID | None = None
        self.champ = QLineEdit()
        self._ligne = LigneForm(_("Phrase de passe du zip"), self.champ)
        self.proposer = Bouton(_("En proposer une"), self._proposer)
        self.montrer_bouton = Bouton(_("Montrer celle qui sert"), self._lire)
        self.garder = Bouton(_("Garder cette phrase"), self._garder)
        boutons = QWidget()
        rangee = Flux(boutons, ecart=8)
        for bouton in (self.garder, self.proposer, self.montrer_bouton):
            rangee.addWidget(bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self._ligne)
        boite.addWidget(boutons)
        self.champ.textEdited.connect(lambda _t: self._touche())
        self.montrer(None)

    def montrer(self, profil_id: UUID | None) -> None:
        """The passphrase of that profile; None: it is not saved yet."""
        if profil_id is None or profil_id != self._profil:
            self.champ.clear()
        self._profil = profil_id
        self._dire("")
        self.champ.setEnabled(profil_id is not None)
        for bouton in (self.proposer, self.montrer_bouton):
            bouton.setEnabled(profil_id is not None)
        self._touche()

    def _aide(self) -> str:
        if self._profil is None:
            return _("Enregistrez d’abord le profil.")
        return _("Dites-la au destinataire de vive voix, jamais par le même chemin que l’envoi.")

    def _dire(self, erreur: str) -> None:
        self._ligne.renommer(_("Phrase de passe du zip"), self._aide())
        if erreur:
            self._ligne.erreur(erreur)

    def _touche(self) -> None:
        self.garder.setEnabled(self._profil is not None and bool(self.champ.text().strip()))

    def _proposer(self) -> None:
        self._contexte.jobs.lancer_libre(
            cles.proposer_phrase, quand_fini=self._poser, proprietaire=self
        )

    def _poser(self, phrase: str | None) -> None:
        if not phrase:
            self._dire(_("Ce profil n’a pas encore de phrase : tapez-en une, ou prenez-en une."))
            return
        self._dire("")
        self.champ.setText(phrase)
        self.champ.setCursorPosition(0)
        self._touche()

    def _lire(self) -> None:
        self._contexte.jobs.lancer(
            cles.phrase_connue, self._profil, quand_fini=self._poser, proprietaire=self
        )

    def _garder(self) -> None:
        if self._profil is not None:
            self._contexte.jobs.lancer(
                cles.definir_phrase,
                DefinirPhrase(self._profil, self.champ.text()),
                quand_fini=self._gardee,
                en_erreur=self._refusee,
                proprietaire=self,
            )

    def _gardee(self, _changes: Changes) -> None:
        self._dire("")
        self._contexte.informer(_("La phrase de passe est gardée dans la base."))

    def _refusee(self, erreur: AppError) -> None:
        dit = mots(erreur)
        self._dire(" ".join(p for p in (dit.titre, dit.que_faire) if p))
        self.champ.setFocus()
