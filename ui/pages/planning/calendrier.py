"""Moves of a week, crew by crew and day by day, with what each crew can still take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import N_, _, heure, jour, ngettext
from app.domain.demenagements import Creneau, GenreEquipe, SensDemenagement
from app.domain.planification.mots import EtatPlan
from app.services import demenagements
from app.services.demenagements import DemenagementLu, ListerDemenagements
from app.services.documents.vocabulaire import dire
from app.services.planification.plan_lu import EquipeLue, JourPlan, MouvementPlan, PlanLu
from ui.contexte import Contexte
from ui.theme import Theme
from ui.widgets import Bouton, ChampDate, Etiquette
from ui.widgets.tableau import Cellule

ROLE_MENAGE = Qt.ItemDataRole.UserRole
SENS: Mapping[SensDemenagement, tuple[str, str]] = {
    SensDemenagement.ALLER: ("→", N_("part")),
    SensDemenagement.RETOUR: ("←", N_("rentre")),
    SensDemenagement.DEFINITIF: ("⇒", N_("s’installe")),
}
Cle = tuple[UUID, SensDemenagement, date]
_LETTRES = {Qt.Key.Key_E: "E", Qt.Key.Key_P: "P", Qt.Key.Key_M: "M"}


@dataclass(frozen=True, slots=True)
class RangEquipe:
    """A crew and its moves of a week, day by day; `equipe` None: crews still to choose."""

    equipe: EquipeLue | None
    par_jour: tuple[tuple[MouvementPlan, ...], ...]

    @property
    def hauteur(self) -> int:
        """Rows it takes under its name."""
        return max(1, max((len(m) for m in self.par_jour), default=1))


def semaine_de(jour_: date) -> date:
    """The Monday of a week."""
    return jour_ - timedelta(days=jour_.weekday())


def jours_de_semaine(plan: PlanLu, lundi: date) -> list[date]:
    """Monday to Friday, and the week-end when somebody moves on it."""
    pris = {j.jour for j in plan.jours if j.mouvements}
    jours = [lundi + timedelta(days=i) for i in range(7)]
    return [j for j in jours if j.weekday() < 5 or j in pris]


def ranger(plan: PlanLu, jours: Sequence[date]) -> list[RangEquipe]:
    """Crews in their order, then what no crew has yet."""
    siens: dict[UUID | None, dict[date, list[MouvementPlan]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for prevu in plan.jours:
        if prevu.jour not in jours:
            continue
        for m in prevu.mouvements:
            siens[m.equipe_id][prevu.jour].append(m)
            if m.pilote_equipe_id is not None:
                siens[m.pilote_equipe_id][prevu.jour].append(m)
    rangs = [_rang(equipe, siens[equipe.id], jours) for equipe in plan.equipes]
    if siens[None]:
        rangs.append(_rang(None, siens[None], jours))
    return rangs


def _rang(
    equipe: EquipeLue | None, par_jour: Mapping[date, list[MouvementPlan]], jours: Sequence[date]
) -> RangEquipe:
    return RangEquipe(equipe, tuple(tuple(par_jour.get(j, ())) for j in jours))


def _cle(m: MouvementPlan) -> Cle:
    return m.menage_id, m.sens, m.jour


def dire_mouvement(m: MouvementPlan) -> str:
    """A move in two short lines."""
    signe, _verbe = SENS[m.sens]
    return f"{signe} {m.menage}\n{m.vers}"


def dire_mouvement_en_entier(m: MouvementPlan) -> str:
    """A move in a sentence."""
    verbe = _(SENS[m.sens][1])
    dit = _("{nom} {verbe} {jour} : {depuis} → {vers}").format(
        nom=m.menage, verbe=verbe, jour=jour(m.jour), depuis=m.depuis or "–", vers=m.vers
    )
    equipes = " · ".join(x for x in (m.equipe, m.pilote) if x)
    return f"{dit}\n{equipes}" if equipes else dit


def dire_capacite(equipe: EquipeLue | None, n: int, *, ouvre: bool = True) -> str:
    """How much a crew has on a day, and how much it can still take."""
    if equipe is None:
        return ngettext("{n} déménagement", "{n} déménagements", n).format(n=n)
    if not n and not ouvre:
        return "–"
    libres = equipe.capacite - n
    if libres < 0:
        return _("⚠ {n} pour {total}").format(n=n, total=equipe.capacite)
    if not libres:
        return _("complet ({n})").format(n=n)
    reste = ngettext("{n} place libre", "{n} places libres", libres).format(n=libres)
    return reste if not n else _("{n} prévu, {reste}").format(n=n, reste=reste)


class GrilleSemaine(QTableWidget):
    """Rows of crews, columns of days; arrows go from move to move, Enter opens the household."""

    ouvre_menage = Signal(object)
    courante_change = Signal(object)
    touche = Signal(str)
    semaine = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._items: dict[Cle, tuple[QTableWidgetItem, ...]] = {}
        self.setAccessibleName(_("Déménagements de la semaine, par équipe et par jour"))
        self.setItemDelegate(Cellule(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.horizontalHeader().setHighlightSections(False)
        self.itemDoubleClicked.connect(self._ouvrir)
        self.currentItemChanged.connect(lambda item, _avant: self._dire(item))

    def remplir(self, plan: PlanLu, jours: Sequence[date], rangs: Sequence[RangEquipe]) -> None:
        """Show these days."""
        ici = self._menage(self.currentItem())
        par_jour = {j.jour: j for j in plan.jours}
        self.clearSpans()
        self.clear()
        self._items = {}
        self.setColumnCount(1 + len(jours))
        titres = [self._titre_jour(plan, j, par_jour.get(j)) for j in jours]
        self.setHorizontalHeaderLabels([_("Équipe"), *titres])
        entete = self.horizontalHeader()
        entete.setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.setColumnWidth(0, self._theme.px(150))
        self.setRowCount(sum(1 + r.hauteur for r in rangs))
        rangee = 0
        for rang in rangs:
            rangee = self._poser(plan, rang, jours, rangee)
        if not self._revenir(ici):
            self._premiere()

    def preciser(self, prevus: Sequence[DemenagementLu]) -> None:
        """Say the hour or the half day, and where the move stands, of those already planned."""
        for prevu in prevus:
            for item in self._items.get((prevu.menage_id, prevu.sens, prevu.jour), ()):
                quand = heure(prevu.heure) if prevu.heure else dire(prevu.creneau)
                if prevu.heure or prevu.creneau is not Creneau.JOURNEE:
                    nom, _saut, lieu = item.text().partition("\n")
                    item.setText(f"{nom}\n{quand} · {lieu}")
                item.setToolTip(f"{item.toolTip()}\n{quand}, {dire(prevu.etat)}")
                item.setData(Qt.ItemDataRole.AccessibleTextRole, item.toolTip())

    def _titre_jour(self, plan: PlanLu, le: date, prevu: JourPlan | None) -> str:
        ouvre = prevu.ouvre if prevu is not None else plan.instance.regles.ouvre(le)
        dit = jour(le)
        return dit if ouvre else _("{jour}\nfermé").format(jour=dit)

    def _poser(self, plan: PlanLu, rang: RangEquipe, jours: Sequence[date], rangee: int) -> int:
        nom = rang.equipe.nom if rang.equipe else _("Équipe à choisir")
        self.setItem(rangee, 0, self._titre_equipe(rang.equipe, nom))
        self.setSpan(rangee, 0, 1 + rang.hauteur, 1)
        for colonne, (le, mouvements) in enumerate(zip(jours, rang.par_jour, strict=True), 1):
            dit = dire_capacite(rang.equipe, len(mouvements), ouvre=plan.instance.regles.ouvre(le))
            item = QTableWidgetItem(dit)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{nom}, {jour(le)} : {dit}")
            trop = rang.equipe is not None and len(mouvements) > rang.equipe.capacite
            item.setForeground(self._theme.couleur("rouge" if trop else "texte_2"))
            self.setItem(rangee, colonne, item)
        self.setRowHeight(rangee, self._theme.px(28))
        for i in range(rang.hauteur):
            self.setRowHeight(rangee + 1 + i, self._theme.px(46))
            for colonne, mouvements in enumerate(rang.par_jour, 1):
                self.setItem(rangee + 1 + i, colonne, self._cellule(plan, mouvements, i))
        return rangee + 1 + rang.hauteur

    def _titre_equipe(self, equipe: EquipeLue | None, nom: str) -> QTableWidgetItem:
        gras = QFont(self.font())
        gras.setBold(True)
        texte = nom
        if equipe is not None:
            n = equipe.capacite
            texte += "\n" + ngettext("{n} par jour", "{n} par jour", n).format(n=n)
        item = QTableWidgetItem(texte)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setFont(gras)
        item.setTextAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        return item

    def _cellule(
        self, plan: PlanLu, mouvements: Sequence[MouvementPlan], i: int
    ) -> QTableWidgetItem:
        if i >= len(mouvements):
            vide = QTableWidgetItem("")
            vide.setFlags(Qt.ItemFlag.ItemIsEnabled)
            return vide
        m = mouvements[i]
        ligne = plan.ligne(m.menage_id)
        mal = bool(ligne and ligne.violations)
        item = QTableWidgetItem(f"⚠ {dire_mouvement(m)}" if mal else dire_mouvement(m))
        item.setData(ROLE_MENAGE, m.menage_id)
        self._items[m.menage_id, m.sens, m.jour] = (*self._items.get(_cle(m), ()), item)
        entier = dire_mouvement_en_entier(m)
        if ligne and ligne.violations:
            entier += "".join(f"\n⚠ {v.texte}" for v in ligne.violations)
            item.setForeground(self._theme.couleur("rouge"))
        item.setToolTip(entier)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, entier)
        return item

    def _menage(self, item: QTableWidgetItem | None) -> UUID | None:
        donnee = item.data(ROLE_MENAGE) if item is not None else None
        return donnee if isinstance(donnee, UUID) else None

    def _revenir(self, menage_id: UUID | None) -> bool:
        for rangee in range(self.rowCount()):
            for colonne in range(self.columnCount()):
                item = self.item(rangee, colonne)
                if menage_id is not None and self._menage(item) == menage_id:
                    self.setCurrentCell(rangee, colonne)
                    return True
        return False

    def _premiere(self) -> None:
        for rangee in range(self.rowCount()):
            for colonne in range(self.columnCount()):
                if self._menage(self.item(rangee, colonne)) is not None:
                    self.setCurrentCell(rangee, colonne)
                    return

    def _ouvrir(self, item: QTableWidgetItem) -> None:
        menage_id = self._menage(item)
        if menage_id is not None:
            self.ouvre_menage.emit(menage_id)

    def _dire(self, item: QTableWidgetItem | None) -> None:
        menage_id = self._menage(item)
        if menage_id is not None:
            self.courante_change.emit(menage_id)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter opens; PageUp and PageDown change week; letters are actions."""
        touche = Qt.Key(event.key())
        item = self.currentItem()
        if touche in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and item is not None:
            self._ouvrir(item)
        elif touche in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self.semaine.emit(1 if touche is Qt.Key.Key_PageDown else -1)
        elif touche in _LETTRES and not event.modifiers():
            self.touche.emit(_LETTRES[touche])
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def keyboardSearch(self, _texte: str) -> None:  # noqa: N802 - Qt name
        """Letters are actions here."""


