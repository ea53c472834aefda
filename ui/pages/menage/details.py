"""The tabs of a household: each is built the first time it is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabWidget, QVBoxLayout, QWidget

from app.core.i18n import _
from app.services.documents.vocabulaire import Libelles
from app.services.menages.lignes import FicheMenage
from ui.contexte import Contexte
from ui.navigation import Action
from ui.pages.menage.apres import OngletApres
from ui.pages.menage.attachements import OngletAttachements
from ui.pages.menage.avant_apres import OngletAvantApres
from ui.pages.menage.enquetes import OngletEnquetes
from ui.pages.menage.foyer import OngletFoyer
from ui.pages.menage.historique import OngletHistorique
from ui.pages.menage.logement import OngletLogement
from ui.pages.menage.parcours import OngletParcours
from ui.pages.menage.promesses import OngletPromesses
from ui.pages.menage.reclamations import OngletReclamations
from ui.pages.menage.relogement import OngletRelogement
from ui.pages.menage.ressentis import OngletRessentis
from ui.widgets import Bouton


class Details(QTabWidget):
    """Tabs by name. `change` carries the name of the tab now shown.

    `choisi` when a hand chose it; `bascule` asks for all the height, or for the story back;
    `visite_voulue` asks the thread to show that visit.
    """

    demande = Signal(str, object)
    retrait = Signal(str, object)
    change = Signal(str)
    choisi = Signal(str)
    bascule = Signal()
    visite_voulue = Signal(object)

    def __init__(self, contexte: Contexte, mots: Libelles, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Détails du ménage"))
        self._fiche: FicheMenage | None = None
        self._a_jour: set[str] = set()
        self.construits: dict[str, Any] = {}
        self._onglets: dict[str, tuple[str, Callable[[], Any]]] = {
            "foyer": (_("Foyer"), partial(OngletFoyer, contexte)),
            "logement": (_("Logement"), partial(OngletLogement, contexte)),
            "parcours": (_("Parcours"), partial(OngletParcours, contexte)),
            "ressentis": (_("Ressentis"), partial(OngletRessentis, contexte, mots)),
            "attachements": (_("Attachements"), partial(OngletAttachements, contexte)),
            "promesses": (_("Promesses"), partial(OngletPromesses, contexte)),
            "relogement": (_("Relogement"), partial(OngletRelogement, contexte)),
            "enquetes": (_("Enquêtes"), partial(OngletEnquetes, contexte)),
            "reclamations": (_("Réclamations"), partial(OngletReclamations, contexte, mots)),
            "apres": (_("Après"), partial(OngletApres, contexte)),
            "avant_apres": (_("Avant / après"), partial(OngletAvantApres, contexte)),
            "historique": (_("Historique"), partial(OngletHistorique, contexte, mots)),
        }
        for titre, _fabrique in self._onglets.values():
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.addTab(place, titre)
        self.currentChanged.connect(self._change)
        self.tabBarClicked.connect(self._clique)
        self.agrandir = Bouton("", self.bascule.emit, "lien")
        coin = QWidget()
        marge = QVBoxLayout(coin)
        marge.setContentsMargins(8, 0, 0, contexte.theme.px(4))  # on the line of the titles
        marge.addWidget(self.agrandir)
        self.setCornerWidget(coin)
        self.dire_ample(False)

    def dire_ample(self, ample: bool) -> None:
        """Say what the button of the corner does now."""
        self.agrandir.setText(_("Revoir le fil") if ample else _("Agrandir"))
        self.agrandir.setToolTip(
            _("F6 : ce qui attend et le fil reviennent")
            if ample
            else _("F6 : toute la hauteur pour cet onglet")
        )

    def premier(self) -> QWidget:
        """What takes the keyboard in the tab one looks at."""
        return self._courant().premier() or self.tabBar()

    def montrer(self, nom: str) -> None:
        """Show the tab of that name; an unknown name changes nothing."""
        if nom in self._onglets:
            self.setCurrentIndex(list(self._onglets).index(nom))

    def remplir(self, fiche: FicheMenage) -> None:
        """Show this household: the tab one looks at now, the others when they are looked at."""
        self._fiche = fiche
        self._a_jour.clear()
        self._tenir_a_jour()

    def commandes(self) -> list[Action]:
        """Going to each tab; giving them all the height."""
        return [
            Action(
                "onglets_agrandir",
                _("Agrandir les onglets, ou revoir le fil"),
                self.bascule.emit,
                "F6",
            ),
            *(
                Action(
                    f"onglet_{nom}",
                    _("Voir : {onglet}").format(onglet=titre),
                    partial(self._aller, nom),
                    # The tenth is Alt+0; those after it are reached by the palette.
                    f"Alt+{rang % 10}" if rang <= 10 else "",
                )
                for rang, (nom, (titre, _fabrique)) in enumerate(self._onglets.items(), 1)
            ),
        ]

    def _aller(self, nom: str) -> None:
        self.montrer(nom)
        self.choisi.emit(nom)
        self.premier().setFocus()

    def _clique(self, rang: int) -> None:
        """The mouse chose a tab, be it the one already shown."""
        if rang >= 0:
            self.choisi.emit(list(self._onglets)[rang])

    def _courant(self) -> Any:
        """The tab one looks at, built if need be."""
        nom = list(self._onglets)[self.currentIndex()]
        if nom not in self.construits:
            onglet = self._onglets[nom][1]()
            onglet.demande.connect(self.demande)
            onglet.retrait.connect(self.retrait)
            if isinstance(onglet, OngletRessentis):
                onglet.visite_voulue.connect(self.visite_voulue)
            place = self.currentWidget().layout()
            assert place is not None  # noqa: S101 - given above
            place.addWidget(onglet)
            self.construits[nom] = onglet
        return self.construits[nom]

    def _tenir_a_jour(self) -> None:
        nom = list(self._onglets)[self.currentIndex()]
        if self._fiche is not None and nom not in self._a_jour:
            self._a_jour.add(nom)
            self._courant().remplir(self._fiche)

    def _change(self, rang: int) -> None:
        self._tenir_a_jour()
        self.change.emit(list(self._onglets)[rang])
        if self.tabBar().hasFocus():  # arrows along the bar
            self._clique(rang)
