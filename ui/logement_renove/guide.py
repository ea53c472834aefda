"""Printing the illustrated guide: which language, how large; asked from several pages."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.i18n import _
from app.services import documents
from app.services.documents.commandes_guide import (
    TAILLES,
    GuideImprime,
    ImprimerGuide,
    LanguesGuide,
    LireLanguesGuide,
    TailleGuide,
)
from ui.contexte import Contexte
from ui.widgets import Bouton

Imprime = Callable[[GuideImprime], None]


class GuidePapier:
    """A button with its menu. `dire` is told in a sentence what is missing in their language."""

    def __init__(
        self,
        contexte: Contexte,
        parent: QWidget,
        *,
        quand_imprime: Imprime | None = None,
        dire: Callable[[str], None] | None = None,
    ) -> None:
        self._contexte = contexte
        self._parent = parent
        self._quand_imprime = quand_imprime
        self._dire = dire
        self._menage_id: UUID | None = None
        self.langues = LanguesGuide((), None, "")
        self.bouton = Bouton(_("Guide à laisser"))
        self.bouton.setProperty("menu", "true")
        self.bouton.setToolTip(_("Le guide illustré du logement, en grands caractères"))
        self.bouton.setMenu(QMenu(self.bouton))

    def menage(self, menage_id: UUID) -> None:
        """Print for this household from now on."""
        if menage_id == self._menage_id:
            return
        self._menage_id = menage_id
        self._contexte.jobs.lancer(
            documents.langues_du_guide,
            LireLanguesGuide(menage_id),
            quand_fini=partial(self._lues, menage_id),
            proprietaire=self._parent,
            cle=f"guide.{id(self)}",
        )

    def _lues(self, menage_id: UUID, langues: LanguesGuide) -> None:
        if menage_id != self._menage_id:
            return
        self.langues = langues
        menu = self.bouton.menu()
        menu.clear()
        for taille, titre in TAILLES.items():
            for code, nom in self.choix():
                dit = _("{langues}, {taille}").format(langues=nom, taille=_(titre))
                menu.addAction(dit[:1].upper() + dit[1:]).triggered.connect(
                    partial(self._demande, code, taille)
                )
        if langues.dire:
            menu.addSeparator()
            menu.addAction(langues.dire).setEnabled(False)
        if self._dire is not None:
            self._dire(langues.dire)

    def choix(self) -> list[tuple[str | None, str]]:
        """The second languages to propose, the household's own first, then French alone."""
        propre = self.langues.proposee
        deux = [
            (code, _("français et {langue}").format(langue=nom))
            for code, nom in sorted(self.langues.possibles, key=lambda p: p[0] != propre)
        ]
        seul: list[tuple[str | None, str]] = [(None, _("français"))]
        return [*deux, *seul] if propre else [*seul, *deux]

    def imprimer(
        self, langue: str | None, taille: TailleGuide, dossier: Path | None = None
    ) -> None:
        """Ask for a folder, write the guide there, show it."""
        choisi = dossier or self._choisir_dossier()
        if self._menage_id is None or choisi is None:
            return
        self._contexte.jobs.lancer(
            documents.imprimer_guide,
            ImprimerGuide(self._menage_id, choisi, langue, taille),
            quand_fini=self._imprime,
            proprietaire=self._parent,
        )

    def _demande(self, langue: str | None, taille: TailleGuide, _coche: bool = False) -> None:
        self.imprimer(langue, taille)

    def _imprime(self, fait: GuideImprime) -> None:
        self._contexte.informer(_("Enregistré : {fichier}").format(fichier=fait.fichier.name))
        if self._quand_imprime is not None:
            self._quand_imprime(fait)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))

    def _choisir_dossier(self) -> Path | None:
        depart = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choisi = QFileDialog.getExistingDirectory(self._parent, _("Où écrire ce papier"), depart)
        return Path(choisi) if choisi else None
