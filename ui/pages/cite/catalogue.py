"""The shipped catalogue of estates: find some, add them to the base."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _, ngettext, nombre
from app.domain.texte import cle
from app.services import cites
from app.services.cites import CiteCatalogue, CiteLigne
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.widgets import Bouton, Etiquette, SearchField, Tableau, Titre


@dataclass(frozen=True, slots=True)
class Ligne:
    """An estate of the catalogue, and whether the base already has it."""

    id: str
    nom: str
    communes: str
    epci: str
    proprietaires: str
    unesco: str
    logements_estimes: int | None
    operation: str
    deja: bool


COLONNES = (
    Colonne("nom", N_("Cité"), lambda c: c.nom, 240),
    Colonne("communes", N_("Communes"), lambda c: c.communes, 180),
    Colonne("epci", N_("EPCI"), lambda c: c.epci, 125),
    Colonne("proprietaires", N_("Propriétaires"), lambda c: c.proprietaires, 150),
    Colonne("unesco", N_("Unesco"), lambda c: c.unesco, 145),
    Colonne(
        "logements_estimes",
        N_("Logements estimés"),
        lambda c: "" if c.logements_estimes is None else nombre(c.logements_estimes),
        155,
        droite=True,
    ),
    Colonne("deja", N_("Dans la base"), lambda c: _("✓ déjà là") if c.deja else "", 110),
)


class VueCatalogue(QWidget):
    """The catalogue; several estates can be chosen and added at once."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._source = SourceListe(
            lambda c: f"{c.nom} {c.communes} {c.epci} {c.proprietaires} {c.unesco} {c.operation}"
        )
        self.modele = TablePaginee(self._source, COLONNES, self)
        aller = contexte.navigation.aller
        self.retour = Bouton(_("‹ Toutes les cités"), lambda: aller("cite", vue="liste"), "lien")
        self.champ = SearchField(_("Nom, commune, intercommunalité"))
        self.champ.setMaximumWidth(contexte.theme.px(360))
        self.table = Tableau(contexte.theme, _("Catalogue des cités"), multiple=True)
        self.table.setModel(self.modele)
        self.phrase = Etiquette("", "secondaire", retour_ligne=True)
        self.ajouter = Bouton(_("Ajouter à la base"), self.ajouter_choisies, "principal")
        self.absente = Bouton(
            _("Elle n’y est pas : la décrire…"), lambda: aller("cite", vue="nouvelle")
        )
        self._disposer()
        self.champ.cherche.connect(self._chercher)
        self.champ.descendre.connect(self.table.prendre_focus)
        self.champ.valide.connect(self.table.prendre_focus)
        self.table.remonter.connect(self.champ.setFocus)
        self.table.selection_changee.connect(self._choix_change)
        self.table.valide.connect(lambda _ligne: self.ajouter_choisies())
        self._choix_change(0)

    def _disposer(self) -> None:
        bas = QHBoxLayout()
        bas.addWidget(self.absente)
        bas.addStretch(1)
        bas.addWidget(self.ajouter)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        tete = QHBoxLayout()
        tete.addWidget(self.retour)
        tete.addStretch(1)
        boite.addLayout(tete)
        boite.addWidget(Titre(_("Catalogue des cités")))
        boite.addWidget(self.phrase)
        boite.addWidget(self.champ)
        boite.addWidget(self.table, 1)
        boite.addLayout(bas)

    def premier_champ(self) -> QWidget:
        """Search."""
        return self.champ

    def rafraichir(self) -> None:
        """Read which estates the base already has."""
        self._contexte.jobs.lancer(
            lambda demande, uow: (cites.catalogue(), cites.lister(demande, uow)),
            cites.ListerCites(),
            quand_fini=self._recu,
            proprietaire=self,
            cle="cite.catalogue",
        )

    def ajouter_choisies(self) -> None:
        """Add the chosen estates; those already in the base are left alone."""
        choisies = [self.modele.ligne(rang) for rang in self.table.rangs()]
        cles = tuple(ligne.id for ligne in choisies if ligne is not None and not ligne.deja)
        if not cles:
            return
        self.ajouter.setEnabled(False)
        self._contexte.jobs.lancer(
            cites.depuis_catalogue,
            cites.AjouterDepuisCatalogue(cles),
            quand_fini=self._ajoutees,
            a_la_fin=lambda: self._choix_change(0),
            proprietaire=self,
        )

    def _ajoutees(self, changes: Changes) -> None:
        n = len(changes.ids.get("cites", ()))
        texte = ngettext("{n} cité ajoutée", "{n} cités ajoutées", n).format(n=n)
        self._contexte.signaler_enregistre(changes, texte)
        if changes.principal is not None:
            self._contexte.navigation.aller("cite", cite_id=changes.principal)
        else:
            self._contexte.navigation.aller("cite", vue="liste")

    def _recu(self, lu: tuple[tuple[CiteCatalogue, ...], tuple[CiteLigne, ...]]) -> None:
        catalogue, presentes = lu
        connues = {cle(f"{c.nom} {c.communes}") for c in presentes}
        self._source.remplacer(
            [
                Ligne(
                    c.cle,
                    c.nom,
                    c.communes,
                    c.epci,
                    c.proprietaires,
                    c.unesco,
                    c.logements_estimes,
                    c.operation,
                    c.cle in connues,
                )
                for c in catalogue
            ]
        )
        self.phrase.setText(
            _(
                "{n} cités du rapport de mission de 2016. Choisissez-en une ou plusieurs ; tout ce "
                "que le catalogue en dit reste modifiable."
            ).format(n=nombre(len(catalogue)))
        )
        self.table.rafraichir()

    def _chercher(self, texte: str) -> None:
        self.table.oublier_selection()
        self.modele.filtrer(texte)

    def _choix_change(self, _n: int) -> None:
        lignes = [self.modele.ligne(rang) for rang in self.table.rangs()]
        n = sum(1 for ligne in lignes if ligne is not None and not ligne.deja)
        self.ajouter.setEnabled(n > 0)
        self.ajouter.setText(
            ngettext("Ajouter {n} cité", "Ajouter {n} cités", n).format(n=n)
            if n
            else _("Ajouter à la base")
        )
