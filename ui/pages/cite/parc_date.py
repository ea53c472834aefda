"""The dwellings of an estate on any day: what is free, who is where, what contradicts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, nombre
from app.services import parc_date
from app.services.parc_date import ParcDate, Situation
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite import mots_situations as mots
from ui.pages.cite.mots_situations import LigneDite
from ui.pages.cite.onglet import OngletCite
from ui.widgets import ChampDate, Etiquette, Flux, LigneForm, Puce, SearchField, Tableau

COLONNES = (
    Colonne("", N_("Adresse"), lambda li: li.adresse, 210),
    Colonne("typologie", N_("Type"), lambda li: li.typologie, 60),
    Colonne("rang", N_("Ce jour-là"), lambda li: li.dite, 150),
    Colonne("occupant", N_("Ménage"), lambda li: li.occupant, 240),
    Colonne("savoir", N_("À savoir"), lambda li: li.savoir, 400),
)


@dataclass(frozen=True, slots=True)
class Demande:
    """What is asked for: an estate, a day."""

    cite_id: UUID
    jour: date


@dataclass(frozen=True, slots=True)
class Lu:
    """The estate on that day, in words."""

    demande: Demande
    parc: ParcDate
    lignes: tuple[LigneDite, ...]


def lire(demande: Demande, uow: Any) -> Lu:
    """Everything shown, put in words on the database thread."""
    parc = parc_date.lire(parc_date.LireParcDate(demande.cite_id, demande.jour), uow)
    return Lu(demande, parc, mots.lignes(parc))


class _Source(SourceListe):
    """Rows of some situations only; the filter is (text, situations, those to check only)."""

    def _trouver(self, filtre: Any) -> list[Any]:
        texte, situations, alertes = filtre or ("", frozenset(), False)
        return [
            li
            for li in super()._trouver(texte)
            if (not situations or li.situation in situations) and (not alertes or li.alerte)
        ]


class VueParcDate(OngletCite):
    """A day, two sentences, chips with counts, the table; Enter opens the dwelling."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._parc: ParcDate | None = None
        self._source = _Source(lambda li: f"{li.adresse} {li.code_ug} {li.occupant}")
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Logements ce jour-là"))
        self.table.setModel(self.modele)
        self.jour = ChampDate(contexte.clock, _("Jour à regarder"))
        self.champ = SearchField(_("Rue, UG, ménage"))
        self.phrase = Etiquette("", "corps", retour_ligne=True)
        self.vacance = Etiquette("", "secondaire", retour_ligne=True)
        self.puces = {s: Puce(mots.situation(s), s.value) for s in mots.SITUATIONS}
        self.alertes = Puce(_("à vérifier"))
        self._disposer()
        self._brancher()
        self.jour.fixer(contexte.clock.today())

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        for champ, largeur in ((self.jour, 150), (self.champ, 240)):
            champ.setFixedWidth(px(largeur))
        haut = QHBoxLayout()
        haut.setSpacing(12)
        haut.addWidget(LigneForm(_("Jour à regarder"), self.jour))
        haut.addWidget(LigneForm(_("Chercher"), self.champ))
        haut.addStretch(1)
        puces = QWidget()
        flux = Flux(puces)
        for puce in (*self.puces.values(), self.alertes):
            flux.addWidget(puce)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(haut)
        boite.addWidget(self.phrase)
        boite.addWidget(self.vacance)
        boite.addWidget(puces)
        boite.addWidget(self.table, 1)

    def _brancher(self) -> None:
        self.jour.date_changee.connect(lambda _jour: self.rafraichir())
        self.champ.cherche.connect(lambda _texte: self._filtrer())
        self.champ.descendre.connect(self.table.prendre_focus)
        self.champ.valide.connect(self.table.prendre_focus)
        self.table.remonter.connect(self.champ.setFocus)
        for puce in (*self.puces.values(), self.alertes):
            puce.basculee.connect(lambda _coche: self._filtrer())
        self.table.valide.connect(self._ouvrir)

    def premier_champ(self) -> QWidget:
        """The day."""
        return self.jour

    def montrer(self, cite_id: UUID) -> None:
        """Show this estate, today."""
        self._cite_id = cite_id
        self.jour.fixer(self._contexte.clock.today())
        self.champ.clear()
        for puce in (*self.puces.values(), self.alertes):
            puce.setChecked(False)
        self._source.remplacer(())
        self.modele.filtrer(None)

    def rafraichir(self) -> None:
        """Read the estate on the day shown."""
        if self._cite_id is None or self.jour.en_erreur:
            return
        jour = self.jour.valeur() or self._contexte.clock.today()
        self._contexte.jobs.lancer(
            lire,
            Demande(self._cite_id, jour),
            quand_fini=self._recu,
            proprietaire=self,
            cle="cite.parc_date",
        )

    def _recu(self, lu: Lu) -> None:
        if lu.demande.cite_id != self._cite_id:
            return
        self._parc = lu.parc
        self.phrase.setText(mots.phrase(lu.parc))
        self.vacance.setText(mots.phrase_vacance(lu.parc.vacance))
        self._compter(lu.parc)
        self._source.remplacer(lu.lignes)
        self.table.rafraichir()

    def _compter(self, parc: ParcDate) -> None:
        for situation, puce in self.puces.items():
            n = parc.comptes.get(situation, 0)
            puce.renommer(f"{mots.situation(situation)} {nombre(n)}")
            puce.setVisible(n > 0 or puce.isChecked())
        self.alertes.renommer(_("à vérifier {n}").format(n=nombre(parc.contradictions)))
        self.alertes.setVisible(parc.contradictions > 0 or self.alertes.isChecked())

    def _filtrer(self) -> None:
        choisies = frozenset(Situation(s) for s, puce in self.puces.items() if puce.isChecked())
        filtre = (self.champ.text().strip(), choisies, self.alertes.isChecked())
        if filtre != self.modele.filtre:
            self.table.oublier_selection()
            self.modele.filtrer(filtre)

    def _ouvrir(self, ligne: LigneDite) -> None:
        self._contexte.navigation.aller("cite", cite_id=self._cite_id, logement_id=ligne.id)
