"""What today asks for: due and late things, appointments, households lost from sight."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from app.domain.accompagnement import EtatEngagement
from app.domain.menages import Suivi
from db.models import Engagement, Intervenant, MenageResume, RendezVous, Tache


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
class MenagePerduDeVue:
    """A household not seen for long; `derniere_visite` None means never met."""

    id: UUID
    nom: str
    adresse: str
    telephones: tuple[str, ...]
    derniere_visite: date | None
    referents: str


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
    for nature, requete, modele, qui in _natures():
        filtre = _perimetre(requete, ou, qui).where(bornes(modele.pour_le))
        trouvees = [
            Echeance(nature, *ligne)
            for ligne in session.execute(filtre.order_by(modele.pour_le, modele.id).limit(limite))
        ]
        complet = len(trouvees) < limite
        totaux[nature] = len(trouvees) if complet else _compter(session, filtre, modele, ou)
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
        .order_by(r.heure.is_(None), r.heure, r.id)
    )
    requete = _perimetre(requete, ou, r.intervenant_id)
    return tuple(RendezVousDuJour(*ligne) for ligne in session.execute(requete))


def perdus_de_vue(
    session: Session, ou: Perimetre, avant: date, limite: int
) -> tuple[tuple[MenagePerduDeVue, ...], int]:
    """Followed households last seen before that day, longest first, and how many."""
    return _menages(session, ou, MenageResume.derniere_visite < avant.isoformat(), limite)


def jamais_vus(
    session: Session, ou: Perimetre, limite: int
) -> tuple[tuple[MenagePerduDeVue, ...], int]:
    """Followed households nobody has met yet, and how many."""
    return _menages(session, ou, MenageResume.derniere_visite.is_(None), limite)


def suit_quelqu_un(session: Session, ou: Perimetre) -> bool:
    """Whether any household is followed there."""
    requete = select(MenageResume.num).where(MenageResume.suivi == Suivi.OUVERT.value).limit(1)
    if ou.cite_id is not None:
        requete = requete.where(MenageResume.cite_id == ou.cite_id)
    return session.scalar(requete) is not None


def _menages(
    session: Session, ou: Perimetre, condition: ColumnElement[bool], limite: int
) -> tuple[tuple[MenagePerduDeVue, ...], int]:
    m = MenageResume
    conditions = [condition, m.suivi == Suivi.OUVERT.value]
    if ou.cite_id is not None:
        conditions.append(m.cite_id == ou.cite_id)
    requete = (
        select(m.menage_id, m.nom, m.adresse, m.telephones, m.derniere_visite, m.referents)
        .where(*conditions)
        .order_by(m.derniere_visite, m.num)
        .limit(limite)
    )
    lignes = tuple(
        MenagePerduDeVue(id_, nom, adresse, tuple(telephones.split()), vu, referents)
        for id_, nom, adresse, telephones, vu, referents in session.execute(requete)
    )
    if len(lignes) < limite:
        return lignes, len(lignes)
    return lignes, int(session.scalar(select(func.count()).where(*conditions)) or 0)


def _natures() -> Sequence[tuple[NatureEcheance, Any, Any, Any]]:
    """The open things of each nature: their query, model and bearer."""
    return (
        (
            NatureEcheance.TACHE,
            _ouvertes(Tache, Tache.titre, Tache.affectee_a_id).where(Tache.faite_le.is_(None)),
            Tache,
            Tache.affectee_a_id,
        ),
        (
            NatureEcheance.ENGAGEMENT,
            _ouvertes(Engagement, Engagement.texte, Engagement.par_id).where(
                Engagement.etat == EtatEngagement.A_TENIR
            ),
            Engagement,
            Engagement.par_id,
        ),
    )


def _ouvertes(modele: type[Tache | Engagement], texte: Any, qui: Any) -> Any:
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


def _perimetre(requete: Any, ou: Perimetre, qui: Any) -> Any:
    if ou.qui_id is not None:
        requete = requete.where(or_(qui == ou.qui_id, qui.is_(None)))
    if ou.cite_id is not None:
        requete = requete.where(
            or_(MenageResume.cite_id == ou.cite_id, MenageResume.cite_id.is_(None))
        )
    return requete


def _compter(session: Session, requete: Any, modele: Any, ou: Perimetre) -> int:
    """How many rows; without an estate the joins bring nothing and are left out."""
    if ou.cite_id is None:
        seule = select(func.count()).select_from(modele).where(requete.whereclause)
    else:
        seule = requete.with_only_columns(func.count(), maintain_column_froms=True)
    return int(session.scalar(seule.order_by(None)) or 0)


def _nom() -> Any:
    return func.coalesce(
        func.trim(func.coalesce(Intervenant.prenom, "") + " " + Intervenant.nom), ""
    )
