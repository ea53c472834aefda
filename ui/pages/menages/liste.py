"""The list: words, filters, table, and what one can do with the rows chosen."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.core.i18n import _, ngettext, nombre
from app.core.settings import COLONNES_MENAGES, JOURS_SANS_VISITE
from app.services import attention, equipe, liste_menages, logements
from app.services.exports.colonnes_liste import COLONNES
from app.services.liste_menages import Bilan, LireBilan, PageListe
from app.services.menages import FiltreMenages, MenageLigne
from ui.contexte import Contexte
from ui.models.source_service import SourceService
from ui.models.table_paginee import TablePaginee
from ui.pages.menages.cible import Cible
from ui.pages.menages.colonnes import ChoixColonnes, pour_la_table
from ui.pages.menages.export import ExportListe
from ui.pages.menages.filtres import BarreFiltres
from ui.pages.menages.impression import PanneauFiches
from ui.pile import Pile
from ui.widgets import Bandeau, Bouton, EtatVide, Etiquette, Flux, SearchField, SuiviLong, Tableau


class VueListe(QWidget):
    """Found while typing; Enter opens a household."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._bilan: Bilan | None = None
        source = SourceService(
            jobs=contexte.jobs,
            service_compte=liste_menages.compter,
            service_page=liste_menages.page,
            commande_compte=lambda filtre: filtre,
            commande_page=PageListe,
            proprietaire=self,
            cle="menages.liste",
        )
        self.modele = TablePaginee(source, self._colonnes(), self, tri="nom")
        self.champ = SearchField(_("Nom, téléphone, adresse, code UG"))
        self.filtres = BarreFiltres()
        self.phrase = Etiquette("")
        self.rappel = Bouton("", self._voir_perdus, "lien")
        garde = self.rappel.sizePolicy()
        garde.setRetainSizeWhenHidden(True)
        self.rappel.setSizePolicy(garde)
        self.table = Tableau(contexte.theme, _("Ménages"), multiple=True)
        self.table.setModel(self.modele)
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.choisis = Etiquette("", "secondaire")
        self.fiches = PanneauFiches(contexte, self.bandeau, self.suivi)
        self.export = ExportListe(contexte, self.bandeau, self.suivi, self)
        self.vide = EtatVide(" ", " ", " ", self._premiere_action)
        self._actions()
        self._disposer()
        self._brancher()

    def _actions(self) -> None:
        contexte, aller = self._contexte, self._contexte.navigation.aller
        self.trier = Bouton(_("Trier"))
        self.trier.setProperty("menu", "true")
        self.trier.setMenu(QMenu(self.trier))
        self.trier.menu().aboutToShow.connect(self._menu_tri)
        self.colonnes = Bouton(_("Colonnes…"), self.choisir_colonnes)
        self.imprimer = Bouton(_("Imprimer"), icone=contexte.theme.icone("imprimer", taille=18))
        self.imprimer.setProperty("menu", "true")
        self.imprimer.setMenu(QMenu(self.imprimer))
        self.imprimer.menu().addAction(_("Les fiches de suivi…"), self.ouvrir_fiches)
        self.imprimer.menu().addAction(_("La liste, sur papier…"), self.imprimer_liste)
        self.exporter = Bouton(_("Exporter"), icone=contexte.theme.icone("exporter", taille=18))
        self.exporter.setProperty("menu", "true")
        self.exporter.setMenu(QMenu(self.exporter))
        for texte, suffixe in ((_("Pour un tableur (XLSX)…"), ".xlsx"), (_("En CSV…"), ".csv")):
            self.exporter.menu().addAction(texte, partial(self._exporter, suffixe))
        self.exporter.menu().addSeparator()
        self.exporter.menu().addAction(
            _("Pour le bailleur : ce qui se partage…"), self.exporter_au_bailleur
        )
        self.doublons = Bouton(_("Doublons possibles"), lambda: aller("menages", vue="doublons"))
        self.reunir = Bouton(_("Réunir ces deux…"), self._reunir)
        self.reunir.hide()
        self.nouveau = Bouton(
            _("Nouveau ménage"), lambda: aller("menages", vue="nouveau"), "principal"
        )

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        self.champ.setMaximumWidth(px(380))
        haut = QHBoxLayout()
        haut.setSpacing(8)
        haut.addWidget(self.champ, 3)
        haut.addStretch(1)
        haut.addWidget(self.trier)
        haut.addWidget(self.colonnes)
        dit = QHBoxLayout()
        dit.setSpacing(4)
        dit.addWidget(self.phrase)
        dit.addWidget(self.rappel)
        dit.addStretch(1)
        dit.addWidget(self.choisis)
        gauche = QWidget()
        flux = Flux(gauche, ecart=8)
        for bouton in (self.imprimer, self.exporter, self.doublons, self.reunir):
            flux.addWidget(bouton)
        bas = QHBoxLayout()
        bas.setSpacing(8)
        bas.addWidget(gauche, 1)
        bas.addWidget(self.nouveau, 0, Qt.AlignmentFlag.AlignBottom)
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(haut)
        boite.addWidget(self.filtres)
        boite.addLayout(dit)
        boite.addWidget(self._pile, 1)
        boite.addWidget(self.fiches)
        boite.addWidget(self.suivi)
        boite.addWidget(self.bandeau)
        boite.addLayout(bas)

    def _brancher(self) -> None:
        self.champ.cherche.connect(lambda _texte: self.filtrer())
        self.champ.descendre.connect(self.table.prendre_focus)
        self.champ.valide.connect(self._ouvrir_premier)
        self.filtres.change.connect(self.filtrer)
        self.table.remonter.connect(self.champ.setFocus)
        self.table.valide.connect(self._ouvrir)
        self.table.selection_changee.connect(self._choix_change)
        # One primary button at a time.
        self.fiches.ouvert.connect(lambda ouvert: self.nouveau.setVisible(not ouvert))
        self.modele.compte.connect(self._compte)

    # --- what is shown -----------------------------------------------------------------------

    def premier_champ(self) -> QWidget:
        """Search."""
        return self.champ

    def filtre(self) -> FiltreMenages:
        """What the list is filtered by now."""
        return self.filtres.filtre(self.champ.text().strip(), self._contexte.cite.id)

    def cible(self) -> Cible:
        """The rows chosen, or the whole list when none is."""
        rangs = tuple(self.table.rangs())
        return Cible(
            self.filtre(),
            self.modele.tri,
            rangs,
            len(rangs) or self.modele.rowCount(),
            self.filtres.dit(),
            self._cles(),
        )

    def filtrer(self) -> None:
        """Show what matches now, from the top."""
        filtre = self.filtre()
        if filtre == self.modele.filtre:
            return
        self.table.oublier_selection()
        self.modele.filtrer(filtre)
        self._lire_bilan()

    def rafraichir(self) -> None:
        """Read again, keeping selection and scroll."""
        if self.filtre() != self.modele.filtre:
            self.filtrer()
        else:
            self.table.rafraichir()
            self._lire_bilan()
        self._contexte.jobs.lancer(
            lambda cite_id, uow: (
                logements.tranches(logements.LireTranches(cite_id), uow),
                equipe.lister(equipe.LireEquipe(), uow),
                attention.lire_regles(attention.LireRegles(compter=False), uow),
            ),
            self._contexte.cite.id,
            quand_fini=lambda lus: self.filtres.proposer(*lus),
            proprietaire=self,
            cle="menages.filtres",
        )

    def cite_choisie(self) -> None:
        """The header speaks of another estate."""
        self.filtres.oublier_tranche()
        self.rafraichir()

    def _lire_bilan(self) -> None:
        self._contexte.jobs.lancer(
            liste_menages.bilan,
            LireBilan(self.filtre(), self._contexte.settings.lire(JOURS_SANS_VISITE)),
            quand_fini=self._bilan_recu,
            proprietaire=self,
            cle="menages.bilan",
        )

    def _bilan_recu(self, bilan: Bilan) -> None:
        self._bilan = bilan
        self.filtres.compter(bilan)
        n, f = bilan.perdus_de_vue, self.filtre()
        deja = f.sans_visite_depuis is not None or f.jamais_vus
        self.rappel.setVisible(n > 0 and not deja)
        self.rappel.setText(
            ngettext(
                "{n} ménage n’a pas été vu depuis {jours} jours ou plus.",
                "{n} ménages n’ont pas été vus depuis {jours} jours ou plus.",
                n,
            ).format(n=nombre(n), jours=bilan.jours)
        )
        self._dire_vide()

    def _compte(self, n: int) -> None:
        self.phrase.setText(ngettext("{n} ménage.", "{n} ménages.", n).format(n=nombre(n)))
        for bouton in (self.imprimer, self.exporter):
            bouton.setEnabled(n > 0)
        self._pile.setCurrentIndex(0 if n else 1)
        self._dire_vide()

    def _dire_vide(self) -> None:
        """What an empty list is for, and the first thing to do."""
        f = self.filtre()
        if self._bilan is not None and self._bilan.base == 0:
            textes = (
                _("Aucun ménage pour l’instant"),
                _(
                    "Les ménages arrivent avec le fichier des locataires que le bailleur envoie, "
                    "ou un par un à la permanence."
                ),
                _("Importer un fichier"),
            )
        elif f != FiltreMenages(texte=f.texte, cite_id=f.cite_id):
            textes = (
                _("Aucun ménage ne correspond à ces filtres"),
                _("Retirez-en un, ou cherchez avec moins de lettres."),
                _("Retirer les filtres"),
            )
        else:
            textes = (
                _("Personne ne correspond à « {texte} »").format(texte=f.texte)
                if f.texte
                else _("Aucun ménage dans cette cité"),
                _(
                    "Essayez avec une partie du nom, du téléphone ou de l’adresse. Les ménages "
                    "dont le suivi est clos ne sont montrés que par le filtre « Suivi »."
                ),
                _("Nouveau ménage"),
            )
        self.vide.titre.setText(textes[0])
        self.vide.texte.setText(textes[1])
        self.vide.bouton.setText(textes[2])

    def _premiere_action(self) -> None:
        f, aller = self.filtre(), self._contexte.navigation.aller
        if self._bilan is not None and self._bilan.base == 0:
            aller("echanges", onglet="importer")
        elif f != FiltreMenages(texte=f.texte, cite_id=f.cite_id):
            self.filtres.effacer()
            self.champ.setFocus()
        else:
            aller("menages", vue="nouveau", texte=f.texte)

    # --- rows --------------------------------------------------------------------------------

    def _ouvrir(self, ligne: MenageLigne) -> None:
        self._contexte.navigation.aller("menage", menage_id=ligne.id)

    def _ouvrir_premier(self) -> None:
        """Enter in the search opens the first household that answers it, once it is read."""
        self.filtrer()
        self.modele.donner_premiere(self._ouvrir)

    def _choix_change(self, n: int) -> None:
        self.choisis.setText(
            ngettext("{n} ménage choisi", "{n} ménages choisis", n).format(n=nombre(n)) if n else ""
        )
        self.reunir.setVisible(n == 2)
        self.fiches.viser(self.cible())

    def _reunir(self) -> None:
        ids = [self.modele.id_lu(rang) for rang in self.table.rangs()]
        if len(ids) == 2 and None not in ids:
            self._contexte.navigation.aller(
                "menages", vue="fusion", garde_id=ids[0], absorbe_id=ids[1]
            )

    def _voir_perdus(self) -> None:
        self.filtres.poser(sans_visite_depuis=self._contexte.settings.lire(JOURS_SANS_VISITE))
        self.filtrer()
        self.table.setFocus()

    # --- columns and sort --------------------------------------------------------------------

    def _cles(self) -> tuple[str, ...]:
        return tuple(c for c in self._contexte.settings.lire(COLONNES_MENAGES).split(",") if c)

    def _colonnes(self) -> list[Any]:
        return pour_la_table(self._cles(), self._contexte.theme, self._contexte.clock)

    def choisir_colonnes(self) -> None:
        """Open the choice of columns."""
        dialogue = ChoixColonnes(self._cles(), self._contexte.theme, self)
        dialogue.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialogue.choisi.connect(self._garder_colonnes)
        dialogue.open()

    def _garder_colonnes(self, cles: tuple[str, ...]) -> None:
        try:
            self._contexte.settings.ecrire(COLONNES_MENAGES, ",".join(cles))
        except OSError:
            self._contexte.informer(_("Ce choix ne se garde pas : le disque refuse l’écriture."))
        self.modele.changer_colonnes(
            pour_la_table(cles, self._contexte.theme, self._contexte.clock)
        )
        self.table.habiller()

    def _menu_tri(self) -> None:
        menu, tri = self.trier.menu(), self.modele.tri
        menu.clear()
        for colonne in COLONNES:
            if colonne.tri:
                action = menu.addAction(_(colonne.titre), partial(self.trier_par, colonne.cle))
                action.setCheckable(True)
                action.setChecked(colonne.cle == tri.removeprefix("-"))
        menu.addSeparator()
        inverse = menu.addAction(_("Dans l’autre sens"), self.inverser_tri)
        inverse.setCheckable(True)
        inverse.setChecked(tri.startswith("-"))

    def trier_par(self, cle: str) -> None:
        """Sort by that column, shown or not."""
        self.table.trier(cle)

    def inverser_tri(self) -> None:
        """The same order, backwards."""
        tri = self.modele.tri
        self.trier_par(tri.removeprefix("-") if tri.startswith("-") else f"-{tri}")

    # --- paper and files ---------------------------------------------------------------------

    def ouvrir_fiches(self) -> None:
        """Choose for whom and where the sheets are printed."""
        self.fiches.ouvrir(self.cible())

    def imprimer_liste(self) -> None:
        """The list on paper."""
        self.export.pour_l_equipe(self.cible(), ".pdf")

    def _exporter(self, suffixe: str) -> None:
        self.export.pour_l_equipe(self.cible(), suffixe)

    def exporter_au_bailleur(self) -> None:
        """The list for the bailleur: shown first."""
        self.export.pour_le_bailleur(self.cible())

    def appliquer(self, arguments: dict[str, Any]) -> None:
        """Filter as another page asks: `texte`, or any field of `FiltreMenages`."""
        champs = {c: v for c, v in arguments.items() if c in FiltreMenages.__slots__}
        texte = champs.pop("texte", None)
        if champs or texte is not None:
            self.filtres.poser(**{**_champs_vides(), **champs})
            self.champ.setText(texte or "")


def _champs_vides() -> dict[str, Any]:
    vide = replace(FiltreMenages())
    return {c: getattr(vide, c) for c in FiltreMenages.__slots__ if c not in ("texte", "cite_id")}


def id_ou_rien(valeur: object) -> UUID | None:
    """An id among the arguments of a place, or None."""
    return valeur if isinstance(valeur, UUID) else None
