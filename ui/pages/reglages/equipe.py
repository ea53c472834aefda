"""The team: who is in post, who left, and the form to add or correct somebody."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.errors import AppError
from app.core.i18n import N_, _
from app.domain.menages import Role
from app.services import equipe
from app.services.documents.vocabulaire import dire, majuscule
from app.services.equipe import IntervenantLigne
from ui.contexte import Contexte
from ui.messages import mots
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.widgets import Bouton, Champ, Formulaire, Genre, Tableau, Titre

COLONNES = (
    Colonne("nom", N_("Nom"), lambda m: m.nom, 130),
    Colonne("prenom", N_("Prénom"), lambda m: m.prenom, 120),
    Colonne("fonction", N_("Fonction"), lambda m: majuscule(dire(m.fonction)), 120),
    Colonne("organisme", N_("Organisme"), lambda m: m.organisme, 130),
    Colonne("actif", N_("En poste"), lambda m: _("oui") if m.actif else _("non"), 90),
)
CHAMPS = ("prenom", "nom", "fonction", "organisme", "telephone", "courriel")


class OngletEquipe(QWidget):
    """The table, and beside it the member one edits or adds. Enter in a field saves."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._membre: IntervenantLigne | None = None
        self._source = SourceListe(lambda m: m.nom_complet)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="nom")
        self.table = Tableau(contexte.theme, _("Équipe"))
        self.table.setModel(self.modele)
        self.titre = Titre("", section=True)
        largeur = contexte.theme.px(300)
        self.formulaire = Formulaire(_champs(), contexte.clock, largeur=largeur)
        self.enregistrer = Bouton(_("Enregistrer"), self.garder, "principal")
        self.poste = Bouton("", self._changer_poste)
        self.nouveau = Bouton(_("Ajouter une personne"), self.preparer_nouveau)
        self._disposer(largeur)
        self.table.valide.connect(lambda _m: self.formulaire.premier().setFocus())
        self.table.selection_changee.connect(self._choix_change)
        self.formulaire.modifie.connect(self._touche)
        self.preparer_nouveau(focus=False)

    def _disposer(self, largeur: int) -> None:
        gauche = QVBoxLayout()
        gauche.setSpacing(8)
        gauche.addWidget(self.table, 1)
        gauche.addWidget(self.nouveau, 0, Qt.AlignmentFlag.AlignLeft)
        boutons = QHBoxLayout()
        boutons.addWidget(self.poste)
        boutons.addStretch(1)
        boutons.addWidget(self.enregistrer)
        cote = QWidget()
        cote.setFixedWidth(largeur)
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
        ligne.addWidget(cote)

    def lire(self) -> None:
        """Read the team again, those who left too; what is being typed stays."""
        self._contexte.jobs.lancer(
            equipe.lister,
            equipe.LireEquipe(actifs=False),
            quand_fini=self._recue,
            proprietaire=self,
            cle="reglages.equipe",
        )

    def preparer_nouveau(self, *, focus: bool = True) -> None:
        """An empty form."""
        self.table.clearSelection()
        self._montrer(None)
        if focus:
            self.formulaire.premier().setFocus()

    def garder(self) -> None:
        """Save the member shown, or add one."""
        if not self.enregistrer.isEnabled():
            return
        self.formulaire.effacer_erreurs()
        valeurs = self.formulaire.valeurs()
        if self._membre is None:
            self._lancer(equipe.creer, equipe.CreerIntervenant(**valeurs))
        else:
            self._lancer(equipe.modifier, equipe.ModifierIntervenant(self._membre.id, **valeurs))

    def _changer_poste(self) -> None:
        if self._membre is not None:
            fonction = equipe.desactiver if self._membre.actif else equipe.reactiver
            self._lancer(fonction, equipe.DesactiverIntervenant(self._membre.id))

    def _lancer(self, fonction: Any, cmd: Any) -> None:
        self.enregistrer.setEnabled(False)
        self.poste.setEnabled(False)
        self._contexte.jobs.lancer(
            fonction,
            cmd,
            quand_fini=self._gardee,
            en_erreur=self._refusee,
            a_la_fin=self._touche,
            proprietaire=self,
        )

    def _gardee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Équipe enregistrée"))
        self.preparer_nouveau()
        self.lire()

    def _refusee(self, erreur: AppError) -> None:
        sous = {"saisie.obligatoire": "nom", "equipe.deja_connu": "nom"}.get(erreur.code)
        if sous is None:
            self._contexte.signaler_erreur(erreur)
            return
        texte = mots(erreur)
        self.formulaire.lignes[sous].erreur(f"{texte.titre} {texte.que_faire}")
        self.formulaire.widget(sous).setFocus()

    def _recue(self, lus: tuple[IntervenantLigne, ...]) -> None:
        self._source.remplacer(lus)
        self.table.rafraichir()

    def _choix_change(self, n: int) -> None:
        ligne = self.table.ligne_courante() if n else None
        if isinstance(ligne, IntervenantLigne) and (
            self._membre is None or ligne.id != self._membre.id
        ):
            self._montrer(ligne)

    def _montrer(self, membre: IntervenantLigne | None) -> None:
        self._membre = membre
        self.titre.setText(membre.nom_complet if membre else _("Une nouvelle personne"))
        vide = {"fonction": Role.MEDIATRICE}
        self.formulaire.remplir({c: getattr(membre, c) for c in CHAMPS} if membre else vide)
        self._touche()
        if membre is not None:
            self.poste.setText(
                _("N’est plus en poste") if membre.actif else _("Est de nouveau en poste")
            )
        self.poste.setHidden(membre is None)

    def _touche(self) -> None:
        change = bool(self.formulaire.modifies())
        self.enregistrer.setEnabled(change)
        self.poste.setEnabled(not change)  # leaving would lose what is typed

    def event(self, event: QEvent) -> bool:
        """Enter in a field is ours."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt name
        """Enter saves what was typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.garder()
        else:
            super().keyPressEvent(event)


def _champs() -> tuple[Champ, ...]:
    fonctions = tuple((role, majuscule(dire(role))) for role in Role)
    return (
        Champ("prenom", _("Prénom")),
        Champ("nom", _("Nom")),
        Champ("fonction", _("Fonction"), Genre.CHOIX, fonctions),
        Champ("organisme", _("Organisme")),
        Champ("telephone", _("Téléphone")),
        Champ("courriel", _("Courriel")),
    )
