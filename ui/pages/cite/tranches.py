"""The works batches of an estate: their days, and how many dwellings each holds.

A known day of a batch somebody lives in never moves in silence: it goes through the preview.
"""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, date_courte, nombre
from app.services import changements, logements
from app.services.changements import Apercu, ChangerCalendrier
from app.services.logements import TrancheLigne
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.champs import tranche as champs_tranche
from ui.pages.cite.changement import JOURS, PanneauChangement
from ui.pages.cite.defilant import defilant
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Formulaire, Tableau, Titre

COLONNES = (
    Colonne("nom", N_("Tranche"), lambda t: t.nom, 160),
    Colonne("debut_travaux", N_("Début"), lambda t: _jour(t.debut_travaux), 110),
    Colonne("fin_travaux", N_("Fin"), lambda t: _jour(t.fin_travaux), 110),
    Colonne("reception", N_("Réception"), lambda t: _jour(t.reception), 110),
    Colonne("marge_jours", N_("Marge"), lambda t: _marge(t.marge_jours), 80, droite=True),
    Colonne("nb_logements", N_("Logements"), lambda t: nombre(t.nb_logements), 105, droite=True),
)


class OngletTranches(OngletCite):
    """The table, and beside it the batch one edits or adds."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._tranche: TrancheLigne | None = None
        self._lues: tuple[TrancheLigne, ...] = ()
        self._source = SourceListe(lambda t: t.nom)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="nom")
        self.table = Tableau(contexte.theme, _("Tranches de travaux"))
        self.table.setModel(self.modele)
        self.titre = Titre("", section=True)
        largeur = contexte.theme.px(240)
        self.formulaire = Formulaire(champs_tranche(), contexte.clock, largeur=largeur)
        self.enregistrer = Bouton(_("Enregistrer la tranche"), self.garder, "principal")
        self.nouvelle = Bouton(_("Nouvelle tranche"), self.preparer_nouvelle)
        self.calendrier = Bouton(_("Changer le calendrier…"), self.changer_calendrier)
        self.calendrier.setEnabled(False)
        self._panneau: PanneauChangement | None = None
        self.vide = EtatVide(
            _("Aucune tranche encore"),
            _(
                "Une tranche est un ensemble de logements rénovés ensemble, avec ses dates. Elle "
                "arrive avec le fichier du bailleur, ou s’ajoute ici."
            ),
        )
        self._disposer(largeur)
        self.table.valide.connect(lambda _t: self.formulaire.premier().setFocus())
        self.table.selection_changee.connect(self._choix_change)
        self.formulaire.modifie.connect(self._touche)
        self.preparer_nouvelle(focus=False)

    def _disposer(self, largeur: int) -> None:
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.vide)
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(self._pile, 1)
        actions = QHBoxLayout()
        actions.addWidget(self.nouvelle)
        actions.addWidget(self.calendrier)
        actions.addStretch(1)
        gauche.addLayout(actions)
        boutons = QHBoxLayout()
        boutons.addStretch(1)
        boutons.addWidget(self.enregistrer)
        cote = QWidget()
        cote.setMaximumWidth(largeur)
        colonne = QVBoxLayout(cote)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(12)
        colonne.addWidget(self.titre)
        colonne.addWidget(self.formulaire)
        colonne.addLayout(boutons)
        colonne.addStretch(1)
        liste = QWidget()
        ligne = QHBoxLayout(liste)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 1)
        zone = defilant(cote)
        zone.setFixedWidth(largeur + self._contexte.theme.px(16))
        ligne.addWidget(zone)
        self._vues = Pile()
        self._vues.addWidget(liste)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.addWidget(self._vues)

    @property
    def panneau(self) -> PanneauChangement:
        """The change of timetable, built the first time it is asked for."""
        if self._panneau is None:
            self._panneau = PanneauChangement(self._contexte)
            self._panneau.ferme.connect(self.revenir)
            self._panneau.applique.connect(self._applique)
            self._vues.addWidget(self._panneau)
        return self._panneau

    def changer_calendrier(self) -> None:
        """Open the preview for the batch chosen."""
        if self._tranche is not None:
            self._ouvrir_panneau(self._tranche)

    def revenir(self) -> None:
        """Back to the batches."""
        self._vues.setCurrentIndex(0)
        self.table.setFocus()

    def _ouvrir_panneau(
        self, tranche: TrancheLigne, jours: dict[str, date | None] | None = None
    ) -> None:
        self._vues.setCurrentWidget(self.panneau)
        self.panneau.ouvrir(tranche, jours)

    def _applique(self) -> None:
        """The timetable changed: whom to tell is the next thing to look at."""
        self.revenir()
        self.preparer_nouvelle(focus=False)
        if self._cite_id is not None:
            self._contexte.navigation.aller("cite", cite_id=self._cite_id, onglet="a_prevenir")

    def montrer(self, cite_id: UUID) -> None:
        """Show the batches of this estate."""
        self._cite_id = cite_id
        self._vues.setCurrentIndex(0)
        self._source.remplacer(())
        self.modele.recharger()
        self.preparer_nouvelle(focus=False)

    def rafraichir(self) -> None:
        """Read them again; what is being typed stays."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            logements.tranches,
            logements.LireTranches(self._cite_id),
            quand_fini=self._recues,
            proprietaire=self,
            cle="cite.tranches",
        )
        if self._panneau is not None and self._vues.currentWidget() is self._panneau:
            self._panneau.rafraichir()

    def preparer_nouvelle(self, *, focus: bool = True) -> None:
        """An empty form."""
        self._tranche = None
        self.calendrier.setEnabled(False)
        self.table.clearSelection()
        self.titre.setText(_("Nouvelle tranche"))
        self.formulaire.remplir({})
        self.enregistrer.setEnabled(False)
        if focus:
            self.formulaire.premier().setFocus()

    def garder(self) -> None:
        """Save the batch shown, or create it."""
        change = self.formulaire.modifies()
        if self._cite_id is None or not change or not self.formulaire.dates_comprises():
            return
        self.formulaire.effacer_erreurs()
        self.enregistrer.setEnabled(False)
        if self._tranche is not None and self._bouge(self._tranche, change):
            self._regarder_avant(self._tranche, change)
            return
        self._enregistrer(change)

    def _bouge(self, tranche: TrancheLigne, change: dict[str, Any]) -> bool:
        """Whether a day that was known changes."""
        return any(cle in change and getattr(tranche, cle) is not None for cle in JOURS)

    def _regarder_avant(self, tranche: TrancheLigne, change: dict[str, Any]) -> None:
        """Who lives there decides: nobody, it is saved; somebody, it is previewed."""
        jours = {cle: change.get(cle, getattr(tranche, cle)) for cle in JOURS}

        def lu(apercu: Apercu) -> None:
            if not (apercu.concernes or apercu.inchanges):
                self._enregistrer(change)
                return
            autres = {cle: valeur for cle, valeur in change.items() if cle not in JOURS}
            if autres:
                self._enregistrer(autres)
            self.formulaire.remplir(asdict(tranche) | autres)
            self._ouvrir_panneau(tranche, jours)

        self._contexte.jobs.lancer(
            changements.previsualiser,
            ChangerCalendrier(tranche.id, *(jours[cle] for cle in JOURS)),
            quand_fini=lu,
            en_erreur=self._refusee,
            proprietaire=self,
        )

    def _enregistrer(self, change: dict[str, Any]) -> None:
        fn: Any = logements.modifier_tranche
        cmd: Any
        if self._cite_id is None:
            return
        if self._tranche is not None:
            cmd = logements.ModifierTranche(self._tranche.id, change)
        else:
            nom = str(change.pop("nom", ""))
            fn, cmd = logements.creer_tranche, logements.CreerTranche(self._cite_id, nom, change)
        self._contexte.jobs.lancer(
            fn, cmd, quand_fini=self._gardee, en_erreur=self._refusee, proprietaire=self
        )

    def _gardee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Tranche enregistrée"))
        if self._tranche is None:
            self.preparer_nouvelle()
        else:
            self.formulaire.remplir(self.formulaire.valeurs())

    def _refusee(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _recues(self, lues: tuple[TrancheLigne, ...]) -> None:
        self._lues = lues
        self._source.remplacer(lues)
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lues else 1)

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, TrancheLigne) and (
            self._tranche is None or ligne.id != self._tranche.id
        ):
            self._tranche = ligne
            self.calendrier.setEnabled(True)
            self.titre.setText(_("Modifier la tranche"))
            self.formulaire.remplir(asdict(ligne))
            self.enregistrer.setEnabled(False)

    def _touche(self) -> None:
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))


def _jour(valeur: object) -> str:
    return date_courte(valeur) if isinstance(valeur, date) else ""


def _marge(jours: int | None) -> str:
    """ "21 j", empty when nothing is known."""
    return "" if jours is None else _("{n} j").format(n=nombre(jours))
