"""The dwellings of an estate: found while typing, filtered by state and batch, opened by Enter."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from app.core.i18n import N_, _, ngettext, nombre
from app.domain.logements import EtatLogement
from app.services import logements, parc
from app.services.parc import ComptesParc, FiltreParc, LirePageParc, LogementParc
from ui.contexte import Contexte
from ui.models.source_service import SourceService
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite import mots
from ui.pages.cite.onglet import OngletCite
from ui.pages.cite.tiroirs import BarreTiroirs
from ui.pile import Pile
from ui.widgets import Bouton, EtatVide, Etiquette, Flux, Puce, SearchField, Tableau


def _occupant(lo: LogementParc) -> str:
    if lo.occupant is None or lo.nature is None:
        return ""
    if lo.nature.value == "tiroir":
        return _("{menage} (tiroir)").format(menage=lo.occupant)
    return lo.occupant


def _offre(lo: LogementParc) -> str:
    """What it offers to who moves in, as far as it is known: "2 ch., plain-pied, jardin"."""
    dits = [_("{n} ch.").format(n=lo.chambres)] if lo.chambres is not None else []
    dits += [_("plain-pied")] if lo.plain_pied else []
    dits += [_("jardin")] if lo.jardin else []
    dits += [_("garage")] if lo.garage else []
    dits += [_("sans animaux")] if lo.animaux is False else []
    return ", ".join(dits)


COLONNES = (
    Colonne("code_ug", N_("Code UG"), lambda lo: lo.code_ug, 105),
    Colonne("adresse", N_("Adresse"), lambda lo: lo.adresse, 225),
    Colonne("typologie", N_("Type"), lambda lo: lo.typologie or "", 55),
    Colonne("surface", N_("Surface"), lambda lo: mots.surface(lo.surface), 90, droite=True),
    Colonne("etat", N_("État"), lambda lo: mots.etat(lo.etat), 105),
    Colonne("dpe_avant", N_("DPE"), lambda lo: mots.dpe(lo.dpe_avant, lo.dpe_apres), 65),
    Colonne("occupant", N_("Y vit aujourd’hui"), _occupant, 195),
    Colonne("tranche", N_("Tranche"), lambda lo: lo.tranche or "", 105),
    Colonne("", N_("Pour reloger"), _offre, 130, accessoire=True),
)


class OngletLogements(OngletCite):
    """Chips by state with their counts, then the table."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        source = SourceService(
            jobs=contexte.jobs,
            service_compte=parc.compter,
            service_page=parc.page,
            commande_compte=lambda filtre: filtre,
            commande_page=LirePageParc,
            proprietaire=self,
            cle="cite.logements",
        )
        self.modele = TablePaginee(source, COLONNES, self, tri="adresse")
        self.champ = SearchField(_("UG, rue, occupant"))
        self.tranche = QComboBox()
        self.tranche.setAccessibleName(_("Tranche"))
        self.tranche.addItem(_("Toutes les tranches"), None)
        self.puces = {e: Puce(mots.etat(e), e.value) for e in EtatLogement}
        self.libres = Puce(_("personne n’y vit"))
        self.phrase = Etiquette("", "secondaire")
        self.table = Tableau(contexte.theme, _("Logements de la cité"), multiple=True)
        self.table.setModel(self.modele)
        self.ajouter = Bouton(_("Nouveau logement…"), self._nouveau)
        self.tiroirs = BarreTiroirs(contexte, self._choisis)
        self.vide = EtatVide(
            _("Aucun logement dans cette cité"),
            _(
                "Les logements arrivent avec le fichier du parc que le bailleur envoie. Voyette "
                "sait lire ses colonnes et montre tout avant d’enregistrer."
            ),
            _("Importer le fichier du bailleur"),
            self._importer,
        )
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        theme = self._contexte.theme
        self.champ.setMinimumWidth(theme.px(190))
        self.champ.setMaximumWidth(theme.px(280))
        haut = QHBoxLayout()
        haut.setSpacing(8)
        haut.addWidget(self.champ, 1)
        haut.addWidget(self.tranche)
        haut.addStretch(1)
        haut.addWidget(self.phrase)
        haut.addWidget(self.ajouter)
        etats = QWidget()
        flux = Flux(etats)
        for puce in (*self.puces.values(), self.libres):
            flux.addWidget(puce)
        pleine = QWidget()
        boite = QVBoxLayout(pleine)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(haut)
        boite.addWidget(etats)
        boite.addWidget(self.table, 1)
        boite.addWidget(self.tiroirs)
        self._pile = Pile()
        self._pile.addWidget(pleine)
        self._pile.addWidget(self.vide)
        tout = QVBoxLayout(self)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.addWidget(self._pile)

    def _brancher(self) -> None:
        self.champ.cherche.connect(lambda _texte: self._filtrer())
        self.champ.descendre.connect(self.table.prendre_focus)
        self.champ.valide.connect(self.table.prendre_focus)
        self.tranche.activated.connect(lambda _rang: self._filtrer())
        for puce in (*self.puces.values(), self.libres):
            puce.basculee.connect(lambda _coche: self._filtrer())
        self.table.remonter.connect(self.champ.setFocus)
        self.table.valide.connect(self._ouvrir)
        self.table.selection_changee.connect(self.tiroirs.choisir)
        self.modele.compte.connect(self._compte)

    def montrer(self, cite_id: UUID) -> None:
        """Show the dwellings of this estate, all of them."""
        self._cite_id = cite_id
        self.champ.clear()
        self.tranche.setCurrentIndex(0)
        for puce in (*self.puces.values(), self.libres):
            puce.setChecked(False)
        self.table.oublier_selection()
        self.modele.filtrer(FiltreParc(cite_id))

    def rafraichir(self) -> None:
        """Read again, keeping filter, selection and scroll."""
        if self._cite_id is None:
            return
        jobs = self._contexte.jobs
        jobs.lancer(
            parc.comptes,
            parc.LireComptes(self._cite_id),
            quand_fini=self._comptes,
            proprietaire=self,
            cle="cite.comptes",
        )
        jobs.lancer(
            logements.tranches,
            logements.LireTranches(self._cite_id),
            quand_fini=self._tranches,
            proprietaire=self,
            cle="cite.logements.tranches",
        )
        self.table.rafraichir()

    def _filtrer(self) -> None:
        if self._cite_id is None:
            return
        filtre = FiltreParc(
            self._cite_id,
            self.champ.text().strip(),
            frozenset(e for e, puce in self.puces.items() if puce.isChecked()),
            self.tranche.currentData(),
            self.libres.isChecked(),
        )
        if filtre != self.modele.filtre:
            self.table.oublier_selection()
            self.modele.filtrer(filtre)

    def _comptes(self, lus: ComptesParc) -> None:
        for etat, puce in self.puces.items():
            n = lus.par_etat.get(etat, 0)
            puce.renommer(f"{mots.etat(etat)} {nombre(n)}")
            puce.setVisible(n > 0 or puce.isChecked())
        libres = lus.total - lus.habites
        self.libres.renommer(_("personne n’y vit {n}").format(n=nombre(libres)))
        self.libres.setVisible(libres > 0 or self.libres.isChecked())
        self._pile.setCurrentIndex(0 if lus.total else 1)

    def _tranches(self, lues: tuple[logements.TrancheLigne, ...]) -> None:
        garde = self.tranche.currentData()
        self.tranche.clear()
        self.tranche.addItem(_("Toutes les tranches"), None)
        for ligne in lues:
            self.tranche.addItem(ligne.nom, ligne.id)
            if ligne.id == garde:
                self.tranche.setCurrentIndex(self.tranche.count() - 1)
        self.tranche.setVisible(bool(lues))

    def _compte(self, n: int) -> None:
        texte = ngettext("{n} logement", "{n} logements", n)
        self.phrase.setText(texte.format(n=nombre(n)))

    def _ouvrir(self, ligne: LogementParc) -> None:
        self._contexte.navigation.aller("cite", cite_id=self._cite_id, logement_id=ligne.id)

    def _choisis(self) -> tuple[UUID, ...] | None:
        """The dwellings selected; None while some of them are still being read."""
        ids = [self.modele.id_lu(rang) for rang in self.table.rangs()]
        for rang, id_ in zip(self.table.rangs(), ids, strict=True):
            if id_ is None:
                self.modele.ligne(rang)
        connus = tuple(id_ for id_ in ids if id_ is not None)
        return connus if len(connus) == len(ids) else None

    def _nouveau(self) -> None:
        self._contexte.navigation.aller("cite", cite_id=self._cite_id, vue="logement")

    def _importer(self) -> None:
        self._contexte.navigation.aller("echanges")
