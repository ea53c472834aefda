"""The strip of questionnaires begun: one jumps from a household to the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.core.i18n import _, jour
from app.services.enquetes import campagnes
from app.services.enquetes.campagnes import LireEnCours, SaisieEnCours
from ui.contexte import Contexte
from ui.widgets import Bouton, Etiquette, Flux
from ui.widgets.tableau import infobulle

COURT = 17  # characters of a form's title: a strip, not a list
PLUS = 6
"""Those shown at once; the others are reached once these are finished, or from the campaign."""


class BandeEnCours(QWidget):
    """Hidden while nothing is begun; each button opens a questionnaire where it stands."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.titre = Etiquette("", "section")
        self.boutons: list[Bouton] = []
        self._place = QWidget()
        self._flux = Flux(self._place, ecart=8, interligne=4)
        boite = QHBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(self.titre, 0, Qt.AlignmentFlag.AlignVCenter)
        boite.addWidget(self._place, 1)
        self.hide()

    def rafraichir(self) -> None:
        """Read what is begun."""
        self._contexte.jobs.lancer(
            campagnes.en_cours,
            LireEnCours(),
            quand_fini=self._lues,
            proprietaire=self,
            cle="enquetes.en_cours",
        )

    def _lues(self, lues: Sequence[SaisieEnCours]) -> None:
        self._flux.vider()
        self.boutons = []
        for saisie in lues[:PLUS]:
            bouton = Bouton(dire_saisie(saisie), partial(self._ouvrir, saisie.enquete_id))
            entier = dire_saisie(saisie, entier=True)
            bouton.setToolTip(infobulle("\n".join(t for t in (entier, saisie.adresse) if t)))
            bouton.setAccessibleName(_("Reprendre : {saisie}").format(saisie=entier))
            self._flux.addWidget(bouton)
            self.boutons.append(bouton)
        n = len(lues)
        self.titre.setText(_("En cours ({n})").format(n=n))
        self.setVisible(n > 0)

    def _ouvrir(self, enquete_id: UUID) -> None:
        self._contexte.navigation.aller("enquete", enquete_id=enquete_id)


def dire_saisie(saisie: SaisieEnCours, *, entier: bool = False) -> str:
    """ "Wójcik Jadwiga · Enquête sociale… · 12/57 · depuis mar. 24 nov."."""
    avance = f"{saisie.repondues}/{saisie.posees}" if saisie.posees else _("à commencer")
    depuis = _("depuis {jour}").format(jour=jour(saisie.commencee_le))
    court = len(saisie.titre) <= COURT or entier
    titre = saisie.titre if court else f"{saisie.titre[: COURT - 1].rstrip()}…"
    return f"{saisie.menage} · {titre} · {avance} · {depuis}"
