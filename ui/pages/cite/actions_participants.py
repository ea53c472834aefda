"""Who came to a collective action, who will, who would like to."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _, date_courte
from app.services import actions_collectives
from app.services.actions_collectives import (
    ActionLigne,
    LireParticipants,
    NoterParticipant,
    Participant,
    RetirerParticipant,
)
from app.services.documents.vocabulaire import dire, majuscule
from app.services.soutiens import EtatSoutien
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.saisie.menage import ChoixMenage
from ui.widgets import Bouton, Etiquette, Tableau, Titre

ETATS = (EtatSoutien.FAIT, EtatSoutien.PREVU, EtatSoutien.INTERESSE)
DITS = {
    EtatSoutien.FAIT: N_("✓ est venu"),
    EtatSoutien.PREVU: N_("◇ viendra"),
    EtatSoutien.INTERESSE: N_("◆ aimerait venir"),
}


def _dire_etat(p: Participant) -> str:
    return _(DITS[p.etat]) if p.etat in DITS else majuscule(dire(p.etat))


COLONNES = (
    Colonne("nom", N_("Ménage"), lambda p: p.nom, 150),
    Colonne("", N_("Adresse"), lambda p: p.adresse, 160, accessoire=True),
    Colonne("etat", N_("Participation"), _dire_etat, 130),
    Colonne("le", N_("Le"), lambda p: date_courte(p.le), 90, accessoire=True),
)


class Participants(QWidget):
    """The households of the action chosen above; Suppr takes one out, Enter opens its page."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._action: ActionLigne | None = None
        self._source = SourceListe(lambda p: p.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.titre = Titre("", section=True)
        self.table = Tableau(contexte.theme, _("Ménages de cette action"))
        self.table.setModel(self.modele)
        self.vide = Etiquette("", "secondaire", retour_ligne=True)
        self.choix = ChoixMenage(contexte)
        self.etat = QComboBox()
        self.etat.setAccessibleName(_("Participation"))
        for etat in ETATS:
            self.etat.addItem(_(DITS[etat]), etat)
        self.noter = Bouton(_("Noter"), self._noter)
        self.choix.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.vide.setAlignment(Qt.AlignmentFlag.AlignTop)
        ligne = QHBoxLayout()
        ligne.setSpacing(8)
        ligne.addWidget(self.choix, 1, Qt.AlignmentFlag.AlignTop)
        ligne.addWidget(self.etat, 0, Qt.AlignmentFlag.AlignTop)
        ligne.addWidget(self.noter, 0, Qt.AlignmentFlag.AlignTop)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 0, 0, 0)
        boite.setSpacing(6)
        boite.addWidget(self.titre)
        boite.addLayout(ligne)
        boite.addWidget(self.vide, 1)
        boite.addWidget(self.table, 1)
        self.choix.change.connect(self._touche)
        self.table.valide.connect(self._ouvrir)
        retrait = QShortcut(QKeySequence(Qt.Key.Key_Delete), self.table)
        retrait.setContext(Qt.ShortcutContext.WidgetShortcut)
        retrait.activated.connect(self._retirer)
        self.montrer(None)

    def montrer(self, action: ActionLigne | None) -> None:
        """Show this action's households."""
        if action is None or self._action is None or action.id != self._action.id:
            self._source.remplacer(())
            self.modele.recharger()
            self.choix.fixer(None)
        self._action = action
        self.setEnabled(action is not None)
        self.titre.setText(
            _("Qui y participe : {action}").format(action=action.nom)
            if action is not None
            else _("Qui y participe")
        )
        self._touche()
        if action is None:
            self._dire_vide(_("Choisissez une action ci-dessus."))
            return
        self._contexte.jobs.lancer(
            actions_collectives.participants,
            LireParticipants(action.id),
            quand_fini=self._recus,
            proprietaire=self,
            cle="cite.participants",
        )

    def _recus(self, lus: tuple[Participant, ...]) -> None:
        self._source.remplacer(lus)
        self.table.rafraichir()
        self._dire_vide("" if lus else _("Personne encore : cherchez un ménage, puis « Noter »."))

    def _dire_vide(self, texte: str) -> None:
        self.vide.setText(texte)
        self.vide.setVisible(bool(texte))
        self.table.setVisible(not texte)

    def _touche(self) -> None:
        self.noter.setEnabled(self._action is not None and self.choix.valeur() is not None)

    def _noter(self) -> None:
        menage_id = self.choix.valeur()
        if self._action is None or menage_id is None:
            return
        self._contexte.jobs.lancer(
            actions_collectives.noter_participant,
            NoterParticipant(self._action.id, menage_id, EtatSoutien(self.etat.currentData())),
            quand_fini=self._note,
            proprietaire=self,
        )

    def _note(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Participation notée"))
        self.choix.fixer(None)
        self._touche()
        self.choix.champ.setFocus()

    def _retirer(self) -> None:
        ligne = self.table.ligne_courante()
        if isinstance(ligne, Participant):
            self._contexte.jobs.lancer(
                actions_collectives.retirer_participant,
                RetirerParticipant(ligne.id),
                quand_fini=lambda c: self._contexte.signaler_enregistre(
                    c, _("Participation retirée")
                ),
                proprietaire=self,
            )

    def _ouvrir(self, ligne: object) -> None:
        if isinstance(ligne, Participant):
            self._contexte.navigation.aller("menage", menage_id=ligne.menage_id, onglet="apres")
