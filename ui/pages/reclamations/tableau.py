"""The board: a column a state, headers always visible, cards the keyboard and the mouse move."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext, nombre
from app.domain.reclamations import FINIES, OUVERTES, EtatReclamation
from app.services.documents.vocabulaire import Libelles
from app.services.reclamations import lecture
from app.services.reclamations.lecture import (
    ColonneTableau,
    FiltreReclamations,
    LireTableauReclamations,
    ReclamationLigne,
    TableauReclamations,
)
from ui.contexte import Contexte
from ui.pages.reclamations.cartes import Carte, Cartes
from ui.pages.reclamations.liste import defaut, detail, reference
from ui.pile import Pile
from ui.reclamation import phrases
from ui.widgets import EtatVide, Etiquette

PAR_ETAT = 30
LARGEUR = 183


@dataclass(frozen=True, slots=True)
class Case:
    """A column of the board: the states it holds, its words, its sign."""

    etats: tuple[EtatReclamation, ...]
    titre: str
    signe: str


class VueTableau(QWidget):
    """`ouvrir` carries a complaint; `mener` moves one on: its row, the states it may go to (any
    when empty), the place on the screen where to ask.
    """

    ouvrir = Signal(object)
    mener = Signal(object, object, object)

    def __init__(self, contexte: Contexte, vide: EtatVide) -> None:
        super().__init__()
        self._contexte = contexte
        self._mots = Libelles(contexte.catalogues())
        self._filtre: FiltreReclamations | None = None
        self.cases = (
            *(Case((e,), _(phrases.COLONNES[e]), phrases.FORMES[e]) for e in OUVERTES),
            Case(tuple(FINIES), _("Finies, les dernières"), "●"),
        )
        self.colonnes = [Colonne(contexte, case) for case in self.cases]
        bande = QWidget()
        rangee = QHBoxLayout(bande)
        rangee.setContentsMargins(0, 0, 0, 0)
        rangee.setSpacing(contexte.theme.px(8))
        for rang, colonne in enumerate(self.colonnes):
            colonne.setMinimumWidth(contexte.theme.px(LARGEUR))
            rangee.addWidget(colonne, 1)
            colonne.cartes.ouverte.connect(self.ouvrir)
            colonne.cartes.mener.connect(lambda ligne, ou: self.mener.emit(ligne, (), ou))
            colonne.cartes.cote.connect(partial(self._cote, rang))
            colonne.cartes.posee.connect(partial(self._posee, rang))
        self.zone = QScrollArea()
        self.zone.setWidgetResizable(True)
        self.zone.setFrameShape(QFrame.Shape.NoFrame)
        self.zone.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.zone.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.zone.setWidget(bande)
        self._pile = Pile()
        self._pile.addWidget(self.zone)
        self._pile.addWidget(vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 4, 0, 0)
        boite.addWidget(self._pile, 1)
        self._un_seul_arret(0)

    def premier_champ(self) -> QWidget:
        """The first column that holds a card."""
        pleines = [c for c in self.colonnes if c.cartes.count()]
        return (pleines or self.colonnes)[0].cartes

    def filtrer(self, filtre: FiltreReclamations) -> None:
        """Read again; without a state asked for, what ended lately is shown too."""
        voulu = filtre if filtre.etats else replace(filtre, ouvertes=False)
        self._contexte.jobs.lancer(
            lecture.tableau,
            LireTableauReclamations(voulu, PAR_ETAT),
            quand_fini=self._lu,
            proprietaire=self,
            cle="reclamations.tableau",
        )

    def _lu(self, lu: TableauReclamations) -> None:
        par = {colonne.etat: colonne for colonne in lu.colonnes}
        maintenant = self._contexte.clock.now()
        for colonne in self.colonnes:
            connues = [par[e] for e in colonne.case.etats if e in par]
            colonne.remplir(connues, self._mots, maintenant)
        self._pile.setCurrentIndex(0 if any(c.nombre for c in lu.colonnes) else 1)
        ici = self._courante()
        self._un_seul_arret(ici)
        cartes = self.colonnes[ici].cartes
        if cartes.hasFocus() and not cartes.count():
            self.premier_champ().setFocus()

    # --- hands -------------------------------------------------------------------------------

    def _courante(self) -> int:
        """The column the keyboard is in, else the first that holds a card."""
        for rang, colonne in enumerate(self.colonnes):
            if colonne.cartes.hasFocus():
                return rang
        return next((r for r, c in enumerate(self.colonnes) if c.cartes.count()), 0)

    def _cote(self, rang: int, pas: int) -> None:
        """To the next column that holds a card, at the same height."""
        hauteur = self.colonnes[rang].cartes.currentRow()
        suite = range(rang + pas, len(self.colonnes) if pas > 0 else -1, pas)
        autre = next((r for r in suite if self.colonnes[r].cartes.count()), None)
        if autre is None:
            return
        self._un_seul_arret(autre)
        self.colonnes[autre].cartes.venir(hauteur)
        self.zone.ensureWidgetVisible(self.colonnes[autre], 0, 0)

    def _un_seul_arret(self, rang: int) -> None:
        """Tab stops once in the board: arrows do the rest."""
        for r, colonne in enumerate(self.colonnes):
            politique = Qt.FocusPolicy.StrongFocus if r == rang else Qt.FocusPolicy.ClickFocus
            colonne.cartes.setFocusPolicy(politique)

    def _posee(self, rang: int, id_: UUID) -> None:
        """A card was dropped in that column."""
        for colonne in self.colonnes:
            ligne = colonne.cartes.ligne_de(id_)
            if ligne is not None and colonne is not self.colonnes[rang]:
                ou = self.colonnes[rang].cartes.sous_la_carte()
                self.mener.emit(ligne, self.cases[rang].etats, ou)
                return


class Colonne(QWidget):
    """A header – its sign, its word, how many, how many late – above its cards."""

    def __init__(self, contexte: Contexte, case: Case) -> None:
        super().__init__()
        self._contexte = contexte
        self.case = case
        self.titre = Etiquette("", "section")
        self.titre.setMinimumWidth(1)
        self.tard = Etiquette("", "retard")
        self.tard.setMinimumHeight(contexte.theme.px(20))  # cards of every column begin together
        self.reste = Etiquette("", "secondaire")
        self.cartes = Cartes(contexte.theme, case.titre)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(2)
        boite.addWidget(self.titre)
        boite.addWidget(self.tard)
        boite.addWidget(self.cartes, 1)
        boite.addWidget(self.reste)

    def remplir(
        self, colonnes: Sequence[ColonneTableau], mots: Libelles, maintenant: datetime
    ) -> None:
        """Show these complaints; those there is no room for are counted."""
        combien = sum(c.nombre for c in colonnes)
        tard = sum(c.en_retard for c in colonnes)
        lignes = [ligne for c in colonnes for ligne in c.lignes]
        if len(colonnes) > 1:
            lignes.sort(key=lambda li: (li.close_le is None, li.close_le), reverse=True)
            lignes = lignes[:PAR_ETAT]
        titre = f"{self.case.signe} {self.case.titre} · {nombre(combien)}"
        self.titre.setText(titre)
        dit = ngettext("⚠ {n} en retard", "⚠ {n} en retard", tard).format(n=nombre(tard))
        self.tard.setText(dit if tard else "")
        reste = combien - len(lignes)
        self.reste.setText(
            ngettext("et {n} autre dans la liste", "et {n} autres dans la liste", reste).format(
                n=nombre(reste)
            )
            if reste > 0
            else ""
        )
        dits = (titre, self.tard.text(), self.reste.text())
        self.cartes.setAccessibleName(", ".join(d for d in dits if d))
        self.cartes.remplir([carte(mots, ligne, maintenant) for ligne in lignes])


def carte(mots: Libelles, ligne: ReclamationLigne, maintenant: datetime) -> Carte:
    """A complaint as its card says it."""
    attendu = phrases.attendu_court(ligne.horloge, ligne.echeance, maintenant)
    return Carte(
        ligne,
        f"{reference(ligne)} · {ligne.menage or _('logement vide')}",
        defaut(mots, ligne),
        " · ".join(x for x in (ligne.adresse, ligne.responsable) if x),
        attendu or phrases.etat_court(ligne.etat, ligne.etat_le),
        phrases.couleur(ligne.echeance, maintenant),
        detail(mots, ligne),
    )
