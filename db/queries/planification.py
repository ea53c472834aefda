"""What plans of moves are computed from: an estate in a fixed number of statements."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app.domain.accompagnement import CodeEtape, CodeSouhait, EtatEngagement, FamilleBesoin
from app.domain.demenagements import EtatDemenagement
from app.domain.menages import StatutMenage, Suivi
from app.domain.planification.mots import EtatPlan
from app.domain.relogements import Trajectoire
from db.models import (
    Besoin,
    BesoinsRelogement,
    Cite,
    Demenagement,
    Engagement,
    Equipe,
    Etape,
    Indisponibilite,
    LienMenages,
    Logement,
    Menage,
    MenageParcours,
    Occupation,
    Personne,
    Plan,
    PlanLigne,
    Souhait,
    TrajectoireMenage,
    Tranche,
)
from db.queries.planification_lignes import (
    BesoinsLigne,
    DemenagementLigne,
    EquipeLigne,
    IndisponibiliteLigne,
    LigneLigne,
    LogementLigne,
    MenageLigne,
    PersonneLigne,
    PromesseLigne,
    Releve,
    SejourLigne,
    TrancheLigne,
)

T = TypeVar("T")
PROMIS = (CodeEtape.DEMENAGEMENT_ALLER.value, CodeEtape.DEMENAGEMENT_RETOUR.value)


def cites_a_tranches(session: Session) -> tuple[tuple[UUID, str], ...]:
    """The estates that have batches: id and name, by name."""
    lignes = session.execute(
        select(Cite.id, Cite.nom)
        .where(select(Tranche.id).where(Tranche.cite_id == Cite.id).exists())
        .order_by(Cite.nom, Cite.id)
    )
    return tuple((id_, nom) for id_, nom in lignes)


def relever(session: Session, cite_id: UUID, plan_id: UUID | None = None) -> Releve:
    """What the record says of an estate; as many statements for ten households as for a thousand.

    `plan_id` is the plan one starts from.
    """
    suivis = (
        select(Occupation.menage_id)
        .join(Logement, Logement.id == Occupation.logement_id)
        .where(Logement.cite_id == cite_id)
    )
    return Releve(
        tranches=_tranches(session, cite_id),
        logements=_logements(session, cite_id, suivis),
        sejours=_sejours(session, cite_id, suivis),
        menages=_menages(session, suivis),
        personnes=_personnes(session, suivis),
        besoins=_besoins(session, suivis),
        exprimes=_exprimes(session, suivis),
        trajectoires=_trajectoires(session, suivis),
        souhaits=_souhaits(session, suivis),
        modeles=_modeles(session, suivis),
        enquetes=_enquetes(session, suivis),
        demenagements=_demenagements(session, Demenagement.menage_id.in_(suivis)),
        adoptees=_lignes(session, Plan.cite_id == cite_id, Plan.etat == EtatPlan.ADOPTE),
        fixees=lignes_fixees(session, plan_id),
        promesses=_promesses(session, suivis),
        indisponibilites=_indisponibilites(session, cite_id, suivis),
        liens=_liens(session, suivis),
        equipes=_equipes(session, cite_id),
        sans_logement=_sans_logement(session),
    )


def _lire(session: Session, type_: type[T], requete: Any) -> tuple[T, ...]:
    return tuple(type_(*ligne) for ligne in session.execute(requete))


def _tranches(session: Session, cite_id: UUID) -> tuple[TrancheLigne, ...]:
    requete = (
        select(
            Tranche.id,
            Tranche.nom,
            Tranche.debut_travaux,
            Tranche.fin_travaux,
            Tranche.reception,
            Tranche.marge_jours,
        )
        .where(Tranche.cite_id == cite_id)
        .order_by(Tranche.debut_travaux.nulls_last(), Tranche.nom, Tranche.id)
    )
    return _lire(session, TrancheLigne, requete)


def _logements(session: Session, cite_id: UUID, suivis: Select[UUID]) -> tuple[LogementLigne, ...]:
    """The homes of the estate, and those elsewhere where its households are or go."""
    ailleurs = select(Occupation.logement_id).where(Occupation.menage_id.in_(suivis))
    lo = Logement
    requete = (
        select(
            lo.id, lo.code_ug, lo.cite_id, lo.tranche_id, lo.numero, lo.repetition, lo.voie,
            lo.commune, lo.typologie, lo.nb_pieces, lo.chambres, lo.plain_pied, lo.jardin,
            lo.garage, lo.animaux, lo.disponible_du, lo.disponible_au, lo.nettoyage_jours,
            lo.x, lo.y, lo.etat,
        )
        .where(or_(lo.cite_id == cite_id, lo.id.in_(ailleurs)))
        .order_by(lo.code_ug, lo.id)
    )  # fmt: skip
    return _lire(session, LogementLigne, requete)


def _sejours(session: Session, cite_id: UUID, suivis: Select[UUID]) -> tuple[SejourLigne, ...]:
    """The stays of these households anywhere, and of anybody in the homes of the estate."""
    ici = select(Logement.id).where(Logement.cite_id == cite_id)
    o = Occupation
    requete = (
        select(o.id, o.menage_id, o.logement_id, o.nature, o.debut, o.fin, o.fin_prevue)
        .where(or_(o.menage_id.in_(suivis), o.logement_id.in_(ici)))
        .order_by(o.debut.nulls_first(), o.id)
    )
    return _lire(session, SejourLigne, requete)


def _menages(session: Session, suivis: Select[UUID]) -> tuple[MenageLigne, ...]:
    m = Menage
    requete = (
        select(m.id, m.nom, m.statut, m.suivi, m.fusionne_dans_id.is_not(None), m.nb_occupants)
        .where(m.id.in_(suivis))
        .order_by(m.id)
    )
    return _lire(session, MenageLigne, requete)


def _personnes(session: Session, suivis: Select[UUID]) -> tuple[PersonneLigne, ...]:
    """Those who are still in their household."""
    p = Personne
    requete = (
        select(p.menage_id, p.lien, p.naissance, p.age, p.age_le)
        .where(
            p.menage_id.in_(suivis),
            p.fusionne_dans_id.is_(None),
            p.partie_le.is_(None),
            p.partie_motif.is_(None),
        )
        .order_by(p.id)
    )
    return _lire(session, PersonneLigne, requete)


def _besoins(session: Session, suivis: Select[UUID]) -> tuple[BesoinsLigne, ...]:
    b = BesoinsRelogement
    requete = (
        select(
            b.menage_id, b.chambres, b.plain_pied, b.appareil, b.animaux, b.jardin, b.garage,
            b.scolarises, b.apres_le, b.un_seul_demenagement,
        ).where(b.menage_id.in_(suivis))
    )  # fmt: skip
    return _lire(session, BesoinsLigne, requete)


def _exprimes(session: Session, suivis: Select[UUID]) -> frozenset[tuple[UUID, str]]:
    """Needs of the home told during visits and not answered yet."""
    lignes = session.execute(
        select(Besoin.menage_id, Besoin.code).where(
            Besoin.menage_id.in_(suivis),
            Besoin.famille == FamilleBesoin.LOGEMENT,
            Besoin.repondu_le.is_(None),
        )
    )
    return frozenset((menage_id, code) for menage_id, code in lignes)


def _trajectoires(session: Session, suivis: Select[UUID]) -> dict[UUID, Trajectoire]:
    t = TrajectoireMenage
    lignes = session.execute(
        select(t.menage_id, t.code).where(t.menage_id.in_(suivis)).order_by(t.le, t.id)
    )
    return {menage_id: code for menage_id, code in lignes}  # noqa: C416 - rows, not pairs


def _souhaits(session: Session, suivis: Select[UUID]) -> dict[UUID, CodeSouhait]:
    s = Souhait
    lignes = session.execute(
        select(s.menage_id, s.code)
        .where(s.menage_id.in_(suivis))
        .order_by(s.exprime_le.nulls_first(), s.id)
    )
    return {menage_id: code for menage_id, code in lignes}  # noqa: C416 - rows, not pairs


def _modeles(session: Session, suivis: Select[UUID]) -> dict[UUID, str]:
    mp = MenageParcours
    lignes = session.execute(select(mp.menage_id, mp.modele).where(mp.menage_id.in_(suivis)))
    return dict(lignes.all())


def _enquetes(session: Session, suivis: Select[UUID]) -> frozenset[UUID]:
    """The households whose survey is done, or was set aside as of no concern."""
    e = Etape
    faites = or_(e.faite_le.is_not(None), e.ecartee_le.is_not(None))
    return frozenset(
        session.scalars(
            select(e.menage_id).where(
                e.menage_id.in_(suivis), e.code == CodeEtape.ENQUETE.value, faites
            )
        )
    )


def _demenagements(
    session: Session, *filtres: ColumnElement[bool]
) -> tuple[DemenagementLigne, ...]:
    d = Demenagement
    requete = (
        select(
            d.id, d.menage_id, d.sens, d.vers_id, d.jour, d.creneau, d.heure, d.equipe_id,
            d.pilote_id, d.etat, d.fixe, d.plan_id,
        )
        .where(d.etat != EtatDemenagement.ANNULE, *filtres)
        .order_by(d.jour, d.id)
    )  # fmt: skip
    return _lire(session, DemenagementLigne, requete)


def _lignes(session: Session, *filtres: ColumnElement[bool]) -> tuple[LigneLigne, ...]:
    li = PlanLigne
    requete = (
        select(
            li.plan_id, li.menage_id, li.solution, li.logement_id, li.depart, li.retour, li.fixe,
            li.motif,
        )
        .join(Plan, Plan.id == li.plan_id)
        .where(*filtres)
        .order_by(li.menage_id)
    )  # fmt: skip
    return _lire(session, LigneLigne, requete)


def lignes(session: Session, plan_ids: Sequence[UUID]) -> tuple[LigneLigne, ...]:
    """The lines of these plans."""
    return _lignes(session, PlanLigne.plan_id.in_(plan_ids)) if plan_ids else ()


def lignes_fixees(session: Session, plan_id: UUID | None) -> tuple[LigneLigne, ...]:
    """The pinned lines of a plan; nothing without one."""
    if plan_id is None:
        return ()
    return _lignes(session, PlanLigne.plan_id == plan_id, PlanLigne.fixe.is_(True))


def _promesses(session: Session, suivis: Select[UUID]) -> tuple[PromesseLigne, ...]:
    """The days told for moves and still to keep, the latest promise last."""
    e = Engagement
    requete = (
        select(e.menage_id, e.etape_code, e.pour_le)
        .where(
            e.menage_id.in_(suivis),
            e.etat == EtatEngagement.A_TENIR,
            e.etape_code.in_(PROMIS),
            e.pour_le.is_not(None),
        )
        .order_by(e.pris_le, e.id)
    )
    return _lire(session, PromesseLigne, requete)


def _indisponibilites(
    session: Session, cite_id: UUID, suivis: Select[UUID]
) -> tuple[IndisponibiliteLigne, ...]:
    i = Indisponibilite
    requete = (
        select(i.menage_id, i.equipe_id, i.cite_id, i.du, i.au)
        .where(or_(i.cite_id == cite_id, i.equipe_id.is_not(None), i.menage_id.in_(suivis)))
        .order_by(i.du, i.au, i.id)
    )
    return _lire(session, IndisponibiliteLigne, requete)


def _liens(session: Session, suivis: Select[UUID]) -> tuple[tuple[UUID, UUID], ...]:
    li = LienMenages
    lignes: Any = session.execute(
        select(li.menage_id, li.autre_id).where(li.menage_id.in_(suivis)).order_by(li.id)
    )
    return tuple((un, autre) for un, autre in lignes)


def _equipes(session: Session, cite_id: UUID) -> tuple[EquipeLigne, ...]:
    e = Equipe
    requete = (
        select(e.id, e.nom, e.genre, e.capacite, e.jours)
        .where(e.actif.is_(True), or_(e.cite_id.is_(None), e.cite_id == cite_id))
        .order_by(e.genre, e.nom, e.id)
    )
    return _lire(session, EquipeLigne, requete)


def _sans_logement(session: Session) -> int:
    """How many followed households have no home in the ledger at all, in any estate."""
    m = Menage
    trouves = session.scalars(
        select(m.id).where(
            m.suivi == Suivi.OUVERT,
            m.fusionne_dans_id.is_(None),
            m.statut != StatutMenage.HEBERGE,
            ~select(Occupation.id).where(Occupation.menage_id == m.id).exists(),
        )
    )
    return len(trouves.all())


def telephones(session: Session, menage_ids: Sequence[UUID]) -> dict[UUID, str]:
    """A number for each household that has one: a titulaire's first, mobile first."""
    p = Personne
    lignes = session.execute(
        select(p.menage_id, p.tel_mobile, p.tel_fixe)
        .where(
            p.menage_id.in_(menage_ids),
            p.fusionne_dans_id.is_(None),
            p.partie_le.is_(None),
            or_(p.tel_mobile.is_not(None), p.tel_fixe.is_not(None)),
        )
        .order_by(p.titulaire.desc(), p.id)
    )
    trouves: dict[UUID, str] = {}
    for menage_id, mobile, fixe in lignes:
        trouves.setdefault(menage_id, mobile or fixe or "")
    return trouves
