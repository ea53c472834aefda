"""The works batches of an estate: their days, and how many dwellings each holds."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, date_courte, nombre
from app.services import logements
from app.services.logements import TrancheLigne
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.champs import tranche as champs_tranche
from ui.pages.cite.defilant import defilant
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Formulaire, Tableau, Titre

COLONNES = (
    Colonne("nom", N_("Tranche"), lambda t: t.nom, 160),
    Colonne("debut_travaux", N_("Début"), lambda t: _jour(t.debut_travaux), 110),
    Colonne("fin_travaux", N_("Fin"), lambda t: _jour(t.fin_travaux), 110),
    Colonne("reception", N_("Réception"), lambda t: _jour(t.reception), 110),
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
        gauche.addWidget(self.nouvelle, 0, Qt.AlignmentFlag.AlignLeft)
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
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 12, 0, 0)
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 1)
        zone = defilant(cote)
        zone.setFixedWidth(largeur + self._contexte.theme.px(16))
        ligne.addWidget(zone)

    def montrer(self, cite_id: UUID) -> None:
        """Show the batches of this estate."""
        self._cite_id = cite_id
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

    def preparer_nouvelle(self, *, focus: bool = True) -> None:
        """An empty form."""
        self._tranche = None
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
        fn: Any = logements.modifier_tranche
        cmd: Any
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
            self.titre.setText(_("Modifier la tranche"))
            self.formulaire.remplir(asdict(ligne))
            self.enregistrer.setEnabled(False)

    def _touche(self) -> None:
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))


def _jour(valeur: object) -> str:
    return date_courte(valeur) if isinstance(valeur, date) else ""
