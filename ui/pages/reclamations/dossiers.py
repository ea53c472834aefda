"""Collective cases: the same defect in several homes, seen together and acted upon once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from app.core.i18n import N_, _, date_courte, ngettext, nombre
from app.services import reclamations as service
from app.services.documents.vocabulaire import Libelles, majuscule
from app.services.reclamations import (
    Detacher,
    ProposerRegroupements,
    RegroupementPropose,
    dossiers,
)
from app.services.reclamations.dossiers import DossierLigne, ListerDossiers
from app.services.reclamations.lecture import (
    FiltreReclamations,
    ListerReclamations,
    ReclamationLigne,
)
from app.services.reclamations.lecture import lister as lister_reclamations
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.reclamations import formes_dossiers
from ui.pages.reclamations.lignes import ListeLignes
from ui.pile import Pile
from ui.reclamation import phrases
from ui.saisie.panneau import Saisie
from ui.widgets import Bouton, Carte, EtatVide, Etiquette, Flux, Tableau, Titre
from ui.widgets.largeur import GuetLargeur


def _ouvertes(dossier: DossierLigne) -> str:
    if dossier.clos_le is not None:
        return _("■ clos le {jour}").format(jour=date_courte(dossier.clos_le))
    dit = _("{n} sur {total}").format(n=dossier.ouvertes, total=dossier.membres)
    if not dossier.en_retard:
        return dit
    tard = ngettext("⚠ {n} en retard", "⚠ {n} en retard", dossier.en_retard)
    return f"{dit} · {tard.format(n=dossier.en_retard)}"


COLONNES = (
    Colonne("reference", N_("Référence"), lambda d: d.reference, 96),
    Colonne("titre", N_("Défaut commun"), lambda d: d.titre, 210),
    Colonne("responsable", N_("Qui répare"), lambda d: d.responsable or "–", 140),
    Colonne("membres", N_("Nombre"), lambda d: nombre(d.membres), 84, droite=True),
    Colonne("ouvertes", N_("À suivre"), _ouvertes, 180),
)
MEMBRES_MAX = 200
COMBIEN = 3


class VueDossiers(QWidget):
    """`ouvrir` carries a complaint, `saisir` a form to open at the side of the page."""

    ouvrir = Signal(object)
    saisir = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._mots = Libelles(contexte.catalogues())
        self._responsables: Sequence[Any] = ()
        self._membres: dict[UUID, ReclamationLigne] = {}
        self._a_montrer: UUID | None = None
        self.clos = QCheckBox(_("Montrer aussi les dossiers clos"))
        self.proposes = Proposes(contexte)
        self._source = SourceListe(lambda d: f"{d.reference} {d.titre} {d.responsable}")
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Dossiers collectifs"))
        self.table.setAccessibleDescription(_("Entrée : faire avancer tout le dossier."))
        self.table.setModel(self.modele)
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.dit = Etiquette("", "secondaire", retour_ligne=True)
        self.membres = ListeLignes(
            contexte.theme,
            _("Réclamations du dossier"),
            _("Entrée : ouvrir. Suppr : sortir du dossier."),
        )
        self.avancer = Bouton(_("Faire avancer tout le dossier"), self._avancer)
        self.corriger = Bouton(_("Corriger"), self._corriger)
        self.vide = EtatVide(
            _("Aucun dossier collectif"),
            _(
                "Quand le même défaut revient dans plusieurs logements, regroupez les réclamations"
                " dans la liste (G) : on agit une fois pour toutes."
            ),
        )
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        droite = QWidget()
        colonne = QVBoxLayout(droite)
        colonne.setContentsMargins(8, 0, 0, 0)
        colonne.setSpacing(6)
        actes = QWidget()
        flux = Flux(actes)
        flux.addWidget(self.avancer)
        flux.addWidget(self.corriger)
        for widget in (self.titre, self.dit, self.membres, actes):
            colonne.addWidget(widget, 1 if widget is self.membres else 0)
        self.partage = QSplitter(Qt.Orientation.Horizontal)
        self.partage.setChildrenCollapsible(False)
        self.partage.setHandleWidth(16)
        self.partage.addWidget(self.table)
        self.partage.addWidget(droite)
        self.partage.setStretchFactor(0, 3)
        self.partage.setStretchFactor(1, 2)
        self._pile = Pile()
        self._pile.addWidget(self.partage)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(6)
        boite.addWidget(self.proposes)
        boite.addWidget(self.clos)
        boite.addWidget(self._pile, 1)

    def _brancher(self) -> None:
        self.clos.toggled.connect(lambda _c: self.rafraichir())
        self.table.selection_changee.connect(lambda _n: self._choisi())
        self.table.valide.connect(lambda _ligne: self._avancer())
        self.membres.valide.connect(lambda id_: self.ouvrir.emit(self._membres[id_]))
        self.membres.retirer.connect(self._detacher)
        self.modele.pret.connect(self._pret)
        self.proposes.regrouper.connect(self._proposer)
        self.proposes.ouvrir.connect(
            lambda id_: self._contexte.navigation.aller("reclamation", reclamation_id=id_)
        )

    def premier_champ(self) -> QWidget:
        """The cases, or the first suggestion."""
        return self.table if self.modele.rowCount() else self.proposes.premier() or self.clos

    def montrer(self, dossier_id: UUID) -> None:
        """Choose that case once it is read."""
        self._a_montrer = dossier_id

    def rafraichir(self, responsables: Sequence[Any] | None = None) -> None:
        """Read the cases and the suggestions again."""
        if responsables is not None:
            self._responsables = responsables
        cite_id = self._contexte.cite.id
        self._contexte.jobs.lancer(
            dossiers.lister,
            ListerDossiers(cite_id, clos=self.clos.isChecked() or self._a_montrer is not None),
            quand_fini=self._lus,
            proprietaire=self,
            cle="reclamations.dossiers",
        )
        self._contexte.jobs.lancer(
            service.proposer_regroupements,
            ProposerRegroupements(cite_id),
            quand_fini=self.proposes.remplir,
            proprietaire=self,
            cle="reclamations.regroupements",
        )

    # --- what is shown -----------------------------------------------------------------------

    def _lus(self, lus: Sequence[DossierLigne]) -> None:
        self._source.remplacer(lus)
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lus else 1)

    def _pret(self) -> None:
        if not self.modele.rowCount():
            return
        rang = self.modele.rang_de(self._a_montrer) if self._a_montrer else None
        self._a_montrer = None
        if rang is not None or self.table.ligne_courante() is None:
            self.table.selectRow(rang or 0)
        self._choisi()

    @property
    def courant(self) -> DossierLigne | None:
        """The case one is on."""
        ligne: DossierLigne | None = self.table.ligne_courante()
        return ligne

    def _choisi(self) -> None:
        dossier = self.courant
        for widget in (self.avancer, self.corriger):
            widget.setEnabled(dossier is not None and dossier.clos_le is None)
        if dossier is None:
            return
        self.titre.setText(f"{dossier.reference} · {dossier.titre}")
        clos = _("clos le {jour}").format(jour=date_courte(dossier.clos_le)) if (
            dossier.clos_le
        ) else _("se clôt quand toutes ses réclamations sont finies")  # fmt: skip
        self.dit.setText("\n".join(x for x in (dossier.description, majuscule(clos)) if x))
        self._contexte.jobs.lancer(
            lister_reclamations,
            ListerReclamations(FiltreReclamations(dossier_id=dossier.id), taille=MEMBRES_MAX),
            quand_fini=partial(self._membres_lus, dossier.id),
            proprietaire=self,
            cle="reclamations.membres",
        )

    def _membres_lus(self, dossier_id: UUID, lus: Sequence[ReclamationLigne]) -> None:
        if self.courant is None or self.courant.id != dossier_id:
            return
        self._membres = {ligne.id: ligne for ligne in lus}
        maintenant = self._contexte.clock.now()
        self.membres.remplir(
            [
                (
                    ligne.id,
                    " · ".join(
                        x
                        for x in (
                            ligne.reference,
                            ligne.menage or ligne.adresse or "",
                            phrases.etat(ligne.etat),
                            phrases.attendu(ligne.horloge, ligne.echeance, maintenant),
                        )
                        if x
                    ),
                    phrases.couleur(ligne.echeance, maintenant),
                )
                for ligne in lus
            ]
        )

    # --- what one does -----------------------------------------------------------------------

    def _avancer(self) -> None:
        if self.courant is not None and self.courant.clos_le is None:
            lu = self.courant
            self.saisir.emit(formes_dossiers.etat(self._contexte, lu.id, lu.reference))

    def _corriger(self) -> None:
        lu = self.courant
        if lu is not None:
            connu = (lu.titre, lu.responsable_id, lu.description or "")
            self.saisir.emit(formes_dossiers.modifier(lu.id, connu, self._responsables))

    def _detacher(self, id_: UUID) -> None:
        ligne = self._membres[id_]
        dit = _("{reference} sortie du dossier").format(reference=ligne.reference)
        self._contexte.jobs.lancer(
            service.detacher,
            Detacher(id_),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, dit),
            proprietaire=self,
        )

    def _proposer(self, lu: RegroupementPropose) -> None:
        saisie: Saisie = formes_dossiers.regrouper(
            lu.reclamation_ids, self._responsables, titre_propose(lu, self._mots)
        )
        self.saisir.emit(saisie)


class Proposes(Carte):
    """What looks like one defect: a sentence and a button each, those in most homes.

    `regrouper` carries the suggestion taken, `ouvrir` the first complaint of one looked at.
    """

    regrouper = Signal(object)
    ouvrir = Signal(object)

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._mots = Libelles(contexte.catalogues())
        self._boite = QVBoxLayout(self)
        self._boite.setContentsMargins(12, 8, 12, 8)
        self._boite.setSpacing(4)
        self._boite.addWidget(Titre(_("Le même défaut, plusieurs fois"), section=True))
        self.rangees: list[tuple[QWidget, Bouton]] = []
        self._lus: Sequence[RegroupementPropose] = ()
        self._guet = GuetLargeur(self)
        self._guet.change.connect(lambda _etroit: self.remplir(self._lus))
        self.hide()

    def premier(self) -> QWidget | None:
        """The button of the first one."""
        return self.rangees[0][1] if self.rangees else None

    def remplir(self, lus: Sequence[RegroupementPropose]) -> None:
        """Show these."""
        for rangee, _bouton in self.rangees:
            self._boite.removeWidget(rangee)
            rangee.hide()
            rangee.deleteLater()
        self.rangees = []
        self._lus = lus
        combien = 1 if self._guet.etroit else COMBIEN
        for lu in sorted(lus, key=lambda x: -x.logements)[:combien]:
            rangee = QWidget()
            ligne = QHBoxLayout(rangee)
            ligne.setContentsMargins(0, 0, 0, 0)
            dit = dire_proposition(lu, self._mots)
            bouton = Bouton(_("Regrouper"), partial(self.regrouper.emit, lu))
            bouton.setAccessibleName(_("Regrouper : {quoi}").format(quoi=dit))
            ligne.addWidget(Etiquette(dit, retour_ligne=True), 1)
            ligne.addWidget(bouton)
            self._boite.addWidget(rangee)
            self.rangees.append((rangee, bouton))
        self.setVisible(bool(lus))


def titre_propose(lu: RegroupementPropose, mots: Libelles) -> str:
    """A title for the case: "Ventilation, humidité : chambre (tranche 3)"."""
    ou = mots.lieu(lu.lieu) if lu.lieu else ""
    quoi = " : ".join(x for x in (majuscule(mots.reclamation(lu.categorie)), ou) if x)
    return f"{quoi} ({lu.tranche})" if lu.tranche else quoi


def dire_proposition(lu: RegroupementPropose, mots: Libelles) -> str:
    """ "Ventilation, humidité : chambre (tranche 3), dans 12 logements depuis le 3 nov."."""
    return ngettext(
        "{quoi}, dans {n} logement, du {debut} au {fin}",
        "{quoi}, dans {n} logements, du {debut} au {fin}",
        lu.logements,
    ).format(
        quoi=titre_propose(lu, mots),
        n=lu.logements,
        debut=date_courte(lu.premiere),
        fin=date_courte(lu.derniere),
    )
