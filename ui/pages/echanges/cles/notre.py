"""Our own key, to give to recipients: a file or a text, and six words to read to them."""

from __future__ import annotations

import os
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QPlainTextEdit, QVBoxLayout, QWidget

from app.core.errors import PanneEnvironnement
from app.core.i18n import _
from app.services.exports import cles
from app.services.exports.cles import LireNotreCle, NotreCle
from ui.contexte import Contexte
from ui.pages.echanges.cles.mots import SixMots
from ui.widgets import Bandeau, Bouton, Etiquette, Flux, LigneForm, Titre


class NotreCleADonner(QWidget):
    """What recipients need to check that packages come from here, and to close their returns."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._lue: NotreCle | None = None
        self.bandeau = Bandeau()
        self.mots = SixMots(contexte.theme)
        self.bloc = QPlainTextEdit()
        self.bloc.setReadOnly(True)
        self.bloc.setAccessibleName(_("Texte de notre clé"))
        self.bloc.setTabChangesFocus(True)
        self.bloc.setFixedHeight(contexte.theme.px(130))
        self.copier = Bouton(_("Copier le texte"), self._copier)
        self.ecrire = Bouton(_("Écrire le fichier à donner…"), self.demander, "principal")
        self._disposer()

    def _disposer(self) -> None:
        aide = _(
            "Donnez ce fichier à chaque destinataire : avec lui, il vérifie que les envois viennent"
            " bien de vous. Il n’est pas secret. Quand il vous appelle, lisez-lui ces six mots."
        )
        boutons = QWidget()
        rangee = Flux(boutons, ecart=8)
        for bouton in (self.ecrire, self.copier):
            bouton.setEnabled(False)
            rangee.addWidget(bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 8, 0)
        boite.setSpacing(12)
        boite.addWidget(Titre(_("Notre clé, à donner"), section=True))
        boite.addWidget(Etiquette(aide, "corps", retour_ligne=True))
        boite.addWidget(self.bandeau)
        boite.addWidget(self.mots)
        boite.addWidget(boutons)
        boite.addWidget(LigneForm(_("Le même, à coller dans un courriel"), self.bloc))
        boite.addStretch(1)

    def premier_champ(self) -> QWidget:
        """The file to give."""
        return self.ecrire

    def rafraichir(self) -> None:
        """Read our key; it is made the first time."""
        if self._lue is None:
            self._contexte.jobs.lancer(
                cles.notre_cle,
                LireNotreCle(),
                quand_fini=self._montrer,
                en_erreur=self.bandeau.montrer_erreur,
                proprietaire=self,
                cle="echanges.notre_cle",
            )

    def _montrer(self, lue: NotreCle) -> None:
        self._lue = lue
        self.bloc.setPlainText(lue.bloc)
        self.mots.montrer(lue.mots)
        for bouton in (self.ecrire, self.copier):
            bouton.setEnabled(True)

    def _copier(self) -> None:
        QGuiApplication.clipboard().setText(self.bloc.toPlainText())
        self._contexte.informer(_("Le texte de notre clé est copié : collez-le dans un courriel."))

    def demander(self) -> None:
        """Ask where the file goes."""
        documents = QStandardPaths.writableLocation(
            QStandardPaths.StandardLocation.DocumentsLocation
        )
        choisi, _filtre = QFileDialog.getSaveFileName(
            self,
            _("Où écrire le fichier à donner ?"),
            str(Path(documents) / "accompagnement.pub"),
            _("Clés publiques ({formats})").format(formats="*.pub"),
        )
        if choisi:
            self.ecrire_dans(Path(choisi).with_suffix(".pub"))

    def ecrire_dans(self, chemin: Path) -> None:
        """Write our public key there."""
        if self._lue is None:
            return
        self.bandeau.fermer()
        self._contexte.jobs.lancer_libre(
            partial(_ecrire, chemin, self._lue.bloc),
            quand_fini=lambda _rien: self.bandeau.dire(
                _("Notre clé est écrite dans « {fichier} ».").format(fichier=chemin.name), "fait"
            ),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )


def _ecrire(chemin: Path, bloc: str) -> None:
    provisoire = chemin.with_name(f".{chemin.name}.part")
    try:
        provisoire.write_text(bloc, encoding="utf-8", newline="\n")
        os.replace(provisoire, chemin)
    except OSError as erreur:
        provisoire.unlink(missing_ok=True)
        raise PanneEnvironnement(
            "export.dossier_impossible", dossier=str(chemin.parent)
        ) from erreur
