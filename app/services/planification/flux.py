"""What days imply for homes, without naming any: flows of households, day after day.

For each batch and each kind of need, how many have left and how many homes are ready again on each
day; never more away than there are homes for them, never more moves than the crews can make. Every
plan keeps to this, so it can only rule out what no plan can do.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from app.domain.planification.glouton import Blocage
from app.domain.planification.instance import LogementOffert, MenageAPlacer, Travaux
from app.domain.planification.possibles import Possibles

Besoin = tuple[int, bool]
"""Bedrooms and step-free: what a household needs, or what a home has at least."""


class _Suite:
    """A number that only grows, day after day."""

    def __init__(self) -> None:
        self._jours: list[date] = []
        self._cumuls: list[Any] = []

    def ajouter(self, jour: date, cumul: Any) -> None:
        """Its value from that day on."""
        self._jours.append(jour)
        self._cumuls.append(cumul)

    def le(self, jour: date) -> Any:
        """Its value on that day; 0 before it begins."""
        valeur: Any = 0
        for connu, cumul in zip(self._jours, self._cumuls, strict=True):
            if connu > jour:
                break
            valeur = cumul
        return valeur


class Flux:
    """Adds the flows to a model whose variables `x` say who gets which home."""

    def __init__(
        self,
        possibles: Possibles,
        mathopt: Any,
        modele: Any,
        x: Mapping[tuple[UUID, UUID], Any],
        glisses: Mapping[UUID, Mapping[int, Any]],
        bloques: Mapping[UUID, list[Blocage]],
    ) -> None:
        self._p = possibles
        self._mo = mathopt
        self._m = modele
        self._glisses = glisses
        self._bloques = bloques
        self._par_jour: dict[date, list[Any]] = defaultdict(list)
        self._partis: dict[tuple[UUID, Besoin], _Suite] = {}
        self._prets: dict[tuple[UUID, Besoin], _Suite] = {}
        self.departs: dict[tuple[UUID, Besoin], list[tuple[date, Any]]] = {}
        self.retours: dict[tuple[UUID, Besoin], list[tuple[date, Any]]] = {}
        groupes = self._groupes(x)
        for (tranche_id, besoin), (menages, variables) in groupes.items():
            self._couler(tranche_id, besoin, menages, variables)
        self._equiper()
        self._loger({besoin for _t, besoin in groupes})

    def _groupes(
        self, x: Mapping[tuple[UUID, UUID], Any]
    ) -> dict[tuple[UUID, Besoin], tuple[dict[UUID, MenageAPlacer], list[Any]]]:
        groupes: dict[tuple[UUID, Besoin], tuple[dict[UUID, MenageAPlacer], list[Any]]] = {}
        for (menage_id, logement_id), variable in x.items():
            if self._p.logements[logement_id].definitif:
                continue
            menage = self._p.menages[menage_id]
            besoin = (menage.exigences.chambres, menage.exigences.plain_pied)
            menages, variables = groupes.setdefault((menage.tranche_id, besoin), ({}, []))
            menages[menage_id] = menage
            variables.append(variable)
        return groupes

    def _couler(
        self,
        tranche_id: UUID,
        besoin: Besoin,
        menages: Mapping[UUID, MenageAPlacer],
        variables: list[Any],
    ) -> None:
        total = self._mo.fast_sum(variables)
        travaux = self._p.instance.travaux[tranche_id]
        departs = sorted({j for m in menages.values() for j in self._p.departs(m)})
        retours = sorted({j for m in menages.values() for j in self._p.retours(m)})
        cle = (tranche_id, besoin)
        self._partis[cle], self.departs[cle] = self._suite(travaux, departs, total, retour=False)
        self._prets[cle], self.retours[cle] = self._suite(travaux, retours, total, retour=True)

    def _suite(
        self, travaux: Travaux, jours: list[date], total: Any, *, retour: bool
    ) -> tuple[_Suite, list[tuple[date, Any]]]:
        suite = _Suite()
        coules = []
        cumul: Any = 0
        for jour in jours:
            flux = self._m.add_variable(lb=0, ub=self._p.calendrier.capacite(jour))
            permis = [
                glisse
                for jours_, glisse in self._glisses[travaux.id].items()
                if self._permis(travaux, jours_, jour, retour=retour)
            ]
            if len(permis) < len(self._glisses[travaux.id]):
                capacite = self._p.calendrier.capacite(jour)
                self._m.add_linear_constraint(flux <= capacite * self._mo.fast_sum(permis))
            self._par_jour[jour].append(flux)
            coules.append((jour, flux))
            suivant = self._m.add_variable(lb=0)
            self._m.add_linear_constraint(suivant == cumul + flux)
            cumul = suivant
            suite.ajouter(self._pret(jour) if retour else jour, cumul)
        self._m.add_linear_constraint(cumul == total)
        return suite, coules

    def _permis(self, travaux: Travaux, decalage: int, jour: date, *, retour: bool) -> bool:
        regles = self._p.instance.regles
        ecart = timedelta(days=decalage)
        if retour:
            fin = travaux.fin + ecart
            return fin < jour <= fin + timedelta(days=regles.retour)
        debut = travaux.debut + ecart
        return debut - timedelta(days=regles.avance) <= jour < debut

    def _pret(self, retour: date) -> date:
        """The soonest any home left that day can be ready."""
        return min(self._p.calendrier.pret(lo, retour) for lo in self._p.tiroirs)

    def _equiper(self) -> None:
        for jour, flux in self._par_jour.items():
            fixes = sum(
                1
                for m in self._p.instance.menages
                if m.impose is not None
                for fixe in (m.impose.depart, m.impose.retour)
                if fixe == jour
            )
            libre = max(0, self._p.calendrier.capacite(jour) - fixes)
            self._m.add_linear_constraint(self._mo.fast_sum(flux) <= libre)

    def _loger(self, besoins: set[Besoin]) -> None:
        """Never more away than there are homes that fit them, kind of home by kind of home."""
        departs = sorted(
            {j for m in self._p.a_placer() for j in self._p.departs(m) if j in self._par_jour}
        )
        chambres = sorted({0, *(c for c, _plain in besoins)})
        for minimum in chambres:
            for plain_pied in (False, True):
                concernes = [
                    cle
                    for cle in self._partis
                    if cle[1][0] >= minimum and (cle[1][1] or not plain_pied)
                ]
                if not concernes or (plain_pied and not any(c[1][1] for c in concernes)):
                    continue
                offre = [
                    lo
                    for lo in self._p.tiroirs
                    if lo.chambres >= minimum and (lo.plain_pied or not plain_pied)
                ]
                for jour in departs:
                    self._borner(jour, concernes, offre)

    def _borner(
        self, jour: date, concernes: list[tuple[UUID, Besoin]], offre: list[LogementOffert]
    ) -> None:
        libres = sum(
            1
            for lo in offre
            if lo.disponible.contient(jour)
            and not any(du <= jour < au for du, au in self._bloques.get(lo.id, ()))
        )
        termes: list[Any] = []
        for cle in concernes:
            partis, prets = self._partis[cle].le(jour), self._prets[cle].le(jour)
            if isinstance(partis, int):
                continue
            if isinstance(prets, int):
                termes.append(partis)
            else:
                termes.append(partis - prets)
        if termes:
            self._m.add_linear_constraint(self._mo.fast_sum(termes) <= libres)
