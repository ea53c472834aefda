"""Why a line of a plan is what it is, and what would unblock it, as codes and values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import UUID

from app.domain.planification.glouton import Agenda, agenda_de, placer
from app.domain.planification.instance import (
    Instance,
    LogementOffert,
    MenageAPlacer,
    Placement,
    Remarque,
    Travaux,
)
from app.domain.planification.mots import Solution
from app.domain.planification.plan import PlanPropose
from app.domain.planification.possibles import Possibles, manques

CITES = 3
"""Homes named one by one; the others are counted."""
SEMAINES = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class Explication:
    """`titre` says what was decided, `lignes` why, `deblocages` what would change it."""

    titre: Remarque
    lignes: tuple[Remarque, ...]
    deblocages: tuple[Remarque, ...] = ()


def pourquoi(instance: Instance, plan: PlanPropose, menage_id: UUID) -> Explication:
    """The explanation of one household's line. Everything else of the plan stays as it is."""
    possibles = Possibles(instance)
    menage = possibles.menages[menage_id]
    place = plan.placements.get(menage_id, Placement(Solution.AUCUNE))
    agenda = agenda_de(possibles, plan, sauf=menage_id)
    cas = _Cas(possibles, plan, menage, place, agenda)
    if place.solution is Solution.AUCUNE:
        return Explication(
            Remarque("pourquoi.aucune", {"menage": menage_id}),
            tuple(cas.empechements()),
            tuple(cas.deblocages()),
        )
    return Explication(
        Remarque(f"pourquoi.{place.solution.value}", {"menage": menage_id}), tuple(cas.raisons())
    )


