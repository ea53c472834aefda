"""The facts of an estate and the contact card of its permanence."""

from __future__ import annotations

from dataclasses import asdict
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.services import cites
from app.services.cites import BailleurLigne, CiteLigne
from ui.contexte import Contexte
from ui.pages.cite.champs import cite as champs_cite
from ui.pages.cite.defilant import defilant
from ui.pages.cite.onglet import OngletCite
from ui.widgets import Bouton, Formulaire


class OngletFiche(OngletCite):
    """The same form as for a new estate, filled."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._id: UUID | None = None
        self.formulaire = Formulaire(champs_cite(), contexte.clock, largeur=contexte.theme.px(640))
        self.enregistrer = Bouton(_("Enregistrer la fiche"), self.garder, "principal")
        self.enregistrer.setEnabled(False)
        self.brouillon = contexte.brouillons.suivre("cite", self.formulaire.contenu, self)
        self.formulaire.modifie.connect(self._touche)
        self.brouillon.restaurable.connect(self._restaurer)
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.enregistrer)
        colonne = QWidget()
        dedans = QVBoxLayout(colonne)
        dedans.setContentsMargins(0, 0, 8, 0)
        dedans.addWidget(self.formulaire)
        dedans.addStretch(1)
        tout = QWidget()
        tout.setMaximumWidth(contexte.theme.px(664))
        boite = QVBoxLayout(tout)
        boite.setContentsMargins(0, 12, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(defilant(colonne), 1)
        boite.addLayout(bas)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 0, 0, 0)
        ligne.addWidget(tout, 1)
        ligne.addStretch(0)

    def recevoir(self, cite: CiteLigne, bailleurs: tuple[BailleurLigne, ...]) -> None:
        """Show this estate; what is being typed about it stays."""
        nouvelle = cite.id != self._id
        if nouvelle:
            self._id = cite.id
            self.brouillon.changer_cle(f"cite.{cite.id.hex}")
        saisie = None if nouvelle else self.formulaire.contenu()
        choix = [(None, "–"), *((b.id, b.nom) for b in bailleurs)]
        self.formulaire.changer_choix("bailleur_id", choix)
        self.formulaire.remplir(asdict(cite))
        if saisie:
            self.formulaire.restaurer(saisie)
        self.enregistrer.setEnabled(bool(saisie))
        if nouvelle:
            self.brouillon.chercher()

    def garder(self) -> None:
        """Save what changed."""
        change = self.formulaire.modifies()
        if self._id is None or not change:
            return
        self.formulaire.effacer_erreurs()
        self.enregistrer.setEnabled(False)
        self._contexte.jobs.lancer(
            cites.modifier,
            cites.ModifierCite(self._id, change),
            quand_fini=self._gardee,
            en_erreur=self._refusee,
            proprietaire=self,
        )

    def _gardee(self, changes: Changes) -> None:
        self.brouillon.oublier()
        self.formulaire.remplir(self.formulaire.valeurs())
        self._contexte.signaler_enregistre(changes, _("Fiche de la cité enregistrée"))

    def _refusee(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _touche(self) -> None:
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))
        self.brouillon.modifie()

    def _restaurer(self, contenu: dict[str, str]) -> None:
        self.formulaire.restaurer(contenu)
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))
