"""Visits with all that came with them, in a fixed number of statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from typing import Any
from uuid import UUID

from sqlalchemy import exists, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from app.domain.accompagnement import Canal, EtatEngagement, FamilleBesoin
from app.domain.menages import FaitsDatesDuParcours, Phase, phase_le
from app.domain.partage import Partage
from app.domain.reclamations import EtatReclamation
from db.models import (
    Besoin,
    EchangeReclamation,
    Engagement,
    Intervenant,
    Menage,
    MenageResume,
    Note,
    Orientation,
    PassageReclamation,
    Personne,
    Reclamation,
    Ressenti,
    Tache,
    Visite,
    VisiteMotif,
)


@dataclass(frozen=True, slots=True)
class RessentiLu:
    """A feeling noted during a visit, and who said it ("" when nobody in particular)."""

    code: str
    intensite: int | None
    personne: str


@dataclass(frozen=True, slots=True)
class BesoinLu:
    """A need expressed during a visit."""

    famille: FamilleBesoin
    code: str
    precision: str


@dataclass(frozen=True, slots=True)
class NoteLue:
    """What was said, as it stands after corrections."""

    id: UUID
    texte: str
    visibilite: Partage


@dataclass(frozen=True, slots=True)
class PromesseLue:
    """A promise made during a visit, and where it stands."""

    id: UUID
    texte: str
    pour_le: date | None
    par: str
    etat: EtatEngagement


@dataclass(frozen=True, slots=True)
class TacheLue:
    """A task that came from a visit."""

    id: UUID
    titre: str
    pour_le: date | None
    qui: str
    faite_le: date | None


@dataclass(frozen=True, slots=True)
class ReclamationLue:
    """A complaint opened during a visit."""

    id: UUID
    reference: str
    categorie: str
    description: str
    etat: EtatReclamation


@dataclass(frozen=True, slots=True)
class VisiteLue:
    """One contact as lists and reports show it; `menage_nom` is "" for an anonymous passage.

    `premiere_fois` says whether no earlier contact with that household is known.
    """

    id: UUID
    menage_id: UUID | None
    menage_nom: str
    adresse: str
    canal: Canal
    jour: date
    heure: time | None
    intervenant: str
    premiere_fois: bool
    motifs: tuple[str, ...] = ()
    ressentis: tuple[RessentiLu, ...] = ()
    besoins: tuple[BesoinLu, ...] = ()
    notes: tuple[NoteLue, ...] = ()
    promesses: tuple[PromesseLue, ...] = ()
    taches: tuple[TacheLue, ...] = ()
    orientations: tuple[str, ...] = ()
    reclamations: tuple[ReclamationLue, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonneConnue:
    """Somebody of the household who may have said something."""

    id: UUID
    nom: str
    titulaire: bool


@dataclass(frozen=True, slots=True)
class ContexteMenage:
    """What one should know of a household while logging its visit."""

    id: UUID
    nom: str
    adresse: str
    adresse_actuelle: str
    phase: Phase
    derniere_visite: date | None
    contact_prefere: str
    langue: str
    personnes: tuple[PersonneConnue, ...]
    promesses: tuple[PromesseLue, ...]
    taches: tuple[TacheLue, ...]


def visites(
    session: Session, *, permanence_id: UUID | None = None, visite_id: UUID | None = None
) -> tuple[VisiteLue, ...]:
    """The visits of a session in order of arrival, or that one visit."""
    avant = aliased(Visite)
    plus_tot = or_(avant.jour < Visite.jour, (avant.jour == Visite.jour) & (avant.id < Visite.id))
    requete = (
        select(
            Visite.id,
            Visite.menage_id,
            func.coalesce(Menage.nom, ""),
            func.coalesce(MenageResume.adresse, ""),
            Visite.canal,
            Visite.jour,
            Visite.heure,
            _nom_intervenant(),
            Visite.menage_id.is_not(None)
            & ~exists().where(avant.menage_id == Visite.menage_id, plus_tot),
        )
        .outerjoin(Menage, Menage.id == Visite.menage_id)
        .outerjoin(MenageResume, MenageResume.menage_id == Visite.menage_id)
        .outerjoin(Intervenant, Intervenant.id == Visite.intervenant_id)
        .order_by(Visite.jour, Visite.heure.is_(None), Visite.heure, Visite.id)
    )
    ids = select(Visite.id)
    if permanence_id is not None:
        requete, ids = (r.where(Visite.permanence_id == permanence_id) for r in (requete, ids))
    if visite_id is not None:
        requete, ids = (r.where(Visite.id == visite_id) for r in (requete, ids))
    tetes: list[Any] = [tuple(ligne) for ligne in session.execute(requete)]
    suites: dict[UUID, dict[str, Any]] = _suites(session, ids) if tetes else {}
    rien: dict[str, Any] = {}
    return tuple(replace(VisiteLue(*tete), **suites.get(tete[0], rien)) for tete in tetes)


def _nom_intervenant() -> Any:
    return func.coalesce(
        func.trim(func.coalesce(Intervenant.prenom, "") + " " + Intervenant.nom), ""
    )


def _suites(session: Session, ids: Any) -> dict[UUID, dict[str, Any]]:
    """What came with each visit, by field of `VisiteLue`."""
    trouvees: dict[UUID, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    corrige = aliased(Note)
    nom_personne = func.coalesce(
        func.trim(func.coalesce(Personne.prenom, "") + " " + Personne.nom), ""
    )
    lectures: Sequence[tuple[str, Any, Any]] = (
        ("motifs", None, select(VisiteMotif.visite_id, VisiteMotif.code).order_by(VisiteMotif.id)),
        (
            "ressentis",
            RessentiLu,
            select(Ressenti.visite_id, Ressenti.code, Ressenti.intensite, nom_personne)
            .outerjoin(Personne, Personne.id == Ressenti.personne_id)
            .order_by(Ressenti.id),
        ),
        (
            "besoins",
            BesoinLu,
            select(
                Besoin.visite_id, Besoin.famille, Besoin.code, func.coalesce(Besoin.precision, "")
            ).order_by(Besoin.id),
        ),
        (
            "notes",
            NoteLue,
            select(Note.visite_id, Note.id, Note.texte, Note.visibilite)
            .where(~exists().where(corrige.remplace_id == Note.id))
            .order_by(Note.ecrite_a, Note.id),
        ),
        ("orientations", None, select(Orientation.visite_id, Orientation.vers)),
        (
            "reclamations",
            ReclamationLue,
            select(
                Reclamation.visite_id,
                Reclamation.id,
                Reclamation.reference,
                Reclamation.categorie,
                Reclamation.description,
                Reclamation.etat,
            ).order_by(Reclamation.reference),
        ),
        ("promesses", PromesseLue, _promesses()),
        ("taches", TacheLue, _taches()),
    )
    for champ, fabrique, requete in lectures:
        table = requete.selected_columns[0]
        for visite_id, *valeurs in session.execute(requete.where(table.in_(ids))):
            trouvees[visite_id][champ].append(fabrique(*valeurs) if fabrique else valeurs[0])
    return {
        visite_id: {champ: tuple(lignes) for champ, lignes in suites.items()}
        for visite_id, suites in trouvees.items()
    }


def _promesses() -> Any:
    return (
        select(
            Engagement.visite_id,
            Engagement.id,
            Engagement.texte,
            Engagement.pour_le,
            _nom_intervenant(),
            Engagement.etat,
        )
        .outerjoin(Intervenant, Intervenant.id == Engagement.par_id)
        .order_by(Engagement.pour_le.is_(None), Engagement.pour_le, Engagement.id)
    )


def _taches() -> Any:
    return (
        select(
            Tache.visite_id,
            Tache.id,
            Tache.titre,
            Tache.pour_le,
            _nom_intervenant(),
            Tache.faite_le,
        )
        .outerjoin(Intervenant, Intervenant.id == Tache.affectee_a_id)
        .order_by(Tache.pour_le.is_(None), Tache.pour_le, Tache.id)
    )


def contexte(session: Session, menage_id: UUID, jour: date) -> ContexteMenage | None:
    """What one should know of that household, or None when it is gone."""
    r = session.execute(
        select(
            Menage.nom,
            func.coalesce(MenageResume.adresse, ""),
            func.coalesce(MenageResume.adresse_actuelle, ""),
            MenageResume.depart_le,
            MenageResume.retour_le,
            MenageResume.phase_forcee,
            MenageResume.derniere_visite,
            func.coalesce(Menage.contact_prefere, ""),
            func.coalesce(Menage.langue, ""),
        )
        .outerjoin(MenageResume, MenageResume.menage_id == Menage.id)
        .where(Menage.id == menage_id)
    ).first()
    if r is None:
        return None
    faits = FaitsDatesDuParcours(r[3], r[4], Phase(r[5]) if r[5] else None)
    personnes = session.execute(
        select(
            Personne.id,
            func.trim(func.coalesce(Personne.prenom, "") + " " + Personne.nom),
            Personne.titulaire,
        )
        .where(
            Personne.menage_id == menage_id,
            Personne.fusionne_dans_id.is_(None),
            Personne.partie_le.is_(None),
        )
        .order_by(Personne.titulaire.desc(), Personne.id)
    )
    promesses = _promesses().where(
        Engagement.menage_id == menage_id, Engagement.etat == EtatEngagement.A_TENIR
    )
    taches = _taches().where(Tache.menage_id == menage_id, Tache.faite_le.is_(None))
    return ContexteMenage(
        id=menage_id,
        nom=r[0],
        adresse=r[1],
        adresse_actuelle=r[2],
        phase=phase_le(faits, jour),
        derniere_visite=r[6],
        contact_prefere=r[7],
        langue=r[8],
        personnes=tuple(PersonneConnue(*p) for p in personnes),
        promesses=tuple(PromesseLue(*p[1:]) for p in session.execute(promesses)),
        taches=tuple(TacheLue(*t[1:]) for t in session.execute(taches)),
    )


def suites_engagees(session: Session, visite_id: UUID) -> bool:
    """Whether a promise or a complaint of that visit has been acted upon since."""
    promesse = exists().where(
        Engagement.visite_id == visite_id, Engagement.etat != EtatEngagement.A_TENIR
    )
    siennes = Reclamation.visite_id == visite_id
    agi = (
        exists().where(siennes, Reclamation.etat != EtatReclamation.RECUE),
        exists().where(siennes, EchangeReclamation.reclamation_id == Reclamation.id),
        exists().where(siennes, PassageReclamation.reclamation_id == Reclamation.id),
    )
    return bool(session.scalar(select(literal(1)).where(or_(promesse, *agi))))
