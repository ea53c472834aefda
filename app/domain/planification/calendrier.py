"""Days on which people move, and when a home is ready for its next household."""

from __future__ import annotations

from datetime import date

from app.domain.planification.instance import Instance, LogementOffert, Periode
from app.domain.planification.jours import jours_ouvres, libre_le


class Calendrier:
    """The working days of an instance, each judged once."""

    def __init__(self, instance: Instance) -> None:
        self._instance = instance
        self._capacite: dict[date, int] = {}
        self._pret: dict[tuple[date, int | None], date] = {}

    def capacite(self, jour: date) -> int:
        """How many moves the crews can make that day."""
        if jour not in self._capacite:
            self._capacite[jour] = self._instance.capacite(jour)
        return self._capacite[jour]

    def jours(self, periode: Periode) -> list[date]:
        """The days of a closed period on which somebody can be moved, in order."""
        assert periode.du is not None and periode.au is not None  # noqa: S101, PT018 - closed
        ouvres = jours_ouvres(periode.du, periode.au, self._instance.regles)
        return [jour for jour in ouvres if self.capacite(jour) > 0]

    def pret(self, logement: LogementOffert, parti: date) -> date:
        """First day another household may enter a home left on `parti`."""
        cle = (parti, logement.nettoyage)
        if cle not in self._pret:
            self._pret[cle] = libre_le(parti, logement.nettoyage, self._instance.regles)
        return self._pret[cle]
