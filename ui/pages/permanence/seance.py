"""The session being held: its header, the form, the visits already logged."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.core.i18n import _, heure
from app.domain.catalogues import Catalogues
from app.services.permanences import PermanenceLue, VisiteLue
from ui.contexte import Contexte
from ui.pages.permanence.mots import (
    SEPARATEUR,
    dire_comptes,
    dire_motifs,
    dire_qui,
    dire_suites,
    dire_titre,
)
from ui.visite import FormulaireVisite, Quand
from ui.widgets import Bouton, Etiquette, Titre
from ui.widgets.tableau import infobulle


class ListeVisites(QTableWidget):
    """The visits of the session, the last one first; Enter opens the household, Del removes."""

    ouverte = Signal(object)  # VisiteLue
    supprimee = Signal(object)  # VisiteLue

    def __init__(self, catalogues: Catalogues, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self._catalogues = catalogues
        self._visites: list[VisiteLue] = []
        self.setAccessibleName(_("Visites de la séance"))
        self.setHorizontalHeaderLabels([_("À"), _("Qui"), _("Pour quoi"), _("Suites")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        entete = self.horizontalHeader()
        entete.setHighlightSections(False)
        entete.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for colonne, mode in enumerate(
            (
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.ResizeToContents,
                QHeaderView.ResizeMode.Stretch,
                QHeaderView.ResizeMode.Stretch,
            )
        ):
            entete.setSectionResizeMode(colonne, mode)
        self.itemDoubleClicked.connect(lambda _element: self._ouvrir())

    def remplir(self, visites: Sequence[VisiteLue]) -> None:
        """Show these visits, given in order of arrival."""
        self._visites = list(reversed(visites))
        self.setRowCount(len(self._visites))
        for rang, v in enumerate(self._visites):
            textes = (
                heure(v.heure) if v.heure else "–",
                dire_qui(v),
                dire_motifs(v, self._catalogues),
                dire_suites(v, self._catalogues),
            )
            for colonne, texte in enumerate(textes):
                element = QTableWidgetItem(texte)
                element.setToolTip(infobulle(texte))
                self.setItem(rang, colonne, element)
        ligne = max(30, self.fontMetrics().height() + 12)
        for rang in range(self.rowCount()):
            self.setRowHeight(rang, ligne)
        self.setMinimumHeight(self.horizontalHeader().sizeHint().height() + 2 * ligne + 6)

    def sizeHint(self) -> QSize:  # noqa: N802 - Qt name
        """Small: the list takes what room the form leaves."""
        return QSize(400, self.minimumHeight())

    def visites(self) -> list[VisiteLue]:
        """What is shown, the last visit first."""
        return list(self._visites)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter and Del act on the current visit."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ouvrir()
        elif event.key() == Qt.Key.Key_Delete and self._courante() is not None:
            self.supprimee.emit(self._courante())
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def _courante(self) -> VisiteLue | None:
        rang = self.currentRow()
        return self._visites[rang] if 0 <= rang < len(self._visites) else None

    def _ouvrir(self) -> None:
        visite = self._courante()
        if visite is not None and visite.menage_id is not None:
            self.ouverte.emit(visite)


class VueSeance(QWidget):
    """`clore` asks for the closing view; the page saves what `formulaire` asks to save."""

    clore = Signal()

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titre = Titre("")
        self.sous_titre = Etiquette("", "secondaire", retour_ligne=True)
        self.formulaire = FormulaireVisite(
            contexte, Quand.SEANCE, _("Enregistrer et suivant  Ctrl+↵")
        )
        self.liste = ListeVisites(contexte.catalogues())
        self.vide = Etiquette(
            _("Les visites de la séance viendront ici, la dernière en haut."), "secondaire"
        )
        self.bouton_clore = Bouton(_("Clore…"), self.clore.emit)
        self.titre.setWordWrap(True)
        dits = QVBoxLayout()
        dits.setSpacing(0)
        dits.addWidget(self.titre)
        dits.addWidget(self.sous_titre)
        entete = QHBoxLayout()
        entete.setSpacing(12)
        entete.addLayout(dits, 1)
        entete.addWidget(self.bouton_clore, 0, Qt.AlignmentFlag.AlignTop)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 12, 24, 12)
        boite.setSpacing(8)
        boite.addLayout(entete)
        boite.addWidget(self.formulaire)
        boite.addWidget(Titre(_("Visites de la séance"), section=True))
        boite.addWidget(self.vide)
        boite.addWidget(self.liste, 1)
        boite.addStretch(0)

    def montrer(self, permanence: PermanenceLue) -> None:
        """Show its place, hours, staff and counts."""
        self.titre.setText(_("Permanence · {seance}").format(seance=dire_titre(permanence)))
        presents = ", ".join(p.nom for p in permanence.equipe)
        dits = (dire_comptes(permanence), permanence.cite, presents)
        self.sous_titre.setText(SEPARATEUR.join(d for d in dits if d))

    def lister(self, visites: Sequence[VisiteLue]) -> None:
        """Show the visits logged so far."""
        self.liste.remplir(visites)
        self.vide.setVisible(not visites)
        self.liste.setVisible(bool(visites))
