"""The lines of a file that came back, as a table, with the decisions taken."""

from __future__ import annotations

from app.core.i18n import N_
from app.services.exports.retours_fichiers import ApercuFichier, LigneFichier
from ui.pages.echanges.decisions import ModeleDecisions
from ui.pages.echanges.fichiers import mots as dire


class ModeleFichier(ModeleDecisions):
    """A line may be decided with any of the answers the service offers."""

    titres = (N_("Ligne"), N_("De quoi il s’agit"), N_("Ce qui change"), N_("Ce qui sera fait"))

    def montrer(self, apercu: ApercuFichier | None) -> None:
        """Hold the lines of this preview; no decision is taken yet."""
        self.tenir(apercu.lignes if apercu is not None else ())

    def cle(self, ligne: LigneFichier) -> tuple[int, int]:
        """A line of the file may tell several things."""
        return ligne.cle

    def cellules(self, ligne: LigneFichier) -> tuple[str, ...]:
        """What its cells say."""
        decision = self.decisions.get(ligne.cle)
        return (
            str(ligne.numero),
            ligne.titre or "–",
            dire.dire_changements(ligne),
            dire.dire_issue(ligne, decision.choix if decision is not None else None),
        )
