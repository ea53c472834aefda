"""Crews of moves: who they are, how many moves a day, on which weekdays; days nobody moves."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _, nombre
from app.domain.demenagements import GenreEquipe
from app.domain.telephone import afficher
from app.services import equipes
from app.services.documents.vocabulaire import dire, majuscule
from app.services.equipes import CreerEquipe, EquipeLigne, ListerEquipes, ModifierEquipe
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.pages.cite.disposition import cote_a_cote, cote_formulaire
from ui.pages.cite.fermetures import Fermetures
from ui.pages.cite.jours_semaine import JoursSemaine, dire_jours
from ui.pages.cite.onglet import OngletCite
from ui.pile import Pile
from ui.widgets import Bouton, Champ, EtatVide, Flux, Formulaire, Genre, LigneForm, Tableau, Titre
from ui.widgets.formulaire import Element

COLONNES = (
    Colonne("nom", N_("Équipe"), lambda e: e.nom if e.actif else _dire_retiree(e), 170),
    Colonne("genre", N_("Qui"), lambda e: majuscule(dire(e.genre)), 120),
    Colonne("capacite", N_("Par jour"), lambda e: nombre(e.capacite), 80, droite=True),
    Colonne("", N_("Jours"), lambda e: dire_jours(e.jours), 150),
    Colonne("cite", N_("Où"), lambda e: e.cite or _("toutes les cités"), 130, accessoire=True),
)


class VueEquipes(OngletCite):
    """Crews and their days off on the left, the crew one edits on the right."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._equipe: EquipeLigne | None = None
        self._source = SourceListe(lambda e: e.nom)
        self.modele = TablePaginee(self._source, COLONNES, self)
        self.table = Tableau(contexte.theme, _("Équipes"))
        self.table.setModel(self.modele)
        self.titre = Titre("", section=True)
        largeur = contexte.theme.px(280)
        self.formulaire = Formulaire(_champs(), contexte.clock, largeur=largeur)
        self.jours = JoursSemaine()
        self.enregistrer = Bouton(_("Enregistrer l’équipe"), self.garder, "principal")
        self.nouvelle = Bouton(_("Nouvelle équipe"), self.preparer_nouvelle)
        self.retirer = Bouton(_("Ne travaille plus ici"), self._retirer, "discret")
        self.fermetures = Fermetures(contexte)
        self.vide = EtatVide(
            _("Aucune équipe encore"),
            _(
                "Dites combien de déménagements par jour les déménageurs et les pilotes sociaux "
                "peuvent suivre : le planning n’en mettra jamais plus."
            ),
        )
        self._disposer(largeur)
        self.table.valide.connect(lambda _e: self.formulaire.premier().setFocus())
        self.table.selection_changee.connect(self._choix_change)
        self.formulaire.modifie.connect(self._touche)
        self.jours.modifie.connect(self._touche)
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
        gauche.addWidget(self._pile, 2)
        gauche.addLayout(sous)
        gauche.addWidget(self.fermetures, 3)
        jours = LigneForm(_("Jours travaillés"), self.jours)
        cote = cote_formulaire(
            (self.titre, self.formulaire, jours),
            self.enregistrer,
            largeur + self._contexte.theme.px(16),
        )
        cote_a_cote(self, gauche, cote)

    def premier_champ(self) -> QWidget:
        """The list of crews."""
        return self.table

    def montrer(self, cite_id: UUID) -> None:
        """Show the crews that work in this estate."""
        self._cite_id = cite_id
        self._source.remplacer(())
        self.modele.recharger()
        choix = ((None, _("toutes les cités")), (cite_id, _("cette cité seulement")))
        self.formulaire.changer_choix("cite_id", choix)
        self.fermetures.montrer(cite_id)
        self.preparer_nouvelle(focus=False)

    def rafraichir(self) -> None:
        """Read them again; what is being typed stays."""
        if self._cite_id is None:
            return
        self._contexte.jobs.lancer(
            equipes.lister,
            ListerEquipes(self._cite_id, actives=False),
            quand_fini=self._recues,
            proprietaire=self,
            cle="cite.equipes",
        )
        self.fermetures.rafraichir()

    def preparer_nouvelle(self, *, focus: bool = True) -> None:
        """An empty form."""
        self._equipe = None
        self.table.clearSelection()
        self.titre.setText(_("Nouvelle équipe"))
        self.formulaire.remplir({"genre": GenreEquipe.DEMENAGEURS, "capacite": 2, "cite_id": None})
        self.jours.fixer("12345")
        self._touche()
        if focus:
            self.formulaire.premier().setFocus()

    def _recues(self, lues: tuple[EquipeLigne, ...]) -> None:
        self._source.remplacer(lues)
        self.table.rafraichir()
        self._pile.setCurrentIndex(0 if lues else 1)
        self.fermetures.equipes([e for e in lues if e.actif])
        if self._equipe is not None:
            self._equipe = next((e for e in lues if e.id == self._equipe.id), None)
        self._touche()

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, EquipeLigne) and (self._equipe is None or ligne.id != self._equipe.id):
            self._equipe = ligne
            self.titre.setText(_("Modifier l’équipe"))
            numero = afficher(ligne.telephone) if ligne.telephone else ""
            self.formulaire.remplir(asdict(ligne) | {"telephone": numero})
            self.jours.fixer(ligne.jours)
        self._touche()

    def _change(self) -> dict[str, Any]:
        avant = self._equipe.jours if self._equipe else "12345"
        jours = self.jours.valeur()
        return self.formulaire.modifies() | ({"jours": jours} if jours != avant else {})

    def garder(self) -> None:
        """Save the crew shown, or add it."""
        change = self._change()
        if not change:
            return
        self.formulaire.effacer_erreurs()
        self.enregistrer.setEnabled(False)
        fn: Any = equipes.modifier
        cmd: Any = self._equipe and ModifierEquipe(self._equipe.id, change)
        if self._equipe is None:
            valeurs = self.formulaire.valeurs() | {"jours": self.jours.valeur()}
            nom, genre = str(valeurs.pop("nom")), GenreEquipe(valeurs.pop("genre"))
            fn, cmd = equipes.creer, CreerEquipe(nom, genre, valeurs)
        self._contexte.jobs.lancer(
            fn, cmd, quand_fini=self._gardee, en_erreur=self._refusee, proprietaire=self
        )

    def _gardee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Équipe enregistrée"))
        if self._equipe is None:
            self.preparer_nouvelle()
        else:
            self.formulaire.remplir(self.formulaire.valeurs())

    def _refusee(self, erreur: AppError) -> None:
        self.enregistrer.setEnabled(True)
        if not self.formulaire.montrer_erreur(erreur):
            self._contexte.signaler_erreur(erreur)

    def _retirer(self) -> None:
        if self._equipe is None:
            return
        actif = self._equipe.actif
        dit = _("Équipe retirée") if actif else _("Équipe de nouveau en activité")
        self._contexte.jobs.lancer(
            equipes.retirer if actif else equipes.reprendre,
            equipes.RetirerEquipe(self._equipe.id),
            quand_fini=lambda c: self._contexte.signaler_enregistre(c, dit),
            proprietaire=self,
        )

    def _touche(self) -> None:
        self.enregistrer.setEnabled(bool(self._change()))
        self.retirer.setEnabled(self._equipe is not None)
        retiree = self._equipe is not None and not self._equipe.actif
        self.retirer.setText(
            _("Travaille de nouveau ici") if retiree else _("Ne travaille plus ici")
        )


def _champs() -> list[Element]:
    genres = tuple((g.value, majuscule(dire(g))) for g in GenreEquipe)
    return [
        Champ("nom", _("Équipe")),
        Champ("genre", _("Genre d’équipe"), Genre.CHOIX, genres),
        Champ("capacite", _("Déménagements par jour")),
        Champ("cite_id", _("Où"), Genre.CHOIX, ((None, _("toutes les cités")),)),
        Champ("organisme", _("Entreprise")),
        Champ("telephone", _("Téléphone")),
        Champ("courriel", _("Courriel")),
    ]


def _dire_retiree(e: EquipeLigne) -> str:
    return _("{nom} (retirée)").format(nom=e.nom)
