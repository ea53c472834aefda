"""Collective actions of an estate, and the visits of renovated homes nobody foresaw."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, date_courte, ngettext, nombre
from app.services import actions_collectives, prises_en_main
from app.services.actions_collectives import (
    ActionLigne,
    CreerAction,
    GenreAction,
    ListerActions,
    ModifierAction,
    RetirerAction,
)
from app.services.documents.vocabulaire import dire, majuscule
from app.services.prises_en_main import Manquantes, PlanificationFaite, PlanifierManquantes
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.actions_participants import Participants
from ui.pages.cite.disposition import cote_a_cote, cote_formulaire
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import Bandeau, Bouton, Champ, EtatVide, Flux, Formulaire, Genre, Tableau, Titre
from ui.widgets.formulaire import Element


def _quand(a: ActionLigne) -> str:
    return date_courte(a.le) if a.le else _("toute l’année")


COLONNES = (
    Colonne("le", N_("Quand"), _quand, 115),
    Colonne("nom", N_("Action"), lambda a: a.nom, 190),
    Colonne("", N_("Genre"), lambda a: majuscule(dire(a.genre)), 130, accessoire=True),
    Colonne("", N_("Lieu"), lambda a: a.lieu or "", 130, accessoire=True),
    Colonne("venus", N_("Venus"), lambda a: nombre(a.venus), 70, droite=True),
    Colonne("attendus", N_("Attendus"), lambda a: nombre(a.attendus), 95, droite=True),
    Colonne("interesses", N_("Intéressés"), lambda a: nombre(a.interesses), 105, droite=True),
)


class OngletActions(OngletCite):
    """The actions with their counts, who takes part in the one chosen, its form at the right."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._action: ActionLigne | None = None
        self._source = SourceListe(lambda a: a.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Actions de la cité"))
        self.table.setModel(self.modele)
        self.bandeau = Bandeau()
        self.planifier = Bouton(_("Prévoir ces visites"), self._planifier)
        self.participants = Participants(contexte)
        self.titre = Titre("", section=True)
        largeur = contexte.theme.px(270)
        self.formulaire = Formulaire(_champs(), contexte.clock, largeur=largeur)
        self.enregistrer = Bouton(_("Enregistrer l’action"), self.garder, "principal")
        self.nouvelle = Bouton(_("Nouvelle action"), self.preparer_nouvelle)
        self.retirer = Bouton(_("Retirer l’action"), self._retirer, "discret")
        self.vide = EtatVide(
            _("Aucune action encore"),
            _(
                "Un café au coin de la rue, une fête, un atelier chaque samedi : notez-les, puis"
                " qui vient. Un groupe qui continue sans vous se voit ici."
            ),
        )
        self._disposer(largeur)
        self.table.valide.connect(lambda _a: self.participants.choix.champ.setFocus())
        self.table.selection_changee.connect(self._choix_change)
        self.formulaire.modifie.connect(self._touche)
        self.preparer_nouvelle(focus=False)

    def _disposer(self, largeur: int) -> None:
        self._pile = Pile()
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.vide)
        sous = Flux()
        sous.addWidget(self.nouvelle)
        sous.addWidget(self.retirer)
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(self.bandeau)
        gauche.addWidget(self._pile, 3)
        gauche.addLayout(sous)
        gauche.addWidget(self.participants, 3)
        cote = cote_formulaire(
            (self.titre, self.formulaire), self.enregistrer, largeur + self._contexte.theme.px(16)
        )
        cote_a_cote(self, gauche, cote)
        self.bandeau.hide()

    # --- what is shown -----------------------------------------------------------------------

    def montrer(self, cite_id: UUID) -> None:
        """Show the actions of this estate."""
        self._cite_id = cite_id
        self._source.remplacer(())
        self.modele.recharger()
        self.bandeau.hide()
        self.preparer_nouvelle(focus=False)

    def rafraichir(self) -> None:
        """Read them again; what is being typed stays."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            actions_collectives.lister,
            ListerActions(self._cite_id),
            quand_fini=self._recues,
            proprietaire=self,
            cle="cite.actions",
        )
        self._contexte.jobs.lancer(
            prises_en_main.manquantes,
            PlanifierManquantes(self._cite_id),
            quand_fini=self._dire_manquantes,
            proprietaire=self,
            cle="cite.manquantes",
        )

    def preparer_nouvelle(self, *, focus: bool = True) -> None:
        """An empty form."""
        self._action = None
        self.table.clearSelection()
        self.titre.setText(_("Nouvelle action"))
        self.formulaire.remplir({"genre": GenreAction.PONCTUELLE})
        self.participants.montrer(None)
        self._touche()
        if focus:
            self.formulaire.premier().setFocus()

    def _recues(self, lues: tuple[ActionLigne, ...]) -> None:
        self._source.remplacer(lues)
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lues else 1)
        self.participants.setVisible(bool(lues))
        if self._action is not None:
            self._action = next((a for a in lues if a.id == self._action.id), None)
            self.participants.montrer(self._action)
        self._touche()

    def _dire_manquantes(self, lues: Manquantes) -> None:
        morceaux = []
        if lues.menages:
            dit = ngettext(
                "{n} ménage rentré n’a pas toutes ses visites de prise en main prévues.",
                "{n} ménages rentrés n’ont pas toutes leurs visites de prise en main prévues.",
                lues.menages,
            )
            morceaux.append(dit.format(n=lues.menages))
        if lues.trop_tard:
            dit = ngettext(
                "Pour {n} autre, le premier hiver est passé.",
                "Pour {n} autres, le premier hiver est passé.",
                lues.trop_tard,
            )
            morceaux.append(dit.format(n=lues.trop_tard))
        if not lues.menages:
            self.bandeau.hide()
            return
        self.planifier = Bouton(_("Prévoir ces visites"), self._planifier)
        self.bandeau.dire(" ".join(morceaux), "attention", self.planifier)

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, ActionLigne) and (self._action is None or ligne.id != self._action.id):
            self._action = ligne
            self.titre.setText(_("Modifier l’action"))
            self.formulaire.remplir(asdict(ligne))
            self.participants.montrer(ligne)
        self._touche()

    # --- acting ------------------------------------------------------------------------------

    def garder(self) -> None:
        """Save the action shown, or add it."""
        if self._cite_id is None or not self.formulaire.modifies():
            return
        self.formulaire.effacer_erreurs()
        self.enregistrer.setEnabled(False)
        v = self.formulaire.valeurs()
        dits = (v["nom"] or "", GenreAction(v["genre"]), v["le"], v["lieu"] or "")
        fin = v["precision"] or ""
        fn: Any = actions_collectives.creer
        cmd: Any = CreerAction(self._cite_id, *dits, fin)
        if self._action is not None:
            fn, cmd = actions_collectives.modifier, ModifierAction(self._action.id, *dits, fin)
        self._contexte.jobs.lancer(
            fn, cmd, quand_fini=self._gardee, en_erreur=self._refusee, proprietaire=self
        )

    def _gardee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Action enregistrée"))
        if self._action is None:
            self.preparer_nouvelle()
        else:
            self.formulaire.remplir(self.formulaire.valeurs())
        self._touche()

    def _refusee(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _retirer(self) -> None:
        if self._action is not None:
            self._contexte.jobs.lancer(
                actions_collectives.retirer,
                RetirerAction(self._action.id),
                quand_fini=self._retiree,
                proprietaire=self,
            )

    def _retiree(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Action retirée"))
        self.preparer_nouvelle()

    def _planifier(self) -> None:
        self.planifier.setEnabled(False)
        self._contexte.jobs.lancer(
            prises_en_main.planifier_manquantes,
            PlanifierManquantes(self._cite_id),
            quand_fini=self._planifiees,
            proprietaire=self,
        )

    def _planifiees(self, fait: PlanificationFaite) -> None:
        n = fait.bilan.visites
        dit = ngettext("{n} visite prévue", "{n} visites prévues", n).format(n=n)
        self._contexte.signaler_enregistre(fait, dit)
        self.rafraichir()

    def _touche(self) -> None:
        self.enregistrer.setEnabled(bool(self.formulaire.modifies()))
        self.retirer.setEnabled(self._action is not None)


def _champs() -> list[Element]:
    genres = tuple((g, majuscule(dire(g))) for g in GenreAction)
    return [
        Champ("nom", _("Action"), aide=_("Par exemple : café au coin de la rue.")),
        Champ("genre", _("Genre"), Genre.CHOIX, genres),
        Champ("le", _("Le"), Genre.DATE, aide=_("Vide : elle a lieu toute l’année.")),
        Champ("lieu", _("Lieu")),
        Champ("precision", _("Précision"), aide=_("Avec qui, pour quoi, et la suite.")),
    ]