@dataclass(frozen=True, slots=True)
class _Cas:
    """One household, its line, and what the rest of the plan leaves."""

    possibles: Possibles
    plan: PlanPropose
    menage: MenageAPlacer
    place: Placement
    agenda: Agenda

    @property
    def travaux(self) -> Travaux:
        """The works on its home, as the plan has them."""
        return self.plan.travaux(self.possibles.instance, self.menage.tranche_id)

    # ---- why this one ------------------------------------------------------------------------

    def raisons(self) -> Iterator[Remarque]:
        """What led to that home and those days."""
        if self.menage.impose is not None:
            yield Remarque("pourquoi.fixe")
        logement = self.possibles.logements.get(self.place.logement_id or self.menage.id)
        if logement is not None and self.place.solution is not Solution.RETOUR:
            yield from self._raisons_du_logement(logement)
        yield from self._raisons_des_jours()

    def _raisons_du_logement(self, logement: LogementOffert) -> Iterator[Remarque]:
        besoin = self.menage.exigences
        yield Remarque(
            "pourquoi.convient",
            {"logement": logement.id, "chambres": logement.chambres, "besoin": besoin.chambres},
        )
        if besoin.plain_pied:
            yield Remarque("pourquoi.plain_pied", {"logement": logement.id})
        if besoin.animaux:
            yield Remarque("pourquoi.animaux", {"logement": logement.id})
        definitif = self.place.solution is Solution.DEFINITIF
        autres = [
            lo
            for lo in self.possibles.convenables(self.menage, definitif=definitif)
            if lo.id != logement.id
        ]
        metres = self.possibles.distance(self.menage, logement)
        yield Remarque("pourquoi.distance", {"metres": metres, "n": len(autres)})
        plus_pres = sorted(
            (lo for lo in autres if self.possibles.distance(self.menage, lo) < metres),
            key=lambda lo: self.possibles.distance(self.menage, lo),
        )
        depart, retour = self.place.depart, self.place.retour
        for autre in plus_pres[:CITES]:
            yield self._pris(autre, depart, retour) or Remarque(
                "pourquoi.laisse", {"logement": autre.id}
            )

    def _raisons_des_jours(self) -> Iterator[Remarque]:
        travaux, depart, retour = self.travaux, self.place.depart, self.place.retour
        if depart is not None:
            yield Remarque("pourquoi.depart", {"jour": depart, "debut": travaux.debut})
        if retour is not None:
            yield Remarque("pourquoi.jour_retour", {"jour": retour, "fin": travaux.fin})
        decalage = self.plan.decalages.get(self.menage.tranche_id, 0)
        if decalage:
            yield Remarque("pourquoi.decalage", {"n": decalage, "tranche": travaux.nom})
        if self.menage.exigences.appareil:
            yield Remarque("pourquoi.appareil")
        for promis, jour in (
            (self.menage.promis_depart, depart),
            (self.menage.promis_retour, retour),
        ):
            if promis is not None and jour is not None:
                code = "pourquoi.promesse_tenue" if promis == jour else "pourquoi.promesse_rompue"
                yield Remarque(code, {"promis": promis, "jour": jour})

    # ---- why none ----------------------------------------------------------------------------

    def empechements(self) -> Iterator[Remarque]:
        """What stands in the way, from the household itself to each home."""
        menage = self.menage
        if menage.impose is not None:
            yield Remarque("pourquoi.fixe")
            return
        if not menage.enquete and not menage.absent:
            yield Remarque("pourquoi.sans_enquete")
            return
        if menage.absent:
            yield Remarque("pourquoi.retour_introuvable", {"fin": self.travaux.fin})
            return
        if not self.possibles.departs(menage):
            yield Remarque("pourquoi.aucun_depart", {"debut": self.travaux.debut})
        if not self.possibles.retours(menage):
            yield Remarque("pourquoi.aucun_retour", {"fin": self.travaux.fin})
        yield from self._inadaptes()
        depart, retour = self._jours_voulus()
        convenables = sorted(
            self.possibles.convenables(menage),
            key=lambda lo: self.possibles.distance(menage, lo),
        )
        for logement in convenables[:CITES]:
            pris = self._pris(logement, depart, retour)
            if pris is not None:
                yield pris
        if len(convenables) > CITES:
            yield Remarque("pourquoi.autres_pris", {"n": len(convenables) - CITES})

    def _inadaptes(self) -> Iterator[Remarque]:
        raisons: Counter[str] = Counter()
        for logement in self.possibles.tiroirs:
            raisons.update(manques(self.menage, logement)[:1])
        if not self.possibles.tiroirs:
            yield Remarque("pourquoi.aucun_tiroir")
        for raison, nombre in raisons.most_common():
            yield Remarque(
                f"pourquoi.{raison}", {"n": nombre, "besoin": self.menage.exigences.chambres}
            )

    def _jours_voulus(self) -> tuple[date | None, date | None]:
        """The last day to leave and the first to be back, were everything free."""
        debut, fin = self.travaux.debut, self.travaux.fin
        departs = [j for j in self.possibles.departs(self.menage) if j < debut]
        retours = [j for j in self.possibles.retours(self.menage) if j > fin]
        return (departs[-1] if departs else None), (retours[0] if retours else None)

    def _pris(
        self, logement: LogementOffert, depart: date | None, retour: date | None
    ) -> Remarque | None:
        """Who has that home then, or why it is not to be had; None when it is free."""
        depart, retour = depart or self.travaux.debut, retour or self.travaux.fin
        if not (logement.disponible.contient(depart) and logement.disponible.contient(retour)):
            disponible = logement.disponible
            return Remarque(
                "pourquoi.indisponible",
                {"logement": logement.id, "du": disponible.du, "au": disponible.au},
            )
        pret = self.possibles.calendrier.pret(logement, retour)
        for debut, fin in self.agenda.pris(logement.id):
            if debut < pret and fin > depart:
                occupant = self._occupant(logement, debut)
                return Remarque(
                    "pourquoi.pris" if occupant else "pourquoi.promis",
                    {"logement": logement.id, "autre": occupant, "libre_le": fin},
                )
        return None

    def _occupant(self, logement: LogementOffert, debut: date) -> UUID | None:
        for autre in self.possibles.instance.menages:
            p = self.plan.placements.get(autre.id)
            chez = p.logement_id if p is not None else None
            if (chez or autre.tiroir_id) == logement.id and autre.id != self.menage.id:
                entree = (p.depart if p is not None else None) or autre.parti_le or date.min
                if entree == debut:
                    return autre.id
        return None

    # ---- what would unblock ------------------------------------------------------------------

    def deblocages(self) -> Iterator[Remarque]:
        """What would be enough, each thing tried alone, the rest of the plan standing still."""
        menage, instance = self.menage, self.possibles.instance
        if not menage.enquete and not menage.absent:
            yield Remarque("debloquer.enquete")
            return
        if menage.impose is not None or menage.absent:
            return
        depart, retour = self._jours_voulus()
        if depart is not None and retour is not None:
            besoin = menage.exigences
            code = "debloquer.tiroir_plain_pied" if besoin.plain_pied else "debloquer.tiroir"
            yield Remarque(code, {"chambres": besoin.chambres, "du": depart, "au": retour})
        for semaines in SEMAINES:
            if self._avec(self._glissee(7 * semaines)):
                yield Remarque("debloquer.semaines", {"n": semaines})
                break
        for code, autrement in self._autrement(instance):
            if self._avec(autrement):
                yield Remarque(code)

    def _autrement(self, instance: Instance) -> Iterator[tuple[str, Instance]]:
        """One thing let go at a time: (code, the instance with it)."""
        menage = self.menage
        sans_delai = tuple(replace(lo, nettoyage=0) for lo in instance.logements)
        yield "debloquer.nettoyage", replace(instance, logements=sans_delai)
        if menage.exigences.animaux:
            seul = replace(menage.exigences, animaux=False)
            yield "debloquer.animaux", _remplacer(instance, replace(menage, exigences=seul))
        if menage.evite or menage.apres_le is not None:
            libre = replace(menage, evite=(), apres_le=None)
            yield "debloquer.dates", _remplacer(instance, libre)
        if instance.equipes:
            plus = tuple(replace(e, capacite=e.capacite + 1) for e in instance.equipes)
            yield "debloquer.equipe", replace(instance, equipes=plus)
        if not menage.definitif_voulu and not menage.un_seul:
            yield "debloquer.un_seul", _remplacer(instance, replace(menage, un_seul=True))

    def _avec(self, instance: Instance) -> bool:
        """Whether the household would find a place with that instead."""
        possibles = Possibles(instance)
        menage = possibles.menages[self.menage.id]
        agenda = agenda_de(possibles, self.plan, sauf=menage.id)
        return placer(possibles, agenda, menage, self.plan) is not None

    def _glissee(self, jours: int) -> Instance:
        """The same works so many days later, for this household alone."""
        instance = self.possibles.instance
        travaux = instance.travaux[self.menage.tranche_id]
        ecart = timedelta(days=jours)
        plus_tard = replace(travaux, debut=travaux.debut + ecart, fin=travaux.fin + ecart)
        return replace(instance, travaux={**instance.travaux, travaux.id: plus_tard})


def _remplacer(instance: Instance, menage: MenageAPlacer) -> Instance:
    menages = tuple(menage if m.id == menage.id else m for m in instance.menages)
    return replace(instance, menages=menages)


__all__ = ["Explication", "pourquoi"]
