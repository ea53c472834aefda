"""The journey: milestones, wishes, feelings, needs."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte
from app.services.documents.vocabulaire import Libelles, dire, etape, intensite, majuscule
from app.services.menages.lignes import FicheMenage
from ui.contexte import Contexte
from ui.pages.menage.onglets import Faits, Onglet, Tableau


class OngletParcours(Onglet):
    """Milestones and wishes on the left, feelings and needs on the right."""

    def __init__(self, contexte: Contexte, mots: Libelles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.contexte = contexte
        self._mots = mots
        self.etapes = Tableau(_("Étapes"), (_("Étape"), _("Prévue le"), _("Faite le")))
        self.etapes.largeurs(240, 100)
        self.ressentis = Tableau(_("Ressentis"), (_("Jour"), _("Ressenti"), _("Force"), _("Qui")))
        self.ressentis.largeurs(90, 150, 90)
        self.besoins = Tableau(_("Besoins"), (_("Besoin"), _("Exprimé le"), _("Réponse")))
        self.besoins.largeurs(240, 100)
        self.souhaits = Faits(_("Souhait pour la suite"))
        gauche, droite = QVBoxLayout(), QVBoxLayout()
        for colonne in (gauche, droite):
            colonne.setSpacing(12)
        gauche.addWidget(self.souhaits)
        gauche.addWidget(self.etapes, 1)
        droite.addWidget(self.ressentis, 1)
        droite.addWidget(self.besoins, 1)
        ligne = QHBoxLayout()
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 1)
        ligne.addLayout(droite, 1)
        self.corps.addLayout(ligne, 1)

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household's journey."""
        self.souhaits.remplir(
            [
                (
                    date_courte(s.exprime_le) if s.exprime_le else _("date inconnue"),
                    " – ".join(x for x in (majuscule(dire(s.code)), s.precision) if x),
                )
                for s in fiche.souhaits
            ]
            or [(_("Souhait"), "")]
        )
        self.etapes.remplir(
            [
                (e.id, (majuscule(etape(e.code)), _jour(e.prevue_le), _jour(e.faite_le)))
                for e in fiche.etapes
            ]
        )
        self.ressentis.remplir(
            [
                (
                    r.id,
                    (
                        _jour(r.jour),
                        self._mots.ressenti(r.code),
                        intensite(r.intensite),
                        r.personne or "",
                    ),
                )
                for r in fiche.ressentis
            ]
        )
        self.besoins.remplir(
            [
                (
                    b.id,
                    (
                        " – ".join(x for x in (self._mots.besoin(b.code), b.precision) if x),
                        _jour(b.ouvert_le),
                        b.reponse or (_jour(b.repondu_le) or _("sans réponse")),
                    ),
                )
                for b in fiche.besoins
            ]
        )


def _jour(valeur: date | None) -> str:
    return date_courte(valeur) if valeur else ""
