"""The recovery key: print it, keep it on paper, type one group back to prove it was read."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit

from app.core.errors import PanneEnvironnement
from app.core.i18n import _
from ui.premiers_pas.etape import Etape
from ui.premiers_pas.feuille_secours import ecrire_pdf, peindre
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, LigneForm


class CleSecours(Etape):
    """Shows the recovery key once; `confirmee` when one of its groups was typed back."""

    confirmee = Signal()

    def __init__(self, theme: Theme, cle: str, base: Path, nom: str, jour: date) -> None:
        super().__init__(
            theme,
            _("Votre clé de secours"),
            _(
                "Si la phrase de passe est oubliée, cette clé est le seul moyen d’ouvrir la base : "
                "personne d’autre ne peut le faire. Imprimez-la et rangez-la loin de l’ordinateur."
            ),
        )
        self._cle, self._base, self._nom, self._jour = cle, base, nom, jour
        groupes = cle.split("-")
        self._rang = secrets.randbelow(len(groupes))
        self._attendu = groupes[self._rang]
        self.cle = Etiquette(_en_lignes(groupes), "mono", retour_ligne=True, copiable=True)
        self.cle.setAccessibleName(_("Clé de secours"))
        self.corps.addWidget(self.cle)
        rangee = QHBoxLayout()
        for texte, action in (
            (_("Imprimer…"), self._imprimer),
            (_("Enregistrer en PDF…"), self._enregistrer),
            (_("Copier"), self._copier),
        ):
            rangee.addWidget(Bouton(texte, action))
        rangee.addStretch(1)
        self.corps.addLayout(rangee)
        self.groupe = QLineEdit()
        self.groupe.setMaxLength(8)
        self.ligne = LigneForm(
            _("Pour vérifier, recopiez le groupe numéro {n}").format(n=self._rang + 1),
            self.groupe,
            _("Lisez-le sur la feuille imprimée."),
        )
        self.corps.addWidget(self.ligne)
        self.bouton = Bouton(_("J’ai rangé la clé, ouvrir la base"), self._verifier, "principal")
        self.groupe.returnPressed.connect(self._verifier)
        self.boutons(self.bouton)

    def _verifier(self) -> None:
        tape = self.groupe.text().strip().upper().replace("O", "0").replace("I", "1")
        if tape.replace("L", "1") == self._attendu:
            self.confirmee.emit()
            return
        self.ligne.erreur(
            _("Ce n’est pas le groupe numéro {n}. Relisez la clé.").format(n=self._rang + 1)
        )
        self.groupe.setFocus()

    def _copier(self) -> None:
        QGuiApplication.clipboard().setText(self._cle)
        self.bandeau.dire(
            _("La clé est copiée. Collez-la dans un endroit sûr, puis videz le presse-papiers."),
            "attention",
        )

    def _imprimer(self) -> None:
        imprimante = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(imprimante, self).exec():
            peindre(imprimante, self._cle, self._base.name, self._nom, self._jour)
            self.bandeau.dire(_("La clé est envoyée à l’imprimante."), "fait")

    def _enregistrer(self) -> None:
        nom, _filtre = QFileDialog.getSaveFileName(
            self, _("Enregistrer la clé"), "cle-de-secours.pdf", _("PDF (*.pdf)")
        )
        if not nom:
            return
        chemin = Path(nom).with_suffix(".pdf")
        if ecrire_pdf(chemin, self._cle, self._base.name, self._nom, self._jour):
            self.bandeau.dire(
                _("La clé est enregistrée. Ne la laissez pas sur cet ordinateur."), "attention"
            )
        else:
            self.refuser(
                PanneEnvironnement("fichier.ecriture_impossible", chemin=str(chemin.parent))
            )


def _en_lignes(groupes: list[str]) -> str:
    """Four groups per line."""
    return "\n".join("  ".join(groupes[i : i + 4]) for i in range(0, len(groupes), 4))
