"""Answers to questionnaires: those that come in, those that leave, for the form chosen above."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QTabWidget, QVBoxLayout, QWidget

from app.core.i18n import _
from app.services.enquetes import questionnaires
from app.services.enquetes.questionnaires import LireQuestionnaires, QuestionnaireLigne
from ui.contexte import Contexte
from ui.pages.echanges.enquetes.entree import EntreeEnquetes
from ui.pages.echanges.enquetes.sortie import SortieEnquetes
from ui.widgets import Etiquette, LigneForm


class OngletEnquetes(QWidget):
    """Choose the questionnaire, then take answers in or let them leave."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self.formulaire = QComboBox()
        self.formulaire.setAccessibleName(_("Questionnaire"))
        self.vide = Etiquette(
            _("Aucun questionnaire n’est chargé : chargez-en un dans la page Enquêtes."),
            "secondaire",
            retour_ligne=True,
        )
        self.entree = EntreeEnquetes(contexte)
        self.sortie = SortieEnquetes(contexte)
        self.onglets = QTabWidget()
        self.onglets.setDocumentMode(True)
        self.onglets.tabBar().setDrawBase(False)  # the style draws it white, even in the dark
        self.onglets.setAccessibleName(_("Réponses aux questionnaires"))
        self.onglets.addTab(self.entree, _("Prendre des réponses"))
        self.onglets.addTab(self.sortie, _("Envoyer les réponses"))
        ligne = LigneForm(_("Questionnaire"), self.formulaire)
        ligne.setMaximumWidth(contexte.theme.px(520))
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(ligne, 0, Qt.AlignmentFlag.AlignTop)
        boite.addWidget(self.vide)
        boite.addWidget(self.onglets, 1)
        self.formulaire.currentIndexChanged.connect(lambda _rang: self._choisi())
        self.onglets.currentChanged.connect(lambda _rang: self._choisi())

    def premier_champ(self) -> QWidget:
        """Which questionnaire."""
        return self.formulaire

    def viser(self, arguments: dict[str, Any]) -> None:
        """Go to the questionnaire and to the side asked for."""
        if (voulu := arguments.get("formulaire")) is not None:
            rang = self.formulaire.findData(voulu)
            if rang >= 0:
                self.formulaire.setCurrentIndex(rang)
            else:
                self._voulu = voulu
        if arguments.get("sens") == "sortie":
            self.onglets.setCurrentWidget(self.sortie)

    _voulu: str | None = None

    def rafraichir(self) -> None:
        """Read the questionnaires again, staying on the one shown."""
        self._contexte.jobs.lancer(
            questionnaires.lister,
            LireQuestionnaires(tous=True),
            quand_fini=self._lus,
            proprietaire=self,
            cle="echanges.questionnaires",
        )

    def _lus(self, lus: tuple[QuestionnaireLigne, ...]) -> None:
        garde = self._voulu or self.formulaire.currentData()
        self._voulu = None
        self.formulaire.blockSignals(True)
        self.formulaire.clear()
        for ligne in sorted(lus, key=lambda q: not q.actif):
            if self.formulaire.findData(ligne.identifiant) < 0:
                self.formulaire.addItem(ligne.titre, ligne.identifiant)
        self.formulaire.setCurrentIndex(max(0, self.formulaire.findData(garde)))
        self.formulaire.blockSignals(False)
        self.vide.setVisible(not lus)
        self.onglets.setEnabled(bool(lus))
        self._choisi()

    def _choisi(self) -> None:
        identifiant = self.formulaire.currentData()
        if identifiant is None:
            return
        if self.onglets.currentWidget() is self.sortie:
            self.sortie.montrer(identifiant)
        else:
            self.entree.montrer(identifiant)
