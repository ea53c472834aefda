"""One estate: who owns it, how its dwellings stand, then its dwellings, batches and facts."""

from __future__ import annotations

from functools import cached_property
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext, nombre
from app.services import cites
from app.services.cites import BailleurLigne, CiteLigne
from ui.contexte import Contexte
from ui.pages.cite.fiche import OngletFiche
from ui.pages.cite.logements import OngletLogements
from ui.pages.cite.tranches import OngletTranches
from ui.widgets import Bouton, Etiquette, Titre


class VueCite(QWidget):
    """The header never scrolls away; tabs only for depth."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._id: UUID | None = None
        aller = contexte.navigation.aller
        self.retour = Bouton(_("‹ Toutes les cités"), lambda: aller("cite", vue="liste"), "lien")
        self.nom = Titre()
        self.fictive = Etiquette(_("cité fictive"), "pastille")
        self.faits = Etiquette("", "secondaire", retour_ligne=True)
        self.logements = OngletLogements(contexte)
        self._lue: tuple[CiteLigne, tuple[BailleurLigne, ...]] | None = None
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(_("Parties de la cité"))
        self.onglets.addTab(self.logements, _("Logements"))
        self._places = [_place(), _place()]
        self.onglets.addTab(self._places[0], _("Tranches de travaux"))
        self.onglets.addTab(self._places[1], _("Fiche et permanence"))
        self.onglets.currentChanged.connect(self._onglet_change)
        self._disposer()
        self.fictive.hide()

    @cached_property
    def tranches(self) -> OngletTranches:
        """The works batches, built when first needed."""
        onglet = OngletTranches(self._contexte)
        self._poser(0, onglet)
        if self._id is not None:
            onglet.montrer(self._id)
            onglet.rafraichir()
        return onglet

    @cached_property
    def fiche(self) -> OngletFiche:
        """The facts of the estate, built when first needed."""
        onglet = OngletFiche(self._contexte)
        self._poser(1, onglet)
        if self._lue is not None:
            onglet.montrer(*self._lue)
        return onglet

    def _poser(self, rang: int, onglet: QWidget) -> None:
        boite = self._places[rang].layout()
        if boite is not None:
            boite.addWidget(onglet)

    def _onglet_change(self, rang: int) -> None:
        """Build the tab one looks at."""
        nom = ("logements", "tranches", "fiche")[rang]
        getattr(self, nom)

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.addWidget(self.retour)
        tete.addStretch(1)
        ligne = QHBoxLayout()
        ligne.setSpacing(12)
        ligne.addWidget(self.nom)
        ligne.addWidget(self.fictive)
        ligne.addStretch(1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addLayout(ligne)
        boite.addWidget(self.faits)
        boite.addSpacing(4)
        boite.addWidget(self.onglets, 1)

    def montrer(self, cite_id: UUID) -> None:
        """Show this estate."""
        if cite_id != self._id:
            self._id = cite_id
            self.nom.setText("")
            self.faits.setText("")
            self.logements.montrer(cite_id)
            self._lue = None
            if self._construit("tranches"):
                self.tranches.montrer(cite_id)
        self.rafraichir()

    def premier_champ(self) -> QWidget:
        """The search among its dwellings, or the first tab's bar."""
        return self.logements.champ if self.onglets.currentIndex() == 0 else self.onglets.tabBar()

    def rafraichir(self) -> None:
        """Read the estate again, keeping what is selected and typed."""
        if self._id is None:
            return
        self._contexte.jobs.lancer(
            lambda demande, uow: (
                cites.lister(demande, uow),
                cites.bailleurs(cites.ListerBailleurs(), uow),
            ),
            cites.ListerCites(),
            quand_fini=self._recu,
            proprietaire=self,
            cle="cite.une",
        )
        self.logements.rafraichir()
        if self._construit("tranches"):
            self.tranches.rafraichir()

    def _construit(self, onglet: str) -> bool:
        return onglet in self.__dict__

    def _recu(self, lu: tuple[tuple[CiteLigne, ...], tuple[BailleurLigne, ...]]) -> None:
        lignes, bailleurs = lu
        trouvee = next((c for c in lignes if c.id == self._id), None)
        if trouvee is None:
            self._contexte.navigation.aller("cite", vue="liste")
            return
        self.nom.setText(trouvee.nom)
        self.fictive.setVisible(trouvee.fictive)
        self.faits.setText(" · ".join(_faits(trouvee)))
        self._lue = (trouvee, bailleurs)
        if self._construit("fiche"):
            self.fiche.montrer(trouvee, bailleurs)


def _place() -> QWidget:
    """Where a tab will be, once somebody looks at it."""
    place = QWidget()
    boite = QVBoxLayout(place)
    boite.setContentsMargins(0, 0, 0, 0)
    return place


def _faits(c: CiteLigne) -> list[str]:
    faits = [c.communes, c.epci or "", c.bailleur or c.proprietaires or ""]
    if c.unesco:
        faits.append(c.unesco)
    if c.logements_estimes:
        texte = ngettext("{n} logement estimé", "{n} logements estimés", c.logements_estimes)
        faits.append(texte.format(n=nombre(c.logements_estimes)))
    faits.append(
        ngettext("{n} ménage suivi ici", "{n} ménages suivis ici", c.nb_menages).format(
            n=nombre(c.nb_menages)
        )
    )
    return [f for f in faits if f]
