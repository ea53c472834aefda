"""The witnesses of an estate: who agreed to testify, how often they met somebody, last when."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from app.core.i18n import N_, _, date_courte, ngettext, nombre
from app.services import temoins
from app.services.temoins import TemoinDeCite
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import EtatVide, Etiquette, Tableau


def _dire_rencontres(t: TemoinDeCite) -> str:
    """ "3, et 1 prévue": held, and offered or agreed."""
    if not t.en_cours:
        return nombre(t.faites) if t.faites else "–"
    prevues = ngettext("{n} prévue", "{n} prévues", t.en_cours).format(n=t.en_cours)
    return _("{faites}, et {prevues}").format(faites=t.faites, prevues=prevues)


def _jour(t: TemoinDeCite) -> str:
    return date_courte(t.derniere) if t.derniere else ""


def _dire_accord(t: TemoinDeCite) -> str:
    if t.retire_le is not None:
        return _("✕ retiré le {jour}").format(jour=date_courte(t.retire_le))
    if t.suivi != "ouvert":
        return _("suivi clos : plus proposé")
    return _("✓ depuis le {jour}").format(jour=date_courte(t.accord_le))


COLONNES = (
    Colonne("nom", N_("Ménage"), lambda t: t.nom, 150),
    Colonne("", N_("Qui témoigne"), lambda t: t.personne or _("le ménage"), 115, accessoire=True),
    Colonne("adresse", N_("Adresse"), lambda t: t.adresse, 150, accessoire=True),
    Colonne("", N_("De quoi il parle"), lambda t: t.precision or "", 180),
    Colonne("", N_("Comment le joindre"), lambda t: t.modalite or "", 150),
    Colonne("faites", N_("Rencontres"), _dire_rencontres, 115),
    Colonne("derniere", N_("Dernière"), _jour, 105, accessoire=True),
    Colonne("", N_("Accord"), _dire_accord, 165),
)


class OngletTemoins(OngletCite):
    """A table; Enter opens the household, where the agreement is put right or taken back."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._source = SourceListe(lambda t: t.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Témoins de la cité"))
        self.table.setModel(self.modele)
        self.dit = Etiquette("", "secondaire", retour_ligne=True)
        self.vide = EtatVide(
            _("Personne n’a encore accepté de témoigner ici"),
            _(
                "Quand un ménage rentré chez lui va bien, demandez-lui s’il en parlerait à un "
                "voisin inquiet : l’accord se note dans l’onglet « Ressentis » de sa page."
            ),
        )
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(self.dit)
        boite.addWidget(self._pile, 1)
        self.table.valide.connect(self._ouvrir)

    def montrer(self, cite_id: UUID) -> None:
        """Show the witnesses of this estate."""
        self._cite_id = cite_id
        self._source.remplacer(())
        self.modele.recharger()

    def rafraichir(self) -> None:
        """Read them again."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            temoins.de_la_cite,
            temoins.LireTemoinsDeCite(self._cite_id),
            quand_fini=self._recus,
            proprietaire=self,
            cle="cite.temoins",
        )

    def _recus(self, lus: tuple[TemoinDeCite, ...]) -> None:
        actifs = [t for t in lus if t.retire_le is None and t.suivi == "ouvert"]
        self._source.remplacer(lus)
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lus else 1)
        n = len(actifs)
        dit = ngettext("{n} ménage accepte de témoigner.", "{n} ménages acceptent de témoigner.", n)
        self.dit.setText(dit.format(n=n) if lus else "")
        self.dit.setVisible(bool(lus))

    def _ouvrir(self, temoin: object) -> None:
        if isinstance(temoin, TemoinDeCite):
            self._contexte.navigation.aller(
                "menage", menage_id=temoin.menage_id, onglet="ressentis"
            )
