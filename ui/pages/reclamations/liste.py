"""The list of complaints: what runs out first, sorted and filtered in the base."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QHelpEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyleOptionViewItem,
    QToolTip,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import Clock
from app.core.i18n import N_, _, jour
from app.services.documents.vocabulaire import Libelles, dire, majuscule
from app.services.reclamations import lecture
from app.services.reclamations.lecture import (
    CompterReclamations,
    FiltreReclamations,
    ListerReclamations,
    ReclamationLigne,
)
from ui.contexte import Contexte
from ui.models.source_service import SourceService
from ui.models.table_paginee import ROLE_LIGNE, Colonne, TablePaginee
from ui.pile import Pile
from ui.reclamation import phrases
from ui.theme import Theme
from ui.widgets import EtatVide, Tableau
from ui.widgets.tableau import Cellule, infobulle

_DETAIL = (0, 3)  # reference, defect


class CelluleReclamation(Cellule):
    """Says all a row holds where its reference or its defect is, as plain text."""

    def __init__(self, mots: Libelles, parent: QWidget) -> None:
        super().__init__(parent)
        self._mots = mots

    def helpEvent(  # noqa: N802 - Qt name
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> bool:
        """The whole complaint, else what is cut."""
        ligne = index.data(ROLE_LIGNE)
        if event.type() != QEvent.Type.ToolTip or ligne is None or index.column() not in _DETAIL:
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), infobulle(detail(self._mots, ligne)), view)
        return True


class TableReclamations(Tableau):
    """`touche` carries the letter pressed on a row: M moves it on, G groups those chosen."""

    touche = Signal(str)

    def __init__(self, theme: Theme, mots: Libelles) -> None:
        super().__init__(theme, _("Réclamations"), multiple=True)
        self.setItemDelegate(CelluleReclamation(mots, self))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Letters are actions here, never a search."""
        lettres = {Qt.Key.Key_M: "M", Qt.Key.Key_G: "G", Qt.Key.Key_Menu: "M"}
        lettre = lettres.get(Qt.Key(event.key()))
        if lettre and not event.modifiers():
            self.touche.emit(lettre)
            event.accept()
            return
        super().keyPressEvent(event)


class VueListe(QWidget):
    """`ouvrir` carries the complaint to show, `compte` how many there are.

    `mener` carries the row to move on, `regrouper` the ids of those chosen.
    """

    ouvrir = Signal(object)
    compte = Signal(int)
    mener = Signal(object)
    regrouper = Signal(object)
    choisies = Signal(int)

    def __init__(self, contexte: Contexte, vide: EtatVide) -> None:
        super().__init__()
        self._contexte = contexte
        source = SourceService(
            jobs=contexte.jobs,
            service_compte=lecture.compter,
            service_page=lecture.lister,
            commande_compte=CompterReclamations,
            commande_page=commande_page,
            proprietaire=self,
            cle="reclamations.liste",
        )
        mots = Libelles(contexte.catalogues())
        self.modele = TablePaginee(
            source, colonnes(contexte.theme, contexte.clock, mots), self, tri="echeance"
        )
        self.table = TableReclamations(contexte.theme, mots)
        self.table.setAccessibleDescription(
            _("Entrée : ouvrir. M : faire avancer. G : regrouper celles qui sont choisies.")
        )
        self.table.setModel(self.modele)
        self.vide = vide
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 0)
        boite.addWidget(self._pile, 1)
        self.table.valide.connect(self.ouvrir)
        self.table.touche.connect(self._touche)
        self.table.selection_changee.connect(self.choisies)
        self.modele.compte.connect(self._compte)

    def premier_champ(self) -> QWidget:
        """The rows."""
        return self.table

    def filtrer(self, filtre: FiltreReclamations) -> None:
        """Show what matches: from the top when it is another filter, else in place."""
        if filtre == self.modele.filtre:
            self.table.rafraichir()
            return
        self.table.oublier_selection()
        self.modele.filtrer(filtre)

    def ids_choisis(self) -> tuple[UUID, ...]:
        """The complaints selected, as far as they were read."""
        lus = (self.modele.id_lu(rang) for rang in self.table.rangs())
        return tuple(id_ for id_ in lus if id_ is not None)

    def ouvrir_premiere(self) -> None:
        """Open the first row that answers what is asked now, as soon as it is read."""
        self.modele.donner_premiere(self.ouvrir.emit)

    def _touche(self, lettre: str) -> None:
        if lettre == "G":
            self.regrouper.emit(self.ids_choisis())
            return
        ligne = self.table.ligne_courante()
        if ligne is not None:
            self.mener.emit(ligne)

    def _compte(self, n: int) -> None:
        self._pile.setCurrentIndex(0 if n else 1)
        self.compte.emit(n)


def commande_page(
    filtre: FiltreReclamations, tri: str, debut: int, taille: int
) -> ListerReclamations:
    """A page of the list as its service wants it."""
    cle = lecture.TriReclamations(tri.removeprefix("-") or "echeance")
    return ListerReclamations(filtre, cle, tri.startswith("-"), debut, taille)


def colonnes(theme: Theme, clock: Clock, mots: Libelles) -> Sequence[Colonne]:
    """The columns of the list."""

    def teinte(ligne: ReclamationLigne) -> Any:
        nom = phrases.couleur(ligne.echeance, clock.now())
        return theme.couleur(nom) if nom else None

    def attendu(ligne: ReclamationLigne) -> str:
        return phrases.attendu(ligne.horloge, ligne.echeance, clock.now())

    return (
        Colonne("reference", N_("Référence"), reference, 94),
        Colonne("menage", N_("Ménage"), lambda r: r.menage or _("logement vide"), 140),
        Colonne("adresse", N_("Adresse"), lambda r: r.adresse or "–", 156),
        Colonne("categorie", N_("Défaut"), partial(defaut, mots), 194),
        Colonne("etat", N_("État"), lambda r: phrases.etat_depuis(r.etat, r.etat_le), 184),
        Colonne("responsable", N_("Qui répare"), lambda r: r.responsable or "–", 130),
        Colonne("echeance", N_("Attendu"), attendu, 240, couleur=teinte),
    )


def reference(ligne: ReclamationLigne) -> str:
    """ "‼ R-0214": the sign of its urgency, its reference."""
    signe = phrases.urgence(ligne.urgence).split(" ")[0]
    return f"{signe} {ligne.reference}" if signe in ("!", "‼") else ligne.reference


def defaut(mots: Libelles, ligne: ReclamationLigne) -> str:
    """ "Ventilation, humidité · chambre"."""
    ou = mots.lieu(ligne.lieu) if ligne.lieu else ""
    return " · ".join(x for x in (majuscule(mots.reclamation(ligne.categorie)), ou) if x)


def detail(mots: Libelles, ligne: ReclamationLigne) -> str:
    """All a row holds, one thing a line."""
    lignes = (
        f"{ligne.reference} · {dire(ligne.nature)} · {phrases.urgence(ligne.urgence)}",
        defaut(mots, ligne),
        ligne.description,
        " · ".join(
            x
            for x in (_("ouverte le {jour}").format(jour=jour(ligne.ouverte_le)), ligne.tranche)
            if x
        ),
        _("Dossier collectif {reference}").format(reference=ligne.dossier) if ligne.dossier else "",
    )
    return "\n".join(x for x in lignes if x)
