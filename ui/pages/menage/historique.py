"""Who changed what from what to what, newest first, to be taken back; the documents kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import _, ngettext
from app.services import annulation, historique
from app.services.documents.vocabulaire import Libelles
from app.services.historique import ActionHistorique, Geste, Historique, LireHistorique
from app.services.menages.lignes import FicheMenage
from ui.contexte import Contexte
from ui.messages import dire_historique as mots_historique
from ui.pages.menage.documents import BlocDocuments
from ui.pages.menage.lues import Lue, ModeleLues, VueLues
from ui.pages.menage.recit import quand
from ui.widgets import Bouton, Etiquette

TAILLE = 50
LIGNES = 6  # rows of one action told in full; the others are counted


class OngletHistorique(QWidget):
    """The actions on this household, read by pages; beside them, the documents kept."""

    demande = Signal(str, object)
    retrait = Signal(str, object)

    def __init__(self, contexte: Contexte, mots: Libelles) -> None:
        super().__init__()
        self._contexte = contexte
        self._mots = mots
        self._menage_id: UUID | None = None
        self.modele = ModeleLues(self)
        self.modele.suite_demandee.connect(self._lire)
        self.vue = VueLues(contexte.theme, _("Historique"), lambda action: action.operation)
        self.vue.montrer(self.modele)
        self.compte = Etiquette("", "secondaire")
        self.annuler = Bouton(_("Annuler cette action"), self._annuler)
        self.annuler.setToolTip(_("Suppr, sur l’action choisie"))
        self.annuler.setEnabled(False)
        self.vue.selectionModel().currentChanged.connect(lambda *_a: self._choisie())
        self.vue.retiree.connect(lambda _action: self._annuler())
        bas = QHBoxLayout()
        bas.addWidget(self.compte)
        bas.addStretch(1)
        bas.addWidget(self.annuler)
        gauche = QVBoxLayout()
        gauche.setSpacing(4)
        gauche.addWidget(self.vue, 1)
        gauche.addLayout(bas)
        self.documents = BlocDocuments(contexte)
        boite = QHBoxLayout(self)
        boite.setContentsMargins(4, 6, 4, 0)
        boite.setSpacing(24)
        boite.addLayout(gauche, 3)
        boite.addWidget(self.documents, 2)

    def remplir(self, fiche: FicheMenage) -> None:
        """Read the history of this household."""
        self._menage_id = fiche.menage.id
        self.documents.montrer(fiche)
        self._lire(0)

    def premier(self) -> QWidget:
        """The list."""
        return self.vue

    def _lire(self, debut: int) -> None:
        if self._menage_id is not None:
            self._contexte.jobs.lancer(
                _en_mots(self._mots, self._contexte.clock.today()),
                LireHistorique(self._menage_id, debut, TAILLE),
                quand_fini=self._recu,
                proprietaire=self,
                cle="menage.historique",
            )

    def _recu(self, dit: tuple[Historique, list[Lue]]) -> None:
        lu, lues = dit
        self.modele.remplir(lu.debut, lu.total, lu.actions, lues)
        compte = ngettext("{n} action", "{n} actions", lu.total)
        self.compte.setText(compte.format(n=lu.total))
        self._choisie()

    def _choisie(self) -> None:
        action = self.vue.courante()
        self.annuler.setEnabled(isinstance(action, ActionHistorique) and action.annulable)

    def _annuler(self) -> None:
        action = self.vue.courante()
        if not isinstance(action, ActionHistorique) or not action.annulable:
            return
        self.annuler.setEnabled(False)
        self._contexte.jobs.lancer(
            annulation.annuler,
            annulation.AnnulerOperation(action.operation),
            quand_fini=self._annulee,
            a_la_fin=self._choisie,
            proprietaire=self,
        )

    def _annulee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Action annulée"))


def _en_mots(
    mots: Libelles, aujourdhui: date
) -> Callable[[LireHistorique, Any], tuple[Historique, list[Lue]]]:
    """Read the history and put it in words, all of it on the database thread."""

    def lire(demande: LireHistorique, uow: Any) -> tuple[Historique, list[Lue]]:
        lu = historique.du_menage(demande, uow)
        return lu, [dire_action(a, mots, aujourdhui) for a in lu.actions]

    return lire


def dire_action(action: ActionHistorique, mots: Libelles, aujourdhui: date) -> Lue:
    """One action in words: when, who and what, then each change "from → to"."""
    locale = action.quand.astimezone()
    quoi = mots_historique.action(action.action)
    if action.annule:
        quoi = _("{action} : {quoi}").format(
            action=quoi, quoi=mots_historique.action(action.annule)
        )
    morceaux = [quoi, action.auteur]
    if action.annulee:
        morceaux.append(_("annulée depuis"))
    lignes = [_ligne(li, mots) for li in action.lignes[:LIGNES]]
    reste = action.nb_lignes - len(lignes)
    if reste > 0:
        lignes.append(ngettext("… et {n} autre", "… et {n} autres", reste).format(n=reste))
    return Lue(
        quand(locale.date(), locale.time(), aujourdhui),
        " · ".join(x for x in morceaux if x),
        "\n".join(lignes),
        action.annulee,
    )


_QUI_DISENT = ("reclamation_id", "dossier_id")


def _ligne(ligne: historique.LigneHistorique, mots: Libelles) -> str:
    def code(colonne: str, texte: str) -> str:
        par_colonne = {
            "etape_code": mots.etape,
            "categorie": mots.reclamation,
            "vers": mots.orientation,
            **({"lieu": mots.lieu} if ligne.table == "reclamation" else {}),
        }
        par_table = {
            "besoin": mots.besoin,
            "ressenti": mots.ressenti,
            "visite_motif": mots.motif,
            "etape": mots.etape,
            "pratique": mots.pratique,
            "point_demenagement": mots.point,
            "point_prise_en_main": mots.point_montre,
        }
        lecteur = par_colonne.get(colonne) or (
            par_table.get(ligne.table) if colonne == "code" else None
        )
        return lecteur(texte) if lecteur is not None else texte.replace("_", " ")

    dits = [
        mots_historique.changement(c, code)
        for c in ligne.changements
        # A key nobody named tells nothing, but for which complaint this is about.
        if (c.libelle != c.colonne or c.colonne in _QUI_DISENT)
        and (ligne.geste is not Geste.CREE or c.apres not in (None, "", False))
    ]
    tete = mots_historique.ligne(ligne)
    return f"{tete[:1].upper()}{tete[1:]} – {' ; '.join(dits)}" if dits else tete
