"""Profiles of sending: what each recipient gets, in which form, how it is closed, where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, jour
from app.services import cites
from app.services.exports import cles, destinations, profils
from app.services.exports.cles import LireCles
from app.services.exports.destinations import ListerDestinations
from app.services.exports.profils import (
    ArreterProfil,
    CreerProfil,
    ListerProfils,
    ModifierProfil,
    ProfilLigne,
)
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.echanges.envois.profil_forme import FormeProfil
from ui.pages.echanges.envois.profil_tables import possibles
from ui.pages.echanges.vue import ceder, souple
from ui.pile import Pile
from ui.widgets import Bandeau, Bouton, EtatVide, Flux, Tableau, Titre
from ui.widgets.defilement import defilant


@dataclass(frozen=True, slots=True)
class Ligne:
    """A profile with the id and the name tables look for."""

    id: UUID
    nom: str
    lue: ProfilLigne


def _nom(li: Ligne) -> str:
    return li.nom if li.lue.profil.actif else _("{nom} (arrêté)").format(nom=li.nom)


def prochain(lue: ProfilLigne) -> str:
    """When the next package is proposed."""
    if lue.prochain_le is None:
        return _("à la demande")
    return jour(lue.prochain_le)


COLONNES = (
    Colonne("nom", N_("Profil"), _nom, 230),
    Colonne("", N_("Destination"), lambda li: li.lue.destination or "–", 170, accessoire=True),
    Colonne("", N_("Prochain"), lambda li: prochain(li.lue), 120),
)


class VueProfils(QWidget):
    """The profiles on the left; on the right, the form of one."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._lue: ProfilLigne | None = None
        self._attendu: UUID | None = None
        self._tables = False
        self._source = SourceListe(lambda li: li.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Profils d’envoi"))
        self.table.setModel(self.modele)
        self.bandeau = Bandeau()
        self.titre = Titre("", section=True)
        self.forme = FormeProfil(contexte)
        self.nouveau = Bouton(_("Nouveau profil"), self.preparer_nouveau)
        self.arreter = Bouton("", self._arreter, "discret")
        self.preparer = Bouton(_("Préparer un envoi"), self._preparer)
        self.enregistrer = Bouton(_("Enregistrer le profil"), self.garder, "principal")
        self.vide = EtatVide(
            _("Aucun profil encore"),
            _(
                "Un profil dit, une fois pour toutes, ce qu’un destinataire reçoit, sous quelle"
                " forme, et où. Ensuite, préparer un envoi ne demande plus que de regarder et"
                " d’accepter."
            ),
        )
        self.vide.setFocusProxy(self.forme.formulaire.premier())
        self._disposer()
        self.brouillon = contexte.brouillons.suivre("echanges.profil", self.forme.contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self.table.selection_changee.connect(self._choix_change)
        self.table.valide.connect(lambda _p: self.forme.formulaire.premier().setFocus())
        self.forme.modifie.connect(self._touche)
        self.preparer_nouveau(focus=False)

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        self._liste = Pile()
        self._liste.addWidget(self.table)
        self._liste.addWidget(self.vide)
        boutons = QWidget()
        rangee = Flux(boutons, ecart=8)
        rangee.addWidget(self.nouveau)
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
        colonne.addWidget(self.forme)
        colonne.addStretch(1)
        bas = QHBoxLayout()
        bas.addWidget(self.preparer)
        bas.addStretch(1)
        bas.addWidget(self.enregistrer)
        cote = QWidget()
        cote.setMinimumWidth(px(400))
        cote.setMaximumWidth(px(620))
        droite = QVBoxLayout(cote)
        droite.setContentsMargins(0, 0, 0, 0)
        droite.setSpacing(8)
        droite.addWidget(self.bandeau)
        formulaire = defilant(dedans)
        for zone in (formulaire, self._liste):
            souple(zone, px(180))
        droite.addWidget(formulaire, 1)
        droite.addLayout(bas)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 12, 0, 0)
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 5)
        ligne.addWidget(cote, 6)

    def premier_champ(self) -> QWidget:
        """The list, or the name of the first one."""
        if self._liste.currentIndex() == 0:
            return self.table
        return self.forme.formulaire.premier()

    def concernee(self, changes: Changes) -> bool:
        """Profiles, and what they choose among."""
        noms = ("profils_envoi", "cles_partenaires", "destinations", "cites", "bailleurs", "colis")
        return any(changes.touche(nom) for nom in noms)

    def viser(self, arguments: dict[str, Any]) -> None:
        """Show the profile `profil_id`."""
        if isinstance(id_ := arguments.get("profil_id"), UUID):
            self._attendu = id_

    def rafraichir(self) -> None:
        """Read the profiles and what they choose among; what is being typed stays."""
        jobs = self._contexte.jobs
        if not self._tables:
            self._tables = True
            jobs.lancer_libre(possibles, quand_fini=self._tables_lues, proprietaire=self)
        lectures: tuple[tuple[Any, Any, Any], ...] = (
            (cites.bailleurs, cites.ListerBailleurs(), self._bailleurs),
            (cites.lister, cites.ListerCites(), self._cites),
            (cles.lister, LireCles(), self._cles),
            (destinations.lister, ListerDestinations(), self._destinations),
            (profils.lister, ListerProfils(actifs=False), self._lus),
        )
        for service, demande, recu in lectures:
            jobs.lancer(
                service,
                demande,
                quand_fini=recu,
                proprietaire=self,
                cle=f"echanges.profils.{type(demande).__name__}",
            )

    def _tables_lues(self, tables: Any) -> None:
        self.forme.proposer_tables(tables)
        if self._lue is not None and not self.forme.formulaire.modifies():
            self.forme.remplir(self._lue.profil)
        self._touche(garder=False)

    def _bailleurs(self, lus: Any) -> None:
        choix = [(b.id, b.nom) for b in lus]
        self._proposer("bailleur_id", _("tous les bailleurs"), choix)

    def _cites(self, lues: Any) -> None:
        self._proposer("cite_id", _("toutes les cités"), [(c.id, c.nom) for c in lues])

    def _cles(self, lues: tuple[cles.CleLue, ...]) -> None:
        choix = [
            (c.id, c.nom if c.verifiee_le else _("{nom} (à vérifier)").format(nom=c.nom))
            for c in lues
            if c.revoquee_le is None
        ]
        self._proposer("cle_id", _("pas encore choisie"), choix)

    def _destinations(self, lues: Any) -> None:
        choix = [(d.id, d.nom) for d in lues]
        self._proposer("destination_id", _("pas encore choisie"), choix)

    def _proposer(self, champ: str, rien: str, choix: list[tuple[UUID, str]]) -> None:
        """Offer these; the choice of the profile shown, kept until it was offered."""
        self.forme.proposer(champ, rien, choix)
        if self._lue is not None and not self.forme.change:
            self.forme.remplir(self._lue.profil)
        self._touche(garder=False)

    def _lus(self, lus: tuple[ProfilLigne, ...]) -> None:
        self._source.remplacer([Ligne(p.profil.id, p.profil.nom, p) for p in lus])
        self.table.rafraichir()
        self._liste.setCurrentIndex(0 if lus else 1)
        if self._lue is not None:
            id_ = self._lue.profil.id
            self._lue = next((p for p in lus if p.profil.id == id_), None)
            if self._lue is not None and not self.forme.change:
                self.forme.remplir(self._lue.profil)
        if self._attendu is not None and (rang := self.modele.rang_de(self._attendu)) is not None:
            self._attendu = None
            self.table.selectRow(rang)
        self._touche(garder=False)

    # --- one profile -------------------------------------------------------------------------

    def preparer_nouveau(self, *, focus: bool = True) -> None:
        """An empty form."""
        self._montrer(None)
        self.table.clearSelection()
        if focus:
            self.forme.formulaire.premier().setFocus()

    def _montrer(self, lue: ProfilLigne | None) -> None:
        self._lue = lue
        cle = f"echanges.profil.{lue.profil.id.hex}" if lue is not None else "echanges.profil"
        self.brouillon.changer_cle(cle)
        self.titre.setText(_("Nouveau profil") if lue is None else lue.profil.nom)
        self.forme.remplir(lue.profil if lue is not None else None)
        self.bandeau.fermer()
        self._touche(garder=False)
        self.brouillon.chercher()

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, Ligne) and (self._lue is None or self._lue.profil.id != ligne.id):
            self._montrer(ligne.lue)

    def garder(self) -> None:
        """Save what is typed."""
        if not self.forme.change:
            return
        self.bandeau.fermer()
        self.forme.formulaire.effacer_erreurs()
        ceder(self.enregistrer, self.table)
        fn: Any = profils.creer
        cmd: Any = CreerProfil(self.forme.valeur())
        if self._lue is not None:
            fn, cmd = profils.modifier, ModifierProfil(self._lue.profil.id, self.forme.valeur())
        self._contexte.jobs.lancer(
            fn, cmd, quand_fini=self._garde, en_erreur=self._refuse, proprietaire=self
        )

    def _garde(self, changes: Changes) -> None:
        self.brouillon.oublier()
        self._contexte.signaler_enregistre(changes, _("Profil enregistré"))
        self._attendu = changes.principal
        self._lue = None
        self.forme.remplir(None)
        self.rafraichir()

    def _refuse(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.forme.montrer_erreur(erreur):
            self.bandeau.montrer_erreur(erreur)

    def _restaurer(self, contenu: dict[str, Any]) -> None:
        if not self.forme.change:
            self.forme.restaurer(contenu)
            self._touche(garder=False)
            self.bandeau.dire(_("Votre saisie est retrouvée."), "info")

    def _arreter(self) -> None:
        if self._lue is None:
            return
        actif = self._lue.profil.actif
        dit = _("Profil arrêté") if actif else _("Profil de nouveau en usage")
        self._contexte.jobs.lancer(
            profils.arreter if actif else profils.reprendre,
            ArreterProfil(self._lue.profil.id),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, dit),
            en_erreur=self.bandeau.montrer_erreur,
            proprietaire=self,
        )

    def _preparer(self) -> None:
        if self._lue is not None:
            self._contexte.navigation.aller(
                "echanges", onglet="envois", vue="preparer", profil_id=self._lue.profil.id
            )

    def _touche(self, *, garder: bool = True) -> None:
        change = self.forme.change
        self.enregistrer.setEnabled(change)
        self.arreter.setVisible(self._lue is not None)
        arrete = self._lue is not None and not self._lue.profil.actif
        self.arreter.setText(_("Le remettre en usage") if arrete else _("Ne plus s’en servir"))
        self.preparer.setVisible(self._lue is not None and not arrete)
        self.preparer.setEnabled(not change)
        if garder:
            self.brouillon.modifie()
