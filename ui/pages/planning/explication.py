"""Beside the timeline: who one is on, why this home and these days, what would unblock it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.planification.explications import pourquoi
from app.domain.planification.instance import Remarque
from app.services.planification.mots import dire, dire_solution
from app.services.planification.plan_lu import ExplicationLue, LignePlan, PlanLu
from ui.contexte import Contexte
from ui.pages.planning.apercu import NUL
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
        self._ligne: LignePlan | None = None
        self._dite = False
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

    def montrer(self, plan: PlanLu, ligne: LignePlan, *, modifiable: bool) -> None:
        """Show a household of a plan, and say why."""
        self.menage_id, self._ligne, self._dite = ligne.menage_id, ligne, False
        self.nom.setText(ligne.menage)
        morceaux = [ligne.tranche, dire_solution(ligne.solution)]
        if ligne.logement:
            morceaux = [f"{ligne.origine} → {ligne.logement}", ligne.tranche]
        self.resume.setText("\n".join(x for x in (*morceaux, dire_dates(ligne)) if x))
        self.epingler.setText(_("Ne plus épingler") if ligne.fixe else _("Épingler"))
        self.epingler.setEnabled(modifiable and ligne.logement_id is not None)
        self._vider()
        for v in ligne.violations:
            self._dire(f"⚠ {v.texte}", "erreur")
        if ligne.motif:
            self._dire(_("Raison donnée : {motif}").format(motif=ligne.motif))
        if ligne.besoins:
            self._dire(_("Il lui faut : {besoins}").format(besoins=", ".join(ligne.besoins)))
        self.show()
        if plan.resume.id != NUL:  # being computed: nothing is settled
            self._contexte.jobs.lancer_libre(
                partial(_expliquer, plan, ligne.menage_id),
                quand_fini=partial(self._expliquee, ligne),
                proprietaire=self,
            )

    def textes(self) -> list[str]:
        """Everything said of the household, in order."""
        elements = (self._corps.itemAt(rang) for rang in range(self._corps.count()))
        dits = (element.widget() for element in elements if element is not None)
        return [dit.text() for dit in dits if isinstance(dit, Etiquette)]

    def fermer(self) -> None:
        """Fold it."""
        self.hide()
        self.menage_id = None
        self.ferme.emit()

    def _expliquee(self, ligne: LignePlan, lue: ExplicationLue | None) -> None:
        if lue is None or self._ligne is not ligne or self._dite:
            return
        self._dite = True
        self._dire(lue.titre, "champ")
        for texte in lue.lignes:
            self._dire(f"• {texte}")
        if lue.deblocages:
            self._dire(_("Ce qui débloquerait"), "champ")
            for texte in lue.deblocages:
                self._dire(f"• {texte}")

    def _dire(self, texte: str, role: str = "corps") -> None:
        self._corps.addWidget(Etiquette(texte, role, retour_ligne=True, copiable=True))

    def _vider(self) -> None:
        while self._corps.count():
            element = self._corps.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()


def _expliquer(plan: PlanLu, menage_id: UUID) -> ExplicationLue | None:
    """In sentences; None for a household the planner was not given."""
    if all(m.id != menage_id for m in plan.instance.menages):
        return None
    lue = pourquoi(plan.instance, plan.propose, menage_id)

    def dits(remarques: Iterable[Remarque]) -> tuple[str, ...]:
        return tuple(dire(r, plan.noms) for r in remarques)

    return ExplicationLue(dire(lue.titre, plan.noms), dits(lue.lignes), dits(lue.deblocages))
