"""Sessions, series and who holds them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import case, exists, func, select
from sqlalchemy.orm import Session, aliased

from app.domain.accompagnement import EtatPermanence, NatureNote
from app.domain.permanences import Hebdo
from db.models import (
    Cite,
    Intervenant,
    Logement,
    Note,
    Permanence,
    PermanenceIntervenant,
    PermanenceSerie,
    Visite,
)


@dataclass(frozen=True, slots=True)
class PresentALaPermanence:
    """A member of the team present at a session."""

    id: UUID
    nom: str


@dataclass(frozen=True, slots=True)
class PermanenceLue:
    """One session; `nb_visites` counts households' visits, anonymous passages are apart."""

    id: UUID
    cite_id: UUID
    cite: str
    serie_id: UUID | None
    jour: date
    debut: time
    fin: time | None
    lieu: str
    etat: EtatPermanence
    close_a: datetime | None
    nb_visites: int
    nb_anonymes: int
    nb_menages: int
    equipe: tuple[PresentALaPermanence, ...] = ()


@dataclass(frozen=True, slots=True)
class SerieLue:
    """A weekly permanence."""

    id: UUID
    cite_id: UUID
    cite: str
    jour_semaine: int
    debut: time
    fin: time | None
    lieu: str
    depuis: date
    jusqu: date | None

    @property
    def hebdo(self) -> Hebdo:
        """When it falls."""
        return Hebdo(self.jour_semaine, self.depuis, self.jusqu)


@dataclass(frozen=True, slots=True)
class CiteProposee:
    """An estate where a session may be held, and the place it is usually held in."""

    id: UUID
    nom: str
    communes: str
    lieu: str


def cites(session: Session) -> tuple[CiteProposee, ...]:
    """The estates the team works in (those with dwellings or sessions), or all while none has."""
    suivies = exists().where(Logement.cite_id == Cite.id) | exists().where(
        PermanenceSerie.cite_id == Cite.id
    )
    requete = select(
        Cite.id, Cite.nom, Cite.communes, func.coalesce(Cite.lieu_permanence, "")
    ).order_by(Cite.nom, Cite.id)
    lignes = session.execute(requete.where(suivies)).all() or session.execute(requete).all()
    return tuple(CiteProposee(*ligne) for ligne in lignes)


def derniere(session: Session, cite_id: UUID) -> PermanenceLue | None:
    """The last session held in an estate, to propose the same place and hours."""
    id_ = session.scalar(
        select(Permanence.id)
        .where(Permanence.cite_id == cite_id)
        .where(Permanence.etat.in_((EtatPermanence.OUVERTE, EtatPermanence.CLOSE)))
        .order_by(Permanence.jour.desc(), Permanence.debut.desc())
        .limit(1)
    )
    return une(session, id_) if id_ else None


def series(session: Session, *, cite_id: UUID | None, du: date) -> tuple[SerieLue, ...]:
    """The series still running on `du` or later, in order of weekday and hour."""
    s = PermanenceSerie
    requete = (
        select(s.id, s.cite_id, Cite.nom, s.jour_semaine, s.debut, s.fin, s.lieu, s.depuis, s.jusqu)
        .join(Cite, Cite.id == s.cite_id)
        .where(s.jusqu.is_(None) | (s.jusqu >= du))
        .order_by(s.jour_semaine, s.debut, s.id)
    )
    if cite_id is not None:
        requete = requete.where(s.cite_id == cite_id)
    return tuple(SerieLue(*ligne) for ligne in session.execute(requete))


def entre(
    session: Session, *, du: date, au: date, cite_id: UUID | None = None
) -> tuple[PermanenceLue, ...]:
    """The recorded sessions between two days, both included, in order."""
    requete = _requete().where(Permanence.jour.between(du, au))
    if cite_id is not None:
        requete = requete.where(Permanence.cite_id == cite_id)
    return _lire(session, requete)


def ouvertes(session: Session, *, cite_id: UUID | None = None) -> tuple[PermanenceLue, ...]:
    """The sessions open now, whatever their day: one may have been left open."""
    requete = _requete().where(Permanence.etat == EtatPermanence.OUVERTE)
    if cite_id is not None:
        requete = requete.where(Permanence.cite_id == cite_id)
    return _lire(session, requete)


def une(session: Session, permanence_id: UUID) -> PermanenceLue | None:
    """That session, or None."""
    trouvees = _lire(session, _requete().where(Permanence.id == permanence_id))
    return trouvees[0] if trouvees else None


def passation(session: Session, permanence_id: UUID) -> tuple[UUID | None, str]:
    """The handover notes of a session as they stand: id and text (None, "" without any)."""
    corrige = aliased(Note)
    ligne = session.execute(
        select(Note.id, Note.texte)
        .where(
            Note.permanence_id == permanence_id,
            Note.nature == NatureNote.PASSATION,
            ~exists().where(corrige.remplace_id == Note.id),
        )
        .order_by(Note.ecrite_a.desc(), Note.id.desc())
        .limit(1)
    ).first()
    return (ligne[0], ligne[1]) if ligne else (None, "")


def _requete() -> Any:
    p = Permanence

    def compte(expression: Any) -> Any:
        return select(expression).where(Visite.permanence_id == p.id).correlate(p).scalar_subquery()

    return (
        select(
            p.id,
            p.cite_id,
            Cite.nom,
            p.serie_id,
            p.jour,
            p.debut,
            p.fin,
            p.lieu,
            p.etat,
            p.close_a,
            compte(func.count(Visite.menage_id)),
            compte(func.coalesce(func.sum(case((Visite.menage_id.is_(None), 1), else_=0)), 0)),
            compte(func.count(Visite.menage_id.distinct())),
        )
        .join(Cite, Cite.id == p.cite_id)
        .order_by(p.jour, p.debut, p.id)
    )


def _lire(session: Session, requete: Any) -> tuple[PermanenceLue, ...]:
    lignes: list[Any] = [tuple(ligne) for ligne in session.execute(requete)]
    presents: dict[UUID, list[PresentALaPermanence]] = {ligne[0]: [] for ligne in lignes}
    if lignes:
        nom = func.trim(func.coalesce(Intervenant.prenom, "") + " " + Intervenant.nom)
        for permanence_id, *qui in session.execute(
            select(PermanenceIntervenant.permanence_id, Intervenant.id, nom)
            .join(Intervenant, Intervenant.id == PermanenceIntervenant.intervenant_id)
            .where(PermanenceIntervenant.permanence_id.in_(list(presents)))
            .order_by(Intervenant.nom, Intervenant.id)
        ):
            presents[permanence_id].append(PresentALaPermanence(*qui))
    return tuple(
        replace(PermanenceLue(*ligne), equipe=tuple(presents[ligne[0]])) for ligne in lignes
    )
