"""What today asks for: due and late things, appointments, households to tell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, distinct, func, or_, select
from sqlalchemy.orm import Session

from app.domain.accompagnement import EtatEngagement
from app.domain.menages import Suivi
from db.models import (
    Annonce,
    Engagement,
    Intervenant,
    MenageResume,
    Referent,
    RendezVous,
    Tache,
)
from db.queries import annonces
from db.queries.annonces import AnnonceLigne


class NatureEcheance(StrEnum):
    """A task of the team, or a promise made to a household."""

    TACHE = "tache"
    ENGAGEMENT = "engagement"


@dataclass(frozen=True, slots=True)
class Echeance:
    """A task or a promise that is due; `qui_id` None means everybody's.

    `menage_nom` is "" for a task about no household in particular.
    """

    nature: NatureEcheance
    id: UUID
    menage_id: UUID | None
    menage_nom: str
    adresse: str
    texte: str
    pour_le: date | None
    qui_id: UUID | None
    qui: str


@dataclass(frozen=True, slots=True)
class RendezVousDuJour:
    """An appointment of the day."""

    id: UUID
    menage_id: UUID
    menage_nom: str
    adresse: str
    heure: time | None
    objet: str
    lieu: str
    qui_id: UUID | None
    qui: str


@dataclass(frozen=True, slots=True)
class Perimetre:
    """Whose things, and where: one estate or all, one member of the team or everybody."""

    cite_id: UUID | None = None
    qui_id: UUID | None = None


def echeances(
    session: Session, ou: Perimetre, du: date | None, au: date, limite: int
) -> tuple[tuple[Echeance, ...], int, int]:
    """Tasks and promises due from `du` (None: since ever) to `au`, oldest first.

    Also how many there are, and how many of them are promises. Somebody's list holds what is
    nobody's in particular too.
    """

    def bornes(pour_le: Any) -> ColumnElement[bool]:
        dans: ColumnElement[bool] = pour_le <= au if du is None else pour_le.between(du, au)
        return dans

    return _lire(session, ou, bornes, limite)


def sans_date(
    session: Session, ou: Perimetre, limite: int
) -> tuple[tuple[Echeance, ...], int, int]:
    """Tasks and promises without a date, oldest first; how many; how many are promises."""
    return _lire(session, ou, lambda pour_le: pour_le.is_(None), limite)


def _lire(
    session: Session, ou: Perimetre, bornes: Callable[[Any], ColumnElement[bool]], limite: int
) -> tuple[tuple[Echeance, ...], int, int]:
    lignes: list[Echeance] = []
    totaux: dict[NatureEcheance, int] = {}
    for nature, modele, texte, qui, ouverte in _natures():
        conditions = [ouverte, bornes(modele.pour_le), *_a_quelqu_un(ou, qui)]
        requete = _echeances(modele, texte, qui).where(*conditions, *_lieu(ou))
        trouvees = [
            Echeance(nature, *ligne)
            for ligne in session.execute(requete.order_by(modele.pour_le, modele.id).limit(limite))
        ]
        complet = len(trouvees) < limite
        totaux[nature] = len(trouvees) if complet else _compter(session, modele, conditions, ou)
        lignes += trouvees
    lignes.sort(key=lambda e: (e.pour_le or date.max, e.id))
    return tuple(lignes[:limite]), sum(totaux.values()), totaux[NatureEcheance.ENGAGEMENT]


def rendez_vous(session: Session, ou: Perimetre, jour: date) -> tuple[RendezVousDuJour, ...]:
    """The appointments of a day, by hour."""
    r = RendezVous
    requete = (
        select(
            r.id,
            r.menage_id,
            func.coalesce(MenageResume.nom, ""),
            func.coalesce(MenageResume.adresse, ""),
            r.heure,
            r.objet,
            func.coalesce(r.lieu, ""),
            r.intervenant_id,
            _nom(),
        )
        .outerjoin(MenageResume, MenageResume.menage_id == r.menage_id)
        .outerjoin(Intervenant, Intervenant.id == r.intervenant_id)
        .where(r.jour == jour, r.annule_le.is_(None))
        .where(*_a_quelqu_un(ou, r.intervenant_id), *_lieu(ou))
        .order_by(r.heure.is_(None), r.heure, r.id)
    )
    return tuple(RendezVousDuJour(*ligne) for ligne in session.execute(requete))


def a_prevenir(
    session: Session, ou: Perimetre, jour: date, limite: int
) -> tuple[tuple[AnnonceLigne, ...], int]:
    """What households must still be told, the oldest first, and how many households that is.

    Somebody's list holds the households nobody follows too.
    """
    a, r = Annonce, MenageResume
    conditions: list[ColumnElement[bool]] = [a.dite_le.is_(None)]
    if ou.cite_id is not None:
        conditions.append(r.cite_id == ou.cite_id)
    if ou.qui_id is not None:
        suit = select(Referent.id).where(
            Referent.menage_id == a.menage_id,
            Referent.intervenant_id == ou.qui_id,
            or_(Referent.fin.is_(None), Referent.fin > jour),
            or_(Referent.debut.is_(None), Referent.debut <= jour),
        )
        conditions.append(or_(r.referents == "", suit.exists()))
    depuis = select(a.id, a.menage_id).join(r, r.menage_id == a.menage_id).where(*conditions)
    lues = session.execute(depuis.order_by(a.ouverte_le, a.id).limit(limite)).all()
    if not lues:
        return (), 0
    rangs = {ligne.id: rang for rang, ligne in enumerate(lues)}
    lignes = annonces.lister(session, jour, ids=tuple(rangs))
    if len(lues) < limite:
        n = len({ligne.menage_id for ligne in lues})
    else:
        combien = depuis.with_only_columns(func.count(distinct(a.menage_id)))
        n = int(session.scalar(combien) or 0)
    return tuple(sorted(lignes, key=lambda ligne: rangs[ligne.id])), n


def suit_quelqu_un(session: Session, ou: Perimetre) -> bool:
    """Whether any household is followed there."""
    requete = select(MenageResume.num).where(MenageResume.suivi == Suivi.OUVERT.value).limit(1)
    if ou.cite_id is not None:
        requete = requete.where(MenageResume.cite_id == ou.cite_id)
    return session.scalar(requete) is not None


def _natures() -> Sequence[tuple[NatureEcheance, Any, Any, Any, ColumnElement[bool]]]:
    """The open things of each nature: model, words, bearer, and what makes it open."""
    a_tenir = Engagement.etat == EtatEngagement.A_TENIR
    tache, engagement = NatureEcheance.TACHE, NatureEcheance.ENGAGEMENT
    return (
        (tache, Tache, Tache.titre, Tache.affectee_a_id, Tache.faite_le.is_(None)),
        (engagement, Engagement, Engagement.texte, Engagement.par_id, a_tenir),
    )


def _echeances(modele: type[Tache | Engagement], texte: Any, qui: Any) -> Any:
    return (
        select(
            modele.id,
            modele.menage_id,
            func.coalesce(MenageResume.nom, ""),
            func.coalesce(MenageResume.adresse, ""),
            texte,
            modele.pour_le,
            qui,
            _nom(),
        )
        .outerjoin(MenageResume, MenageResume.menage_id == modele.menage_id)
        .outerjoin(Intervenant, Intervenant.id == qui)
    )


def _a_quelqu_un(ou: Perimetre, qui: Any) -> list[ColumnElement[bool]]:
    """Somebody's things, and what is nobody's in particular."""
    return [] if ou.qui_id is None else [or_(qui == ou.qui_id, qui.is_(None))]


def _lieu(ou: Perimetre) -> list[ColumnElement[bool]]:
    """Things of an estate, and those of no place."""
    cite_id = MenageResume.cite_id
    return [] if ou.cite_id is None else [or_(cite_id == ou.cite_id, cite_id.is_(None))]


def _compter(
    session: Session, modele: Any, conditions: list[ColumnElement[bool]], ou: Perimetre
) -> int:
    """How many rows, without the joins: an estate is the set of its households."""
    requete = select(func.count()).select_from(modele).where(*conditions)
    if ou.cite_id is not None:
        ici = select(MenageResume.menage_id).where(*_lieu(ou))
        requete = requete.where(or_(modele.menage_id.is_(None), modele.menage_id.in_(ici)))
    return int(session.scalar(requete) or 0)


def _nom() -> Any:
    return func.coalesce(
        func.trim(func.coalesce(Intervenant.prenom, "") + " " + Intervenant.nom), ""
    )
