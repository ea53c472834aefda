"""Closing: the report on screen, the handover notes, then paper."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _
from app.domain.accompagnement import EtatPermanence
from app.domain.catalogues import Catalogues
from app.services.comptes_rendus import CompteRendu
from ui.pages.permanence.mots import dire_bilan, dire_titre
from ui.visite.recit import TexteNote
from ui.widgets import Bouton, Carte, Etiquette, Titre


class VueCloture(QWidget):
    """What the session gave. `clore` carries the handover notes."""

    clore = Signal(str)
    continuer = Signal()
    rouvrir = Signal()
    imprimer = Signal()
    terminer = Signal()
    change = Signal()

    def __init__(self, catalogues: Catalogues, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._catalogues = catalogues
        self._close = False
        self.en_saisie = Etiquette(
            _("⚠ Une visite est en cours de saisie : continuez la séance pour l’enregistrer."),
            "retard",
            retour_ligne=True,
        )
        self.titre = Titre("")
        self.bilan = Etiquette("", retour_ligne=True, copiable=True)
        self.note = TexteNote(_("À transmettre"), 4)
        self.note.setPlaceholderText(
            _("Ce que la prochaine personne doit savoir : clés, affiches, rendez-vous pris…")
        )
        self.transmis = Etiquette("", retour_ligne=True, copiable=True)
        self.bouton = Bouton(_("Clore la permanence"), self._clore, "principal")
        self.retour = Bouton(_("Continuer la séance"), self.continuer.emit)
        self.bouton_imprimer = Bouton(
            _("Imprimer le compte rendu…"), self.imprimer.emit, "principal"
        )
        self.bouton_rouvrir = Bouton(_("Rouvrir la séance"), self.rouvrir.emit)
        self.bouton_finir = Bouton(_("Terminer"), self.terminer.emit)
        self._disposer()
        self.note.textChanged.connect(self.change)

    def _disposer(self) -> None:
        carte = Carte()
        carte.setMaximumWidth(720)
        dedans = QVBoxLayout(carte)
        dedans.setContentsMargins(16, 16, 16, 16)
        dedans.setSpacing(12)
        dedans.addWidget(self.bilan)
        dedans.addWidget(self.en_saisie)
        self._titre_note = Titre(_("À transmettre"), section=True)
        dedans.addWidget(self._titre_note)
        dedans.addWidget(self.note)
        dedans.addWidget(self.transmis)
        pied = QHBoxLayout()
        pied.setSpacing(8)
        for bouton in (self.retour, self.bouton_rouvrir, self.bouton_finir):
            pied.addWidget(bouton)
        pied.addStretch(1)
        pied.addWidget(self.bouton_imprimer)
        pied.addWidget(self.bouton)
        dedans.addLayout(pied)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 16)
        boite.setSpacing(12)
        boite.addWidget(self.titre)
        boite.addWidget(carte)
        boite.addStretch(1)

    def premier_champ(self) -> QWidget:
        """The notes, or the printing once the session is closed."""
        return self.bouton_imprimer if self._close else self.note

    def remplir(self, rendu: CompteRendu, *, en_saisie: bool) -> bool:
        """Show the report; the notes can be written until the session is closed.

        `en_saisie` warns that a visit is half typed. Returns whether the session went from open
        to closed, or back.
        """
        avant_close, self._close = self._close, rendu.permanence.etat is EtatPermanence.CLOSE
        close = self._close
        self.en_saisie.setVisible(en_saisie and not close)
        intitule = _("Permanence close · {seance}") if close else _("Clore · {seance}")
        self.titre.setText(intitule.format(seance=dire_titre(rendu.permanence)))
        self.bilan.setText("\n".join(dire_bilan(rendu, self._catalogues)))
        self.transmis.setText(rendu.passation or _("Rien de particulier."))
        if not close and not self.note.toPlainText():
            self.note.setPlainText(rendu.passation)
        avant: tuple[QWidget, ...] = (self.note, self.bouton, self.retour)
        apres = (self.transmis, self.bouton_imprimer, self.bouton_rouvrir, self.bouton_finir)
        for widget in avant:
            widget.setVisible(not close)
        for widget in apres:
            widget.setVisible(close)
        return avant_close is not close

    def vider(self) -> None:
        """No notes."""
        self.note.clear()

    def _clore(self) -> None:
        self.clore.emit(self.note.toPlainText())
