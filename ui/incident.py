"""The crash dialog: a report that says where the program failed, never about whom."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import PanneEnvironnement
from app.core.i18n import _
from app.core.logging import recit, versions
from ui.widgets import Bandeau, Bouton, Etiquette, Titre


def rapport(erreur: BaseException) -> str:
    """Versions, types and code locations; no value, no message that might quote one."""
    return f"{versions()}\n\n{recit(erreur)}\n"


class Incident(QDialog):
    """Says that something unexpected happened, that saved work is safe, and offers the report."""

    def __init__(self, erreur: BaseException, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Voyette a rencontré un imprévu"))
        self.setMinimumSize(560, 380)
        self._texte = rapport(erreur)
        self.rapport = QPlainTextEdit(self._texte)
        self.rapport.setReadOnly(True)
        self.rapport.setTabChangesFocus(True)
        self.rapport.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.rapport.setAccessibleName(_("Rapport technique"))
        self.bandeau = Bandeau()
        self.copier = Bouton(_("Copier"), self._copier)
        self.enregistrer = Bouton(_("Enregistrer…"), self._enregistrer)
        self.continuer = Bouton(_("Continuer"), self.accept, "principal")
        self._disposer()
        self.continuer.setFocus()

    def _disposer(self) -> None:
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 24, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(Titre(_("Cette action n’a pas abouti")))
        boite.addWidget(
            Etiquette(
                _(
                    "Le défaut vient de Voyette, pas de vous. Ce qui était enregistré l’est "
                    "toujours ; l’action en cours n’a rien modifié à moitié. Vous pouvez continuer."
                ),
                retour_ligne=True,
            )
        )
        boite.addWidget(
            Etiquette(
                _(
                    "Pour aider à corriger, transmettez ce rapport : il dit où le programme a "
                    "échoué et ne contient aucune information sur les habitants."
                ),
                "secondaire",
                retour_ligne=True,
            )
        )
        boite.addWidget(self.rapport, 1)
        boite.addWidget(self.bandeau)
        boutons = QHBoxLayout()
        boutons.addWidget(self.copier)
        boutons.addWidget(self.enregistrer)
        boutons.addStretch(1)
        boutons.addWidget(self.continuer)
        boite.addLayout(boutons)

    def _copier(self) -> None:
        QGuiApplication.clipboard().setText(self._texte)
        self.bandeau.dire(_("Le rapport est copié."), "fait")

    def _enregistrer(self) -> None:
        nom, _filtre = QFileDialog.getSaveFileName(
            self, _("Enregistrer le rapport"), "voyette-rapport.txt", _("Texte (*.txt)")
        )
        if not nom:
            return
        try:
            Path(nom).write_text(self._texte, encoding="utf-8")
        except OSError:
            panne = PanneEnvironnement("fichier.ecriture_impossible", chemin=str(Path(nom).parent))
            self.bandeau.montrer_erreur(panne)
            return
        self.bandeau.dire(_("Le rapport est enregistré."), "fait")
