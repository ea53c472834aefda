"""Réceptions: when the works of each dwelling were received, what is left of their réserves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import and_, case, func, or_, select
from sqlalchemy.orm import Session

from app.domain.adresse import afficher
from app.domain.garanties import Garantie, fin
from app.domain.receptions import FaitReception, ResultatReception, date_de
from app.domain.reclamations import OUVERTES
from db.models import Logement, MenageResume, Reception, Reclamation, Tranche
from db.queries.lignes import liste, parmi

_LOIN = 100_000  # days: what is left of a guarantee when no réserve waits


@dataclass(frozen=True, slots=True)
class OccupantLu:
    """A household whose home it is; `retour_le`: back home since then."""

    menage_id: UUID
    nom: str
    retour_le: date | None


@dataclass(frozen=True, slots=True)
class ReceptionLigne:
    """Where the réception of one dwelling stands on a day.

    `le` is the day that counts, None while the works are not received; `prevue_le` the day
    foreseen for the batch. `reception_id` and what follows are the réception somebody recorded
    last, of the dwelling itself or (`de_tranche`) of its batch. `jours_gpa` left of the parfait
    achèvement, negative once it is over. `urgence` sorts: réserves still open first, those whose
    guarantee ends first before the others.
    """

    id: UUID
    code_ug: str
    adresse: str
    tranche_id: UUID | None
    tranche: str
    le: date | None
    prevue_le: date | None
    reception_id: UUID | None
    de_tranche: bool
    resultat: ResultatReception | None
    decidee_le: date | None
    levees_le: date | None
    precision: str | None
    ouvertes: int
    en_retard: int
    total: int
    fin_gpa: date | None
    jours_gpa: int | None
    urgence: int | None
    occupants: tuple[OccupantLu, ...]

    @property
    def menages(self) -> str:
        """The names of its households."""
        return ", ".join(o.nom for o in self.occupants)


@dataclass(frozen=True, slots=True)
class ReceptionTranche:
    """The réception of a whole batch, as somebody recorded it."""

    id: UUID
    tranche_id: UUID
    le: date
    resultat: ResultatReception
    levees_le: date | None
    precision: str | None


def dates(
    session: Session, logement_ids: Collection[UUID], jour: date | None = None
) -> dict[UUID, date]:
    """The day the works of each dwelling were received; those not received are left out.

    `jour`: a day foreseen for a batch counts once it is past on that day (None: past or not).
    """
    if not logement_ids:
        return {}
    params = {"ids": liste(logement_ids)}
    lus = session.execute(
        select(Logement.id, Logement.tranche_id, Tranche.reception)
        .outerjoin(Tranche, Tranche.id == Logement.tranche_id)
        .where(Logement.id.in_(parmi("ids"))),
        params,
    ).all()
    tranche_ids = {tranche_id for _id, tranche_id, _jour in lus if tranche_id is not None}
    faits = _faits(session, {li[0] for li in lus} | tranche_ids)
    trouvees = {}
    for id_, tranche_id, prevue in lus:
        de_tranche = faits[tranche_id] if tranche_id is not None else []
        recue = date_de(faits[id_], de_tranche, prevue, jour)
        if recue is not None:
            trouvees[id_] = recue
    return trouvees


def _faits(session: Session, ids: Collection[UUID]) -> Mapping[UUID, list[FaitReception]]:
    """What was decided for each of these dwellings and batches."""
    faits: defaultdict[UUID, list[FaitReception]] = defaultdict(list)
    requete = select(
        Reception.logement_id, Reception.tranche_id, Reception.le, Reception.resultat
    ).where(or_(Reception.logement_id.in_(parmi("ids")), Reception.tranche_id.in_(parmi("ids"))))
    for logement_id, tranche_id, le, resultat in session.execute(requete, {"ids": liste(ids)}):
        de = logement_id or tranche_id
        if de is not None:
            faits[de].append(FaitReception(le, resultat))
    return faits


def lignes(
    session: Session,
    cite_id: UUID,
    jour: date,
    maintenant: datetime,
    tranche_id: UUID | None = None,
) -> tuple[ReceptionLigne, ...]:
    """The dwellings of the batches of an estate, and those received by themselves.

    Five statements, whatever their number. In the order of batches, then of streets.
    """
    requete = (
        select(Logement, Tranche.nom, Tranche.reception)
        .outerjoin(Tranche, Tranche.id == Logement.tranche_id)
        .where(
            Logement.cite_id == cite_id,
            or_(
                Logement.tranche_id.is_not(None),
                Logement.id.in_(select(Reception.logement_id)),
            ),
        )
    )
    if tranche_id is not None:
        requete = requete.where(Logement.tranche_id == tranche_id)
    lus = session.execute(requete).all()
    decisions = _decisions(session, cite_id)
    reserves = _reserves(session, cite_id, maintenant)
    occupants = _occupants(session, cite_id)
    trouvees = [
        _ligne(logement, nom or "", prevue, jour, decisions, reserves, occupants)
        for logement, nom, prevue in lus
    ]
    trouvees.sort(key=lambda li: (li.tranche, _rang(li.adresse), li.code_ug))
    return tuple(trouvees)


def tranches(session: Session, cite_id: UUID) -> tuple[ReceptionTranche, ...]:
    """The réceptions of whole batches of an estate, the latest first."""
    requete = (
        select(
            Reception.id,
            Reception.tranche_id,
            Reception.le,
            Reception.resultat,
            Reception.levees_le,
            Reception.precision,
        )
        .join(Tranche, Tranche.id == Reception.tranche_id)
        .where(Tranche.cite_id == cite_id)
        .order_by(Reception.le.desc(), Reception.id.desc())
    )
    return tuple(
        ReceptionTranche(id_, tranche_id, le, resultat, levees_le, precision)
        for id_, tranche_id, le, resultat, levees_le, precision in session.execute(requete)
        if tranche_id is not None
    )


def _rang(adresse: str) -> tuple[str, int, str]:
    """The street, then the number as a number."""
    numero, _blanc, voie = adresse.partition(" ")
    chiffres = "".join(c for c in numero if c.isdecimal())
    return (voie, int(chiffres), numero) if chiffres else (adresse, 0, "")


_Decisions = Mapping[UUID, list[Reception]]
_Reserves = Mapping[UUID, tuple[int, int, int]]
_Occupants = Mapping[UUID, list[OccupantLu]]


def _decisions(session: Session, cite_id: UUID) -> _Decisions:
    """The réceptions of each dwelling and batch of the estate, the oldest first."""
    trouvees: defaultdict[UUID, list[Reception]] = defaultdict(list)
    requete = (
        select(Reception)
        .outerjoin(Logement, Logement.id == Reception.logement_id)
        .outerjoin(Tranche, Tranche.id == Reception.tranche_id)
        .where(func.coalesce(Logement.cite_id, Tranche.cite_id) == cite_id)
        .order_by(Reception.le, Reception.id)
    )
    for ligne in session.scalars(requete):
        trouvees[ligne.logement_id or ligne.tranche_id].append(ligne)  # type: ignore[index]  # one of them is set
    return trouvees


def _reserves(session: Session, cite_id: UUID, maintenant: datetime) -> _Reserves:
    """Réserves of each dwelling: open, late among them, all."""
    ouverte = Reclamation.etat.in_(OUVERTES)
    tardive = and_(ouverte, Reclamation.echeance < maintenant)
    requete = (
        select(
            Reclamation.logement_id,
            func.sum(case((ouverte, 1), else_=0)),
            func.sum(case((tardive, 1), else_=0)),
            func.count(),
        )
        .where(Reclamation.cite_id == cite_id, Reclamation.reception_id.is_not(None))
        .group_by(Reclamation.logement_id)
    )
    return {li[0]: (li[1], li[2], li[3]) for li in session.execute(requete) if li[0] is not None}


def _occupants(session: Session, cite_id: UUID) -> _Occupants:
    trouves: defaultdict[UUID, list[OccupantLu]] = defaultdict(list)
    requete = (
        select(
            MenageResume.logement_id,
            MenageResume.menage_id,
            MenageResume.nom,
            MenageResume.retour_le,
        )
        .where(MenageResume.cite_id == cite_id, MenageResume.logement_id.is_not(None))
        .order_by(MenageResume.nom_tri)
    )
    for logement_id, menage_id, nom, retour_le in session.execute(requete):
        if logement_id is not None:
            trouves[logement_id].append(OccupantLu(menage_id, nom, retour_le))
    return trouves


def _ligne(
    logement: Logement,
    tranche: str,
    prevue: date | None,
    jour: date,
    decisions: _Decisions,
    reserves: _Reserves,
    occupants: _Occupants,
) -> ReceptionLigne:
    propres = decisions.get(logement.id, [])
    de_tranche = decisions.get(logement.tranche_id, []) if logement.tranche_id else []
    le = date_de(_en_faits(propres), _en_faits(de_tranche), prevue, jour)
    retenue = _retenue(propres, de_tranche)
    ouvertes, en_retard, total = reserves.get(logement.id, (0, 0, 0))
    fin_gpa = fin(le, Garantie.GPA) if le is not None else None
    jours = (fin_gpa - jour).days if fin_gpa is not None else None
    return ReceptionLigne(
        logement.id,
        logement.code_ug,
        afficher(logement.numero, logement.repetition, logement.voie),
        logement.tranche_id,
        tranche,
        le,
        prevue if prevue is not None and prevue > jour else None,
        retenue.id if retenue else None,
        retenue is not None and retenue.tranche_id is not None,
        retenue.resultat if retenue else None,
        retenue.le if retenue else None,
        retenue.levees_le if retenue else None,
        retenue.precision if retenue else None,
        ouvertes,
        en_retard,
        total,
        fin_gpa,
        jours,
        None if jours is None else jours + (0 if ouvertes else _LOIN),
        tuple(occupants.get(logement.id, ())),
    )


def _retenue(propres: list[Reception], de_tranche: list[Reception]) -> Reception | None:
    """What was decided last about the dwelling; its own réception before that of its batch."""
    recues = [r for r in propres if r.resultat is not ResultatReception.REFUSEE]
    if recues:
        return recues[-1]
    if propres and de_tranche:
        return max((propres[-1], de_tranche[-1]), key=lambda r: (r.le, r.logement_id is not None))
    return next(reversed(propres or de_tranche), None)


def _en_faits(decisions: list[Reception]) -> list[FaitReception]:
    return [FaitReception(r.le, r.resultat) for r in decisions]
