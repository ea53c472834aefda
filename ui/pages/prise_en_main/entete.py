"""Whose home it is, which visit, who is there: never scrolls away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import _, jour
from app.services.documents.vocabulaire import dire
from app.services.prises_en_main import PriseLue
from ui.widgets import Bouton, Carte, Etiquette, Flux, Puce
from ui.widgets.tableau import infobulle


class EntetePrise(Carte):
    """The name large, the visit, a chip for each person of the household.

    `present` carries a person and whether they are there.
    """

    present = Signal(object, bool)

    def __init__(self, boutons: Sequence[Bouton], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.nom = Etiquette("", "nom", copiable=True)
        self.nom.setMinimumWidth(1)
        self.quoi = Etiquette("", "section", retour_ligne=True)
        self.puces: dict[UUID, Puce] = {}
        self._flux = Flux()
        self._boutons = QHBoxLayout()
        self._boutons.setSpacing(8)
        for bouton in boutons:
            self._boutons.addWidget(bouton)
        self._boutons.addStretch(1)
        self._tete = tete = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        tete.setSpacing(8)
        tete.addWidget(self.nom, 1)
        tete.addLayout(self._boutons)
        qui_est_la = QWidget()
        qui_est_la.setLayout(self._flux)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(16, 8, 16, 8)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self.quoi)
        boite.addWidget(qui_est_la)

    def remplir(self, lue: PriseLue) -> None:
        """Show this visit."""
        prise = lue.prise
        self.nom.setText(lue.fiche.menage.nom)
        self.nom.setToolTip(infobulle(lue.fiche.menage.nom))
        self._arranger()
        quand = jour(prise.jour, annee=True) if prise.jour else ""
        morceaux = (
            _("Prise en main, {moment}").format(moment=dire(prise.moment)),
            f"{dire(prise.etat)} {quand}".strip(),
            prise.qui or "",
        )
        self.quoi.setText(" · ".join(m for m in morceaux if m))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """Another width may hold the buttons beside the name, or not."""
        super().resizeEvent(event)
        self._arranger()

    def _arranger(self) -> None:
        """The name is never cut: the buttons go under it when there is no room beside."""
        besoin = self.nom.sizeHint().width() + self._boutons.sizeHint().width() + 48
        directions = QBoxLayout.Direction
        tient = besoin <= self.width()
        self._tete.setDirection(directions.LeftToRight if tient else directions.TopToBottom)

    def dire_presents(self, noms: Mapping[UUID, str], presents: Sequence[UUID]) -> None:
        """A chip for each person; pressed when they are there."""
        while self._flux.count():
            element = self._flux.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.puces = {}
        self._flux.addWidget(Etiquette(_("Qui est là ?"), "secondaire"))
        for id_, nom in noms.items():
            puce = Puce(nom, id_)
            puce.setChecked(id_ in presents)
            puce.toggled.connect(partial(self.present.emit, id_))
            self.puces[id_] = puce
            self._flux.addWidget(puce)
