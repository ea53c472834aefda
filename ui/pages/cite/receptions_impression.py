"""Printing the réserves of an estate: a sheet per contractor, or per dwelling, for the visit."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.core.i18n import _, ngettext, nombre
from app.services import documents
from app.services.documents import ImpressionReserves as Imprimees
from app.services.documents import ImprimerReserves, ParReserves
from app.services.receptions import ListerReserves, ReceptionLigne
from ui.contexte import Contexte
from ui.widgets import Bouton


class ImpressionReserves:
    """A menu: by contractor, by dwelling, only the dwellings chosen."""

    def __init__(self, contexte: Contexte, parent: QWidget) -> None:
        self._contexte = contexte
        self._parent = parent
        self._cite_id: UUID | None = None
        self._tranche_id: UUID | None = None
        self._choisies: tuple[UUID, ...] = ()
        self.bouton = Bouton(_("Imprimer"))
        self.bouton.setProperty("menu", "true")
        menu = QMenu(self.bouton)
        for texte, par, seulement in (
            (_("Réserves par entreprise"), ParReserves.RESPONSABLE, False),
            (_("Réserves par logement"), ParReserves.LOGEMENT, False),
            (_("Réserves des logements choisis"), ParReserves.LOGEMENT, True),
        ):
            action = menu.addAction(texte)
            action.triggered.connect(partial(self._demande, par, seulement))
        self.bouton.setMenu(menu)

    def montrer(
        self, cite_id: UUID | None, tranche_id: UUID | None, choisies: Sequence[ReceptionLigne]
    ) -> None:
        """What would be printed now."""
        self._cite_id, self._tranche_id = cite_id, tranche_id
        self._choisies = tuple(li.id for li in choisies)
        self.bouton.setEnabled(cite_id is not None)

    def _demande(self, par: ParReserves, seulement: bool, _coche: bool = False) -> None:
        self.imprimer(par, seulement=seulement)

    def imprimer(
        self, par: ParReserves, *, seulement: bool = False, dossier: Path | None = None
    ) -> None:
        """Ask for a folder, write the sheets there, show them."""
        choisi = dossier or self._choisir_dossier()
        if self._cite_id is None or choisi is None:
            return
        ids = self._choisies if seulement else ()
        demande = ListerReserves(self._cite_id, self._tranche_id, ids)
        self._contexte.jobs.lancer_long(
            documents.imprimer_reserves,
            ImprimerReserves(demande, par, choisi),
            quand_fini=self._imprimees,
            libelle=_("Réserves à lever"),
            proprietaire=self._parent,
        )

    def _imprimees(self, fait: Imprimees) -> None:
        dit = _("Enregistré : {fichier}").format(fichier=fait.fichier.name)
        if fait.retenues:
            restees = ngettext(
                "{n} réserve reste ici : le ménage n’a pas accepté le partage.",
                "{n} réserves restent ici : les ménages n’ont pas accepté le partage.",
                fait.retenues,
            ).format(n=nombre(fait.retenues))
            dit = f"{dit}. {restees}"
        self._contexte.informer(dit)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(fait.fichier)))

    def _choisir_dossier(self) -> Path | None:
        depart = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        choisi = QFileDialog.getExistingDirectory(self._parent, _("Où écrire ce papier"), depart)
        return Path(choisi) if choisi else None
