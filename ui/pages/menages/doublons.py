"""Households that may be one and the same, for a person to decide."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, ngettext, nombre
from app.domain.doublons import Raison
from app.services import menages
from app.services.menages import DoublonPossible
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Etiquette, SearchField, Tableau, Titre

RAISONS: Mapping[Raison, str] = MappingProxyType(
    {
        Raison.MEME_CONTRAT: N_("même contrat"),
        Raison.MEME_UG: N_("même logement"),
        Raison.MEME_TELEPHONE: N_("même téléphone"),
        Raison.MEME_COURRIEL: N_("même courriel"),
        Raison.MEME_NAISSANCE: N_("même date de naissance"),
        Raison.MEME_NOM: N_("même nom"),
        Raison.NOM_PROCHE: N_("noms proches"),
        Raison.PRENOM_PROCHE: N_("prénoms proches"),
        Raison.NOM_PRENOM_INVERSES: N_("nom et prénom inversés"),
        Raison.NAISSANCES_DIFFERENTES: N_("dates de naissance différentes"),
    }
)


@dataclass(frozen=True, slots=True)
class Ligne:
    """A pair as the table shows it."""

    id: tuple[UUID, UUID]
    menage: str
    adresse: str
    autre: str
    autre_adresse: str
    raisons: str
    score: float


COLONNES = (
    Colonne("menage", N_("Un ménage"), lambda d: d.menage, 200),
    Colonne("adresse", N_("Son adresse"), lambda d: d.adresse, 190),
    Colonne("autre", N_("Un autre"), lambda d: d.autre, 200),
    Colonne("autre_adresse", N_("Son adresse"), lambda d: d.autre_adresse, 190),
    Colonne("raisons", N_("Ce qui se ressemble"), lambda d: d.raisons, 260),
)


class VueDoublons(QWidget):
    """The likeliest first; Enter looks at the two side by side."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        aller = contexte.navigation.aller
        self._source = SourceListe(lambda d: f"{d.menage} {d.autre} {d.adresse} {d.autre_adresse}")
        self.modele = TablePaginee(self._source, COLONNES, self, tri="-score")
        self.retour = Bouton(_("‹ Ménages"), lambda: aller("menages"), "lien")
        self.phrase = Etiquette(_("Recherche en cours…"), "secondaire", retour_ligne=True)
        self.champ = SearchField(_("Chercher parmi ces paires"))
        self.champ.setMaximumWidth(contexte.theme.px(320))
        self.table = Tableau(contexte.theme, _("Paires de ménages à regarder"))
        self.table.setModel(self.modele)
        self.vide = EtatVide(
            _("Aucun doublon à regarder"),
            _(
                "Voyette compare noms, téléphones, dates de naissance, contrats et logements. Rien "
                "ne se ressemble assez pour vous déranger."
            ),
            _("Revenir aux ménages"),
            lambda: aller("menages"),
        )
        self.regarder = Bouton(_("Regarder côte à côte"), self._ouvrir_courante, "principal")
        self._disposer()
        self.champ.cherche.connect(self.modele.filtrer)
        self.champ.descendre.connect(self.table.prendre_focus)
        self.table.remonter.connect(self.champ.setFocus)
        self.table.valide.connect(self._ouvrir)
        self.table.selection_changee.connect(lambda n: self.regarder.setEnabled(n > 0))
        self.regarder.setEnabled(False)

    def _disposer(self) -> None:
        tete = QHBoxLayout()
        tete.addWidget(self.retour)
        tete.addStretch(1)
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.regarder)
        pleine = QWidget()
        dedans = QVBoxLayout(pleine)
        dedans.setContentsMargins(0, 0, 0, 0)
        dedans.setSpacing(8)
        dedans.addWidget(self.champ)
        dedans.addWidget(self.table, 1)
        dedans.addLayout(bas)
        self._pile = Pile()
        self._pile.addWidget(pleine)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(Titre(_("Doublons possibles")))
        boite.addWidget(self.phrase)
        boite.addWidget(self._pile, 1)

    def premier_champ(self) -> QWidget:
        """Search, or the way back when there is nothing."""
        return self.champ if self._pile.currentIndex() == 0 else self.vide.bouton

    def rafraichir(self) -> None:
        """Compare everybody again."""
        self._contexte.jobs.lancer(
            menages.doublons_possibles,
            menages.ChercherDoublons(),
            quand_fini=self._recus,
            proprietaire=self,
            cle="menages.doublons",
        )

    def _recus(self, trouves: tuple[DoublonPossible, ...]) -> None:
        self._source.remplacer([_ligne(d) for d in trouves])
        self.table.rafraichir()
        n = len(trouves)
        self.phrase.setText(
            ngettext(
                "{n} paire à regarder. Rien n’est réuni sans vous.",
                "{n} paires à regarder, des plus probables aux moins. Rien n’est réuni sans vous.",
                n,
            ).format(n=nombre(n))
            if n
            else ""
        )
        self._pile.setCurrentIndex(0 if n else 1)

    def _ouvrir_courante(self) -> None:
        ligne = self.table.ligne_courante()
        if ligne is not None:
            self._ouvrir(ligne)

    def _ouvrir(self, ligne: Any) -> None:
        garde_id, absorbe_id = ligne.id
        self._contexte.navigation.aller(
            "menages", vue="fusion", garde_id=garde_id, absorbe_id=absorbe_id
        )


def _ligne(d: DoublonPossible) -> Ligne:
    return Ligne(
        (d.menage_id, d.autre_id),
        d.menage,
        d.adresse,
        d.autre,
        d.autre_adresse,
        ", ".join(_(RAISONS[r]) for r in d.raisons),
        d.score,
    )
