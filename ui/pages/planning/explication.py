"""Beside the timeline: who one is on, why this home and these days, what would unblock it."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.errors import AppError
from app.core.i18n import _
from app.domain.planification.mots import Solution
from app.services.planification import plans
from app.services.planification.commandes import ExpliquerLigne
from app.services.planification.mots import dire_solution
from app.services.planification.plan_lu import ExplicationLue, LignePlan
from ui.contexte import Contexte
from ui.messages import mots
from ui.pages.planning.lignes import dire_dates
from ui.widgets import Bouton, Carte, Etiquette

LARGEUR = 310


class PanneauExplication(Carte):
    """`ouvre_menage`, `ouvre_demenagement` and `epingle` carry the household shown."""

    ouvre_menage = Signal(object)
    ouvre_demenagement = Signal(object)
    epingle = Signal(object)
    ferme = Signal()

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.menage_id: UUID | None = None
        self.nom = Etiquette("", "section", retour_ligne=True)
        self.resume = Etiquette("", "secondaire", retour_ligne=True)
        self._corps = QVBoxLayout()
        self._corps.setSpacing(8)
        self.fermer_bouton = Bouton("✕", self.fermer, "discret", nom_accessible=_("Fermer"))
        self.fiche = Bouton(_("Ouvrir la fiche"), lambda: self.ouvre_menage.emit(self.menage_id))
        self.dossier = Bouton(
            _("Déménagement"), lambda: self.ouvre_demenagement.emit(self.menage_id)
        )
        self.epingler = Bouton(_("Épingler"), lambda: self.epingle.emit(self.menage_id))
        self.setFixedWidth(contexte.theme.px(LARGEUR))
        self._disposer()
        self.hide()

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.addWidget(self.nom, 1)
        tete.addWidget(self.fermer_bouton, 0, Qt.AlignmentFlag.AlignTop)
        dedans = QWidget()
        colonne = QVBoxLayout(dedans)
        colonne.setContentsMargins(0, 0, 8, 0)
        colonne.addLayout(self._corps)
        colonne.addStretch(1)
        self.defile = QScrollArea()
        self.defile.setWidgetResizable(True)
        self.defile.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.defile.setFrameShape(QScrollArea.Shape.NoFrame)
        self.defile.setAccessibleName(_("Pourquoi ce logement et ces dates"))
        self.defile.setWidget(dedans)
        boutons = QHBoxLayout()
        boutons.setSpacing(6)
        for bouton in (self.fiche, self.dossier):
            boutons.addWidget(bouton, 1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(14, 10, 14, 12)
        boite.setSpacing(6)
        boite.addLayout(tete)
        boite.addWidget(self.resume)
        boite.addWidget(self.defile, 1)
        boite.addWidget(self.epingler)
        boite.addLayout(boutons)

    def montrer(self, plan_id: UUID | None, ligne: LignePlan, *, modifiable: bool) -> None:
        """Show a household, and ask why; without `plan_id` (being computed) nothing is asked."""
        self.menage_id = ligne.menage_id
        self.nom.setText(ligne.menage)
        morceaux = [ligne.tranche, dire_solution(ligne.solution)]
        if ligne.logement:
            morceaux = [f"{ligne.origine} → {ligne.logement}", ligne.tranche]
        self.resume.setText("\n".join(x for x in (*morceaux, dire_dates(ligne)) if x))
        self.epingler.setText(_("Ne plus épingler") if ligne.fixe else _("Épingler"))
        self.epingler.setEnabled(modifiable and ligne.solution is not Solution.HORS_PLAN)
        self._vider()
        for v in ligne.violations:
            self._dire(f"⚠ {v.texte}", "erreur")
        if ligne.motif:
            self._dire(_("Raison donnée : {motif}").format(motif=ligne.motif))
        if ligne.besoins:
            self._dire(_("Il lui faut : {besoins}").format(besoins=", ".join(ligne.besoins)))
        self.show()
        if plan_id is not None:
            self._contexte.jobs.lancer(
                plans.expliquer,
                ExpliquerLigne(plan_id, ligne.menage_id),
                quand_fini=self._expliquee,
                en_erreur=self._non_expliquee,
                proprietaire=self,
                cle="planning.expliquer",
            )

    def fermer(self) -> None:
        """Fold it."""
        self.hide()
        self.menage_id = None
        self.ferme.emit()

    def _expliquee(self, lue: ExplicationLue) -> None:
        self._dire(lue.titre, "champ")
        for texte in lue.lignes:
            self._dire(f"• {texte}")
        if lue.deblocages:
            self._dire(_("Ce qui débloquerait"), "champ")
            for texte in lue.deblocages:
                self._dire(f"• {texte}")

    def _non_expliquee(self, erreur: AppError) -> None:
        dit = mots(erreur)
        self._dire(dit.titre)

    def _dire(self, texte: str, role: str = "corps") -> None:
        self._corps.addWidget(Etiquette(texte, role, retour_ligne=True, copiable=True))

    def _vider(self) -> None:
        while self._corps.count():
            element = self._corps.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
