"""When the works of a batch are late: who moves, whose promise breaks, whom to call."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from app.core.i18n import N_, _, date_courte, ngettext
from app.services.planification.mots import dire_placement
from app.services.planification.plan_lu import PlanLu
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.widgets import Bouton, Etiquette, Flux, Tableau, Titre

if TYPE_CHECKING:
    from app.services.planification.glissement import Glissement

SEMAINES = 3


@dataclass(frozen=True, slots=True)
class LigneGlissee:
    """A household the slip touches, as the table shows it; `rang` orders what is to do."""

    menage_id: UUID
    menage: str
    rang: int
    quoi: str
    avant: str
    apres: str
    promesse: str
    grave: bool


class VueGlissement(QWidget):
    """`retour` goes back, `garder_voulu` carries a proposal and a name, `ouvre_menage` one."""

    retour = Signal()
    ouvre_menage = Signal(object)
    garder_voulu = Signal(object, str)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._plan: PlanLu | None = None
        self._lu: Glissement | None = None
        self._demande: tuple[UUID, int] | None = None
        self.tranche = QComboBox()
        self.tranche.setAccessibleName(_("Tranche qui glisse"))
        self.semaines = QSpinBox()
        self.semaines.setRange(-26, 52)
        self.semaines.setValue(SEMAINES)
        self.semaines.setAccessibleName(_("Semaines de retard"))
        self.semaines.setToolTip(_("Un nombre négatif : les travaux commencent plus tôt"))
        self.voir = Bouton(_("Voir ce que cela change"), self.calculer, "principal")
        self.garder = Bouton(_("Garder comme essai"), self._garder)
        self.revenir = Bouton(_("Revenir au planning"), self.retour.emit)
        self.resume = Etiquette("", "section", retour_ligne=True)
        self.detail = Etiquette("", "secondaire", retour_ligne=True)
        theme = contexte.theme
        self._source = SourceListe(lambda x: f"{x.menage} {x.quoi}")
        colonnes = (
            Colonne("menage", N_("Ménage"), lambda x: x.menage, 150),
            Colonne(
                "rang",
                N_("À faire"),
                lambda x: x.quoi,
                170,
                couleur=lambda x: theme.couleur("rouge") if x.grave else None,
            ),
            Colonne("avant", N_("Prévu"), lambda x: x.avant, 300),
            Colonne("apres", N_("Deviendrait"), lambda x: x.apres, 300),
            Colonne("promesse", N_("Promis"), lambda x: x.promesse, 170),
        )
        self.modele = TablePaginee(self._source, colonnes, self, identifiant="menage_id")
        self.table = Tableau(theme, _("Ménages que le glissement déplace"))
        self.table.setModel(self.modele)
        self.table.valide.connect(lambda ligne: self.ouvre_menage.emit(ligne.menage_id))
        self.semaines.lineEdit().returnPressed.connect(self.calculer)
        self._disposer()

    def _disposer(self) -> None:
        self.semaines.setMaximumWidth(self._contexte.theme.px(72))
        ligne = QWidget()
        tete = Flux(ligne, ecart=8)
        for widget in (
            Titre(_("Et si"), section=True),
            self.tranche,
            Etiquette(_("avait")),
            self.semaines,
            Etiquette(_("semaines de retard ?")),
            self.voir,
            self.revenir,
        ):
            tete.addWidget(widget)
        dit = QHBoxLayout()
        dit.addWidget(self.resume, 1)
        dit.addWidget(self.garder, 0, Qt.AlignmentFlag.AlignTop)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(ligne)
        boite.addLayout(dit)
        boite.addWidget(self.detail)
        boite.addWidget(self.table, 1)

    def ouvrir(self, plan: PlanLu) -> None:
        """Ask about this plan; nothing is computed before one says so."""
        self._plan = plan
        self.tranche.clear()
        for t in plan.tranches:
            if t.debut is not None:
                dit = _("{tranche} (début le {jour})")
                self.tranche.addItem(dit.format(tranche=t.nom, jour=date_courte(t.debut)), t.id)
        self._montrer_rien(_("Rien n’est changé : Voyette dit seulement ce qui arriverait."))

    def premier_champ(self) -> QWidget:
        """Where one begins."""
        return self.tranche

    def calculer(self) -> None:
        """Everything that follows, a few seconds later."""
        plan, tranche_id = self._plan, self.tranche.currentData()
        if plan is None or not isinstance(tranche_id, UUID) or not self.voir.isEnabled():
            return
        self._demande = (tranche_id, 7 * self.semaines.value())
        self._montrer_rien(_("Calcul en cours…"))
        self.voir.setEnabled(False)
        self._contexte.jobs.lancer_libre(
            partial(_glisser, plan, *self._demande),
            quand_fini=self._glisse,
            a_la_fin=partial(self.voir.setEnabled, True),
            proprietaire=self,
        )

    def _montrer_rien(self, dit: str) -> None:
        self._lu = None
        self.resume.setText(dit)
        self.detail.setText("")
        self.garder.hide()
        self._source.remplacer(())
        self.table.rafraichir()

    def _glisse(self, lu: Glissement) -> None:
        if self._plan is None:
            return
        self._lu = lu
        self.resume.setText(dire_resume(lu))
        noms = [self._plan.noms.get(m, "") for m in lu.a_appeler]
        appeler = _("À appeler : {noms}").format(noms=", ".join(n for n in noms if n))
        self.detail.setText(appeler if noms else "")
        self._source.remplacer(lignes_de(lu, self._plan))
        self.table.rafraichir()
        self.garder.setVisible(bool(lu.deplaces))
        if lu.deplaces:
            self.table.prendre_focus()

    def _garder(self) -> None:
        """The proposal, with the slip told as a later beginning of the batch."""
        if self._lu is None or self._plan is None or self._demande is None:
            return
        tranche_id, jours = self._demande
        propose = self._lu.plan_apres
        deja = self._plan.propose.decalages.get(tranche_id, 0)
        decalages = {**propose.decalages, tranche_id: max(0, deja + jours)}
        nom = _("{plan}, {tranche} décalée").format(
            plan=self._plan.resume.nom, tranche=self._plan.noms.get(tranche_id, "")
        )
        self.garder_voulu.emit(replace(propose, decalages=decalages), nom)


def _glisser(plan: PlanLu, tranche_id: UUID, jours: int) -> Glissement:
    # The solver takes a third of a second to load: only when one asks.
    from app.services.planification.glissement import glisser  # noqa: PLC0415

    return glisser(plan.instance, plan.propose, tranche_id, jours)


def dire_resume(lu: Glissement) -> str:
    """ "12 ménages changent · 3 dates promises ne tiennent plus · 1 n’a plus de solution"."""
    n = len(lu.deplaces)
    if not n:
        return _("Rien ne change pour personne.")
    rompues, sans = len(lu.promesses_rompues), len(lu.sans_solution)
    comptes = (
        (n, ngettext("{n} ménage change", "{n} ménages changent", n)),
        (
            rompues,
            ngettext(
                "{n} date promise ne tient plus", "{n} dates promises ne tiennent plus", rompues
            ),
        ),
        (sans, ngettext("{n} n’a plus de solution", "{n} n’ont plus de solution", sans)),
    )
    dits = [texte.format(n=combien) for combien, texte in comptes if combien]
    return " · ".join(dits)


def lignes_de(lu: Glissement, plan: PlanLu) -> list[LigneGlissee]:
    """Who has no solution any more, whom to call in the order of their days, the others."""
    appels = {menage_id: rang for rang, menage_id in enumerate(lu.a_appeler)}
    promis: dict[UUID, list[str]] = {}
    for p in lu.promesses_rompues:
        promis.setdefault(p.menage_id, []).append(date_courte(p.promis))
    lignes = []
    for d in lu.deplaces:
        perdu = d.menage_id in lu.sans_solution
        appel = appels.get(d.menage_id)
        rang = -1 if perdu else appel if appel is not None else len(appels)
        quoi = _("plus de solution") if perdu else ""
        if appel is not None:
            quoi = f"☎ {_('appeler')}, {quoi}" if quoi else f"☎ {_('appeler')}"
        lignes.append(
            LigneGlissee(
                d.menage_id,
                plan.noms.get(d.menage_id, ""),
                rang,
                quoi or "–",
                dire_placement(d.avant, plan.noms),
                dire_placement(d.apres, plan.noms),
                ", ".join(promis.get(d.menage_id, ())) or "–",
                perdu or d.menage_id in promis,
            )
        )
    return sorted(lignes, key=lambda li: (li.rang, li.menage))
