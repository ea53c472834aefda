"""The renewal of the occupants of an estate between two days, household by household."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, nombre
from app.services import logements, parc_date
from app.services.parc_date import LireRenouvellement, MenageOrigine, Renouvellement, Sort
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite import mots_situations as mots
from ui.pages.cite.onglet import OngletCite
from ui.widgets import ChampDate, Etiquette, Flux, LigneForm, Puce, Tableau

SORTS: Mapping[Sort, tuple[str, str]] = MappingProxyType(
    {
        Sort.PARTI: ("→", N_("parti")),
        Sort.AU_TIROIR: ("◆", N_("en tiroir")),
        Sort.AVANT: ("◔", N_("pas encore parti")),
        Sort.REVENU: ("●", N_("revenu ou resté")),
    }
)
# Observed renewal of occupants (cahier technique of June 2026): for comparison only.
NORD, PAS_DE_CALAIS = 0.36, 0.43


def _sort(valeur: Sort) -> str:
    forme, mot = SORTS[valeur]
    return f"{forme} {_(mot)}"


COLONNES = (
    Colonne("nom", N_("Ménage"), lambda m: m.nom, 240),
    Colonne("adresse", N_("Où il vivait"), lambda m: m.adresse, 260),
    Colonne("sort", N_("Ce qu’il est devenu"), lambda m: _sort(m.sort), 200),
)


@dataclass(frozen=True, slots=True)
class Demande:
    """An estate between two days; without a first one, since the first works."""

    cite_id: UUID
    du: date | None
    au: date


def lire(demande: Demande, uow: Any) -> Renouvellement:
    """The renewal, from the day before the first works unless a day is given."""
    du = demande.du
    if du is None:
        lues = logements.tranches(logements.LireTranches(demande.cite_id), uow)
        debuts = [t.debut_travaux for t in lues if t.debut_travaux is not None]
        du = min([*debuts, date(demande.au.year, 1, 1)])
    return parc_date.renouvellement(LireRenouvellement(demande.cite_id, du, demande.au), uow)


class _Source(SourceListe):
    """Households of some fates only."""

    def _trouver(self, filtre: Any) -> list[Any]:
        return [m for m in super()._trouver(None) if not filtre or m.sort in filtre]


class VueRenouvellement(OngletCite):
    """Two days, the rate with its figures, chips by fate, the households; Enter opens one."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._source = _Source(lambda m: m.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Ménages d’origine"))
        self.table.setModel(self.modele)
        self.du = ChampDate(contexte.clock, _("Du"), passe=True)
        self.au = ChampDate(contexte.clock, _("Au"))
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self.puces = {s: Puce(_sort(s), s.value) for s in SORTS}
        self._disposer()
        for champ in (self.du, self.au):
            champ.date_changee.connect(lambda _jour: self.rafraichir())
        for puce in self.puces.values():
            puce.basculee.connect(lambda _coche: self._filtrer())
        self.table.remonter.connect(self.au.setFocus)
        self.table.valide.connect(self._ouvrir)
        self.au.fixer(contexte.clock.today())

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        haut = QHBoxLayout()
        haut.setSpacing(12)
        for titre, champ in ((_("Du"), self.du), (_("Au"), self.au)):
            champ.setFixedWidth(px(150))
            haut.addWidget(LigneForm(titre, champ))
        haut.addStretch(1)
        repere = _(
            "Pour comparer : {nord} dans le Nord (20 cités), {pas_de_calais} dans le "
            "Pas-de-Calais (12 cités). Un ménage relogé dans la même cité n’est pas compté comme "
            "parti."
        ).format(nord=mots.pourcent(NORD), pas_de_calais=mots.pourcent(PAS_DE_CALAIS))
        puces = QWidget()
        flux = Flux(puces)
        for puce in self.puces.values():
            flux.addWidget(puce)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(haut)
        boite.addWidget(self.phrase)
        boite.addWidget(Etiquette(repere, "secondaire", retour_ligne=True))
        boite.addWidget(puces)
        boite.addWidget(self.table, 1)

    def premier_champ(self) -> QWidget:
        """The first day."""
        return self.du

    def montrer(self, cite_id: UUID) -> None:
        """Show this estate, from its first works to today."""
        self._cite_id = cite_id
        self.du.fixer(None)
        self.au.fixer(self._contexte.clock.today())
        self._source.remplacer(())
        self.modele.recharger()

    def rafraichir(self) -> None:
        """Read the two days again."""
        if self._cite_id is None or self.du.en_erreur or self.au.en_erreur:
            return
        au = self.au.valeur() or self._contexte.clock.today()
        self._contexte.jobs.lancer(
            lire,
            Demande(self._cite_id, self.du.valeur(), au),
            quand_fini=self._recu,
            proprietaire=self,
            cle="cite.renouvellement",
        )

    def _recu(self, lu: Renouvellement) -> None:
        self.phrase.setText(mots.phrase_renouvellement(lu))
        for sort, puce in self.puces.items():
            n = lu.nombre(sort)
            puce.renommer(f"{_sort(sort)} {nombre(n)}")
            puce.setVisible(n > 0 or puce.isChecked())
        self._source.remplacer(lu.menages)
        self.table.rafraichir()

    def _filtrer(self) -> None:
        choisis = frozenset(Sort(s) for s, puce in self.puces.items() if puce.isChecked())
        if choisis != self.modele.filtre:
            self.table.oublier_selection()
            self.modele.filtrer(choisis)

    def _ouvrir(self, menage: MenageOrigine) -> None:
        self._contexte.navigation.aller("menage", menage_id=menage.id)
