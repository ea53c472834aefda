"""The ledger of an estate asked about any day: who is where, what is free, what contradicts.

Past days read real stays; coming days read what is foreseen, save an intention already gone by:
who should have left is still there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from app.domain.logements import EtatLogement, NatureOccupation
from app.domain.occupations import Sejour, prevoir_fins
from app.domain.parc_date import (
    Contradiction,
    Ecart,
    LogementConnu,
    LogementDate,
    Parc,
    Presence,
    Situation,
)
from app.domain.planification.instance import Periode

_TIROIR = NatureOccupation.TIROIR


class Registre:
    """The ledger of an estate, ready to be asked about any day."""

    def __init__(self, parc: Parc, aujourdhui: date) -> None:
        self.parc, self.aujourdhui = parc, aujourdhui
        # An intention already gone by frees nothing: they are still there.
        nets = [
            replace(s, fin_prevue=None)
            if s.fin_prevue is not None and s.fin_prevue <= aujourdhui
            else s
            for s in parc.sejours
        ]
        self.sejours = prevoir_fins(nets, aujourdhui)
        self.par_logement: defaultdict[UUID, list[Sejour]] = defaultdict(list)
        self.par_menage: defaultdict[UUID, list[Sejour]] = defaultdict(list)
        for sejour in self.sejours:
            self.par_logement[sejour.logement_id].append(sejour)
            self.par_menage[sejour.menage_id].append(sejour)
        self.brut = {s.id: s for s in parc.sejours}

    def present(self, sejour: Sejour, jour: date) -> bool:
        """Whether that stay covers the day, as known or as foreseen."""
        if not sejour.en_cours(jour):
            return False
        fin = self.fin(sejour)
        return fin is None or fin > jour

    def fin(self, sejour: Sejour) -> date | None:
        """The first day away, known, else foreseen after today."""
        return sejour.fin or sejour.fin_prevue

    def au_tiroir(self, menage_id: UUID, jour: date) -> bool:
        """Whether the household lives in a temporary home on that day."""
        return any(
            s.nature is _TIROIR and self.present(s, jour) for s in self.par_menage[menage_id]
        )

    def etat(self, logement: LogementConnu, jour: date) -> LogementDate:
        """How that dwelling stands on that day."""
        ici = [s for s in self.par_logement[logement.id] if self.present(s, jour)]
        ici.sort(key=lambda s: (s.debut or date.min, s.id), reverse=True)
        vivants = [s for s in ici if s.nature is _TIROIR or not self.au_tiroir(s.menage_id, jour)]
        promis = self._promis(logement.id, jour)
        situation = self._situation(logement, vivants, ici, promis, jour)
        tiroir = logement.etat is EtatLogement.TIROIR
        occupant = next(iter((*vivants, *ici)), None)
        return LogementDate(
            logement,
            situation,
            self._presence(occupant) if occupant else None,
            self._presence(promis) if promis else None,
            self.libres(logement, jour, None) if tiroir else (),
            tuple(self._contradictions(logement, vivants, ici, jour)),
        )

    def _situation(
        self,
        logement: LogementConnu,
        vivants: Sequence[Sejour],
        ici: Sequence[Sejour],
        promis: Sejour | None,
        jour: date,
    ) -> Situation:
        if vivants:
            temporaire = vivants[0].nature is _TIROIR
            return Situation.TIROIR_OCCUPE if temporaire else Situation.OCCUPE
        if logement.etat in (EtatLogement.VENDU, EtatLogement.A_DEMOLIR):
            return Situation(logement.etat.value)
        tiroir = logement.etat is EtatLogement.TIROIR
        if not tiroir and self._en_travaux(logement, jour):
            return Situation.EN_TRAVAUX
        if ici:
            return Situation.ATTEND
        return self._tiroir(logement, jour) if tiroir else self._vide(logement, promis, jour)

    def _tiroir(self, logement: LogementConnu, jour: date) -> Situation:
        libre = any(p.contient(jour) for p in self.libres(logement, jour, jour))
        return Situation.TIROIR_LIBRE if libre else Situation.TIROIR_INDISPONIBLE

    def _vide(self, logement: LogementConnu, promis: Sejour | None, jour: date) -> Situation:
        if promis is not None:
            return Situation.PROMIS
        connus = any((s.debut or date.min) <= jour for s in self.par_logement[logement.id])
        inconnu = logement.etat is EtatLogement.OCCUPE and not connus
        return Situation.INCONNU if inconnu else Situation.VACANT

    def _en_travaux(self, logement: LogementConnu, jour: date) -> bool:
        """By the days of its batch; a typed state counts from today, when the batch has no day."""
        if logement.debut_travaux is not None or logement.renove(jour):
            return logement.en_travaux(jour)
        return logement.etat is EtatLogement.EN_TRAVAUX and jour >= self.aujourdhui

    def _promis(self, logement_id: UUID, jour: date) -> Sejour | None:
        """The next stay to begin there after that day, if it has not begun today."""
        suivants = [
            s
            for s in self.par_logement[logement_id]
            if s.debut is not None and s.debut > jour and s.prevu(self.aujourdhui)
        ]
        return min(suivants, key=lambda s: (s.debut or date.max, s.id), default=None)

    @staticmethod
    def _presence(s: Sejour) -> Presence:
        return Presence(s.menage_id, s.menage, s.nature, s.debut, s.fin, s.fin_prevue)

    def libres(self, logement: LogementConnu, du: date, au: date | None) -> tuple[Periode, ...]:
        """When nobody has it between two days: available, empty, cleaned; `au` None: for ever."""
        debut = max(du, logement.disponible.du or du)
        fin = min(au or date.max, logement.disponible.au or date.max)
        periodes: list[Periode] = []
        for pris, rendu in sorted(self._pris(logement)):
            if pris > fin:
                break
            if debut < pris:
                periodes.append(Periode(debut, pris - timedelta(1)))
            debut = max(debut, pris, rendu)  # days typed the wrong way round take none
            if rendu == date.max:
                return tuple(periodes)
        if debut <= fin:
            periodes.append(Periode(debut, None if fin == date.max else fin))
        return tuple(periodes)

    def _pris(self, logement: LogementConnu) -> Iterable[tuple[date, date]]:
        """From the day somebody enters to the day the next may, cleaning done; days of works."""
        if logement.debut_travaux is not None:
            fini = logement.fin_des_travaux
            yield logement.debut_travaux, fini or date.max
        for s in self.par_logement[logement.id]:
            fin = self.fin(s)
            rendu = date.max if fin is None else fin + timedelta(logement.nettoyage)
            yield s.debut or date.min, rendu

    def _contradictions(
        self,
        logement: LogementConnu,
        vivants: Sequence[Sejour],
        ici: Sequence[Sejour],
        jour: date,
    ) -> Iterable[Contradiction]:
        if len({s.menage_id for s in ici}) > 1:
            noms = ", ".join(dict.fromkeys(s.menage for s in ici))
            yield Contradiction(Ecart.DEUX_MENAGES, noms)
        if jour != self.aujourdhui:
            return
        yield from self._etat_contredit(logement, vivants, ici, jour)
        for s in ici:
            prevue = self.brut[s.id].fin_prevue
            if s.fin is None and prevue is not None and prevue <= jour:
                yield Contradiction(Ecart.FIN_DEPASSEE, s.menage, prevue)
        if logement.id in self.parc.a_noter:
            yield Contradiction(Ecart.A_CONFIRMER, *self.parc.a_noter[logement.id])

    def _etat_contredit(
        self,
        logement: LogementConnu,
        vivants: Sequence[Sejour],
        ici: Sequence[Sejour],
        jour: date,
    ) -> Iterable[Contradiction]:
        """The typed state, which only speaks of today."""
        etat, passes = logement.etat, self.par_logement[logement.id]
        premier = next(iter((*vivants, *ici)), None)
        if etat is EtatLogement.VACANT and premier is not None:
            yield Contradiction(Ecart.NOTE_VACANT, premier.menage, premier.debut)
        if etat is EtatLogement.OCCUPE and not ici:
            parti = max((s.fin for s in passes if s.fin is not None), default=None)
            yield Contradiction(Ecart.NOTE_OCCUPE, jour=parti)
        if etat is EtatLogement.TIROIR and premier is not None and premier.nature is not _TIROIR:
            yield Contradiction(Ecart.NOTE_TIROIR, premier.menage, premier.debut)
        if etat is EtatLogement.TIROIR and logement.en_travaux(jour):
            yield Contradiction(Ecart.TIROIR_TRAVAUX, jour=logement.debut_travaux)
        if etat is EtatLogement.EN_TRAVAUX and logement.renove(jour):
            fini = logement.reception or logement.fin_travaux
            yield Contradiction(Ecart.NOTE_TRAVAUX, jour=fini)
