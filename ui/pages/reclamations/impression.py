"""The list on paper: the rows of the screen, as people read them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.i18n import _, jour, ngettext, nombre
from app.domain.reclamations_delais import FUSEAU
from app.services import documents
from app.services.documents.commandes import Imprime, ImprimerListe, Liste
from app.services.documents.vocabulaire import Libelles
from app.services.reclamations.lecture import (
    FiltreReclamations,
    ListerReclamations,
    ReclamationLigne,
    TriReclamations,
    lister,
)
from app.services.reunions import LireReunion
from ui.contexte import Contexte
from ui.pages.reclamations.liste import defaut, reference
from ui.reclamation import phrases

LIGNES_MAX = 2000
"""More rows than that is no paper anybody reads: filter first."""


class Imprimeur(QObject):
    """Asks for a file, writes it off the window's thread, shows it."""

    def __init__(self, contexte: Contexte, page: QWidget) -> None:
        super().__init__(page)
        self._contexte = contexte
        self._page = page

    def liste(
        self, filtre: FiltreReclamations, tri: str, dit: str, fichier: Path | None = None
    ) -> None:
        """The complaints that answer the filter, sorted as on the screen."""
        choisi = fichier or self._demander(_("Où ranger la liste ?"), _("reclamations.pdf"))
        if choisi is None:
            return
        mots = Libelles(self._contexte.catalogues())
        cle = TriReclamations(tri.removeprefix("-") or "echeance")
        demande = ListerReclamations(filtre, cle, tri.startswith("-"), taille=LIGNES_MAX)

        def imprimer(chemin: Path, uow: Any) -> Imprime:
            maintenant = uow.clock.now()
            lues = lister(demande, uow)
            papier = Liste(
                _("Réclamations"),
                uow.clock.today(),
                entetes(),
                [ligne_papier(mots, ligne, maintenant) for ligne in lues],
                filtre=dit,
                compte=compte(len(lues)),
            )
            return documents.imprimer_liste(ImprimerListe(papier, chemin), uow)

        self._contexte.jobs.lancer(
            imprimer,
            choisi,
            quand_fini=self._ecrit,
            libelle=_("Impression"),
            proprietaire=self,
        )

    def reunion(self, fichier: Path | None = None) -> None:
        """The sheet of the weekly meeting, for the estate chosen or all of them."""
        from app.services.documents.reunion_reclamations import (  # noqa: PLC0415 - draws
            ImprimerReunion,
            imprimer_reunion,
        )

        choisi = fichier or self._demander(
            _("Où ranger la feuille de réunion ?"), _("reunion-reclamations.pdf")
        )
        if choisi is None:
            return
        cite_id = self._contexte.cite.id
        demande = LireReunion((cite_id,) if cite_id else ())
        self._contexte.jobs.lancer(
            imprimer_reunion,
            ImprimerReunion(choisi, demande),
            quand_fini=self._ecrit,
            libelle=_("Impression"),
            proprietaire=self,
        )

    def _demander(self, question: str, propose: str) -> Path | None:
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        nom, _filtre = QFileDialog.getSaveFileName(
            self._page,
            question,
            str(Path(dossier) / propose),
            _("Documents PDF (*.pdf)"),
        )
        if not nom:
            return None
        return Path(nom if nom.lower().endswith(".pdf") else f"{nom}.pdf")

    def _ecrit(self, fait: Imprime) -> None:
        self._contexte.informer(_("Document écrit : {fichier}").format(fichier=fait.fichier.name))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))


def entetes() -> tuple[str, ...]:
    """The columns of the paper."""
    return (
        _("Référence"),
        _("Ménage"),
        _("Adresse"),
        _("Défaut"),
        _("Description"),
        _("État"),
        _("Qui répare"),
        _("Attendu"),
    )


def compte(n: int) -> str:
    """ "12 réclamations"; a list cut short says so."""
    dit = ngettext("{n} réclamation", "{n} réclamations", n).format(n=nombre(n))
    return _("les {n} premières réclamations").format(n=nombre(n)) if n >= LIGNES_MAX else dit


def ligne_papier(mots: Libelles, ligne: ReclamationLigne, maintenant: datetime) -> tuple[str, ...]:
    """A complaint as the paper says it; a due day with its date, paper is read later."""
    attendu = phrases.attendu(ligne.horloge, ligne.echeance, maintenant)
    if ligne.echeance is not None and ligne.echeance < maintenant:
        du = ligne.echeance.astimezone(ZoneInfo(FUSEAU)).date()
        attendu = f"{attendu} ({jour(du)})"
    return (
        reference(ligne),
        ligne.menage or _("logement vide"),
        ligne.adresse or "–",
        defaut(mots, ligne),
        ligne.description,
        phrases.etat_depuis(ligne.etat, ligne.etat_le),
        ligne.responsable or "–",
        attendu,
    )
