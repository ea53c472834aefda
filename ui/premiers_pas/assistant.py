"""Leads from the first screen to an open base."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from app.core.i18n import _
from ui.contexte import Contexte
from ui.portier import Ouverture, Portier
from ui.premiers_pas.accueil import Accueil
from ui.premiers_pas.cle_secours import CleSecours
from ui.premiers_pas.etape import Etape
from ui.premiers_pas.formulaire import Formulaire, chemin_libre
from ui.premiers_pas.restauration import Restauration
from ui.widgets import SuiviLong


class PremiersPas(QWidget):
    """`prete` carries the `Ouverture` of a new base; `restauree` and `choisie` the `Path` to open;
    `annule` when one goes back to the lock screen.
    """

    prete = Signal(object)
    restauree = Signal(object)
    choisie = Signal(object)
    annule = Signal()

    def __init__(self, contexte: Contexte, portier: Portier, *, peut_revenir: bool) -> None:
        super().__init__()
        self._contexte = contexte
        self._portier = portier
        self._ouverture: Ouverture | None = None
        self.pile = QStackedWidget()
        self.suivi = SuiviLong()
        boite = QVBoxLayout(self)
        boite.addWidget(self.pile, 1)
        boite.addWidget(self.suivi)
        self.accueil = Accueil(contexte.theme, peut_revenir=peut_revenir)
        self.accueil.creer.connect(self.montrer_creation)
        self.accueil.decouvrir.connect(self.montrer_decouverte)
        self.accueil.restaurer.connect(self.montrer_restauration)
        self.accueil.ouvrir.connect(self._choisir)
        self.accueil.annuler.connect(self.annule)
        self._aller(self.accueil)

    @property
    def etape(self) -> QWidget | None:
        """The step shown now."""
        return self.pile.currentWidget()

    def montrer_creation(self) -> None:
        """The form of a new base."""
        self._formulaire(
            _("Créer une base"),
            "",
            nom=_("voyette"),
            verbe=_("Créer la base"),
        ).rempli.connect(self._creer)

    def montrer_decouverte(self) -> None:
        """The form of a base with a fictitious estate."""
        self._formulaire(
            _("Découvrir avec une cité fictive"),
            _("Environ 240 ménages inventés, sur dix-huit mois. Aucun n’existe."),
            nom=_("decouverte"),
            verbe=_("Fabriquer la cité fictive"),
        ).rempli.connect(self._decouvrir)

    def montrer_restauration(
        self, source: Path | None = None, presente: Path | None = None
    ) -> None:
        """The form of a restore, of that backup in place of that base when they are given."""
        etape = Restauration(
            self._contexte.theme,
            presente or self._chemin(_("voyette")),
            source=source,
            presente=presente,
        )
        etape.retour.connect(self._revenir)
        etape.rempli.connect(self._restaurer)
        self._aller(etape)

    def _formulaire(self, titre: str, texte: str, *, nom: str, verbe: str) -> Formulaire:
        etape = Formulaire(
            self._contexte.theme,
            titre,
            texte,
            chemin=self._chemin(nom),
            verbe=verbe,
            proposer=self._portier.proposer_phrase,
            force=self._portier.force,
        )
        etape.retour.connect(self._revenir)
        etape.proposer()
        self._aller(etape)
        etape.nom.setFocus()
        return etape

    def _chemin(self, nom: str) -> Path:
        return chemin_libre(self._portier.dossier_propose(), nom)

    def _creer(self, chemin: Path, nom: str, phrase: str) -> None:
        etape = self._occuper()
        self._contexte.jobs.lancer_libre(
            lambda: self._portier.creer(chemin, nom, phrase),
            quand_fini=lambda recu: self._montrer_cle(*recu),
            en_erreur=etape.refuser,
            a_la_fin=self._liberer,
            proprietaire=self,
            fil="base",
        )

    def _decouvrir(self, chemin: Path, nom: str, phrase: str) -> None:
        etape = self._occuper()
        self.suivi.commencer(_("La cité fictive se construit…"))
        tache = self._contexte.jobs.lancer_long_libre(
            lambda suivi: self._portier.decouvrir(chemin, nom, phrase, suivi),
            progression=self.suivi.avance,
            quand_fini=self.prete.emit,
            en_erreur=etape.refuser,
            a_la_fin=self._liberer,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _restaurer(self, sauvegarde: Path, destination: Path, phrase: str) -> None:
        etape = self._occuper()
        self.suivi.commencer(_("La sauvegarde est vérifiée puis copiée…"))
        tache = self._contexte.jobs.lancer_long_libre(
            lambda suivi: self._portier.restaurer(sauvegarde, destination, phrase, suivi),
            progression=self.suivi.avance,
            quand_fini=lambda _recu: self.restauree.emit(destination),
            en_erreur=etape.refuser,
            a_la_fin=self._liberer,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _montrer_cle(self, ouverture: Ouverture, cle: str) -> None:
        self._ouverture = ouverture
        session = ouverture.session
        etape = CleSecours(
            self._contexte.theme,
            cle,
            Path(session.chemin),
            session.utilisateur,
            self._contexte.clock.today(),
        )
        etape.confirmee.connect(self._finir)
        self._aller(etape)

    def _finir(self) -> None:
        ouverture, self._ouverture = self._ouverture, None
        if ouverture is not None:
            self.prete.emit(ouverture)

    def en_suspens(self) -> Ouverture | None:
        """A base created but not shown yet (the window is being closed on the recovery key)."""
        ouverture, self._ouverture = self._ouverture, None
        return ouverture

    def _choisir(self) -> None:
        nom, _filtre = QFileDialog.getOpenFileName(
            self,
            _("Ouvrir une base"),
            str(self._portier.dossier_propose()),
            _("Bases Voyette (*.voyette);;Tous les fichiers (*)"),
        )
        if nom:
            self.choisie.emit(Path(nom))

    def _revenir(self) -> None:
        self._aller(self.accueil)

    def _aller(self, etape: Etape) -> None:
        ancienne = self.pile.currentWidget()
        if self.pile.indexOf(etape) < 0:
            self.pile.addWidget(etape)
        self.pile.setCurrentWidget(etape)
        if ancienne is not None and ancienne not in (self.accueil, etape):
            self.pile.removeWidget(ancienne)
            ancienne.deleteLater()

    def _occuper(self) -> Formulaire | Restauration:
        etape = self.pile.currentWidget()
        if not isinstance(etape, Formulaire | Restauration):
            raise TypeError(type(etape).__name__)
        etape.occuper(True)
        return etape

    def _liberer(self) -> None:
        self.suivi.finir()
        etape = self.pile.currentWidget()
        if isinstance(etape, Formulaire | Restauration):
            etape.occuper(False)
