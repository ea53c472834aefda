"""The board of complaints: how many are in each state, and the first of each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Integer, Select, func, select, union_all
from sqlalchemy.orm import Session

from app.domain.reclamations import FINIES, EtatReclamation
from db.queries.reclamations import RANG, ReclamationLigne, lignes, r, requete
from db.queries.reclamations_filtre import FiltreReclamations, conditions


@dataclass(frozen=True, slots=True)
class ColonneTableau:
    """A state: how many complaints, how many of them late, and the first ones.

    Open states show what runs out first; finished ones what ended last.
    """

    etat: EtatReclamation
    nombre: int
    en_retard: int
    lignes: tuple[ReclamationLigne, ...]


def lire(
    session: Session, filtre: FiltreReclamations, maintenant: datetime, par_etat: int
) -> tuple[ColonneTableau, ...]:
    """One column a state, in the order of the follow-up: two statements, whatever there is."""
    c = r.c
    comptes = {
        etat: (nombre, retard or 0)
        for etat, nombre, retard in session.execute(
            select(c.etat, func.count(), func.sum(c.echeance < maintenant, type_=Integer))
            .where(*conditions(filtre, maintenant))
            .group_by(c.etat)
        )
    }
    voulus = [etat for etat in EtatReclamation if etat in comptes]
    par: dict[EtatReclamation, list[ReclamationLigne]] = defaultdict(list)
    if voulus:
        premieres = union_all(
            *(_premieres(filtre, maintenant, etat, par_etat) for etat in voulus)
        ).subquery("premieres")
        for ligne in lignes(
            session,
            requete()
            .join(premieres, premieres.c.rang == RANG)
            .order_by(premieres.c.cle.is_(None), premieres.c.cle, RANG),
        ):
            par[ligne.etat].append(ligne)
    for etat in FINIES:
        par[etat].reverse()
    return tuple(
        ColonneTableau(etat, *comptes.get(etat, (0, 0)), tuple(par[etat]))
        for etat in EtatReclamation
    )


def _premieres(
    filtre: FiltreReclamations, maintenant: datetime, etat: EtatReclamation, combien: int
) -> Select[tuple[int, datetime | None]]:
    """The rows of one state to show, and what they are sorted by."""
    finie = etat in FINIES
    cle = r.c.close_le if finie else r.c.echeance
    ordre = (cle.desc(), RANG.desc()) if finie else (cle.is_(None), cle, RANG)
    choisies = (
        select(RANG.label("rang"), cle.label("cle"))
        .select_from(r)
        .where(*conditions(replace(filtre, etats=(etat,)), maintenant))
        .order_by(*ordre)
        .limit(combien)
        .subquery()
    )
    return select(choisies.c.rang, choisies.c.cle)
