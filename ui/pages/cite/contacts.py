"""Whom to call in an estate, by subject, in the order of the card printed at the foot of sheets."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, date_courte, langue
from app.domain.telephone import afficher
from app.services import contacts, equipe
from app.services.contacts import ContactFiche
from app.services.documents.vocabulaire import Libelles
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.defilant import defilant
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import Bouton, Champ, EtatVide, Flux, Formulaire, Genre, Tableau, Titre
from ui.widgets.formulaire import Element


class OngletContacts(OngletCite):
    """The card as a table, and beside it the contact one adds or puts right."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._contact: ContactFiche | None = None
        self._mots = Libelles(contexte.catalogues())
        self._source = SourceListe(lambda c: c.qui)
        self.modele = TablePaginee(self._source, self._colonnes(), self)
        self.table = Tableau(contexte.theme, _("Contacts de la cité"))
        self.table.setModel(self.modele)
        self.titre = Titre("", section=True)
        largeur = contexte.theme.px(300)
        self.formulaire = Formulaire(self._champs(), contexte.clock, largeur=largeur)
        self.enregistrer = Bouton(_("Enregistrer le contact"), self.garder, "principal")
        self.nouveau = Bouton(_("Nouveau contact"), self.preparer_nouveau)
        self.monter = Bouton(_("Monter"), lambda: self._deplacer(-1), "discret")
        self.descendre = Bouton(_("Descendre"), lambda: self._deplacer(1), "discret")
        self.arreter = Bouton(_("Ne répond plus"), self._arreter, "discret")
        self.vide = EtatVide(
            _("Aucun contact encore"),
            _(
                "Dites qui appeler pour chaque sujet : travaux, rue, loyer, urgence… La carte est "
                "imprimée au pied de chaque fiche."
            ),
        )
        self._disposer(largeur)
        self._brancher()
        self.preparer_nouveau(focus=False)

    def _colonnes(self) -> tuple[Colonne, ...]:
        return (
            Colonne("", N_("Sujet"), self._dire_sujet, 190),
            Colonne("", N_("Qui"), lambda c: c.qui or c.ou, 150),
            Colonne("", N_("Téléphone"), lambda c: afficher(c.numero) or c.adresse, 135),
            Colonne("", N_("Quand appeler"), lambda c: c.disponible or "", 130, accessoire=True),
            Colonne("", N_("Depuis"), self._dire_periode, 120, accessoire=True),
        )

    def _champs(self) -> list[Element]:
        sujets = self._contexte.catalogues().sujets.entrees
        return [
            Champ(
                "sujet",
                _("Sujet"),
                Genre.CHOIX,
                tuple((e.code, e.libelle(langue())) for e in sujets),
            ),
            Champ(
                "intervenant_id",
                _("Quelqu’un de l’équipe"),
                Genre.CHOIX,
                ((None, _("non, un autre contact")),),
            ),
            Champ("nom", _("Nom"), aide=_("Un technicien, un service…")),
            Champ("organisme", _("Organisme")),
            Champ("telephone", _("Téléphone"), aide=_("Vide : celui de la page de l’équipe.")),
            Champ("courriel", _("Courriel")),
            Champ("disponible", _("Quand appeler"), aide=_("Par exemple : lun.–ven. 9 h–12 h.")),
            (Champ("depuis", _("Depuis"), Genre.DATE), Champ("jusqu", _("Jusqu’au"), Genre.DATE)),
        ]

    def _disposer(self, largeur: int) -> None:
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.vide)
        sous = Flux()
        for bouton in (self.nouveau, self.monter, self.descendre, self.arreter):
            sous.addWidget(bouton)
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(self._pile, 1)
        gauche.addLayout(sous)
        boutons = QHBoxLayout()
        boutons.addStretch(1)
        boutons.addWidget(self.enregistrer)
        cote = QWidget()
        cote.setMaximumWidth(largeur)
        colonne = QVBoxLayout(cote)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(12)
        colonne.addWidget(self.titre)
        colonne.addWidget(self.formulaire)
        colonne.addLayout(boutons)
        colonne.addStretch(1)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 12, 0, 0)
        ligne.setSpacing(24)
        ligne.addLayout(gauche, 1)
        zone = defilant(cote)
        zone.setFixedWidth(largeur + self._contexte.theme.px(16))
        ligne.addWidget(zone)

    def _brancher(self) -> None:
        self.table.valide.connect(lambda _c: self.formulaire.premier().setFocus())
        self.table.selection_changee.connect(self._choix_change)
        self.formulaire.modifie.connect(self._touche)
        for touches, vers in (("Alt+Up", -1), ("Alt+Down", 1)):
            raccourci = QShortcut(QKeySequence(touches), self.table)
            raccourci.setContext(Qt.ShortcutContext.WidgetShortcut)
            raccourci.activated.connect(lambda v=vers: self._deplacer(v))
        self.monter.setToolTip(_("Alt+↑ : plus haut sur la carte"))
        self.descendre.setToolTip(_("Alt+↓ : plus bas sur la carte"))

    # --- what is shown -----------------------------------------------------------------------

    def montrer(self, cite_id: UUID) -> None:
        """Show the contacts of this estate."""
        self._cite_id = cite_id
        self._source.remplacer(())
        self.modele.recharger()
        self.preparer_nouveau(focus=False)

    def rafraichir(self) -> None:
        """Read them again; what is being typed stays."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            lambda demande, uow: (contacts.lire(demande, uow), equipe.lire(None, uow)),
            contacts.LireContacts(self._cite_id),
            quand_fini=self._recus,
            proprietaire=self,
            cle="cite.contacts",
        )

    def preparer_nouveau(self, *, focus: bool = True) -> None:
        """An empty form."""
        self._contact = None
        self.table.clearSelection()
        self.titre.setText(_("Nouveau contact"))
        self.formulaire.remplir({"depuis": self._contexte.clock.today()})
        self._autoriser()
        if focus:
            self.formulaire.premier().setFocus()

    def _recus(self, lu: tuple[tuple[ContactFiche, ...], equipe.Equipe]) -> None:
        lus, membres = lu[0], lu[1].membres
        equipiers = [(m.id, m.nom_complet) for m in membres]
        self.formulaire.changer_choix(
            "intervenant_id", [(None, _("non, un autre contact")), *equipiers]
        )
        if self._contact is not None:  # somebody it names may just have become a choice
            self._contact = next((c for c in lus if c.id == self._contact.id), None)
        # The card first, in its order; who no longer answers stays told, at the end.
        jour = self._contexte.clock.today()
        self._source.remplacer(sorted(lus, key=lambda c: c.jusqu is not None and c.jusqu < jour))
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lus else 1)
        self._autoriser()

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, ContactFiche) and (
            self._contact is None or ligne.id != self._contact.id
        ):
            self._contact = ligne
            self.titre.setText(_("Modifier le contact"))
            numero = afficher(ligne.telephone) if ligne.telephone else ""
            self.formulaire.remplir(asdict(ligne) | {"telephone": numero})
        self._autoriser()

    def _autoriser(self) -> None:
        choisi = self._contact is not None
        for bouton in (self.monter, self.descendre, self.arreter):
            bouton.setEnabled(choisi)
        self._touche()

    def _touche(self) -> None:
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))

    # --- what one does -----------------------------------------------------------------------

    def garder(self) -> None:
        """Save the contact shown, or add it."""
        change = self.formulaire.modifies()
        if self._cite_id is None or not change or not self.formulaire.dates_comprises():
            return
        self.formulaire.effacer_erreurs()
        self.enregistrer.setEnabled(False)
        fn: Any = contacts.modifier
        cmd: Any
        if self._contact is not None:
            cmd = contacts.ModifierContact(self._contact.id, change)
        else:
            fn, cmd = (
                contacts.ajouter,
                contacts.AjouterContact(self._cite_id, self.formulaire.valeurs()),
            )
        self._contexte.jobs.lancer(
            fn, cmd, quand_fini=self._garde, en_erreur=self._refuse, proprietaire=self
        )

    def _garde(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Contact enregistré"))
        if self._contact is None:
            self.preparer_nouveau()
        else:
            self.formulaire.remplir(self.formulaire.valeurs())
            self._touche()

    def _refuse(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _deplacer(self, vers: int) -> None:
        if self._contact is not None:
            self._agir(
                contacts.deplacer,
                contacts.DeplacerContact(self._contact.id, vers),
                _("Ordre de la carte enregistré"),
            )

    def _arreter(self) -> None:
        if self._contact is not None:
            self._agir(
                contacts.arreter,
                contacts.ArreterContact(self._contact.id),
                _("Contact retiré de la carte"),
            )

    def _agir(self, fn: Any, cmd: object, dit: str) -> None:
        self._contexte.jobs.lancer(
            fn,
            cmd,
            quand_fini=lambda c: (
                self._contexte.signaler_enregistre(c, dit) if c.operation is not None else None
            ),
            proprietaire=self,
        )

    # --- words -------------------------------------------------------------------------------

    def _dire_sujet(self, c: ContactFiche) -> str:
        return self._mots.sujet(c.sujet)

    def _dire_periode(self, c: ContactFiche) -> str:
        jour = self._contexte.clock.today()
        if c.jusqu is not None:
            mot = _("arrêté le {jour}") if c.jusqu < jour else _("jusqu’au {jour}")
            return mot.format(jour=date_courte(c.jusqu))
        if c.depuis is not None and c.depuis > jour:
            return _("à partir du {jour}").format(jour=date_courte(c.depuis))
        return date_courte(c.depuis) if c.depuis else ""
