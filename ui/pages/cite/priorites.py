"""The order in which the planner weighs things, changed with the keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _
from app.domain.planification.mots import ORDRE, Objectif
from app.services import chartes
from app.services.chartes import Charte, Origine, ReglerCharte
from app.services.documents.vocabulaire import dire, majuscule
from ui.contexte import Contexte
from ui.widgets import Bouton, Etiquette, Flux, Titre

EXPLICATIONS: Mapping[Objectif, str] = MappingProxyType(
    {
        Objectif.SANS_SOLUTION: N_("une place pour chacun"),
        Objectif.DOUBLES: N_("un seul déménagement quand un logement définitif convient"),
        Objectif.INADEQUATION: N_("chambres en trop, jardin, garage, école"),
        Objectif.DISTANCE: N_("rester près de chez soi et de ses voisins"),
        Objectif.PROMESSES: N_("tenir les dates déjà données aux ménages"),
        Objectif.CHANGEMENTS: N_("bouger le moins possible le plan suivi"),
        Objectif.VACANCE: N_("ne pas laisser de logements tiroirs vides"),
    }
)


class Priorites(QWidget):
    """The objectives, the first one counting most; each change is saved at once."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self.ordre: tuple[Objectif, ...] = ()
        self.liste = QListWidget()
        self.liste.setAccessibleName(_("Ordre des priorités"))
        self.liste.setWordWrap(True)
        self.liste.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.liste.setMinimumHeight(contexte.theme.px(120))
        self.monter = Bouton(_("Monter"), lambda: self.deplacer(-1), "discret")
        self.descendre = Bouton(_("Descendre"), lambda: self.deplacer(1), "discret")
        self.reprendre = Bouton(_("Reprendre l’ordre proposé"), self._reprendre, "discret")
        self.monter.setToolTip(_("Alt+↑ : compte davantage"))
        self.descendre.setToolTip(_("Alt+↓ : compte moins"))
        dite = Etiquette(
            _(
                "Le planning cherche d’abord à réduire ce qui est en haut ; ce qui suit ne sert "
                "qu’à départager. Cet ordre vaut pour toute la cité."
            ),
            "secondaire",
            retour_ligne=True,
        )
        boutons = Flux()
        for bouton in (self.monter, self.descendre, self.reprendre):
            boutons.addWidget(bouton)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(Titre(_("Ordre des priorités du planning"), section=True))
        boite.addWidget(dite)
        boite.addWidget(self.liste, 1)
        boite.addLayout(boutons)
        self.liste.currentRowChanged.connect(lambda _rang: self._autoriser())
        for touches, vers in (("Alt+Up", -1), ("Alt+Down", 1)):
            raccourci = QShortcut(QKeySequence(touches), self.liste)
            raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
            raccourci.activated.connect(lambda v=vers: self.deplacer(v))
        self._autoriser()

    def montrer(self, cite_id: UUID, charte: Charte) -> None:
        """Show the order of this estate, keeping the objective one is on."""
        ici = self._ici() if cite_id == self._cite_id else None
        self._cite_id = cite_id
        if self.ordre != charte.ordre:
            self._ecrire(charte.ordre, ici)
        self.reprendre.setEnabled(charte.origines["ordre"] is not Origine.DEFAUT)
        self._autoriser()

    def deplacer(self, vers: int) -> None:
        """Put the objective one is on one place higher (-1) or lower (1), and save."""
        rang = self.liste.currentRow()
        cible = rang + vers
        if self._cite_id is None or rang < 0 or not 0 <= cible < len(self.ordre):
            return
        ordre = list(self.ordre)
        ordre[rang], ordre[cible] = ordre[cible], ordre[rang]
        # Shown at once: a hand that holds Alt+Up does not wait for the disk.
        self._ecrire(tuple(ordre), ordre[cible])
        self._enregistrer(self.ordre)

    def _reprendre(self) -> None:
        self._ecrire(ORDRE, self._ici())
        self._enregistrer(None)

    def _enregistrer(self, ordre: tuple[Objectif, ...] | None) -> None:
        if self._cite_id is None:
            return

        def fait(changes: Changes) -> None:
            if changes.operation is not None:
                self._contexte.signaler_enregistre(changes, _("Ordre des priorités enregistré"))

        self._contexte.jobs.lancer(
            chartes.regler,
            ReglerCharte(self._cite_id, {"ordre": ordre}),
            quand_fini=fait,
            proprietaire=self,
        )

    def _ecrire(self, ordre: tuple[Objectif, ...], ici: Objectif | None) -> None:
        self.ordre = ordre
        self.liste.clear()
        for rang, objectif in enumerate(ordre, 1):
            mot, pourquoi = majuscule(dire(objectif)), _(EXPLICATIONS[objectif])
            texte = _("{rang}. {mot}\n    {pourquoi}")
            self.liste.addItem(QListWidgetItem(texte.format(rang=rang, mot=mot, pourquoi=pourquoi)))
        if ici in ordre:
            self.liste.setCurrentRow(ordre.index(ici))

    def _ici(self) -> Objectif | None:
        rang = self.liste.currentRow()
        return self.ordre[rang] if 0 <= rang < len(self.ordre) else None

    def _autoriser(self) -> None:
        rang = self.liste.currentRow()
        self.monter.setEnabled(rang > 0)
        self.descendre.setEnabled(0 <= rang < len(self.ordre) - 1)
