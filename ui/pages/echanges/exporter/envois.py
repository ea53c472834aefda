"""What already left: what, to whom, when, how many."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import N_, _, heure, jour, nombre
from app.services.exports.envois import EnvoiLigne
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.widgets import Etiquette, Tableau, Titre

_QUOI = {
    "avant_apres": N_("Avant et après : loyer et énergie"),
    "calendrier": N_("Agenda"),
    "cles": N_("Inventaires de clés"),
    "conventions": N_("Conventions d’occupation provisoire"),
    "document": N_("Copie d’un document gardé"),
    "enquete": N_("Réponses à une enquête"),
    "etat_des_lieux": N_("États des lieux"),
    "export": N_("Données de suivi"),
    "feuilles_jour": N_("Feuilles du jour du déménagement"),
    "guides": N_("Guides du logement"),
    "fiches": N_("Fiches imprimées"),
    "lettres": N_("Lettres aux ménages"),
    "liste": N_("Liste de ménages"),
    "relances": N_("Relances"),
    "reserves": N_("Réserves à lever"),
    "reunion": N_("Réunion des réclamations"),
    "questionnaire": N_("Questionnaire imprimé"),
}
_QUI = {
    "bailleur": N_("bailleur"),
    "menage": N_("ménage"),
    "equipe": N_("équipe"),
    "demenageurs": N_("déménageurs"),
}


def _quand(envoi: EnvoiLigne) -> str:
    local = envoi.prepare_a.astimezone()
    return _("{jour} à {heure}").format(jour=jour(local.date(), annee=True), heure=heure(local))


def _detail(envoi: EnvoiLigne) -> str:
    morceaux = [str(envoi.detail[cle]) for cle in ("dossier", "fichier") if cle in envoi.detail]
    retenus = envoi.detail.get("menages_retenus") or envoi.detail.get("ecartes")
    if retenus:
        morceaux.append(_("{n} ménages retenus").format(n=nombre(int(retenus))))
    return " · ".join(morceaux)


COLONNES = (
    Colonne("prepare_a", N_("Quand"), _quand, 210),
    Colonne("quoi", N_("Quoi"), lambda e: _(_QUOI.get(e.quoi, e.quoi)), 160),
    Colonne("destinataire", N_("Pour qui"), lambda e: _(_QUI.get(e.destinataire, "")), 110),
    Colonne("nb_lignes", N_("Combien"), lambda e: nombre(e.nb_lignes), 90, droite=True),
    Colonne("", N_("Détail"), _detail, 260),
)


class TableEnvois(QWidget):
    """The latest sendings, newest first."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._source = SourceListe(lambda e: e.quoi)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="-prepare_a")
        self.table = Tableau(contexte.theme, _("Envois passés"))
        self.table.setModel(self.modele)
        vide = Etiquette(
            _("Rien n’est encore parti. Chaque envoi sera noté ici : quoi, pour qui, quand."),
            "secondaire",
            retour_ligne=True,
        )
        self._pile = QStackedWidget()
        for widget in (vide, self.table):
            self._pile.addWidget(widget)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(Titre(_("Ce qui est déjà parti"), section=True))
        boite.addWidget(self._pile, 1)
        vide.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.setMinimumHeight(contexte.theme.px(130))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)

    def montrer(self, lus: tuple[EnvoiLigne, ...]) -> None:
        """Show these sendings."""
        self._source.remplacer(lus)
        self.table.rafraichir()
        self._pile.setCurrentIndex(1 if lus else 0)