class VueCalendrier(QWidget):
    """A week of the plan, and the way to the others."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        theme, clock = contexte.theme, contexte.clock
        self._plan: PlanLu | None = None
        self.lundi = semaine_de(clock.today())
        self._placee = False
        self.grille = GrilleSemaine(theme)
        self.titre = Etiquette("", "section")
        self.resume = Etiquette("", "secondaire")
        self.avant = Bouton("◂", lambda: self.bouger(-1), nom_accessible=_("Semaine précédente"))
        self.apres = Bouton("▸", lambda: self.bouger(1), nom_accessible=_("Semaine suivante"))
        self.aller_au = ChampDate(clock, _("Aller à la semaine du"))
        self.aller_au.setMaximumWidth(theme.px(150))
        self.aller_au.date_changee.connect(self._aller)
        self.suivante = Bouton(_("Prochains déménagements"), self.prochaine, "discret")
        tete = QHBoxLayout()
        tete.setSpacing(8)
        for widget in (self.avant, self.apres, self.titre, self.resume):
            tete.addWidget(widget)
        tete.addStretch(1)
        tete.addWidget(self.suivante)
        tete.addWidget(self.aller_au)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(self.grille, 1)
        self.grille.semaine.connect(self.bouger)

    def remplir(self, plan: PlanLu) -> None:
        """Show this plan; the first time, the first week in which somebody moves."""
        self._plan = plan
        if not self._placee and plan.jours:
            self._placee = True
            self._venir_aux_mouvements(semaine_de(plan.aujourdhui))
        self._montrer()

    def bouger(self, semaines: int) -> None:
        """Another week."""
        self.lundi += timedelta(weeks=semaines)
        self._montrer()

    def prochaine(self) -> None:
        """The next week in which somebody moves."""
        self._venir_aux_mouvements(self.lundi + timedelta(weeks=1))
        self._montrer()

    def _venir_aux_mouvements(self, depuis: date) -> None:
        assert self._plan is not None  # noqa: S101 - only once a plan is shown
        suivants = [j.jour for j in self._plan.jours if j.mouvements and j.jour >= depuis]
        if suivants:
            self.lundi = semaine_de(min(suivants))

    def _aller(self, le: date | None) -> None:
        if le is not None:
            self.lundi = semaine_de(le)
            self._montrer()

    def _montrer(self) -> None:
        if self._plan is None:
            return
        jours = jours_de_semaine(self._plan, self.lundi)
        self.titre.setText(
            _("Semaine du {du} au {au}").format(du=jour(jours[0]), au=jour(jours[-1], annee=True))
        )
        rangs = ranger(self._plan, jours)
        n = sum(len(j.mouvements) for j in self._plan.jours if j.jour in jours)
        dit = ngettext("{n} déménagement", "{n} déménagements", n).format(n=n)
        if not self._plan.equipes:
            dit = _("{compte} · aucune équipe n’est décrite sur la page Cité").format(compte=dit)
        genres = {e.genre for e in self._plan.equipes}
        if self._plan.equipes and GenreEquipe.DEMENAGEURS not in genres:
            dit = _("{compte} · aucune équipe de déménageurs").format(compte=dit)
        self.resume.setText(dit)
        self.grille.remplir(self._plan, jours, rangs)
        if self._plan.resume.etat is EtatPlan.ADOPTE and n:
            self._contexte.jobs.lancer(
                demenagements.lister,
                ListerDemenagements(self._plan.resume.cite_id, jours[0], jours[-1]),
                quand_fini=self.grille.preciser,
                proprietaire=self,
                cle="planning.semaine",
            )
