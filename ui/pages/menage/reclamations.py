"""Complaints of the household."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.core.i18n import _, date_courte
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.menages.lignes import FicheMenage, ReclamationFiche
from ui.contexte import Contexte
from ui.pages.menage.onglets import Onglet, Tableau


class OngletReclamations(Onglet):
    """One line a complaint."""

    def __init__(self, contexte: Contexte, mots: Libelles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self._mots = mots
        self.reclamations = Tableau(
            _("Réclamations"),
            (_("Référence"), _("Ouverte le"), _("Catégorie"), _("État"), _("Description")),
        )
        self.reclamations.largeurs(100, 100, 180, 160)
        self.corps.addWidget(self.reclamations, 1)

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's complaints."""
        self.reclamations.remplir([(r.id, self._ligne(r)) for r in fiche.reclamations])

    def _ligne(self, r: ReclamationFiche) -> tuple[str, ...]:
        etat = majuscule(dire(r.etat))
        if r.etat_le:
            etat = _("{etat} le {jour}").format(etat=etat, jour=date_courte(r.etat_le))
        return (
            r.reference,
            date_courte(r.ouverte_le),
            self._mots.reclamation(r.categorie),
            etat,
            r.description,
        )
