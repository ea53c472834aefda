"""First step with a recipient's key: take it from its file, or from the text of a mail."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.errors import AppError, EntreeInvalide, PanneEnvironnement
from app.core.i18n import _
from app.services.exports import cles
from app.services.exports.cles import AjouterCle
from ui.contexte import Contexte
from ui.pages.echanges.vue import ceder
from ui.widgets import Bandeau, Bouton, Etiquette, LigneForm, Titre

TAILLE_MAX = 64 * 1024  # bytes read of a file somebody says is a key


class RecevoirCle(QWidget):
    """The key as text; `recue` carries the `Changes` once it is kept, not yet verified."""

    recue = Signal(object)
    abandonne = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        px = contexte.theme.px
        self.bandeau = Bandeau()
        self.texte = QPlainTextEdit()
        self.texte.setAccessibleName(_("Texte de la clé"))
        self.texte.setTabChangesFocus(True)
        self.texte.setPlaceholderText("-----DEBUT CLE VOYETTE-----")
        self.texte.setFixedHeight(px(130))
        self.nom = QLineEdit()
        self.ouvrir = Bouton(_("Ouvrir le fichier reçu…"), self.parcourir)
        self.garder = Bouton(_("Recevoir cette clé"), self.enregistrer, "principal")
        self.revenir = Bouton(_("Revenir"), self.abandonne.emit, "discret")
        self._disposer()
        self.brouillon = contexte.brouillons.suivre("echanges.cle", self._contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self.texte.textChanged.connect(self._touche)
        self.nom.textEdited.connect(self._touche)
        self._touche()

    def _disposer(self) -> None:
        aide = _(
            "Le destinataire fabrique sa clé chez lui et vous envoie le fichier qui finit par"
            " .pub, par courriel par exemple. Ce fichier n’est pas secret : il ne sert qu’à fermer"
            " les envois, jamais à les ouvrir."
        )
        bas = QHBoxLayout()
        bas.addWidget(self.revenir)
        bas.addStretch(1)
        bas.addWidget(self.garder)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 8, 0)
        boite.setSpacing(12)
        boite.addWidget(Titre(_("1. Recevoir la clé d’un destinataire"), section=True))
        boite.addWidget(Etiquette(aide, "corps", retour_ligne=True))
        boite.addWidget(self.bandeau)
        rangee = QHBoxLayout()
        rangee.addWidget(self.ouvrir)
        rangee.addStretch(1)
        boite.addLayout(rangee)
        boite.addWidget(LigneForm(_("Ou collez ici le texte du courriel"), self.texte))
        boite.addWidget(
            LigneForm(
                _("À qui est cette clé ?"),
                self.nom,
                _("Facultatif : sans rien, le nom écrit dans la clé."),
            )
        )
        boite.addLayout(bas)
        boite.addStretch(1)

    def premier_champ(self) -> QWidget:
        """The file, or the text."""
        return self.ouvrir

    def parcourir(self) -> None:
        """Let the person choose the file."""
        chemin, _filtre = QFileDialog.getOpenFileName(
            self,
            _("Choisir le fichier de la clé"),
            "",
            _("Clés publiques ({formats})").format(formats="*.pub *.txt *.eml"),
        )
        if chemin:
            self.choisir(Path(chemin))

    def choisir(self, chemin: Path) -> None:
        """Put the text of that file in the field."""
        self.bandeau.fermer()
        self._contexte.jobs.lancer_libre(
            partial(_lire, chemin),
            quand_fini=self._lu,
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _lu(self, texte: str) -> None:
        self.texte.setPlainText(texte)
        self.garder.setFocus()

    def enregistrer(self) -> None:
        """Keep the key; comparing its words comes next."""
        self.bandeau.fermer()
        ceder(self.garder, self.texte)
        self._contexte.jobs.lancer(
            cles.ajouter,
            AjouterCle(self.texte.toPlainText(), self.nom.text().strip()),
            quand_fini=self._gardee,
            en_erreur=self._refusee,
            proprietaire=self,
        )

    def _gardee(self, changes: Changes) -> None:
        self.brouillon.oublier()
        self.texte.clear()
        self.nom.clear()
        self._contexte.signaler_enregistre(changes, _("Clé reçue, à vérifier"))
        self.recue.emit(changes)

    def _refusee(self, erreur: AppError) -> None:
        self.garder.setEnabled(True)
        self.bandeau.montrer_erreur(erreur)

    def _touche(self, *_args: object) -> None:
        self.garder.setEnabled(bool(self.texte.toPlainText().strip()))
        self.brouillon.modifie()

    def _contenu(self) -> dict[str, Any] | None:
        texte, nom = self.texte.toPlainText().strip(), self.nom.text().strip()
        # A private key pasted by mistake is not kept, not even as a draft.
        if "SECRET" in texte.upper() or "AGE ENCRYPTED" in texte.upper():
            texte = ""
        return {"texte": texte, "nom": nom} if texte or nom else None

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        if not self.texte.toPlainText().strip():
            self.texte.setPlainText(str(contenu.get("texte", "")))
            self.nom.setText(str(contenu.get("nom", "")))


def _lire(chemin: Path) -> str:
    try:
        if chemin.stat().st_size > TAILLE_MAX:
            raise EntreeInvalide("cle.pas_une_cle")
        return chemin.read_text(encoding="utf-8-sig", errors="replace")
    except OSError as erreur:
        raise PanneEnvironnement("import.fichier_illisible", fichier=chemin.name) from erreur
