"""One dwelling: everything known of it, and the ledger of who lives and lived there."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.services import logements, parc
from app.services.logements import TrancheLigne
from app.services.parc import LogementComplet, SejourLigne
from ui.contexte import Contexte
from ui.pages.cite import mots
from ui.pages.cite.champs import logement as champs_logement
from ui.pages.cite.defilant import defilant
from ui.widgets import Bouton, Carte, Etiquette, Formulaire, Titre

_VIDE: Mapping[str, Any] = MappingProxyType({"etat": "vacant"})


class VueLogement(QWidget):
    """The form on the left, the ledger on the right; also an empty form for a new dwelling."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._id: UUID | None = None
        self._cite_id: UUID | None = None
        self._charge = False
        self.retour = Bouton(_("‹ La cité"), self._vers_la_cite, "lien")
        self.titre = Titre()
        self.sous_titre = Etiquette("", "secondaire", retour_ligne=True)
        self.formulaire = Formulaire(
            champs_logement(), contexte.clock, largeur=contexte.theme.px(640)
        )
        self.enregistrer = Bouton(_("Enregistrer le logement"), self.garder, "principal")
        self.registre = QVBoxLayout()
        self.brouillon = contexte.brouillons.suivre("logement", self.formulaire.contenu, self)
        self.formulaire.modifie.connect(self._touche)
        self.brouillon.restaurable.connect(self._restaurer)
        self._disposer()

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.enregistrer)
        contenu = QWidget()
        dedans = QVBoxLayout(contenu)
        dedans.setContentsMargins(0, 0, 8, 0)
        dedans.addWidget(self.formulaire)
        dedans.addStretch(1)
        gauche = QWidget()
        gauche.setMaximumWidth(px(664))
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.setSpacing(8)
        colonne.addWidget(defilant(contenu), 1)
        colonne.addLayout(bas)
        self.carte = Carte()
        self.registre.setContentsMargins(16, 12, 16, 12)
        self.registre.setSpacing(4)
        self.carte.setLayout(self.registre)
        droite = QWidget()
        cote = QVBoxLayout(droite)
        cote.setContentsMargins(0, 0, 0, 0)
        cote.addWidget(self.carte)
        cote.addStretch(1)
        zone_droite = defilant(droite)
        zone_droite.setFixedWidth(px(240))
        milieu = QHBoxLayout()
        milieu.setSpacing(24)
        milieu.addWidget(gauche, 1)
        milieu.addWidget(zone_droite)
        milieu.addStretch(0)
        tete = QHBoxLayout()
        tete.addWidget(self.retour)
        tete.addStretch(1)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(4)
        boite.addLayout(tete)
        boite.addWidget(self.titre)
        boite.addWidget(self.sous_titre)
        boite.addSpacing(8)
        boite.addLayout(milieu, 1)

    def montrer(self, logement_id: UUID) -> None:
        """Show this dwelling."""
        if logement_id != self._id:
            self._id, self._charge = logement_id, False
            self.brouillon.changer_cle(f"logement.{logement_id.hex}")
            self.titre.setText("")
            self.sous_titre.setText("")
        self.rafraichir()

    def preparer_nouveau(self, cite_id: UUID) -> None:
        """An empty form for a dwelling of that estate."""
        self._id, self._cite_id, self._charge = None, cite_id, True
        self.brouillon.changer_cle(f"logement.nouveau.{cite_id.hex}")
        self.titre.setText(_("Nouveau logement"))
        self.sous_titre.setText(
            _("Le code UG est celui du bailleur : c’est par lui qu’un import le reconnaîtra.")
        )
        self.formulaire.remplir(_VIDE)
        self.enregistrer.setEnabled(False)
        self.carte.hide()
        self._contexte.jobs.lancer(
            logements.tranches,
            logements.LireTranches(cite_id),
            quand_fini=self._choix_tranches,
            proprietaire=self,
            cle="cite.logement.tranches",
        )
        self.brouillon.chercher()

    def premier_champ(self) -> QWidget:
        """Its code, or its state: what one comes to change."""
        return self.formulaire.premier() if self._id is None else self.formulaire.widget("etat")

    def rafraichir(self) -> None:
        """Read again; what is being typed stays."""
        if self._id is None:
            return
        self._contexte.jobs.lancer(
            _lire,
            parc.LireLogement(self._id),
            quand_fini=self._recu,
            proprietaire=self,
            cle="cite.logement",
        )

    def garder(self) -> None:
        """Save what changed, or create the dwelling."""
        change = self.formulaire.modifies()
        if not change or self._cite_id is None or not self.formulaire.dates_comprises():
            return
        self.formulaire.effacer_erreurs()
        self.enregistrer.setEnabled(False)
        fn: Any = logements.modifier
        cmd: Any = self._id and logements.ModifierLogement(self._id, change)
        if self._id is None:
            valeurs = {"etat": self.formulaire.valeurs()["etat"], **change}
            code = str(valeurs.pop("code_ug", ""))
            fn, cmd = logements.creer, logements.CreerLogement(self._cite_id, code, valeurs)
        self._contexte.jobs.lancer(
            fn, cmd, quand_fini=self._garde, en_erreur=self._refuse, proprietaire=self
        )

    def _garde(self, changes: Changes) -> None:
        self.brouillon.oublier()
        self._contexte.signaler_enregistre(changes, _("Logement enregistré"))
        self.formulaire.remplir(self.formulaire.valeurs())
        if self._id is None and changes.principal is not None:
            self._contexte.navigation.aller(
                "cite", cite_id=self._cite_id, logement_id=changes.principal
            )

    def _refuse(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _recu(self, lus: tuple[LogementComplet, tuple[TrancheLigne, ...]]) -> None:
        lu, tranches = lus
        if lu.id != self._id:
            return
        premiere, self._charge = not self._charge, True
        self._cite_id = lu.cite_id
        self.retour.setText(f"‹ {lu.cite}".replace("&", "&&"))
        code = lu.champs["code_ug"]
        self.titre.setText(lu.adresse or code)
        dits = (code, lu.champs["commune"], lu.tranche, mots.surface(lu.champs["surface"]))
        self.sous_titre.setText(" · ".join(d for d in dits if d))
        saisie = None if premiere else self.formulaire.contenu()
        self._choix_tranches(tranches)
        self.formulaire.remplir(lu.champs)
        if saisie:
            self.formulaire.restaurer(saisie)
        self.enregistrer.setEnabled(bool(saisie))
        self._ecrire_registre(lu.sejours)
        if premiere:
            self.brouillon.chercher()

    def _choix_tranches(self, lues: tuple[TrancheLigne, ...]) -> None:
        self.formulaire.changer_choix("tranche_id", [(None, "–"), *((t.id, t.nom) for t in lues)])

    def _ecrire_registre(self, sejours: tuple[SejourLigne, ...]) -> None:
        while self.registre.count():
            element = self.registre.takeAt(0)
            widget = element.widget() if element is not None else None
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.registre.addWidget(Etiquette(_("Qui vit et a vécu ici"), "section"))
        if not sejours:
            texte = _("Personne n’est noté dans ce logement.")
            self.registre.addWidget(Etiquette(texte, "secondaire", retour_ligne=True))
        aujourdhui = self._contexte.clock.today()
        for sejour in sejours:
            present = (sejour.debut is None or sejour.debut <= aujourdhui) and (
                sejour.fin is None or sejour.fin > aujourdhui
            )
            self.registre.addSpacing(8)
            self.registre.addWidget(self._lien(sejour, present))
            quand = mots.sejour(sejour.debut, sejour.fin, sejour.fin_prevue, aujourdhui)
            dit = f"{mots.nature(sejour.nature)} · {quand}"
            self.registre.addWidget(Etiquette(dit, "secondaire", retour_ligne=True))
        self.carte.show()

    def _lien(self, sejour: SejourLigne, present: bool) -> Bouton:
        aller = self._contexte.navigation.aller
        nom = f"● {sejour.menage}" if present else sejour.menage
        bouton = Bouton(
            nom.replace("&", "&&"),
            lambda: aller("menage", menage_id=sejour.menage_id),
            "lien",
        )
        bouton.setAccessibleDescription(_("Y vit aujourd’hui") if present else "")
        return bouton

    def _vers_la_cite(self) -> None:
        self._contexte.navigation.aller("cite", cite_id=self._cite_id)

    def _touche(self) -> None:
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))
        self.brouillon.modifie()

    def _restaurer(self, contenu: dict[str, str]) -> None:
        self.formulaire.restaurer(contenu)
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))


def _lire(demande: parc.LireLogement, uow: Any) -> tuple[LogementComplet, tuple[TrancheLigne, ...]]:
    """The dwelling and the batches it may belong to, in one trip to the base."""
    lu = parc.logement(demande, uow)
    return lu, logements.tranches(logements.LireTranches(lu.cite_id), uow)
