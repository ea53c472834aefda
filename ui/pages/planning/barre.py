"""The top of the page: which plan, what one does with it, how good it is."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, ngettext
from app.domain.planification.mots import EtatPlan, Objectif
from app.services.planification.mots import dire_etat
from app.services.planification.plan_lu import PlanLu, PlanResume
from ui.pages.planning.apercu import NUL
from ui.theme import Theme
from ui.widgets import Bouton, Etiquette, Titre
from ui.widgets.largeur import GuetLargeur
from ui.widgets.tableau import infobulle

VUES: tuple[tuple[str, str], ...] = (
    ("logements", N_("Logements")),
    ("menages", N_("Ménages")),
    ("equipes", N_("Équipes")),
    ("liste", N_("Liste")),
)


class EtiquetteCourte(Etiquette):
    """A line that gives way to what stands beside it: cut on screen, whole in its tooltip."""

    def __init__(self) -> None:
        super().__init__("", "secondaire")
        self._entier = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def dire(self, texte: str) -> None:
        """Say this."""
        self._entier = texte
        self.setAccessibleName(texte)
        self.setToolTip(infobulle(texte))
        self._couper()

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """More or less fits."""
        super().resizeEvent(event)
        self._couper()

    def _couper(self) -> None:
        mode = Qt.TextElideMode.ElideRight
        self.setText(self.fontMetrics().elidedText(self._entier, mode, self.width()))


class BarrePlan(QWidget):
    """`plan_choisi` carries an id, `vue_choisie` the name of a view, `proposer_voulu` asks to
    compute, `zoom` goes nearer (1), farther (-1), or shows all (0).
    """

    plan_choisi = Signal(object)
    vue_choisie = Signal(str)
    proposer_voulu = Signal()
    zoom = Signal(int)
    aujourdhui = Signal()

    def __init__(self, theme: Theme, titre: str) -> None:
        super().__init__()
        self.titre = Titre(titre)
        self.plans = QComboBox()
        self.plans.setAccessibleName(_("Quel plan"))
        self.plans.setMinimumWidth(theme.px(150))
        self.plans.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.plans.activated.connect(lambda rang: self.plan_choisi.emit(self.plans.itemData(rang)))
        self.etat = Etiquette("", "secondaire")
        self.menu = self._bouton_menu(_("Ce plan"))
        self.papier = self._bouton_menu(_("Imprimer"))
        self.glisser = Bouton(_("Et si ça glisse ?"))
        self.proposer = Bouton(_("Proposer un plan"), self.proposer_voulu.emit, "principal")
        self.onglets = QTabBar()
        self.onglets.setAccessibleName(_("Façon de voir le plan"))
        self.onglets.setDrawBase(False)
        self.onglets.setExpanding(False)
        self.onglets.setUsesScrollButtons(False)
        for _nom, texte in VUES:
            self.onglets.addTab(_(texte))
        self.onglets.currentChanged.connect(lambda rang: self.vue_choisie.emit(VUES[rang][0]))
        self.resume = EtiquetteCourte()
        self.loin = Bouton("−", lambda: self.zoom.emit(-1), nom_accessible=_("Voir plus de mois"))
        self.pres = Bouton("+", lambda: self.zoom.emit(1), nom_accessible=_("Voir de plus près"))
        self.tout = Bouton(_("Tout"), lambda: self.zoom.emit(0))
        self.ici = Bouton(_("Aujourd’hui"), self.aujourdhui.emit)
        self._plan = self._frise = self._etroit = False
        self._disposer()
        GuetLargeur(self).change.connect(self._serrer)

    def _bouton_menu(self, texte: str) -> Bouton:
        bouton = Bouton(texte)
        bouton.setProperty("menu", "true")
        bouton.setMenu(QMenu(bouton))
        return bouton

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.setSpacing(8)
        haut.addWidget(self.titre)
        haut.addSpacing(8)
        haut.addWidget(self.plans)
        haut.addWidget(self.etat, 1)
        for bouton in (self.glisser, self.papier, self.menu, self.proposer):
            haut.addWidget(bouton)
        bas = QHBoxLayout()
        bas.setSpacing(4)
        bas.addWidget(self.onglets)
        bas.addSpacing(12)
        bas.addWidget(self.resume, 1)
        for bouton in (self.ici, self.tout, self.loin, self.pres):
            bas.addWidget(bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(6)
        boite.addLayout(haut)
        boite.addLayout(bas)

    # --- what it shows -----------------------------------------------------------------------

    def proposer_plans(self, resumes: Sequence[PlanResume], choisi: UUID | None) -> None:
        """These plans, one of them chosen."""
        self.plans.blockSignals(True)
        self.plans.clear()
        for r in resumes:
            self.plans.addItem(f"{r.nom} ({dire_etat(r.etat)})", r.id)
        self.plans.setCurrentIndex(next((i for i, r in enumerate(resumes) if r.id == choisi), -1))
        self.plans.blockSignals(False)
        self.plans.setVisible(bool(resumes))

    def montrer(self, plan: PlanLu) -> None:
        """How good this plan is, and whether it still holds."""
        dits = dire_bilan(plan)
        self.resume.dire(dits)
        self.etat.setText(dire_age(plan))
        self.etat.changer_role("retard" if plan.perime else "secondaire")

    def vue(self, nom: str) -> None:
        """Mark that view, without telling."""
        rangs = [i for i, (n, _t) in enumerate(VUES) if n == nom]
        self.onglets.blockSignals(True)
        self.onglets.setCurrentIndex(rangs[0])
        self.onglets.blockSignals(False)
        self._frise = nom in ("logements", "menages")
        self._montrer()

    def actions_du_plan(self, actions: Sequence[tuple[str, Callable[[], object], bool]]) -> None:
        """What one may do with the plan shown: words, what is done, whether one may."""
        self._remplir(self.menu, actions)

    def actions_papier(self, actions: Sequence[tuple[str, Callable[[], object], bool]]) -> None:
        """What may be printed."""
        self._remplir(self.papier, actions)

    def _remplir(
        self, bouton: Bouton, actions: Sequence[tuple[str, Callable[[], object], bool]]
    ) -> None:
        menu = bouton.menu()
        menu.clear()
        for texte, faire, permis in actions:
            action = menu.addAction(texte)
            action.setEnabled(permis)
            action.triggered.connect(_sans_argument(faire))

    def actif(self, *, plan: bool, calcul: bool) -> None:
        """What can be pressed: nothing of a plan without one, no second computation."""
        self._plan = plan
        for bouton in (self.menu, self.papier, self.glisser):
            bouton.setEnabled(not calcul)
        self.plans.setEnabled(not calcul)
        self.proposer.setEnabled(not calcul)
        self._montrer()

    def sans_zoom(self) -> None:
        """What is shown has no timeline."""
        self._frise = False
        self._montrer()

    def _serrer(self, etroit: bool) -> None:
        """With a large text, what the menus also say gives way."""
        self._etroit = etroit
        self._montrer()

    def _montrer(self) -> None:
        large = self._plan and not self._etroit
        for widget in (self.papier, self.glisser, self.etat):
            widget.setVisible(large)
        for autre in (self.menu, self.onglets, self.resume):
            autre.setVisible(self._plan)
        for zoom in (self.loin, self.pres):
            zoom.setVisible(self._plan and self._frise)
        for zoom in (self.ici, self.tout):
            zoom.setVisible(large and self._frise)


def dire_bilan(plan: PlanLu) -> str:
    """The first figures in words, then how the first one that may be bettered stands."""
    r = plan.resume
    n = r.sans_solution
    if n:
        dit = ngettext("{n} ménage sans solution", "{n} ménages sans solution", n).format(n=n)
    else:
        dit = _("tout le monde a une solution")
    premiers = [s for s in r.scores if s.score.valeur or s.score.borne is None]
    sans = next((s for s in r.scores if s.objectif is Objectif.SANS_SOLUTION), None)
    prouve = sans is not None and sans.score.ecart == 0
    dits = [_("{dit} (prouvé minimal)").format(dit=dit) if n and prouve else dit]
    for s in premiers[:3]:
        if s is not sans:
            dits.append(f"{s.libelle.lower()} : {s.texte}")
    return " · ".join(dits[:2])


def dire_age(plan: PlanLu) -> str:
    """Whether the plan still speaks of the record of today."""
    if plan.resume.id == NUL:
        return _("calcul en cours")
    if plan.perime:
        return _("le dossier a changé depuis ce calcul")
    if plan.resume.etat is EtatPlan.ADOPTE:
        return _("celui qu’on applique")
    return _("rien n’est appliqué")


def _sans_argument(faire: Callable[[], object]) -> Callable[[bool], None]:
    def appeler(_coche: bool = False) -> None:
        faire()

    return appeler
