"""Two plans side by side: figure by figure, then who moves elsewhere or on other days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QSizePolicy,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, ngettext
from app.services.planification import plans
from app.services.planification.commandes import ComparerPlans
from app.services.planification.mots import dire_etat, dire_placement
from app.services.planification.plan_lu import Comparaison, LigneComparee, NatureEcart, PlanResume
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.widgets import Bouton, Etiquette, Tableau, Titre

NATURES: Mapping[NatureEcart, str] = {
    NatureEcart.NOUVEAU: N_("a une solution"),
    NatureEcart.PERDU: N_("n’en a plus"),
    NatureEcart.LOGEMENT: N_("autre logement"),
    NatureEcart.DATES: N_("autres dates"),
    NatureEcart.SOLUTION: N_("autre solution"),
}


@dataclass(frozen=True, slots=True)
class LigneDifferente:
    """A household whose line differs, as the table shows it."""

    menage_id: UUID
    menage: str
    tranche: str
    avant: str
    apres: str
    ecart: str


class VueComparaison(QWidget):
    """`retour` goes back to the plan, `ouvre_menage` carries a household."""

    retour = Signal()
    ouvre_menage = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._noms: Mapping[UUID, str] = MappingProxyType({})
        self.a, self.b = QComboBox(), QComboBox()
        self.a.setAccessibleName(_("Premier plan"))
        self.b.setAccessibleName(_("Second plan"))
        for choix in (self.a, self.b):
            choix.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            choix.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            choix.setMinimumContentsLength(14)
            choix.currentIndexChanged.connect(lambda _rang: self._demander())
        self.scores = _table_scores()
        self._source = SourceListe(lambda x: f"{x.menage} {x.tranche} {x.avant} {x.apres}")
        colonnes = (
            Colonne("menage", N_("Ménage"), lambda x: x.menage, 150),
            Colonne("tranche", N_("Tranche"), lambda x: x.tranche, 90, accessoire=True),
            Colonne("ecart", N_("Ce qui change"), lambda x: x.ecart, 130),
            Colonne("avant", N_("Dans le premier"), lambda x: x.avant, 360),
            Colonne("apres", N_("Dans le second"), lambda x: x.apres, 360),
        )
        self.modele = TablePaginee(self._source, colonnes, self, identifiant="menage_id")
        self.table = Tableau(contexte.theme, _("Ménages dont le logement ou les dates changent"))
        self.table.setModel(self.modele)
        self.compte = Etiquette("", "section")
        self.revenir = Bouton(_("Revenir au planning"), self.retour.emit)
        self.table.valide.connect(lambda ligne: self.ouvre_menage.emit(ligne.menage_id))
        self._disposer()

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.setSpacing(8)
        tete.addWidget(Titre(_("Comparer"), section=True))
        tete.addWidget(self.a, 1)
        tete.addWidget(Etiquette(_("et")))
        tete.addWidget(self.b, 1)
        tete.addWidget(self.revenir)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(self.scores)
        boite.addWidget(self.compte)
        boite.addWidget(self.table, 1)

    def ouvrir(self, resumes: Sequence[PlanResume], b_id: UUID, noms: Mapping[UUID, str]) -> None:
        """Compare `b_id` with the adopted plan, else with the latest other one."""
        self._noms = noms
        autres = [r for r in resumes if r.id != b_id]
        for choix, voulu in ((self.a, autres[0].id if autres else b_id), (self.b, b_id)):
            choix.blockSignals(True)
            choix.clear()
            for r in resumes:
                choix.addItem(f"{r.nom} ({dire_etat(r.etat)})", r.id)
            choix.setCurrentIndex(next(i for i, r in enumerate(resumes) if r.id == voulu))
            choix.blockSignals(False)
        self._demander()

    def _demander(self) -> None:
        a, b = self.a.currentData(), self.b.currentData()
        if not isinstance(a, UUID) or not isinstance(b, UUID):
            return
        self._contexte.jobs.lancer(
            plans.comparer,
            ComparerPlans(a, b),
            quand_fini=self._comparer,
            proprietaire=self,
            cle="planning.comparer",
        )

    def _comparer(self, lue: Comparaison) -> None:
        self._remplir_scores(lue)
        self._source.remplacer([_ligne(li, self._noms) for li in lue.lignes])
        self.table.rafraichir()
        n = len(lue.lignes)
        change = ngettext("{n} ménage change", "{n} ménages changent", n).format(n=n)
        memes = ngettext("{n} reste pareil", "{n} restent pareils", lue.identiques)
        self.compte.setText(f"{change} · {memes.format(n=lue.identiques)}")

    def _remplir_scores(self, lue: Comparaison) -> None:
        self.scores.setHorizontalHeaderLabels(["", lue.a.nom, lue.b.nom])
        self.scores.setRowCount(len(lue.scores))
        vert = self._contexte.theme.couleur("vert")
        for rang, s in enumerate(lue.scores):
            textes = (s.libelle, s.a.texte if s.a else "–", s.b.texte if s.b else "–")
            for colonne, texte in enumerate(textes):
                mieux = colonne == {-1: 1, 1: 2}.get(s.mieux, 0) and colonne > 0
                item = QTableWidgetItem(f"✓ {texte}" if mieux else texte)
                item.setToolTip(_("le meilleur des deux") if mieux else "")
                if mieux:
                    item.setForeground(vert)
                self.scores.setItem(rang, colonne, item)
        haut = sum(self.scores.rowHeight(i) for i in range(self.scores.rowCount()))
        self.scores.setFixedHeight(haut + self.scores.horizontalHeader().sizeHint().height() + 4)

    def premier_champ(self) -> QWidget:
        """Where one begins."""
        return self.a


def _ligne(ligne: LigneComparee, noms: Mapping[UUID, str]) -> LigneDifferente:
    return LigneDifferente(
        ligne.menage_id,
        ligne.menage,
        ligne.tranche,
        dire_placement(ligne.ecart.avant, noms) if ligne.ecart.avant else "–",
        dire_placement(ligne.apres, noms) if ligne.apres else "–",
        _(NATURES[ligne.ecart.nature]),
    )


def _table_scores() -> QTableWidget:
    table = QTableWidget(0, 3)
    table.setAccessibleName(_("Qualité des deux plans"))
    table.verticalHeader().hide()
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
    table.setShowGrid(False)
    table.setTabKeyNavigation(False)
    table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
    table.verticalHeader().setDefaultSectionSize(26)
    return table
