"""The papers of the moves chosen: what nobody filled is told first, then one prints or not."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.i18n import _, ngettext, nombre
from app.services import documents
from app.services.calendrier import ChoixCalendrier
from app.services.documents import (
    ChoixDemenagements,
    ImpressionDemenagements,
    ImprimerPapiers,
    ImprimerPlanning,
    LireManques,
    Manque,
    Papier,
)
from app.services.documents.commandes_demenagements import TITRES
from ui.contexte import Contexte
from ui.messages import Texte
from ui.widgets import Bandeau, Bouton

_MONTRES = 3  # households named in the banner, the others are counted


class PapiersDuChoix:
    """A button with the planning and the papers of every move of a choice."""

    def __init__(
        self,
        contexte: Contexte,
        parent: QWidget,
        choix: Callable[[], ChoixCalendrier],
        bandeau: Bandeau,
    ) -> None:
        self._contexte = contexte
        self._parent = parent
        self._choix = choix
        self._bandeau = bandeau
        self.bouton = Bouton(_("Imprimer les papiers"))
        self.bouton.setProperty("menu", "true")
        self.bouton.setEnabled(False)
        menu = QMenu(self.bouton)
        menu.addAction(_("Planning par équipe et par jour")).triggered.connect(
            lambda _coche=False: self.imprimer_planning()
        )
        menu.addSeparator()
        for papier, titre in TITRES.items():
            menu.addAction(_(titre)).triggered.connect(partial(self._demande, papier))
        self.bouton.setMenu(menu)

    def demander(self, papier: Papier) -> None:
        """Look first at what nobody filled."""
        self._bandeau.fermer()
        choix = self._moves()
        self._contexte.jobs.lancer(
            documents.manques,
            LireManques(papier, choix),
            quand_fini=partial(self._lus, papier, choix),
            en_erreur=self._bandeau.montrer_erreur,
            proprietaire=self._parent,
        )

    def imprimer(
        self, papier: Papier, choix: ChoixDemenagements, dossier: Path | None = None
    ) -> None:
        """Ask for a folder, write the papers there in one file, show it."""
        choisi = dossier or self._choisir_dossier()
        if choisi is None:
            return
        self._bandeau.fermer()
        self._contexte.jobs.lancer_long(
            documents.imprimer_papiers,
            ImprimerPapiers(papier, choix, choisi),
            quand_fini=self._imprime,
            en_erreur=self._bandeau.montrer_erreur,
            libelle=_(TITRES[papier]),
            proprietaire=self._parent,
        )

    def imprimer_planning(self, dossier: Path | None = None) -> None:
        """The moves by crew and by day, for the wall."""
        choisi = dossier or self._choisir_dossier()
        if choisi is None:
            return
        self._bandeau.fermer()
        self._contexte.jobs.lancer(
            documents.imprimer_planning,
            ImprimerPlanning(self._moves(), choisi),
            quand_fini=self._imprime,
            en_erreur=self._bandeau.montrer_erreur,
            proprietaire=self._parent,
        )

    def _demande(self, papier: Papier, _coche: bool = False) -> None:
        self.demander(papier)

    def _moves(self) -> ChoixDemenagements:
        c = self._choix()
        return ChoixDemenagements((), c.du, c.au, c.cite_id, c.equipe_id, c.intervenant_id)

    def _lus(self, papier: Papier, choix: ChoixDemenagements, lus: tuple[Manque, ...]) -> None:
        if not lus:
            self.imprimer(papier, choix)
            return
        texte = Texte(
            ngettext(
                "Il manque quelque chose à {n} papier.",
                "Il manque quelque chose à {n} papiers.",
                len(lus),
            ).format(n=nombre(len(lus))),
            dire_manques(lus),
            _("Imprimez avec des pointillés à remplir à la main, ou complétez d’abord."),
        )
        quand_meme = Bouton(_("Imprimer quand même"), partial(self.imprimer, papier, choix))
        self._bandeau.montrer(texte, "attention", quand_meme)
        quand_meme.setFocus()

    def _imprime(self, fait: ImpressionDemenagements) -> None:
        self._contexte.informer(_("Document écrit : {fichier}").format(fichier=fait.fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))

    def _choisir_dossier(self) -> Path | None:
        depart = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choisi = QFileDialog.getExistingDirectory(
            self._parent, _("Où ranger les papiers ?"), depart
        )
        return Path(choisi) if choisi else None


def dire_manques(lus: tuple[Manque, ...]) -> str:
    """ "Wójcik Jadwiga : déménageurs, pilote social. … et 4 autres"."""
    lignes = [
        _("{menage} : {champs}.").format(menage=m.menage, champs=", ".join(m.champs))
        for m in lus[:_MONTRES]
    ]
    reste = len(lus) - len(lignes)
    if reste:
        autres = ngettext("Et {n} autre ménage.", "Et {n} autres ménages.", reste)
        lignes.append(autres.format(n=nombre(reste)))
    return "\n".join(lignes)
