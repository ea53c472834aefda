"""Printing a questionnaire: blank to be filled by hand, or filled for one reader at a time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.i18n import N_, _, ngettext
from app.domain.partage import Destinataire
from app.services.enquetes.papier import (
    Imprime,
    ImprimerFormulaire,
    ImprimerRemplie,
    imprimer_formulaire,
    imprimer_remplie,
)
from app.services.enquetes.saisies import EnqueteOuverte
from ui.contexte import Contexte
from ui.navigation import Action
from ui.widgets import Bouton

POUR = (
    (Destinataire.EQUIPE, N_("Réponses pour l’équipe, à signer"), "Ctrl+P"),
    (Destinataire.MENAGE, N_("Réponses pour le ménage (gros caractères)"), ""),
    (Destinataire.BAILLEUR, N_("Réponses pour le bailleur (ce qui se partage)"), ""),
)


class ImprimeurEnquete:
    """A button with what can be printed, and the same as actions.

    `garder` is called first: what was just typed is printed too. `ouverte` gives the filling shown
    and `langue` the language its questions are read in.
    """

    def __init__(
        self,
        contexte: Contexte,
        parent: QWidget,
        ouverte: Callable[[], EnqueteOuverte | None],
        langue: Callable[[], str],
        garder: Callable[[], None],
    ) -> None:
        self._contexte = contexte
        self._parent = parent
        self._ouverte = ouverte
        self._langue = langue
        self._garder = garder
        self.bouton = Bouton(_("Imprimer…"))
        self.bouton.setProperty("menu", "true")
        menu = QMenu(self.bouton)
        for pour, texte, _touche in POUR:
            menu.addAction(_(texte)).triggered.connect(partial(self._demandee, pour))
        menu.addSeparator()
        menu.addAction(_("Questionnaire vierge, à remplir à la main")).triggered.connect(
            lambda _coche=False: self.imprimer_vierge()
        )
        self.bouton.setMenu(menu)

    def actions(self) -> list[Action]:
        """The same for menus and palette."""
        remplies = [
            Action(f"enquete_{pour.value}", _(texte), partial(self.imprimer, pour), touche)
            for pour, texte, touche in POUR
        ]
        vierge = _("Imprimer le questionnaire vierge")
        return [*remplies, Action("enquete_vierge", vierge, self.imprimer_vierge)]

    def _demandee(self, pour: Destinataire, _coche: bool = False) -> None:
        self.imprimer(pour)

    def imprimer(self, pour: Destinataire, sortie: Path | None = None) -> None:
        """Print the answers for that reader; asks where unless `sortie` is given."""
        ouverte = self._ouverte()
        if ouverte is None:
            return
        choisie = sortie or self._choisir(ouverte, f"reponses-{pour.value}")
        if choisie is None:
            return
        self._garder()
        self._contexte.jobs.lancer_long(
            imprimer_remplie,
            ImprimerRemplie(ouverte.enquete.id, choisie, pour, self._langue()),
            quand_fini=self._imprimee,
            libelle=_("Impression des réponses"),
            proprietaire=self._parent,
        )

    def imprimer_vierge(self, sortie: Path | None = None) -> None:
        """Print the blank form with the household's name; asks where unless `sortie` is given."""
        ouverte = self._ouverte()
        if ouverte is None:
            return
        choisie = sortie or self._choisir(ouverte, "vierge")
        if choisie is None:
            return
        self._contexte.jobs.lancer_long(
            imprimer_formulaire,
            ImprimerFormulaire(
                ouverte.questionnaire.id, choisie, ouverte.enquete.menage_id, self._langue()
            ),
            quand_fini=self._imprimee,
            libelle=_("Impression du questionnaire"),
            proprietaire=self._parent,
        )

    def _choisir(self, ouverte: EnqueteOuverte, quoi: str) -> Path | None:
        from app.services.documents.ecriture import nom_sur  # noqa: PLC0415 - only to print

        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        nom = nom_sur("enquete", quoi, ouverte.menage)
        propose, _filtre = QFileDialog.getSaveFileName(
            self._parent, _("Où ranger le document ?"), str(Path(dossier) / f"{nom}.pdf"),
            "PDF (*.pdf)",
        )  # fmt: skip
        return Path(propose).with_suffix(".pdf") if propose else None

    def _imprimee(self, fait: Imprime) -> None:
        self._contexte.informer(
            ngettext(
                "Document écrit ({n} page) : {fichier}",
                "Document écrit ({n} pages) : {fichier}",
                fait.pages,
            ).format(n=fait.pages, fichier=fait.fichier.name)
        )
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))
