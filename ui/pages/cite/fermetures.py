"""Days on which nobody moves in the estate, or without one of the crews."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.changes import Changes
from app.core.i18n import N_, _, date_courte
from app.services import indisponibilites
from app.services.equipes import EquipeLigne
from app.services.indisponibilites import (
    AjouterIndisponibilite,
    IndisponibiliteFiche,
    ListerIndisponibilites,
    RetirerIndisponibilite,
)
from ui.contexte import Contexte
from ui.models.source_liste import SourceListe
from ui.models.table_paginee import Colonne, TablePaginee
from ui.widgets import Bouton, Champ, Etiquette, Flux, Formulaire, Genre, Tableau, Titre


@dataclass(frozen=True, slots=True)
class Fermeture:
    """A period told with what it is about."""

    id: UUID
    qui: str
    du: date
    au: date
    motif: str


COLONNES = (
    Colonne("qui", N_("Pour"), lambda f: f.qui, 150),
    Colonne("du", N_("Du"), lambda f: date_courte(f.du), 105),
    Colonne("au", N_("Au"), lambda f: date_courte(f.au), 105),
    Colonne("motif", N_("Raison"), lambda f: f.motif, 200),
)


class Fermetures(QWidget):
    """The periods to come as a table, and a line to add one."""

    def __init__(self, contexte: Contexte) -> None:
        super().__init__()
        self._contexte = contexte
        self._cite_id: UUID | None = None
        self._equipes: Sequence[EquipeLigne] = ()
        self._cite: tuple[IndisponibiliteFiche, ...] = ()
        self._source = SourceListe(lambda f: f.qui)
        self.modele = TablePaginee(self._source, COLONNES, self, tri="du")
        self.table = Tableau(contexte.theme, _("Jours sans déménagement"))
        self.table.setModel(self.modele)
        self.saisie = Formulaire([_champs()], contexte.clock, largeur=contexte.theme.px(1200))
        self.ajouter = Bouton(_("Ajouter ces jours"), self.garder)
        self.retirer = Bouton(_("Retirer"), self._retirer, "discret")
        self.retirer.setEnabled(False)
        self._disposer()
        self.table.selection_changee.connect(lambda n: self.retirer.setEnabled(n > 0))

    def _disposer(self) -> None:
        boutons = Flux()
        boutons.addWidget(self.ajouter)
        boutons.addWidget(self.retirer)
        boite = QVBoxLayout(self)
        boite.setContentsMargins(0, 8, 0, 0)
        boite.setSpacing(8)
        boite.addWidget(Titre(_("Jours sans déménagement"), section=True))
        boite.addWidget(
            Etiquette(
                _("Les week-ends et les jours fériés le sont déjà."),
                "secondaire",
                retour_ligne=True,
            )
        )
        boite.addWidget(self.table, 1)
        boite.addWidget(self.saisie)
        boite.addLayout(boutons)

    def montrer(self, cite_id: UUID) -> None:
        """Show those of this estate and of its crews."""
        self._cite_id = cite_id
        self._cite, self._equipes = (), ()
        self._ecrire()

    def equipes(self, lues: Sequence[EquipeLigne]) -> None:
        """The crews, with their absences."""
        self._equipes = lues
        self._ecrire()

    def rafraichir(self) -> None:
        """Read the closings of the estate again."""
        if self._cite_id is not None:
            aujourdhui = self._contexte.clock.today()
            self._contexte.jobs.lancer(
                indisponibilites.lister,
                ListerIndisponibilites(cite_id=self._cite_id, apres=aujourdhui),
                quand_fini=self._recues,
                proprietaire=self,
                cle="cite.fermetures",
            )

    def _recues(self, lues: tuple[IndisponibiliteFiche, ...]) -> None:
        self._cite = lues
        self._ecrire()

    def _ecrire(self) -> None:
        choix = [(None, _("toute la cité")), *((e.id, e.nom) for e in self._equipes)]
        self.saisie.changer_choix("equipe_id", choix)
        cite = _("toute la cité")
        lignes = [Fermeture(f.id, cite, f.du, f.au, f.motif or "") for f in self._cite]
        lignes += [
            Fermeture(a.id, e.nom, a.du, a.au, a.motif or "")
            for e in self._equipes
            for a in e.absences
        ]
        self._source.remplacer(lignes)
        self.table.rafraichir()

    def garder(self) -> None:
        """Add the days typed; without an end, that day only."""
        if self._cite_id is None or not self.saisie.dates_comprises():
            return
        valeurs = self.saisie.valeurs()
        if valeurs["du"] is None:
            self.saisie.widget("du").setFocus()
            self._contexte.informer(_("Dites d’abord à partir de quel jour."))
            return
        equipe_id: UUID | None = valeurs["equipe_id"]
        cite_id = self._cite_id if equipe_id is None else None
        self._contexte.jobs.lancer(
            indisponibilites.ajouter,
            AjouterIndisponibilite(
                valeurs["du"],
                valeurs["au"],
                valeurs["motif"],
                equipe_id=equipe_id,
                cite_id=cite_id,
            ),
            quand_fini=self._ajoutee,
            en_erreur=self._contexte.signaler_erreur,
            proprietaire=self,
        )

    def _ajoutee(self, changes: Changes) -> None:
        self._contexte.signaler_enregistre(changes, _("Jours sans déménagement enregistrés"))
        self.saisie.remplir({"equipe_id": self.saisie.valeurs()["equipe_id"]})
        self.saisie.widget("du").setFocus()

    def _retirer(self) -> None:
        ligne = self.table.ligne_courante()
        if isinstance(ligne, Fermeture):
            self._contexte.jobs.lancer(
                indisponibilites.retirer,
                RetirerIndisponibilite(ligne.id),
                quand_fini=lambda c: self._contexte.signaler_enregistre(
                    c, _("Jours rendus aux déménagements")
                ),
                proprietaire=self,
            )


def _champs() -> tuple[Champ, ...]:
    return (
        Champ("equipe_id", _("Pour"), Genre.CHOIX, ((None, _("toute la cité")),), part=2),
        Champ("du", _("Du"), Genre.DATE, part=2),
        Champ("au", _("Au"), Genre.DATE, part=2),
        Champ("motif", _("Raison"), part=3),
    )
