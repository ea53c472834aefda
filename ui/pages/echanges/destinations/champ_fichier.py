"""A text that comes from a file (a certificate, a private key): chosen, never shown."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from app.core.errors import EntreeInvalide, PanneEnvironnement
from app.core.i18n import _
from ui.contexte import Contexte
from ui.widgets import Bouton

TAILLE_MAX = 64 * 1024


class ChampFichier(QWidget):
    """The file's name, *Choisir…* and *Retirer*. `modifie` when it changed, `refus` an `AppError`.

    `valeur` is None while what was there stays, "" when it was taken away.
    """

    modifie = Signal()
    refus = Signal(object)

    def __init__(self, contexte: Contexte, nom: str) -> None:
        super().__init__()
        self._contexte = contexte
        self.valeur: str | None = None
        self.nom = QLineEdit()
        self.nom.setReadOnly(True)
        self.nom.setAccessibleName(nom)
        self.bouton = Bouton(
            _("Choisir…"), self.parcourir, nom_accessible=_("Choisir : {champ}").format(champ=nom)
        )
        self.retirer = Bouton(
            _("Retirer"), self._retirer, nom_accessible=_("Retirer : {champ}").format(champ=nom)
        )
        rangee = QHBoxLayout(self)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(8)
        rangee.addWidget(self.nom, 1)
        rangee.addWidget(self.bouton)
        rangee.addWidget(self.retirer)
        self.setFocusProxy(self.bouton)
        self.montrer("", garde=False)

    def montrer(self, dit: str, *, garde: bool) -> None:
        """Show what is kept (`dit`); `garde`: there is something to take away."""
        self.valeur = None
        self.nom.clear()
        self.nom.setPlaceholderText(dit)
        self.retirer.setVisible(garde)

    def parcourir(self) -> None:
        """Let the person choose a file."""
        chemin, _filtre = QFileDialog.getOpenFileName(self, _("Choisir le fichier"), "")
        if chemin:
            self.choisir(Path(chemin))

    def choisir(self, chemin: Path) -> None:
        """Read that file."""
        self._contexte.jobs.lancer_libre(
            partial(lire_texte, chemin),
            quand_fini=partial(self._lu, chemin.name),
            en_erreur=self.refus.emit,
            proprietaire=self,
        )

    def _lu(self, nom: str, texte: str) -> None:
        self.valeur = texte
        self.nom.setText(nom)
        self.retirer.show()
        self.modifie.emit()

    def _retirer(self) -> None:
        self.valeur = ""
        self.nom.setText("")
        self.nom.setPlaceholderText("")
        self.retirer.hide()
        self.modifie.emit()


def lire_texte(chemin: Path) -> str:
    """The text of a small file.

    Raises `PanneEnvironnement("import.fichier_illisible")`, `EntreeInvalide("import.trop_gros")`.
    """
    try:
        with chemin.open("rb") as flux:
            octets = flux.read(TAILLE_MAX + 1)
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
    if len(octets) > TAILLE_MAX:
        raise EntreeInvalide("cle.pas_une_cle")
    return octets.decode("utf-8-sig", errors="replace")
