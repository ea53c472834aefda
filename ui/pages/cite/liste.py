"""The estates of the base."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, ngettext, nombre
from app.services import cites
from app.services.cites import CiteLigne
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Etiquette, SearchField, Tableau, Titre


def _nom(c: CiteLigne) -> str:
    """A fictitious estate says so, if its name does not already."""
    if c.fictive and "fictive" not in c.nom.casefold():
        return _("{nom} (cité fictive)").format(nom=c.nom)
    return c.nom


COLONNES = (
    Colonne("nom", N_("Cité"), _nom, 240),
    Colonne("communes", N_("Communes"), lambda c: c.communes, 180),
    Colonne("epci", N_("EPCI"), lambda c: c.epci or "", 110),
    Colonne("proprietaires", N_("Propriétaires"), lambda c: c.proprietaires or "", 150),
    Colonne("nb_logements", N_("Logements"), lambda c: nombre(c.nb_logements), 105, droite=True),
    Colonne(
        "logements_estimes",
        N_("Estimés"),
        lambda c: "" if c.logements_estimes is None else nombre(c.logements_estimes),
        95,
        droite=True,
    ),
    Colonne("nb_menages", N_("Ménages"), lambda c: nombre(c.nb_menages), 95, droite=True),
    Colonne("unesco", N_("Unesco"), lambda c: c.unesco or "", 130),
)


class VueCites(QWidget):
    """Which estates the base knows; Enter opens one."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._source = SourceListe(lambda c: f"{c.nom} {c.communes} {c.epci} {c.proprietaires}")
        self.modele = TablePaginee(self._source, COLONNES, self, tri="nom")
        aller = contexte.navigation.aller
        self.champ = SearchField(_("Chercher une cité"))
        self.champ.setMaximumWidth(contexte.theme.px(320))
        self.table = Tableau(contexte.theme, _("Cités de la base"))
        self.table.setModel(self.modele)
        self.phrase = Etiquette("", "secondaire")
        self.catalogue = Bouton(
            _("Ajouter depuis le catalogue"), lambda: aller("cite", vue="catalogue"), "principal"
        )
        self.nouvelle = Bouton(_("Nouvelle cité…"), lambda: aller("cite", vue="nouvelle"))
        self.vide = EtatVide(
            _("Aucune cité pour l’instant"),
            _(
                "Une cité rassemble des tranches de travaux, des logements et les ménages qui y "
                "vivent. Le catalogue de Voyette en connaît déjà plus de soixante."
            ),
            _("Choisir dans le catalogue"),
            lambda: aller("cite", vue="catalogue"),
        )
        self._disposer()
        self.champ.cherche.connect(self.modele.filtrer)
        self.champ.descendre.connect(self.table.prendre_focus)
        self.champ.valide.connect(self._ouvrir_premiere)
        self.table.remonter.connect(self.champ.setFocus)
        self.table.valide.connect(lambda c: aller("cite", cite_id=c.id))

    def _disposer(self) -> None:
        bas = QHBoxLayout()
        bas.addWidget(self.nouvelle)
        bas.addStretch(1)
        bas.addWidget(self.catalogue)
        pleine = QWidget()
        boite = QVBoxLayout(pleine)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.champ)
        boite.addWidget(self.phrase)
        boite.addWidget(self.table, 1)
        boite.addLayout(bas)
        self._pile = Pile()
        self._pile.addWidget(pleine)
        self._pile.addWidget(self.vide)
        tout = QVBoxLayout(self)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.setSpacing(8)
        tout.addWidget(Titre(_("Cités")))
        tout.addWidget(self._pile, 1)

    def premier_champ(self) -> QWidget:
        """Search, or the first action of an empty base."""
        return self.vide.bouton if self._pile.currentWidget() is self.vide else self.champ

    def rafraichir(self) -> None:
        """Read the estates again."""
        self._contexte.jobs.lancer(
            cites.lister,
            cites.ListerCites(),
            quand_fini=self._recues,
            proprietaire=self,
            cle="cite.liste",
        )

    def _recues(self, lues: tuple[CiteLigne, ...]) -> None:
        self._source.remplacer(lues)
        self.table.rafraichir()
        logements = sum(c.nb_logements for c in lues)
        dites = ngettext("{n} cité", "{n} cités", len(lues)).format(n=nombre(len(lues)))
        self.phrase.setText(
            ngettext("{cites}, {n} logement", "{cites}, {n} logements", logements).format(
                cites=dites, n=nombre(logements)
            )
        )
        avait_focus = self.vide.bouton.hasFocus()
        self._pile.setCurrentIndex(0 if lues else 1)
        if avait_focus and lues:
            self.champ.setFocus()

    def _ouvrir_premiere(self) -> None:
        aller = self._contexte.navigation.aller
        self.modele.donner_premiere(lambda ligne: aller("cite", cite_id=ligne.id))
