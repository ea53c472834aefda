"""Which template a household follows, how an estate adjusts it, what makes a template wrong.

Also the dated facts a household's phase is deduced from, which depend on the kind of template:
somebody who stays during works is *pendant* from their beginning, a newcomer is *après* at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from app.core.errors import EntreeInvalide
from app.domain.parcours_modele import (
    Ajustement,
    FaitAncre,
    GenreElement,
    GenreParcours,
    ModeleParcours,
    Parcours,
    appliquer,
    boucle,
)

J = TypeVar("J", date, str)
"""A day, as a date or in ISO form: both compare alike, so bulk work needs no conversion."""

_FAITS = frozenset(fait.value for fait in FaitAncre)


def fautes(modele: ModeleParcours) -> Iterator[EntreeInvalide]:
    """What is wrong with a template, line by line.

    "parcours.ancre": a line counted from (or placed before) a milestone the template does not
    have; `champ` is "ancre" or "avant". "parcours.cycle": lines that wait for one another;
    `ligne` is the first of them and `lignes` all of them, in turn.
    """
    etapes = {li.code for li in modele.lignes if li.genre is GenreElement.ETAPE}
    for ligne in modele.lignes:
        inconnues = [("ancre", ligne.ancre)] if ligne.ancre not in (_FAITS | etapes | {""}) else []
        inconnues += [("avant", code) for code in ligne.avant if code not in etapes]
        for champ, cible in inconnues:
            yield EntreeInvalide(
                "parcours.ancre", modele=modele.code, ligne=ligne.code, champ=champ, ancre=cible
            )
    tour = boucle(modele.lignes)
    if tour:
        yield EntreeInvalide(
            "parcours.cycle",
            modele=modele.code,
            ligne=tour[0],
            lignes=" → ".join((*tour, tour[0])),
        )


def ajuster(
    modele: ModeleParcours,
    de_la_cite: Iterable[Ajustement] = (),
    de_la_tranche: Iterable[Ajustement] = (),
) -> ModeleParcours:
    """The template as the estate, then the batch, changed it."""
    return replace(modele, lignes=appliquer(modele.lignes, (*de_la_cite, *de_la_tranche)))


class ChoixModele:
    """Which template each household follows; the answer to each combination is kept."""

    def __init__(self, parcours: Parcours) -> None:
        self.parcours = parcours
        self._arrivee = next(
            (m.code for m in parcours.modeles.values() if m.genre is GenreParcours.ARRIVEE), None
        )
        self._connus: dict[tuple[str | None, str | None, str | None, bool], ModeleParcours] = {}

    def pour(
        self, propre: str | None, tranche: str | None, cite: str | None, *, arrivant: bool
    ) -> ModeleParcours:
        """The household's own template; else a newcomer's; else its batch's, its estate's."""
        cle = (propre, tranche, cite, arrivant)
        modele = self._connus.get(cle)
        if modele is None:
            code = propre or (self._arrivee if arrivant else None) or tranche or cite
            modele = self._connus[cle] = self.parcours.modele(code)
        return modele


def est_arrivant(nature: str, debut: J | None, reception: J | None) -> bool:
    """Whether a household whose first stay is this one came when the works were over."""
    return reception is not None and debut is not None and nature != "tiroir" and debut >= reception


def depart_retour(
    genre: GenreParcours,
    sejours: Sequence[tuple[str, J | None, J | None]],
    etapes: Mapping[str, J],
    debut_travaux: J | None,
    reception: J | None,
    arrivee: J | None,
) -> tuple[J | None, J | None]:
    """The days from which a household is *pendant*, then *après*; None when nothing says.

    `sejours` are (nature, from, to) from the oldest, `etapes` the milestones done. Moves come
    first: out to a tiroir, back home, settled for good. With works in an occupied home, their
    beginning and their réception count instead; a newcomer is *après* from its arrival.
    """
    if genre is GenreParcours.ARRIVEE:
        premier = sejours[0][1] if sejours else None
        return None, next((j for j in (arrivee, premier, reception) if j is not None), None)
    tiroirs = [s for s in sejours if s[0] == "tiroir" and s[1] is not None]
    departs = [s[1] for s in tiroirs[:1] if s[1] is not None]
    if (note := etapes.get("demenagement_aller")) is not None:
        departs.append(note)
    retour = _retour(sejours, etapes, tiroirs)
    if genre is GenreParcours.OCCUPE and not departs and retour is None:
        return debut_travaux, etapes.get("reception") or reception
    return (min(departs) if departs else None), retour


def _retour(
    sejours: Sequence[tuple[str, J | None, J | None]],
    etapes: Mapping[str, J],
    tiroirs: Sequence[tuple[str, J | None, J | None]],
) -> J | None:
    """The day of the return: noted, or settled for good, or out of the tiroir with a home left."""
    notes = [etapes.get("demenagement_retour")]
    notes += [s[1] for s in sejours if s[0] == "definitif"][-1:]
    connus = [j for j in notes if j is not None]
    if connus:
        return max(connus)
    fin = tiroirs[-1][2] if tiroirs else None
    if fin is None:
        return None
    chez_soi = any(s[0] == "origine" and (s[2] is None or s[2] > fin) for s in sejours)
    return fin if chez_soi else None
