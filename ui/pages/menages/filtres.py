"""The filters of the list: phases as chips with their counts, the rest in one menu.

Each active filter is a button that removes it, reached by Tab like any other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any
from uuid import UUID

from PySide6.QtWidgets import QMenu

from app.core.i18n import N_, _, ngettext, nombre
from app.domain.logements import EtatLogement
from app.domain.menages import Phase, Suivi
from app.services.attention import (
    NiveauAttention,
    RegleLue,
    dire_niveau,
    mot_niveau,
)
from app.services.equipe import IntervenantLigne
from app.services.liste_menages import Bilan
from app.services.logements import TrancheLigne
from app.services.menages import FiltreMenages
from ui.widgets import Puce, texte_phase
from ui.widgets.barre_filtres import Actif, BarreDeFiltres

JOURS = (15, 30, 60, 90, 180)
_ETATS: Mapping[EtatLogement, str] = MappingProxyType(
    {
        EtatLogement.OCCUPE: N_("occupé"),
        EtatLogement.TIROIR: N_("logement tiroir"),
        EtatLogement.EN_TRAVAUX: N_("en travaux"),
        EtatLogement.VACANT: N_("vacant"),
        EtatLogement.VENDU: N_("vendu"),
        EtatLogement.A_DEMOLIR: N_("à démolir"),
    }
)


class BarreFiltres(BarreDeFiltres):
    """Holds everything the list is filtered by but the words; `change` when a hand changed it."""

    _filtre: FiltreMenages

    def __init__(self) -> None:
        puces = {p: Puce(texte_phase(p.value), p.value) for p in Phase}
        super().__init__(FiltreMenages(), puces)
        self.puces = puces
        self._tranches: Sequence[TrancheLigne] = ()
        self._equipe: Sequence[IntervenantLigne] = ()
        self._regles: Sequence[RegleLue] = ()
        for phase, puce in self.puces.items():
            puce.basculee.connect(partial(self._phase, phase))

    # --- what is asked -----------------------------------------------------------------------

    def filtre(self, texte: str, cite_id: UUID | None) -> FiltreMenages:
        """The whole filter, with the words typed and the estate of the header."""
        return replace(self._filtre, texte=texte, cite_id=cite_id)

    def poser(self, **champs: Any) -> None:
        """Set some conditions (fields of `FiltreMenages`), without telling it changed."""
        self._filtre = replace(self._filtre, **champs)
        self._montrer()

    def oublier_tranche(self) -> None:
        """Another estate was chosen: its batches are other ones."""
        if self._filtre.tranche_id is not None:
            self.poser(tranche_id=None)

    def proposer(
        self,
        tranches: Sequence[TrancheLigne],
        equipe: Sequence[IntervenantLigne],
        regles: Sequence[RegleLue] = (),
    ) -> None:
        """Batches, members of the team and reasons of attention one can filter by."""
        self._tranches, self._equipe, self._regles = tranches, equipe, regles
        self._montrer()

    def compter(self, bilan: Bilan) -> None:
        """Show how many households are in each phase."""
        for phase, puce in self.puces.items():
            n = nombre(bilan.par_phase.get(phase, 0))
            puce.renommer(f"{texte_phase(phase.value)} {n}")

    @property
    def actifs(self) -> list[Actif]:
        """The conditions in force, phases apart."""
        f = self._filtre
        trouves: list[Actif] = []
        if f.tranche_id is not None:
            nom = next((t.nom for t in self._tranches if t.id == f.tranche_id), _("une tranche"))
            trouves.append(Actif(nom, replace(f, tranche_id=None)))
        if f.referent_id is not None:
            nom = next((i.nom_complet for i in self._equipe if i.id == f.referent_id), "…")
            dit = _("suivi par {nom}").format(nom=nom)
            trouves.append(Actif(dit, replace(f, referent_id=None)))
        if f.sans_referent:
            trouves.append(Actif(_("sans référent"), replace(f, sans_referent=False)))
        if f.sans_visite_depuis is not None:
            dit = pas_vus(f.sans_visite_depuis)
            trouves.append(Actif(dit, replace(f, sans_visite_depuis=None)))
        if f.jamais_vus:
            trouves.append(Actif(_("jamais vus"), replace(f, jamais_vus=False)))
        trouves += self._actifs_parcours()
        if f.etat is not None:
            dit = _("logement {etat}").format(etat=_(_ETATS[f.etat]))
            trouves.append(Actif(dit, replace(f, etat=None)))
        if f.suivi is not Suivi.OUVERT:
            dit = _("suivis clos aussi") if f.suivi is None else _("suivis clos seulement")
            trouves.append(Actif(dit, replace(f, suivi=Suivi.OUVERT)))
        return trouves

    def _actifs_parcours(self) -> list[Actif]:
        f = self._filtre
        trouves: list[Actif] = []
        if f.attention is not None:
            dit = _("attention : {niveau}").format(niveau=mot_niveau(f.attention))
            trouves.append(Actif(dit, replace(f, attention=None)))
        if f.raison is not None:
            dits = (r.titre for r in self._regles if r.code == f.raison)
            trouves.append(Actif(next(dits, _("une raison")), replace(f, raison=None)))
        for champ, dit in (
            ("a_regarder", _("à regarder")),
            ("etape_en_retard", _("étape en retard")),
            ("a_prevenir", _("à prévenir")),
            ("temoin", _("témoins")),
        ):
            if getattr(f, champ):
                sans: dict[str, Any] = {champ: False}
                trouves.append(Actif(dit, replace(f, **sans)))
        return trouves

    def dit(self) -> str:
        """The filter in words, for paper."""
        dits = [texte_phase(self._filtre.phase.value)] if self._filtre.phase else []
        return " · ".join([*dits, *(a.texte for a in self.actifs)])

    # --- hands -------------------------------------------------------------------------------

    def _phase(self, phase: Phase, coche: bool) -> None:
        self._changer(replace(self._filtre, phase=phase if coche else None))

    def _cocher(self) -> None:
        for phase, puce in self.puces.items():
            puce.setChecked(self._filtre.phase is phase)

    def _remplir_menu(self) -> None:
        menu = self.bouton.menu()
        menu.clear()
        f = self._filtre
        self._remplir_attention(menu)
        passage = menu.addMenu(_("Dernier contact"))
        for jours in JOURS:
            self._choix(passage, pas_vus(jours), replace(f, sans_visite_depuis=jours))
        self._choix(passage, _("jamais vus"), replace(f, jamais_vus=True, sans_visite_depuis=None))
        referents = menu.addMenu(_("Référent"))
        for membre in self._equipe:
            voulu = replace(f, referent_id=membre.id, sans_referent=False)
            self._choix(referents, membre.nom_complet, voulu)
        self._choix(referents, _("sans référent"), replace(f, sans_referent=True, referent_id=None))
        tranches = menu.addMenu(_("Tranche"))
        tranches.setEnabled(bool(self._tranches))
        plusieurs = len({t.cite_id for t in self._tranches}) > 1
        for tranche in self._tranches:
            nom = f"{tranche.nom} – {tranche.cite}" if plusieurs else tranche.nom
            self._choix(tranches, nom, replace(f, tranche_id=tranche.id))
        etats = menu.addMenu(_("État du logement"))
        for etat, mot in _ETATS.items():
            self._choix(etats, _(mot), replace(f, etat=etat))
        suivi = menu.addMenu(_("Suivi"))
        self._choix(suivi, _("suivis ouverts"), replace(f, suivi=Suivi.OUVERT))
        self._choix(suivi, _("suivis clos seulement"), replace(f, suivi=Suivi.CLOS))
        self._choix(suivi, _("suivis clos aussi"), replace(f, suivi=None))

    def _remplir_attention(self, menu: QMenu) -> None:
        f = self._filtre
        vide = replace(f, attention=None, a_regarder=False, raison=None)
        attention = menu.addMenu(_("Attention"))
        self._choix(attention, _("à regarder, peu ou beaucoup"), replace(vide, a_regarder=True))
        for niveau in NiveauAttention:
            self._choix(attention, dire_niveau(niveau), replace(vide, attention=niveau))
        attention.addSeparator()
        for regle in self._regles:
            if regle.reglage.actif:
                self._choix(attention, regle.titre, replace(vide, raison=regle.code))
        parcours = menu.addMenu(_("Parcours"))
        self._choix(parcours, _("étape en retard"), replace(f, etape_en_retard=True))
        self._choix(parcours, _("à prévenir d’un changement"), replace(f, a_prevenir=True))
        self._choix(parcours, _("témoins"), replace(f, temoin=True))


def pas_vus(jours: int) -> str:
    """ "pas vus depuis 30 jours"."""
    return ngettext("pas vus depuis {n} jour", "pas vus depuis {n} jours", jours).format(n=jours)
