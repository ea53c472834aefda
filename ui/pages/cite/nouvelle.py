"""An estate the catalogue does not know."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.services import cites
from ui.contexte import Contexte
from ui.pages.cite.champs import cite as champs_cite
from ui.pages.cite.defilant import defilant
from ui.widgets import Bouton, Etiquette, Formulaire, Titre


class VueNouvelleCite(QWidget):
    """A form; what is typed survives a lock."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        aller = contexte.navigation.aller
        retour = Bouton(_("‹ Toutes les cités"), lambda: aller("cite", vue="liste"), "lien")
        self.formulaire = Formulaire(champs_cite(), contexte.clock, largeur=contexte.theme.px(640))
        self.creer = Bouton(_("Créer la cité"), self.enregistrer, "principal")
        self.brouillon = contexte.brouillons.suivre("cite.nouvelle", self.formulaire.contenu, self)
        self.formulaire.modifie.connect(self.brouillon.modifie)
        self.brouillon.restaurable.connect(self.formulaire.restaurer)
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.creer)
        colonne = QWidget()
        dedans = QVBoxLayout(colonne)
        dedans.setContentsMargins(0, 0, 8, 0)
        dedans.addWidget(self.formulaire)
        dedans.addStretch(1)
        cadre = QWidget()
        cadre.setMaximumWidth(contexte.theme.px(664))
        tout = QVBoxLayout(cadre)
        tout.setContentsMargins(0, 0, 0, 0)
        tout.setSpacing(8)
        tout.addWidget(defilant(colonne), 1)
        tout.addLayout(bas)
        tete = QHBoxLayout()
        tete.addWidget(retour)
        tete.addStretch(1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(8)
        boite.addLayout(tete)
        boite.addWidget(Titre(_("Nouvelle cité")))
        boite.addWidget(
            Etiquette(
                _("Seul le nom est nécessaire ; le reste se complète plus tard."), "secondaire"
            )
        )
        boite.addWidget(cadre, 1)

    def premier_champ(self) -> QWidget:
        """Its name."""
        return self.formulaire.premier()

    def rafraichir(self) -> None:
        """Offer the landlords, and what was being typed."""
        self._contexte.jobs.lancer(
            cites.bailleurs, cites.ListerBailleurs(), quand_fini=self._bailleurs, proprietaire=self
        )
        self.brouillon.chercher()

    def enregistrer(self) -> None:
        """Create the estate and show it."""
        self.formulaire.effacer_erreurs()
        valeurs = {c: v for c, v in self.formulaire.modifies().items() if v not in ("", None)}
        nom, communes = str(valeurs.pop("nom", "")), str(valeurs.pop("communes", ""))
        self.creer.setEnabled(False)
        self._contexte.jobs.lancer(
            cites.creer,
            cites.CreerCite(nom, communes, valeurs),
            quand_fini=self._creee,
            en_erreur=self._refusee,
            a_la_fin=lambda: self.creer.setEnabled(True),
            proprietaire=self,
        )

    def _creee(self, changes: Changes) -> None:
        self.formulaire.remplir({})
        self.brouillon.oublier()
        self._contexte.signaler_enregistre(changes, _("Cité créée"))
        self._contexte.navigation.aller("cite", cite_id=changes.principal)

    def _refusee(self, erreur: AppError) -> None:
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _bailleurs(self, lus: tuple[cites.BailleurLigne, ...]) -> None:
        choix = [(None, "–"), *((b.id, b.nom) for b in lus)]
        self.formulaire.changer_choix("bailleur_id", choix)
