"""What the state of an estate on any day is deduced from; four statements, whatever its size."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from types import MappingProxyType
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.adresse import afficher
from app.domain.chartes import Charte
from app.domain.demenagements import EtatDemenagement
from app.domain.parc_date import LogementConnu, Parc
from app.domain.planification.instance import Periode
from app.domain.texte import plier
from db.models import Demenagement, Logement, Menage, Occupation, Tranche
from db.queries import chartes
from db.queries.occupations import sejours_ou

_A_VENIR = (EtatDemenagement.PREVU, EtatDemenagement.CONFIRME)


def lire(session: Session, cite_id: UUID, aujourdhui: date) -> Parc:
    """The dwellings of the estate in walking order, its stays, the moves nobody noted as done."""
    de_la_cite = select(Logement.id).where(Logement.cite_id == cite_id)
    habitants = select(Occupation.menage_id).where(Occupation.logement_id.in_(de_la_cite))
    return Parc(
        _logements(session, cite_id),
        tuple(sejours_ou(session, Occupation.menage_id.in_(habitants))),
        MappingProxyType(_a_noter(session, de_la_cite, aujourdhui)),
    )


def _logements(session: Session, cite_id: UUID) -> tuple[LogementConnu, ...]:
    """With the cleaning days of the charter where the dwelling has none of its own."""
    charte = chartes.toutes(session, cite_id)
    lignes: Iterable[Any] = session.execute(
        select(Logement, Tranche.nom, Tranche.debut_travaux, Tranche.fin_travaux, Tranche.reception)
        .outerjoin(Tranche, Tranche.id == Logement.tranche_id)
        .where(Logement.cite_id == cite_id)
    )
    lus = [_logement(ligne, charte.pour(ligne[0].tranche_id)) for ligne in lignes]
    return tuple(lo for _ordre, lo in sorted(lus, key=lambda paire: paire[0]))


def _logement(lue: Any, charte: Charte) -> tuple[tuple[str, str, int, str, str], LogementConnu]:
    """The dwelling, and its place in a walk: street first, then house number as a number."""
    ligne: Logement = lue[0]
    chiffres = "".join(c for c in ligne.numero or "" if c.isdigit())
    ordre = (
        plier(ligne.commune or ""),
        plier(ligne.voie or ""),
        int(chiffres or 0),
        ligne.repetition or "",
        ligne.code_ug,
    )
    propre = ligne.nettoyage_jours
    return ordre, LogementConnu(
        id=ligne.id,
        code_ug=ligne.code_ug,
        adresse=afficher(ligne.numero, ligne.repetition, ligne.voie),
        etat=ligne.etat,
        nettoyage=charte.nettoyage_jours if propre is None else propre,
        typologie=ligne.typologie,
        commune=ligne.commune,
        plain_pied=ligne.plain_pied,
        tranche_id=ligne.tranche_id,
        tranche=lue[1],
        debut_travaux=lue[2],
        fin_travaux=lue[3],
        reception=lue[4],
        disponible=Periode(ligne.disponible_du, ligne.disponible_au),
    )


def _a_noter(session: Session, de_la_cite: Any, aujourdhui: date) -> dict[UUID, tuple[str, date]]:
    """By dwelling entered, the household and the day of a move past and still only foreseen."""
    lignes = session.execute(
        select(Demenagement.vers_id, Menage.nom, Demenagement.jour)
        .join(Menage, Menage.id == Demenagement.menage_id)
        .where(
            Demenagement.vers_id.in_(de_la_cite),
            Demenagement.etat.in_(_A_VENIR),
            Demenagement.jour < aujourdhui,
        )
        .order_by(Demenagement.jour, Demenagement.id)
    )
    return {vers: (nom, jour) for vers, nom, jour in lignes}
