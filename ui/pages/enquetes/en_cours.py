"""The strip of questionnaires begun: one jumps from a household to the next."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, date_courte, ngettext
from app.services.enquetes import campagnes
from app.services.enquetes.campagnes import LireEnCours, SaisieEnCours
from ui.contexte import Contexte
from ui.widgets import Bouton, Etiquette, Flux

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
        tete = QHBoxLayout()
        tete.addWidget(self.titre)
        tete.addStretch(1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self._place)
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
            bouton.setToolTip(saisie.adresse)
            bouton.setAccessibleName(_("Reprendre : {saisie}").format(saisie=dire_saisie(saisie)))
            self._flux.addWidget(bouton)
            self.boutons.append(bouton)
        n = len(lues)
        dit = ngettext("En cours : {n} questionnaire", "En cours : {n} questionnaires", n)
        self.titre.setText(dit.format(n=n))
        self.setVisible(n > 0)

    def _ouvrir(self, enquete_id: UUID) -> None:
        self._contexte.navigation.aller("enquete", enquete_id=enquete_id)


def dire_saisie(saisie: SaisieEnCours) -> str:
    """ "Wójcik Jadwiga · Enquête sociale · 12/57 · depuis le 24/11/2026"."""
    avance = f"{saisie.repondues}/{saisie.posees}" if saisie.posees else _("à commencer")
    depuis = _("depuis le {jour}").format(jour=date_courte(saisie.commencee_le))
    return f"{saisie.menage} · {saisie.titre} · {avance} · {depuis}"
