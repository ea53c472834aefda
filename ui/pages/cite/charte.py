"""The charter of an operation, and the order in which the planner weighs things."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import _
from app.services import chartes, logements
from app.services.chartes import Charte, LireCharte, Origine, ReglerCharte
from app.services.logements import TrancheLigne
from ui.contexte import Contexte
from ui.pages.cite.defilant import defilant
from ui.pages.cite.lieux import choisir
from ui.pages.cite.onglet import OngletCite
from ui.pages.cite.priorites import Priorites
from ui.widgets import Bouton, Champ, Etiquette, Formulaire, LigneForm, Titre
from ui.widgets.formulaire import Element


@dataclass(frozen=True, slots=True)
class Lu:
    """The charter of the estate, the one of the batch looked at, the batches there are."""

    cite_id: UUID
    tranche_id: UUID | None
    cite: Charte
    charte: Charte
    tranches: tuple[TrancheLigne, ...]


def lire(demande: LireCharte, uow: Any) -> Lu:
    """All that is shown, in one trip to the base."""
    return Lu(
        demande.cite_id,
        demande.tranche_id,
        chartes.lire(LireCharte(demande.cite_id), uow),
        chartes.lire(demande, uow),
        logements.tranches(logements.LireTranches(demande.cite_id), uow),
    )


class VueCharte(OngletCite):
    """The numbers on the left, the order of priorities on the right."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._tranche_id: UUID | None = None
        self._montree: tuple[UUID, UUID | None] | None = None
        self.portee = QComboBox()
        self.portee.setAccessibleName(_("Pour"))
        self.formulaire = Formulaire(_champs(), contexte.clock, largeur=contexte.theme.px(420))
        self.enregistrer = Bouton(_("Enregistrer la charte"), self.garder, "principal")
        self.enregistrer.setEnabled(False)
        self.priorites = Priorites(contexte)
        self.brouillon = contexte.brouillons.suivre("charte", self.formulaire.contenu, self)
        self.brouillon.restaurable.connect(self._restaurer)
        self.formulaire.modifie.connect(self._touche)
        self.portee.activated.connect(lambda _rang: self._choisir(self.portee.currentData()))
        self._disposer()

    def _disposer(self) -> None:
        px = self._contexte.theme.px
        dite = Etiquette(
            _(
                "Ces nombres sont convenus pour l’opération : ce sont des réglages, à ajuster avec "
                "le bailleur et les locataires. Trois propositions et six mois de préavis "
                "concernent une démolition, pas un retour chez soi."
            ),
            "secondaire",
            retour_ligne=True,
        )
        bas = QHBoxLayout()
        bas.addStretch(1)
        bas.addWidget(self.enregistrer)
        contenu = QWidget()
        dedans = QVBoxLayout(contenu)
        dedans.setContentsMargins(0, 0, 8, 0)
        dedans.setSpacing(12)
        dedans.addWidget(Titre(_("Charte de relogement"), section=True))
        dedans.addWidget(dite)
        dedans.addWidget(LigneForm(_("Pour"), self.portee))
        dedans.addWidget(self.formulaire)
        dedans.addStretch(1)
        gauche = QWidget()
        gauche.setMaximumWidth(px(444))
        colonne = QVBoxLayout(gauche)
        colonne.setContentsMargins(0, 0, 0, 0)
        colonne.addWidget(defilant(contenu), 1)
        colonne.addLayout(bas)
        ligne = QHBoxLayout(self)
        ligne.setContentsMargins(0, 8, 0, 0)
        ligne.setSpacing(32)
        ligne.addWidget(gauche, 1)
        ligne.addWidget(self.priorites, 1)

    def premier_champ(self) -> QWidget:
        """What the charter is for."""
        return self.portee

    def montrer(self, cite_id: UUID) -> None:
        """Show the charter of this estate."""
        self._cite_id, self._tranche_id = cite_id, None
        self.portee.clear()

    def rafraichir(self) -> None:
        """Read it again; what is being typed stays."""
        if self._cite_id is not None:
            self._contexte.jobs.lancer(
                lire,
                LireCharte(self._cite_id, self._tranche_id),
                quand_fini=self._recu,
                proprietaire=self,
                cle="cite.charte",
            )

    def garder(self) -> None:
        """Save what changed, at the level shown."""
        change = self.formulaire.modifies()
        if self._cite_id is None or not change:
            return
        self.formulaire.effacer_erreurs()
        self.enregistrer.setEnabled(False)
        self._contexte.jobs.lancer(
            chartes.regler,
            ReglerCharte(self._cite_id, change, self._tranche_id),
            quand_fini=self._gardee,
            en_erreur=self._refusee,
            proprietaire=self,
        )

    def _choisir(self, tranche_id: UUID | None) -> None:
        self._tranche_id = tranche_id
        self.rafraichir()

    def _recu(self, lu: Lu) -> None:
        if (lu.cite_id, lu.tranche_id) != (self._cite_id, self._tranche_id):
            return
        autre = self._montree != (lu.cite_id, lu.tranche_id)
        self._montree = (lu.cite_id, lu.tranche_id)
        self.portee.clear()
        self.portee.addItem(_("toute la cité"), None)
        for t in lu.tranches:
            self.portee.addItem(t.nom, t.id)
        choisir(self.portee, lu.tranche_id)
        self.priorites.montrer(lu.cite_id, lu.cite)
        if autre:
            niveau = lu.tranche_id or lu.cite_id
            self.brouillon.changer_cle(f"charte.{niveau.hex}")
        saisie = None if autre else self.formulaire.contenu()
        self._remplir(lu)
        if saisie:
            self.formulaire.restaurer(saisie)
        self._touche(dire=False)
        if autre:
            self.brouillon.chercher()

    def _remplir(self, lu: Lu) -> None:
        """The values set at this level; the one that holds otherwise is told in each empty box."""
        niveau = Origine.CITE if lu.tranche_id is None else Origine.TRANCHE
        propres = {
            nom: getattr(lu.charte, nom)
            for nom in chartes.DEFAUTS
            if lu.charte.origines[nom] is niveau
        }
        self.formulaire.remplir(propres)
        for nom, defaut in chartes.DEFAUTS.items():
            herite = defaut if lu.tranche_id is None else getattr(lu.cite, nom)
            de_la_cite = lu.tranche_id is not None and lu.cite.origines[nom] is Origine.CITE
            texte = _("{n} (charte de la cité)") if de_la_cite else _("{n} (valeur proposée)")
            cast(QLineEdit, self.formulaire.widget(nom)).setPlaceholderText(texte.format(n=herite))

    def _gardee(self, changes: Changes) -> None:
        self.brouillon.oublier()
        self.formulaire.remplir(self.formulaire.valeurs())
        self._contexte.signaler_enregistre(changes, _("Charte enregistrée"))

    def _refusee(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _touche(self, *, dire: bool = True) -> None:
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))
        if dire:
            self.brouillon.modifie()

    def _restaurer(self, contenu: dict[str, str]) -> None:
        self.formulaire.restaurer(contenu)
        self._touche(dire=False)


def _champs() -> list[Element]:
    return [
        Champ(
            "nb_propositions",
            _("Propositions"),
            aide=_("Logements proposés à qui cherche un autre logement."),
        ),
        Champ("preavis_jours", _("Préavis (jours)"), aide=_("Entre l’annonce et le déménagement.")),
        Champ("nettoyage_jours", _("Remise en état entre deux ménages (jours)")),
        Champ("ouverture_jours", _("Ouverture des compteurs (jours ouvrés)")),
        Champ("avance_jours", _("Départ au plus tôt avant les travaux (jours)")),
        Champ("retour_jours", _("Retour au plus tard après les travaux (jours)")),
    ]
