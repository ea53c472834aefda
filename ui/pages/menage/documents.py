"""Documents kept in the base for a household, and the copy one asks for."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from app.core.i18n import _, date_courte
from app.services import documents_gardes
from app.services.documents_gardes import CopieFaite, DocumentFiche, EnregistrerCopie
from app.services.menages.lignes import FicheMenage
from ui.contexte import Contexte
from ui.pages.menage.onglets import Bloc
from ui.widgets import Bouton


class BlocDocuments(Bloc):
    """One line a document, newest first; Enter or the button saves a copy of the current one."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__(
            contexte.theme,
            "",
            _("Documents gardés"),
            ("", ""),
            vide=_("Rien encore. Le bilan se garde ici quand le suivi est clos."),
        )
        self._contexte = contexte
        self._documents: dict[UUID, DocumentFiche] = {}
        self._nom = ""
        self.tableau.etirer(1)
        self.tableau.setAccessibleDescription(_("Entrée : enregistrer une copie."))
        self.copier = Bouton(_("Enregistrer une copie…"), self._copier, "discret")
        self.tete.addWidget(self.copier)
        self.tableau.ouverte.connect(self._demander)

    def montrer(self, fiche: FicheMenage) -> None:
        """Show the documents of this household."""
        self._documents = {d.id: d for d in fiche.documents}
        self._nom = fiche.menage.nom
        self.remplir([(d.id, (date_courte(d.fait_le), d.titre)) for d in fiche.documents])
        self.copier.setVisible(bool(fiche.documents))

    def _copier(self) -> None:
        """The current document, or the newest one."""
        self._demander(self.tableau.courante() or next(iter(self._documents), None))

    def _demander(self, id_: object) -> None:
        document = self._documents.get(id_) if isinstance(id_, UUID) else None
        if document is not None:
            choisi = self._choisir(document)
            if choisi is not None:
                self.enregistrer(document.id, choisi)

    def _choisir(self, document: DocumentFiche) -> Path | None:
        dossier = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        propose = Path(dossier) / documents_gardes.nom_de_copie(self._nom, document)
        nom, _filtre = QFileDialog.getSaveFileName(
            self, _("Où enregistrer la copie ?"), str(propose), "PDF (*.pdf)"
        )
        return Path(nom).with_suffix(".pdf") if nom else None

    def enregistrer(self, document_id: UUID, sortie: Path) -> None:
        """Write the copy; it is in clear, and said so."""
        self._contexte.jobs.lancer(
            documents_gardes.enregistrer_copie,
            EnregistrerCopie(document_id, sortie),
            quand_fini=partial(_dire, self._contexte),
            proprietaire=self,
        )


def _dire(contexte: Contexte, copie: CopieFaite) -> None:
    contexte.informer(
        _("Copie enregistrée, lisible par tous : {fichier}").format(fichier=copie.fichier.name)
    )
