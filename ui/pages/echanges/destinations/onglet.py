"""Destinations: where packages are dropped and returns found, and a way to try each of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.services.exports import destinations
from app.services.exports.destinations import (
    AccepterEmpreinte,
    ArreterDestination,
    CreerDestination,
    DestinationFaite,
    DestinationLigne,
    EssaiDestination,
    GenreDestination,
    ListerDestinations,
    ModifierDestination,
    Rangement,
    SaisieDestination,
    TesterDestination,
)
from ui import guichet
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.echanges.destinations.essai import EssaiMontre
from ui.pages.echanges.destinations.forme import FormeDestination
from ui.pages.echanges.vue import ceder, souple
from ui.pile import Pile
from ui.widgets import Bandeau, Bouton, EtatVide, Flux, Tableau, Titre
from ui.widgets.defilement import defilant

_GENRES = {
    GenreDestination.DOSSIER: N_("dossier"),
    GenreDestination.SFTP: N_("serveur SFTP"),
    GenreDestination.WEBDAV: N_("espace en ligne"),
}


def _nom(d: DestinationLigne) -> str:
    return d.nom if d.actif else _("{nom} (arrêtée)").format(nom=d.nom)


COLONNES = (
    Colonne("nom", N_("Destination"), _nom, 190),
    Colonne("", N_("Par où"), lambda d: _(_GENRES[d.genre]), 130),
    Colonne("", N_("Adresse"), lambda d: d.adresse, 220, accessoire=True),
)


class VueDestinations(QWidget):
    """The destinations on the left; on the right, the form of one, and what its trial found."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._lue: DestinationLigne | None = None
        self._suite: Callable[[UUID], object] | None = None
        self._source = SourceListe(lambda d: d.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Destinations"))
        self.table.setModel(self.modele)
        self.bandeau = Bandeau()
        self.titre = Titre("", section=True)
        self.forme = FormeDestination(contexte)
        self.essai = EssaiMontre(contexte)
        self.nouvelle = Bouton(_("Nouvelle destination"), self.preparer_nouvelle)
        self.arreter = Bouton("", self._arreter, "discret")
        self.tester = Bouton(_("Tester"), self.essayer)
        self.enregistrer = Bouton(_("Enregistrer la destination"), self.garder, "principal")
        self._en_essai = False
        self.vide = EtatVide(
            _("Aucune destination encore"),
            _(
                "Une destination est l’endroit où vos envois se déposent et où le bailleur laisse"
                " ses réponses : une clé USB, un dossier synchronisé, un espace en ligne, un"
                " serveur. Remplissez la fiche, puis testez."
            ),
        )
        self.vide.setFocusProxy(self.forme.champs["nom"])
        self._disposer()
        self.brouillon = contexte.brouillons.suivre(
            "echanges.destination", self.forme.contenu, self
        )
        self.brouillon.restaurable.connect(self._restaurer)
        self._brancher()
        self.preparer_nouvelle(focus=False)

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        self._liste = Pile()
        self._liste.addWidget(self.table)
        self._liste.addWidget(self.vide)
        boutons = QWidget()
        rangee = Flux(boutons, ecart=8)
        rangee.addWidget(self.nouvelle)
        rangee.addWidget(self.arreter)
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(self._liste, 1)
        gauche.addWidget(boutons)
        dedans = QWidget()
        colonne = QVBoxLayout(dedans)
        colonne.setContentsMargins(0, 0, 8, 0)
        colonne.setSpacing(12)
        colonne.addWidget(self.titre)
        colonne.addWidget(self.essai)
        colonne.addWidget(self.forme)
        colonne.addStretch(1)
        bas = QHBoxLayout()
        bas.addWidget(self.tester)
        bas.addStretch(1)
        bas.addWidget(self.enregistrer)
        cote = QWidget()
        cote.setMinimumWidth(px(380))
        cote.setMaximumWidth(px(600))
        droite = QVBoxLayout(cote)
        droite.setContentsMargins(0, 0, 0, 0)
        droite.setSpacing(8)
        self._zone = defilant(dedans)
        for zone in (self._zone, self._liste):
            souple(zone, px(180))
        droite.addWidget(self.bandeau)
        droite.addWidget(self._zone, 1)
        droite.addLayout(bas)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 12, 0, 0)
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 5)
        ligne.addWidget(cote, 6)

    def _brancher(self) -> None:
        self.table.selection_changee.connect(self._choix_change)
        self.table.valide.connect(lambda _d: self.forme.champs["nom"].setFocus())
        self.forme.modifie.connect(self._touche)
        self.forme.refus.connect(self.bandeau.montrer_erreur)
        self.essai.accepter.connect(self._accepter)

    def premier_champ(self) -> QWidget:
        """The list, or the name of the first one."""
        return self.table if self._liste.currentIndex() == 0 else self.forme.champs["nom"]

    def concernee(self, changes: Changes) -> bool:
        """Destinations only."""
        return changes.touche("destinations")

    def rafraichir(self) -> None:
        """Read them again; what is being typed stays."""
        if not self.forme.change:
            self.brouillon.chercher()
        self._contexte.jobs.lancer(
            destinations.lister,
            ListerDestinations(actives=False),
            quand_fini=self._lues,
            proprietaire=self,
            cle="echanges.destinations",
        )

    def _lues(self, lues: tuple[DestinationLigne, ...]) -> None:
        self._source.remplacer(lues)
        self.table.rafraichir()
        self._liste.setCurrentIndex(0 if lues else 1)
        if self._lue is not None:
            self._lue = next((d for d in lues if d.id == self._lue.id), None)
        self._touche(garder=False)

    # --- one destination ---------------------------------------------------------------------

    def preparer_nouvelle(self, *, focus: bool = True) -> None:
        """An empty form."""
        self._montrer(None)
        self.table.clearSelection()
        if focus:
            self.forme.champs["nom"].setFocus()

    def _montrer(self, lue: DestinationLigne | None) -> None:
        self._lue = lue
        self.brouillon.changer_cle(f"echanges.destination{'.' + lue.id.hex if lue else ''}")
        self.titre.setText(_("Nouvelle destination") if lue is None else lue.nom)
        self.forme.remplir(lue)
        self.essai.effacer()
        self.bandeau.fermer()
        self._touche(garder=False)
        self.brouillon.chercher()

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, DestinationLigne) and (self._lue is None or self._lue.id != ligne.id):
            self._montrer(ligne)

    def _saisie(self) -> SaisieDestination | None:
        self.forme.effacer_erreurs()
        try:
            return self.forme.saisie()
        except ValueError:
            self.forme.dire_erreur("port", _("Un port est un nombre, par exemple 22."))
            return None

    def garder(self) -> None:
        """Save what is typed."""
        saisie = self._saisie()
        if saisie is None:
            self._suite = None
            return
        self.bandeau.fermer()
        ceder(self.enregistrer, self.tester)
        secret, cle = self.forme.secrets()
        cmd: CreerDestination | ModifierDestination = CreerDestination(
            saisie, secret or "", cle or ""
        )
        if self._lue is not None:
            cmd = ModifierDestination(self._lue.id, saisie, secret, cle)
        guichet.garder_destination(
            self._contexte,
            cmd,
            quand_fini=self._gardee,
            en_erreur=self._refusee,
            proprietaire=self,
        )

    def _gardee(self, faite: DestinationFaite) -> None:
        self.brouillon.oublier()
        self._contexte.signaler_enregistre(faite.changes, _("Destination enregistrée"))
        suite, self._suite = self._suite, None
        id_ = faite.changes.principal
        if id_ is None:
            return
        if faite.rangement is Rangement.BASE:
            self.bandeau.dire(
                _("Cet ordinateur n’a pas de trousseau : le mot de passe est gardé dans la base."),
                "info",
            )
        self._contexte.jobs.lancer(
            destinations.lire,
            destinations.LireDestination(id_),
            quand_fini=self._relue,
            proprietaire=self,
        )
        if suite is not None:
            suite(id_)

    def _relue(self, lue: DestinationLigne) -> None:
        self._lue = lue
        self.brouillon.changer_cle(f"echanges.destination.{lue.id.hex}")
        self.titre.setText(lue.nom)
        self.forme.remplir(lue)
        self._touche(garder=False)
        if (rang := self.modele.rang_de(lue.id)) is not None:
            self.table.selectRow(rang)

    def _refusee(self, erreur: AppError) -> None:
        self._suite = None
        self.enregistrer.setEnabled(True)
        if not self.forme.montrer_erreur(erreur):
            self.bandeau.montrer_erreur(erreur)

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        if not self.forme.change:
            self.forme.restaurer(contenu)
            self._touche(garder=False)
            self.bandeau.dire(
                _("Votre saisie est retrouvée. Le mot de passe est à retaper."), "info"
            )

    def _arreter(self) -> None:
        if self._lue is None:
            return
        actif = self._lue.actif
        dit = _("Destination arrêtée") if actif else _("Destination de nouveau en usage")
        self._contexte.jobs.lancer(
            destinations.arreter if actif else destinations.reprendre,
            ArreterDestination(self._lue.id),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, dit),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _touche(self, *, garder: bool = True) -> None:
        self.enregistrer.setEnabled(self.forme.change)
        self.arreter.setVisible(self._lue is not None)
        arretee = self._lue is not None and not self._lue.actif
        self.arreter.setText(_("La remettre en usage") if arretee else _("Ne plus s’en servir"))
        if garder:
            self.essai.effacer()
            self.brouillon.modifie()

    # --- trial -------------------------------------------------------------------------------

    def essayer(self) -> None:
        """Really try what is typed, saved or not."""
        saisie = self._saisie()
        if saisie is None or self._en_essai:
            return
        self.bandeau.fermer()
        self._en_essai = True  # the button stays: disabled, it would hand the keyboard to *Save*
        self.essai.commencer()
        self._zone.ensureWidgetVisible(self.titre)
        secret, cle = self.forme.secrets()
        guichet.essayer_destination(
            self._contexte,
            TesterDestination(self._lue.id if self._lue else None, saisie, secret, cle),
            quand_fini=self._essayee,
            en_erreur=self._essai_refuse,
            si_annule=self.essai.effacer,
            a_la_fin=self._essai_fini,
            proprietaire=self,
        )

    def _essai_fini(self) -> None:
        self._en_essai = False

    def _essayee(self, essai: EssaiDestination) -> None:
        self.essai.montrer(essai, self.forme.genre_choisi)
        self._zone.ensureWidgetVisible(self.titre)

    def _essai_refuse(self, erreur: AppError) -> None:
        self.essai.effacer()
        if not self.forme.montrer_erreur(erreur):
            self.bandeau.montrer_erreur(erreur)

    def _accepter(self, empreinte: str) -> None:
        """The server is the one: keep its fingerprint (saving first what is typed), try again."""

        def suite(id_: UUID) -> None:
            self._contexte.jobs.lancer(
                destinations.accepter,
                AccepterEmpreinte(id_, empreinte),
                quand_fini=lambda _c: self.essayer(),
                en_erreur=self.bandeau.montrer_erreur,
                proprietaire=self,
            )

        if self._lue is not None and not self.forme.change:
            suite(self._lue.id)
            return
        self._suite = suite
        self.garder()
