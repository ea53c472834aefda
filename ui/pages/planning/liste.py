"""The plan as a table: the same things as the timeline, for the keyboard and the screen reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.i18n import N_, _, date_courte, jour
from app.domain.planification.mots import Solution
from app.services.documents.commandes import Liste
from app.services.planification.plan_lu import LignePlan, PlanLu
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.planning.lignes import dire_remarques
from ui.theme import Theme
from ui.widgets import SearchField, Tableau

COURTS: Mapping[Solution, str] = {
    Solution.TIROIR: N_("tiroir"),
    Solution.DEFINITIF: N_("définitif"),
    Solution.RETOUR: N_("retour"),
    Solution.AUCUNE: N_("sans solution"),
    Solution.HORS_PLAN: N_("hors plan"),
}
_RANGS = {Solution.AUCUNE: 0, Solution.HORS_PLAN: 2}


@dataclass(frozen=True, slots=True)
class LigneListe:
    """A household as the table shows it; dates unknown are None, and come last."""

    menage_id: UUID
    menage: str
    tranche: str
    origine: str
    logement: str
    depart: date | None
    retour: date | None
    etat: str
    remarques: str
    mal: bool
    sans: bool


def lignes_de(plan: PlanLu) -> list[LigneListe]:
    """Rows of the table: who has no solution, who breaks a rule, the others, who is left out."""

    def rang(ligne: LignePlan) -> tuple[int, bool, date, str]:
        return (
            _RANGS.get(ligne.solution, 1),
            not ligne.violations,
            ligne.depart or ligne.retour or date.max,
            ligne.menage,
        )

    return [_ligne(li) for li in sorted(plan.lignes, key=rang)]


def _ligne(ligne: LignePlan) -> LigneListe:
    etats = [_(COURTS[ligne.solution])]
    if ligne.confirme:
        etats.append(_("confirmé"))
    if ligne.fixe:
        etats.append(_("épinglé"))
    return LigneListe(
        menage_id=ligne.menage_id,
        menage=ligne.menage,
        tranche=ligne.tranche,
        origine=ligne.origine,
        logement=ligne.logement,
        depart=ligne.depart,
        retour=ligne.retour,
        etat=", ".join(etats),
        remarques=dire_remarques(ligne),
        mal=bool(ligne.violations),
        sans=ligne.solution is Solution.AUCUNE,
    )


def _le(quand: date | None) -> str:
    """ "mar. 23/02/2027": the weekday counts, and a column is narrow."""
    return f"{jour(quand).split(' ')[0]} {date_courte(quand)}" if quand else "–"


class TableMenages(Tableau):
    """`touche` carries the letter pressed on a row: E explains, P pins, M opens the move."""

    touche = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Letters are actions here, never a search."""
        lettre = {Qt.Key.Key_E: "E", Qt.Key.Key_P: "P", Qt.Key.Key_M: "M"}.get(Qt.Key(event.key()))
        if lettre and not event.modifiers():
            self.touche.emit(lettre)
            event.accept()
            return
        super().keyPressEvent(event)


class VueListe(QWidget):
    """`courante_change` carries the household one is on, `ouvre_menage` the one to open."""

    courante_change = Signal(object)
    ouvre_menage = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._source = SourceListe(
            lambda x: f"{x.menage} {x.tranche} {x.origine} {x.logement} {x.etat} {x.remarques}"
        )

        def teinte(ligne: LigneListe) -> object:
            return theme.couleur("rouge") if ligne.mal or ligne.sans else None

        self._colonnes = (
            Colonne("menage", N_("Ménage"), lambda x: x.menage, 140),
            Colonne("tranche", N_("Tranche"), lambda x: x.tranche, 96, accessoire=True),
            Colonne("origine", N_("De"), lambda x: x.origine, 136, accessoire=True),
            Colonne("logement", N_("Vers"), lambda x: x.logement or "–", 140),
            Colonne("depart", N_("Départ"), lambda x: _le(x.depart), 134),
            Colonne("retour", N_("Retour"), lambda x: _le(x.retour), 134),
            Colonne("etat", N_("Solution"), lambda x: x.etat, 120, couleur=teinte),
            Colonne(
                "remarques",
                N_("À savoir"),
                lambda x: f"⚠ {x.remarques}" if x.mal else x.remarques,
                190,
                couleur=teinte,
            ),
        )
        self.modele = TablePaginee(self._source, self._colonnes, self, identifiant="menage_id")
        self.table = TableMenages(theme, _("Planning, en liste"))
        self.table.setModel(self.modele)
        self.champ = SearchField(_("Chercher un nom, un logement, une tranche"))
        self.champ.setMaximumWidth(theme.px(420))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.champ)
        boite.addWidget(self.table, 1)
        self.champ.cherche.connect(self._chercher)
        self.champ.descendre.connect(self.table.prendre_focus)
        self.champ.valide.connect(self.table.prendre_focus)
        self.table.remonter.connect(self.champ.setFocus)
        self.table.valide.connect(lambda ligne: self.ouvre_menage.emit(ligne.menage_id))
        self.table.selection_changee.connect(self._dire)

    def remplir(self, plan: PlanLu) -> None:
        """Show this plan, keeping the row one is on."""
        self._source.remplacer(lignes_de(plan))
        self.table.rafraichir()

    def viser(self, menage_id: UUID | None) -> None:
        """Go to a household."""
        ligne = self.table.ligne_courante()
        if menage_id is None or (ligne is not None and ligne.menage_id == menage_id):
            return
        rangs = self.modele.rangs_de({menage_id})
        if menage_id in rangs:
            self.table.selectRow(rangs[menage_id])

    def papier(self, titre: str, lieu: str, quand: date, plan: PlanLu) -> Liste:
        """The table as a document."""
        lignes = [
            tuple(colonne.texte(ligne) for colonne in self._colonnes) for ligne in lignes_de(plan)
        ]
        titres = tuple(_(colonne.titre) for colonne in self._colonnes)
        return Liste(titre, quand, titres, lignes, lieu=lieu)

    def _chercher(self, texte: str) -> None:
        self.table.oublier_selection()
        self.modele.filtrer(texte)

    def _dire(self, _combien: int) -> None:
        ligne = self.table.ligne_courante()
        if ligne is not None:
            self.courante_change.emit(ligne.menage_id)
