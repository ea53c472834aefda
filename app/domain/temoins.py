"""Witnesses: households back home who agree to tell others how it went.

A proposal is explainable: each likeness weighs a known number of points and is told in words.
Never proposed: who did not agree or withdrew, who is not followed any more (their agreement was
given to the team that followed them: reopen the follow-up first), who has not yet passed the
moment the household is in, who is not at ease themselves, the household itself, and a witness it
already met, declined or was offered.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType
from uuid import UUID

from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.menages import Phase


class EtatRencontre(StrEnum):
    """Life of a meeting between a household and a witness."""

    PROPOSEE = "proposee"
    ACCEPTEE = "acceptee"
    DECLINEE = "declinee"
    FAITE = "faite"


class Ressemblance(StrEnum):
    """Why a witness may speak to a household."""

    RESSENTI = "ressenti"
    BESOIN = "besoin"
    TYPOLOGIE = "typologie"
    CITE = "cite"
    MOTIF = "motif"
    CONSTRUCTION = "construction"
    PHASE = "phase"
    VA_BIEN = "va_bien"


# Points of a likeness: the first word in common, each further one, and the most it may give.
POINTS: Mapping[Ressemblance, tuple[int, int, int]] = MappingProxyType(
    {
        Ressemblance.RESSENTI: (3, 1, 5),
        Ressemblance.BESOIN: (2, 1, 4),
        Ressemblance.TYPOLOGIE: (2, 0, 2),
        Ressemblance.CITE: (2, 0, 2),
        Ressemblance.MOTIF: (1, 1, 2),
        Ressemblance.CONSTRUCTION: (1, 0, 1),
        Ressemblance.PHASE: (1, 0, 1),
        Ressemblance.VA_BIEN: (2, 0, 2),
    }
)
# Having passed the moment and being well are asked of every witness: alone they are no likeness.
_D_OFFICE = frozenset({Ressemblance.PHASE, Ressemblance.VA_BIEN})
PROPOSITIONS_MAX = 5
DUREE_RECENTE = 60  # days a painful feeling keeps calling for a witness
_RANGS = MappingProxyType({Phase.AVANT: 0, Phase.PENDANT: 1, Phase.APRES: 2})
_SUITES = MappingProxyType(
    {
        EtatRencontre.PROPOSEE: frozenset(EtatRencontre) - {EtatRencontre.PROPOSEE},
        EtatRencontre.ACCEPTEE: frozenset({EtatRencontre.FAITE, EtatRencontre.DECLINEE}),
        EtatRencontre.DECLINEE: frozenset({EtatRencontre.ACCEPTEE, EtatRencontre.FAITE}),
        EtatRencontre.FAITE: frozenset[EtatRencontre](),
    }
)


@dataclass(frozen=True, slots=True)
class Situation:
    """What is compared of a household: where it lives, where it stands, what worried it.

    For the household that is anxious, its recent painful feelings, open needs and reasons to come;
    for a witness, everything it once felt, needed or came for.
    """

    phase: Phase
    cite_id: UUID | None = None
    typologie: str | None = None
    type_construction: str | None = None
    retour_le: date | None = None
    ressentis: frozenset[str] = frozenset()
    besoins: frozenset[str] = frozenset()
    motifs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Raison:
    """One likeness: the words in common (codes) and what it weighs."""

    genre: Ressemblance
    points: int
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Candidat:
    """A witness who agreed; `ton` is how they feel now (-1 to 1), None when nobody noted it."""

    temoin_id: UUID
    situation: Situation
    ton: float | None = None
    rencontres: int = 0


@dataclass(frozen=True, slots=True)
class Rapprochement:
    """A witness to propose, and why."""

    temoin_id: UUID
    points: int
    raisons: tuple[Raison, ...]


def a_passe(menage: Situation, temoin: Situation) -> bool:
    """Whether the witness has passed the moment the household is in.

    Both back home: the witness came back earlier.
    """
    if menage.phase is not temoin.phase:
        return _RANGS[temoin.phase] > _RANGS[menage.phase]
    if temoin.phase is not Phase.APRES or temoin.retour_le is None:
        return False
    return menage.retour_le is None or temoin.retour_le < menage.retour_le


def rapprocher(menage: Situation, candidat: Candidat) -> Rapprochement | None:
    """Why this witness may speak to this household; None when there is no likeness to tell."""
    temoin = candidat.situation
    if not a_passe(menage, temoin) or (candidat.ton is not None and candidat.ton < 0):
        return None
    communs = {
        Ressemblance.RESSENTI: menage.ressentis & temoin.ressentis,
        Ressemblance.BESOIN: menage.besoins & temoin.besoins,
        Ressemblance.TYPOLOGIE: _egaux(menage.typologie, temoin.typologie),
        Ressemblance.CITE: _egaux(menage.cite_id, temoin.cite_id),
        Ressemblance.MOTIF: menage.motifs & temoin.motifs,
        Ressemblance.CONSTRUCTION: _egaux(menage.type_construction, temoin.type_construction),
        Ressemblance.PHASE: frozenset({menage.phase.value}),
        Ressemblance.VA_BIEN: frozenset({""}) if (candidat.ton or 0) > 0 else frozenset(),
    }
    raisons = tuple(
        Raison(genre, _points(genre, len(codes)), tuple(sorted(codes)))
        for genre, codes in communs.items()
        if codes
    )
    if all(r.genre in _D_OFFICE for r in raisons):
        return None
    return Rapprochement(candidat.temoin_id, sum(r.points for r in raisons), raisons)


def proposer(
    menage: Situation, candidats: Iterable[Candidat], maximum: int = PROPOSITIONS_MAX
) -> tuple[Rapprochement, ...]:
    """The witnesses nearest to this household, the most alike first.

    At equal likeness, who was asked least comes first.
    """
    trouves = [(rapprocher(menage, c), c) for c in candidats]
    tries = sorted(
        ((r, c.rencontres) for r, c in trouves if r is not None),
        key=lambda x: (-x[0].points, x[1], x[0].temoin_id),
    )
    return tuple(r for r, _n in tries[:maximum])


def passer_rencontre(etat: EtatRencontre | None, vers: EtatRencontre) -> EtatRencontre:
    """The new state of a meeting (None: not proposed yet).

    Raises `RegleMetier("rencontre.etat")` for a meeting already held, or already in that state.
    """
    if etat is not None and vers not in _SUITES[etat]:
        raise RegleMetier("rencontre.etat", etat=etat.value, vers=vers.value)
    return vers


def verifier_accord(accord_le: date, aujourdhui: date) -> None:
    """Raise `EntreeInvalide("temoin.accord_futur")`: nobody agreed tomorrow."""
    if accord_le > aujourdhui:
        raise EntreeInvalide("temoin.accord_futur", jour=accord_le)


def _points(genre: Ressemblance, combien: int) -> int:
    premier, suivant, maximum = POINTS[genre]
    return min(maximum, premier + suivant * (combien - 1))


def _egaux(un: object, autre: object) -> frozenset[str]:
    return frozenset({str(un)}) if un is not None and un == autre else frozenset()
