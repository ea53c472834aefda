"""The page of complaints: filters above, then the list, the board, the figures, the cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QMenu,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from app.core.changes import Changes
from app.core.i18n import N_, _, ngettext, nombre
from app.domain.reclamations import EtatReclamation
from app.services import logements, responsables
from app.services.reclamations.lecture import (
    CompterReclamations,
    FiltreReclamations,
    ReclamationLigne,
    compter,
)
from ui.contexte import Contexte
from ui.navigation import Action, Page
from ui.pages.reclamations import formes_dossiers
from ui.pages.reclamations.chiffres import VueChiffres
from ui.pages.reclamations.dossiers import VueDossiers
from ui.pages.reclamations.filtres import DEPART, BarreFiltres
from ui.pages.reclamations.gestes import Gestes
from ui.pages.reclamations.impression import Imprimeur
from ui.pages.reclamations.liste import VueListe
from ui.pages.reclamations.onglets import Onglets
from ui.pages.reclamations.tableau import VueTableau
from ui.pages.reclamations.vide import dire_vide
from ui.reclamation.ouverture import ouvrir as forme_ouverture
from ui.saisie.panneau import PanneauSaisie, Saisie
from ui.widgets import Bouton, EtatVide, Etiquette, SearchField, Titre
from ui.widgets.largeur import GuetLargeur

NOUNS = ("reclamations", "responsables", "receptions", "menages", "logements", "tranches")


class PageReclamations(Page):
    """Arguments of `afficher`: `onglet` (liste, tableau, chiffres, dossiers); `filtre`, a whole
    `FiltreReclamations`, or any of its fields; `dossier_id` shows a case; `vue="nouvelle"` opens
    the form of a complaint, of `menage_id` and `menage` (its name) when they are known.
    """

    nom = "reclamations"
    titre = N_("Réclamations")
    icone = "reclamations"
    rang = 39
    aide = "reclamations"

    def __init__(self, contexte: Contexte, parent: QWidget | None = None) -> None:
        super().__init__(contexte, parent)
        self._responsables: Sequence[Any] = ()
        self._origine: QWidget | None = None
        self._ouverture = False
        self._rien = False
        self.champ = SearchField(_("Référence, nom, adresse ou mots du défaut"))
        self.filtres = BarreFiltres(contexte.catalogues)
        self.saisie = PanneauSaisie(contexte)
        self.gestes = Gestes(contexte, self, self.saisir, lambda: self._responsables)
        self.imprimeur = Imprimeur(contexte, self)
        self.onglets = Onglets(
            self.titre_affiche(),
            {
                "liste": (_("Liste"), self._faire_liste),
                "tableau": (_("Tableau"), self._faire_tableau),
                "chiffres": (_("Suivi chiffré"), self._faire_chiffres),
                "dossiers": (_("Dossiers collectifs"), self._faire_dossiers),
            },
        )
        self.onglet = self.onglets.onglet
        self.phrase = Etiquette("", "secondaire")
        self.regrouper = Bouton(_("Regrouper…"), self._regrouper)
        self.imprimer = Bouton(_("Imprimer"), icone=contexte.theme.icone("imprimer", taille=18))
        self.imprimer.setProperty("menu", "true")
        self.imprimer.setMenu(QMenu(self.imprimer))
        self.imprimer.menu().addAction(_("La liste, telle qu’elle est filtrée…"), self._imprimer)
        self.imprimer.menu().addAction(_("La feuille de réunion…"), self.imprimeur.reunion)
        self.imprimer.menu().addAction(
            _("Relances et réunion…"), lambda: contexte.navigation.aller("relances")
        )
        self.nouvelle = Bouton(_("Ouvrir une réclamation"), self.preparer, "principal")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        px = self.contexte.theme.px
        self.champ.setMaximumWidth(px(380))
        tete = QHBoxLayout()
        tete.setSpacing(16)
        tete.addWidget(Titre(self.titre_affiche()))
        tete.addStretch(1)
        tete.addWidget(self.champ, 3)
        bas = QHBoxLayout()
        bas.setSpacing(8)
        for widget in (self.imprimer, self.regrouper, self.phrase):
            bas.addWidget(widget)
        bas.addStretch(1)
        bas.addWidget(self.nouvelle)
        self._gauche = QWidget()
        colonne = QVBoxLayout(self._gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        colonne.addWidget(self.filtres)
        colonne.addWidget(self.onglets, 1)
        colonne.addLayout(bas)
        self.saisie.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.saisie.setMinimumHeight(px(200))
        corps = QHBoxLayout()
        corps.setSpacing(16)
        corps.addWidget(self._gauche, 20)
        corps.addWidget(self.saisie, 10)
        corps.addStretch(0)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(24, 16, 24, 12)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addLayout(corps, 1)

    def _brancher(self) -> None:
        self.regrouper.hide()
        self.champ.cherche.connect(lambda _texte: self._filtrer())
        self.champ.descendre.connect(self._descendre)
        self.champ.valide.connect(self._ouvrir_premiere)
        self.filtres.change.connect(self._filtre_change)
        self.saisie.ferme.connect(self._saisie_fermee)
        self.saisie.enregistree.connect(self._saisie_gardee)
        self.contexte.cite.change.connect(self._cite_choisie)
        self._guet = GuetLargeur(self)
        self._guet.change.connect(lambda _etroit: self._serrer())
        self.onglet("liste")
        self.onglets.currentChanged.connect(self._onglet_change)

    # --- the tabs ----------------------------------------------------------------------------

    def _faire_liste(self) -> VueListe:
        vue = VueListe(self.contexte, self._vide())
        vue.ouvrir.connect(self._ouvrir)
        vue.compte.connect(self._compte)
        vue.mener.connect(self._mener_ligne)
        vue.regrouper.connect(lambda _ids: self._regrouper())
        vue.choisies.connect(self._choisies)
        vue.table.remonter.connect(self.champ.setFocus)
        return vue

    def _faire_tableau(self) -> VueTableau:
        vue = VueTableau(self.contexte, self._vide())
        vue.ouvrir.connect(self._ouvrir)
        vue.mener.connect(self._mener_carte)
        return vue

    def _faire_chiffres(self) -> VueChiffres:
        vue = VueChiffres(self.contexte, self._vide())
        vue.montrer.connect(self._montrer_derriere)
        return vue

    def _faire_dossiers(self) -> VueDossiers:
        vue = VueDossiers(self.contexte)
        vue.ouvrir.connect(self._ouvrir)
        vue.saisir.connect(self.saisir)
        return vue

    @property
    def nom_courant(self) -> str:
        """The name of the tab one looks at."""
        return self.onglets.courant

    def _vide(self) -> EtatVide:
        """What an empty page is for, and the first thing to do; worded when it is shown."""
        return EtatVide(" ", " ", " ", self._premiere_action)

    # --- the page ----------------------------------------------------------------------------

    def afficher(self, **arguments: Any) -> None:
        """Show a tab, filtered; what was filtered before stays when nothing is asked."""
        filtre = arguments.get("filtre")
        champs = {k: v for k, v in arguments.items() if k in FiltreReclamations.__slots__}
        onglet = arguments.get("onglet")
        if onglet == "dossiers" and isinstance(champs.get("dossier_id"), UUID):
            self.onglet("dossiers").montrer(champs["dossier_id"])
        elif isinstance(filtre, FiltreReclamations):
            self.filtres.poser(filtre)
        elif champs and arguments.get("vue") != "nouvelle":
            texte = str(champs.pop("texte", ""))
            self.champ.setText(texte)
            self.filtres.poser(replace(DEPART, **champs))
        if onglet in self.onglets.noms:
            self.onglets.aller(str(onglet))
        self._montrer_onglet()
        self.rafraichir()
        if arguments.get("vue") == "nouvelle":
            self._ouvrir_saisie_de(arguments)

    def rafraichir(self) -> None:
        """Read again the tab on screen, the counts of the chips, and who may repair."""
        self._filtrer()
        self.contexte.jobs.lancer(
            lambda cite_id, uow: (
                logements.tranches(logements.LireTranches(cite_id), uow),
                responsables.lister(responsables.ListerResponsables(cite_id), uow),
            ),
            self.contexte.cite.id,
            quand_fini=self._proposes_lus,
            proprietaire=self,
            cle="reclamations.filtres",
        )

    def concernee(self, changes: Changes) -> bool:
        """Complaints, and the names a row says."""
        return any(changes.touche(nom) for nom in NOUNS)

    def premier_champ(self) -> QWidget:
        """The form when one is open, the row one left, else what the tab begins with."""
        if self.saisie.formulaire is not None:
            return self.saisie.formulaire.premier()
        if self.nom_courant == "liste":
            table: QWidget = self.onglet("liste").table
            return table if self.onglet("liste").table.combien() else self.champ
        champ: QWidget = self.onglet(self.nom_courant).premier_champ()
        return champ

    def heightForWidth(self, _largeur: int) -> int:  # noqa: N802 - Qt name
        """Everything scrolls inside: the page asks for little."""
        return self.minimumSizeHint().height()

    def filtre(self) -> FiltreReclamations:
        """What is asked now."""
        return self.filtres.filtre(self.champ.text().strip(), self.contexte.cite.id)

    def commandes(self) -> list[Action]:
        """What one can do here."""
        aller = partial(self.contexte.navigation.aller, "reclamations")
        tabs = [
            Action(
                f"reclamations_{nom}",
                self.onglets.tabText(rang),
                partial(aller, onglet=nom),
                f"Alt+{rang + 1}",
            )
            for rang, nom in enumerate(self.onglets.noms)
        ]
        return [
            Action("reclamation_ouvrir", _("Ouvrir une réclamation"), self.preparer, "Alt+N"),
            *tabs,
            Action("reclamations_regrouper", _("Regrouper celles qui sont choisies…"),
                   self._regrouper, "Alt+G"),
            Action("reclamations_liste_papier", _("Imprimer la liste…"), self._imprimer, "Ctrl+P"),
            Action("reclamations_reunion", _("Imprimer la feuille de réunion…"),
                   self.imprimeur.reunion),
            Action("reclamations_relances", _("Relancer qui doit réparer, préparer la réunion"),
                   lambda: self.contexte.navigation.aller("relances")),
            Action("reclamations_filtres", _("Retirer les filtres"), self.filtres.effacer),
        ]  # fmt: skip

    # --- filtering ---------------------------------------------------------------------------

    def _filtrer(self) -> None:
        filtre, nom = self.filtre(), self.nom_courant
        if nom == "dossiers":
            self.onglet("dossiers").rafraichir(self._responsables)
            return
        self.onglet(nom).filtrer(filtre)
        self.contexte.jobs.lancer(
            lambda filtres, uow: [compter(CompterReclamations(f), uow) for f in filtres],
            (*self.filtres.questions(filtre), FiltreReclamations()),
            quand_fini=self._comptes_lus,
            proprietaire=self,
            cle="reclamations.comptes",
        )

    def _filtre_change(self) -> None:
        self.contexte.navigation.memoriser(filtre=self.filtres.pose)
        self._filtrer()

    def _comptes_lus(self, comptes: Sequence[int]) -> None:
        *puces, tout = comptes
        self.filtres.compter(puces)
        self._dire_vide(rien=tout == 0)

    def _proposes_lus(self, lus: tuple[Any, Any]) -> None:
        tranches, self._responsables = lus
        self.filtres.proposer(tranches, self._responsables)
        if self.nom_courant == "dossiers":
            self.onglet("dossiers").rafraichir(self._responsables)

    def _cite_choisie(self, _cite_id: UUID | None) -> None:
        self.filtres.oublier_tranche()
        if self.contexte.navigation.page is self:
            self.rafraichir()

    def _onglet_change(self, _rang: int) -> None:
        self.contexte.navigation.memoriser(onglet=self.nom_courant)
        self._montrer_onglet()
        self._filtrer()

    def _montrer_onglet(self) -> None:
        """What goes with the tab shown."""
        liste = self.nom_courant == "liste"
        filtrable = self.nom_courant != "dossiers"
        self.filtres.setVisible(filtrable)
        self.champ.setVisible(filtrable)
        self.imprimer.setVisible(liste)
        self.phrase.setVisible(liste)
        self._choisies(self.onglet("liste").table.combien() if liste else 0)

    def _serrer(self) -> None:
        """On a narrow screen a form takes the place of everything else."""
        seul = self._guet.etroit and self.saisie.saisie is not None
        self._gauche.setVisible(not seul)
        self.champ.setVisible(not seul and self.nom_courant != "dossiers")
        self.saisie.setMaximumWidth(self.contexte.theme.px(640 if seul else 420))

    def _compte(self, n: int) -> None:
        dit = ngettext("{n} réclamation", "{n} réclamations", n).format(n=nombre(n))
        self.phrase.setText(dit)
        self.imprimer.setEnabled(n > 0)

    def _choisies(self, n: int) -> None:
        self.regrouper.setVisible(n > 1)
        self.regrouper.setText(
            ngettext("Regrouper {n} réclamation…", "Regrouper {n} réclamations…", n).format(n=n)
        )

    def _dire_vide(self, *, rien: bool) -> None:
        self._rien = rien
        for vide in self.onglets.findChildren(EtatVide):
            if vide.bouton.text():
                dire_vide(vide, rien=rien)

    def _premiere_action(self) -> None:
        if self._rien:
            self.preparer()
            return
        self.champ.clear()
        self.filtres.effacer()

    # --- rows --------------------------------------------------------------------------------

    def _descendre(self) -> None:
        vue = self.onglet(self.nom_courant)
        if self.nom_courant == "liste":
            vue.table.prendre_focus()
        else:
            vue.premier_champ().setFocus()

    def _ouvrir_premiere(self) -> None:
        """Enter in the search opens the first complaint, already shown."""
        if self.nom_courant != "liste":
            self._descendre()
            return
        self.onglet("liste").ouvrir_premiere()

    def _ouvrir(self, ligne: ReclamationLigne) -> None:
        self.contexte.navigation.aller("reclamation", reclamation_id=ligne.id)

    def _montrer_derriere(self, filtre: FiltreReclamations) -> None:
        """The complaints behind a figure, in the list."""
        if filtre.cite_id != self.contexte.cite.id:
            self.contexte.cite.choisir(filtre.cite_id)
        self.contexte.navigation.aller("reclamations", onglet="liste", filtre=filtre)
        self.onglet("liste").table.prendre_focus()

    def _mener_ligne(self, ligne: ReclamationLigne) -> None:
        table = self.onglet("liste").table
        rect = table.visualRect(table.currentIndex())
        ou = table.viewport().mapToGlobal(QPoint(self.contexte.theme.px(96), rect.bottom()))
        self.gestes.demander(ligne, (), ou)

    def _mener_carte(
        self, ligne: ReclamationLigne, parmi: tuple[EtatReclamation, ...], ou: QPoint
    ) -> None:
        self.gestes.demander(ligne, parmi, ou)

    # --- forms -------------------------------------------------------------------------------

    def saisir(self, saisie: Saisie) -> None:
        """Open a form at the side; the keyboard comes back where it was."""
        origine = QApplication.focusWidget()
        if origine is not None and not self.saisie.isAncestorOf(origine):
            self._origine = origine
        self._ouverture = False
        self.nouvelle.hide()  # one primary button at a time
        self.saisie.ouvrir(saisie)
        self._serrer()

    def preparer(self) -> None:
        """The form of a new complaint."""
        self._ouvrir_saisie_de({})

    def _ouvrir_saisie_de(self, arguments: dict[str, Any]) -> None:
        menage = None
        if isinstance(arguments.get("menage_id"), UUID):
            menage = (arguments["menage_id"], str(arguments.get("menage", "")))
        self.saisir(forme_ouverture(self.contexte, self._responsables, menage=menage))
        self._ouverture = True

    def _regrouper(self) -> None:
        ids = self.onglet("liste").ids_choisis() if self.nom_courant == "liste" else ()
        if len(ids) < 2:
            self.contexte.informer(_("Choisissez d’abord deux réclamations ou plus dans la liste."))
            return
        self.saisir(formes_dossiers.regrouper(ids, self._responsables))

    def _imprimer(self) -> None:
        vue = self.onglet("liste")
        self.imprimeur.liste(self.filtre(), vue.modele.tri, self.filtres.dit())

    def _saisie_fermee(self) -> None:
        self.nouvelle.show()
        self._serrer()
        origine, self._origine = self._origine, None
        if origine is not None and isValid(origine) and origine.isVisible():
            origine.setFocus()

    def _saisie_gardee(self, changes: Changes) -> None:
        """A new complaint is shown at once: its clocks run, photos may follow."""
        neuve = changes.principal
        if self._ouverture and neuve is not None and changes.operation is not None:
            self.contexte.navigation.aller("reclamation", reclamation_id=neuve)
