"""Complaints of the household."""

from __future__ import annotations

from app.core.i18n import _, date_courte
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.menages.lignes import FicheMenage, ReclamationFiche
from ui.contexte import Contexte
from ui.pages.menage.onglets import Bloc, Onglet


class OngletReclamations(Onglet):
    """One line a complaint."""

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        super().__init__(contexte.theme)
        self._mots = mots
        self.reclamations = Bloc(
            contexte.theme,
            "reclamation",
            _("Réclamations"),
            (_("Référence"), _("Ouverte le"), _("Catégorie"), _("État"), _("Description")),
            _("+ réclamation"),
            _("Aucune réclamation. Ouvrez-en une dès qu’un défaut est signalé."),
        )
        self.reclamations.tableau.etirer(4)
        self.poser((self.reclamations, 1))

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
            majuscule(self._mots.reclamation(r.categorie)),
            etat,
            r.description,
        )
