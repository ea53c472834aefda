"""The outbox: what waits, what left, what was confirmed; attempts, cancelling, sending again."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from app.core.changes import Changes
from app.core.i18n import N_, _, nombre
from app.core.settings import ENVOI_AUTOMATIQUE
from app.services.exports import file_envois
from app.services.exports.file_envois import (
    AnnulerColis,
    ColisLigne,
    DetailColis,
    EtatColis,
    LireColis,
    ListerColis,
    RenvoyerColis,
)
from app.services.exports.synchroniser import Bilan, Synchroniser
from ui import guichet
from ui.contexte import Contexte
from ui.models.source_service import SourceService
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.echanges.envois import boite_mots as dire
from ui.pages.echanges.vue import ceder, souple
from ui.pile import Pile
from ui.widgets import (
    Bandeau,
    Bouton,
    EtatVide,
    Etiquette,
    Flux,
    LigneForm,
    SuiviLong,
    Tableau,
    Titre,
)

_FILTRES: tuple[tuple[str, tuple[EtatColis, ...]], ...] = (
    (N_("Tous les envois"), ()),
    (N_("Ceux qui attendent"), (EtatColis.PREPARE, EtatColis.DEPOSE)),
    (N_("Refusés"), (EtatColis.REFUSE,)),
    (N_("Bien reçus"), (EtatColis.ACCUSE,)),
)
COLONNES = (
    Colonne("", N_("Envoi"), dire.nommer, 230),
    Colonne("", N_("Préparé"), lambda c: dire.instant_court(c.prepare_a), 110, accessoire=True),
    Colonne("", N_("Lignes"), lambda c: nombre(c.nb_lignes), 76, droite=True),
    Colonne("", N_("État"), dire.dire_etat, 230),
    Colonne("", N_("Essais"), lambda c: nombre(c.essais), 76, droite=True, accessoire=True),
)


class VueBoite(QWidget):
    """Packages on the left, the story of the one chosen on the right."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._detail: DetailColis | None = None
        self._attendu: UUID | None = None
        self.bandeau = Bandeau()
        self.suivi = SuiviLong()
        self.filtre = QComboBox()
        self.filtre.setAccessibleName(_("Envois montrés"))
        for titre, etats in _FILTRES:
            self.filtre.addItem(_(titre), list(etats))
        self.maintenant = Bouton(_("Synchroniser maintenant"), self.synchroniser, "principal")
        self.auto = QCheckBox(_(ENVOI_AUTOMATIQUE.texte))
        self.auto.setToolTip(_(ENVOI_AUTOMATIQUE.aide))
        self.auto.setChecked(contexte.settings.lire(ENVOI_AUTOMATIQUE))
        self._source = SourceService(
            contexte.jobs,
            file_envois.compter,
            file_envois.lister,
            lambda etats: ListerColis(frozenset(etats or ())),
            lambda etats, _tri, debut, taille: ListerColis(
                frozenset(etats or ()), debut=debut, limite=taille
            ),
            self,
            "echanges.boite",
        )
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Boîte d’envoi"))
        self.table.setModel(self.modele)
        self.vide = EtatVide(
            _("La boîte d’envoi est vide"),
            _(
                "Un envoi préparé attend ici, déjà fermé, jusqu’à ce que sa destination réponde,"
                " puis jusqu’à ce que le destinataire confirme l’avoir reçu."
            ),
            _("Préparer un envoi"),
            lambda: contexte.navigation.aller("echanges", onglet="envois", vue="preparer"),
        )
        self.titre = Titre("", section=True)
        self.titre.setWordWrap(True)
        self.recit = Etiquette("", "corps", retour_ligne=True, copiable=True)
        self.essais = QPlainTextEdit()
        self.essais.setReadOnly(True)
        self.essais.setTabChangesFocus(True)
        self.essais.setAccessibleName(_("Essais"))
        self.renvoyer = Bouton(_("Renvoyer"), self._renvoyer)
        self.annuler = Bouton(_("Annuler cet envoi"), self._annuler, "discret")
        self._disposer()
        self._brancher()

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        reglages = QWidget()
        flux = Flux(reglages, ecart=16)
        flux.addWidget(self.filtre)
        flux.addWidget(self.auto)
        haut = QHBoxLayout()
        haut.setSpacing(16)
        haut.addWidget(reglages, 1)
        haut.addWidget(self.maintenant, 0, Qt.AlignmentFlag.AlignTop)
        self.detail = QWidget()
        colonne = QVBoxLayout(self.detail)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        self._ligne_essais = LigneForm(_("Essais, le dernier d’abord"), self.essais)
        for widget in (self.titre, self.recit):
            colonne.addWidget(widget)
        colonne.addWidget(self._ligne_essais, 1)
        boutons = QHBoxLayout()
        boutons.addWidget(self.annuler)
        boutons.addStretch(1)
        boutons.addWidget(self.renvoyer)
        colonne.addLayout(boutons)
        colonne.addStretch(0)
        souple(self.essais, px(60))
        souple(self.table, px(120))
        self.detail.setMinimumWidth(px(280))
        self.detail.setMaximumWidth(px(420))
        ligne = QHBoxLayout()
        ligne.setSpacing(24)
        ligne.addWidget(self.table, 7)
        ligne.addWidget(self.detail, 4)
        plein = QWidget()
        plein.setLayout(ligne)
        ligne.setContentsMargins(0, 0, 0, 0)
        self._pile = Pile()
        self._pile.addWidget(plein)
        self._pile.addWidget(self.vide)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(12)
        boite.addWidget(self.bandeau)
        boite.addLayout(haut)
        boite.addWidget(self.suivi)
        boite.addWidget(self._pile, 1)
        self._montrer(None)

    def _brancher(self) -> None:
        self.filtre.activated.connect(lambda _rang: self._filtrer())
        self.auto.clicked.connect(
            lambda coche: self._contexte.settings.ecrire(ENVOI_AUTOMATIQUE, bool(coche))
        )
        self.modele.compte.connect(self._compte)
        self.modele.pret.connect(self._pret)
        self.table.selection_changee.connect(lambda _n: self._choix())
        self.table.valide.connect(lambda _c: self.renvoyer.setFocus())

    def premier_champ(self) -> QWidget:
        """The list, or the way to prepare a first one."""
        return self.table if self._pile.currentIndex() == 0 else self.vide.bouton

    def concernee(self, changes: Changes) -> bool:
        """Packages, and where they go."""
        return any(changes.touche(nom) for nom in ("colis", "profils_envoi", "destinations"))

    def viser(self, arguments: dict[str, Any]) -> None:
        """Show the package `colis_id`."""
        if isinstance(id_ := arguments.get("colis_id"), UUID):
            self._attendu = id_
            self.filtre.setCurrentIndex(0)
            self._filtrer()

    def rafraichir(self) -> None:
        """Read the outbox again."""
        self.table.rafraichir()
        self._choix(relire=True)

    def synchroniser(self) -> None:
        """A round now, whatever the hour of the next attempt."""
        self.bandeau.fermer()
        ceder(self.maintenant, self.premier_champ())
        self.suivi.commencer(_("On contacte les destinations…"))
        tache = guichet.synchroniser(
            self._contexte,
            Synchroniser(sans_attendre=True),
            progression=self.suivi.avance,
            quand_fini=self._bilan,
            en_erreur=self.bandeau.montrer_erreur,
            si_annule=self._arrete,
            a_la_fin=self._libre,
            proprietaire=self,
        )
        self.suivi.suivre(tache)

    def _libre(self) -> None:
        self.suivi.finir()
        self.maintenant.setEnabled(True)

    def _arrete(self) -> None:
        self.bandeau.dire(_("Arrêté : ce qui était parti est parti, le reste attend."), "info")
        self.rafraichir()

    def _bilan(self, bilan: Bilan) -> None:
        texte, ton = dire.dire_bilan(bilan)
        boutons = []
        if bilan.attente.retours_a_lire:
            boutons.append(
                Bouton(
                    _("Voir les fichiers reçus"),
                    partial(
                        self._contexte.navigation.aller,
                        "echanges",
                        onglet="retours",
                        vue="fichiers",
                    ),
                )
            )
        self.bandeau.dire(texte, ton, *boutons)

    def _filtrer(self) -> None:
        self.table.oublier_selection()
        self.modele.filtrer(self.filtre.currentData())

    def _compte(self, n: int) -> None:
        rien = n == 0 and self.filtre.currentIndex() == 0
        self._pile.setCurrentIndex(1 if rien else 0)

    def _pret(self) -> None:
        if self._attendu is None:
            if self.modele.rowCount() and not self.table.combien():
                self.table.selectRow(0)
            return
        rang = self.modele.rang_de(self._attendu)
        if rang is not None:
            self._attendu = None
            QTimer.singleShot(0, self, lambda: self.table.selectRow(rang))

    def _choix(self, *, relire: bool = False) -> None:
        ligne = self.table.ligne_courante()
        if not isinstance(ligne, ColisLigne):
            if not relire:
                self._montrer(None)
            return
        self._contexte.jobs.lancer(
            file_envois.detail,
            LireColis(ligne.id),
            quand_fini=self._montrer,
            proprietaire=self,
            cle="echanges.boite.detail",
        )

    def _montrer(self, detail: DetailColis | None) -> None:
        self._detail = detail
        self.titre.setText(
            _("Choisissez un envoi") if detail is None else dire.nommer(detail.colis)
        )
        self.recit.setText("" if detail is None else dire.raconter(detail))
        essais = [dire.dire_essai(e, detail.colis) for e in detail.essais] if detail else []
        self._ligne_essais.setVisible(bool(essais))
        self.essais.setPlainText("\n".join(essais))
        etat = detail.colis.etat if detail is not None else None
        self.renvoyer.setVisible(etat in (EtatColis.PREPARE, EtatColis.DEPOSE, EtatColis.REFUSE))
        self.renvoyer.setText(
            _("Essayer maintenant") if etat is EtatColis.PREPARE else _("Renvoyer le même")
        )
        self.annuler.setVisible(etat in (EtatColis.PREPARE, EtatColis.REFUSE))

    def _renvoyer(self) -> None:
        if self._detail is None:
            return
        self._contexte.jobs.lancer(
            file_envois.renvoyer,
            RenvoyerColis(self._detail.colis.id),
            quand_fini=lambda _c: self.synchroniser(),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _annuler(self) -> None:
        if self._detail is None:
            return
        nom = self._detail.colis.profil
        self._contexte.jobs.lancer(
            file_envois.annuler,
            AnnulerColis(self._detail.colis.id),
            quand_fini=lambda _c: self.bandeau.dire(
                _("L’envoi de « {profil} » est annulé : préparez-en un autre.").format(profil=nom),
                "fait",
            ),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )
