"""One estate: who owns it, how its dwellings stand, then its dwellings, batches and facts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext, nombre
from app.services import cites
from app.services.cites import BailleurLigne, CiteLigne
from ui.contexte import Contexte
from ui.pages.cite.a_prevenir import OngletAPrevenir
from ui.pages.cite.actions import OngletActions
from ui.pages.cite.avant_apres import OngletAvantApres
from ui.pages.cite.contacts import OngletContacts
from ui.pages.cite.fiche import OngletFiche
from ui.pages.cite.logements import OngletLogements
from ui.pages.cite.modele import OngletModele
from ui.pages.cite.onglet import OngletCite
from ui.pages.cite.pratiques import OngletPratiques
from ui.pages.cite.receptions import OngletReceptions
from ui.pages.cite.relogement import OngletRelogement
from ui.pages.cite.temoins import OngletTemoins
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
        self._fabriques: dict[str, tuple[str, Callable[[], OngletCite]]] = {
            "logements": (_("Logements"), lambda: self.logements),
            "tranches": (_("Tranches"), partial(OngletTranches, contexte)),
            "relogement": (_("Relogement"), partial(OngletRelogement, contexte)),
            "receptions": (_("Réceptions"), partial(OngletReceptions, contexte)),
            "avant_apres": (_("Avant / après"), partial(OngletAvantApres, contexte)),
            "actions": (_("Actions"), partial(OngletActions, contexte)),
            "parcours": (_("Parcours type"), partial(OngletModele, contexte)),
            "pratiques": (_("Bonnes pratiques"), partial(OngletPratiques, contexte)),
            "a_prevenir": (_("À prévenir"), partial(OngletAPrevenir, contexte)),
            "temoins": (_("Témoins"), partial(OngletTemoins, contexte)),
            "contacts": (_("Contacts"), partial(OngletContacts, contexte)),
            "fiche": (_("Fiche"), partial(OngletFiche, contexte)),
        }
        self.construits: dict[str, OngletCite] = {}
        self.onglets = QTabWidget()
        self.onglets.setAccessibleName(_("Parties de la cité"))
        for titre, _fabrique in self._fabriques.values():
            place = QWidget()
            QVBoxLayout(place).setContentsMargins(0, 0, 0, 0)
            self.onglets.addTab(place, titre)
        self.onglet("logements")
        self.onglets.currentChanged.connect(self._onglet_change)
        self._disposer()
        self.fictive.hide()

    @property
    def cite_id(self) -> UUID | None:
        """The estate shown."""
        return self._id

    def onglet(self, nom: str) -> OngletCite:
        """The tab of that name, built the first time it is looked at."""
        if nom not in self.construits:
            onglet = self._fabriques[nom][1]()
            place = self.onglets.widget(list(self._fabriques).index(nom))
            boite = place.layout() if place is not None else None
            if boite is not None:
                boite.addWidget(onglet)
            self.construits[nom] = onglet
            if self._id is not None:
                onglet.montrer(self._id)
                onglet.rafraichir()
            if self._lue is not None:
                onglet.recevoir(*self._lue)
        return self.construits[nom]

    def aller(self, nom: str) -> None:
        """Show the tab of that name; an unknown name changes nothing."""
        if nom in self._fabriques:
            self.onglets.setCurrentIndex(list(self._fabriques).index(nom))

    def _onglet_change(self, rang: int) -> None:
        """Build the tab one looks at."""
        self.onglet(list(self._fabriques)[rang])

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
            self._lue = None
            for onglet in self.construits.values():
                onglet.montrer(cite_id)
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
        for onglet in self.construits.values():
            onglet.rafraichir()

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
        for onglet in self.construits.values():
            onglet.recevoir(trouvee, bailleurs)


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
