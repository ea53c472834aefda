"""Réceptions of an estate: its dwellings, réserves left to lift, how long guarantees run."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.i18n import N_, _
from app.services import receptions as service
from app.services import responsables
from app.services.receptions import (
    AnnulerReception,
    LireReceptions,
    ReceptionLigne,
    ReceptionsCite,
)
from app.services.reclamations.lecture import ReclamationLigne
from app.services.responsables import ListerResponsables, ResponsableLigne
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite import receptions_formes as formes
from ui.pages.cite import receptions_mots as mots
from ui.pages.cite.defilant import defilant
from ui.pages.cite.onglet import OngletCite
from ui.pages.cite.receptions_impression import ImpressionReserves
from ui.pile import Pile
from ui.saisie.panneau import PanneauSaisie, Saisie
from ui.widgets import Bouton, EtatVide, Etiquette, Flux, Tableau, Titre

ETROIT = 900
Lu = tuple[ReceptionsCite, tuple[ResponsableLigne, ...]]


class OngletReceptions(OngletCite):
    """The dwellings above, the réserves of the one chosen under them, a form at the side.

    In the list: R records the réception of those chosen, C puts it right, V notes a réserve,
    L lifts, Enter goes to the réserves. In the réserves: L lifts those chosen, Enter opens one.
    """

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._lues: ReceptionsCite | None = None
        self._responsables: tuple[ResponsableLigne, ...] = ()
        self._origine: QWidget | None = None
        self._encore: tuple[UUID, int] | None = None
        self._source = SourceListe(lambda li: f"{li.adresse} {li.code_ug} {li.menages}")
        self._source_reserves = SourceListe(lambda r: r.description)
        self.phrase = Etiquette("", "secondaire", retour_ligne=True)
        self.tranche = QComboBox()
        self.tranche.setAccessibleName(_("Tranche"))
        self.tranche.setMinimumContentsLength(16)
        self._faire_tables()
        self.titre_reserves = Titre("", section=True)
        self.sans_reserve = Etiquette("", "secondaire", retour_ligne=True)
        self.saisie = PanneauSaisie(contexte)
        self.impression = ImpressionReserves(contexte, self)
        self.noter = Bouton(_("Noter la réception…"), self.ouvrir_recevoir, "principal")
        self.toute = Bouton(_("Toute une tranche…"), self.ouvrir_tranche)
        self.corriger = Bouton(_("Corriger…"), self.ouvrir_correction)
        self.annuler = Bouton(_("Annuler la réception"), self._annuler, "discret")
        self.reserve = Bouton(_("+ réserve"), self.ouvrir_reserve)
        self.lever = Bouton(_("Lever…"), self.ouvrir_lever)
        self.vide = EtatVide(
            _("Aucun logement en travaux ici"),
            _(
                "Les réceptions se notent pour les logements d’une tranche de travaux. Ajoutez "
                "une tranche, puis ses logements."
            ),
        )
        self._disposer()
        self._brancher()
        self._choisie(0)

    def _faire_tables(self) -> None:
        contexte, theme = self._contexte, self._contexte.theme

        def teinte(ligne: ReceptionLigne) -> Any:
            return theme.couleur("rouge") if mots.presse(ligne) else None

        self.modele = TablePaginee(
            self._source,
            (
                Colonne("adresse", N_("Logement"), lambda li: li.adresse or li.code_ug, 210),
                Colonne("tranche", N_("Tranche"), lambda li: li.tranche, 90, accessoire=True),
                Colonne("le", N_("Réception"), mots.recue, 140),
                Colonne("resultat", N_("Résultat"), mots.resultat, 130, accessoire=True),
                Colonne("ouvertes", N_("Réserves"), mots.reserves, 120, couleur=teinte),
                Colonne("urgence", N_("Parfait achèvement"), mots.garantie, 165),
                Colonne("menages", N_("Ménage"), mots.occupants, 180),
            ),
            self,
            tri="urgence",
        )
        self.table = Tableau(theme, _("Réceptions des logements"), multiple=True)
        self.table.setModel(self.modele)
        self.table.setAccessibleDescription(
            _("R : noter la réception. C : corriger. V : noter une réserve. L : lever.")
        )
        catalogues = contexte.catalogues()
        self.modele_reserves = TablePaginee(
            self._source_reserves,
            (
                Colonne("reference", N_("Réserve"), lambda r: r.reference, 80),
                Colonne("", N_("Où"), partial(mots.lieu, catalogues), 110),
                Colonne("description", N_("Ce qui ne va pas"), lambda r: r.description, 260),
                Colonne("responsable", N_("Qui répare"), lambda r: r.responsable or "", 150),
                Colonne("etat", N_("État"), lambda r: mots.echeance(r, contexte.clock.now()), 150),
            ),
            self,
        )
        self.reserves = Tableau(theme, _("Réserves à lever de ce logement"), multiple=True)
        self.reserves.setModel(self.modele_reserves)
        self.reserves.setAccessibleDescription(_("L : lever. Entrée : ouvrir la réclamation."))

    def _disposer(self) -> None:
        haut = QHBoxLayout()
        haut.addWidget(self.phrase, 1)
        haut.addWidget(self.tranche)
        gestes = Flux()
        for bouton in (self.toute, self.corriger, self.annuler, self.reserve, self.lever):
            gestes.addWidget(bouton)
        gestes.addWidget(self.impression.bouton)
        bas = QHBoxLayout()
        bas.addLayout(gestes, 1)
        bas.addWidget(self.noter, 0, Qt.AlignmentFlag.AlignBottom)
        listes = QWidget()
        dedans = QVBoxLayout(listes)
        dedans.setContentsMargins(0, 0, 0, 0)
        dedans.setSpacing(8)
        dedans.addWidget(self.table, 3)
        dedans.addWidget(self.titre_reserves)
        dedans.addWidget(self.sans_reserve)
        dedans.addWidget(self.reserves, 2)
        pleine = QWidget()
        gauche = QVBoxLayout(pleine)
        gauche.setContentsMargins(0, 0, 0, 0)
        gauche.setSpacing(8)
        gauche.addLayout(haut)
        gauche.addWidget(defilant(listes), 1)
        gauche.addLayout(bas)
        self._pile = Pile()
        self._pile.addWidget(pleine)
        self._pile.addWidget(self.vide)
        self.saisie.setFixedWidth(self._contexte.theme.px(380))
        self.saisie.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 8, 0, 0)
        ligne.setSpacing(16)
        ligne.addWidget(self._pile, 1)
        ligne.addWidget(self.saisie)

    def _brancher(self) -> None:
        self.table.selection_changee.connect(self._choisie)
        self.table.valide.connect(lambda _li: self.reserves.prendre_focus())
        self.reserves.remonter.connect(self.table.setFocus)
        self.reserves.valide.connect(self._voir)
        self.tranche.activated.connect(lambda _rang: self._montrer())
        self.saisie.ferme.connect(self._fermee)
        for touche, geste in (
            ("R", self.ouvrir_recevoir),
            ("C", self.ouvrir_correction),
            ("V", self.ouvrir_reserve),
            ("L", self.ouvrir_lever),
        ):
            self._raccourci(self.table, touche, geste)
        self._raccourci(self.reserves, "L", self.ouvrir_lever)
        self.noter.setToolTip(_("R dans la liste ; Maj+flèches choisit plusieurs logements"))
        self.corriger.setToolTip(_("C dans la liste"))
        self.reserve.setToolTip(_("V dans la liste"))
        self.lever.setToolTip(_("L dans la liste ou dans les réserves"))

    def _raccourci(self, table: QWidget, touche: str, geste: Any) -> None:
        raccourci = QShortcut(QKeySequence(touche), table)
        raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
        raccourci.activated.connect(geste)

    # --- what is shown -----------------------------------------------------------------------

    def montrer(self, cite_id: UUID) -> None:
        """Show the réceptions of this estate."""
        if cite_id != self._cite_id:
            self._cite_id, self._lues = cite_id, None
            self.saisie.fermer()
            self.tranche.clear()
            self._source.remplacer(())
            self.modele.recharger()
            self._choisie(0)

    def rafraichir(self) -> None:
        """Read them again; what is chosen and typed stays."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            lambda cite_id, uow: (
                service.lire(LireReceptions(cite_id), uow),
                responsables.lister(ListerResponsables(cite_id), uow),
            ),
            self._cite_id,
            quand_fini=partial(self._recues, self._cite_id),
            proprietaire=self,
            cle="cite.receptions",
        )

    def _recues(self, cite_id: UUID, lu: Lu) -> None:
        if cite_id != self._cite_id:
            return
        self._lues, self._responsables = lu
        self._pile.setCurrentIndex(0 if self._lues.lignes else 1)
        self.phrase.setText(mots.phrase(self._lues))
        self._tranches()
        self._montrer()
        self._enchainer()

    def _enchainer(self) -> None:
        """A réserve was just noted: the form of the next one, Esc when there is none."""
        if self._encore is None or self._lues is None or self.saisie.saisie is not None:
            return
        (logement_id, total), self._encore = self._encore, None
        ligne = next((li for li in self._lues.lignes if li.id == logement_id), None)
        if ligne is not None and ligne.total > total:
            self._noter_reserve(ligne)

    def _tranches(self) -> None:
        """The batches there are, keeping the one chosen."""
        assert self._lues is not None  # noqa: S101 - called once read
        garde = self.tranche.currentData()
        self.tranche.clear()
        self.tranche.addItem(_("Toutes les tranches"), None)
        for id_, nom in self._choix_tranches():
            self.tranche.addItem(nom, id_)
        self.tranche.setCurrentIndex(max(0, self.tranche.findData(garde)))

    def _choix_tranches(self) -> tuple[tuple[UUID, str], ...]:
        lignes = self._lues.lignes if self._lues is not None else ()
        connues = {li.tranche_id: li.tranche for li in lignes if li.tranche_id is not None}
        return tuple(connues.items())

    def _montrer(self) -> None:
        if self._lues is None:
            return
        voulue = self.tranche.currentData()
        self._source.remplacer(
            [li for li in self._lues.lignes if voulue is None or li.tranche_id == voulue]
        )
        self.table.rafraichir()
        self._choisie(self.table.combien())

    def _choisie(self, n: int) -> None:
        """So many dwellings are chosen: what one may do with them, the réserves of the current."""
        ligne = self._courante() if n else None
        ouvertes = self._lues.de(ligne.id) if ligne is not None and self._lues is not None else ()
        self.titre_reserves.setText(
            _("Réserves à lever : {ou}").format(ou=formes.dire_reception(ligne)) if ligne else ""
        )
        self.titre_reserves.setVisible(ligne is not None)
        self.reserves.setVisible(bool(ouvertes))
        self._source_reserves.remplacer(ouvertes)
        self.reserves.rafraichir()
        self.sans_reserve.setText(self._dire_vide(ligne))
        self.sans_reserve.setVisible(not ouvertes and self._lues is not None)
        recue = ligne is not None and ligne.reception_id is not None
        self.noter.setEnabled(n > 0)
        self.corriger.setEnabled(recue)
        self.annuler.setEnabled(recue and ligne is not None and not ligne.total)
        self.annuler.setText(
            _("Annuler celle de la tranche")
            if ligne is not None and ligne.de_tranche
            else _("Annuler la réception")
        )
        self.reserve.setEnabled(recue and ligne is not None and ligne.le is not None)
        self.lever.setEnabled(self._lues is not None and bool(self._lues.reserves))
        self.impression.montrer(self._cite_id, self.tranche.currentData(), self._choisies())

    def _dire_vide(self, ligne: ReceptionLigne | None) -> str:
        if ligne is None:
            return _("Choisissez un logement pour voir ses réserves.")
        if ligne.reception_id is None:
            return _("Personne n’a encore noté sa réception : R, ou le bouton à droite.")
        return _("Aucune réserve à lever ici. V en note une.")

    def _courante(self) -> ReceptionLigne | None:
        ligne = self.table.ligne_courante()
        if isinstance(ligne, ReceptionLigne) and ligne.id in {li.id for li in self._choisies()}:
            return ligne
        return next(iter(self._choisies()), None)

    def _choisies(self) -> tuple[ReceptionLigne, ...]:
        lues = (self.modele.ligne(rang) for rang in self.table.rangs())
        return tuple(li for li in lues if isinstance(li, ReceptionLigne))

    # --- what one does -----------------------------------------------------------------------

    def ouvrir_recevoir(self) -> None:
        """The form of a réception of the dwellings chosen."""
        if choisies := self._choisies():
            self._ouvrir(formes.recevoir(self._contexte, choisies))

    def ouvrir_tranche(self) -> None:
        """The form of a réception of a whole batch."""
        if tranches := self._choix_tranches():
            courante = self._courante()
            choisie = self.tranche.currentData() or (courante.tranche_id if courante else None)
            self._ouvrir(formes.recevoir_tranche(self._contexte, tranches, choisie))

    def ouvrir_correction(self) -> None:
        """The form that puts right the réception of the dwelling, or of its batch."""
        ligne = self._courante()
        if ligne is not None and ligne.reception_id is not None and self._lues is not None:
            de_tranche = next((t for t in self._lues.tranches if t.id == ligne.reception_id), None)
            self._ouvrir(formes.corriger(ligne, de_tranche))

    def ouvrir_reserve(self) -> None:
        """The form of a réserve of the dwelling; once saved, the next one is ready."""
        ligne = self._courante()
        if ligne is not None and self.reserve.isEnabled():
            self._noter_reserve(ligne)

    def _noter_reserve(self, ligne: ReceptionLigne) -> None:
        self._encore = (ligne.id, ligne.total)
        self._ouvrir(formes.reserve(self._contexte, ligne, self._responsables))

    def ouvrir_lever(self) -> None:
        """The form that lifts réserves: those chosen if the keyboard is among them."""
        if self._cite_id is None or self._lues is None or not self._lues.reserves:
            return
        choisies: list[ReclamationLigne] = []
        if self.reserves.isVisible():
            lues = (self.modele_reserves.ligne(rang) for rang in self.reserves.rangs())
            choisies = [r for r in lues if isinstance(r, ReclamationLigne)]
        self._ouvrir(
            formes.lever(
                self._contexte, self._cite_id, choisies, self._courante(), self._lues.reserves
            )
        )

    def _annuler(self) -> None:
        ligne = self._courante()
        if ligne is not None and ligne.reception_id is not None:
            self._contexte.jobs.lancer(
                service.annuler,
                AnnulerReception(ligne.reception_id),
                quand_fini=self._annulee,
                en_erreur=self._contexte.signaler_erreur,
                proprietaire=self,
            )

    def _annulee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Réception annulée"))

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 - Qt name
        """On a narrow screen the form takes the place of the lists."""
        super().resizeEvent(event)
        self._serrer()

    def _serrer(self) -> None:
        etroit = self.width() < self._contexte.theme.px(ETROIT)
        self._pile.setVisible(self.saisie.saisie is None or not etroit)

    def _ouvrir(self, saisie: Saisie) -> None:
        origine = QApplication.focusWidget()
        if self.saisie.saisie is None and origine is not None and self.isAncestorOf(origine):
            self._origine = origine
        self.saisie.ouvrir(saisie)
        self._serrer()

    def _fermee(self) -> None:
        """Back to where one was."""
        self._serrer()
        origine, self._origine = self._origine, None
        (origine if origine is not None and origine.isVisible() else self.table).setFocus()

    def _voir(self, reserve: Any) -> None:
        if isinstance(reserve, ReclamationLigne):
            self._contexte.navigation.aller("reclamation", reclamation_id=reserve.id)
