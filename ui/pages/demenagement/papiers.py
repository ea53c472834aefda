"""The papers of a move: what nobody filled is told before anything is printed."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.i18n import _
from app.services import documents
from app.services.documents.commandes_demenagements import (
    TITRES,
    ChoixDemenagements,
    ImpressionDemenagements,
    ImprimerPapiers,
    LireManques,
    Manque,
    Papier,
)
from ui.contexte import Contexte
from ui.messages import Texte
from ui.navigation import Action
from ui.widgets import Bandeau, Bouton


class Papiers:
    """A menu of papers for the move shown; `bandeau` tells what is left to fill by hand."""

    def __init__(self, contexte: Contexte, parent: QWidget) -> None:
        self._contexte = contexte
        self._parent = parent
        self._id: UUID | None = None
        self.bandeau = Bandeau()
        self.bouton = Bouton(_("Papiers"))
        self.bouton.setProperty("menu", "true")
        menu = QMenu(self.bouton)
        for papier, titre in TITRES.items():
            menu.addAction(_(titre)).triggered.connect(partial(self._demande, papier))
        self.bouton.setMenu(menu)

    def demenagement(self, id_: UUID | None) -> None:
        """Print this one from now on."""
        if id_ != self._id:
            self.bandeau.hide()
        self._id = id_
        self.bouton.setEnabled(id_ is not None)

    def actions(self) -> list[Action]:
        """The same for menus and palette."""
        return [
            Action(f"papier_{p.value}", _(titre), partial(self.demander, p))
            for p, titre in TITRES.items()
        ]

    def demander(self, papier: Papier) -> None:
        """Look first at what nobody filled: it is told, then one prints all the same or not."""
        if self._id is None:
            return
        self._contexte.jobs.lancer(
            documents.manques,
            LireManques(papier, ChoixDemenagements((self._id,))),
            quand_fini=partial(self._lus, papier, self._id),
            proprietaire=self._parent,
        )

    def _demande(self, papier: Papier, _coche: bool = False) -> None:
        self.demander(papier)

    def _lus(self, papier: Papier, id_: UUID, manques: tuple[Manque, ...]) -> None:
        if id_ != self._id:
            return
        champs = [champ for manque in manques for champ in manque.champs]
        if not champs:
            self.imprimer(papier)
            return
        texte = Texte(
            _("{papier} : il manque des choses.").format(papier=_(TITRES[papier])),
            _("Personne ne les a remplies : {champs}.").format(champs=", ".join(champs)),
            _("Imprimez avec des blancs à remplir à la main, ou complétez d’abord."),
        )
        quand_meme = Bouton(_("Imprimer quand même"), partial(self.imprimer, papier))
        self.bandeau.montrer(texte, "attention", quand_meme)
        quand_meme.setFocus()

    def imprimer(self, papier: Papier, dossier: Path | None = None) -> None:
        """Ask for a folder, write the paper there, show it."""
        choisi = dossier or self._choisir_dossier()
        if self._id is None or choisi is None:
            return
        self.bandeau.hide()
        self._contexte.jobs.lancer_long(
            documents.imprimer_papiers,
            ImprimerPapiers(papier, ChoixDemenagements((self._id,)), choisi),
            quand_fini=self._imprime,
            libelle=_(TITRES[papier]),
            proprietaire=self._parent,
        )

    def _imprime(self, fait: ImpressionDemenagements) -> None:
        self._contexte.informer(_("Enregistré : {fichier}").format(fichier=fait.fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))

    def _choisir_dossier(self) -> Path | None:
        depart = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choisi = QFileDialog.getExistingDirectory(self._parent, _("Où écrire ce papier"), depart)
        return Path(choisi) if choisi else None
