"""From the record of an estate to what a plan is computed from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType
from uuid import UUID

from sqlalchemy.orm import Session

from app.core.errors import RegleMetier
from app.domain.catalogues_vacances import Vacances
from app.domain.chartes import Charte
from app.domain.planification.instance import EquipeDispo, Instance, Periode, Regles, Travaux
from app.services.jours_feries import feries
from app.services.planification.commandes import ChargerInstance
from app.services.planification.dossier import Dossier, classer
from app.services.planification.empreinte import empreinte
from app.services.planification.foyers import menages, trier
from app.services.planification.offres import offrir
from app.services.planification.remarques import Ensemble, remarquer
from db.queries import chartes, planification
from db.queries.planification_lignes import IndisponibiliteLigne, Releve, TrancheLigne
from db.uow import UnitOfWork

__all__ = ["ChargerInstance", "Preparation", "charger", "preparer"]

MARGE_MAX = 365  # days of slack: beyond, a figure was mistyped


@dataclass(frozen=True, slots=True)
class Preparation:
    """The instance, and the record it was made from."""

    instance: Instance
    dossier: Dossier


def charger(demande: ChargerInstance, uow: UnitOfWork) -> Instance:
    """The instance; raises `RegleMetier("planification.cite")` when the estate is to be named."""
    with uow.lecture() as session:
        return preparer(session, uow, demande.cite_id, demande.plan_id).instance


def cite_voulue(session: Session, cite_id: UUID | None) -> tuple[UUID, str]:
    """The estate asked for, else the only one with batches: its id and name.

    Raises `RegleMetier`: "planification.cite" naming those there are,
    "planification.sans_tranche" when the one asked for has no batch.
    """
    connues = planification.cites_a_tranches(session)
    if cite_id is None:
        if len(connues) == 1:
            return connues[0]
        if not connues:
            raise RegleMetier("planification.aucune_cite")
        raise RegleMetier("planification.cite", cites=[nom for _id, nom in connues])
    for id_, nom in connues:
        if id_ == cite_id:
            return id_, nom
    raise RegleMetier("planification.sans_tranche")


def preparer(
    session: Session, uow: UnitOfWork, cite_id: UUID | None, plan_id: UUID | None = None
) -> Preparation:
    """The instance within an open transaction; `plan_id` gives the lines pinned so far."""
    id_, nom = cite_voulue(session, cite_id)
    releve = planification.relever(session, id_, plan_id)
    charte = chartes.charte(session, id_)
    regles = _regles(charte, releve, id_, uow.clock.today(), uow.accompagnement.vacances)
    dossier = classer(
        id_,
        regles,
        chartes.par_tranche(session, id_),
        {m.code: m.genre for m in uow.accompagnement.parcours.modeles.values()},
        releve,
    )
    travaux = {t.id: w for t in releve.tranches if (w := _travaux(t)) is not None}
    retenus, ecartes = trier(dossier, travaux)
    places = menages(dossier, retenus, travaux)
    logements, sur_les_logements = offrir(dossier, places)
    equipes = _equipes(releve)
    ensemble = Ensemble(travaux, places, ecartes, logements, equipes)
    instance = Instance(
        cite_id=id_,
        cite=nom,
        regles=regles,
        travaux=MappingProxyType(travaux),
        menages=tuple(places),
        logements=tuple(logements),
        equipes=tuple(equipes),
        ecartes=tuple(ecartes),
        remarques=(*remarquer(dossier, ensemble), *sur_les_logements),
    )
    return Preparation(replace(instance, empreinte=empreinte(instance)), dossier)


def _travaux(t: TrancheLigne) -> Travaux | None:
    """The works of a batch, None while nobody knows when they are, or when they end first."""
    if t.debut is None or t.fin is None or t.fin < t.debut:
        return None
    return Travaux(t.id, t.nom, t.debut, t.fin, min(MARGE_MAX, max(0, t.marge or 0)))


def _regles(
    charte: Charte,
    releve: Releve,
    cite_id: UUID,
    jour: date,
    vacances: tuple[Vacances, ...],
) -> Regles:
    # A year mistyped (2206) must not list two centuries of holidays.
    annees = {t.fin.year for t in releve.tranches if t.fin and 0 <= t.fin.year - jour.year < 30}
    return Regles(
        aujourdhui=jour,
        preavis=charte.preavis_jours,
        nettoyage=charte.nettoyage_jours,
        ouverture=charte.ouverture_jours,
        avance=charte.avance_jours,
        retour=charte.retour_jours,
        feries=feries(range(jour.year, max({jour.year, *annees}) + 2)),
        fermetures=tuple(Periode(i.du, i.au) for i in _de_la_cite(releve, cite_id)),
        vacances=tuple(Periode(v.du, v.au) for v in vacances if v.au >= jour),
        ordre=charte.ordre,
    )


def _de_la_cite(releve: Releve, cite_id: UUID) -> list[IndisponibiliteLigne]:
    return [i for i in releve.indisponibilites if i.cite_id == cite_id]


def _equipes(releve: Releve) -> list[EquipeDispo]:
    """The crews; one without any weekday noted works from Monday to Friday."""
    absences: dict[UUID, list[Periode]] = {}
    for i in releve.indisponibilites:
        if i.equipe_id is not None:
            absences.setdefault(i.equipe_id, []).append(Periode(i.du, i.au))
    return [
        EquipeDispo(
            e.id,
            e.nom,
            e.genre,
            e.capacite,
            frozenset(int(j) for j in e.jours if j in "1234567") or frozenset(range(1, 6)),
            tuple(absences.get(e.id, ())),
        )
        for e in releve.equipes
    ]
