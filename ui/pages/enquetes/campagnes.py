"""The campaigns: how far each went, by when it must be over."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _
from app.services.enquetes import campagnes
from app.services.enquetes.campagnes import CampagneLigne, LireCampagnes
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.enquetes.campagne import VueCampagne
from ui.pages.enquetes.couverture import CelluleCouverture
from ui.pages.enquetes.mots import dire_couverture, dire_echeance, dire_lieu
from ui.pages.enquetes.nouvelle import VueNouvelle
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Etiquette, Tableau

LISTE, VIDE, NOUVELLE, UNE = range(4)


class OngletCampagnes(QWidget):
    """The list, then one campaign or the form of a new one over it.

    `ouverte` carries the campaign shown, None for the list; `charger_voulu` asks for the forms.
    """

    ouverte = Signal(object)
    charger_voulu = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        theme = contexte.theme
        self._source = SourceListe(lambda c: f"{c.titre} {c.cite} {c.questionnaire}")
        colonnes = (
            Colonne("titre", N_("Campagne"), lambda c: c.titre, 240),
            Colonne("cite", N_("Lieu"), dire_lieu, 150, accessoire=True),
            Colonne(
                "questionnaire",
                N_("Questionnaire"),
                lambda c: c.questionnaire,
                150,
                accessoire=True,
            ),
            Colonne("total", N_("Couverture"), dire_couverture, 376, infobulle=dire_couverture),
            Colonne(
                "echeance",
                N_("À finir"),
                lambda c: dire_echeance(c, contexte.clock.today()),
                186,
                couleur=lambda c: (
                    theme.couleur("rouge") if c.retard(contexte.clock.today()) else None
                ),
            ),
        )
        self.modele = TablePaginee(self._source, colonnes, self)
        self.table = Tableau(theme, _("Campagnes d’enquête"))
        self.table.setModel(self.modele)
        self.table.setItemDelegateForColumn(3, CelluleCouverture(theme, lambda c: c, self.table))
        self.legende = Etiquette(
            _("Barre : plein faites · rayé en cours · croisé refus · pointillé absents"),
            "secondaire",
            retour_ligne=True,
        )
        self.nouvelle = VueNouvelle(contexte)
        self.une = VueCampagne(contexte)
        self.ouvrir = Bouton(_("Ouvrir une campagne"), self.preparer, "principal")
        self.vide = EtatVide(
            _("Aucune campagne d’enquête"),
            _(
                "Une campagne pose un questionnaire aux ménages d’une cité ou d’une tranche."
                " Voyette dit qui reste à voir, qui était absent, et jusqu’où on en est."
            ),
            _("Ouvrir une campagne"),
            self.preparer,
        )
        self._disposer()
        self.table.valide.connect(lambda c: self.montrer(c.id))
        self.nouvelle.finie.connect(self.montrer)
        self.nouvelle.charger_voulu.connect(self.charger_voulu)
        self.une.retour.connect(lambda: self.montrer(None))

    def _disposer(self) -> None:
        liste = QWidget()
        colonne = QVBoxLayout(liste)
        colonne.setContentsMargins(0, 8, 0, 0)
        colonne.setSpacing(8)
        colonne.addWidget(self.table, 1)
        bas = QHBoxLayout()
        bas.addWidget(self.legende, 1)
        bas.addWidget(self.ouvrir)
        colonne.addLayout(bas)
        self.vues = Pile()
        for vue in (liste, self.vide, self.nouvelle, self.une):
            self.vues.addWidget(vue)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.addWidget(self.vues)

    def montrer(self, campagne_id: UUID | None) -> None:
        """Show a campaign, or the list."""
        if campagne_id is None:
            self.vues.setCurrentIndex(LISTE)
            self.rafraichir()
        else:
            self.vues.setCurrentIndex(UNE)
            self.une.montrer(campagne_id)
        self.ouverte.emit(campagne_id)
        self.premier_champ().setFocus()

    def preparer(self) -> None:
        """The form of a new campaign."""
        self.vues.setCurrentIndex(NOUVELLE)
        self.nouvelle.rafraichir()
        self.nouvelle.premier_champ().setFocus()

    def rafraichir(self) -> None:
        """Read again what is shown."""
        if self.vues.currentIndex() == UNE:
            self.une.rafraichir()
        elif self.vues.currentIndex() == NOUVELLE:
            self.nouvelle.rafraichir()
        else:
            self._contexte.jobs.lancer(
                campagnes.lister,
                LireCampagnes(self._contexte.cite.id),
                quand_fini=self._lues,
                proprietaire=self,
                cle="enquetes.campagnes",
            )

    def premier_champ(self) -> QWidget:
        """Where one begins."""
        vue = self.vues.currentIndex()
        if vue == UNE:
            return self.une.premier_champ()
        if vue == NOUVELLE:
            return self.nouvelle.premier_champ()
        return self.vide.bouton if vue == VIDE else self.table

    def _lues(self, lues: Sequence[CampagneLigne]) -> None:
        if self.vues.currentIndex() not in (LISTE, VIDE):
            return
        au_clavier = self.premier_champ().hasFocus()
        self._source.remplacer(lues)
        self.table.rafraichir()
        self.vues.setCurrentIndex(LISTE if lues else VIDE)
        if lues and self.table.currentIndex().row() < 0:
            self.table.selectRow(0)
        if au_clavier:
            self.premier_champ().setFocus()
