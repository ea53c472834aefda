"""What an import of answers compares with: questionnaires already here, and who lives where."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.domain.texte import cle
from db.models import Enquete, Logement, Menage, MenageResume, Occupation, Questionnaire


@dataclass(frozen=True, slots=True)
class Annuaire:
    """Households by what a file may call them; keys are folded, several ids mean doubt."""

    par_ug: Mapping[str, tuple[UUID, ...]]
    par_contrat: Mapping[str, tuple[UUID, ...]]
    titres: Mapping[UUID, str]


def versions(session: Session, identifiant: str) -> dict[str, UUID]:
    """The versions of a form, by name; the one in use, else the newest, comes first."""
    lignes = session.execute(
        select(Questionnaire.version, Questionnaire.id)
        .where(Questionnaire.identifiant == identifiant)
        .order_by(
            Questionnaire.actif.desc(), Questionnaire.charge_le.desc(), Questionnaire.id.desc()
        )
    )
    trouvees: dict[str, UUID] = {}
    for version, id_ in lignes:
        trouvees.setdefault(version, id_)
    return trouvees


def deja_la(session: Session, identifiant: str) -> dict[str, Mapping[str, Any]]:
    """Answers already kept for a form, by origin reference and by id, whatever their state."""
    lignes = session.execute(
        select(Enquete.id, Enquete.reference, Enquete.reponses)
        .join(Questionnaire, Questionnaire.id == Enquete.questionnaire_id)
        .where(Questionnaire.identifiant == identifiant)
    )
    connues: dict[str, Mapping[str, Any]] = {}
    for id_, reference, reponses in lignes:
        connues[str(id_)] = reponses or {}
        if reference:
            connues[nue(reference)] = reponses or {}
    return connues


def nue(reference: str) -> str:
    """A reference without the prefix that some files write and others do not."""
    return reference.strip().lower().removeprefix("uuid:")


def annuaire(session: Session) -> Annuaire:
    """Every household, by dwelling and by contract: the dwelling it left or returns to first."""
    resumes = session.execute(
        select(MenageResume.menage_id, MenageResume.code_ug, MenageResume.nom, MenageResume.adresse)
    ).all()
    titres = {id_: " · ".join(p for p in (nom, adresse) if p) for id_, _ug, nom, adresse in resumes}
    par_ug: defaultdict[str, list[UUID]] = defaultdict(list)
    for id_, ug, _nom, _adresse in resumes:
        if ug:
            par_ug[cle(ug)].append(id_)
    connus = frozenset(par_ug)
    occupations = session.execute(
        select(Logement.code_ug, Occupation.menage_id).join(
            Logement, Logement.id == Occupation.logement_id
        )
    )
    for ug, id_ in occupations:
        pliee = cle(ug)
        if pliee not in connus and id_ in titres and id_ not in par_ug[pliee]:
            par_ug[pliee].append(id_)
    par_contrat: defaultdict[str, list[UUID]] = defaultdict(list)
    contrats = session.execute(
        select(Menage.numero_contrat, Menage.id).where(
            Menage.numero_contrat.is_not(None), Menage.fusionne_dans_id.is_(None)
        )
    )
    for contrat, id_ in contrats:
        par_contrat[cle(contrat or "")].append(id_)
    return Annuaire(
        {k: tuple(v) for k, v in par_ug.items()},
        {k: tuple(v) for k, v in par_contrat.items()},
        titres,
    )
