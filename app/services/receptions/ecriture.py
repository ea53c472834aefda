"""Recording a réception, putting it right, taking it back: one truth for the whole journey.

The réception of a batch is the day its timetable keeps (`tranche.reception`), which journeys read;
that of one dwelling is the milestone of its households, which counts before it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import Session

from app.core.changes import Changes
from app.core.errors import EntreeInvalide, RegleMetier
from app.domain.adresse import afficher
from app.domain.receptions import (
    FaitReception,
    ResultatReception,
    verifier_jour,
    verifier_nouvelle,
    verifier_resultat,
)
from app.services.chargement import charger, facultatif
from app.services.receptions import etapes
from app.services.receptions.commandes import AnnulerReception, CorrigerReception, Recevoir
from db.models import Logement, Reception, Reclamation, Tranche
from db.uow import Transaction, UnitOfWork


def recevoir(cmd: Recevoir, uow: UnitOfWork) -> Changes:
    """The réception recorded, of each dwelling or of the batch, in one operation.

    Raises `EntreeInvalide` ("reception.rien", "reception.futur") and `RegleMetier`
    ("reception.hors_tranche", "reception.deja", "reception.avant_refus", "reception.refus_deja"):
    nothing is recorded then.
    """
    if not cmd.logement_ids and cmd.tranche_id is None:
        raise EntreeInvalide("reception.rien")
    with uow.ecriture("reception.recevoir") as tx:
        verifier_jour(cmd.le, tx.clock.today())
        touches = _Touches()
        if cmd.logement_ids:
            for logement in _logements(tx.session, cmd):
                touches.ligne(_recevoir_logement(tx, cmd, logement, touches))
        else:
            touches.ligne(_recevoir_tranche(tx, cmd, touches))
        tx.commit()
    return touches.changes(tx)


def corriger(cmd: CorrigerReception, uow: UnitOfWork) -> Changes:
    """The réception put right; the journeys follow.

    Raises `EntreeInvalide("reception.futur")` and `RegleMetier` ("reception.apres_reclamation"
    when a réserve was noted before that day, "reception.a_des_reserves" when its réserves
    contradict the result, "reception.avant_refus").
    """
    with uow.ecriture("reception.corriger") as tx:
        ligne = charger(tx.session, Reception, cmd.reception_id)
        nombre, premiere = _reserves(tx.session, ligne.id)
        verifier_jour(cmd.le, tx.clock.today(), premiere)
        verifier_resultat(cmd.resultat, nombre)
        verifier_nouvelle(
            _autres(tx.session, ligne, cmd),
            cmd.le,
            ou=_ou(tx.session, ligne),
            resultat=cmd.resultat,
        )
        precision = facultatif(cmd.precision)
        if (ligne.le, ligne.resultat, ligne.precision) == (cmd.le, cmd.resultat, precision):
            return Changes.of(principal=ligne.id)
        touches = _Touches()
        touches.ligne(ligne)
        _retirer(tx, ligne, touches)
        ligne.le, ligne.resultat, ligne.precision = cmd.le, cmd.resultat, precision
        tx.session.flush()
        _appliquer(tx, ligne, touches)
        tx.commit()
    return touches.changes(tx)


def annuler(cmd: AnnulerReception, uow: UnitOfWork) -> Changes:
    """Nothing recorded any more; raises `RegleMetier("reception.a_des_reserves")`.

    The day of the batch is not known any more: the one foreseen before was not kept.
    """
    with uow.ecriture("reception.annuler") as tx:
        ligne = charger(tx.session, Reception, cmd.reception_id)
        nombre, _premiere = _reserves(tx.session, ligne.id)
        if nombre:
            raise RegleMetier("reception.a_des_reserves", n=nombre)
        touches = _Touches()
        touches.ligne(ligne)
        _retirer(tx, ligne, touches)
        tx.session.delete(ligne)
        tx.session.flush()
        tx.commit()
    return touches.changes(tx)


def verifier_calendrier(session: Session, tranche_id: UUID, reception: date | None) -> None:
    """Whether the timetable of a batch may keep that day of réception.

    Raises `RegleMetier("reception.tranche_recue")` when its réception was recorded on another:
    that one must be put right, so that nobody reads two days.
    """
    recue = session.scalar(
        select(Reception.le)
        .where(
            Reception.tranche_id == tranche_id,
            Reception.resultat != ResultatReception.REFUSEE,
        )
        .order_by(Reception.le.desc())
        .limit(1)
    )
    if recue is not None and recue != reception:
        raise RegleMetier("reception.tranche_recue", jour=recue)


class _Touches:
    """What an operation touched, by noun."""

    def __init__(self) -> None:
        self._ids: defaultdict[str, set[UUID]] = defaultdict(set)
        self._principal: UUID | None = None

    def ligne(self, reception: Reception) -> None:
        """A réception, and what it is about."""
        self._principal = self._principal or reception.id
        self._ids["receptions"].add(reception.id)
        if reception.logement_id is not None:
            self._ids["logements"].add(reception.logement_id)
        if reception.tranche_id is not None:
            self._ids["tranches"].add(reception.tranche_id)

    def etapes(self, touches: tuple[set[UUID], set[UUID]]) -> None:
        """Households and their milestones."""
        self._ids["menages"] |= touches[0]
        self._ids["etapes"] |= touches[1]

    def changes(self, tx: Transaction) -> Changes:
        """What the service tells."""
        return Changes.of(principal=self._principal, operation=tx.operation, **self._ids)


def _recevoir_logement(
    tx: Transaction, cmd: Recevoir, logement: Logement, touches: _Touches
) -> Reception:
    deja = _faits(tx.session, Reception.logement_id == logement.id)
    verifier_nouvelle(deja, cmd.le, ou=_adresse(logement), resultat=cmd.resultat)
    return _ajouter(tx, cmd, touches, logement_id=logement.id)


def _recevoir_tranche(tx: Transaction, cmd: Recevoir, touches: _Touches) -> Reception:
    assert cmd.tranche_id is not None  # noqa: S101 - checked by the caller
    tranche = charger(tx.session, Tranche, cmd.tranche_id)
    deja = _faits(tx.session, Reception.tranche_id == tranche.id)
    verifier_nouvelle(deja, cmd.le, ou=tranche.nom, resultat=cmd.resultat)
    return _ajouter(tx, cmd, touches, tranche_id=tranche.id)


def _ajouter(tx: Transaction, cmd: Recevoir, touches: _Touches, **de: UUID) -> Reception:
    ligne = Reception(
        id=tx.ids.new(),
        le=cmd.le,
        resultat=cmd.resultat,
        precision=facultatif(cmd.precision),
        **de,
    )
    tx.session.add(ligne)
    tx.session.flush()
    _appliquer(tx, ligne, touches)
    return ligne


def _appliquer(tx: Transaction, ligne: Reception, touches: _Touches) -> None:
    """The timetable of the batch, or the milestone of the households, as the réception says."""
    refusee = ligne.resultat is ResultatReception.REFUSEE
    if ligne.tranche_id is not None:
        tranche = charger(tx.session, Tranche, ligne.tranche_id)
        if not refusee:
            tranche.reception = ligne.le
            for refus in _refus(tx.session, tranche.id, ligne.le):
                touches.etapes(etapes.reprendre_etape(tx, *refus))
        elif tranche.reception is not None and tranche.reception <= ligne.le:
            tranche.reception = None  # refused that day: nobody knows the day any more
        tx.session.flush()
    elif ligne.logement_id is not None:
        suite = etapes.ecarter_etape if refusee else etapes.noter_etape
        touches.etapes(suite(tx, ligne.logement_id, ligne.le))


def _retirer(tx: Transaction, ligne: Reception, touches: _Touches) -> None:
    """The timetable and the milestones as if that réception were not there."""
    refusee = ligne.resultat is ResultatReception.REFUSEE
    if ligne.tranche_id is not None and not refusee:
        tranche = charger(tx.session, Tranche, ligne.tranche_id)
        if tranche.reception == ligne.le:
            tranche.reception = None
        tx.session.flush()
    elif ligne.logement_id is not None:
        suite = etapes.reprendre_etape if refusee else etapes.defaire_etape
        touches.etapes(suite(tx, ligne.logement_id, ligne.le))


def _refus(session: Session, tranche_id: UUID, avant: date) -> list[tuple[UUID, date]]:
    """The refusals of dwellings of that batch, before its réception of that day."""
    requete = (
        select(Reception.logement_id, Reception.le)
        .join(Logement, Logement.id == Reception.logement_id)
        .where(
            Logement.tranche_id == tranche_id,
            Reception.resultat == ResultatReception.REFUSEE,
            Reception.le < avant,
        )
    )
    return [(id_, le) for id_, le in session.execute(requete) if id_ is not None]


def _logements(session: Session, cmd: Recevoir) -> Sequence[Logement]:
    """The dwellings named, each once; they belong to the batch when one is named."""
    trouves = [charger(session, Logement, id_) for id_ in dict.fromkeys(cmd.logement_ids)]
    if cmd.tranche_id is not None:
        for logement in trouves:
            if logement.tranche_id != cmd.tranche_id:
                raise RegleMetier("reception.hors_tranche", ou=_adresse(logement))
    return trouves


def _faits(session: Session, condition: ColumnElement[bool]) -> list[FaitReception]:
    requete = select(Reception.le, Reception.resultat).where(condition)
    return [FaitReception(le, resultat) for le, resultat in session.execute(requete)]


def _autres(session: Session, ligne: Reception, cmd: CorrigerReception) -> list[FaitReception]:
    """What else was decided of the same thing; a refusal is bound by what came before only."""
    de = (
        Reception.logement_id == ligne.logement_id
        if ligne.logement_id is not None
        else Reception.tranche_id == ligne.tranche_id
    )
    autres = _faits(session, and_(de, Reception.id != ligne.id))
    if cmd.resultat is ResultatReception.REFUSEE:
        return [f for f in autres if f.le <= cmd.le]
    return autres


def _reserves(session: Session, reception_id: UUID) -> tuple[int, date | None]:
    """How many réserves it has, and the day of the first."""
    nombre, premiere = session.execute(
        select(func.count(), func.min(Reclamation.ouverte_le)).where(
            Reclamation.reception_id == reception_id
        )
    ).one()
    return int(nombre), premiere


def _ou(session: Session, ligne: Reception) -> str:
    if ligne.logement_id is not None:
        return _adresse(charger(session, Logement, ligne.logement_id))
    return session.scalar(select(Tranche.nom).where(Tranche.id == ligne.tranche_id)) or ""


def _adresse(logement: Logement) -> str:
    adresse = afficher(logement.numero, logement.repetition, logement.voie)
    return adresse or logement.code_ug
