"""The households of a works batch, and the dates they were promised that hang on its timetable."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.accompagnement import CodeEtape, EtatEngagement
from app.domain.logements import NatureOccupation
from app.domain.parcours_modele import Ajustement
from db.models import (
    Engagement,
    Etape,
    Logement,
    Menage,
    MenageResume,
    Occupation,
    ParcoursAjustement,
)
from db.queries.annonces import joindre
from db.queries.lignes import liste, parmi


@dataclass(frozen=True, slots=True)
class MenageDeTranche:
    """A household whose home is in the batch; `parti` when it has moved out for the works."""

    id: UUID
    nom: str
    adresse: str
    adresse_actuelle: str | None
    telephones: tuple[str, ...]
    parcours: str | None
    parti: bool


@dataclass(frozen=True, slots=True)
class DatePromise:
    """A day a household waits for: a promise to keep, or a milestone typed and not done.

    `texte` is that of the promise, "" for a milestone.
    """

    id: UUID
    menage_id: UUID
    code: str
    texte: str
    jour: date | None
    engagement: bool


def menages(session: Session, tranche_id: UUID, jour: date) -> tuple[MenageDeTranche, ...]:
    """Households whose own home, now or soon, is in the batch, in walking order.

    A household in a tiroir elsewhere is of the batch its home is in; one that lives in the batch
    only because a tiroir is there is not, nor one that is to settle there later.
    """
    ailleurs = aliased(Occupation)
    # Told by hand: inside another EXISTS, the household would not be correlated by itself.
    en_tiroir = (
        exists()
        .where(
            ailleurs.menage_id == Menage.id,
            ailleurs.nature == NatureOccupation.TIROIR,
            or_(ailleurs.debut.is_(None), ailleurs.debut <= jour),
            or_(ailleurs.fin.is_(None), ailleurs.fin > jour),
        )
        .correlate(Menage)
    )
    depart = exists().where(
        Etape.menage_id == Menage.id,
        Etape.code == CodeEtape.DEMENAGEMENT_ALLER.value,
        Etape.faite_le.is_not(None),
    )
    chez_lui = exists().where(
        Occupation.menage_id == Menage.id,
        Occupation.nature != NatureOccupation.TIROIR,
        or_(
            Occupation.nature == NatureOccupation.ORIGINE,
            Occupation.debut.is_(None),
            Occupation.debut <= jour,
        ),
        or_(
            Occupation.fin.is_(None),
            Occupation.fin > jour,
            # Some files end the first home when the household goes to its tiroir.
            and_(Occupation.nature == NatureOccupation.ORIGINE, en_tiroir),
        ),
        Occupation.logement_id.in_(select(Logement.id).where(Logement.tranche_id == tranche_id)),
    )
    lignes = session.execute(
        select(
            Menage.id,
            Menage.nom,
            MenageResume.adresse,
            MenageResume.adresse_actuelle,
            Menage.parcours,
            or_(en_tiroir, depart),
        )
        .outerjoin(MenageResume, MenageResume.menage_id == Menage.id)
        .where(Menage.fusionne_dans_id.is_(None), chez_lui)
        .order_by(MenageResume.adresse_tri, Menage.id)
    ).all()
    contacts = joindre(session, {ligne[0] for ligne in lignes})
    return tuple(
        MenageDeTranche(
            id=id_,
            nom=nom,
            adresse=adresse or "",
            adresse_actuelle=actuelle,
            telephones=tuple(contacts.get(id_, ([], []))[0]),
            parcours=parcours,
            parti=bool(parti),
        )
        for id_, nom, adresse, actuelle, parcours, parti in lignes
    )


def dates(session: Session, menage_ids: set[UUID]) -> tuple[DatePromise, ...]:
    """Promises still to keep that have a day or a milestone, then typed milestones not done.

    The `code` of a promise that names no milestone is "".
    """
    ids = {"menages": liste(menage_ids)}
    promesses = session.execute(
        select(
            Engagement.id,
            Engagement.menage_id,
            Engagement.etape_code,
            Engagement.texte,
            Engagement.pour_le,
        )
        .where(
            Engagement.menage_id.in_(parmi("menages")),
            Engagement.etat == EtatEngagement.A_TENIR,
            Engagement.etape_code.is_not(None) | Engagement.pour_le.is_not(None),
        )
        .order_by(Engagement.pour_le, Engagement.id),
        ids,
    )
    etapes = session.execute(
        select(Etape.id, Etape.menage_id, Etape.code, Etape.prevue_le)
        .where(
            Etape.menage_id.in_(parmi("menages")),
            Etape.prevue_le.is_not(None),
            Etape.faite_le.is_(None),
            Etape.ecartee_le.is_(None),
        )
        .order_by(Etape.prevue_le, Etape.id),
        ids,
    )
    return (
        *(DatePromise(i, m, code or "", t, j, True) for i, m, code, t, j in promesses),
        *(DatePromise(i, m, code, "", j, False) for i, m, code, j in etapes),
    )


def ajustements(
    session: Session, cite_id: UUID, tranche_id: UUID
) -> tuple[tuple[Ajustement, ...], tuple[Ajustement, ...]]:
    """Changes of the template made for the estate, then for the batch."""
    lignes = session.scalars(
        select(ParcoursAjustement)
        .where(
            ParcoursAjustement.cite_id == cite_id,
            or_(
                ParcoursAjustement.tranche_id.is_(None),
                ParcoursAjustement.tranche_id == tranche_id,
            ),
        )
        .order_by(ParcoursAjustement.id)
    ).all()
    faits = [
        (
            li.tranche_id,
            Ajustement(li.genre, li.code, li.ancre or "", li.jours or 0, li.retiree, li.phase),
        )
        for li in lignes
    ]
    return (
        tuple(a for tranche, a in faits if tranche is None),
        tuple(a for tranche, a in faits if tranche is not None),
    )
