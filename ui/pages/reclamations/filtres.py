"""The filters of complaints: what presses as chips with counts, the rest in one menu.

Each active filter is a button that removes it, reached by Tab like any other.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QMenu

from app.core.i18n import _, langue, nombre
from app.domain.catalogues import Catalogues
from app.domain.reclamations import OUVERTES, EtatReclamation, NatureReclamation, Urgence
from app.services.documents.vocabulaire import Libelles, dire
from app.services.logements import TrancheLigne
from app.services.reclamations.lecture import FiltreReclamations
from ui.reclamation.phrases import FORMES
from ui.widgets import Puce
from ui.widgets.barre_filtres import Actif, BarreDeFiltres

DEPART = FiltreReclamations(ouvertes=True)
"""What the page shows first: what somebody must still act upon."""


class BarreFiltres(BarreDeFiltres):
    """Holds everything complaints are filtered by but the words; `change` when a hand did."""

    _filtre: FiltreReclamations

    def __init__(self, catalogues: Callable[[], Catalogues]) -> None:
        puces = {
            "en_retard": Puce(_("En retard"), "en_retard"),
            "proches": Puce(_("Échéance proche"), "proches"),
            "sans_responsable": Puce(_("Sans responsable"), "sans_responsable"),
            "confirmer": Puce(_("À confirmer"), "confirmer"),
        }
        super().__init__(DEPART, puces)
        self.puces = puces
        self._catalogues = catalogues
        self._tranches: Sequence[TrancheLigne] = ()
        self._responsables: Sequence[Any] = ()
        self._dits = {cle: puce.accessibleName() for cle, puce in puces.items()}
        for cle, puce in self.puces.items():
            puce.basculee.connect(partial(self._puce, cle))
        self._montrer()

    # --- what is asked -----------------------------------------------------------------------

    def filtre(self, texte: str, cite_id: UUID | None) -> FiltreReclamations:
        """The whole filter, with the words typed and the estate of the header."""
        return replace(self._filtre, texte=texte, cite_id=cite_id)

    @property
    def pose(self) -> FiltreReclamations:
        """The conditions alone: what coming back to the page must find again."""
        return self._filtre

    def poser(self, filtre: FiltreReclamations) -> None:
        """Filter by these conditions, without telling it changed."""
        self._filtre = replace(filtre, texte="", cite_id=None)
        self._montrer()

    def oublier_tranche(self) -> None:
        """Another estate was chosen: its batches are other ones."""
        if self._filtre.tranche_id is not None or self._filtre.sans_cite:
            self.poser(replace(self._filtre, tranche_id=None, sans_cite=False))

    def proposer(self, tranches: Sequence[TrancheLigne], responsables: Sequence[Any]) -> None:
        """Batches and those who repair, one can filter by."""
        self._tranches, self._responsables = tranches, responsables
        self._montrer()

    def compter(self, comptes: Sequence[int]) -> None:
        """How many complaints each chip would show."""
        for (cle, puce), n in zip(self.puces.items(), comptes, strict=True):
            puce.renommer(f"{self._dits[cle]} {nombre(n)}")

    def questions(self, filtre: FiltreReclamations) -> tuple[FiltreReclamations, ...]:
        """The filter behind each chip, the other conditions of `filtre` kept."""
        net = replace(filtre, en_retard=False, proches=False, sans_responsable=False)
        return tuple(_avec(net, cle, coche=True) for cle in self.puces)

    @property
    def actifs(self) -> list[Actif]:
        """The conditions in force, chips apart; every open complaint is none."""
        f = self._filtre
        trouves: list[Actif] = []
        if f.etats and f.etats != (EtatReclamation.FAITE,):
            dit = ", ".join(dire(e) for e in f.etats)
            trouves.append(Actif(dit, replace(f, etats=(), ouvertes=True)))
        elif not f.etats and not f.ouvertes:
            trouves.append(Actif(_("finies aussi"), replace(f, ouvertes=True)))
        if f.nature is not None:
            dit = (
                _("réserves")
                if f.nature is NatureReclamation.RESERVE
                else _("réclamations du ménage")
            )
            trouves.append(Actif(dit, replace(f, nature=None)))
        if f.categorie is not None:
            mots = Libelles(self._catalogues())
            trouves.append(Actif(mots.reclamation(f.categorie), replace(f, categorie=None)))
        if f.urgence is not None:
            dit = _("urgence {mot}").format(mot=dire(f.urgence))
            trouves.append(Actif(dit, replace(f, urgence=None)))
        return [*trouves, *self._actifs_nommes()]

    def _actifs_nommes(self) -> list[Actif]:
        f = self._filtre
        trouves: list[Actif] = []
        if f.responsable_id is not None:
            nom = next((x.nom for x in self._responsables if x.id == f.responsable_id), "…")
            trouves.append(Actif(nom, replace(f, responsable_id=None)))
        if f.tranche_id is not None:
            nom = next((t.nom for t in self._tranches if t.id == f.tranche_id), _("une tranche"))
            trouves.append(Actif(nom, replace(f, tranche_id=None)))
        if f.sans_tranche:
            trouves.append(Actif(_("sans tranche"), replace(f, sans_tranche=False)))
        if f.sans_cite:
            trouves.append(Actif(_("sans cité"), replace(f, sans_cite=False)))
        if f.dossier_id is not None:
            trouves.append(Actif(_("un dossier collectif"), replace(f, dossier_id=None)))
        if f.reception_id is not None:
            trouves.append(Actif(_("une réception"), replace(f, reception_id=None)))
        if f.menage_id is not None or f.logement_id is not None:
            sans = replace(f, menage_id=None, logement_id=None)
            trouves.append(Actif(_("un logement"), sans))
        return trouves

    def dit(self) -> str:
        """The filter in words, for paper."""
        coches = [self._dits[cle] for cle, puce in self.puces.items() if puce.isChecked()]
        return " · ".join([*coches, *(a.texte for a in self.actifs)])

    # --- hands -------------------------------------------------------------------------------

    def _puce(self, cle: str, coche: bool) -> None:
        self._changer(_avec(self._filtre, cle, coche=coche))

    def _cocher(self) -> None:
        f = self._filtre
        coches = {
            "en_retard": f.en_retard,
            "proches": f.proches,
            "sans_responsable": f.sans_responsable,
            "confirmer": f.etats == (EtatReclamation.FAITE,),
        }
        for cle, puce in self.puces.items():
            puce.setChecked(coches[cle])

    def _remplir_menu(self) -> None:
        menu, f = self.bouton.menu(), self._filtre
        menu.clear()
        etats = menu.addMenu(_("État"))
        self._choix(etats, _("toutes celles à suivre"), replace(f, etats=(), ouvertes=True))
        for etat in EtatReclamation:
            dit = f"{FORMES[etat]} {dire(etat)}"
            self._choix(etats, dit, replace(f, etats=(etat,), ouvertes=etat in OUVERTES))
        self._choix(etats, _("finies aussi"), replace(f, etats=(), ouvertes=False))
        categories = menu.addMenu(_("Catégorie"))
        for entree in self._catalogues().reclamations.entrees:
            voulu = replace(f, categorie=entree.code)
            self._choix(categories, entree.libelle(langue()), voulu)
        self._menu_responsables(menu.addMenu(_("Qui répare")))
        urgences = menu.addMenu(_("Urgence"))
        for urgence in Urgence:
            self._choix(urgences, dire(urgence), replace(f, urgence=urgence))
        tranches = menu.addMenu(_("Tranche"))
        tranches.setEnabled(bool(self._tranches))
        plusieurs = len({t.cite_id for t in self._tranches}) > 1
        for tranche in self._tranches:
            nom = f"{tranche.nom} – {tranche.cite}" if plusieurs else tranche.nom
            self._choix(tranches, nom, replace(f, tranche_id=tranche.id, sans_tranche=False))
        sans = replace(f, tranche_id=None, sans_tranche=True)
        self._choix(tranches, _("sans tranche"), sans)
        natures = menu.addMenu(_("Réclamations ou réserves"))
        self._choix(natures, _("les deux"), replace(f, nature=None))
        self._choix(
            natures,
            _("réclamations du ménage"),
            replace(f, nature=NatureReclamation.RECLAMATION),
        )
        self._choix(
            natures, _("réserves de la réception"), replace(f, nature=NatureReclamation.RESERVE)
        )

    def _menu_responsables(self, menu: QMenu) -> None:
        f = self._filtre
        for responsable in self._responsables:
            voulu = replace(f, responsable_id=responsable.id, sans_responsable=False)
            nom = f"{responsable.nom} ({responsable.lot})" if responsable.lot else responsable.nom
            self._choix(menu, nom, voulu)
        sans = replace(f, responsable_id=None, sans_responsable=True)
        self._choix(menu, _("personne pour l’instant"), sans)


def _avec(filtre: FiltreReclamations, cle: str, *, coche: bool) -> FiltreReclamations:
    """The filter once a chip is on or off; late and near exclude each other."""
    if cle == "confirmer":
        etats = (EtatReclamation.FAITE,) if coche else ()
        return replace(filtre, etats=etats, ouvertes=True)
    if cle == "sans_responsable":
        return replace(filtre, sans_responsable=coche, responsable_id=None)
    if cle == "en_retard":
        return replace(filtre, en_retard=coche, proches=False)
    return replace(filtre, proches=coche, en_retard=False)
