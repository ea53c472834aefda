"""Reading the visits of a household: the guided checklist of one, what must be seen again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from app.core.errors import RegleMetier
from app.core.i18n import _, langue
from app.domain.prises_en_main import EtatPointMontre, EtatPriseEnMain
from app.domain.prises_en_main_liste import PRESENCE, ListePrise, PointPrise
from app.services.prises_en_main.commandes import LirePrise, LirePrises
from db.queries import prises_en_main as lecture
from db.queries.fiche import lire_fiche
from db.queries.fiche_modele import FicheMenage
from db.queries.prises_en_main import PointPriseFiche, PriseFiche
from db.uow import UnitOfWork


@dataclass(frozen=True, slots=True)
class PointVisite:
    """A point of a visit in words; `dits` says what became of it, for whom.

    `a_revoir`: asked to be seen again at an earlier visit. `groupe` is the part of the visit.
    """

    code: str
    groupe: str
    libelle: str
    montrer: str
    pourquoi: str
    dire: str
    dessin: str
    dits: tuple[PointPriseFiche, ...] = ()
    a_revoir: tuple[PointPriseFiche, ...] = ()


@dataclass(frozen=True, slots=True)
class PriseLue:
    """A visit and its checklist, points to see again first; `presents` were there."""

    jour: date
    prise: PriseFiche
    fiche: FicheMenage
    points: tuple[PointVisite, ...]
    presents: tuple[UUID, ...]


@dataclass(frozen=True, slots=True)
class PointARevoir:
    """A point to see again, said on `le`; `qui` "" when it is for the whole household."""

    code: str
    libelle: str
    qui: str
    precision: str
    le: date | None


@dataclass(frozen=True, slots=True)
class PrisesMenage:
    """The visits of a household, the latest first, and what must be seen again.

    `montres` counts, by visit, the points shown; `sans_objet` are codes that do not concern it.
    """

    prises: tuple[PriseFiche, ...]
    a_revoir: tuple[PointARevoir, ...]
    montres: dict[UUID, int]
    sans_objet: frozenset[str]

    def prochaine(self) -> PriseFiche | None:
        """The first visit to come."""
        a_venir = [p for p in self.prises if p.etat is EtatPriseEnMain.PREVUE]
        return min(a_venir, key=lambda p: (p.prevue_le or date.max, p.id), default=None)


def lire(demande: LirePrise, uow: UnitOfWork) -> PriseLue:
    """The visit; raises `RegleMetier("general.introuvable")`."""
    aujourdhui = uow.clock.today()
    with uow.lecture() as session:
        prise = lecture.une(session, demande.prise_id)
        fiche = lire_fiche(session, prise.menage_id, aujourdhui) if prise is not None else None
        if prise is None or fiche is None:
            raise RegleMetier("general.introuvable")
        tous = lecture.points(session, prise.menage_id)
        prises = lecture.du_menage(session, prise.menage_id)
    siens = [p for p in tous if p.prise_id == prise.id]
    avant = _d_avant(tous, prises, prise)
    revoir = a_revoir_de(avant)
    return PriseLue(
        aujourdhui,
        prise,
        fiche,
        points_de(uow.accompagnement.liste_prise_en_main, prise, siens, revoir),
        tuple(p.personne_id for p in siens if p.code == PRESENCE and p.personne_id),
    )


def lire_prises(demande: LirePrises, uow: UnitOfWork) -> PrisesMenage:
    """The visits of the household and the points to see again."""
    with uow.lecture() as session:
        prises = lecture.du_menage(session, demande.menage_id)
        points = lecture.points(session, demande.menage_id)
    liste, parle = uow.accompagnement.liste_prise_en_main, langue()
    jours = {p.id: p.jour for p in prises}
    montres: dict[UUID, set[str]] = {}
    for p in points:
        if p.code != PRESENCE and p.etat is EtatPointMontre.MONTRE:
            montres.setdefault(p.prise_id, set()).add(p.code)
    a_revoir = tuple(
        PointARevoir(
            p.code,
            _libelle(liste, p.code, parle),
            p.personne or "",
            p.precision or "",
            jours.get(p.prise_id),
        )
        for p in a_revoir_de(points)
    )
    return PrisesMenage(
        prises,
        a_revoir,
        {prise_id: len(codes) for prise_id, codes in montres.items()},
        sans_objet_de(points),
    )


def a_revoir_de(points: Iterable[PointPriseFiche]) -> tuple[PointPriseFiche, ...]:
    """The points still to see again, from those of visits in order (the oldest first).

    A point shown to everybody settles it for each person.
    """
    return tuple(p for p in _derniers(points) if p.etat is EtatPointMontre.A_REVOIR)


def sans_objet_de(points: Iterable[PointPriseFiche]) -> frozenset[str]:
    """The codes last told not to concern the whole household."""
    return frozenset(
        p.code
        for p in _derniers(points)
        if p.etat is EtatPointMontre.SANS_OBJET and p.personne_id is None
    )


def points_de(
    liste: ListePrise,
    prise: PriseFiche,
    siens: Iterable[PointPriseFiche],
    a_revoir: Iterable[PointPriseFiche],
) -> tuple[PointVisite, ...]:
    """The checklist of a visit: what must be seen again first, then group after group."""
    parle = langue()
    dits: dict[str, list[PointPriseFiche]] = {}
    for point in siens:
        if point.code != PRESENCE:
            dits.setdefault(point.code, []).append(point)
    revoir: dict[str, list[PointPriseFiche]] = {}
    for point in a_revoir:
        revoir.setdefault(point.code, []).append(point)
    du_moment = {p.code: p for p in liste.pour(prise.moment)}
    ordre = (*revoir, *(c for c in du_moment if c not in revoir), *dits)
    return tuple(
        _point(liste, code, parle, dits.get(code, ()), revoir.get(code, ()))
        for code in dict.fromkeys(ordre)
    )


def _point(
    liste: ListePrise,
    code: str,
    parle: str,
    dits: Iterable[PointPriseFiche],
    a_revoir: Iterable[PointPriseFiche],
) -> PointVisite:
    point = liste.point(code)
    if point is None:  # a team's own, on another laptop
        return PointVisite(code, "", code, "", "", "", "", tuple(dits), tuple(a_revoir))
    revoir = tuple(a_revoir)
    groupe = _("À revoir") if revoir else _groupe(liste, point, parle)
    return PointVisite(
        code,
        groupe,
        point.libelle(parle),
        point.montrer(parle),
        point.pourquoi(parle),
        point.dire(parle),
        point.dessin,
        tuple(dits),
        revoir,
    )


def _groupe(liste: ListePrise, point: PointPrise, parle: str) -> str:
    return next((g.libelle(parle) for g in liste.groupes if g.code == point.groupe), "")


def _libelle(liste: ListePrise, code: str, parle: str) -> str:
    point = liste.point(code)
    return point.libelle(parle) if point is not None else code


def _derniers(points: Iterable[PointPriseFiche]) -> tuple[PointPriseFiche, ...]:
    """What was last said of each point, for each person and for everybody."""
    derniers: dict[tuple[str, UUID | None], PointPriseFiche] = {}
    for p in points:
        if p.code == PRESENCE:
            continue
        if p.personne_id is None:
            # For everybody: what was said of each at an earlier visit is settled.
            for cle in [c for c in derniers if c[0] == p.code]:
                if derniers[cle].prise_id != p.prise_id:
                    del derniers[cle]
        derniers[(p.code, p.personne_id)] = p
    return tuple(derniers.values())


def _d_avant(
    tous: Iterable[PointPriseFiche], prises: Iterable[PriseFiche], prise: PriseFiche
) -> list[PointPriseFiche]:
    """The points of the visits held before that one."""
    jours = {p.id: p.faite_le for p in prises}
    limite = prise.faite_le or date.max

    def avant(prise_id: UUID) -> bool:
        jour = jours.get(prise_id)
        return prise_id != prise.id and jour is not None and jour <= limite

    return [p for p in tous if avant(p.prise_id)]
